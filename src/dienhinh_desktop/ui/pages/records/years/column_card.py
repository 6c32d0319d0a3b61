"""What is done to a whole column: one decision for every cell that names none, one word into every empty cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter

from .....domain.catalogue import Catalogue
from .....domain.dates import short_date
from .....domain.proofs import KnownScan
from .....domain.records import SubjectKind
from .....domain.text import decision_key, number_text
from .....domain.year_grid import CellState, CommonDecision, GridColumn, GridField, GridRow
from .....services.year_grid import suggestions
from ....kit.boxes import Card, column, row
from ....kit.buttons import button, retitle
from ....kit.fields import Choice, DateField, TextField, helped_by, mark_invalid
from ....kit.form import FormField
from ....kit.labels import label
from ....kit.popups import dress, popup_list
from ..proofs.field import FilesField

ANY = ""


class DecisionCard(Card):
    """`asked(decision, form)`: the decision is to be written into the cells of the column that have none.

    `given`: the decision was typed or mended. `numbered(number)`: another number was typed.
    """

    asked = Signal(object, str)
    numbered = Signal(str)
    given = Signal()

    def __init__(self, catalogue: Catalogue, choose_files: Callable[[], list[Path]]) -> None:
        super().__init__()
        self._catalogue = catalogue
        self.files = FilesField("Bản quét của quyết định", choose_files, compact=True)
        self.files.changed.connect(self._count)
        self._column: GridColumn | None = None
        self._known: dict[str, CommonDecision] = {}
        self._entries: list[str] = []
        self._issuers: list[str] = []
        self._numbered = ""
        self.title = label("Quyết định chung", "section", wrap=True)
        self.note = label("", "caption", wrap=True)
        self.number = TextField("Số quyết định", hint="412/QĐ-SNgV")
        self.day = DateField("Ngày ký", width=104)
        self.day.setPlaceholderText("01/12/2025")
        self.issuer = TextField("Cơ quan ban hành")
        self.form = Choice("Ghi cho danh hiệu")
        helped_by(self.form, "grid.form")
        self._form_field = FormField("Ghi cho", self.form)
        self.fault = label("", "bad", wrap=True)
        self.apply = button("Áp dụng", self.ask)
        pair = row(FormField("Số quyết định", self.number), FormField("Ngày ký", self.day), gap=8)
        pair.setStretch(0, 1)
        inside = column(
            self.title,
            self.note,
            pair,
            FormField("Cơ quan ban hành", self.issuer),
            self._form_field,
            self.files,
            self.fault,
            self.apply,
            gap=6,
            margins=(14, 12, 14, 12),
        )
        self.body.addLayout(inside)
        self.fault.hide()
        for field, topic in ((self.number, "decision"), (self.day, "date"), (self.issuer, "issuer")):
            helped_by(field, f"awards.{topic}")
        self.number.editingFinished.connect(self._recall)
        for field, after in ((self.number, self.day), (self.day, self.issuer), (self.issuer, self.apply)):
            field.returnPressed.connect(after.setFocus)
            field.editingFinished.connect(self.given)
        self.form.picked.connect(lambda _form: self._count())

    def show_column(
        self, wanted: GridColumn, cells: Sequence[GridRow], place: int, known: Sequence[CommonDecision]
    ) -> None:
        """Show what a column still lacks; what is typed stays."""
        if wanted.field is GridField.INITIATIVE and self._column != wanted:
            self._forget()
        self._column = wanted
        self._known = {decision_key(item.number): item for item in known}
        entries = [entry for one in cells for entry in one.cells[place].undecided]
        titles = wanted.field in (GridField.TITLE, GridField.REWARD)
        self._entries = [entry.form if titles else ANY for entry in entries]
        self.title.setText(f"Quyết định chung cho {wanted.year}")
        every_cell = f"Ghi một lần cho mọi ô {wanted.words} chưa có số; ô khác thì sửa riêng."
        new_ones = f"Sáng kiến mới gõ vào cột {wanted.year} lấy số, ngày ký, cơ quan ở đây."
        self.note.setText(new_ones if wanted.field is GridField.INITIATIVE else every_cell)
        counted = Counter(self._entries) if titles else Counter()
        word = "danh hiệu" if wanted.field is GridField.TITLE else "khen thưởng"
        every = (ANY, f"Mọi {word} ({number_text(len(entries))})")
        names = [
            (code, f"{self._catalogue.award_name(code)} ({number_text(count)})")
            for code, count in counted.most_common()
        ]
        self.form.offer([every, *names])
        self._form_field.setVisible(len(counted) > 1)
        self._offer([item.number for item in known], self.number)
        issuers = [item.issuer for item in known if item.issuer]
        self._offer(list(dict.fromkeys([*issuers, *self._issuers])), self.issuer)
        self.setEnabled(wanted.field.decided)
        self._count()

    def _forget(self) -> None:
        """Empty the fields: new initiatives would be kept by the decision of another column."""
        for field in (self.number, self.day, self.issuer):
            field.clear()
            mark_invalid(field, False)
        self.files.offer(())
        self.fault.hide()

    def shared(self) -> CommonDecision | None:
        """Return the decision typed so far, by which new initiatives are kept; None where it has no day."""
        if self._column is None or self._column.field is not GridField.INITIATIVE or self.day.fault():
            return None
        day = self.day.day()
        return CommonDecision(number=self.number.value() or "", day=day, issuer=self.issuer.value()) if day else None

    def _offer(self, words: list[str], field: TextField) -> None:
        old = field.completer()
        if old is not None and [old.model().index(n, 0).data() for n in range(old.model().rowCount())] == words:
            return
        made = QCompleter(words, field)
        made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        made.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = popup_list()
        made.setPopup(popup)
        dress(popup)
        field.setCompleter(made)

    def _count(self) -> None:
        form = self.form.key if self._form_field.isVisibleTo(self) else ANY
        count = sum(1 for entry in self._entries if form in (ANY, entry))
        scans = bool(self.files.value())
        left = "Ghi bản quét vào ô có số này" if scans else "Không còn ô nào thiếu số"
        retitle(self.apply, f"Áp dụng cho {number_text(count)} ô chưa có số" if count else left)
        self.apply.setEnabled(count > 0 or scans)

    def _recall(self) -> None:
        """Fill day and issuer of a number the column knows; ask what is known of it elsewhere."""
        number = self.number.text()
        known = self._known.get(decision_key(number))
        if known is not None:
            self._fill(known)
        if number != self._numbered:
            self._numbered = number
            self.files.offer(())
            self.numbered.emit(number)

    def learn(self, issuers: Sequence[str]) -> None:
        """Offer these issuers after those of the column."""
        self._issuers = list(issuers)

    def take_known(self, number: str, known: CommonDecision | None, scans: Sequence[KnownScan]) -> None:
        """Fill what is empty from a decision known elsewhere, and offer its scans; too late for another number."""
        if decision_key(number) != decision_key(self.number.text()):
            return
        if known is not None:
            self._fill(known)
        self.files.offer(scans)

    def _fill(self, known: CommonDecision) -> None:
        if not self.day.text().strip() and known.day is not None:
            self.day.setText(short_date(known.day))
        if not self.issuer.text().strip() and known.issuer:
            self.issuer.setText(known.issuer)

    def ask(self) -> None:
        """Ask for it, or say which field is wrong."""
        wrong = self.day.fault()
        number = self.number.value()
        mark_invalid(self.number, number is None)
        mark_invalid(self.day, wrong is not None)
        sentence = "Số quyết định để trống; ghi rồi áp dụng." if number is None else f"Ngày ký: {wrong}."
        self.fault.setText(sentence)
        self.fault.setVisible(number is None or wrong is not None)
        if number is None:
            self.number.setFocus()
        elif wrong is not None:
            self.day.setFocus()
        else:
            form = self.form.key if self._form_field.isVisibleTo(self) else ANY
            self.asked.emit(CommonDecision(number=number, day=self.day.day(), issuer=self.issuer.value()), form)


class FillCard(Card):
    """`asked(words)`: the words are to be written into every empty cell of the column."""

    asked = Signal(str)

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._offered: tuple[GridField, SubjectKind] | None = None
        self.title = label("Điền cả cột", "section", wrap=True)
        self.note = label("Điền mọi ô trống của cột, rồi sửa riêng vài ô khác.", "caption", wrap=True)
        self.words = Choice("Điền gì")
        helped_by(self.words, "grid.fill")
        self.typed = TextField("Điền gì, tự gõ")
        helped_by(self.typed, "grid.fill")
        self.typed.returnPressed.connect(self._ask)
        self.fill = button("Điền", self._ask)
        inside = column(self.title, self.note, self.words, self.typed, self.fill, gap=6, margins=(14, 12, 14, 12))
        self.body.addLayout(inside)

    def _ask(self) -> None:
        words = (self.typed.value() or "") if self.typed.isVisibleTo(self) else self.words.key
        if words and self.fill.isEnabled():
            self.asked.emit(words)
        else:
            self.typed.setFocus()

    def show_column(self, wanted: GridColumn, kind: SubjectKind, rows: Sequence[GridRow], place: int) -> None:
        """Offer what a column can hold, and count its empty cells."""
        free = wanted.field.figure or wanted.field is GridField.INITIATIVE
        self.words.setVisible(not free)
        self.typed.setVisible(free)
        self.typed.setPlaceholderText("số, như 1.234,5" if wanted.field.figure else "tên sáng kiến chung")
        if self._offered != (wanted.field, kind):
            self.typed.clear()
            self._offered = (wanted.field, kind)
            offered = suggestions(self._catalogue, wanted.field, kind, "", {})
            self.words.offer([(item.words, item.text) for item in offered])
            self.words.choose(_USUAL.get(wanted.field, ""))
        count = sum(is_fillable(one.cells[place].state) for one in rows)
        self.title.setText(f"Điền cả cột {wanted.words}")
        retitle(self.fill, f"Điền {number_text(count)} ô trống" if count else "Không còn ô trống")
        self.fill.setEnabled(count > 0)


_USUAL = {GridField.GRADE: "HTTNV", GridField.TITLE: "LĐTT", GridField.STATE: "Không"}


def is_fillable(state: CellState) -> bool:
    """Tell whether filling a column may write into a cell: it is empty, and its subject was there."""
    return state in (CellState.EMPTY, CellState.MISSING)
