"""The vocabulary cut down to what German and English need, as a SentencePiece model."""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import sentencepiece
import wordfreq
from sentencepiece import sentencepiece_model_pb2 as schema

from reader.base_weights import BaseWeights

MARKS = 4  # <s> <pad> </s> <unk>, the first ids of every vocabulary
ALPHABETS = ((0x20, 0x250), (0x370, 0x530), (0x1E00, 0x2000), (0x2000, 0x2070), (0x20A0, 0x20C0))  # kept letter by letter


def normaliser() -> schema.NormalizerSpec:
    """The normalisation that the base model was trained with (nmt_nfkc), taken from a model trained on one word."""
    with tempfile.TemporaryDirectory() as folder:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(["Wort"] * 10),
            model_prefix=f"{folder}/any",
            vocab_size=8,
            hard_vocab_limit=False,
            normalization_rule_name="nmt_nfkc",
            minloglevel=2,
        )
        model = schema.ModelProto()
        model.ParseFromString(Path(folder, "any.model").read_bytes())
        return model.normalizer_spec


def sentencepiece_model(pieces: list[tuple[str, float]], spec: schema.NormalizerSpec) -> bytes:
    """A unigram model whose piece ids are the places in the list; the first four are the marks."""
    kinds = schema.ModelProto.SentencePiece
    model = schema.ModelProto()
    for index, (piece, score) in enumerate(pieces):
        kind = kinds.NORMAL if index >= MARKS else kinds.UNKNOWN if piece == "<unk>" else kinds.CONTROL
        model.pieces.add(piece=piece, score=score, type=kind)
    trainer = model.trainer_spec
    trainer.model_type = schema.TrainerSpec.UNIGRAM
    trainer.vocab_size = len(pieces)
    trainer.bos_id, trainer.pad_id, trainer.eos_id, trainer.unk_id = 0, 1, 2, 3
    trainer.bos_piece, trainer.pad_piece, trainer.eos_piece, trainer.unk_piece = "<s>", "<pad>", "</s>", "<unk>"
    model.normalizer_spec.CopyFrom(spec)
    return model.SerializeToString()


def words_of_both_languages() -> Iterable[str]:
    """The frequent words, small and with a capital: the lists are in small letters, German nouns are not."""
    for language in ("de", "en"):
        for word in wordfreq.iter_wordlist(language, "large"):
            yield word
            yield word[:1].upper() + word[1:]


def in_alphabets(piece: str) -> bool:
    bare = piece.removeprefix("▁")
    return len(bare) <= 1 and all(
        any(first <= ord(c) < last for first, last in ALPHABETS) or unicodedata.category(c)[0] in "NP" for c in bare
    )


def prune(base: BaseWeights, texts: Iterable[str]) -> tuple[bytes, list[int]]:
    """A SentencePiece model with the pieces that the word lists and `texts` need, and the base's rows they stand for.

    Kept as well: every single character of the Latin, Greek and Cyrillic blocks, all digits and punctuation.
    """
    spec = normaliser()
    pieces = [(piece.decode(), float(score)) for piece, score in zip(base.pieces, base.scores, strict=True)]
    whole = sentencepiece.SentencePieceProcessor(model_proto=sentencepiece_model(pieces, spec))
    used = set(range(MARKS))
    used.update(i for i, (piece, _) in enumerate(pieces) if i >= MARKS and in_alphabets(piece))
    for group in (words_of_both_languages(), texts):
        batch: list[str] = []
        for text in group:
            batch.append(text)
            if len(batch) == 20_000:
                used.update(i for ids in whole.encode(batch) for i in ids)
                batch.clear()
        used.update(i for ids in whole.encode(batch) for i in ids)
    rows = sorted(used)
    return sentencepiece_model([pieces[row] for row in rows], spec), rows
