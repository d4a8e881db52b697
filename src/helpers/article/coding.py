"""One coding of an article: its quoted words resolved to characters, its faults gathered."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import combinations
from pathlib import Path
from typing import TypeVar

from helpers.article import codebook, files
from helpers.article.faults import Fault, Table, loaded_faults, rule_faults
from helpers.article.fields import TAUGHT, shape
from helpers.article.model import Article, Edge, Loaded, OtherReading, Publication, Sentence, Source
from helpers.errors import ArticleError
from helpers.text.spans import QuoteError, find_once, nearest
from helpers.text.visible import SPELT, clean

__all__ = ["Coding"]

T = TypeVar("T")
_NOWHERE = -1


@dataclass(frozen=True, slots=True)
class _Words:
    """Words as typed, and where they start in the article: `_NOWHERE` where they were not found."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def found(self) -> bool:
        return self.start != _NOWHERE


class Coding:
    """One coding of an article; faults gather in `faults` and never stop the reading."""

    def __init__(self, folder: Path, name: str, taught: bool) -> None:
        """Read the article and the file `name` in its folder; `taught` asks for the fields of teaching."""
        self.folder, self.file, self.taught = folder, folder / name, taught
        self.faults: list[Fault] = []
        self.sources: dict[str, Source] = {}
        self.used: set[str] = set()
        self.typed: dict[str, _Words] = {}  # the sentences by id, for the edges
        text = self._read(folder / "text.txt", lambda: files.read_text(folder))
        facts = self._publication(folder / "article.toml")
        table = self._read(self.file, lambda: files.read_toml(self.file))
        self.text = text or ""
        self.article = self._article(table, facts) if text and table is not None else None

    def _read(self, file: Path, read: Callable[[], T]) -> T | None:
        """What a file holds; None, and a fault, where it cannot be read."""
        try:
            return read()
        except ArticleError as error:
            self.faults.append(Fault(str(file), "file", clean(str(error).removeprefix(f"{file} "), SPELT)))
            return None

    def _publication(self, file: Path) -> Table:
        """The publication's facts, None for one that is missing; each that does not fit is a fault."""
        facts = self._read(file, lambda: files.read_toml(file))
        if facts is None:
            return files.fitting({}, Publication)
        for message in files.field_faults(facts, Publication):
            name, _, fault = message.partition(" ")
            place, message = (name, fault) if name in facts else ("file", message)
            self.faults.append(Fault(str(file), place, clean(message, SPELT)))
        return files.fitting(facts, Publication)

    def _article(self, table: Table, facts: Table) -> Article | None:
        """The article with this coding; whole only where there are no faults."""
        fields = self._fields("file", table, Article)
        self._read_sources(fields["sources"] or {}, facts["outlet"] or "")
        rows = self._rows("sentence", fields["sentence"], Sentence)
        self._check_order(rows)
        words, outside = self._place(rows, self._pieces(fields["outside"] or {}))
        self.typed = {place: within for (place, _), within in zip(rows, words, strict=True)}
        sentences = tuple(self._sentence(*row, within) for row, within in zip(rows, words, strict=True))
        chain = tuple(self._edge(place, row) for place, row in self._rows("edge", fields["edge"], Edge))
        self._check_sources_used()
        id = self.folder.resolve().name
        if None in facts.values():
            return None
        return Article(id, self.text, Publication(**facts), self.sources, sentences, outside, chain)

    def _fault(self, place: str, message: str) -> None:
        self.faults.append(Fault(str(self.file), clean(place, SPELT), clean(message, SPELT)))

    def _fields(self, place: str, table: object, of: type) -> Table:
        """The table's fields, None where one is missing or does not fit; each difference is a fault."""
        for message in files.field_faults(table, of, self.taught):
            self._fault(place, message)
        return files.fitting(table, of)

    def _rows(self, name: str, rows: list[object] | None, of: type) -> list[tuple[str, Table]]:
        """The fields of each [[table]] of this name, with what an author would call it."""
        named = [(_row_place(name, number, row), row) for number, row in enumerate(rows or [], 1)]
        return [(place, self._fields(place, row, of)) for place, row in named]

    def _read_sources(self, tables: Table, outlet: str) -> None:
        for id, table in tables.items():
            place = f"sources.{id}"
            row = self._fields(place, table, Source)
            source = Source(id, row["kind"] or "", row["described"], row["as_written"] or "")
            self.sources[id] = source
            if source.kind and (source.kind == "unnamed") != ("described" in table):
                self._fault(place, "described belongs to unnamed sources, and every one of them needs it")
            if not isinstance(table, dict) or table.get("as_written") != files.BLANK:
                self._check_as_written(place, source, outlet)

    def _check_as_written(self, place: str, source: Source, outlet: str) -> None:
        """An outlet that publishes need not name itself in the text: article.toml does."""
        words = source.as_written
        if words.strip() and words not in self.text and words != outlet:
            self._fault(place, f'as_written "{words}" is not in the article; nearest: "{nearest(words, self.text)}"')
        elif not words.strip() and source.kind not in ("", "narrator"):
            self._fault(place, "needs as_written: the words by which the article names this source")

    def _check_order(self, rows: list[tuple[str, Table]]) -> None:
        """Ids count up from S01; after a wrong one, count on from it, so that one slip is one fault."""
        last = 0
        for number, (_, row) in enumerate(rows, 1):
            id, due = row["id"], f"S{last + 1:02}"
            if id not in (None, due):
                self._fault(f"sentence {number}", f'its id is "{id}"; in order it is {due}')
            match = re.fullmatch("S([0-9]{2,3})", id or "")
            last = int(match[1]) if match else last + 1

    def _pieces(self, outside: Table) -> dict[str, str]:
        """The pieces of the text that are no sentences, by name: a header, a caption, a sign-off."""
        pieces = {name: words for name, words in outside.items() if isinstance(words, str) and words.strip()}
        for name in outside:
            if name not in pieces:
                self._fault(f"outside.{name}", "must be words of the article, in quotation marks")
        return pieces

    def _place(
        self, rows: list[tuple[str, Table]], pieces: dict[str, str]
    ) -> tuple[list[_Words], dict[str, tuple[int, int]]]:
        """Find the sentences in the text, in order; what lies between must be named under [outside]."""
        found: list[_Words] = []
        outside: dict[str, tuple[int, int]] = {}
        cursor, sure = 0, True
        for place, row in rows:
            words = _Words(row["text"] or "", self._find(place, row["text"], cursor))
            found.append(words)
            if words.found:
                self._left_over(cursor, words.start, pieces, outside, sure)
                cursor = words.start + len(words.text)
            sure = words.found
        self._left_over(cursor, len(self.text), pieces, outside, sure)
        self._check_pieces(pieces, outside)
        return found, outside

    def _check_pieces(self, pieces: dict[str, str], outside: dict[str, tuple[int, int]]) -> None:
        for name, words in pieces.items():
            if name not in outside:
                near = nearest(words, self.text)
                self._fault(f"outside.{name}", f'"{words}" is not between the sentences; nearest: "{near}"')

    def _find(self, place: str, text: str | None, cursor: int) -> int:
        """Where a sentence starts, from `cursor` on; `_NOWHERE`, and a fault, where it is not there."""
        if text is None:
            return _NOWHERE
        start = self.text.find(text, cursor)
        if start >= 0:
            return start
        if text in self.text:
            self._fault(place, "the sentence stands elsewhere in the article; list the sentences in its order")
        else:
            near = nearest(text, self.text)
            self._fault(place, f'its text "{text}" is not in the article; nearest: "{near}"')
        return _NOWHERE

    def _left_over(
        self, start: int, end: int, pieces: dict[str, str], outside: dict[str, tuple[int, int]], sure: bool
    ) -> None:
        gap = self.text[start:end]
        for name, words in pieces.items():
            if name not in outside and words in gap:
                at = start + gap.index(words)
                outside[name] = (at, at + len(words))
                gap = gap.replace(words, " " * len(words), 1)
        if sure and gap.strip():
            self._fault("text", f'"{gap.strip()}" is in no sentence; code it or name it under [outside]')

    def _quote(self, place: str, name: str, quote: str | None, within: _Words) -> _Words | None:
        """Where the quote stands; None, and a fault, where it does not stand there exactly once.

        Where `within` itself was not found, that is the fault: a quote is then only asked to be somewhere.
        """
        if quote is None or (not within.found and (quote in within.text or quote in self.text)):
            return None
        try:
            start, _ = find_once(quote, within.text)
        except QuoteError as error:
            self._fault(place, f"{name} {error}")
            return None
        return _Words(quote, within.start + start)

    def _source(self, place: str, id: str | None) -> Source | None:
        """The source with this id; None, and a fault, where it is not defined."""
        if id is None:
            return None
        self.used.add(id)
        if id not in self.sources:
            near = get_close_matches(id, self.sources, n=1)
            hint = f'; did you mean "{near[0]}"?' if near else "; define it under [sources]"
            self._fault(place, f'source "{id}" is not defined{hint}')
        return self.sources.get(id)

    def _sentence(self, place: str, row: Table, within: _Words) -> Sentence:
        source = self._source(place, row["source"])
        cue = self._quote(place, "cue", row["cue"] or None, within)
        words = self._words(place, row, cue or _Words(within.text, _NOWHERE))
        for message in rule_faults(row, source):
            self._fault(place, message)
        other = self._other(place, row, source)
        return Sentence(
            id=place,
            start=within.start,
            end=within.end,
            text=within.text,
            en=row["en"] or "",
            source=row["source"],
            kind=source.kind if source else "",
            cue=row["cue"],
            cue_start=cue.start if cue else None,
            cue_end=cue.end if cue else None,
            words_start=words.start if words else None,
            words_end=words.end if words else None,
            link=row["link"],
            mode=row["mode"],
            contested=row["contested"],
            other=other,
            why=row["why"],
            tempting=self._tempting(place, row, {reading.kind for reading in (source, other) if reading}),
            loaded=self._all_loaded(place, row, within, source),
        )

    def _words(self, place: str, row: Table, within: _Words) -> _Words | None:
        if row["words"] and row["cue"] == "":
            self._fault(place, "words are the part of the cue that stands for the source; there is no cue")
            return None
        return self._quote(place, "words", row["words"] or None, within)

    def _other(self, place: str, row: Table, source: Source | None) -> OtherReading | None:
        if self.taught and row["contested"] is not None and row["contested"] != (row["other"] is not None):
            self._fault(place, "a contested sentence gives both sides under [sentence.other], and only that one")
        if row["other"] is None:
            return None
        other = self._fields(f"{place} other", row["other"], OtherReading)
        second = self._source(place, other["source"])
        if second and second == source:
            self._fault(place, f'other.source "{second.id}" is the source itself; name the second defensible one')
        return OtherReading(other["source"], second.kind if second else "", other["for_key"], other["for_other"])

    def _tempting(self, place: str, row: Table, right: set[str]) -> dict[str, str]:
        tempting = row["tempting"] or {}
        for kind, reason in tempting.items():
            if reason == files.BLANK and kind in codebook.KINDS:
                self._fault(place, f"tempting.{kind} {files.UNDECIDED}: one sentence on why it is not {kind}")
            elif kind not in codebook.KINDS or not isinstance(reason, str) or not reason.strip():
                self._fault(place, f"tempting.{kind} must be a kind of source with a reason against it")
            elif kind in right:
                self._fault(place, f"tempting.{kind} is a right answer here")
        if self.taught and row["tempting"] == {}:
            self._fault(place, "tempting is empty; give at least one wrong answer and the reason against it")
        return tempting

    def _all_loaded(self, place: str, row: Table, within: _Words, source: Source | None) -> tuple[Loaded, ...]:
        rows = enumerate(row["loaded"] or [], 1)
        found = [self._loaded(f"{place} loaded {number}", table, within, source, row["mode"]) for number, table in rows]
        loaded = tuple(filter(None, found))
        for one, two in combinations(loaded, 2):
            if one.technique == two.technique and one.start < two.end and two.start < one.end:
                self._fault(place, f'"{one.span}" and "{two.span}" overlap and are both {one.technique}')
        return loaded

    def _loaded(
        self, place: str, table: object, within: _Words, source: Source | None, mode: str | None
    ) -> Loaded | None:
        row = self._fields(place, table, Loaded)
        found = self._quote(place, "span", row["span"], within)
        for message in loaded_faults(row, source, mode):
            self._fault(place, message)
        if found is None:
            return None
        untaught = {field.name: row[field.name] or "" for field in shape(Loaded) if TAUGHT in field.marks}
        return Loaded(start=found.start, end=found.end, **(row | untaught))

    def _edge(self, place: str, row: Table) -> Edge:
        self._source(place, row["from"])
        self._source(place, row["to"])
        scope = row["scope"] or []
        for id in dict.fromkeys([row["sentence"], *scope]):
            if id is not None and id not in self.typed:
                self._fault(place, f'there is no sentence "{id}"')
        if within := self.typed.get(row["sentence"]):
            self._quote(place, f"cue in {row['sentence']}", row["cue"], within)
        return Edge(row["from"], row["to"], row["sentence"], row["cue"], tuple(scope))

    def _check_sources_used(self) -> None:
        for id in self.sources:
            if id not in self.used:
                self._fault(f"sources.{id}", "is defined and never used")


def _row_place(name: str, number: int, row: object) -> str:
    """What an author would call a row: its id, the two ends of an edge, or else its number."""
    match row:
        case {"id": str(id)} if id.strip():
            return id
        case {"from": str(relay), "to": str(relayed)}:
            return f"{name} {relay} -> {relayed}"
    return f"{name} {number}"
