"""Cues: which words attribute here, whom to, and by which rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from helpers.detection.document import Document
from helpers.detection.kinds import Kind, kind_of
from helpers.detection.sources import Source, source_after, source_before

__all__ = ["Cue", "find_cues"]

_AGENT_NOUNS = ("people", "offices", "bodies", "crowds", "crowd_nouns", "one_of", "documents")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue with its first and last word by number, its source, and the rule that found it.

    `shape` says where the content lies: "behind" the cue, "before" it, "around" it, "clause" (all of its sentence), or "gone".
    """

    first: int
    last: int
    source: Source | None
    kind: Kind
    rule: str
    why: str
    shape: str
    carried: bool = False
    quotation: int | None = None


def find_cues(doc: Document) -> list[Cue]:
    """Every cue of a text, in reading order.

    Args:
        doc: the text.
    """
    families, quoted, words = doc.lex.families, doc.quoted, doc.words
    found: list[Cue] = []
    for at, word in enumerate(words):
        if word in families and quoted[at] < 0:
            cue = _RULES[families[word]](doc, at, found)
            if cue is not None:
                found.append(cue)
    return found


def _bounds(doc: Document, at: int) -> tuple[int, int]:
    return doc.words_of(doc.sentence_of(at))


def _can_speak(doc: Document, at: int, stop: int) -> bool:
    """Whether a word can begin a source right behind a cue."""
    if at >= stop:
        return False
    lex, word, gap = doc.lex, doc.words[at], doc.gap(at)
    if gap not in (" ", "  ", "\u00a0", "", " @", "\n") and gap.strip() not in ("\"", "“", "@"):
        return False
    if word in lex["first_person"]:
        return False
    if doc.is_capital(at) or gap.endswith("@"):
        return word not in lex["weekdays"]
    if word in lex["pronouns"] or word in ("sang", "si"):
        return True
    return any(word in lex[name] for name in _AGENT_NOUNS) or word.split("-")[0] in lex["people"]


def _speaker(doc: Document, at: int, stop: int) -> tuple[Source, Kind] | None:
    source = source_after(doc, at, stop) if _can_speak(doc, at, stop) else None
    return (source, kind_of(doc, source)) if source else None


def _ends_clause(doc: Document, source: Source, stop: int) -> bool:
    """Whether a source is followed by what may follow a tag: a comma, a full stop, a quotation, or words like `kepada`."""
    after = source.last + 1
    if after >= stop:
        return True
    rest = doc.text[source.end : doc.starts[after]]
    return rest.strip() != "" or doc.words[after] in doc.lex["ends"]


# ------------------------------------------------------------------------------------------- short verbs behind what is said


def _after(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    start, stop = _bounds(doc, at)
    quotation = _quotation_before(doc, at)
    spoken = _speaker(doc, at + 1, stop)
    if spoken is None or doc.words[start] in ("baca", "simak", "tonton"):
        return None
    source, kind = spoken
    if quotation is None and not _stands_in_clause(doc, at, source, start, stop):
        return None
    why = f"`{doc.words[at]}` {'behind a quotation' if quotation is not None else 'with a speaker behind it'}; {kind.reason}"
    return Cue(at, at, source, kind, "verb-speaker", why, "around", kind.follows, quotation)


def _quotation_before(doc: Document, at: int) -> int | None:
    found = doc.quotation_before(at)
    if found is None and at and doc.words[at - 1] in ("demikian", "begitu", "begitulah", "lanjut", "kemudian", "lalu") and doc.gap(at) == " ":
        return doc.quotation_before(at - 1)
    return found


def _stands_in_clause(doc: Document, at: int, source: Source, start: int, stop: int) -> bool:
    """Whether a short verb without a quotation before it is a tag: behind a comma or first, with a clear speaker."""
    lex, word = doc.lex, doc.words[at]
    if doc.words[source.first] in lex["pronouns"]:
        return word in lex["verbs_after"] or word == "kata" or at == start or "," in doc.gap(at)
    if at > start and "," not in doc.gap(at):
        return doc.words[at - 1] in lex["openers"] and _comma_behind(doc, source, stop)
    if at == start and not _comma_behind(doc, source, stop):
        return False
    return word in lex["verbs_after"] or _ends_clause(doc, source, stop)


def _comma_behind(doc: Document, source: Source, stop: int) -> bool:
    return source.last + 1 < stop and doc.text[source.end : source.end + 1] == ","


def _after_nya(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    start, stop = _bounds(doc, at)
    root, quotation = doc.words[at][:-3], _quotation_before(doc, at)
    if quotation is None:
        if root in doc.lex["verbs_after_only_quoted"]:
            return None
        first = at == start and at + 1 < stop and doc.gap(at + 1).startswith(",")
        inner = at > start and "," in doc.gap(at) and (at + 1 >= stop or doc.gap(at + 1)[:1] in ",.)" or doc.words[at + 1] in doc.lex["ends"])
        if not (first or inner):
            return None
    kind = Kind("person", None, "the ending -nya points back to somebody named before", follows=True)
    why = f"`{doc.words[at]}`: a verb of saying, and -nya for a speaker named before"
    return Cue(at, at, None, kind, "verb-nya", why, "around", True, quotation)


# ------------------------------------------------------------------------------------------- long verbs before what is said


def _before(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    lex, verb = doc.lex, doc.words[at]
    start, stop = _bounds(doc, at)
    if _repeats_tag(doc, at, found):
        return None
    subject = _behind_adverbs(doc, at, start)
    if subject is None:
        return None
    if subject >= start and (doc.words[subject] in lex["with_the_same_speaker"] or doc.words[subject] in lex["when_asked"]):
        return _second_verb(doc, at, subject, start, stop, found)
    if subject >= start and doc.words[subject] == "yang":
        if not _tells(doc, at, stop):
            return None
        subject -= 1
    source = source_before(doc, subject, start)
    if source is None:
        return None
    return _with_subject(doc, at, source, stop)


def _with_subject(doc: Document, at: int, source: Source, stop: int) -> Cue | None:
    lex, verb = doc.lex, doc.words[at]
    kind = kind_of(doc, source)
    paper = doc.words[source.first] in lex["documents"] or kind.reason.startswith("`") and "speaks for its issuer" in kind.reason or "without the name of who" in kind.reason
    if verb not in lex["verbs_before"] and not (paper and verb in lex["verbs_of_documents"]):
        return None
    if not _is_told(doc, at, stop):
        return None
    quotation = doc.quotation_before(source.first) if at + 1 >= stop or not _has_words_behind(doc, at, stop) else None
    if at + 1 >= stop and quotation is None:
        return None
    why = f"`{verb}` with its speaker before it; {kind.reason}"
    return Cue(at, at, source, kind, "speaker-verb", why, "behind" if quotation is None else "around", kind.follows, quotation)


def _has_words_behind(doc: Document, at: int, stop: int) -> bool:
    return at + 1 < stop and doc.words[at + 1] not in ("dalam", "saat", "di", "kepada", "pada", "ketika", "usai", "melalui", "lewat")


def _repeats_tag(doc: Document, at: int, found: list[Cue]) -> bool:
    """Whether a long verb only goes on from a tag (kata Sari menambahkan)."""
    if not found:
        return False
    last = found[-1]
    if last.rule not in ("verb-speaker", "verb-nya"):
        return False
    end = last.source.last if last.source else last.last
    return at - 1 == end and not doc.gap(at).strip()


def _behind_adverbs(doc: Document, at: int, start: int) -> int | None:
    """The word before a long verb and its adverbs; None where one of them undoes the verb."""
    lex, word = doc.lex, at - 1
    low = max(start - 1, at - 9)
    while word > low and doc.words[word] in lex["between"] and not doc.is_capital(word):
        doc.steps += 1
        if doc.words[word] == "ini":
            if word - 1 < start or doc.words[word - 1] not in _UNTIL_NOW:
                break
            word -= 1
        if doc.words[word] in lex["with_the_same_speaker"] and doc.gap(word).strip() == ",":
            break
        word -= 1
    if word < start:
        return word
    if doc.words[word] in lex["undone"]:
        if doc.words[word] in lex["nots"] and doc.words[at] in lex["denials"]:
            return word - 1
        if doc.words[word] == "tak" and doc.words[word + 1] == "lupa":
            return word - 1
        return None
    if word - 1 >= start and doc.words[word - 1] in lex["undone"] and not doc.is_capital(word) and doc.words[word] not in lex["pronouns"] and doc.words[word] not in lex["people"] and doc.words[word] not in lex["bodies"]:
        return None
    return word


def _tells(doc: Document, at: int, stop: int) -> bool:
    """Whether `bahwa` or a quotation follows a verb closely."""
    for word in range(at + 1, min(at + 6, stop)):
        gap = doc.gap(word)
        if any(mark in gap for mark in "\"“„«") or doc.words[word] == "bahwa":
            return True
        if ":" in gap:
            return True
    return False


def _is_told(doc: Document, at: int, stop: int) -> bool:
    """Whether the verb's object is something said, not a deed (mencatat rekor; melaporkan ke polisi)."""
    lex, verb = doc.lex, doc.words[at]
    if at + 1 >= stop:
        return True
    following = doc.words[at + 1]
    if _tells(doc, at, stop):
        return True
    if verb in lex["verbs_of_asking"]:
        return following not in lex.deeds.get(verb, ()) and _asks(doc, at, stop)
    if verb in lex["verbs_before_strict"]:
        return doc.gap(at + 1).startswith(",")
    if following in lex.deeds.get(verb, ()) and not doc.gap(at + 1).strip():
        return False
    if verb == "melaporkan" and _to_authority(doc, at, stop):
        return False
    return not (verb in ("yakin", "optimistis", "optimis") and following in ("dengan", "pada", "dan"))


def _asks(doc: Document, at: int, stop: int) -> bool:
    lex = doc.lex
    for word in range(at + 1, min(at + 25, stop)):
        if doc.words[word] in ("agar", "supaya", "untuk"):
            return True
        if doc.words[word] in ("tidak", "tak", "jangan", "segera", "tetap") and doc.gap(word) == " ":
            return True
    following = doc.words[at + 1]
    return doc.is_capital(at + 1) or any(following in lex[name] for name in ("people", "bodies", "crowds", "crowd_nouns")) or following in ("semua", "seluruh")


def _to_authority(doc: Document, at: int, stop: int) -> bool:
    for word in range(at + 1, min(at + 14, stop - 1)):
        if doc.words[word] in ("ke", "kepada") and doc.words[word + 1] in doc.lex["authorities"]:
            return True
    return False


def _second_verb(doc: Document, at: int, joint: int, start: int, stop: int, found: list[Cue]) -> Cue | None:
    """A second verb of saying with the speaker of the first (…, seraya menambahkan bahwa …)."""
    lex, verb = doc.lex, doc.words[at]
    if doc.words[joint] in lex["when_asked"] or verb not in lex["verbs_before"]:
        return None
    if verb in lex["verbs_before_strict"] or verb in lex["verbs_of_asking"]:
        return None
    close = doc.words[joint] in ("seraya", "sambil", "sembari")
    if not (close or _tells(doc, at, stop) or (doc.words[joint] not in ("dengan",) and verb in _SURE)) or not _is_told(doc, at, stop):
        return None
    first = found[-1] if found and found[-1].first >= start and found[-1].source else None
    source = first.source if first else source_after(doc, _clause_first(doc, joint, start), stop)
    if source is None or source.last >= at:
        return None
    kind = first.kind if first else kind_of(doc, source)
    if first is None and kind.kind in ("vague",) :
        return None
    why = f"`{doc.words[joint]} {verb}`: the speaker is the one from before; {kind.reason}"
    return Cue(at, at, source, kind, "second-verb", why, "behind", kind.follows)



def _clause_first(doc: Document, joint: int, start: int) -> int:
    """The first word of the clause that a joining word stands in: behind the last comma before it."""
    low = max(start, joint - 25)
    for at in range(joint - 1, low, -1):
        if "," in doc.gap(at):
            return at
    return start


_UNTIL_NOW = frozenset({"saat", "hari", "selama", "sejauh", "pekan", "kali", "malam", "sore", "pagi", "siang", "bulan", "belakangan"})
_SURE = frozenset(
    "mengatakan menyatakan menegaskan menyebut menyebutkan menambahkan menjelaskan mengungkapkan menuturkan mengklaim mengaku".split()
)

# ------------------------------------------------------------------------------------------------------------- passive verbs


def _passive(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    lex, verb = doc.lex, doc.words[at]
    start, stop = _bounds(doc, at)
    before = _behind_adverbs(doc, at, start)
    if before is None:
        return None
    ahead = doc.words[before] if before >= start else ""
    if ahead in lex["when_asked"]:
        return None
    if verb in lex["credits_passive"]:
        credit = _credit(doc, at, stop, ahead)
        if credit:
            return credit
    if verb in lex["passives"]:
        agent = _agent(doc, at, before, start, stop)
        if agent:
            return agent
    return _nobody(doc, at, ahead, start, stop)


def _link_end(doc: Document, at: int, stop: int) -> int:
    """The word behind a cue and its linking word (dikutip dari)."""
    after = at + 1
    if after < stop and doc.words[after] in doc.lex["credit_links"] and not doc.gap(after).strip() and not doc.is_capital(after):
        after += 1
    return after


def _credit(doc: Document, at: int, stop: int, ahead: str) -> Cue | None:
    """An outlet, or a document, that a passive verb credits (dilansir Antara; dikutip dari laman BMKG)."""
    verb, after = doc.words[at], _link_end(doc, at, stop)
    linked = after > at + 1
    spoken = _speaker(doc, after, stop)
    if spoken is None:
        return None
    source, kind = spoken
    if doc.words[after] in doc.lex["months"] or doc.words[after].isdigit():
        return None
    link = doc.words[at + 1] if linked else ""
    if verb in ("dilihat", "dihimpun", "dipantau", "dirilis", "ditulis") and not (link in ("dari", "oleh", "di", "pada") and (kind.kind == "outlet" or verb == "dihimpun" or doc.words[after] in doc.lex["documents"])):
        if not (verb in ("ditulis", "dirilis") and kind.kind == "outlet"):
            return None
    if verb in ("dilaporkan", "dikabarkan", "diberitakan", "diwartakan", "ditulis"):
        if link in ("ke", "kepada", "di", "pada", "dalam", "melalui", "lewat", "dari") and not kind.kind == "outlet":
            return None
        likely = kind.kind == "outlet" or link == "oleh" or ahead in ("seperti", "sebagaimana", "demikian")
        if not likely or (verb == "dilaporkan" and _to_authority(doc, at, stop)):
            return None
    elif link in ("ke", "kepada", "di", "dalam") and verb not in ("dilihat", "dikutip", "dilansir"):
        return None
    last = at + 1 if linked else at
    why = f"`{verb}{' ' + link if linked else ''}` credits whoever follows; {kind.reason}"
    return Cue(at, last, source, kind, "credit", why, "around", kind.follows)


def _agent(doc: Document, at: int, before: int, start: int, stop: int) -> Cue | None:
    lex, verb = doc.lex, doc.words[at]
    ahead = doc.words[before] if before >= start else ""
    after = at + 1
    by = after < stop and doc.words[after] == "oleh"
    after += by
    if ahead == "yang" and not (before > start and doc.words[before - 1] in ("seperti", "sebagaimana", "apa")):
        return None
    spoken = _speaker(doc, after, stop)
    if spoken is None:
        return None
    source, kind = spoken
    if not by and verb in ("disebut", "dinilai", "diklaim", "dicatat", "diprediksi", "ditulis", "diungkap"):
        sure = doc.words[after] in lex["people"] or doc.words[after] in lex["pronouns"] or doc.words[after] in lex["crowds"]
        if not sure and not (ahead in ("seperti", "sebagaimana") or verb == "diungkap"):
            return None
    why = f"`{verb}`: a passive verb with its speaker behind it; {kind.reason}"
    return Cue(at, at + by, source, kind, "passive-speaker", why, "passive", kind.follows)


def _passive_nya(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    start, _ = _bounds(doc, at)
    before = _behind_adverbs(doc, at, start)
    if before is None or (before >= start and doc.words[before] in doc.lex["when_asked"] | {"yang"}):
        return None
    kind = Kind("person", None, "the ending -nya points back to somebody named before", follows=True)
    return Cue(at, at, None, kind, "passive-nya", f"`{doc.words[at]}`: -nya for a speaker named before", "passive", True)


def _nobody(doc: Document, at: int, ahead: str, start: int, stop: int) -> Cue | None:
    """A passive verb of report without anybody who reports."""
    lex, verb = doc.lex, doc.words[at]
    if at + 1 >= stop or ahead in ("yang", "biasa", "akrab", "kerap", "sering"):
        return None
    if at == start and verb in lex["passives"] and (doc.gap(at + 1).startswith(",") or doc.words[at + 1] == "bahwa"):
        why = f"`{verb}` without anybody who says it"
        return Cue(at, at, None, Kind("vague", None, why), "nobody", why, "clause")
    if verb not in lex["passives_of_nobody"]:
        return None
    following = doc.words[at + 1]
    if following in ("ke", "kepada", "atas", "terkait", "karena", "balik", "oleh") or (verb == "dilaporkan" and _to_authority(doc, at, stop)):
        return None
    if verb in ("disebut", "disebutkan", "dikatakan", "diklaim"):
        if not (following == "bahwa" or following in lex["undone"] or following in ("telah", "sudah", "sebagai", "paling", "terlibat", "memiliki", "menjadi", "mampu", "pernah", "sempat", "masih", "juga") or _looks_like_verb(following)):
            return None
        if verb == "disebut" and following == "sebagai":
            return None
        if verb in ("disebutkan", "dikatakan") and following in ("di", "dalam", "pada"):
            return None
    why = f"`{verb}` without anybody who says it"
    return Cue(at, at, None, Kind("vague", None, why), "nobody", why, "clause")


def _looks_like_verb(word: str) -> bool:
    return len(word) > 5 and word.startswith(("me", "ber", "ter"))


def _hearsay(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    why = f"`{doc.words[at]}`: hearsay without anybody who says it"
    return Cue(at, at, None, Kind("vague", None, why), "hearsay", why, "clause")


def _noun(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    """`laporan`, `kabar` … with `bahwa` behind it, at the head of a sentence (ada beberapa laporan bahwa …)."""
    start, stop = _bounds(doc, at)
    if at + 1 >= stop or doc.words[at + 1] != "bahwa" or doc.gap(at + 1).strip():
        return None
    first = at
    while first > start and doc.words[first - 1] in doc.lex["crowds"] | {"sebuah", "suatu"}:
        first -= 1
    there = first - 1 if first > start and doc.words[first - 1] in ("ada", "terdapat", "muncul", "beredar", "tersiar") else None
    if there is None and first > start:
        return None
    source = Source(first, at, doc.starts[first], doc.ends[at])
    kind = Kind("vague", None, f"`{doc.words[at]}`: whose, nobody tells")
    cue = at if there is None else there
    return Cue(cue, cue, None if there is None else source, kind, "rumour", f"`{doc.words[at]} bahwa`: whose, nobody tells", "behind")


# ------------------------------------------------------------------------------------------------------------ prepositions


def _according(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    lex = doc.lex
    start, stop = _bounds(doc, at)
    after = at + 1
    if after >= stop or doc.gap(after).strip() not in ("", "@"):
        return None
    following = doc.words[after]
    if following in lex["not_after_menurut"] or following in lex["first_person"] or following.split("-")[0] in ("undang", "masing", "aturan"):
        return None
    if at > start and doc.words[at - 1] in ("tidak", "untuk", "harus", "selalu", "mau", "agar", "yang", "tak", "lebih"):
        return None
    source = source_after(doc, after, stop)
    if source is None:
        return None
    if not _can_speak(doc, after, stop):
        opens = at == start or "," in doc.gap(at)
        if not (opens and _comma_behind(doc, source, stop)) or following.endswith("nya"):
            return None
    kind = kind_of(doc, source)
    return Cue(at, at, source, kind, "according-to", f"`menurut` with a source behind it; {kind.reason}", "around", kind.follows)


def _according_nya(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    kind = Kind("person", None, "the ending -nya points back to somebody named before", follows=True)
    return Cue(at, at, None, kind, "according-to-nya", "`menurutnya`: -nya for a speaker named before", "around", True)


def _ground(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    start, stop = _bounds(doc, at)
    opens = at == start or "," in doc.gap(at) or doc.words[at - 1] in doc.lex["openers"]
    if not opens or at + 1 >= stop or doc.words[at + 1] not in doc.lex["grounds"] | {"hasil"}:
        return None
    if doc.words[at + 1] == "hasil" and not (at + 2 < stop and doc.words[at + 2] in doc.lex["documents"]):
        return None
    source = source_after(doc, at + 1, stop)
    if source is None:
        return None
    kind = kind_of(doc, source)
    return Cue(at, at, source, kind, "ground", f"`berdasarkan` with what somebody says; {kind.reason}", "around", kind.follows)


def _credit_active(doc: Document, at: int, found: list[Cue]) -> Cue | None:
    """`mengutip`, `melansir`, `merujuk`: at a clause's beginning, or with an outlet behind it."""
    lex, verb = doc.lex, doc.words[at]
    start, stop = _bounds(doc, at)
    after = _link_end(doc, at, stop)
    if after < stop and doc.words[after] in lex["not_after_menurut"]:
        return None
    spoken = _speaker(doc, after, stop)
    if spoken is None:
        return None
    source, kind = spoken
    opens = at == start or "," in doc.gap(at) or doc.quotation_before(at) is not None or doc.words[at - 1] in ("seperti", "dengan", "sambil", "seraya", "sebagaimana")
    if not opens and kind.kind != "outlet":
        return None
    if verb in ("merujuk", "mengacu") and kind.kind in ("person",) and doc.words[after] not in lex["documents"]:
        return None
    if at > start and doc.words[at - 1] in lex["undone"]:
        return None
    last = after - 1
    return Cue(at, last, source, kind, "credit", f"`{verb}` credits whoever follows; {kind.reason}", "around", kind.follows)


_RULES: dict[str, Callable[[Document, int, list[Cue]], Cue | None]] = {
    "after": _after,
    "after_nya": _after_nya,
    "before": _before,
    "passive": _passive,
    "passive_nya": _passive_nya,
    "hearsay": _hearsay,
    "noun": _noun,
    "according": _according,
    "according_nya": _according_nya,
    "ground": _ground,
    "credit": _credit_active,
}
