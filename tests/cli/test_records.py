"""The annotation as plain data: the shape other programs rely on, and offsets that hold."""

import json
import shutil
import unicodedata

import pytest

from helpers import article_ids, load_article
from helpers.article import article_folder
from helpers.cli.files import article_record

every_article = pytest.mark.parametrize("name", article_ids())
SENTENCE = (
    "id", "start", "end", "text", "en", "source", "kind", "cue", "cue_start", "cue_end", "link", "mode",
    "contested", "why", "loaded",
)  # fmt: skip
LOADED = ("span", "start", "end", "technique", "voice", "origin_unclear", "certainty", "neutral_id", "neutral_en")


@every_article
def test_the_shape_is_the_one_promised(name):
    record = article_record(load_article(name))
    assert list(record) == ["id", "outlet", "published", "language", "sources", "sentences", "chain"]
    assert {tuple(source) for source in record["sources"].values()} == {("kind", "described", "as_written")}
    assert {tuple(sentence) for sentence in record["sentences"]} == {SENTENCE}
    assert {tuple(span) for sentence in record["sentences"] for span in sentence["loaded"]} == {LOADED}
    assert {tuple(edge) for edge in record["chain"]} == {("from", "to", "sentence", "cue", "scope")}


@every_article
def test_it_goes_through_json_unchanged(name):
    record = article_record(load_article(name))
    assert json.loads(json.dumps(record)) == record


@every_article
def test_offsets_cut_the_quoted_words_out_of_the_text(name):
    article = load_article(name)
    for sentence in article_record(article)["sentences"]:
        assert article.text[sentence["start"] : sentence["end"]] == sentence["text"]
        if sentence["cue"]:
            assert article.text[sentence["cue_start"] : sentence["cue_end"]] == sentence["cue"]
        else:
            assert sentence["cue_start"] is sentence["cue_end"] is None
        for span in sentence["loaded"]:
            assert article.text[span["start"] : span["end"]] == span["span"]
            assert sentence["start"] <= span["start"] < span["end"] <= sentence["end"]


@every_article
def test_every_reference_leads_somewhere(name):
    record = article_record(load_article(name))
    ids = {sentence["id"] for sentence in record["sentences"]}
    for sentence in record["sentences"]:
        assert record["sources"][sentence["source"]]["kind"] == sentence["kind"]
    for edge in record["chain"]:
        assert {edge["from"], edge["to"]} <= record["sources"].keys()
        assert {edge["sentence"], *edge["scope"]} <= ids


def test_the_chain_of_the_first_article_runs_from_the_publisher_to_one_unnamed_source():
    chain = article_record(load_article("islam-times-2021"))["chain"]
    hops = {edge["from"]: edge["to"] for edge in chain}
    assert hops["press-tv"] == "sputnik"
    assert hops["sputnik"] == "sputnik-source"


@pytest.mark.parametrize(("form", "ends"), [("NFD", "\n"), ("NFC", "\r\n"), ("NFD", "\r\n")])
def test_offsets_count_in_the_nfc_text_however_the_files_were_saved(form, ends, tmp_path):
    folder = tmp_path / "harakatuna-2024"
    shutil.copytree(article_folder("harakatuna-2024"), folder)
    for file in (folder / "text.txt", folder / "annotations.toml"):
        text = file.read_text("utf-8").replace("Takfiri", "Tákfiri")
        file.write_bytes(unicodedata.normalize(form, text).replace("\n", ends).encode())
    plain = article_record(load_article("harakatuna-2024"))["sentences"]
    saved = article_record(load_article(folder))["sentences"]
    places = [(s["start"], s["end"], [span["start"] for span in s["loaded"]]) for s in saved]
    assert places == [(s["start"], s["end"], [span["start"] for span in s["loaded"]]) for s in plain]
    assert "Tákfiri" in saved[0]["text"]
