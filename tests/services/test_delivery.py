"""What goes to a sub-unit: its own people and nobody else's, nothing personal unasked; it all comes back the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from dienhinh_desktop.domain.delivery import ReturnedRow, ReturnedRows
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.records import Award, Grade, Position, Rating, Records, Subject, SubjectKind
from dienhinh_desktop.services import delivery, imports, upkeep
from dienhinh_desktop.services.context import Context

PERSON, COLLECTIVE, HOUSEHOLD = SubjectKind.PERSON, SubjectKind.COLLECTIVE, SubjectKind.HOUSEHOLD
pytestmark = pytest.mark.filterwarnings("ignore:Print area cannot be set")

SUBJECTS = (
    Subject(code="UB", kind=COLLECTIVE, name="UBND xã Na Hoa", category="CO_QUAN"),
    Subject(code="VP", kind=COLLECTIVE, name="Văn phòng", category="CO_QUAN", unit="UB"),
    Subject(code="TC", kind=COLLECTIVE, name="Tổ tiếp công dân", category="CO_QUAN", unit="VP"),
    Subject(code="KT", kind=COLLECTIVE, name="Phòng Kinh tế", category="CO_QUAN", unit="UB"),
    Subject(code="CB", kind=COLLECTIVE, name="Chi bộ Văn phòng", category="TO_CHUC_DANG", unit="UB"),
    Subject(code="T1", kind=COLLECTIVE, name="Thôn Một", category="THON", unit="UB"),
    Subject(code="P1", kind=PERSON, name="Lò Thị An", unit="VP", citizen_id="001190000123", note="Xem lại lý lịch."),
    Subject(code="P2", kind=PERSON, name="Lò Văn Bình", unit="TC"),
    Subject(code="P3", kind=PERSON, name="Vàng Thị Chư", unit="KT", locality="T1"),
    Subject(code="H1", kind=HOUSEHOLD, name="Giàng A Dế", locality="T1"),
)
RECORDS = Records(
    subjects=SUBJECTS,
    positions=(
        Position(subject="P1", title="Chuyên viên", start=date(2015, 1, 1), end=date(2019, 12, 31)),
        Position(subject="P1", title="Chánh Văn phòng", start=date(2020, 1, 1)),
    ),
    ratings=(
        Rating(subject="P2", year=2024, grade=Grade.HTTNV),
        Rating(subject="P1", year=2020, grade=Grade.HTTNV),
        Rating(subject="P1", year=2024, grade=Grade.HTXSNV),
        Rating(subject="P3", year=2024, grade=Grade.HTNV),
    ),
    awards=(
        Award(subject="P1", form="CSTD_CS", year=2020, decision="1/QĐ", date=date(2021, 1, 5)),
        Award(subject="P1", form="BK_TINH", decision="2/QĐ", date=date(2022, 3, 1)),
        Award(subject="P1", form="GK_XA", decision="3/QĐ"),
    ),
)


@pytest.fixture
def filled(ctx: Context) -> Context:
    with ctx.db.work("Nhập mẫu", ctx.who) as work:
        for table, rows in RECORDS.tables():
            work.insert(table, rows)
    return ctx


def codes(records: Records) -> list[str]:
    return [subject.code for subject in records.subjects]


def test_a_template_holds_the_unit_its_parts_and_their_people(filled: Context) -> None:
    found = delivery.unit_template(filled, "VP")
    assert (found.unit_name, found.agency, found.first_code) == ("Văn phòng", "UBND XÃ NA HOA", "VP-01")
    assert codes(found.records) == ["VP", "TC", "P1", "P2"]
    assert [(row.subject, row.year) for row in found.records.ratings] == [("P1", 2020), ("P1", 2024), ("P2", 2024)]


def test_whoever_has_no_unit_belongs_where_he_lies(filled: Context) -> None:
    assert codes(delivery.unit_template(filled, "T1").records) == ["T1", "H1"]


def test_only_the_entries_of_the_years_asked_go_out(filled: Context) -> None:
    found = delivery.unit_template(filled, "VP", (2021, 2025)).records
    assert codes(found) == ["VP", "TC", "P1", "P2"]
    assert [row.title for row in found.positions] == ["Chánh Văn phòng"]
    assert [(row.subject, row.year) for row in found.ratings] == [("P1", 2024), ("P2", 2024)]
    assert [row.form for row in found.awards] == ["GK_XA", "BK_TINH"], "an award without any year is shown"


def test_numbers_of_identity_go_out_only_when_asked_and_remarks_never(filled: Context, tmp_path: Path) -> None:
    def person(*, citizen_ids: bool) -> Subject:
        found = delivery.unit_template(filled, "VP", citizen_ids=citizen_ids).records.subjects
        return next(row for row in found if row.code == "P1")

    assert (person(citizen_ids=False).citizen_id, person(citizen_ids=False).note) == (None, None)
    assert (person(citizen_ids=True).citizen_id, person(citizen_ids=True).note) == ("001190000123", None)
    delivery.write_template(filled, "VP", tmp_path / "a.xlsx")
    assert b"001190000123" not in _strings(tmp_path / "a.xlsx")
    delivery.write_template(filled, "VP", tmp_path / "b.xlsx", citizen_ids=True)
    assert b"001190000123" in _strings(tmp_path / "b.xlsx")


def _strings(path: Path) -> bytes:
    import zipfile

    with zipfile.ZipFile(path) as package:
        return package.read("xl/sharedStrings.xml")


@pytest.mark.parametrize("years", [None, (2021, 2025), (2024, 2024)])
def test_an_untouched_template_changes_nothing_and_says_nothing(
    filled: Context, tmp_path: Path, years: tuple[int, int] | None
) -> None:
    content = delivery.write_template(filled, "VP", tmp_path / "vp.xlsx", years)
    report = imports.preview(filled, tmp_path / "vp.xlsx").report
    rows = sum(len(rows) for _, rows in content.records.tables())
    assert (report.added, report.updated, report.unchanged, report.skipped) == (0, 0, rows, 0)
    assert report.issues == ()


def test_rows_typed_into_it_are_the_only_news(filled: Context, tmp_path: Path) -> None:
    path = tmp_path / "vp.xlsx"
    delivery.write_template(filled, "VP", path, (2021, 2025))
    book = openpyxl.load_workbook(path)
    book["Đối tượng"].append(["VP-01", "Cá nhân", "Sùng Thị Mới", "Giáo viên", "VP"])
    book["Xếp loại"].append(["VP-01", 2025, "HTXSNV"])
    book.save(path)
    preview = imports.preview(filled, path)
    assert (preview.report.added, preview.report.updated, preview.report.issues) == (2, 0, ())
    imports.apply(filled, preview)
    with filled.db.read() as reader:
        kept = reader.records()
    assert [row.name for row in kept.subjects if row.code == "VP-01"] == ["Sùng Thị Mới"]
    assert next(row for row in kept.subjects if row.code == "P1").citizen_id == "001190000123"
    assert next(row for row in kept.subjects if row.code == "P1").note == "Xem lại lý lịch."
    assert len(kept.ratings) == len(RECORDS.ratings) + 1
    assert delivery.unit_template(filled, "VP").first_code == "VP-02"


def test_all_units_are_those_below_the_office_party_cells_aside(filled: Context, tmp_path: Path) -> None:
    assert [unit.code for unit in delivery.receiving_units(filled)] == ["KT", "T1", "VP"]
    steps: list[tuple[int, int, str]] = []
    files = delivery.write_templates(filled, tmp_path / "mau", (2021, 2025), progress=lambda *step: steps.append(step))
    assert [path.name for path in files] == [
        "Mẫu sổ dữ liệu Phòng Kinh tế.xlsx",
        "Mẫu sổ dữ liệu Thôn Một.xlsx",
        "Mẫu sổ dữ liệu Văn phòng.xlsx",
    ]
    assert steps[-1][:2] == (3, 3)
    assert [imports.preview(filled, path).report.added for path in files] == [0, 0, 0]


def test_units_of_one_name_get_files_of_their_own(filled: Context, tmp_path: Path) -> None:
    with filled.db.work("Thêm", "x") as work:
        work.insert("subjects", [Subject(code="VP2", kind=COLLECTIVE, name="Văn Phòng", unit="UB")])
    names = [path.name for path in delivery.write_templates(filled, tmp_path / "mau")]
    assert len(names) == len({name.casefold() for name in names}) == 4


@pytest.mark.parametrize(
    ("words", "code"), [("VP", "VP"), ("văn phòng", "VP"), ("van phong", "VP"), ("phong kinh", "KT"), ("kt", "KT")]
)
def test_a_unit_is_found_by_code_name_or_beginning(filled: Context, words: str, code: str) -> None:
    assert delivery.find_unit(filled, words).code == code


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Sở Y tế", "Không có đơn vị “Sở Y tế”"),
        ("", "Không có đơn vị “”"),
        ("P1", "Không có đơn vị “P1”"),
        ("t", "“t” có thể là 2 đơn vị: Tổ tiếp công dân (TC), Thôn Một (T1); ghi mã"),
    ],
)
def test_a_unit_that_cannot_be_told_is_refused_in_words(filled: Context, words: str, sentence: str) -> None:
    with pytest.raises(UserError) as refused:
        delivery.find_unit(filled, words)
    assert refused.value.sentence.startswith(sentence)


def test_what_cannot_be_made_is_refused_and_leaves_the_old_file(filled: Context, tmp_path: Path) -> None:
    target = tmp_path / "cu.xlsx"
    target.write_bytes(b"cu")
    for unit in ("P1", "KHONG_CO"):
        with pytest.raises(UserError, match="Không có đơn vị mã"):
            delivery.write_template(filled, unit, target)
    with pytest.raises(UserError, match="Năm đầu 2025 đứng sau năm cuối 2021"):
        delivery.write_template(filled, "VP", target, (2025, 2021))
    assert target.read_bytes() == b"cu"


def test_an_empty_folder_has_no_unit_to_send_to(ctx: Context, tmp_path: Path) -> None:
    assert upkeep.office(ctx).root is None
    with pytest.raises(UserError, match="Chưa có đơn vị nào"):
        delivery.write_templates(ctx, tmp_path / "mau")
    assert not (tmp_path / "mau").exists()


def test_returned_rows_are_dated_today_and_none_are_refused(ctx: Context, tmp_path: Path) -> None:
    returned = ReturnedRows("a.xlsx", "Trang", ("Họ và tên",), (ReturnedRow(3, ("An",), ((None, "Chưa rõ."),)),))
    delivery.write_returned(ctx, returned, tmp_path / "tra.xlsx")
    said = [str(row[0] or "") for row in openpyxl.load_workbook(tmp_path / "tra.xlsx").worksheets[0].values]
    assert any("đọc ngày 20/12/2025" in words for words in said)
    with pytest.raises(UserError, match="Không có dòng nào phải trả lại"):
        delivery.write_returned(ctx, replace(returned, rows=()), tmp_path / "khong.xlsx")
    assert not (tmp_path / "khong.xlsx").exists()
