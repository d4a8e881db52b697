"""The labels that files may use, and what a table with other fields is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.article.fields import ADDRESS, COMPUTED, DAY, EMPTY, OPTIONAL, TAUGHT, OneOf, Written, shape
from helpers.article.files import build, faults, field_faults, fitting, named_rows
from helpers.article.model import Article, Edge, Loaded, OtherReading, Publication, Sentence, Source

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
shapes = st.sampled_from([Article, Publication, Source, Sentence, OtherReading, Loaded, Edge])
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def told_of(change: dict, taught: bool = True) -> list[str]:
    table = {name: value for name, value in (SENTENCE_TABLE | change).items() if value is not None}
    return list(field_faults(table, Sentence, taught))


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
    assert told_of(change) == [told]


@pytest.mark.parametrize("change", [{}, {"cue": ""}, {"words": ""}, {"loaded": []}, {"contested": False}])
def test_what_may_be_empty_is_no_fault(change):
    assert told_of(change) == []


def test_every_fault_is_told_not_only_the_first():
    assert len(told_of({"why": None, "mode": "indrect", "text": 7, "xyz": True})) == 4


def test_a_coder_alone_owes_no_gloss_and_no_tempting_answers_but_a_reason():
    assert told_of({"en": None, "tempting": None}, taught=False) == []
    assert told_of({"why": None}, taught=False) == ["why is missing"]


@pytest.mark.parametrize(
    ("value", "found"), [("S01", "text"), ([], "a list"), (True, "true or false"), (7, "number"), (2.5, "number")]
)
def test_what_is_no_table_is_named(value, found):
    [fault] = field_faults(value, Sentence)
    assert "there must be a table" in fault
    assert found in fault


@given(values, shapes, st.booleans())
def test_any_value_gets_sentences_and_its_fitting_fields(value, of, taught):
    told = list(field_faults(value, of, taught))
    fields = fitting(value, of)
    assert set(fields) == {field.name for field in shape(of)}
    given = value if isinstance(value, dict) else {}
    assert all(field is None or field is given.get(name, False) for name, field in fields.items())
    assert told or all(fields[field.name] is not None for field in shape(of) if not {OPTIONAL, TAUGHT} & field.marks)


@given(
    st.dictionaries(
        st.sampled_from(sorted(field.name for field in shape(Sentence))) | st.text(max_size=3), values, max_size=4
    )
)
def test_a_field_fits_exactly_when_nothing_is_said_about_it(change):
    table = SENTENCE_TABLE | change
    told = list(field_faults(table, Sentence))
    fields = fitting(table, Sentence)
    wrong = [name for name in table if fields.get(name) is None]
    assert len(told) == len(wrong)
    assert all(name in fault for name, fault in zip(wrong, told, strict=True))


@dataclass(frozen=True)
class Rain:
    """Whatever a table can hold."""

    id: str
    day: Annotated[str, DAY]
    page: Annotated[str, ADDRESS]
    how: Literal["light", "heavy"]
    where: Annotated[str, OneOf(("here", "there"))]
    seen: date
    millimetres: Annotated[int, Written("mm")]
    towns: tuple[str, ...]
    outlet: Publication | None
    hops: Annotated[tuple[Edge, ...], Written("hop"), EMPTY]
    sure: Annotated[bool, OPTIONAL]
    wind: Mapping[str, str] = field(default_factory=dict)
    length: Annotated[int, COMPUTED] = 0


RAIN = {
    "id": "one",
    "day": "2024-11",
    "page": "https://kabar.example",
    "how": "heavy",
    "where": "here",
    "seen": date(2024, 11, 30),
    "mm": 7,
    "towns": ["Awanrendah"],
    "hop": [{"from": "a", "to": "b", "sentence": "S01", "cue": "kata", "scope": ["S01"]}],
}


def test_what_a_dataclass_declares_is_what_its_table_is_asked_for():
    assert {field.name for field in shape(Rain)} == RAIN.keys() | {"outlet", "sure", "wind"}
    assert list(faults(RAIN, Rain)) == []


def test_a_table_without_faults_becomes_its_object():
    rain = build(RAIN, Rain, length=3)
    assert (rain.millimetres, rain.towns, rain.seen) == (7, ("Awanrendah",), date(2024, 11, 30))
    assert rain.hops == (Edge("a", "b", "S01", "kata", ("S01",)),)
    assert (rain.outlet, rain.sure, rain.wind, rain.length) == (None, False, {}, 3)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"day": "lately"}, 'day is "lately"; write 2024-11-30, 2024-11 or 2024'),
        ({"page": "www.kabar"}, 'page is "www.kabar"; it must begin with https:// or http://'),
        ({"how": "much"}, 'how is "much"; choose light or heavy'),
        ({"where": "nowhere"}, 'where is "nowhere"; choose here or there'),
        ({"seen": "soon"}, "seen must be a bare date, such as 2027-11-01"),
        ({"seen": datetime(2024, 11, 30)}, "seen must be a bare date, such as 2027-11-01"),
        ({"mm": True}, "mm must be a whole number"),
        ({"towns": ["Awanrendah", 7]}, 'towns must be a list of texts in quotation marks, such as ["one", "two"]'),
        ({"towns": []}, "towns is empty"),
        ({"length": 7}, '"length" is no field here'),
        ({"millimetres": 7}, '"millimetres" is no field here'),
        ({"hop": [{"from": "a"}, 7]}, "hop 1: to is missing"),
        ({"hop": [7]}, "hop 1: there must be a table here, and there is a whole number"),
        ({"outlet": {"outlt": "Kabar"}}, 'outlet: "outlt" is no field here; did you mean outlet?'),
    ],
)
def test_each_kind_of_field_says_what_would_work(change, told):
    assert told in list(faults(RAIN | change, Rain))


def test_a_table_in_a_list_goes_by_its_id_or_else_its_number():
    rows = [{"id": "nobody"}, {"id": " "}, {"id": 7}, {}, 7]
    assert [place for place, _ in named_rows("rung", rows)] == ["rung nobody", *(f"rung {n}" for n in (2, 3, 4, 5))]


def test_two_dataclasses_can_stand_side_by_side_in_one_table():
    both = dict.fromkeys(["source", "for_key", "for_other"], "x") | {"kind": "vague"}
    assert list(faults(both, (Source, OtherReading))) == []
    assert list(faults(both | {"kimd": "x"}, (Source, OtherReading))) == ['"kimd" is no field here; did you mean kind?']
