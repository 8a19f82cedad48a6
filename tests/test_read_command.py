"""`depesche read` as a user runs it."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Depesche, Run, program
from records import ROOT, Record, checked, json_line, sha256

Write = Callable[[str, bytes | str], Path]

EXAMPLE = ROOT / "examples" / "grenzbruecke.txt"
ESCAPE = "\x1b"
EVENT_HEADER = (
    "given_id,article_id,url,title,published,event,status,type,mode,date,actors,actor_countries,actor_sectors,recipients,"
    "recipient_countries,recipient_sectors,places,place_countries,source,confidence,trigger,sentence"
)
QUOTE_HEADER = (
    "given_id,article_id,url,title,published,quote,type,speaker,speaker_country,speaker_sector,addressee,cue,confidence,"
    "content,sentence"
)

SHORT_DE = (
    "Minister Karl Tal traf am Montag in Wien seine Kollegin Anna Berg. „Wir sind uns einig“, sagte Berg nach dem Treffen."
)
SHORT_EN = "Minister Carl Vale met his colleague Ann Hill in Vienna on Monday. “We agree,” Hill said after the meeting."


# --- one article, for people ---


@pytest.fixture(scope="module")
def readable(depesche: Depesche) -> Run:
    return depesche("read", EXAMPLE)


@pytest.fixture(scope="module")
def example_record(everything: Run) -> Record:
    return everything.records()[0]  # examples/ come first, in the order of their names


def test_one_file_is_shown_for_people(readable: Run, example_record: Record) -> None:
    assert (readable.rc, readable.stderr) == (0, "")
    lines = readable.text.splitlines()
    article = example_record["article"]
    assert lines[0] == article["title"] == "Deutschland und Polen einigen sich im Streit um die Grenzbrücke bei Lindenau"
    assert "2022-09-26T14:10:00Z" in lines[1]
    assert "slug" in lines[1]
    for event in example_record["events"]:
        line = next(line for line in lines if line.strip().startswith(event["id"] + " "))
        assert event["type"] in line
        assert event["status"] in line
    for quote in example_record["quotes"]:
        assert any(line.strip().startswith(quote["id"] + " ") and quote["type"] in line for line in lines)
    for entity in example_record["entities"]:
        assert any(line.strip().startswith(entity["id"] + " ") and entity["name"] in line for line in lines)


def test_the_example_shows_what_the_program_can_do(example_record: Record) -> None:
    assert {"AGREE", "REQUEST", "REJECT", "ACCUSE", "PROTEST"} <= {event["type"] for event in example_record["events"]}
    assert {"direct", "indirect"} <= {quote["type"] for quote in example_record["quotes"]}
    assert {"DEU", "POL"} <= {entity["country"] for entity in example_record["entities"]}
    why = [removed["why"] for removed in example_record["article"]["removed"]]
    assert {"slug", "byline", "tag", "comment_form"} == set(why)


def test_no_escape_codes_in_a_pipe(readable: Run) -> None:
    assert ESCAPE not in readable.text


@pytest.mark.parametrize("option", [["--colour", "always"], ["--color=always"]])
def test_colour_on_demand_even_in_a_pipe(option: list[str], depesche: Depesche, readable: Run, write: Write) -> None:
    run = depesche("read", *option, write("a.txt", SHORT_DE), env={"NO_COLOR": "1"})
    assert run.rc == 0
    assert ESCAPE in run.text


@pytest.mark.parametrize(
    ("options", "env", "is_coloured"),
    [
        ([], {}, True),
        ([], {"NO_COLOR": "1"}, False),
        ([], {"NO_COLOR": ""}, True),
        ([], {"TERM": "dumb"}, False),
        (["--colour", "never"], {}, False),
    ],
    ids=["by itself", "NO_COLOR", "NO_COLOR empty", "dumb terminal", "never"],
)
def test_colour_on_a_terminal(
    options: list[str], env: dict[str, str], is_coloured: bool, depesche_on_terminal: Depesche, write: Write
) -> None:
    run = depesche_on_terminal("read", *options, write("a.txt", SHORT_DE), terminal="stdout", env=env)
    assert (run.rc, run.stderr) == (0, "")
    assert (ESCAPE in run.text) == is_coloured
    assert "Karl Tal" in re.sub(r"\x1b\[[0-9;]*m", "", run.text)


def test_control_characters_of_an_article_do_not_reach_the_terminal(depesche: Depesche, write: Write) -> None:
    text = f"Die Ministerin {ESCAPE}[31mAnna Berg{ESCAPE}[0m drohte am Montag in Wien mit einem Abbruch der Gespräche."
    run = depesche("read", "--clean", "none", write("a.txt", text))
    assert run.rc == 0
    assert ESCAPE not in run.text


# --- several articles ---


def test_several_files_are_json_lines(depesche: Depesche, write: Write) -> None:
    paths = [write("a.txt", SHORT_DE), write("b.txt", SHORT_EN)]
    run = depesche("read", *paths)
    records = run.records()
    assert (run.rc, run.stderr) == (0, "")
    assert [record["article"]["text"] for record in records] == [SHORT_DE, SHORT_EN]
    assert [record["article"]["language"] for record in records] == ["de", "en"]
    assert [record["article"]["id"] for record in records] == [sha256(path.read_bytes()) for path in paths]


def test_folders_are_read_in_order_without_hidden_files(depesche: Depesche, write: Write) -> None:
    for name, text in {
        "b.txt": SHORT_EN,
        "a/z.txt": SHORT_DE,
        ".hidden.txt": "x",
        ".git/x.txt": "x",
        "c.txt": SHORT_DE,
    }.items():
        path = write(f"news/{name}", text)
    run = depesche("read", path.parent)
    assert (run.rc, run.stderr) == (0, "")
    assert [record["article"]["text"] for record in run.records()] == [SHORT_DE, SHORT_EN, SHORT_DE]


def test_standard_input_text(depesche: Depesche) -> None:
    record = depesche("read", "--json", "-", stdin=SHORT_DE.encode()).record()
    assert record["article"]["text"] == SHORT_DE
    assert record["article"]["id"] == sha256(SHORT_DE.encode())


def test_standard_input_json_lines(depesche: Depesche) -> None:
    given = {
        "id": "n-7",
        "title": "Treffen in Wien",
        "published": "2021-05-03T10:00:00Z",
        "url": "https://example.org/7",
        "outlet": "Der Bote",
        "authors": ["Ute Lang"],
        "language": "de",
    }
    lines = [json_line(text=SHORT_DE, **given), json_line(text=SHORT_EN, id=8)]
    run = depesche("read", "-", stdin=b"".join(lines))
    first, second = run.records()
    assert (run.rc, run.stderr) == (0, "")
    article = first["article"]
    assert article["id"] == sha256(lines[0].rstrip(b"\n"))
    assert (
        article["given_id"],
        article["title"],
        article["url"],
        article["outlet"],
        article["authors"],
        article["language"],
    ) == (
        "n-7",
        "Treffen in Wien",
        "https://example.org/7",
        "Der Bote",
        ["Ute Lang"],
        "de",
    )
    assert article["published"] == {"value": "2021-05-03T10:00:00Z", "precision": "second", "from": "given"}
    assert second["article"]["given_id"] == "8"


# --- CSV ---


@pytest.fixture(scope="module")
def tables(depesche: Depesche, sample: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, Path, Path]:
    """A run over some articles with JSON and both tables."""
    folder = tmp_path_factory.mktemp("csv")
    lines = sample.read_bytes().splitlines(keepends=True)[::5]
    hostile = json_line(
        id="=1+1",
        title='@SUM(A1) "quoted", with comma\nand line',
        url="+41",
        text="-\n\n" + SHORT_DE,
        published="2021-05-03",
    )
    source = folder / "news.jsonl"
    source.write_bytes(b"".join([hostile, *lines]))
    events, quotes = folder / "events.csv", folder / "quotes.csv"
    run = depesche("read", "--json", "--clean", "none", source, "--csv", events, "--quotes-csv", quotes)
    return run, events, quotes


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of an RFC 4180 table; as strict as Python's reader can be."""
    text = path.read_bytes().decode("utf-8")
    assert text.endswith("\n")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def header_of(path: Path) -> str:
    return path.read_bytes().split(b"\n", 1)[0].decode().rstrip("\r")


def cell(value: str | None) -> str:
    """What stands in a table for a value: nothing that a spreadsheet would run."""
    value = value or ""
    return "'" + value if value[:1] in tuple("=+-@\t\r") and value else value


def test_csv_headers_are_those_of_the_contract(tables: tuple[Run, Path, Path]) -> None:
    _, events, quotes = tables
    assert header_of(events) == EVENT_HEADER
    assert header_of(quotes) == QUOTE_HEADER


def joined(values: list[str | None]) -> str:
    return "; ".join(value or "" for value in values) if any(values) else ""


def test_events_csv_has_a_row_for_each_event(tables: tuple[Run, Path, Path]) -> None:
    run, events, _ = tables
    assert (run.rc, run.stderr) == (0, "")
    rows = rows_of(events)
    pairs = [(record, event) for record in run.records() for event in record["events"]]
    assert len(rows) == len(pairs) > 10
    assert any("; " in row["actors"] for row in rows)
    for row, (record, event) in zip(rows, pairs, strict=True):
        article = record["article"]
        entities = {entity["id"]: entity for entity in record["entities"]}
        expected = {
            "given_id": article["given_id"],
            "article_id": article["id"],
            "url": article["url"],
            "title": article["title"],
            "published": article["published"]["value"],
            "event": event["id"],
            "status": event["status"],
            "type": event["type"],
            "mode": event["mode"],
            "date": event["time"]["value"] if event["time"] else None,
            "places": joined([place["name"] for place in event["places"]]),
            "place_countries": joined([place["country"] for place in event["places"]]),
            "trigger": article["text"][slice(*event["trigger"])],
            "sentence": article["text"][slice(*record["sentences"][event["sentence"]])],
        }
        for side in ("actor", "recipient"):
            parts = [entities[part["entity"]] for part in event[f"{side}s"]]
            expected |= {f"{side}s": joined([part["name"] for part in parts])}
            expected |= {f"{side}_countries": joined([part["country"] for part in parts])}
            expected |= {f"{side}_sectors": joined([part["sector"] for part in parts])}
        for column, value in expected.items():
            assert row[column] == cell(value), column
        assert float(row["confidence"]) == pytest.approx(event["confidence"], abs=0.0051)
        chain = [entities[voice]["name"] for voice in event["source"]["chain"]]
        assert row["source"] == cell("; ".join(chain) or event["source"]["by"])


def test_quotes_csv_has_a_row_for_each_quotation(tables: tuple[Run, Path, Path]) -> None:
    run, _, quotes = tables
    rows = rows_of(quotes)
    pairs = [(record, quote) for record in run.records() for quote in record["quotes"]]
    assert len(rows) == len(pairs) > 5
    for row, (record, quote) in zip(rows, pairs, strict=True):
        text = record["article"]["text"]
        entities = {entity["id"]: entity for entity in record["entities"]}
        speaker = entities[quote["speaker"]["entity"]] if quote["speaker"] else {"name": "", "country": "", "sector": ""}
        assert row["content"] == cell(text[slice(*quote["content"])])
        assert row["speaker"] == cell(speaker["name"])
        assert row["speaker_country"] == (speaker["country"] or "")
        assert row["speaker_sector"] == (speaker["sector"] or "")
        assert row["cue"] == cell(text[slice(*quote["cue"])] if quote["cue"] else "")


def test_csv_cells_cannot_be_run_by_a_spreadsheet(tables: tuple[Run, Path, Path]) -> None:
    _, events, quotes = tables
    hostile = next(row for row in rows_of(events) if row["given_id"] == "'=1+1")
    assert hostile["title"] == '\'@SUM(A1) "quoted", with comma\nand line'
    assert hostile["url"] == "'+41"
    for row in rows_of(events) + rows_of(quotes):
        for value in row.values():
            assert not value.startswith(tuple("=+-@\t\r"))


def test_csv_without_json_prints_nothing(depesche: Depesche, write: Write, tmp_path: Path) -> None:
    table = tmp_path / "events.csv"
    run = depesche("read", write("a.txt", SHORT_DE), "--csv", table)
    assert (run.rc, run.stdout, run.stderr) == (0, b"", "")
    assert len(rows_of(table)) >= 1


# --- options ---


def test_why_names_rule_words_and_row(depesche: Depesche, example_record: Record) -> None:
    run = depesche("read", "--json", "--why", EXAMPLE)
    record = checked(run.stdout.splitlines()[0])
    state = next(e for e in record["entities"] if e["name"] == "Polen")
    [row] = [reason["row"] for reason in state["why"] if reason["field"] == "name"]
    table, line = row.split(":")
    assert (ROOT / "knowledge" / table).read_text(encoding="utf-8").split("\n")[int(line) - 1].startswith("POL\t")
    for part in (*record["entities"], *record["events"]):
        for reason in part.pop("why"):
            assert reason["rule"]
    assert record == example_record
    people = depesche("read", "--why", EXAMPLE).text
    assert f"why name: table ({row})" in people


def test_own_rows_win(depesche: Depesche, write: Write, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    columns = "person name_en aliases wikidata iso3 role role_de role_en sector from to gender surname".split()
    row = "Ada Ostrow|Ada Ostrow|||RUS|head_of_state|Präsidentin|president|GOV|2022-01-01||f|Ostrow".split("|")
    (own / "leaders.tsv").write_text("\t".join(columns) + "\n" + "\t".join(row) + "\n", encoding="utf-8")
    text = "Die russische Präsidentin traf am Montag in Wien ihren Kollegen. Die russische Präsidentin drohte Deutschland."
    path = write("a.txt", text)
    with_own = depesche("read", "--json", "--why", "--published", "2023-03-01", "--knowledge", own, path).records()[0]
    [leader] = [e for e in with_own["entities"] if e["name"] == "Ada Ostrow"]
    assert (leader["country"], leader["sector"], leader["actor"]) == ("RUS", "GOV", "person/ada-ostrow")
    assert any(reason["row"] == "own/leaders.tsv:2" for reason in leader["why"])
    without = depesche("read", "--json", "--published", "2023-03-01", path).records()[0]
    assert not any(e["name"] == "Ada Ostrow" for e in without["entities"])
    assert without["engine"]["knowledge"] != with_own["engine"]["knowledge"]


def test_clean_none_keeps_the_text_byte_for_byte(depesche: Depesche, write: Write) -> None:
    text = EXAMPLE.read_text(encoding="utf-8").replace("\n", "\r\n") + "\t \r\n"
    article = depesche("read", "--json", "--clean", "none", write("a.txt", text)).record()["article"]
    assert article["text"] == text
    assert (article["title"], article["removed"], article["authors"]) == (None, [], [])
    assert article["published"]["value"] is None


def test_clean_none_keeps_positions_of_the_corpus(depesche: Depesche, sample: Path) -> None:
    lines = sample.read_bytes().splitlines(keepends=True)[:2]
    records = depesche("read", "--clean", "none", "-", stdin=b"".join(lines)).records()
    assert [record["article"]["text"] for record in records] == [json.loads(line)["text"] for line in lines]
    assert [record["article"]["given_id"] for record in records] == [json.loads(line)["id"] for line in lines]


@pytest.mark.parametrize(
    ("told", "value", "precision"),
    [
        ("2019-02-01", "2019-02-01", "day"),
        ("2019-02-01T08:30Z", "2019-02-01T08:30Z", "minute"),
        ("Fri, 01 Feb 2019 08:30:15 +0100", "2019-02-01T08:30:15+01:00", "second"),
    ],
)
def test_published_goes_before_what_the_article_says(
    told: str, value: str, precision: str, depesche: Depesche, write: Write
) -> None:
    path = write("a.txt", f"Ein Titel ohne Punkt\n1663594035 Ein Titel ohne Punkt.7\n\n{SHORT_DE}\n")
    article = depesche("read", "--json", "--published", told, path).record()["article"]
    assert article["published"] == {"value": value, "precision": precision, "from": "given"}


def test_language_goes_before_what_the_text_looks_like(depesche: Depesche, write: Write) -> None:
    record = depesche(
        "read", "--json", "--language", "en", write("a.txt", f"{SHORT_DE}\n\n{SHORT_DE.replace('Montag', 'Dienstag')}")
    ).record()
    assert record["article"]["language"] == "en"
    assert any("looks like de" in warning for warning in record["warnings"])


def test_published_that_is_no_date_is_refused(depesche: Depesche, write: Write) -> None:
    run = depesche("read", "--published", "gestern", write("a.txt", SHORT_DE))
    assert run.rc in (1, 2)
    run.fails(run.rc, "gestern", "ISO 8601")


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["read", "--language", "xx", "a.txt"], ["--language", "xx"]),
        (["read", "--precision", "double", "a.txt"], ["--precision", "double"]),
        (["read", "--threads", "257", "a.txt"], ["--threads", "257"]),
        (["read", "--threads", "-1", "a.txt"], ["--threads", "-1"]),
        (["read", "--max-bytes", "0", "a.txt"], ["--max-bytes"]),
        (["read", "--clean", "some", "a.txt"], ["--clean", "some"]),
        (["read", "--colour", "blue", "a.txt"], ["--colour", "blue"]),
        (["read", "--no-such-option", "a.txt"], ["--no-such-option"]),
        (["read"], ["PATH"]),
        ([], ["subcommand"]),
        (["write", "a.txt"], ["write", "--help"]),
    ],
    ids=lambda value: " ".join(value) if value and value[0] in ("read", "write") else None,
)
def test_wrong_arguments_are_told_and_exit_2(arguments: list[str], parts: list[str], depesche: Depesche) -> None:
    run = depesche(*arguments)
    assert run.rc == 2
    assert run.stdout == b""
    for part in parts:
        assert part in run.stderr
    assert "--help" in run.stderr


# --- the same articles, the same records ---


def test_number_of_threads_does_not_change_a_byte(everything: Run, everything_by_eight: Run) -> None:
    assert (everything.rc, everything.stderr) == (0, "")
    assert everything_by_eight.rc == 0
    assert everything_by_eight.stdout == everything.stdout
    assert len(everything.records()) >= 34


@pytest.fixture(scope="module")
def everything_by_eight(depesche_on_terminal: Depesche, all_paths: list[Path]) -> Run:
    """As `everything`, but by eight threads and with standard error on a terminal."""
    return depesche_on_terminal("read", "--json", "--threads", "8", *all_paths, terminal="stderr")


def test_progress_bar_shows_itself_on_a_terminal_and_leaves_nothing(everything_by_eight: Run) -> None:
    shown = everything_by_eight.stderr
    assert re.search(r"\[=* *\] +\d+ %", shown)
    assert re.search(r"\d+ articles?, [0-9.]+ a second", shown)
    assert shown.endswith(f"\r{ESCAPE}[K")


def test_neighbours_do_not_change_a_record(depesche: Depesche, sample: Path) -> None:
    lines = sample.read_bytes().splitlines(keepends=True)
    one, others = lines[3], [lines[0], lines[11], lines[14]]
    alone = depesche("read", "--json", "-", stdin=one)
    batch = depesche("read", "-", stdin=b"".join([one, *others[:2], one, one, others[2], one]))
    assert (alone.rc, batch.rc) == (0, 0)
    found = batch.stdout.splitlines(keepends=True)
    expected = alone.stdout
    for place, name in {0: "first", 3: "in the middle", 4: "twice in a row", 6: "last"}.items():
        assert found[place] == expected, name
    alone.record()


# --- what is said of the program ---


def test_version(depesche: Depesche) -> None:
    run = depesche("--version")
    assert (run.rc, run.stderr) == (0, "")
    name, reader, knowledge = run.text.splitlines()
    assert re.fullmatch(r"depesche \d+\.\d+\.\d+", name)
    assert re.fullmatch(r"reader sha256:[0-9a-f]{64}", reader)
    assert re.fullmatch(r"knowledge sha256:[0-9a-f]{64}", knowledge)


def test_version_is_that_of_the_records(depesche: Depesche, example_record: Record) -> None:
    engine = example_record["engine"]
    expected = f"depesche {engine['version']}\nreader {engine['reader']}\nknowledge {engine['knowledge']}\n"
    assert depesche("--version").text == expected


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["read", "--help"]])
def test_help(arguments: list[str], depesche: Depesche) -> None:
    run = depesche(*arguments)
    assert (run.rc, run.stderr) == (0, "")
    assert "Usage" in run.text
    if arguments[0] == "read":
        assert "Examples:" in run.text
        assert run.text.count("depesche read ") >= 4
        for option in ("--json", "--csv", "--clean", "--published", "--language", "--threads", "--precision", "--colour"):
            assert option in run.text
        assert "Exit status" in run.text


@pytest.mark.skipif(shutil.which("help2man") is None, reason="help2man is not installed (tools/setup installs it)")
def test_man_page_is_made_from_the_help() -> None:
    page = subprocess.run(
        ["help2man", "--no-info", f"{program()} read", "--version-string=x"], capture_output=True, text=True, check=True
    )
    for part in (".SH OPTIONS", ".SH EXAMPLES", r"\-\-quotes\-csv", "Exit status"):
        assert part in page.stdout


def test_paths_are_those_of_the_working_folder(depesche: Depesche, tmp_path: Path) -> None:
    shutil.copy(EXAMPLE, tmp_path / "a.txt")
    run = depesche("read", "--json", "a.txt", cwd=tmp_path)
    assert run.record()["article"]["title"].startswith("Deutschland und Polen")


# --- exit codes ---


def test_some_failed_is_1_and_all_others_are_read(depesche: Depesche, write: Write) -> None:
    run = depesche("read", write("a.txt", SHORT_DE), write("empty.txt", ""), write("b.txt", SHORT_EN))
    run.fails(1, "empty.txt: ", "1 of 3 inputs failed")
    assert [record["article"]["text"] for record in run.records()] == [SHORT_DE, SHORT_EN]


def test_all_failed_is_1(depesche: Depesche, write: Write) -> None:
    run = depesche("read", write("empty.txt", ""), write("blank.txt", " \n"))
    run.fails(1, "empty.txt: ", "blank.txt: ", "2 of 2 inputs failed")
    assert run.stdout == b""


def test_no_progress_bar_in_a_pipe(everything: Run) -> None:
    assert everything.stderr == ""
