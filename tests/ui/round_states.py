"""States of the pages of a round, of Nhập từ Excel and of Kế hoạch that are worth looking at, in this order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from dienhinh_desktop import resources
from dienhinh_desktop.domain.documents import PaperKind
from dienhinh_desktop.domain.lifecycle import LeavingAsked, Left, LifeState, NurturingNote, StepAsked
from dienhinh_desktop.domain.records import Attestation
from dienhinh_desktop.domain.rounds import Choice
from dienhinh_desktop.services import records, rounds, upkeep
from dienhinh_desktop.services.rounds import leaving, life, locks, registers
from dienhinh_desktop.ui.window import Window
from tests.services.decisions import one_title

from .desk import settle, type_text

SAMPLE = resources.path("practice", "so_ngoai_vu_mau.xlsx")
CHOSEN = (
    ("HTQT", "TAP_THE"),
    ("CB005", "COT_CAN"),
    ("CB021", "COT_CAN"),
    ("CB025", "KHONG_LANH_DAO"),
    ("CB031", "COT_CAN"),
)


def _go(name: str, **arguments: Any) -> Callable[[Window], None]:
    return lambda window: (window.go(name, arguments), None)[1]


def _eligibility(window: Window) -> None:
    window.go("eligibility", {"subject": "CB002"})


def _all_ways(window: Window) -> None:
    page: Any = window.go("eligibility", {"subject": "CB001"})
    settle(window)
    page.panel.ways._turn()


def _refused(window: Window) -> None:
    page: Any = window.go("eligibility", {"subject": "CB036"})
    settle(window)
    page.listing.put_on_list()
    type_text(page.listing.reason.field, "Hội đồng đề nghị xem xét lại")


def _another_day(window: Window) -> None:
    page: Any = window.go("eligibility", {"subject": "HTQT"})
    settle(window)
    page.day.setText("04/12/2025")
    page.reload()


def _chosen(window: Window) -> None:
    held, ctx = window.shell.round, window.shell.ctx
    assert held is not None
    assert held.id is not None
    if not rounds.candidates(ctx, held.id):
        rounds.register(ctx, held.id, [Choice(subject=code, field=field) for code, field in CHOSEN])
        with_reason = Choice(subject="CB036", field="KHONG_LANH_DAO", reason="Hội đồng đề nghị xem xét lại")
        rounds.register(ctx, held.id, [with_reason])
    window.desk.refresh()


def _rounds(window: Window) -> None:
    _chosen(window)
    window.go("rounds")


def _rounds_step(window: Window) -> None:
    _rounds(window)
    settle(window)
    page: Any = window.page
    page.listing.table.selectAll()
    page.listing.ask("step")


def _rounds_life(window: Window) -> None:
    """Steps with papers, somebody withdrawn, a log entry; the tab of the registers shown."""
    _chosen(window)
    ctx = window.shell.ctx
    held: Any = window.shell.round
    found = {row.candidate.subject: row.candidate.id or 0 for row in rounds.candidates(ctx, held.id)}
    asked = StepAsked(
        state=LifeState.REGISTERED, date=date(2025, 12, 15), number="15/DS-SNgV", people="Văn phòng - Thanh tra Sở"
    )
    life.take_step(ctx, [found["HTQT"], found["CB005"]], asked)
    leaving.leave_list(
        ctx, [found["CB036"]], LeavingAsked(how=Left.WITHDRAWN, date=date(2025, 12, 18), reason="Chuyển công tác")
    )
    note = NurturingNote(
        subject="HTQT",
        plan=held.plan,
        date=date(2025, 6, 2),
        leader="Phó Giám đốc Sở",
        help="Giao thêm một biên chế, cử đi học lớp phiên dịch",
        difficulty="Thiếu phương tiện đón đoàn",
        evaluation="Các đoàn vào được đón tiếp chu đáo",
    )
    registers.save_life_entry(ctx, note)
    page: Any = window.go("rounds")
    settle(window)
    page.side.basis.tabs.choose("registers")
    settle(window)
    for _again in range(3):
        upkeep.undo_last(ctx)


def _rounds_steps(window: Window) -> None:
    _rounds(window)
    settle(window)
    page: Any = window.page
    page.side.basis.tabs.choose("steps")


def _rounds_locked(window: Window) -> None:
    _chosen(window)
    held: Any = window.shell.round
    locks.lock(window.shell.ctx, held.id)
    window.go("rounds")
    settle(window)
    upkeep.undo_last(window.shell.ctx)


def _results(window: Window) -> None:
    _chosen(window)
    held: Any = window.shell.round
    path = Path(str(window.shell.preferences.fileName())).parent / "quyet_dinh_125.xlsx"
    known = {row.candidate.subject: row for row in rounds.candidates(window.shell.ctx, held.id)}
    listed = [(known[code].name, known[code].unit_name, "") for code in ("HTQT", "CB005", "CB021")]
    one_title(path, [*listed, ("Phạm Văn Lạ", "Sở Y tế", "")])
    window.go("results", {"file": path})


def _rounds_changed(window: Window) -> None:
    _chosen(window)
    ctx = window.shell.ctx
    for code, criterion in (("CB005", "HT_CNC_01"), ("CB005", "HT_CN_03")):
        refused = Attestation(
            subject=code, criterion=criterion, passed=False, attester="Giám đốc Sở", date=date(2025, 12, 19)
        )
        records.save_entry(ctx, refused)
    page: Any = window.go("rounds")
    settle(window)
    page.listing.table.choose(next(row.candidate.id for row in page._standing.changed))
    settle(window)
    for _again in range(2):
        upkeep.undo_last(ctx)


def _overview_blocked(window: Window) -> None:
    """A list chosen, one candidate without a birth date, another judged otherwise since, three milestones near."""
    _chosen(window)
    ctx = window.shell.ctx
    subject = records.open_card(ctx, "CB005").subject
    records.save_subject(ctx, replace(subject, birth=None))
    refused = Attestation(
        subject="CB021", criterion="HT_CNC_01", passed=False, attester="Giám đốc Sở", date=date(2025, 12, 19)
    )
    records.save_entry(ctx, refused)
    window.go("overview").make_stale()
    settle(window)
    for _again in range(2):
        upkeep.undo_last(ctx)


def _overview_whole(window: Window) -> None:
    page: Any = window.go("overview")
    settle(window)
    page.days.turn.click()


def _overview_failed(window: Window) -> None:
    page: Any = window.go("overview")
    settle(window)
    page._fail("Ổ đĩa không đọc được lúc này; cắm lại ổ rồi thử lại.", (), ("Thử lại", page.reload))


def _documents(window: Window) -> None:
    _chosen(window)
    window.go("documents")


def _form(window: Window) -> None:
    _chosen(window)
    page: Any = window.go("documents")
    settle(window)
    page.papers.table.choose("CB005")


def _blanks(window: Window) -> None:
    _form(window)
    settle(window)
    page: Any = window.page
    page.edit()


def _templates(window: Window) -> None:
    _request(window)
    settle(window)
    page: Any = window.page
    page.by_hand.edit.click()


def _request(window: Window) -> None:
    _chosen(window)
    page: Any = window.go("documents")
    settle(window)
    page.papers.table.choose(PaperKind.REQUEST)


def _blocked(window: Window) -> None:
    _chosen(window)
    subject = records.open_card(window.shell.ctx, "CB005").subject
    records.save_subject(window.shell.ctx, replace(subject, birth=None))
    window.go("documents")
    settle(window)
    records.save_subject(window.shell.ctx, subject)


def _trial(window: Window) -> None:
    page: Any = window.go("plans", {"plan": "HT_SNGV_2021_2025", "tab": "readings"})
    settle(window)
    page.tables["readings"].choose("N3")
    settle(window)
    page.detail._readings["N3"].radios["lien_tiep"].click()


def _import(name: str, mend: Callable[[Any], None]) -> Callable[[Window], None]:
    def bring(window: Window) -> None:
        page: Any = window.go("imports")
        book = openpyxl.load_workbook(SAMPLE)
        mend(book)
        path = Path(str(window.shell.preferences.fileName())).parent / name
        book.save(path)
        page.read(path)

    return bring


def _change(book: Any) -> None:
    """Change a grade, a name, and add a rating."""
    ratings = book["Xếp loại"]
    place = [cell.value for cell in ratings[1]].index("Mức") + 1
    ratings.cell(2, place, "HTXSNV" if ratings.cell(2, place).value != "HTXSNV" else "HTTNV")
    subjects = book["Đối tượng"]
    subjects.cell(14, [cell.value for cell in subjects[1]].index("Tên") + 1, "Nguyễn Quang Tuấn Anh")


def _spoil(book: Any) -> None:
    """Write an impossible year and an unknown grade."""
    _change(book)
    ratings = book["Xếp loại"]
    headings = [cell.value for cell in ratings[1]]
    ratings.cell(3, headings.index("Năm") + 1, 2552)
    ratings.cell(9, headings.index("Mức") + 1, "rất tốt")


def _imported(window: Window) -> None:
    page: Any = window.go("imports")
    page.read(SAMPLE)
    settle(window)
    page._write()


ROUND_STATES: dict[str, Callable[[Window], None]] = {
    "overview": _go("overview"),
    "overview_whole": _overview_whole,
    "overview_failed": _overview_failed,
    "eligibility": _eligibility,
    "eligibility_reason": _refused,
    "eligibility_day": _another_day,
    "eligibility_many": _all_ways,
    "eligibility_forgotten": _go("eligibility", filter="forgotten"),
    "eligibility_closed": _go("eligibility", subject="VP"),
    "eligibility_data": _go("eligibility", subject="CB006"),
    "rounds_none": _go("rounds"),
    "documents_none": _go("documents"),
    "rounds": _rounds,
    "rounds_changed": _rounds_changed,
    "rounds_step": _rounds_step,
    "rounds_steps": _rounds_steps,
    "rounds_life": _rounds_life,
    "rounds_locked": _rounds_locked,
    "results_none": _go("results"),
    "results": _results,
    "overview_blocked": _overview_blocked,
    "documents": _documents,
    "documents_form": _form,
    "documents_request": _request,
    "documents_blanks": _blanks,
    "documents_templates": _templates,
    "documents_blocked": _blocked,
    "imports": _go("imports"),
    "imports_changed": _import("so_2025_sua.xlsx", _change),
    "imports_errors": _import("so_2025_loi.xlsx", _spoil),
    "plans": _go("plans", tab="criteria"),
    "plans_content": _go("plans", tab="content"),
    "plans_quotas": _go("plans", tab="quotas"),
    "plans_milestones": _go("plans", tab="milestones"),
    "plans_readings": _go("plans", tab="readings"),
    "plans_trial": _trial,
    "plans_lost": _go("plans", plan="KG_SXD_2022", tab="content"),
    "plans_corrected": _go("plans", plan="KG_SXD_2022", tab="milestones"),
    "plans_long": _go("plans", plan="TC_UBND_2021_2025", tab="criteria"),
    "plans_law": _go("plans", plan="LUAT_TDKT", tab="content"),
    "plans_steps": _go("plans", tab="steps"),
}
EMPTY_ROUND_STATES: dict[str, Callable[[Window], None]] = {
    "overview_no_round": _go("overview"),
    "eligibility_empty": _go("eligibility"),
    "rounds_no_round": _go("rounds"),
    "documents_no_round": _go("documents"),
    "imports_empty": _go("imports"),
    "imports_done": _imported,
}
