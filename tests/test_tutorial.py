"""docs/tutorial.md is true: every command is run, and shows what the page says it shows.

After a change that is meant, `.venv/bin/python tests/test_tutorial.py` writes what the commands show now into the page; read
the difference before you commit it. `…` in the page stands for any text within a line, and stays.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from conftest import environment, program
from records import ROOT

PAGE = ROOT / "docs" / "tutorial.md"
BLOCK = re.compile(r"(?<=```console\n).*?(?=```\n)", re.DOTALL)

Step = tuple[str, str]  # a command, and what it shows


def steps_of(block: str) -> Iterator[Step]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


# Processors without fast 8-bit arithmetic read in float32, which differs by rounding: the page shows what int8 reads.
INT8 = """#!/bin/sh
case "$1" in add|read|reread) exec {0} "$@" --precision int8;; *) exec {0} "$@";; esac
"""


def show(command: str, folder: Path) -> str:
    """What the command shows in a terminal, without its colours."""
    bin_folder = folder.parent / "bin"
    bin_folder.mkdir(exist_ok=True)
    (bin_folder / "depesche").write_text(INT8.format(program()))
    (bin_folder / "depesche").chmod(0o755)
    paths = [str(bin_folder), str(Path(sys.executable).parent), os.environ["PATH"]]
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment({"PATH": ":".join(paths), "LC_ALL": "C.UTF-8"}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    assert done.returncode == 0, f"{command}: {done.stdout.decode()}"
    return done.stdout.decode("utf-8")


def agrees(shown: str, told: str) -> bool:
    """Confidences differ a little from one kind of processor to the other."""
    shown, told = (re.sub(r"(?m)[01]\.\d\d$|\d+ % sure", "…", text) for text in (shown, told))
    pattern = "".join("[^\n]*" if part == "…" else re.escape(part) for part in re.split("((?<= )…)", told))
    return re.fullmatch(pattern, shown) is not None


def with_ellipses(shown: str) -> str:
    """What differs from day to day, or from one reader to the next, as `…`."""
    shown = re.sub(r"(?<=  add )\d{4}-\S+Z", "…", shown)
    return re.sub(r"(?<=articles by )depesche.*", "…", shown)


def folder_with_pages(folder: Path) -> Path:
    folder = folder / "tutorial"
    shutil.copytree(ROOT / "examples" / "pages", folder / "pages")
    return folder


def test_every_command_shows_what_the_page_says(tmp_path: Path) -> None:
    folder = folder_with_pages(tmp_path)
    blocks = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    steps = [step for block in blocks for step in steps_of(block)]
    assert len(steps) > 15
    for command, told in steps:
        shown = show(command, folder)
        assert agrees(shown, told), f"$ {command}\n{shown}"


def test_the_comparison_can_fail() -> None:
    assert agrees("a 1\nb\n", "a …\nb\n")
    assert agrees("Voss  0.91\n", "Voss  0.92\n")
    assert not agrees("a 1\nb\n", "a …\n")
    assert not agrees("a 1\nb\n", "a 2\nb\n")


def rewrite() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = folder_with_pages(Path(name))

        def now(block: re.Match[str]) -> str:
            commands = [command for command, _ in steps_of(block.group())]
            return "".join(f"$ {command}\n{with_ellipses(show(command, folder))}" for command in commands)

        PAGE.write_text(BLOCK.sub(now, PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    rewrite()
