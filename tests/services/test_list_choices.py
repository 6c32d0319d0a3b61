"""Lists: words and columns learned for a sender, units, sheets, cells mended, posts, plans, what has no place."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.list_imports import RowDecision
from dienhinh_desktop.domain.lists import WordKind
from dienhinh_desktop.domain.records import Grade, Subject, SubjectKind
from dienhinh_desktop.services import records
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.imports.lists import (
    choose_fields,
    choose_sender,
    choose_table,
    choose_words,
    decide,
    look,
    mend,
    open_list,
    paste_list,
)
from tests.services.list_work import (
    HEAD,
    NEW,
    SUBJECTS,
    awards,
    by_name,
    fill,
    kept,
    office,
    opened,
    ratings,
    said,
    settings,
    states,
    write,
)

__all__ = ["office"]

# --- words ------------------------------------------------------------------------------------------------------------


def test_a_word_is_learned_for_its_sender_used_next_time_and_changed_later(office: Context, tmp_path: Path) -> None:
    row = (*NEW[:4], "Người tốt việc tốt", "")
    task = opened(office, tmp_path, row, sender="VP")
    shown = look(office, task)
    assert states(shown) == ["loi"]
    (doubt,) = [one for one in shown.words if one.kind is WordKind.TITLE]
    assert (doubt.words, doubt.rows, doubt.meaning) == ("Người tốt việc tốt", (2,), None)
    task = choose_words(office, task, {(WordKind.TITLE, doubt.words): "LDTT"})
    assert states(look(office, task)) == ["moi"]
    write(office, task)
    assert [(one.form, one.written) for one in awards(office, "CB003")] == [("LDTT", "Người tốt việc tốt")]

    next_time = opened(office, tmp_path, row, sender="VP")
    assert states(look(office, next_time)) == ["khong_doi"]
    assert states(look(office, opened(office, tmp_path, row, sender="HTQT"))) == ["loi"]
    assert states(look(office, choose_sender(office, next_time, "HTQT"))) == ["loi"]

    changed = choose_words(office, next_time, {(WordKind.TITLE, doubt.words): ""})
    assert write(office, changed).batch is None
    with office.db.read() as reader:
        assert [(one.sender, one.words, one.meaning) for one in reader.learned_words()] == [("VP", doubt.words, "")]
    assert opened(office, tmp_path, row, sender="VP").reading.rows[0].awards == ()


def test_a_grade_is_learned_as_well(office: Context, tmp_path: Path) -> None:
    row = (*NEW[:4], "", "Loại A")
    task = opened(office, tmp_path, row, sender="VP")
    (doubt,) = [one for one in look(office, task).words if one.kind is WordKind.GRADE]
    write(office, choose_words(office, task, {(WordKind.GRADE, doubt.words): "HTXSNV"}))
    assert [one.grade for one in ratings(office, "CB003")] == [Grade.HTXSNV]
    assert states(look(office, opened(office, tmp_path, row, sender="VP"))) == ["khong_doi"]


def test_units_new_likely_decided_and_none(office: Context, tmp_path: Path) -> None:
    rows = (
        (1, "Lê Văn Bình", "1990", "Trung tâm Dịch vụ", "", ""),
        (2, "Phạm Thị Dung", "1991", "P. HTQT", "", ""),
        (3, "Phạm Văn Cường", "03/04/1992", "Khối trực thuộc", "", ""),
    )
    task = opened(office, tmp_path, *rows, sender="SNV")
    shown = look(office, task)
    assert states(shown) == ["moi", "can_xem", "moi"]
    assert "hiểu là đơn vị “Phòng Hợp tác quốc tế”" in said(shown, 3)
    assert [(one.words, one.meaning, one.new) for one in shown.words] == [
        ("P. HTQT", "HTQT", False),
        ("Trung tâm Dịch vụ", None, True),
        ("Khối trực thuộc", None, True),
    ]
    task = choose_words(office, task, {(WordKind.UNIT, "P. HTQT"): "HTQT", (WordKind.UNIT, "Khối trực thuộc"): ""})
    write(office, task)
    (centre,) = by_name(office, "Trung tâm Dịch vụ")
    assert centre.unit == "SNV"
    assert [by_name(office, row[1])[0].unit for row in rows] == [centre.code, "HTQT", None]
    assert not by_name(office, "Khối trực thuộc")
    assert states(look(office, opened(office, tmp_path, *rows, sender="SNV"))) == ["khong_doi"] * 3


def test_of_units_of_one_name_that_under_the_sender_is_meant(office: Context, tmp_path: Path) -> None:
    fill(
        office,
        subjects=(
            *SUBJECTS,
            Subject(code="T1", kind=SubjectKind.COLLECTIVE, name="Tổ 1", unit="HTQT"),
            Subject(code="T2", kind=SubjectKind.COLLECTIVE, name="Tổ 1", unit="VP"),
        ),
    )
    row = (1, "Lê Văn Bình", "1990", "Tổ 1", "", "")
    task = opened(office, tmp_path, row, sender="VP")
    assert states(look(office, task)) == ["moi"]
    write(office, task)
    assert by_name(office, "Lê Văn Bình")[0].unit == "T2"
    assert states(look(office, opened(office, tmp_path, (1, "Phạm Dung", "1991", "Tổ 1", "", "")))) == ["can_xem"]


def test_a_word_learned_of_a_unit_that_is_gone_is_asked_again(office: Context, tmp_path: Path) -> None:
    fill(office, subjects=(*SUBJECTS, Subject(code="T9", kind=SubjectKind.COLLECTIVE, name="Tổ chín")))
    task = opened(office, tmp_path, (1, "Lê Văn Bình", "1990", "Bộ phận X", "", ""), sender="VP")
    write(office, choose_words(office, task, {(WordKind.UNIT, "Bộ phận X"): "VP"}))
    task = opened(office, tmp_path, (1, "Phạm Dung", "1991", "Bộ phận Y", "", ""), sender="VP")
    task = decide(choose_words(office, task, {(WordKind.UNIT, "Bộ phận Y"): "T9"}), {2: RowDecision(skipped=True)})
    write(office, task)
    records.delete_subject(office, "T9")
    task = opened(office, tmp_path, (1, "Phạm Dung", "1991", "Bộ phận Y", "", ""), sender="VP")
    assert [(one.words, one.new) for one in look(office, task).words] == [("Bộ phận Y", True)]
    write(office, task)
    assert by_name(office, "Phạm Dung")[0].unit == by_name(office, "Bộ phận Y")[0].code


def test_no_unit_ever_lies_under_itself(office: Context, tmp_path: Path) -> None:
    head = ("STT", "Tên tập thể", "Đơn vị", "Danh hiệu 2023")
    rows = (
        (1, "Phòng Một", "Phòng Hai", "Tập thể LĐTT"),
        (2, "Phòng Hai", "Phòng Một", "Tập thể LĐTT"),
        (3, "Phòng Ba", "Phòng Ba", "Tập thể LĐTT"),
        (4, "Sở Ngoại vụ", "Văn phòng Sở", "Tập thể LĐTT"),
    )
    task = opened(office, tmp_path, *rows, head=head)
    assert "nằm dưới chính" in said(look(office, task), 4)
    write(office, task)
    kept(office)  # the check of the data folder finds no circle


# --- columns, sheets, cells -------------------------------------------------------------------------------------------


def test_columns_chosen_are_remembered_for_the_sender(office: Context, tmp_path: Path) -> None:
    head = ("STT", "Họ và tên", "Ngày sinh", "Nơi đang làm", "Thành quả")
    row = (1, "Lê Văn Bình", "1990", "Văn phòng Sở", "LĐTT")
    task = opened(office, tmp_path, row, head=head, sender="VP")
    assert task.reading.columns["Thành quả"] != "award:2024"
    task = choose_fields(office, task, {"Nơi đang làm": "unit", "Thành quả": "award:2024", "STT": None})
    write(office, task)
    assert [(one.form, one.year) for one in awards(office, "CB003")] == [("LDTT", 2024)]
    again = opened(office, tmp_path, row, head=head, sender="VP")
    assert again.reading.columns["Thành quả"] == "award:2024"
    assert states(look(office, again)) == ["khong_doi"]
    assert opened(office, tmp_path, row, head=head).reading.columns["Thành quả"] != "award:2024"


def test_another_sheet_and_another_heading_row_can_be_chosen(office: Context, tmp_path: Path) -> None:
    workbook = Workbook()
    first = workbook.active
    assert first is not None
    first.title = "Năm nay"
    second = workbook.create_sheet("Năm trước")
    for page, name in ((first, "Lê Văn Bình"), (second, "Phạm Thị Dung")):
        page.append(HEAD)
        page.append((1, name, "1990", "Văn phòng Sở", "LĐTT", ""))
    second.append(())
    second.append(("TT", "Tên người", "Sinh", "Chỗ làm"))
    second.append((1, "Phạm Văn Cường", "1992", "Văn phòng Sở"))
    workbook.save(tmp_path / "hai.xlsx")
    task = decide(open_list(office, tmp_path / "hai.xlsx"), {2: RowDecision(skipped=True)})
    other = choose_table(office, task, "Năm trước")
    assert look(office, other).lines[0].name == "Phạm Thị Dung"
    assert not other.decisions.rows
    lower = choose_table(office, task, "Năm trước", 4)
    assert lower.reading.header_row == 4
    assert [row.name for row in lower.reading.rows] == ["Phạm Văn Cường"]
    with pytest.raises(UserError, match="chọn dòng khác"):
        choose_table(office, task, "Năm trước", 3)
    with pytest.raises(UserError, match="không có trang"):
        choose_table(office, task, "Năm sau")


def test_a_cell_is_mended_in_memory_only_and_can_be_mended_back(office: Context, tmp_path: Path) -> None:
    task = opened(office, tmp_path, (1, "Phạm Văn Cường", "30/02/1990", "Văn phòng Sở", "LĐTT", ""))
    file = (tmp_path / "ds.xlsx").read_bytes()
    first = look(office, task)
    assert states(first) == ["loi"]
    task = mend(office, task, 2, 3, "28/02/1990")
    assert states(look(office, task)) == ["moi"]
    assert task.opened.texts(task.reading.sheet, 2, original=True)[3] == "30/02/1990"
    task = mend(office, task, 2, 3, "30/02/1990")
    assert look(office, task).lines == first.lines
    assert task.opened.mended == {}
    task = mend(office, task, 2, 2, "")
    assert states(look(office, task)) == ["loi"]
    task = mend(office, mend(office, task, 2, 2, "Phạm Văn Cương"), 2, 3, "1990")
    write(office, task)
    assert by_name(office, "Phạm Văn Cương")[0].birth == PartialDate(1990)
    assert (tmp_path / "ds.xlsx").read_bytes() == file


def test_cells_pasted_are_read_as_a_file_is(office: Context) -> None:
    text = "\n".join("\t".join(map(str, row)) for row in (HEAD, NEW))
    task = paste_list(office, text)
    assert write(office, task).added == 3
    assert states(look(office, paste_list(office, text))) == ["khong_doi"]
    with pytest.raises(UserError, match="không có ô nào"):
        paste_list(office, "  \n ")


# --- posts, plans, what has no place ----------------------------------------------------------------------------------


def test_posts_are_kept_from_the_day_chosen_or_not_at_all(office: Context, tmp_path: Path) -> None:
    head = (*HEAD, "Chức vụ")
    task = opened(office, tmp_path, (*NEW, "Chuyên viên"), head=head)
    assert look(office, task).left_out == (("chức vụ", 1),)
    task = settings(task, posts_since=date(2023, 1, 1))
    assert look(office, task).left_out == ()
    write(office, task)
    with office.db.read() as reader:
        (post,) = reader.records({"CB003"}).positions
    assert (post.title, post.start, post.end) == ("Chuyên viên", date(2023, 1, 1), None)
    later = settings(opened(office, tmp_path, (*NEW, "chuyên viên"), head=head), posts_since=date(2024, 1, 1))
    assert states(look(office, later)) == ["khong_doi"]


MODELS = ("STT", "Tên mô hình, điển hình", "Họ và tên", "Lĩnh vực", "Đơn vị giới thiệu", "Năm đăng ký")


def test_models_are_kept_under_the_plan_chosen_and_told_without_one(office: Context, tmp_path: Path) -> None:
    row = (1, "Tổ dân vận khéo", "Trần Thị Nhung", "Cột lạ", "P. HTQT", 2024)
    task = opened(office, tmp_path, row, head=MODELS)
    task = decide(task, {2: RowDecision(who="CB002")})
    said_row = task.reading.rows[0]
    assert (said_row.model, said_row.proposer, said_row.registered) == ("Tổ dân vận khéo", "P. HTQT", 2024)
    assert "Không ghi: đăng ký mô hình “Tổ dân vận khéo” (chưa chọn kế hoạch)" in said(look(office, task), 2)
    task = settings(task, plan="HT_SNGV_2021_2025")
    told = said(look(office, task), 2)
    assert "lĩnh vực “Cột lạ” (kế hoạch không có)" in told
    assert "“P. HTQT” hiểu là đơn vị “Phòng Hợp tác quốc tế”." in told
    write(office, task)
    with office.db.read() as reader:
        (registration,) = reader.records({"CB002"}).registrations
    assert (registration.plan, registration.model, registration.introducer, registration.year) == (
        "HT_SNGV_2021_2025",
        "Tổ dân vận khéo",
        "HTQT",
        2024,
    )
    again = settings(decide(opened(office, tmp_path, row, head=MODELS), task.decisions.rows), plan="HT_SNGV_2021_2025")
    assert states(look(office, again)) == ["khong_doi"]


def test_a_proposer_the_list_itself_brings_is_added_with_it(office: Context, tmp_path: Path) -> None:
    head = ("STT", "Họ và tên", "Năm sinh", "Đơn vị", "Tên mô hình", "Đơn vị giới thiệu")
    rows = ((1, "Lê Bình", 1990, "Văn phòng Sở", "Sạch nhà", "Hội Z"), (2, "Phạm Dung", 1991, "Hội Z", "", ""))
    task = settings(opened(office, tmp_path, *rows, head=head), plan="HT_SNGV_2021_2025")
    task = decide(task, {3: RowDecision(skipped=True)})
    write(office, task)
    (club,) = by_name(office, "Hội Z")
    with office.db.read() as reader:
        assert [one.introducer for one in reader.records().registrations] == [club.code]
    kept(office)


def test_years_no_record_can_have_are_left_out_and_told(office: Context, tmp_path: Path) -> None:
    head = ("STT", "Họ và tên", "Năm sinh", "Đơn vị", "Xếp loại 2035", "Danh hiệu 2024")
    task = opened(office, tmp_path, (1, "Lê Bình", 1990, "Văn phòng Sở", "HTTNV", "LĐTT"), head=head)
    told = said(look(office, task), 2)
    assert "năm 2035 ngoài khoảng 1945–2026" in told
    write(office, task)
    assert ratings(office, "CB003") == []
    assert [one.year for one in awards(office, "CB003")] == [2024]


def test_what_the_records_keep_otherwise_is_told(office: Context, tmp_path: Path) -> None:
    fill(office, subjects=(*SUBJECTS[:4], Subject(**{**_values(SUBJECTS[4]), "note": "Nghỉ thai sản"})))
    head = ("STT", "Họ và tên", "Năm sinh", "Đơn vị", "Danh hiệu 2023", "Ghi chú")
    task = opened(office, tmp_path, (1, "Tran Thi Nhung", 1981, "Sở Ngoại vụ", "LĐTT", "Chuyển công tác"), head=head)
    told = said(look(office, decide(task, {2: RowDecision(who="CB002")})), 2)
    for words in ("tên “Tran Thi Nhung” (giữ “Trần Thị Nhung”)", "đơn vị “Sở Ngoại vụ” (giữ “Văn phòng Sở”)"):
        assert words in told
    assert "ghi chú “Chuyển công tác”" in told


def _values(one: Subject) -> dict[str, Any]:
    return {item.name: getattr(one, item.name) for item in fields(one)}
