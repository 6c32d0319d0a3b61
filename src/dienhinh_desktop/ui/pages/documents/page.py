"""The page "Danh sách, biểu mẫu": papers of the round, the check before export, and the pages as they will leave."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QStackedWidget, QWidget

from ....domain.dates import short_date
from ....domain.documents import CheckLevel, ExportCheck, ListKind, ListScope, PaperFormat, WrittenFiles
from ....domain.drafts import PlaceValue
from ....domain.rounds import Round
from ....domain.text import two_digits
from ....domain.upkeep import Changes, Kind, Progress
from ....services import delivery, documents
from ... import printing
from ...kit import file_dialogs
from ...kit.boxes import Card, CardHead, bare, row
from ...kit.buttons import button, retitle, tool
from ...kit.check_board import CheckBoard
from ...kit.labels import FoldLabel, hairline
from ...kit.marks import Mark
from ...kit.notice import Empty, Notice
from ...kit.preview_card import PreviewCard
from ...page import Page
from .by_hand import ByHand
from .cards import Cards, Drawing
from .exports import Bundle, bundle, drawn, export_menu, write_list, written
from .papers import LISTS, Paper, PaperList, Papers, read

NO_ROUND = "Chưa có đợt nào nên chưa có văn bản. Mở một đợt, chọn đối tượng rồi quay lại đây."
NOBODY = "Chọn đối tượng ở bước 3 trước; hiện chưa có ai."


class DocumentsPage(Page):
    """The papers of the round."""

    name = "documents"
    title = "Danh sách, biểu mẫu"
    place = "rounds"
    step = 4
    shows = frozenset({Kind.RECORDS, Kind.ROUNDS, Kind.PLANS, Kind.OFFICE})

    def build(self) -> None:
        """Make the three cards and the foot."""
        self._papers: Papers | None = None
        self._paper: Paper | None = None
        self._wanted: object = None
        self._pdf: bytes | None = None
        self._done: Notice | None = None
        self.by_hand = ByHand(
            self, lambda: self._papers.round if self._papers else None, lambda: self._paper, self._tell
        )
        self.issue = button(
            "Lập bộ để ký", self._issue, icon="stamp", tip="Chốt bản chính thức, sang bước 5 để ký, gửi"
        )
        again = button("Lập lại từ dữ liệu", self.by_hand.make_again, icon="refresh-cw", key="F5")
        self.head.add(self.by_hand.fill, self.by_hand.edit, again, self.issue)
        self.papers = PaperList()
        self.board = CheckBoard()
        self.preview = PreviewCard(tool("In trang đang xem (Ctrl+P)", "printer", self.print_out))
        self.check_head = CardHead("Kiểm tra trước khi xuất", tool("Kiểm tra lại (F5)", "refresh-cw", self.reload))
        self._cards = Cards(self.papers, Card(self.check_head, hairline(), self.board), self.preview)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._cards)
        self._make_empties()
        self.body.addWidget(self.stack, 1)
        self._make_foot()
        self._connect()

    def _make_empties(self) -> None:
        new_round = button("Mở đợt mới", lambda: self.shell.go("new_round"), icon="calendar-plus", kind="primary")
        choose = button("Mở bước 3", lambda: self.shell.go("rounds"), kind="primary")
        self.no_round, self.nobody = Card(Empty(NO_ROUND, new_round)), Card(Empty(NOBODY, choose))
        self.stack.addWidget(self.no_round)
        self.stack.addWidget(self.nobody)

    def _make_foot(self) -> None:
        self.reason = FoldLabel("", "second")
        self.list_pdf = button("Danh sách PDF", self._export_list_pdf, icon="file-down")
        self.forms = button("Biểu mẫu PDF", self._export_forms, icon="files")
        self.more = button("Xuất Word, PDF", self._open_menu, icon="chevron-down")
        self.excel = button("Xuất Excel", self.export, icon="file-spreadsheet", kind="primary", key="Ctrl+E")
        foot = row(gap=8)
        foot.addWidget(self.reason, 1)
        for widget in (self.more, self.list_pdf, self.forms, self.excel):
            foot.addWidget(widget)
        self.foot = bare(foot)
        self.body.addWidget(self.foot)

    def _connect(self) -> None:
        self.papers.chosen.connect(self._show_paper)
        self.board.door_asked.connect(self._open_door)
        self.preview.width_asked.connect(lambda width: self._draw(width, keep_place=True))
        self.preview.words_asked.connect(self._find)

    # --- what the frame calls ---------------------------------------------------------------------------------------

    def arrive(self, paper: object = None, **arguments: Any) -> None:
        """Say again what the page rests on; take in hand the paper the visitor comes for, by its key."""
        self.papers.table.setFocus()
        self._wanted = paper
        self._take_wanted()
        if self._papers is not None:
            self._say_facts(self._papers)

    def draft_place(self) -> dict[str, PlaceValue]:
        """Return the paper whose blanks are open."""
        return self.by_hand.place

    def resume(self, paper: str = "", **_place: Any) -> None:
        """Open the blanks of the paper again."""
        self.arrive(paper=paper)
        self.by_hand.go_on(paper)

    def refresh(self) -> None:
        """Check and build the papers again."""
        held = self.shell.round
        if held is None:
            self._papers = None
            self.stack.setCurrentWidget(self.no_round)
            self.head.say("")
            self._show_foot()
            return
        self.ask(lambda: read(self.ctx, held), self._have, key="papers")

    def export(self) -> None:
        """Ctrl+E: write the list in hand as a workbook; the registration list where another paper is."""
        self._export_list(self._list_in_hand(), "xlsx", file_dialogs.LISTS)

    def edit(self) -> None:
        """F2: type into the blanks of the paper shown."""
        self.by_hand.fill.click()

    def seek(self) -> None:
        """Ctrl+F: find words in the paper shown."""
        self.preview.seek()

    def print_out(self) -> None:
        """Ctrl+P: print the pages shown, a draft as a draft."""
        pdf = self._pdf
        printer = printing.ask_printer(self) if pdf is not None else None
        if pdf is not None and printer is not None:
            self.compute(
                lambda progress: printing.print_pdf(printer, pdf, documents.page_images, progress),
                lambda sheets: self.shell.say(f"Đã gửi {sheets} trang tới máy in."),
                label="Đang in",
            )

    def panes(self) -> tuple[QWidget, ...]:
        """Return papers, checks, preview, foot."""
        return self.papers.table, self.board, self.preview.view, self.foot

    # --- what came back ---------------------------------------------------------------------------------------------

    def _have(self, found: Papers) -> None:
        self._papers = found
        self.stack.setCurrentWidget(self._cards if found.candidates else self.nobody)
        self.board.show_checks(found.checks)
        self.papers.show_papers(found.papers())
        self._take_wanted()
        self._show_foot()
        self._say_facts(found)
        shown = self.papers.table.current()
        if shown is not None:
            self._show_paper(shown)

    def _take_wanted(self) -> None:
        if self._wanted is not None and self.papers.table.choose(self._wanted):
            self._wanted = None

    def _show_foot(self) -> None:
        found = self._papers
        anybody = found is not None and bool(found.candidates)
        blocking = found.blocking if found is not None else 0
        self.foot.setVisible(anybody)
        self.excel.setEnabled(anybody and not blocking)
        self.issue.setVisible(anybody)
        self.issue.setEnabled(not blocking)
        self.forms.setEnabled(anybody and not blocking)
        retitle(self.list_pdf, "Xuất nháp PDF" if blocking else "Danh sách PDF")
        if found is None or not anybody:
            return
        count = two_digits(len(found.candidates))
        self.head.say(f"{len(found.papers())} văn bản" + (f", {blocking} lỗi chặn" if blocking else ""))
        self.reason.setText(
            f"Sửa {blocking} lỗi chặn để xuất bản chính thức. Bản nháp in chữ DỰ THẢO."
            if blocking
            else f"{found.round.name}: {count} đối tượng, dữ liệu đến ngày {short_date(found.round.on)}."
        )

    def _say_facts(self, found: Papers) -> None:
        self.shell.show_facts(f"Bộ kế hoạch {found.round.plan}", f"Dữ liệu đến ngày {short_date(found.round.on)}")

    # --- the preview ------------------------------------------------------------------------------------------------

    def _show_paper(self, paper: Paper | None) -> None:
        found = self._papers
        if paper is None or found is None or not found.candidates:
            return
        same = self._paper is not None and self._paper.key == paper.key
        self._paper = paper
        self.by_hand.shown()
        held = found.round
        self.ask(lambda: drawn(self.ctx, held, paper), lambda pdf: self._have_pdf(paper, pdf, same=same), key="pdf")

    def _have_pdf(self, paper: Paper, pdf: bytes, *, same: bool) -> None:
        self._pdf = pdf
        name = paper.file_name or paper.name
        if paper.subject is not None:
            name = f"{name}, bản đăng ký, báo cáo, các phiếu"
        draft = bool(self._papers and self._papers.blocking)
        own = self._papers is not None and self._papers.templated(paper)
        self.preview.show_name(name, draft=draft, note="PDF theo mẫu gốc, Word theo mẫu riêng" if own else "")
        self._draw(self.preview.view.wanted_width, keep_place=same)

    def _draw(self, width: int, *, keep_place: bool) -> None:
        pdf = self._pdf
        if pdf is not None:
            self.shell.operations.ask(
                Drawing(self),
                lambda: documents.page_images(pdf, width),
                lambda pictures: self._have_pages(pictures, keep_place=keep_place),
                key=f"{self.name}.pages",
            )

    def _have_pages(self, pictures: list[bytes], *, keep_place: bool) -> None:
        self.preview.show_pages(pictures, keep_place=keep_place)
        pdf, names = self._pdf, self._wrong_names()
        if not names:
            self.preview.view.show_marks([])
        elif pdf is not None:
            self.shell.operations.ask(
                Drawing(self),
                lambda: documents.find_each(pdf, names),
                self.preview.view.show_marks,
                key=f"{self.name}.marks",
            )

    def _wrong_names(self) -> list[str]:
        """Return whom the errors are about, as the list in hand spells them: there the page bears a mark."""
        found = self._papers
        if found is None or self._paper is None or self._paper.listed is None:
            return []
        wrong = {check.subject for check in found.checks if check.level is CheckLevel.BLOCKING}
        return sorted({item.name for item in found.candidates if item.candidate.subject in wrong})

    def _find(self, words: str) -> None:
        pdf = self._pdf
        if pdf is not None:
            self.ask(lambda: documents.find_words(pdf, words), self.preview.show_found, key="words")

    # --- what the clerk does ----------------------------------------------------------------------------------------

    def _open_door(self, check: ExportCheck) -> None:
        if check.subject is not None:
            self.shell.go("records", subject=check.subject)
        else:
            self.shell.go(check.page, **({"section": check.section} if check.section else {}))

    def _issue(self) -> None:
        """Make the official papers of the dossier and go where they are signed."""
        found = self._papers
        if found is not None and found.round.id is not None:
            number = found.round.id
            self.act(
                lambda progress: delivery.issue(self.ctx, number, None, progress),
                lambda _done: self.shell.go("delivery"),
                label="Đang lập văn bản",
            )

    def _open_menu(self) -> None:
        draft = bool(self._papers and self._papers.blocking)
        menu = export_menu(
            self, self._paper, self._export_shown, self._export_everybody, self._export_parts, draft=draft
        )
        menu.popup(self.more.mapToGlobal(self.more.rect().topLeft()) - QPoint(0, menu.sizeHint().height()))

    def _round(self) -> Round | None:
        return self._papers.round if self._papers is not None else None

    def _tell(self, sentence: str) -> None:
        if self._done is not None:
            self.withdraw(self._done)
        self._done = self.notify(Mark.OK, sentence)
        self._done.closed.connect(self._forget_done)

    def _export_shown(self, written_as: PaperFormat) -> None:
        """Write the paper in hand: the list under a name asked for, others into a folder."""
        found, paper = self._papers, self._paper
        if found is None or paper is None:
            return
        if paper.listed is not None:
            word = written_as is PaperFormat.WORD
            self._export_list(paper.listed, written_as.value, file_dialogs.WORDS if word else file_dialogs.PAPERS)
            return
        held, official = found.round, not found.blocking
        self._write_into(
            lambda folder, progress: written(self.ctx, held, paper, folder, written_as, progress, official=official)
        )

    def _export_everybody(self, what: Bundle, written_as: PaperFormat) -> None:
        found = self._papers
        if found is not None:
            held, official = found.round, not found.blocking
            self._write_into(
                lambda folder, progress: bundle(self.ctx, held, what, folder, written_as, progress, official=official)
            )

    def _export_parts(self, scope: ListScope, ending: str) -> None:
        found = self._papers
        if found is not None:
            held = found.round
            self._write_into(
                lambda folder, progress: documents.export_parts(
                    self.ctx, held.plan, held.on, folder, scope, held.id, progress, ending
                )
            )

    def _list_in_hand(self) -> ListKind:
        listed = self._paper.listed if self._paper is not None else None
        return listed or ListKind.REGISTRATION

    def _write_into(self, write: Callable[[Path, Progress], WrittenFiles]) -> None:
        folder = file_dialogs.ask_folder(self, self.shell.preferences, "forms", "Chọn thư mục để xuất văn bản")
        if folder is not None:
            self.act(
                lambda progress: write(folder, progress),
                lambda files: self._tell_written(files, folder),
                label="Đang lập văn bản",
                changes=lambda _files: Changes(frozenset({Kind.PAPERS})),
            )

    def _export_list_pdf(self) -> None:
        self._export_list(self._list_in_hand(), PaperFormat.PDF.value, file_dialogs.PAPERS)

    def _export_list(self, kind: ListKind, ending: str, filters: str) -> None:
        found = self._papers
        if found is None or not found.candidates or (ending == "xlsx" and found.blocking):
            return
        name = Path(LISTS[kind][1]).with_suffix(f".{ending}").name
        target = file_dialogs.ask_save(self, self.shell.preferences, "documents", "Xuất danh sách", name, filters)
        if target is None:
            return
        held, official = found.round, not found.blocking
        self.act(
            lambda _progress: write_list(self.ctx, held, kind, target, official=official),
            lambda files: self._tell_written(files, target.parent),
            label=f"Đang xuất {target.name}",
            changes=lambda _files: Changes(frozenset({Kind.PAPERS})),
        )

    def _export_forms(self) -> None:
        self._export_everybody(Bundle.FORMS, PaperFormat.PDF)

    def _tell_written(self, files: WrittenFiles, folder: Path) -> None:
        if self._done is not None:
            self.withdraw(self._done)
        self._done = self.notify(
            Mark.INFO if files.stopped else Mark.OK,
            written_words(files, folder),
            action=("Mở thư mục", lambda: file_dialogs.show_folder(folder)),
        )
        self._done.closed.connect(self._forget_done)

    def _forget_done(self) -> None:
        self._done = None


def written_words(files: WrittenFiles, folder: Path) -> str:
    """Say what an export wrote, and where."""
    if files.stopped:
        return f"Đã dừng. Giữ {len(files.files)} văn bản đã lập xong trong thư mục {folder}."
    if len(files.files) == 1 and files.bound is None:
        return f"Đã ghi {Path(files.files[0]).name} vào thư mục {folder}."
    bound = f" và bản gộp {Path(files.bound).name}" if files.bound else ""
    kind = {"docx": "Word", "pdf": "PDF"}.get(files.files[0].rpartition(".")[2], "Excel")
    return f"Đã ghi {len(files.files)} tệp {kind}{bound} vào thư mục {folder}."
