"""The vocabulary: what a condition and a predicate are, and how their parameters are read from a pack.

A condition is a frozen dataclass registered under the name packs call it by; its fields are its parameters, read by
their annotated types. Unknown names, unknown parameters and wrong values are mistakes with their line.
"""

from __future__ import annotations

import types
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, ClassVar, Literal, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

from ..domain.catalogue import Catalogue
from ..domain.dates import DateError, parse_date
from ..domain.eligibility import CriterionResult, Verdict
from ..domain.records import Grade, HouseholdState, SubjectKind
from .document import Item, Mistake
from .question import Question, Window

AwardCode = NewType("AwardCode", str)
"""A code of the catalogue of titles and awards."""
IndicatorCode = NewType("IndicatorCode", str)
"""A code of the list of indicators (Chỉ số)."""
CategoryCode = NewType("CategoryCode", str)
"""A code of the list of categories (Phân loại)."""
LevelCode = NewType("LevelCode", str)
"""A code of the list of initiative levels."""
KindCode = NewType("KindCode", str)
"""A code of the list of initiative kinds (sáng kiến, cải tiến, đề tài, mô hình)."""
OwnCode = NewType("OwnCode", str)
"""A code that is the criterion's own unless the pack names another."""


class Condition(ABC):
    """A demand that is judged for one subject. Condition classes are named as packs call them."""

    manner: ClassVar[str] = "counted"

    @abstractmethod
    def judge(self, question: Question) -> CriterionResult:
        """Judge the subject of the question."""

    def has_records(self, question: Question) -> bool:  # noqa: ARG002 - overridden where records can decide
        """Tell whether the subject has any record this condition could be judged by."""
        return True

    def skipped(self, why: str) -> CriterionResult:
        """Return the result for a subject the condition does not apply to."""
        return CriterionResult(None, "", Verdict.KHONG_AP_DUNG, why, manner=self.manner)


@dataclass(frozen=True)
class JudgedCriterion:
    """A criterion of the pack ready to be judged: its words, its section and its rule."""

    code: str
    text: str
    short: str
    source: str
    rule: Condition

    def judge(self, question: Question) -> CriterionResult:
        """Judge the rule and sign the result with the criterion's code and section."""
        return self._signed(self.rule.judge(question))

    def skipped(self, why: str) -> CriterionResult:
        """Return the criterion as one that does not apply."""
        return self._signed(self.rule.skipped(why))

    def _signed(self, result: CriterionResult) -> CriterionResult:
        met = result.verdict in (Verdict.DAT, Verdict.KHONG_AP_DUNG)
        lack = result.lack or ("" if met or result.children else self.short)
        return result.under(self.code, self.short, self.source, lack)


class Predicate(ABC):
    """A plain yes or no about the subject, used to choose what applies."""

    words: ClassVar[str] = ""

    @abstractmethod
    def holds(self, question: Question) -> bool:
        """Tell whether it holds for the subject of the question."""


@dataclass
class Scope:
    """What parameters are checked against while a pack is read, and the mistakes found so far."""

    catalogue: Catalogue
    period: Window
    criteria: Mapping[str, Item]
    mistakes: list[Mistake] = field(default_factory=list)
    own_code: str = ""
    """Code of the criterion being read."""
    _read: dict[str, JudgedCriterion | None] = field(default_factory=dict)

    def mistake(self, item: Item, message: str) -> None:
        """Note one mistake at an item."""
        self.mistakes.append(Mistake(item.line, item.way, message))

    def criterion(self, code: str) -> JudgedCriterion | None:
        """Return the criterion of that code, read once; None when the pack has none, or when it leads to itself."""
        if code not in self.criteria:
            return None
        if code not in self._read:
            self._read[code] = None
            self._read[code] = self._criterion(code, self.criteria[code])
        return self._read[code]

    def _criterion(self, code: str, item: Item) -> JudgedCriterion | None:
        words = {key: part.text or "" for key, part in item.mapping.items()}
        outer, self.own_code = self.own_code, code
        rule = read_condition(item.mapping.get("rule", _ATTESTED), self)
        self.own_code = outer
        if rule is None:
            return None
        text = words.get("text", "")
        return JudgedCriterion(code, text, words.get("short") or text, words.get("section", ""), rule)

    def window(self, name: str) -> Window | None:
        """Return the window a pack calls by name: the period, everything until its end or before it, or any time."""
        first, last = self.period.first, self.period.last
        assert first is not None
        named = {
            "period": self.period,
            "until_end": Window(None, last),
            "before_period": Window(None, date(first.year - 1, 12, 31)),
            "any_time": Window(None, None),
        }
        return named.get(name)


_ATTESTED = Item({"attested": Item({}, 0, "")}, 0, "")
"""The rule of a criterion that states none."""
CONDITIONS: dict[str, type[Condition]] = {}
PREDICATES: dict[str, type[Predicate]] = {}
Registered = TypeVar("Registered", bound=type[Any])
Read = TypeVar("Read")


def operator(name: str) -> Callable[[Registered], Registered]:
    """Register a condition or predicate class under the name packs use."""

    def register(cls: Registered) -> Registered:
        table: dict[str, Any] = PREDICATES if issubclass(cls, Predicate) else CONDITIONS
        table[name] = cls
        return cls

    return register


def read_condition(item: Item, scope: Scope) -> Condition | None:
    """Read one condition; a bare text is the code of a criterion."""
    if item.text is not None:
        found: Condition | None = _build(CONDITIONS["criterion"], item, scope)
    else:
        found = _read_named(item, scope, CONDITIONS, "phép xét")
    return found


def read_predicate(item: Item, scope: Scope) -> Predicate | None:
    """Read one predicate."""
    found: Predicate | None = _read_named(item, scope, PREDICATES, "điều kiện áp dụng")
    return found


def read_dataclass(cls: type[Read], item: Item, scope: Scope) -> Read | None:
    """Read a plain dataclass (a quota, a milestone, a closing day…) whose fields are its parameters."""
    found: Read | None = _build(cls, item, scope)
    return found


def _read_named(item: Item, scope: Scope, table: Mapping[str, type[Any]], what: str) -> Any:
    names = [key for key in item.mapping if key != "label"]
    if len(names) != 1:
        scope.mistake(item, f"cần đúng một {what}; có {len(names)}.")
        return None
    cls = table.get(names[0])
    inner = item.mapping[names[0]]
    if cls is None:
        scope.mistake(inner, f"không có {what} “{names[0]}”; dùng một trong: {', '.join(sorted(table))}.")
        return None
    return _build(cls, inner, scope, item.mapping.get("label"))


@cache
def _parameters(cls: Any) -> dict[str, Any]:
    return {name: hint for name, hint in get_type_hints(cls).items() if name in {f.name for f in fields(cls)}}


def _build(cls: type[Any], item: Item, scope: Scope, label: Item | None = None) -> Any:
    hints = _parameters(cls)  # type: ignore[arg-type]
    first = next(iter(hints), None)
    given = dict(item.mapping) if isinstance(item.value, dict) else {}
    if first is not None and item.value is not None and _is_only_parameter(item, hints):
        given = {first: item}
    if label is not None:
        given["label"] = label
    values: dict[str, Any] = {}
    for name, part in given.items():
        if name not in hints:
            scope.mistake(part, f"không có tham số “{name}”; dùng một trong: {', '.join(hints)}.")
        elif part.value is not None:
            values[name] = _convert(hints[name], part, scope)
    for name, hint in hints.items():
        if hint is OwnCode:
            values.setdefault(name, scope.own_code)
    missing = [
        f.name for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING and f.name not in values
    ]
    # A list of codes a rule cannot do without; a list of conditions may end up empty by a choice of readings.
    missing += [
        f.name
        for f in fields(cls)
        if f.default is MISSING
        and values.get(f.name) == ()
        and get_args(hints[f.name])[0] not in (Condition, Predicate)
    ]
    if missing:
        scope.mistake(item, f"thiếu tham số {', '.join(missing)}.")
        return None
    return None if any(value is None for value in values.values()) else cls(**values)


def _is_only_parameter(item: Item, hints: Mapping[str, Any]) -> bool:
    """Tell whether a value stands for the first parameter itself: a text, a list, or a predicate as in `not: {…}`."""
    if not isinstance(item.value, dict):
        return True
    return list(hints.values()) == [Predicate] and not item.mapping.keys() & hints.keys()


def _convert(hint: Any, item: Item, scope: Scope) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is tuple:
        # A place left empty by a switch of readings or stages is no part of the list.
        parts = [_convert(get_args(hint)[0], part, scope) for part in item.items if part.value is not None]
        return None if None in parts else tuple(parts)
    if get_origin(hint) is Literal:
        return _choice(get_args(hint), item, scope)
    if get_origin(hint) is dict:
        key_hint, value_hint = get_args(hint)
        return {
            _convert(key_hint, Item(key, part.line, part.way), scope): _convert(value_hint, part, scope)
            for key, part in item.mapping.items()
        }
    if hint is Condition:
        return read_condition(item, scope)
    if hint is Predicate:
        return read_predicate(item, scope)
    if is_dataclass(hint) and hint not in _SCALARS:
        return _build(hint, item, scope)  # type: ignore[arg-type]
    return _scalar(hint, item, scope)


def _choice(options: tuple[Any, ...], item: Item, scope: Scope) -> Any:
    if item.text in options:
        return item.text
    scope.mistake(item, f"“{item.text}” không dùng được; dùng một trong: {', '.join(map(str, options))}.")
    return None


def _scalar(hint: Any, item: Item, scope: Scope) -> Any:
    text = item.text
    if text is None:
        scope.mistake(item, "cần một giá trị đơn.")
        return None
    value = _SCALARS[hint](text, scope)
    if value is None:
        scope.mistake(item, f"“{text}” {_COMPLAINTS.get(hint, 'không dùng được ở đây')}.")
    return value


def _whole(text: str, _: Scope) -> int | None:
    return int(text) if text.lstrip("-").isdigit() else None


def _decimal(text: str, _: Scope) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _day(text: str, _: Scope) -> date | None:
    try:
        return parse_date(text)
    except DateError:
        return None


_SCALARS: dict[Any, Callable[[str, Scope], Any]] = {
    str: lambda text, _: text,
    int: _whole,
    bool: lambda text, _: {"true": True, "false": False}.get(text.lower()),
    float: _decimal,
    date: _day,
    HouseholdState: lambda text, _: next((state for state in HouseholdState if state.value == text), None),
    Grade: lambda text, _: Grade.__members__.get(text),
    SubjectKind: lambda text, _: next((kind for kind in SubjectKind if kind.value == text), None),
    Window: lambda text, scope: scope.window(text),
    AwardCode: lambda text, scope: text if text in scope.catalogue.awards else None,
    OwnCode: lambda text, _: text,
    IndicatorCode: lambda text, scope: text if text in scope.catalogue.lists["indicators"] else None,
    CategoryCode: lambda text, scope: text if text in scope.catalogue.lists["categories"] else None,
    LevelCode: lambda text, scope: text if text in scope.catalogue.lists["initiative_levels"] else None,
    KindCode: lambda text, scope: text if text in scope.catalogue.lists["initiative_kinds"] else None,
    JudgedCriterion: lambda text, scope: scope.criterion(text),
}
_COMPLAINTS: dict[Any, str] = {
    int: "không phải số nguyên",
    bool: "phải là true hoặc false",
    date: "không phải ngày",
    Grade: "không phải mức xếp loại (HTXSNV, HTTNV, HTNV, KHTNV)",
    SubjectKind: "không phải loại đối tượng (CA_NHAN, TAP_THE, HO_GIA_DINH)",
    Window: "không phải khoảng thời gian (period, until_end, before_period, any_time)",
    AwardCode: "không có trong danh mục danh hiệu, hình thức khen thưởng",
    IndicatorCode: "không có trong danh mục chỉ số",
    CategoryCode: "không có trong danh mục phân loại",
    LevelCode: "không có trong danh mục cấp sáng kiến",
    KindCode: "không có trong danh mục loại sáng kiến",
    JudgedCriterion: "không phải tiêu chí dùng được của bộ kế hoạch (phần criteria)",
}
