"""Loaded words swapped for their neutral wording, one box a word: the same sentence, heard in plainer words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from ipywidgets import Checkbox, Layout, VBox

from helpers.article import load_article
from helpers.article.model import Article, Loaded, Sentence
from helpers.errors import ArticleError, not_found
from helpers.lenses.marked import numbered, passage, reason
from helpers.lenses.reader import VOICE_WORDS
from helpers.lenses.widgets import Explorer, dropdown, fill, place
from helpers.text.visible import TERMINAL, clean

__all__ = ["NeutralisedSentence", "Swap", "neutralised", "swap_words"]

_NO_PLAINER = {
    "agency": "No plainer word would mend it: the point is who did it, and words cannot add that.",
    "motive": "No plainer word would mend it: an aim that nobody can see needs its source, or must go.",
}
_QUOTED = "It stands in quotation marks: swap it in a retelling, never inside the marks."
_LEAVE_OUT = "No plainer word carries the same fact: leave it out, or say whose word it is."


@dataclass(frozen=True, slots=True)
class Swap:
    """A loaded span with its id, such as "S01a", and whether it stands swapped in the sentence."""

    id: str
    loaded: Loaded
    done: bool

    @property
    def possible(self) -> bool:
        """Whether the span has a neutral wording."""
        return bool(self.loaded.neutral_id)

    @property
    def caution(self) -> str:
        """Why there is no neutral wording, or why the words must not be swapped in print; else empty."""
        if not self.possible:
            return _NO_PLAINER.get(self.loaded.technique, _LEAVE_OUT)
        return _QUOTED if self.loaded.voice == "quoted" else ""


@dataclass(frozen=True, slots=True, repr=False)
class NeutralisedSentence:
    """A sentence in which some loaded words are swapped, with every swap that it has and the reasons."""

    article: Article
    sentence: Sentence
    swaps: tuple[Swap, ...]

    @property
    def text(self) -> str:
        """The sentence as it reads now."""
        return "".join(words for words, _ in self._pieces())

    @property
    def gloss(self) -> str:
        """The gloss with the same words swapped; empty where a swapped span does not say which words of it it is."""
        done = [swap.loaded for swap in self.swaps if swap.done]
        return _glossed(self.sentence.en, done) if all(loaded.span_en for loaded in done) else ""

    def __str__(self) -> str:
        """The sentence as it reads now, its gloss, and a line for each loaded span."""
        lines = [f"{self.sentence.id} {self.text}", *filter(None, [self.gloss]), *map(_line, self.swaps)]
        return clean("\n    ".join(lines), TERMINAL)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return f'<div lang="en">{self.reading()}{self.reasons()}</div>'

    def reading(self) -> str:
        """The sentence as it reads now, as HTML, with its loaded words and what was swapped marked by letters."""
        words = "".join(self._marked(*piece) for piece in self._pieces())
        language, done = escape(self.article.publication.language), sum(swap.done for swap in self.swaps)
        told = f"{escape(self.sentence.id)}, with {done} of {len(self.swaps)} loaded words swapped:"
        gloss = f"<br>{escape(self.gloss)}" * bool(self.gloss)
        return f'<p>{told}<br><span lang="{language}">{words}</span>{gloss}</p>'

    def reasons(self) -> str:
        """Every loaded word with its neutral wording, its gloss and the reason, as HTML."""
        items = "".join(f"<li>{self._item(swap)}</li>" for swap in self.swaps)
        return f"<ul>{items}</ul>" if items else "<p>No word of this sentence is coded as loaded.</p>"

    def _pieces(self) -> Iterator[tuple[str, Swap | None]]:
        """The sentence in pieces: plain words, and those of each span, swapped or not."""
        start, text = self.sentence.start, self.sentence.text
        at = 0
        for swap in sorted(self.swaps, key=lambda swap: swap.loaded.start):
            first, end = swap.loaded.start - start, swap.loaded.end - start
            if first < at:  # it overlaps the span before, which has been told already
                continue
            yield text[at:first], None
            yield (_fitted(text, first, end, swap.loaded.neutral_id) if swap.done else text[first:end]), swap
            at = end
        yield text[at:], None

    def _marked(self, words: str, swap: Swap | None) -> str:
        if swap is None:
            return escape(words)
        letter = f'<span lang="en" style="font-size:.8em"> [{escape(swap.id)}{": swapped" * swap.done}]</span>'
        tag = "ins" if swap.done else "span"
        style = "" if swap.done else ' style="outline:1px dashed;padding:0 .1em"'
        return f"<{tag}{style}>{escape(words)}</{tag}>{letter}"

    def _item(self, swap: Swap) -> str:
        loaded, why = swap.loaded, reason(self.article, swap.loaded.why)
        span = f"<strong>{escape(swap.id)}</strong> {passage(self.article, loaded.span)} ({_judged(loaded)})"
        if not swap.possible:
            return f"{span}. {swap.caution} {why}"
        neutral = f"{passage(self.article, loaded.neutral_id)} ({escape(loaded.neutral_en)})"
        return f"{span} → {neutral}{', swapped' * swap.done}. {why} {swap.caution}"


def neutralised(article: Article, sentence: str, which: Iterable[str] | None = None) -> NeutralisedSentence:
    """A sentence with some of its loaded words in their neutral wording.

    Where two loaded spans overlap, the first one is swapped.

    Args:
        article: a coded article.
        sentence: the sentence's id, such as "S06".
        which: ids of loaded spans to swap, counted by letter in the order of the annotation, such as "S06a"; all
            that have a neutral wording when None.

    Raises:
        ArticleError: there is no such sentence or span, or the span has no neutral wording.

    Example:
        >>> from helpers import load_article
        >>> print(neutralised(load_article("harakatuna-2024"), "S18").text)
        Media lokal mengatakan pada hari Sabtu pasukan Tentara Suriah terus mengusir serangan oleh kelompok-kelompok \
bersenjata yang didukung negara lain di wilayah barat laut negara itu.
    """
    spoken = article.sentence(sentence)
    spans = {f"{spoken.id}{_letter(number)}": loaded for number, loaded in enumerate(spoken.loaded)}
    wanted = {id for id, loaded in spans.items() if loaded.neutral_id} if which is None else set(which)
    for id in sorted(wanted):
        if id not in spans:
            raise ArticleError(not_found("loaded word", id, spans))
        if not spans[id].neutral_id:
            raise ArticleError(f'{id}, "{spans[id].span}", has no neutral wording.')
    return NeutralisedSentence(article, spoken, tuple(Swap(id, loaded, id in wanted) for id, loaded in spans.items()))


def _letter(number: int) -> str:
    """a, b … z, then aa, ab …, as columns of a table are named."""
    return (_letter(number // 26 - 1) if number > 25 else "") + chr(ord("a") + number % 26)


def _fitted(text: str, start: int, end: int, neutral: str) -> str:
    """The neutral words as they must stand here: a capital where the sentence begins, a blank after glued words."""
    begins = text[start].isupper() and not any(char.isalpha() for char in text[:start])
    glued = text[end : end + 1].isalpha()
    return (neutral[0].upper() + neutral[1:] if begins else neutral) + " " * glued


def _glossed(gloss: str, done: Iterable[Loaded]) -> str:
    """The gloss with plainer words; the first letter stays as large as it is."""
    for loaded in sorted(done, key=lambda one: gloss.find(one.span_en), reverse=True):
        at = gloss.find(loaded.span_en)
        large = gloss[at].isupper() and not any(char.isalpha() for char in gloss[:at])
        neutral = loaded.neutral_en[0].upper() + loaded.neutral_en[1:] if large else loaded.neutral_en
        gloss = gloss[:at] + neutral + gloss[at + len(loaded.span_en) :]
    return gloss


def _line(swap: Swap) -> str:
    loaded, mark = swap.loaded, "✓ swapped" if swap.done else "· as it is"
    plainer = f" → {loaded.neutral_id} ({loaded.neutral_en})" if swap.possible else ""
    return f'{mark}: {swap.id} "{loaded.span}" ({_judged(loaded)}){plainer}. {loaded.why} {swap.caution}'.rstrip()


def _judged(loaded: Loaded) -> str:
    return f"{loaded.named}, {VOICE_WORDS[loaded.voice]}" + ", arguable" * (loaded.certainty == "arguable")


def swap_words(article: str) -> Explorer:
    """A list of sentences, and a box for each loaded word that has a neutral wording: tick it, and the words change.

    Args:
        article: the article's id.

    Raises:
        ArticleError: there is no such article.

    Example:
        >>> swap_words("harakatuna-2024").children[2].children[0].description
        'S01a: Takfiri → kelompok bersenjata'
    """
    coded = load_article(article)
    loaded = [sentence for sentence in coded.sentences if sentence.loaded]
    chosen = dropdown("Sentence", [sentence.id for sentence in loaded])
    words, boxes, changed, reasons = place(), VBox(), place(), place()

    def show(change: object = None) -> None:
        which = [box.description.partition(":")[0] for box in boxes.children if box.value]
        sentence = neutralised(coded, chosen.value, which)
        fill(changed, sentence.reading(), announced=True)
        fill(reasons, sentence.reasons())

    def start(change: object = None) -> None:
        fill(words, numbered(coded, coded.sentence(chosen.value)))
        boxes.children = [_box(swap) for swap in neutralised(coded, chosen.value, ()).swaps if swap.possible]
        for box in boxes.children:
            box.observe(show, "value")
        show()

    chosen.observe(start, "value")
    start()
    static = "".join(numbered(coded, one) + neutralised(coded, one.id)._repr_html_() for one in loaded)
    return Explorer([chosen, words, boxes, changed, reasons], static)


def _box(swap: Swap) -> Checkbox:
    return Checkbox(
        description=f"{swap.id}: {swap.loaded.span} → {swap.loaded.neutral_id}",
        indent=False,
        layout=Layout(width="auto", max_width="100%"),
    )
