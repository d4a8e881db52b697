"""No words are given to a wrong voice: whatever stands between a subject and its verb, the verb is the subject's."""

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
    return [a.source and a.source.of(text) for a in found if a.cue.of(text) in ("mengatakan", "menyatakan", "menegaskan", "menyebut", "menuturkan")]


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


@given(st.sampled_from(CREDITS), st.lists(st.sampled_from(ASIDES[:5]), max_size=1), st.sampled_from(SUBJECTS), st.sampled_from(VERBS))
def test_an_outlet_that_is_credited_first_leaves_the_verb_to_its_subject(credit, aside, subject, verb):
    text = ", ".join([credit[0].upper() + credit[1:], *aside, f"{subject} {verb} {CLAIM}"])
    assert verb_sources(text) == [subject]

