"""Blocks of a PDF paper: the letterhead, the rule under a title, signatures that never stand alone on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Table

from dienhinh_desktop.domain.documents import Letterhead, Signature
from dienhinh_desktop.domain.text import nfc

from .fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR, balanced, text_width, wrap
from .paper import AGENCY_RULE, MM, MOTTO, NATION, THIN, centred, markup, place_and_day, recipient_lines, style

TWO_LINES = 40.0
"""Least height, in points, of the rows of a table that stay with the signatures: two lines of text."""


class Head(Flowable):
    """The two blocks at the top: agency left, nation right, each with its line; under them number and place, date.

    `share` is the part of the width the left block takes; `size` is that of the capitals, the rest is one larger.
    """

    def __init__(self, head: Letterhead, size: float, share: float) -> None:
        super().__init__()
        self.letterhead, self.size, self.share = head, size, share

    def wrap(self, available_width: float, _: float) -> tuple[float, float]:
        """Measure the blocks."""
        self.width = available_width
        room = self.share * available_width - 4 * MM
        head, size = self.letterhead, self.size
        self.superior = balanced(head.superior.upper(), REGULAR, size, room) if head.superior else []
        self.agency = balanced(head.agency.upper(), BOLD, size, room)
        self.step = size * 1.25
        left = (len(self.superior) + len(self.agency)) * self.step + 6
        self.number = wrap(head.number, REGULAR, 13, room) if head.number else []
        self.about = [line for text in head.about.split("\n") if text for line in wrap(text, REGULAR, 12, room)]
        self.day_at = size + self.step + (size + 1) * 1.25 + 8
        if self.number:  # level with the day, under the taller of both blocks
            self.day_at = max(self.day_at, left + size + 2)
        right = self.day_at + (size + 1) * 1.25 - size + 2
        under = len(self.number) * 16 + (6 + len(self.about) * 15 if self.about else 0)
        self.height = max(left, right if head.dated else left, self.day_at + under - size + 2 if self.number else 0)
        return self.width, self.height

    def draw(self) -> None:
        """Draw both blocks from the top down."""
        self._draw_agency(self.share * self.width / 2)
        self._draw_nation((self.share + 1) * self.width / 2)
        self._draw_number(self.share * self.width / 2)

    def _draw_agency(self, middle: float) -> None:
        at = self.height - self.size
        for font, lines in ((REGULAR, self.superior), (BOLD, self.agency)):
            self.canv.setFont(font, self.size)
            for line in lines:
                self.canv.drawCentredString(middle, at, line)
                at -= self.step
        longest = max(text_width(line, BOLD, self.size) for line in self.agency)
        self._rule(middle, at + self.step - self.size * 0.42, longest * AGENCY_RULE)

    def _draw_nation(self, middle: float) -> None:
        size = self.size
        at = self.height - size
        self.canv.setFont(BOLD, size)
        self.canv.drawCentredString(middle, at, NATION)
        at -= (size + 1) * 1.25
        self.canv.setFont(BOLD, size + 1)
        self.canv.drawCentredString(middle, at, MOTTO)
        self._rule(middle, at - size * 0.35, text_width(MOTTO, BOLD, size + 1))
        if self.letterhead.dated:
            self.canv.setFont(ITALIC, size + 1)
            self.canv.drawCentredString(middle, self.height - self.day_at, nfc(place_and_day(self.letterhead)))

    def _draw_number(self, middle: float) -> None:
        at = self.height - self.day_at
        for font, size, lines, step in ((REGULAR, 13, self.number, 16.0), (REGULAR, 12, self.about, 15.0)):
            self.canv.setFont(font, size)
            for line in lines:
                self.canv.drawCentredString(middle, at, line)
                at -= step
            at -= 6

    def _rule(self, middle: float, at: float, length: float) -> None:
        self.canv.setLineWidth(THIN)
        self.canv.line(middle - length / 2, at, middle + length / 2, at)


class Rule(Flowable):
    """A short centred line under a title."""

    def __init__(self, length: float) -> None:
        super().__init__()
        self.length = length

    def wrap(self, available_width: float, _: float) -> tuple[float, float]:
        """Take the whole width and six points."""
        self.width, self.height = available_width, 6.0
        return self.width, self.height

    def draw(self) -> None:
        """Draw the line."""
        self.canv.setLineWidth(THIN)
        middle = self.width / 2
        self.canv.line(middle - self.length / 2, 1, middle + self.length / 2, 1)


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs under one another, and one at the foot, level with the feet beside it."""

    parts: Sequence[tuple[str, ParagraphStyle]]
    foot: tuple[str, ParagraphStyle] | None = None


def signature_block(signature: Signature, size: float, gap: float) -> Block:
    """Return a signature block: post, hint, room to sign (`gap` points), name at the foot."""
    parts = [(line.upper(), centred(size, BOLD)) for line in signature.lines]
    if signature.hint:
        parts.append((signature.hint, centred(size - 1, ITALIC, spaceBefore=1)))
    return Block(parts, (signature.name or " ", centred(size, BOLD, spaceBefore=gap)))


def recipient_block(recipients: Sequence[str]) -> Block:
    """Return "Nơi nhận:" and its lines, sizes 12 and 11."""
    lines = recipient_lines(recipients)
    return Block([(line, style(11) if place else style(12, BOLD_ITALIC)) for place, line in enumerate(lines)])


class Columns(Flowable):
    """Blocks of paragraphs side by side, in equal columns, kept on one page."""

    def __init__(self, blocks: Sequence[Block], before: float) -> None:
        super().__init__()
        self.blocks = [
            [Paragraph(markup(text), look) for text, look in (*block.parts, *filter(None, (block.foot,)))]
            for block in blocks
        ]
        self.footed = [block.foot is not None for block in blocks]
        self.before = before

    def wrap(self, available_width: float, _: float) -> tuple[float, float]:
        """Measure the tallest block."""
        self.width = available_width
        self.column = available_width / len(self.blocks)
        tallest = 0.0
        for block in self.blocks:
            heights = [part.wrap(self.column - 2 * MM, 10_000)[1] + part.getSpaceBefore() for part in block]
            tallest = max(tallest, sum(heights))
        self.height = tallest + self.before
        return self.width, self.height

    def draw(self) -> None:
        """Draw every block from the same height down, and its foot at the bottom."""
        for number, (block, footed) in enumerate(zip(self.blocks, self.footed, strict=True)):
            at = self.height - self.before
            for part in block:
                at -= part.getSpaceBefore() + part.height
                low = 0 if footed and part is block[-1] else at
                part.drawOn(self.canv, number * self.column + MM, low)


class Ending(Flowable):
    """Flowables kept in one piece."""

    def __init__(self, parts: Sequence[Flowable]) -> None:
        super().__init__()
        self.parts = list(parts)

    def wrap(self, available_width: float, _: float) -> tuple[float, float]:
        """Measure all parts, one under the other."""
        self.width = available_width
        self.heights = [part.wrapOn(self.canv, available_width, 10_000)[1] + _before(part) for part in self.parts]
        self.height = sum(self.heights)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the parts from the top down."""
        at = self.height
        for part, height in zip(self.parts, self.heights, strict=True):
            at -= height
            part.drawOn(self.canv, 0, at)


class SignedEnd(Flowable):
    """The last text or table and what is signed under it: at least two lines of it stay with the signatures.

    `lead` are the titles over the text; they stay on the page where it begins.
    """

    def __init__(self, lead: Sequence[Flowable], body: Flowable, ending: Flowable, page_height: float) -> None:
        super().__init__()
        self.lead = Ending(lead)
        self.body, self.ending, self.page_height = body, ending, page_height

    def wrap(self, available_width: float, _: float) -> tuple[float, float]:
        """Measure both."""
        self.width = available_width
        self.lead_height = self.lead.wrapOn(self.canv, available_width, 10_000)[1]
        self.body_height = self.body.wrapOn(self.canv, available_width, 10_000)[1]
        self.end_height = self.ending.wrapOn(self.canv, available_width, 10_000)[1]
        self.body_height += _before(self.body)
        self.height = self.lead_height + self.body_height + self.end_height
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Leave on this page what fits, but never all of the text."""
        self.wrap(available_width, available_height)
        kept = self._kept_height()
        if kept + self.end_height > self.page_height:  # nothing of the text can stay with the signatures
            whole = self.lead_height + self.body_height <= available_height
            return [*self.lead.parts, self.body, self.ending] if whole else self._parted(available_height, 0.0)
        return self._parted(available_height, kept)

    def _parted(self, available_height: float, kept: float) -> list[Flowable]:
        """Return what fits this page and the rest, of which at least `kept` points stay with the signatures."""
        # On the page the titles are followed by the room they ask for below, which is none of their height here.
        led = self.lead_height + sum(part.getSpaceAfter() for part in self.lead.parts)
        room = min(available_height - led, self.body_height - kept + 0.1) - _before(self.body)
        parts = self.body.splitOn(self.canv, self.width, room) if room > 0 else []
        if len(parts) != 2:
            return []
        return [*self.lead.parts, parts[0], SignedEnd([], parts[1], self.ending, self.page_height)]

    def draw(self) -> None:
        """Draw titles, text and signatures in the order they are read, and copied."""
        self.lead.drawOn(self.canv, 0, self.end_height + self.body_height)
        self.body.drawOn(self.canv, 0, self.end_height)
        self.ending.drawOn(self.canv, 0, 0)

    def _kept_height(self) -> float:
        if isinstance(self.body, Table):
            heights: list[float] = list(self.body._rowHeights)[self.body.repeatRows :]  # type: ignore[attr-defined]
            kept = 0.0
            while heights and kept < TWO_LINES:
                if kept and kept + heights[-1] + self.end_height > self.page_height:
                    break  # a very tall row before the last cannot stay with it
                kept += heights.pop()
            return kept
        if isinstance(self.body, Paragraph):
            return 2 * float(self.body.style.leading) - 1
        return self.body_height


def _before(part: Flowable) -> float:
    return float(part.getSpaceBefore())
