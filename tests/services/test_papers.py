"""Papers of the whole list and assessment sheets: what they say is what records, round and office hold."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from dienhinh_desktop.domain.documents import Form, FormTable, PaperFormat, PaperKind
from dienhinh_desktop.domain.eligibility import AssessmentRequest, Stage, Verdict
from dienhinh_desktop.domain.errors import Cancelled, UserError
from dienhinh_desktop.domain.plans import MilestoneRow, MilestoneVerdict, QuotaRow, QuotaVerdict
from dienhinh_desktop.domain.rounds import Choice, Round
from dienhinh_desktop.domain.upkeep import Office
from dienhinh_desktop.services import documents, eligibility, rounds, upkeep
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.documents.dossier import gather
from dienhinh_desktop.services.documents.papers import papers
from dienhinh_desktop.services.documents.reminders import reminders
from dienhinh_desktop.services.documents.signing import office_signature, post_lines

from ..exchange.pdf_reading import outline, texts
from .test_documents import OFFICE, ON, PLAN, UNITS, keep, person, registered, rows, unit

LAW = "LUAT_TDKT"
"""A pack without milestones and quotas."""
DISTRICT = "TC_UBND_2021_2025"
OF_THE_LIST = (PaperKind.REQUEST, PaperKind.BALLOT, PaperKind.TALLY, PaperKind.COUNT, PaperKind.MINUTES)


@pytest.fixture
def practice(ctx: Context) -> Context:
    upkeep.load_practice(ctx)
    return ctx


@pytest.fixture
def office(ctx: Context) -> Context:
    keep(ctx, *UNITS)
    upkeep.save_office(ctx, OFFICE)
    return ctx


def made(ctx: Context, kind: PaperKind, round_id: int | None = None) -> Form:
    return papers(ctx, gather(ctx, PLAN, ON, round_id), kind)[0]


def words(form: Form) -> str:
    return "\n".join(_words(form))


def _words(form: Form) -> Iterator[str]:
    head = form.letterhead
    yield from (head.superior, head.agency, head.number, head.about)
    yield from (*form.title, *form.addressees, *form.bases, *form.recipients)
    yield from (f"{line.label}: {line.value}" for line in form.intro)
    for section in form.sections:
        yield section.title
        yield from (f"{line.label}: {line.value}" for line in section.lines)
        yield from section.paragraphs
        if section.table is not None:
            yield from (text for row in (section.table.headings, *section.table.rows) for text in row)
    for row in form.signatures:
        yield from (word for signature in row for word in (*signature.lines, signature.name))


def table(form: Form) -> FormTable:
    return next(section.table for section in form.sections if section.table is not None)


def chosen(ctx: Context, *choices: tuple[str, str]) -> int:
    opened = rounds.open_round(ctx, Round(plan=PLAN, stage=Stage.RECOGNITION, year=2025, name="Đợt 2025", on=ON))
    assert opened.id is not None
    rounds.register(ctx, opened.id, [Choice(subject=code, field=field) for code, field in choices])
    return opened.id


class TestRequest:
    def test_its_numbers_and_names_are_those_of_the_list(self, practice: Context) -> None:
        listed = documents.build_list(practice, PLAN, ON)
        said = words(made(practice, PaperKind.REQUEST))
        counts = {group.title: group.count for group in listed.groups}
        assert sum(counts.values()) == len(rows(listed)) == 7
        assert f"Tổng số: {sum(counts.values()):02d} điển hình" in said
        assert f"- {counts['TẬP THỂ']:02d} tập thể: " in said
        assert f"- {counts['CÁ NHÂN']:02d} cá nhân: " in said
        assert all(row.name in said for row in rows(listed))
        assert "danh sách 07 đối tượng; 07 bản đăng ký; 07 báo cáo thành tích" in said

    def test_the_verdicts_counted_are_those_of_the_list(self, practice: Context) -> None:
        verdicts = [row.verdict for row in rows(documents.build_list(practice, PLAN, ON))]
        said = words(made(practice, PaperKind.REQUEST))
        told = re.search(r"có (\d+) đối tượng đạt và (\d+) đối tượng thiếu dữ liệu", said)
        assert told is not None
        assert [int(number) for number in told.groups()] == [verdicts.count("Đạt"), verdicts.count("Thiếu dữ liệu")]

    def test_in_a_round_it_asks_for_recognition_of_who_was_chosen(self, practice: Context) -> None:
        number = chosen(practice, ("HTQT", "TAP_THE"), ("CB005", "COT_CAN"))
        form = made(practice, PaperKind.REQUEST, number)
        assert form.title[1].startswith("Về việc đề nghị công nhận mô hình, điển hình tiên tiến")
        said = words(form)
        assert "Tổng số: 02 điển hình" in said
        assert "Lưu Hoàng An" in said
        assert "Nguyễn Kim Thương" not in said

    def test_it_goes_to_whom_the_plan_names_and_is_signed_for_the_office(self, practice: Context) -> None:
        form = made(practice, PaperKind.REQUEST)
        assert form.addressees == ("Ban Thi đua - Khen thưởng tỉnh",)
        assert form.letterhead.number == "Số:          /TTr-SNgV"
        assert form.recipients == ("Như trên", "Lưu: VT")
        assert form.signatures[0][0].lines == ("GIÁM ĐỐC",)
        assert any("198/KH-SNgV" in basis for basis in form.bases)

    def test_what_nobody_entered_stays_open(self, ctx: Context) -> None:
        keep(ctx, *UNITS, person("A", "Đỗ Thị Bình"), registered("A"))
        form = made(ctx, PaperKind.REQUEST)
        assert "........" in form.letterhead.number
        assert form.letterhead.day is None
        assert form.signatures[0][0].name == ""
        assert "ngày ...... tháng ......" in form.bases[0]
        meeting = next(section for section in form.sections if section.title.startswith("3."))
        assert [line.value for line in meeting.lines[1:]] == ["", ""]

    def test_a_plan_that_names_the_agency_itself_leaves_open_whom_it_goes_to(self, ctx: Context) -> None:
        keep(ctx, unit("H", "Ủy ban nhân dân huyện Tủa Chùa", None), person("A", "Đỗ Thị Bình", "H"))
        keep(ctx, replace(registered("A", introducer="H"), plan=DISTRICT))
        upkeep.save_office(ctx, Office(name="ỦY BAN NHÂN DÂN HUYỆN TỦA CHÙA"))
        (form,) = papers(ctx, gather(ctx, DISTRICT, ON), PaperKind.REQUEST)
        assert set(form.addressees[0]) == {"."}
        assert "Ủy ban nhân dân huyện Tủa Chùa trình" in words(form)

    def test_no_paper_of_the_agency_goes_to_an_office_of_its_own(self, ctx: Context) -> None:
        keep(ctx, unit("S", "Sở Xây dựng tỉnh Kiên Giang", None), person("A", "Đỗ Thị Bình", "S"))
        keep(ctx, replace(registered("A", introducer="S"), plan="KG_SXD_2022"))
        upkeep.save_office(ctx, Office(root="S", name="SỞ XÂY DỰNG"))
        (form,) = papers(ctx, gather(ctx, "KG_SXD_2022", ON), PaperKind.REQUEST)
        assert "Văn phòng Sở" not in words(form)
        listed = documents.build_list(ctx, "KG_SXD_2022", ON)
        assert set(listed.recipients[0]) == {"…"}
        assert listed.recipients[1:] == ("Lưu: VT",)

    def test_a_law_is_cited_by_its_own_name(self, office: Context) -> None:
        keep(office, person("A", "Đỗ Thị Bình"), replace(registered("A"), plan=LAW))
        (form,) = papers(office, gather(office, LAW, ON), PaperKind.REQUEST)
        assert form.bases[-1] == "Căn cứ Luật 06/2022/QH15 ngày 15/6/2022 của Quốc hội."
        assert "Kế hoạch" not in words(form)

    def test_many_names_are_left_to_the_list(self, office: Context) -> None:
        people = [person(f"A{number}", f"Nguyễn Văn {number}") for number in range(11)]
        keep(office, *people, *(registered(one.code) for one in people))
        said = words(made(office, PaperKind.REQUEST))
        assert "- 11 cá nhân." in said
        assert "Nguyễn Văn 3" not in said

    def test_each_basis_ends_as_the_decree_asks(self, practice: Context) -> None:
        *others, last = made(practice, PaperKind.REQUEST).bases
        assert all(basis.endswith(";") for basis in others)
        assert last.endswith(".")


class TestBallotsAndMinutes:
    @pytest.mark.parametrize("kind", [PaperKind.BALLOT, PaperKind.COUNT, PaperKind.MINUTES])
    def test_everybody_stands_in_the_order_of_the_list(self, practice: Context, kind: PaperKind) -> None:
        number = chosen(practice, ("CB025", "KHONG_LANH_DAO"), ("HTQT", "TAP_THE"), ("CB005", "COT_CAN"))
        listed = rows(documents.build_list(practice, PLAN, ON, number))
        assert [row[:2] for row in table(made(practice, kind, number)).rows] == [
            (str(row.number), row.name) for row in listed
        ]

    @pytest.mark.parametrize("kind", [PaperKind.BALLOT, PaperKind.COUNT, PaperKind.MINUTES])
    def test_votes_are_left_to_the_pen(self, practice: Context, kind: PaperKind) -> None:
        found = table(made(practice, kind))
        open_columns = [
            place for place, heading in enumerate(found.headings) if re.search("phiếu|[Đđ]ồng ý|Tỷ lệ", heading)
        ]
        assert len(open_columns) >= 2
        assert {row[place] for row in found.rows for place in open_columns} == {"\u00a0"}

    def test_a_ballot_is_neither_numbered_nor_signed(self, practice: Context) -> None:
        form = made(practice, PaperKind.BALLOT)
        assert form.letterhead.number == ""
        assert form.signatures == ()
        assert "không ghi tên, không ký" in words(form)

    @pytest.mark.parametrize("kind", [PaperKind.COUNT, PaperKind.MINUTES])
    def test_minutes_are_numbered_have_no_line_of_the_day_and_name_nobody(
        self, practice: Context, kind: PaperKind
    ) -> None:
        form = made(practice, kind)
        assert form.letterhead.number == "Số:          /BB-SNgV"
        assert not form.letterhead.dated
        assert [signature.name for signature in form.signatures[0]] == ["", ""]
        assert all(not line.value or line.value.startswith("......") for line in form.intro)

    def test_the_minutes_hold_the_verdicts_of_the_list(self, practice: Context) -> None:
        listed = rows(documents.build_list(practice, PLAN, ON))
        assert [row[3] for row in table(made(practice, PaperKind.MINUTES)).rows] == [row.verdict for row in listed]


class TestAssessmentSheet:
    def test_every_criterion_is_told_with_what_it_needs_has_and_lacks(self, practice: Context) -> None:
        sheet = next(
            form
            for form in papers(practice, gather(practice, PLAN, ON), PaperKind.ASSESSMENT)
            if form.subject == "HTQT"
        )
        (found,) = eligibility.assess(practice, AssessmentRequest(PLAN, ON, field="TAP_THE", subjects=("HTQT",)))
        asked = [item for item in found.criteria() if item.verdict is not Verdict.KHONG_AP_DUNG]

        def count(value: float | None) -> str:
            return "" if value is None else f"{value:g}"

        told = [(row[1], row[2], row[3], row[4], row[6]) for row in table(sheet).rows]
        assert told == [
            (count(item.need), count(item.have), count(item.missing), item.verdict.label, item.source or "")
            for item in asked
        ]
        assert any(item.need for item in asked)
        evidence = [str(line) for item in asked for line in item.basis()]
        assert evidence
        assert all(line in words(sheet) for line in evidence)

    def test_where_nothing_is_counted_there_are_no_columns_of_numbers(self, ctx: Context) -> None:
        keep(ctx, unit("S", "Sở Xây dựng tỉnh Kiên Giang", None), unit("P", "Phòng Quản lý nhà", "S"))
        keep(ctx, replace(registered("P", introducer="S"), plan="KG_SXD_2022"))
        upkeep.save_office(ctx, Office(root="S", name="SỞ XÂY DỰNG"))
        (sheet,) = papers(ctx, gather(ctx, "KG_SXD_2022", ON), PaperKind.ASSESSMENT)
        assert table(sheet).headings == ("Tiêu chí", "Kết quả", "Căn cứ, minh chứng", "Mục")
        assert len(table(sheet).widths) == 4

    def test_it_says_by_what_and_when_it_was_judged(self, practice: Context) -> None:
        sheet = papers(practice, gather(practice, PLAN, ON), PaperKind.ASSESSMENT)[0]
        said = words(sheet)
        assert "198/KH-SNgV" in said
        assert "xét ngày 20/12/2025" in said
        assert "IV. Cách hiểu đã dùng" in said

    def test_there_is_one_for_everybody_under_the_number_of_the_list(self, practice: Context, tmp_path: Path) -> None:
        written = documents.export_papers(practice, PLAN, ON, tmp_path, [PaperKind.ASSESSMENT])
        names = [Path(file).name for file in written.files]
        assert [name[:3] for name in names] == [f"{number:02d}_" for number in range(1, 8)]
        assert all(name.endswith("_phieu_xet.pdf") for name in names)

    def test_a_verdict_frozen_in_a_round_is_kept_and_todays_stands_beside_it(self, practice: Context) -> None:
        number = chosen(practice, ("CB005", "COT_CAN"))
        dossier = gather(practice, PLAN, ON, number)
        entry = dossier.entries[0]
        changed = replace(entry, fields=(replace(entry.fields[0], today=Verdict.KHONG_DAT),))
        sheet = papers(practice, replace(dossier, entries=(changed,)), PaperKind.ASSESSMENT)[0]
        assert "ĐẠT (xét ngày 20/12/2025" in words(sheet)
        assert "Theo hồ sơ hiện nay: Không đạt" in words(sheet)


def milestone(unit: str, code: str, verdict: MilestoneVerdict, **more: object) -> MilestoneRow:
    given: dict[str, object] = {
        "unit_name": unit, "wording": "trước 30/3/2021", "earliest": None, "latest": date(2021, 3, 29), **more,
    }  # fmt: skip
    return MilestoneRow(code=code, unit=unit, verdict=verdict, **given)  # type: ignore[arg-type]


class TestReminders:
    def test_each_unit_is_told_exactly_what_it_owes(self, office: Context) -> None:
        rows_of = [
            milestone("PA", "M1", MilestoneVerdict.LATE),
            milestone("PB", "M1", MilestoneVerdict.LATE, document="12/BC", document_date=date(2021, 4, 1)),
            milestone("PB", "M2", MilestoneVerdict.DUE, wording="Tháng 12", latest=date(2025, 12, 31)),
            milestone("PA", "M3", MilestoneVerdict.UPCOMING),
            milestone("SO", "M1", MilestoneVerdict.LATE),
        ]
        found = reminders(gather(office, PLAN, ON), rows_of, [], draft=False)
        assert [form.addressees for form in found] == [("Phòng Lãnh sự",), ("Văn phòng Sở",)]
        assert [[row[2:] for row in table(form).rows] for form in found] == [
            [("29/3/2021", "Trễ hạn, chưa nhận được văn bản")],
            [("31/12/2025", "Đến hạn, chưa nhận được văn bản")],
        ]
        assert found[0].letterhead.about.startswith("V/v")
        assert found[0].letterhead.number == "Số:          /SNgV-........"
        assert found[0].title == ()
        assert [form.file_stem for form in found] == ["01_PhongLanhSu_cong_van_nhac", "02_VanPhongSo_cong_van_nhac"]

    def test_quotas_short_this_year_are_owed_too(self, office: Context) -> None:
        quota = QuotaRow(
            code="CT", unit="PA", unit_name="Phòng Lãnh sự", year=2025, verdict=QuotaVerdict.SHORT, have=0, minimum=1,
            maximum=None, message="Có 00, cần 01: thiếu 01.",
        )  # fmt: skip
        old, met = replace(quota, year=2023), replace(quota, verdict=QuotaVerdict.MET)
        found = reminders(gather(office, PLAN, ON), [], [quota, old, met], draft=False)
        assert [len(table(form).rows) for form in found] == [1]
        assert "Chỉ tiêu năm 2025: có 00, cần 01: thiếu 01" in words(found[0])

    def test_records_that_lack_data_are_asked_of_who_introduced_them(self, practice: Context) -> None:
        lacking = [row for row in rows(documents.build_list(practice, PLAN, ON)) if row.verdict == "Thiếu dữ liệu"]
        (form,) = papers(practice, gather(practice, PLAN, ON), PaperKind.REMINDER)
        assert [row[1].startswith(f"Hồ sơ {lacking[0].name}: ") for row in table(form).rows] == [True]
        assert form.addressees == lacking[0].introducers

    def test_nothing_owed_is_said_and_nothing_written(self, office: Context, tmp_path: Path) -> None:
        with pytest.raises(UserError, match="không đơn vị nào còn việc phải nhắc"):
            documents.export_papers(office, LAW, ON, tmp_path / "moi", [PaperKind.REMINDER])
        assert not (tmp_path / "moi").exists()


class TestWhoSigns:
    @pytest.mark.parametrize(
        ("post", "lines"),
        [
            ("Giám đốc", ("Giám đốc",)),
            ("KT. Giám đốc / Phó Giám đốc", ("KT. Giám đốc", "Phó Giám đốc")),
            ("kt.GIÁM ĐỐC PHÓ GIÁM ĐỐC", ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
            ("TL. Chủ tịch, Chánh Văn phòng", ("TL. Chủ tịch", "Chánh Văn phòng")),
            ("TUQ. Giám đốc; Trưởng phòng", ("TUQ. Giám đốc", "Trưởng phòng")),
            ("Q. Giám đốc", ("Q. Giám đốc",)),
            (
                "TM. Ủy ban nhân dân KT. Chủ tịch Phó Chủ tịch",
                ("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"),
            ),
            ("Phó Giám đốc, Thủ trưởng cơ quan", ("Phó Giám đốc, Thủ trưởng cơ quan",)),
            ("", ()),
        ],
    )
    def test_authority_and_post_stand_on_lines_of_their_own(self, post: str, lines: tuple[str, ...]) -> None:
        assert post_lines(post) == lines

    @pytest.mark.parametrize(
        ("name", "post", "lines"),
        [
            ("ỦY BAN NHÂN DÂN XÃ MƯỜNG BÁNG", "CHỦ TỊCH", ("TM. Ủy ban nhân dân", "CHỦ TỊCH")),
            ("UBND xã", "KT. Chủ tịch, Phó Chủ tịch", ("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch")),
            ("UBND xã", "TM. UBND / Chủ tịch", ("TM. UBND", "Chủ tịch")),
            ("UBND xã", "TL. Chủ tịch, Chánh Văn phòng", ("TL. Chủ tịch", "Chánh Văn phòng")),
            ("SỞ NGOẠI VỤ", "CHỦ TỊCH", ("CHỦ TỊCH",)),
            ("SỞ NGOẠI VỤ", "", ("Thủ trưởng cơ quan",)),
        ],
    )
    def test_a_committee_is_signed_for_on_behalf_of_all(
        self, office: Context, name: str, post: str, lines: tuple[str, ...]
    ) -> None:
        upkeep.save_office(office, Office(name=name, signer_post=post, root="SO"))
        assert office_signature(gather(office, PLAN, ON), "to_trinh").lines == lines


class TestFiles:
    def test_all_papers_are_written_in_their_order_and_bound(self, practice: Context, tmp_path: Path) -> None:
        told: list[tuple[int, int]] = []
        written = documents.export_papers(
            practice, PLAN, ON, tmp_path / "ra", progress=lambda done, total, _what: told.append((done, total))
        )
        names = [Path(file).name for file in written.files]
        assert [name.partition("_")[2] for name in names[:21:7]] == [
            "PhongHopTacQuocTe_phieu_phat_hien.pdf",
            "PhongHopTacQuocTe_tom_tat_thanh_tich.pdf",
            "PhongHopTacQuocTe_phieu_xet.pdf",
        ]
        assert names[21:-1] == [
            "ke_hoach_boi_duong.pdf",
            "to_trinh.pdf",
            "phieu_bau.pdf",
            "bang_ghi_phieu.pdf",
            "bien_ban_kiem_phieu.pdf",
            "bien_ban_hop.pdf",
            "bao_cao_so_ket.pdf",
            "bao_cao_tong_ket.pdf",
        ]
        assert told[-1] == (len(names) + 1, len(names) + 1)
        assert written.bound == str(tmp_path / "ra" / "bo_van_ban.pdf")
        level_one = [title for depth, title, _ in outline(Path(written.bound).read_bytes()) if depth == 0]
        office = [
            "Kế hoạch", "Tờ trình", "Phiếu bầu", "Bảng ghi phiếu", "Biên bản", "Biên bản", "Báo cáo", "Báo cáo",
            "Công văn",
        ]  # fmt: skip
        assert level_one[-9:] == office

    @pytest.mark.parametrize("kind", OF_THE_LIST)
    def test_a_single_paper_needs_no_binding(self, practice: Context, tmp_path: Path, kind: PaperKind) -> None:
        written = documents.export_papers(practice, PLAN, ON, tmp_path / "ra", [kind], written_as=PaperFormat.WORD)
        assert [Path(file).name for file in written.files] == [f"{kind.value}.docx"] == os.listdir(tmp_path / "ra")
        assert written.bound is None
        Document(written.files[0])

    def test_forms_are_written_in_word_one_by_one_and_bound(self, practice: Context, tmp_path: Path) -> None:
        written = documents.export_forms(practice, PLAN, ON, tmp_path, written_as=PaperFormat.WORD)
        assert len(written.files) == 14
        assert Path(written.files[0]).name == "01_PhongHopTacQuocTe_ban_dang_ky.docx"
        assert written.bound is not None
        bound = Document(written.bound)
        assert len(bound.sections) == 14
        assert "Lưu Hoàng An" in "\n".join(line.text for line in bound.paragraphs)

    def test_the_list_is_written_in_word_under_such_a_name(self, practice: Context, tmp_path: Path) -> None:
        documents.export_list(practice, PLAN, ON, tmp_path / "ds.DOCX")
        listed = rows(documents.build_list(practice, PLAN, ON))
        found = Document(str(tmp_path / "ds.DOCX")).tables[1]
        numbered = [row.cells[0].text for row in found.rows if row.cells[0].text.isdigit()]
        assert numbered == [str(row.number) for row in listed]

    def test_papers_made_before_stopping_stay(self, practice: Context, tmp_path: Path) -> None:
        def stop(done: int, total: int, what: str) -> None:
            if done == 3:
                raise Cancelled

        written = documents.export_papers(
            practice, PLAN, ON, tmp_path / "moi", progress=stop, written_as=PaperFormat.WORD
        )
        assert written.stopped
        assert written.bound is None
        assert sorted(Path(file).name for file in written.files) == sorted(os.listdir(tmp_path / "moi"))
        assert len(written.files) == 3

    def test_stopping_before_the_first_paper_writes_nothing(self, practice: Context, tmp_path: Path) -> None:
        def stop(done: int, total: int, what: str) -> None:
            raise Cancelled

        with pytest.raises(Cancelled):
            documents.export_papers(practice, PLAN, ON, tmp_path / "moi", progress=stop)
        assert not (tmp_path / "moi").exists()

    def test_somebody_not_on_the_list_is_refused(self, practice: Context, tmp_path: Path) -> None:
        with pytest.raises(UserError, match="không có trong danh sách"):
            documents.export_papers(practice, PLAN, ON, tmp_path / "moi", subjects=["CB001"])
        assert not (tmp_path / "moi").exists()

    def test_with_nobody_on_the_list_there_is_no_paper(self, office: Context, tmp_path: Path) -> None:
        with pytest.raises(UserError, match="Chưa có ai đăng ký"):
            documents.export_papers(office, PLAN, ON, tmp_path)
        assert documents.office_papers(office, PLAN, ON) == {}

    def test_while_a_check_blocks_all_are_drafts(self, office: Context) -> None:
        keep(office, person("A", "Đỗ Thị Bình", birth=None), registered("A"))
        for kind in OF_THE_LIST:
            assert all("DỰ THẢO" in page for page in texts(documents.paper_preview(office, PLAN, ON, kind)))

    def test_the_papers_offered_are_counted(self, practice: Context) -> None:
        assert documents.office_papers(practice, PLAN, ON) == {
            **dict.fromkeys((PaperKind.NURTURING, *OF_THE_LIST, PaperKind.MIDTERM, PaperKind.FINAL), 1),
            PaperKind.REMINDER: 1,
        }  # fmt: skip
