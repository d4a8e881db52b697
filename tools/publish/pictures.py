"""Pictures that weigh little, wait until they are needed, and leave their place free."""

import re
from pathlib import Path

from PIL import Image

LENGTHS = re.compile(r'(?<= d=")[^"]+|(?<=translate\()[^)]+|(?<= [xy]=")[^"]+')
LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")
UNSEEN = re.compile(r"<metadata>.*?</metadata>\s*|<!--.*?-->\s*|<!DOCTYPE.*?>\s*", re.DOTALL)
POINTS = re.compile(r'<svg[^>]*? viewBox="0 0 ([\d.]+) ([\d.]+)"')
TAG = re.compile(r"<img [^>]*>")
SOURCE = re.compile(r' src="([^":]+)"')
GIVEN = re.compile(r' (?:width|height|style)="[^"]*"')


def slim(drawing: str) -> str:
    """The same drawing without notes, with lengths to a hundredth of a point."""
    return LENGTHS.sub(lambda lengths: _rounded(lengths[0]), UNSEEN.sub("", drawing))


def _rounded(lengths: str) -> str:
    return LONG_NUMBER.sub(lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."), lengths)


def size(picture: Path) -> tuple[int, int]:
    """Width and height in CSS pixels."""
    if picture.suffix != ".svg":
        with Image.open(picture) as image:
            return image.size
    width, height = POINTS.findall(picture.read_text("utf-8")[:2000])[0]
    return round(float(width) * 4 / 3), round(float(height) * 4 / 3)


def place(html: str, folder: Path) -> str:
    """The page with each picture of the site lazy and sized."""
    return TAG.sub(lambda tag: _placed(tag[0], folder), html)


def _placed(tag: str, folder: Path) -> str:
    source = SOURCE.search(tag)
    picture = folder / source[1] if source else None
    if " loading=" in tag or picture is None or not picture.is_file():
        return tag
    width, height = size(picture)
    return GIVEN.sub("", tag).replace(
        "<img ", f'<img loading="lazy" decoding="async" width="{width}" height="{height}" ', 1
    )
