"""Whether the votes can stand in the papers: the sums of the meeting, who was voted on, who has enough."""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.dates import short_date
from ...domain.documents import CheckLevel, ExportCheck
from ...domain.text import two_digits
from .checked import page_warn, stop, warn
from .dossier import Dossier

_MINUTES = "Biên bản kiểm phiếu, danh sách trích ngang"


def impossible(dossier: Dossier) -> Iterator[ExportCheck]:
    """Yield the sums of the meeting that cannot be; they keep the papers drafts."""
    held = dossier.meeting
    if held is not None:
        day = short_date(held.meeting.day)
        for fault in held.faults:
            yield stop(f"Phiên họp ngày {day}: {fault.rstrip('.')}", _MINUTES, None, "rounds")


def doubtful(dossier: Dossier) -> Iterator[ExportCheck]:
    """Yield what to look at: a meeting not closed or after the day of the round, who has no votes or too few."""
    held = dossier.meeting
    if held is None:
        return
    day = short_date(held.meeting.day)
    if not held.closed:
        yield page_warn(f"Phiên họp ngày {day} chưa khóa; số phiếu còn có thể đổi", _MINUTES, "rounds")
    for entry in dossier.entries:
        for item in entry.fields:
            result = dossier.votes.get((entry.subject.code, item.field))
            where = f"{_MINUTES}, dòng {entry.number}"
            if result is None or result.agree is None:
                yield warn(f"{entry.subject.name} chưa có số phiếu ở phiên họp ngày {day}", where, entry)
            elif result.passed is False and not result.reason:
                yield warn(f"{entry.subject.name} thiếu {result.missing} phiếu mà chưa ghi lý do", where, entry)


def settled(dossier: Dossier) -> Iterator[ExportCheck]:
    """Yield that everyone was voted on and the sums are right, where they are."""
    held = dossier.meeting
    if held is not None and not held.faults and not any("chưa có số phiếu" in row.text for row in doubtful(dossier)):
        count = two_digits(len(dossier.entries))
        yield ExportCheck(level=CheckLevel.FINE, text=f"Số phiếu khớp biên bản kiểm phiếu: {count} đối tượng")
