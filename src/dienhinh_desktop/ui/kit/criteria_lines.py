"""A verdict as lines to read: sections, groups, criteria with what is needed and there, and the evidence below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from ...domain.eligibility import CriterionResult, Door, Verdict
from ...domain.plans import cited
from ...domain.text import number_text
from .marks import VERDICTS, Mark


class LineKind(Enum):
    """What a line is, hence how it is drawn."""

    SECTION = auto()
    GROUP = auto()
    CRITERION = auto()
    DETAIL = auto()
    FOLD = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line. `numbers` are cần, có, thiếu as written; `source` the section of the plan; `door` what mends it.

    A FOLD line hides or shows what stands under its `key`. `entry`: the record evidence is taken from, as (kind, row
    id); `proven`: a file proves it, and can be opened.
    """

    kind: LineKind
    key: str
    text: str
    note: str = ""
    mark: Mark | None = None
    depth: int = 0
    last: bool = True
    numbers: tuple[str, str, str] | None = None
    lacking: bool = False
    source: str = ""
    icon: str = ""
    door: Door | None = None
    door_text: str = ""
    open: bool = False
    entry: tuple[str, int] | None = None
    proven: bool = False

    @property
    def spoken(self) -> str:
        """Say the line to a screen reader."""
        parts = [self.text, self.note]
        if self.mark is not None and self.kind in (LineKind.CRITERION, LineKind.GROUP):
            parts.append(_WORDS.get(self.mark, ""))
        if self.numbers:
            parts.append("cần {}, có {}, thiếu {}".format(*self.numbers))
        if self.proven:
            parts.append("có tệp minh chứng")
        if self.source:
            parts.append(cited(self.source))
        return ", ".join(part for part in parts if part)


_WORDS = {VERDICTS[verdict]: verdict.label.lower() for verdict in Verdict}


def lines_of(root: CriterionResult, opened: frozenset[str] = frozenset()) -> list[Line]:
    """Return the lines of a verdict: sections not met first, what is met folded unless everything is."""
    fold = root.verdict is not Verdict.DAT
    sections = root.children if root.children and root.code is None else (root,)
    ordered = sorted(sections, key=lambda item: item.verdict is Verdict.DAT)
    return [line for place, item in enumerate(ordered) for line in _section(item, f"s{place}", opened, fold=fold)]


def _section(section: CriterionResult, key: str, opened: frozenset[str], *, fold: bool) -> Iterator[Line]:
    parts = section.children or (section,)
    yield _section_head(section, key)
    met = [part for part in parts if part.verdict is Verdict.DAT]
    folded = met if fold and (not section.any_of or section.verdict is Verdict.DAT) else []
    if section.any_of and section.verdict is Verdict.DAT:
        yield from _alternatives(parts, key, opened, depth=0, fold=fold)
        return
    for place, part in enumerate(parts):
        if part not in folded:
            yield from _part(part, f"{key}.{place}", opened, depth=0, last=True)
    if folded:
        yield from _folded(folded, f"{key}.met", f"{len(folded)} tiêu chí đã đạt", opened, depth=0)


def _section_head(section: CriterionResult, key: str) -> Line:
    leaves = [item for item in section.walk() if not item.children]
    counted = any(item.need is not None for item in leaves)
    met = sum(item.verdict is Verdict.DAT for item in leaves)
    note = f"một trong {_count(len(section.children))}" if section.any_of else ""
    return Line(
        kind=LineKind.SECTION,
        key=key,
        text=section.label or "Tiêu chí",
        note=", ".join(part for part in (_sources(section), note) if part),
        numbers=("cần", "có", "thiếu") if counted else None,
        source="" if counted else f"{met} / {len(leaves)}",
    )


def _count(number: int) -> str:
    return {2: "hai nhóm", 3: "ba nhóm", 4: "bốn nhóm", 5: "năm nhóm"}.get(number, f"{number} nhóm")


def _sources(section: CriterionResult) -> str:
    found = dict.fromkeys(item.source.split(" ")[0] for item in section.walk() if item.source)
    return ", ".join(found)


def _part(part: CriterionResult, key: str, opened: frozenset[str], *, depth: int, last: bool) -> Iterator[Line]:
    if not part.children:
        yield _criterion(part, key, depth=depth, last=last)
        yield from _details(part, key, depth=depth)
        return
    yield Line(
        kind=LineKind.GROUP,
        key=key,
        text=part.label,
        note="một trong hai" if part.any_of and len(part.children) == 2 else "",
        mark=VERDICTS[part.verdict],
        depth=depth,
        last=last,
        source=part.source or "",
    )
    yield from _warnings(part, key, depth)
    if part.any_of and part.verdict is Verdict.DAT:
        yield from _alternatives(part.children, key, opened, depth=depth + 1, fold=True)
        return
    for place, child in enumerate(part.children):
        yield from _part(child, f"{key}.{place}", opened, depth=depth + 1, last=place == len(part.children) - 1)


def _alternatives(
    parts: tuple[CriterionResult, ...], key: str, opened: frozenset[str], *, depth: int, fold: bool
) -> Iterator[Line]:
    """Show the way that is met; the other ways need not be, so they are folded."""
    met = [part for part in parts if part.verdict is Verdict.DAT]
    others = [part for part in parts if part.verdict is not Verdict.DAT]
    if fold and depth == 0:
        yield from _folded(met, f"{key}.met", f"{len(met)} nhóm đã đạt", opened, depth=depth)
    else:
        for place, part in enumerate(met):
            yield from _part(part, f"{key}.m{place}", opened, depth=depth, last=place == len(met) - 1 and not others)
    if others:
        yield from _folded(others, f"{key}.others", f"{len(others)} cách khác, không bắt buộc", opened, depth=depth)


def _folded(parts: list[CriterionResult], key: str, text: str, opened: frozenset[str], *, depth: int) -> Iterator[Line]:
    is_open = key in opened
    mark = Mark.OK if all(part.verdict is Verdict.DAT for part in parts) else Mark.NONE
    yield Line(kind=LineKind.FOLD, key=key, text=text, mark=mark, depth=depth, open=is_open)
    if is_open:
        for place, part in enumerate(parts):
            yield from _part(part, f"{key}.{place}", opened, depth=depth, last=place == len(parts) - 1)


def _criterion(part: CriterionResult, key: str, *, depth: int, last: bool) -> Line:
    met = part.verdict is Verdict.DAT
    door = part.doors[0] if part.doors and not met else None
    refused = door is not None and door.table == "attestations" and part.verdict is Verdict.KHONG_DAT
    return Line(
        kind=LineKind.CRITERION,
        key=key,
        text=part.label,
        mark=VERDICTS[part.verdict],
        depth=depth,
        last=last,
        numbers=_numbers(part),
        lacking=not met,
        source="" if part.need is not None else part.source or "",
        door=door,
        door_text="Xem lại" if refused else "Bổ sung" if door else "",
    )


def _numbers(part: CriterionResult) -> tuple[str, str, str] | None:
    if part.need is None:
        return None
    return number_text(part.need), number_text(part.have or 0), number_text(part.missing or 0)


def _details(part: CriterionResult, key: str, *, depth: int) -> Iterator[Line]:
    """Yield the evidence of a criterion, its reason where it is not met, and what to look at again."""
    for place, evidence in enumerate(part.evidence):
        entry = (evidence.table, evidence.record_id) if evidence.table and evidence.record_id else None
        yield Line(
            kind=LineKind.DETAIL, key=f"{key}.e{place}", text=str(evidence), icon="paperclip", depth=depth, entry=entry
        )  # fmt: skip
    if part.verdict is not Verdict.DAT or not part.evidence:
        yield Line(kind=LineKind.DETAIL, key=f"{key}.why", text=part.message, icon="info", depth=depth)
    yield from _warnings(part, key, depth)


def _warnings(part: CriterionResult, key: str, depth: int) -> Iterator[Line]:
    for place, warning in enumerate(part.warnings):
        yield Line(kind=LineKind.DETAIL, key=f"{key}.w{place}", text=warning, mark=Mark.WARN, depth=depth)
