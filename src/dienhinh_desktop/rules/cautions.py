"""Cautions: warnings a pack gives beside every verdict they hold for, such as that the law of the day was not seen."""

from __future__ import annotations

from dataclasses import dataclass

from .question import Question
from .vocabulary import Predicate


@dataclass(frozen=True)
class Caution:
    """Words beside a verdict, where the predicate holds and the field is one of `fields` (any when none is named)."""

    text: str
    when: Predicate | None = None
    fields: tuple[str, ...] = ()

    def warning(self, question: Question) -> str:
        """Return the words of the warning, or ""."""
        if self.fields and question.field not in self.fields:
            return ""
        return self.text if self.when is None or self.when.holds(question) else ""
