"""One coding of an article: its quoted words resolved to characters, its faults gathered."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import combinations
from pathlib import Path
from typing import Any

from helpers import codebook
from helpers.articles import (
    Article,
    ArticleError,
    Edge,
    Loaded,
    OtherReading,
    Sentence,
    Source,
    read_publication,
    read_text,
)
from helpers.codebook import shape_faults
from helpers.quotes import QuoteError, find_once, nearest

__all__ = ["AnnotationError", "Coding", "Fault"]

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in an annotation file, and where."""

    file: str
    place: str
    message: str

    def __str__(self) -> str:
        """The fault as one line: file, place, what is wrong and what would work."""
        return f"{self.file}: {self.place}: {self.message}"


class AnnotationError(ArticleError):
    """A coding does not fit its article; `faults` holds every fault found."""

    def __init__(self, faults: list[Fault]) -> None:
        """Keep the faults; the message lists them, a line each."""
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def _read_toml(file: Path) -> Table:
    try:
        return tomllib.loads(unicodedata.normalize("NFC", file.read_bytes().decode()))
    except FileNotFoundError:
        raise AnnotationError([Fault(str(file), "file", "is missing; the article is not coded yet")]) from None
    except OSError as error:
        raise AnnotationError([Fault(str(file), "file", f"cannot be read: {error.strerror}")]) from None
    except UnicodeDecodeError as error:
        message = f"byte {error.start} is not UTF-8; save the file as UTF-8"
        raise AnnotationError([Fault(str(file), "file", message)]) from None
    except tomllib.TOMLDecodeError as error:
        raise AnnotationError([Fault(str(file), "TOML", str(error))]) from None


class Coding:
    """One coding on its way to an Article; faults gather in `faults` and never stop the reading."""

    def __init__(self, folder: Path, name: str, taught: bool) -> None:
        """Read the article's text and the file `name` in its folder; `taught` asks for the fields of teaching."""
        self.folder, self.file, self.taught = folder, str(folder / name), taught
        self.text = read_text(folder)
        self.table = _read_toml(folder / name)
        self.faults: list[Fault] = []
        self.sources: dict[str, Source] = {}
        self.spans: dict[str, tuple[int, int]] = {}
        self.used: set[str] = set()

    def resolve(self) -> Article:
        """The article with this coding; whole only where `faults` is empty afterwards."""
        self._shape("file", self.table, codebook.FILE)
        self._read_sources()
        tables = self._rows("sentence")
        outside = self._place(tables)
        sentences = tuple(filter(None, map(self._sentence, tables)))
        chain = tuple(filter(None, map(self._edge, self._rows("edge"))))
        self._check_sources_used()
        publication = read_publication(self.folder)
        return Article(self.folder.name, self.text, publication, self.sources, sentences, outside, chain)

    def _fault(self, place: str, message: str) -> None:
        self.faults.append(Fault(self.file, place, message))

    def _shape(self, place: str, table: object, shape: codebook.Shape) -> bool:
        """Whether the table has the shape; where not, each difference is a fault."""
        found = list(shape_faults(table, shape, self.taught))
        for message in found:
            self._fault(place, message)
        return not found

    def _rows(self, name: str) -> list[Table]:
        rows = self.table.get(name)
        if not isinstance(rows, list):
            return []
        for row in rows:
            if not isinstance(row, dict):
                self._fault(name, f"there must be a table [[{name}]] here, and there is {row!r}")
        return [row for row in rows if isinstance(row, dict)]

    def _read_sources(self) -> None:
        tables = self.table.get("sources")
        for id, table in tables.items() if isinstance(tables, dict) else ():
            place = f"sources.{id}"
            if not self._shape(place, table, codebook.SOURCE):
                continue
            kind, described, words = table["kind"], table.get("described"), table.get("as_written", "")
            if (kind == "unnamed") != (described is not None):
                self._fault(place, "described belongs to unnamed sources, and every one of them needs it")
            if (kind != "narrator" and words not in self.text) or (kind != "narrator" and not words):
                near = nearest(words, self.text)
                self._fault(place, f'as_written "{words}" is not in the article; nearest: "{near}"')
            self.sources[id] = Source(id, kind, described, words)

    def _place(self, tables: list[Table]) -> dict[str, tuple[int, int]]:
        """Find the sentences in the text, in order; what lies between must be named under [outside]."""
        pieces = self.table.get("outside")
        pieces = dict(pieces) if isinstance(pieces, dict) else {}
        outside: dict[str, tuple[int, int]] = {}
        cursor, sure = 0, True
        for number, table in enumerate(tables, 1):
            if table.get("id") != f"S{number:02}":
                self._fault(f"sentence {number}", f"its id is {table.get('id')!r}; in order it is S{number:02}")
            text = table.get("text")
            start = self.text.find(text, cursor) if text and isinstance(text, str) else -1
            if start < 0:
                self._miss(str(table.get("id")), text)
                sure = False
                continue
            self._left_over(cursor, start, pieces, outside, sure)
            cursor, sure = start + len(text), True
            self.spans[str(table.get("id"))] = (start, cursor)
        self._left_over(cursor, len(self.text), pieces, outside, sure)
        for name, words in pieces.items():
            if name not in outside and sure:
                near = nearest(str(words), self.text)
                self._fault(f"outside.{name}", f'"{words}" is not between the sentences; nearest: "{near}"')
        return outside

    def _miss(self, place: str, text: object) -> None:
        if not isinstance(text, str) or not text:
            self._fault(place, "has no text; copy the sentence from the article")
        elif text in self.text:
            self._fault(place, "the sentence stands elsewhere in the article; list the sentences in its order")
        else:
            near = nearest(text, self.text)
            self._fault(place, f'its text "{text}" is not in the article; nearest: "{near}"')

    def _left_over(self, start: int, end: int, pieces: Table, outside: dict[str, tuple[int, int]], sure: bool) -> None:
        gap = self.text[start:end]
        for name, words in pieces.items():
            if name not in outside and isinstance(words, str) and words in gap:
                at = start + gap.index(words)
                outside[name] = (at, at + len(words))
                gap = gap.replace(words, " " * len(words), 1)
        if sure and gap.strip():
            self._fault("text", f'"{gap.strip()}" is in no sentence; code it or name it under [outside]')

    def _quote(self, place: str, name: str, quote: str, sentence: tuple[int, int]) -> tuple[int, int] | None:
        start, end = sentence
        try:
            found = find_once(quote, self.text[start:end])
        except QuoteError as error:
            self._fault(place, f"{name} {error}")
            return None
        return start + found[0], start + found[1]

    def _source(self, place: str, id: str) -> Source | None:
        self.used.add(id)
        if id not in self.sources:
            near = get_close_matches(id, self.sources, n=1)
            hint = f'; did you mean "{near[0]}"?' if near else "; define it under [sources]"
            self._fault(place, f'source "{id}" is not defined{hint}')
        return self.sources.get(id)

    def _sentence(self, table: Table) -> Sentence | None:
        place = str(table.get("id"))
        if not self._shape(place, table, codebook.SENTENCE) or place not in self.spans:
            return None
        span = self.spans[place]
        source = self._source(place, table["source"])
        cue = self._quote(place, "cue", table["cue"], span) if table["cue"] else None
        words = self._words(place, table, cue)
        for message in _rule_faults(table, source):
            self._fault(place, message)
        loaded = tuple(filter(None, (self._loaded(place, row, span, source) for row in table.get("loaded", []))))
        self._check_overlap(place, loaded)
        return Sentence(
            id=place,
            start=span[0],
            end=span[1],
            text=table["text"],
            en=table.get("en", ""),
            source=table["source"],
            kind=source.kind if source else "",
            cue=table["cue"],
            cue_start=cue and cue[0],
            cue_end=cue and cue[1],
            words_start=words and words[0],
            words_end=words and words[1],
            link=table["link"],
            mode=table["mode"],
            contested=table.get("contested", False),
            other=self._other(place, table),
            why=table["why"],
            tempting=self._tempting(place, table, source),
            loaded=loaded,
        )

    def _words(self, place: str, table: Table, cue: tuple[int, int] | None) -> tuple[int, int] | None:
        if not table.get("words"):
            return None
        if cue is None:
            self._fault(place, "words are the part of the cue that stands for the source; there is no cue")
            return None
        return self._quote(place, "words", table["words"], cue)

    def _other(self, place: str, table: Table) -> OtherReading | None:
        other, contested = table.get("other"), table.get("contested", False)
        if self.taught and contested != (other is not None):
            self._fault(place, "a contested sentence gives both sides under [sentence.other], and only that one")
        if other is None or not self._shape(f"{place} other", other, codebook.OTHER):
            return None
        source = self._source(place, other["source"])
        kind = source.kind if source else ""
        return OtherReading(other["source"], kind, other["for_key"], other["for_other"])

    def _tempting(self, place: str, table: Table, source: Source | None) -> dict[str, str]:
        tempting = table.get("tempting", {})
        for kind, reason in tempting.items():
            if kind not in codebook.KINDS or not isinstance(reason, str) or not reason:
                self._fault(place, f"tempting.{kind} must be a kind of source with a reason against it")
            elif source and kind == source.kind:
                self._fault(place, f"tempting.{kind} is the right answer here")
        if self.taught and not tempting:
            self._fault(place, "tempting is empty; give at least one wrong answer and the reason against it")
        return tempting

    def _loaded(self, place: str, row: object, span: tuple[int, int], source: Source | None) -> Loaded | None:
        if not self._shape(f"{place} loaded", row, codebook.LOADED):
            return None
        found = self._quote(place, "span", row["span"], span)
        told = source is not None and source.kind == "narrator"
        if source and told != (row["voice"] == "narrator"):
            self._fault(place, f'"{row["span"]}" has voice {row["voice"]}, and the sentence is {source.kind}\'s')
        if found is None:
            return None
        fields = {"origin_unclear": False, "neutral_id": "", "neutral_en": "", "why": "", **row}
        return Loaded(start=found[0], end=found[1], **fields)

    def _check_overlap(self, place: str, loaded: tuple[Loaded, ...]) -> None:
        for one, two in combinations(loaded, 2):
            if one.technique == two.technique and one.start < two.end and two.start < one.end:
                self._fault(place, f'"{one.span}" and "{two.span}" overlap and are both {one.technique}')

    def _edge(self, table: Table) -> Edge | None:
        place = f"edge {table.get('from')} -> {table.get('to')}"
        if not self._shape(place, table, codebook.EDGE):
            return None
        self._source(place, table["from"])
        self._source(place, table["to"])
        for id in [table["sentence"], *table["scope"]]:
            if id not in self.spans:
                self._fault(place, f"there is no sentence {id!r}")
        if table["sentence"] in self.spans:
            self._quote(place, f"cue in {table['sentence']}", table["cue"], self.spans[table["sentence"]])
        return Edge(table["from"], table["to"], table["sentence"], table["cue"], tuple(table["scope"]))

    def _check_sources_used(self) -> None:
        for id in self.sources:
            if id not in self.used:
                self._fault(f"sources.{id}", "is defined and never used")


def _rule_faults(table: Table, source: Source | None) -> list[str]:
    """What the codebook forbids in one sentence, whatever the article says."""
    if source is None:
        return []
    bare = not table["cue"] and table["link"] == "none" and table["mode"] == "none"
    if source.kind == "narrator":
        return [] if bare else ["the narrator has no cue, link none and mode none"]
    faults = []
    if table["link"] == "none" or table["mode"] == "none":
        faults.append(f"a sentence of {source.id} needs a link and a mode")
    if table["link"] == "explicit" and not table["cue"]:
        faults.append("an explicit link needs its cue")
    return faults
