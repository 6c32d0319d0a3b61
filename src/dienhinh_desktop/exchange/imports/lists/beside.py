"""What the columns beside a title say of it, and which of several decisions, days and years is whose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.lists import ListIssueKind

from .asking import Asking
from .facts import Year

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Beside:
    """Years, decisions, days and signers the columns beside a title name, each as often as it is written.

    `said`: the words of the column of decisions, which may name a level.
    """

    years: tuple[Year, ...] = ()
    decisions: tuple[str, ...] = ()
    days: tuple[PartialDate | None, ...] = ()
    issuers: tuple[str, ...] = ()
    said: str = ""

    @property
    def year(self) -> Year | None:
        """The year, where one is named; of several the last."""
        return self.years[-1] if self.years else None


@dataclass(frozen=True, slots=True)
class Signature:
    """The decision beside one title: its number, its day, who signed."""

    decision: str | None = None
    day: PartialDate | None = None
    issuer: str | None = None


@dataclass(slots=True)
class Sharing:
    """Deals what stands beside a cell out to the things the cell names: one for all, or as many as there are things.

    Any other number is asked about, once for each word, and nobody is given any.
    """

    asking: Asking
    row: int
    column: str
    count: int
    _asked: set[str] = field(default_factory=set)

    def of(self, values: Sequence[T], place: int, what: str) -> T | None:
        """Return what is the one at `place`'s; `what` names the values in the question."""
        if not values:
            return None
        if len(set(map(str, values))) == 1:
            return values[0]
        if len(values) == self.count:
            return values[place]
        if what not in self._asked:
            self._asked.add(what)
            message = f"Có {len(values)} {what} cho {self.count} mục trong ô; chưa rõ {what} nào của mục nào, để trống."
            self.asking.tell(ListIssueKind.TITLE_UNCLEAR, self.row, self.column, message)
        return None
