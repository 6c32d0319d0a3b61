"""The columns of the three grids of a meeting, and what may be typed into them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from .....domain.council import Attendance, CouncilMember, CouncilPost, TellerPost
from .....domain.dates import parse_date, short_date
from .....domain.text import clean
from .....domain.votes import VoteResult
from ....kit.columns import Align, CellKind, Column
from ....kit.edit_table import Editing
from . import wording

_HERE, _AWAY, _WRITTEN = "Có mặt", "Vắng", "Vắng, văn bản"
_POSTS = tuple(post.label for post in CouncilPost)
_TELLERS = ("", *(post.label for post in TellerPost))


def number(text: str) -> int | None:
    """Read a count; empty is None. Raises ValueError with the reason."""
    words = clean(text).replace(".", "")
    if not words:
        return None
    if not words.isdecimal() or len(words) > 4:
        raise ValueError(f"“{text}” không phải số phiếu; gõ số, hoặc để trống.")
    return int(words)


def vote_columns() -> list[Column]:
    """Return the columns of the votes."""
    return [
        Column(key="order", heading="TT", text=lambda r: str(r.order), width=44, align=Align.RIGHT),
        Column(key="name", heading="Đối tượng", text=lambda r: r.name, value=lambda r: r.detail,
               kind=CellKind.TWO_LINE, least=150),
        Column(key="agree", heading="Đồng ý", text=lambda r: "" if r.agree is None else str(r.agree), width=74,
               align=Align.RIGHT, tip=lambda r: r.explanation),
        Column(key="share", heading="Phiếu đồng ý", text=wording.votes_text, value=wording.votes_bar,
               kind=CellKind.BAR, width=142),
        Column(key="need", heading="Cần", text=lambda r: "" if r.need is None else str(r.need), width=50,
               align=Align.RIGHT, tip=lambda r: r.explanation),
        Column(key="rank", heading="Xếp", text=_rank, width=74, optional=True),
        Column(key="verdict", heading="Kết luận", text=lambda r: wording.verdict(r)[1],
               value=lambda r: wording.verdict(r)[0], kind=CellKind.MARK, width=124, tip=lambda r: r.explanation),
        Column(key="reason", heading="Lý do giữ lại", text=lambda r: r.reason, width=150,
               tip=lambda r: r.reason),
    ]  # fmt: skip


def _rank(result: VoteResult) -> str:
    if result.rank is None:
        return ""
    return f"{result.rank}, bằng" if result.tied else str(result.rank)


def _write_agree(row: VoteResult, text: str) -> VoteResult:
    return replace(row, agree=number(text))


def _write_reason(row: VoteResult, text: str) -> VoteResult:
    if row.agree is None and text.strip():
        raise ValueError(f"{row.name} chưa được bỏ phiếu; nhập phiếu rồi ghi lý do.")
    return replace(row, reason=clean(text))


VOTES = {"agree": Editing(_write_agree), "reason": Editing(_write_reason)}


def _text(name: str) -> Editing:
    def write(row: Any, text: str) -> Any:
        return replace(row, **{name: clean(text)})

    return Editing(write)


def _day(name: str) -> Editing:
    def write(row: Any, text: str) -> Any:
        return replace(row, **{name: parse_date(text) if text.strip() else None})

    return Editing(write)


def _write_post(row: Any, text: str) -> Any:
    return replace(row, post=next((post for post in CouncilPost if post.label == text), CouncilPost.MEMBER))


def _plain(key: str, heading: str, text: Callable[[Any], str], width: int | None, *, optional: bool = False) -> Column:
    return Column(key=key, heading=heading, text=text, width=width, least=150, optional=optional, tip=text)


def _member_columns() -> list[Column]:
    return [
        _plain("name", "Họ và tên", lambda r: r.name, None),
        _plain("post", "Chức danh", lambda r: r.post.label if r.name else "", 108),
        _plain("position", "Chức vụ", lambda r: r.position, 130),
        _plain("agency", "Đơn vị", lambda r: r.agency, 140, optional=True),
    ]


_MEMBER = {
    "name": _text("name"),
    "post": Editing(_write_post, _POSTS),
    "position": _text("position"),
    "agency": _text("agency"),
}


def council_columns() -> list[Column]:
    """Return the columns of the council."""
    return [
        *_member_columns(),
        _plain("start", "Từ ngày", lambda r: _shown(r.start), 96),
        _plain("end", "Đến ngày", lambda r: _shown(r.end), 96),
    ]


def _shown(day: date | None) -> str:
    return "" if day is None else short_date(day)


COUNCIL: Mapping[str, Editing] = {**_MEMBER, "start": _day("start"), "end": _day("end")}


def attendance_columns() -> list[Column]:
    """Return the columns of who was at the meeting."""
    return [
        *_member_columns(),
        _plain("present", "Dự họp", lambda r: _presence(r) if r.name else "", 116),
        _plain("reason", "Lý do vắng", lambda r: r.reason, 118),
        _plain("teller", "Tổ kiểm phiếu", lambda r: r.teller.label if r.teller else "", 112),
    ]


def _presence(row: Attendance) -> str:
    if row.present:
        return _HERE
    return _WRITTEN if row.written else _AWAY


def _write_presence(row: Attendance, text: str) -> Attendance:
    return replace(row, present=text == _HERE, written=text == _WRITTEN)


def _write_absence(row: Attendance, text: str) -> Attendance:
    """Whoever has a reason to be away is away."""
    return replace(row, reason=clean(text), present=row.present and not text.strip())


def _write_teller(row: Attendance, text: str) -> Attendance:
    return replace(row, teller=next((post for post in TellerPost if post.label == text), None))


ATTENDANCE: Mapping[str, Editing] = {
    **_MEMBER,
    "present": Editing(_write_presence, (_HERE, _AWAY, _WRITTEN)),
    "reason": Editing(_write_absence),
    "teller": Editing(_write_teller, _TELLERS),
}


def blank_member() -> CouncilMember:
    """Return the empty line new members are typed into."""
    return CouncilMember(name="", post=CouncilPost.MEMBER)


def blank_attendance(meeting_id: int) -> Attendance:
    """Return the empty line guests are typed into."""
    return Attendance(meeting_id=meeting_id, name="", post=CouncilPost.MEMBER)
