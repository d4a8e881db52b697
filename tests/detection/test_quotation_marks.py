"""Quotation marks pair by what stands beside them; one that is missing spoils one paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.detection.quotation_marks import pair_marks

texts = st.lists(st.sampled_from(['"', "“", "”", "''", "ya", " ", ",", ".", "\n", "\n\n", "A"]), max_size=40).map(
    "".join
)


def paired(text):
    return [text[start:end] for start, end in pair_marks(text).pairs]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ('"Ya," kata Sari.', ['"Ya,"']),
        ("“Ya,” kata Sari.", ["“Ya,”"]),
        ('"Ya,” kata Sari. “Tidak," katanya.', ['"Ya,”', '“Tidak,"']),
        ('Itu jawabnya."Ya," kata Sari."Tidak," katanya.', ['"Ya,"', '"Tidak,"']),
        ('"Ya."Sari pulang."Tidak."', ['"Ya."', '"Tidak."']),
        ("''Ya,'' kata Sari.", ["''Ya,''"]),
        ('"Ia bilang "ya" kepada saya," kata Sari.', ['"Ia bilang "ya" kepada saya,"']),
        ('Itu jawabnya." Kami pulang," kata Sari.', ['" Kami pulang,"']),
        ('"Kami pulang "kata Sari.', ['"Kami pulang "']),
        ("«Ya», kata Sari.", ["«Ya»"]),
        ('"Banjir, kata Sari."Kami pulang," kata Budi.', ['"Kami pulang,"']),
        ("Jum'at dan Ma'ruf tidak dikutip.", []),
    ],
)
def test_marks_pair_by_their_neighbours(text, pairs):
    assert paired(text) == pairs


def test_a_missing_mark_spoils_one_paragraph():
    text = '"Kami pulang, kata Sari.\n\n"Kami tinggal," kata Budi.'
    assert paired(text) == ['"Kami tinggal,"']
    assert pair_marks(text).lonely == (0,)


def test_a_quotation_over_paragraphs_opens_each_and_closes_the_last():
    text = 'Sari marah. "Kami menunggu sejak pagi tadi.\n\n"Tidak ada yang datang," katanya.'
    assert paired(text) == ['"Kami menunggu sejak pagi tadi.', '"Tidak ada yang datang,"']
    assert pair_marks(text).lonely == ()


def test_a_quotation_over_paragraphs_may_be_opened_once():
    text = '"Kami menunggu sejak pagi tadi.\nTidak ada yang datang," kata Sari.'
    assert paired(text) == ['"Kami menunggu sejak pagi tadi.\nTidak ada yang datang,"']


def test_a_quotation_without_its_last_mark_ends_with_its_paragraph_and_is_told():
    text = '"Kami menunggu sejak pagi tadi.\n\nHujan turun.'
    assert paired(text) == ['"Kami menunggu sejak pagi tadi.']
    assert pair_marks(text).lonely == (0,)


def test_a_mark_that_closes_nothing_is_told():
    text = 'Kami pulang," kata Sari. "Kami tinggal," kata Budi.'
    assert paired(text) == ['"Kami tinggal,"']
    assert [text[place] for place in pair_marks(text).lonely] == ['"']


@given(texts)
def test_pairs_are_ordered_apart_and_end_with_a_mark_or_a_paragraph(text):
    found = pair_marks(text)
    edges = [edge for pair in found.pairs for edge in pair]
    assert edges == sorted(edges)
    assert all(start in found.opening for start, _ in found.pairs)
    closed = [pair for pair in found.pairs if pair[1] in found.closing.values()]
    assert not {start for start, _ in closed} & set(found.lonely)
    assert all(pair in closed or not text[pair[1] :].partition("\n")[0].strip() for pair in found.pairs)
