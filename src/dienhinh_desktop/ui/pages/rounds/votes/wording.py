"""What the page and the panel say of a meeting in words."""

from __future__ import annotations

from .....domain.council import Sitting
from .....domain.dates import short_date
from .....domain.text import join_words
from .....domain.votes import VoteResult
from ....kit.columns import Bar
from ....kit.marks import Mark

NOT_SET = "chưa đặt"


def title(sitting: Sitting, *, short: bool = False) -> str:
    """Name the meeting: "Phiên bình xét ngày 03/11/2021", or in short "Phiên 03/11/2021"."""
    meeting = sitting.meeting
    if short:
        return f"Phiên {short_date(meeting.day)}"
    return f"Phiên {meeting.purpose.label.lower()} ngày {short_date(meeting.day)}"


def status(sitting: Sitting) -> tuple[Mark, str]:
    """Say how the meeting stands, the loudest first."""
    if sitting.faults:
        return Mark.BAD, "Số phiếu không khớp"
    if sitting.closed:
        return Mark.OK, "Đã khóa"
    if sitting.quorate is False:
        return Mark.WARN, "Chưa đủ người dự họp"
    if sitting.quorate:
        return Mark.OK, "Đủ số người dự họp"
    return Mark.INFO, "Đang mở"


def remark(sitting: Sitting) -> str:
    """Say what is wrong, else what to look at, else what the share is of."""
    if said := (*sitting.faults, *sitting.cautions):
        return said[0]
    members = sitting.turnout.members
    if members is None:
        return "Tỷ lệ tính trên tổng số thành viên, kể cả người vắng."
    return f"Tỷ lệ tính trên tổng số {members} thành viên, kể cả người vắng."


def threshold(sitting: Sitting) -> str:
    """Say how many votes are asked for: of the office, of the titles, or that nothing is set."""
    if sitting.rule is not None:
        return sitting.rule.threshold.text
    asked = dict.fromkeys(item.rule.threshold.text for item in sitting.results if item.rule is not None)
    return ", ".join(asked) or NOT_SET


def figures(sitting: Sitting) -> str:
    """Say the numbers in one line: "19 thành viên · có mặt 17 · thu 17 · hợp lệ 17 · cần 50 %"."""
    turnout = sitting.turnout
    told = [("thành viên", turnout.members), ("có mặt", turnout.present)]
    if turnout.secret:
        told += [("thu", turnout.collected), ("hợp lệ", turnout.valid)]
    said = [f"{words} {'–' if number is None else number}" for words, number in told]
    return " · ".join([*said, f"cần {threshold(sitting)}"])


def votes_text(result: VoteResult | None) -> str:
    """Say the votes of a candidate in a cell: "16/19  84 %"."""
    if result is None or result.agree is None or not result.members:
        return "chưa bỏ phiếu"
    return f"{result.agree}/{result.members}  {result.share()} %"


def votes_bar(result: VoteResult | None) -> Bar | None:
    """Return the share of a candidate to draw, red where the votes are too few."""
    if result is None or result.agree is None or not result.members:
        return None
    return Bar(min(1.0, result.agree / result.members), "bad" if result.passed is False else "ok")


def verdict(result: VoteResult) -> tuple[Mark | None, str]:
    """Say whether a candidate has votes enough."""
    if result.agree is None:
        return None, ""
    if result.passed is None:
        return Mark.NONE, "Chưa đặt tỷ lệ"
    if result.passed:
        return Mark.OK, "Đủ phiếu"
    return (Mark.WARN, f"Thiếu {result.missing}, giữ") if result.reason else (Mark.BAD, f"Thiếu {result.missing}")


def running(sitting: Sitting) -> str:
    """Sum up what was typed in so far, and who has as many votes as another."""
    voted = sitting.voted
    total = sum(item.agree or 0 for item in voted)
    said = f"Đã nhập {len(voted)}/{len(sitting.results)} đối tượng, cộng {total} phiếu đồng ý"
    ties = [item.name for item in voted if item.tied]
    return f"{said}; bằng phiếu: {join_words(ties)}." if ties else f"{said}."
