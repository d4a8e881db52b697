"""Attacks on the machine of whoever grades, and accidents while she does: nothing is lost and nothing gets out."""

import json
from hashlib import blake2b

import pytest

from helpers.teaching.writing import Folder, WritingError


def test_a_ledger_from_a_strangers_archive_takes_nothing_away(tmp_path):
    """Graded into the folder of submissions, where a student put a ledger that names a file elsewhere."""
    letter = tmp_path / "letter.txt"
    letter.write_text("dear")
    digest = blake2b(b"dear", digest_size=16).hexdigest()
    names = ["../letter.txt", str(letter), "x/../../letter.txt", ".", ""]
    lines = [json.dumps([name, digest]) for name in names] + ["5", "null", "[1", "[[]]", '{"a": 1}', "[" * 100_000]
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".written.jsonl").write_text("\n".join(lines))
    folder = Folder(tmp_path / "out")
    folder.put("gradebook.csv", b"new")
    folder.close()
    assert letter.read_text() == "dear"
    assert (tmp_path / "out" / "gradebook.csv").read_bytes() == b"new"


def test_a_ledger_that_is_a_link_is_not_written_through(tmp_path):
    letter = tmp_path / "letter.txt"
    letter.write_text("dear")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".written.jsonl").symlink_to(letter)
    with pytest.raises(WritingError, match="is a link"):
        Folder(tmp_path / "out")
    assert letter.read_text() == "dear"
