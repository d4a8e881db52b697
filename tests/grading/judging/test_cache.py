"""The journal of judgements: it gives back what was judged, and whatever else stands in it counts for nothing."""

import json
import os
import random
import shutil

import pytest
from classroom import sixty
from classroom.notebooks import text
from tests.cases import cases

from helpers.grading.judging.cache import Journal, editions
from helpers.grading.judging.judge import Judge
from helpers.grading.keys import GradingError, load_keys

KEYS = load_keys()
EDITIONS = editions(KEYS)


@pytest.fixture(scope="module")
def judged():
    judge = Judge(KEYS)
    files = [text(sixty.perfect(exercise)).encode() for exercise in ("who-says-so", "sourcing-chains")]
    return [judge.judge(one) for raw in (*files, b"{") for one in judge.read(raw)]


def written(file, judged):
    with Journal(file, EDITIONS) as journal:
        for number, one in enumerate(judged):
            journal.add(f"{number}" * 64, one.exercise, one.as_json())
    return file


def kept(file):
    """What the journal still knows, by its hash."""
    with Journal(file, EDITIONS) as journal:
        return {hash: journal.get(hash) for hash in (f"{number}" * 64 for number in range(9)) if hash in journal}


def test_what_was_judged_is_there_when_it_is_opened_again(tmp_path, judged):
    assert list(kept(written(tmp_path / "journal", judged)).values()) == judged


def test_a_journal_from_elsewhere_counts_for_nothing(tmp_path, judged):
    """As it may lie in a student's archive: made with the same grader and the same keys, on another disk."""
    written(tmp_path / "journal", judged)
    shutil.copy(tmp_path / "journal", tmp_path / "planted")
    assert kept(tmp_path / "planted") == {}
    assert len(kept(written(tmp_path / "planted", judged))) == len(judged)


@pytest.mark.parametrize("line", [
    b"", b"\n", b"\n\n\n", b"{}\n", b"5\n", b"null\n", b'"x"\n', b"[[], [], [], []]\n",
    b"[{}, {}, {}, {}]\n", b"\xff\xfe\0\n",
    b"[" * 200_000 + b"\n", b'{"a":' * 200_000, b"0" * 300_000, b"dear Siti,\nno JSON, no line end",
], ids=range(14))  # fmt: skip
def test_any_line_may_stand_anywhere(tmp_path, judged, line):
    file = written(tmp_path / "journal", judged)
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(line + lines[0] + line + lines[1])
    assert {one.exercise for one in kept(file).values()} <= {one.exercise for one in judged}
    assert set(kept(written(file, judged)).values()) == set(judged)
    assert line in file.read_bytes()


def test_a_changed_judgement_counts_for_nothing(tmp_path, judged):
    file = written(tmp_path / "journal", judged)
    raw = file.read_bytes()
    assert b"1.0, 1.0" in raw
    file.write_bytes(raw.replace(b"1.0, 1.0", b"0.0, 1.0", 1))
    assert len(kept(file)) == len(judged) - 1


def test_a_judgement_under_another_hash_counts_for_nothing(tmp_path, judged):
    file = written(tmp_path / "journal", judged)
    file.write_bytes(file.read_bytes().replace(b"0" * 64, b"7" * 64, 1))
    assert set(kept(file)) == {"1" * 64, "2" * 64}


def _items(change):
    def do(told):
        change(told[2])

    return do


@pytest.mark.parametrize("change", [
    _items(lambda items: items.pop()),
    _items(lambda items: items.append(items[0])),
    _items(lambda items: items.clear()),
    _items(lambda items: items.reverse()),
    _items(lambda items: items[0].pop()),
    _items(lambda items: items.__setitem__(0, {"points": 1})),
    _items(lambda items: items[0].__setitem__(3, float("nan"))),
    _items(lambda items: items[0].__setitem__(3, 1e9)),
    _items(lambda items: items[0].__setitem__(3, -1.0)),
    _items(lambda items: items[0].__setitem__(3, True)),
    _items(lambda items: items[0].__setitem__(3, "1")),
    _items(lambda items: items[0].__setitem__(5, "excellent")),
    _items(lambda items: items[0].__setitem__(6, ["x"])),
    lambda told: told.append(1),
    lambda told: told.clear(),
    lambda told: told.__setitem__(0, "sourcing-chains"),
    lambda told: told.__setitem__(3, [["a", "b", 1]]),
    lambda told: told.__setitem__(4, 5),
    lambda told: told.__setitem__(4, [["a"]]),
    lambda told: told.__setitem__(5, [None]),
])  # fmt: skip
def test_a_judgement_that_no_file_can_get_counts_for_nothing(tmp_path, judged, change):
    """Even where it was written into this very journal, as this grader would write it."""
    told = json.loads(judged[0].as_json())
    change(told)
    with Journal(tmp_path / "journal", EDITIONS) as journal:
        journal.add("0" * 64, "who-says-so", json.dumps(told))
        journal.add("1" * 64, "who-says-so", judged[0].as_json())
    assert kept(tmp_path / "journal") == {"1" * 64: judged[0]}


def test_a_journal_that_changes_while_it_is_read_is_a_sentence(tmp_path, judged):
    file = written(tmp_path / "journal", judged)
    with Journal(file, EDITIONS) as journal:
        file.write_bytes(b"[" * file.stat().st_size)
        with pytest.raises(GradingError, match="was changed while it was read"):
            journal.get("0" * 64)


def test_a_second_name_of_somebodys_file_is_not_written_to(tmp_path, judged):
    (tmp_path / "letter").write_text("dear")
    os.link(tmp_path / "letter", tmp_path / "journal")
    assert len(kept(written(tmp_path / "journal", judged))) == len(judged)
    assert (tmp_path / "letter").read_text() == "dear"


def _mutated(luck, raw):
    """The bytes with a piece taken out, put in, moved or turned round."""
    raw = bytearray(raw)
    for _ in range(luck.choice([1, 1, 2, 5, 30])):
        at, end = sorted(luck.choices(range(len(raw) + 1), k=2))
        end = luck.choice([end, at, at + 1, at + 8])
        piece = bytes(raw[at:end])
        new = [
            b"",
            piece * 2,
            piece[::-1],
            luck.randbytes(9),
            b"\n",
            b"[" * 5000,
            b"1e999",
            b"NaN",
            b"\0",
            b'"',
            b"null",
        ]
        raw[at:end] = luck.choice(new)
    return bytes(raw)


def test_a_journal_changed_at_random_gives_what_was_judged_or_nothing(tmp_path, judged):
    luck = random.Random(11)
    file = written(tmp_path / "journal", judged)
    raw, right = file.read_bytes(), {f"{number}" * 64: one for number, one in enumerate(judged)}
    for _ in range(cases(105)):
        file.write_bytes(_mutated(luck, raw))
        assert kept(file).items() <= right.items()
        assert kept(written(file, judged)) == right
