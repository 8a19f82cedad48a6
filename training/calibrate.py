#!/usr/bin/env python3
"""Fit how sure the reader may be: writes calibration.json of a model folder from articles the model was not trained on.

    training/calibrate.py models/reader --articles corpus.jsonl... [--ids REGEX] [--threshold 0.4]

`--threshold` is the trigger threshold (src/read/labels.h). Confidences are fitted by Platt scaling: for acts, the
probability that type and trigger are right; for quotations, that type and content (overlap of 0.8) are. Never give it the
articles that scores are reported on. Afterwards run tools/model_manifest.py.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent


def read_records(model: Path, articles: list[dict]) -> list[dict]:
    """The articles as the program reads them with the model folder's calibration.json."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as source:
        for article in articles:
            source.write(json.dumps({k: article[k] for k in ("id", "text", "language")}, ensure_ascii=False) + "\n")
        source.flush()
        command = [ROOT / "build/release/depesche", "read", "--json", "--clean", "none", "--model", model, source.name]
        output = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    return [json.loads(line) for line in output.splitlines()]


def close(a: list[int], b: list[int]) -> bool:
    """Spans that share a third or more of their joint length."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared > 0 and 3 * shared >= max(a[1], b[1]) - min(a[0], b[0])


def words(text: str, span: list[int]) -> set[int]:
    return {match.start() for match in re.finditer(r"\w+", text) if span[0] <= match.start() < span[1]}


def alike(text: str, a: list[int], b: list[int]) -> bool:
    x, y = words(text, a), words(text, b)
    return len(x & y) >= 0.8 * len(x | y) > 0


def judged(gold: dict, record: dict) -> tuple[list, list]:
    """(confidence, right) of every event and of every quotation in the record."""
    events = [
        (e["confidence"], any(e["type"] == g["type"] and close(e["trigger"], g["trigger"]) for g in gold["events"]))
        for e in record["events"]
    ]
    quotes = [
        (
            q["confidence"],
            any(q["type"] == g["type"] and alike(gold["text"], q["content"], g["content"]) for g in gold["quotes"]),
        )
        for q in record["quotes"]
    ]
    return events, quotes


def platt(pairs: list[tuple[float, bool]]) -> dict[str, float]:
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


def calibration_error(pairs: list[tuple[float, bool]], fitted: dict[str, float]) -> float:
    """Expected calibration error over ten bins of equal size."""
    confidence = np.clip([p for p, _ in pairs], 0.005, 0.995)
    odds = np.log(confidence / (1 - confidence))
    sure = 1 / (1 + np.exp(-(fitted["slope"] * odds + fitted["offset"])))
    scored = sorted(zip(sure, (right for _, right in pairs), strict=True))
    bins = [b for b in np.array_split(np.array(scored, dtype=float), 10) if len(b)]
    return float(sum(abs(b[:, 0].mean() - b[:, 1].mean()) * len(b) for b in bins) / len(scored))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--articles", type=Path, nargs="+", required=True)
    parser.add_argument("--ids", default="", help="only articles whose id matches this regular expression")
    parser.add_argument("--threshold", type=float, default=0.4)
    options = parser.parse_args()
    articles = []
    for path in options.articles:
        with path.open(encoding="utf-8") as lines:
            articles += [a for a in map(json.loads, lines) if re.search(options.ids, a["id"])]
    if not articles:
        sys.exit("calibrate: no article matches")

    plain = {"slope": 1.0, "offset": 0.0}
    thresholds = {"trigger_threshold": options.threshold, "context_threshold": 0.5}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for path in options.model.resolve().iterdir():
            (copy / path.name).symlink_to(path)
        for name in ("calibration.json", "MANIFEST.tsv"):
            (copy / name).unlink(missing_ok=True)
        (copy / "calibration.json").write_text(json.dumps({**thresholds, "acts": plain, "quotations": plain}))
        subprocess.run([sys.executable, ROOT / "tools/model_manifest.py", copy], check=True)
        records = read_records(copy, articles)

    events, quotes = [], []
    for gold, record in zip(articles, records, strict=True):
        more_events, more_quotes = judged(gold, record)
        events += more_events
        quotes += more_quotes
    calibration = {**thresholds, "acts": platt(events), "quotations": platt(quotes)}
    (options.model / "calibration.json").write_text(json.dumps(calibration, indent=1) + "\n")
    print(f"{len(articles)} articles, {len(events)} acts, {len(quotes)} quotations")
    for name, pairs in (("acts", events), ("quotations", quotes)):
        before, after = calibration_error(pairs, plain), calibration_error(pairs, calibration[name])
        print(f"{name}: {calibration[name]}, expected calibration error {before:.3f} -> {after:.3f}")


if __name__ == "__main__":
    main()
