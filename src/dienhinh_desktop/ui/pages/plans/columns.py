"""The tables of a plan: criteria, quotas, milestones, readings, steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ....domain.dates import short_date
from ....domain.plans import Criterion, MilestoneInfo, MilestoneRow, MilestoneVerdict, Plan, chapter
from ...kit.columns import CellKind, Column, Group
from ...kit.marks import MILESTONES, Mark

MANNERS = {"counted": ("Đếm được", "hash"), "attested": ("Xác nhận", "stamp")}
_SOURCE = 96
_WORST_FIRST = (
    MilestoneVerdict.LATE,
    MilestoneVerdict.DUE,
    MilestoneVerdict.UPCOMING,
    MilestoneVerdict.IN_TIME,
)


def manner(criterion: Criterion) -> str:
    """Say how a criterion is judged."""
    return MANNERS.get(criterion.manner, ("Số liệu", "hash"))[0]


def criterion_columns() -> list[Column]:
    """Return the columns of the criteria."""
    return [
        Column(key="code", heading="Mã", text=lambda c: c.code, width=108, tone=lambda _c: "text2"),
        Column(key="text", heading="Nội dung tiêu chí", text=lambda c: c.short, kind=CellKind.NAME, least=180,
               tip=lambda c: c.text),
        Column(key="icon", heading="", text=manner, kind=CellKind.ICON, width=30, tone=lambda _c: "text2",
               value=lambda c: MANNERS.get(c.manner, ("", "hash"))[1]),
        Column(key="manner", heading="Loại", text=manner, width=86, tone=lambda _c: "text2"),
        Column(key="source", heading="Mục", text=lambda c: c.source, width=_SOURCE),
        Column(key="doubts", heading="Chỗ chưa rõ", text=lambda c: " ".join(c.readings), width=104,
               tone=lambda _c: "miss", optional=True),
    ]  # fmt: skip


def quota_columns() -> list[Column]:
    """Return the columns of the quotas."""
    return [
        Column(key="code", heading="Mã", text=lambda q: q.code, width=108, tone=lambda _q: "text2"),
        Column(key="text", heading="Chỉ tiêu; ai làm", text=lambda q: q.text, value=lambda q: q.who,
               kind=CellKind.TWO_LINE, least=180, tip=lambda q: f"{q.text}\n{q.who}"),
        Column(key="source", heading="Mục", text=lambda q: q.source, width=_SOURCE),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """A milestone of the plan and how each unit that must act stands at it."""

    info: MilestoneInfo
    rows: tuple[MilestoneRow, ...]

    @property
    def verdict(self) -> MilestoneVerdict:
        """How the worst of the units stands."""
        states = {row.verdict for row in self.rows}
        return next((state for state in _WORST_FIRST if state in states), MilestoneVerdict.NO_DAY)

    @property
    def sent(self) -> str:
        """Say who has sent what: the paper of one, or how many of several."""
        papers = [row for row in self.rows if row.document_date is not None]
        late = sum(row.verdict is MilestoneVerdict.LATE for row in self.rows)
        if len(self.rows) > 1:
            return f"{len(papers)} trong {len(self.rows)} nơi đã có văn bản" + (f", {late} nơi trễ hạn" if late else "")
        if not papers or papers[0].document_date is None:
            return "chưa có trong sổ"
        return f"{papers[0].document or 'không số'} ngày {short_date(papers[0].document_date)}"

    @property
    def mark(self) -> Mark:
        """The shape of how it stands."""
        return MILESTONES[self.verdict]

    @property
    def doubtful(self) -> bool:
        """Whether the day read is an estimate, or other than the one written."""
        return self.info.fuzzy or bool(self.info.correction)

    @property
    def read_as(self) -> str:
        """Say which days the program reads."""
        return read_as(self.info.earliest, self.info.latest, fuzzy=self.info.fuzzy)


def read_as(earliest: date | None, latest: date | None, *, fuzzy: bool) -> str:
    """Say a span of days: "muộn nhất 29/3/2021", "khoảng 01/6 – 31/7/2023"."""
    if latest is None:
        return "theo sự kiện, không có ngày"
    if fuzzy and earliest is not None:
        if (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 12, 31):
            several = f"{earliest.year}–{latest.year}"
            return f"trong năm {latest.year}" if earliest.year == latest.year else f"trong các năm {several}"
        first = short_date(earliest)
        return f"khoảng {first.removesuffix(f'/{latest.year}')} – {short_date(latest)}"
    return f"muộn nhất {short_date(latest)}"


def read_tip(line: MilestoneLine) -> str:
    """Say the day read, and what is doubtful about it."""
    return "\n".join(part for part in (line.read_as, line.info.correction) if part)


def milestone_columns() -> list[Column]:
    """Return the columns of the milestones: the source's wording beside what is read."""
    return [
        Column(key="code", heading="Mã", text=lambda m: m.info.code, width=78, tone=lambda _m: "text2"),
        Column(key="wording", heading="Nguyên văn; văn bản, việc", text=lambda m: f"“{m.info.wording}”",
               value=lambda m: m.info.product, kind=CellKind.TWO_LINE, least=170,
               tip=lambda m: f"“{m.info.wording}”\n{m.info.product}"),
        Column(key="read", heading="Đọc là", text=lambda m: m.read_as, width=204, tip=read_tip,
               tone=lambda m: "warn" if m.doubtful else "text", sort=lambda m: m.info.latest or date.max),
        Column(key="state", heading="Trạng thái", text=lambda m: m.verdict.label, value=lambda m: m.mark,
               kind=CellKind.CHIP, width=118),
    ]  # fmt: skip


def reading_columns() -> list[Column]:
    """Return the columns of the readings."""
    return [
        Column(key="code", heading="Mã", text=lambda r: r.code, width=64, tone=lambda _r: "miss"),
        Column(key="wording", heading="Chỗ chưa rõ trong kế hoạch", text=lambda r: r.wording, kind=CellKind.NAME,
               least=180, tip=lambda r: r.wording),
        Column(key="default", heading="Đang hiểu (mặc định)", text=lambda r: r.options[0].text, least=180,
               tip=lambda r: r.options[0].text),
        Column(key="others", heading="Cách khác", text=lambda r: str(len(r.options) - 1), width=88,
               tone=lambda _r: "text2"),
    ]  # fmt: skip


def step_columns() -> list[Column]:
    """Return the columns of the life cycle."""
    return [
        Column(key="name", heading="Bước", text=lambda s: s.name, kind=CellKind.NAME, least=130, tip=lambda s: s.name),
        Column(key="who", heading="Ai làm", text=lambda s: s.who, least=130, tip=lambda s: s.who),
        Column(key="product", heading="Kết quả", text=lambda s: s.product, least=130, tip=lambda s: s.product),
        Column(key="source", heading="Mục", text=lambda s: s.source, width=112),
    ]  # fmt: skip


def grouped_criteria(plan: Plan) -> list[Criterion | Group]:
    """Put the criteria under the sections of the plan they stand in, in the order of the plan."""
    rows: list[Criterion | Group] = []
    for top, standing in groupby(plan.criteria, key=lambda criterion: chapter(criterion.source)):
        criteria = list(standing)
        rows += [Group(top, f"{len(criteria)} tiêu chí"), *criteria]
    return rows
