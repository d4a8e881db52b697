"""Sentence splitters side by side: each gives the places where a sentence begins, and is held against the truth."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from helpers import load_article
from helpers.detection.segmentation import segment_sentences

__all__ = ["ARTICLES", "article_texts", "f1", "pud_texts", "splitters"]

ARTICLES = ("islam-times-2021", "harakatuna-2024")
Split = Callable[[str], list[int]]
Texts = list[tuple[str, set[int]]]
_NEEDS_BLANK = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(]*[A-Z0-9])")
_BLANK_OR_NOT = re.compile(r"[.!?][\"”’)]*\s*(?=[\"“‘(]*[A-Z])")


def splitters() -> dict[str, Split]:
    """Every system by name: a text in, the ends of its sentences out."""
    import blingfire
    import pysbd
    import sentencex
    import spacy
    from syntok import segmenter

    english = pysbd.Segmenter(language="en", clean=False, char_span=True)
    sentencizer = spacy.blank("id")
    sentencizer.add_pipe("sentencizer")
    sentencizer.max_length = 10**7
    return {
        "Kata Siapa": lambda text: [span.end for span in segment_sentences(text)],
        "regex, a blank needed": lambda text: [found.end() for found in _NEEDS_BLANK.finditer(text)],
        "regex, blank or not": lambda text: [found.end() for found in _BLANK_OR_NOT.finditer(text)],
        "pysbd (en)": lambda text: [span.end for span in english.segment(text)],
        "spaCy blank id + sentencizer": lambda text: [sent.end_char for sent in sentencizer(text).sents],
        "blingfire": lambda text: [end for _, end in blingfire.text_to_sentences_and_offsets(text)[1]],
        "syntok": lambda text: _syntok(segmenter, text),
        "sentencex (id)": lambda text: _ends(text, sentencex.segment("id", text)),
    }


def _syntok(segmenter: object, text: str) -> list[int]:
    sentences = (sentence for paragraph in segmenter.analyze(text) for sentence in paragraph if sentence)
    return [sentence[-1].offset + len(sentence[-1].value) for sentence in sentences]


def _ends(text: str, sentences: Iterable[str]) -> list[int]:
    ends, at = [], 0
    for sentence in sentences:
        words = sentence.strip()
        found = text.find(words, at)
        if words and found >= 0:
            at = found + len(words)
            ends.append(at)
    return ends


def f1(split: Split, texts: Texts) -> float:
    """How well the beginnings of sentences are found, the first of a text not counted."""
    hits = given = wanted = 0
    for text, truth in texts:
        found = _begins(text, split(text))
        hits, given, wanted = hits + len(found & truth), given + len(found), wanted + len(truth)
    return 2 * hits / (given + wanted)


def _begins(text: str, ends: Iterable[int]) -> set[int]:
    """Where the next sentence begins behind each end; nothing behind the last one."""
    begins = {end + len(text[end:]) - len(text[end:].lstrip()) for end in ends}
    return {begin for begin in begins if 0 < begin < len(text.rstrip())}


def article_texts() -> Texts:
    """The two articles, with the beginnings that their annotation has, captions and sign-offs included."""
    texts = []
    for article in map(load_article, ARTICLES):
        spans = [(sentence.start, sentence.end) for sentence in article.sentences] + list(article.outside.values())
        texts.append((article.text, _begins(article.text, [end for _, end in spans])))
    return texts


def pud_texts(file: Path, between: str) -> Texts:
    """The documents of UD_Indonesian-PUD, their sentences joined by `between`."""
    documents: dict[str, list[str]] = {}
    id = ""
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("# sent_id = "):
            id = line.removeprefix("# sent_id = ")[:6]
        elif line.startswith("# text = "):
            documents.setdefault(id, []).append(line.removeprefix("# text = ").strip())
    return [_joined(sentences, between) for sentences in documents.values() if len(sentences) > 1]


def _joined(sentences: list[str], between: str) -> tuple[str, set[int]]:
    begins, at = set(), 0
    for sentence in sentences[:-1]:
        at += len(sentence) + len(between)
        begins.add(at)
    return between.join(sentences), begins
