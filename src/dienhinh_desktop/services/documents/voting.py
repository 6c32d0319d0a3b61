"""Ballots (phiếu bầu) and the minutes of counting them (biên bản kiểm phiếu), in the order of the list.

No text prescribes them for điển hình tiên tiến; how many votes are enough is for the office's own rules, and so no
share is printed as a limit. What only the meeting knows is left as dots.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from ...domain.documents import Form, FormLine, FormSection, FormTable, PaperKind, Signature
from .dossier import Dossier, Entry
from .listing import plan_text
from .signing import DOTS_FOR_DAY, SIGN, numbered_head, office_head

EMPTY = "\u00a0"
"""A cell left for the pen."""
WHO = "Họ và tên, tên tập thể, hộ"
WHEN = f"...... giờ ......, {DOTS_FOR_DAY}"


def ballot(dossier: Dossier, *, draft: bool) -> Form:
    """Return the ballot; it is printed once for each member and bears no name."""
    return Form(
        subject="",
        subject_name="",
        file_stem=PaperKind.BALLOT.value,
        letterhead=office_head(dossier),
        title=("Phiếu bầu", f"Bình chọn điển hình tiên tiến {dossier.period}"),
        intro=(),
        sections=(
            FormSection(
                title="",
                paragraphs=(
                    f"Theo {plan_text(dossier)}. Ở mỗi dòng, đánh dấu X vào một ô “Đồng ý” hoặc “Không đồng ý”. "
                    "Người bầu không ghi tên, không ký vào phiếu.",
                ),
                table=FormTable(
                    headings=("TT", WHO, "Chức vụ, đơn vị", "Nhóm xét", "Đồng ý", "Không đồng ý"),
                    rows=rows_of(dossier, lambda entry: (groups_of(entry), EMPTY, EMPTY)),
                    widths=(1, 4.5, 4.3, 2.5, 1.75, 1.75),
                    flush_left=(1, 2, 3),
                ),
            ),
        ),
        signatures=(),
        draft=draft,
        keywords=(dossier.plan.number or dossier.plan.title,),
    )


def rows_of(dossier: Dossier, rest: Callable[[Entry], Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """Return a row for everyone on the list, in its order: number, name, post and unit, and what `rest` adds."""
    return tuple((str(entry.number), entry.subject.name, _place(entry), *rest(entry)) for entry in dossier.entries)


def _place(entry: Entry) -> str:
    return ", ".join(filter(None, (entry.position, entry.unit.name if entry.unit else "")))


def groups_of(entry: Entry) -> str:
    """Return the fields an entry stands in, by their short names."""
    return "; ".join(dict.fromkeys(item.label for item in entry.fields))


def count_minutes(dossier: Dossier, *, draft: bool) -> Form:
    """Return the minutes of counting; shares are of all members, absent ones included."""
    return Form(
        subject="",
        subject_name="",
        file_stem=PaperKind.COUNT.value,
        letterhead=replace(numbered_head(dossier, "BB"), dated=False),
        title=("Biên bản", f"Kiểm phiếu bình chọn điển hình tiên tiến {dossier.period}"),
        intro=(
            FormLine(label="Thời gian", value=WHEN),
            FormLine(label="Địa điểm"),
            FormLine(label="Trưởng ban kiểm phiếu (họ tên, chức vụ)"),
            FormLine(label="Thư ký"),
            FormLine(label="Ủy viên", lines=2),
        ),
        sections=(
            FormSection(title="I. Số phiếu", lines=tuple(_counts())),
            FormSection(title="II. Kết quả từng đối tượng", table=_results(dossier)),
            FormSection(
                title="",
                paragraphs=(f"Việc kiểm phiếu kết thúc vào {WHEN}. Biên bản đã được thông qua./.",),
            ),
        ),
        signatures=((Signature(lines=("Thư ký",), hint=SIGN), Signature(lines=("Trưởng ban kiểm phiếu",), hint=SIGN)),),
        draft=draft,
        keywords=(dossier.plan.number or dossier.plan.title,),
    )


def _counts() -> Iterable[FormLine]:
    yield FormLine(label="Tổng số thành viên; số có mặt; số vắng mặt")
    yield FormLine(label="Số phiếu phát ra")
    yield FormLine(label="Số phiếu thu về")
    yield FormLine(label="Số phiếu hợp lệ")
    yield FormLine(label="Số phiếu không hợp lệ")


def _results(dossier: Dossier) -> FormTable:
    return FormTable(
        headings=(
            "TT",
            WHO,
            "Chức vụ, đơn vị",
            "Số phiếu đồng ý",
            "Số phiếu không đồng ý",
            "Tỷ lệ trên tổng số thành viên (%)",
        ),
        rows=rows_of(dossier, lambda _entry: (EMPTY, EMPTY, EMPTY)),
        widths=(1, 4.4, 4.4, 1.7, 1.8, 2.6),
        flush_left=(1, 2),
    )
