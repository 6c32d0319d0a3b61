"""A small bench for conditions: records of one subject, one condition written as a pack would write it, one day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.eligibility import CriterionResult, Stage
from dienhinh_desktop.domain.records import Records, Subject, SubjectKind
from dienhinh_desktop.rules import conditions, predicates
from dienhinh_desktop.rules.book import Book
from dienhinh_desktop.rules.document import read_document
from dienhinh_desktop.rules.question import ClosingDay, Question, RoleRule, Window
from dienhinh_desktop.rules.vocabulary import Scope, read_condition
from dienhinh_desktop.storage.catalogue import load_catalogue

REGISTERED = (conditions, predicates)
PERIOD = Window(date(2021, 1, 1), date(2025, 12, 31))
PERSON = Subject(code="CB1", kind=SubjectKind.PERSON, name="Nguyễn Văn An", start=PartialDate(2015))
Judge = Callable[..., CriterionResult]
PACK_HEAD = """\
code: THU
version: "1"
title: Kế hoạch thử
issuer: Cơ quan thử
period: {from: 01/01/2021, to: 31/12/2025}
closed_from:
  rating: {day: 15, month: 12}
  title: {day: 1, month: 4, years_after: 1}
  figures: {day: 31, month: 3, years_after: 1}
readings:
  N1: {wording: “hai”, options: {mot: Một, hai: Hai}}
criteria:
  A_01: {text: Tiêu biểu, section: I}
  A_02:
    text: Bằng khen
    section: II
    rule:
      count_awards: {of: [BK_TINH], at_least: {reading: N1, mot: 1, hai: 2}}
"""
"""The beginning of a small made-up pack, up to its fields."""


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def judge(catalogue: Catalogue) -> Judge:
    """judge("count_awards: {of: [BK_TINH]}", on, awards=(…), subject=…) → result."""

    def ask(
        condition: str,
        on: date,
        *,
        subject: Subject = PERSON,
        others: tuple[Subject, ...] = (),
        roles: RoleRule | None = None,
        **rows: Any,
    ) -> CriterionResult:
        scope = Scope(catalogue, PERIOD, {}, own_code="TC")
        rule = read_condition(read_document(condition, "thử"), scope)
        assert not scope.mistakes, scope.mistakes
        assert rule is not None
        book = Book(Records(subjects=(subject, *others), **rows), catalogue)
        question = Question(
            book=book,
            subject=subject,
            on=on,
            stage=Stage.RECOGNITION,
            plan="KH",
            period=PERIOD,
            closing={
                "rating": ClosingDay(15, 12),
                "title": ClosingDay(1, 4, 1),
                "figures": ClosingDay(31, 3, 1),
            },
            roles=roles or RoleRule(),
            field="",
        )
        return rule.judge(question)

    return ask
