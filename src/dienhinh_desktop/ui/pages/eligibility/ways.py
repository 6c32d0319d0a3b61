"""The ways to đạt above the criteria: what each still asks, shortest first, and what can no longer be reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ....domain.dates import short_date
from ....domain.eligibility import Assessment, CriterionResult, Verdict
from ....domain.gaps import Closed, GapAnalysis, GapStep, Way
from ....domain.plans import cited
from ....domain.text import join_words
from ...kit.boxes import Snug, bare, clear, column, row
from ...kit.buttons import button, retitle
from ...kit.labels import label

_BEGINNINGS = ("còn thiếu ", "chờ ", "cần bổ sung ", "cần xác nhận ")
_NAMED_ATTESTATIONS = 1
_LONGEST_LEAD = 24
EVERY_WAY = "Cách nào cũng"


@dataclass(frozen=True, slots=True)
class WayLine:
    """One line: the alternative it goes through ("" where it has no short name), and what it still asks."""

    lead: str
    text: str


@dataclass(frozen=True, slots=True)
class WaysTold:
    """A gap in words: one sentence, then lines under it; `noun` is what one line is."""

    sentence: str
    lines: tuple[WayLine, ...] = ()
    noun: str = "cách"


def told(gap: GapAnalysis) -> WaysTold | None:
    """Put a gap into words; None where it says no more than the shortfall of the verdict does."""
    verdict = gap.assessment.verdict
    if verdict is Verdict.KHONG_DAT:
        return _closed_told(gap)
    lines = way_lines(gap.ways)
    if not lines:
        return None
    begun = "Chưa kết luận được" if verdict is Verdict.THIEU_DU_LIEU else "Chưa đạt"
    if len(lines) > 1:
        return WaysTold(f"{begun}. Các cách để đạt, ngắn nhất trước:", lines)
    return WaysTold(f"{begun}, {lines[0].text}.") if verdict is Verdict.CHUA_DAT else None


def way_lines(ways: Sequence[Way]) -> tuple[WayLine, ...]:
    """Write the ways one under the other; what every way asks stands once, at the head."""
    common = [step for step in ways[0].steps if all(_asks(way, step) for way in ways)] if len(ways) > 1 else []
    own = [[step for step in way.steps if step not in common] for way in ways]
    if not all(own):
        common, own = [], [list(way.steps) for way in ways]
    head = [WayLine(EVERY_WAY, step_words(common))] if common else []
    lines = [WayLine(lead(way.name), step_words(steps)) for way, steps in zip(ways, own, strict=True)]
    return tuple(dict.fromkeys([*head, *lines]))


def _asks(way: Way, step: GapStep) -> bool:
    return any((other.code, other.text) == (step.code, step.text) for other in way.steps)


def lead(name: str) -> str:
    """Return the short name of an alternative: "Nhóm D" of "Nhóm D: 03 lần Chiến sĩ thi đua cơ sở"."""
    parts = [part.split(":")[0] for part in name.split("; ") if ":" in part]
    short = ", ".join(parts)
    return short if len(short) <= _LONGEST_LEAD else ""


def step_words(steps: Sequence[GapStep]) -> str:
    """Write steps in one phrase, things of one kind together; attestations are counted, the tree names them."""
    kinds: dict[str, list[str]] = {beginning: [] for beginning in _BEGINNINGS}
    others = []
    for step in steps:
        beginning = next((words for words in _BEGINNINGS if step.text.startswith(words)), None)
        if beginning is None:
            others.append(step.text)
        else:
            kinds[beginning].append(step.text.removeprefix(beginning))
    phrases = [_phrase(beginning, things) for beginning, things in kinds.items() if things]
    return "; ".join([*phrases, *others])


def _phrase(beginning: str, things: list[str]) -> str:
    if beginning == "cần xác nhận " and len(things) > _NAMED_ATTESTATIONS:
        return f"cần {len(things)} xác nhận"
    things = list(dict.fromkeys(things))
    return beginning + join_words([_with_years(thing, alone=len(things) == 1) for thing in things])


def _with_years(thing: str, *, alone: bool) -> str:
    what, found, when = thing.partition(": năm ")
    if not found or what.endswith(f"năm {when}"):
        return what
    return thing if alone else f"{what} (năm {when})"


def _closed_told(gap: GapAnalysis) -> WaysTold | None:
    closed = {item.text: item for item in gap.closed}.values()
    lines = tuple(_closed_line(item, gap.assessment) for item in closed)
    if len(lines) > 1:
        return WaysTold(f"Không đạt vì {len(lines)} tiêu chí:", lines, noun="tiêu chí")
    for item, line in zip(closed, lines, strict=True):
        since = f" từ {short_date(item.since)}" if item.since is not None else ""
        refused = _refused(item, gap.assessment) is not None
        return WaysTold(f"Không đạt ở {line.text}" if refused else f"Không còn đạt được{since}: {line.text}")
    return None


def _closed_line(item: Closed, found: Assessment) -> WayLine:
    words = f"{item.text.removesuffix('.')} ({cited(item.source)})." if item.source else item.text
    if (refused := _refused(item, found)) is not None:
        return WayLine("", f"“{refused.label}”: {words}")
    return WayLine(f"Từ {short_date(item.since)}" if item.since is not None else "", words)


def _refused(item: Closed, found: Assessment) -> CriterionResult | None:
    """Return the criterion refused by an attestation: its message names the day, and another one may open it again."""
    return next((part for part in found.root.walk() if part.code == item.code and part.manner == "attested"), None)


class WaysList(QWidget):
    """Shows the first lines, and the others behind "Thêm n cách ▸"; on a `low` panel they scroll."""

    def __init__(self, words: WaysTold, most: int, *, unfolded: bool = False, low: bool = False) -> None:
        super().__init__()
        self._lines, self._noun, self._most = words.lines, words.noun, most
        self.unfolded = unfolded
        self._column = column(gap=3)
        self.more = button("", self._turn, kind="small")
        lines = bare(self._column)
        inside = column(Snug(lines, "Các dòng của kết luận") if low else lines, gap=4)
        inside.addLayout(row(self.more, None))
        self.setLayout(inside)
        self._fill()

    def _first(self) -> int:
        head = bool(self._lines) and self._lines[0].lead == EVERY_WAY
        return self._most + head

    def _turn(self) -> None:
        self.unfolded = not self.unfolded
        self._fill()

    def _fill(self) -> None:
        clear(self._column)
        shown = self._lines if self.unfolded else self._lines[: self._first()]
        for line in shown:
            self._column.addLayout(_line(line))
        hidden = len(self._lines) - self._first()
        self.more.setVisible(hidden > 0)
        retitle(self.more, "Bớt lại ▾" if self.unfolded else f"Thêm {hidden} {self._noun} ▸")


def _line(line: WayLine) -> QHBoxLayout:
    lead_words = label(line.lead if line.lead == EVERY_WAY or not line.lead else f"{line.lead}:", "strong")
    made = row(gap=5)
    made.addWidget(lead_words if line.lead else label("–", "second"), 0, Qt.AlignmentFlag.AlignTop)
    made.addWidget(label(line.text, wrap=True), 1)
    return made
