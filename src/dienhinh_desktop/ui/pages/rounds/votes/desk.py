"""The candidates with the meeting under them, and what is asked and done about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from .....domain.council import Meeting, Sitting
from .....domain.documents import PaperKind
from .....domain.votes import VoteResult
from .....services import council
from .....services.context import Context
from .... import theme
from ....page import Page
from .panel import LOW, VotePanel

if TYPE_CHECKING:
    from ..listing import Listing

_Found = tuple["Sitting | None", Mapping[tuple[str, str], VoteResult]]


class VoteDesk(QWidget):
    """The list above, the meeting below; the list is the pane that takes focus."""

    def __init__(self, page: Page, listing: Listing) -> None:
        super().__init__()
        self._page, self._listing = page, listing
        self.panel = VotePanel()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.current().px(12))
        inside.addWidget(listing, 1)
        inside.addWidget(self.panel)
        self.setFocusProxy(listing.table)
        self.panel.opened.connect(self._open)
        self.panel.votes_asked.connect(lambda: page.shell.go("meeting", tab="votes"))
        self.panel.papers_asked.connect(lambda: page.shell.go("documents", paper=PaperKind.MINUTES))
        self.panel.changed.connect(self._keep)

    def refresh(self) -> None:
        """Read the last meeting on the round, and the votes that count."""
        held = self._page.shell.round
        if held is None or held.id is None:
            return
        number = held.id
        self._page.ask(lambda: _read(self._page.ctx, number), self._have, key="votes")

    def _have(self, found: _Found) -> None:
        sitting, votes = found
        self.panel.show_sitting(sitting)
        self._listing.show_votes(votes)

    def _open(self) -> None:
        held = self._page.shell.round
        if held is None or held.id is None:
            return
        number = held.id
        ctx = self._page.ctx
        self._page.act(
            lambda _progress: council.open_meeting(ctx, council.propose_meeting(ctx, number)),
            lambda _done: self._page.shell.go("meeting", tab="people"),
            label="Đang mở phiên",
        )

    def _keep(self, meeting: Meeting) -> None:
        self._page.act(lambda _progress: council.save_meeting(self._page.ctx, meeting), label="Đang ghi")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the meeting one line where the page is low."""
        super().resizeEvent(event)
        self.panel.fold(low=self.height() < theme.current().px(LOW))


def _read(ctx: Context, round_id: int) -> _Found:
    return council.latest(ctx, round_id), council.standing_votes(ctx, round_id)
