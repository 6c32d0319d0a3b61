"""Words to paste into a message, and the passphrase of a sealed package."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from ...kit.boxes import Box, Card, CardHead, bare, column, row
from ...kit.buttons import button
from ...kit.fields import TextField, helped_by
from ...kit.labels import hairline, label


class WordsCard(Card):
    """Reminders, to be read, changed and copied. `copied()`: they are on the clipboard."""

    copied = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.head = CardHead("Lời nhắc")
        self.field = QPlainTextEdit()
        self.field.setAccessibleName("Lời nhắc")
        helped_by(self.field, "units.words")
        self.field.setTabChangesFocus(True)
        self.copy = button("Chép lời nhắc", self._copy, kind="primary")
        hint = label("Sửa được trước khi chép; dán vào Zalo hoặc thư. Chương trình không tự gửi.", "caption", wrap=True)
        foot = row(margins=(12, 6, 12, 6))
        foot.addWidget(hint, 1)
        foot.addWidget(self.copy)
        self.body.addWidget(self.head)
        self.body.addWidget(hairline())
        self.body.addWidget(bare(column(self.field, margins=(12, 10, 12, 10))), 1)
        self.body.addWidget(Box(foot, "foot"))

    def show_words(self, title: str, text: str) -> None:
        """Show words; without any, say that nothing is owed."""
        self.head.note.setText(title)
        self.field.setPlainText(text or "Đơn vị không còn nợ gì.")
        self.copy.setEnabled(bool(text))

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.field.toPlainText())
        self.copied.emit()


class PassphraseCard(Card):
    """Asks for the passphrase of a sealed package. `given(word)`."""

    given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.word = TextField("Mật khẩu của gói")
        helped_by(self.word, "units.passphrase")
        self.word.setEchoMode(QLineEdit.EchoMode.Password)
        self.word.returnPressed.connect(self._give)
        self.head = CardHead("Gói có mật khẩu")
        why = label(
            "Hỏi đơn vị gửi mật khẩu, qua điện thoại hoặc gặp trực tiếp. Mật khẩu không được giữ lại.", wrap=True
        )
        inside = column(why, self.word, row(None, button("Mở gói", self._give, kind="primary")), None, gap=12)
        self.body.addWidget(self.head)
        self.body.addWidget(hairline())
        self.body.addWidget(bare(column(inside, margins=(14, 12, 14, 12))), 1)

    def ask(self, file: str) -> None:
        """Ask for the passphrase of a file."""
        self.head.note.setText(file)
        self.word.clear()
        self.word.setFocus()

    def _give(self) -> None:
        if word := self.word.text():
            self.word.clear()
            self.given.emit(word)
