"""Votes of the council in the papers: the list, the request and the check say what the meeting kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dienhinh_desktop.domain.council import Meeting
from dienhinh_desktop.domain.documents import CheckLevel, ListKind, PaperKind
from dienhinh_desktop.domain.eligibility import Stage
from dienhinh_desktop.domain.rounds import Choice, Round
from dienhinh_desktop.domain.votes import Threshold
from dienhinh_desktop.services import council, documents, rounds, upkeep
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.documents.dossier import gather
from dienhinh_desktop.services.documents.papers import papers

from .test_documents import PLAN, level, rows

ON = date(2025, 12, 18)
CHOSEN = (("HTQT", "TAP_THE"), ("CB005", "COT_CAN"), ("CB025", "KHONG_LANH_DAO"))


@pytest.fixture
def held(ctx: Context) -> int:
    upkeep.load_practice(ctx)
    opened = rounds.open_round(ctx, Round(plan=PLAN, stage=Stage.RECOGNITION, year=2025, name="Đợt 2025", on=ON))
    assert opened.id is not None
    rounds.register(ctx, opened.id, [Choice(subject=code, field=field, reason="Xét") for code, field in CHOSEN])
    return opened.id


def meet(ctx: Context, held: int, *agree: int, **facts: object) -> int:
    told = {"members": 11, "present": 9, "given": 9, "collected": 9, "valid": 9, **facts}
    threshold = Threshold.parse("80 %")
    council.open_meeting(ctx, Meeting(round_id=held, day=ON, threshold=threshold, basis="Quy chế", **told))  # type: ignore[arg-type]
    shown = council.latest(ctx, held)
    assert shown is not None
    assert shown.meeting.id is not None
    keys = [(item.subject, item.field) for item in shown.results]
    council.enter_votes(ctx, shown.meeting.id, dict(zip(keys, agree, strict=False)))
    return shown.meeting.id


def said(ctx: Context, held: int, wanted: CheckLevel) -> str:
    return "\n".join(level(documents.checks(ctx, PLAN, ON, held), wanted))


def test_the_list_and_the_request_say_the_votes_of_the_meeting(ctx: Context, held: int) -> None:
    meet(ctx, held, 9, 9, 8)
    told = documents.build_list(ctx, PLAN, ON, held, ListKind.PARTICULARS)
    assert [row.cells[-1] for row in rows(told)] == ["9/11\n(81,8 %)", "9/11\n(81,8 %)", "8/11\n(72,7 %)"]
    (form,) = papers(ctx, gather(ctx, PLAN, ON, held), PaperKind.REQUEST)
    (meeting,) = (part for part in form.sections if part.title.startswith("3."))
    assert not meeting.lines
    assert meeting.paragraphs[0].startswith(
        "Họp ngày 18/12/2025, có mặt 09/11 thành viên. Bỏ phiếu kín: 03 đối tượng, 02 đủ số phiếu;"
    )


def test_without_a_meeting_all_is_left_to_the_pen(ctx: Context, held: int) -> None:
    told = documents.build_list(ctx, PLAN, ON, held, ListKind.PARTICULARS)
    assert [row.cells[-1] for row in rows(told)] == ["", "", ""]
    assert "phiếu" not in said(ctx, held, CheckLevel.WARNING)


def test_sums_that_cannot_be_stop_the_papers(ctx: Context, held: int, tmp_path: Path) -> None:
    meet(ctx, held, 9, 9, 9, collected=12, valid=12)
    assert "Phiên họp ngày 18/12/2025: Phiếu thu (12) nhiều hơn" in said(ctx, held, CheckLevel.BLOCKING)
    assert documents.build_list(ctx, PLAN, ON, held).draft


def test_who_has_no_votes_or_too_few_is_told(ctx: Context, held: int) -> None:
    meet(ctx, held, 9, 5)
    warnings = said(ctx, held, CheckLevel.WARNING)
    assert "Phiên họp ngày 18/12/2025 chưa khóa; số phiếu còn có thể đổi" in warnings
    assert "Nguyễn Kim Thương chưa có số phiếu ở phiên họp ngày 18/12/2025" in warnings
    stops = said(ctx, held, CheckLevel.BLOCKING)
    assert "Lưu Hoàng An có 5/11 phiếu, cần 9, thiếu 4 mà chưa ghi lý do giữ lại" in stops
    assert "Số phiếu khớp" not in said(ctx, held, CheckLevel.FINE)


def test_a_closed_meeting_that_voted_on_everyone_is_in_order(ctx: Context, held: int) -> None:
    number = meet(ctx, held, 9, 9, 9)
    council.close_meeting(ctx, number)
    assert "Số phiếu khớp biên bản kiểm phiếu: 03 đối tượng" in said(ctx, held, CheckLevel.FINE)
    assert "chưa khóa" not in said(ctx, held, CheckLevel.WARNING)
