"""How conditions combine: và, hoặc, n trong các vế, chỉ khi, and the reference to a criterion of the plan."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from ...domain.eligibility import CriterionResult, Door, Verdict, highest, lowest
from ...domain.records import SubjectKind
from ..question import Question
from ..vocabulary import CategoryCode, Condition, JudgedCriterion, Predicate, operator


@operator("criterion")
@dataclass(frozen=True)
class CriterionReference(Condition):
    """The criterion of that code."""

    criterion: JudgedCriterion

    @property
    def manner(self) -> str:  # type: ignore[override]
        """The manner of the criterion referred to."""
        return self.criterion.rule.manner

    def judge(self, question: Question) -> CriterionResult:
        """Judge the criterion."""
        return self.criterion.judge(question)

    def has_records(self, question: Question) -> bool:
        """Tell whether the criterion's own rule has records."""
        return self.criterion.rule.has_records(question)

    def skipped(self, why: str) -> CriterionResult:
        """Return the criterion as one that does not apply."""
        return self.criterion.skipped(why)


class _Group(Condition):
    """What all groupings share: children judged in order, then combined."""

    manner: ClassVar[str] = "group"
    of: tuple[Condition, ...]
    label: str
    any_of: ClassVar[bool] = False

    def judge(self, question: Question) -> CriterionResult:
        """Judge every part and combine; no part is left out once one has decided."""
        return self._combined(tuple(part.judge(question) for part in self.of))

    def has_records(self, question: Question) -> bool:
        """Tell whether any part has records."""
        return any(part.has_records(question) for part in self.of)

    def skipped(self, why: str) -> CriterionResult:
        """Return the whole group as one that does not apply."""
        parts = tuple(part.skipped(why) for part in self.of)
        return CriterionResult(None, self.label, Verdict.KHONG_AP_DUNG, why, children=parts, any_of=self.any_of)

    @abstractmethod
    def _combined(self, parts: tuple[CriterionResult, ...]) -> CriterionResult:
        """Combine the judged parts."""


@operator("all_of")
@dataclass(frozen=True)
class AllOf(_Group):
    """Mọi vế (và): the lowest verdict of the parts that apply."""

    of: tuple[Condition, ...]
    label: str = ""

    def _combined(self, parts: tuple[CriterionResult, ...]) -> CriterionResult:
        verdict = lowest(part.verdict for part in parts)
        applying = _applying(parts)
        met = sum(part.verdict is Verdict.DAT for part in applying)
        message = f"Cần đạt cả {len(applying)} vế; đã đạt {met}{_still(applying)}." if applying else _NOTHING
        return CriterionResult(None, self.label, verdict, message, children=parts)


@operator("any_of")
@dataclass(frozen=True)
class AnyOf(_Group):
    """Một trong các vế (hoặc): the highest verdict of the parts that apply."""

    of: tuple[Condition, ...]
    label: str = ""
    any_of: ClassVar[bool] = True

    def _combined(self, parts: tuple[CriterionResult, ...]) -> CriterionResult:
        verdict = highest(part.verdict for part in parts)
        applying = _applying(parts)
        met = [part for part in applying if part.verdict is Verdict.DAT]
        message = f"Cần đạt một trong {len(applying)} vế; đã đạt {len(met)}" if applying else _NOTHING
        if applying:
            message += "." if met else f"{_still(applying, ' hoặc ')}."
        return CriterionResult(None, self.label, verdict, message, children=parts, any_of=True)


@operator("n_of")
@dataclass(frozen=True)
class NOf(_Group):
    """Ít nhất n vế, or more than half: the verdict that n of the parts that apply reach."""

    of: tuple[Condition, ...]
    at_least: int = 0
    more_than_half: bool = False
    label: str = ""
    any_of: ClassVar[bool] = True

    def _combined(self, parts: tuple[CriterionResult, ...]) -> CriterionResult:
        ranked = sorted((p.verdict for p in parts if p.verdict is not Verdict.KHONG_AP_DUNG), reverse=True)
        need = len(ranked) // 2 + 1 if self.more_than_half else self.at_least
        have = sum(verdict is Verdict.DAT for verdict in ranked)
        if not ranked:
            verdict = Verdict.KHONG_AP_DUNG
        else:
            verdict = ranked[need - 1] if need <= len(ranked) else Verdict.KHONG_DAT
        message = f"Cần đạt {need} trong {len(ranked)} vế; đã đạt {have}."
        return CriterionResult(None, self.label, verdict, message, children=parts, any_of=True, need=need, have=have)


@operator("when")
@dataclass(frozen=True)
class When(Condition):
    """Chỉ xét khi: judged only where the predicate holds, otherwise không áp dụng."""

    condition: Predicate
    then: Condition
    otherwise: str = "Không áp dụng cho đối tượng này."
    manner: ClassVar[str] = "group"

    def judge(self, question: Question) -> CriterionResult:
        """Judge the inner condition where it applies."""
        return self.then.judge(question) if self.condition.holds(question) else self.then.skipped(self.otherwise)

    def has_records(self, question: Question) -> bool:
        """Tell whether it applies and the inner condition has records."""
        return self.condition.holds(question) and self.then.has_records(question)

    def skipped(self, why: str) -> CriterionResult:
        """Return the inner condition as one that does not apply."""
        return self.then.skipped(why)


@dataclass(frozen=True)
class Case:
    """One way to be judged, and whom it is for."""

    condition: Predicate
    then: Condition


@operator("choose")
@dataclass(frozen=True)
class Choose(Condition):
    """Tùy đối tượng: judged by the first case that is for the subject; the other cases are not its business."""

    of: tuple[Case, ...]
    manner: ClassVar[str] = "group"

    def judge(self, question: Question) -> CriterionResult:
        """Judge by the case that is for the subject."""
        chosen = self._case(question)
        return chosen.judge(question) if chosen is not None else self.skipped("Không áp dụng cho đối tượng này.")

    def has_records(self, question: Question) -> bool:
        """Tell whether the case that is for the subject has records."""
        chosen = self._case(question)
        return chosen is not None and chosen.has_records(question)

    def _case(self, question: Question) -> Condition | None:
        return next((case.then for case in self.of if case.condition.holds(question)), None)


@operator("belongs")
@dataclass(frozen=True)
class Belongs(Condition):
    """Là loại đối tượng này: the subject's kind and, where categories are named, its Phân loại."""

    kinds: tuple[SubjectKind, ...]
    categories: tuple[CategoryCode, ...] = ()

    def judge(self, question: Question) -> CriterionResult:
        """Compare kind and category; a category not on record asks for it."""
        subject, catalogue = question.subject, question.book.catalogue
        category = subject.category
        is_kind = subject.kind in self.kinds
        if is_kind and self.categories and category is None:
            return self._result(
                Verdict.THIEU_DU_LIEU, "Chưa ghi phân loại của đối tượng.", Door("subjects", code="category")
            )
        fits = is_kind and (not self.categories or category in self.categories)
        words = catalogue.name("categories", category) if category else subject.kind.label
        return self._result(Verdict.DAT if fits else Verdict.KHONG_DAT, f"{words}.")

    def _result(self, verdict: Verdict, words: str, *doors: Door) -> CriterionResult:
        return CriterionResult(None, "", verdict, words, manner=self.manner, doors=doors)


@operator("records_or_attestation")
@dataclass(frozen=True)
class RecordsOrAttestation(Condition):
    """Records decide where there are any; otherwise an attestation does (“không có chỉ số thì xác nhận”)."""

    records: Condition
    attestation: Condition
    manner: ClassVar[str] = "counted"

    def judge(self, question: Question) -> CriterionResult:
        """Judge by records, or by attestation where no record exists."""
        chosen = self.records if self.records.has_records(question) else self.attestation
        return chosen.judge(question)


_NOTHING = "Không có vế nào áp dụng."


def _applying(parts: tuple[CriterionResult, ...]) -> list[CriterionResult]:
    return [part for part in parts if part.verdict is not Verdict.KHONG_AP_DUNG]


def _still(parts: list[CriterionResult], joint: str = "; ") -> str:
    """Return what the parts below đạt still lack, as the end of a sentence."""
    lacks = [part.lack or part.label for part in parts if part.verdict is not Verdict.DAT]
    named = list(dict.fromkeys(lack for lack in lacks if lack))
    return f"; còn thiếu: {joint.join(named)}" if named else ""
