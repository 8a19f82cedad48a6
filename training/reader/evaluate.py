"""Scores of the program's records against annotated articles, by the rules of the shared scorer (tests compare the two)."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from reader.corpora import ROOT, Article

Record = dict[str, Any]
Span = Sequence[int]
SMALL_WORDS = frozenset("der die das den dem des von vom zu zum zur im in am an auf für und the of for on at to a".split())


class Count:
    """How many were right, of those found and of those wanted."""

    def __init__(self) -> None:
        self.hit = self.found = self.gold = 0

    def add(self, hit: int, found: int, gold: int) -> None:
        self.hit += hit
        self.found += found
        self.gold += gold

    def add_sets(self, found: set, gold: set) -> None:
        self.add(len(found & gold), len(found), len(gold))

    @property
    def f1(self) -> float:
        return 2 * self.hit / (self.found + self.gold) if self.hit else 0.0

    def __str__(self) -> str:
        precision, recall = self.hit / max(1, self.found), self.hit / max(1, self.gold)
        return f"F1 {100 * self.f1:.1f} (precision {100 * precision:.1f}, recall {100 * recall:.1f}; {self.gold} wanted)"


def read_records(model: Path, articles: list[Article], precision: str = "auto") -> list[Record]:
    """The articles as the program reads them with a model folder."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as source:
        for article in articles:
            source.write(json.dumps({k: article[k] for k in ("id", "text", "language")}, ensure_ascii=False) + "\n")
        source.flush()
        command = [ROOT / "build/release/depesche", "read", "--json", "--clean", "none", "--precision", precision]
        output = subprocess.run([*command, "--model", model, source.name], check=True, stdout=subprocess.PIPE).stdout
    return [json.loads(line) for line in output.splitlines()]


def overlap(a: Span, b: Span) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def close(a: Span, b: Span) -> bool:
    """Spans that share a third or more of their joint length."""
    shared = overlap(a, b)
    return shared > 0 and 3 * shared >= max(a[1], b[1]) - min(a[0], b[0])


def words(text: str, span: Span) -> set[int]:
    return {match.start() for match in re.finditer(r"\w+", text) if span[0] <= match.start() < span[1]}


def likeness(text: str, a: Span, b: Span) -> float:
    """Intersection over union of the words of two spans, 0 where it is below 0.8."""
    x, y = words(text, a), words(text, b)
    shared = len(x & y) / max(1, len(x | y))
    return shared if shared >= 0.8 else 0.0


def pair(gold: list, found: list, alike: Callable[[Any, Any], float]) -> list[tuple[Any, Any]]:
    """One-to-one, the most alike first."""
    candidates = sorted(((alike(g, f), -i, -j) for i, g in enumerate(gold) for j, f in enumerate(found)), reverse=True)
    pairs, used_gold, used_found = [], set(), set()
    for score, i, j in candidates:
        if score > 0 and i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((gold[-i], found[-j]))
    return pairs


def same_entity(a: dict[str, Any] | None, b: dict[str, Any] | None) -> bool:
    """The words of one name hold those of the other, or both are states of one country."""
    if not a or not b:
        return False
    x, y = ({w.lower() for w in re.findall(r"\w{2,}", e["name"] or "")} - SMALL_WORDS for e in (a, b))
    if x and y and (x <= y or y <= x):
        return True
    return a["type"] == b["type"] == "state" and a["country"] == b["country"] is not None


def score(articles: list[Article], records: list[Record]) -> dict[str, Count]:
    """ "events", "events untyped", "quotes", "quotes untyped", "speakers", and of each act type its own."""
    counts: dict[str, Count] = defaultdict(Count)
    for gold, record in zip(articles, records, strict=True):
        text, entities = gold["text"], {e["id"]: e for e in record["entities"]}
        events, found = gold["events"], record["events"]
        matched = pair(events, found, lambda a, b: close(a["trigger"], b["trigger"]))
        counts["events untyped"].add(len(matched), len(found), len(events))
        matched = pair(events, found, lambda a, b: a["type"] == b["type"] and close(a["trigger"], b["trigger"]))
        counts["events"].add(len(matched), len(found), len(events))
        for event in events:
            counts[event["type"]].add(0, 0, 1)
        for event in found:
            counts[event["type"]].add(0, 1, 0)
        for event, _ in matched:
            counts[event["type"]].add(1, 0, 0)

        quotes = [q for q in record["quotes"] if q["type"] != "omission"]
        alike = pair(gold["quotes"], quotes, lambda a, b, t=text: likeness(t, a["content"], b["content"]))
        counts["quotes untyped"].add(len(alike), len(quotes), len(gold["quotes"]))
        counts["quotes"].add(sum(a["type"] == b["type"] for a, b in alike), len(quotes), len(gold["quotes"]))
        for a, b in alike:
            x, y = a["speaker"], b["speaker"]
            right = bool(x and y) and (
                bool(x["span"] and y["span"] and overlap(x["span"], y["span"]))
                or same_entity(gold["entities"].get(x["entity"]), entities.get(y["entity"]))
            )
            counts["speakers"].add(right, bool(y), bool(x))
    return counts
