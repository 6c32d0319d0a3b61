"""The fields of the office, as its papers name it: used on the welcome page and in the settings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..domain.upkeep import Office
from .kit.fields import Choice, Option, TextField
from .kit.form import Form

_SHORT = (
    ("superior", "Cơ quan cấp trên", "Dòng trên của đầu văn bản, như ỦY BAN NHÂN DÂN TỈNH …"),
    ("name", "Tên cơ quan", "Dòng dưới, như SỞ NGOẠI VỤ"),
    ("place", "Nơi ghi ngày", "Địa danh trước ngày tháng, như Hà Tĩnh"),
)
_MORE = (
    ("abbreviation", "Viết tắt trong số văn bản", "Như SNgV"),
    ("signer_post", "Chức vụ người ký", "Như GIÁM ĐỐC; ký thay: KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC"),
    ("signer", "Họ tên người ký", ""),
    ("superior_signer_post", "Chức vụ người ký cấp trên", "Như CHỦ TỊCH"),
)


class OfficeForm(Form):
    """Reads and writes an Office; `full` also asks for root, abbreviation and signers."""

    def __init__(self, *, full: bool) -> None:
        super().__init__("office")
        self._office = Office()
        self.texts: dict[str, TextField] = {}
        self.root: Choice | None = None
        if full:
            self.root = Choice("Cơ quan trong sổ")
            self.add("root", "Cơ quan trong sổ", self.root, hint="Tập thể đứng đầu; mọi đơn vị khác nằm dưới.")
        for key, words, hint in (*_SHORT, *(_MORE if full else ())):
            field = TextField(words)
            self.texts[key] = field
            self.add(key, words, field, half=key in _HALF, hint=hint)

    def offer_units(self, units: tuple[Option, ...]) -> None:
        """Offer the collectives of the records as the agency."""
        if self.root is not None:
            self.root.offer((("", "chưa chọn"), *units))
            self.root.choose(self._office.root)

    def show_office(self, office: Office) -> None:
        """Fill the fields."""
        self._office = office
        for key, field in self.texts.items():
            field.setText(str(getattr(office, key)))
            field.setCursorPosition(0)
        if self.root is not None:
            self.root.choose(office.root)

    def office(self) -> Office:
        """Return what the fields say; what is not asked stays as it was."""
        typed: dict[str, Any] = {key: field.text().strip() for key, field in self.texts.items()}
        typed["root"] = (self.root.key or None) if self.root is not None else self._office.root
        return replace(self._office, **typed)


_HALF = {"name", "place", "abbreviation", "signer_post", "signer", "superior_signer_post"}
