"""One sentence whose voices can be pressed: kata siapa? The coding answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from importlib.resources import files

from helpers.article.model import Article, Sentence
from helpers.errors import ArticleError
from helpers.lenses.marked import passage, reason
from helpers.text.html import typographic

__all__ = ["PressableSentence", "press"]


@dataclass(frozen=True, slots=True, repr=False)
class PressableSentence:
    """A sentence that shows itself as HTML, with a voice to choose and what each choice means. `press` gives it."""

    article: Article
    sentence: Sentence
    voices: Mapping[str, tuple[str, str]]

    def _repr_html_(self) -> str:
        style = (files("helpers.lenses.voices") / "press.css").read_text("utf-8").strip()
        inputs = "".join(
            f'<input type="radio" name="ks-press" id="ks-press-{at}">' for at in range(1, len(self.voices) + 1)
        )
        words, english = zip(*self.voices.values(), strict=True)
        language = escape(self.article.publication.language)
        return (
            f'<style>{style}</style>\n<div class="ks-press" lang="en" role="group" aria-label="Who says so?">'
            f"{inputs}\n"
            f'<p class="ks-said" lang="{language}">{_labelled(self.sentence.text, words)}</p>\n'
            f'<div class="ks-told" role="status"><p>Press a marked voice: is it the one that says this?</p>'
            f"{''.join(self._told())}</div>\n"
            f'<p class="ks-meant">{_labelled(typographic(self.sentence.en), map(typographic, english))}</p>\n</div>'
        )

    def _told(self) -> Iterator[str]:
        """What each choice means, in the order of the voices."""
        for id in self.voices:
            source = self.article.sources[id]
            right = id == self.sentence.source
            why = self.sentence.why if right else self.sentence.tempting[source.kind]
            verdict = "Yes, this one" if right else "Not this one"
            name = passage(self.article, source.as_written)
            yield (
                f'<p class="{"ks-right" if right else "ks-wrong"}"><strong>{verdict}: {name}</strong> '
                f"({escape(source.kind)}). {reason(self.article, why)}</p>"
            )


def press(article: Article, id: str, english: Mapping[str, str]) -> PressableSentence:
    """The sentence with its voices to press; each choice is answered with the coding's reason.

    Args:
        article: a coded article.
        id: the sentence.
        english: the voices to choose from, by their source ids, each as the gloss names it.

    Raises:
        ArticleError: there is no such sentence, the right voice is not offered, a voice does not stand in the sentence
            and its gloss, or nothing says why a voice is wrong.

    Example:
        >>> from helpers import load_article
        >>> article = load_article("islam-times-2021")
        >>> view = press(article, "S02", {"press-tv": "Press TV", "sputnik-source": "a news source"})
        >>> '<strong>Not this one: <span lang="id">Press TV</span></strong> (outlet).' in view._repr_html_()
        True
    """
    sentence = article.sentence(id)
    if sentence.source not in english:
        raise ArticleError(f'{id} of {article.id} is said by "{sentence.source}"; name it among the voices to press.')
    voices = {voice: (article.sources[voice].as_written, words) for voice, words in english.items()}
    for voice, (written, words) in voices.items():
        if written not in sentence.text or words not in sentence.en:
            raise ArticleError(f'"{written}" ("{words}") does not stand in {id} of {article.id} and its gloss.')
        if voice != sentence.source and article.sources[voice].kind not in sentence.tempting:
            raise ArticleError(f'Nothing in {id} of {article.id} says why "{voice}" is wrong (tempting.…).')
    return PressableSentence(article, sentence, voices)


def _labelled(text: str, voices: Iterable[str]) -> str:
    """The text as HTML, in which each voice is the label of its choice."""
    html = escape(text)
    for at, words in enumerate(voices, 1):
        html = html.replace(escape(words), f'<label for="ks-press-{at}">{escape(words)}</label>', 1)
    return html
