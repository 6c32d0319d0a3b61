"""The book of help: found without marks, every field of the records in it, the keys on one page."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.help import find_tasks, help_book, write_keys


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("xep loai", "Nhập xếp loại, danh hiệu của cả phòng"),
        ("excel", "Nhập từ tệp Excel"),
        ("gop trung", "Gộp hai hồ sơ của một người"),
        ("THÙNG RÁC", "Hoàn tác, làm lại, tìm lại điều đã xóa"),
        ("usb", "Sao lưu, khôi phục"),
    ],
)
def test_a_task_is_found_by_any_of_its_words_without_marks(text: str, title: str) -> None:
    assert find_tasks(help_book(), text)[0].title == title


def test_words_nobody_used_find_nothing_and_no_words_find_all() -> None:
    assert find_tasks(help_book(), "máy bay") == ()
    assert find_tasks(help_book(), "") == help_book().tasks


def test_every_task_fits_one_screen() -> None:
    for task in help_book().tasks:
        assert 2 <= len(task.steps) <= 6, task.title
        assert sum(map(len, task.steps)) < 600, task.title


def test_what_the_law_says_names_its_article_and_doubts_are_said() -> None:
    cited = [help_ for help_ in help_book().fields.values() if help_.law]
    assert len(cited) >= 10
    assert all("Điều" in told.law or "Phụ lục" in told.law for told in cited)
    told = help_book().of_field("awards.form")
    assert told is not None
    assert "chưa đối chiếu" in told.doubt


def test_a_field_without_words_of_its_own_has_those_of_its_like() -> None:
    assert help_book().of_field("ratings.decision") is help_book().fields["*.decision"]
    assert help_book().of_field("awards.date") is help_book().fields["awards.date"]
    assert help_book().of_field("awards.khong_co") is None


def test_the_keys_are_one_page(ctx: Context, tmp_path: Path) -> None:
    target = tmp_path / "phim.pdf"
    write_keys(
        ctx, [(f"Ctrl+{n}", f"việc số {n}, dài như một dòng thường thấy trong bảng phím") for n in range(36)], target
    )
    with pypdfium2.PdfDocument(target) as paper:
        assert len(paper) == 1
        text = paper[0].get_textpage().get_text_range()
    assert "PHÍM TẮT" in text
    assert "Ctrl+35" in text
