"""Power cuts: `kill -9` at random moments of add, reread and forget.

Whatever the moment: every article that `add --json` acknowledged is in the store, `verify` finds nothing, and giving the
same command again ends in the same dump as a run that nobody disturbed.

DEPESCHE_KILLS      how many kills; else 30 (200 before a release: DEPESCHE_KILLS=200 pytest tests/test_store_killed.py)
DEPESCHE_KILL_SEED  the seed of the moments; else 1
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import Depesche, environment, program
from stores import FIRST, SECOND, Stored, lines

KILLS = int(os.environ.get("DEPESCHE_KILLS") or 30)
SEED = int(os.environ.get("DEPESCHE_KILL_SEED") or 1)

# Small transactions, so that there are many moments between and in them: one thread reads eight articles at a time.
ROWS = [
    row
    | {"id": f"{row['id']}-{number}", "text": f"{row['text']} Nummer {number}.", "url": f"https://killed.example/{number}"}
    for number, row in enumerate((FIRST + SECOND) * 2)
]
FORGOTTEN = [f"{row['id']}" for row in ROWS[::2]]


@dataclass(frozen=True)
class Work:
    """A command that is disturbed: how its store begins, what it is given, and the dump it must end in."""

    name: str
    arguments: list[str]
    begin: Callable[[Path], object]
    expected: list[str]
    seconds: float  # that it takes undisturbed
    acknowledges: bool = False


@dataclass(frozen=True)
class Moment:
    """So many seconds after the command began; then, with `within`, so many into the next transaction."""

    seconds: float
    within: float | None


def a_moment(chance: random.Random, seconds: float) -> Moment:
    # The first half is loading the model, mostly. Transactions are short: half of the kills are aimed at one.
    begin = 0 if chance.random() < 0.2 else 0.4
    return Moment(seconds * chance.uniform(begin, 0.85), chance.uniform(0, 0.02) if chance.random() < 0.5 else None)


def run_of(store: Stored, arguments: list[str]) -> float:
    begun = time.monotonic()
    run = store.run(arguments[0], *arguments[1:])
    assert run.rc == 0, run.stderr
    return time.monotonic() - begun


@pytest.fixture(scope="module")
def works(depesche: Depesche, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Work]]:
    folder = tmp_path_factory.mktemp("killed")
    (folder / "news.jsonl").write_text(lines(ROWS), encoding="utf-8")
    add = ["add", "--json", "--threads", "1", str(folder / "news.jsonl")]
    added = Stored(depesche, folder / "added.db")
    add_seconds = run_of(added, add)

    # Rows of one's own make another version of the knowledge, so that all is read again.
    table = Path(__file__).parent.parent / "knowledge" / "leaders.tsv"
    (folder / "own").mkdir()
    (folder / "own" / "leaders.tsv").write_text(table.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    reread = ["reread", "--threads", "1", "--knowledge", str(folder / "own")]
    read_again = added.copy(folder / "read_again.db")
    reread_seconds = run_of(read_again, reread)

    forget = ["forget", "--yes", *FORGOTTEN]
    forgotten = added.copy(folder / "forgotten.db")
    forget_seconds = run_of(forgotten, forget)

    def copied(store: Stored) -> Callable[[Path], object]:
        return lambda path: store.copy(path)

    yield [
        Work("add", add, lambda path: path.unlink(missing_ok=True), added.dump(), add_seconds, acknowledges=True),
        Work("reread", reread, copied(added), read_again.dump(), reread_seconds),
        Work("forget", forget, copied(added), forgotten.dump(), forget_seconds),
    ]


def killed(moment: Moment, store: Stored, arguments: list[str]) -> tuple[bool, list[str]]:
    """Whether the command was still at it at that moment, and the lines that it had printed."""
    output = store.path.with_suffix(".out")
    journal = Path(f"{store.path}-journal")
    with (
        open(output, "wb") as out,
        subprocess.Popen(
            [program(), arguments[0], "--store", store.path, *arguments[1:]],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.PIPE,
            env=environment(None),
        ) as process,
    ):
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(moment.seconds)
        while moment.within is not None and process.poll() is None and not journal.exists():
            time.sleep(0.0005)
        time.sleep(moment.within or 0)
        process.kill()
        err = process.communicate()[1]
    # A forget that had done its work before it was killed finds nothing left to do.
    assert process.returncode in {0, -signal.SIGKILL, 2 if arguments[0] == "forget" else 0}, err.decode()
    return process.returncode == -signal.SIGKILL, output.read_text().split("\n")[:-1]  # of a line cut off nothing counts


def articles_of(store: Stored) -> set[str]:
    with sqlite3.connect(store.path) as db:
        return {sha256 for (sha256,) in db.execute("SELECT sha256 FROM articles")}


def is_begun(store: Stored) -> bool:
    """Whether there is a store as yet; an empty file, or none, is the work of the first moments."""
    return store.path.exists() and (store.path.stat().st_size > 0 or Path(f"{store.path}-journal").exists())


@pytest.mark.parametrize("name", ["add", "reread", "forget"])
def test_killed_at_random_moments(
    name: str,
    works: list[Work],
    depesche: Depesche,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    (work,) = [work for work in works if work.name == name]
    chance = random.Random(f"{SEED} {name}")
    kills, half_written, stores = 0, 0, 0
    while kills < KILLS // len(works):
        # One store is disturbed several times before it is let go on to the end.
        stores += 1
        store = Stored(depesche, tmp_path / f"{stores}.db")
        work.begin(store.path)
        acknowledged: set[str] = set()
        for _ in range(chance.randint(1, 6)):
            was_killed, told = killed(a_moment(chance, work.seconds), store, work.arguments)
            kills += was_killed
            if work.acknowledges:
                acknowledged |= {json.loads(line)["sha256"] for line in told}
            if not is_begun(store):
                assert not acknowledged
                continue
            half_written += Path(f"{store.path}-journal").exists()
            # A reader comes first, so that it is a reader who finds what was left half done.
            status = store.run("status")
            if status.rc != 0 and not acknowledged:
                status.fails(2, "is empty, not a store")  # killed before the first transaction was through
                continue
            assert status.rc == 0, status.stderr
            assert store.is_whole()
            assert acknowledged <= articles_of(store)
            if not was_killed:
                break
        else:
            finished = store.run(work.arguments[0], *work.arguments[1:])
            assert finished.rc == 0 or (name == "forget" and finished.rc == 2), finished.stderr
        assert store.dump() == work.expected
        assert store.is_whole()
    record_property("note", f"{kills} kills of {stores} stores, {half_written} of them within a transaction")
