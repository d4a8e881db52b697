"""Names are put in order, by letters or by name; an order that is not whole is told what it lacks."""

import pytest

from helpers.exercises import QuestionError, ask
from helpers.exercises.answers.order import OrderKey
from helpers.exercises.bank import read_bank
from helpers.exercises.worksheet import parse

HOPS = ("Warta Bambu", "Kantor Berita Bangau", "Radio Jangkrik", "Wening Cermat")
RIGHT = "c a b d"


@pytest.fixture
def hops():
    return ask("relays", only="R14")


def verdict(asked, words):
    return asked.verdicts(parse("relays", f"R14  {words}"))[0]


@pytest.mark.parametrize(
    "words",
    [
        RIGHT,
        "C, A, B, D",
        "cabd",
        "c > a > b > d",
        "Warta Bambu -> Kantor Berita Bangau -> Radio Jangkrik -> Wening Cermat",
        "warta; bangau; radio; cermat",
    ],
)
def test_letters_and_names_are_understood(hops, words):
    told = verdict(hops, words)
    assert (told.status, told.points, told.answer) == ("right", 1, " > ".join(HOPS))
    assert list(hops.faults(parse("relays", f"R14  {words}"))) == []


@pytest.mark.parametrize("words", ["c a b", "c a b e", "c a b b", "warta", "somebody to ask", "W -> W -> W -> W"])
def test_what_is_no_whole_order_is_told_with_the_letters(hops, words):
    sheet = parse("relays", f"R14  {words}")
    assert verdict(hops, words).status == "not answered"
    [fault] = hops.faults(sheet)
    assert "is no order of all 4; write each letter once: a (Kantor Berita Bangau)" in fault


def test_the_other_end_first_is_told_and_earns_nothing(hops):
    told = verdict(hops, "d b a c")
    assert (told.points, told.hint.startswith("It runs the other way round.")) == (0, True)
    assert not verdict(hops, "a c b d").hint.startswith("It runs")


def test_the_first_of_two_orders_counts_and_the_second_is_told(hops):
    sheet = parse("relays", f"R14  {RIGHT}\nR14  d c b a")
    assert hops.verdicts(sheet)[0].points == 1
    assert list(hops.faults(sheet)) == ["Line 2: R14 has an answer in line 1 already; the first one counts."]


def test_every_order_can_be_given_and_one_earns_the_point(hops):
    answers = hops.questions[0].key.answers
    assert len(set(answers)) == len(answers) == 24
    assert [words for words in answers if verdict(hops, words).points] == [" > ".join(HOPS)]
    assert all(verdict(hops, words).status != "not answered" for words in answers)


def test_what_is_shown_to_choose_from_gives_no_order_away(hops):
    assert 'a = "Kantor Berita Bangau", b = "Radio Jangkrik", c = "Warta Bambu", d = "Wening Cermat"' in str(hops)
    assert '<span lang="id">Wening Cermat</span>' in hops._repr_html_()


@pytest.mark.parametrize(
    ("order", "fault"),
    [
        ('["Ani", "Budi"]', "the order of the alphabet"),
        ('["Budi", "ani", "BUDI"]', "a name twice"),
        ('["Budi"]', "has 1 names; 2 to 6"),
        ('["Budi", 1]', "order must be a list of texts in quotation marks"),
        ('"Budi"', "order must be a list"),
    ],
)
def test_an_order_that_cannot_be_asked_names_its_question(tmp_path, order, fault):
    file = tmp_path / "bank.toml"
    words = [f'{name} = "x"' for name in ("words", "en", "ask", "hint", "why")]
    row = ['id = "R01"', 'asks = "order"', "sound = true", f"order = {order}", *words]
    file.write_text("\n".join(['about = "x"', "fictional = true", "[[question]]", *row]))
    with pytest.raises(QuestionError, match=fault):
        read_bank("bank", file)


def test_a_name_within_another_means_nobody():
    assert OrderKey(("Radio", "Radio Jangkrik")).read("radio -> radio jangkrik") is None
