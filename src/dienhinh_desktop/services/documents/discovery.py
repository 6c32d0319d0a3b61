"""The slip by which a unit tells of a new factor it found (phiếu phát hiện nhân tố mới).

The plans name the slip and prescribe no form of it; its lines follow what they ask a unit to say of a model: how it
works, what it brings, whether others can do it too. What the records do not know is left as dots.
"""

from __future__ import annotations

from ...domain.dates import short_date
from ...domain.documents import Form, FormLine, FormSection, PaperKind, Signature
from ...exchange.files import form_file_name
from .dossier import Dossier, Entry
from .listing import plan_text
from .signing import SIGN, reporter, unit_head
from .summaries import who


def discovery(dossier: Dossier, entry: Entry, *, draft: bool) -> Form:
    """Return the slip of an entry; the unit that introduced it found it."""
    subject = entry.subject
    found_by = "; ".join(unit.name for unit in entry.introducers)
    day = short_date(entry.registered) if entry.registered else ""
    return Form(
        subject=subject.code,
        subject_name=subject.name,
        file_stem=f"{form_file_name(entry.number, subject.name)}_{PaperKind.DISCOVERY}",
        letterhead=unit_head(dossier, entry),
        title=("Phiếu phát hiện", f"Nhân tố mới, điển hình tiên tiến {dossier.period}"),
        intro=(),
        sections=(
            FormSection(title="I. Nhân tố được phát hiện", lines=who(dossier, entry)),
            FormSection(
                title="II. Phát hiện",
                lines=(
                    FormLine(label="Thực hiện", value=plan_text(dossier)),
                    FormLine(label="Đơn vị, người phát hiện", value=found_by),
                    FormLine(label="Ngày phát hiện"),
                    FormLine(label="Ngày đăng ký vào danh sách", value=day),
                ),
            ),
            FormSection(title="III. Việc làm, cách làm mới", lines=(FormLine(label="", lines=2),)),
            FormSection(title="IV. Hiệu quả bước đầu", lines=(FormLine(label="", lines=2),)),
            FormSection(title="V. Khả năng nhân rộng, mức độ ảnh hưởng", lines=(FormLine(label=""),)),
            FormSection(title="VI. Đề nghị bồi dưỡng, hỗ trợ", lines=(FormLine(label=""),)),
        ),
        signatures=((reporter_of_unit(dossier, entry), Signature(lines=("Người lập phiếu",), hint=SIGN)),),
        draft=draft,
        keywords=(dossier.plan.number or dossier.plan.title,),
    )


def reporter_of_unit(dossier: Dossier, entry: Entry) -> Signature:
    """Return the block of the head of the unit that found the subject, without a name where it is not one unit."""
    if len(entry.introducers) == 1:
        return reporter(dossier, entry.introducers[0])
    return Signature(lines=("THỦ TRƯỞNG ĐƠN VỊ",), hint=SIGN)
