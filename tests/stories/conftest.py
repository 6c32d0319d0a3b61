"""The steps of the stories: Biết (what there is), Khi (what the clerk does), Thì (what the clerk sees)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from shutil import copyfile
from typing import Any

import openpyxl
import pypdfium2
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytest_bdd import given, parsers, then, when

from dienhinh_desktop import resources
from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.upkeep import Changes, Kind
from dienhinh_desktop.domain.views import SubjectQuery
from dienhinh_desktop.rules.packs import Pack
from dienhinh_desktop.services import delivery, records, rounds
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui import theme
from dienhinh_desktop.ui.pages.documents import DocumentsPage
from tests.exchange.signing_kit import PASSPHRASE, Authority, scanned
from tests.services.decisions import one_title
from tests.ui.conftest import dressed, practice, qapp_args
from tests.ui.desk import NOW
from tests.ui.doing import _Answers, answer
from tests.ui.list_states import made_list

from . import district, whole_round
from .clerk import Clerk
from .desk_steps import *  # noqa: F403 - steps are found by their place
from .proof_steps import *  # noqa: F403

__all__ = ["answer", "dressed", "practice", "qapp_args"]


def words(text: str) -> parsers.re:
    """Read a step whose quoted words, named here, are any words without a quotation mark."""
    return parsers.re(re.sub(r'"(\w+)"', r'"(?P<\1>[^"]*)"', text))


@pytest.fixture
def clerk(qapp: QApplication, dressed: theme.Theme, tmp_path: Path) -> Iterator[Clerk]:
    """A clerk before a program that is put away after the story."""
    made = Clerk(qapp, tmp_path)
    yield made
    made.program.close()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme.apply(qapp)


# --- Biết -----------------------------------------------------------------------------------------------------------


@given("chương trình mở trên một thư mục mới")
def new_folder(clerk: Clerk) -> None:
    clerk.open()


@given("sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025")
def practice_records(clerk: Clerk, practice: tuple[Path, Context]) -> None:
    clerk.open(practice[0])


@given("một danh sách khen thưởng do Phòng Lãnh sự - Lễ tân tự làm", target_fixture="brought")
def units_own_list(clerk: Clerk) -> Path:
    return made_list(clerk.tray)


@given(words('quyết định khen thưởng của tỉnh có tên "name"'), target_fixture="brought")
def decision_of_the_province(clerk: Clerk, name: str) -> Path:
    return one_title(clerk.tray / "quyet_dinh.xlsx", [(name, "Văn phòng Sở", "")])


@given("tệp sổ dữ liệu Excel của sở", target_fixture="brought")
def workbook(clerk: Clerk) -> Path:
    target = clerk.tray / "so_du_lieu.xlsx"
    copyfile(resources.path("practice", "so_ngoai_vu_mau.xlsx"), target)
    return target


@given("huyện mẫu chưa nhận gói nào, mười hai xã, thị trấn đã gửi gói", target_fixture="sent")
def district_folder(
    clerk: Clerk, tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue, packs: Mapping[str, Pack]
) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("huyen_mau")
    made = district.prepare(folder, catalogue, packs)
    clerk.now = district.NOW
    clerk.open(folder / "huyen")
    return made


@given(words('một tệp khóa ký số của "name"'), target_fixture="key_file")
def key_file(clerk: Clerk, name: str) -> Path:
    start = NOW.astimezone() - timedelta(days=9)
    return Authority().person(name, start=start, end=start + timedelta(days=900)).p12(clerk.tray)


# --- Khi ------------------------------------------------------------------------------------------------------------


@when(words('bấm "button"'))
def presses(clerk: Clerk, button: str) -> None:
    clerk.press(button)


@when(words('nhấn phím "keys"'))
def presses_key(clerk: Clerk, keys: str) -> None:
    clerk.key(keys)


@when(words('gõ "text" vào ô "field"'))
def types(clerk: Clerk, text: str, field: str) -> None:
    clerk.write(text, field)


@when(words('chọn "text" ở ô "field"'))
def chooses(clerk: Clerk, text: str, field: str) -> None:
    clerk.choose(text, field)


@when("chờ một giây")
def waits(clerk: Clerk) -> None:
    QTest.qWait(1000)
    clerk.rest()


@when(words('đứng ở ô "heading" năm "year" của "name"'))
def stands_in(clerk: Clerk, heading: str, year: str, name: str) -> None:
    clerk.stand_in(heading, year, name)


@when(words('gõ "text" vào lưới'))
def types_in_grid(clerk: Clerk, text: str) -> None:
    clerk.type_in_cell(text)


@when(words('chọn câu trả lời "text"'))
def chooses_option(clerk: Clerk, text: str) -> None:
    clerk.choose_option(text)


@when(words('chọn dòng "text" trong bảng "table"'))
def chooses_row(clerk: Clerk, text: str, table: str) -> None:
    clerk.choose_row(text, table)


@when(words('chọn thêm dòng "text" trong bảng "table"'))
def chooses_further_row(clerk: Clerk, text: str, table: str) -> None:
    clerk.choose_row(text, table, Qt.KeyboardModifier.ControlModifier)


@when(words('chọn "text" trong trình đơn "button"'))
def chooses_in_menu(clerk: Clerk, text: str, button: str) -> None:
    clerk.choose_in_menu(text, button)


@when(words('bấm "button" ở dòng "text" trong bảng "table"'))
def presses_in_row(clerk: Clerk, button: str, text: str, table: str) -> None:
    clerk.press_in_row(button, text, table)


@when(words('bấm nút cạnh tiêu chí "text"'))
def presses_at_criterion(clerk: Clerk, text: str) -> None:
    clerk.press_at_criterion(text)


@when("thả tệp ấy vào trang")
def drops(clerk: Clerk, brought: Path) -> None:
    clerk.drop(brought)


@when("chỉ tệp khóa ấy và gõ mật khẩu của nó")
def names_key(clerk: Clerk, key_file: Path) -> None:
    clerk.write(str(key_file), "Tệp khóa")
    clerk.write(PASSPHRASE, "Mã PIN, mật khẩu")


@when("thả bản quét của văn bản ấy vào trang")
def drops_scan(clerk: Clerk) -> None:
    page: Any = clerk.window.page
    target = clerk.tray / "ban_quet.pdf"
    target.write_bytes(scanned(delivery.pdf_of(clerk.window.shell.ctx, page.table.table.current().issued)))
    clerk.drop(target)


@when(parsers.re(r'năm sinh của "(?P<code>\w+)" được sửa thành (?P<year>\d{4})'))
def birth_is_mended(clerk: Clerk, code: str, year: str) -> None:
    ctx = clerk.window.shell.ctx
    done = records.save_subject(ctx, replace(records.open_card(ctx, code).subject, birth=PartialDate(int(year))))
    clerk.window.shell.operations.changed.emit(Changes(frozenset({Kind.RECORDS})))
    assert done is not None
    clerk.rest()


@when("máy mất điện rồi mở lại chương trình")
def power_cut(clerk: Clerk) -> None:
    clerk.break_off()
    clerk.open()


@when("chờ mẫu mở lại")
def form_is_back(clerk: Clerk) -> None:
    clerk.wait_for_form()


@when(words('định ghi ra tệp "name"'))
def means_to_write(clerk: Clerk, answer: _Answers, name: str) -> None:
    answer.save(clerk.tray / name)


@when(words('định ghi vào thư mục "name"'))
def means_to_fill(clerk: Clerk, answer: _Answers, name: str) -> None:
    (clerk.tray / name).mkdir()
    answer.folder(clerk.tray / name)


@when(words('định mở tệp "name"'))
def means_to_open(clerk: Clerk, answer: _Answers, name: str) -> None:
    answer.open(clerk.tray / name)


@when(words('thả gói bị sửa của "unit" vào trang'))
def drops_altered(clerk: Clerk, sent: dict[str, Path], unit: str) -> None:
    clerk.drop(district.altered(sent[unit], clerk.tray / f"{unit}.zip"))


@when(words('thả gói của "unit" vào trang'))
def drops_package(clerk: Clerk, sent: dict[str, Path], unit: str) -> None:
    clerk.drop(sent[unit])


@when(words('thả rồi gộp gói của "units"'))
def drops_and_merges(clerk: Clerk, sent: dict[str, Path], units: str) -> None:
    for unit in units.split(", "):
        clerk.drop(sent[unit])
        clerk.press("Gộp vào sổ")


@when(words('đưa mọi người đã đăng ký vào đợt "name"'))
def everybody_chosen(clerk: Clerk, name: str) -> None:
    assert name == district.ROUND
    district.choose_everybody(clerk.window.shell.ctx)
    clerk.rest()


@when(words('gõ lần lượt "numbers" vào bảng "table"'))
def types_down(clerk: Clerk, numbers: str, table: str) -> None:
    clerk.type_down(numbers.split(", "), table)


@when(words('mở thẻ "tab"'))
def opens_tab(clerk: Clerk, tab: str) -> None:
    clerk.open_tab(tab)


@when(words('dán "cells" vào bảng "table"'))
def pastes(clerk: Clerk, cells: str, table: str) -> None:
    clerk.paste_below(cells.split(" | "), table)


@when(words('gõ "text" vào cột "heading" của dòng "row" trong bảng "table"'))
def types_at(clerk: Clerk, text: str, heading: str, row: str, table: str) -> None:
    clerk.type_at(text, heading, row, table)


@when("mở các mục đạt")
def unfolds(clerk: Clerk) -> None:
    clerk.press_beginning("mục đạt")


# --- Thì ------------------------------------------------------------------------------------------------------------


@then(parsers.re(r"người mới làm hết chưa tới (?P<minutes>\d+) phút"))
def quick(clerk: Clerk, minutes: str) -> None:
    assert clerk.clicks > 5, "what was done was not counted"
    assert clerk.seconds < 60 * int(minutes), f"{clerk.clicks} clicks, {clerk.strokes} keys"


@then(words('trang "title" hiện ra'))
def is_on_page(clerk: Clerk, title: str) -> None:
    assert clerk.window.page is not None
    assert clerk.window.page.title == title


@then(words('thấy "text"'))
def sees(clerk: Clerk, text: str) -> None:
    assert text in clerk.words(), clerk.words()


@then(words('không thấy "text"'))
def sees_not(clerk: Clerk, text: str) -> None:
    assert text not in clerk.words()


@then(words('ô "heading" năm "year" của "name" là "text"'))
def cell_says(clerk: Clerk, heading: str, year: str, name: str, text: str) -> None:
    assert clerk.cell(heading, year, name) == text


@then(words('ô "field" ghi "text"'))
def field_says(clerk: Clerk, field: str, text: str) -> None:
    assert clerk.value(field) == text


@then(words('bảng "table" có dòng "text"'))
def table_holds(clerk: Clerk, table: str, text: str) -> None:
    assert any(text in row for row in clerk.cells(table)), clerk.cells(table)


@then(words('bảng "table" không có dòng "text"'))
def table_holds_not(clerk: Clerk, table: str, text: str) -> None:
    assert not any(text in row for row in clerk.cells(table)), clerk.cells(table)


@then(parsers.re(r"sổ có (?P<count>\d+) hồ sơ"))
def records_hold(clerk: Clerk, count: str) -> None:
    assert records.find_subjects(clerk.window.shell.ctx, SubjectQuery()).total == int(count)


@then(words('đợt đang xét có cách hiểu "reading" là "option"'))
def round_reads(clerk: Clerk, reading: str, option: str) -> None:
    held = clerk.window.shell.round
    assert held is not None
    assert held.id is not None
    kept = next(item for item in rounds.rounds(clerk.window.shell.ctx) if item.id == held.id)
    assert kept.readings == {reading: option}


@then(words('tệp Excel "name" có chữ "text"'))
def workbook_says(clerk: Clerk, name: str, text: str) -> None:
    sheet = openpyxl.load_workbook(clerk.tray / name).worksheets[0]
    assert any(text in str(cell.value) for line in sheet.iter_rows() for cell in line if cell.value is not None)


@then(parsers.re(r'thư mục "(?P<name>[^"]*)" có (?P<count>\d+) tệp PDF'))
def folder_holds(clerk: Clerk, name: str, count: str) -> None:
    files = sorted((clerk.tray / name).glob("*.pdf"))
    assert len(files) == int(count)
    for file in files:
        with pypdfium2.PdfDocument(file) as paper:
            assert len(paper) > 0


@then(words('bản xem trước có chữ "text"'))
def preview_says(clerk: Clerk, text: str) -> None:
    page = clerk.window.page
    assert isinstance(page, DocumentsPage)
    assert page._pdf is not None
    with pypdfium2.PdfDocument(page._pdf) as shown:
        said = " ".join(one.get_textpage().get_text_bounded() for one in shown)
    assert text in " ".join(said.split())


@then(words('tệp "name" đã có'))
def file_is_there(clerk: Clerk, name: str) -> None:
    assert (clerk.tray / name).stat().st_size > 10_000


@then(words('hộ "name" đứng một dòng trong danh sách với cả "first" và "second"'))
def household_once(clerk: Clerk, name: str, first: str, second: str) -> None:
    assert district.introducers(clerk.window.shell.ctx, name) == [(first, second)]


@then(parsers.re(r'gói "(?P<name>[^"]*)" còn nguyên và đưa (?P<count>\d+) đối tượng, có "(?P<who>[^"]*)"'))
def package_holds(clerk: Clerk, name: str, count: str, who: str) -> None:
    found = whole_round.put_forward(clerk.window.shell.ctx, clerk.tray / name)
    assert len(found) == int(count)
    assert who in found
