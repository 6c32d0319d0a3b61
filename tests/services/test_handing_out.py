"""Giao bổ sung: each unit gets a workbook of its own people who lack data, and a letter that says what and where."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest

from dienhinh_desktop.domain.eligibility import AssessmentRequest, Verdict
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.services import delivery, eligibility, imports, upkeep
from dienhinh_desktop.services.context import Context

PLAN = "HT_SNGV_2021_2025"
REQUEST = AssessmentRequest(plan=PLAN, on=date(2025, 12, 20))


@pytest.fixture
def practice(ctx: Context) -> Context:
    upkeep.load_practice(ctx)
    return ctx


def lacking(ctx: Context) -> list[tuple[str, str]]:
    return [
        (item.subject, item.field) for item in eligibility.assess(ctx, REQUEST) if item.verdict is Verdict.THIEU_DU_LIEU
    ]


def codes(file: Path) -> set[str]:
    """Return the people and collectives a workbook speaks of on its first sheet."""
    book = openpyxl.load_workbook(file)
    sheet = book["Đối tượng"]
    found = {str(row[0]) for row in sheet.iter_rows(min_row=1, max_col=1, values_only=True) if row[0]}
    book.close()
    return found


@pytest.mark.filterwarnings("ignore:Print area cannot be set")
def test_every_unit_gets_its_own_people_and_nobody_elses_with_what_each_lacks(
    practice: Context, tmp_path: Path
) -> None:
    wanted = lacking(practice)
    assert len(wanted) > 3
    written = delivery.hand_out(practice, REQUEST, wanted, tmp_path)
    books = [Path(file) for file in written.files if file.endswith(".xlsx")]
    letters = [Path(file) for file in written.files if file.endswith(".docx")]
    assert len(books) == len(letters) > 1
    with practice.db.read() as reader:
        subjects = {row.code: row for row in reader.records(kinds={"subjects"}).subjects}
    meant = {code for code, _field in wanted}
    shown: set[str] = set()
    for book in books:
        here = codes(book) & set(subjects)
        people = here & meant
        units = {subjects[code].unit for code in people if subjects[code].kind.value == "CA_NHAN"}
        assert len(units) <= 1
        assert not shown & people
        shown |= people
    assert shown == meant
    for letter in letters:
        words = "\n".join(part.text for part in docx.Document(str(letter)).paragraphs)
        assert f"vào tệp {letter.name.replace('_giao_bo_sung.docx', '_bo_sung.xlsx')} kèm theo" in words
        table = docx.Document(str(letter)).tables
        cells = [[cell.text for cell in row.cells] for made in table for row in made.rows]
        named = [row for row in cells if len(row) == 5 and row[0].isdigit()]
        assert named
        assert all(row[3] for row in named)


@pytest.mark.filterwarnings("ignore:Print area cannot be set")
def test_the_workbook_comes_back_like_any_other_and_changes_nothing_unfilled(practice: Context, tmp_path: Path) -> None:
    written = delivery.hand_out(practice, REQUEST, lacking(practice), tmp_path)
    for file in written.files:
        if file.endswith(".xlsx"):
            report = imports.preview(practice, Path(file)).report
            assert [issue for issue in report.issues if issue.level == "error"] == []
            assert (report.added, report.updated) == (0, 0)


def test_whoever_lacks_no_record_is_asked_of_nobody(practice: Context, tmp_path: Path) -> None:
    met = [(item.subject, item.field) for item in eligibility.assess(practice, REQUEST) if item.verdict is Verdict.DAT]
    with pytest.raises(UserError, match="không có gì để giao"):
        delivery.hand_out(practice, REQUEST, met, tmp_path / "ra")
    assert not (tmp_path / "ra").exists()
