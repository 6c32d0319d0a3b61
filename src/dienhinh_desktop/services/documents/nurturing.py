"""The plan by which the agency nurtures its models (kế hoạch bồi dưỡng): who leads, what is done, by when.

The plans ask it to say who is responsible, how it is told of, praised and rewarded; no text prescribes its form.
"""

from __future__ import annotations

from ...domain.documents import Form, FormLine, FormSection, FormTable, PaperKind
from ...domain.text import two_digits
from .dossier import Dossier
from .listing import plan_text, total, who
from .meeting_parts import EMPTY, rows_of
from .signing import numbered_head, office_signature


def nurturing(dossier: Dossier, *, draft: bool) -> Form:
    """Return the plan for everyone on the list, in its order."""
    count = two_digits(len(dossier.entries))
    return Form(
        file_stem=PaperKind.NURTURING.value,
        letterhead=numbered_head(dossier, "KH"),
        title=("Kế hoạch", f"Bồi dưỡng, nhân rộng điển hình tiên tiến {dossier.period}"),
        intro=(),
        sections=(
            FormSection(
                title="",
                paragraphs=(
                    f"Thực hiện {plan_text(dossier)}, {dossier.agency} bồi dưỡng, nhân rộng {count} điển hình tiên "
                    "tiến trong danh sách như sau:",
                ),
            ),
            FormSection(title="I. Mục đích, yêu cầu", lines=(FormLine(label="", lines=4),)),
            FormSection(title="II. Đối tượng", paragraphs=(f"{total(dossier)}.",)),
            FormSection(title="III. Phân công bồi dưỡng", table=_table(dossier)),
            FormSection(title="IV. Tuyên truyền, nhân rộng", lines=(FormLine(label="", lines=3),)),
            FormSection(title="V. Biểu dương, khen thưởng", lines=(FormLine(label="", lines=3),)),
            FormSection(title="VI. Kiểm tra, đánh giá tác dụng", lines=(FormLine(label="", lines=2),)),
            FormSection(
                title="VII. Tổ chức thực hiện", lines=(FormLine(label="Đơn vị chủ trì"), FormLine(label="", lines=2))
            ),
        ),
        signatures=((office_signature(dossier, PaperKind.NURTURING),),),
        recipients=("Các đơn vị", "Lưu: VT"),
        draft=draft,
        keywords=(dossier.plan.number or dossier.plan.title,),
    )


def _table(dossier: Dossier) -> FormTable:
    return FormTable(
        headings=(
            "TT",
            who(dossier),
            "Chức vụ, đơn vị",
            "Lãnh đạo phụ trách",
            "Nội dung bồi dưỡng, hỗ trợ",
            "Thời gian",
        ),
        rows=rows_of(dossier, lambda _entry: (EMPTY, EMPTY, EMPTY)),
        widths=(1, 3.8, 3.6, 2.6, 3.6, 1.9),
        flush_left=(1, 2),
    )
