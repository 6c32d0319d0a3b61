"""Ballots (phiếu bầu), the sheet to count them on, and the minutes of counting them (biên bản kiểm phiếu).

They stand in the order of the list. No text prescribes them for điển hình tiên tiến. What the meeting on the round
told is printed; what nobody has entered is left as dots.
"""

from __future__ import annotations

from ...domain.council import TellerPost
from ...domain.documents import Form, FormLine, FormSection, FormTable, PaperKind, Signature
from .dossier import Dossier
from .listing import plan_text, who
from .meeting_parts import (
    EMPTY,
    PLACE,
    Voted,
    ballots,
    demands,
    field_of,
    moment,
    number_cell,
    present_line,
    result_of,
    tellers,
    vote_rows,
    writer_of_count,
)
from .signing import SIGN, minutes_head, office_head


def ballot(dossier: Dossier, *, draft: bool) -> Form:
    """Return the ballot, once for each member; it bears no name."""
    members = dossier.meeting.turnout.members if dossier.meeting is not None else None
    return Form(
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
                    headings=("TT", who(dossier), PLACE, "Nhóm xét", "Đồng ý", "Không đồng ý"),
                    rows=vote_rows(dossier, lambda line: (field_of(line), EMPTY, EMPTY)),
                    widths=(1, 4.5, 4.3, 2.5, 1.75, 1.75),
                    flush_left=(1, 2, 3),
                ),
            ),
        ),
        signatures=(),
        draft=draft,
        keywords=(dossier.plan.number or dossier.plan.title,),
        copies=max(1, members or 1),
    )


def tally_sheet(dossier: Dossier, *, draft: bool) -> Form:
    """Return the sheet the counting board marks each ballot on."""
    return Form(
        file_stem=PaperKind.TALLY.value,
        letterhead=office_head(dossier),
        title=("Bảng ghi phiếu", f"Kiểm phiếu bình chọn điển hình tiên tiến {dossier.period}"),
        intro=(FormLine(label="Thời gian", value=moment(dossier.meeting, "")),),
        sections=(
            FormSection(
                title="",
                paragraphs=("Mỗi phiếu đồng ý, không đồng ý gạch một nét; năm nét thành một ô vuông có gạch chéo.",),
                table=FormTable(
                    headings=("TT", who(dossier), "Nhóm xét", "Đồng ý", "Cộng", "Không đồng ý", "Cộng"),
                    rows=tuple(
                        (row[0], row[1], *row[3:])
                        for row in vote_rows(dossier, lambda line: (field_of(line), EMPTY, EMPTY, EMPTY, EMPTY))
                    ),
                    widths=(1, 4, 2.2, 3.6, 1.5, 2.6, 1.5),
                    flush_left=(1, 2),
                ),
            ),
        ),
        signatures=(_signatures(dossier),),
        draft=draft,
        keywords=(dossier.plan.number or dossier.plan.title,),
    )


def count_minutes(dossier: Dossier, *, draft: bool) -> Form:
    """Return the minutes of counting; shares are of all members, absent ones included."""
    sitting = dossier.meeting
    ends = sitting.meeting.ends if sitting is not None else ""
    return Form(
        file_stem=PaperKind.COUNT.value,
        letterhead=minutes_head(dossier),
        title=("Biên bản", f"Kiểm phiếu bình chọn điển hình tiên tiến {dossier.period}"),
        intro=(
            FormLine(label="Thời gian", value=moment(sitting, "")),
            FormLine(label="Địa điểm", value=sitting.meeting.place if sitting is not None else ""),
            FormLine(label="Tổ trưởng tổ kiểm phiếu", value=tellers(sitting, TellerPost.HEAD)),
            FormLine(label="Thư ký", value=writer_of_count(sitting)[1]),
            FormLine(label="Thành viên", value=tellers(sitting, TellerPost.MEMBER), lines=2),
        ),
        sections=(
            FormSection(title="I. Số phiếu", lines=(present_line(sitting), *ballots(sitting))),
            FormSection(title="II. Kết quả từng đối tượng", paragraphs=demands(sitting), table=_results(dossier)),
            FormSection(
                title="",
                paragraphs=(f"Việc kiểm phiếu kết thúc vào {moment(sitting, ends)}. Biên bản đã được thông qua./.",),
            ),
        ),
        signatures=(_signatures(dossier),),
        draft=draft,
        keywords=(dossier.plan.number or dossier.plan.title,),
    )


def _signatures(dossier: Dossier) -> tuple[Signature, ...]:
    sitting = dossier.meeting
    head = tellers(sitting, TellerPost.HEAD).partition(",")[0]
    return (
        Signature(lines=("Thư ký",), hint=SIGN, name=writer_of_count(sitting)[0]),
        Signature(lines=("Tổ trưởng tổ kiểm phiếu",), hint=SIGN, name=head),
    )


def _results(dossier: Dossier) -> FormTable:
    def cells(line: Voted) -> tuple[str, ...]:
        found = result_of(dossier, line)
        if found is None:
            return EMPTY, EMPTY, EMPTY, EMPTY
        other = str(found.other) if found.other else "0"
        return number_cell(found.agree), number_cell(found.disagree), other, found.share(1) or EMPTY

    return FormTable(
        headings=(
            "TT", who(dossier), PLACE, "Phiếu đồng ý", "Phiếu không đồng ý", "Phiếu khác",
            "Tỷ lệ trên tổng số thành viên (%)",
        ),
        rows=vote_rows(dossier, cells),
        widths=(1, 4.2, 4.1, 1.6, 1.7, 1.5, 2.4),
        flush_left=(1, 2),
    )  # fmt: skip
