"""Archives in archives: however much they unfold to, the class is graded, and a teacher can read what came of it."""

import io
import random
import zipfile

import pytest
from classroom import sixty
from classroom.notebooks import text

from helpers.grading.grade import grade
from helpers.grading.intake import archives, unfolding
from helpers.grading.intake.files import find
from helpers.grading.intake.unfolding import Unfolding
from helpers.grading.judging.cache import Journal, editions
from helpers.grading.keys import load_keys

PERFECT = text(sixty.perfect()).encode()


@pytest.fixture(scope="module")
def keys():
    return load_keys()


def packed(members, kind=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", kind) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def many(number, content=b"{}"):
    return packed({f"{at}.ipynb": content for at in range(number)})


def files(folder):
    """What is found in a folder with archives: its name, and why it is refused."""

    def members(archive):
        try:
            return archives.members(archive.path, archive.inner)
        except archives.UnreadableSubmissionError as error:
            return error.remark

    return {one.file: one.refused and one.refused.what for one in Unfolding(members).files(find([folder]))}


def graded(folder, keys, out):
    with Journal(out, editions(keys)) as journal:
        return {result.file: result for result in grade([folder], keys, journal)}


@pytest.fixture
def small(monkeypatch):
    """Limits that a small archive reaches."""
    for module in (archives, unfolding):
        monkeypatch.setattr(module, "MOST_MEMBERS", 100)


def test_archives_in_archives_count_together(tmp_path, small):
    """No archive in it takes more than half of what is left, so that whoever packs too much loses her own only."""
    greedy = {f"{at:02}.zip": many(60) for at in range(40)}
    (tmp_path / "class.zip").write_bytes(packed(dict(list(greedy.items())[:10]) | {"z.zip": many(3)}))
    found = files(tmp_path)
    assert [name for name, refused in found.items() if not refused] == [
        f"class.zip/z.zip/{at}.ipynb" for at in range(3)
    ]
    assert "60 files, too many" in found["class.zip/00.zip"]
    (tmp_path / "class.zip").write_bytes(packed(greedy))
    archives._opened.cache_clear()
    found = files(tmp_path)
    assert len(found) == 40
    assert "not opened" in found["class.zip/39.zip"]


def test_a_bomb_of_names_in_a_class_costs_its_own_row_only(tmp_path, small, keys):
    bomb = packed({f"{at}.zip": many(90) for at in range(10)})
    students = {f"Siti {at}_{at}_assignsubmission_file_work.zip": packed({"a.ipynb": PERFECT}) for at in range(20)}
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "class.zip").write_bytes(packed({"Budi_99_assignsubmission_file_x.zip": bomb, **students}))
    results = graded(tmp_path / "class", keys, tmp_path / "out")
    good = [result for result in results.values() if result.state == "graded"]
    assert [result.points for result in good] == [23] * 20
    assert {result.platform_id for result in results.values()} == {"99", *map(str, range(20))}


def test_a_class_of_thousands_in_one_archive_is_whole(tmp_path):
    (tmp_path / "class.zip").write_bytes(packed({f"student {at}.ipynb": b"{}" for at in range(5000)}))
    (tmp_path / "drive.zip").write_bytes(packed({"Drive/class.zip": (tmp_path / "class.zip").read_bytes()}))
    found = files(tmp_path)
    assert len(found) == 10_000
    assert not any(found.values())


def test_more_than_a_run_can_take_is_told(tmp_path, small, monkeypatch):
    monkeypatch.setattr(unfolding, "MOST_IN_A_RUN", 150)
    for name in "abc":
        (tmp_path / f"{name}.zip").write_bytes(many(60))
    found = files(tmp_path)
    assert len(found) == 60 + 60 + 1
    assert "too many" in found["c.zip"]


def test_an_archive_of_too_many_is_told(tmp_path, small):
    (tmp_path / "a.zip").write_bytes(many(101))
    assert "more than 100 files" in files(tmp_path)["a.zip"]


def test_what_unpacks_to_too_many_bytes_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(unfolding, "_MOST_BYTES", 10_000)
    monkeypatch.setattr(unfolding, "_MOST_TIMES", 1)
    (tmp_path / "a.zip").write_bytes(packed({"in.zip": packed({"x.ipynb": b" " * 900_000}), "y.ipynb": b"{}"}))
    assert "unpacks to 0 MB, too many" in files(tmp_path)["a.zip/in.zip"]
    assert files(tmp_path)["a.zip/y.ipynb"] is None


def test_a_crowd_without_a_grade_is_one_row_and_no_other_is_lost(tmp_path, keys):
    """A student's project folder among a class: her own row, and everybody else's."""
    hers = {f"Dewi/{at // 100}/{at}.ipynb": b"{}" for at in range(1500)}
    members = {f"student {at}.ipynb": PERFECT for at in range(3)} | {"torn.ipynb": b"{"} | hers
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "class.zip").write_bytes(packed(members))
    results = graded(tmp_path / "class", keys, tmp_path / "out")
    assert set(results) == {f"class.zip/student {at}.ipynb" for at in range(3)} | {
        "class.zip/torn.ipynb",
        "class.zip/Dewi",
    }
    assert "1,500 files in it could not be graded" in results["class.zip/Dewi"].notes[0].what


@pytest.mark.parametrize("name", ["", "\0", "\0x.ipynb", ".", "a" * 2000 + ".ipynb", "a/" * 60 + "b.ipynb"])
def test_a_member_with_a_name_that_no_file_has_costs_itself_alone(tmp_path, keys, name):
    """Python ends a name at its first NUL."""
    (tmp_path / "class").mkdir()
    with zipfile.ZipFile(tmp_path / "class" / "class.zip", "w") as archive:
        archive.writestr("siti.ipynb", PERFECT)
        strange = zipfile.ZipInfo("x")
        strange.filename = name
        archive.writestr(strange, PERFECT)
    with Journal(tmp_path / "out", editions(keys)) as journal:
        got = grade([tmp_path / "class"], keys, journal)
        results, notes = {result.file: result for result in got}, got.notes
    assert results.pop("class.zip/siti.ipynb").points == 23
    told = [note for result in results.values() for note in result.notes] + notes
    assert ["name" in note.what and len(note.file) < 500 for note in told] == [True]


@pytest.mark.parametrize("kind", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_large_archive_in_an_archive_is_read_bit_by_bit(tmp_path, monkeypatch, kind):
    """The zip of a learning platform in one of Google Drive."""
    monkeypatch.setattr(archives, "LARGEST", 50_000)
    luck = random.Random(7)
    notebooks = {f"{at}.ipynb": luck.randbytes(20_000) for at in range(10)}
    students = packed({**notebooks, "in.zip": packed({"deep.ipynb": b"deep"})}, kind)
    (tmp_path / "drive.zip").write_bytes(packed({"moodle.zip": students}, kind))
    archives._opened.cache_clear()
    found = files(tmp_path)
    assert list(found) == [
        *(f"drive.zip/moodle.zip/{name}" for name in notebooks),
        "drive.zip/moodle.zip/in.zip/deep.ipynb",
    ]
    assert [archives.read(tmp_path / "drive.zip", (0, at)) for at in range(10)] == list(notebooks.values())
    assert archives.read(tmp_path / "drive.zip", (0, 3)) == notebooks["3.ipynb"]
    assert archives.read(tmp_path / "drive.zip", (0, 10, 0)) == b"deep"


def test_a_large_archive_in_an_archive_whose_members_lie_in_no_order_is_told(tmp_path, monkeypatch):
    """Each of them would mean to unpack it from the beginning."""
    monkeypatch.setattr(archives, "LARGEST", 1000)
    stream = io.BytesIO(many(9, random.Random(7).randbytes(500)))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.filelist.reverse()
        archive.writestr("last.ipynb", b"{}")
    (tmp_path / "drive.zip").write_bytes(packed({"moodle.zip": stream.getvalue()}))
    assert "lie in no order" in files(tmp_path)["drive.zip/moodle.zip"]


def test_extra_fields_without_end_are_read_once():
    """Sixteen thousand empty fields: none of them is copied with all that are behind it."""
    assert len(list(archives._extras(b"\1\0\0\0" * 16_000))) == 16_000


def test_an_archive_in_which_anything_is_changed_costs_its_own_row_only(tmp_path):
    luck = random.Random(11)
    raw = packed({"a.ipynb": PERFECT, "b.zip": packed({"c.ipynb": PERFECT}), "d/e.ipynb": b"{}"})
    for number in range(300):
        spoilt = bytearray(raw)
        for _ in range(luck.choice([1, 2, 8])):
            spoilt[luck.choice([luck.randrange(len(raw)), -luck.randrange(1, 250)])] = luck.randrange(256)
        (tmp_path / "x.zip").write_bytes(spoilt[: luck.choice([len(raw), luck.randrange(len(raw))])])
        archives._opened.cache_clear()
        for name, refused in files(tmp_path).items():
            assert name.startswith("x.zip"), number
            assert refused is None or refused
