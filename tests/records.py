"""Records as the tests read them: every line of JSON that the program printed goes through `checked`.

`checked` validates a record against docs/record.schema.json and against the rules that a schema cannot say.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

ROOT = Path(__file__).resolve().parent.parent
Record = dict[str, Any]


@cache
def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads((ROOT / "docs" / "record.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def checked(line: bytes | str) -> Record:
    """The record of one line of output. Raises AssertionError that lists everything that is wrong with it."""
    text = line.decode("utf-8") if isinstance(line, bytes) else line
    record = json.loads(text)
    faults = [f"{error.json_path}: {error.message}" for error in validator().iter_errors(record)]
    if not faults:
        faults = list(deeper_faults(record))
    assert not faults, "\n".join(["the record breaks its contract:", *faults[:20]])
    return record


def checked_lines(output: bytes) -> list[Record]:
    """The records of an output of JSON lines; each line must end in a line end."""
    assert not output or output.endswith(b"\n"), "the last line has no end"
    return [checked(line) for line in output.split(b"\n")[:-1]]


def deeper_faults(record: Record) -> Iterator[str]:
    """What the schema cannot say: positions, references, lists that run parallel."""
    text: str = record["article"]["text"]
    yield from span_faults(record, len(text))
    yield from sentence_faults(record["sentences"], text)
    for kind in ("entities", "events", "quotes"):
        ids = [one["id"] for one in record[kind]]
        if len(ids) != len(set(ids)):
            yield f"{kind}: an id is there twice"
    yield from reference_faults(record)
    for event in record["events"]:
        yield from event_faults(event, record["sentences"])
    for quote in record["quotes"]:
        if not anchored(quote["content"][:1] * 2, quote["sentence"], record["sentences"]):
            yield f"{quote['id']}: content does not begin in sentence {quote['sentence']}"


def walk(value: Any, path: str = "$") -> Iterator[tuple[str, str, Any]]:
    """Every (path, key, value) of the record, at any depth; items of a list come with the list's key."""
    pairs: Iterable[tuple[str, str, Any]] = ()
    if isinstance(value, dict):
        pairs = ((f"{path}.{key}", key, part) for key, part in value.items())
    elif isinstance(value, list):
        key = path.rsplit(".", 1)[-1].split("[", 1)[0]
        pairs = ((f"{path}[{i}]", key, part) for i, part in enumerate(value))
    for place, key, part in pairs:
        yield place, key, part
        yield from walk(part, place)


SPAN_KEYS = {"span", "trigger", "content", "cue"}
SPAN_LIST_KEYS = {"sentences", "spans"}


def span_faults(record: Record, size: int) -> Iterator[str]:
    for place, key, value in walk(record):
        is_span = key in SPAN_KEYS or (key in SPAN_LIST_KEYS and place.endswith("]"))
        if not is_span or not isinstance(value, list):
            continue
        begin, end = value
        if not 0 <= begin < end <= size:
            yield f"{place}: {value} is empty, upside down, or not within the text of {size} characters"


def sentence_faults(sentences: list[list[int]], text: str) -> Iterator[str]:
    at = 0
    for i, (begin, end) in enumerate(sentences):
        if begin < at:
            yield f"sentence {i}: begins at {begin}, before the end of the one before, {at}"
        if text[at:begin].strip():
            yield f"sentence {i}: {text[at:begin]!r} before it is in no sentence"
        at = max(at, end)
    if text[at:].strip():
        yield f"{text[at:][:60]!r} at the end is in no sentence"


def reference_faults(record: Record) -> Iterator[str]:
    entities = {entity["id"] for entity in record["entities"]}
    quotes = {quote["id"] for quote in record["quotes"]}
    events = {event["id"] for event in record["events"]}
    for place, key, value in walk(record):
        if key == "entity" and value not in entities:
            yield f"{place}: no entity {value}"
        if key == "chain" and isinstance(value, str) and value not in entities:
            yield f"{place}: no entity {value}"
        if key == "quote" and value is not None and value not in quotes:
            yield f"{place}: no quote {value}"
        if key == "same_as" and value is not None and value not in events:
            yield f"{place}: no event {value}"


def anchored(span: list[int], sentence: int, sentences: list[list[int]]) -> bool:
    return sentence < len(sentences) and sentences[sentence][0] <= span[0] and span[1] <= sentences[sentence][1]


def event_faults(event: Record, sentences: list[list[int]]) -> Iterator[str]:
    name = event["id"]
    if not anchored(event["trigger"], event["sentence"], sentences):
        yield f"{name}: trigger {event['trigger']} is not within sentence {event['sentence']}"
    source = event["source"]
    if len(source["chain"]) != len(source["spans"]):
        yield f"{name}: source has {len(source['chain'])} voices and {len(source['spans'])} spans"
    if source["by"] == "author" and (source["chain"] or source["quote"]):
        yield f"{name}: the author's word, but with a source"
    if event["same_as"] == name:
        yield f"{name}: the same as itself"


def visible(text: str) -> str:
    """The characters that show, in order of their code points: what a text is made of, whatever its order."""
    invisible = {"\u00ad", "\u200b", "\u2060", "\ufeff"}
    return "".join(sorted(c for c in text if not c.isspace() and c not in invisible))


def unaccounted(record: Record, content: str) -> str:
    """The visible characters of an input that are neither in text, title nor removed of its record, and those too many."""
    article = record["article"]
    parts = [article["text"], *(removed["text"] for removed in article["removed"])]
    there = visible("".join(parts))
    wanted = visible(content)
    if there == wanted:
        return ""
    there = visible("".join([*parts, article["title"] or ""]))
    return "" if there == wanted else f"{len(wanted)} visible characters went in, {len(there)} came out"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def json_line(**fields: Any) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode("utf-8") + b"\n"
