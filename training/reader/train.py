"""The training loop: small batches, AdamW, warm-up and linear decay, checkpoints from which it goes on."""

from __future__ import annotations

import json
import logging
import random
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from tqdm import tqdm

from reader.loss import losses, total
from reader.model import Reader
from reader.windows import PreparedArticle, Tokens, Window, draw_windows, names_window

log = logging.getLogger("reader")


@dataclass(frozen=True)
class Recipe:
    steps: int = 10000
    seed: int = 7
    rate: float = 2e-4  # of the encoder
    heads_faster: float = 8  # the heads' rate is this times the encoder's
    warm_up: float = 0.1  # share of the steps
    weight_decay: float = 0.01
    clip: float = 1.0
    batch_tokens: int = 900
    sizes: tuple[int, int] = (160, 318)  # tokens in a window, drawn by article and epoch
    context: tuple[int, int] = (16, 48)
    names_share: float = 0.35  # of the sentences with names, how many an epoch sees
    share: float = 1.0  # of the articles, for learning curves; names keep their proportion
    save_minutes: float = 10


class Examples:
    """All training windows of an epoch, drawn from its number, in batches of like lengths."""

    def __init__(self, articles: list[PreparedArticle], names: list[tuple[Tokens, dict]], recipe: Recipe) -> None:
        self.articles, self.names, self.recipe = articles, names, recipe

    def epoch(self, number: int) -> list[list[Window]]:
        rng = random.Random(self.recipe.seed * 1000 + number)
        windows = [w for a in self.articles for w in draw_windows(a, rng, self.recipe.sizes, self.recipe.context)]
        lines = rng.sample(self.names, int(len(self.names) * self.recipe.names_share * self.recipe.share))
        while lines:
            # Alone as often as among others: in an article a sentence has neighbours.
            count = rng.choice((1, 1, 2, 4, 8))
            windows.append(names_window(lines[:count]))
            lines = lines[count:]
        windows = [w for w in windows if len(w.ids) <= self.recipe.sizes[1] + 2]
        rng.shuffle(windows)
        batches: list[list[Window]] = []
        for begin in range(0, len(windows), 64):
            batch: list[Window] = []
            for window in sorted(windows[begin : begin + 64], key=lambda w: len(w.ids)):
                if batch and (len(batch) + 1) * len(window.ids) > self.recipe.batch_tokens:
                    batches.append(batch)
                    batch = []
                batch.append(window)
            batches.append(batch)
        rng.shuffle(batches)
        return batches


class Training:
    """A model on its way: optimiser, place in the data, checkpoints under `folder`."""

    def __init__(
        self, model: Reader, recipe: Recipe, folder: Path, device: torch.device, teacher: Reader | None = None
    ) -> None:
        self.model, self.recipe, self.folder, self.device = model.to(device), recipe, folder, device
        self.teacher = None if teacher is None else teacher.to(device).eval()
        encoder = list(model.encoder.parameters())
        heads = [*model.heads.parameters(), *model.pairs.parameters()]
        groups = [{"params": encoder, "lr": recipe.rate}, {"params": heads, "lr": recipe.rate * recipe.heads_faster}]
        self.optimiser = torch.optim.AdamW(groups, weight_decay=recipe.weight_decay, fused=True)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimiser, self.rate_at)
        self.step = self.epoch = self.batch = 0

    def rate_at(self, step: int) -> float:
        warm = max(1, int(self.recipe.steps * self.recipe.warm_up))
        return min(step / warm, max(0.0, (self.recipe.steps - step) / max(1, self.recipe.steps - warm)))

    @property
    def checkpoint(self) -> Path:
        return self.folder / "checkpoint.pt"

    def save(self) -> None:
        state = {
            "model": self.model.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "schedule": self.schedule.state_dict(),
            "place": (self.step, self.epoch, self.batch),
            "recipe": asdict(self.recipe),
            "random": torch.get_rng_state(),
        }
        unfinished = self.checkpoint.with_suffix(".new")
        torch.save(state, unfinished)
        unfinished.replace(self.checkpoint)

    def resume(self) -> bool:
        """Goes on from the checkpoint; false where there is none or it is of another recipe or vocabulary."""
        if not self.checkpoint.exists():
            return False
        state = torch.load(self.checkpoint, map_location=self.device, weights_only=True)
        same_size = state["model"]["encoder.words.weight"].shape == self.model.encoder.words.weight.shape
        if json.dumps(state["recipe"]) != json.dumps(asdict(self.recipe)) or not same_size:
            log.warning("%s is of another recipe or vocabulary: starting anew", self.checkpoint)
            return False
        self.model.load_state_dict(state["model"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.schedule.load_state_dict(state["schedule"])
        self.step, self.epoch, self.batch = state["place"]
        torch.set_rng_state(state["random"].cpu())
        return True

    def run(self, examples: Examples, after_epoch: Callable[[], str], until: float | None = None) -> bool:
        """Trains to the last step; false where `until` (time.monotonic) came before it. `after_epoch` gives a log line."""
        saved = time.monotonic()
        bar = tqdm(total=self.recipe.steps, initial=self.step, unit="step", mininterval=10, smoothing=0.05)
        mean: dict[str, list[float]] = defaultdict(list)
        while self.step < self.recipe.steps:
            batches = examples.epoch(self.epoch)
            self.model.train()
            for windows in batches[self.batch :]:
                for head, loss in self.train_on(windows).items():
                    mean[head].append(loss)
                bar.update()
                if time.monotonic() - saved > 60 * self.recipe.save_minutes:
                    self.save()
                    saved = time.monotonic()
                if self.step >= self.recipe.steps:
                    break
                if until is not None and time.monotonic() > until:
                    self.save()
                    return False
            shown = " ".join(f"{head} {sum(values) / len(values):.3f}" for head, values in sorted(mean.items()))
            log.info("epoch %d, step %d: loss %s", self.epoch, self.step, shown)
            mean.clear()
            self.epoch, self.batch = self.epoch + 1, 0
            self.model.eval()
            log.info("epoch %d: %s", self.epoch, after_epoch())
        self.save()
        bar.close()
        return True

    def train_on(self, windows: list[Window]) -> dict[str, float]:
        found = losses(self.model, windows, self.device, self.teacher)
        total(found).backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.recipe.clip)
        self.optimiser.step()
        self.schedule.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.step += 1
        self.batch += 1
        return {head: float(loss.detach()) for head, loss in found.items()}
