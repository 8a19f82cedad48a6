#!/usr/bin/env python3
"""What `depesche read` scores on the dev articles of ../shared (DEPESCHE_SHARED), by ../shared/eval/score.py.

    .venv/bin/python bench/scores.py [--precision int8|float32] [--model DIR] [--keep DIR]

Names on ../shared/names, by ../shared/eval/names.py, and how many events are invented in articles that have none.
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
ROWS = ("events", "events untyped", "participants", "place", "time", "quotes", "quotes untyped", "speakers")
SHARES = ("status", "mode", "source", "actor country", "actor sector")


def read(gold: Path, name: str, options: argparse.Namespace, folder: Path) -> Path:
    """The records of the articles, one a line."""
    records = folder / f"{name.replace(' ', '-')}.jsonl"
    with records.open("wb") as out:
        command = [ROOT / "build/release/depesche", "read", "--json", "--clean", "none", "--precision", options.precision]
        subprocess.run([*command, "--model", options.model, gold], check=True, stdout=out)
    return records


def score(gold: Path, name: str, options: argparse.Namespace, folder: Path) -> dict:
    records = read(gold, name, options, folder)
    result = folder / "scores.json"
    command = [sys.executable, SHARED / "eval/score.py", gold, records, "--json", result]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return json.loads(result.read_text())


def names(language: str, options: argparse.Namespace, folder: Path) -> str:
    gold = SHARED / f"names/dev-{language}.jsonl"
    records = read(gold, f"names {language}", options, folder)
    command = [sys.executable, SHARED / "eval/names.py", gold, records]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def invented(folder: Path) -> tuple[int, int]:
    """Events in the records of articles without any, and how many such articles there are."""
    found = articles = 0
    for name, path in SETS.items():
        with (SHARED / "corpus" / path).open(encoding="utf-8") as lines:
            empty = {gold["id"] for gold in map(json.loads, lines) if not gold["events"]}
        with (folder / f"{name.replace(' ', '-')}.jsonl").open(encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                if record["article"]["given_id"] in empty:
                    articles += 1
                    found += len(record["events"])
    return found, articles


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--precision", default="auto", choices=["auto", "int8", "float32"])
    parser.add_argument("--model", type=Path, default=ROOT / "models/reader")
    parser.add_argument("--keep", type=Path, help="leave the records in this folder")
    options = parser.parse_args()
    if not (SHARED / "eval/score.py").exists():
        sys.exit(f"scores: {SHARED}/eval/score.py is not there; set DEPESCHE_SHARED")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        scores = {n: score(SHARED / "corpus" / path, n, options, folder) for n, path in SETS.items()}
        named = {language: names(language, options, folder) for language in ("de", "en")}
        wrong, empty = invented(folder)
    print(f"{date.today()}, precision {options.precision}; F1 (precision / recall), shares in %")
    print("| | " + " | ".join(SETS) + " |\n|---|" + "---|" * len(SETS))
    for row in ROWS:
        cells = ["{f:.1f} ({p:.1f} / {r:.1f})".format(**{k: 100 * v for k, v in scores[n][row].items()}) for n in SETS]
        print(f"| {row} | " + " | ".join(cells) + " |")
    for row in SHARES:
        cells = ["-" if scores[n].get(row) is None else f"{100 * scores[n][row]:.1f}" for n in SETS]
        print(f"| {row} | " + " | ".join(cells) + " |")
    for language, table in named.items():
        print(f"\nnames {language}\n{table}", end="")
    print(f"\nevents in the {empty} articles without any: {wrong}, {wrong / max(1, empty):.2f} an article")


if __name__ == "__main__":
    main()
