"""Stores as the tests make them: a small set of invented articles, and a store with what is asked of it.

Persons, towns, papers and events are invented; only the states are real.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from records import ROOT

if TYPE_CHECKING:  # conftest imports this
    from conftest import Depesche, Run

Row = dict[str, Any]

# Of the store's form.
VERSION = int((ROOT / "src/store/migrations.h").read_text(encoding="utf-8").split("kStoreVersion = ")[1].split(";")[0])

TABLES = ("events", "quotations", "articles", "actors", "mentions")

BOTE, ECHO, KURIER = "Lindenauer Bote", "The Alderford Echo", "Kurier am Moor"

AGENCY = (
    "Nordmoor (dpa) - Rund 300 Landwirte haben am Samstag in Nordmoor gegen den Bau eines Deiches demonstriert. Die Polizei "
    "nahm drei Demonstranten fest, nachdem diese eine Straße blockiert hatten. Der Vorsitzende des Bauernverbandes, Jörg "
    "Krahl, forderte die Regierung auf, die Pläne aufzugeben. „Uns steht das Wasser bis zum Hals“, sagte Krahl vor dem "
    "Rathaus. Ein Sprecher des Ministeriums lehnte die Forderung ab und verwies auf die Flut des vergangenen Winters, bei "
    "der in den Dörfern am Moor mehr als hundert Häuser beschädigt worden waren. Der Deich soll acht Kilometer lang werden "
    "und den Ort vor Hochwasser schützen."
)


def article(id: str, text: str, published: str | None, outlet: str | None = None, **more: str | None) -> Row:
    row = {"id": id, "text": text, "published": published, "outlet": outlet, **more}
    return {key: value for key, value in row.items() if value is not None}


# The first run.
FIRST = [
    article(
        "bote-1",
        "Außenministerin Hanna Voss hat Polen am Freitag in Warschau Hilfe zugesagt. „Wir stehen zu unseren Nachbarn“, "
        "sagte "
        "Voss. Polens Ministerpräsident Jan Kowal dankte Deutschland für die Unterstützung. Die Verhandlungen über die "
        "Grenzbrücke sollen im Mai beginnen.",
        "2022-03-05T10:00:00Z",
        BOTE,
        title="Voss sagt Polen Hilfe zu",
        url="https://bote.example/voss-polen",
    ),
    article(
        "bote-2",
        "Deutschland hat Frankreich am Montag vorgeworfen, den Vertrag über die Fischerei gebrochen zu haben. Frankreich "
        "wies "
        "den Vorwurf zurück. Die Verhandlung wurde vertagt. Außenministerin Hanna Voss drohte mit einer Klage.",
        "2022-04-11T08:30:00Z",
        BOTE,
        title="Streit um Fischerei",
        url="https://bote.example/fischerei",
    ),
    article(
        "echo-1",
        "Canada's trade minister Maureen Pick demanded on Tuesday that France lift its tariffs on wheat. France rejected "
        "the "
        "demand. “We will not be bullied,” said the French minister Luc Marchand. Canadian farmers welcomed the minister's "
        "words.",
        "2022-04-12T17:00:00Z",
        ECHO,
        title="Canada demands end of wheat tariffs",
        url="https://echo.example/wheat",
    ),
    article(
        "echo-2",
        "Thousands of farmers protested in Ottawa on Saturday. Police arrested twelve of them. Opposition leader Maureen "
        "Pick "
        "condemned the arrests and called on Canada's government to release the farmers.",
        "2023-01-22T09:15:00Z",
        ECHO,
        title="Farmers protest in Ottawa",
        url="https://echo.example/farmers",
    ),
    article("kurier-1", AGENCY, "2022-05-07T18:00:00Z", KURIER, title="Landwirte protestieren gegen Deich"),
    article(
        "bote-3",
        AGENCY.replace("Rund 300", "Etwa 300"),
        "2022-05-07T19:30:00Z",
        BOTE,
        title="Protest gegen den Deich in Nordmoor",
        url="https://bote.example/deich",
    ),
    article(
        "bote-4",
        "Die Stadt Lindenau hat am Dienstag den Bau einer Grenzbrücke angekündigt. Polen kritisierte die Pläne. "
        "Bürgermeister Karl Müller wies die Kritik zurück.",
        "2022-06-01T06:00:00Z",
        BOTE,
        title="Lindenau plant Grenzbrücke",
        url="https://bote.example/bruecke",
    ),
    article(
        "kurier-7",
        "Frankreich hat am Mittwoch Truppen nach Mali geschickt. Mali dankte Frankreich. Russland verurteilte den Einsatz.",
        "2022-06-02T06:00:00Z",
        KURIER,
        title="Truppen für Mali",
    ),
    article(
        "echo-3",
        "The United States imposed sanctions on Russia on Thursday. Russia threatened to expel American diplomats. A "
        "spokeswoman for the White House, Grace Hollow, said the sanctions would remain in force.",
        "2022-06-03T21:45:00Z",
        ECHO,
        title="Sanctions on Russia",
        url="https://echo.example/sanctions",
    ),
    article(
        "kurier-8",
        "Finnland werde 200 Soldaten nach Estland schicken, teilte ein Sprecher des finnischen Verteidigungsministeriums am "
        "Freitag mit. Schweden begrüßte den Schritt.",
        "2022-08-01T00:30:00+02:00",  # in UTC the day, and the month, before
        KURIER,
        title="Soldaten für Estland",
    ),
    article(
        "undated-1",
        "Japan hat China eine Beteiligung an dem Hafen angeboten. China nahm das Angebot an.",
        None,
        KURIER,
        language="de",
    ),
    article(
        "2022/06/v2",
        "In der Müllerstraße in Berlin haben Nachbarn zwei Häuser besetzt. Die Polizei räumte die Häuser am Sonntag. "
        "Israel und Ägypten vereinbarten eine Waffenruhe.",
        "2022-06-20",
        KURIER,
        title="Besetzte Häuser geräumt",
    ),
    # The same id at another paper is another article.
    article(
        "bote-1",
        "Iran threatened Israel with war on Friday. Israel's prime minister Dov Adler rejected the threat.",
        "2022-07-01T12:00:00Z",
        ECHO,
        title="Iran threatens Israel",
        url="https://echo.example/threat",
    ),
]

# The second: other words for what is known by address, and by id at the same paper.
SECOND = [
    article(
        "bote-4-neu",
        "Die Stadt Lindenau hat am Dienstag den Bau einer Grenzbrücke angekündigt. Bürgermeister Karl Müller dankte Polen "
        "für "
        "die Hilfe.",
        "2022-06-01T09:00:00Z",
        BOTE,
        title="Lindenau plant Grenzbrücke (aktualisiert)",
        url="https://bote.example/bruecke#oben",
    ),
    article(
        "kurier-7",
        "Frankreich hat am Mittwoch Truppen nach Mali geschickt. Russland verurteilte den Einsatz. Algerien forderte den "
        "Abzug "
        "der Truppen.",
        "2022-06-02T16:00:00Z",
        KURIER,
        title="Truppen für Mali, neue Fassung",
    ),
]

# An item of an agency that took it back.
CANCELED = {
    "uri": "urn:moor:2022:17",
    "pubstatus": "canceled",
    "language": "de",
    "headline": "Ungarn weist Botschafter aus",
    "firstcreated": "2022-06-05T08:00:00Z",
    "body_text": "Ungarn hat am Sonntag den Botschafter Schwedens ausgewiesen. Schweden protestierte gegen den Schritt.",
}


def lines(rows: list[Row]) -> str:
    """The rows as JSON lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@dataclass(frozen=True)
class Stored:
    """A store and the program that made it."""

    depesche: Depesche
    path: Path

    def run(self, command: str, *args: str | Path, **more: Any) -> Run:
        return self.depesche(command, "--store", self.path, *args, **more)

    def add(self, *args: str | Path, rc: int = 0, **more: Any) -> list[Row]:
        """Adds, and gives what was said of each input."""
        run = self.run("add", "--json", "--threads", "1", *args, **more)
        assert run.rc == rc, run.stderr
        return [json.loads(line) for line in run.text.splitlines()]

    def rows(self, table: str, *query: str, text: str = "sentence") -> list[Row]:
        """The table, as JSON lines give it."""
        file = self.path.with_suffix(f".{table}.jsonl")
        run = self.run("export", "--format", "jsonl", "--table", table, "--text", text, "-o", file, "--", *query)
        assert run.rc == 0, run.stderr
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        file.unlink()
        return rows

    def found(self, *query: str, what: str = "events") -> list[Row]:
        """Everything that search finds, newest first."""
        run = self.run("search", "--what", what, "--format", "jsonl", "--limit", "0", "--", *query)
        assert run.rc == 0
        assert run.stderr == "" or (not run.stdout and run.stderr.startswith("depesche: nothing found"))
        return [json.loads(line) for line in run.text.splitlines()]

    def dump(self) -> list[str]:
        run = self.run("dump")
        assert (run.rc, run.stderr) == (0, "")
        return run.text.splitlines()

    def is_whole(self) -> bool:
        run = self.run("verify")
        assert (run.rc, run.text, run.stderr) == (0, "", f"depesche: {self.path}: nothing is wrong\n")
        return True

    @contextmanager
    def sql(self) -> Iterator[sqlite3.Connection]:
        """The file as SQLite sees it; what is changed stays. The function of the full-text view is there in name alone."""
        connection = sqlite3.connect(self.path)
        connection.create_function("stems", 3, lambda *_: "")
        try:
            yield connection
            connection.commit()
        finally:
            connection.close()

    def copy(self, path: Path) -> Stored:
        path.write_bytes(self.path.read_bytes())
        return Stored(self.depesche, path)
