"""The situation of a round on paper (tình hình đợt): what Tổng quan shows, for a meeting or the files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ...domain.dates import short_date
from ...domain.documents import Form, FormLine, FormSection, FormTable, Letterhead, Signature
from ...domain.eligibility import Verdict
from ...domain.overview import MilestoneStanding, Overview, QuotaStanding
from ...domain.text import capitalised, number_text, two_digits
from ...domain.upkeep import Progress, silent
from ...exchange import documents as drawn
from ...exchange.files import write_atomically
from .. import upkeep
from ..context import Context
from . import overview

_NOTHING = "Không có."


def write_situation(ctx: Context, round_id: int, target: Path, progress: Progress = silent) -> Form:
    """Write the situation of a round as PDF. Raises UserError when there is no such round or the target refuses."""
    paper = situation_paper(ctx, overview(ctx, round_id, progress))
    write_atomically(target, drawn.form_pdf(paper))
    return paper


def situation_paper(ctx: Context, found: Overview) -> Form:
    """Return the paper: what is to be done, milestones, quotas, results, and the ratings that lack."""
    office = upkeep.office(ctx)
    head = Letterhead(
        superior=office.superior,
        agency=office.name,
        place=office.place,
        day=found.today,
        practice=office.practice,
    )
    return Form(
        subject="",
        subject_name="",
        file_stem=f"tinh_hinh_dot_{found.today:%Y%m%d}",
        letterhead=head,
        title=("Tình hình đợt", found.round.name),
        intro=(
            FormLine(label="Số liệu đến ngày", value=short_date(found.today)),
            FormLine(label="Ngày xét của đợt", value=short_date(found.round.on)),
        ),
        sections=(
            FormSection(title="I. Việc cần làm", table=_tasks(found)),
            FormSection(title="II. Mốc thời gian", table=_milestones(found)),
            FormSection(title="III. Chỉ tiêu", table=_quotas(found)),
            FormSection(title="IV. Kết quả xét điều kiện", lines=tuple(_verdicts(found))),
            FormSection(title="V. Xếp loại hằng năm còn thiếu", table=_gaps(found)),
        ),
        signatures=((Signature(lines=("Người lập",), hint="(Ký, ghi rõ họ tên)"),),),
    )


def _tasks(found: Overview) -> FormTable:
    rows = tuple((str(n), task.what, task.who, _day(task.due)) for n, task in enumerate(found.tasks, 1))
    return FormTable(
        headings=("TT", "Việc", "Của ai, về ai", "Hạn"),
        rows=rows,
        widths=(1, 7, 7, 3),
        empty="Không có việc nào đến hạn.",
        flush_left=(1, 2),
    )


def _day(day: date | None) -> str:
    return short_date(day) if day is not None else ""


def _milestones(found: Overview) -> FormTable:
    return FormTable(
        headings=("Mốc của kế hoạch", "Nội dung", "Muộn nhất", "Tình trạng"),
        rows=tuple(_milestone(item) for item in found.of_this_round),
        widths=(5, 6.4, 3, 3.6),
        empty=_NOTHING,
        flush_left=(0, 1),
    )


def _milestone(item: MilestoneStanding) -> tuple[str, ...]:
    owing = f", còn {number_text(len(item.waiting))} đơn vị" if len(item.rows) > 1 and item.waiting else ""
    return (capitalised(item.info.wording), item.info.product, _day(item.latest), f"{item.verdict.label}{owing}")


def _quotas(found: Overview) -> FormTable:
    return FormTable(
        headings=("TT", "Đơn vị", "Chỉ tiêu", "Cần", "Có", "Kết quả"),
        rows=tuple(_quota(number, item) for number, item in enumerate(found.quotas, 1)),
        widths=(1, 4.5, 6.5, 2, 1.5, 2.5),
        empty="Kế hoạch không đặt chỉ tiêu.",
        flush_left=(1, 2),
    )


def _quota(number: int, item: QuotaStanding) -> tuple[str, ...]:
    low, high = item.row.minimum, item.row.maximum
    ends = [two_digits(end) for end in (low, high) if end is not None]
    needed = "–".join(dict.fromkeys(ends))
    return (str(number), item.row.unit_name, item.info.text, needed, two_digits(item.row.have), item.row.verdict.label)


def _verdicts(found: Overview) -> Iterator[FormLine]:
    for verdict in reversed(Verdict):
        if count := found.verdicts.get(verdict, 0):
            yield FormLine(label=verdict.label, value=number_text(count))
    yield FormLine(label="Đã chọn vào danh sách", value=number_text(found.chosen))


def _gaps(found: Overview) -> FormTable:
    lacking = [unit for unit in found.units if unit.missing]
    years = tuple(str(gap.year) for gap in found.units[0].years) if found.units else ()
    rows = tuple(
        (unit.name, *(number_text(gap.missing) if gap.missing else "đủ" for gap in unit.years)) for unit in lacking
    )
    return FormTable(
        headings=("Đơn vị", *years),
        rows=rows,
        widths=(8, *(2 for _year in years)),
        empty="Mọi đơn vị đã đủ xếp loại.",
        flush_left=(0,),
    )
