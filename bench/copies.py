"""Precision and recall of copy families: texts of the corpora, each with a changed copy, all in one store.

    .venv/bin/python bench/copies.py [--half 0|1] [--seed 1]

Every text gets one copy: cut, with reordered paragraphs, an agency's credit, another first line, junk lines, or 5 to 40 %
of its sentences replaced by another text's. A pair counts where the two share 70 % or more of their characters; how alike a
pair is, is known from how it was made. All other pairs are negatives, the same-topic articles of the corpora among them.
Texts are halved by their ids: the threshold was chosen on half 0.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import zlib
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED_ENOUGH = 0.7
JUNK = [
    "Lesen Sie auch: Was sich im neuen Jahr ändert",
    "Newsletter abonnieren",
    "Foto: Archiv",
    "Share this article",
    "Read more: What changes this year",
    "Sign up for our morning briefing",
]
CREDITS = {"dpa": "Berlin (dpa) - ", "Reuters": "(Reuters) - ", "AFP": "Paris (AFP) – ", "AP": "(AP) — "}


def texts(half: int) -> list[dict]:
    files = sorted((ROOT / "corpus/own").glob("*.jsonl")) + sorted((ROOT.parent / "shared/corpus").glob("[de][en]/*.jsonl"))
    found = {}
    for path in files:
        for line in path.open(encoding="utf-8"):
            article = json.loads(line)
            key = f"{path.parent.name}-{article['id']}"
            if zlib.crc32(key.encode()) % 2 == half and len(article["sentences"]) >= 4:
                found[key] = article
    return [found[key] for key in sorted(found)]


def sentences(article: dict) -> list[str]:
    return [article["text"][begin:end] for begin, end in article["sentences"]]


def share(a: list[str], b: list[str]) -> float:
    """Characters of the sentences of both, in those of the longer."""
    both = sum(len(s) * n for s, n in (Counter(a) & Counter(b)).items())
    return both / max(sum(map(len, a)), sum(map(len, b)))


def cut(own: list[str], other: list[str], rng: random.Random) -> list[str]:
    keep = max(2, round(len(own) * rng.uniform(0.65, 0.95)))
    begin = rng.choice((0, 0, len(own) - keep))
    return own[begin : begin + keep]


def reordered(own: list[str], other: list[str], rng: random.Random) -> list[str]:
    size = rng.randint(1, 3)
    paragraphs = [own[i : i + size] for i in range(0, len(own), size)]
    rng.shuffle(paragraphs)
    return [s for p in paragraphs for s in p]


def credited(own: list[str], other: list[str], rng: random.Random) -> list[str]:
    return [CREDITS[rng.choice(sorted(CREDITS))] + own[0], *own[1:], rng.choice(("© dpa", "(AFP)", "Reporting by our desk"))]


def headed(own: list[str], other: list[str], rng: random.Random) -> list[str]:
    return [rng.choice(other), *own[1:]]


def junked(own: list[str], other: list[str], rng: random.Random) -> list[str]:
    lines = list(own)
    for _ in range(rng.randint(1, 4)):
        lines.insert(rng.randint(0, len(lines)), rng.choice(JUNK))
    return lines


def replaced(own: list[str], other: list[str], rng: random.Random) -> list[str]:
    lines = list(own)
    for i in rng.sample(range(len(lines)), max(1, round(len(lines) * rng.uniform(0.05, 0.4)))):
        lines[i] = rng.choice(other)
    return lines


CHANGES = [cut, reordered, credited, headed, junked, replaced]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", type=int, default=1, choices=(0, 1), help="of the texts; the threshold was chosen on 0")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    articles = texts(options.half)
    build = ["cmake", "--build", "--preset", "release", "--target", "depesche_store_texts"]
    subprocess.run(build, cwd=ROOT, check=True, stdout=sys.stderr)

    lines, pairs = {}, []  # (id, id of the copy, change, share)
    for article in articles:
        own, other = sentences(article), sentences(rng.choice(articles))
        change = rng.choice(CHANGES)
        agency = rng.choice((None, None, *CREDITS))
        ids = []
        for version in (own, change(own, other, rng)):
            text = "\n".join(version)
            identity = hashlib.sha256(text.encode()).hexdigest()
            lines[identity] = {"id": identity, "text": text, "agency": agency}
            ids.append(identity)
        if ids[0] != ids[1]:
            pairs.append((*ids, change.__name__, share(own, version)))

    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "copies.db"
        given = "".join(json.dumps(line) + "\n" for line in lines.values())
        subprocess.run([ROOT / "build/release/bench/depesche_store_texts", store], input=given, text=True, check=True)
        family = dict(sqlite3.connect(store).execute("SELECT sha256, family FROM articles"))

    members = defaultdict(list)
    for identity, number in family.items():
        members[number].append(identity)
    true = {frozenset(pair[:2]) for pair in pairs}
    together = [frozenset((a, b)) for group in members.values() for i, a in enumerate(group) for b in group[i + 1 :]]
    right = sum(pair in true for pair in together)
    print(f"{len(lines)} texts, {len(pairs)} copies, seed {options.seed}, half {options.half}")
    print(f"precision {right / len(together):.4f} ({right} of {len(together)} pairs in one family)")
    enough = [pair for pair in pairs if pair[3] >= SHARED_ENOUGH]
    found = sum(family[a] == family[b] for a, b, _, _ in enough)
    print(f"recall {found / len(enough):.4f} ({found} of {len(enough)} copies that share {SHARED_ENOUGH:.0%} or more)")
    for change in CHANGES:
        some = [pair for pair in enough if pair[2] == change.__name__]
        print(f"  {change.__name__:10} {sum(family[a] == family[b] for a, b, _, _ in some)} of {len(some)}")
    rest = [pair for pair in pairs if pair[3] < SHARED_ENOUGH]
    print(f"  below {SHARED_ENOUGH:.0%}  {sum(family[a] == family[b] for a, b, _, _ in rest)} of {len(rest)}")


if __name__ == "__main__":
    main()
