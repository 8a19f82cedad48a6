"""What each head is taught, and how much each counts."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from reader.labels import TOKEN_HEADS
from reader.model import Reader
from reader.windows import IGNORED, INDEX, PAD, Window

WEIGHTS = {
    "trigger": 3.0,
    "quotation": 2.0,
    "participant": 1.0,
    "status": 0.3,
    "mode": 0.5,
    "contexts": 2.0,
    "names": 1.0,
    "roles": 2.0,
    "speakers": 4.0,
    "antecedents": 0.2,
}


def pad(windows: list[Window]) -> tuple[Tensor, Tensor]:
    """ids i64 [batch, length] and mask bool of the same shape."""
    length = max(len(w.ids) for w in windows)
    ids = torch.tensor([w.ids + [PAD] * (length - len(w.ids)) for w in windows])
    sizes = torch.tensor([len(w.ids) for w in windows])
    return ids, torch.arange(length)[None, :] < sizes[:, None]


def losses(model: Reader, windows: list[Window], device: torch.device) -> dict[str, Tensor]:
    """By head, the mean loss over what is taught in these windows; heads that nothing here teaches are left out."""
    ids, mask = pad(windows)
    with torch.autocast(device.type, dtype=torch.bfloat16):
        output = model(ids.to(device), mask.to(device))
    found: dict[str, Tensor] = {}
    length = ids.shape[1]
    for head in TOKEN_HEADS:
        if head == "contexts":
            continue
        rows = [w.tags.get(head, []) for w in windows]
        if not any(any(t != IGNORED for t in row) for row in rows):
            continue
        target = torch.tensor([row + [IGNORED] * (length - len(row)) for row in rows], device=device)
        logits = output[head].float()
        if head == "names":
            logits = without_other(logits, target, windows)
        found[head] = functional.cross_entropy(logits.flatten(0, 1), target.flatten(), ignore_index=IGNORED)
    contexts = [(i, place, labels) for i, w in enumerate(windows) for place, labels in w.contexts.items()]
    if contexts:
        wanted = torch.zeros(len(contexts), len(TOKEN_HEADS["contexts"]), device=device)
        for row, (_, _, labels) in enumerate(contexts):
            wanted[row, labels] = 1
        logits = output["contexts"][[c[0] for c in contexts], [c[1] for c in contexts]].float()
        found["contexts"] = functional.binary_cross_entropy_with_logits(logits, wanted)
    found.update(pair_losses(model, windows, output["hidden"].float()))
    return found


def without_other(logits: Tensor, target: Tensor, windows: list[Window]) -> Tensor:
    """`other` is no choice on tokens without a name in sentences whose source did not look for it."""
    lacks = torch.zeros(target.shape, dtype=torch.bool)
    for i, window in enumerate(windows):
        lacks[i, : len(window.lacks_other)] = torch.tensor(window.lacks_other, dtype=torch.bool)
    lacks = lacks.to(target.device) & (target == 0)
    other = torch.zeros(logits.shape[-1], dtype=torch.bool, device=logits.device)
    other[[INDEX["names"]["B-other"], INDEX["names"]["I-other"]]] = True
    return logits.masked_fill(lacks[:, :, None] & other, -1e4)


def pair_losses(model: Reader, windows: list[Window], hidden: Tensor) -> dict[str, Tensor]:
    parts: dict[str, list[Tensor]] = {"roles": [], "speakers": [], "antecedents": []}
    device = hidden.device
    for i, window in enumerate(windows):
        row = hidden[i, : len(window.ids)]
        by_sentence: dict[int, list[int]] = {}
        for anchor, (first, _) in window.roles.items():
            by_sentence.setdefault(first, []).append(anchor)
        for first, anchors in by_sentence.items():
            target = torch.tensor([window.roles[a][1] for a in anchors], device=device)
            at = torch.tensor([a - first for a in anchors], device=device)
            logits = model.pairs["roles"](row[first : first + target.shape[1]], at)
            parts["roles"].append(functional.cross_entropy(logits.flatten(0, 1), target.flatten(), reduction="none"))
        if window.speakers:
            at = torch.tensor(list(window.speakers), device=device)
            target = torch.tensor(list(window.speakers.values()), device=device)
            logits = model.pairs["speakers"](row, at)
            parts["speakers"].append(functional.cross_entropy(logits.flatten(0, 1), target.flatten(), reduction="none"))
        if window.antecedents:
            parts["antecedents"].append(antecedent_loss(model, window, row))
    return {head: torch.cat(values).mean() for head, values in parts.items() if values}


def antecedent_loss(model: Reader, window: Window, row: Tensor) -> Tensor:
    """[anchors]: minus the log probability that one of the mentions meant is chosen, whichever."""
    anchors = sorted({anchor for anchor, _, _ in window.antecedents})
    place = {anchor: i for i, anchor in enumerate(anchors)}
    scores = model.pairs["antecedents"](row, torch.tensor(anchors, device=row.device))
    log_p = functional.log_softmax(scores, dim=1)  # over the window's tokens
    chosen = []
    for anchor, kind, meant in window.antecedents:
        chosen.append(-torch.logsumexp(log_p[place[anchor], meant, kind], dim=0))
    return torch.stack(chosen)


def total(found: dict[str, Tensor]) -> Tensor:
    return torch.stack([WEIGHTS[head] * loss for head, loss in found.items()]).sum()
