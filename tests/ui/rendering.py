"""The states of the pages that are worth looking at, each as a function that brings the window there."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from dienhinh_desktop.domain.backups import BackupReason
from dienhinh_desktop.domain.drafts import Draft, TypedField
from dienhinh_desktop.domain.eligibility import Door
from dienhinh_desktop.domain.upkeep import Changes, Kind
from dienhinh_desktop.services import backups, drafts, records
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.opening import open_context
from dienhinh_desktop.ui import theme
from dienhinh_desktop.ui.operations import Operations, Unexpected
from dienhinh_desktop.ui.places import PAGES
from dienhinh_desktop.ui.shell import Shell
from dienhinh_desktop.ui.window import Window

from .delivery_states import DELIVERY_STATES
from .desk import fill_practice, settle, type_text
from .history_states import HISTORY_STATES
from .list_states import LIST_STATES
from .listing_states import LISTING_STATES
from .meeting_states import MEETING_STATES
from .proof_states import PROOF_STATES
from .round_states import EMPTY_ROUND_STATES, ROUND_STATES
from .signer_states import SIGNER_STATES
from .unit_states import UNIT_STATES
from .year_states import EMPTY_YEAR_STATES, YEAR_STATES

NOW = datetime(2025, 12, 20, 9, 11)  # noqa: DTZ001
State = Callable[[Any], None]


def _records(window: Window) -> None:
    window.go("records", {"subject": "CB002"})


def _records_search(window: Window) -> None:
    page: Any = window.go("records")
    type_text(page.search, "nguyen thi")
    page.search._ask()


def _records_nothing(window: Window) -> None:
    page: Any = window.go("records")
    type_text(page.search, "không có ai")
    page.search._ask()


def _records_positions(window: Window) -> None:
    window.go("records", {"subject": "CB007", "tab": "positions"})


def _records_attestations(window: Window) -> None:
    window.go("records", {"subject": "CB016", "tab": "attestations"})


def _records_edit(window: Window) -> None:
    page: Any = window.go("records", {"subject": "CB002"})
    settle(window)
    page.edit()


def _records_add(window: Window) -> None:
    window.go("records", {"add": True})


def _records_award(window: Window) -> None:
    window.go("records", {"subject": "CB002", "door": Door("awards", 2025, "CSTD_CS")})


def _records_faults(window: Window) -> None:
    page: Any = window.go("records", {"subject": "CB002", "door": Door("attestations", None, None)})
    settle(window)
    page.save()


def _collective(window: Window) -> None:
    window.go("records", {"subject": "HTQT"})


def _other_readings(window: Window) -> None:
    page: Any = window.go("new_round", {"plan": "HT_SNGV_2021_2025"})
    settle(window)
    page.stage.choose("dang_ky")
    page.year.choose("2024")
    page._propose()
    page.readings.choose({"N1": page.readings.choices["N1"].reading.options[1].code, "N3": "lien_tiep"})


def _settings(section: str) -> Callable[[Window], None]:
    return lambda window: (window.go("settings", {"section": section}), None)[1]


def _settings_check(window: Window) -> None:
    page: Any = window.go("settings", {"section": "check"})
    page.checking.check()


def _make_backups(window: Window) -> None:
    """Backups as a month of work leaves them: of the day, by hand, before an import, and one that is broken."""
    ctx = window.shell.ctx
    made = (
        (31, BackupReason.BY_HAND, ""),
        (15, BackupReason.OPENING, ""),
        (3, BackupReason.IMPORT, "so_du_lieu.xlsx"),
        (1, BackupReason.OPENING, ""),
        (0, BackupReason.OPENING, ""),
    )
    for days, reason, note in made:
        then = ctx.now() - timedelta(days=days, minutes=71)
        backups.make(replace(ctx, now=partial(lambda at: at, then)), reason, note)
    (ctx.db.folder / "backups" / "sao_luu_cu.zip").write_bytes(b"PK\x03\x04")
    window.shell.operations.changed.emit(Changes(frozenset({Kind.BACKUPS})))


def _settings_backups(window: Window) -> None:
    _make_backups(window)
    window.go("settings", {"section": "backups"})


def _settings_backup_view(window: Window) -> None:
    page: Any = window.go("settings", {"section": "backups"})
    settle(window)
    records.delete_subject(window.shell.ctx, "CB049")
    page.backups.look(page.backups.table.things.things()[0].file, restore=True)


def _backup_old(window: Window) -> None:
    window.go("settings", {"section": "backups"})
    held = backups.standing(window.shell.ctx)
    ctx = window.shell.ctx
    assert held.newest is not None
    later = ctx.now() + timedelta(days=9)
    window.backups._shell.ctx = replace(ctx, now=lambda: later)
    window.backups.refresh()
    window.backups.fail(
        "Ổ đĩa của backups chỉ còn trống 12 MB, cần 21 MB nên chưa sao lưu; xóa bớt tệp hoặc chọn ổ khác."
    )


def _fault(window: Window) -> None:
    window.go("records", {"subject": "CB002"})
    settle(window)
    window.fail(Unexpected.of(ValueError()))


def _drafts(window: Window) -> None:
    place = {"form": "entry", "subject": "CB002", "table": "awards"}
    typed = (TypedField("Số quyết định", "412/QĐ-SNgV"),)
    title = "Thêm thành tích, Nguyễn Quang Tuấn"
    drafts.keep(window.shell.ctx, (Draft(page="records", title=title, place=place, fields=typed),))
    window.drafts.start(window.go("overview"), sudden=True)
    settle(window)
    drafts.keep(window.shell.ctx, ())


def _undo(window: Window) -> None:
    page: Any = window.go("records", {"subject": "CB002", "door": Door("awards", 2025, "CSTD_CS")})
    settle(window)
    page.save()


def _find(text: str) -> Callable[[Window], None]:
    def bring(window: Window) -> None:
        window.go("overview")
        settle(window)
        window.find_anything()
        type_text(window.finder.palette.box, text)
        window.finder._ask(text)

    return bring


STATES: dict[str, Callable[[Window], None]] = {
    "find": _find(""),
    "find_name": _find("nguyen thi"),
    "find_command": _find("nhap"),
    "find_decision": _find("79 qd"),
    "find_nothing": _find("không có ai"),
    "records": _records,
    "records_search": _records_search,
    "records_nothing": _records_nothing,
    "records_positions": _records_positions,
    "records_attestations": _records_attestations,
    "records_collective": _collective,
    "records_edit": _records_edit,
    "records_add": _records_add,
    "records_award": _records_award,
    "records_faults": _records_faults,
    "records_saved": _undo,
    "template": lambda window: (window.go("template", {"unit": "HTQT"}), None)[1],
    "new_round": lambda window: (window.go("new_round"), None)[1],
    "new_round_readings": _other_readings,
    "settings_office": _settings("office"),
    "settings_signers_empty": _settings("signers"),
    "settings_looks": _settings("looks"),
    "settings_backups_none": _settings("backups"),
    "settings_backups": _settings_backups,
    "settings_backup_view": _settings_backup_view,
    "settings_backup_old": _backup_old,
    "settings_folder": _settings("folder"),
    "settings_check": _settings_check,
    "settings_support": _settings("support"),
    "settings_acts": _settings("acts"),
    "fault": _fault,
    "drafts": _drafts,
    "help": lambda window: window.help(),
    **ROUND_STATES,
    **MEETING_STATES,
    **LIST_STATES,
    **LISTING_STATES,
    **HISTORY_STATES,
    **PROOF_STATES,
    **UNIT_STATES,
    **DELIVERY_STATES,
    **YEAR_STATES,
    **SIGNER_STATES,
}
EMPTY_STATES: dict[str, Callable[[Window], None]] = {
    "welcome": lambda window: (window.go("welcome"), None)[1],
    "welcome_office": lambda window: window.go("welcome")._open_form(),  # type: ignore[attr-defined]
    "units_none": lambda window: (window.go("units"), None)[1],
    "records_empty": lambda window: (window.go("records"), None)[1],
    **EMPTY_ROUND_STATES,
    **EMPTY_YEAR_STATES,
}


def _window(ctx: Context, folder: Path, size: tuple[int, int]) -> Window:
    kept = QSettings(str(folder / "cua_so.ini"), QSettings.Format.IniFormat)
    window = Window(Shell(ctx, Operations(), Path("C:/Users/ha.le/AppData/Local/DienHinh"), kept), PAGES)
    window.resize(*size)
    window.show()
    window.start()
    settle(window)
    return window


def render(out: Path, size: tuple[int, int], ground: str, text: str, only: str) -> Iterator[Path]:
    """Draw every state whose name begins with `only`; yield the files."""
    app = QApplication.instance() or QApplication(["dienhinh"])
    assert isinstance(app, QApplication)
    theme.apply(app, theme.Ground(ground), theme.TextSize(text))
    with tempfile.TemporaryDirectory() as folder:
        for name, shown in states(Path(folder), size, only):
            path = out / f"{name}.png"
            shown.grab().save(str(path))
            yield path


def states(folder: Path, size: tuple[int, int], only: str = "") -> Iterator[tuple[str, QWidget]]:
    """Bring a window of that size to every state whose name begins with `only`; yield its name and what is shown."""
    yield from _bring(folder / "so", size, {k: v for k, v in STATES.items() if k.startswith(only)}, filled=True)
    yield from _bring(folder / "trong", size, {k: v for k, v in EMPTY_STATES.items() if k.startswith(only)})


def _bring(
    folder: Path, size: tuple[int, int], wanted: dict[str, Callable[[Window], None]], *, filled: bool = False
) -> Iterator[tuple[str, QWidget]]:
    if not wanted:
        return
    with open_context(folder, "Lê Thị Hà", lambda: NOW) as ctx:
        if filled:
            fill_practice(ctx)
        for name, bring in wanted.items():
            window = _window(ctx, folder, size)
            bring(window)
            settle(window)
            shown = _in_front(window)
            yield name, shown
            if shown is not window:
                shown.close()
            window.close()
            window.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _in_front(window: Window) -> QWidget:
    """Return the menu or the small window that stands open before a window, else the window."""
    opened = [one for one in window.findChildren(QWidget) if isinstance(one, QDialog | QMenu) and one.isVisible()]
    return opened[-1] if opened else window
