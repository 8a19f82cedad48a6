"""What a store is asked: search, count, show, who. The slow twin of the query language filters exported rows in Python."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from itertools import product

import pytest
from records import checked
from stores import BOTE, ECHO, KURIER, Row, Stored

ALL = "standing:current,confirmed,withdrawn,withheld"
Holds = Callable[[Row], bool]


@pytest.fixture(scope="module")
def events(stored: Stored) -> list[Row]:
    return stored.rows("events", ALL)


@pytest.fixture(scope="module")
def quotes(stored: Stored) -> list[Row]:
    return stored.rows("quotations", ALL)


@pytest.fixture(scope="module")
def articles(stored: Stored) -> list[Row]:
    return stored.rows("articles", text="full")


def article_id(stored: Stored, given_id: str, outlet: str | None = None) -> str:
    with stored.sql() as db:
        ((sha256,),) = db.execute(
            "SELECT sha256 FROM articles WHERE given_id=?1 AND (?2 IS NULL OR outlet=?2) ORDER BY superseded LIMIT 1",
            (given_id, outlet),
        ).fetchall()
    return sha256


# --- the query language ---


def is_current(row: Row) -> bool:
    return row["standing"] == "current"


def is_within(first: str | None, last: str | None) -> Holds:
    """The act's days and these have one in common; what has no day is never within."""
    return lambda e: (
        e["first_day"] is not None and (first is None or e["last_day"] >= first) and (last is None or e["first_day"] <= last)
    )


EVENT_QUERIES: dict[str, Holds] = {
    "type:REQUEST": lambda e: e["type"] == "REQUEST",
    "type:request,REJECT": lambda e: e["type"] in {"REQUEST", "REJECT"},
    "-type:REQUEST": lambda e: e["type"] != "REQUEST",
    "-type:REQUEST,REJECT,AGREE": lambda e: e["type"] not in {"REQUEST", "REJECT", "AGREE"},
    "actor:FRA": lambda e: "FRA" in e["actor_countries"],
    "actor:state/FRA": lambda e: "state/FRA" in e["actor_keys"],
    'actor:"Maureen Pick"': lambda e: any("maureen-pick" in key for key in e["actor_keys"]),
    "actor:pick": lambda e: any("maureen-pick" in key for key in e["actor_keys"]),
    "actor:GOV": lambda e: "GOV" in e["actor_sectors"],
    "actor:FRA,RUS": lambda e: bool({"FRA", "RUS"} & set(e["actor_countries"])),
    "recipient:FRA": lambda e: "FRA" in e["recipient_countries"],
    "party:POL": lambda e: "POL" in e["actor_countries"] + e["recipient_countries"],
    "source:FIN": lambda e: any("finnischen" in name for name in e["sources"]),
    "status:future": lambda e: e["status"] == "future",
    "-status:actual": lambda e: e["status"] != "actual",
    "place:Ottawa": lambda e: "Ottawa" in e["places"],
    'place:"ottawa"': lambda e: "Ottawa" in e["places"],
    "country:MLI": lambda e: "MLI" in e["place_countries"],
    "country:mli,CAN": lambda e: bool({"MLI", "CAN"} & set(e["place_countries"])),
    "from:2022-06-02": is_within("2022-06-02", None),
    "to:2022-04": is_within(None, "2022-04-30"),
    "from:2022-05 to:2022-06-01": is_within("2022-05-01", "2022-06-01"),
    "from:2023": is_within("2023-01-01", None),
    f'outlet:"{BOTE}"': lambda e: e["outlet"] == BOTE,
    f'outlet:"{BOTE}","{ECHO}"': lambda e: e["outlet"] in {BOTE, ECHO},
    f'-outlet:"{BOTE.upper()}"': lambda e: e["outlet"] != BOTE,
    "lang:en": lambda e: e["language"] == "en",
    "-lang:DE": lambda e: e["language"] != "de",
    "confidence:0.9": lambda e: e["confidence"] >= 0.9,
    "lang:de type:SUPPORT actor:POL": lambda e: (
        e["language"] == "de" and e["type"] == "SUPPORT" and "POL" in e["actor_countries"]
    ),
    "farmers": lambda e: "farmers" in e["sentence"],
    "farmer": lambda e: "farmers" in e["sentence"],  # by its stem
    "Canadian farmers": lambda e: "Canadian" in e["sentence"] and "farmers" in e["sentence"],
    '"farmers protested"': lambda e: "farmers protested" in e["sentence"],
    '"protested farmers"': lambda e: "protested farmers" in e["sentence"],
    "farmers type:PROTEST": lambda e: "farmers" in e["sentence"] and e["type"] == "PROTEST",
    "muller": lambda e: "Müller" in e["sentence"],
    "Haus": lambda e: "Häuser" in e["sentence"],
    "HÄUSER": lambda e: "Häuser" in e["sentence"],
    "Strasse": lambda e: "Straße" in e["sentence"],
    '"die hauser"': lambda e: "Die Häuser" in e["sentence"] or "die Häuser" in e["sentence"],
    '"Straße" Polizei': lambda e: "Straße" in e["sentence"] and "Polizei" in e["sentence"],
    "nowhere-to-be-found": lambda e: False,
    "actor:NOBODY": lambda e: False,
    "type:REQUEST actor:JPN": lambda e: e["type"] == "REQUEST" and "JPN" in e["actor_countries"],
    "'; DROP TABLE events; -type:AGREE": lambda e: False,
    "actor:\"x' OR '1'='1\"": lambda e: False,
}
FINDS_NOTHING = {
    '"protested farmers"',
    "nowhere-to-be-found",
    "actor:NOBODY",
    "type:REQUEST actor:JPN",
    "'; DROP TABLE events; -type:AGREE",
    "actor:\"x' OR '1'='1\"",
}


@pytest.mark.parametrize("query", EVENT_QUERIES)
def test_events_are_found(query: str, stored: Stored, events: list[Row]) -> None:
    expected = {e["event"] for e in events if is_current(e) and EVENT_QUERIES[query](e)}
    assert bool(expected) == (query not in FINDS_NOTHING), "the set of articles does not test this query"
    found = stored.found(query)
    assert {e["event"] for e in found} == expected
    assert len(found) == len(expected), "an event is found twice"
    assert expected != {e["event"] for e in events}


@pytest.mark.parametrize("standing", ["current", "confirmed", "withdrawn", "withheld"])
def test_events_by_how_they_stand(standing: str, stored: Stored, events: list[Row]) -> None:
    expected = {e["event"] for e in events if e["standing"] == standing}
    assert expected
    assert {e["event"] for e in stored.found(f"standing:{standing}")} == expected


QUOTE_QUERIES: dict[str, Holds] = {
    "type:direct": lambda q: q["type"] == "direct",
    "-type:DIRECT": lambda q: q["type"] != "direct",
    "speaker:CAN": lambda q: q["speaker_country"] == "CAN",
    'speaker:"Jörg Krahl"': lambda q: q["speaker"] == "Jörg Krahl",
    "speaker:jörg": lambda q: q["speaker"] == "Jörg Krahl",
    "party:CAN": lambda q: "CAN" in {q["speaker_country"], q["addressee_country"]},
    "from:2022-05 to:2022-05": lambda q: q["published"][:7] == "2022-05",
    "bullied": lambda q: "bullied" in q["content"],
    '"steht das Wasser"': lambda q: "steht das Wasser" in q["content"],
    "lang:en confidence:0.5": lambda q: q["language"] == "en" and q["confidence"] >= 0.5,
}


@pytest.mark.parametrize("query", QUOTE_QUERIES)
def test_quotations_are_found(query: str, stored: Stored, quotes: list[Row]) -> None:
    expected = {q["quotation"] for q in quotes if is_current(q) and QUOTE_QUERIES[query](q)}
    assert expected
    assert {q["quotation"] for q in stored.found(query, what="quotes")} == expected


# With the given ids of what must be found.
ARTICLE_QUERIES: dict[str, set[str]] = {
    "Verhandlung": {"bote-1", "bote-2"},
    "Verhandlungen": {"bote-1", "bote-2"},
    "verhandlungen fischerei": {"bote-2"},
    '"Die Verhandlungen"': {"bote-1"},
    "Mullerstrasse": {"2022/06/v2"},
    "MÜLLERSTRASSE": {"2022/06/v2"},
    "Müllerstraße": {"2022/06/v2"},
    '"Häuser besetzt"': {"2022/06/v2"},
    '"besetzt Häuser"': set(),
    "tariff": {"echo-1"},
    "demanding": {"echo-1"},
    "landwirt": {"kurier-1", "bote-3"},
    "Grenzbrücke": {"bote-1", "bote-4-neu"},
    "type:THREATEN country:MLI": set(),
    "actor:JPN": {"undated-1"},
    "speaker:FRA": {"echo-1"},
    f'outlet:"{KURIER}" from:2022-06 to:2022-06': {"kurier-7", "2022/06/v2"},
    "from:2023": {"echo-2"},
    "from:2023 to:9999": {"echo-2"},
    "to:0001": set(),
    "from:2022-08 to:2022-08-01": {"kurier-8"},
    "from:2022-07 to:2022-07": {"bote-1"},
    "to:2022-03-05": {"bote-1"},
    f'lang:en -outlet:"{ECHO}"': set(),
}


@pytest.mark.parametrize("query", ARTICLE_QUERIES)
def test_articles_are_found(query: str, stored: Stored) -> None:
    found = stored.found(query, what="articles")
    assert sorted(a["given_id"] for a in found) == sorted(ARTICLE_QUERIES[query])


def test_the_query_may_come_in_one_argument_or_in_many(stored: Stored) -> None:
    (one,) = {
        tuple(e["event"] for e in stored.found(*words))
        for words in (["actor:FRA -type:REJECT"], ["actor:FRA", "-type:REJECT"])
    }
    without_dashes = stored.run("search", "-type:REJECT", "actor:FRA", "--format", "csv")
    assert without_dashes.rc == 0
    assert [row["event"] for row in csv.DictReader(io.StringIO(without_dashes.text))] == list(one)


FAULTS = {
    "foo:bar": "there is no field 'foo'; there are actor, recipient",
    "actor:": "'actor:': a value is missing after actor:",
    "actor:a,,b": "a value is missing after actor:",
    '"not closed': "the quotation mark is not closed",
    "-word": "'-word': only fields can be excluded",
    "from:gestern": "from:gestern is no date (2022, 2022-09 or 2022-09-19)",
    "to:2022-13": "to:2022-13 is no date",
    "from:2022-02-30": "from:2022-02-30 is no date",
    "from:2022-9": "from:2022-9 is no date",
    "to:2022-9-5": "to:2022-9-5 is no date",
    "to:2022-09-19T10:00": "to:2022-09-19T10:00 is no date",
    "-from:2022": "from: takes one value and no minus",
    "to:2022,2023": "to: takes one value and no minus",
    "confidence:2": "confidence:2 is no number from 0 to 1",
    "confidence:nan": "confidence:nan is no number from 0 to 1",
    "country:Deutschland": "country:Deutschland is no ISO 3166 code",
    "speaker:GOV": "speaker: is said of quotations, not of events",
    "standing:here": "standing:here is none of current, confirmed, withdrawn, withheld",
    "status:perhaps": "status:perhaps is none of actual, future, hypothetical, negated",
    "!!!": "'!!!': there is no word in it",
    '"…"': "there is no word in it",
    "type:AGREE " * 400: "the query has more than 300 words and fields",
}


@pytest.mark.parametrize("query", FAULTS)
def test_faults_of_queries_are_said(query: str, stored: Stored) -> None:
    for command in ("search", "count"):
        run = stored.run(command, "--", query).fails(2, "depesche: ", FAULTS[query])
        assert run.stdout == b""


@pytest.mark.parametrize(
    "field", ["actor:FRA", "recipient:FRA", "source:FRA", "place:Ottawa", "country:MLI", "status:actual"]
)
def test_fields_that_quotations_do_not_have(field: str, stored: Stored) -> None:
    name = field.split(":")[0]
    stored.run("search", "--what", "quotes", field).fails(2, f"{name}: is said of events, not of quotations")


@pytest.mark.parametrize(
    "query",
    [b"\xff\xfe", b"type:\xff", b'"\xc3"', b"actor:\xed\xa0\x80"],
)
def test_queries_that_are_no_utf_8(query: bytes, stored: Stored) -> None:
    stored.run("search", query).fails(2, "the query is not UTF-8")  # type: ignore[arg-type]


def test_very_long_queries(stored: Stored) -> None:
    long_word = "ä" * 50_000
    assert stored.found(long_word) == []
    assert stored.found('"' + "wort " * 20_000 + '"', what="articles") == []
    assert stored.found('actor:"' + "name " * 20_000 + '"') == []
    assert stored.found("type:" + ",".join(f"TYPE{i}" for i in range(5_000))) == []
    assert len(stored.found("actor:" + ",".join(["FRA"] * 5_000))) == len(stored.found("actor:FRA"))


# --- how it is shown ---


def test_newest_and_oldest_first(stored: Stored) -> None:
    for query in ([], ["lang:de"], ["from:2022"], ["type:REQUEST,REJECT"]):
        newest = [e["published"] or "" for e in stored.found(*query)]
        assert newest == sorted(newest, reverse=True)
        run = stored.run("search", "--sort", "oldest", "--format", "csv", "--limit", "0", *query)
        oldest = [row["published"] for row in csv.DictReader(io.StringIO(run.text))]
        assert oldest == sorted(oldest)
        assert len(oldest) == len(newest)


def test_by_relevance_titles_weigh_more(stored: Stored) -> None:
    for word in ("Grenzbrücke", "Grenzbrücken"):
        run = stored.run("search", "--what", "articles", "--sort", "relevance", "--format", "csv", word)
        assert [row["given_id"] for row in csv.DictReader(io.StringIO(run.text))] == ["bote-4-neu", "bote-1"]


def test_limit(stored: Stored, events: list[Row]) -> None:
    everything = [e["event"] for e in stored.found()]
    assert len(everything) == sum(is_current(e) for e in events) > 20
    for options, number in (
        ([], 20),
        (["--limit", "3"], 3),
        (["--limit", "0"], len(everything)),
        (["--limit", "999"], len(everything)),
    ):
        run = stored.run("search", "--format", "csv", *options)
        assert [row["event"] for row in csv.DictReader(io.StringIO(run.text))] == everything[:number]
    for wrong in ("-1", "x", "1.5"):
        assert stored.run("search", "--limit", wrong).rc == 2


def test_formats_say_the_same(stored: Stored, events: list[Row]) -> None:
    for what, query in ("events", "actor:FRA"), ("quotes", "speaker:CAN"), ("articles", "Verhandlung"):
        key = {"events": "event", "quotes": "quotation", "articles": "article_id"}[what]
        rows = stored.found(query, what=what)
        comma = stored.run("search", "--what", what, "--format", "csv", query)
        assert [row[key] for row in csv.DictReader(io.StringIO(comma.text))] == [row[key] for row in rows]
        table = stored.run("search", "--what", what, query).text
        for row in rows:
            assert (row[key][:12] if what == "articles" else row[key]) in table
            if what == "events":
                assert f"*{row['trigger']}*" in table


def test_nothing_found_is_no_fault(stored: Stored) -> None:
    for arguments in (["search"], ["search", "--format", "jsonl"], ["count", "--by", "type"]):
        run = stored.run(*arguments, "nowhere-to-be-found")
        assert (run.rc, run.stdout, run.stderr) == (0, b"", "depesche: nothing found\n")


@pytest.mark.parametrize(
    "value",
    [
        "type:ASSUALT",
        "actor:Nobody",
        "recipient:person/nobody.ATA",
        "place:Nowhere",
        "country:ATA",
        "outlet:None",
        "lang:xx",
    ],
)
def test_what_the_store_does_not_know_is_said(value: str, stored: Stored) -> None:
    for query in ([value], ["actor:FRA", value]):
        for command in ("search", "count"):
            run = stored.run(command, *query)
            assert run.rc == 0
            assert f"nothing found; the store has no {value}" in run.stderr
    assert stored.run("search", f"-{value}").stderr == ""


def test_types_of_quotations_that_are_none(stored: Stored) -> None:
    run = stored.run("search", "--what", "quotes", "type:loud")
    run.fails(2, "type:loud is none of direct, indirect, free, omission")


# --- count ---

DIMENSIONS: dict[str, Callable[[Row], list[str | None]]] = {
    "type": lambda e: [e["type"]],
    "mode": lambda e: [e["mode"]],
    "status": lambda e: [e["status"]],
    "year": lambda e: [(e["first_day"] or "")[:4]],
    "month": lambda e: [(e["first_day"] or "")[:7]],
    "day": lambda e: [e["first_day"]],
    "actor": lambda e: e["actor_keys"] or [None],
    "actor-country": lambda e: e["actor_countries"] or [None],
    "recipient-country": lambda e: e["recipient_countries"] or [None],
    "actor-sector": lambda e: e["actor_sectors"] or [None],
    "source": lambda e: e["source_keys"] or [None],
    "place": lambda e: e["places"] or [None],
    "country": lambda e: e["place_countries"] or [None],
    "outlet": lambda e: [e["outlet"]],
    "lang": lambda e: [e["language"]],
}


def counted(stored: Stored, *arguments: str) -> dict[tuple[str, ...], int]:
    run = stored.run("count", "--csv", *arguments)
    assert (run.rc, run.stderr) == (0, "")
    rows = list(csv.reader(io.StringIO(run.text)))[1:]
    numbers = [int(row[-1]) for row in rows]
    assert numbers == sorted(numbers, reverse=True)
    return {tuple(row[:-1]): int(row[-1]) for row in rows}


def twin_count(rows: list[Row], by: str, key: str) -> dict[tuple[str, ...], int]:
    groups: dict[tuple[str, ...], set[str]] = {}
    for row in rows:
        for values in product(*(DIMENSIONS[name](row) for name in by.split(","))):
            groups.setdefault(tuple(value or "" for value in values), set()).add(row[key])
    return {group: len(members) for group, members in groups.items()}


@pytest.mark.parametrize(
    "by",
    [*DIMENSIONS, "type,month", "type,month,actor-country", "actor-country,recipient-country", "place,country,lang"],
)
@pytest.mark.parametrize("query", [[], ["type:REQUEST,REJECT"], ["lang:de"], ["actor:FRA,CAN", "from:2022-04"]])
def test_counts_agree_with_the_rows(by: str, query: list[str], stored: Stored) -> None:
    rows = [e for e in stored.found(*query) if not e["retold"]]
    assert counted(stored, "--by", by, *query) == twin_count(rows, by, "event")


def test_copies_are_one_independent_source(stored: Stored) -> None:
    protests = [e for e in stored.found("type:PROTEST", "Nordmoor")]
    assert {e["given_id"] for e in protests} == {"kurier-1", "bote-3"}
    assert {e["agency"] for e in protests} == {"dpa"}
    assert len({e["family"] for e in protests}) == 1
    rows = [e for e in stored.found() if not e["retold"]]
    assert counted(stored, "--of", "sources", "--by", "type") == twin_count(rows, "type", "family")
    assert counted(stored, "--of", "articles", "--by", "type") == twin_count(rows, "type", "article_id")
    articles = counted(stored, "--what", "articles")[()]
    assert counted(stored, "--what", "articles", "--of", "sources")[()] == articles - 1
    assert counted(stored, "--of", "sources", "type:PROTEST", "Nordmoor")[()] == 1


def test_count_as_a_table_for_people(stored: Stored) -> None:
    run = stored.run("count", "--by", "type,lang", "type:SUPPORT", "actor:POL")
    assert run.text == "       2  SUPPORT  de\n"
    undated = stored.run("count", "--by", "month", "actor:JPN").text
    assert undated.split() == ["1", "-"]


def test_quotations_and_articles_are_counted(stored: Stored, quotes: list[Row], articles: list[Row]) -> None:
    current = [q for q in quotes if is_current(q)]
    by_type = Counter((q["type"], q["language"]) for q in current)
    assert counted(stored, "--what", "quotes", "--by", "type,lang") == dict(by_type)
    by_month = Counter(((a["published"] or "")[:7],) for a in articles)
    assert counted(stored, "--what", "articles", "--by", "month") == dict(by_month)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--by", "colour"], "--by: there is no 'colour' here; there are type, mode"),
        (["--by", "speaker"], "--by: there is no 'speaker' here"),
        (["--what", "quotes", "--by", "place"], "--by: there is no 'place' here; there are type, standing"),
        (["--by", "type;DROP TABLE events"], "--by: there is no 'type;DROP TABLE events' here"),
    ],
)
def test_dimensions_that_there_are_not(arguments: list[str], message: str, stored: Stored) -> None:
    stored.run("count", *arguments).fails(2, message)


# --- show, who ---


def test_show_an_article_an_event_a_quotation(stored: Stored) -> None:
    sha256 = article_id(stored, "echo-1")
    whole = checked(stored.run("show", "--json", sha256).text)
    assert whole["article"]["id"] == sha256
    for id in (sha256[:12], sha256[:6], "echo-1"):
        assert checked(stored.run("show", "--json", id).text) == whole
    for kind, letter in ("events", "v"), ("quotes", "q"):
        for item in whole[kind]:
            narrowed = checked(stored.run("show", "--json", f"{sha256[:12]}/{item['id']}").text)
            assert [one["id"] for one in narrowed["events"] + narrowed["quotes"]] == [item["id"]]
            assert narrowed[kind] == [item]
        assert letter == whole[kind][0]["id"][0]
    text = stored.run("show", "--colour", "never", "echo-1/v1").text
    assert "*demanded*" in text
    assert "REQUEST" in text
    assert "REJECT" not in text


def test_show_what_is_not_current(stored: Stored) -> None:
    with stored.sql() as db:
        ((earlier,),) = db.execute("SELECT sha256 FROM articles WHERE given_id='kurier-7' AND superseded").fetchall()
    assert checked(stored.run("show", "--json", earlier).text)["article"]["title"] == "Truppen für Mali"
    assert checked(stored.run("show", "--json", "kurier-7").text)["article"]["title"] == "Truppen für Mali, neue Fassung"


@pytest.mark.parametrize(
    ("id", "message"),
    [
        ("bote-1", "several articles are called 'bote-1'; give more of the id"),
        ("bote-1/v1", "several articles are called 'bote-1'; give more of the id"),
        ("000000000000", "there is no article, event, quotation or actor '000000000000' in the store"),
        ("echo-1/v99", "the article has no v99"),
        ("echo-1/q99", "the article has no q99"),
        ("echo-1/v0", "there is no article, event, quotation or actor 'echo-1/v0'"),
        ("echo-1/v99999999999999999999", "there is no article, event, quotation or actor"),
        ("echo-1/v16000", "the article has no v16000"),
        ("", "there is no article, event, quotation or actor ''"),
        ("/v1", "there is no article, event, quotation or actor ''"),
        ("%", "there is no article, event, quotation or actor '%'"),
        ("' OR 1=1 --", "there is no article, event, quotation or actor"),
        ("state/XXX", "there is no article, event, quotation or actor 'state/XXX'"),
    ],
)
def test_ids_that_name_nothing_or_too_much(id: str, message: str, stored: Stored) -> None:
    stored.run("show", "--", id).fails(2, message)


def test_a_given_id_may_look_like_an_event(stored: Stored) -> None:
    record = checked(stored.run("show", "--json", "2022/06/v2").text)
    assert record["article"]["given_id"] == "2022/06/v2"
    assert len(record["events"]) > 1
    assert [e["id"] for e in checked(stored.run("show", "--json", "2022/06/v2/v1").text)["events"]] == ["v1"]


def test_who(stored: Stored) -> None:
    (key,) = {key for e in stored.found('actor:"Maureen Pick"') for key in e["actor_keys"]}
    text = stored.run("who", key).text
    assert text == stored.run("who", "Maureen Pick").text == stored.run("who", "pick").text == stored.run("show", key).text
    assert text.splitlines()[0] == key
    assert "Maureen Pick (2)" in text
    assert "first     2022-04-12  Canada demands end of wheat tariffs" in text
    assert "last      2023-01-22  Farmers protest in Ottawa" in text
    for e in stored.found(f"actor:{key}"):
        assert e["event"] in text
        assert f" 1  {e['type']} " in text
    for q in stored.found(f"speaker:{key}", what="quotes"):
        assert q["quotation"] in text


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Niemand Nirgends", "there is no actor 'Niemand Nirgends' in the store"),
        ("person/niemand", "there is no actor 'person/niemand' in the store"),
        ("", "there is no actor '' in the store"),
        ("!?", "there is no actor '!?' in the store"),
        ("' OR '1'='1", "there is no actor"),
        ("name " * 700, "there is no actor"),
    ],
)
def test_who_is_not_there(name: str, message: str, stored: Stored) -> None:
    stored.run("who", "--", name).fails(2, message)


def test_who_is_meant_is_asked(stored: Stored) -> None:
    run = stored.run("who", "Polizei")
    assert run.rc == 2
    keys = run.stderr.splitlines()[1:]
    assert "several actors are called 'Polizei'; name one by its key:" in run.stderr
    assert len(keys) > 1
    for key in keys:
        assert stored.run("who", key.strip()).text.startswith(key.strip())
