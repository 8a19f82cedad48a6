"""`depesche add` and `status`: what comes in, what the ledger says of it, versions, copies, and what cannot be a store."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Depesche, Run, environment, program
from stores import CANCELED, FIRST, KURIER, SECOND, VERSION, Row, Stored, lines
from test_pages import http, page, response, url_of, warc_record

Write = Callable[[str, bytes | str], Path]

TEXTS = [
    "Ungarn hat Schweden am Montag vorgeworfen, den Vertrag gebrochen zu haben. Schweden wies den Vorwurf zurück.",
    "Norway offered Iceland help on Monday. Iceland thanked Norway.",
    "Die Polizei nahm in Nordmoor am Dienstag zwei Landwirte fest.",
    "Thousands protested in Alderford on Sunday. The mayor, Ann Hill, rejected their demands.",
    "Portugal und Spanien haben am Mittwoch ein Abkommen über Fischerei unterzeichnet.",
    "Kenya's president Abel Otieno called on Sudan on Thursday to release the sailors.",
    "Ratsherr Karl Tal forderte am Freitag in Lindenau den Rücktritt von Bürgermeisterin Anna Berg.",
    "Chile threatened on Friday to expel Peru's ambassador. Peru's foreign minister Rosa Lund rejected the threat.",
]


@pytest.fixture
def at(depesche: Depesche, tmp_path: Path) -> Callable[[str], Stored]:
    return lambda name: Stored(depesche, tmp_path / name)


def outcomes(rows: list[Row]) -> Counter[str]:
    return Counter(row["outcome"] for row in rows)


def runs(store: Stored) -> list[dict[str, int]]:
    """What `status` says of each run."""
    text = store.run("status").text
    made: list[dict[str, int]] = []
    for line in text[text.index("\nruns\n") + 6 :].splitlines():
        if line.startswith("      "):
            number, name = line.split(maxsplit=1)
            made[-1][name] = int(number)
        elif not line.startswith("failed"):
            made.append({})
        else:
            break
    return made


# --- everything that can be added ---


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of each kind of input, some of it broken."""
    folder = tmp_path_factory.mktemp("inputs")
    (folder / "news" / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text(TEXTS[0], encoding="utf-8")
    (folder / "news" / "b.txt").write_text(TEXTS[1], encoding="utf-8")
    (folder / "news" / "deep" / "same as a.txt").write_text(TEXTS[0], encoding="utf-8")
    with open(os.fsencode(folder / "news" / "deep") + b"/\xff \x1b[31m.txt", "wb") as file:
        file.write(TEXTS[2].encode())
    (folder / "news" / "\x1b[31mbroken.pdf").write_bytes(b"%PDF-1.7 not an article")
    (folder / "lines.jsonl").write_text(
        lines([{"id": "l1", "text": TEXTS[3]}]) + '{"id": "l2", "text": \n' + lines([{"id": "l3", "text": TEXTS[4]}]),
        encoding="utf-8",
    )
    (folder / "crawl.warc").write_bytes(
        response("one", page("Otieno", [TEXTS[5]], lang="en"))
        + warc_record("response", url_of("old"), http("<p>Moved", "Location: /new", status="301 Moved Permanently"))
        + warc_record("request", url_of("one"), b"GET /one HTTP/1.1\r\n\r\n", "application/http")
    )
    (folder / "item.json").write_text(json.dumps(CANCELED), encoding="utf-8")
    return folder


def paths_of(inputs: Path) -> list[Path | str]:
    return [inputs / name for name in ("a.txt", "news", "a.txt", "lines.jsonl", "crawl.warc", "item.json")] + ["-"]


@pytest.fixture(scope="module")
def added(depesche: Depesche, inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Stored, Run]:
    store = Stored(depesche, tmp_path_factory.mktemp("added") / "depesche.db")
    return store, store.run("add", "--json", *paths_of(inputs), stdin=TEXTS[6].encode())


STORED = {"stored": 8, "seen": 1, "failed": 2}  # "same as a.txt" is seen; a.txt given twice is one input


def test_everything_is_added(added: tuple[Stored, Run]) -> None:
    store, run = added
    assert run.rc == 1
    rows = [json.loads(line) for line in run.text.splitlines()]
    # The second time that it is offered in this run, it is either read together with the first or known already.
    assert outcomes(rows) in (Counter(STORED), Counter(STORED | {"seen": 2}))
    assert "/news/ [31mbroken.pdf: looks like a PDF document" in run.stderr
    assert "line 2" in run.stderr
    assert run.stderr.count("1 passed over: ") == 2
    assert all(row["why"] for row in rows if row["outcome"] == "failed")
    (taken_back,) = [row for row in rows if row["why"] == "its publisher says: canceled"]
    assert taken_back["outcome"] == "stored"
    assert store.is_whole()
    texts = {a["text"] for a in store.rows("articles", text="full")}
    assert set(TEXTS[:7]) <= texts


def test_status_accounts_for_every_input(added: tuple[Stored, Run]) -> None:
    store, _ = added
    (run,) = runs(store)
    passed_over = {name: number for name, number in run.items() if name.startswith("passed over: ")}
    assert {name: number for name, number in run.items() if name not in passed_over} == STORED
    assert sum(passed_over.values()) == 2
    text = store.run("status").text
    assert text.startswith(f"{store.path}: 8 articles")
    assert "       1 withheld, canceled or embargoed by their publisher\n" in text
    assert "failed in the last run\n" in text
    assert " [31mbroken.pdf: looks like a PDF document" in text
    with store.sql() as db:
        assert dict(db.execute("SELECT outcome, count(*) FROM ledger GROUP BY 1")) == STORED


def test_adding_again_adds_nothing(added: tuple[Stored, Run], inputs: Path, tmp_path: Path) -> None:
    store = added[0].copy(tmp_path / "again.db")
    before = store.dump()
    rows = store.add(*paths_of(inputs), rc=1, stdin=TEXTS[6].encode())
    assert outcomes(rows)["failed"] == 2
    assert set(outcomes(rows)) == {"seen", "failed"}
    assert store.dump() == before
    assert runs(store)[1]["seen"] == 9
    assert store.is_whole()


def test_many_failures_are_listed_in_part_or_all(own_store: Stored, write: Write) -> None:
    for number in range(25):
        folder = write(f"empty/{number}.txt", "").parent
    own_store.run("add", folder).fails(1, "24.txt: empty", "25 failed")
    for options, shown in ([], 20), (["--all"], 25):
        text = own_store.run("status", *options).text
        assert text.count(".txt: empty") == shown
        assert ("  and 5 more; --all lists them\n" in text) == (shown == 20)
    own_store.run("add", folder / "0.txt").fails(1, "1 failed")
    assert own_store.run("status").text.count(".txt: empty") == 1


def test_a_path_given_twice_is_one_input(own_store: Stored, write: Write) -> None:
    path = write("twice.txt", TEXTS[7])
    rows = own_store.add(path, path, path)
    assert outcomes(rows) == {"stored": 1, "seen": 2}
    assert runs(own_store)[-1] == {"stored": 1}
    assert own_store.is_whole()


def test_a_store_in_the_folder_that_is_added(depesche: Depesche, write: Write) -> None:
    folder = write("news/a.txt", TEXTS[0]).parent
    for outcome in "1 stored", "1 seen before":
        run = depesche("add", ".", cwd=folder)
        assert (run.rc, run.stderr) == (0, f"depesche: depesche.db: {outcome}\n")


def test_nothing_to_add(own_store: Stored, write: Write) -> None:
    before = own_store.dump()
    own_store.run("add", write("empty/x", "").parent).fails(1, "x: empty; there is no text in it")
    own_store.run("add", write("no.txt", "").with_name("nowhere.txt")).fails(1, "nowhere.txt: cannot be read")
    run = own_store.run("add", write("redirects.warc", warc_record("request", url_of("x"), b"GET / HTTP/1.1\r\n\r\n")))
    assert run.rc == 0
    assert "passed over" in run.stderr
    assert own_store.dump() == before
    assert own_store.run("add").rc == 2


# --- versions, copies, withheld articles ---


def test_another_version_by_address_and_by_id(stored: Stored) -> None:
    everything = "standing:current,confirmed,withdrawn,withheld"
    events = stored.rows("events", everything)
    for earlier, later in ("bote-4", "bote-4-neu"), ("kurier-7", "kurier-7"):
        old = [e for e in events if e["given_id"] == earlier and e["standing"] != "current"]
        new = [e for e in events if e["given_id"] == later and e["standing"] == "current"]
        assert old
        assert new
        told = {(e["type"], *e["actor_keys"], *e["recipient_keys"]) for e in new}
        for e in old:
            is_told = (e["type"], *e["actor_keys"], *e["recipient_keys"]) in told
            assert e["standing"] == ("confirmed" if is_told else "withdrawn")
    assert {e["standing"] for e in events if e["given_id"] == "kurier-7"} == {"current", "confirmed", "withdrawn"}
    # Found only where it is asked for.
    assert not [e for e in stored.found() if e["title"] == "Truppen für Mali"]
    assert [e for e in stored.found("standing:withdrawn") if e["title"] == "Truppen für Mali"]
    assert not [a for a in stored.found(what="articles") if a["title"] == "Truppen für Mali"]


def test_the_same_id_at_another_paper_is_another_article(stored: Stored) -> None:
    assert sum(a["given_id"] == "bote-1" for a in stored.found(what="articles")) == 2


def test_what_the_ledger_says_of_the_second_run(stored: Stored) -> None:
    assert runs(stored)[0] == {"stored": len(FIRST) - 1, "copy": 1}
    assert runs(stored)[1] == {"stored": 1, "new_version": len(SECOND)}
    with stored.sql() as db:
        for sha256, of in db.execute("SELECT sha256, of FROM ledger WHERE outcome IN ('copy','new_version')"):
            assert sha256 != of
            assert db.execute("SELECT count(*) FROM articles WHERE sha256=?", (of,)).fetchone() == (1,)


def test_what_its_publisher_took_back_says_nothing(stored: Stored) -> None:
    assert stored.found("actor:HUN") == []
    withheld = stored.found("actor:HUN standing:withheld")
    assert withheld
    assert {e["standing"] for e in withheld} == {"withheld"}
    assert stored.found("Botschafter", what="articles") == []
    assert not [a for a in stored.rows("articles") if a["pubstatus"]]
    assert stored.run("count", "actor:HUN").text.split() == ["0"]


# --- the same store in whatever way ---


def test_neither_order_nor_threads_matter(depesche: Depesche, write: Write) -> None:
    rows = FIRST[::2] + SECOND + FIRST[1::2]
    dumps = []
    for name, order, threads in ("a", rows, "1"), ("b", rows[::-1], "2"):
        store = Stored(depesche, write(f"{name}/news.jsonl", lines(order)).with_name("depesche.db"))
        # A part as files, the rest as lines.
        folder = store.path.with_name("texts")
        for number, text in enumerate(TEXTS[::-1] if name == "b" else TEXTS):
            write(f"{name}/texts/{number}.txt", text)
        inputs = [folder, store.path.with_name("news.jsonl")]
        assert store.run("add", "--threads", threads, *(inputs[::-1] if name == "b" else inputs)).rc == 0
        dumps.append(store.dump())
    assert dumps[0] == dumps[1]
    assert len(dumps[0]) > len(rows) + len(TEXTS)


# --- what cannot be a store, or not now ---


def writers(article: Path) -> list[tuple[str, ...]]:
    return [("add", str(article)), ("verify",), ("forget", "--yes", "x"), ("reread",)]


READERS: list[tuple[str, ...]] = [
    ("search",),
    ("count",),
    ("show", "x"),
    ("who", "x"),
    ("status",),
    ("dump",),
    ("diff", "1", "1"),
    ("export", "-o", "/nowhere/x"),
    ("backup", "/nowhere/x"),
]


def test_files_that_are_no_stores(depesche: Depesche, write: Write, stored: Stored, tmp_path: Path) -> None:
    text = write("text.txt", 100 * "This is a text and no store.\n")
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE t(x)")
    newer = stored.copy(tmp_path / "newer.db").path
    with sqlite3.connect(newer) as db:
        db.execute("PRAGMA user_version=99")
    article = write("a.txt", TEXTS[0])
    for path, message in {
        text: "is not a store (no SQLite file)",
        other: "is a SQLite file, but not a store of Depesche",
        newer: "was written by a newer Depesche (store version 99, "
        f"this one knows {VERSION}); use that one, or export from it",
    }.items():
        before = path.read_bytes()
        for command in writers(article) + READERS:
            depesche(command[0], "--store", path, *command[1:]).fails(2, f"depesche: {path}: {message}")
        assert path.read_bytes() == before


def test_an_empty_file_becomes_a_store_by_add_alone(depesche: Depesche, write: Write) -> None:
    empty = write("empty.db", "")
    for command in writers(empty)[1:] + READERS:
        depesche(command[0], "--store", empty, *command[1:]).fails(2, f"depesche: {empty}: is empty, not a store")
    assert empty.read_bytes() == b""
    store = Stored(depesche, empty)
    store.run("add", "nowhere.txt").fails(1, "nowhere.txt")
    assert store.is_whole()
    assert store.run("status").text.startswith(f"{empty}: 0 articles\n")


def test_a_store_that_is_not_there(depesche: Depesche, write: Write, tmp_path: Path) -> None:
    article = write("a.txt", TEXTS[0])
    missing = tmp_path / "missing.db"
    for command in writers(article)[1:] + READERS:
        run = depesche(command[0], "--store", missing, *command[1:])
        run.fails(2, f"depesche: {missing}: there is no such store; depesche add makes one")
    assert not missing.exists()
    lost = tmp_path / "no folder" / "x.db"
    depesche("add", "--store", lost, article).fails(2, f"{lost}: cannot be opened for writing: No such file or directory")
    depesche("add", "--store", tmp_path, article).fails(2, f"{tmp_path}: cannot be opened for writing: Is a directory")
    depesche("search", "--store", tmp_path).fails(2, f"depesche: {tmp_path}: ")
    depesche("add", "--store", "", article).fails(2, "cannot be opened for writing")


def test_a_store_named_as_sqlite_names_memory(depesche: Depesche, tmp_path: Path) -> None:
    for _ in range(2):
        depesche("add", "--store", ":memory:", "nowhere.txt", cwd=tmp_path).fails(1, "nowhere.txt")
    assert "2  add" in depesche("status", "--store", ":memory:", cwd=tmp_path).text
    assert (tmp_path / ":memory:").stat().st_size > 0


def test_a_store_that_may_only_be_read(own_store: Stored, write: Write) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write to every file")
    own_store.path.chmod(0o444)
    own_store.run("add", write("a.txt", TEXTS[0])).fails(
        2, f"{own_store.path}: cannot be opened for writing: Permission denied"
    )
    assert own_store.run("search").rc == 0


def test_a_store_on_a_disk_that_may_only_be_read(own_store: Stored, mounted: Callable[..., Path], write: Write) -> None:
    folder = mounted("size=8m")
    store = own_store.copy(folder / "depesche.db")
    remount(folder, "ro")
    for command in writers(write("a.txt", TEXTS[0])):
        store.run(*command).fails(2, f"{store.path}: cannot be opened for writing: Read-only file system")
    assert store.dump() == own_store.dump()
    assert store.found("type:REQUEST") == own_store.found("type:REQUEST")


# --- two at once ---


def wait_until_locked(path: Path, process: subprocess.Popen[bytes]) -> None:
    """Until a writer has the store; fails if the process ends before."""
    while process.poll() is None:
        if path.exists():
            with open(path, "rb") as file:
                try:
                    fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
                except BlockingIOError:
                    return
        time.sleep(0.01)
    pytest.fail("the writer ended")


@pytest.fixture
def writer(own_store: Stored) -> Iterator[subprocess.Popen[bytes]]:
    """An `add` of standard input, which waits for it with the store in its hand."""
    with subprocess.Popen(
        [program(), "add", "--json", "--store", own_store.path, "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(None),
    ) as process:
        wait_until_locked(own_store.path, process)
        yield process
        process.kill()


def test_a_second_writer_is_told_why(own_store: Stored, writer: subprocess.Popen[bytes], write: Write) -> None:
    before = own_store.dump()  # readers go on
    assert own_store.found("type:REQUEST")
    for command in [*writers(write("a.txt", TEXTS[0])), ("verify", "--repair")]:
        own_store.run(*command).fails(
            2, f"{own_store.path}: another depesche is writing to this store; run the command again when it has ended"
        )
    out, _ = writer.communicate(lines(FIRST[:2]).encode())
    assert writer.returncode == 0
    assert [json.loads(line)["outcome"] for line in out.splitlines()] == ["seen", "seen"]
    assert own_store.dump() == before


def test_ctrl_c(own_store: Stored, writer: subprocess.Popen[bytes]) -> None:
    before = own_store.dump()
    writer.send_signal(signal.SIGINT)
    writer.communicate()
    assert writer.returncode == -signal.SIGINT
    assert own_store.is_whole()
    assert own_store.dump() == before
    assert "not ended; the same command goes on with it" in own_store.run("status").text


# --- the disk is full ---


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts a small file system in memory with these options."""
    folders: list[Path] = []

    def mount(options: str) -> Path:
        folder = tmp_path / f"disk{len(folders)}"
        folder.mkdir()
        if shutil.which("mount") is None:
            pytest.skip("mount(8) is not there")
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, check=False)
        if done.returncode != 0:
            pytest.skip(f"mounting is not allowed here: {done.stderr.decode().strip()}")
        folders.append(folder)
        return folder

    yield mount
    for folder in folders:
        subprocess.run(["umount", folder], check=True)


def remount(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", folder], check=True, capture_output=True)


def test_full_disk(depesche: Depesche, mounted: Callable[[str], Path], write: Write, tmp_path: Path) -> None:
    first, rest = FIRST[:8], FIRST[8:] + SECOND  # the first are stored together, before standard input is read
    path = write("first.jsonl", lines(first))
    folder = mounted("size=4m")
    store = Stored(depesche, folder / "depesche.db")
    command = ["add", "--json", "--threads", "1", path, "-"]
    with subprocess.Popen(
        [program(), command[0], "--store", store.path, *command[1:]],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(None),
    ) as process:
        assert process.stdout is not None
        told = [json.loads(process.stdout.readline())["sha256"] for _ in first]
        ballast = folder / "ballast"
        with open(ballast, "wb", buffering=0) as file, contextlib.suppress(OSError):
            while True:
                file.write(bytes(4096))
        out, err = process.communicate(lines(rest).encode())
    message = (
        f"depesche: {store.path}: the disk is full; what was reported as stored is safe, make room and run the command "
    )
    Run(process.returncode, out, err.decode()).fails(2, message)
    assert out == b""
    copy = store.copy(tmp_path / "copy.db")
    with copy.sql() as db:
        assert {sha256 for (sha256,) in db.execute("SELECT sha256 FROM articles")} == set(told)
    assert copy.is_whole()

    ballast.unlink()
    assert outcomes(store.add(path, "-", stdin=lines(rest).encode()))["new_version"] == len(SECOND)
    undisturbed = Stored(depesche, tmp_path / "undisturbed.db")
    undisturbed.add(path, "-", stdin=lines(rest).encode())
    assert store.dump() == undisturbed.dump()
    assert store.is_whole()


def test_what_is_safe_cannot_be_told(own_store: Stored, write: Write) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    path = write("again.jsonl", lines(FIRST))
    for command in (
        ["add", "--json", path],
        ["dump"],
        ["status"],
        ["count", "--by", "type"],
        ["search"],
        ["show", "echo-1"],
    ):
        with open("/dev/full", "wb") as full:
            done = subprocess.run(
                [program(), command[0], "--store", own_store.path, *command[1:]],
                stdout=full,
                stderr=subprocess.PIPE,
                env=environment(None),
                check=False,
            )
        message = done.stderr.decode().splitlines()[-1]
        assert (done.returncode, message) == (2, "depesche: standard output cannot be written"), command


def test_outlets_and_titles_do_not_reach_the_terminal_as_they_are(depesche: Depesche, write: Write, tmp_path: Path) -> None:
    row = {"id": "\x1b[1mid", "text": TEXTS[3], "title": "A \x1b[31mred\r\ntitle", "outlet": f"\x1b]0;{KURIER}\x07"}
    store = Stored(depesche, tmp_path / "depesche.db")
    store.add(write("odd.jsonl", lines([row])))
    for command in (["search"], ["search", "--what", "articles"], ["search", "--what", "quotes"], ["show", "\x1b[1mid"],
                    ["count", "--by", "outlet"], ["who", "Ann Hill"], ["status"]):  # fmt: skip
        text = store.run(*command).text
        assert not {"\x1b", "\x07", "\r"} & set(text), command
    assert KURIER in store.run("count", "--by", "outlet").text
