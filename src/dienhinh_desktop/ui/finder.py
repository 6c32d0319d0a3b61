"""Ctrl+K, "Tìm mọi thứ": pages and commands the window knows, and everything the records and plans hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ..domain.finding import Hit, HitKind, fit
from ..domain.text import fold
from ..services import rounds
from ..services.finding import find_anything
from . import texts
from .kit.palette import MOST, Entry, Palette
from .kit.rail import Place
from .shell import Shell

HINT = "Tìm người, đơn vị, quyết định, kế hoạch; hoặc gõ việc cần làm"
_ICONS = {
    HitKind.PERSON: "user",
    HitKind.COLLECTIVE: "building-2",
    HitKind.HOUSEHOLD: "house",
    HitKind.DECISION: "stamp",
    HitKind.ROUND: "award",
    HitKind.PLAN: "scroll-text",
    HitKind.FIELD: "hash",
    HitKind.MOVEMENT: "award",
}


@dataclass(frozen=True, slots=True)
class Command:
    """A page or a thing the window does, with other words a clerk may type for it."""

    name: str
    icon: str
    what: str
    where: str = ""
    page: str = ""
    arguments: dict[str, Any] = field(default_factory=dict)
    also: str = ""


def _settings(name: str, section: str, also: str = "") -> Command:
    return Command(name, "settings-2", "Trang", "Cài đặt", "settings", {"section": section}, also)


COMMANDS = (
    Command("Mở đợt mới", "calendar-plus", "Việc", page="new_round", also="lập đợt"),
    Command("Thêm hồ sơ", "plus", "Việc", "Hồ sơ", "records", {"add": True}, "thêm người, tập thể"),
    Command("Nhập từ Excel", "file-input", "Việc", page="imports", also="sổ dữ liệu, danh sách đơn vị"),
    Command("Tạo mẫu cho đơn vị", "file-spreadsheet", "Việc", page="template", also="gửi mẫu"),
    Command("Mốc thời gian", "calendar-clock", "Trang", "Kế hoạch", "plans", {"tab": "milestones"}, "hạn"),
    Command("Cách hiểu", "scroll-text", "Trang", "Kế hoạch", "plans", {"tab": "readings"}, "chỗ chưa rõ"),
    Command("Ai sắp đạt", "award", "Việc", "Xét điều kiện", "eligibility", {"filter": "near"}),
    Command("Ai bị quên", "award", "Việc", "Xét điều kiện", "eligibility", {"filter": "forgotten"}),
    _settings("Cơ quan", "office"),
    _settings("Người ký", "signers"),
    _settings("Sao lưu, khôi phục", "backups", "usb"),
    _settings("Cỡ chữ, nền sáng tối", "looks", "hiển thị"),
    _settings("Thư mục dữ liệu", "folder"),
    _settings("Kiểm tra dữ liệu", "check"),
    _settings("Nhật ký các việc vừa làm", "acts", "lịch sử"),
    Command("Bắt đầu", "flask-conical", "Trang", page="welcome", also="dữ liệu tập làm"),
)


class Finder(QObject):
    """Fills the palette and opens what is chosen. `calls`: commands of the window itself, by name and icon."""

    def __init__(
        self,
        shell: Shell,
        places: Sequence[Place],
        calls: Sequence[tuple[str, str, Callable[[], object]]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._calls = {name: call for name, _icon, call in calls}
        steps = [
            Command(text, "chevron-right", "Trang", f"bước {number}, Alt+{number}", page)
            for number, text, _short, page in texts.STEPS
        ]
        pages = [
            Command(place.text, place.icon, "Trang", place.key, place.name)
            for place in places
            if place.key.startswith("Ctrl") and place.name != "rounds"
        ]
        own = [Command(name, icon, "Việc") for name, icon, _call in calls]
        self._commands = (*pages, *steps, *COMMANDS, *own)
        self.palette = Palette(parent, "Tìm mọi thứ", HINT)
        self.palette.typed.connect(self._typed)
        self.palette.paused.connect(self._ask)
        self.palette.opened.connect(self._open)

    def start(self) -> None:
        """Open the palette."""
        self.palette.start()

    def fail(self, sentence: str, details: tuple[str, ...] = ()) -> None:
        """Say in the palette why nothing could be looked up."""
        self._show(self.palette.box.text(), (), sentence)

    def clear_failure(self) -> None:
        """Nothing stands to be taken away."""

    # --- what is found ----------------------------------------------------------------------------------------------

    def _fitting(self, text: str) -> list[tuple[int, Entry]]:
        """Return the pages and commands that fit, with how well; the pages where nothing is typed."""
        folded = fold(text)
        if not folded:
            return [(0, _entry(item)) for item in self._commands if item.page][:MOST]
        found = []
        for item in self._commands:
            ranks = (fit(folded, fold(item.name)), fit(folded, fold(f"{item.name} {item.also}")))
            fitting = [rank for rank in ranks if rank is not None]
            found += [(min(fitting), _entry(item))] if fitting else []
        return sorted(found, key=lambda pair: pair[0])

    def _typed(self, text: str) -> None:
        """Show at once what needs no reading, and of what was found what still fits; the rest follows."""
        folded = fold(text)
        kept = [entry.thing for entry in self.palette.entries if isinstance(entry.thing, Hit)] if folded else []
        self._show(text, [hit for hit in kept if fit(folded, fold(hit.name)) is not None], "")

    def _ask(self, text: str) -> None:
        if not fold(text):
            return
        ctx = self._shell.ctx
        self._shell.operations.ask(
            self, lambda: find_anything(ctx, text, MOST), lambda hits: self._have(text, hits), key="finder"
        )

    def _have(self, text: str, hits: tuple[Hit, ...]) -> None:
        if text == self.palette.box.text() and self.palette.isVisible():
            none = f"Không thấy “{text.strip()}”. Thử bớt chữ, hoặc tìm trong Thùng rác."
            self._show(text, hits, none)

    def _show(self, text: str, hits: Sequence[Hit], none: str) -> None:
        """Show commands and things by how well they fit, commands first among equals; three commands at most beside."""
        commands = self._fitting(text)[: max(MOST - len(hits), 3)]
        found = [(hit.rank, Entry(_ICONS[hit.kind], hit.name, hit.what, hit.where, hit)) for hit in hits]
        shown = sorted([*commands, *found], key=lambda pair: pair[0])
        self.palette.show_entries([entry for _rank, entry in shown], none)

    # --- opening ----------------------------------------------------------------------------------------------------

    def _open(self, thing: Hit | Command) -> None:
        if isinstance(thing, Command):
            if thing.name in self._calls:
                self._calls[thing.name]()
            else:
                self._shell.go(thing.page, **thing.arguments)
            return
        if thing.kind is HitKind.DECISION:
            self._shell.go("records", find=thing.key)
        elif thing.kind is HitKind.ROUND:
            self._take_round(int(thing.key))
        elif thing.kind in (HitKind.PLAN, HitKind.MOVEMENT, HitKind.FIELD):
            self._shell.go("plans", plan=thing.plan, tab="content")
        else:
            self._shell.go("records", subject=thing.key)

    def _take_round(self, number: int) -> None:
        ctx = self._shell.ctx

        def took(found: Any) -> None:
            self._shell.take_round(next((item for item in found if item.id == number), None))
            self._shell.go("overview")

        self._shell.operations.ask(self, lambda: rounds.rounds(ctx), took, key="finder.round")


def _entry(item: Command) -> Entry:
    return Entry(item.icon, item.name, item.what, item.where, item)
