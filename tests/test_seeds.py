"""The two articles, their words to the byte, and the invented one beside them: a coding that teaches in every item."""

from __future__ import annotations

import hashlib
import re
import tomllib

import pytest

from helpers import article_ids, check_article, load_article, load_coding
from helpers.article.codebook import KINDS, TECHNIQUES
from helpers.article.files import seeds_folder
from helpers.lenses.coders.differences import paired_spans

DIGESTS = {
    "islam-times-2021": "3775384386487311153ab915c8114ca1037a1b607af93bd68a60a75803e10720",
    "harakatuna-2024": "9bb5be52d4e9f520665f7e8d77e4a24b4d52c97ceac85c503a156ca20a96029e",
}
MIRROR = "gelombang-keldoria"
CODED = (*DIGESTS, MIRROR)
SENTENCES = {"islam-times-2021": 13, "harakatuna-2024": 19, MIRROR: 18}
# techniques whose spans may have no plainer wording, because what is missing is an actor, an aim or a ground
MAY_STAY_EMPTY = {"agency", "motive", "euphemism"}

CONTESTED = {
    "islam-times-2021": [],
    "harakatuna-2024": ["S02", "S06", "S08", "S09", "S15"],
    MIRROR: ["S08", "S09", "S13", "S14", "S16"],
}


@pytest.fixture(params=CODED)
def article(request):
    return load_article(request.param)


@pytest.fixture(params=[(id, coder) for id in CODED for coder in "ab"], ids="-".join)
def coding(request):
    return load_coding(*request.param)


def prose(article):
    """Every sentence that a reader is given, with where it stands."""
    for sentence in article.sentences:
        yield sentence.id, sentence.en
        yield sentence.id, sentence.why
        yield from ((sentence.id, reason) for reason in sentence.tempting.values())
        if sentence.other:
            yield from ((sentence.id, side) for side in (sentence.other.for_key, sentence.other.for_other))
        for loaded in sentence.loaded:
            yield from ((sentence.id, words) for words in (loaded.why, loaded.neutral_id, loaded.neutral_en))
            if loaded.other:
                yield from ((sentence.id, side) for side in (loaded.other.for_key, loaded.other.for_other))


def test_the_articles_are_the_two_that_were_received():
    assert set(article_ids()) == set(DIGESTS)


@pytest.mark.parametrize(("id", "digest"), DIGESTS.items(), ids=DIGESTS)
def test_the_text_is_the_received_one_byte_for_byte(id, digest):
    assert hashlib.sha256((seeds_folder() / "articles" / id / "text.txt").read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("id", CODED)
def test_no_file_of_the_article_has_a_fault(id):
    assert check_article(id) == []


def test_every_sentence_is_there(article):
    assert len(article.sentences) == SENTENCES[article.id]


def test_only_the_caption_and_the_sign_off_are_no_sentences():
    assert dict(load_article("harakatuna-2024").outside) == {}
    assert set(load_article("islam-times-2021").outside) == {"caption", "sign-off"}


def test_every_sentence_has_a_gloss_a_reason_and_a_tempting_wrong_answer_refuted(article):
    for sentence in article.sentences:
        assert sentence.en.strip(), sentence.id
        assert sentence.why.strip(), sentence.id
        assert sentence.tempting, sentence.id
        assert sentence.kind not in sentence.tempting, sentence.id
        assert all(reason.strip() for reason in sentence.tempting.values()), sentence.id


def test_every_loaded_span_has_a_reason_and_plainer_words_in_both_languages_or_in_neither(article):
    for sentence in article.sentences:
        for loaded in sentence.loaded:
            assert loaded.why.strip(), (sentence.id, loaded.span)
            assert bool(loaded.neutral_id) == bool(loaded.neutral_en), (sentence.id, loaded.span)
            assert loaded.neutral_id or loaded.technique in MAY_STAY_EMPTY, (sentence.id, loaded.span)
            assert loaded.neutral_id.casefold() != loaded.span.casefold(), (sentence.id, loaded.span)


def test_an_arguable_span_says_what_speaks_against_it(article):
    for sentence in article.sentences:
        for loaded in sentence.loaded:
            assert ("against it" in loaded.why) == (loaded.certainty == "arguable"), (sentence.id, loaded.span)


def test_a_contested_sentence_gives_both_sides_and_two_different_voices(article):
    for sentence in article.sentences:
        assert sentence.contested == (sentence.other is not None), sentence.id
        if other := sentence.other:
            assert other.source != sentence.source, sentence.id
            assert other.for_key.strip(), sentence.id
            assert other.for_other.strip(), sentence.id
            assert other.kind not in sentence.tempting, sentence.id


def test_what_a_careful_reader_could_decide_otherwise_is_contested(article):
    assert [sentence.id for sentence in article.sentences if sentence.contested] == CONTESTED[article.id]


def test_a_passive_without_an_actor_has_one_price(article):
    """Agentless di- passives are ordinary news style: each that is marked is arguable, and none costs a point."""
    passive = re.compile(r"(telah |harus |akan )?di(?!oleh)\w+")
    for sentence in article.sentences:
        for loaded in sentence.loaded:
            if loaded.technique == "agency" and passive.fullmatch(loaded.span):
                assert loaded.certainty == "arguable", (sentence.id, loaded.span)


def test_a_compound_with_teroris_for_deeds_may_be_called_a_label_or_charged(article):
    for sentence in article.sentences:
        for loaded in sentence.loaded:
            deed = loaded.span in ("serangan teroris", "tindakan teroris")
            assert deed == bool(loaded.other), (sentence.id, loaded.span)
            assert not deed or {loaded.technique, loaded.other.technique} == {"label", "charged"}


def test_prose_is_clean(article):
    for where, words in prose(article):
        assert words == words.strip(), (where, words)
        assert not re.search(r"\s\s|\s[,.;:]|—.*—|—\s*—|\.\.", words), (where, words)
        assert len(re.findall('["“”]', words)) % 2 == 0, (where, words)


def test_words_that_a_reason_quotes_and_translates_stand_in_the_article(article):
    for sentence in article.sentences:
        for quote in re.findall(r'"([^"]+)" \(', " ".join([sentence.why, *sentence.tempting.values()])):
            assert quote.casefold() in article.text.casefold(), (sentence.id, quote)


def test_every_kind_of_source_occurs_and_every_kind_is_refuted_somewhere():
    both = [load_article(id) for id in DIGESTS]
    assert {source.kind for article in both for source in article.sources.values()} == set(KINDS)
    assert {kind for article in both for sentence in article.sentences for kind in sentence.tempting} == set(KINDS)


def test_every_kind_but_an_outlet_is_the_innermost_voice_of_some_sentence():
    assert {s.kind for id in DIGESTS for s in load_article(id).sentences} == set(KINDS) - {"outlet"}


def test_every_technique_and_every_voice_occurs():
    loaded = [one for id in DIGESTS for sentence in load_article(id).sentences for one in sentence.loaded]
    assert {one.technique for one in loaded} == set(TECHNIQUES)
    assert {one.voice for one in loaded} == {"narrator", "paraphrase", "quoted"}


def test_both_coders_agree_with_the_key_on_every_source(coding):
    """The key's source, or the other one where the key gives both sides; the kind of the key in either case."""
    key = load_article(coding.id)
    assert [(s.id, s.kind) for s in coding.sentences] == [(s.id, s.kind) for s in key.sentences]
    for sentence, settled in zip(coding.sentences, key.sentences, strict=True):
        assert sentence.source in {settled.source, settled.other and settled.other.source}, settled.id
    assert [(s.start, s.end) for s in coding.sentences] == [(s.start, s.end) for s in key.sentences]


def test_a_span_is_clear_only_where_both_coders_called_it_clear(coding):
    for sentence, key in zip(coding.sentences, load_article(coding.id).sentences, strict=True):
        clear = [loaded for loaded in sentence.loaded if loaded.certainty == "clear"]
        for span in key.loaded:
            found = any(loaded.start < span.end and span.start < loaded.end for loaded in clear)
            assert found or span.certainty == "arguable", (key.id, span.span)


@pytest.mark.parametrize("id", CODED)
def test_what_both_coders_marked_is_in_the_key(id):
    one, two = (load_coding(id, coder) for coder in "ab")
    for ours, theirs in paired_spans(one, two):
        if ours and theirs:
            settled = [span for sentence in load_article(id).sentences for span in sentence.loaded]
            assert any(span.start < ours.end and ours.start < span.end for span in settled), ours.span


def test_the_chain_starts_at_the_publisher_and_ends_at_the_one_who_speaks(article):
    relays, relayed = ({getattr(edge, end) for edge in article.chain} for end in ("relay", "relayed"))
    assert len(relays - relayed) == 1
    voices = {(edge.relayed, id) for edge in article.chain for id in edge.scope}
    for sentence in article.sentences:
        carried = any(id == sentence.id for _, id in voices)
        assert ((sentence.source, sentence.id) in voices) == carried == (sentence.kind != "narrator"), sentence.id


def test_an_edge_carries_the_sentence_that_states_it(article):
    assert [edge for edge in article.chain if edge.sentence not in edge.scope] == []


@pytest.mark.parametrize("id", DIGESTS)
def test_the_address_and_the_rights_are_told(id):
    facts = tomllib.loads((seeds_folder() / "articles" / id / "article.toml").read_text(encoding="utf-8"))
    assert facts["address"].startswith("https://")
    assert "belongs to its publisher" in facts["rights"]
    assert facts["language"] == "id"
