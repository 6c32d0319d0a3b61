"""Ký, in, gửi in the window: papers issued, numbered, signed, printed, taken back, packed, noted as sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.issued import PaperState
from dienhinh_desktop.domain.rounds import Choice
from dienhinh_desktop.services import delivery, records, rounds
from dienhinh_desktop.services.context import Context, Memory
from dienhinh_desktop.services.opening import open_context
from dienhinh_desktop.storage.database import Database
from dienhinh_desktop.ui import printing
from dienhinh_desktop.ui.pages.delivery import DeliveryPage, print_desk
from dienhinh_desktop.ui.window import Window

from ..exchange.signing_kit import PASSPHRASE, Authority, scanned
from .desk import NOW, settle, type_text
from .doing import _Answers, answer, drop, press, to_file, visit, words_of

__all__ = ["answer"]
Open = Callable[..., Window]
CHOSEN = (("HTQT", "TAP_THE"), ("CB005", "COT_CAN"))
KEYS = ("to_trinh", "danh_sach", "bien_ban_hop", "ban_dang_ky:CB005")


@pytest.fixture(scope="module")
def issued(practice: tuple[Path, Context], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice folder with two candidates and some of their papers issued."""
    folder = tmp_path_factory.mktemp("issued") / "so"
    copytree(practice[0], folder)
    with open_context(folder, "người thử", lambda: NOW) as ctx:
        number = rounds.rounds(ctx)[0].id
        assert number is not None
        rounds.register(ctx, number, [Choice(subject=code, field=field) for code, field in CHOSEN])
        delivery.issue(ctx, number, KEYS)
    return folder


@pytest.fixture
def ctx(tmp_path: Path, issued: Path, practice: tuple[Path, Context]) -> Iterator[Context]:
    """A context on a fresh copy of that folder, on a clock that goes on."""
    copytree(issued, tmp_path / "so")
    at = [NOW]

    def now() -> datetime:
        at[0] += timedelta(seconds=1)
        return at[0]

    with Database.open(tmp_path / "so", now=lambda: NOW) as db:
        yield replace(
            practice[1], db=db, now=now, memory=replace(practice[1].memory, trouble="", book=None, judged=None)
        )


@pytest.fixture
def window(open_window: Open, ctx: Context) -> Window:
    return open_window(ctx, "delivery")


@pytest.fixture
def page(window: Window) -> DeliveryPage:
    assert isinstance(window.page, DeliveryPage)
    return window.page


def choose(window: Window, page: DeliveryPage, key: str) -> Any:
    assert page.table.table.choose(key)
    settle(window)
    return page.table.table.current()


def row(page: DeliveryPage, key: str) -> Any:
    return next(item for item in page.table.table.things.things() if item.key == key)


def number_request(window: Window, page: DeliveryPage, number: str = "412") -> None:
    choose(window, page, "to_trinh")
    page.edit()
    page.number.number.setText(number)
    page.number.day.setText("8/12/2025")
    press(page.number, "Ghi")
    settle(window)


def scan_of(ctx: Context, item: Any, path: Path) -> Path:
    path.write_bytes(scanned(delivery.pdf_of(ctx, item.issued)))
    return path


def test_every_paper_of_the_dossier_stands_in_its_order_with_its_state(page: DeliveryPage) -> None:
    rows = page.table.table.things.things()
    assert [(item.name, item.state) for item in rows[:6]] == [
        ("Tờ trình", PaperState.WAITING),
        ("Danh sách đăng ký", PaperState.WAITING),
        ("Danh sách trích ngang", PaperState.MISSING),
        ("Bảng tổng hợp theo đơn vị", PaperState.MISSING),
        ("Biên bản họp", PaperState.WAITING),
        ("Biên bản kiểm phiếu", PaperState.MISSING),
    ]
    said = words_of(page)
    assert "0/10 văn bản đã ký" in said
    assert "6 văn bản chưa lập" in said
    assert page.issue.accessibleName() == "Lập lại 6 văn bản"


def test_without_papers_the_page_offers_to_make_them_and_the_way_to_step_four(
    open_window: Open, practice: Any, tmp_path: Path
) -> None:
    copytree(practice[0], tmp_path / "ban_dau")
    with Database.open(tmp_path / "ban_dau", now=lambda: NOW) as db:
        ctx = replace(practice[1], db=db, memory=Memory())
        number = rounds.rounds(ctx)[0].id
        assert number is not None
        rounds.register(ctx, number, [Choice(subject="CB005", field="COT_CAN")])
        window = open_window(ctx, "delivery")
        page = visit(window, DeliveryPage)
        assert "Chưa có văn bản nào." in words_of(page)
        press(page.nothing, "Lập bộ văn bản")
        settle(window)
        assert row(page, "to_trinh").issued is not None
        window.close()


def test_without_a_round_there_is_nothing_to_sign(open_window: Open, empty_ctx: Context) -> None:
    page = visit(open_window(empty_ctx, "delivery"), DeliveryPage)
    assert "Chưa có đợt nào nên chưa có văn bản để ký, gửi." in words_of(page)


def test_number_and_day_are_filled_in_the_window_and_stand_on_the_paper(
    window: Window, page: DeliveryPage, ctx: Context
) -> None:
    number_request(window, page)
    item = row(page, "to_trinh")
    assert (item.issued.number, item.issued.day.isoformat()) == ("412/TTr-SNgV", "2025-12-08")
    with pypdfium2.PdfDocument(delivery.pdf_of(ctx, item.issued)) as paper:
        assert "412/TTr-SNgV" in paper[0].get_textpage().get_text_bounded()
    assert page.side.currentWidget() is page.package


def test_a_wrong_day_is_said_under_its_field_and_nothing_is_kept(window: Window, page: DeliveryPage) -> None:
    choose(window, page, "to_trinh")
    page.edit()
    page.number.day.setText("32/12/2025")
    page.number.copies.setText("nhiều")
    press(page.number, "Ghi")
    said = words_of(page.number)
    assert "Ghi số từ 0 đến 99." in said
    assert row(page, "to_trinh").issued.day is None


def test_a_paper_is_signed_in_the_window_with_a_key_file_and_the_secret_is_forgotten(
    window: Window, page: DeliveryPage, tmp_path: Path
) -> None:
    number_request(window, page)
    start = datetime(2025, 11, 1).astimezone()
    who = Authority().person("Nguyễn Thị Ngọc My", start=start, end=start + timedelta(days=900))
    choose(window, page, "to_trinh")
    press(page.table, "Ký số")
    page.signing.key.show_path(who.p12(tmp_path))
    type_text(page.signing.secret, PASSPHRASE)
    press(page.signing, "Ký 1 văn bản")
    settle(window)
    item = row(page, "to_trinh")
    assert item.state is PaperState.SIGNED
    assert item.signed.signers == ("Nguyễn Thị Ngọc My",)
    assert page.signing.secret.text() == ""
    window.shell.preferences.sync()
    kept = Path(window.shell.preferences.fileName()).read_text(encoding="utf-8")
    assert PASSPHRASE not in kept
    assert ".p12" in kept
    choose(window, page, "to_trinh")
    press(page.table, "Ký số")
    assert page.signing.role.key == "co_quan"


def test_signing_without_the_library_of_a_token_says_what_to_do(
    window: Window, page: DeliveryPage, tmp_path: Path
) -> None:
    number_request(window, page)
    choose(window, page, "to_trinh")
    press(page.table, "Ký số")
    page.signing.way.choose("token")
    page.signing._fit()
    page.signing.library.show_path(tmp_path / "khong_co.so")
    page.signing.secret.setText("1234")
    press(page.signing, "Ký 1 văn bản")
    settle(window)
    assert "cài trình điều khiển, hoặc chọn đúng tệp" in words_of(page)
    assert row(page, "to_trinh").signed is None


def test_signing_asks_for_key_and_secret_before_anything_else(window: Window, page: DeliveryPage) -> None:
    choose(window, page, "danh_sach")
    press(page.table, "Ký số")
    page.signing.key.show_path(None)
    press(page.signing, "Ký 1 văn bản")
    said = words_of(page.signing)
    assert "Chưa chọn tệp." in said
    assert "Chưa nhập mã PIN, mật khẩu." in said


def test_a_scan_without_words_is_tied_by_the_code_typed(
    window: Window, page: DeliveryPage, ctx: Context, tmp_path: Path
) -> None:
    item = choose(window, page, "bien_ban_hop")
    drop(window, page, scan_of(ctx, item, tmp_path / "quet.pdf"))
    assert "quet.pdf là hình, không có chữ để đọc mã." in words_of(page.receive)
    page.receive.paper.choose("")
    type_text(page.receive.code, "K7M3")
    press(page.receive, "Nhận")
    settle(window)
    assert "gõ sai hoặc thiếu chữ" in words_of(page)
    page.receive.code.setText(item.issued.code.lower())
    press(page.receive, "Nhận")
    settle(window)
    assert row(page, "bien_ban_hop").state is PaperState.SIGNED
    assert "Đã nhận bản đã ký của Biên bản họp: bản quét của bản ký tay." in words_of(page)


def test_a_signed_file_with_words_is_tied_by_itself(
    window: Window, page: DeliveryPage, ctx: Context, answer: _Answers, tmp_path: Path
) -> None:
    item = row(page, "danh_sach")
    file = tmp_path / "ky.pdf"
    file.write_bytes(delivery.pdf_of(ctx, item.issued) + b"\n")
    answer.open(file)
    page.add_new()
    settle(window)
    assert row(page, "danh_sach").state is PaperState.SIGNED


def test_lines_that_differ_are_shown_and_the_paper_is_made_anew(
    window: Window, page: DeliveryPage, ctx: Context
) -> None:
    card = records.open_card(ctx, "CB005")
    records.save_subject(ctx, replace(card.subject, birth=PartialDate(1977)))
    page.reload()
    settle(window)
    choose(window, page, "danh_sach")
    QTest.keyClick(page.table.table, Qt.Key.Key_Insert)
    said = words_of(page.changes)
    assert "Bản đã lập khác dữ liệu hiện tại: 1 dòng." in said
    assert "trong văn bản: 1973" in said
    assert "trong sổ: 1977" in said
    press(page.changes, "Lập lại văn bản này")
    settle(window)
    assert not row(page, "danh_sach").changes
    assert row(page, "ban_dang_ky:CB005").changes


def test_all_papers_are_seen_before_they_are_printed_and_printing_is_noted(
    window: Window, page: DeliveryPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = tmp_path / "in.pdf"

    monkeypatch.setattr(printing, "ask_printer", lambda _parent: to_file(printed))
    choose(window, page, "to_trinh")
    page.edit()
    page.number.copies.setText("2")
    press(page.number, "Ghi")
    settle(window)
    page.print_out()
    settle(window)
    seen = page.prints.card.view.pages
    assert page.stack.currentWidget() is page.prints.card
    assert seen == sum(item.issued.pages for item in page.table.table.things.things() if item.issued)
    page.print_out()
    settle(window)
    with pypdfium2.PdfDocument(printed) as sheets:
        assert len(sheets) == seen + row(page, "to_trinh").issued.pages
        widths = {round(sheets[n].get_width()) for n in range(len(sheets))}
    assert widths == {595, 842}
    assert row(page, "to_trinh").issued.printed == 2
    page.leave()
    assert page.stack.currentWidget() is page._panes


def test_words_are_found_in_the_pages_and_enter_goes_on(window: Window, page: DeliveryPage) -> None:
    choose(window, page, "to_trinh")
    press(page.table, "Xem")
    settle(window)
    page.seek()
    card = page.prints.card
    type_text(card.search, "điển hình")
    QTest.keyClick(card.search, Qt.Key.Key_Return)
    settle(window)
    said = card.hits.text()
    assert said.startswith("1 trong ")
    QTest.keyClick(card.search, Qt.Key.Key_Return)
    assert card.hits.text() == said.replace("1 trong", "2 trong")
    card.search.setText("không có trong văn bản")
    QTest.keyClick(card.search, Qt.Key.Key_Return)
    settle(window)
    assert card.hits.text() == "không thấy"


def test_pages_are_shown_at_their_real_size_and_fitted_again(window: Window, page: DeliveryPage) -> None:
    page.print_out()
    settle(window)
    card = page.prints.card
    press(card, "Vừa trang")
    settle(window)
    assert card.zoom.text() == "100 %"
    press(card, "Phóng to (Ctrl+lăn chuột)")
    assert card.zoom.text() == "125 %"
    press(card, "125 %")
    assert card.zoom.text() == "Vừa trang"


def test_the_package_is_made_with_what_is_signed_and_then_noted_as_sent(
    window: Window, page: DeliveryPage, answer: _Answers, tmp_path: Path
) -> None:
    answer.save(tmp_path / "goi.zip")
    press(page.package, "Tạo gói")
    settle(window)
    assert (tmp_path / "goi.zip").stat().st_size > 10_000
    assert "Đã lập gói goi.zip: 2 đối tượng" in words_of(page)
    press(page.package, "Ghi đã gửi")
    settle(window)
    page.sending.way.choose("zalo")
    assert page.sending.milestone.key == ""
    page.sending.milestone.choose("HT_M09")
    press(page.sending, "Ghi đã gửi")
    settle(window)
    assert "Đã gửi ngày 20/12/2025, zalo, Ban Thi đua - Khen thưởng tỉnh. Chờ kết quả." in words_of(page.package)
    assert window.desk._bar.steps[5].step.count == "Đã gửi 20/12/2025"
    press(page.package, "Nhận kết quả")
    settle(window)
    assert window.page is window.pages["results"]
    with window.shell.ctx.db.read() as reader:
        documents = reader.records(kinds={"plan_documents"}).plan_documents
    assert [row.date for row in documents if row.milestone == "HT_M09"] == [NOW.date()]
    visit(window, DeliveryPage)
    assert {item.state for item in page.table.table.things.things() if item.issued} == {PaperState.SENT}


def test_the_dossier_is_written_as_plain_files(
    window: Window, page: DeliveryPage, answer: _Answers, tmp_path: Path
) -> None:
    answer.folder(tmp_path / "ra")
    press(page.package, "Ghi ra thư mục")
    settle(window)
    assert min(file.name for file in (tmp_path / "ra").iterdir()) == "01_ToTrinh.pdf"
    assert "Đã ghi 4 văn bản vào thư mục" in words_of(page)


def test_esc_goes_back_from_a_card_to_the_package(window: Window, page: DeliveryPage) -> None:
    choose(window, page, "to_trinh")
    page.edit()
    assert page.side.currentWidget() is page.number
    page.leave()
    assert page.side.currentWidget() is page.package


def bound_scan(ctx: Context, page: DeliveryPage, keys: tuple[str, ...], path: Path) -> Path:
    """Write a scan of several papers one after the other, as a scanner gives it: pictures without words."""
    items = [row(page, key) for key in keys]
    path.write_bytes(scanned(delivery.pages_of(ctx, items, signed=False)))
    return path


def test_a_bound_scan_is_parted_by_page_and_code_and_every_paper_gets_its_pages(
    window: Window, page: DeliveryPage, ctx: Context, tmp_path: Path
) -> None:
    drop(window, page, bound_scan(ctx, page, ("to_trinh", "danh_sach"), tmp_path / "hai.pdf"))
    settle(window)
    assert "hai.pdf là hình, không có chữ để đọc mã." in words_of(page.receive)
    press(page.receive, "Chia cho nhiều văn bản")
    settle(window)
    split = page.split
    assert split.isVisible()
    assert split.pages.pages == sum(row(page, key).issued.pages for key in ("to_trinh", "danh_sach"))
    assert not split.go.isEnabled()
    ends = row(page, "to_trinh").issued.pages
    split.last.setFocus()
    split.last.setText(str(ends))
    QTest.keyClick(split.last, Qt.Key.Key_Return)
    settle(window)
    assert split.parts[0].words == ("1" if ends == 1 else f"1–{ends}")
    split.code.setText(row(page, "to_trinh").issued.code.lower())
    QTest.keyClick(split.code, Qt.Key.Key_Return)
    settle(window)
    assert split.table.current().first == ends + 1  # the part not clear yet comes in hand
    split.paper.choose("danh_sach")
    split.paper.picked.emit("danh_sach")
    settle(window)
    assert f"Đã rõ {split.parts[-1].last}/{split.parts[-1].last} trang." in words_of(split)
    press(split, "Nhận 2 văn bản")
    settle(window)
    assert not split.isVisible()
    assert "Đã nhận hai.pdf: 2 văn bản" in words_of(page)
    assert {row(page, key).state for key in ("to_trinh", "danh_sach")} == {PaperState.SIGNED}
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    assert {row(page, key).state for key in ("to_trinh", "danh_sach")} == {PaperState.WAITING}


def test_a_bound_scan_with_words_is_parted_by_its_codes_at_once_and_esc_leaves_it(
    window: Window, page: DeliveryPage, ctx: Context, tmp_path: Path
) -> None:
    file = tmp_path / "hai.pdf"
    file.write_bytes(delivery.pages_of(ctx, [row(page, key) for key in ("to_trinh", "danh_sach")], signed=False))
    drop(window, page, file)
    settle(window)
    assert page.split.isVisible()
    assert [part.issued and part.issued.key for part in page.split.parts] == ["to_trinh", "danh_sach"]
    page.split.last.setText("99")
    page.split._end()
    assert "Trang 99 ngoài phần này" in words_of(page.split)
    page.leave()
    settle(window)
    assert not page.split.isVisible()
    assert {row(page, key).signed for key in ("to_trinh", "danh_sach")} == {None}


def lines_of(page: DeliveryPage) -> dict[str, Any]:
    """Return the lines of the menu of the paper in hand."""
    menu = QMenu(page)
    page.table.table.menu_filling.emit(menu)
    return {act.text(): act for act in menu.actions() if act.text()}


def test_a_paper_is_left_out_of_what_is_sent_by_its_menu_and_put_back(window: Window, page: DeliveryPage) -> None:
    choose(window, page, "bien_ban_hop")
    lines_of(page)["Bỏ khỏi bộ gửi"].trigger()
    settle(window)
    assert not row(page, "bien_ban_hop").goes
    assert "0/9 văn bản đã ký" in words_of(page)
    choose(window, page, "bien_ban_hop")
    lines_of(page)["Đưa vào bộ gửi"].trigger()
    settle(window)
    assert "0/10 văn bản đã ký" in words_of(page)


def test_an_earlier_version_of_a_paper_is_seen_as_it_was(window: Window, page: DeliveryPage, ctx: Context) -> None:
    first = row(page, "to_trinh").issued
    number_request(window, page)
    choose(window, page, "to_trinh")
    lines_of(page)["Các bản đã lập…"].trigger()
    settle(window)
    menu = next(made for made in page.table.table.findChildren(QMenu) if "Các bản đã lập" in made.accessibleName())
    now, before = menu.actions()
    assert now.isChecked()
    assert before.text().startswith(first.code)
    before.trigger()
    settle(window)
    assert page.prints.card.isVisible()
    assert page.prints._rows[0].issued == first
    page.leave()


def test_lines_that_cannot_be_done_now_are_grey(window: Window, page: DeliveryPage) -> None:
    choose(window, page, "bien_ban_kiem_phieu")  # not made yet
    lines = lines_of(page)
    assert not lines["Xem"].isEnabled()
    assert not lines["Ký số…"].isEnabled()
    assert not lines["Các bản đã lập…"].isEnabled()
    assert lines["Bỏ khỏi bộ gửi"].isEnabled()


def test_of_very_many_pages_only_the_first_papers_are_looked_at_and_all_are_printed(
    window: Window, page: DeliveryPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first = row(page, "to_trinh").issued.pages
    monkeypatch.setattr(print_desk, "_MOST_SHOWN", first)
    page.print_out()
    settle(window)
    assert page.prints.card.view.pages == first
    assert "4 văn bản, xem 1 văn bản đầu, in đủ cả" in page.prints.card.name.text()
    printer = to_file(tmp_path / "in.pdf")
    monkeypatch.setattr(printing, "ask_printer", lambda _page: printer)
    page.prints.print_pages()
    settle(window)
    with pypdfium2.PdfDocument(tmp_path / "in.pdf") as printed:
        assert len(printed) == sum(row(page, key).issued.pages for key in KEYS)
