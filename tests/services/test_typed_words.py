"""What fields learn from what was typed before, and what they are made to forget."""

from __future__ import annotations

from datetime import date

import pytest

from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.records import Award, Grade, Position, Rating, Subject, SubjectKind
from dienhinh_desktop.domain.year_grid import CommonDecision
from dienhinh_desktop.services import typed_words, upkeep
from dienhinh_desktop.services.context import Context

DAY, OTHER = date(2024, 12, 20), date(2024, 12, 21)


@pytest.fixture
def filled(ctx: Context) -> Context:
    with ctx.db.work("Nhập mẫu", ctx.who) as work:
        work.insert(
            "subjects",
            [
                Subject(code="LS", kind=SubjectKind.COLLECTIVE, name="Phòng Lãnh sự"),
                Subject(code="P1", kind=SubjectKind.PERSON, name="Lê Quang Minh"),
            ],
        )
        work.insert(
            "awards",
            [
                Award(subject="P1", form="LDTT", year=2023, decision="9/QĐ", date=DAY, issuer="Giám đốc Sở"),
                Award(subject="P1", form="LDTT", year=2024, decision="9/ qđ", date=DAY),
                Award(subject="P1", form="GK_SO", year=2024, decision="9/QĐ", date=OTHER, issuer="UBND tỉnh"),
            ],
        )
        work.insert("ratings", [Rating(subject="P1", year=2024, grade=Grade.HTTNV, issuer="UBND tỉnh")])
        work.insert("positions", [Position(subject="P1", title="Chuyên viên", start=DAY)])
    return ctx


def test_words_are_offered_by_use_over_all_fields_of_their_sort(filled: Context) -> None:
    found = typed_words.words_used(filled, "awards")
    assert found == {"issuer": (("UBND tỉnh", 2), ("Giám đốc Sở", 1)), "form": (("LDTT", 2), ("GK_SO", 1))}
    assert typed_words.words_used(filled, "ratings")["issuer"] == found["issuer"]
    assert typed_words.words_used(filled, "positions") == {"title": (("Chuyên viên", 1),)}
    assert typed_words.words_used(filled, "registrations") == {}


def test_a_word_is_offered_no_more_until_that_is_taken_back(filled: Context) -> None:
    changes = typed_words.forget_word(filled, "awards", "issuer", "ubnd  Tỉnh")
    assert "hồ sơ đã ghi giữ nguyên" in changes.sentence
    assert typed_words.words_used(filled, "ratings")["issuer"] == (("Giám đốc Sở", 1),)
    typed_words.forget_word(filled, "ratings", "issuer", "Giám đốc Sở")
    assert typed_words.words_used(filled, "awards")["issuer"] == ()
    upkeep.undo_last(filled)
    assert typed_words.words_used(filled, "awards")["issuer"] == (("Giám đốc Sở", 1),)
    with filled.db.read() as reader:
        assert reader.records(["P1"]).ratings[0].issuer == "UBND tỉnh"


def test_a_field_that_learns_nothing_forgets_nothing(filled: Context) -> None:
    with pytest.raises(UserError, match="không có gợi ý"):
        typed_words.forget_word(filled, "awards", "content", "abc")


def test_a_known_number_brings_the_day_and_issuer_most_entries_have(filled: Context) -> None:
    assert typed_words.known_decision(filled, " 9/QĐ ") == CommonDecision(number="9/QĐ", day=DAY, issuer="Giám đốc Sở")
    assert typed_words.known_decision(filled, "10/QĐ") is None
    assert typed_words.known_decision(filled, "  ") is None


def test_a_unit_is_added_by_its_name_once(filled: Context) -> None:
    code, _changes = typed_words.add_unit(filled, "  Phòng Hợp tác ")
    with filled.db.read() as reader:
        added = reader.subject(code)
    assert added is not None
    assert (added.name, added.kind) == ("Phòng Hợp tác", SubjectKind.COLLECTIVE)
    with pytest.raises(UserError, match="Đã có tập thể “Phòng Lãnh sự”"):
        typed_words.add_unit(filled, "phòng lãnh sự")
    with pytest.raises(UserError, match="Tên để trống"):
        typed_words.add_unit(filled, " ")
