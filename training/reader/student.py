"""A reader of half the layers, for speed: it begins as every second layer of the trained one and learns to see like it."""

from __future__ import annotations

import re
from dataclasses import replace

import torch
from torch import Tensor
from torch.nn import functional

from reader.base_weights import BaseWeights
from reader.model import Reader

LAYER = re.compile(r"(encoder\.layers\.)(\d+)(\..*)")


def halved(teacher: Reader, base: BaseWeights, rows: list[int]) -> Reader:
    """A new reader with the teacher's embeddings, heads, and layers 1, 3, 5 ... (of 0, 1, 2 ...)."""
    student = Reader(replace(base, layers=base.layers // 2), rows)
    kept: dict[str, Tensor] = {}
    for name, value in teacher.state_dict().items():
        layer = LAYER.fullmatch(name)
        if layer is None:
            kept[name] = value
        elif int(layer[2]) % 2 == 1:
            kept[f"{layer[1]}{int(layer[2]) // 2}{layer[3]}"] = value
    student.load_state_dict(kept)
    return student


def unlike(hidden: Tensor, teacher: Reader, ids: Tensor, mask: Tensor) -> Tensor:
    """How far the student's last layer is from the teacher's: the mean square over the windows' tokens."""
    with torch.no_grad(), torch.autocast(ids.device.type, dtype=torch.bfloat16):
        wanted = teacher.encoder(ids, mask).float()
    return functional.mse_loss(hidden[mask], wanted[mask])
