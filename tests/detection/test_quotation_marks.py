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


def test_a_mark_that_closes_nothing_is_told():
    text = 'Kami pulang," kata Sari. "Kami tinggal," kata Budi.'
    assert paired(text) == ['"Kami tinggal,"']
    assert [text[place] for place in pair_marks(text).lonely] == ['"']


@given(texts)
def test_pairs_are_ordered_apart_and_marked_at_both_ends(text):
    found = pair_marks(text)
    edges = [edge for pair in found.pairs for edge in pair]
    assert edges == sorted(edges)
    assert all(start in found.opening and end in found.closing.values() for start, end in found.pairs)
    assert not {start for start, _ in found.pairs} & set(found.lonely)
