"""Tests of notes.py: round trips of two invented articles, and one broken note for every check."""

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reader import notes

GERMAN: dict[str, Any] = {
    "id": "t-de-1", "language": "de", "title": "Lettland beruft Gesandten ab", "published": "2011-03-16",
    "paragraphs": [
        ["Lettland hat am Mittwoch seinen Gesandten aus Minsk abberufen.",
         "„Wir gehen, weil man uns nicht hört“, sagte Außenminister Juris Kalve in Riga."],
        ["Er warf der Regierung in Minsk vor, sie habe 2010 zwei Händler und sie begleitende Fahrer festgenommen.",
         "Das sei „eine Willkür ohne Beispiel“ gewesen."],
    ],
    "entities": {
        "e1": {"name": "Lettland", "type": "state", "country": "LVA", "sector": "GOV"},
        "e2": {"name": "Belarus", "type": "state", "country": "BLR", "sector": "GOV"},
        "e3": {"name": "Juris Kalve", "type": "person", "country": "LVA", "sector": "GOV"},
        "e4": {"name": "zwei Händler", "type": "group", "country": None, "sector": None},
    },
    "events": [
        {"s": 0, "type": "SANCTION", "mode": "withdraw", "contexts": ["diplomatic"], "trigger": "abberufen",
         "actors": [["Lettland", "e1"]], "recipients": [[None, "e2"]], "places": ["Minsk"],
         "time": ["am Mittwoch", "2011-03-16"], "status": "actual", "source": "author"},
        {"s": 2, "type": "ACCUSE", "mode": "allege", "contexts": [], "trigger": "warf", "actors": [["Er", "e3"]],
         "recipients": [["Regierung in Minsk", "e2"]], "places": [], "time": None, "status": "actual",
         "source": "author"},
        {"s": 2, "type": "COERCE", "mode": "arrest", "contexts": ["legal", "economic"], "trigger": "festgenommen",
         "actors": [["sie@1", "e2"]], "recipients": [["zwei Händler", "e4"]], "places": [],
         "time": ["2010", "2010"], "status": "actual", "source": "e3"},
    ],
    "quotes": [
        {"s": 1, "type": "direct", "content": "Wir gehen, weil man uns nicht hört", "cue": "sagte",
         "speaker": ["Juris Kalve", "e3"], "addressee": None},
        {"s": 2, "type": "indirect", "cue": "warf", "speaker": ["Er", "e3"], "addressee": [None, "e2"],
         "content": "sie habe 2010 zwei Händler und sie begleitende Fahrer festgenommen"},
        {"s": 3, "type": "free", "content": "Das sei „eine Willkür ohne Beispiel“ gewesen", "cue": None,
         "speaker": [None, "e3"], "addressee": None},
    ],
}  # fmt: skip
ENGLISH: dict[str, Any] = {
    "id": "t-en-1", "language": "en", "title": "Dockers walk out", "published": "2004-11-02",
    "paragraphs": [["Dockers walked out in Cork on Monday 𝛼 and will strike again."],
                   ["“It’s the pay,” said Nora Tierney. “They ‘forgot’ us.", "They still do.”"]],
    "entities": {"u": {"name": "dockers", "type": "group", "country": "IRL", "sector": "LAB"},
                 "n": {"name": "Nora Tierney", "type": "person", "country": "IRL", "sector": "LAB"}},
    "events": [{"s": 0, "type": "PROTEST", "mode": "strike", "contexts": [], "trigger": "walked",
                "actors": [["Dockers", "u"]], "recipients": [], "places": ["Cork"], "time": ["Monday", "2004-11-01"],
                "status": "actual", "source": "author"},
               {"s": 0, "type": "PROTEST", "mode": "strike", "contexts": [], "trigger": "strike",
                "actors": [["Dockers", "u"]], "recipients": [], "places": [], "time": None, "status": "future",
                "source": "author"}],
    "quotes": [{"s": 1, "type": "direct", "content": "It’s the pay", "cue": "said", "speaker": ["Nora Tierney", "n"],
                "addressee": None},
               {"s": 1, "type": "direct", "content": "They ‘forgot’ us.", "cue": None, "speaker": [None, "n"],
                "addressee": None},
               {"s": 2, "type": "direct", "content": "They still do.", "cue": None, "speaker": [None, "n"],
                "addressee": None}],
}  # fmt: skip


def invert(article: dict[str, Any]) -> dict[str, Any]:
    """The note of a corpus article."""
    text, spans = article["text"], article["sentences"]
    paragraphs: list[list[str]] = []
    for i, (begin, end) in enumerate(spans):
        if i == 0 or text[spans[i - 1][1] : begin] == "\n\n":
            paragraphs.append([])
        paragraphs[-1].append(text[begin:end])

    def surface(span: list[int] | None, sentence: list[int]) -> str | None:
        if span is None:
            return None
        words, inside, at = text[slice(*span)], text[slice(*sentence)], span[0] - sentence[0]
        for pattern in (rf"(?<!\w){re.escape(words)}(?!\w)", re.escape(words)):
            starts = [match.start() for match in re.finditer(pattern, inside)]
            if at in starts:
                return words if len(starts) == 1 else f"{words}@{starts.index(at) + 1}"
        raise AssertionError(words)

    def pair(person: dict[str, Any] | None, sentence: list[int]) -> list[Any] | None:
        return person and [surface(person["span"], sentence), person["entity"]]

    events, quotes = [], []
    for event in article["events"]:
        s, time = event["sentence"], event["time"]
        people = {key: [pair(person, s) for person in event[key]] for key in ("actors", "recipients")}
        found = {"trigger": surface(event["trigger"], s), "places": [surface(place, s) for place in event["places"]]}
        rest = {key: event[key] for key in ("type", "mode", "contexts", "status", "source")}
        when = {"time": time and [surface(time["span"], s), time["value"]]}
        events.append({"s": spans.index(s), **rest, **people, **found, **when})
    for quote in article["quotes"]:
        s = quote["sentence"]
        people = {key: pair(quote[key], s) for key in ("speaker", "addressee")}
        found = {key: surface(quote[key], s) for key in ("content", "cue")}
        quotes.append({"s": spans.index(s), "type": quote["type"], **found, **people})
    head = {key: article[key] for key in ("id", "language", "title", "published", "entities")}
    return {**head, "paragraphs": paragraphs, "events": events, "quotes": quotes}


def check(folder: Path, *articles: Any) -> tuple[list[dict[str, Any]], list[str]]:
    """What convert makes of a file with these notes (a string stands as it is)."""
    path = folder / "x.notes.jsonl"
    lines = [a if isinstance(a, str) else json.dumps(a, ensure_ascii=False) for a in articles]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return notes.convert([path])


def test_round_trip(tmp_path: Path) -> None:
    articles, problems = check(tmp_path, GERMAN, ENGLISH)
    assert problems == []
    again, problems = check(tmp_path, *map(invert, articles))
    assert problems == []
    assert json.dumps(again) == json.dumps(articles)  # key order included
    assert invert(articles[0]) == GERMAN and invert(articles[1]) == ENGLISH


def test_form(tmp_path: Path) -> None:
    (german, english), _ = check(tmp_path, GERMAN, ENGLISH)
    assert list(german) == [
        "id", "language", "title", "published", "text", "sentences", "entities", "events", "quotes",
    ]  # fmt: skip
    assert list(german["events"][0]) == [
        "sentence", "type", "mode", "contexts", "trigger", "actors", "recipients", "places", "time", "status", "source",
    ]  # fmt: skip
    assert list(german["quotes"][0]) == ["sentence", "type", "content", "cue", "speaker", "addressee"]
    text = german["text"]
    assert text == "\n\n".join(" ".join(paragraph) for paragraph in GERMAN["paragraphs"])
    assert german["events"][0]["recipients"] == [{"entity": "e2", "span": None}]
    span = german["events"][2]["actors"][0]["span"]
    assert text[slice(*span)] == "sie" and text[: span[0]].endswith("vor, ")
    assert german["quotes"][2]["cue"] is None and german["quotes"][2]["addressee"] is None
    again = english["events"][1]["trigger"]  # code points: the letter beyond the BMP counts once
    assert english["text"][slice(*again)] == "strike"


Change = Callable[[dict[str, Any]], Any]
BROKEN: dict[str, tuple[Change, str]] = {
    "missing key": (lambda n: n["events"][0].pop("places"), 'event 1 (SANCTION), trigger "abberufen": key "places" is'),
    "unknown key": (lambda n: n["quotes"][0].update(x=1), 'unknown key "x"; allowed: s type'),
    "wrong JSON type": (lambda n: n["events"][0].update(s="0"), '"s" is "0"; make it integer'),
    "boolean s": (lambda n: n["events"][0].update(s=True), '"s" is true'),
    "event no object": (lambda n: n["events"].append(3), "event 4 (None)"),
    "language": (lambda n: n.update(language="fr"), 'language "fr" is not allowed'),
    "date": (lambda n: n.update(published="2011-02-29"), "is no day"),
    "date form": (lambda n: n.update(published="2011-02"), "is no day"),
    "title": (lambda n: n.update(title=" "), "id, title or paragraphs is empty"),
    "paragraph": (lambda n: n["paragraphs"].append("Satz."), "no list of sentences"),
    "blank": (lambda n: n["paragraphs"][0].append("Ende. "), "sentence 2 is empty or has"),
    "line break": (lambda n: n["paragraphs"][1].append("Aus\nEnde."), "sentence 4 is empty or has"),
    "type": (lambda n: n["events"][0].update(type="FIGHT"), 'type "FIGHT" is not allowed; take one of: AGREE'),
    "mode": (lambda n: n["events"][0].update(mode="arrest"), 'mode of SANCTION "arrest" is not allowed'),
    "mode of none": (lambda n: n["events"][0].update(type="AID"), 'mode of AID "withdraw" is not allowed'),
    "context": (lambda n: n["events"][0].update(contexts=["war"]), 'context "war" is not allowed'),
    "contexts": (lambda n: n["events"][0].update(contexts=["legal", "health", "crime"]), "contexts are 3"),
    "status": (lambda n: n["events"][0].update(status="past"), 'status "past"'),
    "source": (lambda n: n["events"][0].update(source="e9"), 'source names the unknown entity "e9"'),
    "actor": (lambda n: n["events"][0].update(actors=[["Lettland", "e9"]]), 'actor names the unknown entity "e9"'),
    "pair": (lambda n: n["events"][0].update(actors=["e1"]), 'actor "e1" is no pair'),
    "no speaker": (lambda n: n["quotes"][0].update(speaker=[]), "speaker [] is no pair"),
    "entity type": (lambda n: n["entities"]["e1"].update(type="country"), 'entity e1: type "country"'),
    "sector": (lambda n: n["entities"]["e1"].update(sector="XYZ"), 'sector "XYZ"'),
    "country": (lambda n: n["entities"]["e1"].update(country="LAT"), 'country "LAT" is not allowed; take one of: ISO'),
    "unused": (lambda n: n["entities"].update(e5=n["entities"]["e1"]), "entity e5 is never used"),
    "sentence": (lambda n: n["events"][0].update(s=4), "sentence 4 does not exist; s goes from 0 to 3"),
    "trigger": (lambda n: n["events"][0].update(trigger="beruft"), 'trigger "beruft" is not in sentence 0'),
    "part of a word": (lambda n: n["events"][0].update(trigger="berufen"), "part of a longer word"),
    "elsewhere": (lambda n: n["events"][0].update(places=["Riga"]), 'place "Riga" is not in sentence 0 ("Lettland hat'),
    "elsewhere, where": (lambda n: n["events"][0].update(places=["Riga"]), "it stands in sentence 1"),
    "two words": (lambda n: n["events"][0].update(trigger="Minsk abberufen"), "trigger is more than one word"),
    "ambiguous": (lambda n: n["events"][2].update(actors=[["sie", "e2"]]), 'actor "sie" stands 2 times in sentence 2'),
    "@ beyond": (lambda n: n["events"][2].update(actors=[["sie@3", "e2"]]), 'actor "sie@3": it stands 2 times'),
    "@0": (lambda n: n["events"][2].update(actors=[["sie@0", "e2"]]), 'actor "sie@0": it stands 2 times'),
    "empty surface": (lambda n: n["events"][0].update(places=[""]), 'place "" is no surface'),
    "time pair": (lambda n: n["events"][0].update(time=["am Mittwoch"]), "time is no pair"),
    "twice": (lambda n: n["events"].append(n["events"][0]), "as event 1; make it one"),
    "outer marks": (lambda n: n["quotes"][0].update(content="„Wir gehen, weil man uns nicht hört“"), "outer quotation"),
    "outer mark": (lambda n: n["quotes"][0].update(content="„Wir gehen"), "outer quotation mark „"),
    "comma": (lambda n: n["quotes"][0].update(content="Wir gehen,"), "ends with a comma"),
    "full stop": (lambda n: n["quotes"][2].update(content="Das sei „eine Willkür ohne Beispiel“ gewesen."), "stop"),
    "content blank": (lambda n: n["quotes"][0].update(content="Wir gehen, "), "outer white space"),
    "cue": (lambda n: n["quotes"][0].update(cue="erklärte"), 'cue "erklärte" is not in sentence 1'),
    "quote type": (lambda n: n["quotes"][0].update(type="scare"), 'type "scare" is not allowed'),
    "overlap": (lambda n: n["quotes"].append(n["quotes"][1] | {"content": "vor, sie habe"}), "overlaps quote 2"),
    "same quote": (lambda n: n["quotes"].append(n["quotes"][1]), "quote 4 (indirect), content"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken(tmp_path: Path, name: str) -> None:
    change, message = BROKEN[name]
    note = copy.deepcopy(GERMAN)
    change(note)
    _, problems = check(tmp_path, ENGLISH, note)
    assert any(message in problem for problem in problems), problems
    assert all(re.match(r".*x\.notes\.jsonl:2 article t-de-1.*: .+; .+", problem) for problem in problems)


def test_lines(tmp_path: Path) -> None:
    twice = json.dumps(ENGLISH)[:-1] + ', "events": []}'
    _, problems = check(tmp_path, "{", "", "3", ENGLISH, ENGLISH, twice)
    starts = [re.sub(r"^.*?x\.notes\.jsonl:", "", problem) for problem in problems]
    assert [start.split(" ")[0] for start in starts] == ["1", "3", "5", "6"]
    assert "no valid JSON" in starts[0] and "no JSON object" in starts[1]
    assert "id stands already in" in starts[2] and "key 'events' stands twice" in starts[3]


TIMES = ["2007", "2007-08", "2007-08-13", "2007-W33", "2009-W53", "2007-08-13T14", "2007-08-13T14:30"]
NO_TIMES = ["1990s", "2007-8", "2007-13", "2007-02-30", "2007-W54", "2008-W53", "2007-08-13T24", "2007-08-13T14:60",
            "20070813", "2007-00", "2007-W00", "", 2007, "0000"]  # fmt: skip


@pytest.mark.parametrize("value", TIMES)
def test_time(value: str) -> None:
    assert notes.iso_time(value)


@pytest.mark.parametrize("value", NO_TIMES)
def test_no_time(value: Any) -> None:
    assert not notes.iso_time(value)


def test_allowed(tmp_path: Path) -> None:
    """What real articles hold: quotes within quotes, an act both asserted and denied, an abbreviation's full stop."""
    note = copy.deepcopy(GERMAN)
    note["quotes"].append(note["quotes"][1] | {"content": "sie begleitende Fahrer", "cue": None})
    note["events"].append(note["events"][2] | {"status": "negated", "source": "e2"})
    english = copy.deepcopy(ENGLISH)
    english["paragraphs"].append(["It left the U.S., she said."])
    english["quotes"].append({"s": 3, "type": "indirect", "content": "It left the U.S.", "cue": "said",
                              "speaker": ["she", "n"], "addressee": None})  # fmt: skip
    assert check(tmp_path, note, english)[1] == []


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad, out = tmp_path / "good.jsonl", tmp_path / "bad.jsonl", tmp_path / "out.jsonl"
    good.write_text(json.dumps(GERMAN) + "\n" + json.dumps(ENGLISH), encoding="utf-8")
    bad.write_text(json.dumps(GERMAN | {"language": "fr"}), encoding="utf-8")
    assert notes.main([str(good), str(bad), "-o", str(out)]) == 1
    assert notes.main([str(tmp_path / "none.jsonl"), "-o", str(out)]) == 1
    assert not out.exists() and "problem(s), nothing written" in capsys.readouterr().err
    assert notes.main([str(good), "-o", str(out)]) == 0
    assert capsys.readouterr().out == "2 articles, 5 events, 6 quotes\n"
    assert [json.loads(line)["id"] for line in out.read_text(encoding="utf-8").splitlines()] == ["t-de-1", "t-en-1"]
