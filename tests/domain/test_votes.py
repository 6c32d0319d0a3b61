"""Votes are counted exactly: no rounding decides, sums that cannot be are named, every share has its words."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dienhinh_desktop.domain.votes import Threshold, Turnout, VoteResult, VoteRule, percent

COUNTS = st.integers(0, 3000)
THRESHOLDS = st.builds(
    Threshold,
    st.fractions(Fraction(1, 100), Fraction(99, 100), max_denominator=100),
    st.booleans(),
)


def rule(text: str) -> VoteRule:
    return VoteRule(threshold=Threshold.parse(text), source="quy chế")


def number(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("80", "80 %"),
        ("80%", "80 %"),
        ("từ 80 %", "80 %"),
        ("66,7 %", "66,7 %"),
        ("66,6667", "66,6667 %"),
        ("2/3", "2/3"),
        ("4 / 5", "80 %"),
        ("trên 50 %", "trên 50 %"),
        ("> 50", "trên 50 %"),
        ("quá bán", "trên 50 %"),
        ("100", "100 %"),
    ],
)
def test_a_threshold_is_read_as_offices_write_it(written: str, shown: str) -> None:
    assert Threshold.parse(written).text == shown


@pytest.mark.parametrize("written", ["", "0", "101", "3/2", "1/0", "trên 100 %", "nhiều", "-5", "80 % 90 %"])
def test_what_is_no_share_is_refused_in_words(written: str) -> None:
    with pytest.raises(ValueError, match="tỷ lệ"):
        Threshold.parse(written)


@given(THRESHOLDS)
def test_a_threshold_reads_back_what_it_writes(threshold: Threshold) -> None:
    assert Threshold.parse(threshold.text) == threshold


@given(COUNTS, COUNTS, THRESHOLDS)
def test_enough_votes_are_told_by_the_exact_share(part: int, whole: int, threshold: Threshold) -> None:
    assume(whole > 0)
    share = Fraction(part, whole)
    exact = share > threshold.share if threshold.over else share >= threshold.share
    assert threshold.met(part, whole) is exact
    assert threshold.met(threshold.needed(whole), whole)
    assert not threshold.met(threshold.needed(whole) - 1, whole)


@given(COUNTS, COUNTS, THRESHOLDS, st.integers(0, 2))
def test_a_share_as_shown_never_says_otherwise_than_the_count(
    part: int, whole: int, threshold: Threshold, places: int
) -> None:
    assume(0 < whole >= part)
    shown = number(percent(part, whole, places, threshold)) / 100
    says = shown > threshold.share if threshold.over else shown >= threshold.share
    assert says is threshold.met(part, whole)
    assert (shown == 1) is (part == whole)
    assert (shown == 0) is (part == 0)
    assert abs(shown - Fraction(part, whole)) <= Fraction(1, 200)


@pytest.mark.parametrize(
    ("part", "whole", "places", "against", "shown"),
    [
        (18, 19, 0, None, "95"),
        (16, 19, 0, None, "84"),
        (15, 19, 1, None, "78,9"),
        (159, 200, 0, "80 %", "79,5"),
        (159, 200, 0, None, "80"),
        (799, 1000, 0, "80 %", "79,9"),
        (199, 200, 0, None, "99,5"),
        (1, 2, 0, "trên 50 %", "50"),
        (0, 0, 0, None, ""),
    ],
)
def test_a_share_is_rounded_by_halves_but_not_over_a_threshold(
    part: int, whole: int, places: int, against: str | None, shown: str
) -> None:
    assert percent(part, whole, places, Threshold.parse(against) if against else None) == shown


def test_fifteen_of_nineteen_are_one_short_of_eighty_percent() -> None:
    result = VoteResult(
        subject="A", field="X", name="Sùng A Chứ", order=1, agree=15, disagree=2, members=19, rule=rule("80 %")
    )
    assert (result.need, result.missing, result.passed) == (16, 1, False)
    said = "Cần 16/19 (từ 80 % tổng số thành viên); có 15/19 phiếu đồng ý (78,9 %); thiếu 1. Theo quy chế."
    assert result.explanation == said


def test_without_a_rule_nobody_passes_or_fails() -> None:
    result = VoteResult(subject="A", field="X", name="Sùng A Chứ", order=1, agree=15, members=19)
    assert result.passed is None
    assert result.explanation == "Có 15/19 phiếu đồng ý (78,9 %). Chưa đặt tỷ lệ cần đạt."


@pytest.mark.parametrize(
    ("turnout", "said"),
    [
        (Turnout(members=19, present=17, collected=17, valid=18), "Phiếu hợp lệ (18) nhiều hơn phiếu thu (17)."),
        (Turnout(members=19, present=20), "Số người có mặt (20) nhiều hơn số thành viên (19)."),
        (
            Turnout(members=19, present=17, written=3),
            "Số người lấy phiếu bằng văn bản (3) nhiều hơn số người vắng (2).",
        ),
        (
            Turnout(members=19, present=17, written=1, collected=19),
            "Phiếu thu (19) nhiều hơn số người có mặt và lấy phiếu bằng văn bản (18).",
        ),
        (Turnout(members=19, present=17, given=16, collected=17), "Phiếu thu (17) nhiều hơn phiếu phát (16)."),
        (Turnout(members=0, present=0), "Hội đồng phải có ít nhất một thành viên."),
    ],
)
def test_sums_that_cannot_be_are_named(turnout: Turnout, said: str) -> None:
    assert list(turnout.faults()) == [said]


@given(COUNTS, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS)
def test_numbers_without_a_fault_always_fit_into_one_another(
    members: int, present: int, written: int, given_out: int, collected: int, valid: int
) -> None:
    turnout = Turnout(
        members=members, present=present, written=written, given=given_out, collected=collected, valid=valid
    )
    fits = valid <= collected <= given_out <= present + written <= members and members > 0 and present <= members
    assert (not list(turnout.faults())) is fits


def test_where_hands_are_shown_everybody_asked_is_a_voice_and_ballots_are_not_counted() -> None:
    turnout = Turnout(members=19, present=17, written=1, collected=99, valid=100, secret=False)
    assert turnout.voices == 18
    assert turnout.whole
    assert list(turnout.faults()) == []
