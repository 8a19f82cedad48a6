"""The gazetteer, and the tool that adds towns to it."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

import pytest
from records import ROOT

sys.path.insert(0, str(ROOT / "tools"))

import add_places


@pytest.fixture(scope="module")
def places() -> list[add_places.Row]:
    return add_places.read_table(ROOT / "knowledge/places.tsv")


def test_rows_are_well_formed(places: list[add_places.Row]) -> None:
    for row in places:
        assert None not in row.values() and row["name_en"], row
        assert all(re.fullmatch("[A-Z]{3}", code) for code in row["iso3"].split("|")), row
        assert not row["population"] or int(row["population"]) >= 0, row
        if row["lat"]:
            assert -90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180, row
    lines = (ROOT / "knowledge/places.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert lines == sorted(set(lines))
    assert max(Counter(row["geonames"] for row in places if row["geonames"]).values()) == 1


def test_no_common_word_is_a_further_name(places: list[add_places.Row]) -> None:
    """A town may be called Bar; but "Gericht" and "Stadt" are no other names of one."""
    words = {row["word"].lower() for row in add_places.read_table(ROOT / "knowledge/roles.tsv")}
    towns = [row for row in places if row["kind"] == "city" and int(row["population"] or 0) < 15_000]
    assert len(towns) > 30_000
    assert not [
        (row["name_en"], word) for row in towns for word in add_places.names_in(row["alternatives"]) if word.lower() in words
    ]


def test_regions_have_the_people_of_their_towns() -> None:
    town = {"kind": "city", "iso3": "DNK", "admin1": "Ålund", "population": "7000"}
    region = {"kind": "region", "iso3": "DNK", "name_en": "Alund", "name_de": "Ålund", "alternatives": "", "population": ""}
    rows = [town, {**town, "population": ""}, town, region, {**region, "iso3": "NOR"}, {**region, "population": "9"}]
    add_places.count_people_of_regions(rows)
    assert [row["population"] for row in rows[3:]] == ["14000", "", "9"]


def test_the_nearest_place_says_the_region(tmp_path: Path) -> None:
    table = tmp_path / "towns.csv"
    table.write_text("lat,lon,name,admin1,admin2,cc\n10.9,20.9,A,Near,,DK\n10.1,20.1,B,Far,,DK\n11.0,21.0,C,Abroad,,NO\n")
    regions = add_places.Regions(table)
    assert regions.at("DK", 11.0, 21.0) == "Near"
    assert regions.at("DK", -40.0, 21.0) == ""


@pytest.mark.parametrize("name", ["Idschewan", "Düren", "Nowy Sacz", "Alt-Ort am See"])
def test_names_as_papers_write_them_are_taken(name: str) -> None:
    assert add_places.FURTHER_NAME.fullmatch(name)


@pytest.mark.parametrize("name", ["Иджеван", "ijevan", "Idževan", "K’arvansara", "IJE", "One Two Three Four Five"])
def test_other_spellings_are_not(name: str) -> None:
    assert not add_places.FURTHER_NAME.fullmatch(name)
