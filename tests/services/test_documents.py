"""Papers are made from the records as they were known on a day, and say nothing the records do not know."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.documents import CheckLevel, ExportCheck, FormLine, ListRow, RegistrationList
from dienhinh_desktop.domain.eligibility import Stage, Verdict
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.records import (
    Attestation,
    Award,
    Contribution,
    Discipline,
    Grade,
    HouseholdState,
    HouseholdStatus,
    Initiative,
    Position,
    Rating,
    Record,
    Registration,
    Sex,
    Subject,
    SubjectKind,
)
from dienhinh_desktop.domain.rounds import Choice, Round
from dienhinh_desktop.domain.upkeep import Office
from dienhinh_desktop.exchange.documents import list_pdf
from dienhinh_desktop.services import documents, rounds, upkeep
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.documents.dossier import gather
from dienhinh_desktop.services.documents.nomination import criteria_table, nomination
from dienhinh_desktop.services.documents.reports import report

from ..exchange.pdf_reading import outline, texts

PLAN = "HT_SNGV_2021_2025"
ON = date(2025, 12, 20)
TABLES = {
    Subject: "subjects",
    Position: "positions",
    Rating: "ratings",
    Award: "awards",
    Initiative: "initiatives",
    HouseholdStatus: "household_statuses",
    Contribution: "contributions",
    Attestation: "attestations",
    Discipline: "disciplines",
    Registration: "registrations",
}


def keep(ctx: Context, *rows: Record) -> None:
    with ctx.db.work("Nhập", "Văn thư") as work:
        for kind, table in TABLES.items():
            wanted = [row for row in rows if type(row) is kind]
            if wanted:
                work.insert(table, wanted)


def unit(code: str, name: str, above: str | None = "SO") -> Subject:
    return Subject(code=code, kind=SubjectKind.COLLECTIVE, name=name, unit=above)


def person(code: str, name: str, place: str = "PA", **more: Any) -> Subject:
    born = {"birth": PartialDate(1985, 3, 12), "sex": Sex.MALE, **more}
    return Subject(code=code, kind=SubjectKind.PERSON, name=name, unit=place, **born)


def registered(code: str, day: date = date(2021, 3, 26), introducer: str = "PA", **more: Any) -> Registration:
    return Registration(subject=code, plan=PLAN, introducer=introducer, date=day, year=day.year, **more)


def award(code: str, form: str, decision: str | None, day: date | None, **more: Any) -> Award:
    return Award(subject=code, form=form, decision=decision, date=day, **more)


UNITS = (
    unit("SO", "Sở Ngoại vụ tỉnh Lam Giang", None),
    unit("PA", "Phòng Lãnh sự"),
    unit("PB", "Văn phòng Sở"),
    person("GD", "Trần Đức Hoà", "SO"),
    Position(subject="GD", title="Giám đốc Sở", leading=True, head=True, collective="SO", start=date(2018, 1, 1)),
    person("TP", "Lê Quang Minh", "PA"),
    Position(subject="TP", title="Trưởng phòng", leading=True, head=True, collective="PA", start=date(2019, 1, 1)),
)
OFFICE = Office(
    root="SO",
    name="SỞ NGOẠI VỤ",
    superior="UBND TỈNH LAM GIANG",
    place="Lam Giang",
    abbreviation="SNgV",
    signer="Trần Đức Hoà",
    signer_post="GIÁM ĐỐC",
    superior_signer_post="CHỦ TỊCH",
)


@pytest.fixture
def office(ctx: Context) -> Context:
    keep(ctx, *UNITS)
    upkeep.save_office(ctx, OFFICE)
    return ctx


@pytest.fixture
def practice(ctx: Context) -> Context:
    upkeep.load_practice(ctx)
    return ctx


def rows(document: RegistrationList) -> list[ListRow]:
    return [row for group in document.groups for unit in group.units for row in unit.rows]


def only_row(ctx: Context, on: date = ON) -> ListRow:
    (row,) = rows(documents.build_list(ctx, PLAN, on))
    return row


def told(lines: Iterable[FormLine]) -> dict[str, str]:
    return {line.label: line.value for line in lines}


def level(found: Iterable[ExportCheck], wanted: CheckLevel) -> list[str]:
    return [check.text for check in found if check.level is wanted]


class TestTheList:
    def test_the_practice_list_groups_numbers_and_counts(self, practice: Context) -> None:
        made = documents.build_list(practice, PLAN, ON)
        assert [(group.title, group.count) for group in made.groups] == [("TẬP THỂ", 2), ("CÁ NHÂN", 5)]
        assert [row.number for row in rows(made)] == list(range(1, 8))
        assert made.total == "Tổng số: 07 điển hình (02 tập thể, 05 cá nhân)"
        assert made.quota == "Chỉ tiêu năm 2021: có 05, cần 04–05: đủ."
        assert made.letterhead.superior == "ỦY BAN NHÂN DÂN TỈNH LAM GIANG"
        assert made.signature.lines == ("GIÁM ĐỐC",)
        assert made.recipients == ("Ban Thi đua - Khen thưởng tỉnh", "Lưu: VT")
        assert made.title == ("Danh sách đăng ký", "mô hình, điển hình tiên tiến giai đoạn 2021 - 2025")
        assert "Kế hoạch số 198/KH-SNgV ngày 24/3/2021" in made.attached_to
        assert not made.draft

    def test_registrations_after_the_day_are_not_on_it(self, practice: Context) -> None:
        assert len(rows(documents.build_list(practice, PLAN, date(2021, 3, 29)))) == 5

    def test_one_subject_introduced_twice_stands_once_with_both_introducers(self, office: Context) -> None:
        keep(office, person("A", "Nguyễn Văn An"), registered("A"), registered("A", introducer="PB", model="Bàn tròn"))
        row = only_row(office)
        assert row.introducers == ("Phòng Lãnh sự", "Văn phòng Sở")
        assert row.model == "Bàn tròn"

    def test_rows_stand_by_unit_field_and_given_name(self, office: Context) -> None:
        keep(
            office,
            person("A", "Nguyễn Thị Yến"),
            person("B", "Vũ Văn Ánh"),
            person("C", "Lê An", "PB"),
            person("D", "Đỗ Bình", "SO"),
            *(registered(code) for code in ("A", "B", "C", "D", "TP", "PA")),
        )
        names = [row.name for row in rows(documents.build_list(office, PLAN, ON))]
        assert names == ["Phòng Lãnh sự", "Đỗ Bình", "Lê Quang Minh", "Vũ Văn Ánh", "Nguyễn Thị Yến", "Lê An"]

    def test_a_preference_of_the_plan_orders_inside_a_unit(self, office: Context) -> None:
        keep(office, person("A", "Lê An"), person("B", "Lê Bình"), registered("A"), registered("B"))
        preferred = gather(office, PLAN, ON, priority=lambda subject: 0 if subject.code == "B" else 1)
        assert [entry.subject.code for entry in preferred.entries] == ["B", "A"]

    def test_a_person_shows_year_of_birth_sex_and_the_posts_of_that_day(self, office: Context) -> None:
        keep(
            office,
            person("A", "Nguyễn Văn An", birth=PartialDate(1990), sex=Sex.FEMALE),
            Position(subject="A", title="Chuyên viên", start=date(2015, 1, 1), end=date(2023, 6, 30)),
            Position(subject="A", title="Phó Trưởng phòng", leading=True, start=date(2023, 7, 1)),
            registered("A"),
        )
        row = only_row(office)
        assert (row.birth_year, row.sex, row.position) == ("1990", "Nữ", "Phó Trưởng phòng")
        assert only_row(office, date(2022, 1, 1)).position == "Chuyên viên"

    def test_an_empty_plan_is_refused_in_words(self, office: Context) -> None:
        with pytest.raises(UserError, match=r"Chưa có ai đăng ký đến ngày 20/12/2025"):
            documents.build_list(office, PLAN, ON)

    def test_an_unknown_plan_is_refused_in_words(self, office: Context) -> None:
        with pytest.raises(UserError, match="Không có kế hoạch"):
            documents.build_list(office, "KHONG_CO", ON)

    def test_the_preview_is_the_twin_of_the_list(self, practice: Context) -> None:
        assert documents.list_preview(practice, PLAN, ON) == list_pdf(documents.build_list(practice, PLAN, ON))

    def test_the_list_is_written_as_a_workbook_or_as_its_twin(self, practice: Context, tmp_path: Path) -> None:
        for name, start in (("a.xlsx", b"PK"), ("a.pdf", b"%PDF")):
            written = documents.export_list(practice, PLAN, ON, tmp_path / name)
            assert written.files == (str(tmp_path / name),)
            assert (tmp_path / name).read_bytes().startswith(start)


class TestAchievements:
    def test_they_are_told_by_year_and_decision(self, office: Context) -> None:
        keep(
            office,
            person("A", "Nguyễn Văn An"),
            registered("A"),
            *(Rating(subject="A", year=year, grade=Grade.HTXSNV) for year in (2024, 2021, 2023)),
            Rating(subject="A", year=2022, grade=Grade.HTTNV),
            award("A", "CSTD_CS", "77/QĐ-SNgV", date(2021, 12, 20), year=2021),
            award("A", "CSTD_CS", "81/QĐ-SNgV", date(2022, 12, 18), year=2022),
            award("A", "LDTT", "76/QĐ-SNgV", date(2021, 12, 20), year=2021),
            award("A", "BK_TINH", "700/QĐ-UBND", date(2023, 3, 10)),
            award("A", "BK_BO", "1407/QĐ-BNG", date(2023, 9, 5), issuer="Bộ trưởng Bộ Ngoại giao"),
            Initiative(
                subject="A", name="Sổ tay", kind="SANG_KIEN", level="TINH", decision="9/QĐ", date=date(2022, 5, 1)
            ),
            Contribution(subject="A", kind="TIEN", amount=2_500_000, unit_of_measure="đồng", date=date(2022, 6, 5)),
        )
        assert only_row(office).achievements == (
            "HTXSNV các năm 2021, 2023, 2024",
            "CSTĐ cơ sở các năm 2021, 2022 (77, 81/QĐ-SNgV)",
            "Bằng khen của Bộ trưởng Bộ Ngoại giao (1407/QĐ-BNG ngày 05/9/2023)",
            "Bằng khen của Chủ tịch UBND tỉnh (700/QĐ-UBND ngày 10/3/2023)",
            "Sáng kiến cấp tỉnh “Sổ tay” (9/QĐ ngày 01/5/2022)",
            "Đóng góp tiền 2.500.000 đồng, ngày 05/6/2022",
        )

    def test_several_of_one_form_are_counted(self, office: Context) -> None:
        keep(
            office,
            person("A", "Nguyễn Văn An"),
            registered("A"),
            award("A", "BK_TINH", "312/QĐ-UBND", date(2022, 3, 15)),
            award("A", "BK_TINH", "455/QĐ-UBND", date(2024, 2, 20)),
        )
        assert only_row(office).achievements == (
            "02 Bằng khen của Chủ tịch UBND tỉnh (312/QĐ-UBND ngày 15/3/2022; 455/QĐ-UBND ngày 20/02/2024)",
        )

    @pytest.mark.parametrize(
        "row",
        [
            award("A", "BK_TINH", "1/QĐ", date(2022, 1, 1), revoked=date(2024, 6, 1)),
            award("A", "BK_TINH", "2/QĐ", date(2025, 12, 21)),
            award("A", "BK_TINH", "3/QĐ", date(2020, 12, 31)),
            award("A", "CSTD_CS", "4/QĐ", date(2022, 1, 1), year=2021, refused=True),
            award("A", "CSTD_CS", "5/QĐ", date(2021, 1, 4), year=2020),
            award("A", "CSTD_CS", "6/QĐ", date(2026, 1, 4), year=2025),
        ],
        ids=["withdrawn", "later", "before the period", "refused", "of an earlier year", "not yet decided"],
    )
    def test_what_does_not_count_is_not_told(self, office: Context, row: Award) -> None:
        keep(office, person("A", "Nguyễn Văn An"), registered("A"), row)
        assert only_row(office).achievements == ()

    def test_a_title_of_the_year_before_is_told_by_its_year(self, office: Context) -> None:
        keep(office, person("A", "An"), registered("A"), award("A", "CSTD_CS", "8/QĐ", date(2022, 1, 5), year=2021))
        assert only_row(office).achievements == ("CSTĐ cơ sở năm 2021 (8/QĐ)",)

    def test_what_was_entered_twice_is_told_once(self, office: Context) -> None:
        keep(
            office,
            person("A", "Nguyễn Văn An"),
            registered("A"),
            award("A", "BK_TINH", "312/QĐ-UBND", date(2022, 3, 15)),
            award("A", "BK_TINH", "312 / QĐ-UBND", date(2022, 3, 15)),
            award("A", "CSTD_CS", None, None, year=2021),
            award("A", "CSTD_CS", "77/QĐ-SNgV", date(2021, 12, 20), year=2021),
        )
        assert only_row(office).achievements == (
            "CSTĐ cơ sở năm 2021 (77/QĐ-SNgV)",
            "Bằng khen của Chủ tịch UBND tỉnh (312/QĐ-UBND ngày 15/3/2022)",
        )

    def test_a_year_with_two_different_ratings_is_left_out(self, office: Context) -> None:
        keep(
            office,
            person("A", "Nguyễn Văn An"),
            registered("A"),
            Rating(subject="A", year=2021, grade=Grade.HTXSNV),
            Rating(subject="A", year=2021, grade=Grade.HTTNV),
            Rating(subject="A", year=2022, grade=Grade.HTXSNV),
        )
        assert only_row(office).achievements == ("HTXSNV năm 2022",)


class TestRounds:
    def test_the_frozen_verdict_is_printed_and_a_changed_one_is_warned_of(self, office: Context) -> None:
        keep(
            office,
            person("A", "Nguyễn Văn An"),
            Position(subject="A", title="Chuyên viên", start=date(2015, 1, 1)),
            *(
                Attestation(
                    subject="A",
                    criterion=code,
                    passed=True,
                    attester="Giám đốc",
                    date=date(2025, 12, 1),
                    evidence="Biên bản họp xét",
                )
                for code in ("HT_DT_01", "HT_CNC_01", "HT_CNC_02", "HT_CN_01", "HT_CN_02", "HT_CN_03", "HT_CN_04")
            ),
            award("A", "CSTD_CS", "77/QĐ-SNgV", date(2021, 12, 20), year=2021),
            award("A", "CSTD_CS", "81/QĐ-SNgV", date(2022, 12, 18), year=2022),
        )
        opened = rounds.open_round(
            office, Round(plan=PLAN, stage=Stage.RECOGNITION, year=2025, name="Công nhận 2025", on=ON)
        )
        assert opened.id is not None
        rounds.register(office, opened.id, [Choice(subject="A", field="KHONG_LANH_DAO")])
        with office.db.work("Sửa", "Văn thư") as work:
            kept = [row for row in work.records(["A"]).awards if row.year == 2022]
            work.update("awards", [replace(row, revoked=date(2025, 1, 1)) for row in kept])
        made = documents.build_list(office, PLAN, ON, opened.id)
        assert made.title[0] == "Danh sách đề nghị công nhận"
        assert "/TTr-SNgV" in made.attached_to
        (row,) = rows(made)
        assert (row.verdict, row.missing) == ("Đạt", "")
        warned = level(documents.checks(office, PLAN, ON, opened.id), CheckLevel.WARNING)
        assert any(text.startswith("Nguyễn Văn An: lúc chọn đạt, nay ") for text in warned)
        table = nomination(*_entry(office, opened.id), draft=False).sections[4].table
        assert table is not None
        assert any("81/QĐ-SNgV" in line[2] for line in table.rows), "the form rests on what was frozen"

    def test_the_order_the_clerk_gave_is_kept_and_the_reason_noted(self, office: Context) -> None:
        keep(office, person("A", "Lê An"), person("B", "Lê Bình"))
        keep(office, *(Position(subject=code, title="Chuyên viên", start=date(2015, 1, 1)) for code in "AB"))
        opened = rounds.open_round(
            office, Round(plan=PLAN, stage=Stage.REGISTRATION, year=2025, name="Đăng ký 2025", on=date(2026, 5, 1))
        )
        assert opened.id is not None
        chosen = [Choice(subject=code, field="KHONG_LANH_DAO", reason="Nhân tố mới") for code in "BA"]
        rounds.register(office, opened.id, chosen)
        made = rows(documents.build_list(office, PLAN, date(2026, 5, 1), opened.id))
        assert [row.name for row in made] == ["Lê Bình", "Lê An"]
        assert made[0].note == "Lý do chọn: Nhân tố mới"


def _entry(ctx: Context, round_id: int | None = None) -> Any:
    dossier = gather(ctx, PLAN, ON, round_id)
    return dossier, dossier.entries[0]


class TestForms:
    def test_a_person_gets_what_is_known_and_dots_for_the_rest(self, office: Context) -> None:
        keep(
            office,
            person("A", "Nguyễn Văn An"),
            Position(subject="A", title="Chuyên viên", start=date(2015, 1, 1)),
            registered("A"),
            Rating(subject="A", year=2021, grade=Grade.HTXSNV, decision="72/QĐ-SNgV", date=date(2021, 12, 14)),
            Rating(subject="A", year=2023, grade=Grade.HTTNV),
        )
        made = report(*_entry(office), draft=False)
        facts = told(made.sections[0].lines)
        assert facts["Sinh ngày, tháng, năm"] == "12/3/1985"
        assert facts["Đơn vị công tác"] == "Phòng Lãnh sự"
        assert facts["Quê quán"] == facts["Trình độ chuyên môn, nghiệp vụ"] == ""
        years = next(section.table for section in made.sections if "xếp loại" in section.title)
        assert years is not None
        assert years.rows == (
            ("2021", "Hoàn thành xuất sắc nhiệm vụ (72/QĐ-SNgV ngày 14/12/2021)", ""),
            ("2022", "", ""),
            ("2023", "Hoàn thành tốt nhiệm vụ", ""),
            ("2024", "", ""),
            ("2025", "", ""),
        )
        assert made.file_stem == "01_NguyenVanAn_bao_cao_thanh_tich"
        assert (made.letterhead.superior, made.letterhead.agency) == ("SỞ NGOẠI VỤ", "Phòng Lãnh sự")

    def test_those_who_sign_are_the_person_the_unit_and_the_agency(self, office: Context) -> None:
        keep(office, person("A", "Nguyễn Văn An"), registered("A"))
        made = report(*_entry(office), draft=False)
        assert [[(block.lines, block.name) for block in row] for row in made.signatures] == [
            [(("THỦ TRƯỞNG ĐƠN VỊ",), "Lê Quang Minh"), (("NGƯỜI BÁO CÁO",), "Nguyễn Văn An")],
            [(("SỞ NGOẠI VỤ", "GIÁM ĐỐC"), "Trần Đức Hoà")],
        ]
        assert nomination(*_entry(office), draft=False).signatures[0][1].lines == ("NGƯỜI ĐĂNG KÝ",)

    @pytest.mark.parametrize(
        ("code", "blocks"),
        [
            ("TP", [[("SỞ NGOẠI VỤ", "GIÁM ĐỐC"), ("NGƯỜI BÁO CÁO",)]]),
            ("GD", [[("UBND TỈNH LAM GIANG", "CHỦ TỊCH"), ("NGƯỜI BÁO CÁO",)]]),
            ("PA", [[("SỞ NGOẠI VỤ", "GIÁM ĐỐC"), ("THỦ TRƯỞNG ĐƠN VỊ",)]]),
            ("SO", [[("UBND TỈNH LAM GIANG", "CHỦ TỊCH"), ("THỦ TRƯỞNG ĐƠN VỊ",)]]),
        ],
        ids=["head of a unit", "head of the agency", "unit", "agency"],
    )
    def test_nobody_confirms_himself(self, office: Context, code: str, blocks: list[list[tuple[str, ...]]]) -> None:
        keep(office, registered(code))
        made = report(*_entry(office), draft=False)
        assert [[block.lines for block in row] for row in made.signatures] == blocks

    def test_two_heads_of_units_are_told_apart_by_their_units(self, office: Context) -> None:
        group = Subject(code="T1", kind=SubjectKind.COLLECTIVE, name="Tổ Một", unit="PA")
        keep(office, group, replace(person("A", "Nguyễn Văn An"), unit="T1"), registered("A"))
        made = report(*_entry(office), draft=False)
        assert [[block.lines for block in row] for row in made.signatures] == [
            [("Tổ Một", "THỦ TRƯỞNG ĐƠN VỊ"), ("NGƯỜI BÁO CÁO",)],
            [("Phòng Lãnh sự", "THỦ TRƯỞNG ĐƠN VỊ")],
        ]

    def test_a_collective_shows_figures_and_counts_its_members(self, office: Context) -> None:
        keep(
            office,
            person("A", "Nguyễn Văn An"),
            registered("PA"),
            *(Rating(subject=code, year=2023, grade=Grade.HTTNV) for code in ("A", "TP", "PA")),
            award("A", "LDTT", "1/QĐ", date(2023, 12, 20), year=2023),
            award("TP", "CSTD_CS", "2/QĐ", date(2023, 12, 20), year=2023),
            Discipline(subject="A", form="Khiển trách", date=date(2023, 5, 1)),
            award("PA", "TTLDXS", "4253/QĐ-UBND", date(2024, 1, 28), year=2023),
        )
        made = report(*_entry(office), draft=False)
        members = next(section.table for section in made.sections if "thành viên" in section.title)
        assert members is not None
        assert members.rows == (("2023", "2", "2", "1 (50 %)", "1", "1"),)
        titles = next(section.table for section in made.sections if section.title == "1. Danh hiệu thi đua")
        assert titles is not None
        assert titles.rows == (("2023", "“Tập thể lao động xuất sắc”", "4253/QĐ-UBND ngày 28/01/2024"),)
        figures = next(section.table for section in made.sections if "so sánh" in section.title)
        assert figures is not None
        assert all(not cell.strip() for row in figures.rows for cell in row), "left to the pen"

    def test_a_household_is_named_by_its_head_in_its_own_papers_only(self, office: Context) -> None:
        keep(office, unit("XA", "Thôn Đông"))
        keep(
            office, Subject(code="H", kind=SubjectKind.HOUSEHOLD, name="Hộ ông Lò Văn Páo", unit="XA"), registered("H")
        )
        form = nomination(*_entry(office), draft=False)
        assert told(form.sections[0].lines)["Họ và tên chủ hộ"] == "Lò Văn Páo"
        (row,) = rows(documents.build_list(office, PLAN, ON))
        assert row.name == "Hộ ông Lò Văn Páo"
        stopped = [check.text for check in documents.checks(office, PLAN, ON)]
        assert "Tên, chức vụ khớp giữa danh sách và biểu mẫu" in stopped

    def test_criteria_met_are_all_a_form_tells_of_a_field_that_is_met(self, practice: Context) -> None:
        dossier = gather(practice, PLAN, ON)
        item = next(item for entry in dossier.entries for item in entry.fields if item.today is Verdict.DAT)
        unmet = replace(item.verdict.criteria[0], code="KHAC_01", verdict=Verdict.CHUA_DAT)
        more = replace(item, verdict=replace(item.verdict, criteria=(*item.verdict.criteria, unmet)))
        assert criteria_table(dossier, more).rows == criteria_table(dossier, item).rows
        assert {row[1] for row in criteria_table(dossier, more).rows} == {"Đạt"}

    def test_who_stands_under_nobody_has_nobody_above_in_its_letterhead(self, office: Context) -> None:
        keep(office, unit("DN", "Công ty TNHH Chè Hoa", None), registered("DN"))
        assert nomination(*_entry(office), draft=False).letterhead.superior == ""

    def test_two_heads_of_units_who_sign_side_by_side_are_told_apart(self, office: Context) -> None:
        keep(office, unit("TO", "Tổ Một", "PA"), registered("TO"))
        first = nomination(*_entry(office), draft=False).signatures[0]
        assert [block.lines for block in first] == [("Phòng Lãnh sự", "THỦ TRƯỞNG ĐƠN VỊ"), ("THỦ TRƯỞNG ĐƠN VỊ",)]

    def test_a_household_has_its_head_its_place_and_its_years(self, office: Context) -> None:
        keep(
            office,
            unit("XA", "Thôn Đông"),
            Subject(code="H", kind=SubjectKind.HOUSEHOLD, name="Lò Văn Páo", unit="XA", locality="XA"),
            HouseholdStatus(subject="H", year=2022, state=HouseholdState.POOR),
            HouseholdStatus(subject="H", year=2024, state=HouseholdState.NEITHER),
            registered("H"),
        )
        made = report(*_entry(office), draft=False)
        assert told(made.sections[0].lines)["Họ và tên chủ hộ"] == "Lò Văn Páo"
        assert told(made.sections[0].lines)["Số người trong hộ"] == ""
        assert made.signatures[0][-1].lines == ("CHỦ HỘ",)
        years = next(section.table for section in made.sections if "Tình trạng hộ" in section.title)
        assert years is not None
        assert years.rows == (("2022", "Nghèo"), ("2024", "Không"))
        assert documents.build_list(office, PLAN, ON).total == "Tổng số: 01 điển hình (01 hộ gia đình)"

    def test_the_criteria_leave_out_unmet_alternatives_and_name_decisions(self, practice: Context) -> None:
        dossier = gather(practice, PLAN, ON)
        entry = next(entry for entry in dossier.entries if entry.subject.code == "CB022")
        table = next(s.table for s in nomination(dossier, entry, draft=False).sections if s.table)
        assert table is not None
        last = table.rows[-1]
        assert last[0] == "Ít nhất 03 lần danh hiệu Chiến sĩ thi đua cấp cơ sở"
        assert last[1] == "Đạt"
        assert "77/QĐ-SNgV ngày 20/12/2021" in last[2]
        assert not any(row[1] == "Chưa đạt" for row in table.rows)

    def test_no_form_number_that_was_not_verified_is_printed(self, practice: Context) -> None:
        for code in ("HTQT", "CB022"):
            text = " ".join(texts(documents.form_previews(practice, PLAN, ON, code)))
            assert "Mẫu số" not in text
            assert "Mẫu 0" not in text

    def test_every_form_and_the_bound_file_are_written(self, practice: Context, tmp_path: Path) -> None:
        told: list[tuple[int, int]] = []
        written = documents.export_forms(
            practice, PLAN, ON, tmp_path / "bieu_mau", progress=lambda done, total, _what: told.append((done, total))
        )
        assert len(written.files) == 14
        assert written.bound == str(tmp_path / "bieu_mau" / "bo_ho_so.pdf")
        assert sorted(os.listdir(tmp_path / "bieu_mau")) == sorted(
            [Path(file).name for file in written.files] + ["bo_ho_so.pdf"]
        )
        assert Path(written.files[0]).name == "01_PhongHopTacQuocTe_ban_dang_ky.pdf"
        assert told[-1] == (15, 15)
        entries = outline(Path(written.bound).read_bytes())
        assert next(title for depth, title, _ in entries if depth == 0) == "01. Phòng Hợp tác quốc tế"
        assert len(entries) == 21

    def test_only_those_asked_for_are_written_under_their_number_of_the_list(
        self, practice: Context, tmp_path: Path
    ) -> None:
        written = documents.export_forms(practice, PLAN, ON, tmp_path, subjects=["CB005"])
        assert [Path(file).name[:3] for file in written.files] == ["07_", "07_"]

    def test_somebody_who_is_not_on_the_list_is_refused_by_name(self, practice: Context, tmp_path: Path) -> None:
        with pytest.raises(UserError, match="không có trong danh sách"):
            documents.export_forms(practice, PLAN, ON, tmp_path / "moi", subjects=["CB001"])
        with pytest.raises(UserError, match="Mã “XYZ”"):
            documents.form_previews(practice, PLAN, ON, "XYZ")
        assert not (tmp_path / "moi").exists()

    def test_the_same_records_give_the_same_files(self, practice: Context, tmp_path: Path) -> None:
        for name in ("a", "b"):
            documents.export_forms(practice, PLAN, ON, tmp_path / name, subjects=["CB022"])
        for file in os.listdir(tmp_path / "a"):
            assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


class TestChecks:
    def test_a_person_without_a_year_of_birth_keeps_the_papers_drafts(self, office: Context) -> None:
        keep(office, person("A", "Phan Đình Nam", birth=None), person("B", "Lê An"), registered("A"), registered("B"))
        found = documents.checks(office, PLAN, ON)
        stop = next(check for check in found if check.level is CheckLevel.BLOCKING)
        assert (stop.text, stop.where, stop.subject) == ("Phan Đình Nam chưa có năm sinh", "Danh sách, dòng 2", "A")
        assert documents.build_list(office, PLAN, ON).draft
        assert all("DỰ THẢO" in page for page in texts(documents.form_previews(office, PLAN, ON, "A")))
        assert "DỰ THẢO" not in " ".join(texts(documents.form_previews(office, PLAN, ON, "B")))

    def test_nobody_on_the_list_blocks(self, office: Context) -> None:
        assert level(documents.checks(office, PLAN, ON), CheckLevel.BLOCKING) == [
            "Chưa có ai đăng ký đến ngày 20/12/2025"
        ]

    def test_what_is_doubtful_is_warned_of_with_its_place(self, office: Context) -> None:
        keep(
            office,
            person("A", "Nguyễn Văn An", birth=PartialDate(1990)),
            registered("A"),
            award("A", "BK_TINH", None, date(2022, 3, 15)),
            award("A", "CSTD_CS", "77/QĐ-SNgV", None, year=2021),
            Initiative(subject="A", name="Sổ tay"),
        )
        found = level(documents.checks(office, PLAN, ON), CheckLevel.WARNING)
        for words in (
            "Nguyễn Văn An chưa có chức vụ",
            "Nguyễn Văn An chỉ có năm sinh 1990",
            "BK UBND tỉnh 2022 của Nguyễn Văn An thiếu số quyết định",
            "CSTĐ cơ sở 2021 của Nguyễn Văn An thiếu ngày quyết định",
            "Sáng kiến “Sổ tay” của Nguyễn Văn An thiếu số hoặc ngày quyết định",
        ):
            assert words in found
        assert any(words.startswith("Nguyễn Văn An thiếu dữ liệu") for words in found)
        assert any(words.startswith("Chỉ tiêu năm 2021: có 01, cần 04–05") for words in found)

    def test_an_office_not_yet_set_is_warned_of(self, ctx: Context) -> None:
        keep(ctx, person("A", "Nguyễn Văn An", place=None), registered("A", introducer="A"))  # type: ignore[arg-type]
        found = level(documents.checks(ctx, PLAN, ON), CheckLevel.WARNING)
        assert "Chưa ghi tên người ký" in found
        assert documents.build_list(ctx, PLAN, ON).letterhead.agency == "Sở Ngoại vụ tỉnh Hà Tĩnh"
        assert documents.form_previews(ctx, PLAN, ON, "A").startswith(b"%PDF")

    def test_what_is_in_order_is_said_too(self, practice: Context) -> None:
        found = level(documents.checks(practice, PLAN, ON), CheckLevel.FINE)
        assert "Số dòng danh sách khớp tờ trình, số bản đăng ký, báo cáo: 07" in found
        assert "Đủ năm sinh của 05 cá nhân" in found

    def test_verdicts_are_those_of_the_eligibility_check(self, practice: Context) -> None:
        by_code = {row.subject: row.verdict for row in rows(documents.build_list(practice, PLAN, ON))}
        assert by_code["CB022"] == by_code["HTQT"] == Verdict.DAT.label
        assert by_code["TTBC"] == Verdict.THIEU_DU_LIEU.label
