"""A trained network -> a model folder as the engine loads it: OpenVINO IR, int8, tokeniser, labels, samples."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import nncf
import numpy as np
import openvino
import torch
from torch import Tensor, nn

from reader.labels import PAIR_HEADS, TOKEN_HEADS, write_labels
from reader.model import Reader
from reader.windows import PreparedArticle

CALIBRATION_WINDOWS = 60
SAMPLES = 10


class ForExport(nn.Module):
    """The encoder with its token heads, a mask of integers in and a tuple out, as the IR has them."""

    def __init__(self, reader: Reader, heads: list[str]) -> None:
        super().__init__()
        self.reader = reader
        self.names = ["hidden", *heads]

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        output = self.reader(ids, mask.bool())
        return tuple(output[name].float() for name in self.names)


def named(model: openvino.Model, inputs: list[str], outputs: list[str]) -> openvino.Model:
    for port, name in zip(model.inputs, inputs, strict=True):
        port.get_tensor().set_names({name})
    for port, name in zip(model.outputs, outputs, strict=True):
        port.get_tensor().set_names({name})
    return model


def encoder_model(reader: Reader, heads: list[str]) -> openvino.Model:
    module = ForExport(reader, heads)
    ids = torch.ones((1, 16), dtype=torch.int64)
    shapes = [(openvino.PartialShape([-1, -1]), openvino.Type.i64)] * 2
    model = openvino.convert_model(module, example_input=(ids, torch.ones_like(ids)), input=shapes)
    return named(model, ["ids", "mask"], module.names)


def pair_model(reader: Reader, head: str, hidden: int) -> openvino.Model:
    example = (torch.zeros((16, hidden)), torch.ones(2, dtype=torch.int64))
    shapes = [(openvino.PartialShape([-1, hidden]), openvino.Type.f32), (openvino.PartialShape([-1]), openvino.Type.i64)]
    model = openvino.convert_model(reader.pairs[head], example_input=example, input=shapes)
    return named(model, ["hidden", "anchor"], ["tags"])


def feed(ids: list[int]) -> dict[str, np.ndarray[Any, Any]]:
    row = np.array([ids], dtype=np.int64)
    return {"ids": row, "mask": np.ones_like(row)}


def quantised(model: openvino.Model, windows: list[list[int]]) -> openvino.Model:
    """Weights and activations in 8 bit, their ranges taken from the windows."""
    dataset = nncf.Dataset([feed(ids) for ids in windows])
    return nncf.quantize(model, dataset, model_type=nncf.ModelType.TRANSFORMER, subset_size=len(windows))


def sample_of(article: PreparedArticle, window: tuple[int, int, int], encoder: openvino.CompiledModel) -> dict[str, Any]:
    """An article's first window (whole sentences) and, by head, each token's best label with its score, in float32."""
    ids = article.window(*window).ids
    sentences = article.article["sentences"][: article.tokens.sentences[window[2] - 1] + 1]
    outputs = {port.any_name: values[0] for port, values in encoder(feed(ids)).items()}
    best = {
        head: [[int(row.argmax()), round(float(row.max()), 3)] for row in logits]
        for head, logits in outputs.items()
        if head != "hidden"
    }
    text = article.article["text"]
    return {"id": article.id, "sentences": [text[begin:end] for begin, end in sentences], "ids": ids, "best": best}


def export(
    reader: Reader,
    tokenizer_proto: bytes,
    calibration: list[PreparedArticle],
    samples: list[PreparedArticle],
    sizes: tuple[int, int],
    folder: Path,
    without: set[str],
) -> None:
    """Writes everything but calibration.json, CARD.md and MANIFEST.tsv.

    `sizes`: tokens in a window, end marks included, and tokens of context. `without`: heads that were not taught.
    """
    logging.getLogger("nncf").setLevel(logging.WARNING)
    folder.mkdir(parents=True, exist_ok=True)
    reader.eval()
    hidden = reader.encoder.words.embedding_dim
    heads = [head for head in TOKEN_HEADS if head not in without]
    encoder = encoder_model(reader, heads)
    max_tokens, context = sizes[0] - 2, sizes[1]
    exact = openvino.compile_model(encoder, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    written = [sample_of(a, a.borders(max_tokens, context)[0], exact) for a in samples[:SAMPLES]]
    (folder / "samples.json").write_text(json.dumps(written, ensure_ascii=False) + "\n", encoding="utf-8")
    windows = [a.window(*w).ids for a in calibration for w in a.borders(max_tokens, context)[:1]][:CALIBRATION_WINDOWS]
    openvino.save_model(quantised(encoder, windows), folder / "reader.xml", compress_to_fp16=False)
    for head in PAIR_HEADS:
        if head not in without:
            openvino.save_model(pair_model(reader, head, hidden), folder / f"{head}.xml", compress_to_fp16=True)
    (folder / "tokenizer.model").write_bytes(tokenizer_proto)
    write_labels(folder / "labels.json", *sizes, without)
