"""The fast reader begins as every second layer of the trained one and is taught to see what that one sees."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed; training/requirements.txt has it")

from reader.base_weights import BaseWeights  # noqa: E402
from reader.model import Reader  # noqa: E402
from reader.student import halved, unlike  # noqa: E402

HIDDEN, LAYERS, WIDE, PIECES, POSITIONS = 8, 4, 16, 12, 10


@pytest.fixture
def base() -> BaseWeights:
    rng = np.random.default_rng(1)

    def some(*shape: int) -> np.ndarray:
        return rng.normal(size=shape).astype(np.float32)

    tensors = {"emb.word": some(PIECES, HIDDEN), "emb.pos": some(POSITIONS, HIDDEN), "emb.type": some(1, HIDDEN)}
    tensors |= {"emb.ln.w": some(HIDDEN), "emb.ln.b": some(HIDDEN)}
    for i in range(LAYERS):
        for part in ("q", "k", "v", "ao"):
            tensors |= {f"l{i}.{part}.w": some(HIDDEN, HIDDEN), f"l{i}.{part}.b": some(HIDDEN)}
        tensors |= {f"l{i}.fi.w": some(WIDE, HIDDEN), f"l{i}.fi.b": some(WIDE)}
        tensors |= {f"l{i}.fo.w": some(HIDDEN, WIDE), f"l{i}.fo.b": some(HIDDEN)}
        for norm in ("aln", "oln"):
            tensors |= {f"l{i}.{norm}.w": some(HIDDEN), f"l{i}.{norm}.b": some(HIDDEN)}
    return BaseWeights(
        hidden=HIDDEN,
        layers=LAYERS,
        heads=2,
        feed_forward=WIDE,
        positions=POSITIONS,
        epsilon=1e-5,
        pieces=[b""] * PIECES,
        scores=np.zeros(PIECES, dtype=np.float32),
        tensors=tensors,
    )


def test_the_student_has_every_second_layer(base: BaseWeights) -> None:
    rows = list(range(PIECES))
    teacher = Reader(base, rows)
    student = halved(teacher, base, rows)
    assert len(student.encoder.layers) == LAYERS // 2
    for i, layer in enumerate(student.encoder.layers):
        assert torch.equal(layer.widen.weight, teacher.encoder.layers[2 * i + 1].widen.weight)
    assert torch.equal(student.encoder.words.weight, teacher.encoder.words.weight)
    assert torch.equal(student.heads["trigger"].weight, teacher.heads["trigger"].weight)


def test_it_is_taught_by_tokens_alone(base: BaseWeights) -> None:
    rows = list(range(PIECES))
    teacher = Reader(base, rows).eval()
    ids, mask = torch.tensor([[0, 3, 4, 2, 1]]), torch.tensor([[True, True, True, True, False]])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = teacher.encoder(ids, mask).float()
    assert unlike(hidden, teacher, ids, mask).item() == pytest.approx(0, abs=1e-6)
    hidden = hidden.clone()
    hidden[0, 4] += 9  # padding
    assert unlike(hidden, teacher, ids, mask).item() == pytest.approx(0, abs=1e-6)
    hidden[0, 1] += 1
    assert unlike(hidden, teacher, ids, mask).item() == pytest.approx(0.25, abs=1e-4)
