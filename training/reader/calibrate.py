"""How sure the reader may be: calibration.json of a model folder, fitted on articles that it was not trained on.

The trigger threshold is the one around which events F1 is best: one lucky value of a flat curve is no reason. Confidences
are fitted by Platt scaling: for acts, the probability that type and trigger are right; for quotations, that type and
content are.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from reader.corpora import ROOT, Article
from reader.evaluate import Record, close, likeness, read_records, score

log = logging.getLogger("reader")

PLAIN = {"slope": 1.0, "offset": 0.0}
THRESHOLDS = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65)
Judged = list[tuple[float, bool]]  # confidence, whether it was right


def write_manifest(folder: Path) -> None:
    subprocess.run([sys.executable, ROOT / "tools/model_manifest.py", folder], check=True)


def write_calibration(folder: Path, threshold: float, acts: dict[str, float], quotations: dict[str, float]) -> None:
    told: dict[str, Any] = {"trigger_threshold": threshold, "context_threshold": 0.5, "acts": acts, "quotations": quotations}
    (folder / "calibration.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    write_manifest(folder)


def judged(gold: Article, record: Record) -> tuple[Judged, Judged]:
    """Of every event and of every quotation in the record."""
    text = gold["text"]
    events = [
        (e["confidence"], any(e["type"] == g["type"] and close(e["trigger"], g["trigger"]) for g in gold["events"]))
        for e in record["events"]
    ]
    quotes = [
        (
            q["confidence"],
            any(q["type"] == g["type"] and likeness(text, q["content"], g["content"]) > 0 for g in gold["quotes"]),
        )
        for q in record["quotes"]
    ]
    return events, quotes


def platt(pairs: Judged) -> dict[str, float]:
    """Slope and offset that make 1 / (1 + exp(-(slope * log_odds + offset))) most likely, by damped Newton steps."""
    confidence = np.clip([p for p, _ in pairs], 0.005, 0.995)  # records give two digits
    x = np.stack([np.log(confidence / (1 - confidence)), np.ones(len(pairs))], axis=1)
    y = np.array([right for _, right in pairs], dtype=float)

    def loss(weights: np.ndarray) -> float:
        return float(np.logaddexp(0, -(2 * y - 1) * (x @ weights)).sum())

    weights = np.zeros(2)
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-6 * np.eye(2)
        step = np.linalg.solve(hessian, x.T @ (y - p))
        while loss(weights + step) > loss(weights) and np.abs(step).max() > 1e-9:
            step /= 2
        weights = weights + step
    return {"slope": round(float(weights[0]), 4), "offset": round(float(weights[1]), 4)}


def calibration_error(pairs: Judged, fitted: dict[str, float]) -> float:
    """Expected calibration error over ten bins of equal size."""
    confidence = np.clip([p for p, _ in pairs], 0.005, 0.995)
    odds = np.log(confidence / (1 - confidence))
    sure = 1 / (1 + np.exp(-(fitted["slope"] * odds + fitted["offset"])))
    scored = sorted(zip(sure, (right for _, right in pairs), strict=True))
    bins = [b for b in np.array_split(np.array(scored, dtype=float), 10) if len(b)]
    return float(sum(abs(b[:, 0].mean() - b[:, 1].mean()) * len(b) for b in bins) / len(scored))


def steadiest(scores: list[float]) -> int:
    """The place of the score that is best with its two neighbours; the ends, which have but one, are not taken."""
    return max(range(1, len(scores) - 1), key=lambda i: sum(scores[i - 1 : i + 2]))


def calibrate(folder: Path, articles: list[Article]) -> None:
    """Writes calibration.json and MANIFEST.tsv of the model folder."""
    scores: list[float] = []
    records_at: list[list[Record]] = []
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary)
        for path in folder.resolve().iterdir():
            if path.name not in ("calibration.json", "MANIFEST.tsv"):
                (copy / path.name).symlink_to(path)
        for threshold in THRESHOLDS:
            write_calibration(copy, threshold, PLAIN, PLAIN)
            records_at.append(read_records(copy, articles))
            found = score(articles, records_at[-1])["events"]
            log.info("trigger threshold %.2f: events %s", threshold, found)
            scores.append(found.f1)
    best = steadiest(scores)
    events: Judged = []
    quotes: Judged = []
    for gold, record in zip(articles, records_at[best], strict=True):
        more_events, more_quotes = judged(gold, record)
        events += more_events
        quotes += more_quotes
    fitted = {"acts": platt(events), "quotations": platt(quotes)}
    write_calibration(folder, THRESHOLDS[best], fitted["acts"], fitted["quotations"])
    for name, pairs in (("acts", events), ("quotations", quotes)):
        before, after = calibration_error(pairs, PLAIN), calibration_error(pairs, fitted[name])
        log.info("%s: %s, expected calibration error %.3f -> %.3f on %d", name, fitted[name], before, after, len(pairs))
