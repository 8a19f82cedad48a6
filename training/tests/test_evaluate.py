"""Our scores against the shared scorer's, on records that are partly wrong."""

from __future__ import annotations

import copy
import importlib.util
import os
import random
from pathlib import Path
from typing import Any

import pytest
from reader.corpora import ROOT, read_lines
from reader.evaluate import close, likeness, score

SHARED = Path(os.environ.get("DEPESCHE_SHARED", ROOT.parent / "shared"))


def spoilt(article: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """A record with the article's own annotation in it, some of it lost, moved or of another kind."""
    spoilt = copy.deepcopy(article)
    events = [e for e in spoilt["events"] if rng.random() < 0.8]
    for event in events:
        if rng.random() < 0.2:
            event["type"] = "AID"
        if rng.random() < 0.2:
            event["trigger"][1] += rng.randint(1, 40)
        event["source"] = {"by": "author", "chain": []}
        event["places"] = []
    quotes = [q for q in spoilt["quotes"] if rng.random() < 0.8]
    for quote in quotes:
        if rng.random() < 0.3:
            quote["content"][1] -= rng.randint(1, 20)
        if quote["speaker"] and rng.random() < 0.3:
            quote["speaker"]["span"] = None
        if rng.random() < 0.2:
            quote["speaker"] = None
        if rng.random() < 0.2:
            quote["type"] = "free"
    entities = [{"id": key, **entity} for key, entity in spoilt["entities"].items()]
    return {
        "article": {"given_id": article["id"], "text": article["text"]},
        "events": events,
        "quotes": quotes,
        "entities": entities,
    }


def test_scores_are_those_of_the_shared_scorer() -> None:
    path = SHARED / "eval/score.py"
    if not path.exists():
        pytest.skip(f"{path} is not there")
    spec = importlib.util.spec_from_file_location("shared_score", path)
    assert spec is not None and spec.loader is not None
    shared = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(shared)
    articles = list(read_lines(ROOT / "corpus/own/de.dev.jsonl"))
    rng = random.Random(3)
    records = [spoilt(article, rng) for article in articles]
    ours = score(articles, copy.deepcopy(records))
    theirs, _ = shared.score(articles, records)
    for row in ("events", "events untyped", "quotes", "quotes untyped", "speakers"):
        count = theirs[row]
        assert (ours[row].hit, ours[row].found, ours[row].gold) == (count.hit, count.found, count.gold), row
        assert 0 < ours[row].hit < ours[row].gold, row


def test_spans_are_close_when_they_share_a_third() -> None:
    assert close([0, 10], [0, 10])
    assert close([0, 10], [0, 30])
    assert not close([0, 10], [0, 31])
    assert not close([0, 10], [10, 20])


def test_contents_are_alike_from_eight_words_in_ten() -> None:
    text = "a b c d e f g h i j"
    assert likeness(text, [0, 19], [0, 15]) == 0.8
    assert likeness(text, [0, 19], [0, 13]) == 0
