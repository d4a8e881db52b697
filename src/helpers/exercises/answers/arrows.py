"""Questions that are answered with arrows, a line each: `Islam Times -> Press TV`, who relays and who is relayed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from itertools import pairwise, permutations
from typing import ClassVar

from helpers.article.model import Article
from helpers.exercises.choices import answer_words
from helpers.exercises.question import Key, Question, Verdict
from helpers.exercises.worksheet import Line, Worksheet, parse

__all__ = ["Names", "RelayKey", "is_answer", "names_of", "pairs"]

_ARROW = r"(?<!\s)\s*+(?:(?<![-–—=])[-–—=]++\s*+>+|>+|[→⇒➔➜»])\s*+"
_BACK = r"(?<!\s)\s*+(?:(?<!<)<++\s*+[-–—=]+|[←⇐])\s*+"
"""Neither looks twice at a run of blanks or dashes: what stands before it says that it has begun earlier."""

_ROUND = "Turn the arrow round: it runs from who relays to who is relayed."

_LONGEST = 100
"""Characters of a name that are compared."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """The sources of an article, by every name that means one of them."""

    known: Mapping[str, str]
    shown: Mapping[str, str]

    def read(self, words: str) -> str | None:
        """The id of the source that somebody means, or None.

        Args:
            words: as typed; case, small words, parts of a name and small slips are forgiven.

        Example:
            >>> from helpers import load_article
            >>> names = names_of(load_article("islam-times-2021"))
            >>> names.read("Sputnik"), names.read("pres tv"), names.read("Reuters")
            ('sputnik', 'press-tv', None)
        """
        return _read(self, words[:_LONGEST])

    def unknown(self, words: str) -> str:
        """A sentence for a name that is none here: the nearest one, where one is near.

        Args:
            words: as typed.
        """
        near = get_close_matches(_folded(words), self.known, n=1, cutoff=0.5)
        hint = f'; did you mean "{self.shown[self.known[near[0]]]}"?' if near else "; copy it from the text."
        return f'"{words[:60]}" is nobody who speaks or relays here{hint}'


@dataclass(frozen=True, slots=True)
class RelayKey(Key):
    """The relays that an article states, and which of them this item asks for, with the id of its sentence.

    Each other arrow takes back one relay that was found, so that drawing every arrow earns nothing.
    """

    form: ClassVar[str] = "relay"

    names: Names
    stated: tuple[Pair, ...]
    cues: tuple[str, ...]
    sentence: str
    asked: int

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources that can be named, in the order of their names."""
        readable = (id for id, name in self.names.shown.items() if self.names.read(name) == id)
        return tuple(sorted(readable, key=lambda id: self.names.shown[id].casefold()))

    @property
    def answers(self) -> tuple[str, ...]:
        """An arrow from each source to each other one."""
        return tuple(map(self.arrow, permutations(self.names.shown, 2)))

    @property
    def right_answer(self) -> str:
        """The arrow of the relay that is asked for."""
        return self.arrow(self.stated[self.asked])

    def line(self, typed: str) -> str:
        """The arrow alone: nothing stands in front of it.

        Args:
            typed: empty.
        """
        return self.right_answer

    def judge(self, question: Question, sheet: Worksheet) -> Verdict:
        """The verdict on the arrows of a worksheet, as far as this relay goes."""
        drawn = [pair for line in sheet.lines for pair in self.drawn(line)]
        wanted = self.stated[self.asked]
        right = f'{self.arrow(wanted)}: {self.sentence}, "{self.cues[self.asked]}".'
        if not drawn:
            return Verdict(question.id, "", "not answered", "Write a line for it: who relays -> who is relayed.")
        if wanted in drawn:
            return self._of_drawn(question, drawn, f"{right} {question.why}")
        if wanted[::-1] in drawn:
            return Verdict(question.id, self.arrow(wanted[::-1]), "not yet", f"{_ROUND} {right}", _ROUND)
        return Verdict(question.id, "", "not yet", f"Not drawn: {right}", question.hint)

    def _of_drawn(self, question: Question, drawn: list[Pair], right: str) -> Verdict:
        """Right, unless an arrow that is not stated takes this one back."""
        wanted = self.stated[self.asked]
        strays = [*dict.fromkeys(pair for pair in drawn if not {pair, pair[::-1]} & {*self.stated})]
        found = [pair for pair in self.stated if pair in drawn]
        if found.index(wanted) < len(found) - len(strays):
            return Verdict(question.id, self.arrow(wanted), "right", right)
        told = f"It is stated, but {self.arrow(strays[0])} is not, so it does not count: take that arrow off."
        return Verdict(question.id, self.arrow(wanted), "not yet", told, told)

    def fault(self, question: Question, line: Line, sheet: Worksheet) -> str:
        """A sentence on a line that is no arrow between two sources, or an arrow that the article does not state."""
        if not line.value or not line.value.strip(" .->="):
            return ""
        found = pairs(line.value)
        if not found:
            return f', "{line.words[:60]}", has no arrow; write who relays -> who is relayed.'
        unknown = [name for pair in found for name in pair if self.names.read(name) is None]
        if unknown:
            return f": {self.names.unknown(unknown[0])}"
        return "".join(self._unstated(pair) for pair in self.drawn(line) if pair not in self.stated)

    def drawn(self, line: Line) -> list[Pair]:
        """The arrows of a line between sources that are known, by their ids.

        Args:
            line: of a worksheet.
        """
        read = [(self.names.read(one), self.names.read(two)) for one, two in pairs(line.value)]
        return [(one, two) for one, two in read if one and two]

    def _unstated(self, pair: Pair) -> str:
        if pair[::-1] in self.stated:
            return f": {self.arrow(pair)} points the wrong way; the arrow runs from who relays to who is relayed."
        between = [two for one, two in self.stated if one == pair[0] and (two, pair[1]) in self.stated]
        if between:
            return f": {self.arrow(pair)} leaves somebody out; who stands between the two?"
        return f": no words of the text say {self.arrow(pair)}."

    def arrow(self, pair: Pair) -> str:
        """The arrow as a worksheet has it.

        Args:
            pair: the ids of who relays and who is relayed.
        """
        return " -> ".join(self.names.shown[id] for id in pair)


@lru_cache(maxsize=4096)
def _read(names: Names, words: str) -> str | None:
    """The source that is meant; each item of a worksheet asks it of each of its arrows again."""
    name = _folded(words)
    if name in names.known:
        return names.known[name]
    asked = set(name.split())
    for holds in (set.issuperset, set.issubset):
        ids = {id for known, id in names.known.items() if asked and holds(set(known.split()), asked)}
        if len(ids) == 1:
            return ids.pop()
    near = get_close_matches(name, names.known, n=1, cutoff=0.8)
    return names.known[near[0]] if near else None


def pairs(words: str) -> list[Pair]:
    """Who relays whom, name by name, as a line of arrows says it; a longer line gives a pair for each arrow.

    Args:
        words: such as "Islam Times -> Press TV -> Sputnik"; other usual arrows are understood, also backwards.

    Example:
        >>> pairs("Islam Times → Press TV => Sputnik")
        [('Islam Times', 'Press TV'), ('Press TV', 'Sputnik')]
        >>> pairs("Press TV <- Islam Times")
        [('Islam Times', 'Press TV')]
    """
    words = words[: 10 * _LONGEST]
    back = len(re.split(_BACK, words)) > 1
    names = [name.strip(" .\"'“”") for name in re.split(_BACK if back else _ARROW, words)]
    names = names[::-1] if back else names
    return [(one, two) for one, two in pairwise(names) if one and two]


def is_answer(line: str) -> bool:
    """Whether a line of a worksheet answers anything: it draws an arrow, or begins with an item.

    Args:
        line: as typed.

    Example:
        >>> is_answer("S01  narrator"), is_answer("Press TV -> Sputnik"), is_answer("Terima kasih!")
        (True, True, False)
    """
    return bool(pairs(line)) or any(one.item for one in parse("", line).lines)


def names_of(article: Article) -> Names:
    """The sources of an article's chain by every name that means one: as written, as its sentences have it, and by id.

    Example:
        >>> from helpers import load_article
        >>> names_of(load_article("harakatuna-2024")).read("Menlu Rusia")
        'lavrov'
    """
    known: dict[str, str] = {}
    chained = {end for edge in article.chain for end in (edge.relay, edge.relayed)}
    sources = {id: source for id, source in article.sources.items() if id in chained}
    for id, source in sources.items():
        if source.kind != "narrator":
            known |= {_folded(name): id for name in (id.replace("-", " "), source.as_written) if name}
    for sentence in article.sentences:
        if sentence.link == "explicit" and sentence.words_start is not None:
            known.setdefault(_folded(article.text[sentence.words_start : sentence.words_end]), sentence.source)
    for kind in ("unnamed", "vague"):
        ids = [id for id, source in sources.items() if source.kind == kind]
        known |= {f"{kind} source": ids[0], kind: ids[0]} if len(ids) == 1 else {}
    return Names(known, {id: source.as_written or id for id, source in sources.items()})


def _folded(words: str) -> str:
    spoken = re.sub(r"[^\w]+", " ", words[:_LONGEST].casefold()).split()
    return " ".join(word for word in spoken if word not in answer_words().small)
