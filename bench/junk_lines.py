#!/usr/bin/env python3
"""How well junk lines are told from text in what others scraped: precision, recall and F1 over lines and characters.

    .venv/bin/python bench/junk_lines.py

Data: pages/junk.jsonl of DEPESCHE_SHARED (default ../shared), whose labels were made by a rule: about one junk line in ten
is text that the rule's gold lacks. Lines of titles and mixed ones are not counted. Rules and features were tuned on the
hosts of half 0; half 1 was only counted.
"""

import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pages import PAGES, ROOT, half_of

SHORTEST_FOUND = 60  # characters of a line that is looked for inside others, too


@dataclass
class Count:
    both: int = 0
    ours: int = 0
    gold: int = 0

    def add(self, ours: bool, gold: bool, amount: int) -> None:
        self.both += amount * (ours and gold)
        self.ours += amount * ours
        self.gold += amount * gold

    def __str__(self) -> str:
        precision = self.both / max(self.ours, 1)
        recall = self.both / max(self.gold, 1)
        return f"{precision:.3f} {recall:.3f} {2 * self.both / max(self.ours + self.gold, 1):.3f}"


def cleaned(pages: list[dict]) -> dict[str, str]:
    """What the program leaves of each page, by its address."""
    subprocess.run(
        ["cmake", "--build", ROOT / "build/release", "--target", "depesche_pages"], check=True, stdout=subprocess.DEVNULL
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lines.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for page in pages:
                text = "\n".join(line for line, _ in page["lines"])
                print(json.dumps({"id": page["url"], "text": text}, ensure_ascii=False), file=file)
        run = subprocess.run(
            [ROOT / "build/release/bench/depesche_pages", path], check=True, stdout=subprocess.PIPE, text=True
        )
    articles = [json.loads(record)["article"] for record in run.stdout.splitlines()]
    return {article["given_id"]: article["text"] for article in articles}


def score(pages: list[dict], texts: dict[str, str], chosen: Callable[[dict], bool]) -> str:
    lines, junk, body = Count(), Count(), Count()
    count = 0
    for page in filter(chosen, pages):
        text = texts.get(page["url"], "")
        kept = Counter(line.strip() for line in text.split("\n"))
        for line, label in page["lines"]:
            if label not in ("junk", "body"):
                continue
            stays = kept[line.strip()] > 0 or (len(line) > SHORTEST_FOUND and line.strip()[-SHORTEST_FOUND:] in text)
            lines.add(not stays, label == "junk", 1)
            junk.add(not stays, label == "junk", len(line))
            body.add(stays, label == "body", len(line))
            count += 1
    return f"{count:6} | {lines} | {junk} | {body}"


def main() -> None:
    source = PAGES / "junk.jsonl"
    if not source.exists():
        sys.exit(f"bench: {source} is not there; set DEPESCHE_SHARED to the folder that holds pages/")
    pages = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    texts = cleaned(pages)
    languages: dict[str, Callable[[dict], bool]] = {
        "German": lambda page: page["language"] == "de",
        "English": lambda page: page["language"] == "en",
        "others": lambda page: page["language"] not in ("de", "en"),
        "all": lambda page: True,
    }
    print("P, R, F1 of                lines | junk lines        | junk characters   | text characters")
    for name, spoken in languages.items():
        print(f"{name:8} all hosts      {score(pages, texts, spoken)}")
        print(f"{'':8} half 1         {score(pages, texts, lambda page, s=spoken: s(page) and half_of(page['url']) == 1)}")


if __name__ == "__main__":
    main()
