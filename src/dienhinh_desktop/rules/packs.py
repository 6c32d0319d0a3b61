"""A pack (bộ kế hoạch): one plan as data, read whole, with the rules that hold under chosen readings at a stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from ..domain.catalogue import Catalogue
from ..domain.eligibility import Stage
from ..domain.plans import Plan
from . import conditions, predicates
from .cautions import Caution
from .document import READING, Item, Mistake, PackError, chosen, read_document, switches
from .facts import Facts
from .levels import ListLevels
from .life import wrong_life
from .milestones import MilestoneRule
from .notes import Note
from .question import Closing, ClosingDay, RoleRule, Window
from .quotas import QuotaRule
from .soundness import unsound
from .vocabulary import Condition, Predicate, Scope, read_condition, read_dataclass, read_predicate

_REGISTERED = (conditions, predicates)
_NOTHING = Item(None, 1, "")
Built = TypeVar("Built")


@dataclass(frozen=True)
class FieldRule:
    """How a field (lĩnh vực) is judged: whom it applies to beyond the kind, and its formula."""

    formula: Condition
    applies: Predicate | None = None
    otherwise: str = "Không thuộc nhóm xét này."


@dataclass(frozen=True)
class Rules:
    """The rules of a plan under one choice of readings, at one stage."""

    fields: Mapping[str, FieldRule]
    roles: RoleRule
    closing: Mapping[Closing, ClosingDay]
    period: Window
    notes: tuple[Note, ...]
    cautions: tuple[Caution, ...]
    levels: ListLevels | None
    quotas: Mapping[str, QuotaRule]
    milestones: Mapping[str, MilestoneRule]


_CLOSING: tuple[Closing, ...] = ("rating", "title", "figures")


@dataclass(frozen=True)
class Pack:
    """A plan ready to be asked. `plan` is what is shown of it."""

    plan: Plan
    _document: Item = field(repr=False)
    _catalogue: Catalogue = field(repr=False)
    _read: dict[Any, Rules] = field(default_factory=dict, repr=False, compare=False)

    @property
    def code(self) -> str:
        """The code of the pack."""
        return self.plan.code

    @property
    def version(self) -> str:
        """The version of the pack."""
        return self.plan.version

    def readings(self, choices: Mapping[str, str]) -> dict[str, str]:
        """Return the reading in force for every doubtful wording. Raises KeyError for an unknown code or option."""
        unknown = [code for code in choices if all(code != reading.code for reading in self.plan.readings)]
        if unknown:
            raise KeyError(unknown[0])
        for code, option in choices.items():
            if all(option != known.code for known in self.plan.reading(code).options):
                raise KeyError(f"{code}={option}")
        return {reading.code: choices.get(reading.code, reading.default) for reading in self.plan.readings}

    def shown(self, choices: Mapping[str, str]) -> Plan:
        """Return the plan as it reads under these readings, days of milestones included. Raises KeyError."""
        readings = self.readings(choices)
        rules = self.rules(readings, Stage.REGISTRATION)
        read = Facts(chosen(self._document, readings, Stage.REGISTRATION.value)).plan()
        milestones = tuple(
            replace(info, earliest=rules.milestones[info.code].earliest, latest=rules.milestones[info.code].latest)
            if info.code in rules.milestones
            else info
            for info in read.milestones
        )
        return replace(read, criteria=self.plan.criteria, milestones=milestones)

    def rules(self, readings: Mapping[str, str], stage: Stage) -> Rules:
        """Return the rules under these readings at this stage. Raises PackError when they cannot be read."""
        key = (tuple(sorted(readings.items())), stage)
        if key not in self._read:
            rules, mistakes = _read_rules(self._document, self.plan, self._catalogue, readings, stage)
            if mistakes or rules is None:
                raise PackError(self.code, tuple(mistakes))
            self._read[key] = rules
        return self._read[key]


def read_pack(text: str, name: str, catalogue: Catalogue, *, thorough: bool = False) -> Pack:
    """Read a pack. Raises PackError listing every mistake with its line.

    Always checked: the facts, and the rules under the default readings. `thorough` reads the rules once more for every
    other option of every reading, as pack authors and tests want.
    """
    document = read_document(text, name)
    facts = Facts(document)
    plan = facts.plan()
    wrong = _wrong_switches(document, plan)
    mistakes = [*facts.mistakes, *_unknown_keys(document), *wrong_life(document), *wrong]
    pack = Pack(plan, document, catalogue)
    # Without a period or with unknown switches every rule would look wrong; all else is reported at once.
    if not wrong and plan.period_from > date.min and plan.period_to < date.max:
        for readings in _choices(plan, thorough=thorough):
            for stage in Stage:
                mistakes += _read_rules(document, plan, catalogue, readings, stage)[1]
        default = _read_rules(document, plan, catalogue, pack.readings({}), Stage.REGISTRATION)[0]
        mistakes += unsound(document, plan, default.quotas, default.milestones) if default is not None else []
    if mistakes:
        raise PackError(name, tuple(dict.fromkeys(mistakes)))
    return pack


_KEYS = {
    "code", "version", "title", "number", "issuer", "place", "issued", "signer", "period", "legal_bases", "recipients",
    "fields", "readings", "criteria", "quotas", "milestones", "steps", "movements", "route", "responsibilities",
    "remarks", "lost", "list_recipient", "list_milestones", "roles", "closed_from", "notes", "shared", "priority",
    "list_levels", "cautions", "meeting", "chosen_state",
}  # fmt: skip


def _unknown_keys(document: Item) -> list[Mistake]:
    return [
        Mistake(part.line, key, f"không có mục “{key}”.") for key, part in document.mapping.items() if key not in _KEYS
    ]


def _choices(plan: Plan, *, thorough: bool) -> list[dict[str, str]]:
    default = {reading.code: reading.default for reading in plan.readings}
    if not thorough:
        return [default]
    others = [{**default, r.code: option.code} for r in plan.readings for option in r.options[1:]]
    return [default, *others]


def _wrong_switches(document: Item, plan: Plan) -> list[Mistake]:
    known = {reading.code: {option.code for option in reading.options} for reading in plan.readings}
    mistakes = []
    for switch in switches(document):
        code = switch.mapping[READING].text or ""
        branches = {key for key in switch.mapping if key != READING}
        if code not in known:
            mistakes.append(Mistake(switch.line, switch.way, f"không có cách hiểu “{code}”."))
        elif branches != known[code]:
            wrong = ", ".join(sorted(branches ^ known[code]))
            mistakes.append(Mistake(switch.line, switch.way, f"các lựa chọn của {code} không khớp: {wrong}."))
    return mistakes


def _read_rules(
    document: Item, plan: Plan, catalogue: Catalogue, readings: Mapping[str, str], stage: Stage
) -> tuple[Rules | None, list[Mistake]]:
    root = chosen(document, readings, stage.value)
    parts = root.mapping
    period = Window(plan.period_from, plan.period_to)
    scope = Scope(catalogue, period, parts.get("criteria", _NOTHING).mapping)
    for code in scope.criteria:
        scope.criterion(code)
    roles = read_dataclass(RoleRule, parts["roles"], scope) if "roles" in parts else RoleRule()
    rules = Rules(
        fields=_each(parts.get("fields", _NOTHING), scope, _field_rule),
        roles=roles or RoleRule(),
        closing=_closing(parts.get("closed_from", root), scope),
        period=period,
        notes=tuple(note for part in parts.get("notes", _NOTHING).items if (note := read_dataclass(Note, part, scope))),
        cautions=tuple(
            found for part in parts.get("cautions", _NOTHING).items if (found := read_dataclass(Caution, part, scope))
        ),
        levels=read_dataclass(ListLevels, parts["list_levels"], scope) if "list_levels" in parts else None,
        quotas=_each(parts.get("quotas", _NOTHING), scope, lambda item, scope: _rule_of(QuotaRule, item, scope)),
        milestones=_each(
            parts.get("milestones", _NOTHING), scope, lambda item, scope: _rule_of(MilestoneRule, item, scope)
        ),
    )
    return (None if scope.mistakes else rules), scope.mistakes


def _each(item: Item, scope: Scope, read: Any) -> dict[str, Any]:
    found = {code: read(part, scope) for code, part in item.mapping.items()}
    return {code: rule for code, rule in found.items() if rule is not None}


def _rule_of(cls: type[Built], item: Item, scope: Scope) -> Built | None:
    rule = item.mapping.get("rule")
    return read_dataclass(cls, rule, scope) if rule is not None else None


def _field_rule(item: Item, scope: Scope) -> FieldRule | None:
    parts = item.mapping
    if "formula" not in parts:
        scope.mistake(item, "thiếu “formula”.")
        return None
    formula = read_condition(parts["formula"], scope)
    applies = (
        read_predicate(parts["applies"], scope) if "applies" in parts and parts["applies"].value is not None else None
    )
    words = parts["otherwise"].text if "otherwise" in parts else None
    if formula is None:
        return None
    rule = FieldRule(formula, applies)
    return replace(rule, otherwise=words) if words else rule


def _closing(item: Item, scope: Scope) -> dict[Closing, ClosingDay]:
    found: dict[Closing, ClosingDay] = {}
    for name in _CLOSING:
        day = read_dataclass(ClosingDay, item.mapping[name], scope) if name in item.mapping else None
        if day is None:
            scope.mistake(item, f"thiếu ngày khóa “closed_from.{name}” (day, month, years_after).")
        elif not day.exists:
            scope.mistake(item.mapping[name], f"không có ngày {day.day}/{day.month}.")
        else:
            found[name] = day
    return found
