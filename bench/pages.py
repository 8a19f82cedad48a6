#!/usr/bin/env python3
"""How well and how fast articles are found on real pages, beside trafilatura on the same ones.

    .venv/bin/python bench/pages.py [--half 0|1] [--no-yardstick]

Data: pages/ of DEPESCHE_SHARED (default ../shared), scored by its score_pages.py. The hosts are split in two by a hash:
rules were tuned on half 0, half 1 was only counted. trafilatura comes from PyPI into .venv-bench (bench/requirements.txt).
"""

import argparse
import gzip
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from speed import flags, processor

ROOT = Path(__file__).resolve().parent.parent
PAGES = Path(os.environ.get("DEPESCHE_SHARED", ROOT.parent / "shared")) / "pages"
SETS = ("fundus", "dates")
SECOND_LEVEL = {"co", "com", "org", "net", "ac", "gov", "go", "or", "ne"}


def half_of(url: str) -> int:
    labels = (urlsplit(url).hostname or "").split(".")
    deep = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SECOND_LEVEL
    site = labels[-3] if deep else labels[-2] if len(labels) > 1 else labels[0]
    return int(hashlib.sha256(f"pages:{site}".encode()).hexdigest(), 16) % 2


def pages_of(path: Path) -> Iterator[tuple[str, bytes]]:
    """Address and body of each record; these files have a response a record, unpacked and whole."""
    data = gzip.decompress(path.read_bytes())
    at = 0
    while at < len(data):
        head_end = data.index(b"\r\n\r\n", at) + 4
        head = data[at:head_end].decode()
        size = int(re.search(r"Content-Length: (\d+)", head)[1])
        yield (
            re.search(r"WARC-Target-URI: (\S+)", head)[1],
            data[head_end : head_end + size].partition(b"\r\n\r\n")[2],
        )
        at = head_end + size + 4


def ours(name: str, out: Path) -> str:
    program = ROOT / "build/release/bench/depesche_pages"
    subprocess.run(
        ["cmake", "--build", ROOT / "build/release", "--target", "depesche_pages"], check=True, stdout=subprocess.DEVNULL
    )
    with out.open("wb") as records:
        run = subprocess.run([program, PAGES / f"{name}.warc.gz"], stdout=records, stderr=subprocess.PIPE, text=True)
    count, cleaning, everything = re.search(
        r"(\d+) pages, ([\d.]+) CPU seconds of cleaning, ([\d.]+) in all", run.stderr
    ).groups()
    return (
        f"{int(count) / float(cleaning):.0f} pages per CPU second, "
        f"{int(count) / float(everything):.0f} with unpacking, decoding and writing"
    )


def yardstick(name: str, out: Path) -> str:
    """trafilatura, standard, with metadata: in its own environment, which this starts itself in."""
    script = Path(__file__).resolve()
    python = ROOT / ".venv-bench/bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", ROOT / ".venv-bench"], check=True)
    pip = [python, "-m", "pip", "install", "-q", "-r", ROOT / "bench/requirements.txt"]
    subprocess.run(pip, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    run = subprocess.run([python, script, "--trafilatura", name, out], check=True, stdout=subprocess.PIPE, text=True)
    return run.stdout.strip()


def run_trafilatura(name: str, out: Path) -> None:
    from trafilatura import bare_extraction

    pages = list(pages_of(PAGES / f"{name}.warc.gz"))
    begin = time.process_time()
    found = [bare_extraction(body, url=url, with_metadata=True, include_comments=False) for url, body in pages]
    seconds = time.process_time() - begin
    with out.open("w", encoding="utf-8") as records:
        for (url, _), document in zip(pages, found, strict=True):
            if document is None:
                continue
            article = {
                "url": url,
                "title": document.title,
                "authors": (document.author or "").split("; "),
                "published": {"value": document.date},
                "text": document.text,
            }
            print(json.dumps({"article": article}, ensure_ascii=False), file=records)
    print(f"{len(pages) / seconds:.0f} pages per CPU second")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", type=int, choices=(0, 1), help="the hosts of one half alone")
    parser.add_argument("--no-yardstick", action="store_true", help="without trafilatura")
    parser.add_argument("--trafilatura", nargs=2, metavar=("SET", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not (PAGES / "fundus.jsonl").exists():
        sys.exit(f"bench: {PAGES} is not there; set DEPESCHE_SHARED to the folder that holds pages/")
    if options.trafilatura:
        run_trafilatura(options.trafilatura[0], Path(options.trafilatura[1]))
        return
    print(f"{processor()}, {flags()}; one thread")
    systems = [("depesche", ours)] + ([] if options.no_yardstick else [("trafilatura", yardstick)])
    with tempfile.TemporaryDirectory() as folder:
        for name in SETS:
            gold = Path(folder) / "gold.jsonl"
            lines = (PAGES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
            kept = [line for line in lines if options.half is None or half_of(json.loads(line)["url"]) == options.half]
            gold.write_text("\n".join(kept) + "\n", encoding="utf-8")
            for system, run in systems:
                records = Path(folder) / "records.jsonl"
                speed = run(name, records)
                print(f"\n{system} on {name}: {speed}", flush=True)
                scorer = [sys.executable, PAGES / "score_pages.py", gold, records]
                scores = subprocess.run(scorer, check=True, stdout=subprocess.PIPE, text=True).stdout
                print("\n".join(line for line in scores.splitlines() if not line.startswith("note:")))


if __name__ == "__main__":
    main()
