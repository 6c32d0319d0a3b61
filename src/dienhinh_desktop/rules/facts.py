"""The facts of a pack that are only shown: issuer, number, legal bases, recipients, steps, readings in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from ..domain.dates import DateError, parse_date
from ..domain.lifecycle import LifeState
from ..domain.plans import (
    Criterion,
    LegalBasis,
    MilestoneInfo,
    Option,
    Plan,
    PlanField,
    Preference,
    QuotaInfo,
    Reading,
    Step,
)
from ..domain.records import SubjectKind
from ..domain.votes import Threshold, VoteRule
from .document import READING, Item, Mistake, switches
from .life import life_of, state_of

Read = TypeVar("Read")


class Facts:
    """Reads plain values of a pack and notes what is missing or wrong."""

    def __init__(self, document: Item) -> None:
        """Start with no mistakes."""
        self.document = document
        self.mistakes: list[Mistake] = []

    def mistake(self, item: Item, message: str) -> None:
        """Note one mistake at an item."""
        self.mistakes.append(Mistake(item.line, item.way, message))

    def text(self, item: Item, key: str, *, needed: bool = True) -> str:
        """Return the text under a key, or "" (noted as a mistake when needed)."""
        found = self._as_read(item.mapping.get(key))
        if found is None or found.text is None:
            if needed:
                self.mistake(found or item, f"thiếu “{key}”.")
            return ""
        return found.text

    def _as_read(self, item: Item | None) -> Item | None:
        """Return what stands for a switch of readings under the default: the first option of its reading."""
        if item is None or READING not in item.mapping:
            return item
        reading = self.document.mapping.get("readings", _NOTHING).mapping.get(
            item.mapping[READING].text or "", _NOTHING
        )
        default = next(iter(reading.mapping.get("options", _NOTHING).mapping), "")
        return item.mapping.get(default)

    def day(self, item: Item, key: str, *, needed: bool = False) -> date | None:
        """Return the day under a key, or None."""
        text = self.text(item, key, needed=needed)
        if not text:
            return None
        try:
            return parse_date(text)
        except DateError as error:
            self.mistake(item.mapping[key], f"{error}.")
            return None

    def texts(self, item: Item, key: str) -> tuple[str, ...]:
        """Return the list of texts under a key."""
        return tuple(part.text or "" for part in item.mapping.get(key, _NOTHING).items)

    def each(self, key: str, read: Callable[[str, Item], Read]) -> tuple[Read, ...]:
        """Read every entry of a mapping of the document."""
        return tuple(read(name, part) for name, part in self.document.mapping.get(key, _NOTHING).mapping.items())

    def plan(self) -> Plan:
        """Read everything that is shown of the plan."""
        document = self.document
        period = document.mapping.get("period", document)
        first, last = self.day(period, "from", needed=True), self.day(period, "to", needed=True)
        signer = document.mapping.get("signer", _NOTHING)
        return Plan(
            code=self.text(document, "code"),
            version=self.text(document, "version"),
            title=self.text(document, "title"),
            number=self.text(document, "number", needed=False) or None,
            issuer=self.text(document, "issuer"),
            place=self.text(document, "place", needed=False) or None,
            issued=self.day(document, "issued"),
            signer=self.text(signer, "name", needed=False) or None,
            signer_post=self.text(signer, "post", needed=False) or None,
            period_from=first or date.min,
            period_to=last or date.max,
            fields=self.each("fields", self._field),
            criteria=self.each("criteria", self._criterion),
            readings=self.each("readings", self._reading),
            quotas=self.each("quotas", self._quota),
            milestones=self.each("milestones", self._milestone),
            steps=tuple(self._step(part) for part in document.mapping.get("steps", _NOTHING).items),
            movements=self.texts(document, "movements"),
            legal_bases=tuple(self._basis(part) for part in document.mapping.get("legal_bases", _NOTHING).items),
            recipients=self.texts(document, "recipients"),
            route=self.texts(document, "route"),
            responsibilities=self.texts(document, "responsibilities"),
            notes=self.texts(document, "remarks"),
            lost=self.texts(document, "lost"),
            list_recipient=self.text(document, "list_recipient", needed=False) or None,
            list_milestones=self._list_milestones(),
            priority=tuple(self._preference(part) for part in document.mapping.get("priority", _NOTHING).items),
            vote=self._vote("vote"),
            quorum=self._vote("quorum"),
            chosen_state=self._chosen_state(),
        )

    def _vote(self, key: str) -> VoteRule | None:
        meeting = self.document.mapping.get("meeting", _NOTHING)
        said = self.text(meeting, key, needed=False)
        if not said:
            return None
        try:
            threshold = Threshold.parse(said)
        except ValueError as wrong:
            self.mistake(meeting.mapping[key], f"{wrong}.")
            return None
        doubt = self.text(meeting, "doubt", needed=False) or None
        return VoteRule(threshold=threshold, source=self.text(meeting, "source"), doubt=doubt)

    def _list_milestones(self) -> tuple[str, ...]:
        known = self.document.mapping.get("milestones", _NOTHING).mapping
        for part in self.document.mapping.get("list_milestones", _NOTHING).items:
            if part.text not in known:
                self.mistake(part, f"không có mốc “{part.text}” ở “milestones”.")
        return self.texts(self.document, "list_milestones")

    def _field(self, code: str, item: Item) -> PlanField:
        kinds = tuple(SubjectKind(text) for text in self.texts(item, "kinds") if text in set(SubjectKind))
        if not kinds:
            self.mistake(item, "thiếu “kinds” (CA_NHAN, TAP_THE, HO_GIA_DINH).")
        name = self.text(item, "name")
        return PlanField(
            code=code,
            name=name,
            short=self.text(item, "short", needed=False) or name,
            kinds=kinds,
            awards=self.texts(item, "awards"),
        )

    def _criterion(self, code: str, item: Item) -> Criterion:
        text = self.text(item, "text")
        return Criterion(
            code=code,
            text=text,
            short=self.text(item, "short", needed=False) or text,
            source=self.text(item, "section"),
            manner=self.text(item, "manner", needed=False) or ("counted" if "rule" in item.mapping else "attested"),
            readings=tuple(dict.fromkeys(switch.mapping[READING].text or "" for switch in switches(item))),
        )

    def _reading(self, code: str, item: Item) -> Reading:
        options = item.mapping.get("options", _NOTHING).mapping
        if not options:
            self.mistake(item, "thiếu “options”.")
        listed = tuple(Option(code=key, text=part.text or "") for key, part in options.items())
        return Reading(code=code, wording=self.text(item, "wording"), options=listed or (Option(code="", text=""),))

    def _quota(self, code: str, item: Item) -> QuotaInfo:
        return QuotaInfo(
            code=code,
            text=self.text(item, "text"),
            who=self.text(item, "who"),
            recipient=self.text(item, "recipient", needed=False) or None,
            source=self.text(item, "section"),
        )

    def _milestone(self, code: str, item: Item) -> MilestoneInfo:
        return MilestoneInfo(
            code=code,
            wording=self.text(item, "wording"),
            earliest=None,
            latest=None,
            fuzzy=self.text(item, "fuzzy", needed=False) == "true",
            who=self.text(item, "who"),
            product=self.text(item, "product"),
            recipient=self.text(item, "recipient", needed=False) or None,
            source=self.text(item, "section"),
            correction=self.text(item, "correction", needed=False) or None,
        )

    def _preference(self, item: Item) -> Preference:
        if item.text is not None:
            return Preference(trait=item.text)
        return Preference(
            trait=self.text(item, "trait"),
            absent=self.text(item, "absent", needed=False) == "true",
            fields=self.texts(item, "fields"),
            kinds=tuple(SubjectKind(text) for text in self.texts(item, "kinds") if text in set(SubjectKind)),
        )

    def _step(self, item: Item) -> Step:
        return Step(
            name=self.text(item, "name"),
            who=self.text(item, "who"),
            product=self.text(item, "product", needed=False),
            source=self.text(item, "section"),
            **life_of(self, item),
        )

    def _chosen_state(self) -> LifeState | None:
        item = self.document.mapping.get("chosen_state")
        return state_of(self, item) if item is not None else None

    def _basis(self, item: Item) -> LegalBasis:
        if item.text is not None:
            return LegalBasis(text=item.text)
        number = self.text(item, "number", needed=False) or None
        return LegalBasis(text=self.text(item, "text"), number=number, date=self.day(item, "date"))


_NOTHING = Item(None, 1, "")
