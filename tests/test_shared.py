"""What needs the data beside the repository (../shared, or DEPESCHE_SHARED); skipped without it."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import Depesche


def test_seed_article(depesche: Depesche, shared: Path) -> None:
    """The article that the program was first asked for, as a crawler left it."""
    record = depesche("read", "--json", shared / "seed" / "seed.txt").record()
    article = record["article"]
    assert article["language"] == "de"
    assert article["title"]
    assert article["published"]["from"] == "slug"
    assert {"slug", "tag", "comment_form"} <= {removed["why"] for removed in article["removed"]}
    assert len(record["events"]) >= 3
    assert record["quotes"]


def test_corpus_articles_keep_their_texts(depesche: Depesche, shared: Path) -> None:
    """Clean articles are left alone, without being told that they are clean."""
    lines = (shared / "corpus" / "own" / "en.dev.jsonl").read_bytes().splitlines(keepends=True)
    run = depesche("read", "-", stdin=b"".join(lines))
    assert (run.rc, run.stderr) == (0, "")
    for record, line in zip(run.records(), lines, strict=True):
        told = json.loads(line)
        assert record["article"]["given_id"] == told["id"]
        assert record["article"]["published"]["value"] == told["published"]
        # A dateline may be taken off the front; nothing else may go.
        assert told["text"].endswith(record["article"]["text"])
        assert {removed["why"] for removed in record["article"]["removed"]} <= {"dateline", "byline"}


def test_sample_is_of_the_corpus(shared: Path, sample: Path) -> None:
    """tests/data/sample.jsonl holds articles of corpus/own as they are."""
    corpus = {}
    for language in ("de", "en"):
        for line in (shared / "corpus" / "own" / f"{language}.train.jsonl").read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            corpus[article["id"]] = article
    for line in sample.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        assert article.items() <= corpus[article["id"]].items()
