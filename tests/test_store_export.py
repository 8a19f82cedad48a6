"""`depesche export`: every table in every format, read by pandas, DuckDB and pyarrow; whole files or none."""

from __future__ import annotations

import csv
import datetime
import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest
from stores import TABLES, Row, Stored
from test_store_ask import counted

Write = Callable[[str, bytes | str], Path]

FORMATS = ("csv", "jsonl", "parquet")
DAYS = {"published_day", "first_day", "last_day", "first_seen", "last_seen"}
KEYS = {"events": "event", "quotations": "quotation", "articles": "article_id", "actors": "actor"}
TEXT_COLUMNS = {
    "events": ["trigger", "sentence"],
    "quotations": ["content", "sentence"],
    "articles": ["text"],
    "actors": [],
    "mentions": ["words"],
}

Exported = dict[tuple[str, str], Path]


@pytest.fixture(scope="module")
def exported(stored: Stored, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """The file of each table in each format."""
    folder = tmp_path_factory.mktemp("exported")
    files = {}
    for table in TABLES:
        for name in FORMATS:
            file = folder / f"{table}.{name}"
            run = stored.run("export", "--format", name, "--table", table, "-o", file)
            assert (run.rc, run.stdout) == (0, b"")
            rows = int(run.stderr.split(": ")[-1].split()[0])
            assert run.stderr == f"depesche: {file}: {rows} rows\n"
            files[table, name] = file
    assert sorted(folder.iterdir()) == sorted(files.values())
    return files


@pytest.fixture(scope="module")
def tables(stored: Stored) -> dict[str, list[Row]]:
    return {table: stored.rows(table) for table in TABLES}


def cell(value: object) -> str:
    """A value as CSV writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(part or "" for part in value) if any(value) else ""
    return str(value)


def is_the_cell(shown: str, value: object) -> bool:
    if isinstance(value, float):
        return float(shown) == value
    expected = cell(value)
    return shown in {expected, f"'{expected}"}  # an apostrophe before what a spreadsheet would run


def test_every_table_holds_something(tables: dict[str, list[Row]]) -> None:
    assert all(len(rows) > 5 for rows in tables.values())
    for table, key in KEYS.items():
        keys = [row[key] for row in tables[table]]
        assert len(keys) == len(set(keys)), table


@pytest.mark.parametrize("table", TABLES)
def test_parquet_holds_what_json_lines_hold(table: str, exported: Exported, tables: dict[str, list[Row]]) -> None:
    read = pyarrow.parquet.read_table(exported[table, "parquet"])
    read.validate(full=True)
    assert read.column_names == list(tables[table][0])
    for field in read.schema:
        assert (field.type == pa.date32()) == (field.name in DAYS)
    rows = [
        {key: value.isoformat() if isinstance(value, datetime.date) else value for key, value in row.items()}
        for row in read.to_pylist()
    ]
    assert rows == tables[table]


@pytest.mark.parametrize("table", TABLES)
def test_csv_holds_what_json_lines_hold(table: str, exported: Exported, tables: dict[str, list[Row]]) -> None:
    with open(exported[table, "csv"], encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(tables[table])
    for shown, row in zip(rows, tables[table], strict=True):
        assert list(shown) == list(row)
        for key, value in row.items():
            assert is_the_cell(shown[key], value), (key, shown[key], value)


@pytest.mark.parametrize("table", TABLES)
def test_pandas(table: str, exported: Exported, tables: dict[str, list[Row]]) -> None:
    parquet = pandas.read_parquet(exported[table, "parquet"])
    comma = pandas.read_csv(exported[table, "csv"])
    as_lines = pandas.read_json(exported[table, "jsonl"], lines=True)
    assert list(parquet.columns) == list(comma.columns) == list(as_lines.columns)
    assert len(parquet) == len(comma) == len(as_lines) == len(tables[table])
    for day in DAYS & set(parquet.columns):
        wanted = [row[day] for row in tables[table]]
        for frame in parquet, comma, as_lines:
            shown = [None if pandas.isna(value) else str(value) for value in frame[day]]
            assert shown == wanted


@pytest.mark.parametrize("table", TABLES)
def test_duckdb(table: str, exported: Exported, tables: dict[str, list[Row]]) -> None:
    with duckdb.connect() as db:
        for name in FORMATS:
            function = {"csv": "read_csv", "jsonl": "read_json", "parquet": "read_parquet"}[name]
            source = f"{function}('{exported[table, name]}')"
            assert db.execute(f"SELECT count(*) FROM {source}").fetchone() == (len(tables[table]),)
            types = {row[0]: row[1] for row in db.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
            assert list(types) == list(tables[table][0])
            assert all(types[day] == "DATE" for day in DAYS & set(types)), name


@pytest.mark.parametrize("table", TABLES)
def test_pyarrow_reads_the_csv(table: str, exported: Exported, tables: dict[str, list[Row]]) -> None:
    options = pa.csv.ParseOptions(newlines_in_values=True)
    assert pa.csv.read_csv(exported[table, "csv"], parse_options=options).num_rows == len(tables[table])


def test_counts_agree(stored: Stored, exported: Exported) -> None:
    """Acts that are told again in the same article are in the table, and counted once."""
    with duckdb.connect() as db:
        events = f"(FROM read_parquet('{exported['events', 'parquet']}') WHERE NOT retold)"
        by_type = db.execute(f"SELECT type, strftime(first_day, '%Y-%m'), count(*) FROM {events} GROUP BY ALL").fetchall()
        assert counted(stored, "--by", "type,month") == {(kind, month or ""): n for kind, month, n in by_type}
        by_country = db.execute(
            f"SELECT country, count(DISTINCT event) FROM (SELECT event, unnest(CASE WHEN len(actor_countries)=0 THEN [NULL] "
            f"ELSE actor_countries END) AS country FROM {events}) GROUP BY ALL"
        ).fetchall()
        assert counted(stored, "--by", "actor-country") == {(country or "",): n for country, n in by_country}
        sources = db.execute(f"SELECT type, count(DISTINCT family) FROM {events} GROUP BY ALL").fetchall()
        assert counted(stored, "--of", "sources", "--by", "type") == {(kind,): n for kind, n in sources}
    frame = pandas.read_csv(exported["quotations", "csv"])
    by_type = frame.groupby(["type", "language"]).size()
    assert counted(stored, "--what", "quotes", "--by", "type,lang") == dict(by_type.items())
    articles = pyarrow.parquet.read_table(exported["articles", "parquet"])
    by_outlet = Counter(articles.column("outlet").to_pylist())
    assert counted(stored, "--what", "articles", "--by", "outlet") == {(name or "",): n for name, n in by_outlet.items()}


def test_the_tables_fit_together(tables: dict[str, list[Row]]) -> None:
    articles = {a["article_id"]: a for a in tables["articles"]}
    actors = {a["actor"]: a for a in tables["actors"]}
    for table in "events", "quotations", "mentions":
        assert {row["article_id"] for row in tables[table]} <= set(articles)
    for e in tables["events"]:
        assert {*e["actor_keys"], *e["recipient_keys"], *e["source_keys"]} <= set(actors)
        assert e["trigger"] in e["sentence"]
        assert len(e["actors"]) == len(e["actor_keys"]) == len(e["actor_countries"]) == len(e["actor_sectors"])
    named: dict[str, set[str]] = {}
    for m in tables["mentions"]:
        named.setdefault(m["actor"], set()).add(m["article_id"])
    assert {key: a["articles"] for key, a in actors.items()} == {key: len(in_articles) for key, in_articles in named.items()}
    for key, a in actors.items():
        days = [articles[id]["published_day"] for id in named[key]]
        if None not in days:
            assert (a["first_seen"], a["last_seen"]) == (min(days), max(days))


def test_mentions_lie_where_they_say(stored: Stored, tables: dict[str, list[Row]]) -> None:
    texts = {a["article_id"]: a["text"] for a in stored.rows("articles", text="full")}
    for m in tables["mentions"]:
        assert texts[m["article_id"]][m["begin"] : m["end"]] == m["words"]


@pytest.mark.parametrize("table", TABLES)
def test_how_much_of_the_text_goes_along(table: str, stored: Stored, tables: dict[str, list[Row]]) -> None:
    for amount in "none", "sentence", "full":
        (row, *_) = stored.rows(table, text=amount)
        there = [column for column in TEXT_COLUMNS[table] if column in row]
        wants_all = amount == "full" or (amount == "sentence" and table != "articles")
        assert there == (TEXT_COLUMNS[table] if wants_all else [])
    none = stored.rows(table, text="none")
    stripped = [{k: v for k, v in row.items() if k not in TEXT_COLUMNS[table]} for row in tables[table]]
    assert none == stripped


def test_a_query_narrows_every_table(stored: Stored, tables: dict[str, list[Row]]) -> None:
    assert stored.rows("events", "actor:FRA") == [e for e in tables["events"] if "FRA" in e["actor_countries"]]
    wanted = {e["article_id"] for e in tables["events"] if "FRA" in e["actor_countries"]}
    assert {a["article_id"] for a in stored.rows("articles", "actor:FRA")} == wanted
    assert {m["article_id"] for m in stored.rows("mentions", "actor:FRA")} == wanted
    named = {m["actor"] for m in tables["mentions"] if m["article_id"] in wanted}
    assert {a["actor"] for a in stored.rows("actors", "actor:FRA")} == named
    assert 0 < len(wanted) < len(tables["articles"])


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_found_gives_a_whole_file(name: str, stored: Stored, tmp_path: Path) -> None:
    file = tmp_path / f"none.{name}"
    assert stored.run("export", "--format", name, "-o", file, "nowhere-to-be-found").rc == 0
    if name == "parquet":
        read = pyarrow.parquet.read_table(file)
        assert (read.num_rows, read.schema.field("first_day").type) == (0, pa.date32())
    else:
        assert file.read_text(encoding="utf-8").count("\n") == (1 if name == "csv" else 0)


# --- whole files or none ---


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_that_fails_leaves_what_was_there(name: str, own_store: Stored, tmp_path: Path) -> None:
    """Half of the rows are written when the export comes upon a damaged record."""
    with own_store.sql() as db:
        db.execute("UPDATE records SET json=x'00' WHERE id=(SELECT record FROM articles ORDER BY id DESC LIMIT 1)")
    folder = tmp_path / "out"
    folder.mkdir()
    older = folder / "older"
    older.write_bytes(b"as it was")
    for file in folder / "new", older:
        run = own_store.run("export", "--format", name, "--table", "mentions", "-o", file)
        assert run.rc == 2
        assert run.stderr.startswith("depesche: ")
        assert " rows" not in run.stderr
    assert [path.name for path in folder.iterdir()] == ["older"]
    assert older.read_bytes() == b"as it was"
    assert own_store.run("export", "--format", name, "-o", older).rc == 0
    assert older.read_bytes() != b"as it was"


def test_a_link_stays_a_link(stored: Stored, tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("older")
    link = tmp_path / "link.csv"
    link.symlink_to("real.csv")
    assert stored.run("export", "-o", link).rc == 0
    assert link.is_symlink()
    assert (tmp_path / "real.csv").read_text(encoding="utf-8").startswith("event,")


@pytest.mark.parametrize("name", FORMATS)
def test_where_nothing_can_be_written(name: str, own_store: Stored, tmp_path: Path) -> None:
    own_store.run("export", "--format", name, "-o", tmp_path).fails(
        2, f"depesche: {tmp_path}: is no file that can be replaced"
    )
    nowhere = tmp_path / "nowhere" / "x"
    own_store.run("export", "--format", name, "-o", nowhere).fails(2, f"depesche: {nowhere}", "No such file or directory")
    before = own_store.path.read_bytes()
    own_store.run("export", "--format", name, "-o", own_store.path).fails(2, f"{own_store.path}: is the store itself")
    assert own_store.path.read_bytes() == before
    own_store.run("export", "--format", name, "-o", "/dev/null").fails(2, "/dev/null: is no file that can be replaced")
    assert own_store.run("export", "--format", name).rc == 2
    assert own_store.run("export", "--format", "xls", "-o", tmp_path / "x").rc == 2


def test_cells_that_a_spreadsheet_would_run(own_store: Stored, write: Write, tmp_path: Path) -> None:
    text = "Chile threatened on Friday to expel Peru's ambassador."
    row = f'{{"id": "=1+1", "text": "{text}", "outlet": "@cmd, \\"quoted\\"", "title": "-2+3\\nlines"}}\n'
    own_store.add(write("cells.jsonl", row))
    text = own_store.run("search", "--what", "articles", "--format", "csv", "--limit", "0").text
    (shown,) = [row for row in csv.DictReader(io.StringIO(text)) if "cmd" in row["outlet"]]
    assert shown["given_id"] == "'=1+1"
    assert shown["outlet"] == '\'@cmd, "quoted"'
    assert shown["title"].startswith("'-2+3")
