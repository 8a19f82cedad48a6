"""Invented articles as crawlers, agencies and mail leave them, and the records they must give.

tests/cases/NAME.txt (or .jsonl) is the input, byte for byte; NAME.json the record without `engine` and without confidences,
in float32, which rounds alike on all processors. In int8 the network decides some words otherwise; there the article's part
must be the same, and the acts and quotations the same but for a few. The default is one of the two.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Depesche, Run
from records import Record, sha256, unaccounted
from update_cases import comparable, differences, expected_path, inputs, pretty

PRECISIONS = {"float32": ["--precision", "float32"], "int8": ["--precision", "int8"], "default": []}
LEAST_AGREEMENT = 0.8  # of int8 with the expected records, F1 over all cases


@pytest.fixture(scope="module")
def runs(depesche: Depesche) -> dict[str, Run]:
    return {name: depesche("read", "--json", *options, *inputs()) for name, options in PRECISIONS.items()}


@pytest.fixture(scope="module")
def records(runs: dict[str, Run]) -> dict[str, dict[str, Record]]:
    """By precision and by the case's name."""
    names = [case.stem for case in inputs()]
    return {precision: dict(zip(names, run.records(), strict=True)) for precision, run in runs.items()}


def expected_record(case: Path) -> Record:
    return json.loads(expected_path(case).read_text(encoding="utf-8"))


def name_of(case: Path) -> str:
    return case.stem


def compare(case: Path, found: Record, expected: Record) -> None:
    if found != expected:
        pytest.fail("\n".join([f"{case.name}:", *differences(pretty(expected), pretty(found))]), pytrace=False)


def test_all_are_read_without_a_fault(runs: dict[str, Run]) -> None:
    for run in runs.values():
        assert (run.rc, run.stderr) == (0, "")


@pytest.mark.parametrize("case", inputs(), ids=name_of)
def test_record_is_the_expected_one(case: Path, records: dict[str, dict[str, Record]]) -> None:
    compare(case, comparable(records["float32"][case.stem]), expected_record(case))


@pytest.mark.parametrize("case", inputs(), ids=name_of)
def test_article_is_the_expected_one_in_int8_too(case: Path, records: dict[str, dict[str, Record]]) -> None:
    parts = ("article", "sentences", "warnings")
    expected = expected_record(case)
    compare(case, {part: records["int8"][case.stem][part] for part in parts}, {part: expected[part] for part in parts})


def findings(record: Record) -> set[tuple[object, ...]]:
    """What was found where: acts by word and type, quotations by content and type."""
    acts = {("act", event["type"], *event["trigger"]) for event in record["events"]}
    return acts | {("quote", quote["type"], *quote["content"]) for quote in record["quotes"]}


def test_int8_finds_nearly_the_same(
    records: dict[str, dict[str, Record]], record_property: Callable[[str, object], None]
) -> None:
    common = total = 0
    for case in inputs():
        found, expected = findings(records["int8"][case.stem]), findings(expected_record(case))
        common += 2 * len(found & expected)
        total += len(found) + len(expected)
    record_property("note", f"int8 agrees with float32 on {common / total:.1%} of acts and quotations")
    assert common / total >= LEAST_AGREEMENT


def test_the_default_is_one_of_the_two(runs: dict[str, Run]) -> None:
    assert runs["default"].stdout in (runs["float32"].stdout, runs["int8"].stdout)


@pytest.mark.parametrize("case", [case for case in inputs() if case.suffix == ".txt"], ids=name_of)
def test_every_visible_character_is_accounted_for(case: Path, records: dict[str, dict[str, Record]]) -> None:
    data = case.read_bytes()
    record = records["float32"][case.stem]
    is_legacy = any("windows-1252" in warning for warning in record["warnings"])
    assert unaccounted(record, data.decode("cp1252" if is_legacy else "utf-8")) == ""
    assert record["article"]["id"] == sha256(data)


def test_an_article_without_any_act_has_no_events(records: dict[str, dict[str, Record]]) -> None:
    assert len(records["float32"]["de-ohne-handlung"]["events"]) <= 1


def test_expected_files_have_their_inputs() -> None:
    names = {case.stem for case in inputs()}
    assert {path.stem for path in expected_path(inputs()[0]).parent.glob("*.json")} == names
