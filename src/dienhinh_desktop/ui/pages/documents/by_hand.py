"""What is changed by hand on the page of papers: words typed into their blanks, templates of the office's own."""

from __future__ import annotations

from collections.abc import Callable

from ....domain.drafts import PlaceValue
from ....domain.rounds import Round
from ....services import documents
from ....services.documents.blanks import save_words
from ...kit.buttons import button
from ...page import Page
from .blanks_window import BlanksWindow, Typed
from .blanks_window import Papers as BlankPapers
from .papers import Paper
from .template_menu import Templated, TemplateMenu
from .template_menu import read as read_templates


class ByHand:
    """The buttons "Điền chữ" and "Sửa mẫu"; `held` and `paper` tell what is in hand, `told` says what was done."""

    def __init__(
        self,
        page: Page,
        held: Callable[[], Round | None],
        paper: Callable[[], Paper | None],
        told: Callable[[str], object],
    ) -> None:
        self._page, self._held, self._paper, self._told = page, held, paper, told
        self.window: BlanksWindow | None = None
        self._going_on = ""
        self.fill = button("Điền chữ", self._ask_blanks, icon="type")
        self.edit = button("Sửa mẫu", self._ask_templates, icon="pencil")

    @property
    def place(self) -> dict[str, PlaceValue]:
        """Which paper words are being typed into; empty while none."""
        paper = self._paper()
        open_now = self.window is not None and self.window.isVisible()
        return {"paper": str(paper.key)} if open_now and paper is not None else {}

    def go_on(self, key: str) -> None:
        """Open the window of a paper again as soon as the paper is shown."""
        self._going_on = key
        self.shown()

    def shown(self) -> None:
        """Hear that another paper is shown."""
        paper = self._paper()
        if self._going_on and paper is not None and str(paper.key) == self._going_on:
            self._going_on = ""
            self._ask_blanks()

    def make_again(self) -> None:
        """Read everything again; say how many words typed by hand stay."""
        page, held = self._page, self._held()
        page.reload()
        if held is not None and held.id is not None:
            number = held.id
            page.ask(lambda: documents.typed_count(page.ctx, number), self._say_kept, key="typed")

    def _say_kept(self, count: int) -> None:
        if count:
            self._page.shell.say(f"Đã lập lại từ dữ liệu; {count} chỗ bạn đã gõ được giữ.")

    def _ask_blanks(self) -> None:
        page, held, paper = self._page, self._held(), self._paper()
        if held is None or held.id is None or paper is None:
            return
        number = held.id
        if paper.listed is not None:
            page.shell.say("Danh sách lập từ sổ, không có chỗ gõ tay; chọn một văn bản hoặc một đối tượng.")
            return
        page.ask(
            lambda: documents.blank_papers(page.ctx, held.plan, held.on, paper.kind, paper.subject, number),
            lambda blanks: self._open_blanks(paper.name, number, blanks),
            key="blanks",
        )

    def _open_blanks(self, name: str, number: int, blanks: BlankPapers) -> None:
        page = self._page

        def keep(typed: Typed) -> None:
            page.act(lambda _progress: save_words(page.ctx, number, typed), label="Đang ghi chữ")

        self.window = BlanksWindow(page, name, blanks, keep)
        self.window.open()

    def _ask_templates(self) -> None:
        held, paper = self._held(), self._paper()
        if held is not None and paper is not None:
            self._page.ask(lambda: read_templates(self._page.ctx, held, paper), self._open_templates, key="templates")

    def _open_templates(self, found: tuple[Templated, ...]) -> None:
        menu = TemplateMenu(self._page, found, self._told)
        menu.popup(self.edit.mapToGlobal(self.edit.rect().bottomLeft()))
