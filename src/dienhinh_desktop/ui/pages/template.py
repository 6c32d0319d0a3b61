"""The form that makes the template of a unit: whose, which years, with numbers of identity or without."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ...domain.delivery import UnitTemplate
from ...domain.records import Subject
from ...services import delivery
from .. import theme
from ..kit.boxes import Box, Card, CardHead, Scroll, bare, column, row
from ..kit.buttons import button
from ..kit.chips import Segmented
from ..kit.fields import Choice
from ..kit.file_dialogs import WORKBOOKS, ask_folder, ask_save, show_folder
from ..kit.form import Form
from ..kit.labels import hairline, label
from ..page import Page

_WHY = (
    "Mẫu là sổ dữ liệu Excel đã ghi sẵn người, tập thể, hộ của đơn vị; đơn vị ghi thêm rồi gửi lại, "
    "nhập như mọi sổ dữ liệu. Ghi chú riêng của cơ quan không đưa vào mẫu."
)
_ALL = "*"
_EVERY_YEAR = ""
_YEARS_BACK = 15
_FOLDER = "template"


class TemplatePage(Page):
    """Makes the template of one unit, or of every unit into a folder."""

    name = "template"
    title = "Mẫu gửi đơn vị"
    place = "records"
    step = 1

    def build(self) -> None:
        """Make the form."""
        self._units: dict[str, Subject] = {}
        self._wanted: str | None = None
        self.unit = Choice("Đơn vị")
        self.first = Choice("Từ năm", width=150)
        self.last = Choice("Đến năm", width=150)
        self.identity = Segmented([("no", "Không đưa"), ("yes", "Đưa vào")], "Số CCCD")
        self.form = Form("template")
        self.form.add("unit", "Đơn vị", self.unit, required=True)
        self.form.add("first", "Từ năm", self.first, half=True, hint="Chỉ đưa dữ liệu của các năm này.")
        self.form.add("last", "Đến năm", self.last, half=True)
        hint = "Số CCCD là dữ liệu cá nhân; chỉ đưa khi đơn vị cần đối chiếu."
        self.form.add("identity", "Số CCCD", bare(row(self.identity, None)), hint=hint)
        self.form.finished.connect(self.save)
        inside = column(label(_WHY, "second", wrap=True), self.form, None, gap=14, margins=(14, 14, 14, 14))
        foot = row(
            None,
            button("Thôi", self.leave, tip="Thôi (Esc)"),
            button("Tạo mẫu", self.save, icon="file-spreadsheet", kind="primary", tip="Tạo mẫu (Ctrl+S)"),
            margins=(12, 8, 12, 8),
        )
        card = Card(CardHead("Mẫu sổ dữ liệu"), hairline())
        card.body.addWidget(Scroll(bare(inside), "Các ô của mẫu"), 1)
        card.body.addWidget(Box(foot, "foot"))
        card.setMaximumSize(theme.current().px(680), theme.current().px(410))
        wide = row(gap=0)
        wide.addWidget(card, 10)
        wide.addStretch(1)
        self.body.addLayout(wide, 10)
        self.body.addStretch(1)
        self._offer_years()

    def _offer_years(self) -> None:
        this = self.shell.today.year
        years = [(str(year), str(year)) for year in range(this, this - _YEARS_BACK, -1)]
        self.first.offer([(_EVERY_YEAR, "Mọi năm"), *years])
        self.last.offer(years)
        self.first.choose(str(this - 4))
        self.last.choose(str(this))

    def arrive(self, unit: str | None = None, **_rest: Any) -> None:
        """Offer the unit asked for first."""
        self._wanted = unit
        self.make_stale()

    def take_focus(self) -> None:
        """Begin in the first field."""
        self.form.focus_first()

    def refresh(self) -> None:
        """Read the units."""
        ctx = self.ctx
        wanted = self._wanted
        self.ask(
            lambda: (delivery.receiving_units(ctx), delivery.find_unit(ctx, wanted) if wanted else None),
            lambda found: self._have_units(*found),
            key="units",
        )

    def _have_units(self, units: tuple[Subject, ...], wanted: Subject | None) -> None:
        every = [(_ALL, f"Mọi đơn vị, mỗi đơn vị một tệp ({len(units)})")] if len(units) > 1 else []
        if wanted is not None and wanted not in units:
            units = (wanted, *units)
        self._units = {unit.code: unit for unit in units}
        self.unit.offer([*((unit.code, unit.name) for unit in units), *every])
        if wanted is not None:
            self.unit.choose(wanted.code)
        self._wanted = None

    def save(self) -> None:
        """Ask where to write, and write."""
        years = (int(self.first.key), int(self.last.key)) if self.first.key else None
        faults: dict[str, str] = {}
        if not self.unit.key:
            faults["unit"] = "Chưa có đơn vị nào dưới cơ quan; nhập hồ sơ đơn vị trước"
        if years is not None and years[0] > years[1]:
            faults["last"] = f"Năm cuối {years[1]} đứng trước năm đầu {years[0]}; chọn lại"
        if not self.form.show_faults(faults):
            return
        if self.unit.key == _ALL:
            self._write_all(years)
        else:
            self._write_one(self._units[self.unit.key], years)

    def _write_one(self, unit: Subject, years: tuple[int, int] | None) -> None:
        name = delivery.template_name(unit)
        target = ask_save(self, self.shell.preferences, _FOLDER, "Tạo mẫu cho đơn vị", name, WORKBOOKS)
        if target is None:
            return
        ctx, identity = self.ctx, self.identity.key == "yes"
        self.compute(
            lambda progress: delivery.write_template(
                ctx, unit.code, target, years, citizen_ids=identity, progress=progress
            ),
            lambda content: self._written(content, target),
            label="Đang lập mẫu",
        )

    def _written(self, content: UnitTemplate, target: Path) -> None:
        people = len(content.records.subjects)
        words = f"Đã ghi mẫu của {content.unit_name} vào {target.name}: {people} đối tượng."
        self.notify_done(words, ("Mở thư mục", lambda: show_folder(target.parent)))

    def _write_all(self, years: tuple[int, int] | None) -> None:
        folder = ask_folder(self, self.shell.preferences, _FOLDER, "Tạo mẫu cho mọi đơn vị")
        if folder is None:
            return
        ctx, identity = self.ctx, self.identity.key == "yes"
        self.compute(
            lambda progress: delivery.write_templates(ctx, folder, years, citizen_ids=identity, progress=progress),
            lambda files: self.notify_done(
                f"Đã ghi {len(files)} mẫu vào {folder.name}.", ("Mở thư mục", lambda: show_folder(folder))
            ),
            label="Đang lập mẫu",
        )

    def leave(self) -> None:
        """Go back to the records."""
        self.shell.go("records")
