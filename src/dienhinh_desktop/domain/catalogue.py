"""The catalogue: titles, awards, grades, categories and the other code lists, each with its names and its source.

The content is data (`resources/catalogue/`); this module only says what an entry is and how words find it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .records import SubjectKind
from .text import fold
from .votes import VoteRule


class Family(StrEnum):
    """Whether an award is a title won in emulation or a form of reward."""

    TITLE = "danh_hieu"
    REWARD = "hinh_thuc"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One entry of a code list: its code, its Vietnamese name, other ways of writing it, where it comes from."""

    code: str
    name: str
    short: str | None = None
    aliases: tuple[str, ...] = ()
    kind: SubjectKind | None = None
    source: str | None = None

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardForm:
    """A title or award of the law (Luật 06/2022/QH15) or of the workbook's extra codes.

    `yearly`: won for a year, so it counts once a year and by that year. `parent` and `issuer`: this form is the parent
    form when given by that issuer (BK_BNG is BK_BO of Bộ Ngoại giao). `rank` orders forms of one subject kind from low
    to high. `doubt` holds words to show where the source is not certain.
    """

    code: str
    name: str
    short: str
    family: Family
    level: str
    kinds: tuple[SubjectKind, ...]
    yearly: bool = False
    quoted: bool = False
    rank: int = 0
    parent: str | None = None
    issuer: str | None = None
    decided_by: str | None = None
    condition: str | None = None
    aliases: tuple[str, ...] = ()
    legacy: bool = False
    source: str
    doubt: str | None = None

    @property
    def official(self) -> str:
        """The name as documents print it, with the quotation marks that belong to it."""
        return f"“{self.name}”" if self.quoted else self.name


@dataclass(frozen=True)
class Catalogue:
    """All code lists, with look-up by code or by any known way of writing.

    `votes`: award → how many votes of the council it needs. `quorums`: purpose of a meeting → how many must be there.
    """

    awards: Mapping[str, AwardForm]
    lists: Mapping[str, Mapping[str, Term]]
    votes: Mapping[str, VoteRule] = field(default_factory=dict)
    quorums: Mapping[str, VoteRule] = field(default_factory=dict)
    _award_words: dict[str, str] = field(init=False, repr=False, compare=False)
    _list_words: dict[str, dict[str, str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index every name and alias by its folded form."""
        object.__setattr__(self, "_award_words", _index(self.awards.values()))
        object.__setattr__(self, "_list_words", {name: _index(terms.values()) for name, terms in self.lists.items()})

    def find_award(self, text: str) -> AwardForm | None:
        """Return the form written as a code, a name or a known variant, or None."""
        code = self._award_words.get(fold(text))
        return self.awards[code] if code else None

    def find(self, list_name: str, text: str) -> Term | None:
        """Return the term of a code list written as a code, a name or a known variant, or None."""
        code = self._list_words[list_name].get(fold(text))
        return self.lists[list_name][code] if code else None

    def name(self, list_name: str, code: str) -> str:
        """Return the Vietnamese name of a code, or the code itself when it is not in the list."""
        term = self.lists[list_name].get(code)
        return term.name if term else code

    def award_name(self, code: str) -> str:
        """Return the Vietnamese name of an award, or the code itself when it is not in the catalogue."""
        form = self.awards.get(code)
        return form.name if form else code

    def is_form(self, code: str, wanted: str, issuer: str | None) -> bool:
        """Tell whether an award of form `code` given by `issuer` counts as form `wanted`."""
        seen = code
        while True:
            if seen == wanted:
                return True
            form = self.awards.get(seen)
            if form is None or form.parent is None:
                break
            seen = form.parent
        target = self.awards.get(wanted)
        if target is None or target.parent != code or target.issuer is None or issuer is None:
            return False
        return fold(target.issuer) in fold(issuer)


def _index(terms: Iterable[AwardForm] | Iterable[Term]) -> dict[str, str]:
    words: dict[str, str] = {}
    for term in terms:
        names = [term.code, term.name, *([term.short] if term.short else []), *term.aliases]
        for name in names:
            words.setdefault(fold(name), term.code)
    return words


LISTS = (
    "categories",
    "traits",
    "indicators",
    "initiative_kinds",
    "initiative_levels",
    "contribution_kinds",
    "registration_levels",
    "grades",
    "tie_breaks",
)
"""Code lists every catalogue holds, beside the awards."""
