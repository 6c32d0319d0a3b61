"""Typing words into the blanks of a paper (Điền chữ): one field for each blank, kept apart from what is computed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ....domain.blanks import Blank
from ....domain.documents import Form
from ... import theme
from ...kit.boxes import Scroll, bare, column, row
from ...kit.buttons import button
from ...kit.fields import helped_by
from ...kit.labels import label

Papers = Sequence[tuple[str, Form, tuple[Blank, ...]]]
Typed = list[tuple[Form, Mapping[str, str]]]
_TOLD = "Chỗ nào sổ chưa biết thì để trống hoặc gõ vào đây. Lập lại từ dữ liệu vẫn giữ chữ đã gõ."


class BlanksWindow(QDialog):
    """A window with the blanks of the papers in hand; `kept` is given each paper with its words by place on Ghi."""

    def __init__(self, parent: QWidget, name: str, papers: Papers, kept: Callable[[Typed], object]):
        super().__init__(parent)
        self.setWindowTitle(f"Điền chữ: {name}")
        self._kept = kept
        self.fields: list[tuple[Form, dict[str, QLineEdit | QPlainTextEdit]]] = []
        lines = column(gap=6, margins=(2, 2, 12, 2))
        several = len(papers) > 1
        for title, form, blanks in papers:
            if several:
                lines.addWidget(label(title, "section"))
            self.fields.append((form, self._fields(lines, title if several else "", blanks)))
        lines.addStretch(1)
        save = button("Ghi", self._save, kind="primary", key="Ctrl+S")
        QShortcut(QKeySequence("Ctrl+S"), self, self._save)
        px = theme.current().px
        self.setLayout(
            column(
                label(name, "section"),
                label(_TOLD, "second", wrap=True),
                Scroll(bare(lines), "Chỗ trống của văn bản"),
                row(None, button("Thôi", self.reject, key="Esc"), save),
                gap=10,
                margins=(16, 14, 16, 14),
            )
        )
        room = parent.window().size()
        self.resize(min(px(640), room.width()), min(px(600), room.height()))

    def _fields(self, lines: QVBoxLayout, title: str, blanks: Sequence[Blank]) -> dict[str, QLineEdit | QPlainTextEdit]:
        made: dict[str, QLineEdit | QPlainTextEdit] = {}
        part = ""
        for blank in blanks:
            if blank.part != part:
                part = blank.part
                lines.addWidget(label(part, "strong", wrap=True))
            told = blank.label or part or "Nội dung"
            field = _field(blank)
            helped_by(field, "paper.blank")
            field.setAccessibleName(", ".join(filter(None, (title, told))))
            if blank.label:
                lines.addWidget(label(blank.label, "second", wrap=True))
            lines.addWidget(field)
            made[blank.place] = field
        return made

    def _save(self) -> None:
        self._kept([(form, {place: _words(one) for place, one in fields.items()}) for form, fields in self.fields])
        self.accept()


def _field(blank: Blank) -> QLineEdit | QPlainTextEdit:
    if blank.label and blank.lines == 1:
        line = QLineEdit(blank.words)
        line.setCursorPosition(0)
        return line
    text = QPlainTextEdit(blank.words)
    text.setTabChangesFocus(True)
    text.setFixedHeight(theme.current().px(30 + 18 * min(max(blank.lines, 2), 6)))
    return text


def _words(field: QLineEdit | QPlainTextEdit) -> str:
    return field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()
