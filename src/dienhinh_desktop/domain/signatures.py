"""Digital signatures of papers: what is asked for, with which key, and what a check of a signed paper found.

Whether a signature is valid is said in three words, and the best of them only with proof (see `SignatureVerdict`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from pathlib import Path

VIETNAM = timezone(timedelta(hours=7))
"""The time zone of every time of signing shown or written (Decree 30/2020: Vietnamese time)."""


class Secret:
    """A PIN or passphrase on its way to a key. It is never kept, shown or compared; repr and str hide it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the text, for the library that opens the key and nobody else."""
        return self._text

    def __repr__(self) -> str:
        return "Secret(…)"

    __str__ = __repr__

    def __reduce__(self) -> str:
        raise TypeError("a secret is not written anywhere")


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A key kept in a PKCS#12 file (.p12, .pfx), opened with its passphrase."""

    path: Path


@dataclass(frozen=True, slots=True)
class KeyToken:
    """A key kept in a token, reached through the maker's PKCS#11 library.

    `token` is the token's label, `key` that of the certificate or key; None where there is only one.
    """

    library: Path
    token: str | None = None
    key: str | None = None


class SignerRole(StrEnum):
    """As whom a paper is signed, which decides what is shown and where (Decree 30/2020, annex I)."""

    PERSON = "nguoi_ky"
    AGENCY = "co_quan"
    ATTACHMENT = "phu_luc"

    @property
    def label(self) -> str:
        """The words of the window."""
        return {
            SignerRole.PERSON: "người ký",
            SignerRole.AGENCY: "cơ quan",
            SignerRole.ATTACHMENT: "cơ quan, trên phụ lục tệp riêng",
        }[self]


@dataclass(frozen=True, slots=True)
class PaperBox:
    """A place on a page: page from 1, left, bottom, width and height in millimetres from the lower left corner."""

    page: int
    left: float
    bottom: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningRequest:
    """What to sign and how it shall look.

    `picture`: PNG of the handwritten signature (a person) or of the seal (an agency), None for a signature without
    one. `picture_width`: width of the drawn thing in millimetres, None to go by the picture's own resolution.
    `box`: where; None for the place the decree names. `beside`: the name or post in the signature block, None for the
    name in the certificate; for a seal, the signer it goes to, None for the last one. `number`: number and symbol of
    the paper an attachment belongs to.
    """

    file: Path
    target: Path
    key: KeyFile | KeyToken
    role: SignerRole = SignerRole.PERSON
    picture: Path | None = None
    picture_width: float | None = None
    box: PaperBox | None = None
    beside: str | None = None
    number: str = ""
    reason: str = ""
    location: str = ""


class SignatureVerdict(StrEnum):
    """What can be said of a signature.

    VALID needs proof of everything: the bytes are those signed, nothing forbidden was added, the chain of certificates
    ends at a root the office trusts, and no certificate of it was revoked, by a list that is still fresh. INVALID needs
    proof of the contrary. All else is UNKNOWN; without a network that is the usual answer.
    """

    VALID = "hop_le"
    INVALID = "khong_hop_le"
    UNKNOWN = "chua_xac_dinh"

    @property
    def label(self) -> str:
        """The words of the window."""
        return {
            SignatureVerdict.VALID: "hợp lệ",
            SignatureVerdict.INVALID: "không hợp lệ",
            SignatureVerdict.UNKNOWN: "chưa xác định",
        }[self]


class LaterChange(StrEnum):
    """The gravest thing added to a file after a signature, in rising order."""

    NONE = "khong"
    PROOF = "bang_chung"
    FORM = "ky_them"
    CONTENT = "sua"

    @property
    def label(self) -> str:
        """The words of the window."""
        return {
            LaterChange.NONE: "không thêm gì sau khi ký",
            LaterChange.PROOF: "chỉ thêm bằng chứng về chứng thư sau khi ký",
            LaterChange.FORM: "chỉ ký thêm hoặc điền ô biểu mẫu sau khi ký",
            LaterChange.CONTENT: "nội dung bị sửa sau khi ký",
        }[self]


class Revocation(StrEnum):
    """Whether the certificates behind a signature were revoked."""

    GOOD = "con_hieu_luc"
    REVOKED = "da_thu_hoi"
    UNKNOWN = "chua_ro"

    @property
    def label(self) -> str:
        """The words of the window."""
        return {
            Revocation.GOOD: "không bị thu hồi",
            Revocation.REVOKED: "đã bị thu hồi",
            Revocation.UNKNOWN: "chưa rõ có bị thu hồi không",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureCheck:
    """One signature of a file: who, when, what it covers, what came later, and the verdict with its reasons.

    `at` is the time of signing; `timestamped` says that a trusted time-stamping authority vouches for it, otherwise it
    is the signer's own word. `intact`: the signed bytes are unchanged. `whole`: all of the file as it stood was signed.
    `trusted`: the chain ends at a trusted root. `role` is None where another program signed.
    """

    field: str
    signer: str
    organization: str
    issuer: str
    serial: str
    at: datetime | None
    verdict: SignatureVerdict
    reasons: tuple[str, ...]
    intact: bool = False
    whole: bool = False
    change: LaterChange = LaterChange.NONE
    trusted: bool = False
    revocation: Revocation = Revocation.UNKNOWN
    timestamped: bool = False
    role: SignerRole | None = None
    purpose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureReport:
    """All signatures of a file in the order they were made, and what is to be noted of the file as a whole."""

    file: str
    digest: str
    checked_at: datetime
    signatures: tuple[SignatureCheck, ...]
    notes: tuple[str, ...] = field(default=())

    @property
    def verdict(self) -> SignatureVerdict | None:
        """The worst verdict of all; None for a file nobody signed."""
        found = {check.verdict for check in self.signatures}
        order = (SignatureVerdict.INVALID, SignatureVerdict.UNKNOWN, SignatureVerdict.VALID)
        return next((verdict for verdict in order if verdict in found), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedPaper:
    """A paper just signed: where it lies, by whom, at what place, and what the clerk should know about it."""

    file: str
    signer: str
    at: datetime
    role: SignerRole
    box: PaperBox | None
    signatures: int
    notes: tuple[str, ...] = ()
