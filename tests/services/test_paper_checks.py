"""The check before export: papers that differ, days that cannot be, words copied, names spelled in two ways."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dienhinh_desktop.domain.documents import CheckLevel, ExportCheck
from dienhinh_desktop.domain.eligibility import Stage
from dienhinh_desktop.domain.records import Grade, Initiative, Position, Rating
from dienhinh_desktop.domain.rounds import Choice, Round
from dienhinh_desktop.services import documents, rounds, upkeep
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.documents.agreement import agreement
from dienhinh_desktop.services.documents.dossier import gather
from dienhinh_desktop.services.documents.likeness import alike
from dienhinh_desktop.services.documents.listing import registration_list
from dienhinh_desktop.services.documents.nomination import nomination
from dienhinh_desktop.services.documents.requests import request

from .test_documents import OFFICE, ON, PLAN, UNITS, award, keep, level, person, registered

LONG = "Xây dựng quy trình một cửa liên thông tiếp nhận, thẩm định và trả kết quả đoàn ra đoàn vào của tỉnh"


@pytest.fixture
def office(ctx: Context) -> Context:
    keep(ctx, *UNITS)
    upkeep.save_office(ctx, OFFICE)
    return ctx


def said(ctx: Context, wanted: CheckLevel = CheckLevel.WARNING) -> str:
    return "\n".join(level(documents.checks(ctx, PLAN, ON), wanted))


def two(ctx: Context) -> None:
    keep(ctx, person("A", "Đỗ Thị Bình"), person("B", "Lê Văn Cường"), registered("A"), registered("B"))


class TestAgreement:
    def _papers(self, ctx: Context) -> tuple[object, ...]:
        dossier = gather(ctx, PLAN, ON)
        forms = [nomination(dossier, entry, draft=False) for entry in dossier.entries]
        return dossier, registration_list(dossier, (), draft=False), request(dossier, (), draft=False), forms

    def _found(self, *papers: object) -> list[ExportCheck]:
        return list(agreement(*papers))  # type: ignore[arg-type]

    def test_papers_of_one_list_agree(self, office: Context) -> None:
        two(office)
        assert {check.level for check in self._found(*self._papers(office))} == {CheckLevel.FINE}

    def test_a_request_that_counts_otherwise_stops_the_papers(self, office: Context) -> None:
        two(office)
        dossier, listed, asked, forms = self._papers(office)
        sections = tuple(
            replace(part, paragraphs=tuple(text.replace("Tổng số: 02", "Tổng số: 03") for text in part.paragraphs))
            for part in asked.sections  # type: ignore[attr-defined]
        )
        found = self._found(dossier, listed, replace(asked, sections=sections), forms)  # type: ignore[type-var]
        assert [check.text for check in found if check.level is CheckLevel.BLOCKING] == [
            "Tờ trình ghi tổng số 03, danh sách có 2 dòng"
        ]

    def test_a_form_that_is_not_there_stops_the_papers(self, office: Context) -> None:
        two(office)
        dossier, listed, asked, forms = self._papers(office)
        found = self._found(dossier, listed, asked, forms[:1])  # type: ignore[index]
        assert [check.text for check in found if check.level is CheckLevel.BLOCKING] == [
            "Thiếu bản đăng ký của Lê Văn Cường"
        ]

    def test_a_name_spelled_otherwise_in_a_form_is_told_with_both_spellings(self, office: Context) -> None:
        two(office)
        dossier, listed, asked, forms = self._papers(office)
        form = forms[0]  # type: ignore[index]
        part = form.sections[0]
        lines = tuple(replace(line, value="Đỗ Thị Bính") if line.label == "Họ và tên" else line for line in part.lines)
        changed = replace(form, sections=(replace(part, lines=lines), *form.sections[1:]))
        found = self._found(dossier, listed, asked, [changed, forms[1]])  # type: ignore[index]
        (told,) = [check for check in found if check.level is CheckLevel.WARNING]
        assert "“Đỗ Thị Bính”, danh sách ghi “Đỗ Thị Bình”" in told.text
        assert told.subject == "A"


class TestSpelling:
    def test_one_post_written_in_two_ways_is_told(self, office: Context) -> None:
        two(office)
        start = date(2020, 1, 1)
        keep(office, Position(subject="A", title="Phó Trưởng phòng", start=start))
        keep(office, Position(subject="B", title="Phó trưởng phòng", start=start))
        assert "Một chức vụ ghi hai cách: “Phó Trưởng phòng” (Đỗ Thị Bình), “Phó trưởng phòng” (Lê Văn Cường)" in said(
            office
        )

    def test_a_signer_spelled_otherwise_than_in_the_records_opens_the_settings(self, office: Context) -> None:
        two(office)
        upkeep.save_office(office, replace(OFFICE, signer="Trần Đức Hòa"))
        found = documents.checks(office, PLAN, ON)
        (told,) = [check for check in found if check.text.startswith("Người ký ghi")]
        assert told.text == "Người ký ghi “Trần Đức Hòa”, hồ sơ ghi “Trần Đức Hoà”"
        assert told.page == "settings"

    def test_two_of_one_name_unit_and_year_may_be_one(self, office: Context) -> None:
        keep(office, person("A", "Đỗ Thị Hoà"), person("B", "Đỗ Thị Hòa"), registered("A"), registered("B"))
        assert "có thể là một: cùng tên, đơn vị, năm sinh" in said(office)

    def test_nothing_is_told_where_all_is_spelled_alike(self, office: Context) -> None:
        two(office)
        assert "hai cách" not in said(office)
        assert "có thể là một" not in said(office)


class TestDays:
    def test_a_decision_after_the_day_of_the_round_is_told_not_to_count(self, office: Context) -> None:
        two(office)
        keep(office, award("A", "CSTD_CS", "12/QĐ-SNgV", date(2026, 1, 5), year=2025))
        assert "CSTĐ cơ sở 2025 của Đỗ Thị Bình quyết định ngày 05/01/2026, sau ngày xét 20/12/2025" in said(office)

    def test_a_decision_before_the_year_it_rewards_is_told(self, office: Context) -> None:
        two(office)
        keep(office, Rating(subject="A", year=2024, grade=Grade.HTTNV, decision="1/QĐ", date=date(2023, 12, 1)))
        assert "Xếp loại 2024 của Đỗ Thị Bình quyết định ngày 01/12/2023, trước năm 2024" in said(office)

    def test_a_decision_on_a_child_is_told(self, office: Context) -> None:
        two(office)
        keep(office, Initiative(subject="A", name="Sáng kiến", decision="1/QĐ", date=date(1995, 3, 1)))
        assert "khi mới 10 tuổi" in said(office)

    def test_days_in_order_are_said_to_be(self, office: Context) -> None:
        two(office)
        assert "Ngày quyết định, ngày xét, ngày ban hành kế hoạch hợp lý" in said(office, CheckLevel.FINE)


class TestCopies:
    def test_an_initiative_copied_with_a_few_words_changed_is_told_with_its_share(self, office: Context) -> None:
        two(office)
        keep(office, Initiative(subject="A", name=LONG, decision="1/QĐ", date=date(2023, 3, 1)))
        keep(office, Initiative(subject="B", name=LONG + " năm 2024", decision="2/QĐ", date=date(2024, 3, 1)))
        assert "Thành tích của Đỗ Thị Bình và Lê Văn Cường giống nhau 100 %" in said(office)

    def test_own_words_are_not_told(self, office: Context) -> None:
        two(office)
        keep(office, Initiative(subject="A", name=LONG, decision="1/QĐ", date=date(2023, 3, 1)))
        other = "Bộ tài liệu tập huấn kỹ năng giao tiếp tiếng Anh dành cho cán bộ làm công tác đối ngoại cấp xã"
        keep(office, Initiative(subject="B", name=other, decision="2/QĐ", date=date(2024, 3, 1)))
        assert "giống nhau" not in said(office)
        assert "Không có thành tích chép của nhau" in said(office, CheckLevel.FINE)

    def test_short_texts_are_alike_by_chance_and_not_told(self) -> None:
        assert alike({"A": "mô hình một cửa", "B": "mô hình một cửa"}) == []

    def test_the_share_is_that_of_the_shorter_text(self) -> None:
        words = [f"tu{number}" for number in range(40)]
        (pair,) = alike({"A": " ".join(words[:20]), "B": " ".join(words)})
        assert (pair.first, pair.second, pair.share) == ("A", "B", 1.0)
        half = [*words[:10], *(f"khac{number}" for number in range(10))]
        assert alike({"A": " ".join(half), "B": " ".join(words)}) == []

    def test_a_thousand_texts_of_their_own_give_no_pair(self) -> None:
        texts = {str(one): " ".join(f"t{(one * 37 + at * at) % 5003}" for at in range(60)) for one in range(1000)}
        texts["sao"] = texts["7"]
        assert [(pair.first, pair.second) for pair in alike(texts)] == [("7", "sao")]


class TestLengthAndVersion:
    def test_a_text_too_long_for_its_cell_is_told(self, office: Context) -> None:
        keep(office, person("A", "Đỗ Thị Bình"), registered("A", model="nghĩa tình " * 200))
        assert "Chữ của Đỗ Thị Bình dài quá một ô, phải sang dòng khác" in said(office)

    def test_a_text_that_fits_is_not(self, office: Context) -> None:
        two(office)
        assert "dài quá" not in said(office)

    def test_a_verdict_of_an_older_version_of_the_plan_is_told(self, office: Context) -> None:
        two(office)
        opened = rounds.open_round(office, Round(plan=PLAN, stage=Stage.RECOGNITION, year=2025, name="Đợt", on=ON))
        assert opened.id is not None
        rounds.register(office, opened.id, [Choice(subject="A", field="KHONG_LANH_DAO", reason="thử")])
        kept = rounds.candidates(office, opened.id)[0].candidate
        with office.db.work("Sửa", "Văn thư") as work:
            work.update("candidates", [replace(kept, frozen=replace(kept.frozen, plan_version="0"))])
        found = level(documents.checks(office, PLAN, ON, opened.id), CheckLevel.WARNING)
        assert any("chốt theo bộ tiêu chí bản 0, nay là bản" in text for text in found)
