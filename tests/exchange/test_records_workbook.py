"""What is written can be read back to the letter, opens in office programs, and cannot turn into a formula."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.records import (
    RECORD_TYPES,
    Award,
    Grade,
    HouseholdState,
    Indicator,
    Initiative,
    Position,
    Records,
    Sex,
    Subject,
    SubjectKind,
)
from dienhinh_desktop.domain.text import clean
from dienhinh_desktop.exchange.imports.figures import Day, Number, PartialDay, Share, Year
from dienhinh_desktop.exchange.imports.sheets import SHEETS, Column
from dienhinh_desktop.exchange.imports.values import Kind
from dienhinh_desktop.exchange.imports.words import AwardOf, Choice, CitizenId, Codes, GradeOf, Lines, TermOf, Text
from dienhinh_desktop.exchange.records.workbook import write_records_workbook
from tests.exchange.workbook_samples import CASES, PRACTICE, catalogue, read

AN = Subject(code="CB1", kind=SubjectKind.PERSON, name="Nguyễn Văn An")

NASTY = ("=1+1", "+84", "-", "@SUM(A1)", "'x", '"', "&<>", "_x0041_", "_x000D_", "🎖️ điển hình", "]]>", "\\n", "1.0")
NASTY_CELLS = ("TRUE", "01/02/2023", "#N/A", "007", "1e5", "Có", "x" * 32_767)
NOT_YET_CLEAN = ("Nguye\u0302\u0303n", "\u00a0a\u00a0", "a\x00b\x07")

texts = (st.sampled_from(NASTY + NASTY_CELLS + NOT_YET_CLEAN) | st.text(max_size=30)).map(clean).filter(bool)
lines = st.lists(texts.filter(lambda text: len(text) < 100), min_size=1, max_size=3).map("\n".join)
codes = texts.filter(lambda text: not set(",;") & set(text) and len(text) < 100)
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
numbers = st.floats(allow_nan=False, allow_infinity=False).map(lambda number: number + 0.0)


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    known = PartialDate.of(draw(days))
    return draw(st.sampled_from([known, replace(known, day=None), PartialDate(known.year)]))


@st.composite
def award_cells(draw: st.DrawFn) -> tuple[str, str | None]:
    form = draw(st.sampled_from(list(catalogue().awards.values())))
    names = [
        name
        for name in (form.name, form.short)
        if catalogue().find_award(name) == form and clean(name).upper() != form.code
    ]
    return form.code, draw(st.sampled_from([None, *map(clean, names)]))


def values(column: Column) -> st.SearchStrategy[Any]:
    """Every value a record may hold in a column, None where it may be unknown."""
    kind = column.kind
    if isinstance(kind, Codes):
        known = st.sampled_from(list(catalogue().lists[kind.terms])) if kind.terms else codes
        return st.lists(known, max_size=3, unique=True).map(tuple)
    choice: st.SearchStrategy[Any] = BY_KIND[type(kind)](kind)
    return choice if column.required or column.fields == ("refused",) else st.none() | choice


BY_KIND: dict[type[Kind], Callable[[Any], st.SearchStrategy[Any]]] = {
    Text: lambda kind: texts,
    Lines: lambda kind: lines,
    GradeOf: lambda kind: st.sampled_from(Grade),
    TermOf: lambda kind: st.sampled_from(list(catalogue().lists[kind.terms])),
    AwardOf: lambda kind: award_cells(),
    Choice: lambda kind: st.sampled_from(list(kind.values.values())),
    CitizenId: lambda kind: st.from_regex(r"\A[0-9]{12}\Z|\A[1-9][0-9]{8}\Z"),
    Day: lambda kind: days,
    PartialDay: lambda kind: partial_dates(),
    Year: lambda kind: st.integers(1945, 2100),
    Share: lambda kind: st.floats(0, 100).map(lambda share: share + 0.0),
    Number: lambda kind: numbers,
}


@st.composite
def records(draw: st.DrawFn) -> Records:
    tables: dict[str, tuple[Any, ...]] = {}
    for sheet in SHEETS:
        rows = []
        for _ in range(draw(st.integers(0, 3))):
            made: dict[str, Any] = {}
            for column in sheet.columns:
                value = draw(values(column))
                made.update(
                    {column.fields[0]: value} if len(column.fields) == 1 else zip(column.fields, value, strict=True)
                )
            rows.append(sheet.record(**made))
        tables[sheet.table] = tuple(rows)
    subjects = {subject.code: subject for subject in tables["subjects"]}
    return Records(**{**tables, "subjects": tuple(subjects.values())})


def round_trip(held: Records) -> Records:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "so.xlsx"
        write_records_workbook(target, held, catalogue())
        content = read(target)
    assert content.errors == ()
    assert content.skipped == 0
    return content.records


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(records())
def test_any_records_come_back_as_they_were(held: Records) -> None:
    assert round_trip(held) == held


@pytest.mark.parametrize("text", [*NASTY, *NASTY_CELLS, *NOT_YET_CLEAN])
def test_awkward_words_come_back_in_every_column_of_words(text: str) -> None:
    word = clean(text)
    subject = replace(
        AN, name=word, ethnicity=word, unit=word if "," not in word else None, note=f"{word[:900]}\n{word[:900]}"
    )
    assert round_trip(Records(subjects=(subject,))).subjects == (subject,)


@pytest.mark.parametrize("path", [*sorted(CASES.glob("*.xlsx")), PRACTICE], ids=lambda path: path.stem)
def test_the_cases_and_the_practice_data_come_back_without_a_word(path: Path, tmp_path: Path) -> None:
    held = read(path).records
    target = tmp_path / "so.xlsx"
    write_records_workbook(target, held, catalogue())
    content = read(target)
    assert content.records == held
    assert content.issues == ()


def test_every_field_of_every_record_has_a_column() -> None:
    for sheet in SHEETS:
        written = {name for column in sheet.columns for name in column.fields}
        assert written == {field.name for field in fields(RECORD_TYPES[sheet.table])} - {"id"}
    assert [sheet.table for sheet in SHEETS] == list(RECORD_TYPES)


def test_an_empty_folder_gives_the_template_with_all_twelve_sheets(tmp_path: Path) -> None:
    target = tmp_path / "mau.xlsx"
    write_records_workbook(target, Records(), catalogue())
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == [
        "Đối tượng",
        "Chức vụ",
        "Xếp loại",
        "Khen thưởng",
        "Sáng kiến",
        "Số liệu",
        "Tình trạng hộ",
        "Đóng góp",
        "Xác nhận",
        "Kỷ luật",
        "Đăng ký",
        "Văn bản",
    ]
    for sheet, spec in zip(book, SHEETS, strict=True):
        assert [cell.value for cell in sheet[1]] == [column.heading for column in spec.columns]
        assert all(cell.font.b and cell.fill.fill_type == "solid" and cell.alignment.wrap_text for cell in sheet[1])
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"


def test_closed_lists_drop_down_and_typed_codes_stay_text(tmp_path: Path) -> None:
    target = tmp_path / "mau.xlsx"
    write_records_workbook(target, Records(), catalogue())
    book = openpyxl.load_workbook(target)
    sheet = book["Đối tượng"]
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert lists["B2:B1048576"] == '"Cá nhân,Tập thể,Hộ gia đình"'
    assert lists["G2:G1048576"] == '"Nam,Nữ"'
    assert '"Có,Không"' in {rule.formula1 for rule in book["Chức vụ"].data_validations.dataValidation}
    assert all(rule.errorStyle == "warning" for rule in sheet.data_validations.dataValidation)
    assert {letters: sheet.column_dimensions[letters].number_format for letters in "AEHF"} == {
        "A": "@",
        "E": "@",
        "H": "@",
        "F": "General",
    }
    assert book["Xếp loại"].column_dimensions["E"].number_format == "dd/mm/yyyy"


def test_days_are_real_dates_and_partial_ones_text(tmp_path: Path) -> None:
    people = (
        replace(AN, birth=PartialDate(1985, 3, 12)),
        replace(AN, code="CB2", birth=PartialDate(1985)),
        replace(AN, code="CB3", birth=PartialDate(1985, 3)),
    )
    target = tmp_path / "so.xlsx"
    write_records_workbook(target, Records(subjects=people), catalogue())
    sheet = openpyxl.load_workbook(target)["Đối tượng"]
    assert [sheet[f"F{row}"].value for row in (2, 3, 4)] == [datetime.fromisoformat("1985-03-12"), "1985", "3/1985"]
    assert sheet["F2"].number_format == "dd/mm/yyyy"


def test_words_like_formulas_are_text_with_a_quote_prefix(tmp_path: Path) -> None:
    target = tmp_path / "so.xlsx"
    write_records_workbook(target, Records(subjects=(replace(AN, name="=1+1", note="@lệnh"),)), catalogue())
    row = openpyxl.load_workbook(target)["Đối tượng"][2]
    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in (row[0], row[2], row[13])] == [
        ("CB1", "s", False),
        ("=1+1", "s", True),
        ("@lệnh", "s", True),
    ]


def test_the_workbook_shows_the_words_of_the_contract(tmp_path: Path) -> None:
    held = Records(
        subjects=(replace(AN, sex=Sex.FEMALE, category="CBCCVC", traits=("CAP_CO_SO", "TRUC_TIEP"), leads=("A", "B")),),
        positions=(Position(subject="CB1", title="Trưởng phòng", leading=True, head=False, start=date(2021, 1, 1)),),
        awards=(
            Award(subject="CB1", form="LDTT", written="Lao động tiên tiến"),
            Award(subject="CB1", form="CSTD_CS", written="Lao động tiên tiến", refused=True),
        ),
        initiatives=(Initiative(subject="CB1", name="X", kind="SANG_KIEN", level="TINH", share=0.6),),
        indicators=(Indicator(subject="CB1", indicator="DOANH_THU", year=2021, target=5.0),),
    )
    target = tmp_path / "so.xlsx"
    write_records_workbook(target, held, catalogue())
    book = openpyxl.load_workbook(target)

    def shown(sheet: str, row: int) -> list[Any]:
        return [cell.value for cell in book[sheet][row] if cell.value is not None]

    assert shown("Đối tượng", 2) == [
        "CB1",
        "Cá nhân",
        "Nguyễn Văn An",
        "CBCCVC",
        "Nữ",
        "CAP_CO_SO, TRUC_TIEP",
        "A, B",
    ]
    assert shown("Chức vụ", 2)[2:4] == ["Có", "Không"]
    assert shown("Khen thưởng", 2) == ["CB1", "Lao động tiên tiến"]
    assert shown("Khen thưởng", 3) == ["CB1", "CSTD_CS", "Không đạt"]
    assert shown("Sáng kiến", 2) == ["CB1", "X", "Sáng kiến", "Tỉnh", "0,6%"]
    assert shown("Số liệu", 2) == ["CB1", "DOANH_THU", 2021, 5]


def test_the_same_records_give_the_same_bytes_and_progress_ends_full(tmp_path: Path) -> None:
    held = read(PRACTICE).records
    told: list[tuple[int, int, str]] = []
    write_records_workbook(tmp_path / "a.xlsx", held, catalogue(), lambda *step: told.append(step))
    write_records_workbook(tmp_path / "b.xlsx", held, catalogue())
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    total = sum(len(rows) for _, rows in held.tables())
    assert told[-1] == (total, total, "Ghi trang “Văn bản”")
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)


def test_a_text_longer_than_a_cell_refuses_the_file_and_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "so.xlsx"
    target.write_bytes(b"cu")
    with pytest.raises(UserError, match="ô “Ghi chú” của CB1 dài quá 32767 ký tự"):
        write_records_workbook(target, Records(subjects=(replace(AN, note="🎖" * 16_384),)), catalogue())
    assert target.read_bytes() == b"cu"


def test_a_folder_that_is_not_there_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        write_records_workbook(tmp_path / "khong_co" / "so.xlsx", Records(), catalogue())


def test_household_states_and_grades_are_all_writable() -> None:
    made = {state: kind.write(state, catalogue()) for kind in [_kind("Tình trạng")] for state in HouseholdState}
    assert made == {state: state.value for state in HouseholdState}
    assert {_kind("Mức").write(grade, catalogue()) for grade in Grade} == {"HTXSNV", "HTTNV", "HTNV", "KHTNV"}


def _kind(heading: str) -> Any:
    return next(column.kind for sheet in SHEETS for column in sheet.columns if column.heading == heading)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_opens_the_export_and_saves_the_same_records(tmp_path: Path) -> None:
    held = read(PRACTICE).records
    nasty = replace(AN, code="LA", name="=1+1", note="dòng một\n@dòng hai", citizen_id="001199000123")
    held = replace(held, subjects=(*held.subjects, nasty))
    target = tmp_path / "so.xlsx"
    write_records_workbook(target, held, catalogue())
    profile = f"-env:UserInstallation=file://{tmp_path}/ho_so"
    for form in ("xlsx", "pdf"):
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(tmp_path / "ra"), str(target)],
            check=True,
            capture_output=True,
            timeout=120,
        )
    assert (tmp_path / "ra" / "so.pdf").stat().st_size > 10_000
    saved = read(tmp_path / "ra" / "so.xlsx")
    assert saved.errors == ()
    assert saved.records == held
