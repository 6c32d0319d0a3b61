"""A template reads back as what went into it, takes new rows, and locks only what must not change."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import fields, replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dienhinh_desktop.domain.delivery import UnitTemplate
from dienhinh_desktop.domain.records import Records, Subject, SubjectKind
from dienhinh_desktop.exchange.imports.sheets import SHEETS
from dienhinh_desktop.exchange.records import meanings
from dienhinh_desktop.exchange.records.template import template_workbook
from tests.exchange.workbook_samples import PRACTICE, catalogue, read

# Whole columns are printed, so that rows typed below are printed too; openpyxl alone does not know that.
pytestmark = pytest.mark.filterwarnings("ignore:Print area cannot be set")
HEADINGS = 5
AN = Subject(code="CB1", kind=SubjectKind.PERSON, name="Nguyễn Văn An")


def template(held: Records, years: tuple[int, int] | None = (2021, 2025)) -> UnitTemplate:
    return UnitTemplate(
        unit="HTQT",
        unit_name="Phòng Hợp tác quốc tế",
        records=held,
        agency="SỞ NGOẠI VỤ",
        years=years,
        first_code="HTQT-01",
    )


def write(folder: Path, held: Records, years: tuple[int, int] | None = (2021, 2025)) -> Path:
    target = folder / "mau.xlsx"
    target.write_bytes(template_workbook(template(held, years), catalogue()))
    return target


def sheet(path: Path, name: str) -> Worksheet:
    found = openpyxl.load_workbook(path)[name]
    assert isinstance(found, Worksheet)
    return found


def words_of(path: Path, name: str, column: str) -> tuple[list[str], str]:
    """The words of a drop-down, and its formula."""
    found = sheet(path, name)
    (rule,) = [
        item for item in found.data_validations.dataValidation if str(item.sqref).startswith(f"{column}{HEADINGS + 1}:")
    ]
    formula = str(rule.formula1)
    if formula.startswith('"'):
        return formula.strip('"').split(","), formula
    return [str(cell.value) for cell in found[formula.replace("$", "")][0]], formula


def test_everything_comes_back_as_it_went_out(tmp_path: Path) -> None:
    held = read(PRACTICE).records
    content = read(write(tmp_path, held))
    assert content.records == held
    assert content.issues == ()
    assert content.skipped == 0


def test_an_empty_template_is_read_without_a_word(tmp_path: Path) -> None:
    content = read(write(tmp_path, Records(), None))
    assert content.records == Records()
    assert content.issues == ()


@pytest.mark.parametrize("name", ["=1+1", "+84", "-", "@SUM(A1)", '"', "]]>", "&<>", "x" * 200])
def test_awkward_codes_and_names_stay_what_they_are(name: str, tmp_path: Path) -> None:
    code = name.replace(",", "")[:100]
    subject = replace(AN, code=code, name=name)
    held = replace(read(PRACTICE).records, subjects=(subject,), positions=(), ratings=())
    held = Records(
        subjects=(subject,), ratings=tuple(replace(row, subject=code) for row in read(PRACTICE).records.ratings[:1])
    )
    path = write(tmp_path, held)
    assert read(path).records == held
    assert openpyxl.load_workbook(path)["Xếp loại"].cell(HEADINGS + 1, 1).data_type == "s"


def test_new_rows_typed_below_are_new_records(tmp_path: Path) -> None:
    held = read(PRACTICE).records
    path = write(tmp_path, held)
    book = openpyxl.load_workbook(path)
    people, titles = book["Đối tượng"], book["Khen thưởng"]
    row = HEADINGS + len(held.subjects) + 1
    for column, value in (
        (1, "HTQT-01"),
        (2, "Cá nhân"),
        (3, "Lê Thị Mới"),
        (4, "Cán bộ, công chức, viên chức"),
        (5, "HTQT"),
    ):
        people.cell(row, column).value = value
    row = HEADINGS + len(held.awards) + 1
    titles.cell(row, 1).value = "HTQT-01"
    titles.cell(row, 2).value = "Chiến sĩ thi đua cơ sở"
    titles.cell(row, 3).value = 2025
    book.save(path)
    content = read(path)
    assert content.issues == ()
    assert content.records.subjects[:-1] == held.subjects
    new = content.records.subjects[-1]
    assert (new.code, new.name, new.category, new.unit) == ("HTQT-01", "Lê Thị Mới", "CBCCVC", "HTQT")
    award = content.records.awards[-1]
    assert (award.subject, award.form, award.year) == ("HTQT-01", "CSTD_CS", 2025)


def test_headings_and_known_codes_are_locked_and_nothing_else(tmp_path: Path) -> None:
    held = read(PRACTICE).records
    path = write(tmp_path, held)
    for plan in SHEETS:
        found = sheet(path, plan.name)
        assert found.protection.sheet
        assert not found.protection.password
        lock = found.protection
        assert [lock.sort, lock.autoFilter, lock.formatColumns, lock.insertRows, lock.deleteRows] == [False] * 5
        rows = len(getattr(held, plan.table))
        coded = plan.columns[0].fields[0] in ("code", "subject")
        for place in range(1, len(plan.columns) + 1):
            assert found.cell(HEADINGS, place).protection.locked
            assert not found.column_dimensions[get_column_letter(place)].protection.locked, "an empty cell below"
            if rows and found.cell(HEADINGS + 1, place).value is not None:
                assert found.cell(HEADINGS + 1, place).protection.locked is (coded and place == 1)


def test_every_heading_says_what_its_column_is_for(tmp_path: Path) -> None:
    path = write(tmp_path, Records())
    for plan in SHEETS:
        assert meanings.PURPOSES[plan.table] == sheet(path, plan.name)["A2"].value or plan.table == "subjects"
        for place, column in enumerate(plan.columns, start=1):
            cell = sheet(path, plan.name).cell(HEADINGS, place)
            assert cell.value == column.heading
            assert cell.comment is not None
            assert meanings.meaning(plan, column) in cell.comment.text.replace("\r", "")
            assert ("bắt buộc" in cell.comment.text) is column.required
    known = {f"{plan.table}.{column.fields[0]}" for plan in SHEETS for column in plan.columns}
    known |= {column.fields[0] for plan in SHEETS for column in plan.columns}
    assert set(meanings._MEANINGS) <= known


def test_drop_downs_hold_the_words_of_the_catalogue(tmp_path: Path) -> None:
    path = write(tmp_path, read(PRACTICE).records)
    assert words_of(path, "Đối tượng", "B")[0] == ["Cá nhân", "Tập thể", "Hộ gia đình"]
    assert words_of(path, "Đối tượng", "G")[0] == ["Nam", "Nữ"]
    names, formula = words_of(path, "Đối tượng", "D")
    assert names == [term.name for term in catalogue().lists["categories"].values()]
    assert formula.startswith("$A$4:")
    assert sheet(path, "Đối tượng").row_dimensions[4].hidden
    assert words_of(path, "Xếp loại", "B")[0] == ["2025", "2024", "2023", "2022", "2021"]
    assert words_of(path, "Xếp loại", "C")[0] == ["HTXSNV", "HTTNV", "HTNV", "KHTNV"]
    assert words_of(path, "Chức vụ", "C")[0] == ["Có", "Không"]
    forms = words_of(path, "Khen thưởng", "B")[0]
    assert "Chiến sĩ thi đua cơ sở" in forms
    assert all(catalogue().find_award(name) is not None for name in forms)


def test_codes_show_whose_they_are_and_stay_codes(tmp_path: Path) -> None:
    held = read(PRACTICE).records
    few = Records(
        subjects=held.subjects[:3], ratings=tuple(row for row in held.ratings if row.subject == held.subjects[1].code)
    )
    few = replace(
        few, ratings=few.ratings or tuple(replace(row, subject=held.subjects[1].code) for row in held.ratings[:1])
    )
    cell = sheet(write(tmp_path, few), "Xếp loại").cell(HEADINGS + 1, 1)
    assert cell.value == held.subjects[1].code
    assert held.subjects[1].name in cell.number_format


def test_no_record_field_is_without_a_place() -> None:
    for plan in SHEETS:
        shown = {name for column in plan.columns for name in column.fields}
        assert {item.name for item in fields(plan.record)} - {"id"} == shown


def test_the_same_content_gives_the_same_bytes() -> None:
    content = template(read(PRACTICE).records)
    assert template_workbook(content, catalogue()) == template_workbook(content, catalogue())


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_opens_it_and_saves_the_same_records(tmp_path: Path) -> None:
    held = read(PRACTICE).records
    path = write(tmp_path, held)
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
    assert (tmp_path / "ra" / "mau.pdf").stat().st_size > 10_000
    saved = tmp_path / "ra" / "mau.xlsx"
    assert read(saved).records == held
    assert read(saved).issues == ()
    found = sheet(saved, "Xếp loại")
    assert found.protection.sheet
    assert found.cell(HEADINGS + 1, 1).protection.locked
    assert not found.cell(HEADINGS + 1, 3).protection.locked
    assert found.cell(HEADINGS, 1).comment is not None
