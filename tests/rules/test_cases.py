"""Case files: every shipped one passes, a mistake in one is named with its line, and packs stand the mutation check."""

from __future__ import annotations

from pathlib import Path

import pytest

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.rules.cases import CaseFile, failures, read_cases
from dienhinh_desktop.rules.document import PackError
from dienhinh_desktop.rules.packs import Pack, read_pack
from dienhinh_desktop.services.plans import pack_files

from .conftest import PACK_HEAD
from .mutants import Mutator
from .mutation import JUSTIFIED, Judge, reasons, survey

PACKS = pack_files()
CASES = [file for file in PACKS if file.with_suffix(".cases.yaml").exists()]
CHECKED = [file for file in PACKS if reasons(file.stem)]
"""Packs whose survivors have been gone through; every shipped plan of an office is among them."""
PACK = (
    PACK_HEAD
    + """\
fields:
  CN:
    name: Cá nhân
    kinds: [CA_NHAN]
    applies: {category: {of: [CBCCVC], unknown: true}}
    formula: {all_of: [A_01, A_02]}
quotas:
  CT: {text: Một, who: Phòng, section: III, rule: {units: {which: each_unit}, years: [2022], parts: [{at_least: 1}]}}
milestones:
  M: {wording: Quý I, who: Sở, product: Báo cáo, section: IV, rule: {earliest: 01/01/2022, latest: 31/3/2022}}
"""
)
GOOD = """\
cases:
  - name: Một Bằng khen
    field: CN
    subject: {kind: CA_NHAN, category: CBCCVC}
    attested: all
    awards: &one [{form: BK_TINH, decision: 1/QĐ, date: 15/3/2022}]
    on: 20/12/2022
    expect: dat
    each_needed: [A_01]
    by_category: {khong_ghi: dat, NLD: khong_ap_dung}
    also:
      - {readings: {N1: hai}, expect: chua_dat}
quotas:
  - {code: CT, year: 2022, on: 31/12/2022, category: CO_QUAN, registered: {CA_NHAN: 1}, expect: du}
milestones:
  - {code: M, window: [01/01/2022, 31/3/2022]}
"""


@pytest.fixture(scope="module")
def pack(catalogue: Catalogue) -> Pack:
    return read_pack(PACK, "thu.yaml", catalogue, thorough=True)


def read(text: str, pack: Pack, catalogue: Catalogue) -> CaseFile:
    return read_cases(text, "thu.cases.yaml", pack, catalogue)


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_every_case_of_a_shipped_file_comes_out_as_written(file: Path, catalogue: Catalogue) -> None:
    shipped = read_pack(file.read_text(encoding="utf-8"), file.name, catalogue)
    beside = file.with_suffix(".cases.yaml")
    cases = read_cases(beside.read_text(encoding="utf-8"), beside.name, shipped, catalogue)
    assert cases.asked > 100
    assert list(failures(cases, shipped, catalogue)) == []


def test_every_shipped_plan_of_an_office_has_a_case_file() -> None:
    assert {"HT_SNGV_2021_2025", "QB_SXD_2021_2025", "KG_SXD_2022", "TC_UBND_2021_2025"} <= {f.stem for f in CASES}


def test_the_small_file_is_right_and_counts_its_questions(pack: Pack, catalogue: Catalogue) -> None:
    cases = read(GOOD, pack, catalogue)
    assert cases.asked == 2 + 3 + 1 + 6
    assert list(failures(cases, pack, catalogue)) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("expect: dat\n    each", "expect: chua_dat\n    each", 2, "cần chua_dat, ra dat"),
        ("expect: chua_dat}", "expect: dat}", 2, "N1=hai): cần dat, ra chua_dat"),
        ("NLD: khong_ap_dung", "NLD: dat", 2, "phân loại NLD: cần dat, ra khong_ap_dung"),
        ("expect: du}", "expect: thieu}", 14, "CT (31/12/2022): cần thieu, ra du"),
        ("31/3/2022]", "30/3/2022]", 16, "cần tre_han, ra den_han"),
        ("attested: all", "attested: all\n    warns: kỷ luật", 2, "cần cảnh báo “kỷ luật”"),
        ("attested: all", "attested: all\n    listed: true", 2, "phải có trong danh sách gửi lên"),
    ],
)
def test_a_case_that_comes_out_otherwise_is_named_with_its_line(
    pack: Pack, catalogue: Catalogue, old: str, new: str, line: int, words: str
) -> None:
    assert old in GOOD
    found = list(failures(read(GOOD.replace(old, new), pack, catalogue), pack, catalogue))
    assert any(words in failed and failed.startswith(f"dòng {line},") for failed in found), found


def test_a_statement_that_is_not_needed_after_all_is_reported(pack: Pack, catalogue: Catalogue) -> None:
    found = list(failures(read(GOOD.replace("[A_01]", "[A_02]"), pack, catalogue), pack, catalogue))
    assert len(found) == 1
    assert "bỏ xác nhận A_02: cần thieu_du_lieu, ra dat" in found[0]


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("cases:\n", "case:\n", 2, "case"),
        ("field: CN", "field: CM", 3, "CM"),
        ("field: CN", "fields: CN", 3, "fields"),
        ("name: Một Bằng khen", "why: Một Bằng khen", 2, "name"),
        ("kind: CA_NHAN", "kind: NGUOI", 4, "NGUOI"),
        ("category: CBCCVC", "category: CBCC", 4, "CBCC"),
        ("category: CBCCVC", "phan_loai: CBCCVC", 4, "phan_loai"),
        ("attested: all", "attested: [A_03]", 5, "A_03"),
        ("form: BK_TINH", "form: BK_XA", 6, "BK_XA"),
        ("date: 15/3/2022", "date: 35/3/2022", 6, "35/3/2022"),
        ("on: 20/12/2022", "on: 31/11/2022", 7, "31/11/2022"),
        ("on: 20/12/2022", "on: 20/12/2022\n    stage: xet", 8, "xet"),
        ("expect: dat\n    each", "expect: duoc\n    each", 2, "expect"),
        ("each_needed: [A_01]", "each_needed: [A_09]", 9, "A_09"),
        ("NLD: khong_ap_dung", "CONG_NHAN: khong_ap_dung", 10, "CONG_NHAN"),
        ("N1: hai", "N1: ba", 12, "N1: ba"),
        ("N1: hai", "N9: hai", 12, "N9: hai"),
        ("code: CT", "code: CT_2", 14, "code"),
        ("CA_NHAN: 1", "NGUOI: 1", 14, "NGUOI"),
        ("CA_NHAN: 1", "CA_NHAN: một", 14, "một"),
        ("year: 2022, on", "on", 14, "year"),
        ("category: CO_QUAN", "category: PHONG", 14, "PHONG"),
        ("window: [01/01/2022, 31/3/2022]", "window: [01/01/2022]", 16, "ngày cuối"),
    ],
)
def test_a_mistake_in_a_case_file_is_named_with_its_line(
    pack: Pack, catalogue: Catalogue, old: str, new: str, line: int, words: str
) -> None:
    assert old in GOOD
    with pytest.raises(PackError) as refused:
        read(GOOD.replace(old, new, 1), pack, catalogue)
    assert any(
        mistake.line == line and words in f"{mistake.way} {mistake.message}" for mistake in refused.value.mistakes
    ), refused.value.mistakes


def test_all_mistakes_of_a_case_file_are_named_at_once(pack: Pack, catalogue: Catalogue) -> None:
    with pytest.raises(PackError) as refused:
        read(GOOD.replace("N1: hai", "N1: ba").replace("code: CT", "code: C"), pack, catalogue)
    assert {mistake.line for mistake in refused.value.mistakes} == {12, 14}


def test_a_case_taken_over_from_another_keeps_its_records_and_not_its_further_questions(
    pack: Pack, catalogue: Catalogue
) -> None:
    taken = GOOD.replace("  - name: Một", "  - &base\n    name: Một").replace(
        "quotas:", "  - <<: *base\n    name: Hai Bằng khen\n    expect: chua_dat\n    readings: {N1: hai}\nquotas:"
    )
    cases = read(taken, pack, catalogue)
    assert len(cases.cases[1].asked) == 1
    assert cases.cases[1].variants == ()
    assert list(failures(cases, pack, catalogue)) == []


def test_figures_and_states_are_read_short(pack: Pack, catalogue: Catalogue) -> None:
    text = GOOD.replace(
        "    on: 20/12/2022\n",
        "    figures: {X: {DOANH_THU: {2021: 110/100}}, Y: {DOANH_THU: {2021: /90, 2022: 80}}}\n"
        "    states: {2021: Nghèo}\n    ratings: {2021: HTTNV}\n    on: 20/12/2022\n",
    )
    records = read(text, pack, catalogue).cases[0].records
    assert [(row.subject, row.year, row.actual, row.target) for row in records.indicators] == [
        ("X", 2021, 110, 100),
        ("Y", 2021, None, 90),
        ("Y", 2022, 80, None),
    ]
    assert [row.state.value for row in records.household_statuses] == ["Nghèo"]
    assert [row.grade.name for row in records.ratings] == ["HTTNV"]


def test_the_mutation_check_catches_a_changed_threshold_list_word_and_choice(catalogue: Catalogue) -> None:
    changes = {mutant.change for mutant in Mutator(PACK, catalogue).mutants()}
    assert {"→ 0", "→ 2", "→ 02/01/2021", "all_of → any_of", "bỏ A_01", "bỏ CBCCVC", "đảo", "mot như hai"} <= changes


@pytest.mark.parametrize("file", CHECKED, ids=lambda file: file.stem)
def test_no_change_of_a_pack_goes_unnoticed_without_a_reason(file: Path, catalogue: Catalogue) -> None:
    """Every 30th change; `python -m tests.rules.mutation` tries all of them."""
    found = survey(file, catalogue, every=30)
    assert found.tried > 4
    assert [str(mutant) for mutant in found.unjustified] == []


def test_a_pack_without_its_reasons_would_be_noticed(catalogue: Catalogue) -> None:
    assert JUSTIFIED.exists()
    file = next(file for file in PACKS if file.stem == "KG_SXD_2022")
    text = file.read_text(encoding="utf-8")
    judge = Judge(file, catalogue)
    assert judge.judged(text) == ""
    assert judge.judged(text.replace("grade: HTXSNV", "grade: HTTNV")) == "caught"
    assert judge.judged(text.replace("grade: HTXSNV", "grade: GIOI")) == "refused"
