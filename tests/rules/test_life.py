"""The life cycle a pack names: states in its order with what they owe, and every mistake with its line."""

from __future__ import annotations

import pytest

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.lifecycle import LifeState, Register
from dienhinh_desktop.rules.document import PackError
from dienhinh_desktop.rules.packs import read_pack
from dienhinh_desktop.services.plans import load_packs

from .test_packs import SMALL

STEPS = (
    SMALL
    + """\
chosen_state: phat_hien
milestones:
  M_1: {wording: trước 30/3/2021, who: Sở, product: Danh sách, section: IV}
steps:
  - {name: "Tìm, chọn", who: Phòng, product: Phiếu, section: I, states: [phat_hien, lua_chon]}
  - {name: Ghi danh, who: Sở, product: Danh sách, section: II, states: [dang_ky], short: Ghi danh, milestone: M_1}
  - {name: Đưa tin, who: Sở, section: III, register: tuyen_truyen, channels: [Báo], years: [2022]}
"""
)


def test_a_pack_names_its_states_their_order_and_what_they_owe(catalogue: Catalogue) -> None:
    plan = read_pack(STEPS, "thu.yaml", catalogue, thorough=True).plan
    assert [(step.state, step.name, step.document, step.who, step.milestone) for step in plan.life] == [
        (LifeState.FOUND, "Phát hiện", "Phiếu", "Phòng", None),
        (LifeState.SELECTED, "Đã chọn", "Phiếu", "Phòng", None),
        (LifeState.REGISTERED, "Ghi danh", "Danh sách", "Sở", "M_1"),
    ]
    assert plan.chosen_state is LifeState.FOUND
    news = plan.register(Register.PUBLICITY)
    assert news is not None
    assert (news.channels, news.years, news.product) == (("Báo",), (2022,), "")
    assert plan.register(Register.INSPECTION) is None


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("states: [dang_ky]", "states: [ghi_danh]", 26, "ghi_danh"),
        ("states: [dang_ky]", "states: [lua_chon]", 26, "đã có ở bước trên"),
        ("milestone: M_1", "milestone: M_2", 26, "M_2"),
        ("register: tuyen_truyen", "register: bao_chi", 27, "bao_chi"),
        ("years: [2022]", "years: [hai]", 27, "không phải năm"),
        ("channels: [Báo]", "channel: [Báo]", 27, "channel"),
        ("chosen_state: phat_hien", "chosen_state: suy_ton", 21, "suy_ton"),
        ("chosen_state: phat_hien", "chosen_state: dau", 21, "dau"),
    ],
)
def test_a_mistake_of_the_life_cycle_is_named_with_its_line(
    catalogue: Catalogue, old: str, new: str, line: int, words: str
) -> None:
    assert old in STEPS
    with pytest.raises(PackError) as refused:
        read_pack(STEPS.replace(old, new), "thu.yaml", catalogue)
    assert any(
        mistake.line == line and words in f"{mistake.way} {mistake.message}" for mistake in refused.value.mistakes
    )


def test_the_shipped_plans_have_the_steps_their_texts_name_and_no_others(catalogue: Catalogue) -> None:
    lives = {code: [str(step.state) for step in pack.plan.life] for code, pack in load_packs(catalogue).items()}
    assert lives["LUAT_TDKT"] == []
    assert lives["HT_SNGV_2021_2025"] == [
        "phat_hien", "lua_chon", "dang_ky", "boi_duong", "nhan_rong", "khen_thuong", "so_ket", "tong_ket",
    ]  # fmt: skip
    assert "suy_ton" in lives["TC_UBND_2021_2025"]
    assert "suy_ton" in lives["QB_SXD_2021_2025"]
    assert "so_ket" not in lives["KG_SXD_2022"]
    assert "suy_ton" not in lives["KG_SXD_2022"]
    assert "binh_chon" in lives["TC_UBND_2021_2025"]


def test_every_state_of_a_shipped_plan_cites_its_section(catalogue: Catalogue) -> None:
    steps = [step for pack in load_packs(catalogue).values() for step in pack.plan.life]
    assert [step for step in steps if not step.source or not step.who] == []
