"""The check that all records go through finds what it must find."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable

import pytest
from records import ROOT, Record, checked


def sound_record() -> Record:
    """A record as the program prints it, made of an expected one."""
    path = ROOT / "tests" / "cases" / "de-agency-dateline.json"
    record: Record = json.loads(path.read_text(encoding="utf-8"))
    checksum = "sha256:" + "0" * 64
    record["engine"] = {"version": "0.1.0", "reader": checksum, "knowledge": checksum}
    for part in [*record["entities"], *record["events"], *record["quotes"]]:
        part["confidence"] = 0.5
    return record


def put(path: str, value: object) -> Callable[[Record], None]:
    """Sets the value at a path like `events.0.trigger`."""

    def damage(record: Record) -> None:
        *way, last = (int(step) if step.isdigit() else step for step in path.split("."))
        at = record
        for step in way:
            at = at[step]
        at[last] = value

    return damage


def drop(path: str) -> Callable[[Record], None]:
    def damage(record: Record) -> None:
        *way, last = path.split(".")
        at = record
        for step in way:
            at = at[int(step) if step.isdigit() else step]
        del at[last]

    return damage


DAMAGES: dict[str, tuple[Callable[[Record], None], str]] = {
    "another format": (put("format", "depesche-record/2"), "$.format"),
    "a field missing": (drop("events.0.presupposed"), "presupposed"),
    "an unknown type": (put("events.0.type", "QUARREL"), "QUARREL"),
    "an unknown status": (put("events.0.status", "past"), "past"),
    "a country in words": (put("entities.0.country", "Denmark"), "Denmark"),
    "a date of another form": (put("article.published.value", "24.2.2021"), "24.2.2021"),
    "a date from nowhere": (put("article.published.from", "none"), "published"),
    "three numbers for a span": (put("events.0.trigger", [1, 2, 3]), "trigger"),
    "a span below zero": (put("events.0.trigger", [-1, 2]), "trigger"),
    "a span upside down": (put("events.0.trigger", [9, 3]), "upside down"),
    "an empty span": (put("events.0.trigger", [3, 3]), "empty"),
    "a span past the text": (put("quotes.0.content", [0, 100_000]), "within the text"),
    "a trigger in another sentence": (put("events.0.sentence", 3), "sentence 3"),
    "a sentence that is not there": (put("events.0.sentence", 1000), "sentence 1000"),
    "sentences that overlap": (put("sentences.1.0", 3), "before the end"),
    "words in no sentence": (put("sentences.0.0", 5), "in no sentence"),
    "an entity that is not there": (put("events.0.actors", [{"entity": "e99", "span": [0, 2], "how": "stated"}]), "e99"),
    "an id twice": (put("entities.1.id", "e1"), "twice"),
    "stated without words": (put("events.0.actors", [{"entity": "e1", "span": None, "how": "stated"}]), "span"),
    "implied with words": (put("events.0.actors", [{"entity": "e1", "span": [0, 2], "how": "implied"}]), "span"),
    "a voice without its place": (put("events.0.source.chain", ["e1"]), "1 voices and 0 spans"),
    "a quote that is not there": (put("events.0.source.quote", "q99"), "q99"),
    "the same as itself": (put("events.0.same_as", "v1"), "same as itself"),
    "surer than sure": (put("events.0.confidence", 1.5), "1.5"),
    "three contexts": (put("events.0.contexts", ["legal", "crime", "cyber"]), "contexts"),
}


def test_a_sound_record_passes() -> None:
    record = sound_record()
    assert checked(json.dumps(record)) == record


def test_new_fields_may_come() -> None:
    record = sound_record()
    record["new"] = record["article"]["new"] = record["events"][0]["new"] = 1
    checked(json.dumps(record))


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_record_does_not_pass(name: str) -> None:
    damage, part = DAMAGES[name]
    record = copy.deepcopy(sound_record())
    damage(record)
    with pytest.raises(AssertionError) as caught:
        checked(json.dumps(record))
    assert part in str(caught.value)
