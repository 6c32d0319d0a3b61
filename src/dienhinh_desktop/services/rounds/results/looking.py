"""A decision list beside the candidates of a round: who is matched, who is in one of the two only, who got another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ....domain.errors import UserError
from ....domain.identity import Alike, Likeness
from ....domain.lifecycle import CandidateResult, Outcome
from ....domain.lists import ListReading, ListRow
from ....domain.records import Sex, Subject, SubjectKind
from ....domain.results import DecisionFacts, ResultChoice, ResultLine, ResultPreview, ResultState
from ....domain.rounds import Candidate
from ....domain.text import decision_key, fold
from ....exchange.imports.lists.units import unit_key
from ....storage.reader import Reader
from ...context import Context
from ...identity import Asked, Known
from .reading import facts_above, form_named

_NOTHING = ResultChoice()
_REFUSALS = ("khong duoc", "khong dat", "khong tang", "khong du", "chua du", "khong xet", "khong de nghi")


def look(
    ctx: Context,
    round_id: int,
    reading: ListReading,
    facts: DecisionFacts,
    choices: Mapping[int, ResultChoice] | None = None,
) -> ResultPreview:
    """Lay a decision list beside the candidates of a round; nothing is written. Raises UserError for an empty list."""
    if not reading.rows:
        raise UserError(f"Tệp {reading.file} không có dòng nào nêu tên người, tập thể; chọn đúng tệp quyết định.")
    with ctx.db.read() as reader:
        looking = _Looking(ctx, reader, round_id, facts, facts_above(ctx, reading), choices or {})
        lines = [looking.row_line(row) for row in reading.rows]
        lines += [looking.absent_line(item) for item in looking.candidates if item.id not in looking.named]
    return ResultPreview(file=reading.file, round_id=round_id, facts=facts, lines=tuple(lines))


@dataclass(frozen=True, slots=True)
class _Given:
    """What a row of the decision grants, or that it refuses."""

    form: str | None
    year: int | None
    number: str | None
    refused: bool
    facts: DecisionFacts


class _Looking:
    """Everything asked of the records while the rows go by."""

    def __init__(
        self,
        ctx: Context,
        reader: Reader,
        round_id: int,
        facts: DecisionFacts,
        above: DecisionFacts,
        choices: Mapping[int, ResultChoice],
    ) -> None:
        self._ctx, self._facts, self._above, self._choices = ctx, facts, above, choices
        self.candidates = reader.candidates(round_id)
        subjects = reader.records(kinds={"subjects"}).subjects
        self._subjects = {subject.code: subject for subject in subjects}
        self._known = Known(subjects, reader.distinct_pairs())
        self._units = {unit_key(one.name): one.code for one in subjects if one.kind is SubjectKind.COLLECTIVE}
        self._results = {row.candidate: row for row in reader.results_of(item.id or 0 for item in self.candidates)}
        self.named: set[int | None] = set()

    # --- one row of the decision ------------------------------------------------------------------------------------

    def row_line(self, row: ListRow) -> ResultLine:
        """Return what becomes of a row of the decision."""
        given = self._given(row)
        detail = ", ".join(part for part in (str(row.birth or ""), row.position or "", row.unit or "") if part)
        line = ResultLine(
            key=row.row,
            row=row.row,
            name=row.name,
            detail=detail,
            state=ResultState.STRANGER,
            outcome=self._outcome(given),
            form=None if given.refused else given.form,
            form_name=self._ctx.catalogue.award_name(given.form) if given.form else "",
            year=given.year,
            number=given.number,
            date=given.facts.date,
            issuer=given.facts.issuer,
        )
        return self._settled(self._placed(line, row), row.kind)

    def _given(self, row: ListRow) -> _Given:
        """Return what a row grants; what it only has from above the list is as the clerk has it now."""
        award = row.awards[0] if row.awards else None
        proposal = row.proposals[0] if row.proposals else None
        named = award.title_code if award is not None else proposal.title_code if proposal is not None else None
        own = None if named == self._above.form else named
        form = own or form_named(self._ctx, " ".join(row.groups)) or self._facts.form or named
        year = award.year if award is not None else None
        yearly = form is not None and form in self._ctx.catalogue.awards and self._ctx.catalogue.awards[form].yearly
        facts = self._facts
        if award is not None and (award.decision is None or award.decision != self._above.number):
            day = award.date.full if award.date is not None else None
            facts = replace(
                facts,
                number=award.decision or facts.number,
                date=day or facts.date,
                issuer=award.issuer or facts.issuer,
            )
        refused = any(word in fold(row.note or "") for word in _REFUSALS)
        return _Given(form, (year or self._facts.year) if yearly else None, facts.number, refused, facts)

    def _outcome(self, given: _Given) -> Outcome:
        if given.refused:
            return Outcome.REFUSED
        return Outcome.OTHER if self._facts.form and given.form != self._facts.form else Outcome.GRANTED

    def _placed(self, line: ResultLine, row: ListRow) -> ResultLine:
        """Return the line with whose it is."""
        chosen = self._choices.get(line.key, _NOTHING).candidate
        if chosen is not None and (item := self._by_number(chosen)) is not None:
            return self._to(line, item, "đã chọn")
        unit = self._units.get(unit_key(row.unit)) if row.unit else None
        sex = Sex(row.sex) if row.sex else None
        asked = Asked(kind=row.kind, name=row.name, birth=row.birth, sex=sex, citizen_id=row.cccd or None, unit=unit)
        alike = self._known.alike(asked)
        mine = [(one, item) for one in alike for item in self._of(one.subject.code)]
        if mine:
            return self._among(line, mine)
        namesakes = [item for item in self.candidates if self._is_namesake(item, row)]
        if namesakes:
            options = tuple((item.id or 0, self._name(item)) for item in namesakes)
            return replace(
                line, state=ResultState.DOUBTFUL, options=options, why="cùng tên, còn khác ngày sinh hoặc nơi"
            )
        sure = next((one.subject for one in alike if one.likeness is Likeness.CERTAIN), None)
        words = f"có trong sổ: {sure.name}" if sure is not None else "không có trong sổ"
        return replace(line, subject=sure.code if sure is not None else None, why=words)

    def _among(self, line: ResultLine, mine: Sequence[tuple[Alike, Candidate]]) -> ResultLine:
        first, item = mine[0]
        people = {one.subject.code for one, _item in mine}
        if len(people) == 1 and not first.against:
            return self._to(line, item, "; ".join(first.reasons))
        if first.likeness in (Likeness.CERTAIN, Likeness.LIKELY) and not first.against:
            return self._to(line, item, "; ".join(first.reasons))
        options = tuple((other.id or 0, f"{self._name(other)} ({one.words})") for one, other in mine)
        return replace(line, state=ResultState.DOUBTFUL, options=options, why=first.words)

    def _to(self, line: ResultLine, item: Candidate, why: str) -> ResultLine:
        self.named.add(item.id)
        return replace(line, state=ResultState.MATCHED, candidate=item.id, subject=item.subject, why=why)

    def _of(self, code: str) -> list[Candidate]:
        found = [item for item in self.candidates if item.subject == code]
        return [item for item in found if item.id not in self.named] or found[:1]

    def _by_number(self, number: int) -> Candidate | None:
        return next((item for item in self.candidates if item.id == number), None)

    def _is_namesake(self, item: Candidate, row: ListRow) -> bool:
        subject = self._subjects[item.subject]
        return subject.kind is row.kind and fold(subject.name) == fold(row.name)

    def _name(self, item: Candidate) -> str:
        subject = self._subjects[item.subject]
        unit = self._subjects.get(subject.unit or "")
        return ", ".join(part for part in (subject.name, unit.name if unit else "") if part)

    # --- what may be written ----------------------------------------------------------------------------------------

    def _settled(self, line: ResultLine, kind: SubjectKind) -> ResultLine:
        """Return the line as it may be written: what is wrong, what is there already, what the clerk chose."""
        wrong = self._wrong(line, kind)
        if wrong:
            return replace(line, state=ResultState.DOUBTFUL, why=wrong, taken=False)
        held = self._results.get(line.candidate or 0)
        if held is not None and _same(held, line):
            return replace(line, state=ResultState.SAME, why="kết quả này đã ghi")
        take = self._choices.get(line.key, _NOTHING).take
        ready = line.state is ResultState.MATCHED or (line.state is ResultState.STRANGER and line.subject is not None)
        by_itself = line.state is ResultState.MATCHED
        return replace(line, taken=ready and (by_itself if take is None else take))

    def _wrong(self, line: ResultLine, kind: SubjectKind) -> str:
        if line.outcome is Outcome.REFUSED or line.state is ResultState.DOUBTFUL:
            return ""
        form = self._ctx.catalogue.awards.get(line.form or "")
        if form is None:
            return "chưa rõ danh hiệu, hình thức; chọn ở phía trên"
        if kind not in form.kinds:
            return f"{form.short} không dành cho {kind.label.lower()}"
        if not line.number or line.date is None:
            return "thiếu số hoặc ngày quyết định; ghi ở phía trên"
        return ""

    def absent_line(self, item: Candidate) -> ResultLine:
        """Return the line of a candidate the decision does not name: not granted, when the clerk says so."""
        subject: Subject = self._subjects[item.subject]
        line = ResultLine(
            key=-(item.id or 0),
            row=None,
            name=subject.name,
            detail=self._subjects[subject.unit].name if subject.unit in self._subjects else subject.kind.label,
            state=ResultState.ABSENT,
            outcome=Outcome.REFUSED,
            candidate=item.id,
            subject=item.subject,
            number=self._facts.number,
            date=self._facts.date,
            issuer=self._facts.issuer,
            why="không có tên trong tệp này",
        )
        held = self._results.get(item.id or 0)
        if held is not None:
            same = held.outcome.label.lower()
            return replace(line, state=ResultState.SAME, outcome=held.outcome, why=f"đã ghi trước: {same}")
        return replace(line, taken=bool(self._choices.get(line.key, _NOTHING).take))


def _same(held: CandidateResult, line: ResultLine) -> bool:
    numbers = [decision_key(number) if number else "" for number in (held.number, line.number)]
    return (held.outcome, held.form, numbers[0]) == (line.outcome, line.form, numbers[1])
