"""The benchmark of detection reads what one gives it, and says what is not there before it makes anything."""

import subprocess
import sys

import pytest


def test_a_treebank_that_is_not_there_is_told_before_anything_is_made(root):
    command = [sys.executable, root / "benchmarks/detection.py", "--pud", "nowhere.conllu"]
    told = subprocess.run(command, capture_output=True, text=True)
    assert told.returncode == 2
    assert "nowhere.conllu is not there" in told.stderr


@pytest.fixture
def splitting(monkeypatch, root):
    monkeypatch.syspath_prepend(str(root / "benchmarks"))
    return pytest.importorskip("splitting")


@pytest.mark.parametrize("between", ["", " "])
def test_a_treebank_is_joined_by_documents_and_perfect_ends_score_1(splitting, tmp_path, between):
    lines = [
        "# sent_id = n01001001",
        "# text = Hujan turun.",
        "# sent_id = n01001002",
        "# text = Kota sepi.",
        "1\tKota",
    ]
    lines += ["1\tKota", "# sent_id = w01002001", "# text = Seorang diri."]
    (tmp_path / "pud.conllu").write_text("\n".join(lines), "utf-8")
    [(text, begins)] = texts = splitting.pud_texts(tmp_path / "pud.conllu", between)
    assert text == f"Hujan turun.{between}Kota sepi."
    assert {text[begin:] for begin in begins} == {"Kota sepi."}
    assert splitting.f1(lambda text: [text.index(".") + 1, len(text)], texts) == 1
    assert splitting.f1(lambda text: [len(text)], texts) == 0


def test_the_truth_of_the_articles_is_their_annotation(splitting):
    texts = splitting.article_texts()
    assert [len(begins) for _, begins in texts] == [13 + 2 - 1, 19 - 1]
