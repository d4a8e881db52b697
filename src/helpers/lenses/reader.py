"""The annotated article as HTML and as plain text: one object for the book, the notebook and the terminal."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from helpers.article import load_article
from helpers.article.codebook import KINDS
from helpers.article.model import Article, Loaded, Sentence
from helpers.errors import ArticleError
from helpers.lenses.marked import passage, reason
from helpers.text.html import typographic
from helpers.text.visible import TERMINAL, clean

__all__ = ["TOGGLES", "VOICE_WORDS", "ReaderView", "read"]

TOGGLES = {
    "voices": "Who speaks",
    "unnamed": "Unnamed sources",
    "loaded": "Loaded words",
    "indonesian": "Indonesian",
    "english": "English",
}
_NAMELESS = {"unnamed": "no name", "vague": "nobody in particular"}
_LINK_WORDS = {
    "explicit": "the source stands in this sentence",
    "carried": "it points back to a source that was named before",
    "none": "it names no source",
}
_MODE_WORDS = {
    "direct": "in quotation marks",
    "mixed": "partly in quotation marks",
    "indirect": "a retelling, not a quotation",
    "none": "nothing is retold",
}
VOICE_WORDS = {"narrator": "the article's own", "paraphrase": "reported", "quoted": "quoted"}


@dataclass(frozen=True, slots=True)
class _MarkedSpan:
    start: int
    end: int
    style: str
    layer: str
    word: str


@dataclass(frozen=True, slots=True, repr=False)
class ReaderView:
    """An annotated article that shows itself: HTML where HTML is shown, plain text everywhere else. `read` gives it."""

    article: Article
    only: tuple[str, ...] = ()
    shown: tuple[str, ...] = ("voices", "english")
    coded: bool = True
    reveal: bool = False

    def __post_init__(self) -> None:
        """Refuse sentences and layers that do not exist, when the view is made and not when it is shown."""
        for id in self.only:
            self.article.sentence(id)
        for layer in self.shown:
            if layer not in TOGGLES:
                raise ArticleError(f'There is no layer "{layer}"; choose from {", ".join(TOGGLES)}.')

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences that this view shows, in the article's order."""
        return tuple(s for s in self.article.sentences if not self.only or s.id in self.only)

    def __str__(self) -> str:
        """The view as plain text, for a terminal."""
        lines = [_headline(self.article), *("\n" + self._plain(s) for s in self.sentences)]
        return clean("\n".join(lines), TERMINAL)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        article = self.article
        prefix = self._prefix()
        rows = [(sentence.start, self._row(sentence, prefix)) for sentence in self.sentences]
        rows += self._outside()
        items = "\n".join(row for _, row in sorted(rows))
        return (
            f"<style>{_css()}</style>\n"
            f'<div class="ks" lang="en" role="group" aria-label="{escape(article.publication.outlet)}, by sentence">\n'
            f'<p class="ks-head">{escape(_headline(article, self.coded or self.reveal))}</p>\n'
            f"{self._switches(prefix)}\n{_LEGEND * self.coded}\n"
            f'<ol aria-label="Sentences">\n{items}\n</ol>\n</div>'
        )

    def _prefix(self) -> str:
        """What all ids of this view begin with; another one each time that a notebook shows the same view."""
        words = "-".join(["ks" if self.coded else "ks-bare", self.article.id, *self.only])
        prefix = re.sub(r"[^\w-]+", "_", words)
        times = _times_shown(prefix)
        return prefix if times == 1 else f"{prefix}.{times}"

    def _row(self, sentence: Sentence, prefix: str) -> str:
        row = _coded if self.coded else _revealed if self.reveal else _bare
        dark = " ks-dark" * (self.coded and sentence.kind in _NAMELESS)
        return f'<li class="ks-s{dark}" id="{prefix}-{escape(sentence.id)}">{row(self.article, sentence)}</li>'

    def _switches(self, prefix: str) -> str:
        on = {*self.shown, "indonesian"}
        return "\n".join(
            f'<label for="{prefix}-{layer}">{words}</label>'
            f'<input type="checkbox" class="ks-{layer}" id="{prefix}-{layer}"{" checked" * (layer in on)}>'
            for layer, words in TOGGLES.items()
            if self.coded or layer in ("indonesian", "english")
        )

    def _plain(self, sentence: Sentence) -> str:
        if self.coded:
            return _plain(self.article, sentence)
        bare = f"{sentence.id} {sentence.text}" + f"\n    English: {sentence.en}" * bool(sentence.en)
        return f"{bare}\n    Answer:\n    {_plain(self.article, sentence)}" if self.reveal else bare

    def _outside(self) -> Iterator[tuple[int, str]]:
        """What is no sentence, and where it starts; nothing where only some sentences are shown."""
        pieces = {} if self.only else self.article.outside
        for name, (start, end) in pieces.items():
            words = passage(self.article, self.article.text[start:end])
            yield start, f'<li class="ks-out">{escape(name.capitalize())}: {words}</li>'


def read(
    article: Article | str | os.PathLike[str],
    only: tuple[str, ...] = (),
    shown: tuple[str, ...] = ("voices", "english"),
    coded: bool = True,
    reveal: bool = False,
) -> ReaderView:
    """The annotated article as one object that shows itself in a book, a notebook or a terminal.

    Args:
        article: its id, the path of its folder, or the article as `load_article` gives it.
        only: ids of the sentences to show; all of them when empty.
        shown: the layers that are switched on at first, of "voices", "unnamed", "loaded", "indonesian", "english".
        coded: False shows only the numbered sentences with their gloss, to work on unaided.
        reveal: with `coded` off, each sentence opens to its coding, for predicting first.

    Raises:
        ArticleError: there is no such article, or a sentence id or a layer does not exist.

    Example:
        >>> print(read("harakatuna-2024", only=("S15",)))  # doctest: +ELLIPSIS
        Harakatuna, not before 2024-11-30...
    """
    whole = article if isinstance(article, Article) else load_article(article)
    return ReaderView(whole, only, shown, coded, reveal)


_LEGEND = (
    '<p class="ks-legend">Each sentence has a number and opens to its reasons.'
    '<span class="ks-if-voices"> The source is underlined, the rest of the cue is dotted; both say so.</span>'
    '<span class="ks-if-unnamed"> A double bar marks sentences that hang on an unnamed or vague source.</span>'
    '<span class="ks-if-loaded"> Loaded words stand in a dashed box, with technique and voice.</span></p>'
)


@cache
def _css() -> str:
    return Path(__file__).with_name("reader.css").read_text("utf-8").strip()


def _times_shown(view: str) -> int:
    """How often the notebook has shown a view, with this time; its kernel counts, and elsewhere it is the first."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    shown: Counter[str] = shell.__dict__.setdefault("kata_siapa_shown", Counter()) if shell else Counter()
    shown[view] += 1
    return shown[view]


def _english(words: str) -> str:
    return escape(typographic(words))


def _headline(article: Article, initials: bool = False) -> str:
    """Outlet and date, with the initials that stand in the numbers of the sentences."""
    short = f" ({_initials(article)})" * initials
    return f"{article.publication.outlet}{short}, {article.publication.published}"


def _initials(article: Article) -> str:
    return "".join(word[0].upper() for word in article.publication.outlet.split())


def _number(article: Article, sentence: Sentence) -> str:
    """A sentence's number as HTML, with the outlet's initials: a page may show two articles, and each has an S01."""
    return escape(f"{_initials(article)}·{sentence.id}")


def _voice(article: Article, sentence: Sentence) -> str:
    """Who speaks, in words that stand without colour."""
    source = article.sources[sentence.source]
    if source.kind == "narrator":
        return "narrator"
    described = f", only a {source.described} is given" if source.described in ("role", "place") else ""
    return f"{source.kind}{described}: {source.as_written}"


def _plain(article: Article, sentence: Sentence) -> str:
    contested = " [contested]" if sentence.contested else ""
    lines = [f"{sentence.id} [{_voice(article, sentence)}]{contested} {sentence.text}"]
    lines += [f"English: {sentence.en}"] * bool(sentence.en)
    lines += [f'Cue: "{sentence.cue}" ({sentence.link}, {sentence.mode})'] * bool(sentence.cue)
    lines += [f'Loaded: "{loaded.span}" ({_framing(loaded)})' for loaded in sentence.loaded]
    return "\n    ".join(lines)


def _framing(loaded: Loaded) -> str:
    parts = [loaded.named, VOICE_WORDS[loaded.voice]]
    parts += ["whose word?"] * loaded.origin_unclear
    parts += ["arguable"] * (loaded.certainty == "arguable")
    return ", ".join(parts)


def _bare(article: Article, sentence: Sentence, number: str = "") -> str:
    """The sentence to work on: alone it is called what a worksheet calls it."""
    text = passage(article, sentence.text)
    return f'<p class="ks-no">{number or escape(sentence.id)}</p>\n<p class="ks-text">{text}</p>\n{_gloss(sentence)}'


def _gloss(sentence: Sentence) -> str:
    return f'<p class="ks-gloss">{_english(sentence.en)}</p>' * bool(sentence.en)


def _revealed(article: Article, sentence: Sentence) -> str:
    return (
        f"{_bare(article, sentence, _number(article, sentence))}<details>"
        f"<summary>Decide first. Then open: who carries {_number(article, sentence)}?</summary>"
        f"{_tagged(article, sentence)}{_reasons(article, sentence)}</details>"
    )


def _coded(article: Article, sentence: Sentence) -> str:
    return (
        f'{_tagged(article, sentence)}{_gloss(sentence)}<details class="ks-why">'
        f"<summary>Reasons for {_number(article, sentence)}</summary>{_reasons(article, sentence)}</details>"
    )


def _tagged(article: Article, sentence: Sentence) -> str:
    """The sentence with its tags above it and its marks in it.

    Lines part its words from others: the book's search takes the tags away and would join them.
    """
    marked = _marked(article.text, sentence.start, sentence.end, sorted(_marks(sentence), key=_outermost))
    return (
        f'<p><span class="ks-no">{_number(article, sentence)}</span>{"".join(_tags(article, sentence))}</p>'
        f'\n<p class="ks-text" lang="{escape(article.publication.language)}">{marked}</p>\n'
    )


def _tags(article: Article, sentence: Sentence) -> Iterator[str]:
    kind, _, words = _voice(article, sentence).partition(": ")
    who = escape(kind) + (f": {passage(article, words)}" if words else "")
    yield f'<span class="ks-tag ks-if-voices">{who}</span>'
    if sentence.kind in _NAMELESS:
        yield f'<span class="ks-tag ks-if-unnamed">{_NAMELESS[sentence.kind]}</span>'
    if sentence.contested:
        yield '<span class="ks-tag">contested: two readings</span>'


def _marks(sentence: Sentence) -> Iterator[_MarkedSpan]:
    if sentence.cue_start is not None and sentence.cue_end is not None:
        yield _MarkedSpan(sentence.cue_start, sentence.cue_end, "ks-cue", "voices", "cue")
    if sentence.words_start is not None and sentence.words_end is not None:
        yield _MarkedSpan(sentence.words_start, sentence.words_end, "ks-src", "voices", "source")
    for loaded in sentence.loaded:
        yield _MarkedSpan(loaded.start, loaded.end, "ks-load", "loaded", _framing(loaded))


def _outermost(mark: _MarkedSpan) -> tuple[int, int]:
    return mark.start, -mark.end


def _marked(text: str, start: int, end: int, marks: list[_MarkedSpan]) -> str:
    """The text from start to end with its marks nested; a mark that crosses another is cut, and named at its end."""
    parts, at = [], start
    while marks:
        first = marks.pop(0)
        inner = [mark for mark in marks if mark.start < first.end]
        rest = [mark for mark in marks if mark.start >= first.end]
        for mark in [mark for mark in inner if mark.end > first.end]:
            inner[inner.index(mark)] = _MarkedSpan(mark.start, first.end, mark.style, mark.layer, "")
            rest.append(_MarkedSpan(first.end, mark.end, mark.style, mark.layer, mark.word))
        parts += [escape(text[at : first.start]), f'<span class="{first.style}">']
        parts += [_marked(text, first.start, first.end, inner), _word(first), "</span>"]
        at, marks = first.end, sorted(rest, key=_outermost)
    return "".join([*parts, escape(text[at:end])])


def _word(mark: _MarkedSpan) -> str:
    return f'<span class="ks-w ks-if-{mark.layer}" lang="en"> [{_english(mark.word)}]</span>' if mark.word else ""


def _reasons(article: Article, sentence: Sentence) -> str:
    return f"<ul>{''.join(_reason_items(article, sentence))}</ul>"


def _reason_items(article: Article, sentence: Sentence) -> Iterator[str]:
    why = reason(article, sentence.why)
    yield f"<li><strong>Voice: {escape(sentence.kind)}</strong> ({_english(KINDS[sentence.kind])}). {why}</li>"
    if sentence.other:
        other = escape(sentence.other.kind)
        yield f"<li><strong>For {escape(sentence.kind)}:</strong> {reason(article, sentence.other.for_key)}</li>"
        yield f"<li><strong>For {other}:</strong> {reason(article, sentence.other.for_other)}</li>"
    if sentence.cue:
        cue = passage(article, sentence.cue)
        yield f"<li><strong>Cue:</strong> {cue} ({_LINK_WORDS[sentence.link]}; {_MODE_WORDS[sentence.mode]})</li>"
    for kind, against in sentence.tempting.items():
        yield f'<li class="ks-more"><strong>Why not {escape(kind)}?</strong> {reason(article, against)}</li>'
    for loaded in sentence.loaded:
        yield f'<li class="ks-more">{_loaded_reason(article, loaded)}</li>'


def _loaded_reason(article: Article, loaded: Loaded) -> str:
    span = passage(article, loaded.span)
    plainer = ""
    if loaded.neutral_id:
        plainer = f" Plainer: {passage(article, loaded.neutral_id)} ({_english(loaded.neutral_en)})."
    return f"<strong>Loaded:</strong> {span} ({_english(_framing(loaded))}). {reason(article, loaded.why)}{plainer}"
