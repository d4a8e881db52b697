"""Single marks are quotation marks where they pair, and apostrophes, ayns and elisions are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.detection import detect
from helpers.detection.quotation_marks import doubled

texts = st.text(st.sampled_from("'’‘‹›`\"“” ,.aB\n"), max_size=40)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("‘Kami pulang besok pagi,’ kata Sari.", ["‘Kami pulang besok pagi,’"]),
        ("'Kami pulang besok pagi,' kata Sari.", ["'Kami pulang besok pagi,'"]),
        ("‚Kami pulang besok pagi‘, kata Sari.", ["‚Kami pulang besok pagi‘"]),
        ("‹Kami pulang besok pagi›, kata Sari.", ["‹Kami pulang besok pagi›"]),
        ("`Kami pulang besok pagi,' kata Sari.", ["`Kami pulang besok pagi,'"]),
        ("Sari berkata: 'Kami pulang besok pagi'. Ia pergi.", ["'Kami pulang besok pagi'"]),
        ("'Kami 'kan pulang Jum'at ini,' kata Ma'ruf.", ["'Kami 'kan pulang Jum'at ini,'"]),
        ("Mereka 'rezim' dan ‘antek asing’.", ["'rezim'", "‘antek asing’"]),
        ("'Apa?' tanya Sari. 'Tidak!' jawab Budi.", ["'Apa?'", "'Tidak!'"]),
        ("'Ia bilang \"ya\" kepada saya,' kata Sari.", ["'Ia bilang \"ya\" kepada saya,'"]),
    ],
)
def test_marks_that_pair_are_read_as_double_ones(text, pairs):
    changed = doubled(text)
    opened = [at for at, (old, new) in enumerate(zip(text, changed, strict=True)) if old != new]
    assert [text[start : end + 1] for start, end in zip(opened[::2], opened[1::2], strict=True)] == pairs


@pytest.mark.parametrize(
    "text",
    [
        "Jum'at dan Ma'ruf tidak dikutip; Qur’an pun tidak.",
        "‘Abdul Qadir dan para ulama’ itu pulang.",
        "'Aisyiyah berdiri pada era '80-an.",
        "Dia 'kan sudah pulang, 'tuk apa ditunggu.",
        "\"Ia bilang 'ya, mari' kepada saya,\" kata Sari.",
        "''Kami pulang,'' kata Sari.",
        "Film 'Ada Apa Dengan Cinta' tayang lagi.",
        "'Kami pulang\n\nbesok pagi,' kata Sari.",
        "Tinggi 5' 11'' dan 6'.",
    ],
)
def test_what_is_no_quotation_mark_stays(text):
    assert doubled(text) == text


@given(texts)
def test_every_place_stays_and_only_single_marks_change(text):
    changed = doubled(text)
    assert len(changed) == len(text)
    assert all(old == new or (old in "'’‘‹›`" and new in "“”") for old, new in zip(text, changed, strict=True))


def test_a_quotation_in_single_marks_is_one_in_the_text_as_it_is():
    text = "‘Mereka rezim biadab,’ kata Hartono."
    found = detect(text)
    assert [text[one.start : one.end] for one in found.quotations] == ["‘Mereka rezim biadab,’"]
    assert [one.speaker.of(text) for one in found.quotations] == ["Hartono"]
    assert {word.voice for word in found.loaded} == {"quoted"}
    assert found.attributions[0].mode == "direct"
