"""The minutes of the meeting that chooses (biên bản họp), after form 1.9 of Decree 30/2020: no line of place and day.

What only the meeting knows is left as dots; the table has everyone on the list, in its order.
"""

from __future__ import annotations

from dataclasses import replace

from ...domain.documents import Form, FormLine, FormSection, FormTable, PaperKind, Signature
from .dossier import Dossier, Entry
from .listing import plan_text
from .requests import verdicts_text
from .signing import SIGN, numbered_head
from .voting import EMPTY, WHEN, WHO, rows_of


def minutes(dossier: Dossier, *, draft: bool) -> Form:
    """Return the minutes of the meeting, filled with what is known before it."""
    return Form(
        subject="",
        subject_name="",
        file_stem=PaperKind.MINUTES.value,
        letterhead=replace(numbered_head(dossier, "BB"), dated=False),
        title=("Biên bản", f"Họp xét chọn điển hình tiên tiến {dossier.period}"),
        intro=(
            FormLine(label="Thời gian bắt đầu", value=WHEN),
            FormLine(label="Địa điểm"),
            FormLine(label="Chủ trì (họ tên, chức vụ)"),
            FormLine(label="Thư ký (họ tên, chức vụ)"),
        ),
        sections=(
            FormSection(
                title="I. Thành phần",
                lines=(
                    FormLine(label="Tổng số thành viên; số có mặt; số vắng mặt (lý do)"),
                    FormLine(label="Thành viên dự họp (họ tên, chức vụ)", lines=4),
                ),
            ),
            FormSection(title="II. Nội dung"),
            FormSection(
                title="1. Hồ sơ đưa ra xét",
                level=2,
                paragraphs=(f"Xét theo {plan_text(dossier)}. {verdicts_text(dossier)}",),
            ),
            FormSection(title="2. Ý kiến thảo luận", level=2, lines=(FormLine(label="", lines=4),)),
            FormSection(title="3. Hình thức biểu quyết (bỏ phiếu kín, giơ tay)", level=2, lines=(FormLine(label=""),)),
            FormSection(title="4. Kết quả biểu quyết", level=2, table=_results(dossier)),
            FormSection(title="III. Kết luận", lines=(FormLine(label="", lines=3),)),
            FormSection(title="", paragraphs=(f"Cuộc họp kết thúc vào {WHEN}. Biên bản đã được thông qua./.",)),
        ),
        signatures=((Signature(lines=("Thư ký",), hint=SIGN), Signature(lines=("Chủ tọa",), hint=SIGN)),),
        draft=draft,
        keywords=(dossier.plan.number or dossier.plan.title,),
    )


def _results(dossier: Dossier) -> FormTable:
    return FormTable(
        headings=(
            "TT",
            WHO,
            "Chức vụ, đơn vị",
            "Kết quả xét điều kiện",
            "Số phiếu đồng ý",
            "Tỷ lệ (%)",
        ),
        rows=rows_of(dossier, lambda entry: (_verdicts(entry), EMPTY, EMPTY)),
        widths=(1, 4.4, 4.4, 2.6, 1.7, 1.5),
        flush_left=(1, 2),
    )


def _verdicts(entry: Entry) -> str:
    if len(entry.fields) == 1:
        return entry.fields[0].verdict.verdict.label
    return ";\n".join(f"{item.label}: {item.verdict.verdict.label.lower()}" for item in entry.fields)
