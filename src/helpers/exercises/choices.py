"""The closed lists to choose from: each label with its meaning and the other words that mean it plainly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache

from helpers.article.codebook import KINDS, TECHNIQUES, VERDICTS, VOICES
from helpers.article.library import read_toml, seeds_folder

__all__ = ["LISTS", "Choices", "choices"]

LISTS = (
    "kind",
    "rung",
    "end",
    "told",
    "technique",
    "voice",
    "verdict",
    "fault",
    "answer",
    "post",
    "certainty",
    "machine",
)
"""The names of the closed lists."""


_LONGEST = 100
"""Characters of an answer that are compared with the labels."""

_REMARK = re.compile(r"[,;:(=–—]|\. | - |\b(?:because|since|karena|sebab)\b", re.IGNORECASE)
"""Where a label may end and a remark begin."""

_EITHER = re.compile(r"/|\bor\b|\batau\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Choices:
    """A closed list: what it is a list of, its labels with their meanings, and which of them are sound."""

    what: str
    meanings: Mapping[str, str]
    aliases: Mapping[str, str] = field(default_factory=dict)
    sound: tuple[str, ...] = ()
    known: Mapping[str, str] = field(init=False, repr=False, compare=False)
    """Every word that is understood, with the label that it means: made once, read for each line of each worksheet."""

    def __post_init__(self) -> None:
        """Gather the words."""
        rows = ((label, [label, *filter(None, self.aliases.get(label, "").split("; "))]) for label in self.meanings)
        known = {_folded(word): label for label, words in rows for word in words}
        object.__setattr__(self, "known", known)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, in the order of the list."""
        return tuple(self.meanings)

    def read(self, words: str) -> str | None:
        """The label that somebody means, or None.

        Args:
            words: as typed; case, punctuation, other usual words, two words for one label and a remark behind it
                are understood.

        Example:
            >>> choices("kind").read("Tanpa nama."), choices("kind").read("banana")
            ('unnamed', None)
        """
        for heard in (words, _REMARK.split(words, maxsplit=1)[0]):
            labels = {self.known.get(_folded(part)) for part in _EITHER.split(heard[:_LONGEST])}
            if len(labels) == 1 and None not in labels:
                return labels.pop()
        return None

    def unknown(self, words: str) -> str:
        """A sentence for words that are no label: the nearest one, and the choices.

        Args:
            words: as typed.

        Example:
            >>> choices("end").unknown("ded end")
            '"ded end" is no end of a chain; did you mean dead end? Choose somebody to ask, dead end or no chain.'
        """
        near = get_close_matches(_folded(words), self.known, n=1, cutoff=0.75)
        hint = f"did you mean {self.known[near[0]]}? Choose" if near else "choose"
        return f'"{words[:60]}" is no {self.what}; {hint} {", ".join(self.labels[:-1])} or {self.labels[-1]}.'


@cache
def choices(name: str) -> Choices:
    """The closed list with this name.

    Args:
        name: one of `LISTS`.

    Raises:
        KeyError: there is no such list.

    Example:
        >>> choices("voice").labels
        ('narrator', 'paraphrase', 'quoted')
    """
    return _rungs() if name == "rung" else _CHOICES[name]


def _rungs() -> Choices:
    rows = read_toml(seeds_folder() / "ladder.toml")["rung"]
    ids = [row["id"] for row in rows]
    other = {row["id"]: f"{number}; {row['name']}" for number, row in enumerate(rows, 1)}
    other["somebody"] += "; someone; seseorang"
    return Choices("rung of the ladder", {row["id"]: row["told"] for row in rows}, other, tuple(ids[4:]))


def _folded(words: str) -> str:
    """The letters and digits, in small letters, with one blank for all that stands between them."""
    return " ".join(re.findall(r"[^\W_]+", words[:_LONGEST].casefold()))


_CHOICES = {
    "kind": Choices(
        "kind of source",
        KINDS,
        {
            "person": "orang; tokoh; pejabat; persons; people; named person; seseorang; individu",
            "organisation": "organization; organisations; organizations; organisasi; lembaga; badan; org; body",
            "outlet": "media; news outlet; agency; news agency; kantor berita; outlets; newspaper; koran; surat kabar",
            "unnamed": "tanpa nama; anonymous; anonim; unnamed source; anonymous source; sumber anonim; tak bernama; "
            "tidak bernama; no name; nameless",
            "vague": "kabur; samar; tidak jelas; vague source; some reports",
            "narrator": "narator; narasi; penulis; wartawan; artikel; article; the article; the narrator; "
            "redaksi; none",
        },
        sound=("person", "organisation", "outlet"),
    ),
    "end": Choices(
        "end of a chain",
        {
            "somebody to ask": "a person, a body or an outlet with a name stands at the end",
            "dead end": "unnamed or vague people stand at the end, with nothing behind them",
            "no chain": "nobody is relayed: the article itself speaks",
        },
        {
            "somebody to ask": "somebody; someone; someone to ask; ask; bisa ditanya; ada yang bisa ditanya",
            "dead end": "dead; deadend; buntu; jalan buntu",
            "no chain": "none; no; nobody; chainless; tanpa rantai; tidak ada rantai; narrator",
        },
        sound=("somebody to ask",),
    ),
    "told": Choices(
        "answer to what a reader is told",
        {
            "name": "a name, or an office that only one holds: somebody to look up",
            "role": "no name, but what they do or what they are",
            "place": "no name, only where they are",
            "nothing": "no name and nothing else about them",
            "nobody": "no person at all: reports, the media, a passive without an actor",
            "narrator": "no words hand the sentence to anybody: the article itself speaks",
        },
        {
            "name": "named; nama; a name; office; person; organisation; outlet",
            "role": "job; office without a name; jabatan; peran; pekerjaan",
            "place": "where; tempat; lokasi",
            "nothing": "none; tidak ada; nihil; unnamed; no",
            "nobody": "vague; bukan siapa-siapa; tidak ada orang; no person; reports",
            "narrator": "narator; narasi; penulis; article; the article; the narrator",
        },
        sound=("name",),
    ),
    "technique": Choices(
        "technique",
        {**TECHNIQUES, "plain": "the words carry no judgement"},
        {
            "label": "labels; labelling; labeling; cap; julukan; label yang menilai",
            "charged": "charged word; emotional; emotive; emosional; bermuatan",
            "euphemism": "euphemisms; eufemisme; soft; softening; penghalusan",
            "distance": "distancing; doubt; jarak; meragukan",
            "motive": "motives; aim; motif; tujuan",
            "agency": "blame; passive; pelaku; actor; no actor",
            "fear": "threat; takut; ancaman; ketakutan",
            "plain": "neutral; netral; none; nothing; biasa; fine; tidak ada",
        },
        sound=("plain",),
    ),
    "voice": Choices(
        "voice",
        VOICES,
        {
            "narrator": "narator; the narrator; article; the article; penulis; narasi",
            "paraphrase": "paraphrased; parafrasa; parafrase; indirect; indirect speech; tidak langsung",
            "quoted": "quote; quotation; kutipan; dikutip; direct; kutipan langsung",
        },
        sound=("paraphrase", "quoted"),
    ),
    "verdict": Choices(
        "verdict",
        VERDICTS,
        {
            "supported": "didukung; terdukung",
            "checkable": "attributed and checkable; attributed, checkable; bisa dicek; dapat dicek",
            "not checkable": "attributed, not checkable; attributed and not checkable; uncheckable; tidak bisa dicek; "
            "tidak dapat dicek",
            "unsupported": "tanpa dukungan; tidak didukung; not supported; unsuported",
            "contradicted": "contradicted by the party's own statement; dibantah; bertentangan",
        },
        sound=("supported", "checkable"),
    ),
    "fault": Choices(
        "fault of a rewrite",
        {
            "fine": "nothing is wrong: the fact, its owner and its tone are kept",
            "source lost": "nobody says it any more: the attribution is gone or has slipped",
            "fact lost": "a name, a number, a place or a day of the original is gone or has changed",
            "judgement added": "it judges where the original, or the plain facts, did not",
            "doubt added": "a word makes the reader doubt the source without a reason",
        },
        {
            "fine": "ok; okay; good; baik; sound; nothing; none; wajar",
            "source lost": "source; lost source; attribution lost; no source; sumber hilang",
            "fact lost": "fact; lost fact; facts lost; fakta hilang",
            "judgement added": "judgement; judgment; judgment added; penilaian; penilaian ditambahkan",
            "doubt added": "doubt; ragu; keraguan; keraguan ditambahkan",
        },
        sound=("fine",),
    ),
    "answer": Choices(
        "fault of an answer",
        {
            "fine": "the page says it, and the answer says whose word it is",
            "lost": "the page says whose word it is, and the answer does not",
            "invented": "the answer names a person, a body or a page that is nowhere",
            "merged": "words of two became the words of one",
            "not said": "the page is there, and does not say this",
        },
        {
            "fine": "ok; okay; good; baik; sound; nothing; none; wajar",
            "lost": "source lost; lost source; attribution lost; hilang; sumber hilang",
            "invented": "made up; invented source; dikarang; rekaan; mengarang",
            "merged": "mixed; melted; mixed up; tercampur; dicampur; digabung",
            "not said": "does not say it; not there; says less; tidak dikatakan; tidak disebut; tidak ada di halaman",
        },
        sound=("fine",),
    ),
    "post": Choices(
        "fault of a post",
        {
            "fine": "what stands behind it bears it out",
            "says more": "it says more than what stands behind it shows",
            "source cut": "who says so stood there, and was cut off",
            "wrong day": "its day or its year is another, or is gone so that it looks new",
            "no whole": "a number without what it is a part of, or was compared with",
            "wrong mouth": "words are given to somebody who did not say them",
        },
        {
            "fine": "ok; okay; good; baik; sound; nothing; none; wajar",
            "says more": "more; too much; overstated; berlebihan; lebih dari isinya; melebihkan",
            "source cut": "source lost; no source; cut; sumber dipotong; sumber hilang",
            "wrong day": "date; old; wrong date; day; tanggal salah; hari salah; lama; usang",
            "no whole": "whole; no base; percent of what; tanpa keseluruhan; persen dari apa",
            "wrong mouth": "mouth; wrong speaker; misattributed; salah orang; bukan ucapannya",
        },
        sound=("fine",),
    ),
    "certainty": Choices(
        "way to settle it",
        {
            "clear": "both coders call it clear",
            "arguable": "it stays in the coding and costs nobody a point",
            "dropped": "it is taken out of the coding",
        },
        {"clear": "jelas", "arguable": "bisa diperdebatkan; debatable", "dropped": "drop; out; none; dibuang; dihapus"},
        sound=("clear",),
    ),
    "machine": Choices(
        "result of a list of cues",
        {
            "hit": "the list marks an attribution, and there is one",
            "miss": "there is an attribution, and the list does not mark it",
            "false alarm": "the list marks an attribution, and there is none",
            "rightly silent": "there is no attribution, and the list marks none",
        },
        {
            "hit": "hits; kena; tepat",
            "miss": "missed; luput; terlewat",
            "false alarm": "false; alarm; salah; alarm palsu",
            "rightly silent": "silent; right silent; diam; benar diam",
        },
        sound=("hit", "rightly silent"),
    ),
}
