"""Parts of a form: lines filled or left as dots for the pen, tables, marks for the outline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Spacer, Table, TableStyle

from dienhinh_desktop.domain.documents import FormLine, FormTable
from dienhinh_desktop.domain.text import nfc

from .fonts import BOLD, ITALIC, REGULAR, split_tall, text_width
from .paper import MM, THIN, centred, markup, style

_TABLE_SIZE = 12.0
_PAD = 1.5 * MM
_MOST_LINES = 24
_NARROW = 14


class Mark(Flowable):
    """An entry of the outline that leads to this place."""

    def __init__(self, title: str, key: str, level: int) -> None:
        super().__init__()
        self.title, self.key, self.level = nfc(title), key, level

    def wrap(self, available_width: float, _: float) -> tuple[float, float]:
        """Take no room."""
        return available_width, 0

    def draw(self) -> None:
        """Enter it in the outline, open."""
        self.canv.bookmarkPage(self.key)
        self.canv.addOutlineEntry(self.title, self.key, self.level, closed=False)


class Title(Paragraph):
    """The title of a part."""


class Dots(Flowable):
    """A label and a dotted line to the right margin, to be filled by hand."""

    def __init__(self, label: str, size: float) -> None:
        super().__init__()
        self.label, self.size = nfc(label), size

    def wrap(self, available_width: float, _: float) -> tuple[float, float]:
        """Take one line, high enough to write on."""
        self.width, self.height = available_width, self.size * 1.7
        return self.width, self.height

    def draw(self) -> None:
        """Draw the label and the dots."""
        self.canv.setFont(REGULAR, self.size)
        self.canv.drawString(0, 4, self.label)
        start = text_width(self.label, REGULAR, self.size) + 3 if self.label else 0
        self.canv.setLineCap(1)
        self.canv.setLineWidth(0.7)
        self.canv.setDash([0, 3])
        self.canv.line(start, 3.5, self.width, 3.5)


def held_titles(parts: Sequence[Flowable], width: float) -> Iterator[Flowable]:
    """Yield the parts with page breaks where a title would stand at the foot of a page without its text.

    (reportlab's own keepWithNext would drag a whole table along.)
    """
    at = 0
    while at < len(parts):
        end = at
        while end < len(parts) and isinstance(parts[end], Title | Spacer):
            end += 1
        if any(isinstance(part, Title) for part in parts[at:end]) and end < len(parts):
            titles = sum(
                part.wrap(width, 10_000)[1] + part.getSpaceBefore() + part.getSpaceAfter() for part in parts[at:end]
            )
            yield CondPageBreak(titles + _least(parts[end], width))
        yield from parts[at : end + 1]
        at = end + 1


def _least(part: Flowable, width: float) -> float:
    """Return the height of the smallest piece of a part that can begin a page's last lines."""
    height = part.wrap(width, 10_000)[1]
    if isinstance(part, Table):
        return float(sum(list(part._rowHeights)[:2]))  # type: ignore[attr-defined]
    if isinstance(part, Dots):
        return 2 * height
    return min(height, 40.0) + part.getSpaceBefore()


def blanks(lines: Sequence[FormLine], size: float) -> Iterator[Flowable]:
    """Yield "label: value" lines; those without a value become dots."""
    for line in lines:
        label = f"{line.label}: " if line.label else ""
        if line.value:
            yield Paragraph(markup(label + line.value), style(size, leading=size * 1.3, spaceBefore=3))
            continue
        yield Dots(label.rstrip(), size)
        for _ in range(line.lines - 1):
            yield Dots("", size)


def table(content: FormTable, width: float) -> Table:
    """Return a table of that width in points, its headings repeated on every page."""
    share = width / sum(content.widths)
    widths = [part * share for part in content.widths]
    rows = [[Paragraph(markup(text), centred(_TABLE_SIZE, BOLD)) for text in content.headings]]
    looks = [centred(_TABLE_SIZE, REGULAR) if middle else style(_TABLE_SIZE) for middle in narrow(content)]
    for row in content.rows:
        pieces = split_tall(row, [room - 2 * _PAD for room in widths], _TABLE_SIZE, _MOST_LINES)
        rows += [[Paragraph(markup(text), look) for text, look in zip(piece, looks, strict=True)] for piece in pieces]
    commands: list[tuple[str, tuple[int, int], tuple[int, int]]] = []
    if not content.rows:
        rows.append([Paragraph(markup(content.empty), centred(_TABLE_SIZE, ITALIC)), *[""] * (len(widths) - 1)])  # type: ignore[list-item]
        commands = [("SPAN", (0, 1), (-1, 1))]
    return Table(rows, colWidths=widths, repeatRows=1, style=_look(commands))


def narrow(content: FormTable) -> list[bool]:
    """Tell which columns are centred: those of short texts only, such as years."""
    return [
        at not in content.flush_left and all(len(row[at]) <= _NARROW for row in content.rows)
        for at in range(len(content.widths))
    ]


def _look(commands: Sequence[tuple[str, tuple[int, int], tuple[int, int]]]) -> TableStyle:
    return TableStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), REGULAR),
            ("GRID", (0, 0), (-1, -1), THIN, "black"),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (-1, -1), _PAD),
            ("RIGHTPADDING", (0, 0), (-1, -1), _PAD),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            *commands,
        ]
    )
