"""What would become of a package in the records kept here: new, changed, the same, in conflict, subject by subject."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ...domain.catalogue import Catalogue
from ...domain.dates import short_date
from ...domain.errors import UserError
from ...domain.imports import Issue, IssueLevel, RowState
from ...domain.packages import (
    MergeConflict,
    MergeDecisions,
    MergeRow,
    OpenedPackage,
    PackageState,
    ReceivedPackage,
)
from ...domain.records import Records, Subject, SubjectKind
from ...domain.text import join_words
from ...domain.tree import line_up
from ...storage.reader import Reader
from .. import upkeep
from ..context import Context
from ..entries import HEADINGS
from ..imports.doubts import Doubts
from ..imports.matching import Match, differences, match_all
from ..imports.preview import shown
from ..wording import describe
from .identities import Identified, Identities, recoded
from .settling import Settled, Settler, keys
from .templates import below

_WITHOUT_SUBJECT = frozenset({"subjects", "plan_documents"})
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePreview:
    """A package beside what is kept. `as_of` is the act after which it was made; `before` the same package, kept.

    `unit` is the sender as it is or will be kept here; `notes` are sentences to be told.
    """

    opened: OpenedPackage
    decisions: MergeDecisions
    unit: Subject
    identified: Identified
    matches: Mapping[str, Sequence[Match]] = field(repr=False)
    rows: tuple[MergeRow, ...] = field(repr=False)
    issues: tuple[Issue, ...]
    notes: tuple[str, ...]
    as_of: int
    before: ReceivedPackage | None = None

    def count(self, state: RowState) -> int:
        """Return how many rows are in a state."""
        return Counter(row.state for row in self.rows)[state]

    @property
    def conflicts(self) -> tuple[MergeConflict, ...]:
        """All conflicts, decided or not."""
        return tuple(item for row in self.rows for item in row.conflicts)

    @property
    def open_conflicts(self) -> tuple[MergeConflict, ...]:
        """What nobody has decided yet."""
        return tuple(item for item in self.conflicts if item.side is None)

    @property
    def errors(self) -> tuple[Issue, ...]:
        """What refuses the package."""
        return tuple(item for item in self.issues if item.level is IssueLevel.ERROR)

    @property
    def is_ready(self) -> bool:
        """Whether it could be merged as it is."""
        return not (self.open_conflicts or self.identified.open or self.errors)


def lay(
    ctx: Context, office_root: str | None, opened: OpenedPackage, decisions: MergeDecisions, reader: Reader
) -> MergePreview:
    """Lay a package beside what is kept. Raises UserError when it is the office's own, or names who is not in it."""
    everyone = reader.records(kinds=_WITHOUT_SUBJECT)
    unit, identified = _identify(office_root, opened, decisions, everyone.subjects, reader)
    incoming = _joined_below(recoded(opened.workbook.records, identified.codes), identified.new, unit, office_root)
    held = _held(reader, incoming, everyone)
    names = {row.code: row.name for row in (*incoming.subjects, *held.subjects)}
    settler = _settler(ctx.catalogue, decisions, unit.code, (*held.subjects, *incoming.subjects), names)
    found = match_all(incoming, held, keys(ctx.catalogue))
    settled = {
        table: [
            settler.settled(table, place, row, match)
            for place, (row, match) in enumerate(zip(rows, found[table], strict=True))
        ]
        for table, rows in incoming.tables()
    }
    matches = {table: [item.match for item in items] for table, items in settled.items()}
    content = replace(opened.workbook, records=incoming)
    issues = (*content.issues, *Doubts(content, held, matches, ctx.now().year + 1).issues(ctx.catalogue))
    earlier = [item for item in reader.received_packages() if item.plan == opened.manifest.plan]
    return MergePreview(
        opened=opened,
        decisions=decisions,
        unit=next((row for row in incoming.subjects if row.code == unit.code), unit),
        identified=identified,
        matches=matches,
        rows=tuple(_rows(incoming, settled, names, ctx.catalogue)),
        issues=issues,
        notes=tuple(_notes(ctx, opened, [item for item in earlier if item.unit == unit.code])),
        as_of=reader.last_act(),
        before=next((item for item in earlier if item.digest == opened.digest), None),
    )


def sender_of(opened: OpenedPackage) -> Subject:
    """Return the sender as its package tells of it. Raises UserError when the package does not bring it."""
    told = opened.manifest
    for subject in opened.workbook.records.subjects:
        if subject.code == told.unit and subject.kind is SubjectKind.COLLECTIVE:
            return subject
    raise UserError(f"Gói {opened.file} không kèm hồ sơ của đơn vị gửi “{told.unit_name}”; xin đơn vị lập lại gói.")


def _identify(
    office_root: str | None, opened: OpenedPackage, decisions: MergeDecisions, held: Sequence[Subject], reader: Reader
) -> tuple[Subject, Identified]:
    sender, distinct = sender_of(opened), reader.distinct_pairs()
    alone = Identities(held, distinct, {}, decisions.who)
    alone.sender(sender)
    unit = alone.ours(sender.code)
    if unit is not None and unit == office_root:
        raise UserError(f"Gói {opened.file} do chính cơ quan này lập nên không nhận; gửi gói này lên cấp trên.")
    remembered = {item.theirs: item.ours for item in reader.sender_codes() if item.unit == unit}
    identities = Identities(held, distinct, remembered, decisions.who)
    identities.sender(sender)
    identified = identities.all(opened.workbook.records.subjects, sender.code)
    return replace(sender, code=identified.codes[sender.code]), identified


def _joined_below(incoming: Records, new: frozenset[str], unit: Subject, office_root: str | None) -> Records:
    """Return the records with a new sender placed below this office."""
    if unit.code not in new:
        return incoming
    subjects = tuple(
        replace(row, unit=row.unit or office_root) if row.code == unit.code else row for row in incoming.subjects
    )
    return replace(incoming, subjects=subjects)


def _held(reader: Reader, incoming: Records, everyone: Records) -> Records:
    codes = {row.code for row in incoming.subjects}
    kinds = {table for table, rows in incoming.tables() if rows} - _WITHOUT_SUBJECT
    kept = reader.records(codes, kinds)
    return Records(
        **{table: getattr(everyone if table in _WITHOUT_SUBJECT else kept, table) for table, _ in incoming.tables()}
    )


def _settler(
    catalogue: Catalogue, decisions: MergeDecisions, unit: str, subjects: Sequence[Subject], names: Mapping[str, str]
) -> Settler:
    above: dict[str, str | None] = {}
    for row in subjects:
        above.setdefault(row.code, row.unit)

    return Settler(decisions, unit, below(subjects, unit), lambda code: line_up(code, above.get), names, catalogue)


def _rows(
    incoming: Records, settled: Mapping[str, Sequence[Settled]], names: Mapping[str, str], catalogue: Catalogue
) -> Iterator[MergeRow]:
    for table, rows in incoming.tables():
        for row, item in zip(rows, settled[table], strict=True):
            match = item.match
            code = getattr(match.kept, "code", None) or getattr(match.kept, "subject", None) or match.kept.unit or ""
            yield MergeRow(
                state=item.state,
                table=table,
                subject=code,
                name=names.get(code, code),
                text=describe(row, catalogue),
                changes=_changes(table, match),
                conflicts=item.conflicts,
            )


def _changes(table: str, match: Match) -> tuple[tuple[str, str, str], ...]:
    if match.state is not RowState.CHANGED:
        return ()
    return tuple(
        (HEADINGS.get((table, name), name), shown(getattr(match.held, name)), shown(value))
        for name, value in differences(match.held, match.kept).items()
    )


def _notes(ctx: Context, opened: OpenedPackage, earlier: Sequence[ReceivedPackage]) -> Iterator[str]:
    told = opened.manifest
    yield from _of_the_version(ctx, opened)
    merged = [item for item in earlier if item.state is PackageState.MERGED and item.digest != opened.digest]
    newer = [item for item in merged if item.sent_at > told.at]
    if newer:
        yield (
            f"Gói này lập ngày {short_date(told.at.date())}, trước gói đã gộp lập ngày"
            f" {short_date(newer[-1].sent_at.date())}; xem lại có đúng gói cần gộp."
        )
    elif merged:
        listed = {item.subject for item in opened.candidates}
        gone = {item.subject: item.name for item in merged[-1].candidates if item.subject not in listed}
        if gone:
            yield (
                f"Gói trước có {join_words(gone.values())}, gói này không còn; nếu đơn vị đã rút thì bỏ khỏi danh sách."
            )


def _of_the_version(ctx: Context, opened: OpenedPackage) -> Iterator[str]:
    told, pack = opened.manifest, ctx.packs[opened.manifest.plan]
    if told.plan_version != pack.version:
        criteria = {item.code for item in pack.plan.criteria}
        asked = {item.code for one in opened.candidates for item in one.frozen.criteria if item.code}
        unknown = sorted(asked - criteria)
        more = f" Tiêu chí bản ở đây không có: {', '.join(unknown[:_MOST_NAMED])}." if unknown else ""
        yield (
            f"Gói xét theo bản {told.plan_version} của kế hoạch, ở đây dùng bản {pack.version}; hồ sơ gộp được,"
            f" kết luận sẽ xét lại theo bản ở đây.{more}"
        )
    known = pack.readings({})
    others = [f"{code} = {option}" for code, option in opened.readings.items() if known.get(code) not in (None, option)]
    if others:
        yield f"Đơn vị xét theo cách hiểu khác mặc định: {', '.join(others)}."


def preview(ctx: Context, opened: OpenedPackage, decisions: MergeDecisions) -> MergePreview:
    """Lay a package beside what is kept, in a reading of its own."""
    root = upkeep.office(ctx).root
    with ctx.db.read() as reader:
        return lay(ctx, root, opened, decisions, reader)
