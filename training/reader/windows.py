"""Articles -> windows of tokens with the targets of every head."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sentencepiece

from reader.corpora import Article
from reader.labels import PAIR_HEADS, TOKEN_HEADS

BOS, EOS, PAD = 0, 2, 1
IGNORED = -100  # a target that costs nothing

INDEX = {head: {label: i for i, label in enumerate(labels)} for head, labels in (TOKEN_HEADS | PAIR_HEADS).items()}
Span = tuple[int, int]


@dataclass
class Tokens:
    """A text's tokens: ids, their code points in the text without white space before, and sentence of each."""

    ids: list[int] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)

    def within(self, span: Span) -> range:
        """The tokens that share a character with the span."""
        hits = [i for i, (begin, end) in enumerate(self.spans) if begin < span[1] and span[0] < end]
        return range(hits[0], hits[-1] + 1) if hits else range(0)


class Tokenizer:
    def __init__(self, model: bytes | Path) -> None:
        proto = model.read_bytes() if isinstance(model, Path) else model
        self.processor = sentencepiece.SentencePieceProcessor(model_proto=proto)

    def __call__(self, text: str, sentences: list[Span]) -> Tokens:
        tokens = Tokens()
        for number, (begin, end) in enumerate(sentences):
            for piece in self.processor.encode(text[begin:end], out_type="immutable_proto").pieces:
                first, last = begin + piece.begin, begin + piece.end
                while first < last and text[first].isspace():
                    first += 1
                tokens.ids.append(piece.id)
                tokens.spans.append((first, last))
                tokens.sentences.append(number)
        return tokens


@dataclass
class Window:
    """Token ids with both end marks, and targets at the same places. Places are those of `ids`."""

    ids: list[int]
    tags: dict[str, list[int]]  # of each token head that is taught here, a label or IGNORED
    contexts: dict[int, list[int]] = field(default_factory=dict)  # trigger place -> labels
    roles: dict[int, tuple[int, list[int]]] = field(default_factory=dict)  # trigger place -> (first place of sentence, tags)
    speakers: dict[int, list[int]] = field(default_factory=dict)  # quotation's first place -> tags of the whole window
    antecedents: list[tuple[int, int, list[int]]] = field(default_factory=list)  # (anchor, kind, places meant)
    lacks_other: list[bool] = field(default_factory=list)  # names: "O" does not say that no `other` is here


@dataclass
class Act:
    token: int
    sentence: range
    labels: dict[str, int]
    contexts: list[int]
    roles: list[tuple[str, range]]
    meant: dict[str, list[str]]  # "actor" "recipient" "source" -> entities not said in the sentence


@dataclass
class Quotation:
    tokens: range
    kind: str
    parts: list[tuple[str, range]]
    meant: list[str]


def bio_tags(head: str, spans: list[tuple[str, range]], length: int) -> list[int]:
    """Where two spans overlap, the first stands."""
    tags = [0] * length
    for kind, where in spans:
        if len(where) == 0 or where.start < 0 or where.stop > length or any(tags[i] for i in where):
            continue
        suffix = f"-{kind}" if kind else ""
        tags[where.start] = INDEX[head][f"B{suffix}"]
        for i in where[1:]:
            tags[i] = INDEX[head][f"I{suffix}"]
    return tags


class PreparedArticle:
    """An article's tokens and annotation, ready to be cut into windows."""

    def __init__(self, article: Article, tokenizer: Tokenizer) -> None:
        self.id = article["id"]
        self.article = article
        self.tokens = tokenizer(article["text"], [tuple(s) for s in article["sentences"]])
        count = max(self.tokens.sentences, default=-1) + 1
        self.ends = [0] * count  # number of tokens up to the sentence's end
        for i, sentence in enumerate(self.tokens.sentences):
            self.ends[sentence] = i + 1
        mentions: dict[range, str] = {}  # of whom

        def mention(part: dict[str, Any] | None) -> range:
            where = self.tokens.within(tuple(part["span"])) if part and part["span"] else range(0)
            if len(where):
                mentions.setdefault(where, part["entity"])
            return where

        self.acts: list[Act] = []
        for event in article["events"]:
            trigger = self.tokens.within(tuple(event["trigger"]))
            if not len(trigger) or any(act.token == trigger.start for act in self.acts):
                continue
            roles: list[tuple[str, range]] = []
            meant: dict[str, list[str]] = {"actor": [], "recipient": [], "source": []}
            for role in ("actor", "recipient"):
                for part in event[f"{role}s"]:
                    where = mention(part)
                    if len(where):
                        roles.append((role, where))
                    else:
                        meant[role].append(part["entity"])
            roles += [("place", self.tokens.within(tuple(place))) for place in event["places"]]
            if event["time"] and event["time"]["span"]:
                roles.append(("time", self.tokens.within(tuple(event["time"]["span"]))))
            if event["source"] != "author":
                meant["source"].append(event["source"])
            labels = {
                "trigger": INDEX["trigger"][event["type"]],
                "status": INDEX["status"][event["status"]],
                "mode": INDEX["mode"][event["mode"] or "none"],
            }
            contexts = [INDEX["contexts"][context] for context in event["contexts"]]
            sentence = self.sentence_of(trigger.start)
            self.acts.append(Act(trigger.start, sentence, labels, contexts, roles, meant))

        self.quotations: list[Quotation] = []
        for quote in article["quotes"]:
            where = self.tokens.within(tuple(quote["content"]))
            if not len(where):
                continue
            speaker, addressee = mention(quote["speaker"]), mention(quote["addressee"])
            cue = self.tokens.within(tuple(quote["cue"])) if quote["cue"] else range(0)
            parts = [("speaker", speaker), ("addressee", addressee), ("cue", cue)]
            unsaid = quote["speaker"] is not None and not len(speaker)
            meant_speaker = [quote["speaker"]["entity"]] if unsaid else []
            self.quotations.append(Quotation(where, quote["type"], [p for p in parts if len(p[1])], meant_speaker))
        self.mentions = sorted(mentions.items(), key=lambda item: (item[0].start, item[0].stop))

    def sentence_of(self, token: int) -> range:
        sentence = self.tokens.sentences[token]
        return range(self.ends[sentence - 1] if sentence else 0, self.ends[sentence])

    def borders(self, max_tokens: int, context: int, first_cut: int | None = None) -> list[tuple[int, int, int]]:
        """Windows (first, fresh, last) as the engine cuts them (src/read/windows.h); `first_cut` shortens the first."""
        windows = []
        total, sentence, fresh = len(self.tokens.ids), 0, 0
        while fresh < total:
            first = max(0, fresh - context)
            limit = first + (first_cut if first_cut and fresh == 0 else max_tokens)
            last = fresh
            while sentence < len(self.ends) and self.ends[sentence] <= limit:
                last = self.ends[sentence]
                sentence += 1
            if last == fresh:
                last = min(limit, self.ends[sentence])
            windows.append((first, fresh, last))
            fresh = last
        return windows

    def window(self, first: int, fresh: int, last: int) -> Window:
        """The window's targets; what stands before `fresh` is read, not taught, but may be meant from after it."""
        length = last - first + 2

        def place(where: range) -> range:
            return range(where.start - first + 1, where.stop - first + 1)

        def inside(where: range) -> bool:
            return first <= where.start and where.stop <= last

        def taught(where: range) -> bool:
            return fresh <= where.start and where.stop <= last

        quotations = [(q.kind, place(q.tokens)) for q in self.quotations if inside(q.tokens)]
        mentions = [("", place(m)) for m, _ in self.mentions if inside(m)]
        tags = {
            "trigger": [0] * length,
            "quotation": bio_tags("quotation", quotations, length),
            "participant": bio_tags("participant", mentions, length),
            "status": [IGNORED] * length,
            "mode": [IGNORED] * length,
            "kind": [IGNORED] * length,
            "sector": [IGNORED] * length,
        }
        window = Window([BOS, *self.tokens.ids[first:last], EOS], tags)
        at: dict[str, list[int]] = {}  # entity -> places of its mentions
        for where, entity in self.mentions:
            if inside(where):
                at.setdefault(entity, []).append(where.start - first + 1)
        for where, entity in self.mentions:
            if taught(where):
                described = self.article["entities"][entity]
                for i in place(where):
                    tags["kind"][i] = INDEX["kind"][described["type"]]
                    tags["sector"][i] = INDEX["sector"][described["sector"] or "none"]
                anchor = where.start - first + 1
                kind = INDEX["antecedents"]["mention"]
                window.antecedents.append((anchor, kind, [p for p in at[entity] if p < anchor] or [0]))
        for act in self.acts:
            if not first <= act.token < last:
                continue
            anchor = act.token - first + 1
            tags["trigger"][anchor] = act.labels["trigger"]
            if act.token < fresh:
                continue
            tags["status"][anchor], tags["mode"][anchor] = act.labels["status"], act.labels["mode"]
            window.contexts[anchor] = act.contexts
            begin, end = max(act.sentence.start, first), min(act.sentence.stop, last)
            shifted = [(role, range(w.start - begin, w.stop - begin)) for role, w in act.roles if begin <= w.start]
            window.roles[anchor] = (begin - first + 1, bio_tags("roles", shifted, end - begin))
            for kind, entities in act.meant.items():
                meant = [p for entity in entities for p in at.get(entity, [])]
                window.antecedents.append((anchor, INDEX["antecedents"][kind], meant or [0]))
        for quote in self.quotations:
            if not (fresh <= quote.tokens.start < last):
                continue
            anchor = quote.tokens.start - first + 1
            window.speakers[anchor] = bio_tags("speakers", [(k, place(w)) for k, w in quote.parts if inside(w)], length)
            meant = [p for entity in quote.meant for p in at.get(entity, [])]
            window.antecedents.append((anchor, INDEX["antecedents"]["speaker"], meant or [0]))
        for head in ("trigger", "quotation", "participant"):
            tags[head][0] = tags[head][-1] = IGNORED
            for i in range(1, fresh - first + 1):
                tags[head][i] = IGNORED
        return window


def names_window(sentences: list[tuple[Tokens, dict[str, Any]]]) -> Window:
    """Sentences with names, one after the other. Where a source left a class out, its silence teaches nothing."""
    window = Window([BOS], {"names": [IGNORED]}, lacks_other=[False])
    for tokens, line in sentences:
        spans = [(kind, tokens.within((begin, end))) for begin, end, kind in line["names"]]
        window.ids += tokens.ids
        window.tags["names"] += bio_tags("names", spans, len(tokens.ids))
        window.lacks_other += [bool(line.get("lacks"))] * len(tokens.ids)
    window.ids.append(EOS)
    window.tags["names"].append(IGNORED)
    window.lacks_other.append(False)
    return window


def draw_windows(
    article: PreparedArticle, rng: random.Random, sizes: tuple[int, int], context: tuple[int, int]
) -> list[Window]:
    """The article cut anew each epoch: sizes, overlap and the first cut are drawn, so borders fall elsewhere."""
    size = rng.randint(*sizes)
    cut = rng.randint(size // 3, size)
    return [article.window(*w) for w in article.borders(size, rng.randint(*context), cut)]
