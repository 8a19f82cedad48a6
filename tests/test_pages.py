"""Pages and archives of pages: HTML, WARC, gzip and zstd, as a user has them, whole, odd, broken and hostile."""

from __future__ import annotations

import gzip
import html
import json
import shutil
import subprocess
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import Depesche, Run, environment, program
from records import Record, json_line, sha256, unaccounted

Write = Callable[[str, bytes | str], Path]

LONGEST_HOSTILE = 60  # seconds

# --- pages ---

DE = [
    "Bürgermeisterin Anna Berg hat am Montag in Lindenau den Bau der neuen Brücke angekündigt. Die Arbeiten sollen im "
    "Frühjahr beginnen und zwei Jahre dauern, sagte Berg nach einer Sitzung des Stadtrats.",
    "„Wir haben lange genug gewartet“, erklärte der Ratsherr Karl Tal. Die Nachbarstadt Nordmoor lehnte eine Beteiligung "
    "an den Kosten von 40 Millionen Euro – wie schon im Vorjahr – ab.",
    "Der Fährmann Jörg Voß fürchtet um seine Kundschaft. Er forderte die Stadt auf, den Fährbetrieb wenigstens an "
    "Sonntagen und für Fußgänger weiter zu bezahlen.",
]
EN = [
    "Mayor Ann Hill announced on Monday that the town of Alderford would build a new bridge across the river. Work is to "
    "begin in the spring and to last two years, Hill said after a meeting of the council.",
    "“We have waited long enough,” said councillor Carl Vale. The neighbouring town of Northmoor refused to pay any part "
    "of the cost, as it had done the year before.",
    "The ferryman George Voss fears for his trade. He called on the town to keep paying for the ferry at least on Sundays "
    "and for people on foot.",
]
TITLE_DE = "Lindenau baut eine neue Brücke über den Fluss"
TITLE_EN = "Alderford is to build a new bridge across the river"


def joined(paragraphs: Iterable[str]) -> str:
    return "\n\n".join(paragraphs)


def page(title: str, paragraphs: Iterable[str], head: str = "", before: str = "", after: str = "", lang: str = "de") -> str:
    """A plain page. `before` and `after` stand around the paragraphs, `before` behind the headline."""
    body = "\n".join(f"<p>{html.escape(text, quote=False)}</p>" for text in paragraphs)
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head><title>{html.escape(title)}</title>{head}</head>\n'
        f"<body>\n<main><article>\n"
        f"<h1>{html.escape(title)}</h1>\n{before}\n{body}\n{after}\n</article></main>\n</body>\n</html>\n"
    )


def json_ld(**fields: object) -> str:
    value = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(value, ensure_ascii=False)}</script>'


PAGE_DE = f"""<!DOCTYPE html>
<html lang="de">
<head>
<meta charset="utf-8">
<title>{TITLE_DE} | Lindenauer Bote</title>
<meta property="og:site_name" content="Lindenauer Bote">
<link rel="canonical" href="https://bote.example/lokales/bruecke-17.html">
{
    json_ld(
        headline=TITLE_DE,
        datePublished="2022-09-19T13:27:15+02:00",
        dateModified="2022-09-20T08:00:00+02:00",
        author=[{"@type": "Person", "name": "Ute Lang"}, {"@type": "Person", "name": "Bernd Muster"}],
        publisher={"@type": "Organization", "name": "Lindenauer Bote"},
    )
}
<style>p {{ color: black }}</style>
<script>var hidden = "Unsichtbar";</script>
</head>
<body>
<nav><ul><li><a href="/">Startseite</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<div class="cookie-banner"><p>Wir verwenden Cookies, um unser Angebot zu verbessern.</p></div>
<main><article>
<h1>{TITLE_DE}</h1>
<figure><img src="b.jpg"><figcaption>Hier soll die Brücke stehen.</figcaption></figure>
<div class="share-buttons"><a href="#">Teilen</a> <a href="#">Drucken</a></div>
<p>{DE[0]}</p>
<p>{DE[1].replace("Karl Tal", "<b>Karl</b> <a href='/tal'>Tal</a>")}</p>
<h2>Der Fährmann klagt</h2>
<p>{DE[2]}</p>
</article></main>
<aside class="related"><h3>Mehr zum Thema</h3><a href="/9">Hochwasser am Oberlauf</a></aside>
<section id="comments"><p>Leserin Elfi schreibt: Das wurde auch Zeit, finde ich.</p></section>
<div class="newsletter"><p>Jetzt unseren Rundbrief bestellen!</p></div>
<footer><p>Impressum und Datenschutz</p></footer>
</body>
</html>
"""

PAGE_EN = f"""<html lang=en><head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{TITLE_EN} - The Alderford Echo</title>
<meta property="og:title" content="{TITLE_EN}">
<meta property="og:site_name" content="The Alderford Echo">
<meta property="og:url" content="https://echo.example/news/bridge">
<meta property="article:published_time" content="2021-05-03T10:00:00Z">
<meta name="author" content="Jo Writer">
</head><body>
<div class="menu"><a href="/">Home</a> <a href="/news">News</a></div>
<div id=content><h1>{TITLE_EN}</h1>
<p>{EN[0]}<p>{EN[1]}<p>{EN[2]}
</div>
<div class="related-stories"><a href="/8">Flood upstream</a></div>
<footer>All rights reserved</footer>
"""


class Visible(HTMLParser):
    """The text of a page that is seen: what a person would copy out of the window."""

    UNSEEN = frozenset({"head", "script", "style", "title"})

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.unseen = 0
        self.parts: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unseen += tag in self.UNSEEN
        self.end_word(tag)

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in self.UNSEEN
        self.end_word(tag)

    def end_word(self, tag: str) -> None:
        if tag not in {"a", "b"}:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.parts.append(data)

    @property
    def text(self) -> str:
        return "".join(self.parts)


def removed(record: Record) -> dict[str, str]:
    return {part["text"]: part["why"] for part in record["article"]["removed"]}


@pytest.fixture(scope="module")
def two_pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("pages")
    paths = [folder / "de.html", folder / "en.html"]
    for path, markup in zip(paths, (PAGE_DE, PAGE_EN), strict=True):
        path.write_text(markup, encoding="utf-8")
    return paths


@pytest.fixture(scope="module")
def pages_run(depesche: Depesche, two_pages: list[Path]) -> Run:
    return depesche("read", "--json", *two_pages)


def test_a_german_page(pages_run: Run) -> None:
    assert (pages_run.rc, pages_run.stderr) == (0, "")
    record = pages_run.records()[0]
    article = record["article"]
    assert article["id"] == sha256(PAGE_DE.encode())
    assert article["title"] == TITLE_DE
    assert article["published"] == {"value": "2022-09-19T13:27:15+02:00", "precision": "second", "from": "metadata"}
    assert article["authors"] == ["Ute Lang", "Bernd Muster"]
    assert article["outlet"] == "Lindenauer Bote"
    assert article["url"] == "https://bote.example/lokales/bruecke-17.html"
    assert article["language"] == "de"
    assert article["text"] == joined([DE[0], DE[1], "Der Fährmann klagt", DE[2]])
    assert record["warnings"] == []
    assert record["events"], "nothing was read in the text"


def test_what_a_page_has_beside_the_article_is_removed_with_its_reason(pages_run: Run) -> None:
    german, english = map(removed, pages_run.records())
    assert german == {
        "Startseite": "navigation",
        "Sport": "navigation",
        "Wir verwenden Cookies, um unser Angebot zu verbessern.": "cookie",
        TITLE_DE: "title",
        "Hier soll die Brücke stehen.": "caption",
        "Teilen Drucken": "share",
        "Mehr zum Thema": "teaser",
        "Hochwasser am Oberlauf": "teaser",
        "Leserin Elfi schreibt: Das wurde auch Zeit, finde ich.": "comment_form",
        "Jetzt unseren Rundbrief bestellen!": "newsletter",
        "Impressum und Datenschutz": "navigation",
    }
    assert english == {
        "Home News": "navigation",
        TITLE_EN: "title",
        "Flood upstream": "teaser",
        "All rights reserved": "navigation",
    }


def test_an_english_page_with_open_tags(pages_run: Run) -> None:
    article = pages_run.records()[1]["article"]
    assert article["title"] == TITLE_EN
    assert article["published"] == {"value": "2021-05-03T10:00:00Z", "precision": "second", "from": "metadata"}
    assert article["authors"] == ["Jo Writer"]
    assert article["outlet"] == "The Alderford Echo"
    assert article["url"] == "https://echo.example/news/bridge"
    assert article["language"] == "en"
    assert article["text"] == joined(EN)


def test_every_visible_word_of_a_page_is_accounted_for(pages_run: Run) -> None:
    for record, markup in zip(pages_run.records(), (PAGE_DE, PAGE_EN), strict=True):
        seen = Visible(markup).text
        assert "Unsichtbar" not in seen
        assert unaccounted(record, seen) == ""
        article = record["article"]
        words = Counter(" ".join([article["text"], *removed(record)]).split())
        assert Counter(seen.split()) == words
        assert article["markup_characters"] > 0


def test_clean_none_gives_all_that_is_seen(depesche: Depesche, two_pages: list[Path]) -> None:
    run = depesche("read", "--json", "--clean", "none", *two_pages)
    assert (run.rc, run.stderr) == (0, "")
    for record, markup in zip(run.records(), (PAGE_DE, PAGE_EN), strict=True):
        assert record["article"]["text"].split() == Visible(markup).text.split()
        assert record["article"]["removed"] == []


# --- archives ---


def http(
    body: bytes | str,
    *headers: str,
    status: str = "200 OK",
    kind: str = "text/html; charset=utf-8",
    line_end: str = "\r\n",
) -> bytes:
    """A response of HTTP."""
    lines = [f"HTTP/1.1 {status}", *([f"Content-Type: {kind}"] if kind else []), *headers, "", ""]
    return line_end.join(lines).encode() + (body.encode() if isinstance(body, str) else body)


def warc_record(
    kind: str,
    uri: str,
    block: bytes,
    content_type: str = "application/http; msgtype=response",
    date: str = "2023-01-15T12:00:00Z",
    length: int | None = None,
    line_end: str = "\r\n",
    lower: bool = False,
    version: str = "1.0",
) -> bytes:
    """One record. `length`: what it says of its block's, in place of the truth; below 0: nothing."""
    headers = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{zlib.crc32(uri.encode()):08x}-0000-4000-8000-000000000000>",
        "WARC-Date": date,
        "WARC-Target-URI": uri,
        "Content-Type": content_type,
        "Content-Length": str(len(block) if length is None else length),
    }
    if length is not None and length < 0:
        del headers["Content-Length"]
    lines = [f"{key.lower() if lower else key}: {value}" for key, value in headers.items() if value]
    head = line_end.join([f"WARC/{version}", *lines, "", ""]).encode()
    return head + block + 2 * line_end.encode()


def url_of(name: str) -> str:
    return f"https://bote.example/{name}"


def response(name: str, body: bytes | str, *headers: str, kind: str = "text/html; charset=utf-8", **more: str) -> bytes:
    """A record with an answer of status 200, whose address ends in `name`."""
    return warc_record("response", url_of(name), http(body, *headers, kind=kind), **more)  # type: ignore[arg-type]


def good(name: str) -> bytes:
    """A record with an article of its own: its headline ends in `name`."""
    return response(name, page(f"{TITLE_DE}: {name}", DE[:2]))


def gzipped(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def members(records: Iterable[bytes]) -> bytes:
    """One gzip member a record, as most archives are."""
    return b"".join(map(gzipped, records))


def by_name(run: Run) -> dict[str, Record]:
    """The records by the last part of their address."""
    records = {record["article"]["url"].removeprefix(url_of("")): record for record in run.records()}
    assert len(records) == len(run.records())
    return records


# --- dates ---


@dataclass
class Dated:
    """A page that tells its date, and what is to be made of it."""

    name: str
    published: tuple[str | None, str | None, str]  # value, precision, from
    head: str = ""
    before: str = ""
    after: str = ""
    fetched: str = "2023-01-15T12:00:00Z"


NOT_KNOWN = (None, None, "none")
DATED = [
    Dated(
        "json-ld", ("2021-03-04T05:06:07+01:00", "second", "metadata"), json_ld(datePublished="2021-03-04T05:06:07+01:00")
    ),
    Dated(
        "json-ld-in-graph",
        ("2021-03-04", "day", "metadata"),
        '<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": "2020-01-01"}, '
        '{"@type": ["Thing", "NewsArticle"], "datePublished": "2021-03-04"}]}</script>',
    ),
    Dated(
        "opengraph",
        ("2021-03-05T08:00:00Z", "second", "metadata"),
        '<meta property="article:published_time" content="2021-03-05T08:00:00Z">',
    ),
    Dated(
        "time", ("2021-03-06", "day", "metadata"), before='<p class="date"><time datetime="2021-03-06">am Samstag</time></p>'
    ),
    Dated("2021/03/07/bruecke", ("2021-03-07", "day", "url")),
    Dated("line", ("2021-03-08T14:05", "minute", "dateline"), before='<p class="date">8. März 2021, 14:05 Uhr</p>'),
    Dated(
        "line-without-a-class",
        ("2021-03-08", "day", "text"),
        before="<div>Gedruckt im Lokalteil vom 8. März 2021 auf Seite 3</div>",
    ),
    Dated(
        "two-times",
        ("2021-03-09T07:00:00Z", "second", "metadata"),
        before='<p class="date"><time itemprop="datePublished" datetime="2021-03-09T07:00:00Z">Dienstag</time></p>',
        after='<p class="date"><time itemprop="dateModified" datetime="2021-03-10T07:00:00Z">Mittwoch</time></p>',
    ),
    Dated(
        "future",
        ("2021-03-10", "day", "metadata"),
        json_ld(datePublished="2231-03-10"),
        '<time datetime="2021-03-10"></time>',
    ),
    Dated("future-alone", NOT_KNOWN, json_ld(datePublished="2231-03-10T00:00:00Z")),
    Dated(
        "empty-clock",
        ("2021-03-11", "day", "metadata"),
        json_ld(datePublished="1970-01-01T00:00:00Z"),
        '<time datetime="2021-03-11"></time>',
    ),
    Dated("empty-clock-alone", NOT_KNOWN, json_ld(datePublished="1970-01-01T00:00:00Z")),
    Dated("after-it-was-fetched", NOT_KNOWN, json_ld(datePublished="2022-06-01T00:00:00Z"), fetched="2021-04-01T12:00:00Z"),
    Dated(
        "when-it-was-fetched",
        ("2022-06-01T00:00:00Z", "second", "metadata"),
        json_ld(datePublished="2022-06-01T00:00:00Z"),
        fetched="2022-06-01T12:00:00Z",
    ),
    Dated("no-date-but-fetched", NOT_KNOWN),
    Dated(
        "a-name-that-is-used-for-changes-too",
        ("2021-03-12", "day", "metadata"),
        '<meta name="date" content="2021-03-15">',
        '<p><time datetime="2021-03-12">am Freitag</time></p>',
    ),
    Dated(
        "such-a-name-and-a-line",
        ("2021-03-12T10:00", "minute", "dateline"),
        '<meta name="dc.date" content="2021-03-15">',
        "<p>Stand: 12.03.2021, 10:00 Uhr</p>",
    ),
    Dated("such-a-name-alone", ("2021-03-15", "day", "metadata"), '<meta name="date" content="2021-03-15">'),
    Dated(
        "a-comment",
        ("2021-03-12", "day", "text"),
        before="<div>Lokales, 12.03.2021, Seite 3</div>",
        after='<div class="comments"><p>Ida, <time datetime="2021-03-14T10:00:00Z">Sonntag</time></p></div>',
    ),
    Dated(
        "a-wiki",
        ("2021-03-14T13:22", "minute", "dateline"),
        before="<p>Der nächste Markt ist am 20. März 2021 auf dem Platz an der Brücke.</p>",
        after="<footer><p>Diese Seite wurde zuletzt am 14. März 2021 um 13:22 Uhr geändert.</p></footer>",
    ),
    Dated("midnight-in-utc", ("2021-03-16", "day", "metadata"), json_ld(datePublished="2021-03-15T23:00:00.000Z")),
    Dated(
        "a-system's-way",
        ("2021-03-16T10:00:00+01:00", "second", "metadata"),
        '<meta name="pubdate" content="Tue Mar 16 10:00:00 CET 2021">',
    ),
]


@pytest.fixture(scope="module")
def dated_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dates") / "dates.warc"
    pages = [(case, page(TITLE_DE, DE[:2], case.head, case.before, case.after)) for case in DATED]
    path.write_bytes(b"".join(response(case.name, markup, date=case.fetched) for case, markup in pages))
    return path


@pytest.fixture(scope="module")
def dated(depesche: Depesche, dated_archive: Path) -> Run:
    return depesche("read", "--json", "--threads", "2", dated_archive)


@pytest.mark.parametrize("case", DATED, ids=lambda case: case.name)
def test_when_a_page_was_published(case: Dated, dated: Run) -> None:
    assert (dated.rc, dated.stderr) == (0, "")
    article = by_name(dated)[case.name]["article"]
    value, precision, origin = case.published
    assert article["published"] == {"value": value, "precision": precision, "from": origin}
    assert joined(DE[:2]) in article["text"]


def test_an_archive_gives_the_same_bytes_on_one_and_two_threads(depesche: Depesche, dated: Run, dated_archive: Path) -> None:
    one = depesche("read", "--json", "--threads", "1", dated_archive)
    assert one.rc == 0
    assert len(one.records()) == len(DATED)
    assert one.stdout == dated.stdout


# --- encodings ---


@dataclass
class Encoded:
    name: str
    charset: str  # which it is in
    meta: str = ""  # which its <meta> says
    told: str = ""  # which the HTTP head says
    warning: str = ""
    extra: str = ""  # one more paragraph


ENCODED = [
    Encoded("meta", "cp1252", meta="windows-1252"),
    Encoded("meta-latin1", "cp1252", meta="ISO-8859-1"),
    Encoded("header", "cp1252", told="windows-1252"),
    Encoded("header-in-quotes", "cp1252", told='"Windows-1252"'),
    Encoded("header-before-meta", "cp1252", told="windows-1252", meta="koi8-r"),
    Encoded("undeclared", "cp1252", warning="windows-1252"),
    Encoded("declared-as-utf-8", "cp1252", meta="utf-8", told="utf-8", warning="windows-1252"),
    Encoded("utf-8-undeclared", "utf-8"),
    Encoded("utf-8-with-mark", "utf-8-sig", meta="ISO-8859-1"),
    Encoded("utf-8-as-latin1-in-header", "utf-8", told="ISO-8859-1"),
    Encoded("utf-8-as-latin1-in-meta", "utf-8", meta="ISO-8859-1"),
    Encoded("utf-16-little", "utf-16-le"),
    Encoded("utf-16-big", "utf-16-be", told="utf-8"),
    Encoded(
        "utf-7-in-meta",
        "utf-8",
        meta="utf-7",
        extra="Der Code +ADw-b+AD4- stand am Montag in Lindenau an der Wand des Rathauses.",
    ),
    Encoded(
        "utf-7-in-header",
        "utf-8",
        told="UTF-7",
        extra="Der Code +ADw-i+AD4- stand am Montag in Lindenau an der Wand des Rathauses.",
    ),
    Encoded("no-charset-at-all", "utf-8", meta="bananen", told="../../etc/passwd"),
]


def encoded(case: Encoded) -> bytes:
    meta = f'<meta charset="{case.meta}">' if case.meta else ""
    markup = page(TITLE_DE, encoded_text(case), meta)
    mark = "\ufeff" if case.charset.startswith("utf-16") else ""
    return (mark + markup).encode(case.charset)


def encoded_text(case: Encoded) -> list[str]:
    return [*DE[:2], *([case.extra] if case.extra else [])]


@pytest.fixture(scope="module")
def encodings(depesche: Depesche, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """All of them in an archive, then those which no HTTP head tells as files."""
    folder = tmp_path_factory.mktemp("encodings")
    archive = folder / "all.warc"
    kind = {True: "text/html; charset={}", False: "text/html"}
    records = [response(case.name, encoded(case), kind=kind[bool(case.told)].format(case.told)) for case in ENCODED]
    # A resource has no HTTP head: its own tells the charset.
    records.append(
        warc_record(
            "resource", url_of("resource"), page(TITLE_DE, DE[:2]).encode("cp1252"), "Text/HTML; charset=windows-1252"
        )
    )
    archive.write_bytes(b"".join(records))
    paths = [archive]
    for case in ENCODED:
        if not case.told:
            link = f'<link rel="canonical" href="{url_of("file/" + case.name)}"></head>'.encode(
                "utf-8" if case.charset == "utf-8-sig" else case.charset
            )
            end = "</head>".encode("utf-8" if case.charset == "utf-8-sig" else case.charset)
            paths.append(folder / f"{case.name}.html")
            paths[-1].write_bytes(encoded(case).replace(end, link))
    return depesche("read", "--json", *paths)


@pytest.mark.parametrize("case", ENCODED, ids=lambda case: case.name)
def test_pages_in_all_encodings(case: Encoded, encodings: Run) -> None:
    assert (encodings.rc, encodings.stderr) == (0, "")
    records = by_name(encodings)
    for name in [case.name] if case.told else [case.name, "file/" + case.name]:
        assert records[name]["article"]["text"] == joined(encoded_text(case))
        assert records[name]["article"]["title"] == TITLE_DE
        warnings = records[name]["warnings"]
        assert len(warnings) == bool(case.warning), warnings
        assert all(case.warning in warning for warning in warnings)


def test_charset_of_a_resource(encodings: Run) -> None:
    record = by_name(encodings)["resource"]
    assert record["article"]["text"] == joined(DE[:2])
    assert record["warnings"] == []


# --- told by the content, not by the name ---


def test_what_an_input_is_is_told_by_its_content(depesche: Depesche, write: Write) -> None:
    archive = [good("a"), good("b")]
    paths = [
        write("page.txt", page(TITLE_DE, DE)),
        write("archive.bin", b"".join(archive)),
        write("packed-archive", members(archive)),
        write("text.html", gzipped(joined(EN).encode())),
        write("lines.dat", gzipped(json_line(text=DE[0], id=1) + json_line(text=EN[0], id=2))),
        write("page.jsonl", gzipped(page(TITLE_EN, EN, lang="en").encode())),
        write("headless.txt", f"<!-- eine Seite -->\n<div><h1>{TITLE_DE}</h1><p>{DE[0]}</p><p>{DE[1]}</p></div>"),
        write("lines.warc", json_line(text=DE[1], id=3)),
    ]
    run = depesche("read", "--json", *paths, "-", stdin=members([*archive, good("c")]))
    assert (run.rc, run.stderr) == (0, "")
    two = joined(DE[:2])
    texts = [joined(DE), two, two, two, two, joined(EN), DE[0], EN[0], joined(EN), two, DE[1], two, two, two]
    records = run.records()
    assert [record["article"]["text"] for record in records] == texts
    assert [record["article"]["given_id"] for record in records if record["article"]["given_id"]] == ["1", "2", "3"]
    assert records[5]["article"]["id"] == sha256(joined(EN).encode())
    assert [record["article"]["url"] for record in records[-3:]] == [url_of(name) for name in "abc"]


@pytest.mark.parametrize("what", ["page", "packed page", "text", "lines"])
def test_from_standard_input(what: str, depesche: Depesche) -> None:
    markup = page(TITLE_EN, EN, lang="en").encode()
    content = {
        "page": markup,
        "packed page": gzipped(markup),
        "text": gzipped(joined(EN).encode()),
        "lines": gzipped(json_line(text=joined(EN))),
    }[what]
    assert depesche("read", "--json", "-", stdin=content).record()["article"]["text"] == joined(EN)


# --- WARC ---


def zstd(data: bytes, *options: str | Path) -> bytes:
    tool = shutil.which("zstd")
    if tool is None:
        pytest.skip("needs the command-line tool zstd")
    return subprocess.run([tool, "-q", "-c", *options, "-"], input=data, capture_output=True, check=True).stdout


def with_dictionary(records: list[bytes], packed: bool) -> bytes:
    """A zstd frame each, which all need the dictionary in the skippable frame in front."""
    dictionary = good("dictionary")
    with tempfile.NamedTemporaryFile() as file:
        file.write(dictionary)
        file.flush()
        frames = b"".join(zstd(record, "-D", file.name) for record in records)
    front = zstd(dictionary) if packed else dictionary
    return b"\x5d\x2a\x4d\x18" + len(front).to_bytes(4, "little") + front + frames


PACKINGS: dict[str, Callable[[list[bytes]], bytes]] = {
    "plain": b"".join,
    "a gzip member each": members,
    "one gzip member": lambda records: gzipped(b"".join(records)),
    "a zstd frame each": lambda records: b"".join(map(zstd, records)),
    "one zstd frame": lambda records: zstd(b"".join(records)),
    "a dictionary for all zstd frames": lambda records: with_dictionary(records, packed=False),
    "a packed dictionary for all zstd frames": lambda records: with_dictionary(records, packed=True),
    "members with zero bytes between": lambda records: b"\0\0\0\0".join(map(gzipped, records)),
}


@pytest.mark.parametrize("packing", PACKINGS)
def test_an_archive_in_all_packings(packing: str, depesche: Depesche, write: Write) -> None:
    # One page is larger than any buffer, so that members and blocks do not fit in one piece.
    filler = "<!-- " + "".join(f"{i * i:x} " for i in range(60_000)) + "-->"
    markup = page(TITLE_DE, DE, after=filler)
    records = [good("first"), response("large", markup), good("last")]
    run = depesche("read", "--json", write("archive.warc.packed", PACKINGS[packing](records)))
    assert (run.rc, run.stderr) == (0, "")
    read = by_name(run)
    assert [*read] == ["first", "large", "last"]
    assert read["large"]["article"]["text"] == joined(DE)
    assert read["large"]["article"]["id"] == sha256(markup.encode())
    assert read["last"]["article"]["text"] == joined(DE[:2])


def chunks(body: bytes, size: int = 97, extension: str = "") -> bytes:
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x%s\r\n%s\r\n" % (len(piece), extension.encode(), piece) for piece in pieces) + b"0\r\n\r\n"


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


BODY = page(TITLE_DE, DE[:2]).encode()
# A page that tells what archives look like.
A_RECORD = "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 500\r\n\r\nHTTP/1.1 200 OK\r\n"
SHOWN = http(page(TITLE_DE, DE[:2], after=f"<footer><pre>\r\n{A_RECORD}</pre></footer>").encode())
ARTICLES = {
    "plain": response("plain", BODY),
    "shows-a-record": warc_record("response", url_of("shows-a-record"), SHOWN),
    "shows-many": response("shows-many", page(TITLE_DE, DE[:2], after=f"<footer><pre>{A_RECORD * 2000}</pre></footer>")),
    "version-1.1": response("version-1.1", BODY, version="1.1"),
    "lower-case": response("lower-case", BODY, lower=True),  # type: ignore[arg-type]
    "line-feeds": warc_record(
        "response", url_of("line-feeds"), http(BODY, line_end="\n"), line_end="\n", content_type="application/http"
    ),
    "chunked": response("chunked", chunks(BODY), "Transfer-Encoding: chunked"),
    "chunks-with-extensions": response("chunks-with-extensions", chunks(BODY, 50, ";a=b"), "transfer-encoding: Chunked"),
    "chunks-taken-apart": response("chunks-taken-apart", BODY, "Transfer-Encoding: chunked"),
    "chunks-cut-off": response("chunks-cut-off", chunks(BODY)[:-5], "Transfer-Encoding: chunked"),
    "gzip": response("gzip", gzipped(BODY), "Content-Encoding: gzip"),
    "gzip-and-chunked": response(
        "gzip-and-chunked", chunks(gzipped(BODY)), "Content-Encoding: gzip", "Transfer-Encoding: chunked"
    ),
    "deflate": response("deflate", zlib.compress(BODY), "Content-Encoding: deflate"),
    "raw-deflate": response("raw-deflate", raw_deflate(BODY), "Content-Encoding: deflate"),
    "twice": response("twice", gzipped(zlib.compress(BODY)), "Content-Encoding: deflate, gzip"),
    "no-gzip": response("no-gzip", BODY, "Content-Encoding: gzip"),
    "no-deflate": response("no-deflate", BODY, "Content-Encoding: deflate"),
    "no-br": response("no-br", BODY, "Content-Encoding: br"),
    "identity": response("identity", BODY, "Content-Encoding: identity"),
    "no-type": response("no-type", BODY, kind=""),
    "xhtml": response("xhtml", BODY, kind="application/xhtml+xml"),
    "odd-case": response("odd-case", BODY, kind="TEXT/HTML ; Charset=UTF-8"),
    "brackets": warc_record("response", f"<{url_of('brackets')}>", http(BODY)),
    "resource": warc_record("resource", url_of("resource"), BODY, "text/html"),
    "resource-text": warc_record("resource", url_of("resource-text"), joined(DE[:2]).encode(), "text/plain"),
    "conversion": warc_record("conversion", url_of("conversion"), joined(DE[:2]).encode(), "text/plain"),
    "plain-text": response("plain-text", joined(DE[:2]), kind="text/plain; charset=utf-8"),
}
NO_ARTICLES = {
    "warcinfo record": [warc_record("warcinfo", "", b"software: none/1.0\r\n", "application/warc-fields")],
    "request record": [
        warc_record("request", url_of("shown"), A_RECORD.encode() * 3, "application/http"),
        warc_record("request", url_of("plain"), b"GET /plain HTTP/1.1\r\nHost: bote.example\r\n\r\n", "application/http"),
    ]
    * 2,
    "metadata record": [warc_record("metadata", url_of("plain"), b"fetchTimeMs: 12\r\n", "application/warc-fields")],
    "revisit record": [warc_record("revisit", url_of("seen"), http("", status="200 OK"))],
    "redirect": [
        warc_record("response", url_of("old"), http("<p>Moved", "Location: /new", status="301 Moved Permanently")),
        warc_record("response", url_of("old2"), http("", "Location: /new", status="302 Found")),
    ],
    "status 404 of HTTP": [warc_record("response", url_of("gone"), http(BODY, status="404 Not Found"))],
    "status 500 of HTTP": [warc_record("response", url_of("fault"), http(BODY, status="500 Oh"))],
    "not HTML: image/png": [response("a.png", b"\x89PNG\r\n\x1a\n\0\0", kind="image/png")],
    "not HTML: application/json": [warc_record("resource", url_of("a.json"), b"{}", "application/json")],
    "empty": [response("nothing", " \r\n")],
}


@pytest.fixture(scope="module")
def archive_run(depesche: Depesche, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Articles and what is none, mixed."""
    path = tmp_path_factory.mktemp("warc") / "mixed.warc.gz"
    others = [record for records in NO_ARTICLES.values() for record in records]
    articles = list(ARTICLES.values())
    mixed = [record for pair in zip(articles, others, strict=False) for record in pair] + articles[len(others) :]
    path.write_bytes(members(mixed))
    return depesche("read", "--json", path)


@pytest.mark.parametrize("name", ARTICLES)
def test_records_that_are_articles(name: str, archive_run: Run) -> None:
    record = by_name(archive_run)[name]
    assert record["article"]["text"] == joined(DE[:2])
    assert record["article"]["url"] == url_of(name)
    assert record["warnings"] == []


def test_records_that_are_no_articles_are_counted_and_no_failures(archive_run: Run) -> None:
    assert archive_run.rc == 0
    assert [*by_name(archive_run)] == [*ARTICLES]
    count = sum(map(len, NO_ARTICLES.values()))
    reasons = ", ".join(f"{len(records)} {why}" for why, records in sorted(NO_ARTICLES.items()))
    assert archive_run.stderr == f"depesche: {count} records passed over: {reasons}\n"


def test_an_archive_without_an_article_is_no_failure(depesche: Depesche, write: Write) -> None:
    run = depesche("read", "--json", write("a.warc", NO_ARTICLES["warcinfo record"][0]))
    assert (run.rc, run.stdout, run.stderr) == (0, b"", "depesche: 1 record passed over: 1 warcinfo record\n")


# --- broken archives ---


@dataclass
class Broken:
    """An archive with a fault: the articles that are read all the same, and the messages, each by its parts."""

    name: str
    content: bytes
    read: list[str]
    messages: list[list[str]] = field(default_factory=list)


def too_long(name: str, by: int, kind: str = "response") -> bytes:
    block = http(page(TITLE_DE, DE[:2]))
    return warc_record(kind, url_of(name), block, length=len(block) + by)


def damaged(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def without_middle(data: bytes) -> bytes:
    return data[: len(data) // 2] + bytes(100) + data[len(data) // 2 + 100 :]


ONE = gzipped(good("a"))
BROKEN = [
    Broken("cut-off", good("a") + good("x")[:700] + good("b"), ["a", "b"], [["record 2: ", "cut off after", "skipped"]]),
    Broken("cut-off-at-the-end", good("a") + good("x")[:700], ["a"], [["record 2: ", "cut off after", "skipped"]]),
    Broken("cut-off-in-the-head", good("a") + good("x")[:100], ["a"], [["record 2: ", "cut off in its head"]]),
    Broken(
        "cut-off-before-the-block", good("x").split(b"HTTP/")[0] + good("b"), ["b"], [["record 1: ", "cut off after 0 of"]]
    ),
    Broken("request-cut-off", too_long("x", 0, "request")[:700], [], [["record 1: ", "cut off after"]]),
    *(
        Broken(f"too-long-by-{by}", good("a") + too_long("x", by) + good("b"), ["a", "b"], [["record 2: ", "cut off after"]])
        for by in (5, 6, 7, 8, 9, 10, 11, 12, 13, 16, 20, 25, 100, 1000, 200_000)
    ),
    # The length that counts the empty lines behind the block is as good as the right one.
    *(Broken(f"too-long-by-{by}", good("a") + too_long("x", by) + good("b"), ["a", "x", "b"]) for by in (1, 2, 3, 4)),
    Broken("too-long-by-7-at-the-end", good("a") + too_long("x", 7), ["a"], [["record 2: ", "cut off after"]]),
    Broken(
        "many-too-long",
        b"".join(too_long(f"x{i}", 50) for i in range(20)) + good("b"),
        ["b"],
        [[f"record {i}: ", "cut off after"] for i in range(1, 21)],
    ),
    Broken(
        "too-long-and-shows-a-record",
        warc_record("response", url_of("x"), SHOWN, length=len(SHOWN) + 7) + good("b"),
        ["b"],
        [["record 1: ", "cut off after"], ["record 2: ", "cut off after"]],
    ),
    Broken("request-too-long", too_long("x", 99, "request") + good("b"), ["b"], [["record 1: ", "cut off after"]]),
    Broken("request-far-too-long", too_long("x", 10**15, "request") + good("b"), ["b"], [["record 1: ", "cut off after"]]),
    Broken(
        "no-length",
        good("a") + warc_record("response", url_of("x"), http(BODY), length=-1) + good("b"),
        ["a", "b"],
        [["record 2: ", "has no Content-Length"], ["after record 2: ", "bytes that are no record"]],
    ),
    Broken(
        "length-too-short",
        good("a") + too_long("x", -150) + good("b"),
        ["a", "x", "b"],
        [["after record 2: ", "bytes that are no record"]],
    ),
    Broken("empty", b"", [], [["empty; there is no text in it"]]),
    Broken(
        "garbage",
        good("a") + b"Was soll\r\ndas hier\r\n\r\n" + good("b"),
        ["a", "b"],
        [["after record 1: ", "bytes that are no record"]],
    ),
    Broken("garbage-at-the-end", good("a") + b"\0\1\2\3" * 50, ["a"], [["after record 1: ", "bytes that are no record"]]),
    Broken(
        "no-http", good("a") + warc_record("response", url_of("x"), BODY) + good("b"), ["a", "b"], [["record 2: ", "HTTP"]]
    ),
    Broken(
        "no-such-encoding",
        response("x", BODY, "Content-Encoding: banane") + good("b"),
        ["b"],
        [["record 1: ", "'banane'", "not known"]],
    ),
    Broken(
        "body-cut-off",
        response("x", gzipped(BODY)[:-100], "Content-Encoding: gzip") + good("b"),
        ["b"],
        [["record 1: ", "cut off"]],
    ),
    Broken(
        "member-broken",
        ONE + without_middle(gzipped(good("x"))) + gzipped(good("b")),
        ["a", "b"],
        [[f"after record 1: the packed member that begins at byte {len(ONE)} is broken"]],
    ),
    Broken(
        "checksum-wrong",
        ONE + damaged(gzipped(good("x")), -6) + gzipped(good("b")),
        ["a", "b"],
        [[f"after record 1: the packed member that begins at byte {len(ONE)} is broken"]],
    ),
    Broken(
        "first-member-broken",
        without_middle(gzipped(good("x"))) + gzipped(good("b")),
        ["b"],
        [["after record 1: the packed member that begins at byte 0 is broken"]],
    ),
    Broken(
        "no-member-between",
        ONE + b"nothing packed" + gzipped(good("b")),
        ["a", "b"],
        [[f"after record 1: 14 bytes at byte {len(ONE)} are no packed member"]],
    ),
    Broken(
        "packed-cut-off",
        ONE + gzipped(good("x"))[:-200],
        ["a"],
        [[f"record 2: cut off: the packed member that begins at byte {len(ONE)} has no end"]],
    ),
    Broken("only-a-version", b"WARC/1.0\r\n", [], [["record 1: ", "cut off in its head"]]),
]


@pytest.fixture(scope="module")
def broken(depesche: Depesche, tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, Path, dict[str, list[str]]]:
    """One run over all of them; behind each a line of JSON that tells whose the articles before it are."""
    folder = tmp_path_factory.mktemp("broken")
    paths = []
    for case in BROKEN:
        paths += [folder / f"{case.name}.warc", folder / f"{case.name}.jsonl"]
        paths[-2].write_bytes(case.content)
        paths[-1].write_bytes(json_line(text=DE[0], id=case.name))
    run = depesche("read", "--json", *paths)
    read: dict[str, list[str]] = {}
    names: list[str] = []
    for record in run.records():
        if record["article"]["given_id"]:
            read[record["article"]["given_id"]], names = names, []
        else:
            names.append(record["article"]["url"].removeprefix(url_of("")))
    return run, folder, read


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case.name)
def test_a_broken_record_does_not_spoil_the_others(case: Broken, broken: tuple[Run, Path, dict[str, list[str]]]) -> None:
    run, folder, read = broken
    run.fails(1)
    assert read[case.name] == case.read
    start = f"depesche: {folder / case.name}.warc: "
    messages = [line.removeprefix(start) for line in run.stderr.splitlines() if line.startswith(start)]
    assert len(messages) == len(case.messages), messages
    for message, parts in zip(messages, case.messages, strict=True):
        assert message.startswith(parts[0])
        for part in parts:
            assert part in message


def test_failures_of_broken_archives_are_summed_up(broken: tuple[Run, Path, dict[str, list[str]]]) -> None:
    run, _, _ = broken
    failed = sum(len(case.messages) for case in BROKEN)
    articles = sum(len(case.read) + 1 for case in BROKEN)
    assert run.stderr.splitlines()[-1] == f"depesche: {failed} of {failed + articles} inputs failed"


def test_records_too_large_for_the_limit(depesche: Depesche, write: Write) -> None:
    large = page(TITLE_DE, DE, after=f"<!-- {'x' * 300_000} -->")
    path = write(
        "a.warc.gz",
        members(
            [good("a"), response("x", large), response("y", gzipped(large.encode()), "Content-Encoding: gzip"), good("b")]
        ),
    )
    run = depesche("read", "--json", "--max-bytes", "200000", path)
    run.fails(
        1, f"{path}: record 2: ", f"{path}: record 3: ", "limit of 200000 bytes; raise --max-bytes; the record was skipped"
    )
    assert [*by_name(run)] == ["a", "b"]


def test_packed_files_that_are_broken(depesche: Depesche, write: Write) -> None:
    text = write("text.gz", gzipped(joined(DE).encode())[:-20])
    blank = write("blank.gz", gzipped(b" \n"))
    head = write("head.gz", b"\x1f\x8b\x08")
    # What stands before the cut is read, and the cut is told.
    lines = write("lines.gz", gzipped(json_line(text=DE[0])) + gzipped(json_line(text=DE[1]))[:-20])
    run = depesche("read", "--json", text, blank, head, lines)
    run.fails(
        1,
        f"{text}: cut off",
        f"{blank}: empty",
        f"{head}: cut off",
        f"{lines}: ",
        "cut off: the packed member that begins at byte 183",
    )
    assert [record["article"]["text"] for record in run.records()] == [DE[0]]


def test_odd_bytes_in_the_head_of_a_record(depesche: Depesche, write: Write) -> None:
    """Output and messages stay UTF-8 and free of control characters, whatever an archive says of itself."""
    uri = "https://bote.example/br\udcfccke"
    record = warc_record("response", "address", http(BODY)).replace(b"address", uri.encode("utf-8", "surrogateescape"))
    odd = response("odd", b"x", kind="image/\x1b[31mp\x07ng")
    odd_kind = warc_record("re\x1b[31mquest", url_of("x"), b"x")
    run = depesche("read", "--json", write("a.warc", record + odd + odd_kind))
    assert run.rc == 0
    assert run.records()[0]["article"]["url"] == "https://bote.example/br\ufffdcke"
    assert "\x1b" not in run.stderr
    assert "\x07" not in run.stderr
    assert "2 records passed over" in run.stderr


# --- hostile pages and archives ---


def deflated(size: int, wbits: int, before: bytes = b"", after: bytes = b"", filler: bytes = b" ") -> bytes:
    """`size` bytes of `filler` between `before` and `after`, packed without ever being there as a whole."""
    packer = zlib.compressobj(1, wbits=wbits)
    piece = filler * (1 << 20)
    parts = [packer.compress(before), *(packer.compress(piece) for _ in range(size >> 20)), packer.compress(after)]
    return b"".join(parts) + packer.flush()


def bomb_in_a_member(filler: bytes) -> bytes:
    size = 300 << 20
    record = warc_record("response", url_of("bomb"), b"", length=size)
    return gzipped(good("a")) + deflated(size, 31, record[:-4], b"\r\n\r\n", filler) + gzipped(good("b"))


def bomb_in_a_body(encoding: str) -> bytes:
    body = deflated(300 << 20, 31 if encoding == "gzip" else 15, b"<!DOCTYPE html><p>")
    return good("a") + response("bomb", body, f"Content-Encoding: {encoding}") + good("b")


START = f"<!DOCTYPE html><html><head><title>{TITLE_DE}</title></head><body><h1>{TITLE_DE}</h1><p>{DE[0]}</p>"
PAGES: dict[str, Callable[[], bytes | str]] = {
    "nested div": lambda: START + "<div>" * 300_000 + f"<p>{DE[1]}",
    "nested div, closed": lambda: START + "<div>" * 300_000 + f"<p>{DE[1]}" + "</div>" * 300_000,
    "nested span, closed by others": lambda: START + "<span>" * 100_000 + f"<p>{DE[1]}" + "</i>" * 100_000,
    "anchors": lambda: START + "<a>" * (5_000_000 // 3) + f"<p>{DE[1]}",
    "nothing closed": lambda: START + "<table><tr><td><ul><li><b><i><form><select><svg><p" * 20_000 + DE[1],
    "100,000 attributes": lambda: START + "<p " + " ".join(f"a{i}='{i}'" for i in range(100_000)) + f">{DE[1]}",
    "one long attribute": lambda: START + f"<p class='{'share ' * 500_000}'>{DE[1]}",
    "zero bytes": lambda: START + "\0<p>\0".join(DE) + "\0" * 1000,
    "plaintext": lambda: START + f"<plaintext><p>{DE[1]}</p></plaintext>" * 1000,
    "deep svg": lambda: START + "<svg>" + "<g>" * 100_000 + "<text>x</text>" + "</g>" * 100_000 + f"</svg><p>{DE[1]}",
    "deep JSON": lambda: START + f'<script type="application/ld+json">{"[" * 1_000_000}</script><p>{DE[1]}',
    "many short lines": lambda: START + "<aside>" + "<p>x</p>" * 100_000 + f"</aside><p>{DE[1]}",
    "an open comment": lambda: START + "<!--" + "<p>- -" * 500_000,
    "entities": lambda: START + f"<p>{DE[1]}" + "&#x1F600;&#0;&#xD800;&#x110000;&bogus;&amp" * 200,
    "open tags only": lambda: START + "<nav>" + "<" * 1_000_000 + f"</nav><p>{DE[1]}",
}
ARCHIVES: dict[str, tuple[Callable[[], bytes], list[str], list[str]]] = {  # content, articles read, parts of the message
    "bomb of zeros in a member": (lambda: bomb_in_a_member(b"\0"), ["a", "b"], ["record 2: ", "more than"]),
    "bomb of spaces in a member": (lambda: bomb_in_a_member(b" "), ["a", "b"], ["record 2: ", "more than"]),
    "bomb of line ends": (
        lambda: gzipped(good("a")) + deflated(300 << 20, 31, filler=b"\n") + gzipped(good("b")),
        ["a", "b"],
        ["more than 100 times its size"],
    ),
    "bomb in a gzip body": (lambda: bomb_in_a_body("gzip"), ["a", "b"], ["record 2: ", "raise --max-bytes"]),
    "bomb in a deflate body": (lambda: bomb_in_a_body("deflate"), ["a", "b"], ["record 2: ", "raise --max-bytes"]),
    "endless chunks": (
        lambda: response("x", "FFFFFFFFFFFFFFFE\r\n" * 200_000, "Transfer-Encoding: chunked", kind="image/png") + good("b"),
        ["b"],
        ["1 record passed over"],
    ),
    "records that claim all": (
        lambda: (
            warc_record("response", url_of("x"), b"", length=16_000_000) * 20_000
            + warc_record("request", url_of("x"), b"", length=1 << 62) * 1000
            + good("b")
        ),
        ["b"],
        ["record 1: ", "record 21000: ", "21000 of 21001 inputs failed"],
    ),
    "a head without end": (
        lambda: good("a") + b"WARC/1.0\r\n" + b"WARC-X: y\r\n" * 300_000 + b"\r\n" + good("b"),
        ["a", "b"],
        ["record 2: ", "head is longer"],
    ),
}


def run_hostile(path: Path) -> Run:
    done = subprocess.run(
        [program(), "read", "--json", path],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environment(None),
        timeout=LONGEST_HOSTILE,
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr.decode("utf-8"))


@pytest.mark.parametrize("name", PAGES)
def test_hostile_page(name: str, write: Write) -> None:
    path = write("page.html", PAGES[name]())
    run = run_hostile(path)
    if run.rc == 1:
        run.fails(1, f"depesche: {path}: ")
        assert run.stdout == b""
    else:
        article = run.record()["article"]
        assert DE[0] in article["text"] or DE[0] in " ".join(removed(run.record()))


@pytest.mark.parametrize("name", ARCHIVES)
def test_hostile_archive(name: str, write: Write) -> None:
    content, read, parts = ARCHIVES[name]
    path = write("a.warc", content())
    run = run_hostile(path)
    assert [*by_name(run)] == read
    run.fails(0 if "passed over" in parts[0] else 1, *parts)


def test_a_packed_text_that_is_a_bomb(write: Write) -> None:
    path = write("a.gz", deflated(300 << 20, 31))
    run_hostile(path).fails(1, f"depesche: {path}: ", "raise --max-bytes")
