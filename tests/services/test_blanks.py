"""Words typed into papers: only blanks take them, they stay when papers are made again, and can be taken back."""

from __future__ import annotations

from datetime import date

import pytest

from dienhinh_desktop.domain.documents import CheckLevel, Form, PaperKind
from dienhinh_desktop.domain.eligibility import Stage
from dienhinh_desktop.domain.records import Position
from dienhinh_desktop.domain.rounds import Choice, Round
from dienhinh_desktop.services import documents, rounds, upkeep
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.documents.blanks import save_words, with_words
from dienhinh_desktop.services.documents.dossier import gather
from dienhinh_desktop.services.documents.papers import forms_of, papers

from ..exchange.pdf_reading import texts
from .test_documents import OFFICE, ON, PLAN, UNITS, keep, level, person
from .test_papers import words

OWN = "Thành tích đạt được của cá nhân|"
STORY = (
    "Chủ trì xây dựng quy trình một cửa liên thông đoàn ra, đoàn vào của tỉnh,\nrút ngắn thời gian xử lý còn hai ngày"
)


@pytest.fixture
def held(ctx: Context) -> int:
    keep(ctx, *UNITS, person("A", "Đỗ Thị Bình"), person("B", "Lê Văn Cường"))
    upkeep.save_office(ctx, OFFICE)
    opened = rounds.open_round(ctx, Round(plan=PLAN, stage=Stage.RECOGNITION, year=2025, name="Đợt", on=ON))
    assert opened.id is not None
    chosen = [Choice(subject=code, field="KHONG_LANH_DAO", reason="thử") for code in ("A", "B")]
    rounds.register(ctx, opened.id, chosen)
    return opened.id


def report(ctx: Context, held: int, subject: str) -> Form:
    dossier = gather(ctx, PLAN, ON, held)
    entry = next(item for item in dossier.entries if item.subject.code == subject)
    return forms_of(dossier, entry, frozenset())[1]


def type_in(ctx: Context, held: int, subject: str, **typed: str) -> None:
    given = {"Sơ lược lý lịch|Quê quán": typed.get("home", ""), OWN: typed.get("story", "")}
    save_words(ctx, held, [(report(ctx, held, subject), given)])


def test_words_typed_stand_in_the_paper_and_stay_when_it_is_made_again(ctx: Context, held: int) -> None:
    type_in(ctx, held, "A", home="xã Cẩm Bình", story=STORY)
    said = words(report(ctx, held, "A"))
    assert "Quê quán: xã Cẩm Bình" in said
    assert "rút ngắn thời gian xử lý còn hai ngày" in said
    keep(ctx, Position(subject="A", title="Chuyên viên", start=date(2020, 1, 1)))
    again = words(report(ctx, held, "A"))
    assert "Chuyên viên" in again
    assert "Quê quán: xã Cẩm Bình" in again
    assert documents.typed_count(ctx, held) == 2
    pdf = " ".join(" ".join(texts(documents.form_previews(ctx, PLAN, ON, "A", held))).split())
    assert "Quê quán: xã Cẩm Bình" in pdf


def test_another_paper_and_another_subject_do_not_get_them(ctx: Context, held: int) -> None:
    type_in(ctx, held, "A", home="xã Cẩm Bình")
    assert "Cẩm Bình" not in words(report(ctx, held, "B"))
    nomination = forms_of(gather(ctx, PLAN, ON, held), gather(ctx, PLAN, ON, held).entries[0], frozenset())[0]
    assert "Cẩm Bình" not in words(nomination)


def test_what_the_records_tell_is_never_typed_over(ctx: Context, held: int) -> None:
    form = report(ctx, held, "A")
    changed = with_words(form, {"Sơ lược lý lịch|Họ và tên": "Người khác"})
    assert words(changed) == words(form)
    found = documents.blank_papers(ctx, PLAN, ON, None, "A", held)
    labels = [blank.label for _, _, blanks in found for blank in blanks]
    assert "Họ và tên" not in labels
    assert "Quê quán" in labels


def test_words_taken_away_leave_the_blank_again(ctx: Context, held: int) -> None:
    type_in(ctx, held, "A", home="xã Cẩm Bình", story=STORY)
    type_in(ctx, held, "A", story="khác")
    said = words(report(ctx, held, "A"))
    assert "Cẩm Bình" not in said
    assert "khác" in said
    assert documents.typed_count(ctx, held) == 1


def test_typing_is_one_act_that_can_be_taken_back(ctx: Context, held: int) -> None:
    type_in(ctx, held, "A", home="xã Cẩm Bình", story=STORY)
    assert upkeep.acts(ctx)[0].label == "Điền chữ: Đỗ Thị Bình"
    upkeep.undo_last(ctx)
    assert documents.typed_count(ctx, held) == 0
    assert save_words(ctx, held, [(report(ctx, held, "A"), {OWN: " \n "})]).act is None


def test_a_paper_of_the_whole_list_takes_words_too(ctx: Context, held: int) -> None:
    ((_, form, blanks),) = documents.blank_papers(ctx, PLAN, ON, PaperKind.NURTURING, None, held)
    place = next(blank.place for blank in blanks if blank.label == "Đơn vị chủ trì")
    save_words(ctx, held, [(form, {place: "Văn phòng Sở"})])
    (made,) = papers(ctx, gather(ctx, PLAN, ON, held), PaperKind.NURTURING)
    assert "Đơn vị chủ trì: Văn phòng Sở" in words(made)


def test_words_copied_from_one_report_to_another_are_told(ctx: Context, held: int) -> None:
    type_in(ctx, held, "A", story=STORY)
    type_in(ctx, held, "B", story=STORY)
    warnings = level(documents.checks(ctx, PLAN, ON, held), CheckLevel.WARNING)
    assert "Thành tích của Đỗ Thị Bình và Lê Văn Cường giống nhau 100 %" in warnings


def test_a_post_typed_by_hand_that_the_list_does_not_have_is_told(ctx: Context, held: int) -> None:
    dossier = gather(ctx, PLAN, ON, held)
    nomination = forms_of(dossier, dossier.entries[0], frozenset())[0]
    save_words(ctx, held, [(nomination, {"Thông tin về cá nhân|Chức vụ": "Trưởng phòng"})])
    warnings = level(documents.checks(ctx, PLAN, ON, held), CheckLevel.WARNING)
    assert any("ghi chức vụ “Trưởng phòng”, danh sách ghi “để trống”" in text for text in warnings)
