"""How wide the columns of a list are: together always the same, each as its texts ask, so that rows stay low."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from .fonts import BOLD, REGULAR, text_width
from .paper import MM

_ROOM = 15.0
"""Points of a column no text may fill, in Excel, where its texts stand off the line, the most."""
_WIDER = 1.05
"""How much wider than printed a text may come out on a screen."""
_LOOKED_AT = 150
"""Most rows that are measured; of a longer list these stand for all."""

_LEAST = 0.8
"""Part of the width asked for that a column keeps: names are not broken word by word for the sake of others."""
_MOST_LINES = 8.0
"""Lines a cell counts for at most; one very tall row does not starve the columns all others need."""

Texts = Sequence[Sequence[float]]
"""For every row of one column the widths, in points, of its lines."""


def fitted(
    widths: Sequence[float], fixed: Sequence[bool], headings: Sequence[str], rows: Sequence[Sequence[str]], size: float
) -> list[float]:
    """Return the widths, in millimetres with the same sum, at which the rows are lowest.

    `widths` are those asked for; a `fixed` column keeps its own. No column gives up more than a part of its width, and
    none so much that a word or a line written apart ("2021: HTXS") breaks that held together before.
    """
    free = [at for at, held in enumerate(fixed) if not held]
    shown = rows[:: max(1, len(rows) // _LOOKED_AT)]
    measured = [_measured(headings[at], [row[at] for row in shown], size) for at in free]
    made = list(widths)
    for at, (lines, longest) in zip(free, measured, strict=True):
        apart = [line for text in lines if len(text) > 1 for line in text if line <= widths[at] * MM - _ROOM]
        needed = max([longest, *apart], default=0.0)
        made[at] = min(widths[at], float(ceil(max((needed + _ROOM) / MM, _LEAST * widths[at]))))
    for _step in range(int(sum(widths) - sum(made))):
        tallest = _tallest([lines for lines, _longest in measured], [made[at] for at in free])
        grown = free[tallest] if tallest is not None else max(free, key=lambda at: (widths[at] - made[at], -at))
        made[grown] += 1
    return made


def _measured(heading: str, texts: Sequence[str], size: float) -> tuple[list[list[float]], float]:
    """Return the widths of the lines of a column, its heading first, and that of its longest word."""
    faces = [(heading, BOLD), *((text, REGULAR) for text in texts)]
    lines = [[text_width(line, face, size) * _WIDER for line in text.split("\n")] for text, face in faces]
    words = {(word, face) for text, face in faces for word in text.split()}
    return lines, max((text_width(word, face, size) * _WIDER for word, face in words), default=0.0)


def _tallest(columns: Sequence[Texts], widths: Sequence[float]) -> int | None:
    """Return the column whose width would lower the tall rows most; None where no text breaks.

    A cell counts by the third power of its lines, so that the tall ones of a row decide, and all of them where several
    are as tall.
    """
    asked = [_asked(texts, max(1.0, width * MM - _ROOM)) for texts, width in zip(columns, widths, strict=True)]
    most = max(asked, default=0.0)
    return asked.index(most) if most > 0 else None


def _asked(texts: Texts, room: float) -> float:
    total = 0.0
    for lines in texts:
        broken = sum(line for line in lines if line > room) / room
        if broken:
            total += min(_MOST_LINES, sum(max(1.0, line / room) for line in lines)) ** 3 * broken / room
    return total
