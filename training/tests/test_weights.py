"""The base weights' layout, the vocabulary's form and the network's own arithmetic."""

from __future__ import annotations

import struct
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from reader.base_weights import BaseWeightsError, dequantise, read_base_weights
from reader.calibrate import platt


@pytest.fixture
def torch() -> ModuleType:
    return pytest.importorskip("torch", reason="PyTorch is only installed for training (training/requirements.txt)")


def test_q4_blocks_hold_a_scale_and_two_weights_a_byte() -> None:
    nibbles = bytes([(15 << 4) | j for j in range(16)])  # low: 0..15, high: all 15
    weights = dequantise(np.float16(0.5).tobytes() + nibbles, 32)
    assert weights[:16].tolist() == [(j - 8) * 0.5 for j in range(16)]
    assert weights[16:].tolist() == [3.5] * 16


def tiny_file(tensor: np.ndarray) -> bytes:
    """A weights file with four pieces and one tensor."""
    pieces = [b"<s>", b"<pad>", b"</s>", b"<unk>"]
    head = b"E5S1" + struct.pack("<I7ifi5i", 1, 2, 0, 1, 4, 4, 8, 1, 1e-12, 32, 4, 0, 2, 1, 3)
    offsets = np.cumsum([0, *map(len, pieces)]).astype("<u4").tobytes()
    blob = b"".join(pieces)
    head += struct.pack("<Q", len(blob)) + offsets + np.zeros(4, "<f4").tobytes() + blob + struct.pack("<iIi", 0, 0, 1)
    name = b"emb.word"
    entry = struct.pack("<H", len(name)) + name
    at = len(head) + len(entry) + struct.calcsize("<BIQQ")
    return head + entry + struct.pack("<BIQQ", 0, tensor.size, at, tensor.nbytes) + tensor.astype("<f4").tobytes()


def test_weights_are_read_by_their_layout(tmp_path: Path) -> None:
    tensor = np.arange(8, dtype=np.float32)
    path = tmp_path / "weights.bin"
    path.write_bytes(tiny_file(tensor))
    weights = read_base_weights(path)
    assert weights.pieces == [b"<s>", b"<pad>", b"</s>", b"<unk>"]
    assert weights.tensors["emb.word"].tolist() == tensor.reshape(4, 2).tolist()


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.bin"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(BaseWeightsError, match="not an E5S1 file"):
        read_base_weights(path)


def test_platt_scaling_finds_the_curve_that_made_the_data() -> None:
    rng = np.random.default_rng(1)
    told = rng.uniform(0.01, 0.99, 20_000)
    odds = np.log(told / (1 - told))
    right = rng.uniform(size=told.size) < 1 / (1 + np.exp(-(0.6 * odds - 0.5)))
    fitted = platt(list(zip(told.tolist(), right.tolist(), strict=True)))
    assert abs(fitted["slope"] - 0.6) < 0.05
    assert abs(fitted["offset"] + 0.5) < 0.05


def test_distances_fall_into_ordered_buckets(torch: ModuleType) -> None:
    from reader.model import DISTANCE_BUCKETS, MAX_DISTANCE, distance_buckets

    buckets = distance_buckets().tolist()
    ahead, behind = buckets[MAX_DISTANCE:], buckets[:MAX_DISTANCE][::-1]
    assert ahead[:9] == list(range(9))
    assert ahead == sorted(ahead)
    assert max(ahead) == DISTANCE_BUCKETS - 1
    assert behind == [bucket + DISTANCE_BUCKETS for bucket in ahead[1:]]


def test_pairs_of_all_windows_at_once_are_those_of_each_window(torch: ModuleType) -> None:
    from reader.model import PairHead

    torch.manual_seed(1)
    head, hidden = PairHead(8, 3), torch.randn(2, 20, 8)
    first = head(hidden[0], torch.tensor([4, 17]))[:, 2:11]
    second = head(hidden[1], torch.tensor([0]))
    rows = head.of_rows(hidden.flatten(0, 1), [(4, 2, 9), (17, 2, 9), (20, 20, 20)])
    torch.testing.assert_close(rows, torch.cat([first.flatten(0, 1), second.flatten(0, 1)]))


def test_attention_in_training_is_that_of_the_exported_network(torch: ModuleType) -> None:
    from reader.model import attend

    torch.manual_seed(1)
    q, k, v = torch.randn(3, 2, 4, 10, 8)
    mask = (torch.arange(10) < torch.tensor([[10], [6]]))[:, None, None, :]
    wanted = torch.nn.functional.scaled_dot_product_attention(q, k, v, mask)
    torch.testing.assert_close(attend(q, k, v, mask), wanted)


def test_dropout_drops_its_share_and_keeps_the_mean(torch: ModuleType) -> None:
    from reader.model import Dropout

    torch.manual_seed(1)
    x = torch.ones(1001, 103)
    dropout = Dropout(0.1)
    dropped = dropout(x)
    assert float((dropped == 0).float().mean()) == pytest.approx(0.1, abs=0.01)
    assert float(dropped.mean()) == pytest.approx(1, abs=0.01)
    assert dropout.eval()(x) is x
