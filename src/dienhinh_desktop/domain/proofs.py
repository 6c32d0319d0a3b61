"""Proofs (minh chứng): the files kept in the data folder, and what each of them proves of a subject."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

PROVABLE: dict[str, str] = {
    "awards": "award",
    "ratings": "rating",
    "initiatives": "initiative",
    "positions": "position",
    "attestations": "attestation",
    "indicators": "indicator",
    "contributions": "contribution",
    "household_statuses": "household_status",
    "disciplines": "discipline",
    "registrations": "registration",
}
"""Kind of entry a file can prove (as in `Records`) → the field of `Proof` that names the entry."""


class FileKind(StrEnum):
    """What may be kept, by its media type: papers, pictures and Office files; nothing that can be run."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    GIF = "image/gif"
    BMP = "image/bmp"
    TIFF = "image/tiff"
    WEBP = "image/webp"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    ODT = "application/vnd.oasis.opendocument.text"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"
    DOC = "application/msword"
    XLS = "application/vnd.ms-excel"
    PPT = "application/vnd.ms-powerpoint"

    @property
    def suffix(self) -> str:
        """The ending of the file's name, by which another program opens it: ".pdf"."""
        return ".jpg" if self is FileKind.JPEG else f".{self.name.lower()}"

    @property
    def label(self) -> str:
        """A word for the kind: PDF, Ảnh, Word, Excel, PowerPoint."""
        if self.is_picture:
            return "Ảnh"
        return {"DO": "Word", "OD": "Văn bản", "XL": "Excel", "PP": "PowerPoint"}.get(self.name[:2], self.name)

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture."""
        return self.value.startswith("image/")


class FileState(StrEnum):
    """How the file in the data folder stands beside what is known of it."""

    SOUND = "con_nguyen"
    MISSING = "bi_mat"
    ALTERED = "bi_doi"

    @property
    def label(self) -> str:
        """What has become of the file, in words."""
        return {"con_nguyen": "còn nguyên", "bi_mat": "bị mất", "bi_doi": "bị sửa đổi"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file of the data folder, kept once however often it is used; `name` is the one it first came with.

    `size` in bytes. It is never changed: other bytes are another file.
    """

    sha256: str
    name: str
    size: int
    media: FileKind
    added_at: datetime
    id: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Which file (by `KeptFile.id`) proves which entry of a subject, and what the clerk calls it.

    At most one of the entries is named, by its row id; none while the file only lies with the record.
    """

    subject: str
    file: int
    caption: str
    award: int | None = None
    rating: int | None = None
    initiative: int | None = None
    position: int | None = None
    attestation: int | None = None
    indicator: int | None = None
    contribution: int | None = None
    household_status: int | None = None
    discipline: int | None = None
    registration: int | None = None
    id: int | None = field(default=None, compare=False)

    @property
    def entry(self) -> tuple[str, int] | None:
        """The kind of entry and its row id, or None."""
        for table, name in PROVABLE.items():
            number = getattr(self, name)
            if number is not None:
                return table, number
        return None


def proof_of(subject: str, file: int, caption: str, entry: tuple[str, int] | None = None) -> Proof:
    """Return the proof a file is of an entry (kind, row id), or of nothing yet."""
    tied = {} if entry is None else {PROVABLE[entry[0]]: entry[1]}
    return Proof(subject=subject, file=file, caption=caption, **tied)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofUse:
    """One entry a file proves: its kind, its row, and what it says in one line."""

    table: str
    id: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofCard:
    """A file as it lies with a record: what it is called, what it proves, whether it is still there.

    `elsewhere`: how many other records use the same file.
    """

    file: KeptFile
    caption: str
    uses: tuple[ProofUse, ...]
    state: FileState
    elsewhere: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownScan:
    """A file already kept with a decision of this number: what it is called there, and how many entries it proves."""

    file: KeptFile
    caption: str
    count: int
