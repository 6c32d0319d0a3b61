"""An import is previewed against what is kept, applied whole or not at all, changes nothing the second time, and can be
taken back.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dienhinh_desktop import resources
from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.errors import Cancelled, UserError
from dienhinh_desktop.domain.imports import Issue, IssueLevel, RowState, SourceRow, WorkbookContent
from dienhinh_desktop.domain.records import (
    RECORD_LABELS,
    Attestation,
    Award,
    Contribution,
    Discipline,
    Grade,
    HouseholdState,
    HouseholdStatus,
    Indicator,
    Initiative,
    PlanDocument,
    Position,
    Rating,
    Records,
    Registration,
    Sex,
    Subject,
    SubjectKind,
)
from dienhinh_desktop.services import imports, records, upkeep
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.imports import ImportPreview
from dienhinh_desktop.services.imports.matching import differences, match
from dienhinh_desktop.storage.database import Database
from tests.storage.samples import HOUSEHOLD, OFFICE, PERSON, RECORDS, ROOM, VILLAGE

SAMPLE = resources.path("practice", "so_ngoai_vu_mau.xlsx")


def content(issues: Sequence[Issue] = (), **rows: Sequence[Any]) -> WorkbookContent:
    """A workbook as its reader hands it over: row n of a sheet stands in line n + 2."""
    held = Records(**{table: tuple(found) for table, found in rows.items()})
    places = {
        table: tuple(SourceRow(RECORD_LABELS[table], line) for line in range(2, 2 + len(found)))
        for table, found in held.tables()
    }
    return WorkbookContent("mau.xlsx", held, places, tuple(issues))


def laid(ctx: Context, *issues: Issue, **rows: Sequence[Any]) -> ImportPreview:
    return imports.compare(ctx, content(issues, **rows))


def load(ctx: Context, **rows: Sequence[Any]) -> None:
    imports.apply(ctx, laid(ctx, **rows))


def kept(ctx: Context) -> Records:
    with ctx.db.read() as reader:
        assert reader.check() == ()
        return reader.records()


def counts(preview: ImportPreview) -> tuple[int, int, int]:
    return preview.report.added, preview.report.updated, preview.report.unchanged


def told(preview: ImportPreview, level: IssueLevel) -> list[tuple[str | None, int | None, str | None]]:
    return [(item.sheet, item.row, item.column) for item in preview.report.issues if item.level is level]


PEOPLE = {"subjects": (OFFICE, ROOM, PERSON)}


# --- the whole way, with the sample workbook -----------------------------------------------------------------------


def test_the_sample_comes_in_whole_and_a_second_time_changes_nothing(ctx: Context) -> None:
    first = imports.apply(ctx, imports.preview(ctx, SAMPLE))
    assert (first.added, first.updated, first.unchanged, first.batch) == (1120, 0, 0, 1)
    assert {issue.level for issue in first.issues} == {IssueLevel.WARNING}
    before = kept(ctx)
    assert len(before.subjects) == 73
    assert len(before.awards) == 408
    again = imports.apply(ctx, imports.preview(ctx, SAMPLE))
    assert (again.added, again.updated, again.unchanged, again.batch) == (0, 0, 1120, None)
    assert kept(ctx) == before
    assert len(imports.batches(ctx)) == 1


def test_an_award_typed_twice_stays_two_rows_under_a_warning(ctx: Context) -> None:
    report = imports.apply(ctx, imports.preview(ctx, SAMPLE))
    twice = [issue for issue in report.issues if "chỉ tính một lần" in issue.message]
    assert [(issue.sheet, issue.row) for issue in twice] == [
        ("Khen thưởng", 140),
        ("Khen thưởng", 172),
        ("Khen thưởng", 409),
    ]


def test_what_goes_out_comes_in_again_as_it_was(ctx: Context, tmp_path: Path) -> None:
    load(ctx, **dict(RECORDS.tables()))
    target = tmp_path / "ra.xlsx"
    assert records.export_records(ctx, target)["awards"] == len(RECORDS.awards)
    assert counts(imports.preview(ctx, target)) == (0, 0, sum(len(rows) for _, rows in RECORDS.tables()))
    with Database.open(tmp_path / "khac") as other:
        fresh = replace(ctx, db=other)
        imports.apply(fresh, imports.preview(fresh, target))
        assert kept(fresh) == RECORDS


def test_one_wrong_cell_refuses_the_whole_file(ctx: Context, tmp_path: Path) -> None:
    path = tmp_path / "sai.xlsx"
    shutil.copy(SAMPLE, path)
    book = openpyxl.load_workbook(path)
    book["Xếp loại"]["C5"] = "Giỏi"
    book["Khen thưởng"]["A9"] = "KHONG_CO"
    book.save(path)
    preview = imports.preview(ctx, path)
    assert preview.refused
    assert set(told(preview, IssueLevel.ERROR)) == {("Xếp loại", 5, "Mức"), ("Khen thưởng", 9, "Mã đối tượng")}
    with pytest.raises(UserError, match=r"Chưa nhập sai\.xlsx vì có 2 chỗ sai, đầu tiên ở trang Xếp loại, dòng 5"):
        imports.apply(ctx, preview)
    assert kept(ctx) == Records()
    assert upkeep.acts(ctx) == ()
    wrong = [row for row in preview.rows if row.state is RowState.WRONG]
    assert {(row.sheet, row.row) for row in wrong} == {("Xếp loại", 5), ("Khen thưởng", 9)}
    assert all(row.notes for row in wrong)


# --- matching ------------------------------------------------------------------------------------------------------


def test_subjects_match_by_code_and_an_empty_cell_never_erases(ctx: Context) -> None:
    load(ctx, **PEOPLE)
    newer = Subject(code="CB001", kind=SubjectKind.PERSON, name="Đặng Thị Ưởng", note="Mới")
    preview = laid(ctx, subjects=(newer,))
    assert counts(preview) == (0, 1, 0)
    (row,) = preview.rows
    assert row.state is RowState.CHANGED
    assert row.changes == (("Ghi chú", "Dòng một\nDòng hai", "Mới"),)
    imports.apply(ctx, preview)
    assert kept(ctx).subjects == (OFFICE, ROOM, replace(PERSON, note="Mới"))


def test_two_equal_rows_of_one_file_stay_two_and_a_third_is_new(ctx: Context) -> None:
    load(ctx, **PEOPLE)
    gift = Contribution(subject="CB001", kind="TIEN", amount=100.0)
    load(ctx, contributions=(gift, gift))
    assert kept(ctx).contributions == (gift, gift)
    assert counts(laid(ctx, contributions=(gift, gift))) == (0, 0, 2)
    assert counts(laid(ctx, contributions=(gift, gift, gift))) == (1, 0, 2)


@pytest.mark.parametrize(
    ("table", "before", "incoming", "after"),
    [
        (
            "ratings",
            Rating(subject="CB001", year=2024, grade=Grade.HTTNV, decision="79/QĐ-SNgV"),
            Rating(subject="CB001", year=2024, grade=Grade.HTXSNV, decision="79 / qđ-sngv"),
            Rating(subject="CB001", year=2024, grade=Grade.HTXSNV, decision="79 / qđ-sngv"),
        ),
        (
            "awards",
            Award(subject="CB001", form="BK_TINH", decision="1/QĐ", date=date(2022, 3, 1), issuer="UBND tỉnh"),
            Award(subject="CB001", form="BK_TINH", decision="1/QĐ", date=date(2022, 3, 1), revoked=date(2024, 1, 1)),
            Award(
                subject="CB001",
                form="BK_TINH",
                decision="1/QĐ",
                date=date(2022, 3, 1),
                issuer="UBND tỉnh",
                revoked=date(2024, 1, 1),
            ),
        ),
        (
            "positions",
            Position(subject="CB001", title="Chuyên viên", leading=False, start=date(2016, 1, 1)),
            Position(subject="CB001", title="chuyên viên", start=date(2016, 1, 1), end=date(2020, 1, 1)),
            Position(subject="CB001", title="chuyên viên", leading=False, start=date(2016, 1, 1), end=date(2020, 1, 1)),
        ),
        (
            "initiatives",
            Initiative(subject="CB001", name="Số hóa hồ sơ", decision="2/QĐ", share=50.0),
            Initiative(subject="CB001", name="Số hoá hồ sơ", decision="2/QĐ", effective=True),
            Initiative(subject="CB001", name="Số hoá hồ sơ", decision="2/QĐ", share=50.0, effective=True),
        ),
        (
            "indicators",
            Indicator(subject="SNV", indicator="DOANH_THU", year=2024, target=10.0),
            Indicator(subject="SNV", indicator="DOANH_THU", year=2024, actual=12.0),
            Indicator(subject="SNV", indicator="DOANH_THU", year=2024, target=10.0, actual=12.0),
        ),
        (
            "household_statuses",
            HouseholdStatus(subject="CB001", year=2024, state=HouseholdState.POOR),
            HouseholdStatus(subject="CB001", year=2024, state=HouseholdState.NEITHER),
            HouseholdStatus(subject="CB001", year=2024, state=HouseholdState.NEITHER),
        ),
        (
            "attestations",
            Attestation(subject="CB001", criterion="X", passed=False, date=date(2024, 1, 1), attester="A"),
            Attestation(subject="CB001", criterion="X", passed=True, date=date(2024, 1, 1)),
            Attestation(subject="CB001", criterion="X", passed=True, date=date(2024, 1, 1), attester="A"),
        ),
        (
            "disciplines",
            Discipline(subject="CB001", form="Khiển trách", date=date(2024, 1, 1)),
            Discipline(subject="CB001", form="Khiển trách", date=date(2024, 1, 1), decision="3/QĐ"),
            Discipline(subject="CB001", form="Khiển trách", date=date(2024, 1, 1), decision="3/QĐ"),
        ),
        (
            "registrations",
            Registration(subject="CB001", plan="KH", introducer="VP", year=2024),
            Registration(subject="CB001", plan="KH", introducer="VP", year=2024, model="Mẫu"),
            Registration(subject="CB001", plan="KH", introducer="VP", year=2024, model="Mẫu"),
        ),
        (
            "plan_documents",
            PlanDocument(plan="KH", milestone="M1", unit="VP", number="03/BC-VP", date=date(2024, 1, 1)),
            PlanDocument(plan="KH", milestone="M1", unit="VP", number="03/BC-VP", date=date(2024, 1, 2)),
            PlanDocument(plan="KH", milestone="M1", unit="VP", number="03/BC-VP", date=date(2024, 1, 2)),
        ),
    ],
)
def test_a_row_of_the_same_key_is_an_update(ctx: Context, table: str, before: Any, incoming: Any, after: Any) -> None:
    load(ctx, **PEOPLE, **{table: (before,)})
    preview = laid(ctx, **{table: (incoming,)})
    assert counts(preview) == (0, 1, 0)
    imports.apply(ctx, preview)
    assert getattr(kept(ctx), table) == (after,)
    assert counts(laid(ctx, **{table: (incoming,)})) == (0, 0, 1)


@pytest.mark.parametrize(
    ("table", "before", "incoming"),
    [
        (
            "ratings",
            Rating(subject="CB001", year=2024, grade=Grade.HTTNV),
            Rating(subject="CB001", year=2023, grade=Grade.HTTNV),
        ),
        (
            "ratings",
            Rating(subject="CB001", year=2024, grade=Grade.HTTNV, decision="1/QĐ"),
            Rating(subject="CB001", year=2024, grade=Grade.HTTNV, decision="2/QĐ"),
        ),
        (
            "awards",
            Award(subject="CB001", form="LDTT", year=2024),
            Award(subject="CB001", form="LDTT", year=2023),
        ),
        (
            "registrations",
            Registration(subject="CB001", plan="KH", introducer="VP"),
            Registration(subject="CB001", plan="KH", introducer="SNV"),
        ),
        (
            "contributions",
            Contribution(subject="CB001", kind="TIEN", amount=1.0),
            Contribution(subject="CB001", kind="TIEN", amount=2.0),
        ),
    ],
)
def test_a_row_of_another_key_is_new(ctx: Context, table: str, before: Any, incoming: Any) -> None:
    load(ctx, **PEOPLE, **{table: (before,)})
    load(ctx, **{table: (incoming,)})
    assert getattr(kept(ctx), table) == (before, incoming)


def test_rows_of_one_key_pair_so_that_least_changes() -> None:
    held = [
        Rating(id=1, subject="A", year=2024, grade=Grade.HTTNV, issuer="Một"),
        Rating(id=2, subject="A", year=2024, grade=Grade.HTXSNV, issuer="Hai"),
    ]
    incoming = [
        Rating(subject="A", year=2024, grade=Grade.HTXSNV),
        Rating(subject="A", year=2024, grade=Grade.HTTNV),
    ]
    found = match("ratings", incoming, held)
    assert [(item.state, item.held.id) for item in found] == [(RowState.SAME, 2), (RowState.SAME, 1)]


rating_rows = st.lists(
    st.builds(
        Rating,
        subject=st.just("CB001"),
        year=st.just(2024),
        grade=st.sampled_from([Grade.HTTNV, Grade.HTXSNV]),
        decision=st.none(),
        date=st.sampled_from([None, date(2024, 12, 1), date(2024, 12, 2)]),
        issuer=st.sampled_from([None, "Một", "Hai"]),
    ),
    max_size=6,
)


@settings(max_examples=400, deadline=None)
@given(first=rating_rows, second=rating_rows)
def test_a_second_import_of_any_file_changes_nothing(first: list[Rating], second: list[Rating]) -> None:
    held = [replace(row, id=number) for number, row in enumerate(first, 1)]
    found = match("ratings", second, held)
    changed = {item.held.id: item.kept for item in found if item.state is RowState.CHANGED}
    new = [item.kept for item in found if item.state is RowState.NEW]
    after = [changed.get(row.id, row) for row in held]
    after += [replace(row, id=100 + number) for number, row in enumerate(new)]
    again = match("ratings", second, after)
    assert [item.state for item in again] == [RowState.SAME] * len(second)
    assert len({item.held.id for item in again}) == len(second)
    for before in held:
        now = changed.get(before.id, before)
        assert not [
            item.name
            for item in fields(before)
            if getattr(before, item.name) is not None and getattr(now, item.name) is None
        ]
    assert all(not differences(item.kept, row) for item, row in zip(found, second, strict=True))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=rating_rows, second=rating_rows)
def test_a_second_import_into_a_real_folder_leaves_no_trace(
    tmp_path_factory: pytest.TempPathFactory, ctx: Context, first: list[Rating], second: list[Rating]
) -> None:
    with Database.open(tmp_path_factory.mktemp("so")) as db:
        here = replace(ctx, db=db)
        load(here, **PEOPLE, ratings=first)
        load(here, ratings=second)
        before, acts = kept(here), upkeep.acts(here)
        load(here, ratings=second)
        assert kept(here) == before
        assert upkeep.acts(here) == acts


# --- references ----------------------------------------------------------------------------------------------------


def test_references_may_point_into_the_file_or_into_what_is_kept_in_any_order(ctx: Context) -> None:
    load(ctx, subjects=(OFFICE,))
    load(
        ctx, subjects=(HOUSEHOLD, PERSON, ROOM, VILLAGE), ratings=(Rating(subject="SNV", year=2024, grade=Grade.HTNV),)
    )
    assert {row.code for row in kept(ctx).subjects} == {"SNV", "HO01", "CB001", "VP", "B01"}


@pytest.mark.parametrize(
    ("table", "row", "column"),
    [
        ("subjects", replace(PERSON, code="CB2", citizen_id=None, unit="MA"), "Đơn vị"),
        ("subjects", replace(PERSON, code="CB2", citizen_id=None, locality="MA"), "Địa bàn"),
        ("positions", Position(subject="MA", title="Phó", start=date(2020, 1, 1)), "Mã đối tượng"),
        (
            "positions",
            Position(subject="VP", title="Phó", collective="MA", start=date(2020, 1, 1)),
            "Tập thể phụ trách",
        ),
        ("ratings", Rating(subject="MA", year=2024, grade=Grade.HTNV), "Mã đối tượng"),
        ("registrations", Registration(subject="VP", plan="KH", introducer="MA"), "Đơn vị giới thiệu"),
        ("plan_documents", PlanDocument(plan="KH", milestone="M", unit="MA", date=date(2020, 1, 1)), "Đơn vị"),
    ],
)
def test_a_reference_to_nobody_is_an_error_with_its_place(ctx: Context, table: str, row: Any, column: str) -> None:
    load(ctx, **PEOPLE)
    preview = laid(ctx, **{table: (row,)})
    assert told(preview, IssueLevel.ERROR) == [(RECORD_LABELS[table], 2, column)]
    before = kept(ctx)
    with pytest.raises(UserError, match="MA"):
        imports.apply(ctx, preview)
    assert kept(ctx) == before


def test_a_code_in_other_letters_is_asked_about(ctx: Context) -> None:
    load(ctx, **PEOPLE)
    preview = laid(ctx, ratings=(Rating(subject="cb001", year=2024, grade=Grade.HTNV),))
    assert "Có phải “CB001”?" in preview.report.issues[0].message


def test_units_that_lead_in_a_circle_are_an_error(ctx: Context) -> None:
    load(ctx, **PEOPLE)
    preview = laid(ctx, subjects=(replace(OFFICE, unit="VP"),))
    assert told(preview, IssueLevel.ERROR) == [("Đối tượng", 2, "Đơn vị")]
    assert "SNV → VP → SNV" in preview.report.issues[0].message


def test_a_code_twice_in_one_file_is_an_error_told_once(ctx: Context) -> None:
    rows = (OFFICE, replace(ROOM, code="SNV", unit=None))
    preview = laid(ctx, subjects=rows)
    assert told(preview, IssueLevel.ERROR) == [("Đối tượng", 3, "Mã")]
    known = Issue("Đối tượng", 3, "Mã", IssueLevel.ERROR, "Mã đã có.")
    assert told(laid(ctx, known, subjects=rows), IssueLevel.ERROR) == [("Đối tượng", 3, "Mã")]


def test_a_code_that_was_another_kind_of_subject_is_an_error(ctx: Context) -> None:
    load(ctx, **PEOPLE)
    preview = laid(ctx, subjects=(Subject(code="VP", kind=SubjectKind.PERSON, name="Vũ Phong"),))
    assert told(preview, IssueLevel.ERROR) == [("Đối tượng", 2, "Loại")]


# --- warnings ------------------------------------------------------------------------------------------------------


def test_two_grades_of_one_year_are_a_warning_in_the_file_and_against_what_is_kept(ctx: Context) -> None:
    two = (
        Rating(subject="CB001", year=2024, grade=Grade.HTTNV, decision="1"),
        Rating(subject="CB001", year=2024, grade=Grade.HTXSNV, decision="2"),
    )
    assert told(laid(ctx, **PEOPLE, ratings=two), IssueLevel.WARNING) == [("Xếp loại", 3, "Mức")]
    load(ctx, **PEOPLE, ratings=two[:1])
    assert told(laid(ctx, ratings=two[1:]), IssueLevel.WARNING) == [("Xếp loại", 2, "Mức")]
    same = replace(two[1], grade=Grade.HTTNV)
    assert told(laid(ctx, ratings=(same,)), IssueLevel.WARNING) == []


def test_one_award_entered_twice_is_a_warning_in_the_file_and_against_what_is_kept(ctx: Context) -> None:
    first = Award(subject="CB001", form="BK_TINH", decision="312/QĐ-UBND", date=date(2022, 3, 15))
    second = replace(first, decision="312 /qđ-ubnd", issuer="UBND tỉnh", year=2022)
    assert told(laid(ctx, **PEOPLE, awards=(first, second)), IssueLevel.WARNING) == [("Khen thưởng", 3, "Hình thức")]
    load(ctx, **PEOPLE, awards=(first,))
    assert told(laid(ctx, awards=(second,)), IssueLevel.WARNING) == [("Khen thưởng", 2, "Hình thức")]
    assert told(laid(ctx, awards=(first,)), IssueLevel.WARNING) == []
    without = Award(subject="CB001", form="LDTT", year=2023)
    assert told(laid(ctx, awards=(without, replace(without, year=2024))), IssueLevel.WARNING) == []


@pytest.mark.parametrize(
    ("table", "row", "column"),
    [
        ("positions", Position(subject="VP", title="A", start=date(2020, 2, 1), end=date(2020, 1, 1)), "Đến ngày"),
        (
            "awards",
            Award(subject="VP", form="BK_TINH", date=date(2022, 1, 2), revoked=date(2022, 1, 1)),
            "Ngày thu hồi",
        ),
        ("awards", Award(subject="VP", form="TTLDTT", year=2024, date=date(2023, 12, 20)), "Năm"),
        (
            "disciplines",
            Discipline(subject="VP", form="A", date=date(2022, 1, 2), expires=date(2022, 1, 1)),
            "Hết hiệu lực",
        ),
        (
            "initiatives",
            Initiative(subject="VP", name="A", date=date(2022, 1, 2), effective_on=date(2022, 1, 1)),
            "Ngày xác nhận hiệu quả",
        ),
        ("ratings", Rating(subject="VP", year=2052, grade=Grade.HTNV), "Năm"),
        ("subjects", replace(PERSON, code="CB2", citizen_id="042085001234"), "CCCD"),
        ("subjects", replace(PERSON, code="CB2", citizen_id="042186001234"), "CCCD"),
        ("subjects", replace(PERSON, code="CB2"), "CCCD"),
        ("subjects", replace(ROOM, code="P2", unit="CB001"), "Đơn vị"),
    ],
)
def test_doubtful_rows_are_let_through_with_a_warning(ctx: Context, table: str, row: Any, column: str) -> None:
    load(ctx, **PEOPLE)
    preview = laid(ctx, **{table: (row,)})
    assert told(preview, IssueLevel.WARNING) == [(RECORD_LABELS[table], 2, column)]
    assert told(preview, IssueLevel.ERROR) == []
    imports.apply(ctx, preview)
    assert row in getattr(kept(ctx), table)


@pytest.mark.parametrize(
    ("number", "sex", "born"),
    [("042185001234", Sex.FEMALE, 1985), ("042099001234", Sex.MALE, 1999), ("042304001234", Sex.FEMALE, 2004)],
)
def test_a_cccd_that_fits_is_not_doubted(ctx: Context, number: str, sex: Sex, born: int) -> None:
    load(ctx, subjects=(OFFICE, ROOM))
    row = replace(PERSON, citizen_id=number, sex=sex, birth=PartialDate(born))
    assert laid(ctx, subjects=(row,)).report.issues == ()


# --- all or nothing, and back --------------------------------------------------------------------------------------


def stop_at(step: int) -> Callable[[int, int, str], None]:
    calls = iter(range(1000))

    def progress(done: int, total: int, what: str) -> None:
        if next(calls) == step:
            raise Cancelled

    return progress


@pytest.mark.parametrize("step", [0, 1, 3, 11, 12])
def test_stopping_in_the_middle_leaves_everything_as_it_was(ctx: Context, step: int) -> None:
    preview = laid(ctx, **dict(RECORDS.tables()))
    with pytest.raises(Cancelled):
        imports.apply(ctx, preview, stop_at(step))
    assert kept(ctx) == Records()
    assert upkeep.acts(ctx) == ()
    imports.apply(ctx, preview)
    assert kept(ctx) == RECORDS


def test_a_preview_gone_stale_is_made_again_before_anything_is_written(ctx: Context) -> None:
    preview = laid(ctx, **PEOPLE)
    load(ctx, subjects=(OFFICE,))
    report = imports.apply(ctx, preview)
    assert (report.added, report.unchanged) == (2, 1)
    stale = laid(ctx, ratings=(Rating(subject="CB001", year=2024, grade=Grade.HTNV),))
    records.delete_subject(ctx, "CB001")
    with pytest.raises(UserError, match="Không có đối tượng mã “CB001”"):
        imports.apply(ctx, stale)
    assert kept(ctx).ratings == ()


def test_an_import_taken_back_leaves_what_was_there_before(ctx: Context) -> None:
    load(ctx, **PEOPLE, ratings=(Rating(subject="CB001", year=2024, grade=Grade.HTNV),))
    before = kept(ctx)
    load(
        ctx,
        subjects=(VILLAGE, replace(PERSON, note="Khác")),
        ratings=(Rating(subject="CB001", year=2024, grade=Grade.HTTNV),),
    )
    assert kept(ctx) != before
    latest = imports.batches(ctx)[0]
    changes = imports.undo(ctx, latest.id)
    assert "lần nhập" in changes.sentence
    assert kept(ctx) == before
    assert [batch.undone for batch in imports.batches(ctx)] == [True, False]
    with pytest.raises(UserError, match="đã được hoàn tác"):
        imports.undo(ctx, latest.id)
    with pytest.raises(UserError, match="Không có lần nhập số 77"):
        imports.undo(ctx, 77)


def test_an_import_that_later_work_rests_on_stays(ctx: Context) -> None:
    load(ctx, **PEOPLE)
    records.save_entry(ctx, Rating(subject="CB001", year=2024, grade=Grade.HTNV))
    with pytest.raises(UserError, match="1 dòng Xếp loại"):
        imports.undo(ctx, 1)
    upkeep.undo_last(ctx)
    imports.undo(ctx, 1)
    assert kept(ctx) == Records()


# --- what the preview shows ----------------------------------------------------------------------------------------


def test_the_preview_names_subject_text_and_place_of_every_row(ctx: Context) -> None:
    preview = laid(ctx, **dict(RECORDS.tables()))
    assert len(preview.rows) == sum(len(rows) for _, rows in RECORDS.tables())
    texts = {(row.sheet, row.row): (row.subject, row.subject_name, row.text) for row in preview.rows}
    assert texts["Xếp loại", 2] == (
        "CB001",
        "Đặng Thị Ưởng",
        "2023: Hoàn thành tốt nhiệm vụ, số 79/QĐ-SNgV ngày 14/12/2023",
    )
    assert texts["Khen thưởng", 2][2] == (
        "Bằng khen của Chủ tịch UBND tỉnh (thu hồi 01/6/2024), số 312/QĐ-UBND ngày 15/3/2022, Chủ tịch UBND tỉnh"
    )
    assert texts["Văn bản", 2] == ("VP", "Văn phòng Sở", "KH1 M01, số 03/BC-VP ngày 24/3/2021")
    assert texts["Văn bản", 3][:2] == ("", "")
    assert all(text for _code, _name, text in texts.values())
    assert preview.rows[0] == next(iter(preview.rows))
    assert preview.rows[-1].sheet == "Văn bản"
    assert [row.sheet for row in preview.rows[:2]] == ["Đối tượng", "Đối tượng"]


def test_rows_that_gave_no_record_are_shown_as_wrong(ctx: Context) -> None:
    issue = Issue("Xếp loại", 7, "Mức", IssueLevel.ERROR, "“Giỏi” không có trong danh mục.")
    preview = laid(ctx, issue, **PEOPLE)
    last = preview.rows[-1]
    assert (last.sheet, last.row, last.state, last.notes) == (
        "Xếp loại",
        7,
        RowState.WRONG,
        ("“Giỏi” không có trong danh mục.",),
    )
    assert preview.rows.states().count(RowState.WRONG) == 1  # type: ignore[attr-defined]
    with pytest.raises(IndexError):
        preview.rows[len(preview.rows)]
