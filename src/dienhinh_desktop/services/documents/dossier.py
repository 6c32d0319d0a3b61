"""Everything the papers of a plan are made from, read once: who is on the list, in what order, with which verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ...domain.council import Sitting
from ...domain.documents import PaperKind
from ...domain.eligibility import Assessment, AssessmentRequest, Stage, Verdict
from ...domain.issued import ATTACHED
from ...domain.plans import Plan
from ...domain.records import Position, Registration, Subject, SubjectKind
from ...domain.rounds import Candidate, FrozenVerdict, Round
from ...domain.signers import Signer
from ...domain.text import fold, name_sort_key, sort_key
from ...domain.upkeep import Office
from ...domain.votes import VoteResult
from ...rules.book import Book
from .. import council, plans, upkeep
from ..book import book_of
from ..context import Context
from ..eligibility import assess_book
from ..issued_papers import papers_chosen, standing_papers
from ..rounds import freeze
from .blanks import Words, by_paper

GROUPS = {
    SubjectKind.COLLECTIVE: "TẬP THỂ",
    SubjectKind.PERSON: "CÁ NHÂN",
    SubjectKind.HOUSEHOLD: "HỘ GIA ĐÌNH",
}
"""The groups of a list, in their order."""
Priority = Callable[[Subject], int]
"""An order of preference inside a unit and field, in place of the plan's own: the smaller number first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldVerdict:
    """The verdict of one field, frozen where the subject was chosen in a round, and today's beside it."""

    field: str
    label: str
    verdict: FrozenVerdict
    shortfall: str
    today: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One subject of the list. `order` is the clerk's own place in a round; `posts` are held on the day asked."""

    number: int = 0
    subject: Subject
    unit: Subject | None
    posts: tuple[Position, ...]
    fields: tuple[FieldVerdict, ...]
    introducers: tuple[Subject, ...]
    model: str
    registered: date | None
    note: str
    order: int = 0

    @property
    def position(self) -> str:
        """Posts held on the day, the leading one first."""
        return ", ".join(dict.fromkeys(post.title for post in self.posts))

    @property
    def worst(self) -> Verdict | None:
        """The lowest verdict over its fields; None where it was judged in none."""
        return min((item.verdict.verdict for item in self.fields), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The records, the plan, the office and the entries in the order of the list.

    `chosen`: they are the candidates of a round, of `year`; otherwise everyone registered. `votes`: what counts for
    each by subject and field, where the council voted; `meeting`: its last meeting on the round. `typed`: what was
    typed into its papers. `days`: those filled in on papers, by their words.
    `goes`: the papers the clerk left out of what is sent, or put in, by their keys.
    """

    plan: Plan
    on: date
    stage: Stage
    chosen: bool
    year: int | None
    office: Office
    book: Book
    entries: tuple[Entry, ...]
    votes: Mapping[tuple[str, str], VoteResult] = field(default_factory=dict)
    meeting: Sitting | None = None
    typed: Words = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)
    signers: tuple[Signer, ...] = ()
    days: Mapping[str, date] = field(default_factory=dict)
    goes: Mapping[str, bool] = field(default_factory=dict)
    today: date = date.max

    def day_of(self, paper: str) -> date:
        """Return the day of a paper: as filled in, of a list that of the request it goes with, else today."""
        request = self.days.get(PaperKind.REQUEST.value) if paper in ATTACHED else None
        return self.days.get(paper) or request or self.today

    @property
    def root(self) -> Subject | None:
        """The agency among the records."""
        return self.book.subjects.get(self.office.root or "")

    @property
    def agency(self) -> str:
        """The agency's name inside a sentence; where the office wrote its own in capitals, the plan's spelling."""
        if self.root is not None:
            return self.root.name
        own_plan = fold(self.office.name) == fold(self.plan.issuer)
        return self.plan.issuer if own_plan or not self.office.name else self.office.name

    @property
    def period(self) -> str:
        """The period as titles say it: "giai đoạn 2021 - 2025", "năm 2022"."""
        first, last = self.plan.years[0], self.plan.years[-1]
        return f"năm {first}" if first == last else f"giai đoạn {first} - {last}"

    def posts(self, code: str) -> tuple[Position, ...]:
        """Return the posts a person holds on the day, leading and heading ones first."""
        held = [row for row in self.book.positions.of(code) if _holds(row, self.on)]
        return tuple(sorted(held, key=lambda row: (not row.head, not row.leading, row.start)))

    def head_of(self, unit: str) -> tuple[Subject, Position] | None:
        """Return who heads a collective on the day, and by which post."""
        for row in self.book.records.positions:
            if row.collective == unit and row.head and _holds(row, self.on) and row.subject in self.book.subjects:
                return self.book.subjects[row.subject], row
        return None


def gather(ctx: Context, code: str, on: date, round_id: int | None = None, priority: Priority | None = None) -> Dossier:
    """Read what the papers need: registrations known on the day, or the candidates of a round.

    Raises UserError for an unknown plan or round.
    """
    pack = plans.pack_of(ctx, code)
    office = upkeep.office(ctx)
    with ctx.db.read() as reader:
        book = book_of(ctx, reader)
        current = reader.round(round_id) if round_id is not None else None
        candidates = reader.candidates(round_id) if round_id is not None else ()
        typed = by_paper(reader.filled_blanks(round_id)) if round_id is not None else {}
        held = standing_papers(reader, round_id) if round_id is not None else {}
        signers = reader.signers()
        goes = papers_chosen(reader, round_id) if round_id is not None else {}
    stage = current.stage if current else Stage.RECOGNITION
    empty = Dossier(
        plan=pack.plan,
        on=on,
        stage=stage,
        chosen=current is not None,
        year=current.year if current else None,
        office=office,
        book=book,
        entries=(),
        readings=current.readings if current else {},
        votes=council.standing_votes(ctx, round_id) if round_id is not None else {},
        meeting=council.latest(ctx, round_id) if round_id is not None else None,
        typed=typed,
        signers=signers,
        days={item.paper: item.day for item in held.values() if item.day is not None and item.subject is None},
        goes=goes,
        today=ctx.now().date(),
    )
    entries = _chosen(ctx, empty, current, candidates) if current else _registered(ctx, empty)
    return replace(empty, entries=_numbered(empty, entries, priority))


def gather_judged(ctx: Context, request: AssessmentRequest, wanted: Sequence[tuple[str, str]]) -> Dossier:
    """Read what the papers need about verdicts on a day, whoever is registered: (subject, field) in the order given.

    Raises UserError for an unknown plan or subject.
    """
    with ctx.db.read() as reader:
        book, signers = book_of(ctx, reader), reader.signers()
    base = Dossier(
        plan=plans.pack_of(ctx, request.plan).plan,
        on=request.on,
        stage=request.stage,
        chosen=False,
        year=None,
        office=upkeep.office(ctx),
        book=book,
        entries=(),
        readings=request.readings,
        signers=signers,
        today=ctx.now().date(),
    )
    found = {(item.subject, item.field): item for item in assess_book(ctx, book, _about(request, wanted))}
    entries = []
    for number, pair in enumerate(wanted, 1):
        rows = _known(book.registrations.of(pair[0]), request.plan, request.on)
        entry = _entry(base, pair[0], rows, [_of_today(ctx, found[pair])] if pair in found else [])
        entries.append(replace(entry, number=number))
    return replace(base, entries=tuple(entries))


def _about(request: AssessmentRequest, wanted: Sequence[tuple[str, str]]) -> AssessmentRequest:
    return replace(request, subjects=tuple(dict.fromkeys(subject for subject, _field in wanted)))


def _holds(row: Position, on: date) -> bool:
    return row.start <= on and (row.end is None or on <= row.end)


def _known(rows: Iterable[Registration], plan: str, on: date) -> list[Registration]:
    """Return the registrations known on the day, oldest first (Q3 of the acceptance cases)."""
    known = [row for row in rows if row.plan == plan and (row.date is None or row.date <= on)]
    return sorted(known, key=lambda row: row.date or date.max)


def _registered(ctx: Context, base: Dossier) -> list[Entry]:
    by_subject: dict[str, list[Registration]] = {}
    known = _known(base.book.records.registrations, base.plan.code, base.on)
    pack = plans.pack_of(ctx, base.plan.code)
    levels = pack.rules(pack.readings({}), base.stage).levels
    for row in levels.upper_list(known) if levels is not None else known:
        if row.subject in base.book.subjects:
            by_subject.setdefault(row.subject, []).append(row)
    judged = _judge(ctx, base, AssessmentRequest(base.plan.code, base.on, base.stage), by_subject)
    entries = []
    for code, rows in by_subject.items():
        wanted = {row.field for row in rows if row.field}
        found = _shown([item for item in judged if item.subject == code], wanted)
        entries.append(_entry(base, code, rows, [_of_today(ctx, item) for item in found]))
    return entries


def _judge(ctx: Context, base: Dossier, request: AssessmentRequest, codes: Iterable[str]) -> tuple[Assessment, ...]:
    subjects = tuple(code for code in codes if code in base.book.subjects)
    return assess_book(ctx, base.book, replace(request, subjects=subjects)) if subjects else ()


def _shown(found: Sequence[Assessment], wanted: set[str]) -> list[Assessment]:
    """Keep the fields registered for; where none was named, the best of those that apply."""
    named = [item for item in found if item.field in wanted]
    if named:
        return named
    applying = [item for item in found if item.verdict is not Verdict.KHONG_AP_DUNG]
    return [max(applying, key=lambda item: item.verdict)] if applying else list(found[:1])


def _of_today(ctx: Context, item: Assessment) -> FieldVerdict:
    return FieldVerdict(
        field=item.field,
        label=item.field_label,
        verdict=freeze(item, ctx),
        shortfall=item.shortfall,
        today=item.verdict,
    )


def _chosen(ctx: Context, base: Dossier, current: Round, candidates: Sequence[Candidate]) -> list[Entry]:
    by_subject: dict[str, list[Candidate]] = {}
    for item in candidates:
        if item.subject in base.book.subjects:
            by_subject.setdefault(item.subject, []).append(item)
    request = AssessmentRequest(current.plan, current.on, current.stage, readings=current.readings)
    today = {(item.subject, item.field): item for item in _judge(ctx, base, request, by_subject)}
    labels = {field.code: field.short for field in base.plan.fields}
    entries = []
    for code, chosen in by_subject.items():
        fields = [_frozen(item, today.get((code, item.field)), labels.get(item.field, item.field)) for item in chosen]
        rows = _known(base.book.registrations.of(code), base.plan.code, base.on)
        entry = _entry(base, code, rows, fields)
        entries.append(_as_chosen(base, entry, chosen))
    return entries


def _frozen(item: Candidate, today: Assessment | None, label: str) -> FieldVerdict:
    kept = item.frozen
    same = today is not None and today.verdict is kept.verdict
    return FieldVerdict(
        field=item.field,
        label=label,
        verdict=kept,
        shortfall=today.shortfall if today is not None and same else _first_reason(kept),
        today=today.verdict if today is not None else kept.verdict,
    )


def _first_reason(kept: FrozenVerdict) -> str:
    """Return why a frozen verdict is what it is, when the records say something else today."""
    if kept.verdict in (Verdict.DAT, Verdict.KHONG_AP_DUNG):
        return ""
    return next((row.message for row in kept.criteria if row.verdict is kept.verdict), "")


def _as_chosen(base: Dossier, entry: Entry, chosen: Sequence[Candidate]) -> Entry:
    introducers = [base.book.subjects[item.introducer] for item in chosen if item.introducer in base.book.subjects]
    return replace(
        entry,
        introducers=tuple(dict.fromkeys(introducers)) or entry.introducers,
        model=next((item.model for item in chosen if item.model), entry.model),
        note="; ".join(f"Lý do chọn: {item.reason}" for item in chosen if item.reason),
        order=min(item.order for item in chosen),
    )


def _entry(base: Dossier, code: str, rows: Sequence[Registration], fields: Sequence[FieldVerdict]) -> Entry:
    subject = base.book.subjects[code]
    introducers = [base.book.subjects[row.introducer] for row in rows if row.introducer in base.book.subjects]
    return Entry(
        subject=subject,
        unit=base.book.subjects.get(subject.unit or ""),
        posts=base.posts(code) if subject.kind is SubjectKind.PERSON else (),
        fields=tuple(fields),
        introducers=tuple(dict.fromkeys(introducers)),
        model="; ".join(dict.fromkeys(row.model for row in rows if row.model)),
        registered=next((row.date for row in rows if row.date is not None), None),
        note="",
    )


def _numbered(base: Dossier, entries: Sequence[Entry], priority: Priority | None) -> tuple[Entry, ...]:
    """Order by group, unit, field, the plan's preference, post, name; in a round by the clerk's own order."""
    places = {field.code: place for place, field in enumerate(base.plan.fields)}
    first: dict[str, int] = {}
    for entry in entries:
        unit = entry.subject.unit or ""
        first[unit] = min(first.get(unit, entry.order), entry.order)

    def key(entry: Entry) -> tuple[object, ...]:
        subject, unit = entry.subject, entry.subject.unit or ""
        name = name_sort_key(subject.name) if subject.kind is not SubjectKind.COLLECTIVE else sort_key(subject.name)
        return (
            list(GROUPS).index(subject.kind),
            first[unit],
            unit not in ("", base.office.root),
            sort_key(entry.unit.name) if entry.unit else (),
            entry.order,
            min((places.get(item.field, len(places)) for item in entry.fields), default=len(places)),
            priority(subject) if priority else base.plan.preference(subject, [item.field for item in entry.fields]),
            not any(post.head for post in entry.posts),
            not any(post.leading for post in entry.posts),
            name,
            subject.code,
        )

    return tuple(replace(entry, number=number) for number, entry in enumerate(sorted(entries, key=key), 1))
