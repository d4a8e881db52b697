"""The command `detect`: any input gets its result or a sentence, in order, whatever the number of processes."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.__main__ import main
from helpers.article import article_folder
from helpers.cli import detect_lines as json_lines
from helpers.cli import files
from helpers.cli.detect_lines import answer_lines, batches
from helpers.cli.files import detection_record
from helpers.detection import detect

STORY = (
    'Harga beras naik, kata Rini Sekarlangit. "Kami menunggu panen," ujarnya.\n\nMenurut sumber itu, gudang kosong.\n'
)
KEYS = ["id", "sentences", "attributions", "quotations", "loaded", "warnings"]
COMMAND = [sys.executable, "-m", "helpers", "detect"]


def run(*words, given=b""):
    return CliRunner().invoke(main, ["detect", *map(str, words)], input=given)


def objects(told):
    return [json.loads(line) for line in told.stdout_bytes.splitlines()]


@pytest.fixture
def story(tmp_path):
    file = tmp_path / "story.txt"
    file.write_text(STORY, "utf-8")
    return file


def test_json_is_what_the_python_function_finds(story):
    told = run(story, "--json")
    assert told.exit_code == 0
    assert objects(told) == [detection_record(str(story), detect(STORY))]
    assert list(objects(told)[0]) == KEYS


def test_the_shape_of_json_is_the_one_promised(story):
    [record] = objects(run(story, "--json"))
    span = {"start", "end"}
    assert record["attributions"]
    for one in record["attributions"]:
        assert list(one) == ["cue", "source", "kind", "described", "content", "mode", "link", "rule", "reason"]
        assert one["cue"].keys() == span
        assert one["source"] is None or one["source"].keys() == span
        assert all(piece.keys() == span for piece in one["content"])
    assert all(one.keys() == {"start", "end", "speaker"} for one in record["quotations"])
    assert all(one.keys() == span for one in record["sentences"])


@pytest.mark.parametrize("article", ["islam-times-2021", "harakatuna-2024"])
def test_loaded_words_are_told_with_technique_voice_and_reason(article):
    [record] = objects(run(article_folder(article), "--json"))
    assert record["loaded"]
    for one in record["loaded"]:
        assert list(one) == ["start", "end", "technique", "voice", "source", "reason"]
        assert one["source"] is None or one["source"] in range(len(record["attributions"]))


def test_offsets_count_the_characters_of_the_file_as_it_is(tmp_path):
    words = "Hujan “turun”.\r\n\r\nBesok cerah, kata e\u0301mil.\r\n"
    file = tmp_path / "windows.txt"
    file.write_bytes(b"\xef\xbb\xbf" + words.encode())
    [record] = objects(run(file, "--json"))
    assert record == detection_record(str(file), detect(words))


def test_several_files_a_folder_and_standard_input_come_in_their_order(tmp_path, story):
    folder = tmp_path / "folder"
    (folder / "deep").mkdir(parents=True)
    for name in ("b.txt", "a.TXT", "deep/c.txt", "notes.md"):
        (folder / name).write_text("Hujan turun.", "utf-8")
    told = run("-", folder, story, "--json", given=b"Besok cerah.")
    assert told.exit_code == 0
    files = [str(folder / name) for name in ("a.TXT", "b.txt", "deep/c.txt")]
    assert [record["id"] for record in objects(told)] == ["-", *files, str(story)]


UNREADABLE = {
    "latin.txt": ("café".encode("latin-1"), "is not UTF-8: byte 3 cannot be read"),
    "wide.txt": ("kata".encode("utf-16"), "looks like UTF-16; save its words as plain text"),
    "page.txt": (b"%PDF-1.7 ...", "looks like PDF"),
    "binary.txt": (b"kata\0sumber", "is no text but binary: byte 4 is NUL"),
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\t\n", "is empty"),
}


@pytest.mark.parametrize("form", [[], ["--json"]])
@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_is_no_text_gets_one_sentence_and_the_rest_goes_on(tmp_path, story, name, form):
    data, words = UNREADABLE[name]
    (tmp_path / name).write_bytes(data)
    told = run(tmp_path / name, story, *form)
    assert told.exit_code == 1
    assert words in told.stderr
    assert str(tmp_path / name) in told.stderr
    assert told.stderr.count("\n") == 1
    assert str(story) in told.stdout


@pytest.mark.parametrize("form", [[], ["--json"], ["--jsonl"]])
def test_what_is_not_there_gets_one_sentence(tmp_path, form):
    (tmp_path / "nothing").mkdir()
    told = run(tmp_path / "missing", tmp_path / "nothing", *form)
    assert told.exit_code == 1
    assert not told.stdout
    assert "missing is not there; give a file, a folder or - for standard input" in told.stderr
    assert "is a folder without texts" in told.stderr
    assert told.stderr.count("\n") == 2


def test_a_text_that_is_too_large_is_told_so_however_long_its_stream(story, monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 1_000_000)
    told = run("/dev/zero", story, "--json")
    assert told.exit_code == 1
    assert "/dev/zero is larger than 1 MB" in told.stderr
    assert len(objects(told)) == 1


@pytest.mark.parametrize("words", [["--json"], ["story", "--jsn"], ["story", "--jobs", "-1"], ["story", "--jobs", "x"]])
def test_a_wrong_call_exits_2_and_says_how_it_goes(words):
    told = run(*words)
    assert told.exit_code == 2
    assert "Usage:" in told.stderr


def test_help_says_what_the_exit_codes_mean():
    assert "exit code is 0" in " ".join(run("--help").stdout.split())


def test_the_terminal_shows_each_sentence_and_says_in_words_what_was_found(story, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    told = run(story)
    assert told.exit_code == 0
    found = detect(STORY)
    assert f"{story}: {len(found.sentences)} sentences, {len(found.attributions)} attributions" in told.stdout
    for number, sentence in enumerate(found.sentences, 1):
        assert f"S{number:02}  {sentence.of(STORY)}" in told.stdout
    for one in found.attributions:
        assert f'cue "{one.cue.of(STORY)}", {one.mode}, {one.link}' in told.stdout
    assert "Candidates for discussion" in told.stdout


def test_no_command_in_a_text_or_a_name_reaches_the_terminal(tmp_path):
    file = tmp_path / "a\x1b[31m.txt"
    file.write_text("\x1b[2JHujan [bold]turun[/] \x07, kata \x9b31mRini\u202e.\rBesok \x1b]0;x\x07cerah.", "utf-8")
    missing = tmp_path / "b\x1b[31m.txt"
    for told in (run(file, missing), subprocess.run([*COMMAND, file, missing], capture_output=True, text=True)):
        assert "[bold]turun[/]" in told.stdout
        shown = told.stdout + told.stderr
        assert [sign for sign in shown if sign != "\n" and not sign.isprintable()] == []


def test_colours_are_for_terminals_alone(story, terminal):
    ours, theirs = terminal
    subprocess.run([*COMMAND, story], stdout=theirs, check=True, env={**os.environ, "TERM": "xterm-256color"})
    os.close(theirs)
    assert "\x1b[" in os.read(ours, 100_000).decode()
    assert "\x1b" not in run(story).stdout


def test_progress_is_shown_on_a_terminal_while_the_output_goes_elsewhere(tmp_path, terminal):
    file = tmp_path / "many.jsonl"
    file.write_bytes((json.dumps({"id": "a", "text": STORY}).encode() + b"\n") * 2000)
    ours, theirs = terminal
    environment = {**os.environ, "TERM": "xterm-256color"}
    told = subprocess.run([*COMMAND, "--jsonl", file], stdout=subprocess.PIPE, stderr=theirs, env=environment)
    os.close(theirs)
    assert b"kB" in os.read(ours, 100_000)
    assert len(told.stdout.splitlines()) == 2000
    assert subprocess.run([*COMMAND, "--jsonl", file], capture_output=True).stderr == b""


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_a_terminal_that_lacks_letters_gets_no_traceback_and_json_is_utf_8(tmp_path, encoding):
    file = tmp_path / "“kata”.txt"
    file.write_text("“Hujan turun,” kata Rini.", "utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    shown = subprocess.run([*COMMAND, file], capture_output=True, env=environment, check=True)
    assert b"Hujan turun" in shown.stdout
    told = subprocess.run([*COMMAND, file, "--json"], capture_output=True, env=environment, check=True)
    assert json.loads(told.stdout.decode("utf-8"))["id"] == str(file)


BROKEN = {
    b"kata": "no JSON",
    b'{"id": "a", "text": "Hujan turun."': "no JSON",
    b"[1, 2]": "must be an object",
    b'{"id": "a"}': "no text",
    b'{"id": "a", "text": 7}': "no text",
    b'{"id": "a", "text": " "}': "is empty",
    b'{"id": ["a"], "text": "Hujan."}': "must be text or a whole number",
    b'{"id": true, "text": "Hujan."}': "must be text or a whole number",
    b'{"id": NaN, "text": "Hujan."}': "no number of JSON",
    b'{"id": "a", "text": "\xff"}': "not UTF-8",
    b"[" * 100_000: "nested too deep",
    b'{"id": ' + b"9" * 5000 + b', "text": "Hujan."}': "no JSON",
}


@pytest.mark.parametrize("line", BROKEN, ids=[repr(line[:30]) for line in BROKEN])
def test_a_broken_line_becomes_a_line_with_error_and_the_rest_goes_on(line):
    good = json.dumps({"id": "good", "text": STORY}).encode()
    told = run("--jsonl", "-", given=b"\n".join([good, line, good]))
    assert told.exit_code == 1
    first, broken, last = objects(told)
    assert first == last == detection_record("good", detect(STORY))
    assert broken["line"] == 2
    assert BROKEN[line] in broken["error"]
    assert broken["id"] in (None, "a")
    assert told.stderr.startswith("-, line 2: ")
    assert told.stderr.count("\n") == 1


def test_lines_that_are_unusual_and_right_are_answered():
    lines = [
        b'\xef\xbb\xbf{"id": 1, "text": "Hujan turun."}\r',
        b"",
        b'{"text": "Hujan turun."}',
        b'{"id": "half \\ud83d", "text": "Hujan \\udc00 turun.", "more": {"a": []}}',
        b'{"id": "nul", "text": "Hujan\\u0000 turun."}',
        b'{"id": "gluing", "text": "a\\u2028b\\u0085c"}',
    ]
    told = run("--jsonl", "-", given=b"\n".join(lines))
    assert told.exit_code == 0
    assert [record["id"] for record in objects(told)] == [1, None, "half \ud83d", "nul", "gluing"]
    assert all(list(record) == KEYS for record in objects(told))


def test_a_line_too_long_to_keep_is_told_and_the_next_is_answered(monkeypatch):
    monkeypatch.setattr(json_lines, "_LONGEST", 300_000)
    lines = [b"a" * 1_000_000, b'{"id": "after", "text": "Hujan."}', b"b" * 400_000]
    told = run("--jsonl", "-", given=b"\n".join(lines))
    assert told.exit_code == 1
    first, after, last = objects(told)
    assert "longer" in first["error"]
    assert after["id"] == "after"
    assert (first["line"], last["line"]) == (1, 3)


def test_a_detector_that_fails_on_one_text_ends_nothing(story, monkeypatch):
    def fail(text, **more):
        if "banjir" in text:
            raise KeyError(text)
        return detect(text, **more)

    monkeypatch.setattr(json_lines, "detect", fail)
    given = b'{"id": 1, "text": "banjir"}\n{"id": 2, "text": "Hujan."}\n'
    told = run("--jsonl", "-", given=given)
    assert told.exit_code == 1
    assert [record.get("error") for record in objects(told)] == ["The detector failed on this text: KeyError.", None]


class Dripping(io.BytesIO):
    """A stream whose bytes arrive in pieces of given sizes."""

    def __init__(self, data, sizes):
        super().__init__(data)
        self.sizes = iter(sizes)

    def read(self, size=-1):
        return super().read(next(self.sizes, 7))


LINES = st.lists(
    st.one_of(
        st.builds(lambda id, text: json.dumps({"id": id, "text": text}).encode(), st.integers(), st.text(max_size=40)),
        st.binary(max_size=30).filter(lambda line: b"\n" not in line),
        st.just(json.dumps({"id": "story", "text": STORY}).encode()),
    ),
    max_size=8,
)


def output(stream):
    return b"".join(answer_lines(lines).output for lines in batches(stream, "-"))


@given(LINES, st.lists(st.integers(1, 200), max_size=20), st.booleans())
def test_the_output_does_not_depend_on_how_the_bytes_arrive(lines, sizes, ended):
    data = b"\n".join(lines) + b"\n" * ended
    assert output(Dripping(data, sizes)) == output(io.BytesIO(data))


@given(LINES)
def test_every_line_that_is_not_blank_is_answered_by_one_line_of_json(lines):
    wanted = [number for number, line in enumerate(lines, 1) if line.strip()]
    answers = [json.loads(line) for line in output(io.BytesIO(b"\n".join(lines))).splitlines()]
    assert len(answers) == len(wanted)
    assert {answer["line"] for answer in answers if "error" in answer} <= set(wanted)


@settings(max_examples=4)
@given(st.lists(LINES, min_size=2, max_size=3), st.integers(2, 3))
def test_the_output_is_the_same_for_any_number_of_jobs(tmp_path_factory, files, jobs):
    folder = tmp_path_factory.mktemp("lines")
    for number, lines in enumerate(files):
        (folder / f"{number}.jsonl").write_bytes(b"\n".join(lines))
    one, more = (run("--jsonl", folder, "--jobs", number) for number in (1, jobs))
    assert (one.exit_code, one.stdout_bytes, one.stderr) == (more.exit_code, more.stdout_bytes, more.stderr)


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_files_come_in_their_order_from_several_processes(tmp_path, form):
    for number in range(7):
        (tmp_path / f"{number}.txt").write_bytes(b"" if number == 3 else STORY.encode() * (9 - number))
    one, more = (run(tmp_path, *form, "--jobs", jobs) for jobs in (1, 3))
    assert one.exit_code == 1
    assert (one.stdout, one.stderr) == (more.stdout, more.stderr)


def test_a_line_is_answered_before_the_next_one_arrives():
    line = json.dumps({"id": "a", "text": STORY}).encode() + b"\n"
    for jobs in ("1", "2"):
        command = [*COMMAND, "--jsonl", "-", "--jobs", jobs]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            for _ in range(2):
                process.stdin.write(line)
                process.stdin.flush()
                assert json.loads(process.stdout.readline())["id"] == "a"
            process.stdin.close()
            assert process.wait(60) == 0


def test_a_reader_who_goes_away_ends_it_without_a_traceback(tmp_path):
    file = tmp_path / "many.jsonl"
    file.write_bytes(json.dumps({"id": "a", "text": STORY}).encode() + b"\n")
    for jobs in ("1", "2"):
        command = [*COMMAND, "--jsonl", *[str(file)] * 400, "--jobs", jobs]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            process.stdout.readline()
            process.stdout.close()
            assert b"Traceback" not in process.stderr.read()
