"""A doubtful wording with its readings as radio buttons; choosing one tries it on the records, and nothing is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ....domain.dates import short_date
from ....domain.eligibility import PackTrial, Verdict, VerdictChange
from ....domain.plans import Reading
from ....domain.text import join_words
from ...kit.boxes import Box, clear, column, row
from ...kit.labels import label
from ...kit.marks import VERDICTS, Mark, MarkIcon
from ...kit.reading_choice import ReadingChoice

DEFAULT = "mặc định, đang dùng"
_MOST_NAMES = 6
_TOP = Qt.AlignmentFlag.AlignTop


class ReadingBox(ReadingChoice):
    """One reading to be tried. `tried(option)`: another option than the default was chosen."""

    tried = Signal(str)

    def __init__(self, reading: Reading, *, coded: bool = True) -> None:
        super().__init__(reading, DEFAULT, coded=coded)
        self._result = column(gap=0)
        self.inside.addLayout(self._result)
        self.picked.connect(self._try)

    def _try(self, option: str) -> None:
        clear(self._result)
        if self.changed:
            self._result.addWidget(Box(column(label("Đang chạy thử…", "second"), margins=(12, 8, 12, 9)), "chosen"))
            self.tried.emit(option)

    def show_trial(self, trial: PackTrial, fields: Mapping[str, str]) -> QWidget:
        """Show what the option chosen would change, under the options; return the box shown."""
        lines = column(label(f"Chạy thử trên sổ, ngày {short_date(trial.on)}", "strong", wrap=True), gap=3,
                       margins=(12, 8, 12, 9))  # fmt: skip
        for mark, words in trial_lines(trial, fields):
            line = row(gap=7)
            line.addWidget(MarkIcon(mark, 15), 0, _TOP)
            line.addWidget(label(words, wrap=True), 1)
            lines.addLayout(line)
        clear(self._result)
        shown = Box(lines, "chosen")
        self._result.addWidget(shown)
        return shown


def trial_lines(trial: PackTrial, fields: Mapping[str, str]) -> list[tuple[Mark, str]]:
    """Say what a trial changes: how many are đạt before and after, with names; then what else changes."""
    if not trial.changes:
        return [(Mark.NONE, f"Đạt {trial.passed}, không đổi; không kết luận nào đổi.")]
    lost, gained = trial.lost, trial.gained
    after = trial.passed - len(lost) + len(gained)
    both = {item.subject for item in lost} & {item.subject for item in gained}
    lines = [
        (
            Mark.OK,
            f"Đạt {trial.passed} → {after}: bớt {_counted(lost, fields, both)}, thêm {_counted(gained, fields, both)}.",
        )
    ]
    others = [item for item in trial.changes if Verdict.DAT not in (item.before, item.after)]
    for verdict in (Verdict.THIEU_DU_LIEU, Verdict.CHUA_DAT, Verdict.KHONG_DAT, Verdict.KHONG_AP_DUNG):
        turned = [item for item in others if item.after is verdict]
        if turned:
            lines.append((VERDICTS[verdict], f"Thành {verdict.label.lower()} {_counted(turned, fields, set())}."))
    return lines


def _counted(changes: Sequence[VerdictChange], fields: Mapping[str, str], both: set[str]) -> str:
    if not changes:
        return "0"
    names = [
        f"{item.name} [{fields.get(item.field, item.field)}]" if item.subject in both else item.name
        for item in changes[:_MOST_NAMES]
    ]
    more = len(changes) - len(names)
    return f"{len(changes)} ({', '.join(names)} và {more} nữa)" if more else f"{len(changes)} ({join_words(names)})"
