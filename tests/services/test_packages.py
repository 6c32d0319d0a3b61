"""Packages from unit to unit: what goes, what arrives, what is refused; merged once, taken back whole."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.eligibility import AssessmentRequest, Stage
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.imports import RowState
from dienhinh_desktop.domain.packages import MergeDecisions, MergeSide, OpenedPackage, PackageState
from dienhinh_desktop.domain.records import (
    Attestation,
    Grade,
    HouseholdState,
    HouseholdStatus,
    PlanDocument,
    Rating,
    Records,
    Subject,
    SubjectKind,
)
from dienhinh_desktop.domain.rounds import Choice, Round
from dienhinh_desktop.rules.packs import Pack
from dienhinh_desktop.services import delivery, documents, eligibility, imports, plans, rounds, upkeep
from dienhinh_desktop.services.context import Context

from .package_offices import (
    HOUSEHOLD,
    ON,
    OTHER_CODE,
    PLAN,
    SENDERS,
    Clock,
    district,
    everything,
    named,
    office,
    packages_of,
    renamed,
    twelve_parts,
    units_of,
)

TWICE = MergeDecisions(who={OTHER_CODE: HOUSEHOLD})


@pytest.fixture(scope="module")
def parts() -> dict[str, Records]:
    return twelve_parts()


@pytest.fixture(scope="module")
def packages(
    tmp_path_factory: pytest.TempPathFactory,
    catalogue: Catalogue,
    packs: Mapping[str, Pack],
    parts: dict[str, Records],
) -> dict[str, Path]:
    return packages_of(tmp_path_factory.mktemp("xa"), catalogue, packs, parts)


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2021, 11, 12, 15, 0))  # noqa: DTZ001


@pytest.fixture
def huyen(tmp_path: Path, catalogue: Catalogue, packs: Mapping[str, Pack], clock: Clock) -> Iterator[Context]:
    """The district before anybody has sent."""
    with office(tmp_path / "huyen", catalogue, packs, units_of(district()), "H", clock) as ctx:
        yield ctx


_OPENED: dict[Path, OpenedPackage] = {}
"""Packages proved before: what is in a file of this module does not change, and proving takes two processes."""


def opened_at(ctx: Context, path: Path) -> OpenedPackage:
    if path not in _OPENED:
        _OPENED[path] = delivery.open_package(ctx, path)
    return _OPENED[path]


def merge(ctx: Context, path: Path, decisions: MergeDecisions | None = None) -> delivery.MergePreview:
    opened = opened_at(ctx, path)
    found = delivery.look(ctx, opened, decisions or MergeDecisions())
    delivery.merge(ctx, opened, path, decisions or MergeDecisions())
    return found


def kept(ctx: Context, codes: set[str] | None = None) -> Records:
    with ctx.db.read() as reader:
        return reader.records(codes)


def refused(ctx: Context, path: Path, decisions: MergeDecisions | None = None) -> str:
    before = everything(ctx)
    with pytest.raises(UserError) as error:
        merge(ctx, path, decisions)
    assert everything(ctx) == before
    return error.value.sentence


# --- twelve communes --------------------------------------------------------------------------------------------------


def test_twelve_communes_are_merged_and_counted_as_if_typed_in(
    huyen: Context, packages: dict[str, Path], parts: dict[str, Records], catalogue: Catalogue
) -> None:
    for unit, path in packages.items():
        merge(huyen, path, TWICE if unit == "X09" else None)
    full = {
        (row.subject, row.field, row.level, row.introducer, row.date)
        for records in parts.values()
        for row in renamed(records, OTHER_CODE, HOUSEHOLD).registrations
    }
    found = {(row.subject, row.field, row.level, row.introducer, row.date) for row in kept(huyen).registrations}
    assert found == full
    counted = {
        row.unit: row.have
        for row in plans.quota_rows(huyen, PLAN, date(2021, 11, 30), {})
        if row.code == "TC_CT_01" and row.unit
    }
    upper = {
        unit: {row.subject for row in records.registrations if row.level == "CAP_TREN"}
        for unit, records in parts.items()
    }
    assert counted == {unit: len(found) for unit, found in upper.items()}
    states = {item.unit: (item.state, item.late) for item in delivery.standing(huyen, PLAN)}
    assert {unit for unit, (state, _) in states.items() if state is PackageState.MERGED} == set(SENDERS)
    assert states["X10"] == (PackageState.MERGED, 1)
    assert states["X01"] == (PackageState.MERGED, 0)
    assert states["HND"] == (PackageState.NOT_SENT, 1)
    assert upkeep.check(huyen).faults == ()


def test_a_household_two_units_introduce_stands_once_with_both(huyen: Context, packages: dict[str, Path]) -> None:
    merge(huyen, packages["X01"])
    merge(huyen, packages["X09"], TWICE)
    listed = documents.build_list(huyen, PLAN, ON)
    rows = [row for group in listed.groups for unit in group.units for row in unit.rows if row.subject == HOUSEHOLD]
    assert [row.introducers for row in rows] == [("Xã Nà Hoa", "Xã Sín Phìn")]
    quotas = {row.unit: row.subjects for row in plans.quota_rows(huyen, PLAN, ON, {}) if row.code == "TC_CT_01"}
    assert HOUSEHOLD in quotas["X01"]
    assert HOUSEHOLD in quotas["X09"]
    assert [row.code for row in kept(huyen).subjects if "Giàng A Páo" in row.name] == [HOUSEHOLD]


def test_the_district_reaches_the_verdicts_the_communes_sent(huyen: Context, packages: dict[str, Path]) -> None:
    sent = {}
    for unit in ("X02", "X03", "TT01"):
        for item in merge(huyen, packages[unit]).opened.candidates:
            sent[item.subject, item.field] = item.frozen.verdict
    found = eligibility.assess(huyen, AssessmentRequest(PLAN, ON, Stage.RECOGNITION))
    here = {(item.subject, item.field): item.verdict for item in found}
    assert len(sent) > 8
    assert {key: here[key] for key in sent} == sent


def test_who_may_be_somebody_kept_is_asked_about_and_the_answer_remembered(
    huyen: Context, packages: dict[str, Path]
) -> None:
    merge(huyen, packages["X01"])
    sentence = refused(huyen, packages["X09"])
    assert "chưa rõ là ai" in sentence
    assert HOUSEHOLD in sentence
    assert "chưa rõ là ai" in refused(huyen, packages["X09"], MergeDecisions(keep=MergeSide.THEIRS))
    merge(huyen, packages["X09"], MergeDecisions(who={OTHER_CODE: "moi"}))
    with huyen.db.read() as reader:
        assert [(item.unit, item.theirs, item.ours) for item in reader.sender_codes()] == [
            ("X09", OTHER_CODE, OTHER_CODE)
        ]
        assert [(pair.first, pair.second) for pair in reader.distinct_pairs()] == [(OTHER_CODE, HOUSEHOLD)]
    assert len([row for row in kept(huyen).subjects if "Giàng A Páo" in row.name]) == 2


def test_an_answer_that_names_nobody_is_refused(huyen: Context, packages: dict[str, Path]) -> None:
    merge(huyen, packages["X01"])
    assert "mã “X01” để gộp" in refused(huyen, packages["X09"], MergeDecisions(who={OTHER_CODE: "X01"}))


# --- once, and back ---------------------------------------------------------------------------------------------------


def test_a_package_received_again_changes_nothing_and_says_when_it_was_merged(
    huyen: Context, packages: dict[str, Path], clock: Clock
) -> None:
    merge(huyen, packages["X02"])
    before = everything(huyen)
    with huyen.db.read() as reader:
        acts = reader.last_act()
    clock.at = datetime(2021, 11, 20, 10, 0)  # noqa: DTZ001
    opened = opened_at(huyen, packages["X02"])
    report = delivery.merge(huyen, opened, packages["X02"])
    assert (report.batch, report.added, report.updated) == (None, 0, 0)
    assert report.package.merged_at == datetime(2021, 11, 12, 15, 0)  # noqa: DTZ001
    assert everything(huyen) == before
    with huyen.db.read() as reader:
        assert reader.last_act() == acts


def test_undoing_a_merge_restores_every_table_row_by_row(huyen: Context, packages: dict[str, Path]) -> None:
    merge(huyen, packages["X01"])
    before = everything(huyen)
    merge(huyen, packages["X09"], MergeDecisions(who={OTHER_CODE: HOUSEHOLD}))
    after = everything(huyen)
    assert after != before
    assert upkeep.acts(huyen)[0].label == "Gộp gói của Xã Sín Phìn"
    (newest, *_) = imports.batches(huyen)
    imports.undo(huyen, newest.id)
    assert everything(huyen) == before
    assert {item.state for item in delivery.standing(huyen, PLAN) if item.unit == "X09"} == {PackageState.NOT_SENT}
    upkeep.undo_last(huyen)
    assert everything(huyen) != before
    assert upkeep.check(huyen).faults == ()


def test_a_merge_that_was_undone_can_be_done_again(huyen: Context, packages: dict[str, Path]) -> None:
    first = merge(huyen, packages["X02"])
    upkeep.undo_last(huyen)
    second = merge(huyen, packages["X02"])
    assert (first.count(RowState.NEW), second.count(RowState.NEW)) == (first.count(RowState.NEW),) * 2


def test_an_altered_package_is_refused_and_the_one_sent_again_is_merged(
    huyen: Context, packages: dict[str, Path], tmp_path: Path
) -> None:
    altered = tmp_path / "X04.zip"
    with zipfile.ZipFile(packages["X04"]) as source:
        changed = source.read("goi.json").replace(b'"order": 1', b'"order": 2', 1)
    with zipfile.ZipFile(packages["X04"]) as source, zipfile.ZipFile(altered, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name), changed if name == "goi.json" else source.read(name))
    sentence = refused(huyen, altered)
    assert "goi.json đã bị sửa" in sentence
    assert delivery.received(huyen) == ()
    merge(huyen, packages["X04"])
    assert [item.unit for item in delivery.received(huyen)] == ["X04"]


# --- conflicts --------------------------------------------------------------------------------------------------------


@pytest.fixture
def torn(huyen: Context, parts: dict[str, Records]) -> Context:
    """The district already holds other things of the household, and less of the commune's hamlet."""
    theirs = parts["X01"]
    place = [named(theirs, code) for code in ("B01",)]
    household = replace(named(theirs, HOUSEHOLD), ethnicity="Thái", start=PartialDate(1990))
    state = next(row for row in theirs.household_statuses if row.subject == HOUSEHOLD and row.year == 2021)
    other = HouseholdState.POOR if state.state is not HouseholdState.POOR else HouseholdState.NEITHER
    with huyen.db.work("Nhập", "x") as work:
        work.insert("subjects", [*place, household])
        work.insert("household_statuses", [HouseholdStatus(subject=HOUSEHOLD, year=2021, state=other)])
    return huyen


def test_conflicts_are_shown_side_by_side_and_refuse_the_merge(torn: Context, packages: dict[str, Path]) -> None:
    found = delivery.look(torn, opened_at(torn, packages["X01"]))
    told = [(item.subject, item.heading, item.ours, item.theirs) for item in found.open_conflicts]
    assert told == [
        (HOUSEHOLD, "Dân tộc", "Thái", "Mông"),
        (HOUSEHOLD, "Tình trạng", "Nghèo", "Không"),
    ]
    assert found.count(RowState.ASK) == 2
    sentence = refused(torn, packages["X01"])
    assert "còn 2 chỗ mâu thuẫn" in sentence
    assert "“Thái”" in sentence
    assert "“Mông”" in sentence


@pytest.mark.parametrize(
    ("side", "ethnicity", "state"), [(MergeSide.OURS, "Thái", "Nghèo"), (MergeSide.THEIRS, "Mông", "Không")]
)
def test_one_side_for_all_conflicts(
    torn: Context, packages: dict[str, Path], side: MergeSide, ethnicity: str, state: str
) -> None:
    merge(torn, packages["X01"], MergeDecisions(keep=side))
    found = kept(torn, {HOUSEHOLD})
    assert found.subjects[0].ethnicity == ethnicity
    assert found.subjects[0].start == PartialDate(1990), "an empty cell says nothing"
    assert [row.state.value for row in found.household_statuses if row.year == 2021] == [state]


def test_every_conflict_can_be_decided_by_itself(torn: Context, packages: dict[str, Path]) -> None:
    found = delivery.look(torn, opened_at(torn, packages["X01"]))
    first, second = found.open_conflicts
    sides = {first.key: MergeSide.OURS, second.key: MergeSide.THEIRS}
    merge(torn, packages["X01"], MergeDecisions(sides=sides, reason="Theo Quyết định 812/QĐ-UBND"))
    household = kept(torn, {HOUSEHOLD})
    assert household.subjects[0].ethnicity == "Thái"
    assert [row.state.value for row in household.household_statuses if row.year == 2021] == ["Không"]
    assert delivery.received(torn)[0].reason == "Theo Quyết định 812/QĐ-UBND"


def test_two_grades_of_one_year_and_two_numbers_of_one_decision_are_conflicts(
    huyen: Context, packages: dict[str, Path], parts: dict[str, Records]
) -> None:
    theirs = parts["X03"]
    person = named(theirs, "N042")
    rating = next(row for row in theirs.ratings if row.subject == "N042" and row.year == 2021)
    award = next(row for row in theirs.awards if row.subject == "N042" and row.year == 2022)
    grade = Grade.HTNV if rating.grade is not Grade.HTNV else Grade.HTTNV
    with huyen.db.work("Nhập", "x") as work:
        work.insert("subjects", [replace(person, unit="X03", locality=None)])
        work.insert("ratings", [Rating(subject="N042", year=2021, grade=grade, decision="1/QĐ")])
        work.insert("awards", [replace(award, decision="99/QĐ-KHAC")])
    found = delivery.look(huyen, opened_at(huyen, packages["X03"]))
    headings = [(item.heading, item.where.split(",")[0].split(":")[0]) for item in found.open_conflicts]
    assert ("Mức", "2021") in headings
    assert any(heading == "Số quyết định" for heading, _ in headings)
    merge(huyen, packages["X03"], MergeDecisions(keep=MergeSide.THEIRS))
    grades = [row for row in kept(huyen, {"N042"}).ratings if row.year == 2021]
    assert [(row.grade, row.decision) for row in grades] == [(rating.grade, rating.decision)]


def test_a_blank_is_filled_without_a_question_and_nothing_known_is_lost(
    huyen: Context, packages: dict[str, Path], parts: dict[str, Records]
) -> None:
    person = named(parts["X03"], "N042")
    assert person.birth is not None
    known = replace(person, birth=PartialDate(person.birth.year), sex=None, note="Ghi chú của huyện", unit="X03")
    with huyen.db.work("Nhập", "x") as work:
        work.insert("subjects", [replace(known, locality=None)])
    found = merge(huyen, packages["X03"])
    assert found.conflicts == ()
    (now,) = kept(huyen, {"N042"}).subjects
    assert (now.birth, now.sex, now.note) == (person.birth, person.sex, "Ghi chú của huyện")


def test_one_code_may_be_another_person(huyen: Context, packages: dict[str, Path]) -> None:
    stranger = Subject(code="N042", kind=SubjectKind.PERSON, name="Trần Thị Khác", unit="PNV")
    with huyen.db.work("Nhập", "x") as work:
        work.insert("subjects", [stranger])
    merge(huyen, packages["X03"])
    found = {row.code: row for row in kept(huyen).subjects}
    assert found["N042"] == stranger
    assert found["X03-N042"].unit == "X03"
    assert {row.subject for row in kept(huyen).registrations if row.field == "CBCCVC"} == {"X03-N042"}
    with huyen.db.read() as reader:
        assert ("X03", "N042", "X03-N042") in [(row.unit, row.theirs, row.ours) for row in reader.sender_codes()]


def test_a_package_of_the_same_unit_finds_its_people_again_under_our_codes(
    huyen: Context, parts: dict[str, Records], packages: dict[str, Path], tmp_path: Path, catalogue: Catalogue
) -> None:
    with huyen.db.work("Nhập", "x") as work:
        work.insert("subjects", [Subject(code="N042", kind=SubjectKind.PERSON, name="Trần Thị Khác", unit="PNV")])
    merge(huyen, packages["X03"])
    rows = [row for row in parts["X03"].registrations if row.subject != "B07"]
    more = replace(parts["X03"], registrations=tuple(rows))
    clock = Clock(datetime(2021, 11, 10, 9, 0))  # noqa: DTZ001
    with office(tmp_path / "x03", catalogue, huyen.packs, more, "X03", clock) as xa:
        delivery.send(xa, PLAN, tmp_path / "lan2.zip", ON)
    found = merge(huyen, tmp_path / "lan2.zip")
    assert found.count(RowState.NEW) == found.count(RowState.CHANGED) == 0
    assert any(named(parts["X03"], "B07").name in note for note in found.notes)
    assert len([item for item in delivery.received(huyen) if item.unit == "X03"]) == 2


def test_an_older_package_after_a_newer_one_is_pointed_out(
    huyen: Context, parts: dict[str, Records], packages: dict[str, Path], tmp_path: Path, catalogue: Catalogue
) -> None:
    with office(tmp_path / "x02", catalogue, huyen.packs, parts["X02"], "X02", Clock(datetime(2021, 11, 10))) as xa:  # noqa: DTZ001
        delivery.send(xa, PLAN, tmp_path / "moi.zip", ON)
    merge(huyen, tmp_path / "moi.zip")
    found = delivery.look(huyen, opened_at(huyen, packages["X02"]))
    assert any("trước gói đã gộp" in note for note in found.notes)


def test_another_version_of_the_plan_is_explained_and_an_unknown_plan_refused(
    huyen: Context, packages: dict[str, Path]
) -> None:
    opened = opened_at(huyen, packages["X02"])
    manifest = replace(opened.manifest, plan_version="0")
    frozen = replace(opened.candidates[0].frozen, criteria=(replace(_criterion(opened), code="TC_CU_01"),))
    older = replace(opened, manifest=manifest, candidates=(replace(opened.candidates[0], frozen=frozen),))
    (note, *_) = delivery.look(huyen, older).notes
    assert "bản 0 của kế hoạch, ở đây dùng bản 1" in note
    assert "TC_CU_01" in note
    with pytest.raises(UserError, match="máy này chưa có"):
        delivery.open_package(replace(huyen, packs={}), packages["X02"])


def _criterion(opened: OpenedPackage):  # type: ignore[no-untyped-def]
    return opened.candidates[0].frozen.criteria[0]


def test_ones_own_package_is_refused(
    packages: dict[str, Path],
    parts: dict[str, Records],
    tmp_path: Path,
    catalogue: Catalogue,
    packs: Mapping[str, Pack],
) -> None:
    with office(tmp_path / "x02", catalogue, packs, parts["X02"], "X02") as xa:
        assert "do chính cơ quan này lập" in refused(xa, packages["X02"])


def test_a_unit_nobody_kept_is_added_below_the_office(
    huyen: Context, tmp_path: Path, catalogue: Catalogue, parts: dict[str, Records]
) -> None:
    moved = renamed(parts["X02"], "X02", "PL")
    subjects = tuple(replace(row, name="Xã Mới Lập") if row.code == "PL" else row for row in moved.subjects)
    with office(tmp_path / "pl", catalogue, huyen.packs, replace(moved, subjects=subjects), "PL") as xa:
        delivery.send(xa, PLAN, tmp_path / "pl.zip", ON)
    opened = delivery.open_package(huyen, tmp_path / "pl.zip")
    with pytest.raises(UserError, match="Chưa có đơn vị"):
        delivery.keep_package(huyen, opened, tmp_path / "pl.zip")
    merge(huyen, tmp_path / "pl.zip")
    assert named(kept(huyen), "PL").unit == "H"


# --- what goes --------------------------------------------------------------------------------------------------------


def test_only_the_records_of_who_is_put_forward_go_and_nothing_personal_unasked(
    tmp_path: Path, catalogue: Catalogue, packs: Mapping[str, Pack], parts: dict[str, Records]
) -> None:
    own = parts["X03"]
    subjects = tuple(
        replace(row, note="Chuyện riêng", citizen_id="011190000123") if row.code == "N042" else row
        for row in own.subjects
    )
    strange = Attestation(subject="N042", criterion="HT_TT_01", passed=True)
    paper = PlanDocument(plan=PLAN, milestone="TC_M03", date=date(2021, 11, 1))
    records = replace(own, subjects=subjects, attestations=(*own.attestations, strange), plan_documents=(paper,))
    with office(tmp_path / "x03", catalogue, packs, records, "X03") as xa:
        delivery.send(xa, PLAN, tmp_path / "goi.zip", ON)
        opened = delivery.open_package(xa, tmp_path / "goi.zip")
        delivery.send(xa, PLAN, tmp_path / "so.zip", ON, citizen_ids=True)
        with_ids = delivery.open_package(xa, tmp_path / "so.zip")
    went = opened.workbook.records
    chosen = {item.subject for item in opened.candidates}
    assert opened.workbook.issues == ()
    assert {row.subject for row in went.ratings} <= chosen
    assert "N042" in chosen
    person = named(went, "N042")
    assert (person.note, person.citizen_id) == (None, None)
    assert named(with_ids.workbook.records, "N042").citizen_id == "011190000123"
    assert strange not in went.attestations
    assert went.plan_documents == (replace(paper, unit="X03"),), "above, the sender has to be named"
    everybody = {row.code for row in went.subjects if row.kind is not SubjectKind.COLLECTIVE}
    assert everybody <= chosen
    names = zipfile.ZipFile(tmp_path / "goi.zip").namelist()
    assert all(name.isascii() for name in names)
    assert not [name for name in names if any(word in name for word in ("Nguyen", "Hoang", "Lo", "Vang"))]


def test_equal_content_gives_equal_parts_but_for_the_time(
    tmp_path: Path, catalogue: Catalogue, packs: Mapping[str, Pack], parts: dict[str, Records]
) -> None:
    clock = Clock()
    with office(tmp_path / "x02", catalogue, packs, parts["X02"], "X02", clock) as xa:
        first = delivery.send(xa, PLAN, tmp_path / "1.zip", ON)
        clock.at = datetime(2021, 11, 10, 10, 30)  # noqa: DTZ001
        second = delivery.send(xa, PLAN, tmp_path / "2.zip", ON)
        with xa.db.work("Thêm", "x") as work:
            work.insert("ratings", [Rating(subject="N040", year=2018, grade=Grade.HTTNV)])
        third = delivery.send(xa, PLAN, tmp_path / "3.zip", ON)
        assert [item.file for item in delivery.sent(xa)] == ["1.zip", "2.zip", "3.zip"]
        assert upkeep.acts(xa)[0].label.startswith("Lập gói gửi lên")
    assert (first.times, second.times, third.times) == (1, 2, 3)
    assert (first.unchanged, second.unchanged, third.unchanged) == (False, True, False)
    assert second.earlier is not None
    assert second.earlier.at == Clock().at
    one, two = (zipfile.ZipFile(tmp_path / name) for name in ("1.zip", "2.zip"))
    assert one.namelist() == two.namelist()
    differing = {name for name in one.namelist() if one.read(name) != two.read(name)}
    assert differing == {"DOC_TRUOC.txt", "goi.json", "manifest.json"}
    with office(tmp_path / "again", catalogue, packs, parts["X02"], "X02") as xa:
        delivery.send(xa, PLAN, tmp_path / "4.zip", ON)
    assert (tmp_path / "4.zip").read_bytes() == (tmp_path / "1.zip").read_bytes()


def test_the_records_inside_are_a_workbook_any_office_can_bring_in(
    huyen: Context, packages: dict[str, Path], tmp_path: Path
) -> None:
    with zipfile.ZipFile(packages["TT01"]) as packed:
        (tmp_path / "so.xlsx").write_bytes(packed.read("so_du_lieu.xlsx"))
        words = packed.read("DOC_TRUOC.txt")
    report = imports.apply(huyen, imports.preview(huyen, tmp_path / "so.xlsx"))
    assert not [issue for issue in report.issues if issue.level.value == "error"]
    assert report.added > 20
    found = delivery.look(huyen, opened_at(huyen, packages["TT01"]))
    assert found.count(RowState.NEW) == found.count(RowState.CHANGED) == 0
    assert words.startswith(b"\xef\xbb\xbf")
    assert "Thị trấn Nậm Sơn" in words.decode("utf-8-sig")
    assert b"\r\n" in words


def test_a_round_sends_its_candidates_with_what_they_were_chosen_on(
    tmp_path: Path, catalogue: Catalogue, packs: Mapping[str, Pack], parts: dict[str, Records]
) -> None:
    records = replace(parts["X02"], registrations=())
    with office(tmp_path / "x02", catalogue, packs, records, "X02") as xa:
        opened = rounds.open_round(
            xa, Round(plan=PLAN, stage=Stage.REGISTRATION, year=2021, name="Đăng ký 2021", on=date(2021, 11, 5))
        )
        assert opened.id is not None
        with pytest.raises(UserError, match="Chưa có đối tượng nào"):
            delivery.send(xa, PLAN, tmp_path / "goi.zip", round_name="Đăng ký 2021")
        rounds.register(
            xa, opened.id, [Choice(subject="N040", field="CBCCVC"), Choice(subject="HO08", field="NGUOI_NGHEO")]
        )
        report = delivery.send(xa, PLAN, tmp_path / "goi.zip")
        assert "đợt “Đăng ký 2021”" in report.source
        assert (report.manifest.round, report.manifest.on) == ("Đăng ký 2021", date(2021, 11, 5))
        package = delivery.open_package(xa, tmp_path / "goi.zip")
        chosen = {row.candidate.subject: row.candidate for row in rounds.candidates(xa, opened.id)}
        with pytest.raises(UserError, match="Không rõ đợt “Khác”"):
            delivery.send(xa, PLAN, tmp_path / "khac.zip", round_name="Khác")
    assert {item.subject: item.frozen for item in package.candidates} == {
        code: item.frozen for code, item in chosen.items()
    }
    upper = [row for row in package.workbook.records.registrations if row.level == "CAP_TREN"]
    assert {(row.subject, row.field, row.introducer, row.date) for row in upper} == {
        ("N040", "CBCCVC", "X02", date(2021, 11, 5)),
        ("HO08", "NGUOI_NGHEO", "X02", date(2021, 11, 5)),
    }


def test_an_office_that_is_not_known_sends_nothing(ctx: Context, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Chưa biết cơ quan nào gửi"):
        delivery.send(ctx, PLAN, tmp_path / "goi.zip")
    assert delivery.sent(ctx) == ()
    assert not (tmp_path / "goi.zip").exists()


def test_a_place_that_refuses_leaves_nothing_noted(
    tmp_path: Path, catalogue: Catalogue, packs: Mapping[str, Pack], parts: dict[str, Records]
) -> None:
    with office(tmp_path / "x02", catalogue, packs, parts["X02"], "X02") as xa:
        with pytest.raises(UserError, match="không có thư mục"):
            delivery.send(xa, PLAN, tmp_path / "mất" / "goi.zip", ON)
        assert delivery.sent(xa) == ()


# --- who has sent -----------------------------------------------------------------------------------------------------


def test_a_package_is_kept_given_back_and_then_merged(huyen: Context, packages: dict[str, Path], clock: Clock) -> None:
    opened = opened_at(huyen, packages["X02"])
    first = delivery.keep_package(huyen, opened, packages["X02"])
    assert delivery.keep_package(huyen, opened, packages["X02"]) == first
    assert first.id is not None
    assert delivery.kept_file(huyen, first.sha256).read_bytes() == packages["X02"].read_bytes()
    assert _standing(huyen, "X02").state is PackageState.RECEIVED
    with pytest.raises(UserError, match="Chưa ghi lý do"):
        delivery.give_back(huyen, first.id, "  ")
    delivery.give_back(huyen, first.id, "Thiếu biên bản suy tôn", date(2021, 11, 20))
    item = _standing(huyen, "X02")
    assert (item.state, item.due, item.late) == (PackageState.RETURNED, date(2021, 11, 20), 0)
    assert item.owed == ("gói sửa lại: Thiếu biên bản suy tôn",)
    clock.at = datetime(2021, 11, 23, 8, 0)  # noqa: DTZ001
    assert _standing(huyen, "X02").late == 3
    delivery.merge(huyen, opened, delivery.kept_file(huyen, first.sha256))
    assert _standing(huyen, "X02").state is PackageState.MERGED
    with pytest.raises(UserError, match="hoàn tác lần gộp trước"):
        delivery.give_back(huyen, first.id, "Nhầm")
    upkeep.undo_last(huyen)
    assert _standing(huyen, "X02").state is PackageState.RETURNED


def _standing(ctx: Context, unit: str):  # type: ignore[no-untyped-def]
    return next(item for item in delivery.standing(ctx, PLAN) if item.unit == unit)


def test_the_reminder_names_what_is_owed_by_when_and_to_whom(huyen: Context, packages: dict[str, Path]) -> None:
    merge(huyen, packages["X01"])
    with huyen.db.work("Văn bản", "x") as work:
        work.insert(
            "plan_documents",
            [PlanDocument(plan=PLAN, milestone="TC_M03", unit="PTP", number="1/BC", date=date(2021, 11, 2))],
        )
    words = {item.unit: text for item, text in delivery.reminders(huyen, PLAN)}
    assert "X01" not in words
    assert "PTP" not in words, "its list came on paper"
    assert words["X04"].splitlines()[0] == "Kính gửi Xã Tả Sính,"
    assert "Danh sách đăng ký cấp huyện" in words["X04"]
    assert "cần 01–04" in words["X04"]
    assert "Hạn gửi: 11/11/2021, đã quá 1 ngày." in words["X04"]
    assert "Ủy ban nhân dân huyện Nậm Sơn" in words["X04"]


@pytest.mark.parametrize("code", ["HT_SNGV_2021_2025", "QB_SXD_2021_2025", "KG_SXD_2022", "LUAT_TDKT"])
def test_every_plan_tells_who_is_expected(ctx: Context, code: str) -> None:
    upkeep.load_practice(ctx)
    found = delivery.standing(ctx, code, date(2022, 6, 1))
    assert len(found) == (0 if code == "LUAT_TDKT" else 7), "the unit founded in 2023 owed nothing then"
    assert all(item.state is PackageState.NOT_SENT for item in found)


# --- sealed -----------------------------------------------------------------------------------------------------------


def test_a_sealed_package_opens_with_its_passphrase_only(
    huyen: Context, tmp_path: Path, catalogue: Catalogue, parts: dict[str, Records]
) -> None:
    with office(tmp_path / "x02", catalogue, huyen.packs, parts["X02"], "X02") as xa:
        delivery.send(xa, PLAN, tmp_path / "kin.age", ON, passphrase="Nậm Sơn 2021")
    sealed = (tmp_path / "kin.age").read_bytes()
    assert b"so_du_lieu" not in sealed
    for word, sentence in ((None, "có mật khẩu"), ("khác", "mật khẩu không đúng")):
        with pytest.raises(UserError, match=sentence):
            delivery.open_package(huyen, tmp_path / "kin.age", word)
    opened = delivery.open_package(huyen, tmp_path / "kin.age", "Nậm Sơn 2021")
    delivery.merge(huyen, opened, tmp_path / "kin.age")
    (tmp_path / "hong.age").write_bytes(sealed[:-5] + bytes([sealed[-5] ^ 1]) + sealed[-4:])
    with pytest.raises(UserError, match="đã bị sửa"):
        delivery.open_package(huyen, tmp_path / "hong.age", "Nậm Sơn 2021")
