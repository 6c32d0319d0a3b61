"""Lists beside the registration list, slips, summaries, plans and reports: what they say is what the records hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from dienhinh_desktop.domain.documents import FormTable, ListKind, ListScope, PaperKind, RegistrationList
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.records import Registration, Sex
from dienhinh_desktop.services import documents, upkeep
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.documents.dossier import gather
from dienhinh_desktop.services.documents.papers import offered, papers

from ..exchange.pdf_reading import texts
from .test_documents import OFFICE, ON, PLAN, UNITS, keep, person, registered, rows
from .test_papers import table, words

KG = "KG_SXD_2022"


@pytest.fixture
def practice(ctx: Context) -> Context:
    upkeep.load_practice(ctx)
    return ctx


@pytest.fixture
def office(ctx: Context) -> Context:
    keep(ctx, *UNITS)
    upkeep.save_office(ctx, OFFICE)
    return ctx


def cells(content: RegistrationList) -> dict[str, tuple[str, ...]]:
    return {row.cells[1]: row.cells for row in rows(content)}


def column(content: RegistrationList, heading: str) -> int:
    return next(at for at, shown in enumerate(content.columns) if shown.heading.replace("\n", " ") == heading)


class TestParticulars:
    def test_it_holds_who_the_registration_list_holds_in_its_order(self, practice: Context) -> None:
        listed = documents.build_list(practice, PLAN, ON)
        told = documents.build_list(practice, PLAN, ON, kind=ListKind.PARTICULARS)
        assert [row.cells[:2] for row in rows(told)] == [(str(row.number), row.name) for row in rows(listed)]
        assert told.total == listed.total

    def test_the_year_of_birth_stands_under_the_sex(self, office: Context) -> None:
        keep(office, replace(person("A", "Đỗ Thị Bình"), sex=Sex.FEMALE), replace(person("B", "An"), sex=Sex.MALE))
        keep(office, registered("A"), registered("B"))
        told = documents.build_list(office, PLAN, ON, kind=ListKind.PARTICULARS)
        men, women = column(told, "Năm sinh Nam"), column(told, "Năm sinh Nữ")
        found = cells(told)
        assert not found["Đỗ Thị Bình"][men]
        assert found["Đỗ Thị Bình"][women].isdigit()
        assert found["An"][men].isdigit()
        assert not found["An"][women]

    def test_names_are_headed_by_the_kinds_of_subject_there_are(self, office: Context) -> None:
        keep(office, person("A", "Đỗ Thị Bình"), registered("A"))
        assert documents.build_list(office, PLAN, ON).who == "Họ và tên"
        keep(office, registered("PB"))
        assert documents.build_list(office, PLAN, ON).who == "Họ và tên,\ntên tập thể"
        (form,) = papers(office, gather(office, PLAN, ON), PaperKind.BALLOT)
        assert table(form).headings[1] == "Họ và tên, tên tập thể"

    def test_what_is_asked_names_the_field_without_brackets_in_brackets(self, practice: Context) -> None:
        told = documents.build_list(practice, PLAN, ON, kind=ListKind.PARTICULARS)
        asked = column(told, "Nội dung đề nghị")
        assert {row.cells[asked] for row in rows(told)} >= {"Đăng ký điển hình tiên tiến: Tập thể"}

    def test_decisions_stand_beside_what_was_won(self, practice: Context) -> None:
        told = documents.build_list(practice, PLAN, ON, kind=ListKind.PARTICULARS)
        card = cells(told)["Nguyễn Công Đức"]
        assert "1407/QĐ-BNG ngày 05/9/2023" in card[column(told, "Danh hiệu, hình thức đã tặng (số quyết định)")]
        assert "2021: HTXS" in card[column(told, "Xếp loại các năm")]

    @pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx"])
    def test_it_is_written_alike_in_every_format(self, practice: Context, tmp_path: Path, ending: str) -> None:
        target = tmp_path / f"ds.{ending}"
        documents.export_list(practice, PLAN, ON, target, kind=ListKind.PARTICULARS)
        said = " ".join(_words(target).split())
        content = documents.build_list(practice, PLAN, ON, kind=ListKind.PARTICULARS)
        for row in rows(content):
            assert row.cells[1] in said
        assert "DANH SÁCH TRÍCH NGANG" in said


def _words(target: Path) -> str:
    if target.suffix == ".pdf":
        return "\n".join(texts(target.read_bytes()))
    if target.suffix == ".docx":
        document = Document(str(target))
        lines = [line.text for line in document.paragraphs]
        lines += [cell.text for found in document.tables for row in found.rows for cell in row.cells]
        return "\n".join(lines)
    book = openpyxl.load_workbook(target)
    text = "\n".join(str(cell) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row if cell)
    book.close()
    return text


class TestOverview:
    def test_its_last_line_counts_everyone_once(self, practice: Context) -> None:
        told = documents.build_list(practice, PLAN, ON, kind=ListKind.OVERVIEW)
        *units, whole = rows(told)
        all_of_them = column(told, "Cộng")
        listed = rows(documents.build_list(practice, PLAN, ON))
        assert whole.cells[all_of_them] == str(len(listed))
        assert sum(int(row.cells[all_of_them]) for row in units) == sum(len(row.introducers) for row in listed)

    def test_who_two_units_introduce_counts_for_both_and_once_in_all(self, office: Context) -> None:
        first, second = (code for code in ("PA", "PB"))
        keep(office, person("A", "Đỗ Thị Bình", first))
        keep(office, registered("A", introducer=first), registered("A", introducer=second))
        told = documents.build_list(office, PLAN, ON, kind=ListKind.OVERVIEW)
        assert [row.cells[column(told, "Cộng")] for row in rows(told)] == ["1", "1", "1"]
        assert told.footnotes

    def test_a_plan_with_quotas_of_units_shows_them(self, office: Context) -> None:
        keep(office, person("A", "Đỗ Thị Bình"), replace(registered("A"), plan=KG, date=date(2022, 6, 10)))
        told = documents.build_list(office, KG, date(2022, 6, 30), kind=ListKind.OVERVIEW)
        assert told.columns[-1].heading == "Chỉ tiêu của đơn vị"
        assert any("cần" in row.cells[-1] for row in rows(told))

    def test_the_columns_fill_the_width_whether_or_not_a_quota_stands(self, practice: Context, office: Context) -> None:
        keep(office, person("A", "Đỗ Thị Bình"), registered("A"))
        for kind in (ListKind.PARTICULARS, ListKind.OVERVIEW):
            content = documents.build_list(office, PLAN, ON, kind=kind)
            assert sum(shown.width for shown in content.columns) == 251
            assert {len(row.cells) for row in rows(content)} == {len(content.columns)}


class TestParts:
    def test_every_unit_gets_a_list_of_whom_it_introduced(self, practice: Context, tmp_path: Path) -> None:
        written = documents.export_parts(practice, PLAN, ON, tmp_path, ListScope.UNIT)
        listed = rows(documents.build_list(practice, PLAN, ON))
        assert len(written.files) == len({name for row in listed for name in row.introducers})
        for file in written.files:
            said = _words(Path(file))
            mine = [row for row in listed if row.introducers[0] in said]
            assert mine
            assert all(row.name in said for row in mine)

    def test_a_list_of_a_unit_is_the_units_own_paper(self, practice: Context, tmp_path: Path) -> None:
        written = documents.export_parts(practice, PLAN, ON, tmp_path, ListScope.UNIT, ending="pdf")
        said = " ".join(_words(Path(written.files[0])).split())
        assert "PHÒNG HỢP TÁC QUỐC TẾ" in said
        assert "Nguyễn Hữu Tiến" in said.partition("Tổng số")[2]

    def test_a_movement_has_its_own_list_numbered_anew(self, practice: Context, tmp_path: Path) -> None:
        written = documents.export_parts(practice, PLAN, ON, tmp_path, ListScope.FIELD)
        book = openpyxl.load_workbook(written.files[-1])
        numbers = [row[0] for row in book.worksheets[0].iter_rows(values_only=True) if isinstance(row[0], int)]
        book.close()
        assert numbers == list(range(1, len(numbers) + 1))
        counted = 0
        for file in written.files:
            book = openpyxl.load_workbook(file)
            counted += sum(isinstance(row[0], int) for row in book.worksheets[0].iter_rows(values_only=True))
            book.close()
        assert counted == sum(len(entry.fields) for entry in gather(practice, PLAN, ON).entries)


class TestPapersOfASubject:
    def test_a_slip_names_who_found_it_and_leaves_the_day_to_the_pen(self, practice: Context) -> None:
        dossier = gather(practice, PLAN, ON)
        form = papers(practice, dossier, PaperKind.DISCOVERY, ["CB005"])[0]
        lines = {line.label: line.value for section in form.sections for line in section.lines}
        assert lines["Đơn vị, người phát hiện"] == dossier.entries[-1].introducers[0].name
        assert lines["Ngày phát hiện"] == ""
        assert form.signatures[0][0].lines == ("THỦ TRƯỞNG ĐƠN VỊ",)

    def test_a_summary_tells_what_the_list_tells_spelled_out(self, practice: Context) -> None:
        form = papers(practice, gather(practice, PLAN, ON), PaperKind.SUMMARY, ["CB005"])[0]
        said = words(form)
        assert "Hoàn thành xuất sắc nhiệm vụ" in said
        assert "HTXSNV" not in said

    def test_a_summary_of_somebody_without_achievements_has_room_for_them(self, office: Context) -> None:
        keep(office, person("A", "Đỗ Thị Bình"), registered("A"))
        (form,) = papers(office, gather(office, PLAN, ON), PaperKind.SUMMARY)
        assert [line.value for line in form.sections[0].lines] == [""]
        assert form.sections[0].lines[0].lines > 1


class TestNurturing:
    def test_it_has_a_line_for_everyone_with_room_for_who_leads(self, practice: Context) -> None:
        (form,) = papers(practice, gather(practice, PLAN, ON), PaperKind.NURTURING)
        found = table(form)
        assert [row[1] for row in found.rows] == [row.name for row in rows(documents.build_list(practice, PLAN, ON))]
        assert all(not row[3].strip() for row in found.rows)
        assert form.letterhead.number.endswith("/KH-SNgV")


class TestReviews:
    def test_a_report_is_offered_only_where_the_plan_asks_for_it(self, practice: Context) -> None:
        assert PaperKind.MIDTERM in offered(practice.packs[PLAN].plan)
        assert PaperKind.FINAL in offered(practice.packs[PLAN].plan)
        assert PaperKind.MIDTERM not in offered(practice.packs[KG].plan)
        assert PaperKind.FINAL in offered(practice.packs[KG].plan)

    def test_asked_for_all_the_same_it_is_refused_in_words(self, office: Context) -> None:
        keep(office, person("A", "Đỗ Thị Bình"), replace(registered("A"), plan=KG))
        with pytest.raises(UserError, match="không đặt ra báo cáo sơ kết"):
            papers(office, gather(office, KG, ON), PaperKind.MIDTERM)

    def test_its_numbers_are_those_of_the_list_and_of_the_overview(self, practice: Context) -> None:
        (form,) = papers(practice, gather(practice, PLAN, ON), PaperKind.FINAL)
        listed = documents.build_list(practice, PLAN, ON)
        overview = documents.build_list(practice, PLAN, ON, kind=ListKind.OVERVIEW)
        assert listed.total in words(form)
        by_unit = next(section.table for section in form.sections if section.title == "1. Theo đơn vị giới thiệu")
        assert isinstance(by_unit, FormTable)
        assert list(by_unit.rows) == [row.cells[1:] for row in rows(overview)]

    def test_a_milestone_of_many_units_is_one_line_that_counts_them(self, practice: Context) -> None:
        (form,) = papers(practice, gather(practice, PLAN, ON), PaperKind.MIDTERM)
        found = next(section.table for section in form.sections if section.title.startswith("Thực hiện các mốc"))
        assert isinstance(found, FormTable)
        lines = {(row[0], row[1]): row for row in found.rows}
        assert len(lines) == len(found.rows)
        assert all(row[0][0].isupper() or row[0][0].isdigit() for row in found.rows)
        own, units = (row for row in found.rows if row[0] == "Trước 30/3/2021")
        assert (own[1], own[4]) == ("Sở Ngoại vụ tỉnh Lam Giang", "Đúng hạn")
        assert units[1:4] == ("07 đơn vị", "29/3/2021", "07 văn bản")
        assert units[4] == ("06 đúng hạn;\n01 trễ hạn: Trung tâm Xúc tiến viện trợ phi chính phủ")

    def test_what_is_lacking_is_told_with_its_verdict(self, practice: Context) -> None:
        (form,) = papers(practice, gather(practice, PLAN, ON), PaperKind.MIDTERM)
        lacking = next(section for section in form.sections if section.title.startswith("IV."))
        told = [line.value for line in lacking.lines if line.value]
        assert told
        verdicts = ("- Thiếu dữ liệu: ", "- Chưa đạt: ", "- Không đạt: ")
        assert all(text.startswith(verdicts) for text in told)

    def test_households_have_a_column_only_where_there_are_some(self, practice: Context) -> None:
        (form,) = papers(practice, gather(practice, PLAN, ON), PaperKind.FINAL)
        assert "Hộ gia đình" not in words(form)
        overview = documents.build_list(practice, PLAN, ON, kind=ListKind.OVERVIEW)
        assert "Hộ\ngia đình" not in [column.heading for column in overview.columns]
        assert sum(column.width for column in overview.columns) == 251

    def test_it_follows_a_change_of_the_records(self, practice: Context) -> None:
        before = words(papers(practice, gather(practice, PLAN, ON), PaperKind.FINAL)[0])
        keep(
            practice,
            Registration(subject="CB002", plan=PLAN, field="COT_CAN", introducer="HTQT", date=date(2021, 3, 26)),
        )
        after = words(papers(practice, gather(practice, PLAN, ON), PaperKind.FINAL)[0])
        assert "Tổng số: 07 điển hình" in before
        assert "Tổng số: 08 điển hình" in after
