"""Papers as they were issued: frozen versions of a round's papers, their signed copies, and how they were sent.

Every page of an issued paper bears a short code made from what the paper says, so that a scan finds its way back.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from dataclasses import field as column
from datetime import date as Day
from datetime import datetime
from enum import StrEnum

from .documents import ListKind, PaperKind
from .rounds import Round
from .signatures import SignatureVerdict

LIST = "danh_sach"
NOMINATION = "ban_dang_ky"
REPORT = "bao_cao_thanh_tich"
ATTACHED = (LIST, ListKind.PARTICULARS.value, ListKind.OVERVIEW.value)
"""The lists that go with a request: they name its number and day, and are signed as what goes with it."""
DOSSIER = (PaperKind.REQUEST.value, *ATTACHED, PaperKind.MINUTES.value, PaperKind.COUNT.value, NOMINATION, REPORT)
"""The papers that are sent up in their order, unless the clerk says otherwise (Luật 06, Điều 84)."""

OF_SUBJECT = frozenset({NOMINATION, REPORT, *(kind.value for kind in PaperKind if kind.of_subject)})
"""The papers there is one of for everybody on the list."""

SIGNS = "23456789CFGHJKLMNPQRTVX"
"""The signs of a code: none that look alike in print, no vowel and no W, which Unikey would turn into another letter.

They are 23, a prime, so the last sign tells any one wrong sign and any two neighbours that changed places.
"""
LENGTH = 8
_HALF = LENGTH // 2
_SHOWN = re.compile(rf"(?<![{SIGNS}])([{SIGNS}]{{{_HALF}}})\s?[-–]\s?([{SIGNS}]{{{_HALF}}})(?![{SIGNS}])")


def code_of(content: bytes) -> str:
    """Return the code of what a paper says: seven signs of its hash and one that checks them, "K7M3-Q9TX"."""
    number = int.from_bytes(hashlib.sha256(content).digest())
    signs = []
    for _ in range(LENGTH - 1):
        number, rest = divmod(number, len(SIGNS))
        signs.append(SIGNS[rest])
    return _parted("".join(signs) + _check("".join(signs)))


def _check(signs: str) -> str:
    return SIGNS[sum(place * SIGNS.index(sign) for place, sign in enumerate(signs, 1)) % len(SIGNS)]


def _parted(signs: str) -> str:
    return f"{signs[:_HALF]}-{signs[_HALF:]}"


def read_code(typed: str) -> str | None:
    """Return a code as it is kept, out of what somebody typed; None when a sign is wrong or missing."""
    signs = re.sub(r"[\s\-–.]", "", typed).upper()
    if len(signs) != LENGTH or set(signs) - set(SIGNS) or _check(signs[:-1]) != signs[-1]:
        return None
    return _parted(signs)


def codes_in(text: str) -> tuple[str, ...]:
    """Return the codes that stand in a text, each once, in their order."""
    found = (read_code(first + second) for first, second in _SHOWN.findall(text))
    return tuple(dict.fromkeys(code for code in found if code is not None))


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedPaper:
    """One version of a paper of a round, exactly as it went out: the bytes by hash, the lines it was made of.

    `paper` is LIST, NOMINATION, REPORT or a `PaperKind`; `subject` whose it is, None for a paper of the whole list.
    `place` orders the dossier. `number` is number and symbol ("412/TTr-SNgV"). `digest` names the PDF, `basis` holds
    the lines (services/delivery/lines.py). `copies` are wanted on paper, `printed` were.
    """

    round_id: int
    paper: str
    subject: str | None = None
    name: str
    place: int
    number: str | None = None
    day: Day | None = None
    code: str
    digest: str
    pages: int
    basis: str
    copies: int = 1
    printed: int = 0
    at: datetime
    who: str
    id: int | None = column(default=None, compare=False)

    @property
    def key(self) -> str:
        """What tells the papers of a round apart, whatever the version."""
        return paper_key(self.paper, self.subject)


def paper_key(paper: str, subject: str | None) -> str:
    """Return what tells the papers of a round apart."""
    return f"{paper}:{subject}" if subject else paper


class SigningWay(StrEnum):
    """How a signed copy came to be."""

    SIGNED_HERE = "ky_so"
    SIGNED_ELSEWHERE = "nhan_ban_ky_so"
    SCAN = "ban_quet"

    @property
    def label(self) -> str:
        """The words of the window."""
        return {"ky_so": "ký số", "nhan_ban_ky_so": "ký số nơi khác", "ban_quet": "ký tay, bản quét"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedCopy:
    """A signed copy of an issued paper: a PDF with digital signatures, or the scan of one signed by hand.

    `verdict` is a `SignatureVerdict` or None for a scan; `reasons` say why it is no better.
    """

    issued_id: int
    way: SigningWay
    at: datetime
    who: str
    digest: str
    file: str
    signers: tuple[str, ...] = ()
    verdict: str | None = None
    reasons: tuple[str, ...] = ()
    id: int | None = column(default=None, compare=False)


class SendingWay(StrEnum):
    """How a dossier was sent."""

    MAIL = "van_thu"
    AXIS = "truc_lien_thong"
    EMAIL = "email"
    ZALO = "zalo"
    BY_HAND = "truc_tiep"

    @property
    def label(self) -> str:
        """The words of the window."""
        return {
            "van_thu": "Văn thư",
            "truc_lien_thong": "Trục liên thông",
            "email": "Thư điện tử",
            "zalo": "Zalo",
            "truc_tiep": "Trực tiếp",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """That the dossier of a round was sent: when, how, to whom, and the receipt (a kept file) where there is one."""

    round_id: int
    day: Day
    way: SendingWay
    receiver: str
    receipt: str | None = None
    receipt_file: str | None = None
    at: datetime
    who: str
    id: int | None = column(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line of an issued paper that the records tell otherwise now; "" where it was not there, or is no more."""

    where: str
    label: str
    before: str
    now: str


class PaperState(StrEnum):
    """How far a paper of the dossier has come."""

    MISSING = "chua_lap"
    WAITING = "cho_ky"
    SIGNED = "da_ky"
    SENT = "da_gui"

    @property
    def label(self) -> str:
        """The words of the window."""
        return {"chua_lap": "Chưa lập", "cho_ky": "Chờ ký", "da_ky": "Đã ký", "da_gui": "Đã gửi"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """A paper of the round as it stands: its newest version, its newest signed copy, what differs from the records.

    `numbered`: the paper has a number of its own; `goes`: it belongs to the dossier that is sent. `listed` is False
    for a paper of somebody no longer on the list. `signer`: the name under it, "" where there is none.
    """

    key: str
    name: str
    about: str
    state: PaperState
    goes: bool
    numbered: bool = False
    listed: bool = True
    issued: IssuedPaper | None = None
    signed: SignedCopy | None = None
    changes: tuple[LineChange, ...] = ()
    signer: str = ""

    @property
    def title(self) -> str:
        """What it is called in a line of text: a paper of one subject with whose it is."""
        return f"{self.name} – {self.about}" if ":" in self.key else self.name

    @property
    def signed_well(self) -> bool:
        """Whether there is a signed copy whose signature is not proved wrong."""
        return self.signed is not None and self.signed.verdict != SignatureVerdict.INVALID

    @property
    def changed_lines(self) -> int:
        """How many lines differ."""
        return len({change.where for change in self.changes})


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPapers:
    """The papers of a round in the order of the dossier, what still stops them, to whom they go and when they went."""

    round: Round
    rows: tuple[PaperRow, ...]
    stops: tuple[str, ...]
    receiver: str
    sent: Dispatch | None = None

    @property
    def dossier(self) -> tuple[PaperRow, ...]:
        """The papers that go up."""
        return tuple(row for row in self.rows if row.goes)

    @property
    def ready(self) -> int:
        """How many papers of the dossier are signed and say what the records say."""
        return sum(row.signed_well and not row.changes for row in self.dossier)
