"""The pack of the law: what it warns of on which day, and that every criterion cites its article."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from dienhinh_desktop import resources
from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.eligibility import Assessment, AssessmentRequest, Verdict
from dienhinh_desktop.domain.records import Award, Initiative, Records, Subject, SubjectKind
from dienhinh_desktop.rules.book import Book
from dienhinh_desktop.rules.engine import assess
from dienhinh_desktop.rules.packs import Pack, read_pack

LAW = "LUAT_TDKT"
NEW_LAW = "Từ 01/10/2026 áp dụng Luật 06/2026/QH16, chưa đối chiếu bản gốc."
PERSON = Subject(code="A", kind=SubjectKind.PERSON, name="An")
OFFICE = Subject(code="P", kind=SubjectKind.COLLECTIVE, name="Sở")


@pytest.fixture(scope="module")
def law(catalogue: Catalogue) -> Pack:
    return read_pack(resources.path("plans", f"{LAW}.yaml").read_text(encoding="utf-8"), LAW, catalogue)


def ask(
    law: Pack, catalogue: Catalogue, on: date, *, readings: dict[str, str] | None = None, **rows: Any
) -> list[Assessment]:
    book = Book(Records(subjects=(PERSON, OFFICE), **rows), catalogue)
    return list(assess(law, book, AssessmentRequest(LAW, on, readings=readings or {})))


def test_every_criterion_cites_an_article_of_the_law_or_says_its_text_was_not_seen(law: Pack) -> None:
    for criterion in law.plan.criteria:
        cited = re.search(r"Điều \d+.* Luật 06/2022/QH15", criterion.source)
        assert cited or "chưa đối chiếu bản gốc" in criterion.source, criterion.code


@pytest.mark.parametrize("readings", [{}, {"L1": "du_thao_12_2025"}])
def test_from_1_october_2026_every_result_warns_that_the_new_law_was_not_seen(
    law: Pack, catalogue: Catalogue, readings: dict[str, str]
) -> None:
    before = ask(law, catalogue, date(2026, 9, 30), readings=readings)
    after = ask(law, catalogue, date(2026, 10, 1), readings=readings)
    assert {item.field for item in before} == {field.code for field in law.plan.fields}
    assert all(item.verdict is not Verdict.KHONG_AP_DUNG for item in (*before, *after))
    assert not any(NEW_LAW in item.warnings for item in before)
    assert all(NEW_LAW in item.warnings for item in after)


def test_the_draft_of_the_new_law_is_never_applied_unless_chosen_and_never_before_its_day(
    law: Pack, catalogue: Catalogue
) -> None:
    def asked(on: date, **readings: str) -> set[str | None]:
        found = ask(law, catalogue, on, readings=readings)
        return {result.code for item in found for result in item.criteria() if "_26" in (result.code or "")}

    draft = {"LUAT_LDTT_26", "LUAT_CSTDCS_26A", "LUAT_CSTDCS_26B"}
    assert asked(date(2026, 10, 1)) == set()
    assert asked(date(2026, 9, 30), L1="du_thao_12_2025") == set()
    assert asked(date(2026, 10, 1), L1="du_thao_12_2025") == draft


def test_from_2027_the_pack_says_it_was_written_for_earlier_years(law: Pack, catalogue: Catalogue) -> None:
    for on, warned in ((date(2026, 12, 31), False), (date(2027, 1, 1), True)):
        for item in ask(law, catalogue, on):
            assert any("2024 - 2026" in words for words in item.warnings) is warned


def test_a_reward_for_one_feat_and_an_initiative_are_warned_of_where_they_matter(
    law: Pack, catalogue: Catalogue
) -> None:
    award = Award(subject="A", form="BK_TINH", decision="7/QĐ", date=date(2025, 5, 1), content="Thành tích đột xuất")
    initiative = Initiative(subject="A", name="Cải tiến", decision="1/QĐ", date=date(2025, 5, 1))
    found = {i.field: i for i in ask(law, catalogue, date(2026, 6, 1), awards=(award,), initiatives=(initiative,))}
    feat = {field for field, item in found.items() if any("đột xuất" in words for words in item.warnings)}
    once = {field for field, item in found.items() if any("một lần" in words for words in item.warnings)}
    assert feat == {"BK_CN", "BK_TTG_CN", "HC_LD3_CN"}
    assert once == {"CSTD_CS", "CSTD_TINH_BO", "CSTD_TQ", "BK_CN"}
    assert not any(
        item.warnings for item in ask(law, catalogue, date(2025, 4, 30), awards=(award,), initiatives=(initiative,))
    )


def test_the_transition_and_what_is_no_longer_a_basis_are_told(law: Pack) -> None:
    told = " ".join(law.plan.notes)
    assert "tiếp nhận để thẩm định trước 01/10/2026" in told
    assert "Đăng ký thi đua không còn là căn cứ" in told
