"""The labels that files may use, and what a table with other fields is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.article import codebook
from helpers.article.schema import EDGE, FILE, LOADED, OTHER, SENTENCE, SOURCE, fitting, shape_faults

SENTENCE_TABLE = {
    "id": "S01",
    "text": "Ia pergi.",
    "en": "He left.",
    "source": "narrator",
    "cue": "",
    "link": "none",
    "mode": "none",
    "why": "Nobody says so.",
    "tempting": {"person": "He does not speak."},
}
shapes = st.sampled_from([FILE, SOURCE, SENTENCE, OTHER, LOADED, EDGE])
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def faults(change: dict, taught: bool = True) -> list[str]:
    table = {name: value for name, value in (SENTENCE_TABLE | change).items() if value is not None}
    return list(shape_faults(table, SENTENCE, taught))


def test_the_kinds_are_those_of_the_codebook_each_with_its_meaning():
    assert list(codebook.KINDS) == ["person", "organisation", "outlet", "unnamed", "vague", "narrator"]
    assert all(codebook.KINDS.values())


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"why": None}, "why is missing"),
        ({"en": None}, "en is missing"),
        ({"why": " "}, "why is empty"),
        ({"en": ""}, "en is empty"),
        ({"text": 7}, "text must be text in quotation marks"),
        ({"contested": "yes"}, "contested must be true or false"),
        ({"contested": 1}, "contested must be true or false"),
        ({"loaded": {}}, "loaded must be a list"),
        ({"tempting": []}, "tempting must be a table"),
        ({"mode": "indrect"}, 'mode is "indrect"; choose direct, mixed, indirect or none'),
        ({"mode": ["none"]}, "mode must be text in quotation marks; choose direct, mixed, indirect or none"),
        ({"contestd": True}, '"contestd" is no field here; did you mean contested?'),
        ({"xyz": True}, '"xyz" is no field here'),
    ],
)
def test_each_difference_is_one_sentence(change, told):
    assert faults(change) == [told]


@pytest.mark.parametrize("change", [{}, {"cue": ""}, {"words": ""}, {"loaded": []}, {"contested": False}])
def test_what_may_be_empty_is_no_fault(change):
    assert faults(change) == []


def test_every_fault_is_told_not_only_the_first():
    assert len(faults({"why": None, "mode": "indrect", "text": 7, "xyz": True})) == 4


def test_a_coder_alone_owes_no_gloss_and_no_tempting_answers_but_a_reason():
    assert faults({"en": None, "tempting": None}, taught=False) == []
    assert faults({"why": None}, taught=False) == ["why is missing"]


@pytest.mark.parametrize(
    ("value", "found"), [("S01", "text"), ([], "a list"), (True, "true or false"), (7, "number"), (2.5, "number")]
)
def test_what_is_no_table_is_named(value, found):
    [fault] = shape_faults(value, SENTENCE)
    assert "there must be a table" in fault
    assert found in fault


@given(values, shapes, st.booleans())
def test_any_value_gets_sentences_and_its_fitting_fields(value, shape, taught):
    told = list(shape_faults(value, shape, taught))
    fields = fitting(value, shape)
    assert set(fields) == set(shape.known)
    given = value if isinstance(value, dict) else {}
    assert all(field is None or field is given.get(name, False) for name, field in fields.items())
    assert told or all(fields[name] is not None for name in shape.required)


@given(st.dictionaries(st.sampled_from(sorted(SENTENCE.known)) | st.text(max_size=3), values, max_size=4))
def test_a_field_fits_exactly_when_nothing_is_said_about_it(change):
    table = SENTENCE_TABLE | change
    told = list(shape_faults(table, SENTENCE))
    fields = fitting(table, SENTENCE)
    wrong = [name for name in table if fields.get(name) is None]
    assert len(told) == len(wrong)
    assert all(name in fault for name, fault in zip(wrong, told, strict=True))
