"""Half-typed text survives the end of the program, however it came, and is offered on the form it was typed into."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from dienhinh_desktop.domain.drafts import Draft
from dienhinh_desktop.domain.eligibility import Door
from dienhinh_desktop.domain.year_grid import GridColumn, GridField
from dienhinh_desktop.exchange.upkeep import drafts as draft_file
from dienhinh_desktop.services import drafts
from dienhinh_desktop.ui.kit import typed
from dienhinh_desktop.ui.pages.records.card_rows import EntryRow

from .desk import settle, type_text
from .doing import press, words_of
from .starts import Starts, rest, starts, take

__all__ = ["starts"]

ROOT = Path(__file__).parents[2]
_TYPE = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from dienhinh_desktop import app as composition
from dienhinh_desktop.domain.drafts import Draft
from dienhinh_desktop.domain.eligibility import Door
from dienhinh_desktop.exchange.upkeep import drafts
from tests.ui.desk import NOW, settle, type_text

folder = Path(sys.argv[1])
app = composition.make_application()
program = composition.Program(app, folder, lambda: NOW)
assert program.open()
window = program.window
settle(window)
page = window.go("records", {"subject": "CB002", "door": Door("awards", 2025, "CSTD_CS")})
settle(window)
fields = page.desk.entry_form.inputs
type_text(fields["decision"].widget, "412/QĐ-SNgV")
fields["content"].widget.setFocus()
type_text(fields["content"].widget, "chờ bản gốc, bà Phượng giữ")

def look():
    if (folder / drafts.FILE).exists():
        print("kept", flush=True)

clock = QTimer()
clock.timeout.connect(look)
clock.start(100)
app.exec()
"""


def test_half_typed_text_survives_the_killing_of_the_program(starts: Starts) -> None:
    running = subprocess.Popen(
        [sys.executable, "-c", _TYPE, str(starts.folder)], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert running.stdout is not None
    try:
        assert running.stdout.readline().strip() == "kept"
    finally:
        running.send_signal(signal.SIGKILL) if sys.platform != "win32" else running.kill()
        running.wait()
        running.stdout.close()
    window = starts.open()
    told = words_of(window)
    assert "Lần trước chương trình dừng đột ngột. Có nội dung đang nhập lúc 09:11 chưa lưu:" in told
    assert "Thêm thành tích, " in told
    page = take(window)
    form = page.desk.entry_form
    assert page.desk.form is form
    assert form.inputs["decision"].widget.text() == "412/QĐ-SNgV"
    assert form.inputs["content"].widget.toPlainText() == "chờ bản gốc, bà Phượng giữ"
    assert form.inputs["year"].widget.text() == "2025"
    assert form.touched


def test_what_was_brought_back_can_be_kept_and_is_offered_no_more(starts: Starts) -> None:
    window = starts.open()
    page: Any = window.go("records", {"subject": "CB002", "door": Door("awards", 2025, "CSTD_CS")})
    settle(window)
    type_text(page.desk.entry_form.inputs["decision"].widget, "412/QĐ-SNgV")
    starts.break_off()
    window = starts.open()
    page = take(window)
    page.save()
    settle(window)
    assert page.desk.form is None
    window.drafts.keep()
    settle(window)
    assert not (starts.folder / draft_file.FILE).exists()
    decisions = [award.decision for award in page.desk.card.card.awards]
    assert "412/QĐ-SNgV" in decisions
    assert "Xem và giữ" not in [b.text() for b in starts.open().findChildren(type(page.new))]


def test_bo_forgets_what_was_typed(starts: Starts) -> None:
    window = starts.open()
    window.go("records", {"add": True})
    settle(window)
    type_text(window.page.desk.subject_form.inputs["name"].widget, "Trần Văn Khang")  # type: ignore[union-attr]
    starts.break_off()
    window = starts.open()
    assert "Thêm hồ sơ." in words_of(window)
    press(window, "Bỏ")
    settle(window)
    assert drafts.kept(window.shell.ctx) is None
    assert "Có nội dung đang nhập" not in words_of(window)


def test_an_answer_put_off_is_asked_again(starts: Starts) -> None:
    window = starts.open()
    window.go("records", {"add": True})
    settle(window)
    type_text(window.page.desk.subject_form.inputs["name"].widget, "Trần Văn Khang")  # type: ignore[union-attr]
    starts.break_off()
    starts.open()
    assert "Thêm hồ sơ." in words_of(starts.open())


def test_a_new_record_comes_back_with_its_kind(starts: Starts) -> None:
    window = starts.open()
    page: Any = window.go("records")
    settle(window)
    page.desk.add_subject(page.desk.subject_form.kind.__class__("TAP_THE"))
    settle(window)
    type_text(page.desk.subject_form.inputs["name"].widget, "Phòng Lễ tân")
    starts.break_off()
    page = take(starts.open())
    assert page.desk.subject_form.kind.value == "TAP_THE"
    assert page.desk.subject_form.inputs["name"].widget.text() == "Phòng Lễ tân"


def test_an_opened_entry_comes_back_as_the_same_entry(starts: Starts) -> None:
    window = starts.open()
    page: Any = window.go("records", {"subject": "CB002"})
    settle(window)
    award = page.desk.card.card.awards[0]
    page.desk.edit_entry(EntryRow("awards", award, None, ""))
    settle(window)
    field = page.desk.entry_form.inputs["decision"].widget
    field.setFocus()
    field.end(False)
    type_text(field, " (bản sao)")
    starts.break_off()
    page = take(starts.open())
    assert page.desk.entry_form.record.id == award.id
    assert page.desk.entry_form.inputs["decision"].widget.text() == f"{award.decision} (bản sao)"


def test_an_open_cell_of_the_grid_comes_back_open(starts: Starts) -> None:
    window = starts.open()
    page: Any = window.go("years", {"unit": "HTQT"})
    settle(window)
    key = (page.cells.people()[0].code, GridColumn(2023, GridField.TITLE))
    page.show_cell(key)
    page.view.edit_cell("chiến sĩ th")
    starts.break_off()
    page = take(starts.open())
    assert page.filters.unit.key == "HTQT"
    assert page.view.editor.key == key
    assert page.view.editor.text() == "chiến sĩ th"


def test_the_first_letter_typed_into_a_cell_counts(starts: Starts) -> None:
    window = starts.open()
    page: Any = window.go("years")
    settle(window)
    page.show_cell((page.cells.people()[0].code, GridColumn(2023, GridField.TITLE)))
    page.view.type_letters("c")
    assert [typed.words(field) for _name, field in typed.typed(page)] == ["c"]


def test_the_office_comes_back_in_its_section(starts: Starts) -> None:
    window = starts.open()
    page: Any = window.go("settings", {"section": "office"})
    settle(window)
    field = page.office_form.texts["signer"]
    field.selectAll()
    type_text(field, "Nguyễn Văn Hải")
    starts.break_off()
    page = take(starts.open())
    assert page.office_form.texts["signer"].text() == "Nguyễn Văn Hải"
    page.save()
    settle(starts.program.window)  # type: ignore[union-attr,arg-type]
    assert not list(typed.typed(page))


def test_a_reason_comes_back_for_the_same_person(starts: Starts) -> None:
    window = starts.open()
    page: Any = window.go("eligibility")
    settle(window)
    failing = next(row for row in page._results.rows if row.verdict.verdict.name == "KHONG_DAT" and not row.listed)
    page.listing.table.choose(failing.key)
    page.listing.put_on_list()
    type_text(page.listing.reason.field, "có thành tích đột xuất")
    starts.break_off()
    window = starts.open()
    page = take(window)
    assert page.listing.reason.field.text() == "có thành tích đột xuất"
    assert failing.verdict.subject_name in page.listing.reason.words.text()


def test_a_new_round_comes_back_with_its_name(starts: Starts) -> None:
    window = starts.open()
    page: Any = window.go("new_round")
    settle(window)
    page.year.choose("2024")
    page._propose()
    page.label.selectAll()
    type_text(page.label, "Đợt bổ sung")
    starts.break_off()
    page = take(starts.open())
    assert page.label.text() == "Đợt bổ sung"


def test_a_page_whose_field_is_gone_shows_the_words_to_be_copied(starts: Starts) -> None:
    window = starts.open()
    page: Any = window.go("records", {"subject": "CB002", "door": Door("awards", 2025, "CSTD_CS")})
    settle(window)
    type_text(page.desk.entry_form.inputs["decision"].widget, "412/QĐ-SNgV")
    held = window.drafts._held()
    lost = Draft(page="records", title="Lời nhắn", place={}, fields=held[0].fields)
    page.leave()
    drafts.keep(window.shell.ctx, (lost,))
    window.drafts._clock.stop()
    window = starts.open()
    press(window, "Xem và giữ")
    rest(window, lambda: "412/QĐ-SNgV" in words_of(window))
    press(window, "Chép")
    assert QApplication.clipboard().text() == "Số quyết định: 412/QĐ-SNgV"


def test_closing_with_a_form_half_filled_keeps_it_too(starts: Starts) -> None:
    window = starts.open()
    window.go("records", {"add": True})
    settle(window)
    type_text(window.page.desk.subject_form.inputs["name"].widget, "Trần Văn Khang")  # type: ignore[union-attr]
    told = words_of(starts.open())
    assert "Có nội dung đang nhập lúc 09:11 chưa lưu:" in told
    assert "đột ngột" not in told


def test_a_form_given_up_is_forgotten(starts: Starts) -> None:
    window = starts.open()
    page: Any = window.go("records", {"add": True})
    settle(window)
    type_text(page.desk.subject_form.inputs["name"].widget, "Trần Văn Khang")
    window.drafts.keep()
    settle(window)
    assert drafts.kept(window.shell.ctx) is not None
    page.leave()
    window.drafts.keep()
    settle(window)
    assert drafts.kept(window.shell.ctx) is None


def test_nothing_is_kept_while_nothing_is_typed(starts: Starts) -> None:
    window = starts.open()
    for name in window._makers:
        window.go(name)
        settle(window)
    page: Any = window.go("records", {"subject": "CB002"})
    settle(window)
    page.edit()
    type_text(page.search, "nguyen")
    assert window.drafts._held() == ()


def test_a_sudden_end_without_anything_typed_is_told(starts: Starts) -> None:
    (starts.folder / "logs" / "dang_mo").touch()
    window = starts.open()
    assert "Lần trước chương trình dừng đột ngột." in words_of(window)
    press(window, "Gửi nhật ký")
    settle(window)
    assert window.page is not None
    assert window.page.support.text.isVisible()  # type: ignore[attr-defined]


def test_every_kind_of_field_gives_its_words_back(starts: Starts) -> None:
    """Whatever a record form is made of can be typed into, read and put back."""
    window = starts.open()
    page: Any = window.go("records", {"subject": "CB002"})
    settle(window)
    page.edit()
    settle(window)
    before = {name: typed.words(field) for name, field in typed.fields(page)}
    assert len(before) >= 10
    for name, field in typed.fields(page):
        typed.put(field, before[name])
    assert {name: typed.words(field) for name, field in typed.fields(page)} == before
    assert not page.desk.form.touched
    kinds = {type(field) for _name, field in typed.fields(page)}
    assert any(issubclass(kind, QPlainTextEdit) for kind in kinds)
    assert any(issubclass(kind, QLineEdit) for kind in kinds)


def test_a_secret_is_never_kept(starts: Starts) -> None:
    window = starts.open()
    field = QLineEdit("mật khẩu", window.go("records"))
    field.setAccessibleName("Mật khẩu")
    field.show()
    field.setModified(True)
    assert [name for name, _field in typed.typed(window.page)] == ["Mật khẩu"]  # type: ignore[arg-type]
    field.setEchoMode(QLineEdit.EchoMode.Password)
    assert not list(typed.typed(window.page))  # type: ignore[arg-type]


def test_a_disk_that_refuses_is_told_once_and_tried_again(starts: Starts, monkeypatch: pytest.MonkeyPatch) -> None:
    window = starts.open()
    said: list[str] = []
    window.shell.said.connect(said.append)
    (starts.folder / draft_file.FILE).mkdir()
    page: Any = window.go("records", {"add": True})
    settle(window)
    type_text(page.desk.subject_form.inputs["name"].widget, "Trần")
    for _turn in range(3):
        window.drafts.keep()
        settle(window)
    assert len([words for words in said if words.startswith("Chưa giữ được nội dung đang nhập: ")]) == 1
    (starts.folder / draft_file.FILE).rmdir()
    window.drafts.keep()
    settle(window)
    assert drafts.kept(window.shell.ctx) is not None


def test_the_clock_looks_every_five_seconds(starts: Starts) -> None:
    window = starts.open()
    assert window.drafts._clock.isActive()
    assert timedelta(milliseconds=window.drafts._clock.interval()) == timedelta(seconds=5)
