"""Stores of every version that was ever on main are opened, are whole, and go on.

`compat/N.db.gz`: a store of version N, made of `examples/pages` as they were then.
"""

from __future__ import annotations

import gzip
import sqlite3
from pathlib import Path

import pytest
from records import ROOT
from stores import VERSION

STORES = sorted((ROOT / "tests" / "compat").glob("*.db.gz"))


def test_there_is_one_of_every_version() -> None:
    assert [path.name for path in STORES] == [f"{version}.db.gz" for version in range(1, VERSION + 1)]


@pytest.mark.parametrize("packed", STORES, ids=lambda path: path.name)
def test_an_older_store_goes_on(packed: Path, tmp_path: Path, depesche) -> None:
    store = tmp_path / "old.db"
    store.write_bytes(gzip.decompress(packed.read_bytes()))
    if (version := int(packed.name.split(".")[0])) < VERSION:
        message = f"is of store version {version}; any command that writes (depesche add) brings it to {VERSION}"
        depesche("search", "--store", store).fails(2, message)
    before = sqlite3.connect(store).execute("SELECT count(*) FROM articles").fetchone()[0]
    added = depesche("add", "--store", store, ROOT / "examples" / "harbour-strike.txt")
    assert added.rc == 0, added.stderr
    verified = depesche("verify", "--store", store)
    assert verified.rc == 0, verified.text
    found = depesche("search", "--store", store, "--what", "articles", "--limit", "0", "--format", "jsonl")
    assert len(found.text.splitlines()) == before + 1
    assert depesche("show", "--store", store, "person/solveig-aasen.NOR").rc == 0
