"""Making what is sent upward: the package, or the same papers as plain files in a folder."""

from __future__ import annotations

from pathlib import Path

from ....domain.packages import SendReport
from ....domain.upkeep import Changes, Kind
from ....services import delivery
from ...kit.file_dialogs import PACKAGES, ask_folder, ask_save, show_folder
from ...kit.marks import Mark
from ...page import Page
from .package_card import PackageCard


class PackDesk:
    """What the buttons of the package card do."""

    def __init__(self, page: Page, card: PackageCard) -> None:
        """Listen to the card; `page` asks for the work and tells what came of it."""
        self._page, self._card = page, card
        self._made: Path | None = None
        card.package_asked.connect(self._make_package)
        card.folder_asked.connect(self._write_folder)
        card.shown_asked.connect(self._show)

    def _make_package(self, word: str) -> None:
        page = self._page
        held = page.shell.round
        if held is None or held.id is None:
            return
        name = "goi_gui_len.zip.age" if word else "goi_gui_len.zip"
        target = ask_save(page, page.shell.preferences, "package", "Tạo gói", name, PACKAGES)
        if target is None:
            return
        ctx, plan, number = page.ctx, held.plan, str(held.id)
        page.act(
            lambda progress: delivery.send(ctx, plan, target, None, number, passphrase=word or None, progress=progress),
            self._have_package,
            label="Đang lập gói",
            changes=lambda _done: Changes(frozenset({Kind.PAPERS}), "Đã lập gói gửi lên."),
        )

    def _have_package(self, done: SendReport) -> None:
        made = Path(done.file)
        count, parts = done.manifest.subjects, len(done.manifest.parts)
        sealed = ", có mật khẩu" if done.sealed else ""
        told = f"Đã lập gói {made.name}: {count} đối tượng, {parts} tệp{sealed}. Gửi tệp này rồi bấm Ghi đã gửi."
        self._tell(made.parent, told, done.notes)

    def _write_folder(self) -> None:
        page = self._page
        held = page.shell.round
        if held is None or held.id is None:
            return
        folder = ask_folder(page, page.shell.preferences, "dossier", "Chọn thư mục để ghi bộ hồ sơ")
        if folder is not None:
            ctx, number = page.ctx, held.id
            page.compute(
                lambda progress: delivery.write_folder(ctx, number, folder, progress),
                lambda done: self._tell(folder, f"Đã ghi {len(done.files)} văn bản vào thư mục {folder}."),
                label="Đang ghi bộ hồ sơ",
            )

    def _tell(self, folder: Path, words: str, details: tuple[str, ...] = ()) -> None:
        self._made = folder
        self._card.show_made.show()
        self._page.clear_notices()
        self._page.notify(Mark.OK, words, details=details, action=("Mở thư mục", self._show))

    def _show(self) -> None:
        if self._made is not None:
            show_folder(self._made)
