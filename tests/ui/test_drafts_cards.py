"""What was being typed into a card beside a list comes back on the same card, about the same thing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit

from dienhinh_desktop.domain.signers import Signer
from dienhinh_desktop.domain.views import SubjectQuery
from dienhinh_desktop.exchange.upkeep import drafts as draft_file
from dienhinh_desktop.services import rounds, saved_filters, signers
from dienhinh_desktop.services.rounds import locks
from dienhinh_desktop.ui.window import Window
from tests.services.decisions import one_title

from . import meeting_states
from .delivery_states import _papers, _round
from .desk import settle, type_text
from .doing import press, words_of
from .starts import Starts, rest, starts, take

__all__ = ["starts"]


def listed(window: Window) -> Any:
    """Put four candidates on the list and show it."""
    meeting_states.choose(window.shell.ctx, _round(window))
    page: Any = window.go("rounds")
    page.make_stale()
    settle(window)
    return page


def write(field: QLineEdit, words: str) -> None:
    field.setFocus()
    field.selectAll()
    type_text(field, words)


def take_words(window: Window) -> Any:
    """Press "Xem và giữ" where no field is there any more; return the page that shows the words."""
    press(window, "Xem và giữ")
    rest(window, lambda: "chép rồi dán" in words_of(window))
    return window.page


class TestPapers:
    def test_the_number_of_a_paper(self, starts: Starts) -> None:
        page = _papers(starts.open())
        page.table.table.choose("bien_ban_hop")
        page.edit()
        write(page.number.number, "415")
        starts.break_off()
        page = take(starts.open())
        assert page.side.currentWidget() is page.number
        assert page.number.place()["paper"] == "bien_ban_hop"
        assert page.number.number.text() == "415"

    def test_to_whom_the_dossier_was_sent(self, starts: Starts) -> None:
        window = starts.open()
        page = _papers(window)
        page._ask_sent()
        settle(window)
        write(page.sending.receiver, "Bà Hằng, Ban Thi đua")
        starts.break_off()
        page = take(starts.open())
        assert page.side.currentWidget() is page.sending
        assert page.sending.receiver.text() == "Bà Hằng, Ban Thi đua"

    def test_beside_which_line_to_sign_but_never_the_pin(self, starts: Starts) -> None:
        page = _papers(starts.open())
        page.table.table.choose("to_trinh")
        page._ask_signing()
        write(page.signing.beside, "PHÓ GIÁM ĐỐC")
        write(page.signing.secret, "12345678")
        starts.break_off()
        assert "12345678" not in (starts.folder / draft_file.FILE).read_text(encoding="utf-8")
        page = take(starts.open())
        assert page.side.currentWidget() is page.signing
        assert page.signing.beside.text() == "PHÓ GIÁM ĐỐC"
        assert not page.signing.secret.text()


class TestResults:
    def test_the_decision_of_the_same_file(self, starts: Starts, tmp_path: Path) -> None:
        decision = one_title(tmp_path / "qd.xlsx", [("Phạm Văn Lạ", "Sở Y tế", "")])
        window = starts.open()
        listed(window)
        page: Any = window.go("results", {"file": decision})
        settle(window)
        write(page.issuer, "Chủ tịch UBND tỉnh")
        starts.break_off()
        page = take(starts.open())
        assert page.stack.currentWidget() is page.shown
        assert page.issuer.text() == "Chủ tịch UBND tỉnh"


class TestMeeting:
    def test_the_facts_of_the_same_meeting(self, starts: Starts) -> None:
        window = starts.open()
        listed(window)
        number = meeting_states.hold(window.shell.ctx, _round(window), 16, 15, 9, 15)
        meeting_states.hold(window.shell.ctx, _round(window), 17, 17, 17, 17)
        page: Any = window.go("meeting", {"tab": "facts", "meeting": number})
        settle(window)
        prose = page.form.prose["conclusion"]
        prose.setFocus()
        type_text(prose, "Nhất trí đề nghị")
        starts.break_off()
        page = take(starts.open())
        assert page.tabs.key == "facts"
        assert page._held.sitting.meeting.id == number
        assert page.form.prose["conclusion"].toPlainText() == "Nhất trí đề nghị"


class TestRound:
    @pytest.mark.parametrize(("act", "key"), [("step", "number"), ("leave", "reason")])
    def test_a_step_of_the_same_candidates(self, starts: Starts, act: str, key: str) -> None:
        page = listed(starts.open())
        page.acts.do(act, list(page.standing.candidates[1:2]))
        write(page.side.asking.editor(key), "12/QĐ-SNgV")
        title, place = page.side.asking.accessibleName(), page.side.asking.place
        starts.break_off()
        page = take(starts.open())
        assert page.side.asking.accessibleName() == title
        assert page.side.asking.place == place
        assert page.side.asking.editor(key).text() == "12/QĐ-SNgV"

    def test_who_is_to_be_added(self, starts: Starts) -> None:
        window = starts.open()
        page = listed(window)
        page.add_new()
        settle(window)
        write(page.side.asking.editor("reason"), "thành tích đột xuất")
        starts.break_off()
        page = take(starts.open())
        assert page.side.asking.place == {"ask": "add"}
        assert page.side.asking.editor("reason").text() == "thành tích đột xuất"

    @pytest.mark.parametrize("key", ["help", "reason"])
    def test_an_entry_of_a_register_or_what_is_granted_about_a_quota(self, starts: Starts, key: str) -> None:
        page = listed(starts.open())
        if key == "help":
            page.acts.write_entry("nurturing", None, page.standing.candidates[2])
        else:
            page.acts.waive(page.standing.quota_lines()["movement"][0])
        write(page.side.asking.editor(key), "cử đi học lớp kỹ năng")
        place = page.side.asking.place
        starts.break_off()
        page = take(starts.open())
        assert page.side.asking.place == place
        assert page.side.asking.editor(key).text() == "cử đi học lớp kỹ năng"

    def test_why_the_list_is_opened_again(self, starts: Starts) -> None:
        window = starts.open()
        listed(window)
        locks.lock(window.shell.ctx, _round(window))
        page = listed(window)
        page.acts.turn_lock()
        write(page.side.asking.editor("reason"), "sửa tên một người")
        starts.break_off()
        page = take(starts.open())
        assert page.side.asking.editor("reason").text() == "sửa tên một người"

    def test_a_candidate_gone_since_leaves_the_words_to_be_copied(self, starts: Starts) -> None:
        window = starts.open()
        page = listed(window)
        gone = page.standing.candidates[1]
        page.acts.do("leave", [gone])
        write(page.side.asking.editor("reason"), "chuyển công tác")
        starts.break_off()
        window = starts.open()
        rounds.withdraw(window.shell.ctx, [gone.candidate.id])
        page = take_words(window)
        assert page.side.asking is None


class TestSettings:
    @pytest.mark.parametrize("new", [True, False])
    def test_the_fields_of_a_signer(self, starts: Starts, new: bool) -> None:
        window = starts.open()
        signers.save_signer(window.shell.ctx, Signer(name="Trần Hữu Phước", post="Giám đốc"))
        page: Any = window.go("settings", {"section": "signers"})
        page.signers.refresh()
        settle(window)
        (page.signers.add if new else page.signers.change).click()
        settle(window)
        write(page.signers.post, "Phó Giám đốc Sở")
        starts.break_off()
        page = take(starts.open())
        assert page.signers.asking
        assert page.signers.post.text() == "Phó Giám đốc Sở"
        assert page.signers.name.text() == ("" if new else "Trần Hữu Phước")


class TestManyRecords:
    def test_an_award_of_several(self, starts: Starts) -> None:
        window = starts.open()
        page: Any = window.go("records")
        settle(window)
        chosen = [row for row in page.table.things.things() if getattr(row, "code", "") in ("CB002", "CB005", "CB021")]
        page.many.start_batch("award", chosen)
        settle(window)
        write(page.many.batch.inputs["decision"].widget, "77/QĐ-SNgV")
        starts.break_off()
        page = take(starts.open())
        assert page.desk.form is page.many.batch
        assert sorted(page.many.batch.codes) == ["CB002", "CB005", "CB021"]
        assert page.many.batch.inputs["decision"].widget.text() == "77/QĐ-SNgV"

    def test_a_filter_being_mended(self, starts: Starts) -> None:
        window = starts.open()
        saved_filters.save_filter(window.shell.ctx, "Phòng Hợp tác", SubjectQuery(unit="HTQT"))
        page: Any = window.go("records")
        page.make_stale()
        settle(window)
        page._open_filter(page.filters.saved[0])
        settle(window)
        write(page.many.filter.inputs["age_to"].widget, "35")
        starts.break_off()
        page = take(starts.open())
        assert page.desk.form is page.many.filter
        assert page.many.filter.old.name == "Phòng Hợp tác"
        assert page.many.filter.inputs["age_to"].widget.text() == "35"
