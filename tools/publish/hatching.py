"""Hatched areas of a drawing as lines: a browser's PDF would hold a picture for each area that a pattern fills."""

import math
import re

TILE = 72
"""Width and height of matplotlib's hatching patterns."""
PATTERN = re.compile(r'<pattern id="(\w+)"[^>]*>.*?<path ([^>]*?)/>\s*</pattern>', re.DOTALL)
FILLED = re.compile(r'<path d="([^"]+)"[^>]*? style="fill: url\(#(\w+)\);?\s*([^"]*)"/>')
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def draw_out(drawing: str) -> str:
    """The same drawing, with the lines of each pattern cut to the areas that it fills."""
    patterns = dict(PATTERN.findall(drawing))
    count = iter(range(len(drawing)))
    return FILLED.sub(lambda area: _hatched(area, patterns[area[2]], f"area{next(count)}"), drawing)


def _hatched(area: re.Match[str], lines: str, name: str) -> str:
    outline, _, style = area.groups()
    tiles = "".join(f'<path {lines} transform="translate({x} {y})"/>' for x, y in _tiles(outline))
    clip = f'<clipPath id="{name}"><path d="{outline}"/></clipPath>'
    return f'{clip}<g clip-path="url(#{name})" style="{style}">{tiles}</g>'


def _tiles(outline: str) -> list[tuple[int, int]]:
    """Corners of the tiles that an outline touches."""
    numbers = [float(number) for number in NUMBER.findall(outline)]
    columns, rows = _steps(numbers[::2]), _steps(numbers[1::2])
    return [(x, y) for x in columns for y in rows]


def _steps(places: list[float]) -> range:
    return range(math.floor(min(places) / TILE) * TILE, math.ceil(max(places)), TILE)
