"""Whose rows a verdict leaned on beside its own subject's, noted as conditions ask: what it must be judged anew for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from ..domain.records import Initiative, Registration, Subject, SubjectKind
from .book import Book
from .lookup import Lookup, Rows, initiative_key

Row = TypeVar("Row")
Note = Callable[[Hashable, str], None]
"""Takes what was asked, and of whom."""

STRUCTURE, REGISTERED, STANDINGS = "structure", "registered", "standings"
"""What is asked of many at once: who there is and where they hang; registrations of a plan; the best figures."""


class _Rows(Generic[Row]):
    """Rows of one kind, each question noted."""

    def __init__(self, rows: Rows[Row], kind: str, note: Note) -> None:
        self._rows, self._kind, self._note = rows, kind, note

    def of(self, code: str) -> Sequence[Row]:
        """Return the rows of one subject."""
        self._note((self._kind, code), code)
        return self._rows.of(code)


class _Subjects(Mapping[str, Subject]):
    """Subjects by code, each question noted."""

    def __init__(self, subjects: Mapping[str, Subject], note: Note) -> None:
        self._subjects, self._note = subjects, note

    def __getitem__(self, code: str) -> Subject:
        self._note(("subjects", code), code)
        return self._subjects[code]

    def __iter__(self) -> Iterator[str]:
        self._note(STRUCTURE, "")
        return iter(self._subjects)

    def __len__(self) -> int:
        self._note(STRUCTURE, "")
        return len(self._subjects)


class Traced(Lookup):
    """A book that notes what is asked of others while one subject after another is judged (`turn_to`).

    `asked` holds it by subject; one that asked only about itself is not in it.
    """

    def __init__(self, book: Book) -> None:
        super().__init__(book.catalogue)
        self._book, self._me = book, ""
        self.asked: defaultdict[str, set[Hashable]] = defaultdict(set)
        self.subjects = _Subjects(book.subjects, self._note)
        self.positions = _Rows(book.positions, "positions", self._note)
        self.ratings = _Rows(book.ratings, "ratings", self._note)
        self.awards = _Rows(book.awards, "awards", self._note)
        self.initiatives = _Rows(book.initiatives, "initiatives", self._note)
        self.indicators = _Rows(book.indicators, "indicators", self._note)
        self.household_statuses = _Rows(book.household_statuses, "household_statuses", self._note)
        self.contributions = _Rows(book.contributions, "contributions", self._note)
        self.attestations = _Rows(book.attestations, "attestations", self._note)
        self.disciplines = _Rows(book.disciplines, "disciplines", self._note)
        self.registrations = _Rows(book.registrations, "registrations", self._note)

    def turn_to(self, code: str) -> None:
        """Note from now on what the verdict of this subject asks."""
        self._me = code

    def _note(self, what: Hashable, of: str) -> None:
        if self._me and of != self._me:
            self.asked[self._me].add(what)

    def hanging_on(self, code: str) -> Sequence[Subject]:
        """Return the subjects right below a unit."""
        self._note(STRUCTURE, "")
        return self._book.hanging_on(code)

    def located_in(self, code: str) -> Sequence[Subject]:
        """Return the subjects whose Địa bàn is this one."""
        self._note(STRUCTURE, "")
        return self._book.located_in(code)

    def of_kind(self, kind: SubjectKind) -> Sequence[Subject]:
        """Return all subjects of a kind."""
        self._note(STRUCTURE, "")
        return self._book.of_kind(kind)

    def registered(self, plan: str) -> Sequence[Registration]:
        """Return all registrations under a plan."""
        self._note(REGISTERED, "")
        return self._book.registered(plan)

    @property
    def root(self) -> Subject | None:
        """The agency itself."""
        self._note(STRUCTURE, "")
        return self._book.root

    def gather(self, codes: Iterable[str]) -> None:
        """Do nothing: all is at hand."""

    def best_other(
        self, group: Hashable, codes: Callable[[], Iterable[str]], indicator: str, year: int, me: str
    ) -> float | None:
        """Return the best figure of a year in a group, `me` left out."""
        self._note(STANDINGS, "")
        return self._book.best_other(group, codes, indicator, year, me)

    def _shares(self, initiative: Initiative) -> float:
        self._note(initiative_key(initiative), "")
        return self._book._shares(initiative)


def concerned(
    asked: Mapping[str, Collection[Hashable]], changed: Mapping[str, Collection[str]], before: Book, after: Book
) -> set[str]:
    """Return whose verdicts may be others now that rows changed; `changed`: codes of their subjects by kind of row."""
    codes = {code for of_kind in changed.values() for code in of_kind}
    keys: set[Hashable] = {(kind, code) for kind, of_kind in changed.items() for code in of_kind}
    if "subjects" in changed:
        keys.add(STRUCTURE)
    if "registrations" in changed:
        keys.add(REGISTERED)
    if changed.keys() & {"subjects", "registrations", "indicators"}:
        keys.add(STANDINGS)
    for book in (before, after):
        keys.update(initiative_key(row) for code in changed.get("initiatives", ()) for row in book.initiatives.of(code))
    return codes | {code for code, what in asked.items() if not keys.isdisjoint(what)}
