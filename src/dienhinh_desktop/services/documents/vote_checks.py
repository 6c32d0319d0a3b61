"""Whether the votes can stand in the papers: the sums of the meeting, who was voted on, who has enough."""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.dates import short_date
from ...domain.documents import CheckLevel, ExportCheck
from ...domain.text import two_digits
from ...domain.votes import VoteResult
from .checked import page_warn, stop, warn
from .dossier import Dossier, Entry

_PAGE = "meeting"
"""The page votes and reasons are entered on."""
_MINUTES = "Biên bản kiểm phiếu, danh sách trích ngang"


def impossible(dossier: Dossier) -> Iterator[ExportCheck]:
    """Yield the sums that cannot be, and who stands on the list without votes enough or a reason: all stay drafts."""
    held = dossier.meeting
    if held is not None:
        day = short_date(held.meeting.day)
        for fault in held.faults:
            yield stop(f"Phiên họp ngày {day}: {fault.rstrip('.')}", _MINUTES, None, _PAGE)
    for entry in dossier.entries:
        for result in _results(dossier, entry):
            if result.passed is False and not result.reason:
                where = f"{_MINUTES}, dòng {entry.number}"
                yield stop(f"{result.lack} mà chưa ghi lý do giữ lại", where, None, _PAGE)


def doubtful(dossier: Dossier) -> Iterator[ExportCheck]:
    """Yield what to look at: a meeting not closed or after the day of the round, who has no votes or too few."""
    held = dossier.meeting
    if held is None:
        return
    day = short_date(held.meeting.day)
    if not held.closed:
        yield page_warn(f"Phiên họp ngày {day} chưa khóa; số phiếu còn có thể đổi", _MINUTES, _PAGE)
    for entry in dossier.entries:
        for item in entry.fields:
            result = dossier.votes.get((entry.subject.code, item.field))
            where = f"{_MINUTES}, dòng {entry.number}"
            if result is None or result.agree is None:
                yield warn(f"{entry.subject.name} chưa có số phiếu ở phiên họp ngày {day}", where, entry)
            elif result.passed is False and result.reason:
                yield page_warn(f"{result.lack}; giữ lại: {result.reason}", where, _PAGE)


def settled(dossier: Dossier) -> Iterator[ExportCheck]:
    """Yield that everyone was voted on and the sums are right, where they are."""
    held = dossier.meeting
    if held is not None and not held.faults and not any("chưa có số phiếu" in row.text for row in doubtful(dossier)):
        count = two_digits(len(dossier.entries))
        yield ExportCheck(level=CheckLevel.FINE, text=f"Số phiếu khớp biên bản kiểm phiếu: {count} đối tượng")


def _results(dossier: Dossier, entry: Entry) -> Iterator[VoteResult]:
    for item in entry.fields:
        if (result := dossier.votes.get((entry.subject.code, item.field))) is not None:
            yield result
