"""The shipped catalogue holds what the law and the workbook name, and finds them as offices write them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dienhinh_desktop import resources
from dienhinh_desktop.domain.catalogue import LISTS, AwardForm, Catalogue, Term
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.records import Grade, SubjectKind
from dienhinh_desktop.domain.text import fold
from dienhinh_desktop.storage.catalogue import load_catalogue, variants

LAW = (
    "LDTT CSTT CSTD_CS CSTD_TINH CSTD_BO CSTD_TQ TTLDTT DVTT TTLDXS DVQT CTD_TINH CTD_BO CTD_CP XPDK_TB THON_VH GDVH "
    "DH_KHAC GK_XA GK_SO GK_DVTT GK_DN GK_HUYEN BK_TINH BK_BO BK_TTG HC_LD3 HC_LD2 HC_LD1 HC_SV HC_HCM HC_DL1 HC_DL2 "
    "HC_DL3 HC_QC1 HC_QC2 HC_QC3 HC_BVTQ1 HC_BVTQ2 HC_BVTQ3 HC_CC1 HC_CC2 HC_CC3 HC_DDK HC_DC HC_HN HCH_QKQT HCH_VANTQ "
    "HCH_CSVV1 HCH_CSVV2 HCH_CSVV3 HCH_HN HCH_TNXP GT_HCM GT_NN KNC BK_DT GK_DT"
)
WORKBOOK = (
    "BK_BNG BK_BNV BK_DT_TW BAN_VH TDP_VH XA_VH_NTM NTM_XA THON_KIEU_MAU ND_SXKD GIAI_GV GIAI_HS TAP_THE_TIEU_BIEU"
)


def test_every_title_and_reward_of_the_law_and_the_workbook_is_there(catalogue: Catalogue) -> None:
    assert not [code for code in f"{LAW} {WORKBOOK}".split() if code not in catalogue.awards]
    assert [code for code in catalogue.awards if code.startswith("DHVD_")]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("CSTĐCS", "CSTD_CS"),
        ("CSTĐ CS", "CSTD_CS"),
        ("CSTĐ cấp CS", "CSTD_CS"),
        ("Chiến sỹ thi đua cơ sở", "CSTD_CS"),
        ("Chiến sĩ thi đua cấp cơ sở", "CSTD_CS"),
        ("“Chiến sĩ thi đua cơ sở”", "CSTD_CS"),
        ("chiến sỹ tiên tiến", "CSTT"),
        ("CSTĐ cấp tỉnh", "CSTD_TINH"),
        ("LĐTT", "LDTT"),
        ("TTLĐXS", "TTLDXS"),
        ("Bằng khen của UBND tỉnh", "BK_TINH"),
        ("Bằng khen của Chủ tịch UBND tỉnh", "BK_TINH"),
        ("Bằng khen Uỷ ban nhân dân tỉnh", "BK_TINH"),
        ("BK CT UBND tỉnh", "BK_TINH"),
        ("Bằng khen Bộ Ngoại giao", "BK_BNG"),
        ("Bằng khen của Bộ trưởng Bộ Ngoại giao", "BK_BNG"),
        ("Bằng khen của Bộ trưởng Bộ Xây dựng", "BK_BO"),
        ("Bằng khen BCH TW Hội Nông dân Việt Nam", "BK_DT_TW"),
        ("BK TTg", "BK_TTG"),
        ("Bằng khen của Thủ tướng", "BK_TTG"),
        ("GK GĐ Sở", "GK_SO"),
        ("GK CT UBND huyện", "GK_HUYEN"),
        ("GK UBND xã", "GK_XA"),
        ("Huân chương Lao động hạng 3", "HC_LD3"),
        ("Kỉ niệm chương", "KNC"),
        ("GĐVH", "GDVH"),
        ("Cờ thi đua của UBND tỉnh", "CTD_TINH"),
        ("bk_tinh", "BK_TINH"),
    ],
)
def test_an_award_is_found_as_offices_write_it(catalogue: Catalogue, written: str, code: str) -> None:
    found = catalogue.find_award(written)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("written", ["CSTĐ", "GK", "BK", "Chiến sĩ thi đua", "Bằng khen", "không", ""])
def test_a_title_without_its_level_is_not_guessed(catalogue: Catalogue, written: str) -> None:
    assert catalogue.find_award(written) is None


@pytest.mark.parametrize(
    ("name", "written", "code"),
    [
        ("grades", "HTXS", "HTXSNV"),
        ("grades", "Hoàn thành tốt nhiệm vụ", "HTTNV"),
        ("grades", "HT", "HTNV"),
        ("grades", "Không hoàn thành nhiệm vụ", "KHTNV"),
        ("initiative_levels", "Cơ sở", "CO_SO"),
        ("initiative_levels", "Toàn quốc", "TOAN_QUOC"),
        ("initiative_kinds", "Mô hình", "MO_HINH"),
        ("contribution_kinds", "Ngày công", "NGAY_CONG"),
        ("registration_levels", "Cấp trên", "CAP_TREN"),
        ("categories", "Y, bác sĩ", "Y_BAC_SI"),
        ("indicators", "Chỉ số CCHC", "CHI_SO_CCHC"),
    ],
)
def test_a_term_is_found_as_the_workbook_writes_it(catalogue: Catalogue, name: str, written: str, code: str) -> None:
    found = catalogue.find(name, written)
    assert found is not None
    assert found.code == code


def test_the_lists_are_those_of_the_domain(catalogue: Catalogue) -> None:
    assert set(catalogue.lists) == set(LISTS)
    assert {grade.name for grade in Grade} == set(catalogue.lists["grades"])
    assert [grade.label for grade in Grade] == [catalogue.name("grades", grade.name) for grade in Grade]
    assert all(isinstance(term.kind, SubjectKind) for term in catalogue.lists["categories"].values())


def test_no_way_of_writing_means_two_things(catalogue: Catalogue) -> None:
    groups: list[list[AwardForm | Term]] = [list(catalogue.awards.values())]
    groups += [list(terms.values()) for terms in catalogue.lists.values()]
    for terms in groups:
        owners: dict[str, str] = {}
        for term in terms:
            for word in (term.code, term.name, term.short or term.name, *term.aliases):
                assert owners.setdefault(fold(word), term.code) == term.code, word


def test_praise_of_one_ministry_is_praise_of_a_ministry_and_not_the_other_way_round(catalogue: Catalogue) -> None:
    assert catalogue.is_form("BK_BNG", "BK_BO", None)
    assert catalogue.is_form("BK_BO", "BK_BNG", "Bộ trưởng Bộ Ngoại giao")
    assert not catalogue.is_form("BK_BO", "BK_BNG", "Bộ Nội vụ")
    assert not catalogue.is_form("BK_TINH", "BK_BO", None)


def test_every_award_says_where_it_comes_from(catalogue: Catalogue) -> None:
    assert not [form.code for form in catalogue.awards.values() if not form.source]
    assert [form.code for form in catalogue.awards.values() if form.legacy] == ["GK_HUYEN"]


def test_variants_combine_the_known_spellings_of_every_part() -> None:
    spellings = {"Bằng khen": ["BK"], "của": [""]}
    assert variants("Bằng khen của tỉnh", spellings) == [
        "Bằng khen của tỉnh",
        "Bằng khen tỉnh",
        "BK của tỉnh",
        "BK tỉnh",
    ]


GOOD = """\
awards:
  - {code: A, name: Danh hiệu một, short: Một, family: danh_hieu, level: CO_SO, kinds: [CA_NHAN], source: thử}
"""
LIST_LINES = "".join(f"{name}:\n  - {{code: X, name: Mục thử}}\n" for name in LISTS)


def written(folder: Path, awards: str) -> Path:
    (folder / "a.yaml").write_text(awards, encoding="utf-8")
    (folder / "lists.yaml").write_text(LIST_LINES, encoding="utf-8")
    return folder


def test_a_small_catalogue_of_an_office_loads(tmp_path: Path) -> None:
    assert set(load_catalogue(written(tmp_path, GOOD)).awards) == {"A"}


def test_all_mistakes_are_told_at_once_with_file_and_line(tmp_path: Path) -> None:
    bad = (
        GOOD
        + """\
  - {code: A, name: Lần hai, short: Hai, family: danh_hieu, level: CO_SO, kinds: [CA_NHAN], source: thử}
  - {code: B, name: Danh hiệu một, short: B, family: danh_hieu, level: CO_SO, kinds: [CA_NHAN], source: thử}
  - {code: C, short: C, family: la_lung, level: TRUNG_UONG, kinds: [CON_MEO], source: thử, mau: đỏ}
  - {code: D, name: Con, short: D, family: hinh_thuc, level: BO, kinds: [CA_NHAN], source: thử, parent: KHONG_CO}
  - {code: E, name: Cờ, short: E, family: hinh_thuc, level: BO, kinds: [], yearly: co, rank: cao, source: thử}
vat_la: []
"""
    )
    with pytest.raises(UserError) as caught:
        load_catalogue(written(tmp_path, bad))
    told = caught.value.details
    for line, words in [
        (3, "mã “A” đã có"),
        (4, "danh hieu mot"),
        (5, "thiếu “name”"),
        (5, "không có ô “mau”"),
        (5, "“family”"),
        (5, "“kinds”"),
        (5, "cấp “TRUNG_UONG” không có"),
        (6, "thuộc “KHONG_CO”"),
        (7, "“kinds”"),
        (7, "“yearly”"),
        (7, "“rank”"),
        (8, "không có mục “vat_la”"),
    ]:
        assert any(item.startswith(f"a.yaml, dòng {line}:") and words in item for item in told), (line, words, told)
    assert len(told) == 12


def test_a_file_that_is_no_yaml_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        load_catalogue(written(tmp_path, "awards:\n  - {code: [\n"))
    assert any(re.match(r"a\.yaml, dòng \d+: không phải YAML", item) for item in caught.value.details)


def test_a_missing_list_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(UserError) as caught:
        load_catalogue(tmp_path)
    assert sum("không có bảng mã" in item for item in caught.value.details) == len(LISTS)


def test_the_shipped_files_are_all_read() -> None:
    files = {path.name for path in resources.path("catalogue").iterdir()}
    assert files == {
        "titles.yaml", "rewards.yaml", "workbook_codes.yaml", "lists.yaml", "spellings.yaml", "votes.yaml",
    }  # fmt: skip


def test_the_votes_a_title_needs_are_those_of_the_source_with_its_doubt(catalogue: Catalogue) -> None:
    shares = {code: rule.threshold.text for code, rule in catalogue.votes.items()}
    assert shares == {
        **dict.fromkeys(("CSTD_CS", "CTD_TINH", "CTD_BO", "CTD_CP"), "80 %"),
        **dict.fromkeys(("CSTD_TINH", "CSTD_BO", "CSTD_TQ", "DHVD_AHLD", "DHVD_AHLLVT"), "90 %"),
    }
    assert all(rule.secret and rule.source and rule.doubt for rule in catalogue.votes.values())
    assert {name: rule.threshold.text for name, rule in catalogue.quorums.items()} == {
        "binh_xet": "2/3",
        "xet_tang": "80 %",
    }


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ("votes:\n  - {awards: [X], threshold: 80 %, source: s}", "votes nhắc danh hiệu “X” không có"),
        ("votes:\n  - {awards: [CSTD_CS], threshold: nhiều, source: s}", "“nhiều” không đọc được là tỷ lệ"),
        ("votes:\n  - {awards: [CSTD_CS], threshold: 80 %}", "phải là chữ"),
        ("votes:\n  - {awards: CSTD_CS, threshold: 80 %, source: s}", "phải là danh sách chữ"),
        ("votes:\n  - {awards: [CSTD_CS], threshold: 80 %, source: s, doubts: x}", "không có ô “doubts”"),
        ("quorums:\n  - {purposes: [lien_hoan], threshold: 2/3, source: s}", "không phải mục đích họp"),
    ],
)
def test_a_wrong_rule_for_votes_is_named_with_its_place(tmp_path: Path, section: str, said: str) -> None:
    for path in resources.path("catalogue").iterdir():
        if path.name != "votes.yaml":
            (tmp_path / path.name).write_bytes(path.read_bytes())
    ties = "\ntie_breaks:\n  - {code: NU, name: Ưu tiên nữ}\n"
    (tmp_path / "votes.yaml").write_text(section + ties, encoding="utf-8")
    with pytest.raises(UserError) as refused:
        load_catalogue(tmp_path)
    assert any(said in sentence for sentence in refused.value.details)
