"""Which papers of a round are issued, signed and sent, in the order of the dossier, with what they say now.

Beside the dossier there are papers that stay in the office (phiếu xét, phiếu bầu …): they are issued when asked for.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date

from ...domain.documents import Form, Letterhead, ListKind, PaperKind, RegistrationList
from ...domain.issued import ATTACHED, DOSSIER, LIST, NOMINATION, REPORT, IssuedPaper, code_of, paper_key
from ..context import Context
from ..documents.dossier import Dossier
from ..documents.listing import attached, registration_list
from ..documents.papers import forms_of, listed, of_subject, offered, office_quotas, papers

OFFICE = tuple(paper for paper in DOSSIER if paper not in (NOMINATION, REPORT))
"""The papers of the whole list that are sent up, in the order of the dossier."""
Filled = Mapping[str, tuple[str | None, date | None]]
"""Number and day by the key of a paper."""


@dataclass(frozen=True, slots=True)
class Content:
    """A paper of a round as the records tell it now. `goes`: it belongs to the dossier that is sent."""

    paper: str
    name: str
    about: str
    place: int
    value: Form | RegistrationList
    subject: str | None = None
    goes: bool = True

    @property
    def key(self) -> str:
        """What tells the papers of a round apart."""
        return paper_key(self.paper, self.subject)

    @property
    def listed(self) -> RegistrationList:
        """The list, of the paper that is one."""
        assert isinstance(self.value, RegistrationList)
        return self.value

    @property
    def signer(self) -> str:
        """The name under the paper, of a form whoever stands at the right."""
        value = self.value
        block = value.signature if isinstance(value, RegistrationList) else value.signatures[0][-1]
        return block.name

    @property
    def symbol(self) -> str:
        """The symbol of its number, "TTr-SNgV"; "" for a paper without a number of its own."""
        return self.value.letterhead.number.partition("/")[2].strip()

    def code(self, salt: int = 0) -> str:
        """Return the code of what it says; `salt` gives another one where that is taken."""
        told = [self.key, asdict(self.value), *([salt] if salt else [])]
        return code_of(json.dumps(told, ensure_ascii=False, default=str).encode())


def contents(
    ctx: Context, dossier: Dossier, filled: Filled | None = None, aside: Collection[str] = ()
) -> list[Content]:
    """Return the papers of a dossier, with the numbers and days filled in so far; those named in `aside` come last."""
    given = filled or {}
    days = {key: day for key, (_number, day) in given.items() if day is not None}
    dossier = replace(dossier, days={**dossier.days, **days})
    found = [*_of_office(ctx, dossier, given), *_of_subjects(dossier), *_aside(ctx, dossier, aside)]
    return [
        replace(
            _numbered(item, *given.get(item.key, (None, None))), place=n, goes=dossier.goes.get(item.key, item.goes)
        )
        for n, item in enumerate(found, 1)
    ]


def filled_in(held: Mapping[str, IssuedPaper]) -> dict[str, tuple[str | None, date | None]]:
    """Return the numbers and days the newest versions bear."""
    return {key: (item.number, item.day) for key, item in held.items()}


def _of_office(ctx: Context, dossier: Dossier, filled: Filled) -> Iterator[Content]:
    named = filled.get(PaperKind.REQUEST.value, (None, None))
    for paper in OFFICE:
        if paper == LIST:
            value = registration_list(dossier, office_quotas(ctx, dossier), draft=False)
            value = replace(value, attached_to=attached(dossier, *named))
            yield Content(LIST, "Danh sách đăng ký", f"{len(dossier.entries)} đối tượng", 0, value)
            continue
        if paper in ATTACHED:
            kind_of_list = ListKind(paper)
            value = replace(listed(ctx, dossier, kind_of_list), draft=False, attached_to=attached(dossier, *named))
            yield Content(paper, kind_of_list.label, "", 0, value)
            continue
        kind = PaperKind(paper)
        for form in papers(ctx, dossier, kind):
            yield Content(paper, kind.label, "", 0, form)


def _of_subjects(dossier: Dossier) -> Iterator[Content]:
    for entry in dossier.entries:
        code, name = entry.subject.code, entry.subject.name
        nominated, reported = forms_of(dossier, entry, frozenset())
        yield Content(NOMINATION, "Bản đăng ký", name, 0, nominated, code)
        yield Content(REPORT, "Báo cáo thành tích", name, 0, reported, code)


def _aside(ctx: Context, dossier: Dossier, keys: Collection[str]) -> Iterator[Content]:
    """Yield the papers named that are not sent. A reminder is no paper of a round: it goes to a unit below."""
    kinds = [kind for kind in offered(dossier.plan) if kind.value not in OFFICE and kind is not PaperKind.REMINDER]
    for kind in kinds:
        if not kind.of_subject and kind.value in keys:
            (form,) = papers(ctx, dossier, kind)
            yield Content(kind.value, kind.label, "", 0, form, goes=False)
    for entry in dossier.entries:
        code, name = entry.subject.code, entry.subject.name
        for kind in kinds:
            if kind.of_subject and paper_key(kind.value, code) in keys:
                form = of_subject(dossier, entry, kind, frozenset())
                yield Content(kind.value, kind.label, name, 0, form, code, goes=False)


def _numbered(item: Content, number: str | None, day: date | None) -> Content:
    head = item.value.letterhead
    if item.symbol and number:
        head = replace(head, number=f"Số: {number}")
    if day is not None and head.dated:
        head = replace(head, day=day)
    return item if head is item.value.letterhead else replace(item, value=_headed(item.value, head))


def _headed(value: Form | RegistrationList, head: Letterhead) -> Form | RegistrationList:
    return replace(value, letterhead=head)
