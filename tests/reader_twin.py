"""The reader once more, slow and plain: what the program must find in a text, given its sentences.

Runs the same network by another way: Python, numpy, one window at a time, on one thread, in float32. Positions are code
points. Decisions that rounding could turn are noted (`Reading.borderline`), so that a test need not take them for faults.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import openvino
import sentencepiece
from numpy.typing import NDArray

Span = tuple[int, int]
Floats = NDArray[np.float32]

CLOSE = 1e-3  # probabilities that lie nearer to each other may be the other way round after rounding


@dataclass
class Act:
    sentence: int
    trigger: Span
    type: str
    status: str
    mode: str | None
    contexts: list[str]
    spans: dict[str, list[Span]]  # by role: actor recipient place time
    sureness: float
    meant: dict[str, Span | None] = field(default_factory=dict)  # actor recipient source -> a word of a mention elsewhere


@dataclass
class Quotation:
    sentence: int
    type: str
    content: Span
    parts: dict[str, Span]  # cue speaker addressee, where there is one
    meant_speaker: Span | None = None  # a word of a mention elsewhere


@dataclass
class Reading:
    acts: list[Act] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    names: list[tuple[int, str, Span]] = field(default_factory=list)  # sentence, kind, words
    borderline: set[int] = field(default_factory=set)  # sentences with a decision that rounding could turn


@dataclass
class Token:
    id: int
    span: Span
    sentence: int


@dataclass
class Window:
    first: int  # tokens [first, last); those before `fresh` are context
    fresh: int
    last: int


# --- words ---


def is_word_character(c: str) -> bool:
    return c == "_" or unicodedata.category(c)[0] in "LM" or unicodedata.category(c) == "Nd"


def in_word(text: str, at: int) -> bool:
    """The character belongs to a word: a letter, digit or _, or a single - ' ’ between two of them."""
    if not 0 <= at < len(text):
        return False
    if is_word_character(text[at]):
        return True
    joins = text[at] in "-'’" and 0 < at < len(text) - 1
    return joins and is_word_character(text[at - 1]) and is_word_character(text[at + 1])


def without_space(text: str, span: Span) -> Span:
    begin, end = span
    while begin < end and text[begin].isspace():
        begin += 1
    while begin < end and text[end - 1].isspace():
        end -= 1
    return begin, end


def whole_words(text: str, span: Span) -> Span:
    """The span without white space at its ends, widened to the borders of the words that it cuts."""
    begin, end = without_space(text, span)
    if begin == end:
        return begin, end
    if in_word(text, begin):
        while begin > 0 and in_word(text, begin - 1):
            begin -= 1
    if in_word(text, end - 1):
        while in_word(text, end):
            end += 1
    return begin, end


OUTER = ",:;–—"
DOUBLE = '„“”"»«'
OPENING = "„“\"»«‚‘‹›'"
CLOSING = '“”"»«'


def trim_quotation(text: str, span: Span, direct: bool) -> Span:
    """A quotation's content without the marks that only enclose it."""
    while True:
        begin, end = without_space(text, span)
        if begin == end:
            return begin, end
        first, last = text[begin], text[end - 1]
        odd = sum(c in DOUBLE for c in text[begin:end]) % 2 == 1
        loose = direct or odd
        if first in OUTER or (first in OPENING and (loose or first not in DOUBLE)):
            span = (begin + 1, end)
            continue
        closed_before = end - 1 > 0 and text[end - 2] in CLOSING
        drops_stop = last == "." and (not direct or closed_before)
        if last in OUTER or drops_stop or (loose and last in CLOSING):
            span = (begin, end - 1)
            continue
        return begin, end


# --- scores ---


def softmax(logits: Floats) -> NDArray[np.float64]:
    powers = np.exp(logits.astype(np.float64) - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def margins(logits: Floats) -> NDArray[np.float64]:
    """By row, how much likelier the best label is than the second."""
    ordered = np.sort(softmax(logits), axis=-1)
    return ordered[..., -1] - ordered[..., -2]


def is_close(logits: Floats) -> bool:
    return bool((margins(np.atleast_2d(logits)) < CLOSE).any())


def best_tags(logits: Floats) -> list[int]:
    """The best sequence of BIO labels (0 outside; odd begin; even continue) among the well-formed ones."""
    tokens, labels = logits.shape
    allowed = np.zeros((labels, labels), dtype=bool)  # [before, label]
    for label in range(labels):
        continues = label > 0 and label % 2 == 0
        allowed[:, label] = not continues
        if continues:
            allowed[[label - 1, label], label] = True
    score = logits[0].astype(np.float64)
    score[2::2] = -np.inf
    came_from = np.zeros((tokens, labels), dtype=int)
    for token in range(1, tokens):
        paths = np.where(allowed, score[:, None], -np.inf)
        came_from[token] = paths.argmax(axis=0)
        score = paths.max(axis=0) + logits[token]
    tags = [int(score.argmax())]
    for token in range(tokens - 1, 0, -1):
        tags.append(int(came_from[token, tags[-1]]))
    return tags[::-1]


def tagged(logits: Floats, names: list[str]) -> Iterator[tuple[str, int, int]]:
    """(name, begin, end) of the spans of tokens that the best tags spell."""
    tags = best_tags(logits) if len(logits) else []
    begin = 0
    for token, tag in enumerate([*tags, 0]):
        before = tags[token - 1] if token > 0 else 0
        if before and (tag == 0 or tag % 2 == 1):
            yield names[before].partition("-")[2], begin, token
        if tag % 2 == 1:
            begin = token


# --- the reader ---


class Reader:
    """A model folder, ready to read."""

    def __init__(self, folder: Path) -> None:
        self.labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        calibration = folder / "calibration.json"
        told = json.loads(calibration.read_text(encoding="utf-8")) if calibration.exists() else {}
        self.trigger_threshold: float = told.get("trigger_threshold", 0.5)
        self.context_threshold: float = told.get("context_threshold", 0.5)
        self.tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(folder / "tokenizer.model"))
        core = openvino.Core()
        settings = {"INFERENCE_NUM_THREADS": 1, "INFERENCE_PRECISION_HINT": "f32", "DYNAMIC_QUANTIZATION_GROUP_SIZE": 0}

        def compiled(name: str) -> openvino.CompiledModel:
            model = core.read_model(folder / name)
            if name == "reader.xml":  # float32: activations are not rounded to 8 bit
                for op in model.get_ordered_ops():
                    if op.get_type_name() == "FakeQuantize":
                        op.output(0).replace(op.input_value(0))
            return core.compile_model(model, "CPU", settings)

        self.encoder = compiled("reader.xml")
        heads = ["roles", "speakers", *(["antecedents"] if "antecedents" in self.labels else [])]
        self.pairs = {head: compiled(f"{head}.xml") for head in heads}

    def read(self, text: str, sentences: list[Span]) -> Reading:
        tokens = [token for i, span in enumerate(sentences) for token in self.tokens(text, span, i)]
        reading = Reading()
        for window in self.windows(tokens):
            WindowReader(self, text, tokens, window, reading).read()
        return reading

    def tokens(self, text: str, sentence: Span, number: int) -> Iterator[Token]:
        begin, end = sentence
        for piece in self.tokenizer.encode(text[begin:end], out_type="immutable_proto").pieces:
            first, last = begin + piece.begin, begin + piece.end
            while first < last and text[first].isspace():
                first += 1
            yield Token(piece.id, (first, last), number)

    def windows(self, tokens: list[Token]) -> Iterator[Window]:
        """Whole sentences, as many as fit behind the context; a sentence that does not fit is cut."""
        room = self.labels["max_window"] - 2
        fresh = 0
        while fresh < len(tokens):
            first = max(0, fresh - self.labels["context_tokens"])
            limit = min(first + room, len(tokens))
            last = limit
            while last > fresh and last < len(tokens) and tokens[last].sentence == tokens[last - 1].sentence:
                last -= 1
            last = last if last > fresh else limit
            yield Window(first, fresh, last)
            fresh = last

    def encode(self, ids: list[int]) -> dict[str, Floats]:
        """The network's outputs for one window, [tokens, …] each, without the two end marks (but `hidden` with them)."""
        row = np.array([[self.labels["bos"], *ids, self.labels["eos"]]], dtype=np.int64)
        found = self.encoder({"ids": row, "mask": np.ones_like(row)})
        scores = {port.any_name: np.array(values[0]) for port, values in found.items()}
        return {name: values if name == "hidden" else values[1:-1] for name, values in scores.items()}

    def tags(self, head: str, hidden: Floats, anchor: int) -> Floats:
        """Logits [tokens, labels] of a pair head in view of one token."""
        return self.views(head, hidden, anchor)[1:-1]

    def views(self, head: str, hidden: Floats, anchor: int) -> Floats:
        """The same with both end marks."""
        found = self.pairs[head]({"hidden": hidden, "anchor": np.array([anchor + 1], dtype=np.int64)})
        return np.array(found["tags"][0])


class WindowReader:
    """One window; adds to `reading` what is fresh in it. Rows of scores are counted from the window's first token."""

    def __init__(self, reader: Reader, text: str, tokens: list[Token], window: Window, reading: Reading) -> None:
        self.reader, self.text, self.reading = reader, text, reading
        self.labels = reader.labels
        self.tokens = tokens[window.first : window.last]
        self.fresh = window.fresh - window.first
        self.scores = reader.encode([token.id for token in self.tokens])

    def read(self) -> None:
        self.acts()
        self.quotations()
        if "names" in self.labels:
            self.names()

    def words(self, begin: int, end: int) -> Span:
        return whole_words(self.text, (self.tokens[begin].span[0], self.tokens[end - 1].span[1]))

    def rows_of(self, sentence: int, since: int) -> tuple[int, int]:
        rows = [row for row, token in enumerate(self.tokens) if token.sentence == sentence and row >= since]
        return rows[0], rows[-1] + 1

    def note(self, sentence: int, *decisions: bool) -> None:
        if any(decisions):
            self.reading.borderline.add(sentence)

    def acts(self) -> None:
        found: list[tuple[int, Act]] = []
        for row in range(self.fresh, len(self.tokens)):
            sentence = self.tokens[row].sentence
            p = softmax(self.scores["trigger"][row])
            self.note(sentence, abs(1 - p[0] - self.reader.trigger_threshold) < CLOSE)
            trigger = self.words(row, row + 1)
            if 1 - p[0] <= self.reader.trigger_threshold or trigger[0] == trigger[1]:
                continue
            kind = 1 + int(p[1:].argmax())
            act = Act(sentence, trigger, self.labels["trigger"][kind], *self.description(row), {}, float(p[kind]))
            self.note(sentence, is_close(self.scores["trigger"][row][1:]))
            last = found[-1][1] if found else None
            if last and last.sentence == sentence and trigger[0] <= last.trigger[1] + 1:  # side by side: the surer one
                self.note(sentence, abs(found[-1][1].sureness - act.sureness) < CLOSE)
                if found[-1][1].sureness >= act.sureness:
                    continue
                found.pop()
            found.append((row, act))
        for row, act in found:
            begin, end = self.rows_of(act.sentence, 0)
            logits = self.reader.tags("roles", self.scores["hidden"], row)[begin:end]
            self.note(act.sentence, is_close(logits))
            act.spans = {"actor": [], "recipient": [], "place": [], "time": []}
            for name, first, last in tagged(logits, self.labels["roles"]):
                span = self.words(begin + first, begin + last)
                if span[0] < span[1]:
                    act.spans[name].append(span)
            act.meant = {kind: self.chosen(kind, row, act.sentence) for kind in ("actor", "recipient", "source")}
            self.reading.acts.append(act)

    def chosen(self, kind: str, anchor: int, sentence: int) -> Span | None:
        """The word that is meant from a token; None where the head is not there or chooses an end mark."""
        if "antecedents" not in self.labels:
            return None
        scores = self.reader.views("antecedents", self.scores["hidden"], anchor)[:, self.labels["antecedents"].index(kind)]
        words = np.exp(scores[1:-1].astype(np.float64) - scores[0])
        self.note(sentence, is_close(scores[1:-1]), abs(float(words.sum()) - 1) < CLOSE)
        if words.sum() <= 1:
            return None
        best = int(words.argmax())
        word = self.words(best, best + 1)
        return word if word[0] < word[1] else None

    def names(self) -> None:
        for sentence, kind, first, last in self.fresh_spans("names"):
            span = self.words(first, last)
            if self.text[: span[1]].endswith(("'s", "’s")):
                span = (span[0], span[1] - 2)
            if span[0] < span[1]:
                self.reading.names.append((sentence, kind, span))

    def fresh_spans(self, head: str) -> Iterator[tuple[int, str, int, int]]:
        """(sentence, kind, rows begin and end) of what a head tags, sentence by sentence."""
        for sentence in sorted({token.sentence for token in self.tokens[self.fresh :]}):
            begin, end = self.rows_of(sentence, self.fresh)
            logits = self.scores[head][begin:end]
            self.note(sentence, is_close(logits))
            for kind, first, last in tagged(logits, self.labels[head]):
                yield sentence, kind, begin + first, begin + last

    def description(self, row: int) -> tuple[str, str | None, list[str]]:
        """Status, mode and contexts of an act."""
        status, mode, contexts = (self.scores[name][row] for name in ("status", "mode", "contexts"))
        p = 1 / (1 + np.exp(-contexts.astype(np.float64)))
        order = np.argsort(-p, kind="stable")
        self.note(
            self.tokens[row].sentence,
            is_close(status),
            is_close(mode),
            bool((abs(p - self.reader.context_threshold) < CLOSE).any()),
            bool((abs(np.diff(p[order[:3]])) < CLOSE)[p[order[:2]] > self.reader.context_threshold].any()),
        )
        chosen = [self.labels["contexts"][i] for i in order[:2] if p[i] > self.reader.context_threshold]
        best_mode = int(mode.argmax())
        return self.labels["status"][int(status.argmax())], self.labels["mode"][best_mode] if best_mode else None, chosen

    def quotations(self) -> None:
        for sentence, kind, first, last in self.fresh_spans("quotation"):
            content = trim_quotation(self.text, self.words(first, last), kind == "direct")
            if content[0] < content[1]:
                parts, meant = self.parts(first, sentence), self.chosen("speaker", first, sentence)
                self.reading.quotations.append(Quotation(sentence, kind, content, parts, meant))

    def parts(self, anchor: int, sentence: int) -> dict[str, Span]:
        """Cue, speaker and addressee, of each the surest one."""
        logits = self.reader.tags("speakers", self.scores["hidden"], anchor)
        self.note(sentence, is_close(logits))
        p = softmax(logits)
        found: dict[str, Span] = {}
        surest: dict[str, float] = {}
        for name, first, last in tagged(logits, self.labels["speakers"]):
            span = self.words(first, last)
            sureness = float(p[first, self.labels["speakers"].index(f"B-{name}")])
            self.note(sentence, abs(sureness - surest.get(name, -1)) < CLOSE)
            if span[0] < span[1] and sureness > surest.get(name, -1):
                found[name], surest[name] = span, sureness
        return found
