"""A folder of results: whole files or none, only what changed, never over somebody's own work."""

import os

import pytest

from helpers.grading.folder import Folder, WritingError


def write(out, claims=(), overwrite=False, **files):
    folder = Folder(out, claims, overwrite)
    for name, text in files.items():
        folder.put(name.replace("__", "/") + ".txt", text.encode())
    folder.close()
    return folder


def texts(out):
    return {path.relative_to(out).as_posix(): path.read_text() for path in out.rglob("*.txt")}


def test_a_second_run_leaves_alone_what_is_the_same(tmp_path):
    write(tmp_path, one="1", two="2")
    os.utime(tmp_path / "one.txt", (0, 0))
    os.utime(tmp_path / "two.txt", (0, 0))
    again = write(tmp_path, one="1", two="2!")
    assert (tmp_path / "one.txt").stat().st_mtime == 0
    assert (tmp_path / "two.txt").stat().st_mtime > 0
    assert (again.unchanged, again.changed) == (["one.txt"], ["two.txt"])


def test_what_somebody_edited_is_kept_beside_the_new_file(tmp_path):
    write(tmp_path, book="ours")
    (tmp_path / "book.txt").write_text("hers")
    first = write(tmp_path, book="new")
    assert texts(tmp_path) == {"book.txt": "new", "book.yours-1.txt": "hers"}
    assert "book.yours-1.txt" in first.set_aside[0]
    (tmp_path / "book.txt").write_text("hers again")
    write(tmp_path, book="new")
    assert texts(tmp_path)["book.yours-2.txt"] == "hers again"
    assert texts(tmp_path)["book.yours-1.txt"] == "hers"


def test_what_was_there_before_us_is_in_the_way(tmp_path):
    (tmp_path / "book.txt").write_text("hers")
    with pytest.raises(WritingError, match="--overwrite"):
        Folder(tmp_path, ["book.txt"])
    assert texts(tmp_path) == {"book.txt": "hers"}
    write(tmp_path, ["book.txt"], overwrite=True, book="ours")
    assert texts(tmp_path) == {"book.txt": "ours", "book.yours-1.txt": "hers"}


def test_what_no_longer_belongs_is_taken_away_with_its_empty_folder(tmp_path):
    write(tmp_path, feedback__siti__page="1", feedback__budi__page="2")
    left = write(tmp_path, feedback__siti__page="1")
    assert texts(tmp_path) == {"feedback/siti/page.txt": "1"}
    assert not (tmp_path / "feedback" / "budi").exists()
    assert left.removed == ["feedback/budi/page.txt"]


def test_an_edited_page_of_somebody_who_left_is_kept(tmp_path):
    write(tmp_path, feedback__budi__page="2")
    (tmp_path / "feedback" / "budi" / "page.txt").write_text("with a remark")
    write(tmp_path, other="1")
    assert texts(tmp_path) == {"other.txt": "1", "feedback/budi/page.yours-1.txt": "with a remark"}


def test_a_run_that_was_interrupted_goes_on_and_takes_nothing_for_edited(tmp_path):
    write(tmp_path, one="1", two="2")
    broken = Folder(tmp_path)
    broken.put("one.txt", b"1!")
    del broken  # no close: power failure
    with (tmp_path / ".written.jsonl").open("a") as stream:
        stream.write('["two.txt", "half a li')
    after = write(tmp_path, one="1?", two="2")
    assert texts(tmp_path) == {"one.txt": "1?", "two.txt": "2"}
    assert after.set_aside == []


def test_a_write_that_fails_leaves_the_old_file_whole(tmp_path, monkeypatch):
    write(tmp_path, book="old")

    def full(*_):
        raise OSError("No space left on device")

    monkeypatch.setattr("helpers.grading.folder.os.replace", full)
    folder = Folder(tmp_path)
    with pytest.raises(OSError, match="No space"):
        folder.put("book.txt", b"new")
    monkeypatch.undo()
    assert texts(tmp_path) == {"book.txt": "old"}
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".part"]


@pytest.mark.parametrize("name", ["book.txt", "feedback/book.txt"])
def test_no_link_leads_out_of_the_folder(tmp_path, name):
    elsewhere, out = tmp_path / "elsewhere", tmp_path / "out"
    elsewhere.mkdir()
    out.mkdir()
    (out / name.split("/")[0]).symlink_to(elsewhere if "/" in name else elsewhere / "made.txt")
    with pytest.raises(WritingError, match="link"):
        Folder(out).put(name, b"1")
    assert not list(elsewhere.iterdir())


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path):
    (tmp_path / "book.txt").mkdir()
    with pytest.raises(WritingError, match="folder"):
        Folder(tmp_path).put("book.txt", b"1")
