"""The one typeface of every paper: Liberation Serif, which has the widths of Times New Roman.

Decree 30/2020 asks for Times New Roman; Liberation Serif 2.1 may be shipped and embedded (OFL-1.1) and breaks lines
at the same places.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from dienhinh_desktop import resources
from dienhinh_desktop.domain.text import nfc

REGULAR = "LiberationSerif"
BOLD = "LiberationSerif-Bold"
ITALIC = "LiberationSerif-Italic"
BOLD_ITALIC = "LiberationSerif-BoldItalic"
LINE = 1.15
"""Height of a line of Times New Roman, in sizes."""


@cache
def register() -> None:
    """Make the four faces known to reportlab; afterwards `<b>` and `<i>` find them."""
    # Nothing in a paper may ever open a file or an address.
    rl_config.trustedSchemes = []
    for name in (REGULAR, BOLD, ITALIC, BOLD_ITALIC):
        file = "LiberationSerif-Regular" if name == REGULAR else name
        pdfmetrics.registerFont(TTFont(name, resources.path("fonts", f"{file}.ttf")))
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, ITALIC, BOLD_ITALIC)


def text_width(text: str, font: str, size: float) -> float:
    """Return the width of a text in points."""
    register()
    return float(pdfmetrics.stringWidth(nfc(text), font, size))


def wrap(text: str, font: str, size: float, width: float) -> list[str]:
    """Break a text into lines no wider than `width` points, as Excel and Word do: at spaces, long words anywhere."""
    return list(_wrapped(nfc(text), font, size, width))


def balanced(text: str, font: str, size: float, width: float) -> list[str]:
    """Break a centred text into as many lines as it needs, none much longer than the others: no last word alone.

    No line begins with a dash.
    """
    return [line.replace("\u00a0-", " -") for line in _evened(text.replace(" - ", "\u00a0- "), font, size, width)]


def _evened(text: str, font: str, size: float, width: float) -> list[str]:
    lines = wrap(text, font, size, width)
    while len(lines) > 1 and (narrower := max(text_width(line, font, size) for line in lines) - 1) > 0:
        shorter = wrap(text, font, size, narrower)
        if len(shorter) > len(lines) or " ".join(shorter) != text:  # a word was cut
            break
        lines = shorter
    return lines


@lru_cache(maxsize=4096)
def _wrapped(text: str, font: str, size: float, width: float) -> tuple[str, ...]:
    """Break a text; a list asks twice for each cell, to cut tall rows and to set the height of the row."""
    return tuple(line for paragraph in text.split("\n") for line in _wrap_paragraph(paragraph, font, size, width))


@lru_cache(maxsize=32768)
def _word_width(word: str, font: str, size: float) -> float:
    """Return the width of a word; the face sets no two letters closer, so a line is as wide as its words."""
    return text_width(word, font, size)


def _wrap_paragraph(paragraph: str, font: str, size: float, width: float) -> list[str]:
    lines: list[str] = []
    line, filled = "", 0.0
    space = _word_width(" ", font, size)
    for word in paragraph.split(" "):
        wide = _word_width(word, font, size)
        longer = filled + space + wide if line else wide
        if longer <= width:
            line, filled = f"{line} {word}" if line else word, longer
            continue
        if line:
            lines.append(line)
        while wide > width and len(word) > 1:
            taken = _fitting(word, font, size, width)
            lines.append(word[:taken])
            word = word[taken:]
            wide = text_width(word, font, size)
        line, filled = word, wide
    return [*lines, line]


def _fitting(word: str, font: str, size: float, width: float) -> int:
    taken = len(word)
    while taken > 1 and text_width(word[:taken], font, size) > width:
        taken -= 1
    return taken


def split_tall(cells: Sequence[str], widths: Sequence[float], size: float, most: int) -> list[tuple[str, ...]]:
    """Cut a row of a table into rows of at most `most` lines, so that each fits a page and a row of Excel.

    `widths` are the points each text may fill. A row that is low enough comes back as it was.
    """
    wrapped = [wrap(text, REGULAR, size, width) for text, width in zip(cells, widths, strict=True)]
    tallest = max(len(lines) for lines in wrapped)
    if tallest <= most:
        return [tuple(cells)]
    return [tuple("\n".join(lines[at : at + most]) for lines in wrapped) for at in range(0, tallest, most)]
