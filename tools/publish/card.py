"""The pictures of the book: the card that a messenger shows beside a link to it, and its icon on a home screen."""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

PAPER, INK, ACCENT = "#fbf8f2", "#29241f", "#8f3a16"
LINES = (
    ("Kata siapa?", 132, INK, 150),
    ("Who says so?", 84, ACCENT, 320),
    ("Two news stories, word by word", 48, INK, 478),
)


def draw(target: Path) -> None:
    """Draw the card, 1200 x 630, into `target`."""
    card = Image.new("RGB", (1200, 630), PAPER)
    pen = ImageDraw.Draw(card)
    pen.rectangle((0, 0, 28, 630), fill=ACCENT)
    for words, height, ink, top in LINES:
        pen.text((110, top), words, fill=ink, font=_font(height))
    card.quantize(32).save(target, optimize=True)


def draw_icon(target: Path) -> None:
    """Draw the icon, 512 x 512, into `target`."""
    icon = Image.new("RGB", (512, 512), ACCENT)
    ImageDraw.Draw(icon).text((256, 262), "?", fill="#ffffff", font=_font(330), anchor="mm")
    icon.quantize(16).save(target, optimize=True)


def _font(height: int) -> ImageFont.FreeTypeFont:
    """The serif that matplotlib carries along, so that every machine draws the same card."""
    import matplotlib

    return ImageFont.truetype(str(Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSerif-Bold.ttf"), height)
