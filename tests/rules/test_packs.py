"""Packs: every shipped one is whole under every reading, and a wrong one names all its mistakes with their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.eligibility import Stage
from dienhinh_desktop.rules.document import PackError
from dienhinh_desktop.rules.packs import read_pack
from dienhinh_desktop.services.plans import pack_files

from .conftest import PACK_HEAD

PACKS = pack_files()
SMALL = (
    PACK_HEAD
    + """\
fields:
  CN: {name: Cá nhân, kinds: [CA_NHAN], formula: {all_of: [A_01, A_02]}}
"""
)


@pytest.mark.parametrize("file", PACKS, ids=lambda file: file.stem)
def test_every_shipped_pack_is_whole_under_every_reading_at_both_stages(file: Path, catalogue: Catalogue) -> None:
    pack = read_pack(file.read_text(encoding="utf-8"), file.name, catalogue, thorough=True)
    assert pack.code == file.stem
    assert pack.plan.fields
    assert all(criterion.source for criterion in pack.plan.criteria)


def test_the_small_pack_is_right(catalogue: Catalogue) -> None:
    pack = read_pack(SMALL, "thu.yaml", catalogue, thorough=True)
    assert pack.plan.criteria[1].readings == ("N1",)
    one = pack.rules(pack.readings({}), Stage.RECOGNITION)
    two = pack.rules(pack.readings({"N1": "hai"}), Stage.RECOGNITION)
    assert one is not two
    assert pack.rules(pack.readings({}), Stage.RECOGNITION) is one


def test_an_unknown_reading_or_option_is_refused(catalogue: Catalogue) -> None:
    pack = read_pack(SMALL, "thu.yaml", catalogue)
    with pytest.raises(KeyError, match="N9"):
        pack.readings({"N9": "mot"})
    with pytest.raises(KeyError, match="N1=ba"):
        pack.readings({"N1": "ba"})


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("count_awards", "count_rewards", 18, "count_rewards"),
        ("of: [BK_TINH]", "of: [BK_XA]", 18, "BK_XA"),
        ("at_least: {reading: N1, mot: 1, hai: 2}", "least: 2", 18, "least"),
        ("{reading: N1, mot: 1, hai: 2}", "{reading: N2, mot: 1, hai: 2}", 18, "N2"),
        ("{reading: N1, mot: 1, hai: 2}", "{reading: N1, mot: 1}", 18, "hai"),
        ("all_of: [A_01, A_02]", "all_of: [A_01, A_03]", 20, "A_03"),
        ("kinds: [CA_NHAN]", "kinds: [NGUOI]", 20, "kinds"),
        ("issuer: Cơ quan thử", "issue: Cơ quan thử", 4, "issue"),
        ("to: 31/12/2025", "to: 31/13/2025", 5, "31/13/2025"),
        ("  rating: {day: 15, month: 12}\n", "", 7, "closed_from.rating"),
        ("  rating: {day: 15, month: 12}", "  rating: {day: 31, month: 11}", 7, "31/11"),
        ("of: [BK_TINH]", "of: []", 18, "of"),
    ],
)
def test_a_mistake_is_named_with_its_line(catalogue: Catalogue, old: str, new: str, line: int, words: str) -> None:
    assert old in SMALL
    with pytest.raises(PackError) as refused:
        read_pack(SMALL.replace(old, new), "thu.yaml", catalogue, thorough=True)
    assert any(
        mistake.line == line and words in f"{mistake.way} {mistake.message}" for mistake in refused.value.mistakes
    )


def test_all_mistakes_are_reported_at_once(catalogue: Catalogue) -> None:
    wrong = SMALL.replace("version: ", "ver: ").replace("section: II", "sec: II").replace("to: 31/12/2025", "to: x")
    with pytest.raises(PackError) as refused:
        read_pack(wrong, "thu.yaml", catalogue)
    assert len({mistake.line for mistake in refused.value.mistakes}) >= 3


WITH_QUOTAS = (
    SMALL
    + """\
issued: 24/3/2021
quotas:
  CT_1: {text: Một, who: Sở, section: IV, rule: {units: {which: agency}, years: [2021], parts: [{at_least: 1}]}}
  CT_2: {text: Hai, who: Sở, section: IV, rule: {units: {which: agency}, years: [2022], parts: [{at_least: 1}]}}
milestones:
  M_1: {wording: trước 30/3/2021, who: Sở, product: Danh sách, section: IV, rule: {latest: 24/3/2021}}
"""
)


def test_a_milestone_on_the_day_of_issue_and_quotas_of_two_years_are_right(catalogue: Catalogue) -> None:
    assert len(read_pack(WITH_QUOTAS, "thu.yaml", catalogue, thorough=True).plan.quotas) == 2


def test_a_milestone_before_the_day_of_issue_is_a_mistake(catalogue: Catalogue) -> None:
    with pytest.raises(PackError, match="23/3/2021 trước ngày ban hành 24/3/2021"):
        read_pack(WITH_QUOTAS.replace("latest: 24/3/2021", "latest: 23/3/2021"), "thu.yaml", catalogue)


def test_two_quotas_that_count_the_same_are_a_mistake(catalogue: Catalogue) -> None:
    with pytest.raises(PackError, match=r"CT_2.*trùng với CT_1"):
        read_pack(WITH_QUOTAS.replace("[2022]", "[2021]"), "thu.yaml", catalogue)


def test_a_key_written_twice_is_refused_not_overwritten(catalogue: Catalogue) -> None:
    with pytest.raises(PackError, match="hai lần"):
        read_pack(SMALL + "title: Lần nữa\n", "thu.yaml", catalogue)


def test_text_that_is_no_yaml_is_refused_with_its_line(catalogue: Catalogue) -> None:
    with pytest.raises(PackError, match="dòng 2"):
        read_pack("code: [\n", "thu.yaml", catalogue)


def test_a_criterion_that_leads_to_itself_is_refused(catalogue: Catalogue) -> None:
    ring = SMALL.replace("count_awards: {of: [BK_TINH], at_least: {reading: N1, mot: 1, hai: 2}}", "all_of: [A_02]")
    with pytest.raises(PackError, match="A_02"):
        read_pack(ring, "thu.yaml", catalogue)


def test_a_milestone_for_lists_that_is_none_is_named(catalogue: Catalogue) -> None:
    text = SMALL.replace("issuer: Cơ quan thử", "issuer: Cơ quan thử\nlist_milestones: [M_01]")
    with pytest.raises(PackError) as error:
        read_pack(text, "thu.yaml", catalogue)
    assert "M_01" in str(error.value.mistakes[0])


def test_every_plan_with_lists_of_units_says_by_which_milestone(catalogue: Catalogue) -> None:
    packs = [read_pack(file.read_text(encoding="utf-8"), file.name, catalogue) for file in PACKS]
    assert {pack.code for pack in packs if not pack.plan.list_milestones} == {"LUAT_TDKT"}
