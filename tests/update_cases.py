"""Rewrites tests/cases/*.json from what the program says now, for changes that are meant; prints what changed.

    .venv/bin/python tests/update_cases.py [NAME ...]

Read what it prints before you commit: title, date, text and removed lines must be right, not only new.
"""

from __future__ import annotations

import difflib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from conftest import program
from records import ROOT, Record, checked_lines

CASES = ROOT / "tests" / "cases"


def inputs() -> list[Path]:
    return sorted([*CASES.glob("*.txt"), *CASES.glob("*.jsonl")])


def comparable(record: Record) -> Record:
    """The record without what differs from model to model or from processor to processor: engine and confidences."""

    def without(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: without(part) for key, part in value.items() if key not in {"confidence", "engine"}}
        return [without(part) for part in value] if isinstance(value, list) else value

    return without(record)


def expected_path(case: Path) -> Path:
    return case.with_suffix(".json")


def pretty(value: Any, indent: int = 0) -> str:
    """JSON of which every list or object that fits a line stands on one."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or len(line) + indent <= 120:
        return line
    margin = "  " * (indent // 2 + 1)
    if isinstance(value, dict):
        parts = [f"{margin}{json.dumps(key)}: {pretty(part, indent + 2)}" for key, part in value.items()]
    else:
        parts = [margin + pretty(part, indent + 2) for part in value]
    begin, end = ("{", "}") if isinstance(value, dict) else ("[", "]")
    return f"{begin}\n" + ",\n".join(parts) + f"\n{margin[2:]}{end}"


def differences(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), "expected", "now", n=0, lineterm="")
    return [line for line in lines if not line.startswith("@@")]


def main(names: list[str]) -> int:
    cases = [case for case in inputs() if not names or case.stem in names]
    command = [program(), "read", "--json", "--precision", "float32", *cases]
    output = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    for case, record in zip(cases, checked_lines(output), strict=True):
        path = expected_path(case)
        after = pretty(comparable(record)) + "\n"
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        if before != after:
            path.write_text(after, encoding="utf-8")
            print(f"{path.name}: " + ("new" if not before else "\n".join(["changed", *differences(before, after)])))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
