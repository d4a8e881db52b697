"""No words are given to a wrong voice: whatever stands between a subject and its verb, the verb is the subject's."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.detection import detect

SUBJECTS = [
    "Tirta",
    "Laras Hadi",
    "Menteri Kelautan Laras Hadi",
    "Kepala Desa Sukamaju, Paiman",
    "Serikat Nelayan",
    "Dinas Kelautan (DKL)",
    "Kementerian Kelautan",
    "Seorang nelayan",
    "Sumber itu",
    "Ia",
    "Laras Hadi, S.H., M.H.",
]
CREDITS = [
    "seperti dikutip Koran Bahari",
    "sebagaimana dilansir Radio Samudra",
    "dikutip dari laman Koran Bahari",
    "seperti dilaporkan kantor berita Bahari",
    "dikutip BBC",
    "seperti ditulis Harian Suluh",
]
ASIDES = [
    "Kamis (9/7)",
    "Rabu",
    "dalam siaran persnya",
    "pada Rabu (8/7/2020)",
    "saat dihubungi wartawan",
    "di Tuban",
    "melalui pesan singkat",
    "kepada wartawan",
    "kepada Radio Samudra",
    "9 Juli 2020",
    "usai rapat di balai desa",
]
VERBS = ["mengatakan", "menyatakan bahwa", "menegaskan", "menyebut", "menuturkan,"]
CLAIM = "jembatan itu retak."


def verb_sources(text):
    found = detect(text).attributions
    return [
        a.source and a.source.of(text)
        for a in found
        if a.cue.of(text) in ("mengatakan", "menyatakan", "menegaskan", "menyebut", "menuturkan")
    ]


@given(
    st.sampled_from(SUBJECTS),
    st.lists(st.sampled_from(ASIDES), max_size=2, unique=True),
    st.sampled_from([*CREDITS, ""]),
    st.lists(st.sampled_from(ASIDES), max_size=1),
    st.sampled_from(VERBS),
)
def test_a_verb_is_its_subjects_whatever_parts_them(subject, before, credit, after, verb):
    parts = [*before, *([credit] if credit else []), *after]
    text = ", ".join([subject, *parts]) + (", " if parts else " ") + f"{verb} {CLAIM}"
    assert verb_sources(text) == [subject]


@given(
    st.sampled_from(CREDITS),
    st.lists(st.sampled_from(ASIDES[:5]), max_size=1),
    st.sampled_from(SUBJECTS),
    st.sampled_from(VERBS),
)
def test_an_outlet_that_is_credited_first_leaves_the_verb_to_its_subject(credit, aside, subject, verb):
    text = ", ".join([credit[0].upper() + credit[1:], *aside, f"{subject} {verb} {CLAIM}"])
    assert verb_sources(text) == [subject]


NAMES = {
    "A": ["Laras Hadi", "Menteri Kelautan Laras Hadi", "Serikat Nelayan", "Tirta"],
    "B": ["Camat Paiman", "Budi Santoso", "Dinas Kelautan", "Presiden"],
    "C": ["Koran Bahari", "BBC"],
}


WORDS = {
    "X": "jembatan itu retak",
    "Q": "Kami menunggu sejak pagi,",
    "R": "Kami tidak akan menunggu lagi.",
}


def named(template, chosen):
    """A template with a name, a claim or a quotation for each letter that stands alone."""
    text = re.sub(r"\b([ABCXQR])\b", lambda letter: (WORDS | chosen)[letter[1]], template)
    return text[0].upper() + text[1:]


BESIDE = [
    ("A, didampingi B, mengatakan X.", "A"),
    ("A didampingi B mengatakan X.", "A"),
    ("A, menanggapi pernyataan B, mengatakan X.", "A"),
    ("A, berbeda dengan B, menilai X.", "A"),
    ("A, yang didampingi B, mengatakan X.", "A"),
    ("A usai bertemu B mengatakan X.", "A"),
    ("A setelah bertemu B mengatakan X.", "A"),
    ("A, setelah bertemu B, mengatakan X.", "A"),
    ("A, seusai rapat dengan B, mengatakan X.", "A"),
    ("A, dalam rapat bersama B di Tuban, mengatakan X.", "A"),
    ("A, melalui pengacaranya, B, mengatakan X.", "A"),
    ("A, bersama B, mengatakan X.", "A"),
    ("A, tidak seperti B, mengatakan X.", "A"),
    ("A, atas nama B, mengatakan X.", "A"),
    ("A, mewakili B, mengatakan X.", "A"),
    ("A, menjawab pertanyaan B, mengatakan X.", "A"),
    ("A, sambil menunjuk B, mengatakan X.", "A"),
    ("A, sesaat setelah dilantik B, mengatakan X.", "A"),
    ("A, ketika ditanya B, mengatakan X.", "A"),
    ("A, lewat akun resminya, mengatakan X.", "A"),
    ("Saat bertemu B, A mengatakan X.", "A"),
    ("Usai rapat dengan B, A mengatakan X.", "A"),
    ("Dalam pertemuan dengan B, A mengatakan X.", "A"),
    ("Didampingi B, A mengatakan X.", "A"),
    ("Menanggapi pernyataan B, A mengatakan X.", "A"),
    ("Menanggapi B, A mengatakan X.", "A"),
    ("Bersama B, A mengatakan X.", "A"),
    ("Berbeda dengan B, A mengatakan X.", "A"),
    ("Berbicara kepada B, A mengatakan X.", "A"),
    ("Mendampingi B, A mengatakan X.", "A"),
    ("Setelah B pulang, A mengatakan X.", "A"),
    ("Ketika B tiba, A mengatakan X.", "A"),
    ("A mengatakan X, sedangkan B membantah kabar itu.", "AB"),
    ("A mengatakan X, sementara B menyebut kabar itu bohong.", "AB"),
    ("A mengatakan X, tetapi B membantah kabar itu.", "AB"),
    ("A mengatakan X. Namun, B membantah kabar itu.", "AB"),
    ("Menurut A, seperti dikutip C, X.", "AC"),
    ("Menurut A, X, seperti dikutip C.", "AC"),
    ("Hal itu disampaikan A, seperti dikutip C.", "AC"),
    ("Hal itu disampaikan A kepada B di Tuban.", "A"),
    ("A mengatakan X, seperti dikutip C, dan meminta warga menjauh.", "ACA"),
    ("C, mengutip A, melaporkan X.", "AC"),
    ("C mengutip A yang mengatakan X.", "CA"),
    ('"Jembatan itu sudah retak lama," kata A mengutip B.', "AB"),
    ('"Jembatan itu sudah retak lama," kata A kepada C.', "AC"),
    ('"Jembatan itu sudah retak lama," kata A, didampingi B, Kamis.', "A"),
    ('"Jembatan itu sudah retak lama," kata A menirukan B.', "A"),
    ('"Jembatan itu sudah retak lama," kata A saat mendampingi B.', "A"),
    ('"Jembatan itu sudah retak lama," kata A usai bertemu B, Kamis.', "A"),
    ("X, kata A kepada C, Kamis.", "AC"),
    ("A membantah pernyataan B bahwa X.", "A"),
    ("A meminta B mengatakan yang sebenarnya.", "A"),
    ("A mengaku mendengar B mengatakan X.", "AB"),
    ("A menuduh B membohongi warga.", "A"),
    ("A dituduh B membohongi warga.", "B"),
    ("A dituduh membohongi warga oleh B.", "B"),
    ("Pernyataan A dibantah B.", "B"),
    ("Pernyataan A dibantah keras oleh B.", "B"),
]


@pytest.mark.parametrize(("template", "speakers"), BESIDE)
@given(st.fixed_dictionaries({letter: st.sampled_from(names) for letter, names in NAMES.items()}))
def test_whoever_stands_beside_a_speaker_is_given_no_words(template, speakers, chosen):
    text = named(template, chosen)
    sources = [a.source and a.source.of(text) for a in detect(text).attributions]
    assert sources == [chosen[letter] for letter in speakers]


PEOPLE = {"A": ["Laras Hadi", "Menteri Kelautan Laras Hadi", "Tirta"], "B": ["Camat Paiman", "Budi", "Presiden"]}
QUOTED = [
    ('A mengatakan X kepada B. "Q" ujarnya.', "A"),
    ('A membantah tudingan B. "Q" katanya.', "A"),
    ('Hal itu disampaikan A saat mendampingi B. "Q" ujarnya.', "A"),
    ('C, mengutip A, melaporkan X. "Q" ujarnya.', "A"),
    ('A mengatakan X, seperti dikutip C. "Q" ujarnya.', "A"),
    ('A mengatakan kepada C bahwa X. "Q" ujarnya.', "A"),
    (
        '"Q" kata B. Menurut A, X. "R" tambahnya.',
        "BA",
    ),
    ('"Q" kata A kepada C. "R"', "AA"),
    ('"Q" kata A, seperti dikutip C. "R"', "AA"),
    (
        '"Q" kata A, dikutip dari C, Kamis (9/7). "R" tambahnya.',
        "AA",
    ),
    ('A, seperti dikutip C, mengatakan X. "Q" ujarnya.', "A"),
    ('A, didampingi B, mengatakan X. "Q" ujarnya.', "A"),
    ('"Q" kata A didampingi B. "R" ujarnya.', "AA"),
    ('A dituduh B membohongi warga. A membantahnya. "R" katanya.', "A"),
    ('A berkata: "R" B menjawab: "Q"', "AB"),
    ('"Q" kata A. "R" kata B.', "AB"),
    ('"Q" kata A. B membantah. "R" katanya.', "AB"),
    (
        'A mengatakan, "R" Hal senada disampaikan B. "Q" ujarnya.',
        "AB",
    ),
    ('Kepada C, A mengatakan X. "Q" ujarnya.', "A"),
    ('A: "R"\n\nB: "R"', "AB"),
    ('"R\n\n"Q" kata A.', "AA"),
]


@pytest.mark.parametrize(("template", "speakers"), QUOTED)
@given(st.fixed_dictionaries({letter: st.sampled_from(names) for letter, names in (NAMES | PEOPLE).items()}))
def test_a_quotation_is_its_speakers(template, speakers, chosen):
    text = named(template, chosen)
    spoken = [quotation.speaker and quotation.speaker.of(text) for quotation in detect(text).quotations]
    assert spoken == [chosen[letter] for letter in speakers]
