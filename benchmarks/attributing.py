"""Who says it, sentence by sentence: the detector and a lookup of forty cues, held against the two annotations."""

from __future__ import annotations

import re
from collections.abc import Callable

from splitting import ARTICLES

from helpers import load_article
from helpers.article.model import Article, Sentence
from helpers.detection import detect
from helpers.detection.segmentation import segment_sentences
from helpers.detection.sources import sentence_attributions, voice_kind

__all__ = ["SYSTEMS", "scores"]

Read = Callable[[str], list[tuple[int, int, str]]]
_CUES = """
kata ujar tutur ucap ungkap jelas tegas tambah lanjut imbuh tulis terang sebut papar beber klaim menurut mengatakan
menyatakan menyebut menyebutkan menegaskan menambahkan menjelaskan mengungkapkan menuturkan memaparkan melaporkan
mengumumkan mengklaim mengaku membantah menilai meminta mendesak mengutip melansir dikutip dilansir dilaporkan
"""
_CUE = re.compile(rf"\b(?:{'|'.join(_CUES.split())})(?:nya)?\b", re.IGNORECASE)


def lookup(text: str) -> list[tuple[int, int, str]]:
    """A sentence with a cue is somebody's: a source, if it says so, a report, if it says so, else a person."""
    told = []
    for span in segment_sentences(text):
        words = span.of(text)
        kind = "narrator"
        if _CUE.search(words):
            lower = words.lower()
            kind = "unnamed" if "sumber" in lower else "vague" if re.search("laporan|media", lower) else "person"
        told.append((span.start, span.end, kind))
    return told


def ours(text: str) -> list[tuple[int, int, str]]:
    """The detector's reading of each sentence."""
    return [(one.sentence.start, one.sentence.end, voice_kind(one)) for one in sentence_attributions(detect(text))]


SYSTEMS: dict[str, Read] = {"Kata Siapa": ours, "lookup of 40 cues (our sentences)": lookup}


def scores(read: Read) -> list[str]:
    """How many sentences with a source are found, alarms right, kinds of source right, and boundaries right."""
    rows = [row for id in ARTICLES for row in _rows(load_article(id), read)]
    said = [row for row in rows if row[0].kind != "narrator"]
    marked = [row for row in rows if row[1] != "narrator"]
    found = sum(kind != "narrator" for _, kind, _ in said)
    right = sum(sentence.kind != "narrator" for sentence, _, _ in marked)
    kinds = sum(sentence.kind == kind for sentence, kind, _ in rows)
    bounds = sum(same for _, _, same in rows)
    return [
        f"{found} of {len(said)}",
        f"{right} of {len(marked)}",
        f"{kinds} of {len(rows)}",
        f"{bounds} of {len(rows)}",
    ]


def _rows(article: Article, read: Read) -> list[tuple[Sentence, str, bool]]:
    """Each sentence with the kind that was read where it lies, and whether its ends are right."""
    told = read(article.text)
    rows = []
    for sentence in article.sentences:
        start, end, kind = max(told, key=lambda one: min(one[1], sentence.end) - max(one[0], sentence.start))
        words = article.text[start:end]
        place = (start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()))
        rows.append((sentence, kind, place == (sentence.start, sentence.end)))
    return rows
