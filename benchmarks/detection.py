"""Measure the detector beside what one would pick instead: `python benchmarks/detection.py [--pud FILE.conllu]`.

All systems run in one process, on the same texts, in an environment of their own that is made once from
detection-peers.txt. Quality is counted on the two articles of the module, against their adjudicated annotation, and on
UD_Indonesian-PUD (CC BY-SA 3.0), of which you give a copy of your own.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from time import process_time

HERE = Path(__file__).parent
ROOT = HERE.parent
PLACE = ROOT / "_build" / "benchmarks" / "environments" / "detection"
SIZES = tuple(2**power for power in range(16, 21))
NO_PUD = (
    "UD_Indonesian-PUD was not measured: get id_pud-ud-test.conllu from "
    "https://github.com/UniversalDependencies/UD_Indonesian-PUD and say --pud FILE."
)


def main() -> None:
    """Print the tables of quality, speed and growth, in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pud", type=Path, help="UD_Indonesian-PUD's file id_pud-ud-test.conllu")
    asked = parser.parse_args()
    if asked.pud and not asked.pud.is_file():
        parser.error(f"{asked.pud} is not there")
    if Path(sys.prefix).resolve() != PLACE.resolve():
        sys.exit(subprocess.call([_environment(), __file__, *sys.argv[1:]], env=_paths()))
    print(_about())
    for table in (*_quality(asked.pud), _attribution(), _speed(asked.pud), _growth()):
        print(f"\n{table}", flush=True)


def _environment() -> Path:
    """The Python of the environment with all peers, made from the pinned list when it is not there."""
    python = PLACE / "bin" / "python"
    if not (PLACE / "ready").is_file():
        print(f"Making the environment of the peers in {PLACE} (once) ...", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", PLACE], check=True)
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
        subprocess.run([*pip, "-r", HERE / "detection-peers.txt"], check=True)
        (PLACE / "ready").touch()
    return python


def _paths() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(HERE)])}


def _about() -> str:
    peers = ", ".join(f"{name} {version(name)}" for name in ("pysbd", "spacy", "blingfire", "syntok", "sentencex"))
    machine = f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors"
    return f"{date.today().isoformat()}. {machine}. Peers: {peers}."


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows as a table in Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _quality(pud: Path | None) -> Iterator[str]:
    from splitting import article_texts, f1, pud_texts, splitters

    sets = {"the two articles": article_texts()}
    if pud:
        sets |= {"PUD, with blanks": pud_texts(pud, " "), "PUD, glued": pud_texts(pud, "")}
    rows = [[name, *(f"{f1(split, texts):.3f}" for texts in sets.values())] for name, split in splitters().items()]
    yield "Sentence boundaries, F1\n\n" + table(["system", *sets], rows)
    if not pud:
        yield NO_PUD


def _attribution() -> str:
    from attributing import SYSTEMS, scores

    heads = [
        "system",
        "sentences with a source: found",
        "of those it marks, right",
        "kind of source right",
        "boundaries right",
    ]
    return "Attribution on the two articles\n\n" + table(
        heads, [[name, *scores(read)] for name, read in SYSTEMS.items()]
    )


def _speed(pud: Path | None) -> str:
    from attributing import SYSTEMS
    from splitting import article_texts, pud_texts, splitters

    texts = [text for text, _ in article_texts() + (pud_texts(pud, " ") if pud else [])]
    texts = (texts * 1000)[: next(n for n in range(1, 10**6) if sum(map(len, (texts * 1000)[:n])) > 200_000)]
    size = sum(len(text.encode()) for text in texts) / 1e6
    rows = []
    for kind, systems in (("sentences", splitters()), ("attribution", SYSTEMS)):
        times = {name: _seconds(work, texts) for name, work in systems.items()}
        ours = times["Kata Siapa"]
        rows += [[kind, name, f"{size / took:.2f}", f"{took / ours:.2f}"] for name, took in times.items()]
    return f"Speed on {size:.2f} MB of short texts, in processor time\n\n" + table(
        ["what", "system", "MB/s", "time, Kata Siapa = 1"], rows
    )


def _seconds(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """Processor time of the best of three runs, or of the only long one: others on the machine do not count."""
    best = float("inf")
    for _ in range(3):
        start = process_time()
        for text in texts:
            work(text)
        best = min(best, process_time() - start)
        if best > 5:
            break
    return best


def _growth() -> str:
    from helpers.detection import detect

    pieces = {
        "quotation marks": '"',
        "curly marks that never close": "“",
        "`kata `": "kata ",
        "`Kata Rini, `": "Kata Rini, ",
        "capitals": "A",
        "capitalised words": "Rini ",
        "full stops": ".",
        "`A. `": "A. ",
        "commas": ", ",
        "brackets": "(",
        "`yang mengatakan bahwa `": "yang mengatakan bahwa ",
        "`teroris `": "teroris ",
        "line ends": "\n",
        "digits": "1",
    }
    rows = []
    for name, piece in pieces.items():
        each = [_seconds(detect, [(piece * size)[:size]]) / size * 1e6 for size in SIZES]
        rows.append([name, *(f"{one:.2f}" for one in each), f"{each[-1] / each[0]:.1f}"])
    heads = ["text of nothing but", *(f"{size // 1024} KiB" for size in SIZES), "last / first"]
    return "Microseconds of processor time a character while the text doubles: flat is linear\n\n" + table(heads, rows)


if __name__ == "__main__":
    main()
