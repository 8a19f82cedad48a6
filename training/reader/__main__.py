"""Make the reader: train it, write it as a model folder, fit its confidences, score it.

    PYTHONPATH=training .venv/bin/python -m reader [train] [export] [calibrate] [evaluate] [options]

Without a step, all four. With --fast they make the fast reader, half as deep, from the trained one.
Training goes on from its checkpoint in --work where there is one of the same recipe and data.
Exit status: 0 done, 1 could not, 3 time was up and the next run goes on.
"""

from __future__ import annotations

import argparse
import logging
import random
import sys
import time
import zlib
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import torch

from reader import corpora, vocabulary
from reader.base_weights import BaseWeights, BaseWeightsError, base_weights_path, read_base_weights
from reader.calibrate import calibrate
from reader.corpora import ROOT, Corpora, CorpusError, read_lines
from reader.evaluate import read_records, score
from reader.export import export
from reader.model import Reader
from reader.progress import look
from reader.student import halved
from reader.train import Examples, Recipe, Training
from reader.windows import PreparedArticle, Tokenizer, names_window

log = logging.getLogger("reader")

STEPS = ("train", "export", "calibrate", "evaluate")
FAST_STEPS = 5000
MAX_WINDOW, CONTEXT_TOKENS = 320, 32  # tokens as the engine cuts windows; the first with both end marks


@dataclass
class Job:
    """What all steps share: options, data, base weights, vocabulary."""

    options: argparse.Namespace
    data: Corpora
    base: BaseWeights
    recipe: Recipe

    @cached_property
    def vocabulary(self) -> tuple[bytes, list[int]]:
        texts = [a["text"] for a in (*self.data.train, *self.data.held_out)] + [line["text"] for line in self.data.names]
        return vocabulary.prune(self.base, texts)

    @cached_property
    def tokenizer(self) -> Tokenizer:
        return Tokenizer(self.vocabulary[0])

    def prepared(self, articles: list[corpora.Article]) -> list[PreparedArticle]:
        return [PreparedArticle(article, self.tokenizer) for article in articles]

    @property
    def work(self) -> Path:
        return self.options.work / "fast" if self.options.fast else self.options.work

    @cached_property
    def training(self) -> Training:
        torch.manual_seed(self.recipe.seed)
        model, teacher = Reader(self.base, self.vocabulary[1]), None
        if self.options.fast:
            trained = self.options.work / "checkpoint.pt"
            if not trained.exists():
                sys.exit(f"reader: {trained} is not there, from which the fast reader learns; run: python -m reader train")
            teacher = model
            teacher.load_state_dict(torch.load(trained, weights_only=True)["model"])
            model = halved(teacher, self.base, self.vocabulary[1])
        training = Training(model, self.recipe, self.work, torch.device(self.options.device), teacher)
        if training.resume():
            log.info("going on from step %d of %d", training.step, self.recipe.steps)
        return training

    @property
    def model_folder(self) -> Path:
        return self.work / "model"


def share_of(articles: list[corpora.Article], share: float) -> list[corpora.Article]:
    """A part of the articles, the same proportion of every kind, a smaller part within every larger one."""
    ordered = sorted(articles, key=lambda a: zlib.crc32(f"share {a['id']}".encode()))
    return articles if share >= 1 else ordered[: round(len(ordered) * share)]


def train(job: Job) -> None:
    until = None if job.options.minutes is None else time.monotonic() + 60 * job.options.minutes
    training = job.training
    articles = share_of(job.data.train, job.recipe.share)
    held_out = job.prepared(job.data.held_out)
    lines = [(job.tokenizer(line["text"], [(0, len(line["text"]))]), line) for line in job.data.names]
    seen, unseen = lines[: len(lines) * 98 // 100], lines[len(lines) * 98 // 100 :]
    names = [names_window([line]) for line in unseen]
    log.info(
        "%d articles, %d held out, %d sentences with names; %d pieces, %d steps",
        *(len(articles), len(held_out), len(seen), len(job.vocabulary[1]), job.recipe.steps),
    )

    def after_epoch() -> str:
        return look(training.model, held_out, names, MAX_WINDOW - 2, CONTEXT_TOKENS)

    if not training.run(Examples(job.prepared(articles), seen, job.recipe), after_epoch, until):
        log.info("time is up at step %d of %d; run again to go on", training.step, job.recipe.steps)
        sys.exit(3)


def write_model(job: Job) -> None:
    training = job.training
    if training.step < job.recipe.steps:
        sys.exit(f"reader: {training.checkpoint} is not there or not trained to the end; run: python -m reader train")
    own = [a for a in job.data.held_out if a["id"].startswith("own-")]
    calibration = random.Random(job.recipe.seed).sample(job.data.train, min(60, len(job.data.train)))
    without = set() if job.data.names else {"names"}
    sizes = (MAX_WINDOW, CONTEXT_TOKENS)
    proto = job.vocabulary[0]
    model = training.model.cpu()
    export(model, proto, job.prepared(calibration), job.prepared(own), sizes, job.model_folder, without)
    log.info("%s: %.1f MB", job.model_folder, sum(p.stat().st_size for p in job.model_folder.iterdir()) / 1e6)


def evaluate(job: Job) -> None:
    """Dev articles are for reporting: nothing is tuned on them."""
    shared = job.options.shared
    sets = {"own de": ROOT / "corpus/own/de.dev.jsonl", "own en": ROOT / "corpus/own/en.dev.jsonl"}
    sets |= {"de": shared / "corpus/de/dev.jsonl", "en": shared / "corpus/en/dev.jsonl"}
    for name, path in sets.items():
        if not path.exists():
            continue
        articles = list(read_lines(path))
        for row, count in score(articles, read_records(job.model_folder, articles)).items():
            log.info("%s: %s %s", name, row, count)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m reader", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("steps", nargs="*", metavar="step", help=", ".join(STEPS))
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder with corpus/ and names/")
    parser.add_argument("--work", type=Path, default=ROOT / "training/work", help="checkpoint, log, and the model made")
    parser.add_argument("--fast", action="store_true", help="the fast reader, which learns from the trained one in --work")
    parser.add_argument("--minutes", type=float, help="stop training after so long, with a checkpoint")
    parser.add_argument("--max-steps", type=int, help="training steps; the rate falls to 0 at the last")
    parser.add_argument("--share", type=float, default=1.0, help="train on this share of the articles (learning curves)")
    parser.add_argument("--device", default="cpu", help="torch's name of the device to train on")
    options = parser.parse_args()
    unknown = set(options.steps) - set(STEPS)
    if unknown:
        parser.error(f"unknown step {', '.join(sorted(unknown))}; there are {', '.join(STEPS)}")
    work = options.work / "fast" if options.fast else options.work
    work.mkdir(parents=True, exist_ok=True)
    handlers = [logging.StreamHandler(sys.stderr), logging.FileHandler(work / "train.log")]
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", handlers=handlers)

    try:
        base = read_base_weights(base_weights_path())
        data = corpora.load(options.shared if options.shared.exists() else None)
    except (BaseWeightsError, CorpusError) as error:
        sys.exit(f"reader: {error}")
    if not options.shared.exists():
        log.info("%s is not there: training on corpus/ alone, without the Wikinews part and without names", options.shared)
    for path in data.missing:
        log.info("%s is not there: training without it", path)
    steps = options.max_steps or (FAST_STEPS if options.fast else Recipe.steps)
    job = Job(options, data, base, replace(Recipe(), steps=steps, share=options.share))
    for step in options.steps or STEPS:
        if step == "train":
            train(job)
        elif step == "export":
            write_model(job)
        elif step == "calibrate":
            calibrate(job.model_folder, job.data.held_out)
        else:
            evaluate(job)


if __name__ == "__main__":
    main()
