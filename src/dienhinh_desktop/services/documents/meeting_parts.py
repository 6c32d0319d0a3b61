"""What ballots, tally sheets and minutes share: rows in the order of the list, what the meeting told, else dots."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ...domain.council import Attendance, CouncilPost, Sitting, TellerPost
from ...domain.dates import long_date
from ...domain.documents import FormLine
from ...domain.text import join_words, two_digits
from ...domain.votes import VoteResult
from .dossier import Dossier, Entry, FieldVerdict
from .signing import DOTS_FOR_DAY

EMPTY = "\u00a0"
"""A cell left for the pen."""
PLACE = "Chức vụ, đơn vị"

Voted = tuple[Entry, FieldVerdict | None]
"""One line of a ballot: a subject, and the field it is voted on in."""


def voted(dossier: Dossier) -> Iterator[Voted]:
    """Yield everyone on the list in its order, once for each field."""
    for entry in dossier.entries:
        for item in entry.fields or (None,):
            yield entry, item


def rows_of(dossier: Dossier, rest: Callable[[Entry], Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """Return a row for everyone on the list, in its order: number, name, post and unit, and what `rest` adds."""
    return tuple((*_who(entry), *rest(entry)) for entry in dossier.entries)


def vote_rows(dossier: Dossier, rest: Callable[[Voted], Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """Return a row for each line of the ballot, as `rows_of` does for everyone on the list."""
    return tuple((*_who(line[0]), *rest(line)) for line in voted(dossier))


def _who(entry: Entry) -> tuple[str, str, str]:
    return str(entry.number), entry.subject.name, _place(entry)


def _place(entry: Entry) -> str:
    return ", ".join(filter(None, (entry.position, entry.unit.name if entry.unit else "")))


def field_of(line: Voted) -> str:
    """Return the field of a line by its short name."""
    return line[1].label if line[1] is not None else ""


def result_of(dossier: Dossier, line: Voted) -> VoteResult | None:
    """Return what the meeting said of a line; None before the vote."""
    if dossier.meeting is None or line[1] is None:
        return None
    found = dossier.meeting.result(line[0].subject.code, line[1].field)
    return found if found is not None and found.agree is not None else None


def number_cell(number: int | None) -> str:
    """Return a number for a cell, or room for the pen."""
    return EMPTY if number is None else str(number)


def counted(number: int | None) -> str:
    """Write a number of people or ballots as documents do; "" leaves dots."""
    return "" if number is None else two_digits(number)


def moment(sitting: Sitting | None, hour: str) -> str:
    """Write when the meeting began or ended; dots for what is not known."""
    day = DOTS_FOR_DAY if sitting is None else long_date(sitting.meeting.day)
    return f"{hour or '...... giờ ......'}, {day}"


def of_post(sitting: Sitting | None, *posts: CouncilPost) -> Attendance | None:
    """Return the first who was there in one of these posts, the higher post first."""
    here = [row for row in sitting.attendances if row.present] if sitting is not None else []
    return next((row for post in posts for row in here if row.post is post), None)


def chair(sitting: Sitting | None) -> tuple[str, str]:
    """Return who led the meeting: name, and name with post; "" where that is not known."""
    return _told(
        of_post(sitting, CouncilPost.CHAIR, CouncilPost.DEPUTY), sitting.meeting.chair if sitting is not None else ""
    )


def secretary(sitting: Sitting | None) -> tuple[str, str]:
    """Return who wrote the minutes, as `chair` does."""
    return _told(of_post(sitting, CouncilPost.SECRETARY), sitting.meeting.secretary if sitting is not None else "")


def _told(row: Attendance | None, typed: str) -> tuple[str, str]:
    if row is None:
        return typed.partition(",")[0].strip(), typed
    return row.name, ", ".join(filter(None, (row.name, row.position, f"{row.post.label} hội đồng")))


def writer_of_count(sitting: Sitting | None) -> tuple[str, str]:
    """Return who wrote the minutes of counting, as `chair`: of the board, else of the meeting once a head is named."""
    named = tellers(sitting, TellerPost.SECRETARY)
    if named or not tellers(sitting, TellerPost.HEAD):
        return named.partition(",")[0], named
    return secretary(sitting)


def tellers(sitting: Sitting | None, *posts: TellerPost) -> str:
    """Return who counted the ballots in these posts; "" where that is not known."""
    named = [row for row in sitting.attendances if row.teller in posts] if sitting is not None else []
    return join_words(", ".join(filter(None, (row.name, row.position))) for row in named)


def ballots(sitting: Sitting | None) -> Iterator[FormLine]:
    """Yield how many ballots went out, came back and counted."""
    turnout = sitting.turnout if sitting is not None else None
    given = None
    if turnout is not None:
        given = turnout.given if turnout.given is not None else turnout.collected
    yield FormLine(label="Số phiếu phát ra", value=counted(given))
    yield FormLine(label="Số phiếu thu về", value=counted(turnout.collected if turnout else None))
    yield FormLine(label="Số phiếu hợp lệ", value=counted(turnout.valid if turnout else None))
    yield FormLine(label="Số phiếu không hợp lệ", value=counted(turnout.invalid if turnout else None))


def present_line(sitting: Sitting | None) -> FormLine:
    """Return how many members there are, were there, were not, and were asked in writing."""
    turnout = sitting.turnout if sitting is not None else None
    if turnout is None or turnout.members is None or turnout.present is None:
        return FormLine(label="Tổng số thành viên; số có mặt; số vắng mặt")
    said = f"{counted(turnout.members)}; có mặt {counted(turnout.present)}; vắng mặt {counted(turnout.absent)}"
    written = f" (lấy phiếu bằng văn bản {counted(turnout.written)})" if turnout.written else ""
    return FormLine(label="Tổng số thành viên", value=said + written)


def demands(sitting: Sitting | None) -> tuple[str, ...]:
    """Say how many votes are asked for; a rule whose source is doubtful is not cited on a paper."""
    results = sitting.voted if sitting is not None else ()
    told: dict[str, None] = {}
    for item in results:
        if item.rule is not None:
            source = "" if item.rule.doubt else f" theo {item.rule.source}"
            told[f"{item.rule.threshold.words} tổng số thành viên{source}"] = None
    return (f"Tỷ lệ phiếu đồng ý cần đạt: {'; '.join(told)}.",) if told else ()


def outcome(dossier: Dossier) -> Iterator[str]:
    """Say who has votes enough, who has not, and why one of these goes on, in the order of the list."""
    places = {(entry.subject.code, item and item.field): at for at, (entry, item) in enumerate(voted(dossier))}
    told = dossier.meeting.voted if dossier.meeting is not None else ()
    results = sorted(told, key=lambda item: places.get((item.subject, item.field), len(places)))
    enough = [item.name for item in results if item.passed]
    if enough:
        yield f"{two_digits(len(enough))} đối tượng đủ phiếu: {join_words(enough)}."
    for item in results:
        if item.passed is False:
            lack = f"{item.agree}/{item.members} phiếu đồng ý, cần {item.need}"
            why = f" Hội đồng đề nghị giữ: {item.reason}." if item.reason else ""
            yield f"Không đủ phiếu: {item.name} ({lack}).{why}"
