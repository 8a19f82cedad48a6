"""Articles as windows with targets: what the network is taught must be what the annotation says."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from reader.corpora import ROOT, CorpusError, is_held_out, load, read_lines
from reader.labels import PAIR_HEADS, TOKEN_HEADS
from reader.windows import BOS, EOS, IGNORED, INDEX, PreparedArticle, Tokenizer, Window, draw_windows, names_window

Article = dict[str, Any]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer(ROOT / "models/reader/tokenizer.model")


@pytest.fixture(scope="module")
def own() -> list[Article]:
    return list(read_lines(ROOT / "corpus/own/de.dev.jsonl")) + list(read_lines(ROOT / "corpus/own/en.dev.jsonl"))


def span(text: str, words: str) -> list[int]:
    begin = text.index(words)
    return [begin, begin + len(words)]


@pytest.fixture
def article() -> Article:
    text = "Ministerin Ada Lund hat Bo Sand in Wien getroffen. Sie habe ihm gedroht, hieß es. Er weise das zurück."
    first, second, third = [0, 50], [51, 81], [82, 102]
    common = {"mode": None, "contexts": [], "time": None, "status": "actual"}
    return {
        "id": "test-1",
        "text": text,
        "sentences": [first, second, third],
        "entities": {
            "e1": {"name": "Ada Lund", "type": "person", "sector": "GOV"},
            "e2": {"name": "Bo Sand", "type": "person", "sector": None},
        },
        "events": [
            {
                **common,
                "sentence": first,
                "type": "CONSULT",
                "contexts": ["diplomatic"],
                "trigger": span(text, "getroffen"),
                "actors": [
                    {"entity": "e1", "span": span(text, "Ada Lund")},
                    {"entity": "e2", "span": span(text, "Bo Sand")},
                ],
                "recipients": [],
                "places": [span(text, "Wien")],
                "source": "author",
            },
            {
                **common,
                "sentence": second,
                "type": "THREATEN",
                "trigger": span(text, "gedroht"),
                "actors": [{"entity": "e1", "span": span(text, "Sie")}],
                "recipients": [{"entity": "e2", "span": None}],
                "places": [],
                "source": "e2",
            },
        ],
        "quotes": [
            {
                "sentence": third,
                "type": "free",
                "content": span(text, "Er weise das zurück"),
                "cue": None,
                "speaker": {"entity": "e2", "span": None},
                "addressee": None,
            }
        ],
    }


def whole(article: PreparedArticle) -> Window:
    return article.window(0, 0, len(article.tokens.ids))


def place_of(article: PreparedArticle, words: str) -> int:
    where = article.tokens.within(tuple(span(article.article["text"], words)))
    return where.start + 1  # after the first mark


def test_targets_follow_the_annotation(article: Article, tokenizer: Tokenizer) -> None:
    prepared = PreparedArticle(article, tokenizer)
    window = whole(prepared)
    assert window.ids[0] == BOS
    assert window.ids[-1] == EOS
    met, threatened = place_of(prepared, "getroffen"), place_of(prepared, "gedroht")
    labels = {i: TOKEN_HEADS["trigger"][tag] for i, tag in enumerate(window.tags["trigger"]) if tag > 0}
    assert labels == {met: "CONSULT", threatened: "THREATEN"}
    assert window.contexts == {met: [INDEX["contexts"]["diplomatic"]], threatened: []}
    first, tags = window.roles[met]
    assert first == 1  # the sentence begins after the mark
    begins = {i + first: PAIR_HEADS["roles"][t] for i, t in enumerate(tags) if PAIR_HEADS["roles"][t].startswith("B-")}
    assert begins == {
        place_of(prepared, "Ada Lund"): "B-actor",
        place_of(prepared, "Bo Sand"): "B-actor",
        place_of(prepared, "Wien"): "B-place",
    }
    assert window.tags["status"][met] == INDEX["status"]["actual"]
    assert window.tags["status"][1] == IGNORED


def test_antecedents_are_mentions_elsewhere(article: Article, tokenizer: Tokenizer) -> None:
    prepared = PreparedArticle(article, tokenizer)
    kinds = INDEX["antecedents"]
    meant = {(anchor, kind): places for anchor, kind, places in whole(prepared).antecedents}
    ada, bo, she = (place_of(prepared, words) for words in ("Ada Lund", "Bo Sand", "Sie"))
    threatened, answer = place_of(prepared, "gedroht"), place_of(prepared, "Er weise")
    assert meant[ada, kinds["mention"]] == [0]  # the first mention has none
    assert meant[she, kinds["mention"]] == [ada]
    assert meant[threatened, kinds["actor"]] == [0]  # said in the sentence
    assert meant[threatened, kinds["recipient"]] == [bo]
    assert meant[threatened, kinds["source"]] == [bo]
    assert meant[answer, kinds["speaker"]] == [bo]


def test_what_stands_before_a_window_is_not_taught_but_may_be_meant(article: Article, tokenizer: Tokenizer) -> None:
    prepared = PreparedArticle(article, tokenizer)
    fresh = prepared.ends[0]
    window = prepared.window(0, fresh, len(prepared.tokens.ids))
    assert set(window.tags["trigger"][: fresh + 1]) == {IGNORED}
    assert place_of(prepared, "getroffen") not in window.roles
    meant = {(anchor, kind): places for anchor, kind, places in window.antecedents}
    assert meant[place_of(prepared, "Sie"), INDEX["antecedents"]["mention"]] == [place_of(prepared, "Ada Lund")]


def test_windows_of_all_own_articles_are_sound(own: list[Article], tokenizer: Tokenizer) -> None:
    rng = random.Random(5)
    acts = 0
    for article in own:
        prepared = PreparedArticle(article, tokenizer)
        windows = draw_windows(prepared, rng, (100, 200), (20, 60))
        acts += sum(len(window.roles) for window in windows)
        for window in windows:
            assert len(window.ids) <= 202
            for head, tags in window.tags.items():
                assert len(tags) == len(window.ids), head
            assert all(0 <= place < len(window.ids) for _, _, places in window.antecedents for place in places)
        assert sum(len(window.roles) for window in windows) == len(prepared.acts), article["id"]
    assert acts > 500


def test_mentions_teach_who_is_meant(tokenizer: Tokenizer, article: Article) -> None:
    prepared = PreparedArticle(article, tokenizer)
    tags = prepared.window(0, 0, len(prepared.tokens.ids)).tags
    for head, lund, sand in (("kind", "person", "person"), ("sector", "GOV", "none")):
        said = {}
        for i, tag in enumerate(tags[head]):
            if tag != IGNORED:
                begin, _ = prepared.tokens.spans[i - 1]
                said[begin] = TOKEN_HEADS[head][tag]
        text = article["text"]
        assert said[text.index("Ada")] == said[text.index("Sie")] == lund
        assert said[text.index("Bo")] == sand
        assert text.index("getroffen") not in said


def test_articles_teach_nothing_of_names(tokenizer: Tokenizer, article: Article) -> None:
    # Their silence would: taught only what is no name, the head found none in whole articles any more.
    prepared = PreparedArticle(article, tokenizer)
    assert "names" not in prepared.window(0, 0, len(prepared.tokens.ids)).tags


def test_names_where_a_source_left_other_out(tokenizer: Tokenizer) -> None:
    text = "Ada Lund mag Wien."
    tokens = tokenizer(text, [(0, len(text))])
    line = {"names": [[0, 8, "person"], [13, 17, "place"]], "lacks": ["other"]}
    window = names_window([(tokens, line), (tokens, {"names": []})])
    begins = [TOKEN_HEADS["names"][t] for t in window.tags["names"] if t > 0 and t % 2 == 1]
    assert begins == ["B-person", "B-place"]
    half = len(tokens.ids)
    assert window.lacks_other == [False] + [True] * half + [False] * half + [False]


def test_tokens_have_the_places_of_their_words(own: list[Article], tokenizer: Tokenizer) -> None:
    for article in own[:5]:
        text = article["text"]
        tokens = tokenizer(text, [tuple(s) for s in article["sentences"]])
        covered = {i for begin, end in tokens.spans for i in range(begin, end)}
        assert all(i in covered for i, c in enumerate(text) if c.isalnum()), article["id"]


def test_held_out_articles_are_never_trained_on() -> None:
    data = load(None)
    assert {a["id"] for a in data.train}.isdisjoint(a["id"] for a in data.held_out)
    assert 0.02 < len(data.held_out) / len(data.train) < 0.1
    assert data.names == []
    assert is_held_out("own-own-de-b-02") == is_held_out("own-own-de-b-02")


def test_a_line_that_is_no_json_is_named(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text('{"id": "a"}\n{"id": \n', encoding="utf-8")
    with pytest.raises(CorpusError, match=r"corpus.jsonl:2: not JSON"):
        list(read_lines(path))
