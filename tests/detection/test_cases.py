"""Sentences written for the detector, one case a line in tests/detection_cases, in a notation of brackets."""

import re
from pathlib import Path

import pytest

from helpers.detection import detect
from helpers.detection.segmentation import segment_sentences

FOLDER = Path(__file__).parents[1] / "detection_cases"
ATTRIBUTED = ("attributions", "relayed", "scraped", "parted", "passives", "at-the-end", "names", "scraped")
MARKED = re.compile(r"\{([^{}|]*)(?:\|(\w*))?\}|\[([^\[\]|]*)\|(\w+)(?:\|(\w+))?\]")
VOICED = re.compile(r"<([^<>:]+):(\w+)>")


def cases(name):
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def attributions(line):
    """The bare text, the cues in order and the sources in order, as a line marks them."""
    text, cues, sources, last = "", [], [], 0
    for match in MARKED.finditer(line):
        text += line[last : match.start()]
        cue, kind, source, source_kind, described = match.groups()
        if cue is not None:
            cues.append((cue, len(text)))
            if kind:
                sources.append((None, kind, None))
        else:
            sources.append((source, source_kind, described))
        text += cue if cue is not None else source
        last = match.end()
    return text + line[last:], cues, sources


def found(text):
    result = detect(text)
    cues = [(a.cue.of(text), a.cue.start) for a in result.attributions]
    sources = [(a.source and a.source.of(text), a.kind, a.described) for a in result.attributions]
    return cues, sources


def test_there_are_enough_cases():
    assert sum(len(cases(name)) for name in (*ATTRIBUTED, "sentences", "traps", "voices")) >= 800


@pytest.mark.parametrize("line", cases("sentences"))
def test_sentences_end_where_the_bars_stand(line):
    text = line.replace("|", "")
    expected = [part.strip() for part in line.split("|")]
    assert [span.of(text) for span in segment_sentences(text)] == expected


@pytest.mark.parametrize("line", [line for name in ATTRIBUTED for line in cases(name)])
def test_cues_sources_and_kinds(line):
    text, cues, sources = attributions(line)
    found_cues, found_sources = found(text)
    assert found_cues == cues
    assert set(found_sources) == set(sources)


@pytest.mark.parametrize("line", cases("traps"))
def test_nothing_is_attributed(line):
    assert found(line) == ([], [])


@pytest.mark.parametrize("line", cases("voices"))
def test_voices_of_loaded_words(line):
    text = VOICED.sub(r"\1", line)
    expected = [(word, voice) for word, voice in VOICED.findall(line)]
    result = detect(text)
    voices = [(text[word.start : word.end], word.voice) for word in result.loaded]
    for word, voice in expected:
        assert any(word.lower() in there.lower() and voice == heard for there, heard in voices), (word, voice, voices)
