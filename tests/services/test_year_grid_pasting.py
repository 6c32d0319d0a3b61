"""Blocks pasted into the grid: where they land, what falls outside, rows found by name."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.records import Subject, SubjectKind
from dienhinh_desktop.domain.year_grid import GridQuery, PastedBlock, Understood
from dienhinh_desktop.services import year_grid
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.year_grid import Place
from dienhinh_desktop.services.year_grid.pasting import block_of

NAMES = ("Lê Quang Minh", "Đặng Thị Ngọc Hà", "Võ Anh Tuấn", "Hồ Sỹ Lâm")


@pytest.fixture
def filled(ctx: Context) -> Context:
    with ctx.db.work("Nhập mẫu", ctx.who) as work:
        work.insert("subjects", [Subject(code="VP", kind=SubjectKind.COLLECTIVE, name="Văn phòng")])
        people = [
            Subject(code=f"P{n}", kind=SubjectKind.PERSON, name=name, unit="VP") for n, name in enumerate(NAMES, 1)
        ]
        work.insert("subjects", people)
    return ctx


def lay(ctx: Context, text: str, row: int = 0, column: int = 8, rows: int = 1, columns: int = 1) -> PastedBlock:
    """Paste with the cursor in a line of the grid, at first on xếp loại 2025."""
    read = year_grid.read_grid(ctx, GridQuery())
    at = Place(row, column, rows, columns)
    return year_grid.lay_block(ctx, text, read.rows, read.rows, read.columns, at)


def landed(block: PastedBlock) -> list[tuple[str, str, str]]:
    return [(item.cell.subject, item.cell.column.words, item.cell.words) for item in block.readings]


def test_a_block_lands_at_the_cursor_cell_by_cell(filled: Context) -> None:
    order = [row.code for row in year_grid.read_grid(filled, GridQuery()).rows]
    block = lay(filled, "HTT\tLĐTT\r\nHTXS\t\r\n", row=1)
    assert landed(block) == [
        (order[1], "xếp loại 2025", "HTT"),
        (order[1], "danh hiệu 2025", "LĐTT"),
        (order[2], "xếp loại 2025", "HTXS"),
    ]
    assert (block.blank, block.outside, block.by_name) == (1, (), False)


def test_the_block_is_sorted_by_how_it_was_understood(filled: Context) -> None:
    block = lay(filled, "HTT\nHTXS NV\nKhá")
    counts = [len(block.of(how)) for how in (Understood.AT_ONCE, Understood.OTHERWISE, Understood.NOT)]
    assert counts == [1, 1, 1]
    with filled.db.read() as reader:
        assert reader.acts(1)[0].label == "Nhập mẫu"


def test_what_is_too_large_is_told_word_by_word(filled: Context) -> None:
    block = lay(filled, "HTT\tLĐTT\tthừa\nX\nT", row=2)
    assert len(block.readings) == 3
    assert block.outside == (
        "Dòng 1 của khối, “thừa”: nằm ngoài cột cuối cùng",
        "Dòng 3 của khối, “T”: nằm dưới người cuối cùng",
    )


def test_one_cell_fills_the_whole_selection(filled: Context) -> None:
    block = lay(filled, "LĐTT", column=7, rows=3, columns=1)
    assert [words for _code, _column, words in landed(block)] == ["LĐTT"] * 3
    assert {column for _code, column, _words in landed(block)} == {"danh hiệu 2024"}


def test_a_pasted_name_column_finds_rows_by_name_not_by_position(filled: Context) -> None:
    text = "STT\tHọ và tên\tXếp loại\n1\tVÕ ANH TUẤN\tHTT\n2\tNgười Lạ\tHTT\n3\tLê Quang Minh\tHTXS\n4\tho sy lam\tHT"
    block = lay(filled, text)
    assert block.by_name
    assert landed(block) == [
        ("P3", "xếp loại 2025", "HTT"),
        ("P1", "xếp loại 2025", "HTXS"),
        ("P4", "xếp loại 2025", "HT"),
    ]
    assert [line.split(":")[0] for line in block.outside] == [
        "Dòng 1 của khối, “Họ và tên”",
        "Dòng 3 của khối, “Người Lạ”",
    ]


def test_namesakes_and_doubles_are_not_guessed(filled: Context) -> None:
    with filled.db.work("Thêm", filled.who) as work:
        work.insert("subjects", [Subject(code="P9", kind=SubjectKind.PERSON, name="Lê Quang Minh")])
    block = lay(filled, "Lê Quang Minh\tHTT\nVõ Anh Tuấn\tHTT\nVõ Anh Tuấn\tHTXS\n\tHT")
    assert landed(block) == [("P3", "xếp loại 2025", "HTT")]
    assert "2 người trùng tên" in block.outside[0]
    assert "đã có ở dòng trên" in block.outside[1]
    assert "không có tên" in block.outside[2]


def test_names_that_differ_only_by_marks_are_different_people(filled: Context) -> None:
    with filled.db.work("Thêm", filled.who) as work:
        work.insert("subjects", [Subject(code="P8", kind=SubjectKind.PERSON, name="Lê Quang Mịnh")])
    assert landed(lay(filled, "Lê Quang Mịnh\tHTT\nVõ Anh Tuấn\tHT"))[0][0] == "P8"


def test_an_empty_clipboard_and_a_whole_file_are_refused_in_words(filled: Context) -> None:
    with pytest.raises(UserError, match="không có chữ nào để dán"):
        lay(filled, " \r\n\t\n")
    with pytest.raises(UserError, match=r"hơn 60\.000 ô"):
        lay(filled, "\n".join(["x\ty"] * 40_000))


def test_quoted_cells_keep_their_line_breaks_together() -> None:
    assert block_of('"LĐTT\nCSTĐ"\tHTT\nX') == [["LĐTT CSTĐ", "HTT"], ["X"]]
    assert block_of('lẻ "nháy\tHTT\nX') == [['lẻ "nháy', "HTT"], ["X"]]


def test_every_word_of_any_block_is_read_or_told(filled: Context) -> None:
    @settings(max_examples=400, deadline=None)
    @given(text=st.text(alphabet=st.sampled_from("XTHK\t\n\r;\"'áĐ LĐT1\u200b\0"), max_size=120), row=st.integers(0, 3))
    def check(text: str, row: int) -> None:
        try:
            block = lay(filled, text, row=row)
        except UserError:
            return
        words = sum(1 for line in block_of(text) for each in line if each)
        assert len(block.readings) + len(block.outside) == words

    check()
