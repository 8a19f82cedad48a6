"""The labels of every head, in the order of its outputs. The engine takes them from the model's labels.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def bio(*kinds: str) -> list[str]:
    return ["O"] + [f"{mark}-{kind}" for kind in kinds for mark in "BI"]


ACT_TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE "
    "ASSAULT"
).split()
MODES = (
    "abduct access aerial allege arrest assist beat boycott ceasefire censor change convict crowd-control curfew "
    "cyber demo deport destroy disapprove disarm discontinue drone expel explosives firearms heavy-weapons hunger "
    "investigate martial-law meet militia misinformation multilateral obstruct phone police primitive relations "
    "release resign restrict riot seize sexual strike suicide-attack targeted territory third-party torture troops "
    "unconventional vandalize violence visit weapons withdraw withhold yield"
).split()
CONTEXTS = (
    "asylum cbrn corruption crime cyber diplomatic disasters economic election environment executive health human_rights "
    "illegal_drugs intelligence legal legislative migration military misinformation natural_resource peacekeeping "
    "political_institutions religion_ethnicity rights_freedoms technology territory terrorism trafficking"
).split()

TOKEN_HEADS: dict[str, list[str]] = {
    "trigger": ["none", *ACT_TYPES],
    "quotation": bio("direct", "indirect", "free"),
    "participant": ["O", "B", "I"],
    "status": ["actual", "future", "hypothetical", "negated"],
    "mode": ["none", *MODES],
    "contexts": CONTEXTS,
    "names": bio("person", "organisation", "place", "other"),
}
PAIR_HEADS: dict[str, list[str]] = {
    "roles": bio("actor", "recipient", "place", "time"),
    "speakers": bio("speaker", "addressee", "cue"),
    # Not tags but choices: of all tokens of the window, the first token of the mention meant; the window's first mark
    # where none is. `mention` looks from a mention, `actor`, `recipient` and `source` from a trigger, `speaker` from a
    # quotation.
    "antecedents": ["mention", "actor", "recipient", "source", "speaker"],
}


def write_labels(path: Path, max_window: int, context_tokens: int, without: set[str]) -> None:
    labels: dict[str, Any] = {head: names for head, names in (TOKEN_HEADS | PAIR_HEADS).items() if head not in without}
    labels |= {"max_window": max_window, "context_tokens": context_tokens, "bos": 0, "eos": 2}
    path.write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
