"""The labels of every head, in the order of its outputs. The engine takes them from the model's labels.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def bio(*kinds: str) -> list[str]:
    return ["O"] + [f"{mark}-{kind}" for kind in kinds for mark in "BI"]


MODES_OF: dict[str, list[str]] = {  # of each act type
    "AGREE": [],
    "CONSULT": "visit third-party multilateral phone".split(),
    "SUPPORT": [],
    "CONCEDE": [],
    "COOPERATE": [],
    "AID": [],
    "RETREAT": "withdraw release disarm ceasefire access resign".split(),
    "REQUEST": "assist change yield meet".split(),
    "ACCUSE": "disapprove investigate allege".split(),
    "REJECT": "assist change yield meet".split(),
    "THREATEN": "restrict arrest relations expel territory violence".split(),
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize".split(),
    "SANCTION": "convict expel withdraw discontinue".split(),
    "MOBILIZE": "troops weapons police militia".split(),
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber".split(),
    "ASSAULT": (
        "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
        "heavy-weapons crowd-control unconventional"
    ).split(),
}
CONTEXTS = (
    "asylum cbrn corruption crime cyber diplomatic disasters economic election environment executive health human_rights "
    "illegal_drugs intelligence legal legislative migration military misinformation natural_resource peacekeeping "
    "political_institutions religion_ethnicity rights_freedoms technology territory terrorism trafficking"
).split()

STATUSES = ["actual", "future", "hypothetical", "negated"]
KINDS = ["state", "person", "organisation", "group"]
SECTORS = "GOV MIL COP LEG JUD SPY PTY OPP REB CRM CVL IGO NGO BUS MED EDU REL LAB".split()

TOKEN_HEADS: dict[str, list[str]] = {
    "trigger": ["none", *MODES_OF],
    "quotation": bio("direct", "indirect", "free"),
    "participant": ["O", "B", "I"],
    "kind": KINDS,  # of whom a participant's mention means, at each of its tokens
    "sector": ["none", *SECTORS],  # likewise
    "status": STATUSES,
    "mode": ["none", *sorted({mode for modes in MODES_OF.values() for mode in modes})],
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
