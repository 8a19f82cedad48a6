#!/usr/bin/env python3
"""What `depesche read` scores on the dev articles of ../shared (DEPESCHE_SHARED), by ../shared/eval/score.py.

    .venv/bin/python bench/scores.py [--precision int8|float32] [--keep DIR]

Raw text in (`--clean none`, so that positions hold), records out, nothing else given to the program. Dev is for reporting:
nothing may be tuned on it.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("DEPESCHE_SHARED", ROOT.parent / "shared"))
SETS = {"de": "de/dev.jsonl", "en": "en/dev.jsonl", "own de": "own/de.dev.jsonl", "own en": "own/en.dev.jsonl"}
ROWS = ("events", "events untyped", "participants", "place", "quotes", "quotes untyped", "speakers")
SHARES = ("status", "mode", "source", "actor country", "actor sector")


def score(gold: Path, name: str, precision: str, folder: Path) -> dict:
    records = folder / f"{name.replace(' ', '-')}.jsonl"
    with records.open("wb") as out:
        command = [ROOT / "build/release/depesche", "read", "--json", "--clean", "none", "--precision", precision, gold]
        subprocess.run(command, check=True, stdout=out)
    result = folder / "scores.json"
    command = [sys.executable, SHARED / "eval/score.py", gold, records, "--json", result]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return json.loads(result.read_text())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--precision", default="auto", choices=["auto", "int8", "float32"])
    parser.add_argument("--keep", type=Path, help="leave the records in this folder")
    options = parser.parse_args()
    if not (SHARED / "eval/score.py").exists():
        sys.exit(f"scores: {SHARED}/eval/score.py is not there; set DEPESCHE_SHARED")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        scores = {n: score(SHARED / "corpus" / path, n, options.precision, folder) for n, path in SETS.items()}
    print(f"{date.today()}, precision {options.precision}; F1 (precision / recall), shares in %")
    print("| | " + " | ".join(SETS) + " |\n|---|" + "---|" * len(SETS))
    for row in ROWS:
        cells = ["{f:.1f} ({p:.1f} / {r:.1f})".format(**{k: 100 * v for k, v in scores[n][row].items()}) for n in SETS]
        print(f"| {row} | " + " | ".join(cells) + " |")
    for row in SHARES:
        cells = ["-" if scores[n].get(row) is None else f"{100 * scores[n][row]:.1f}" for n in SETS]
        print(f"| {row} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
