"""Vietnamese text: folding, sorting as the dictionary and as offices sort names, numbers as offices write them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dienhinh_desktop.domain.text import (
    clean,
    decision_key,
    fold,
    householder,
    initials,
    join_words,
    join_years,
    matches,
    name_sort_key,
    number_text,
    sort_key,
    two_digits,
)

VIETNAMESE = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặờởỡớợừửữứự ĐẶNGThịQuỳnh", max_size=40)


def test_folding_forgets_marks_case_and_the_bar_of_d() -> None:
    assert fold("Đặng Thị Ưởng") == "dang thi uong"
    assert fold("ĐẶNG  THỊ\u00a0ƯỞNG") == "dang thi uong"


def test_both_ways_of_placing_the_tone_fold_alike() -> None:
    assert fold("hoà, thuỷ, khoẻ") == fold("hòa, thủy, khỏe")


def test_look_alikes_of_d_with_bar_are_mended() -> None:
    assert clean("\u00d0ặng") == "Đặng"
    assert clean("\u0189ặng \u0256") == "Đặng đ"


def test_invisible_characters_and_odd_spaces_go() -> None:
    assert clean("\ufeffNguyễn\u200b  Văn\u00a0An ") == "Nguyễn Văn An"


@given(VIETNAMESE)
def test_folding_does_not_mind_how_the_text_is_composed_and_is_stable(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)
    assert fold(fold(text)) == fold(text)
    assert fold(text).isascii()


def test_words_match_at_word_beginnings_in_any_order() -> None:
    key = fold("Nguyễn Thị Hồng Phượng")
    assert matches(key, ["phuong", "ng"])
    assert matches(key, ["hong"])
    assert not matches(key, ["ong"])


def test_the_dictionary_order_of_letters_and_tones() -> None:
    words = ["ạ", "á", "ã", "ả", "à", "a", "ă", "â", "đ", "d", "e", "ê", "ơ", "ô", "o", "ư", "u"]
    expected = ["a", "à", "ả", "ã", "á", "ạ", "ă", "â", "d", "đ", "e", "ê", "o", "ô", "ơ", "u", "ư"]
    assert sorted(words, key=sort_key) == expected


def test_people_are_ordered_by_given_name_then_family_then_middle() -> None:
    names = ["Trần Văn An", "Lê Thị Bình", "Lê Văn An", "Lê Hữu An", "Đỗ Ánh"]
    assert sorted(names, key=name_sort_key) == ["Lê Hữu An", "Lê Văn An", "Trần Văn An", "Đỗ Ánh", "Lê Thị Bình"]


def test_decision_numbers_compare_without_spaces_and_case() -> None:
    assert decision_key("700 /QĐ-UBND") == decision_key("700/qđ-ubnd")
    assert decision_key("70/QĐ-UBND") != decision_key("700/QĐ-UBND")


@pytest.mark.parametrize(
    ("value", "text"),
    [(1234567, "1.234.567"), (1234.5, "1.234,5"), (84.2, "84,2"), (120.0, "120"), (0, "0")],
)
def test_numbers_are_written_the_vietnamese_way(value: float, text: str) -> None:
    assert number_text(value) == text


def test_small_words() -> None:
    assert two_digits(5) == "05"
    assert two_digits(12) == "12"
    assert join_words(["a", "b", "c"]) == "a, b và c"
    assert join_words([]) == ""
    assert join_years([2023, 2021, 2023]) == "2021, 2023"
    assert initials("Nguyễn Thị Hồng Phượng") == "HP"


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("Hộ ông Trần Tiến Lâm", "Trần Tiến Lâm"),
        ("Hộ gia đình bà Lò Thị Páo", "Lò Thị Páo"),
        ("Hộ Giàng A Páo", "Giàng A Páo"),
        ("Lò Văn Páo", "Lò Văn Páo"),
        ("Hộ kinh doanh Hoa Ban", "Hộ kinh doanh Hoa Ban"),
    ],
)
def test_who_heads_a_household_is_told_by_its_name(name: str, head: str) -> None:
    assert householder(name) == head
