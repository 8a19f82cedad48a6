"""A quick look at a model in training: token decisions without the engine. The scores that count are bench/scores.py's."""

from __future__ import annotations

from collections.abc import Iterable

import torch

from reader.evaluate import Count
from reader.loss import pad
from reader.model import Reader
from reader.windows import PreparedArticle, Window

BATCH = 4


def spans(tags: list[int]) -> set[tuple[int, int, int]]:
    """(begin, end, kind) of BIO tags read greedily; tags below zero are outside."""
    found = set()
    i = 0
    while i < len(tags):
        if tags[i] > 0 and tags[i] % 2 == 1:
            end = i + 1
            while end < len(tags) and tags[end] == tags[i] + 1:
                end += 1
            found.add((i, end, tags[i] // 2))
            i = end
        else:
            i += 1
    return found


@torch.no_grad()
def look(model: Reader, articles: Iterable[PreparedArticle], names: list[Window], max_tokens: int, context: int) -> str:
    """One line of F1s: acts with and without type, quotations (exact spans, their own windows), names (exact spans)."""
    acts, untyped, quotations, named = Count(), Count(), Count(), Count()
    windows = [a.window(*w) for a in articles for w in a.borders(max_tokens, context)] + names
    device = next(model.parameters()).device
    for begin in range(0, len(windows), BATCH):
        batch = windows[begin : begin + BATCH]
        ids, mask = pad(batch)
        with torch.autocast(device.type, dtype=torch.bfloat16):
            output = model(ids.to(device), mask.to(device))
        for i, window in enumerate(batch):
            size = len(window.ids)
            if "names" in window.tags:
                best = output["names"][i, :size].argmax(-1).tolist()
                named.add_sets(spans(best), spans(window.tags["names"]))
                continue
            gold = window.tags["trigger"]
            p = output["trigger"][i, :size].float().softmax(-1)
            found = {j: int(p[j, 1:].argmax()) + 1 for j in range(size) if gold[j] >= 0 and p[j, 0] < 0.6}
            wanted = {j: t for j, t in enumerate(gold) if t > 0}
            acts.add_sets(set(found.items()), set(wanted.items()))
            untyped.add_sets(set(found), set(wanted))
            gold = window.tags["quotation"]
            best = output["quotation"][i, :size].argmax(-1).tolist()
            quotations.add_sets(spans([b if g >= 0 else -1 for b, g in zip(best, gold, strict=True)]), spans(gold))
    return f"acts {acts}, untyped {untyped}, quotations {quotations}, names {named}"
