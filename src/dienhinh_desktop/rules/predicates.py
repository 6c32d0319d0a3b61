"""The predicates packs choose with: kind, category, trait, role at a date, registration, founding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..domain.records import SubjectKind
from ..domain.text import fold
from .question import Question
from .vocabulary import CategoryCode, Predicate, operator


@operator("kind")
@dataclass(frozen=True)
class KindIs(Predicate):
    """Loại đối tượng is one of these."""

    of: tuple[SubjectKind, ...]

    def holds(self, question: Question) -> bool:
        """Compare the subject's kind."""
        return question.subject.kind in self.of


@operator("category")
@dataclass(frozen=True)
class CategoryIs(Predicate):
    """Phân loại is one of these; with `unknown`, a subject whose Phân loại is not on record is let in too."""

    of: tuple[CategoryCode, ...]
    unknown: bool = False

    def holds(self, question: Question) -> bool:
        """Compare the subject's category."""
        category = question.subject.category
        return category in self.of if category is not None else self.unknown


@operator("trait")
@dataclass(frozen=True)
class HasTrait(Predicate):
    """Đặc điểm holds this code."""

    of: str

    def holds(self, question: Question) -> bool:
        """Look for the trait."""
        return self.of in question.subject.traits


@operator("role")
@dataclass(frozen=True)
class RoleIs(Predicate):
    """Vai trò at the moment the pack's roles name: leader, member (no leading post), or only_member."""

    of: Literal["leader", "member", "only_member"]

    def holds(self, question: Question) -> bool:
        """Compare the roles held."""
        if self.of == "only_member":
            return question.roles_held == {"member"}
        return self.of in question.roles_held


@operator("heads")
@dataclass(frozen=True)
class Heads(Predicate):
    """Đứng đầu, on the day asked, a collective of one of these categories."""

    of: tuple[CategoryCode, ...]

    def holds(self, question: Question) -> bool:
        """Look at the collectives headed on the day."""
        led = [row.collective or question.subject.unit for row in question.positions_on(question.on) if row.head]
        units = (question.book.subjects.get(code) for code in led if code)
        return any(unit is not None and unit.category in self.of for unit in units)


@operator("registered_field")
@dataclass(frozen=True)
class RegisteredField(Predicate):
    """Registered under the plan in this field (lĩnh vực), on or before the day."""

    of: str

    def holds(self, question: Question) -> bool:
        """Look through the registrations."""
        return any(row.field == self.of for row in question.registrations)


@operator("registered_as_model")
@dataclass(frozen=True)
class RegisteredAsModel(Predicate):
    """Registered under the plan as a model (mô hình), on or before the day."""

    of: bool = True

    def holds(self, question: Question) -> bool:
        """Look through the registrations."""
        return any(row.model for row in question.registrations) is self.of


@operator("existed_whole_period")
@dataclass(frozen=True)
class ExistedWholePeriod(Predicate):
    """Founded (or joined) no later than the first day of the period; an unknown start counts as early enough."""

    of: bool = True

    def holds(self, question: Question) -> bool:
        """Compare the start with the first day of the period."""
        start, first = question.subject.start, question.period.first
        return (start is None or first is None or start.first <= first) is self.of


@operator("asked_from")
@dataclass(frozen=True)
class AskedFrom(Predicate):
    """Asked on this day or later: what chooses between rules of the law before and after a day of effect."""

    of: date

    def holds(self, question: Question) -> bool:
        """Compare the day asked."""
        return question.on >= self.of


@operator("award_says")
@dataclass(frozen=True)
class AwardSays(Predicate):
    """Nội dung of an award known on the day holds one of these words."""

    of: tuple[str, ...]

    def holds(self, question: Question) -> bool:
        """Look through the awards, marks and case aside."""
        known = [r for r in question.book.awards.of(question.subject.code) if r.date is None or r.date <= question.on]
        return any(fold(words) in fold(row.content or "") for row in known for words in self.of)


@operator("has_initiative")
@dataclass(frozen=True)
class HasInitiative(Predicate):
    """Has an initiative known on the day."""

    of: bool = True

    def holds(self, question: Question) -> bool:
        """Look through the initiatives."""
        rows = question.book.initiatives.of(question.subject.code)
        return any(row.date is None or row.date <= question.on for row in rows) is self.of


@operator("not")
@dataclass(frozen=True)
class Not(Predicate):
    """Không phải."""

    of: Predicate

    def holds(self, question: Question) -> bool:
        """Turn the answer round."""
        return not self.of.holds(question)


@operator("all")
@dataclass(frozen=True)
class All(Predicate):
    """Mọi điều."""

    of: tuple[Predicate, ...]

    def holds(self, question: Question) -> bool:
        """Ask every one."""
        return all(part.holds(question) for part in self.of)


@operator("any")
@dataclass(frozen=True)
class Any(Predicate):
    """Một trong các điều."""

    of: tuple[Predicate, ...]

    def holds(self, question: Question) -> bool:
        """Ask until one holds."""
        return any(part.holds(question) for part in self.of)
