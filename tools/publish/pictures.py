"""Drawings that belong to the page: they stand in it, on its own ground, in its inks, in its typeface."""

import re
from functools import cache
from html import unescape
from itertools import count
from pathlib import Path

SHOWN = re.compile(r'<img [^>]*?src="([^":]+\.svg)"[^>]*>')
ALT = re.compile(r' alt="([^"]*)"')
ROOT = re.compile(r'.*?<svg[^>]* viewBox="0 0 ([\d.]+) ([\d.]+)"[^>]*>', re.DOTALL)
LENGTHS = re.compile(r'(?<= d=")[^"]+|(?<=translate\()[^)]+|(?<=rotate\()[^)]+|(?<= [xy]=")[^"]+')
LONG_NUMBER = re.compile(r"-?\d+\.\d{2,}")
BOX = re.compile(r"M (\S+) (\S+) L (\S+) \2 L \3 (\S+) L \1 \4 (?:L \1 \2 )?z")
UNSEEN = re.compile(
    r'<metadata>.*?</metadata>|<!--.*?-->|<defs>\s*<style.*?</style>\s*</defs>| transform="rotate\(-0 [^)]*\)"|'
    r' clip-path="[^"]*"',
    re.DOTALL,
)
GROUND = re.compile(r'<g id="patch_1">\s*<path [^>]*style="fill: none"/>\s*</g>')
BLANK = re.compile(r"\s*\n\s*")
NAME = re.compile(r' id="([^"]+)"')
WORDS = re.compile(r'<text style="([^"]*)"([^>]*)>([^<]*)</text>')
INK = re.compile(r"--([\w-]+):(#[0-9a-f]{6})\b")
LARGER = 1.08
"""A page's letters are narrower than matplotlib's: so much larger, they are as wide."""


def place(html: str, folder: Path) -> str:
    """The page with each drawing that it shows put into it."""
    inks: dict[str, str] = {}
    for name, colour in INK.findall(html.partition("</style>")[0]):
        inks.setdefault(colour, f"var(--{name})")
    number = count(1)
    return SHOWN.sub(lambda tag: _placed(tag, folder / tag[1], inks, f"d{next(number)}-"), html)


def _placed(tag: re.Match[str], file: Path, inks: dict[str, str], prefix: str) -> str:
    if not file.is_file():
        return tag[0]
    drawing = _named(slim(file.read_text("utf-8")), prefix)
    drawing = re.sub("#[0-9a-f]{6}", lambda colour: inks.get(colour[0], colour[0]), WORDS.sub(_set, drawing))
    alt = ALT.search(tag[0])
    return ROOT.sub(
        lambda root: (
            f'<svg class="drawing" role="img" aria-label="{alt[1] if alt else ""}" viewBox="0 0 {root[1]} {root[2]}"'
            f' width="{_pixels(root[1])}" height="{_pixels(root[2])}">'
        ),
        drawing,
        count=1,
    ).strip()


def slim(drawing: str) -> str:
    """The same drawing without notes, ground and clipping, with lengths to a tenth of a point."""
    drawing = BLANK.sub(" ", GROUND.sub("", UNSEEN.sub("", drawing))).replace("> <", "><")
    drawing = LENGTHS.sub(lambda lengths: LONG_NUMBER.sub(_rounded, lengths[0]), drawing)
    return BOX.sub(r"M\1 \2H\3V\4H\1z", drawing)


def _rounded(number: re.Match[str]) -> str:
    return f"{float(number[0]):.1f}".removesuffix(".0")


def _pixels(points: str) -> int:
    return round(float(points) * 4 / 3)


def _named(drawing: str, prefix: str) -> str:
    """Only what the drawing itself refers to keeps a name, and no other drawing of the page has the same."""
    wanted = {name for name in NAME.findall(drawing) if f"#{name}" in drawing}
    drawing = NAME.sub(lambda name: f' id="{prefix}{name[1]}"' if name[1] in wanted else "", drawing)
    return re.sub(r"(url\(|href=\")#", rf"\1#{prefix}", drawing)


def _set(words: re.Match[str]) -> str:
    """Words in the page's typeface, as wide as they were drawn."""
    style = dict(part.split(": ", 1) for part in words[1].split("; "))
    del style["font-family"]
    size = float(style["font-size"].removesuffix("px"))
    wide = width(unescape(words[3]), size, style.get("font-weight", "normal"), style.get("font-style", "normal"))
    style["font-size"] = f"{size * LARGER:.4g}px"
    look = ";".join(f"{name}:{value}" for name, value in style.items() if value != "start")
    return f'<text style="{look}"{words[2]} textLength="{wide:.1f}">{words[3]}</text>'


@cache
def width(words: str, size: float, weight: str, style: str) -> float:
    """How wide matplotlib draws words, in points."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(size=size, weight=int(weight) if weight.isdigit() else weight)
    font.set_style("italic" if style == "italic" else "normal")
    return text_to_path.get_text_width_height_descent(words, font, ismath=False)[0]
