"""Criteria a named person attests (xác nhận): the latest statement known on the day decides (Q11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ...domain.dates import short_date
from ...domain.eligibility import CriterionResult, Door, Evidence, Verdict, lowest
from ...domain.records import Attestation
from ..question import Question
from ..vocabulary import Condition, OwnCode, operator


@operator("attested")
@dataclass(frozen=True)
class Attested(Condition):
    """Xác nhận: đạt needs a person, a day and evidence; one given before a disciplinary decision no longer counts.

    `code` names the attestation to look for where it is not the criterion's own.
    """

    code: OwnCode
    label: str = ""
    manner: ClassVar[str] = "attested"

    def has_records(self, question: Question) -> bool:
        """Tell whether any attestation is known."""
        return bool(self._known(question))

    def judge(self, question: Question) -> CriterionResult:
        """Judge the latest attestation known on the day."""
        known = self._known(question)
        if not known:
            return self._result(Verdict.THIEU_DU_LIEU, "Chưa có xác nhận.")
        latest = known[-1]
        if not latest.passed:
            return self._result(Verdict.KHONG_DAT, f"Xác nhận không đạt{_by(latest)}.", latest)
        outdated = self._outdated(question, latest)
        if outdated:
            return self._result(Verdict.THIEU_DU_LIEU, outdated, latest)
        lacking = [
            word
            for word, value in (
                ("người xác nhận", latest.attester),
                ("ngày", latest.date),
                ("minh chứng", latest.evidence),
            )
            if not value
        ]
        if lacking:
            message = f"Xác nhận chưa đủ: thiếu {', '.join(lacking)}."
            return self._result(Verdict.THIEU_DU_LIEU, message, latest)
        return self._result(Verdict.DAT, f"Đã xác nhận đạt{_by(latest)}.", latest)

    def _known(self, question: Question) -> list[Attestation]:
        code = self.code
        rows = [
            row
            for row in question.book.attestations.of(question.subject.code)
            if row.criterion == code and (row.date is None or row.date <= question.on)
        ]
        # Undated rows are the weakest; of one day the refusal speaks last.
        return sorted(rows, key=lambda row: (row.date is not None, row.date, not row.passed) if row.date else (False,))

    def _outdated(self, question: Question, latest: Attestation) -> str:
        for row in question.book.disciplines.of(question.subject.code):
            if latest.date is not None and latest.date < row.date <= question.on:
                return (
                    f"Xác nhận ngày {short_date(latest.date)} có trước quyết định kỷ luật ngày {short_date(row.date)}; "
                    "phải xác nhận lại."
                )
        return ""

    def _result(self, verdict: Verdict, message: str, row: Attestation | None = None) -> CriterionResult:
        door = Door("attestations", code=self.code)
        return CriterionResult(
            None,
            self.label,
            verdict,
            message,
            manner=self.manner,
            evidence=(_evidence(row),) if row is not None else (),
            doors=() if verdict is Verdict.DAT else (door,),
            lack="" if verdict is Verdict.DAT else self.label,
        )


@operator("own_criteria")
@dataclass(frozen=True)
class OwnCriteria(Condition):
    """Tiêu chí đơn vị đặt thêm: every attested criterion on record whose code begins with the prefix.

    None on record: không áp dụng, or with `needed` a question to the unit.
    """

    prefix: str
    needed: bool = False
    manner: ClassVar[str] = "attested"

    def judge(self, question: Question) -> CriterionResult:
        """Judge every such criterion by its latest attestation."""
        rows = question.book.attestations.of(question.subject.code)
        codes = sorted({row.criterion for row in rows if row.criterion.startswith(self.prefix)})
        rules = {code: Attested(OwnCode(code)) for code in codes}
        judged = [
            rule.judge(question).under(code, code, "đơn vị đặt", code)
            for code, rule in rules.items()
            if rule.has_records(question)
        ]
        label, door = "Tiêu chí đơn vị đặt thêm", Door("attestations")
        if judged:
            verdict = lowest(part.verdict for part in judged)
            return CriterionResult(None, label, verdict, f"{len(judged)} tiêu chí.", children=tuple(judged))
        if not self.needed:
            none = "Đơn vị không đặt thêm tiêu chí."
            return CriterionResult(None, label, Verdict.KHONG_AP_DUNG, none, manner=self.manner)
        words = f"Chưa có xác nhận tiêu chí nào do đơn vị đặt (mã bắt đầu bằng {self.prefix})."
        return CriterionResult(
            None, label, Verdict.THIEU_DU_LIEU, words, manner=self.manner, doors=(door,), lack=label.lower()
        )


def _by(row: Attestation) -> str:
    words = f" ngày {short_date(row.date)}" if row.date else ""
    return f"{words}, {row.attester}" if row.attester else words


def _evidence(row: Attestation) -> Evidence:
    words = f"{row.attester or 'chưa ghi người'} xác nhận{f' ngày {short_date(row.date)}' if row.date else ''}"
    text = f"{row.evidence}; {words}" if row.evidence else words
    return Evidence(text, date=row.date, issuer=row.attester, table="attestations", record_id=row.id)
