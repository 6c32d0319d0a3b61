"""Rows that go back to their sender: as he wrote them, what is wrong marked and said, readable again once mended."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from dienhinh_desktop.domain.delivery import ReturnedRow, ReturnedRows
from dienhinh_desktop.domain.imports import IssueLevel
from dienhinh_desktop.domain.lists import ListReading
from dienhinh_desktop.domain.records import SubjectKind
from dienhinh_desktop.exchange.documents import write_returned_xlsx
from dienhinh_desktop.exchange.documents.returned import REASON_HEADING, ROW_HEADING, returned_bytes
from dienhinh_desktop.exchange.imports.lists.reading import read_list_file
from tests.exchange.workbook_samples import catalogue

HEADINGS = (
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "Số CCCD",
    "Chức vụ / đơn vị",
    "Danh hiệu đã đạt / 2023",
    "Danh hiệu đã đạt / 2024",
    "Ghi chú",
)
WRONG = ReturnedRow(
    12,
    ("3", "Nguyễn Thị Thủy", "30/2/1985", "042085001234", "Chuyên viên, Văn phòng Sở", "CSTĐCS", "LĐTT", ""),
    (("Ngày sinh", "Không có ngày 30/2/1985."), ("ngày sinh", "Ghi lại ngày sinh đúng.")),
)
WHOLE = ReturnedRow(
    15,
    ("6", "=1+1 Trần Văn Bình", "-1", "+84912345678", "@SUM(A1)", "", "LĐTT", "007"),
    ((None, "Hai người trùng họ tên trong sổ."),),
)
RETURNED = ReturnedRows(
    "danh_sach.xlsx",
    "Sheet1",
    HEADINGS,
    (WRONG, WHOLE),
    sender="Phòng Lễ tân",
    due=date(2025, 6, 20),
    read=date(2025, 6, 5),
)


def write(folder: Path, content: ReturnedRows) -> Path:
    target = folder / "tra_lai.xlsx"
    write_returned_xlsx(content, target)
    return target


def opened(path: Path) -> Worksheet:
    found = openpyxl.load_workbook(path).worksheets[0]
    assert isinstance(found, Worksheet)
    return found


def body(sheet: Worksheet) -> list[list[str]]:
    """The rows below the headings."""
    first = int(str(sheet.auto_filter.ref).split(":")[0][1:]) + 1
    return [[str(value or "") for value in row] for row in sheet.iter_rows(min_row=first, values_only=True)]


def read_again(path: Path) -> ListReading:
    return read_list_file(path, catalogue(), today=date(2025, 6, 30))


def test_rows_stand_as_written_between_their_number_and_the_reason(tmp_path: Path) -> None:
    first, second = body(opened(write(tmp_path, RETURNED)))
    assert first == ["12", *WRONG.cells, "– Ngày sinh: Không có ngày 30/2/1985.\n– ngày sinh: Ghi lại ngày sinh đúng."]
    assert second == ["15", *WHOLE.cells, "– Hai người trùng họ tên trong sổ."]


def test_nothing_in_the_table_is_a_formula_or_a_number(tmp_path: Path) -> None:
    sheet = opened(write(tmp_path, RETURNED))
    cells = [cell for row in sheet.iter_rows(min_row=int(str(sheet.freeze_panes)[1:])) for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    assert all(cell.quotePrefix for cell in cells if str(cell.value or "").startswith(("=", "+", "-", "@")))


def test_a_wrong_cell_is_filled_framed_and_noted(tmp_path: Path) -> None:
    sheet = opened(write(tmp_path, RETURNED))
    row = int(str(sheet.freeze_panes)[1:])
    wrong, right = sheet.cell(row, 4), sheet.cell(row, 3)
    assert wrong.fill.fgColor.rgb == "FFFFC7CE"
    assert wrong.border.left.style == "medium"
    assert wrong.comment is not None
    assert wrong.comment.text == "Không có ngày 30/2/1985.\nGhi lại ngày sinh đúng."
    assert right.comment is None
    assert right.fill.fgColor.rgb != "FFFFC7CE"
    assert right.border.left.style == "thin"


def test_the_head_says_which_file_and_what_to_do_by_when(tmp_path: Path) -> None:
    sheet = opened(write(tmp_path, RETURNED))
    said = " ".join(str(row[0].value or "") for row in sheet.iter_rows(max_row=4))
    for words in ("danh_sach.xlsx", "“Sheet1”", "Phòng Lễ tân", "05/6/2025", "trả lại 2 dòng", "trước ngày 20/6/2025"):
        assert words in said
    assert "None" not in said
    bare = opened(write(tmp_path, replace(RETURNED, sheet="", sender="", due=None, read=None)))
    said = " ".join(str(row[0].value or "") for row in bare.iter_rows(max_row=4))
    assert "trước ngày" not in said
    assert "Tệp danh_sach.xlsx: trả lại 2 dòng" in said


def test_it_is_set_for_screen_and_paper(tmp_path: Path) -> None:
    sheet = opened(write(tmp_path, RETURNED))
    head = int(str(sheet.freeze_panes)[1:]) - 1
    assert [sheet.cell(head - 1, column).value for column in (1, 2, 10)] == [ROW_HEADING, "STT", REASON_HEADING]
    assert sheet.auto_filter.ref == f"A{head}:J{head + 2}"
    assert sheet.print_title_rows == f"${head - 1}:${head}"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )


def test_the_mended_file_is_read_like_the_first(tmp_path: Path) -> None:
    mended = replace(WRONG, cells=("3", "Nguyễn Thị Thủy", "28/2/1985", *WRONG.cells[3:]))
    found = read_again(
        write(
            tmp_path, replace(RETURNED, rows=(mended, replace(WHOLE, cells=("4", "Trần Văn Bình", "1990", *[""] * 5))))
        )
    )
    assert found.columns == {
        ROW_HEADING: "other",
        "STT": "stt",
        "Họ và tên": "name",
        "Ngày sinh": "birth",
        "Số CCCD": "cccd",
        "Chức vụ / đơn vị": "position_unit",
        "Danh hiệu đã đạt / 2023": "award:2023",
        "Danh hiệu đã đạt / 2024": "award:2024",
        "Ghi chú": "note",
        REASON_HEADING: "other",
    }
    first, second = found.rows
    assert (first.name, str(first.birth), first.cccd, first.unit) == (
        "Nguyễn Thị Thủy",
        "28/02/1985",
        "042085001234",
        "Văn phòng Sở",
    )
    assert [(award.title_code, award.year) for award in first.awards] == [("CSTD_CS", 2023), ("LDTT", 2024)]
    assert second.name == "Trần Văn Bình"
    assert [issue for issue in found.issues if issue.level is IssueLevel.ERROR] == []


def test_groups_and_the_words_above_the_list_are_understood_again(tmp_path: Path) -> None:
    headings = ("STT", "Tên tập thể, cá nhân", "Năm sinh")
    rows = (
        ReturnedRow(9, ("1", "Phòng Lễ tân", ""), ((None, "Chưa rõ."),), ("A. Tập thể", "I. Chiến sĩ thi đua cơ sở")),
        ReturnedRow(
            20, ("1", "Lê Văn Hùng", "1980"), ((None, "Chưa rõ."),), ("B. Cá nhân", "I. Chiến sĩ thi đua cơ sở")
        ),
        ReturnedRow(21, ("2", "Lê Văn Sáu", "1981"), ((None, "Chưa rõ."),), ("B. Cá nhân", "II. Lao động tiên tiến")),
    )
    content = replace(RETURNED, headings=headings, rows=rows, title="Danh sách đề nghị khen thưởng năm 2024")
    path = write(tmp_path, content)
    groups = [row[1] for row in body(opened(path)) if not row[0]]
    assert groups == [
        "A. Tập thể",
        "I. Chiến sĩ thi đua cơ sở",
        "B. Cá nhân",
        "I. Chiến sĩ thi đua cơ sở",
        "II. Lao động tiên tiến",
    ]
    found = read_again(path)
    assert [row.kind for row in found.rows] == [SubjectKind.COLLECTIVE, SubjectKind.PERSON, SubjectKind.PERSON]
    assert [(p.title_code, p.year) for row in found.rows for p in row.proposals] == [
        ("CSTD_CS", 2024),
        ("CSTD_CS", 2024),
        ("LDTT", 2024),
    ]
    untitled = read_again(write(tmp_path, replace(content, title="")))
    assert [row.proposals for row in untitled.rows] == [(), (), ()], "the program's own words ask for nothing"


@pytest.mark.parametrize("cells", [(), ("1",), tuple("abcdefgh")], ids=len)
def test_short_rows_are_filled_up(cells: tuple[str, ...], tmp_path: Path) -> None:
    (row,) = body(opened(write(tmp_path, replace(RETURNED, rows=(replace(WRONG, cells=cells),)))))
    assert row[1:-1] == [*cells, *[""] * (8 - len(cells))]


def test_the_same_content_gives_the_same_bytes() -> None:
    assert returned_bytes(RETURNED) == returned_bytes(RETURNED)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_opens_it_and_what_it_saves_is_read_again(tmp_path: Path) -> None:
    path = write(tmp_path, RETURNED)
    for form in ("xlsx", "pdf"):
        subprocess.run(
            [
                *("soffice", f"-env:UserInstallation=file://{tmp_path}/ho_so", "--headless", "--convert-to", form),
                *("--outdir", str(tmp_path / "ra"), str(path)),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
    assert (tmp_path / "ra" / "tra_lai.pdf").stat().st_size > 5_000
    saved = tmp_path / "ra" / "tra_lai.xlsx"
    assert body(opened(saved)) == body(opened(path))
    assert read_again(saved) == replace(read_again(path), file="tra_lai.xlsx")
