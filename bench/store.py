"""Speed and size of a store: synthetic records in, the queries of bench/queries.txt.

    .venv/bin/python bench/store.py [--records 100000] [--keep FILE]

Prints what storing a record costs, the file's size against its texts (as it grew, and compacted as `depesche backup` writes
it), the most memory taken, and the 50th and 95th of a hundred calls of each kind of query, all on one thread.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def quantile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="keep the store under this name")
    options = parser.parse_args()
    target = "depesche_store_records"
    subprocess.run(["cmake", "--build", "--preset", "release", "--target", target], cwd=ROOT, check=True, stdout=sys.stderr)

    def run(*arguments: str | Path) -> str:
        done = subprocess.run(
            [ROOT / "build/release/bench" / target, *arguments], check=True, capture_output=True, text=True
        )
        return done.stdout

    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "store.db"
        filled = run("fill", path, str(options.records))
        words = filled.splitlines()[-1].split()
        facts = dict(zip(words[::2], words[1::2], strict=True))
        text, size = float(facts["text_bytes"]), path.stat().st_size
        print(f"{options.records} records: {facts['cpu_ms_each']} ms of CPU each, peak {facts['peak_mb']} MB")
        small = Path(folder) / "small.db"
        with sqlite3.connect(path) as store:
            store.execute("VACUUM INTO ?", (os.fspath(small),))
        print(f"{size / 1e6:.0f} MB, {size / text:.2f} times the texts; compacted {small.stat().st_size / text:.2f}")
        asked = run("ask", path, ROOT / "bench/queries.txt")
    times: dict[str, list[float]] = defaultdict(list)
    by_query: dict[str, list[float]] = defaultdict(list)
    for line in asked.splitlines():
        kind, milliseconds, *rest = line.split(" ", 3)
        if kind == "peak_mb":
            print(f"asking: peak {milliseconds} MB")
            continue
        times[kind].append(float(milliseconds))
        by_query[rest[1]].append(float(milliseconds))
    for kind, values in times.items():
        half, most, worst = quantile(values, 0.5), quantile(values, 0.95), max(values)
        print(f"{kind}: p50 {half:.2f} ms, p95 {most:.2f} ms, worst {worst:.2f} ms ({len(values)} calls)")
    for query in sorted(by_query, key=lambda q: -max(by_query[q]))[:6]:
        print(f"  {max(by_query[query]):8.2f} ms  {query}")


if __name__ == "__main__":
    main()
