"""Whose file it is, as far as its name and its folders say: what a platform wrote, and plain names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from helpers.grading.intake.platform_names import PlatformName, label, of_list
from helpers.text.visible import FILE_NAME, clean

__all__ = ["FileClaim", "Name", "claim", "folded", "is_neutral", "printable", "stem", "with_names_inside"]

_AGAIN = re.compile(r"-(\d{1,3})$")
_NUMBERED = re.compile(r"\(\d{1,3}\)")
_MARK = r"\(\d{1,3}\)|-\s?(?:copy|kopie|salinan)\d{0,3}(?![^\W_])"
"""What a download, a program or a file manager puts behind the name of a copy."""

_WORD = re.compile(rf"{_MARK}|[^\W_]+", re.IGNORECASE)
_FILLER = re.compile(
    r"[(-].*|(?:notebook|submissions?|submitted|jawaban|tugas|answers?|final|untitled|assignment|draft|revisi|fix|"
    r"fixed|rev|copy|kopie|salinan)\d{0,3}|v\d{1,3}"
)
_COPIES = (("copy", "of"), ("salinan", "dari"), ("salinan",), ("kopie", "von"), ("copie", "de"), ("copia", "de"))
_DOWNLOAD = re.compile(r"drive-download-\d{8}t\d{6}z.*", re.IGNORECASE)
"""What Google Drive calls the archives that it packs."""

_ENDINGS = frozenset(
    [
        *("ipynb", "json", "txt", "bin", "zip", "crdownload", "part", "partial", "download", "tmp", "bak"),
        *("html", "htm", "mht", "mhtml", "webarchive", "url", "webloc", "xml", "md", "rmd", "qmd", "py", "r", "js"),
        *("pdf", "doc", "docx", "odt", "rtf", "pages", "ppt", "pptx", "odp", "xls", "xlsx", "ods", "csv", "tsv"),
        *("png", "jpg", "jpeg", "heic", "gif", "webp", "bmp", "tif", "tiff", "svg", "mp3", "m4a", "wav", "mp4", "mov"),
        *("eml", "rar", "7z", "tar", "gz", "tgz"),
    ]
)
"""What a file's name ends in behind what names a student, in small letters."""

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name that may be a student's: as it is written, and its words without those of exercises.

    Attributes:
        written: without the ending of a file.
        words: folded; the names of exercises are taken out.
        bare: what is written, without what says nothing at its ends.
        whole: whether it is nobody else's name, because a platform wrote it: no word of it may be left over.
    """

    written: str
    words: Words
    bare: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class FileClaim:
    """What a file's name and folders say.

    Attributes:
        student: how to call the student where no roster knows better, as it is written; never empty.
        names: what a roster may know her by, the one that counts most first.
        inside: further names, which the student may have written herself.
        place: the folders and the name as they are.
        above: the folders and archives above the one that a platform named.
        series: what is alike in files that name nobody and that only a download numbered; empty for all others.
        platform: such as "canvas" or "moodle"; empty where no platform named it.
        platform_id: the number that the platform gave her; empty where there is none.
        late: whether the platform says that it was late.
        draft: whether the platform says that it was not handed in yet.
        copy: the number of a later copy, as in "name (2).ipynb"; 0 for the first.
        folders: how many of the names are those of folders, none of them in an archive.
        said: who the student says she is in the file; None where it does not say.
        sender: who sent it, as a chat or a mail says; empty where it does not say.
    """

    student: str
    names: tuple[Name, ...]
    inside: tuple[Name, ...] = ()
    place: str = ""
    above: str = ""
    series: str = ""
    platform: str = ""
    platform_id: str = ""
    late: bool = False
    draft: bool = False
    copy: int = 0
    folders: int = 0
    said: Name | None = None
    sender: str = ""

    @property
    def is_hidden(self) -> bool:
        """Whether the platform hides whose it is."""
        return bool(self.platform) and not self.names


def claim(parts: Sequence[str], exercises: Collection[str], listed: Sequence[str] = ()) -> FileClaim:
    """What a file's place says about whose it is.

    Args:
        parts: the folders below the one that was named, and archives, then the file's name.
        exercises: the names of all exercises, which are nobody's names.
        listed: who handed it in, where Gradescope's list says so: ids first, the name last.

    Example:
        >>> claim(["aminahsiti_LATE_4711_90210_who-says-so-2.ipynb"], ["who-says-so"])  # doctest: +ELLIPSIS
        FileClaim(student='aminahsiti', ..., platform='canvas', platform_id='4711', late=True, draft=False, copy=2, ...)
        >>> claim(["siti", "who-says-so.ipynb"], ["who-says-so"]).student
        'siti'
        >>> claim(["Copy of who-says-so (1) - Dewi Lestari.ipynb"], ["who-says-so"]).student
        'Dewi Lestari'
    """
    phrases = _phrases(tuple(exercises))
    found = (0, of_list(listed)) if listed else label(parts)
    return _labelled(parts, *found, phrases) if found else _plain(parts, phrases)


def with_names_inside(told: FileClaim, name: str, by: str, number: int) -> FileClaim:
    """A claim with the names that stand in the file itself.

    Args:
        told: what the file's place says.
        name: who its student says she is; empty where it does not say.
        by: who sent it, as a chat or a mail says.
        number: which submission of a text it is that holds several, whose own name is nobody's; 0 where it is alone.

    Example:
        >>> told = claim(["chat.txt"], [])
        >>> with_names_inside(told, "Siti Aminah", "", 0).student
        'Siti Aminah'
        >>> with_names_inside(told, "", "Dewi", 3).student, with_names_inside(told, "", "", 3).student
        ('Dewi', 'chat #3')
    """
    name, by = (" ".join(printable(one).split()) for one in (name, by))
    said = _name(name, ()) if name else None
    if told.platform:
        return replace(told, said=said)
    senders = (_name(by, ()),) if by else ()
    if number:
        place = f"{told.place} #{number}"
        told = replace(told, student=name or by or place, place=place, series="")
        return replace(told, names=senders, copy=number, folders=0, said=said, sender=by)
    return replace(
        told,
        student=name or by or told.student,
        names=(*told.names, *senders),
        series="" if name or by else told.series,
        said=said,
        sender=by,
    )


def _labelled(parts: Sequence[str], place: int, told: PlatformName, phrases: Collection[Words]) -> FileClaim:
    own = [told.rest, *parts[place + 1 :]]
    again = _AGAIN.search(stem(told.rest)) if told.platform == "canvas" else None
    return FileClaim(
        student=_tidy(told.student, phrases)[0] or told.student,
        names=tuple(Name(name, tuple(folded(name).split()), whole=True) for name in told.names),
        inside=tuple(_name(stem(name), phrases) for name in own if name),
        place="/".join(parts),
        above="/".join(parts[:place]),
        platform=told.platform,
        platform_id=told.id,
        late=told.late,
        draft=told.draft,
        copy=int(again[1]) if again else _tidy(stem(own[-1]), phrases)[1],
    )


def _plain(parts: Sequence[str], phrases: Collection[Words]) -> FileClaim:
    """The path without the names of exercises and without what says nothing about a student."""
    stems = [stem(part) for part in parts]
    own, copy = _tidy(stems[-1], phrases)
    told = list(filter(None, [*(_folder(one, phrases) for one in stems[:-1]), own]))
    return FileClaim(
        student="/".join(told or stems) or "unnamed",
        names=tuple(_name(one, phrases) for one in stems),
        place="/".join(stems),
        series="" if own else "/".join([*stems[:-1], _unnumbered(stems[-1])]),
        copy=copy,
        folders=next((at for at, one in enumerate(parts) if one.casefold().endswith(".zip")), len(parts) - 1),
    )


def _unnumbered(written: str) -> str:
    """The words of a name but for those that mark a copy."""
    words = folded(re.sub(_MARK, " ", written, flags=re.IGNORECASE))
    return " ".join(word for word in words.split() if word not in ("copy", "of", "salinan", "dari"))


def _folder(written: str, phrases: Collection[Words]) -> str:
    """A folder's name without what says nothing; whole where a number tells it from others."""
    if _DOWNLOAD.fullmatch(written):
        return ""
    tidy, _ = _tidy(written, phrases)
    return written if _NUMBERED.search(written) or (tidy and not any(map(str.isalpha, tidy))) else tidy


def _name(written: str, phrases: Collection[Words]) -> Name:
    words = tuple(folded(_NUMBERED.sub(" ", written)).split())
    return Name(written, tuple(_without(words, phrases)), _tidy(written, phrases)[0])


def _without(words: Words, phrases: Collection[Words]) -> Iterator[str]:
    """The words between the names of exercises."""
    at = 0
    while at < len(words):
        length = next((len(one) for one in phrases if words[at : at + len(one)] == one), 0)
        if not length:
            yield words[at]
        at += length or 1


def _tidy(written: str, phrases: Collection[Words]) -> tuple[str, int]:
    """A name without what says nothing at its ends, exercises above all, and which copy it is."""
    found = list(_WORD.finditer(written))
    words = tuple(one if (one := match[0].casefold())[0] in "(-" else folded(one) for match in found)
    first, last = 0, len(words)
    while length := _silent(words[first:last], (*phrases, *_COPIES)):
        first += length
    while length := _silent(words[first:last][::-1], [one[::-1] for one in phrases]):
        last -= length
    start = found[first - 1].end() if first else 0
    end = found[last].start() if last < len(found) else len(written)
    left = written[start:end].strip(" -_.,+" if end - start < len(written) else " -_")
    return left if any(map(_says, left)) else "", _copy((*words[:first], *words[last:]))


def _silent(words: Words, phrases: Collection[Words]) -> int:
    """How many of the first words say nothing about a student: an exercise with what is around it, a copy's mark."""
    fillers = next((at for at, word in enumerate(words) if not _FILLER.fullmatch(word)), len(words))
    phrase = next((len(one) for one in phrases if words[fillers : fillers + len(one)] == one), 0)
    if phrase or fillers == len(words):
        return fillers + phrase
    return int(words[0][0] in "(-") or next((len(one) for one in phrases if words[: len(one)] == one), 0)


def _copy(words: Words) -> int:
    """The number of a copy, as what marks it says; 0 where none does."""
    marked = [word for word in words if word[0] in "(-" or word in ("copy", "kopie", "salinan")]
    return max((int("".join(filter(str.isdecimal, word)) or 1) for word in marked), default=0)


def _says(character: str) -> bool:
    """Whether it may be a part of somebody's name: signs may, and what could not be decoded; punctuation may not."""
    return unicodedata.category(character)[0] not in "PZ"


@lru_cache(maxsize=8)
def _phrases(exercises: Words) -> tuple[Words, ...]:
    """The words of each exercise, apart and in one; the longest first."""
    apart = [tuple(folded(exercise).split()) for exercise in exercises]
    together = [("".join(one),) for one in apart]
    return tuple(sorted({*apart, *together} - {(), ("",)}, key=len, reverse=True))


def stem(name: str) -> str:
    """A file's name without its endings.

    Args:
        name: of a file or an archive.

    Example:
        >>> stem("siti.ipynb.json"), stem("s. aminah.zip")
        ('siti', 's. aminah')
    """
    while "." in name and name.rpartition(".")[2].casefold() in _ENDINGS:
        name = name.rpartition(".")[0]
    return name.strip()


def is_neutral(word: str) -> bool:
    """Whether a word beside a student's name may be anything but a part of another name.

    Args:
        word: folded.

    Example:
        >>> is_neutral("fix2"), is_neutral("20261120"), is_neutral("rahma")
        (True, True, False)
    """
    return word in ("of", "dari", "attempt", "kelas") or any(map(str.isdigit, word)) or bool(_FILLER.fullmatch(word))


def folded(name: str) -> str:
    """A name in the form in which equal names are equal: no case, no accents, single blanks for all else.

    Args:
        name: as typed.

    Example:
        >>> folded("  José-María_ "), folded("JOSE MARIA")
        ('jose maria', 'jose maria')
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c))))


def printable(name: str) -> str:
    r"""A name that is safe to show: what cannot be printed, or turns the direction of writing, becomes a mark.

    Args:
        name: of a file, from anywhere.

    Example:
        >>> printable("a\u202eb\x1b")
        'a\ufffdb\ufffd'
    """
    return clean(unicodedata.normalize("NFC", name), FILE_NAME)
