"""What holds of every list: nothing it says is lost without a word, again it adds nothing, and it can be taken back."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.imports import RowState
from dienhinh_desktop.domain.list_imports import ListLine, RowDecision
from dienhinh_desktop.domain.lists import ListAward, ListRow
from dienhinh_desktop.domain.records import Award, Records, SubjectKind
from dienhinh_desktop.domain.text import decision_key, fold, name_key
from dienhinh_desktop.exchange.imports.lists.units import unit_key
from dienhinh_desktop.rules.packs import Pack
from dienhinh_desktop.services import imports
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.imports.lists import ListPreview, ListTask, look, open_list, paste_list, write
from dienhinh_desktop.services.plans import load_packs
from dienhinh_desktop.storage.catalogue import load_catalogue
from dienhinh_desktop.storage.database import Database
from tests.conftest import NOW
from tests.services.list_work import fill, kept, settle

SAMPLES = sorted((Path(__file__).parents[1] / "acceptance" / "lists").glob("*.xls*"))
REFUSED = {"11", "12", "13", "14"}
PLAN = "HT_SNGV_2021_2025"


# --- nothing is lost without a word -----------------------------------------------------------------------------------


class Held:
    """What the records hold of one subject, for asking whether something said is there."""

    def __init__(self, records: Records, code: str) -> None:
        self.subject = next(one for one in records.subjects if one.code == code)
        self.names = {one.code: one.name for one in records.subjects}
        self.ratings = [one for one in records.ratings if one.subject == code]
        self.awards = [one for one in records.awards if one.subject == code]
        self.initiatives = [one for one in records.initiatives if one.subject == code]
        self.positions = [one for one in records.positions if one.subject == code]
        self.registrations = [one for one in records.registrations if one.subject == code]


def lost(row: ListRow, line: ListLine, held: Held, preview: ListPreview, catalogue: Catalogue) -> Iterator[str]:
    """Yield what a row says that is neither in the records nor told."""
    told = "\n".join((*line.notes, *line.asks, *(issue.message for issue in line.issues)))
    yield from (words for there, words in _plain(row, held) if not there and words not in told)
    yield from (words for there, words in _won(row, held, catalogue) if not there and words not in told)
    yield from (str(one) for one in row.proposals if "đề nghị" not in told)
    posts = {fold(one.title) for one in held.positions}
    if row.position and fold(row.position) not in posts and "chức vụ" not in dict(preview.left_out):
        yield row.position
    unit = unit_key(row.unit or "")  # told by its own words, or by the name they mean
    if unit and unit != unit_key(held.names.get(held.subject.unit or "", "")) and unit not in unit_key(told):
        yield str(row.unit)
    yield from _put_forward(row, held, told)


def _plain(row: ListRow, held: Held) -> Iterator[tuple[bool, str]]:
    """Yield whether the subject kept holds what the row says, and the words that tell of it otherwise."""
    own = held.subject
    yield name_key(row.name) == name_key(own.name), row.name
    yield row.birth is None or _within(row.birth.iso(), own.birth), str(row.birth)
    yield row.sex in (None, own.sex and own.sex.value), str(row.sex)
    yield row.cccd in (None, "", own.citizen_id), str(row.cccd)
    yield not row.ethnic or fold(row.ethnic) == fold(own.ethnicity or ""), str(row.ethnic)
    yield not row.note or row.note == own.note, str(row.note)


def _won(row: ListRow, held: Held, catalogue: Catalogue) -> Iterator[tuple[bool, str]]:
    for rating in row.ratings:
        there = any((one.year, one.grade.name) == (rating.year, rating.grade) for one in held.ratings)
        yield there, str(rating.year) if rating.year else rating.text
    for award in row.awards:
        form = catalogue.awards.get(award.title_code or "")
        yield any(_same_award(award, one) for one in held.awards), form.short if form else award.text
        yield not (award.date and award.date.full is None and award.date.month), str(award.date)
    for item in row.initiatives:
        same = [one for one in held.initiatives if name_key(one.name) == name_key(item.title)]
        days = [one.date for one in same if not item.date or item.date.full == one.date]
        there = any(not item.year or (day is not None and day.year == item.year) for day in days)
        yield there, "sáng kiến"


def _same_award(said: ListAward, held: Award) -> bool:
    return (
        held.form == said.title_code
        and said.year in (None, held.year)
        and (said.decision is None or decision_key(said.decision) == decision_key(held.decision or ""))
        and (said.date is None or said.date.full in (None, held.date))
        and said.issuer in (None, held.issuer)
    )


def _put_forward(row: ListRow, held: Held, told: str) -> Iterator[str]:
    kept = held.registrations
    if not kept and "đăng ký" not in told:
        yield from (words for words in (row.model, row.field, row.proposer) if words and words not in told)
    if kept and row.proposer and row.proposer not in told and not any(one.introducer for one in kept):
        yield row.proposer
    if kept and row.field and row.field not in told and not any(one.field for one in kept):
        yield row.field
    if kept and row.model and not any(one.model == row.model for one in kept):
        yield row.model


def _within(said: str, birth: PartialDate | None) -> bool:
    return birth is not None and birth.iso().startswith(said)


def bring_in(ctx: Context, task: ListTask) -> tuple[ListTask, ListPreview]:
    """Settle a list as a clerk in a hurry, write it, and check that nothing it says was lost."""
    task = settle(ctx, task)
    shown = look(ctx, task)
    assert shown.open_lines == 0
    before = kept(ctx)
    report = write(ctx, task, shown)
    with ctx.db.read() as reader:
        records = reader.records()
    for line in shown.lines:
        if line.said is not None and line.state is not RowState.SKIPPED:
            assert line.code is not None
            held = Held(records, line.code)
            assert list(lost(line.said, line, held, shown, ctx.catalogue)) == [], f"row {line.row}"
    if report.batch is None:
        assert kept(ctx) == before
    return task, shown


def adds_nothing(ctx: Context, task: ListTask, shown: ListPreview) -> None:
    """The same list with the same answers: everything is there already."""
    rows = {
        line.row: RowDecision(who=line.code, accepted=True) if line.code else RowDecision(skipped=True)
        for line in shown.lines
    }
    before = kept(ctx)
    again = look(ctx, replace(task, decisions=replace(task.decisions, rows=rows)))
    changed = [(line.row, line.facts, line.changes) for line in again.lines if line.state.value in ("moi", "cap_nhat")]
    assert changed == []
    assert (again.records(RowState.NEW), again.records(RowState.CHANGED)) == (0, 0)
    assert write(ctx, replace(task, decisions=replace(task.decisions, rows=rows)), again).batch is None
    assert kept(ctx) == before


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name[:2])
@pytest.mark.parametrize("into", ["empty", "office"])
def test_every_sample_is_brought_in_whole_once_and_taken_back(ctx: Context, path: Path, into: str) -> None:
    if into == "office":
        fill(ctx)
    before = kept(ctx)
    if path.name[:2] in REFUSED:
        with pytest.raises(UserError, match=r"^Không đọc được .+\.$"):
            open_list(ctx, path)
        assert kept(ctx) == before
        return
    first = open_list(ctx, path, "SNV" if into == "office" else "")
    choices = replace(first.decisions, plan=PLAN, posts_since=date(2024, 1, 1)) if into == "office" else first.decisions
    task, shown = bring_in(ctx, replace(first, decisions=choices))
    adds_nothing(ctx, task, shown)
    settled = settle(ctx, replace(first, decisions=choices))
    assert {line.state for line in look(ctx, settled).lines} <= {RowState.SAME, RowState.SKIPPED}
    (batch, *_) = imports.batches(ctx)
    imports.undo(ctx, batch.id)
    assert kept(ctx) == before


# --- lists made up ----------------------------------------------------------------------------------------------------

CELLS = {
    "Họ và tên": ["Lê Văn An", "Lê Văn Ân", "LÊ VĂN AN", "Le Van An", "Trần Hòa", "Trần Hoà", "Trần Thị Nhung", ""],
    "Ngày sinh": ["", "1981", "1990", "02/03/1990", "3/1990", "30/02/1990", "nt"],
    "Giới tính": ["", "Nam", "Nữ"],
    "CCCD": ["", "042074001234", "042181000111", "42181000111"],
    "Dân tộc": ["", "Kinh", "kinh", "Tày"],
    "Đơn vị": ["", "Văn phòng Sở", "VP Sở", "P. HTQT", "Phòng Hợp tác quốc tế", "Tổ 1", "Sở Ngoại vụ"],
    "Chức vụ": ["", "Chuyên viên", "Trưởng phòng"],
    "Danh hiệu 2023": ["", "LĐTT", "Lao động tiên tiến", "CSTĐCS (QĐ 81/QĐ-SNgV ngày 18/12/2023)", "LĐTT (QĐ 9/QĐ-X)"],
    "Khen thưởng": ["", "Bằng khen UBND tỉnh 2022", "Giấy khen", "LĐTT 2023; Giấy khen Giám đốc Sở 6/2022", "Lạ"],
    "Xếp loại 2023": ["", "HTTNV", "HTXSNV", "hoàn thành tốt", "HTXSNV/HTTNV", "Loại A"],
    "Sáng kiến": ["", "Số hóa hồ sơ (2022)", "Số hóa hồ sơ; Tiếp dân nhanh năm 2023 QĐ 5/QĐ-X ngày 02/01/2024"],
    "Đề nghị khen thưởng": ["", "LĐTT", "Bằng khen tỉnh 2024"],
    "Tên mô hình": ["", "Sạch nhà tốt ruộng"],
    "Lĩnh vực": ["", "Văn hóa"],
    "Đơn vị giới thiệu": ["", "Văn phòng Sở", "Hội Z"],
    "Ghi chú": ["", "Nghỉ sinh", "Mới về"],
}
TEXTS = {heading: st.sampled_from(cells) for heading, cells in CELLS.items()}


@st.composite
def made_lists(draw: st.DrawFn) -> str:
    others = [heading for heading in CELLS if heading != "Họ và tên"]
    headings = ["Họ và tên", *draw(st.lists(st.sampled_from(others), min_size=2, max_size=9, unique=True))]
    rows = [[draw(TEXTS[heading]) for heading in headings] for _ in range(draw(st.integers(1, 7)))]
    return "\n".join(
        "\t".join(("STT", *headings) if place == 0 else (str(place), *rows[place - 1]))
        for place in range(len(rows) + 1)
    )


@cache
def shipped() -> tuple[Catalogue, Mapping[str, Pack]]:
    catalogue = load_catalogue()
    return catalogue, load_packs(catalogue)


@given(
    text=made_lists(),
    sender=st.sampled_from(["", "SNV", "VP"]),
    plan=st.sampled_from([None, PLAN]),
    posts=st.booleans(),
)
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_lists_made_up_are_brought_in_whole_once_and_taken_back(
    text: str, sender: str, plan: str | None, posts: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder, Database.open(Path(folder), now=lambda: NOW) as db:
        catalogue, packs = shipped()
        ctx = Context(db=db, catalogue=catalogue, packs=packs, who="Văn thư", now=lambda: NOW)
        fill(ctx)
        before = kept(ctx)
        try:
            task = paste_list(ctx, text, sender)
        except UserError:
            return
        decisions = replace(task.decisions, plan=plan, posts_since=date(2024, 1, 1) if posts else None)
        task, shown = bring_in(ctx, replace(task, decisions=decisions))
        adds_nothing(ctx, task, shown)
        (batch, *_) = imports.batches(ctx)
        if batch.file == task.opened.path.name:
            imports.undo(ctx, batch.id)
        assert kept(ctx) == before


def test_kinds_of_subjects_are_all_met_in_the_samples(ctx: Context) -> None:
    met = set()
    for path in SAMPLES:
        if path.name[:2] in {"01", "08", "09"}:
            met |= {row.kind for row in open_list(ctx, path).reading.rows}
    assert met == set(SubjectKind)
