"""The minutes of the meeting that chooses (biên bản họp), after form 1.9 of Decree 30/2020: no line of place and day.

What the meeting on the round told is printed, what nobody has entered is left as dots; the table has everyone on the
list, in its order.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.council import Attendance, Sitting, TellerPost
from ...domain.documents import Form, FormLine, FormSection, FormTable, PaperKind, Signature
from .dossier import Dossier
from .listing import plan_text, who
from .meeting_parts import (
    EMPTY,
    PLACE,
    Voted,
    ballots,
    chair,
    demands,
    moment,
    number_cell,
    outcome,
    present_line,
    result_of,
    secretary,
    tellers,
    vote_rows,
)
from .requests import verdicts_text
from .signing import SIGN, minutes_head


def minutes(dossier: Dossier, *, draft: bool) -> Form:
    """Return the minutes of the meeting, filled with what is known of it."""
    sitting = dossier.meeting
    meeting = sitting.meeting if sitting is not None else None
    return Form(
        file_stem=PaperKind.MINUTES.value,
        letterhead=minutes_head(dossier),
        title=("Biên bản", f"Họp {_purpose(sitting)} điển hình tiên tiến {dossier.period}"),
        intro=(
            FormLine(label="Thời gian bắt đầu", value=moment(sitting, meeting.begins if meeting else "")),
            FormLine(label="Địa điểm", value=meeting.place if meeting else ""),
            FormLine(label="Chủ trì (họ tên, chức vụ)", value=chair(sitting)[1]),
            FormLine(label="Thư ký (họ tên, chức vụ)", value=secretary(sitting)[1]),
        ),
        sections=tuple(_sections(dossier)),
        signatures=(
            (
                Signature(lines=("Thư ký",), hint=SIGN, name=secretary(sitting)[0]),
                Signature(lines=("Chủ tọa",), hint=SIGN, name=chair(sitting)[0]),
            ),
        ),
        draft=draft,
        keywords=(dossier.plan.number or dossier.plan.title,),
    )


def _purpose(sitting: Sitting | None) -> str:
    return sitting.meeting.purpose.label.lower() if sitting is not None else "xét chọn"


def _sections(dossier: Dossier) -> Iterator[FormSection]:
    sitting = dossier.meeting
    meeting = sitting.meeting if sitting is not None else None
    named = sitting.attendances if sitting is not None else ()
    people = () if named else (FormLine(label="Thành viên dự họp (họ tên, chức vụ)", lines=4),)
    yield FormSection(
        title="I. Thành phần",
        lines=(present_line(sitting), *people),
        table=_people(named) if named else None,
    )
    yield FormSection(title="II. Nội dung")
    yield FormSection(
        title="1. Hồ sơ đưa ra xét",
        level=2,
        paragraphs=(f"Xét theo {plan_text(dossier)}. {verdicts_text(dossier)}",),
    )
    yield _prose("2. Ý kiến thảo luận", meeting.discussion if meeting else "", level=2, lines=4)
    yield _manner(sitting)
    yield FormSection(title="4. Kết quả biểu quyết", level=2, paragraphs=demands(sitting), table=_results(dossier))
    said = tuple(filter(None, (*outcome(dossier), *(_lines(meeting.conclusion) if meeting else ()))))
    if said:
        yield FormSection(title="III. Kết luận", paragraphs=said)
    else:
        yield FormSection(title="III. Kết luận", lines=(FormLine(label="", lines=3),))
    ends = moment(sitting, meeting.ends if meeting else "")
    yield FormSection(title="", paragraphs=(f"Cuộc họp kết thúc vào {ends}. Biên bản đã được thông qua./.",))


def _prose(title: str, text: str, *, level: int, lines: int) -> FormSection:
    if text:
        return FormSection(title=title, level=level, paragraphs=_lines(text))
    return FormSection(title=title, level=level, lines=(FormLine(label="", lines=lines),))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _manner(sitting: Sitting | None) -> FormSection:
    if sitting is None:
        title = "3. Hình thức biểu quyết (bỏ phiếu kín, giơ tay)"
        return FormSection(title=title, level=2, lines=(FormLine(label=""),))
    said = [sitting.meeting.manner.label + "."]
    board = tellers(sitting, *TellerPost)
    if board:
        said.append(f"Tổ kiểm phiếu: {board}.")
    lines = tuple(ballots(sitting)) if sitting.turnout.secret else ()
    return FormSection(
        title="3. Hình thức biểu quyết", level=2, lines=(FormLine(label="Hình thức", value=" ".join(said)), *lines)
    )


def _people(named: tuple[Attendance, ...]) -> FormTable:
    return FormTable(
        headings=("TT", "Họ và tên", PLACE, "Trong hội đồng", "Dự họp"),
        rows=tuple(
            (str(place), row.name, row.office or EMPTY, row.post.label, _presence(row))
            for place, row in enumerate(named, 1)
        ),
        widths=(1, 4.2, 5.2, 2.4, 3.2),
        flush_left=(1, 2, 4),
    )


def _presence(row: Attendance) -> str:
    if row.present:
        return "Có mặt"
    told = f"Vắng: {row.reason}" if row.reason else "Vắng"
    return f"{told}; lấy phiếu bằng văn bản" if row.written else told


def _results(dossier: Dossier) -> FormTable:
    def cells(line: Voted) -> tuple[str, ...]:
        found = result_of(dossier, line)
        verdict = line[1].verdict.verdict.label if line[1] is not None else EMPTY
        if line[1] is not None and len(line[0].fields) > 1:
            verdict = f"{line[1].label}: {verdict.lower()}"
        if found is None:
            return verdict, EMPTY, EMPTY
        return verdict, number_cell(found.agree), found.share(1) or EMPTY

    return FormTable(
        headings=("TT", who(dossier), PLACE, "Kết quả xét điều kiện", "Số phiếu đồng ý", "Tỷ lệ (%)"),
        rows=vote_rows(dossier, cells),
        widths=(1, 4.4, 4.4, 2.6, 1.7, 1.5),
        flush_left=(1, 2),
    )
