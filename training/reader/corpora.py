"""Training data in: annotated articles and sentences with names, and which articles are held out from training."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
Article = dict[str, Any]  # as in corpus/README.md

HELD_OUT_ONE_IN = 20


class CorpusError(Exception):
    """A corpus file that cannot be read; says where."""


@dataclass(frozen=True)
class Corpora:
    train: list[Article]
    held_out: list[Article]  # of the training files, never trained on: thresholds and confidences are fitted on them
    names: list[Article]  # sentences with names
    missing: list[Path]


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                raise CorpusError(f"{path}:{number}: not JSON ({error}); one object a line is expected") from error


def is_held_out(article_id: str) -> bool:
    """About one article in twenty, by its id alone, so that an article never changes sides as the corpus grows."""
    return zlib.crc32(article_id.encode()) % HELD_OUT_ONE_IN == 0


def load(shared: Path | None) -> Corpora:
    """The repository's own corpus, and the Wikinews part and names from `shared` where it is there."""
    files = sorted((ROOT / "corpus/own").glob("*.train.jsonl"))
    wanted = [] if shared is None else [shared / "corpus/de/train.jsonl", shared / "corpus/en/train.jsonl"]
    name_files = [] if shared is None else [shared / "names/train-de.jsonl", shared / "names/train-en.jsonl"]
    missing = [path for path in (*wanted, *name_files) if not path.exists()]
    files += [path for path in wanted if path.exists()]
    articles: dict[str, Article] = {}
    for path in files:
        for article in read_lines(path):
            key = f"{path.parent.name}-{article['id']}"
            if key in articles:
                raise CorpusError(f"{path}: the article id {article['id']} is there twice; give one a new id")
            articles[key] = article
    if not articles:
        raise CorpusError(f"{ROOT / 'corpus/own'}: no *.train.jsonl with articles in it")
    names = [line for path in name_files if path.exists() for line in read_lines(path)]
    return Corpora(
        train=[a for key, a in articles.items() if not is_held_out(key)],
        held_out=[a for key, a in articles.items() if is_held_out(key)],
        names=names,
        missing=missing,
    )
