"""Who signs for the office: by the day of the paper, by its kind, with the authority as the decree writes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dienhinh_desktop.domain.documents import ExportCheck
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.signers import EVERY_OTHER, SIGNED_PAPERS, Signer, SigningAuthority, signer_of
from dienhinh_desktop.services import delivery, documents, signers, undoing, upkeep
from dienhinh_desktop.services.context import Context

from ..exchange.pdf_reading import texts
from .issued_round import ON, PLAN, opened

__all__ = ["opened"]
Round = tuple[Context, int]
OLD = Signer(name="Trần Đức Hòa", post="Giám đốc", end=date(2025, 12, 7))
NEW = Signer(name="Lý Mỹ Kỳ", post="Giám đốc", start=date(2025, 12, 8))
DEPUTY = Signer(
    name="Lê Quốc Khánh",
    post="Phó Giám đốc",
    authority=SigningAuthority.FOR_HEAD,
    principal="Giám đốc",
    start=date(2025, 1, 1),
    end=date(2025, 12, 31),
    papers=("to_trinh",),
)


def keep(ctx: Context, *made: Signer) -> None:
    for item in made:
        signers.save_signer(ctx, item)


def page(ctx: Context, number: int, key: str) -> str:
    item = next(row.issued for row in delivery.round_papers(ctx, number).rows if row.key == key)
    assert item is not None
    return "\n".join(texts(delivery.pdf_of(ctx, item)))


@pytest.mark.parametrize(
    ("authority", "lines"),
    [
        (SigningAuthority.OWN, ("Chánh Văn phòng",)),
        (SigningAuthority.ACTING, ("Q. Chánh Văn phòng",)),
        (SigningAuthority.FOR_ALL, ("TM. Ủy ban", "Chánh Văn phòng")),
        (SigningAuthority.FOR_HEAD, ("KT. Ủy ban", "Chánh Văn phòng")),
        (SigningAuthority.BY_ORDER, ("TL. Ủy ban", "Chánh Văn phòng")),
        (SigningAuthority.BY_MANDATE, ("TUQ. Ủy ban", "Chánh Văn phòng")),
    ],
)
def test_authority_stands_over_the_post_as_the_decree_writes_it(
    authority: SigningAuthority, lines: tuple[str, ...]
) -> None:
    assert Signer(name="A", post="Chánh Văn phòng", authority=authority, principal="Ủy ban").lines == lines


def test_both_ends_of_a_period_belong_to_it() -> None:
    for day, name in ((date(2025, 12, 7), "Trần Đức Hòa"), (date(2025, 12, 8), "Lý Mỹ Kỳ")):
        found = signer_of([OLD, NEW], "to_trinh", day)
        assert found is not None
        assert found.name == name


def test_whoever_is_named_for_a_paper_signs_it_and_another_every_other_one(opened: Round) -> None:
    ctx, number = opened
    keep(ctx, OLD, NEW, DEPUTY)
    delivery.issue(ctx, number, ["to_trinh", "danh_sach"])
    delivery.fill(ctx, number, "to_trinh", "412", date(2025, 12, 5))
    asked, listed = page(ctx, number, "to_trinh"), page(ctx, number, "danh_sach")
    assert "KT. GIÁM ĐỐC" in asked
    assert "Lê Quốc Khánh" in asked
    assert "KT. GIÁM ĐỐC" not in listed
    assert "Trần Đức Hòa" in listed.rpartition("GIÁM ĐỐC")[2]


def test_the_day_filled_in_on_the_paper_decides_who_signs_it_and_the_lists_with_it(opened: Round) -> None:
    ctx, number = opened
    keep(ctx, OLD, NEW)
    delivery.issue(ctx, number, ["to_trinh", "danh_sach"])
    for day, name in ((date(2025, 12, 5), "Trần Đức Hòa"), (date(2025, 12, 9), "Lý Mỹ Kỳ")):
        delivery.fill(ctx, number, "to_trinh", "412", day)
        for key in ("to_trinh", "danh_sach"):
            assert name in page(ctx, number, key).rpartition("GIÁM ĐỐC")[2]


def test_without_a_list_of_signers_the_one_named_with_the_office_signs(opened: Round) -> None:
    ctx, number = opened
    delivery.issue(ctx, number, ["to_trinh"])
    assert "Trần Đức Hoà" in page(ctx, number, "to_trinh")
    assert delivery.round_papers(ctx, number).rows[0].signer == "Trần Đức Hoà"


def test_a_paper_nobody_may_sign_on_its_day_says_so_on_the_check_board(opened: Round) -> None:
    ctx, number = opened
    keep(ctx, OLD)
    delivery.issue(ctx, number, ["to_trinh"])

    def told() -> list[ExportCheck]:
        return [check for check in documents.checks(ctx, PLAN, ON, number) if "quyền ký" in check.text]

    delivery.fill(ctx, number, "to_trinh", "412", date(2025, 12, 5))
    assert [check.text.partition(":")[0] for check in told()] == ["Bản đăng ký, báo cáo"]  # these are of today
    delivery.fill(ctx, number, "to_trinh", "412", date(2025, 12, 9))
    found = told()[:2]
    assert [check.text for check in found] == [
        "Tờ trình: không ai trong danh sách người ký còn quyền ký ngày 09/12/2025",
        "Danh sách: không ai trong danh sách người ký còn quyền ký ngày 09/12/2025",
    ]
    assert {(check.page, check.section) for check in found} == {("settings", "signers")}
    assert "Trần Đức Hòa" not in page(ctx, number, "to_trinh").rpartition("Nơi nhận")[2]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"name": "  "}, "chưa có họ tên hoặc chức vụ"),
        ({"post": ""}, "chưa có họ tên hoặc chức vụ"),
        ({"authority": SigningAuthority.BY_ORDER, "principal": " "}, r"Ký TL\. mà chưa ghi"),
        ({"start": date(2026, 1, 1), "end": date(2025, 1, 1)}, "trước từ ngày 01/01/2026"),
        ({"papers": ()}, "ký văn bản nào"),
        ({"end": date(2025, 12, 20)}, "Trần Đức Hòa đã là người ký “Mọi văn bản khác”"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(ctx: Context, wrong: dict[str, object], why: str) -> None:
    keep(ctx, OLD)
    with pytest.raises(UserError, match=why):
        signers.save_signer(ctx, replace(Signer(name="B", post="Giám đốc", end=date(2024, 1, 1)), **wrong))  # type: ignore[arg-type]
    assert signers.signers(ctx) == (replace(OLD, order=1),)


def test_keeping_changing_and_letting_go_are_taken_back_one_by_one(ctx: Context) -> None:
    keep(ctx, OLD)
    (kept,) = signers.signers(ctx)
    signers.save_signer(ctx, replace(kept, end=date(2025, 11, 30)))
    signers.remove_signer(ctx, signers.signers(ctx)[0])
    assert signers.signers(ctx) == ()
    undoing.undo_last(ctx)
    assert signers.signers(ctx)[0].end == date(2025, 11, 30)
    undoing.undo_last(ctx)
    assert signers.signers(ctx) == (kept,)
    undoing.undo_last(ctx)
    assert signers.signers(ctx) == ()
    assert upkeep.check(ctx).sound


def test_every_kind_of_paper_signed_for_the_office_can_be_given_to_somebody() -> None:
    assert EVERY_OTHER in SIGNED_PAPERS
    assert len(set(SIGNED_PAPERS.values())) == len(SIGNED_PAPERS)
