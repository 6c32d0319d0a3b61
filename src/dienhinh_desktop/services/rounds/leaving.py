"""Rút, thay, bổ sung: who left the list of a round and why, who came instead, who was added later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...domain.dates import short_date
from ...domain.errors import UserError
from ...domain.lifecycle import LeavingAsked, Left
from ...domain.rounds import Candidate
from ...domain.text import two_digits
from ...domain.upkeep import Changes, Kind
from ...storage.reader import Reader
from ..context import Context
from .locks import refuse_locked

_CHANGED = frozenset({Kind.ROUNDS, Kind.RECORDS})


def leave_list(ctx: Context, candidate_ids: Sequence[int], asked: LeavingAsked) -> Changes:
    """Take subjects off the list for a reason that is kept; they count for no quota and stand in no paper.

    Raises UserError without a reason, for a day in the future, for one who left already, for a replacement that names
    nobody, somebody not on the list of the same round, or the subject itself, and when the list is locked.
    """
    asked = replace(asked, reason=asked.reason.strip())
    with ctx.db.work("Rút, thay", ctx.who, "round") as work:
        found = [work.candidate(number) for number in candidate_ids]
        for item in found:
            refuse_locked(work, work.round(item.round_id))
            _refuse(ctx, work, item, asked, {other.subject for other in found})
        work.update(
            "candidates",
            [
                replace(
                    item,
                    left=asked.how,
                    left_on=asked.date,
                    left_reason=asked.reason,
                    left_number=asked.number,
                    successor=asked.successor,
                )
                for item in found
            ],
        )
        who = name_of(work, found[0].subject) if len(found) == 1 else f"{two_digits(len(found))} đối tượng"
        verb = "Thay" if asked.how is Left.REPLACED else "Rút"
        work.name_act(f"{verb} {who} khỏi danh sách chọn")
        by = f", thay bằng {name_of(work, asked.successor)}" if asked.successor else ""
        return Changes(_CHANGED, f"Đã rút {who} khỏi danh sách chọn{by}.", work.act)


def _refuse(ctx: Context, reader: Reader, item: Candidate, asked: LeavingAsked, leaving: set[str]) -> None:
    name = name_of(reader, item.subject)
    if not asked.reason:
        raise UserError(f"Chưa ghi lý do rút {name}; lý do được giữ cùng danh sách, ghi một câu.")
    if asked.date > ctx.now().date():
        raise UserError(f"Ngày {short_date(asked.date)} ở tương lai; ghi ngày rút khỏi danh sách.")
    if item.left is not None:
        raise UserError(f"{name} {item.left.label.lower()} khỏi danh sách từ trước; không cần rút lần nữa.")
    if asked.how is Left.REPLACED:
        _refuse_successor(reader, item, asked, leaving)
    elif asked.successor is not None:
        raise UserError("Rút thì không có người thay; chọn “Thay” nếu có người thay.")


def _refuse_successor(reader: Reader, item: Candidate, asked: LeavingAsked, leaving: set[str]) -> None:
    if asked.successor is None:
        raise UserError(f"Chưa chọn ai thay {name_of(reader, item.subject)}; chọn người thay, hoặc chọn “Rút”.")
    if asked.successor in leaving:
        raise UserError(f"{name_of(reader, asked.successor)} cũng đang được rút nên không thay được; chọn người khác.")
    if all(other.subject != asked.successor for other in reader.candidates(item.round_id)):
        raise UserError(
            f"{name_of(reader, asked.successor)} chưa có trong danh sách chọn; thêm vào danh sách rồi chọn thay."
        )


def name_of(reader: Reader, code: str) -> str:
    """Return the name of a subject, or its code when it is gone."""
    subject = reader.subject(code)
    return subject.name if subject is not None else code


def bring_back(ctx: Context, candidate_ids: Sequence[int]) -> Changes:
    """Put subjects that left back on the list, in their old places. Raises UserError when the list is locked."""
    with ctx.db.work("Đưa lại vào danh sách chọn", ctx.who, "round") as work:
        found = [work.candidate(number) for number in candidate_ids]
        for item in found:
            refuse_locked(work, work.round(item.round_id))
        there = [
            replace(item, left=None, left_on=None, left_reason=None, left_number=None, successor=None) for item in found
        ]
        count = work.update("candidates", there)
        return Changes(
            _CHANGED, f"Đã đưa {count} đối tượng lại vào danh sách chọn.", work.act if work.changed else None
        )


def supplement(ctx: Context, candidate_ids: Sequence[int], year: int | None) -> Changes:
    """Mark candidates as added to an earlier list in a year (bổ sung), or (None) as there from the start."""
    with ctx.db.work("Ghi năm bổ sung", ctx.who, "round") as work:
        found = [work.candidate(number) for number in candidate_ids]
        count = work.update("candidates", [replace(item, supplemented=year) for item in found])
        words = f"bổ sung năm {year}" if year is not None else "không phải bổ sung"
        return Changes(_CHANGED, f"Đã ghi {count} đối tượng là {words}.", work.act if work.changed else None)
