"""Tokens, style sheet and contrast (design notes 5 and 8)."""

from __future__ import annotations

import math
import re
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from dienhinh_desktop import resources
from dienhinh_desktop.domain.documents import CheckLevel
from dienhinh_desktop.domain.eligibility import Verdict
from dienhinh_desktop.domain.imports import RowState
from dienhinh_desktop.domain.plans import MilestoneVerdict, QuotaVerdict
from dienhinh_desktop.ui import theme
from dienhinh_desktop.ui.kit import marks
from dienhinh_desktop.ui.kit.marks import Mark
from dienhinh_desktop.ui.theme import Ground, TextSize

SOURCE = Path(theme.__file__).parent


def _luminance(colour: QColor) -> float:
    shares = (colour.redF(), colour.greenF(), colour.blueF())
    parts = [share / 12.92 if share <= 0.03928 else math.pow((share + 0.055) / 1.055, 2.4) for share in shares]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _contrast(tokens: dict[str, str], ink: str, paper: str) -> float:
    bright, dark = sorted((_luminance(QColor(tokens[ink])), _luminance(QColor(tokens[paper]))), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _rules_with_both(sheet: str) -> list[tuple[str, str, str]]:
    """Return the rules that set words and their ground, but those of things switched off: they need no contrast."""
    found = []
    for names, body in re.findall(r"([^{}]+)\{([^}]*)\}", re.sub(r"/\*.*?\*/|\$\{\w+\}", "", sheet, flags=re.DOTALL)):
        ink, paper = re.search(r"(?:^|[\s;])color: \$(\w+)", body), re.search(r"background: \$(\w+)", body)
        if ink and paper and ":disabled" not in names:
            found.append((names.strip(), ink[1], paper[1]))
    return found


def test_the_rules_with_words_and_ground_are_found() -> None:
    pairs = {(ink, paper) for _rule, ink, paper in _rules_with_both(theme.sheet_text())}
    assert {("text", "surface"), ("on_accent", "accent"), ("on_rail", "rail_hover"), ("surface", "text")} <= pairs


@pytest.mark.parametrize("ground", Ground)
@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        *product(("text", "text2", "text3", "accent", "ok", "warn", "miss", "bad", "none"), ("surface", "raised")),
        *((mark.token, mark.ground) for mark in Mark),
        ("on_accent", "accent"),
        ("on_accent", "year_x"),
        ("text", "year_t"),
        ("text", "year_h"),
        ("rail_text", "rail"),
        ("on_rail", "rail_on"),
        ("text", "accent_soft"),
        ("accent", "accent_soft"),
        ("text2", "canvas"),
    ],
)
def test_words_stand_out_from_their_ground(ground: Ground, ink: str, paper: str) -> None:
    assert _contrast(theme.read_tokens(theme.sheet_text(), ground), ink, paper) >= 4.5


@pytest.mark.parametrize("ground", Ground)
@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        *product(("text", "text2", "text3"), ("canvas", "raised", *(mark.ground for mark in Mark), "accent_soft")),
        *product(("accent", "ok", "warn", "miss", "bad", "none"), ("canvas", "accent_soft")),
        *((ink, paper) for _rule, ink, paper in _rules_with_both(theme.sheet_text())),
    ],
)
def test_words_of_every_kind_stand_out_where_they_may_stand(ground: Ground, ink: str, paper: str) -> None:
    assert _contrast(theme.read_tokens(theme.sheet_text(), ground), ink, paper) >= 4.5


@pytest.mark.parametrize("ground", Ground)
@pytest.mark.parametrize("paper", ["surface", "raised", "canvas", "accent_soft"])
def test_the_focus_can_be_seen(ground: Ground, paper: str) -> None:
    assert _contrast(theme.read_tokens(theme.sheet_text(), ground), "accent", paper) >= 3


@pytest.mark.parametrize("ground", Ground)
def test_edges_of_fields_can_be_seen(ground: Ground) -> None:
    assert _contrast(theme.read_tokens(theme.sheet_text(), ground), "line_strong", "surface") >= 3


@pytest.mark.parametrize("ground", Ground)
@pytest.mark.parametrize("size", TextSize)
def test_every_token_of_the_sheet_is_defined(ground: Ground, size: TextSize) -> None:
    made = theme.Theme(ground, size, "Inter", theme.read_tokens(theme.sheet_text(), ground))
    assert "$" not in made.sheet(theme.sheet_text())


def test_the_sheet_leaves_cells_to_the_delegate_and_bare_widgets_alone() -> None:
    body = theme.sheet_text().split("*/", 1)[1]
    rules = re.sub(r"/\*.*?\*/", "", body, flags=re.DOTALL)
    assert not re.search(r"Q(Table|Tree|List)View::item", rules)
    assert not re.search(r"(^|[},])\s*QWidget\s*[{,]", rules)


def test_only_the_theme_sets_a_style_sheet() -> None:
    places = [file.name for file in SOURCE.rglob("*.py") if "setStyleSheet" in file.read_text(encoding="utf-8")]
    assert places == ["theme.py"]


def test_letters_go_from_90_to_150_percent_under_the_names_settings_are_kept_by() -> None:
    sizes = {size.value: size.factor for size in TextSize}
    assert sizes == {"nho": 0.9, "vua": 1.0, "lon": 1.15, "rat_lon": 1.3, "lon_nhat": 1.5}
    assert len({size.label for size in TextSize}) == len(sizes)


@pytest.mark.parametrize("size", TextSize)
def test_captions_never_fall_under_12_px(size: TextSize) -> None:
    made = theme.Theme(Ground.LIGHT, size, "Inter", theme.read_tokens(theme.sheet_text(), Ground.LIGHT))
    assert made.letter("fs_caption") >= 12
    assert made.letter("fs_body") >= 12


def test_the_bundled_font_is_used_and_has_every_vietnamese_letter(qapp: QApplication, dressed: theme.Theme) -> None:
    letters = "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹĂÂĐÊÔƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
    metrics = dressed.metrics()
    assert dressed.family in ("Inter", "Segoe UI")
    assert [letter for letter in letters if not metrics.inFontUcs4(ord(letter))] == []


def test_every_status_has_a_word_and_a_shape() -> None:
    assert set(marks.VERDICTS) == set(Verdict)
    assert all(verdict.label for verdict in Verdict)
    assert set(marks.ROW_STATES) == set(RowState)
    assert set(marks.QUOTAS) == set(QuotaVerdict)
    assert set(marks.MILESTONES) == set(MilestoneVerdict)
    assert set(marks.CHECKS) == set(CheckLevel)
    assert len(set(marks.VERDICTS.values())) == len(Verdict), "two verdicts share a shape"


def test_every_icon_named_in_the_code_is_there_with_its_licence() -> None:
    folder = resources.path("icons")
    named = {
        name
        for file in SOURCE.rglob("*.py")
        for name in re.findall(
            r'(?:icon=|icons\.icon\(|icons\.draw\([a-z]+, |tool\("[^"]+", )"([a-z0-9-]+)"', file.read_text("utf-8")
        )
    }
    assert named, "the pattern finds no icon"
    assert sorted(name for name in named if not (folder / f"{name}.svg").is_file()) == []
    assert "ISC" in (folder / "LICENSE-lucide.txt").read_text("utf-8")
