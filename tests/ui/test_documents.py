"""Danh sách, biểu mẫu in the window: the check, the pages seen, the files written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton

from dienhinh_desktop.domain.documents import CheckLevel, ListKind, PaperKind
from dienhinh_desktop.domain.errors import Cancelled
from dienhinh_desktop.services import documents, records
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui import printing
from dienhinh_desktop.ui.pages.documents import DocumentsPage
from dienhinh_desktop.ui.pages.records.page import RecordsPage
from dienhinh_desktop.ui.window import Window

from ..exchange.pdf_reading import texts
from .desk import settle, type_text
from .doing import _Answers, answer, press, to_file, visit, words_of

__all__ = ["answer"]
Open = Callable[..., Window]


@pytest.fixture
def window(open_window: Open, chosen: Context) -> Window:
    return open_window(chosen, "documents")


@pytest.fixture
def page(window: Window) -> DocumentsPage:
    assert isinstance(window.page, DocumentsPage)
    return window.page


def _without_birth(ctx: Context) -> None:
    card = records.open_card(ctx, "CB005")
    records.save_subject(ctx, replace(card.subject, birth=None))


def test_the_round_has_a_list_and_the_forms_of_everybody(page: DocumentsPage) -> None:
    papers = page.papers.table.things.things()
    assert [paper.name for paper in papers] == [
        "Danh sách đăng ký",
        "DS trích ngang",
        "Bảng tổng hợp",
        "Kế hoạch bồi dưỡng",
        "Tờ trình",
        "Phiếu bầu",
        "Bảng ghi phiếu",
        "Biên bản kiểm phiếu",
        "Biên bản họp",
        "Báo cáo sơ kết",
        "Báo cáo tổng kết",
        "Phòng Hợp tác quốc tế",
        "Lưu Hoàng An",
        "Nguyễn Kim Thương",
    ]
    assert papers[0].about == "03 dòng"


def test_the_page_shown_is_the_paper_in_hand(window: Window, page: DocumentsPage) -> None:
    assert page.preview.name.text() == "Danh_sach_dang_ky.xlsx"
    pages = page.preview.view.pages
    assert pages >= 1
    page.papers.table.choose("CB005")
    settle(window)
    assert page.preview.name.text() == "Lưu Hoàng An, bản đăng ký, báo cáo, các phiếu"
    assert page.preview.view.pages > 1
    press(page.preview, "Trang sau")
    assert page.preview.place.text().startswith("2 / ")


def test_zoom_draws_the_pages_anew_and_keeps_the_place(window: Window, page: DocumentsPage) -> None:
    page.papers.table.choose("CB005")
    settle(window)
    press(page.preview, "Trang sau")
    press(page.preview, "Phóng to (Ctrl+lăn chuột)")
    settle(window)
    larger = page.preview.zoom.text()
    assert larger.endswith(" %")
    assert page.preview.place.text().startswith("2 / ")
    press(page.preview, "Phóng to (Ctrl+lăn chuột)")
    settle(window)
    assert int(page.preview.zoom.text()[:-2]) > int(larger[:-2])
    press(page.preview, page.preview.zoom.accessibleName())
    settle(window)
    assert page.preview.zoom.text() == "Vừa trang"


def test_checks_stand_in_groups_the_loudest_first(page: DocumentsPage) -> None:
    levels = [check.level for check in page.board.checks]
    assert levels == sorted(levels, key=list(CheckLevel).index)


def test_what_is_in_order_is_folded_to_a_count_until_it_is_opened(page: DocumentsPage) -> None:
    fine = [check.text for check in page.board.checks if check.level is CheckLevel.FINE]
    head = next(made for made in page.board.findChildren(QPushButton) if "mục đạt" in made.text())
    assert f"{len(fine)} mục đạt" in head.text()
    assert fine[0] not in words_of(page.board)
    head.setFocus()
    head.click()
    assert all(text in words_of(page.board) for text in fine)
    page.board.show_checks(page.board.checks)
    assert fine[0] in words_of(page.board)


def test_a_blocking_error_keeps_official_papers_back_and_says_why(open_window: Open, chosen: Context) -> None:
    _without_birth(chosen)
    window = open_window(chosen, "documents")
    page = visit(window, DocumentsPage)
    said = words_of(page)
    assert "Lưu Hoàng An chưa có năm sinh" in said
    assert "Sửa 1 lỗi chặn để xuất bản chính thức. Bản nháp in chữ DỰ THẢO." in said
    assert "bản nháp" in said
    assert not page.excel.isEnabled()
    assert not page.forms.isEnabled()
    page.export()
    assert page.list_pdf.accessibleName() == "Xuất nháp PDF"
    assert page.list_pdf.isEnabled()


def test_an_error_has_a_mark_on_the_page_at_its_row(open_window: Open, chosen: Context) -> None:
    _without_birth(chosen)
    window = open_window(chosen, "documents")
    page = visit(window, DocumentsPage)
    marks = page.preview.view._marks
    assert marks
    assert all(0 <= left <= 1 and 0 <= top <= 1 for _page, left, top, _width, _height in marks)
    page.papers.table.choose("CB005")
    settle(window)
    assert not page.preview.view._marks


def test_the_paper_shown_is_printed_as_it_is(
    window: Window, page: DocumentsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = tmp_path / "in.pdf"
    monkeypatch.setattr(printing, "ask_printer", lambda _parent: to_file(printed))
    page.print_out()
    settle(window)
    with pypdfium2.PdfDocument(printed) as sheets:
        assert len(sheets) == page.preview.view.pages
        assert sheets[0].get_width() > sheets[0].get_height()
    monkeypatch.setattr(printing, "ask_printer", lambda _parent: None)
    printed.unlink()
    page.print_out()
    settle(window)
    assert not printed.exists()


def test_printing_that_is_stopped_draws_no_further_page(window: Window, page: DocumentsPage, tmp_path: Path) -> None:
    settle(window)
    drawn: list[int] = []
    picture = documents.page_images(page._pdf or b"", 200)[0]

    def pages() -> Iterator[bytes]:
        for number in range(1, 6):
            drawn.append(number)
            yield picture

    def stop(done: int, total: int, what: str) -> None:
        assert (total, what) == (5, f"Đang in trang {done}/5")
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        printing.print_pages(to_file(tmp_path / "in.pdf"), pages(), 5, stop)
    assert drawn == [1, 2]


def test_the_papers_to_be_signed_are_made_and_step_five_opens(window: Window, page: DocumentsPage) -> None:
    press(page, "Lập bộ để ký")
    settle(window)
    assert window.page is window.pages["delivery"]
    assert "0/12 văn bản đã ký" in words_of(window.page)


def test_the_button_of_an_error_opens_the_record(open_window: Open, chosen: Context) -> None:
    _without_birth(chosen)
    window = open_window(chosen, "documents")
    page = visit(window, DocumentsPage)
    press(page.board, "Sửa: Lưu Hoàng An chưa có năm sinh")
    settle(window)
    assert isinstance(window.page, RecordsPage)
    assert "Lưu Hoàng An" in words_of(window.page)


def test_the_list_is_written_where_the_clerk_says(
    window: Window, page: DocumentsPage, answer: _Answers, tmp_path: Path
) -> None:
    answer.save(tmp_path / "danh sách")
    page.export()
    settle(window)
    assert (tmp_path / "danh sách.xlsx").stat().st_size > 3000
    assert f"Đã ghi danh sách.xlsx vào thư mục {tmp_path}." in words_of(page)
    assert str(window.shell.preferences.value("folder/documents")) == str(tmp_path)


def test_the_twin_of_the_list_is_written_as_pdf(
    window: Window, page: DocumentsPage, answer: _Answers, tmp_path: Path
) -> None:
    answer.save(tmp_path / "danh_sach.pdf")
    press(page, "Danh sách PDF")
    settle(window)
    assert (tmp_path / "danh_sach.pdf").read_bytes().startswith(b"%PDF")


def pick(window: Window, page: DocumentsPage, words: str) -> None:
    """Open the menu of the foot and choose what begins with these words."""
    press(page, "Xuất Word, PDF")
    menu = next(menu for menu in page.findChildren(QMenu) if menu.isVisible())
    acts = [act for shown in (menu, *menu.findChildren(QMenu)) for act in shown.actions()]
    found = [act for act in acts if act.text().startswith(words)]
    assert len(found) == 1, [act.text() for act in acts]
    menu.close()
    found[0].trigger()
    settle(window)


def test_a_paper_of_the_whole_list_is_seen_and_written_in_word(
    window: Window, page: DocumentsPage, answer: _Answers, tmp_path: Path
) -> None:
    page.papers.table.choose(PaperKind.REQUEST)
    settle(window)
    assert page.preview.name.text() == "Tờ trình"
    assert page.preview.view.pages == 1
    answer.folder(tmp_path / "ra")
    pick(window, page, "Xuất Word: Tờ trình")
    assert [file.name for file in (tmp_path / "ra").iterdir()] == ["to_trinh.docx"]
    assert f"Đã ghi to_trinh.docx vào thư mục {tmp_path / 'ra'}." in words_of(page)


def test_the_list_is_written_in_word_under_the_name_asked(
    window: Window, page: DocumentsPage, answer: _Answers, tmp_path: Path
) -> None:
    answer.save(tmp_path / "danh sách")
    pick(window, page, "Xuất Word: Danh sách đăng ký")
    assert (tmp_path / "danh sách.docx").read_bytes().startswith(b"PK")


def test_the_papers_of_one_subject_are_written_together(
    window: Window, page: DocumentsPage, answer: _Answers, tmp_path: Path
) -> None:
    page.papers.table.choose("CB005")
    settle(window)
    answer.folder(tmp_path / "ra")
    pick(window, page, "Xuất PDF: Lưu Hoàng An")
    endings = sorted(file.name.partition("_LuuHoangAn_")[2] for file in (tmp_path / "ra").glob("02_*"))
    assert endings == [
        "ban_dang_ky.pdf",
        "bao_cao_thanh_tich.pdf",
        "phieu_phat_hien.pdf",
        "phieu_xet.pdf",
        "tom_tat_thanh_tich.pdf",
    ]


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("Xuất Word: biểu mẫu", "Đã ghi 6 tệp Word và bản gộp bo_ho_so.docx"),
        ("Xuất PDF: phiếu xét", "Đã ghi 3 tệp PDF và bản gộp bo_van_ban.pdf"),
        ("Xuất PDF: phiếu phát hiện", "Đã ghi 3 tệp PDF và bản gộp bo_van_ban.pdf"),
        ("Xuất Word: tóm tắt thành tích", "Đã ghi 3 tệp Word và bản gộp bo_van_ban.docx"),
        ("Xuất Excel: danh sách theo từng đơn vị", "Đã ghi 2 tệp Excel vào thư mục"),
        ("Xuất Excel: danh sách theo từng phong trào", "Đã ghi 3 tệp Excel vào thư mục"),
        ("Xuất Word: các văn bản chung", "Đã ghi 8 tệp Word và bản gộp bo_van_ban.docx"),
    ],
)
def test_papers_of_everybody_are_written_from_the_menu(
    window: Window, page: DocumentsPage, answer: _Answers, tmp_path: Path, what: str, said: str
) -> None:
    answer.folder(tmp_path / "ra")
    pick(window, page, what)
    assert said in words_of(page)


def test_the_menu_says_that_drafts_are_drafts(
    open_window: Open, chosen: Context, answer: _Answers, tmp_path: Path
) -> None:
    _without_birth(chosen)
    window = open_window(chosen, "documents")
    page = visit(window, DocumentsPage)
    answer.folder(tmp_path / "ra")
    page.papers.table.choose(PaperKind.BALLOT)
    settle(window)
    pick(window, page, "Xuất nháp Word: Phiếu bầu")
    assert (tmp_path / "ra" / "phieu_bau.docx").exists()


def test_going_back_from_the_dialog_writes_nothing(page: DocumentsPage, answer: _Answers) -> None:
    answer.save(None)
    answer.folder(None)
    page.export()
    press(page, "Biểu mẫu PDF")
    assert "Đã ghi" not in words_of(page)


def test_a_folder_that_refuses_is_said_in_the_page(
    window: Window, page: DocumentsPage, answer: _Answers, tmp_path: Path
) -> None:
    blocked = tmp_path / "tep"
    blocked.write_text("không phải thư mục", encoding="utf-8")
    answer.save(blocked / "danh_sach.xlsx")
    page.export()
    settle(window)
    notices = [found for found in page.findChildren(QPushButton) if found.accessibleName() == "Đóng thông báo"]
    assert notices
    assert "Đã ghi" not in words_of(page)


def test_with_nobody_chosen_the_page_leads_to_step_three(open_window: Open, ctx: Context) -> None:
    window = open_window(ctx, "documents")
    page = visit(window, DocumentsPage)
    assert "Chọn đối tượng ở bước 3 trước; hiện chưa có ai." in words_of(page)
    press(page, "Mở bước 3")
    assert window.page is window.pages["rounds"]


def test_without_a_round_there_is_nothing_to_write(open_window: Open, empty_ctx: Context) -> None:
    window = open_window(empty_ctx, "documents")
    page = visit(window, DocumentsPage)
    assert "Chưa có đợt nào nên chưa có văn bản." in words_of(page)
    assert not page.excel.isVisible()


def template_act(window: Window, page: DocumentsPage, words: str) -> None:
    """Open the menu of templates and choose what begins with these words."""
    press(page, "Sửa mẫu")
    settle(window)
    menu = next(menu for menu in page.findChildren(QMenu) if menu.isVisible())
    (act,) = [act for act in menu.actions() if act.text().startswith(words)]
    menu.close()
    act.trigger()
    settle(window)


def test_a_template_is_written_changed_tried_used_and_gone_back_from(
    window: Window, page: DocumentsPage, answer: _Answers, tmp_path: Path
) -> None:
    page.papers.table.choose(PaperKind.REQUEST)
    settle(window)
    answer.save(tmp_path / "mau.docx")
    template_act(window, page, "Ghi mẫu Tờ trình ra Word")
    assert "Đã ghi mẫu Tờ trình vào mau.docx." in words_of(page)
    answer.open(tmp_path / "mau.docx")
    answer.save(tmp_path / "thu.docx")
    template_act(window, page, "Thử mẫu Tờ trình")
    assert "Mẫu dùng được. Đã ghi bản thử thu.docx; mẫu đang dùng chưa đổi." in words_of(page)
    template_act(window, page, "Dùng mẫu Tờ trình này")
    assert "Đã dùng mẫu mau.docx." in words_of(page)
    assert page.preview.state.text() == "PDF theo mẫu gốc, Word theo mẫu riêng"
    press(page, "Sửa mẫu")
    settle(window)
    menu = next(menu for menu in page.findChildren(QMenu) if menu.isVisible())
    checked = [act.text() for act in menu.actions() if act.isChecked()]
    menu.close()
    assert checked == ["Bản 1: mau.docx, 20/12/2025, người thử"]
    template_act(window, page, "Mẫu gốc")
    assert "Mẫu Tờ trình đã về mẫu gốc." in words_of(page)


def test_a_template_that_lacks_a_field_is_refused_by_name(
    window: Window, page: DocumentsPage, answer: _Answers, tmp_path: Path
) -> None:
    page.papers.table.choose(PaperKind.REQUEST)
    settle(window)
    answer.save(tmp_path / "mau.docx")
    template_act(window, page, "Ghi mẫu Tờ trình ra Word")
    document = Document(str(tmp_path / "mau.docx"))
    next(line for line in document.paragraphs if "{{so_luong}}" in line.text).runs[0].text = ""
    document.save(str(tmp_path / "mau.docx"))
    answer.open(tmp_path / "mau.docx")
    template_act(window, page, "Dùng mẫu Tờ trình này")
    assert "Mẫu Tờ trình thiếu ô {{so_luong}}." in words_of(page)


def test_a_list_has_no_template_and_says_so(window: Window, page: DocumentsPage) -> None:
    page.papers.table.choose(ListKind.REGISTRATION)
    settle(window)
    press(page, "Sửa mẫu")
    settle(window)
    menu = next(menu for menu in page.findChildren(QMenu) if menu.isVisible())
    assert [act.isEnabled() for act in menu.actions()] == [False]
    menu.close()


def test_words_are_typed_into_the_blanks_of_a_paper_and_stay(window: Window, page: DocumentsPage) -> None:
    page.papers.table.choose("CB005")
    settle(window)
    press(page, "Điền chữ")
    settle(window)
    typing = page.by_hand.window
    assert typing is not None
    field = next(
        made
        for _, fields in typing.fields
        for made in fields.values()
        if made.accessibleName() == "Báo cáo thành tích, Quê quán"
    )
    assert isinstance(field, QLineEdit)
    type_text(field, "xã Cẩm Bình")
    press(typing, "Ghi")
    settle(window)
    assert not typing.isVisible()
    held = window.shell.round
    assert held is not None
    assert held.id is not None
    pdf = documents.form_previews(window.shell.ctx, held.plan, held.on, "CB005", held.id)
    assert any("Quê quán: xã Cẩm Bình" in text for text in texts(pdf))
    press(page, "Lập lại từ dữ liệu")
    settle(window)
    assert documents.typed_count(window.shell.ctx, held.id) == 1
    window.undo()
    settle(window)
    assert documents.typed_count(window.shell.ctx, held.id) == 0
