"""Fixtures of the whole-program tests.

DEPESCHE_PROGRAM  the program to test; else build/release/depesche
DEPESCHE_DATA     the folder of models/ and knowledge/, for the program too; else the repository
DEPESCHE_SHARED   data that lies beside the repository; else ../shared. What needs it is skipped, and counted, without it
DEPESCHE_SLOW     1: also what takes minutes
"""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from records import ROOT, Record, checked_lines
from stores import CANCELED, FIRST, SECOND, Stored, lines

NEEDS_SHARED = "needs ../shared (DEPESCHE_SHARED)"
LONGEST_RUN = 1500  # seconds, so that a program that hangs fails and does not hold up everything


def program() -> Path:
    return Path(os.environ.get("DEPESCHE_PROGRAM") or ROOT / "build" / "release" / "depesche").absolute()


def data_folder() -> Path:
    return Path(os.environ.get("DEPESCHE_DATA") or ROOT)


def shared_folder() -> Path:
    return Path(os.environ.get("DEPESCHE_SHARED") or ROOT.parent / "shared")


@dataclass(frozen=True)
class Run:
    """What one call of the program did."""

    rc: int
    stdout: bytes
    stderr: str

    @property
    def text(self) -> str:
        return self.stdout.decode("utf-8")

    def records(self) -> list[Record]:
        """The JSON lines on standard output, each checked against the contract."""
        return checked_lines(self.stdout)

    def record(self) -> Record:
        """The one record of a run without faults."""
        assert self.rc == 0, self.stderr
        (record,) = self.records()
        return record

    def fails(self, rc: int, *parts: str) -> Run:
        """Asserts the exit code, that the message has these parts, and that the program ended by its own will."""
        assert self.rc == rc, f"exit code {self.rc} instead of {rc}; {self.stderr}"
        for part in parts:
            assert part in self.stderr, f"{part!r} is not in the message: {self.stderr}"
        for line in self.stderr.splitlines():
            assert line.startswith("depesche: "), f"a message of somebody else: {line}"
        for word in ("terminate called", "what():", "Assertion", "Traceback", "runtime error", "AddressSanitizer"):
            assert word not in self.stderr
        return self


Depesche = Callable[..., Run]


def environment(env: dict[str, str] | None) -> dict[str, str]:
    """This process's environment without what changes the program's looks, and with `env`."""
    plain = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "TERM"}}
    return plain | {"TERM": "xterm"} | (env or {})


@pytest.fixture(scope="session")
def depesche() -> Depesche:
    """Runs the program: depesche("read", path, stdin=b"…", env={…}). Never raises for what the program does."""
    path = program()
    assert path.is_file(), f"{path} is missing; build it (make build), or name another in DEPESCHE_PROGRAM"

    def run(
        *args: str | Path, stdin: bytes | None = None, env: dict[str, str] | None = None, cwd: Path | None = None
    ) -> Run:
        done = subprocess.run(
            [path, *map(os.fspath, args)],
            input=stdin if stdin is not None else b"",
            capture_output=True,
            env=environment(env),
            cwd=cwd,
            timeout=LONGEST_RUN,
            check=False,
        )
        return Run(done.returncode, done.stdout, done.stderr.decode("utf-8"))

    return run


@pytest.fixture(scope="session")
def depesche_on_terminal() -> Depesche:
    """As `depesche`, but the streams named in `terminal` ("stdout", "stderr") are a pseudo terminal, the other a pipe."""

    def run(*args: str | Path, terminal: str, env: dict[str, str] | None = None) -> Run:
        master, slave = pty.openpty()
        on_terminal = {"stdout": terminal == "stdout", "stderr": terminal == "stderr"}
        pipes = {name: slave if on else subprocess.PIPE for name, on in on_terminal.items()}
        with subprocess.Popen(
            [program(), *map(os.fspath, args)], stdin=subprocess.DEVNULL, env=environment(env), **pipes
        ) as process:
            os.close(slave)
            piped = process.stderr if on_terminal["stdout"] else process.stdout
            assert piped is not None
            shown, other = drain(master, piped.fileno())
            rc = process.wait(timeout=LONGEST_RUN)
        os.close(master)
        shown = shown.replace(b"\r\n", b"\n")  # the terminal's doing
        stdout, stderr = (shown, other) if on_terminal["stdout"] else (other, shown)
        return Run(rc, stdout, stderr.decode("utf-8"))

    return run


def drain(*descriptors: int) -> list[bytes]:
    """Everything that comes out of the descriptors until all are at their end."""
    output = {descriptor: b"" for descriptor in descriptors}
    waiting = set(descriptors)
    while waiting:
        for descriptor in select.select(waiting, [], [])[0]:
            try:
                data = os.read(descriptor, 1 << 16)
            except OSError:  # a terminal whose other side was closed
                data = b""
            output[descriptor] += data
            if not data:
                waiting.discard(descriptor)
    return [output[descriptor] for descriptor in descriptors]


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, bytes | str], Path]:
    """Writes a file into the test's own folder: write("a.txt", "…")."""

    def make(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    return make


@pytest.fixture(scope="session")
def shared() -> Path:
    folder = shared_folder()
    if not folder.is_dir():
        pytest.skip(NEEDS_SHARED)
    return folder


@pytest.fixture(scope="session")
def sample() -> Path:
    """Twenty articles, ten German and ten English (JSON lines)."""
    return ROOT / "tests" / "data" / "sample.jsonl"


@pytest.fixture(scope="session")
def all_paths(sample: Path) -> list[Path]:
    """Everything there is to read without ../shared."""
    return [ROOT / "examples", *sorted((ROOT / "tests" / "cases").glob("*.txt")), *case_json_lines(), sample]


def case_json_lines() -> Iterator[Path]:
    yield from sorted((ROOT / "tests" / "cases").glob("*.jsonl"))


@pytest.fixture(scope="session")
def everything(depesche: Depesche, all_paths: list[Path]) -> Run:
    """All of `all_paths`, read by one thread."""
    return depesche("read", "--json", "--threads", "1", *all_paths)


@pytest.fixture(scope="session")
def stored(depesche: Depesche, tmp_path_factory: pytest.TempPathFactory) -> Stored:
    """The articles of stores.py, in two runs. For all tests: only to be asked, never to be changed."""
    folder = tmp_path_factory.mktemp("stored")
    store = Stored(depesche, folder / "depesche.db")
    for name, content in {
        "first.jsonl": lines(FIRST),
        "second.jsonl": lines(SECOND),
        "canceled.json": json.dumps(CANCELED, ensure_ascii=False),
    }.items():
        (folder / name).write_text(content, encoding="utf-8")
    store.add(folder / "first.jsonl")
    store.add(folder / "second.jsonl", folder / "canceled.json")
    return store


@pytest.fixture
def own_store(stored: Stored, tmp_path: Path) -> Stored:
    """A copy of `stored` for one test to change."""
    return stored.copy(tmp_path / "own.db")


def pytest_configure(config: pytest.Config) -> None:
    # OpenVINO's bindings, on import.
    config.addinivalue_line("filterwarnings", "ignore:builtin type (Swig|swig):DeprecationWarning")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was not tested for want of data, and what was noted along the way, is said at the end."""
    reports = [
        report for reports in terminalreporter.stats.values() for report in reports if hasattr(report, "user_properties")
    ]
    for report in reports:
        for name, value in report.user_properties:
            if name == "note" and report.when == "call":
                terminalreporter.write_line(f"{report.nodeid}: {value}")
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if NEEDS_SHARED in str(report.longrepr)]
    if skipped:
        terminalreporter.write_line(
            f"{len(skipped)} tests skipped for want of ../shared (DEPESCHE_SHARED names it elsewhere)"
        )
