"""The program's reader against its slow twin (reader_twin.py), on twenty articles and in float32."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from conftest import Depesche, data_folder
from reader_twin import Act, Quotation, Reader, Reading, Span
from records import Record

PRONOUNS = {"er", "sie", "es", "wir", "ich", "he", "she", "it", "they", "we", "i"}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(data_folder() / "models" / "reader")


@pytest.fixture(scope="module")
def records(depesche: Depesche, sample: Path) -> list[Record]:
    run = depesche("read", "--json", "--clean", "none", "--precision", "float32", sample)
    assert (run.rc, run.stderr) == (0, "")
    return run.records()


def stated(parts: list[Record]) -> list[Span]:
    """The spans of the parts that stand in the text; what is only understood is not the reader's."""
    return [(part["span"][0], part["span"][1]) for part in parts if part["how"] == "stated"]


def begins(spans: Iterable[Span]) -> list[int]:
    """Where they begin: resolving ends phrases with their names, and adds the date to a preposition marked alone."""
    return [begin for begin, _ in spans]


def once_each(spans: list[Span], trigger: Span, record: Record) -> list[Span]:
    """Whom the record takes for one takes part once, by the words nearest to the trigger."""
    nearest: dict[object, Span] = {}
    for begin, end in spans:
        mentions = [
            (abs(m["span"][1] - end), entity["id"])
            for entity in record["entities"]
            for m in entity["mentions"]
            if m["span"][0] == begin
        ]
        who = min(mentions)[1] if mentions else (begin, end)
        distances = [
            trigger[0] - e if e <= trigger[0] else max(0, b - trigger[1])
            for b, e in ((begin, end), nearest.get(who, (begin, end)))
        ]
        if who not in nearest or distances[0] < distances[1]:
            nearest[who] = (begin, end)
    return list(nearest.values())


def act_of_event(event: Record) -> tuple[object, ...]:
    roles = [begins(stated(event[role])) for role in ("actors", "recipients", "places")]
    time = begins(stated([event["time"]] if event["time"] else []))
    what = (event["type"], event["status"], event["mode"], *event["contexts"])
    return event["sentence"], tuple(event["trigger"]), what, roles, time


def act_of_twin(act: Act, record: Record) -> tuple[object, ...]:
    roles = [begins(once_each(act.spans[role], act.trigger, record)) for role in ("actor", "recipient")]
    roles.append(begins(act.spans["place"]))
    what = (act.type, act.status, act.mode, *act.contexts)
    time = begins(act.spans["time"][:1])  # a record has one time
    return act.sentence, act.trigger, what, roles, time


def quotation_of_record(quote: Record) -> tuple[object, ...]:
    speakers = [begins(stated([quote[name]] if quote[name] else [])) for name in ("speaker", "addressee")]
    cue = [tuple(quote["cue"])] if quote["cue"] else []
    return quote["sentence"], tuple(quote["content"]), quote["type"], cue, *speakers


def quotation_of_twin(quotation: Quotation) -> tuple[object, ...]:
    cue, speaker, addressee = (
        [quotation.parts[name]] if name in quotation.parts else [] for name in ("cue", "speaker", "addressee")
    )
    return quotation.sentence, quotation.content, quotation.type, cue, begins(speaker), begins(addressee)


def implied_by(record: Record, word: Span | None, event: Record, role: str, other: str) -> set[str]:
    """The entity by whose shortest mention a word stands, where the role is not said and the other is, by somebody else, and
    no government acts on itself."""
    spans = [
        (end - begin, entity["id"])
        for entity in record["entities"]
        for begin, end in (mention["span"] for mention in entity["mentions"])
        if word and begin <= word[0] and word[1] <= end
    ]
    entities = {entity["id"]: entity for entity in record["entities"]}
    others = [entities[part["entity"]] for part in event[other] if part["how"] == "stated"]
    if not spans or not others or stated(event[role]):
        return set()
    meant = entities[min(spans)[1]]

    def governs(entity: Record) -> bool:
        return entity["type"] == "state" or entity["sector"] == "GOV"

    def is_itself(one: Record) -> bool:
        same_government = governs(meant) and governs(one) and meant["country"] and meant["country"] == one["country"]
        return one is meant or bool(same_government)

    return set() if any(is_itself(one) for one in others) else {meant["id"]}


def test_who_is_meant_and_names_agree_with_the_slow_twin(records: list[Record], reader: Reader) -> None:
    if not {"names", "antecedents"} <= set(reader.labels):
        pytest.skip("the model has no heads for names and antecedents")
    faults: list[str] = []
    names = implied = 0
    for record in records:
        article = record["article"]
        reading = reader.read(article["text"], [(begin, end) for begin, end in record["sentences"]])
        kinds = {
            "person": "person",
            "organisation": "organisation",
            "group": "organisation",
            "place": "place",
            "state": "place",
        }
        told = {
            tuple(m["span"]) for e in record["entities"] for m in e["mentions"] if m["form"] == "name" and e["type"] in kinds
        }
        # Resolving takes a person's name of one word, or without a capital, for none where it is a pronoun or a role; a
        # place's without a capital for an adjective; and no pronoun for the name of anything.
        found = {
            (begin, end)
            for sentence, kind, (begin, end) in reading.names
            if kind != "other" and sentence not in reading.borderline
            if article["text"][begin:end].lower() not in PRONOUNS
            if kind != "place" or not article["text"][begin:end].islower()
            if kind != "person" or (" " in article["text"][begin:end] and not article["text"][begin:end].islower())
        }
        names += len(found)
        faults += [f"{article['given_id']}: name {article['text'][b:e]!r} is not in the record" for b, e in found - told]
        by_trigger = {tuple(event["trigger"]): event for event in record["events"]}
        for act in reading.acts:
            event = by_trigger.get(act.trigger)
            if event is None or act.sentence in reading.borderline:
                continue
            for role, other in (("actors", "recipients"), ("recipients", "actors")):
                wanted = implied_by(record, act.meant[role.removesuffix("s")], event, role, other)
                given = {part["entity"] for part in event[role] if part["how"] == "implied"}
                implied += len(given)
                if given != wanted:
                    faults.append(f"{article['given_id']}: {role} {given} in place of {wanted} at {act.trigger}")
    assert not faults, "\n".join(faults[:20])
    assert names > 100
    assert implied > 5


def test_reader_agrees_with_its_slow_twin(
    records: list[Record], reader: Reader, record_property: Callable[[str, object], None]
) -> None:
    faults: list[str] = []
    acts = quotations = tolerated = 0
    for record in records:
        article = record["article"]
        reading: Reading = reader.read(article["text"], [(begin, end) for begin, end in record["sentences"]])
        acts += len(reading.acts)
        quotations += len(reading.quotations)
        pairs = [
            ([act_of_event(event) for event in record["events"]], [act_of_twin(act, record) for act in reading.acts]),
            ([quotation_of_record(quote) for quote in record["quotes"]], [quotation_of_twin(q) for q in reading.quotations]),
        ]
        for program, twin in pairs:
            different = [one for one in program if one not in twin] + [one for one in twin if one not in program]
            clear = [one for one in different if one[0] not in reading.borderline]
            tolerated += len(different) - len(clear)
            for one in clear:
                faults.append(f"{article['given_id']}: {'program' if one in program else 'twin'} alone has {one}")
    assert not faults, "\n".join(faults[:20])
    assert acts > 100
    assert quotations > 30
    assert tolerated <= 0.02 * (acts + quotations)
    record_property("note", f"{acts} acts and {quotations} quotations, {tolerated} differences within rounding")
