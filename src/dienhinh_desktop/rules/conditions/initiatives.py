"""Initiatives (sáng kiến, cải tiến, đề tài, mô hình) counted by the day they were recognised, with their effect."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ...domain.eligibility import CriterionResult, Door
from ...domain.records import Initiative
from ...domain.text import decision_key, fold
from ..question import Question, Window
from ..vocabulary import Condition, KindCode, LevelCode, operator
from .counting import Count, counted, days_to_come, evidence_of


@operator("count_initiatives")
@dataclass(frozen=True)
class CountInitiatives(Condition):
    """At least n initiatives of these levels and kinds, recognised in the window and applied with effect.

    `effect` "recognised" is content with the recognition alone. `authors` "main" counts only the author with the
    largest share. No level means any level, no kind any kind.
    """

    at_least: int = 1
    levels: tuple[LevelCode, ...] = ()
    kinds: tuple[KindCode, ...] = ()
    effect: Literal["confirmed", "recognised"] = "confirmed"
    authors: Literal["each", "main"] = "each"
    window: Window | None = None
    unit: str = "sáng kiến được công nhận, áp dụng có hiệu quả"

    def judge(self, question: Question) -> CriterionResult:
        """Count initiatives whose effect is known; those still unconfirmed can only make it thiếu dữ liệu."""
        window = self.window or question.period
        rows, warnings = _without_doubles(self._known(question, window))
        sure = [row for row in rows if self._effective(question, row) is True and row.date is not None]
        doubtful = [row for row in rows if row not in sure and self._effective(question, row) is not False]
        note = f"{len(doubtful)} sáng kiến chưa có xác nhận hiệu quả hoặc chưa ghi ngày công nhận." if doubtful else ""
        return counted(
            Count(self.at_least, len(sure), len(doubtful), days_to_come(question, window, self.at_least)),
            self.unit,
            listed=", ".join(row.decision or "chưa có số" for row in sure),
            note=note,
            evidence=[
                evidence_of(f"{_kind_of(question, row)} “{row.name}”", row, "initiatives") for row in [*sure, *doubtful]
            ],
            doors=[Door("initiatives", code=self.levels[0] if self.levels else None)],
            warnings=warnings,
            doubt="xác nhận hiệu quả sáng kiến",
        )

    def has_records(self, question: Question) -> bool:
        """Tell whether any such initiative is on record."""
        return bool(self._known(question, self.window or question.period))

    def _known(self, question: Question, window: Window) -> list[Initiative]:
        return [
            row
            for row in question.book.initiatives.of(question.subject.code)
            if (not self.levels or row.level in self.levels)
            and (not self.kinds or row.kind in self.kinds)
            and (row.date is None or (row.date <= question.on and window.holds(row.date)))
            and (self.authors == "each" or question.book.is_main_author(row))
        ]

    def _effective(self, question: Question, row: Initiative) -> bool | None:
        if self.effect == "recognised":
            return True
        if row.effective and row.effective_on is not None and row.effective_on > question.on:
            return None
        return row.effective


def _kind_of(question: Question, row: Initiative) -> str:
    return question.book.catalogue.name("initiative_kinds", row.kind or "SANG_KIEN")


def _without_doubles(rows: Iterable[Initiative]) -> tuple[list[Initiative], list[str]]:
    kept: dict[tuple[object, ...], Initiative] = {}
    warnings = []
    for row in rows:
        key = (fold(row.name), decision_key(row.decision or ""), row.date)
        if key in kept:
            warnings.append(f"Sáng kiến “{row.name}” nhập hai lần, chỉ đếm một.")
        kept.setdefault(key, row)
    return list(kept.values()), warnings
