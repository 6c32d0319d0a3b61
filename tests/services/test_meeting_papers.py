"""Papers of a meeting: ballots, tally sheet and minutes print what the meeting told, in the order of the list."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.council import CouncilMember, CouncilPost, Meeting, TellerPost, VoteManner
from dienhinh_desktop.domain.documents import CheckLevel, Form, FormTable, PaperFormat, PaperKind
from dienhinh_desktop.domain.eligibility import Stage
from dienhinh_desktop.domain.rounds import Choice, Round
from dienhinh_desktop.domain.votes import Threshold
from dienhinh_desktop.rules.packs import Pack
from dienhinh_desktop.services import council, documents, rounds, upkeep
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.documents.dossier import gather
from dienhinh_desktop.services.documents.papers import papers
from dienhinh_desktop.storage.database import Database

from ..conftest import NOW
from ..exchange.pdf_reading import texts
from .test_papers import words

PLAN, LAW, ON = "HT_SNGV_2021_2025", "LUAT_TDKT", date(2025, 12, 20)
CHOSEN = (("HTQT", "TAP_THE"), ("CB005", "COT_CAN"), ("CB025", "KHONG_LANH_DAO"))
PEOPLE = (
    ("Trần Hữu Phước", CouncilPost.CHAIR, "Giám đốc"),
    ("Nguyễn Thị Nguyệt", CouncilPost.DEPUTY, "Phó Giám đốc"),
    ("Lê Văn Thành", CouncilPost.SECRETARY, "Chánh Văn phòng"),
    ("Đặng Quốc Khánh", CouncilPost.MEMBER, "Trưởng phòng"),
    ("Phan Thị Vân", CouncilPost.MEMBER, "Chủ tịch Công đoàn"),
)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue, packs: Mapping[str, Pack]) -> Path:
    """A data folder with a round and a meeting on it, made once and copied."""
    folder = tmp_path_factory.mktemp("meeting") / "so"
    with Database.open(folder, now=lambda: NOW) as db:
        _hold(Context(db=db, catalogue=catalogue, packs=packs, who="Văn thư", now=lambda: NOW))
    return folder


def _hold(ctx: Context) -> None:
    upkeep.load_practice(ctx)
    new = Round(plan=PLAN, stage=Stage.RECOGNITION, year=2025, name="Đợt 2025", on=ON)
    number = rounds.open_round(ctx, new).id or 0
    rounds.register(ctx, number, [Choice(subject=code, field=field) for code, field in CHOSEN])
    council.save_members(ctx, [CouncilMember(name=n, post=p, position=w) for n, p, w in PEOPLE])
    meeting = Meeting(
        round_id=number,
        day=date(2025, 12, 18),
        place="Phòng họp tầng 2",
        begins="14 giờ 00",
        ends="16 giờ 30",
        collected=5,
        valid=4,
        threshold=Threshold.parse("80 %"),
        basis="Quyết định 12/QĐ-SNgV",
        conclusion="Hội đồng thống nhất trình Giám đốc Sở.",
    )
    council.open_meeting(ctx, meeting)
    shown = council.latest(ctx, number)
    assert shown is not None
    there = list(shown.attendances)
    there[1] = replace(there[1], present=False, reason="Đi công tác", written=True)
    there[3] = replace(there[3], teller=TellerPost.HEAD)
    there[4] = replace(there[4], teller=TellerPost.MEMBER)
    council.save_attendances(ctx, shown.meeting.id or 0, there)
    council.enter_votes(ctx, shown.meeting.id or 0, dict(zip(CHOSEN, (4, 4, 3), strict=True)))


@pytest.fixture
def folder(tmp_path: Path, held: Path) -> Path:
    return Path(shutil.copytree(held, tmp_path / "so"))


@pytest.fixture
def round_id(ctx: Context) -> int:
    return rounds.rounds(ctx)[0].id or 0


@pytest.fixture
def meeting(ctx: Context, round_id: int) -> int:
    return council.meetings(ctx, round_id)[0].id or 0


def made(ctx: Context, kind: PaperKind, round_id: int) -> Form:
    return papers(ctx, gather(ctx, PLAN, ON, round_id), kind)[0]


def tables(form: Form) -> list[FormTable]:
    return [section.table for section in form.sections if section.table is not None]


def lines(form: Form) -> dict[str, str]:
    every = (*form.intro, *(line for section in form.sections for line in section.lines))
    return {line.label: line.value for line in every}


def checks_of(ctx: Context, round_id: int) -> dict[str, CheckLevel]:
    return {item.text: item.level for item in documents.checks(ctx, PLAN, ON, round_id)}


class TestMinutes:
    def test_they_say_who_was_there_and_who_was_not_and_why(self, ctx: Context, round_id: int, meeting: int) -> None:
        form = made(ctx, PaperKind.MINUTES, round_id)
        told = lines(form)
        assert told["Thời gian bắt đầu"] == "14 giờ 00, ngày 18 tháng 12 năm 2025"
        assert told["Địa điểm"] == "Phòng họp tầng 2"
        assert told["Chủ trì (họ tên, chức vụ)"] == "Trần Hữu Phước, Giám đốc, Chủ tịch hội đồng"
        assert told["Tổng số thành viên"] == "05; có mặt 04; vắng mặt 01 (lấy phiếu bằng văn bản 01)"
        people, _results = tables(form)
        assert [(row[1], row[4]) for row in people.rows][:2] == [
            ("Trần Hữu Phước", "Có mặt"),
            ("Nguyễn Thị Nguyệt", "Vắng: Đi công tác; lấy phiếu bằng văn bản"),
        ]
        assert [signature.name for signature in form.signatures[0]] == ["Lê Văn Thành", "Trần Hữu Phước"]

    def test_the_votes_are_those_of_the_meeting_as_shares_of_all_members(
        self, ctx: Context, round_id: int, meeting: int
    ) -> None:
        form = made(ctx, PaperKind.MINUTES, round_id)
        listed = {row.name for group in documents.build_list(ctx, PLAN, ON, round_id).groups
                  for unit in group.units for row in unit.rows}  # fmt: skip
        results = tables(form)[-1]
        assert {row[1]: row[4:] for row in results.rows} == {
            "Phòng Hợp tác quốc tế": ("4", "80,0"),
            "Lưu Hoàng An": ("4", "80,0"),
            "Nguyễn Kim Thương": ("3", "60,0"),
        }
        assert {row[1] for row in results.rows} == listed
        said = words(form)
        assert "từ 80 % tổng số thành viên theo Quyết định 12/QĐ-SNgV" in said
        assert "02 đối tượng đủ phiếu: Phòng Hợp tác quốc tế và Lưu Hoàng An." in said
        assert "Không đủ phiếu: Nguyễn Kim Thương (3/5 phiếu đồng ý, cần 4)." in said
        assert "Hội đồng thống nhất trình Giám đốc Sở." in said
        assert "Tổ kiểm phiếu: Đặng Quốc Khánh, Trưởng phòng và Phan Thị Vân, Chủ tịch Công đoàn." in said

    def test_hands_have_no_ballots(self, ctx: Context, round_id: int, meeting: int) -> None:
        held = council.sitting(ctx, meeting).meeting
        council.save_meeting(ctx, replace(held, manner=VoteManner.HANDS))
        told = lines(made(ctx, PaperKind.MINUTES, round_id))
        assert told["Hình thức"].startswith("Biểu quyết giơ tay.")
        assert "Số phiếu phát ra" not in told

    def test_they_are_the_councils_own_paper(self, ctx: Context, round_id: int, meeting: int) -> None:
        for kind in (PaperKind.MINUTES, PaperKind.COUNT):
            head = made(ctx, kind, round_id).letterhead
            assert (head.superior, head.agency) == ("SỞ NGOẠI VỤ", "Hội đồng Thi đua - Khen thưởng")
            assert head.number == "Số:          /BB-HĐTĐKT"

    def test_who_has_votes_enough_is_told_in_the_order_of_the_list(
        self, ctx: Context, round_id: int, meeting: int
    ) -> None:
        late = [Choice(subject="TTR", field="TAP_THE", reason="Xét thêm")]
        rounds.register(ctx, round_id, late)
        council.enter_votes(ctx, meeting, {("TTR", "TAP_THE"): 4})
        said = words(made(ctx, PaperKind.MINUTES, round_id))
        names = [entry.subject.name for entry in gather(ctx, PLAN, ON, round_id).entries]
        enough = [name for name in names if name != "Nguyễn Kim Thương"]
        assert f"03 đối tượng đủ phiếu: {enough[0]}, {enough[1]} và {enough[2]}." in said

    def test_a_reason_to_go_on_is_printed(self, ctx: Context, round_id: int, meeting: int) -> None:
        council.keep_with_reason(ctx, meeting, CHOSEN[2], "thành tích đột xuất")
        assert "Hội đồng đề nghị giữ: thành tích đột xuất." in words(made(ctx, PaperKind.MINUTES, round_id))


class TestCounting:
    def test_the_minutes_of_counting_hold_every_number(self, ctx: Context, round_id: int, meeting: int) -> None:
        form = made(ctx, PaperKind.COUNT, round_id)
        told = lines(form)
        assert [told[f"Số phiếu {what}"] for what in ("phát ra", "thu về", "hợp lệ", "không hợp lệ")] == [
            "05", "05", "04", "01",
        ]  # fmt: skip
        assert told["Tổ trưởng tổ kiểm phiếu"] == "Đặng Quốc Khánh, Trưởng phòng"
        assert [row[3:] for row in tables(form)[0].rows if row[1] == "Nguyễn Kim Thương"] == [("3", "1", "0", "60,0")]
        assert form.signatures[0][1].name == "Đặng Quốc Khánh"
        assert told["Thư ký"].partition(",")[0] == form.signatures[0][0].name == "Lê Văn Thành"

    @pytest.mark.parametrize("kind", [PaperKind.BALLOT, PaperKind.TALLY, PaperKind.COUNT, PaperKind.MINUTES])
    def test_all_stand_in_the_order_of_the_list(
        self, ctx: Context, round_id: int, meeting: int, kind: PaperKind
    ) -> None:
        entries = gather(ctx, PLAN, ON, round_id).entries
        assert [row[:2] for row in tables(made(ctx, kind, round_id))[-1].rows] == [
            (str(entry.number), entry.subject.name) for entry in entries
        ]

    def test_there_is_a_ballot_for_every_member(
        self, ctx: Context, round_id: int, meeting: int, tmp_path: Path
    ) -> None:
        documents.export_papers(ctx, PLAN, ON, tmp_path, [PaperKind.BALLOT], round_id=round_id)
        pages = texts((tmp_path / "phieu_bau.pdf").read_bytes())
        assert len(pages) == 5
        assert all("PHIẾU BẦU" in page and "Lưu Hoàng An" in page for page in pages)
        assert len(texts(documents.paper_preview(ctx, PLAN, ON, PaperKind.BALLOT, round_id))) == 1

    def test_word_says_what_the_pdf_says(self, ctx: Context, round_id: int, meeting: int, tmp_path: Path) -> None:
        kinds = [PaperKind.COUNT, PaperKind.MINUTES]
        documents.export_papers(ctx, PLAN, ON, tmp_path, kinds, round_id=round_id, written_as=PaperFormat.WORD)
        document = Document(str(tmp_path / "bien_ban_hop.docx"))
        said = "\n".join(cell.text for table in document.tables for line in table.rows for cell in line.cells)
        assert "Vắng: Đi công tác; lấy phiếu bằng văn bản" in said
        assert "80,0" in said

    def test_one_in_two_fields_is_voted_on_twice(self, ctx: Context, round_id: int, meeting: int) -> None:
        new = Round(plan=LAW, stage=Stage.RECOGNITION, year=2025, name="Danh hiệu 2025", on=ON)
        number = rounds.open_round(ctx, new).id
        assert number is not None
        fields = ("CSTD_CS", "CSTD_TINH_BO")
        rounds.register(ctx, number, [Choice(subject="CB005", field=field, reason="Xét") for field in fields])
        council.open_meeting(ctx, Meeting(round_id=number, day=ON, collected=5, valid=5))
        shown = council.latest(ctx, number)
        assert shown is not None
        council.enter_votes(ctx, shown.meeting.id or 0, {("CB005", "CSTD_CS"): 4, ("CB005", "CSTD_TINH_BO"): 4})
        (form,) = papers(ctx, gather(ctx, LAW, ON, number), PaperKind.COUNT)
        assert [(row[0], row[1], row[3]) for row in tables(form)[0].rows] == [("1", "Lưu Hoàng An", "4")] * 2
        said = words(form)
        assert "từ 80 % tổng số thành viên; từ 90 % tổng số thành viên" in said
        assert "98/2023" not in said, "a rule whose source is doubtful is not cited on a paper"


class TestChecks:
    def test_too_few_votes_stop_the_papers_until_a_reason_is_written(
        self, ctx: Context, round_id: int, meeting: int
    ) -> None:
        lack = "Nguyễn Kim Thương có 3/5 phiếu, cần 4, thiếu 1"
        found = checks_of(ctx, round_id)
        assert found[f"{lack} mà chưa ghi lý do giữ lại"] is CheckLevel.BLOCKING
        assert made(ctx, PaperKind.MINUTES, round_id).draft
        council.keep_with_reason(ctx, meeting, CHOSEN[2], "Xét bổ sung")
        found = checks_of(ctx, round_id)
        assert found[f"{lack}; giữ lại: Xét bổ sung"] is CheckLevel.WARNING
        assert CheckLevel.BLOCKING not in found.values()
        assert not made(ctx, PaperKind.MINUTES, round_id).draft
