"""The network: an encoder of a window of tokens, linear heads on it, and pair heads that look from an anchor at tokens."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from reader.base_weights import BaseWeights
from reader.labels import PAIR_HEADS, TOKEN_HEADS

PAIR_WIDTH = 256
EXACT_DISTANCES = 8
DISTANCE_BUCKETS = 20  # on each side
MAX_DISTANCE = 511


def distance_buckets() -> Tensor:
    """[2 * MAX_DISTANCE + 1] bucket of each signed distance: exact up to 8 tokens, then by its logarithm."""
    distance = torch.arange(-MAX_DISTANCE, MAX_DISTANCE + 1)
    size = distance.abs().clamp(min=1)
    span = math.log((MAX_DISTANCE + 1) / EXACT_DISTANCES)
    far = EXACT_DISTANCES + (torch.log(size / EXACT_DISTANCES) / span * (DISTANCE_BUCKETS - EXACT_DISTANCES)).floor().long()
    bucket = torch.where(size <= EXACT_DISTANCES, distance.abs(), far.clamp(max=DISTANCE_BUCKETS - 1))
    return torch.where(distance < 0, bucket + DISTANCE_BUCKETS, bucket)


class Dropout(nn.Module):
    """As torch's, with a cheaper draw, a byte a number: on a processor the masks cost a tenth of the training."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.dropped = round(256 * share)  # of 256 values of a byte

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.dropped == 0:
            return x
        words = torch.empty(-(-x.numel() // 8), dtype=torch.int64, device=x.device).random_(-(2**63), None)
        drawn = words.view(torch.uint8)[: x.numel()].view(x.shape)
        return x * (drawn >= self.dropped).to(x.dtype).mul_(256 / (256 - self.dropped))


def attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
    """Attention written out: its backward pass takes half the time of the fused one on a processor."""
    scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2)
    hidden = torch.zeros(mask.shape, dtype=scores.dtype, device=mask.device).masked_fill(~mask, -1e4)
    return (scores + hidden).softmax(-1).to(v.dtype) @ v


class Layer(nn.Module):
    """A post-norm BERT layer with exact gelu."""

    def __init__(self, base: BaseWeights, dropout: float) -> None:
        super().__init__()
        self.heads = base.heads
        self.qkv = nn.Linear(base.hidden, 3 * base.hidden)
        self.attended = nn.Linear(base.hidden, base.hidden)
        self.attention_norm = nn.LayerNorm(base.hidden, eps=base.epsilon)
        self.widen = nn.Linear(base.hidden, base.feed_forward)
        self.narrow = nn.Linear(base.feed_forward, base.hidden)
        self.output_norm = nn.LayerNorm(base.hidden, eps=base.epsilon)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, hidden = x.shape
        qkv = self.qkv(x).view(batch, length, 3, self.heads, hidden // self.heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4).unbind(0)
        attention = attend if self.training else functional.scaled_dot_product_attention
        seen = attention(q, k, v, mask)
        seen = self.attended(seen.transpose(1, 2).reshape(batch, length, hidden))
        x = self.attention_norm(x + self.dropout(seen))
        return self.output_norm(x + self.dropout(self.narrow(functional.gelu(self.widen(x)))))


class Encoder(nn.Module):
    """ids i64 [batch, length], mask bool [batch, length] (true = token) -> [batch, length, hidden]."""

    def __init__(self, base: BaseWeights, rows: list[int], dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(len(rows), base.hidden)
        self.positions = nn.Embedding(base.positions, base.hidden)
        self.norm = nn.LayerNorm(base.hidden, eps=base.epsilon)
        self.layers = nn.ModuleList(Layer(base, dropout) for _ in range(base.layers))
        self.dropout = Dropout(dropout)
        self.take(base, rows)

    @torch.no_grad()
    def take(self, base: BaseWeights, rows: list[int]) -> None:
        """The base's weights, of its vocabulary only `rows`. Every token is of type 0, so that is part of the position."""
        tensor = {name: torch.from_numpy(values) for name, values in base.tensors.items()}
        self.words.weight.copy_(tensor["emb.word"][rows])
        self.positions.weight.copy_(tensor["emb.pos"] + tensor["emb.type"][0])
        self.norm.weight.copy_(tensor["emb.ln.w"])
        self.norm.bias.copy_(tensor["emb.ln.b"])
        for i, layer in enumerate(self.layers):
            for kind in ("w", "b"):
                field = "weight" if kind == "w" else "bias"
                qkv = torch.cat([tensor[f"l{i}.{part}.{kind}"] for part in "qkv"])
                for module, value in (
                    (layer.qkv, qkv),
                    (layer.attended, tensor[f"l{i}.ao.{kind}"]),
                    (layer.attention_norm, tensor[f"l{i}.aln.{kind}"]),
                    (layer.widen, tensor[f"l{i}.fi.{kind}"]),
                    (layer.narrow, tensor[f"l{i}.fo.{kind}"]),
                    (layer.output_norm, tensor[f"l{i}.oln.{kind}"]),
                ):
                    getattr(module, field).copy_(value)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(self.norm(self.words(ids) + self.positions(places)))
        seen = mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, seen)
        return x


class PairHead(nn.Module):
    """W gelu(A anchor + B token + D[distance bucket]): what a token is to an anchor."""

    def __init__(self, hidden: int, labels: int) -> None:
        super().__init__()
        self.anchor = nn.Linear(hidden, PAIR_WIDTH)
        self.token = nn.Linear(hidden, PAIR_WIDTH, bias=False)
        self.distance = nn.Embedding(2 * DISTANCE_BUCKETS, PAIR_WIDTH)
        self.out = nn.Linear(PAIR_WIDTH, labels)
        self.register_buffer("buckets", distance_buckets(), persistent=False)
        nn.init.normal_(self.distance.weight, std=0.1)

    def forward(self, hidden: Tensor, anchor: Tensor) -> Tensor:
        """hidden [length, hidden] of one window, anchor i64 [k] places in it -> logits [k, length, labels]."""
        places = torch.arange(hidden.shape[0], device=hidden.device)
        bucket = self.buckets[places[None, :] - anchor[:, None] + MAX_DISTANCE]
        pair = self.anchor(hidden[anchor])[:, None, :] + self.token(hidden)[None, :, :] + self.distance(bucket)
        return self.out(functional.gelu(pair))

    def of_rows(self, hidden: Tensor, rows: list[tuple[int, int, int]]) -> Tensor:
        """The same for many anchors, each with tokens of its own: hidden [tokens, hidden] of all windows one after the
        other, rows of (anchor, first token, number of tokens) -> logits [sum of the numbers, labels]."""
        device = hidden.device
        anchor = torch.tensor([anchor for anchor, _, _ in rows], device=device)
        counts = torch.tensor([count for _, _, count in rows], device=device)
        token = torch.cat([torch.arange(first, first + count) for _, first, count in rows]).to(device)
        row = torch.repeat_interleave(torch.arange(len(rows), device=device), counts)
        bucket = self.buckets[token - anchor[row] + MAX_DISTANCE]
        # index_select, as its backward pass is much the cheaper one.
        pair = self.anchor(hidden.index_select(0, anchor)).index_select(0, row)
        pair = pair + self.token(hidden).index_select(0, token) + self.distance(bucket)
        return self.out(functional.gelu(pair))


class Reader(nn.Module):
    def __init__(self, base: BaseWeights, rows: list[int], dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(base, rows, dropout)
        self.heads = nn.ModuleDict({name: nn.Linear(base.hidden, len(labels)) for name, labels in TOKEN_HEADS.items()})
        self.pairs = nn.ModuleDict({name: PairHead(base.hidden, len(labels)) for name, labels in PAIR_HEADS.items()})

    def forward(self, ids: Tensor, mask: Tensor) -> dict[str, Tensor]:
        """ "hidden" [batch, length, hidden] and of each token head its logits [batch, length, labels]."""
        hidden = self.encoder(ids, mask)
        return {"hidden": hidden} | {name: head(hidden) for name, head in self.heads.items()}
