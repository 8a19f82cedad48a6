"""The model folder: small enough, and the network says of ten sample windows what it said when it was made."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from conftest import data_folder
from reader_twin import Reader, softmax

MODEL = data_folder() / "models" / "reader"
SAMPLES = MODEL / "samples.json"


@pytest.fixture(scope="module")
def samples() -> list[dict[str, Any]]:
    return json.loads(SAMPLES.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(MODEL)


def test_model_is_under_60_megabytes() -> None:
    assert sum(path.stat().st_size for path in MODEL.iterdir()) < 60e6


def test_samples_are_tokenised_as_in_training(samples: list[dict[str, Any]], reader: Reader) -> None:
    assert len(samples) == 10
    for sample in samples:
        ids = [piece for line in sample["sentences"] for piece in reader.tokenizer.encode(line)]
        assert [0, *ids, 2] == sample["ids"], sample["id"]


def test_samples_are_read_as_in_training(samples: list[dict[str, Any]], reader: Reader) -> None:
    """Of every head, the best label of every token, wherever it was clearly the best."""
    tokens = agreeing = 0
    for sample in samples:
        scores = reader.encode(sample["ids"][1:-1])
        for head, best in sample["best"].items():
            found = scores[head]
            labels = np.array([label for label, _ in best[1:-1]])
            clear = softmax(found).max(axis=-1) > 0.7
            tokens += int(clear.sum())
            agreeing += int((found.argmax(axis=-1) == labels)[clear].sum())
    assert tokens > 5000
    assert agreeing >= 0.99 * tokens
