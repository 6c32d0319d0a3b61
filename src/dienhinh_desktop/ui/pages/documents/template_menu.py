"""The menu of templates (Sửa mẫu): write the one in use out, try a changed one, take it into use, go back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QMenu

from ....domain.dates import short_date
from ....domain.documents import Form
from ....domain.rounds import Round
from ....domain.templates import PaperTemplate
from ....domain.upkeep import Changes
from ....services import documents
from ....services.context import Context
from ....services.documents import templates
from ... import icons
from ...kit import file_dialogs
from ...page import Page
from .papers import Paper

_FOLDER = "templates"


@dataclass(frozen=True, slots=True)
class Templated:
    """A paper in hand: its name, its content, its template."""

    name: str
    form: Form
    template: PaperTemplate

    @property
    def file_name(self) -> str:
        """The name of its template as a file."""
        return f"Mau_{self.form.kind.replace('.', '_')}.docx"


def read(ctx: Context, held: Round, paper: Paper) -> tuple[Templated, ...]:
    """Return the papers in hand with their templates; none for a list, whose columns are the program's own."""
    if paper.listed is not None:
        return ()
    found = documents.templated_papers(ctx, held.plan, held.on, paper.kind, paper.subject, held.id)
    return tuple(Templated(name, form, templates.template(ctx, form.kind)) for name, form in found)


class TemplateMenu(QMenu):
    """Offers what can be done with the templates of the papers in hand; `told` is called with what was done."""

    def __init__(self, page: Page, found: tuple[Templated, ...], told: Callable[[str], object]) -> None:
        super().__init__(page)
        self._page, self._told = page, told
        if not found:
            self.addAction("Danh sách không có mẫu riêng; chọn một văn bản hoặc một đối tượng").setEnabled(False)
        for item in found:
            self._fill(self if len(found) == 1 else self.addMenu(icons.icon("scroll-text"), item.name), item)

    def _fill(self, menu: QMenu, item: Templated) -> None:
        menu.addAction(f"Ghi mẫu {item.name} ra Word để sửa…").triggered.connect(lambda: self._write(item))
        menu.addAction(f"Thử mẫu {item.name} đã sửa…").triggered.connect(lambda: self._try(item))
        menu.addAction(f"Dùng mẫu {item.name} này…").triggered.connect(lambda: self._use(item))
        menu.addSeparator()
        back = menu.addAction("Mẫu gốc")
        back.setCheckable(True)
        back.setChecked(item.template.used is None)
        back.triggered.connect(lambda: self._go_back(item, None))
        for number, version in reversed(list(enumerate(item.template.versions))):
            act = menu.addAction(f"Bản {number + 1}: {version.name}, {short_date(version.at.date())}, {version.who}")
            act.setCheckable(True)
            act.setChecked(item.template.used == number)
            act.triggered.connect(lambda _checked=False, chosen=number: self._go_back(item, chosen))

    def _write(self, item: Templated) -> None:
        target = self._ask_target("Ghi mẫu", item.file_name)
        if target is not None:
            self._compute(
                lambda: templates.write_in_use(self._page.ctx, item.form, target),
                f"Đã ghi mẫu {item.name} vào {target.name}. Sửa trong Word, giữ các ô {{{{…}}}}, rồi bấm Dùng mẫu này.",
            )

    def _try(self, item: Templated) -> None:
        source = self._ask_source(item)
        target = self._ask_target("Ghi bản thử", f"Thu_{item.file_name}") if source is not None else None
        if source is not None and target is not None:
            self._compute(
                lambda: templates.try_out(item.form, item.name, source, target),
                f"Mẫu dùng được. Đã ghi bản thử {target.name}; mẫu đang dùng chưa đổi.",
            )

    def _use(self, item: Templated) -> None:
        source = self._ask_source(item)
        if source is not None:
            self._act(lambda: templates.take_into_use(self._page.ctx, item.form, item.name, source))

    def _go_back(self, item: Templated, number: int | None) -> None:
        self._act(lambda: templates.use_version(self._page.ctx, item.form.kind, item.name, number))

    def _ask_source(self, item: Templated) -> Path | None:
        title = f"Chọn mẫu {item.name} đã sửa"
        return file_dialogs.ask_open(self._page, self._page.shell.preferences, _FOLDER, title, file_dialogs.WORDS)

    def _ask_target(self, title: str, name: str) -> Path | None:
        return file_dialogs.ask_save(self._page, self._page.shell.preferences, _FOLDER, title, name, file_dialogs.WORDS)

    def _compute(self, work: Callable[[], object], sentence: str) -> None:
        self._page.compute(lambda _progress: work(), lambda _done: self._told(sentence), label="Đang lập mẫu")

    def _act(self, work: Callable[[], Changes]) -> None:
        self._page.act(lambda _progress: work(), lambda changes: self._told(changes.sentence), label="Đang ghi mẫu")
