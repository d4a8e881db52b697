"""A new article's folder: its text byte for byte, and a first annotation, guesses marked, for a person to correct."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from helpers.article import article_folder, article_ids
from helpers.article.codebook import LINKS, MODES
from helpers.article.files import BLANK, read_text
from helpers.detection import detect
from helpers.detection.results import Detection, LoadedCandidate
from helpers.detection.sources import (
    MentionedSource,
    MentionedSources,
    SentenceAttribution,
    sentence_attributions,
    voice_kind,
)
from helpers.errors import ArticleError
from helpers.text.spans import Span, once, stands_once
from helpers.text.visible import COMMENT, clean

__all__ = ["MARK", "MOST_SENTENCES", "Draft", "draft_of", "new_article"]

MARK = "# suggested: "
"""Begins the line above each guess; whoever has judged it takes the line out."""

MOST_SENTENCES = 999
"""The ids of sentences have three digits at most."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SIGN_OFF = re.compile(r"[\[(][^\])]{1,120}[\])]")
_PUBLISHER = "publisher"


@dataclass(frozen=True, slots=True)
class Draft:
    """The two files of a first annotation, and how many sentences and guesses are in it."""

    publication: str
    annotations: str
    sentences: int
    guesses: int


@dataclass(frozen=True, slots=True)
class _DraftRow:
    """A sentence of the draft: its id, its words, its reading and its source.

    `path` leads from the publisher to the source, by ids; `hops` are those that this sentence states, with their cues.
    """

    id: str
    words: str
    reading: SentenceAttribution
    source: str
    path: tuple[str, ...]
    hops: Mapping[tuple[str, str], str]


def draft_of(text: str) -> Draft:
    r"""The first annotation of a text; it is valid but for its blanks.

    Args:
        text: NFC text with `\n` line ends, as `helpers.article.files.read_text` gives it.

    Example:
        >>> draft = draft_of("Hujan turun.")
        >>> draft.sentences, 'source = "narrator"' in draft.annotations
        (1, True)
    """
    found = detect(text)
    headline, closing, body = _parts(found)
    identities = MentionedSources(text)
    rows = list(_rows(text, body, identities))
    blocks = [_opening(), *_outside(text, headline, closing), *_sources(rows, identities)]
    blocks += [_sentence(row, text) for row in rows] + list(_edges(rows))
    annotations = "\n\n".join(blocks) + "\n"
    publication = _publication(text, headline)
    return Draft(publication, annotations, len(rows), (publication + annotations).count(MARK))


def _parts(found: Detection) -> tuple[Span | None, Span | None, list[SentenceAttribution]]:
    """A headline, a sign-off, and the sentences between them."""
    rows = [reading for reading in sentence_attributions(found) if reading.sentence.of(found.text).strip()]
    headline = closing = None
    if len(rows) > 1 and _is_headline(rows[0], rows[1], found.text):
        headline, rows = rows[0].sentence, rows[1:]
    if len(rows) > 1 and _SIGN_OFF.fullmatch(rows[-1].sentence.of(found.text).strip()):
        closing, rows = rows[-1].sentence, rows[:-1]
    return headline, closing, rows


def _is_headline(reading: SentenceAttribution, following: SentenceAttribution, text: str) -> bool:
    """Whether a line stands alone without a full stop; one that holds the next sentence is no help to find that one."""
    whole = reading.sentence.of(text)
    words = whole.strip()
    if following.sentence.of(text).strip() in words:
        return False
    rest = text[reading.sentence.start + whole.index(words) + len(words) :].lstrip(" \t")
    ended = words.endswith((".", "!", "?", "”", '"', "…", ":"))
    return not ended and rest.startswith("\n") and "\n" not in words and len(words.split()) <= 20


def _rows(text: str, body: list[SentenceAttribution], identities: MentionedSources) -> Iterator[_DraftRow]:
    paths: dict[str, tuple[str, ...]] = {}
    for number, reading in enumerate(body, 1):
        words = reading.sentence.of(text).strip()
        saying = [*reading.relays, *([reading.attribution] if reading.attribution else [])]
        said = {identities.of(one).id: one for one in saying}
        source = list(said)[-1] if said else "narrator"
        hops: dict[tuple[str, str], str] = {}
        if said and not reading.carried and (len(said) > 1 or source not in paths):
            paths[source] = (_PUBLISHER, *said)
            cues = [once(one.wording, reading.sentence, text) for one in said.values()]
            hops = dict(zip(pairwise(paths[source]), cues, strict=True))
        yield _DraftRow(f"S{number:02}", words, reading, source, paths.get(source, ()), hops)


def _opening() -> str:
    return (
        f"# A first annotation, suggested by rules. Judge each guess, mend it, and take its mark out: {MARK.strip()}\n"
        f'# Replace each "{BLANK}" by what only a person can say. kata-siapa check-article says what is left.'
    )


def _outside(text: str, headline: Span | None, closing: Span | None) -> Iterator[str]:
    lines = ["[outside]"]
    if headline:
        lines += [MARK + "the first line ends without a full stop", f"headline = {_quoted(headline, text)}"]
    if closing:
        lines += [MARK + "brackets at the end", f'"sign-off" = {_quoted(closing, text)}']
    if len(lines) > 1:
        yield "\n".join(lines)


def _quoted(span: Span, text: str) -> str:
    return _toml(span.of(text).strip())


def _sources(rows: list[_DraftRow], identities: MentionedSources) -> Iterator[str]:
    used = {row.source for row in rows} | {id for row in rows for id in row.path}
    if "narrator" in used:
        yield '[sources.narrator]\nkind = "narrator"'
    if _PUBLISHER in used:
        yield f'[sources.{_PUBLISHER}]\nkind = "outlet"\nas_written = "{BLANK}"'
    for identity in sorted(identities.known, key=lambda one: one.id):
        if identity.id in used:
            yield "\n".join(_source(identity))


def _source(identity: MentionedSource) -> Iterator[str]:
    yield f"[sources.{identity.id}]"
    yield MARK + _line(identity.reason)
    yield f'kind = "{identity.kind}"'
    if identity.described:
        yield f'described = "{identity.described}"'
    yield f"as_written = {_toml(identity.as_written)}"


def _sentence(row: _DraftRow, text: str) -> str:
    mode = _mode(row)
    lines = ["[[sentence]]", f'id = "{row.id}"', f"text = {_toml(row.words)}", f'en = "{BLANK}"']
    lines += [MARK + _reason(row.reading), f'source = "{row.source}"', *_wording(row, text)]
    lines += [f'link = "{_link(row)}"', f'mode = "{mode}"', f'why = "{BLANK}"']
    lines.append(f'tempting.{"person" if row.source == "narrator" else "narrator"} = "{BLANK}"')
    loaded = [_loaded(one, words, row, mode) for one, words in _apart(row, text)]
    return "\n\n".join(["\n".join(lines), *loaded])


def _reason(reading: SentenceAttribution) -> str:
    if reading.attribution is None:
        return "no words here give the sentence to anybody"
    told = _line(reading.attribution.reason)
    return f"what the sentence before it begins goes on here; there: {told}" if reading.carried else told


def _wording(row: _DraftRow, text: str) -> Iterator[str]:
    """The cue, and the part of it that stands for the source, both so that they stand in the sentence once."""
    one = row.reading.attribution
    if one is None or row.reading.carried:
        yield "cue = ''"
        return
    cue = once(one.wording, row.reading.sentence, text) or once(one.cue, row.reading.sentence, text)
    yield f"cue = {_toml(cue)}"
    words = one.source.of(text) if one.source else "nya" if cue.endswith("nya") else ""
    if cue and words and stands_once(words, cue):
        yield f"words = {_toml(words)}"


def _link(row: _DraftRow) -> str:
    one = row.reading.attribution
    if one is None:
        return "none"
    if row.reading.carried or one.link not in LINKS or one.link == "none":
        return "carried" if row.reading.carried else "explicit"
    return one.link


def _mode(row: _DraftRow) -> str:
    one = row.reading.attribution
    if one is None:
        return "none"
    mode = "indirect" if one.mode not in MODES or one.mode == "none" else one.mode
    quoted = any(loaded.voice == "quoted" for loaded in row.reading.loaded)
    return "mixed" if quoted and mode == "indirect" else mode


def _apart(row: _DraftRow, text: str) -> Iterator[tuple[LoadedCandidate, str]]:
    """The loaded words as they are quoted, without those that overlap another of the same technique."""
    ends: dict[str, int] = {}
    for one in sorted(row.reading.loaded, key=lambda one: (one.start, -one.end)):
        words = once(Span(one.start, one.end), row.reading.sentence, text)
        start = row.words.find(words)
        if words and start >= ends.get(one.technique, 0):
            ends[one.technique] = start + len(words)
            yield one, words


def _loaded(one: LoadedCandidate, words: str, row: _DraftRow, mode: str) -> str:
    lines = ["[[sentence.loaded]]", MARK + _line(one.reason), f"span = {_toml(words)}"]
    lines += [f'technique = "{one.technique}"', f'voice = "{_voice(one, row, mode)}"', f'certainty = "{BLANK}"']
    lines += [f'neutral_id = "{BLANK}"', f'neutral_en = "{BLANK}"', f'why = "{BLANK}"']
    return "\n".join("  " + line for line in lines)


def _voice(one: LoadedCandidate, row: _DraftRow, mode: str) -> str:
    """The voice that fits the sentence's: a draft must not contradict itself."""
    if voice_kind(row.reading) == "narrator":
        return "narrator"
    return "quoted" if one.voice == "quoted" and mode != "indirect" else "paraphrase"


def _edges(rows: list[_DraftRow]) -> Iterator[str]:
    """Who relays whom, each hop once: where it is stated first, and every sentence that hangs on it."""
    stated: dict[tuple[str, str], tuple[str, str]] = {}
    scopes: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        for hop, cue in row.hops.items():
            if cue:
                stated.setdefault(hop, (row.id, cue))
        for hop in pairwise(row.path):
            scopes.setdefault(hop, []).append(row.id)
    for hop, (id, cue) in stated.items():
        scope = ", ".join(f'"{one}"' for one in scopes.get(hop, [id]))
        yield (
            f'[[edge]]\n{MARK}"{_line(cue)}" in {id}\nfrom = "{hop[0]}"\nto = "{hop[1]}"\n'
            f'sentence = "{id}"\ncue = {_toml(cue)}\nscope = [{scope}]'
        )


def _publication(text: str, headline: Span | None) -> str:
    lines = [f'# Replace each "{BLANK}". An invented text says so under provenance.']
    lines += [f'outlet = "{BLANK}"', 'language = "id"']
    if headline:
        lines += [MARK + "the first line ends without a full stop", f"title = {_quoted(headline, text)}"]
    else:
        lines.append(f'title = "{BLANK}"')
    names = ("published", "date_known", "address", "rights", "provenance")
    return "\n".join(lines + [f'{name} = "{BLANK}"' for name in names]) + "\n"


def _line(words: str) -> str:
    """On one line, without what a comment must not hold."""
    return " ".join(clean(words, COMMENT).split())


def _toml(words: str) -> str:
    """The words as TOML writes them."""
    if "'" not in words and words.isprintable():
        return f"'{words}'"
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def new_article(data: bytes, id: str, into: Path) -> tuple[Path, Draft]:
    """The folder of a new article, written, and the draft in it; nothing that is there is ever overwritten.

    Args:
        data: the article's words in UTF-8, kept byte for byte.
        id: small letters, digits and hyphens; the folder's name.
        into: the folder of articles; it is made where it is missing.

    Raises:
        ArticleError: the id will not do or is taken, the text is empty or too long, or the folder cannot be written.
    """
    folder = into / _free(id, into)
    try:
        folder.mkdir(parents=True)
        (folder / "text.txt").write_bytes(data)
        return folder, _write(folder)
    except OSError as error:
        raise ArticleError(f"{folder} cannot be written: {error.strerror}.") from None


def _free(id: str, into: Path) -> str:
    if not _ID.fullmatch(id) or len(id) > 60:
        raise ArticleError(f'"{id}" is no id; use small letters, digits and hyphens, such as "rice-prices-2024".')
    if (into / id).exists():
        raise ArticleError(f"{into / id} is there already, and nothing is overwritten; choose another id.")
    if id in article_ids():
        raise ArticleError(f"The id {id} is taken by {article_folder(id)}; choose another.")
    return id


def _write(folder: Path) -> Draft:
    """Add the draft to a folder that has its text; take the folder away again where there can be none."""
    try:
        draft = draft_of(read_text(folder))
        if not 0 < draft.sentences <= MOST_SENTENCES:
            raise ArticleError(f"The text has {draft.sentences} sentences; an article has 1 to {MOST_SENTENCES}.")
    except ArticleError:
        (folder / "text.txt").unlink()
        folder.rmdir()
        raise
    (folder / "article.toml").write_text(draft.publication, "utf-8")
    (folder / "annotations.toml").write_text(draft.annotations, "utf-8")
    return draft
