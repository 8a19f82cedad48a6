"""What each head is taught, and how much each counts."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from reader.labels import TOKEN_HEADS
from reader.model import Reader
from reader.student import unlike
from reader.windows import IGNORED, INDEX, PAD, Window

WEIGHTS = {
    "trigger": 3.0,
    "quotation": 2.0,
    "participant": 1.0,
    "kind": 0.3,
    "sector": 0.7,
    "status": 0.3,
    "mode": 0.5,
    "contexts": 2.0,
    "names": 2.0,
    "roles": 3.0,
    "speakers": 4.0,
    "antecedents": 0.3,  # of mentions
    "implied": 0.5,  # of triggers and quotations
    "teacher": 2.0,  # of a student, to see what its teacher sees
}


def pad(windows: list[Window]) -> tuple[Tensor, Tensor]:
    """ids i64 [batch, length] and mask bool of the same shape."""
    length = max(len(w.ids) for w in windows)
    ids = torch.tensor([w.ids + [PAD] * (length - len(w.ids)) for w in windows])
    sizes = torch.tensor([len(w.ids) for w in windows])
    return ids, torch.arange(length)[None, :] < sizes[:, None]


def losses(model: Reader, windows: list[Window], device: torch.device, teacher: Reader | None = None) -> dict[str, Tensor]:
    """By head, the mean loss over what is taught in these windows; heads that nothing here teaches are left out."""
    ids, mask = pad(windows)
    with torch.autocast(device.type, dtype=torch.bfloat16):
        output = model(ids.to(device), mask.to(device))
    found: dict[str, Tensor] = {}
    if teacher is not None:
        found["teacher"] = unlike(output["hidden"].float(), teacher, ids.to(device), mask.to(device))
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
    """hidden [windows, length, hidden]. All rows of a head at once: small tensors cost more than their sums."""
    length = hidden.shape[1]
    flat = hidden.flatten(0, 1)
    found: dict[str, Tensor] = {}
    tagged: dict[str, list[tuple[int, int, list[int]]]] = {  # (anchor, first token, tags from there)
        "roles": [
            (i * length + anchor, i * length + first, tags)
            for i, window in enumerate(windows)
            for anchor, (first, tags) in window.roles.items()
        ],
        "speakers": [
            (i * length + anchor, i * length, tags)
            for i, window in enumerate(windows)
            for anchor, tags in window.speakers.items()
        ],
    }
    for head, rows in tagged.items():
        if rows:
            logits = model.pairs[head].of_rows(flat, [(anchor, first, len(tags)) for anchor, first, tags in rows])
            target = torch.tensor([tag for _, _, tags in rows for tag in tags], device=flat.device)
            found[head] = functional.cross_entropy(logits, target)
    return found | antecedent_losses(model, windows, flat, length)


def antecedent_losses(model: Reader, windows: list[Window], flat: Tensor, length: int) -> dict[str, Tensor]:
    """Minus the log probability that one of the mentions meant is chosen, whichever; mentions apart from what is implied,
    which is rarer by far."""
    anchors = sorted({(i, anchor) for i, window in enumerate(windows) for anchor, _, _ in window.antecedents})
    if not anchors:
        return {}
    row_of = {anchor: row for row, anchor in enumerate(anchors)}
    logits = model.pairs["antecedents"].of_rows(flat, [(i * length + a, i * length, length) for i, a in anchors])
    sizes = torch.tensor([len(windows[i].ids) for i, _ in anchors], device=flat.device)
    beyond = torch.arange(length, device=flat.device) >= sizes[:, None]
    logits = logits.view(len(anchors), length, -1).masked_fill(beyond[:, :, None], -1e4)
    log_p = functional.log_softmax(logits, dim=1)  # over the window's tokens
    rows, kinds, places, owners = [], [], [], []  # of every token that is right, and of which target it is
    mention = []
    for i, window in enumerate(windows):
        for anchor, kind, meant in window.antecedents:
            rows += [row_of[i, anchor]] * len(meant)
            kinds += [kind] * len(meant)
            places += meant
            owners += [len(mention)] * len(meant)
            mention.append(kind == INDEX["antecedents"]["mention"])
    p = log_p[rows, places, kinds].exp()
    chosen = torch.zeros(len(mention), device=flat.device).index_add(0, torch.tensor(owners, device=flat.device), p)
    loss = -chosen.clamp(min=1e-9).log()
    is_mention = torch.tensor(mention, device=flat.device)
    groups = {"antecedents": loss[is_mention], "implied": loss[~is_mention]}
    return {name: values.mean() for name, values in groups.items() if len(values)}


def total(found: dict[str, Tensor]) -> Tensor:
    return torch.stack([WEIGHTS[head] * loss for head, loss in found.items()]).sum()
