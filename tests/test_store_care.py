"""The store's care: verify finds every kind of damage, forget leaves no trace, backup, reading again."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from stores import FIRST, Stored, article, lines

Write = Callable[[str, bytes | str], Path]

# What is made from the records, and what is not.
DERIVED = ("entities", "events", "parties", "places", "quotes", "actor_words", "new_bands", "article_keys")
KEPT = ("articles", "records")
# What verify has nothing to compare with.
FREE = {("articles", "retrieved")}


def is_found(store: Stored, *parts: str) -> None:
    """verify finds something, and says it with these parts."""
    run = store.run("verify")
    assert run.rc == 1, run.text + run.stderr
    faults = run.text.splitlines()
    assert run.stderr == (
        f"depesche: {store.path}: {len(faults)} fault{'s' * (len(faults) > 1)}; depesche verify --repair makes again what "
        "can be made again\n"
    )
    for part in parts:
        assert part in run.text


def is_mended(store: Stored, dump: list[str]) -> None:
    run = store.run("verify", "--repair")
    assert (run.rc, run.text) == (0, ""), run.text
    assert run.stderr.endswith(f"depesche: {store.path}: nothing is wrong\n")
    assert store.is_whole()
    assert store.dump() == dump


# --- damage ---


def other_value(value: object) -> object:
    if isinstance(value, bytes):
        return value[:20] + bytes([value[20] ^ 1]) + value[21:]
    if isinstance(value, int):
        return 1 - value if value in {0, 1} else value + 100_000
    return value + 1 if isinstance(value, float) else f"{value or ''}x"


def columns(store: Stored, table: str) -> list[str]:
    with store.sql() as db:
        return [row[1] for row in db.execute(f"PRAGMA table_info({table})") if (table, row[1]) not in FREE]


@pytest.mark.parametrize("table", DERIVED + KEPT)
def test_every_changed_value_is_found(table: str, stored: Stored, tmp_path: Path) -> None:
    unseen = []
    for column in columns(stored, table):
        store = stored.copy(tmp_path / f"{column}.db")
        with store.sql() as db:
            key = ", ".join(row[1] for row in db.execute(f"PRAGMA table_info({table})") if row[5])
            rows = db.execute(f"SELECT {column}, {key} FROM {table} ORDER BY {column} IS NULL, {key}").fetchall()
            value, *at = rows[0]
            where = " AND ".join(f"{name.strip()}=?" for name in key.split(","))
            db.execute(f"UPDATE {table} SET {column}=? WHERE {where}", (other_value(value), *at))
        run = store.run("verify")
        if run.rc != 1 or not run.text:
            unseen.append((column, run.rc, run.stderr))
    assert unseen == []


@pytest.mark.parametrize("table", DERIVED)
def test_rows_lost_and_rows_too_many_are_found_and_mended(table: str, stored: Stored, tmp_path: Path) -> None:
    for change in (
        f"DELETE FROM {table} WHERE rowid=(SELECT max(rowid) FROM {table})",
        f"DELETE FROM {table}",
    ):
        store = stored.copy(tmp_path / "lost.db")
        with store.sql() as db:
            without_rowid = (
                "WITHOUT ROWID" in db.execute("SELECT sql FROM sqlite_schema WHERE name=?", (table,)).fetchone()[0]
            )
            if without_rowid and "max(" in change:
                first, second = columns(stored, table)[:2]
                a, b = db.execute(f"SELECT {first}, {second} FROM {table} ORDER BY 1 DESC, 2 DESC").fetchone()
                db.execute(f"DELETE FROM {table} WHERE {first}=? AND {second}=?", (a, b))
            else:
                db.execute(change)
        is_found(store)
        is_mended(store, stored.dump())


DAMAGE: dict[str, tuple[str, str]] = {
    "a changed text": ("UPDATE articles SET text=text||'!' WHERE given_id='echo-1'", "the text does not match its hash"),
    "a posting too many": (
        "INSERT INTO postings(rowid, tokens) SELECT min(id), 'a999' FROM events",
        "postings: ",
    ),
    "a lost posting": (
        "INSERT INTO postings(postings, rowid, tokens) SELECT 'delete', e.id, 't' || t.id FROM events e JOIN terms t ON "
        "t.term='type=' || e.type ORDER BY e.id LIMIT 1",
        "what is in it cannot be found",
    ),
    "all postings lost": ("INSERT INTO postings(postings) VALUES('delete-all')", "what is in it cannot be found"),
    "an event too many": (
        "INSERT INTO events SELECT id+100, type, mode, status, standing, retold, first_day, last_day, sentence_begin, "
        "sentence_end, trigger_begin, trigger_end, attributed, confidence FROM events WHERE id=(SELECT max(id) FROM events)",
        "has 5 rows in events for 4 in the record",
    ),
    "words that the article has not": (
        "INSERT INTO words(rowid, title, text, stems) SELECT id >> 14, 'no', 'such', '' FROM articles WHERE "
        "given_id='echo-1'",
        "full text: does not agree with the articles",
    ),
    "words that are lost": (
        "INSERT INTO words(words, rowid, title, text, stems) SELECT 'delete', id >> 14, title, text, '' FROM articles WHERE "
        "given_id='echo-1'",
        "full text: does not agree with the articles",
    ),
    "a lost ledger row": (
        "DELETE FROM ledger WHERE sha256=(SELECT sha256 FROM articles WHERE given_id='echo-1')",
        "ledger: no row says how article",
    ),
    "a lost article": ("DELETE FROM articles WHERE given_id='echo-1'", "refers to a row of articles that is not there"),
    "a lost run": ("DELETE FROM runs WHERE id=1", "refers to a row of runs that is not there"),
    "an earlier version that is current": ("UPDATE articles SET superseded=0", "versions: "),
    "events that stand otherwise": ("UPDATE events SET standing='current' WHERE standing='withdrawn'", "versions: "),
    "events of a withheld article": ("UPDATE events SET standing='current' WHERE standing='withheld'", "versions: "),
    "a record of another article": (
        "UPDATE articles SET record=(SELECT record FROM articles WHERE given_id='echo-2') WHERE given_id='echo-1'",
        "record: ",
    ),
    "a broken record": ("UPDATE records SET json=x'00112233' WHERE id=2", "record: "),
    "a record cut off": ("UPDATE records SET json=substr(json, 1, length(json)-9) WHERE id=2", "record: "),
    "a record's checksum": ("UPDATE records SET json_hash=upper(json_hash) WHERE id=2", "does not match its checksum"),
}
CAN_BE_MENDED = {
    "a posting too many",
    "a lost posting",
    "all postings lost",
    "an event too many",
    "words that the article has not",
    "words that are lost",
    "an earlier version that is current",
    "events that stand otherwise",
    "events of a withheld article",
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_found(damage: str, own_store: Stored, stored: Stored) -> None:
    change, message = DAMAGE[damage]
    with own_store.sql() as db:
        db.execute(change)
        if "words(" not in change:
            assert db.execute("SELECT changes()").fetchone() >= (1,)
    is_found(own_store, message)
    if damage in CAN_BE_MENDED:
        is_mended(own_store, stored.dump())
        return
    run = own_store.run("verify", "--repair")
    assert run.rc == 1
    assert run.stderr.endswith("; go back to a backup\n")


@pytest.mark.parametrize("place", ["first page", "middle", "cut off"])
def test_a_damaged_file(place: str, own_store: Stored) -> None:
    content = bytearray(own_store.path.read_bytes())
    middle = len(content) // 8192 * 4096
    if place == "first page":
        content[100:400] = bytes(300)
    elif place == "middle":
        content[middle : middle + 8192] = os.urandom(8192)
    else:
        del content[middle:]
    own_store.path.write_bytes(content)
    for command in ("verify", "dump", "search", "status"):
        run = own_store.run(command, *(["--limit", "0"] if command == "search" else []))
        # Only verify must see it; the others may not come by.
        if run.rc == 2 or (command != "verify" and run.rc != 0):
            run.fails(2, f"depesche: {own_store.path}: is damaged")
        elif command == "verify":
            assert (run.rc, run.text.startswith("file: ")) == (1, True), run.stderr


def test_a_writer_that_was_killed_does_not_keep_readers_out(own_store: Stored, tmp_path: Path) -> None:
    """A transaction half in the file, its journal beside it: the next one to open the store takes it back."""
    before = own_store.dump()
    with sqlite3.connect(own_store.path, isolation_level=None) as db:
        db.execute("PRAGMA cache_size=1")
        db.execute("BEGIN")
        db.execute("UPDATE articles SET title='half written'")
        db.execute("UPDATE events SET type='HALF'")
        killed = own_store.copy(tmp_path / "killed.db")
        journal = Path(f"{own_store.path}-journal")
        assert journal.stat().st_size > 512, "nothing was written yet"
        Path(f"{killed.path}-journal").write_bytes(journal.read_bytes())
        db.execute("ROLLBACK")
    assert killed.path.read_bytes() != own_store.path.read_bytes()
    assert killed.dump() == before
    assert not Path(f"{killed.path}-journal").exists()
    assert killed.is_whole()


# --- forget ---

SECRET = article(
    "secret-1",
    "Xaverine Quirlbach forderte am Montag in Zwirbelstedt von Polen die Herausgabe der Akten. „Ich gebe nicht auf“, sagte "
    "Quirlbach. Die Republik Polenzwirbel wies das zurück.",
    "2022-09-19T10:00:00Z",
    "Zwirbelstedter Wochenblatt",
    title="Quirlbach fordert Akten",
    url="https://zwirbel.example/quirlbach",
)
SECRET_LATER = SECRET | {"text": SECRET["text"].replace("Montag", "Dienstag"), "published": "2022-09-20T10:00:00Z"}
WORDS = ("quirlbach", "zwirbel", "xaverine", "herausgabe")


def traces(store: Stored) -> set[str]:
    content = store.path.read_bytes().lower()
    return {word for word in WORDS if word.encode() in content}


@pytest.fixture
def with_secret(own_store: Stored, write: Write) -> Stored:
    assert traces(own_store) == set()
    own_store.add(write("quirlbach.jsonl", lines([SECRET])))
    own_store.add(write("quirlbach-later.jsonl", lines([SECRET_LATER])))
    assert traces(own_store) == set(WORDS)
    return own_store


def test_forget_an_article(with_secret: Stored, stored: Stored, tmp_path: Path) -> None:
    before = with_secret.dump()
    with_secret.run("forget", "secret-1").fails(2, "this takes 1 article with all versions out for good; say --yes to do it")
    assert with_secret.dump() == before
    run = with_secret.run("forget", "--yes", "secret-1")
    assert (run.rc, run.text) == (0, "")
    assert run.stderr == (
        f"depesche: {with_secret.path}: 2 articles forgotten; their hashes stay, backups keep what they have\n"
    )
    assert traces(with_secret) == set()
    assert with_secret.is_whole()
    after = with_secret.dump()
    tombstones = [line for line in after if line.startswith('{"forgotten"')]
    assert len(tombstones) == 2
    assert [line for line in after if line not in tombstones] == stored.dump()
    assert "       2 forgotten\n" in with_secret.run("status").text
    for path in tmp_path.glob("quirlbach*.jsonl"):
        (row,) = with_secret.add(path)
        assert (row["outcome"], row["why"]) == ("skipped", "it was forgotten on demand")
    # The path is in the ledger again, as it was given again; the text is not.
    assert "xaverine" not in traces(with_secret)
    with_secret.run("forget", "--yes", "secret-1").fails(2, "there is no article, event, quotation or actor 'secret-1'")
    with_secret.run("show", "secret-1").fails(2, "there is no article")
    with_secret.run("who", "Quirlbach").fails(2, "there is no actor 'Quirlbach'")


def test_forget_all_that_name_an_actor(own_store: Stored, stored: Stored) -> None:
    (key,) = {key for e in stored.found('actor:"Maureen Pick"') for key in e["actor_keys"]}
    named = {m["article_id"] for m in stored.rows("mentions") if m["actor"] == key}
    assert len(named) == 2
    own_store.run("forget", "--actor", key).fails(2, "this takes 2 articles with all versions out for good")
    assert own_store.run("forget", "--actor", key, "--yes").rc == 0
    assert own_store.is_whole()
    left = {a["article_id"] for a in own_store.rows("articles")}
    assert left == {a["article_id"] for a in stored.rows("articles")} - named
    own_store.run("who", key).fails(2, "there is no actor")
    own_store.run("forget", "--actor", key, "--yes").fails(2, f"there is no actor '{key}' in the store")
    assert b"maureen" not in own_store.path.read_bytes().lower()


@pytest.mark.parametrize("change", ["UPDATE articles SET text='x'||text", "UPDATE records SET json=x'00'"])
def test_forget_what_is_damaged(change: str, with_secret: Stored, stored: Stored) -> None:
    where = "id" if "articles" in change else "article"
    with with_secret.sql() as db:
        db.execute(f"{change} WHERE {where} IN (SELECT id FROM articles WHERE given_id='secret-1')")
    is_found(with_secret)
    assert with_secret.run("forget", "--yes", "secret-1").rc == 0
    assert with_secret.is_whole()
    assert [line for line in with_secret.dump() if not line.startswith('{"forgotten"')] == stored.dump()
    assert traces(with_secret) == set()


def test_a_copy_that_stays_is_a_text_of_its_own(own_store: Stored) -> None:
    assert own_store.run("forget", "--yes", "kurier-1").rc == 0
    assert own_store.is_whole()
    (left,) = own_store.found("Deich", what="articles")
    assert left["given_id"] == "bote-3"
    assert sum(a["family"] == left["family"] for a in own_store.rows("articles")) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--yes"], "name an article by its id, or an actor with --actor"),
        (["--yes", "echo-1/v1"], "echo-1/v1: is no article; only whole articles are forgotten"),
        (["--yes", "state/FRA"], "state/FRA: is no article"),
        (["--yes", "bote-1"], "several articles are called 'bote-1'"),
        (["--yes", "echo-1", "nowhere"], "there is no article, event, quotation or actor 'nowhere'"),
        (["--yes", "--actor", "person/niemand"], "there is no actor 'person/niemand' in the store"),
    ],
)
def test_what_cannot_be_forgotten(arguments: list[str], message: str, own_store: Stored, stored: Stored) -> None:
    own_store.run("forget", *arguments).fails(2, message)
    assert own_store.dump() == stored.dump()


# --- backup ---


def test_backup(stored: Stored, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    run = stored.run("backup", copy)
    assert (run.rc, run.stdout, run.stderr) == (0, b"", "")
    made = Stored(stored.depesche, copy)
    assert made.dump() == stored.dump()
    assert made.is_whole()
    stored.run("backup", copy).fails(2, f"{copy}: is there already; name a new file")
    stored.run("backup", tmp_path / "no folder" / "x.db").fails(
        2, f"depesche: {tmp_path / 'no folder' / 'x.db'}: cannot be opened"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db"]


# --- reading again ---


def versions(store: Stored) -> list[str]:
    text = store.run("status").text
    return text[text.index("\nversions\n") + 10 : text.index("\nruns\n")].splitlines()


def test_nothing_is_read_again_by_the_same(own_store: Stored) -> None:
    before = own_store.dump()
    run = own_store.run("reread")
    assert (run.rc, run.stderr) == (0, f"depesche: {own_store.path}: 0 articles read again\n")
    assert own_store.dump() == before
    assert own_store.run("diff", "1", "1", "--counts").text == f"{len(FIRST) + 3} articles read by both\n"


def test_reread_with_knowledge_of_ones_own(own_store: Stored, write: Write) -> None:
    """A row that makes Maureen Pick somebody else: the records change, the earlier ones stay and can be compared."""
    values = {
        "person": "Maureen Pick",
        "iso3": "AUS",
        "role": "minister",
        "role_en": "trade minister",
        "sector": "GOV",
        "from": "2010-01-01",
        "surname": "Pick",
    }
    table = Path(__file__).parent.parent / "knowledge" / "leaders.tsv"
    header = table.read_text(encoding="utf-8").splitlines()[0]
    row = "\t".join(values.get(column, "") for column in header.split("\t"))
    own = write("own/leaders.tsv", f"{header}\n{row}\n").parent
    before = own_store.dump()
    run = own_store.run("reread", "--knowledge", own)
    assert (run.rc, run.stderr) == (0, f"depesche: {own_store.path}: {len(FIRST) + 3} articles read again\n")
    assert len(versions(own_store)) == 2
    assert own_store.is_whole()
    changes = [json.loads(line) for line in own_store.run("diff", "1", "2", "--json").text.splitlines()]
    assert {(change["what"], change["field"]) for change in changes} >= {("entity", "country"), ("entity", "actor")}
    assert any((change["before"], change["after"]) == ('"CAN"', '"AUS"') for change in changes)
    assert own_store.found('actor:"Maureen Pick" actor:AUS')
    backwards = [json.loads(line) for line in own_store.run("diff", "2", "1", "--json").text.splitlines()]
    assert len(backwards) == len(changes)
    counts = own_store.run("diff", "1", "2", "--counts").text.splitlines()
    assert counts[0] == f"{len(FIRST) + 3} articles read by both"
    assert sum(int(line.split()[0]) for line in counts[1:]) == len(changes)

    # An earlier record is kept, and its damage is found, although nothing but diff reads it.
    with own_store.sql() as db:
        assert db.execute("SELECT count(*) FROM records").fetchone() == (2 * (len(FIRST) + 3),)
        kept = db.execute("SELECT json FROM records WHERE id=1").fetchone()[0]
        db.execute("UPDATE records SET json=? WHERE id=1", (other_value(kept),))
    is_found(own_store, "record of version 1: ")
    with own_store.sql() as db:
        db.execute("UPDATE records SET json=? WHERE id=1", (kept,))

    # And back: the same records as before.
    assert own_store.run("reread").rc == 0
    assert own_store.is_whole()
    now = [json.loads(line) for line in own_store.dump()]
    for then in map(json.loads, before):
        if "actor" in then:
            assert then in now
        elif "article" in then:
            (same,) = [line for line in now if line.get("article") == then["article"]]
            assert same["current"] == then["current"]
            assert same["standing"] == then["standing"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["1", "2"], "the store has no version 2; depesche status lists them"), (["0", "1"], "the store has no version 0")],
)
def test_versions_that_there_are_not(arguments: list[str], message: str, stored: Stored) -> None:
    stored.run("diff", *arguments).fails(2, message)
    assert stored.run("diff", "1").rc == stored.run("diff", "one", "two").rc == 2
