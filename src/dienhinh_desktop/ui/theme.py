"""Colours, sizes and fonts of the window: read from the head of style.qss, applied once before the first window."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from string import Template

from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from .. import resources
from .kit.style import DeskStyle

_TOKEN = re.compile(
    r"^ \* (?:@tokens)? +(?P<name>[a-z_0-9]+) +(?P<light>#?[0-9A-Fa-f]+) +(?P<dark>#?[0-9A-Fa-f]+)\b", re.MULTILINE
)
_PIXELS = re.compile(r"^px(\d+)$")


class Ground(StrEnum):
    """Nền: which of the two columns of tokens is used."""

    LIGHT = "light"
    DARK = "dark"

    @property
    def label(self) -> str:
        """The word of the settings page."""
        return "Sáng" if self is Ground.LIGHT else "Tối"


class TextSize(StrEnum):
    """Cỡ chữ: one factor for letters, rows and widths."""

    SMALL = "nho"
    MEDIUM = "vua"
    LARGE = "lon"
    HUGE = "rat_lon"
    LARGEST = "lon_nhat"

    @property
    def factor(self) -> float:
        """What every size is multiplied by."""
        return {"nho": 0.9, "vua": 1.0, "lon": 1.15, "rat_lon": 1.3, "lon_nhat": 1.5}[self.value]

    @property
    def label(self) -> str:
        """The word of the settings page."""
        return {"nho": "Nhỏ", "vua": "Vừa", "lon": "Lớn", "rat_lon": "Rất lớn", "lon_nhat": "Lớn nhất"}[self.value]


def read_tokens(sheet: str, ground: Ground) -> dict[str, str]:
    """Return the tokens of one ground from the head comment of the style sheet."""
    head = sheet[: sheet.index("@end")]
    return {found["name"]: found[ground.value] for found in _TOKEN.finditer(head)}


class _Values(dict[str, str]):
    """Tokens for the template; `$pxN` stands for N pixels at the text size "Vừa"."""

    def __init__(self, tokens: Mapping[str, str], factor: float) -> None:
        super().__init__(tokens)
        self.factor = factor

    def __missing__(self, key: str) -> str:
        if found := _PIXELS.match(key):
            return str(round(int(found[1]) * self.factor))
        raise KeyError(key)


@dataclass(frozen=True)
class Theme:
    """The tokens in force. Colours by name (`theme.colour("miss")`), sizes in px at the chosen text size."""

    ground: Ground
    size: TextSize
    family: str
    tokens: Mapping[str, str]
    _measures: dict[tuple[str, int], QFontMetrics] = field(default_factory=dict, compare=False, repr=False)

    def colour(self, name: str) -> QColor:
        """Return a colour token."""
        return QColor(self.tokens[name])

    def px(self, pixels: float) -> int:
        """Return a width or height drawn for the text size "Vừa" at the size in force."""
        return round(pixels * self.size.factor)

    def room(self, pixels: float) -> int:
        """Return a width drawn for words at the text size "Vừa": letters have whole px, so it grows with them."""
        body = int(self.tokens["fs_body"])
        return max(self.px(pixels), round(pixels * self.letter("fs_body") / body))

    def letter(self, name: str) -> int:
        """Return a letter height token (`fs_body`) in px; captions never fall under 12."""
        scaled = round(int(self.tokens[name]) * self.size.factor)
        return max(12, scaled)

    def font(self, name: str = "fs_body", weight: int = 400) -> QFont:
        """Return the window's font at a letter token and weight (400, 500, 600), with tabular figures."""
        font = QFont(self.family)
        font.setPixelSize(self.letter(name))
        font.setWeight(QFont.Weight(weight))
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def metrics(self, name: str = "fs_body", weight: int = 400) -> QFontMetrics:
        """Return the measures of `font`, kept: many cells are measured at once."""
        if (name, weight) not in self._measures:
            self._measures[name, weight] = QFontMetrics(self.font(name, weight))
        return self._measures[name, weight]

    def sheet(self, text: str) -> str:
        """Return the style sheet with every token put in. Raises KeyError for an unknown token."""
        body = text[text.index("*/", text.index("@end")) + 2 :]
        values = _Values(self.tokens, self.size.factor)
        for name in self.tokens:
            if name.startswith("fs_"):
                values[name] = str(self.letter(name))
            elif name.startswith("h_"):
                values[name] = str(self.px(int(self.tokens[name])))
        return Template(body).substitute(values)

    def palette(self) -> QPalette:
        """Return a palette with all roles, for what the sheet does not name (message boxes, file dialogs)."""
        palette = QPalette()
        for role, token in _ROLES.items():
            palette.setColor(role, self.colour(token))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("text3"))
        palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Base, self.colour("raised"))
        palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Highlight, self.colour("sunken"))
        return palette


_Role = QPalette.ColorRole
_ROLES: dict[QPalette.ColorRole, str] = {
    _Role.Window: "canvas",
    _Role.WindowText: "text",
    _Role.Base: "surface",
    _Role.AlternateBase: "raised",
    _Role.ToolTipBase: "text",
    _Role.ToolTipText: "surface",
    _Role.PlaceholderText: "text3",
    _Role.Text: "text",
    _Role.Button: "surface",
    _Role.ButtonText: "text",
    _Role.BrightText: "bad",
    _Role.Light: "surface",
    _Role.Midlight: "raised",
    _Role.Dark: "line_strong",
    _Role.Mid: "line",
    _Role.Shadow: "line_strong",
    _Role.Highlight: "accent",
    _Role.HighlightedText: "on_accent",
    _Role.Link: "accent",
    _Role.LinkVisited: "accent",
    _Role.Accent: "accent",
}

_in_force: list[Theme] = []


def current() -> Theme:
    """Return the theme applied last; painters and delegates read their colours from it."""
    return _in_force[-1]


def is_worn() -> bool:
    """Tell whether the application was dressed yet."""
    return bool(_in_force)


def sheet_text() -> str:
    """Return the style sheet as it lies in the resources."""
    return resources.path("style.qss").read_text(encoding="utf-8")


def apply(app: QApplication, ground: Ground = Ground.LIGHT, size: TextSize = TextSize.MEDIUM) -> Theme:
    """Dress the application: Fusion, palette, font, sheet, in this order (design notes 5.2).

    What it wears already is not put on again: that takes half a second, and the window is opened anew often enough.
    """
    text = sheet_text()
    theme = Theme(ground, size, font_family(), read_tokens(text, ground))
    if _in_force == [theme] and app.styleSheet():
        return theme
    _in_force[:] = [theme]
    app.setStyle(DeskStyle(theme.colour, theme.px(16)))
    app.setPalette(theme.palette())
    app.setFont(theme.font())
    app.setStyleSheet(theme.sheet(text))
    return theme


@cache
def font_family() -> str:
    """Return Segoe UI on Windows, else the bundled Inter, else the system's own Inter or default family."""
    if sys.platform == "win32" and "Segoe UI" in QFontDatabase.families():
        return "Segoe UI"
    families: list[str] = []
    for file in sorted(resources.path("fonts").glob("Inter*.?tf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families += QFontDatabase.applicationFontFamilies(number)
    if "Inter" in families or "Inter" in QFontDatabase.families():
        return "Inter"
    return families[0] if families else QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
