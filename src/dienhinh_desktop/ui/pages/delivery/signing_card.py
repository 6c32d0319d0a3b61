"""Signing in the window: with which key, as whom, with which picture; the PIN goes to the key and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QLineEdit

from ....domain.drafts import PlaceValue
from ....domain.issued import ATTACHED, PaperRow, SigningWay
from ....domain.signatures import KeyFile, KeyToken, Secret, SignerRole, SigningRequest
from ...kit.boxes import column
from ...kit.buttons import button, retitle
from ...kit.fields import Choice, TextField
from ...kit.file_dialogs import KEYS, LIBRARIES, PICTURES, ask_open
from ...kit.file_field import FileField
from ...kit.form import Form
from ...kit.labels import label
from .task_card import TaskCard

_FILE, _TOKEN = "tep", "token"
_ROLES = (
    (SignerRole.PERSON.value, "Người có thẩm quyền"),
    (SignerRole.AGENCY.value, "Cơ quan (con dấu)"),
    (SignerRole.ATTACHMENT.value, "Cơ quan, phụ lục kèm tờ trình"),
)


class SigningCard(TaskCard):
    """`asked(request, secret)`: the papers chosen are to be signed so."""

    asked = Signal(object, object)

    def __init__(self, preferences: QSettings) -> None:
        self._preferences = preferences
        self._first = ""
        self.papers = label("", "strong", wrap=True)
        self.way = Choice("Ký bằng", ((_FILE, "Tệp khóa (.p12, .pfx)"), (_TOKEN, "Token ký số")))
        self.way.picked.connect(lambda _key: self._fit())
        self.key = FileField("Tệp khóa", lambda: self._ask("Chọn tệp khóa", KEYS))
        self.library = FileField("Trình điều khiển của token", lambda: self._ask("Chọn trình điều khiển", LIBRARIES))
        self.role = Choice("Ký với tư cách", _ROLES)
        self.role.picked.connect(lambda _key: self._fit())
        self.picture = FileField("Hình chữ ký, con dấu", lambda: self._ask("Chọn hình", PICTURES))
        self.beside = TextField("Đặt cạnh dòng", hint="để trống: theo tên trong chứng thư")
        self.secret = TextField("Mã PIN, mật khẩu")
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.form = Form("signing")
        self.form.add("way", "Ký bằng", self.way)
        self.form.add("key", "Tệp khóa", self.key)
        self.form.add("library", "Trình điều khiển của token", self.library)
        self.form.add("role", "Ký với tư cách", self.role)
        self.form.add("picture", "Hình chữ ký, con dấu", self.picture, hint="PNG nền trong; không bắt buộc")
        self.form.add("beside", "Đặt cạnh dòng (tên hoặc chức vụ)", self.beside)
        self.form.add("secret", "Mã PIN, mật khẩu", self.secret, hint="Chỉ dùng để ký lần này, không được giữ lại.")
        self.form.finished.connect(self._give)
        self.go = button("Ký số", self._give, icon="stamp", kind="primary")
        super().__init__("Ký số", column(self.papers, self.form, gap=10), self.go)

    def ask(self, rows: Sequence[PaperRow], signer: str) -> None:
        """Ask how to sign papers; who signed already tells what comes next."""
        self._first = rows[0].key
        names = ", ".join(
            f"{item.name} {item.about if item.issued and item.issued.subject else ''}".strip() for item in rows[:4]
        )
        more = f" và {len(rows) - 4} văn bản nữa" if len(rows) > 4 else ""
        self.papers.setText(f"{names}{more}")
        retitle(self.go, f"Ký {len(rows)} văn bản")
        signed = all(item.signed is not None and item.signed.way is not SigningWay.SCAN for item in rows)
        attached = all(not item.numbered and item.key in ATTACHED for item in rows)
        role = SignerRole.ATTACHMENT if attached else SignerRole.AGENCY if signed else SignerRole.PERSON
        self.role.choose(role.value)
        self.way.choose(str(self._kept("way") or _FILE))
        self.key.show_path(self._path("key"))
        self.library.show_path(self._path("library"))
        self.beside.setText(signer)
        self.secret.clear()
        self._fit()

    def place(self) -> dict[str, PlaceValue]:
        """Return the first of the papers to be signed."""
        return {"card": "signing", "paper": self._first}

    def _fit(self) -> None:
        token, role = self.way.key == _TOKEN, SignerRole(self.role.key)
        self.form.fields["key"].setVisible(not token)
        self.form.fields["library"].setVisible(token)
        self.form.fields["picture"].setVisible(role is not SignerRole.ATTACHMENT)
        self.form.fields["beside"].setVisible(role is SignerRole.PERSON)
        self.picture.show_path(self._path(f"picture/{role.value}"))

    def _give(self) -> None:
        request, word = self.request(), self.secret.text()
        self.secret.clear()
        faults = {}
        if request is None:
            faults["library" if self.way.key == _TOKEN else "key"] = "chưa chọn tệp"
        if not word:
            faults["secret"] = "chưa nhập mã PIN, mật khẩu"
        if self.form.show_faults(faults) and request is not None:
            self._remember()
            self.asked.emit(request, Secret(word))

    def request(self) -> SigningRequest | None:
        """Return what is asked; None while no key is named."""
        role = SignerRole(self.role.key)
        path = self.library.path if self.way.key == _TOKEN else self.key.path
        if path is None:
            return None
        shown = role is not SignerRole.ATTACHMENT
        return SigningRequest(
            file=Path(),
            target=Path(),
            key=KeyToken(path) if self.way.key == _TOKEN else KeyFile(path),
            role=role,
            picture=self.picture.path if shown else None,
            beside=self.beside.value() if role is SignerRole.PERSON else None,
        )

    def _remember(self) -> None:
        kept = {"way": self.way.key, "key": self.key.path, "library": self.library.path}
        kept[f"picture/{self.role.key}"] = self.picture.path
        for name, value in kept.items():
            self._preferences.setValue(f"signing/{name}", str(value or ""))

    def _kept(self, name: str) -> object:
        return self._preferences.value(f"signing/{name}", "")

    def _path(self, name: str) -> Path | None:
        kept = str(self._kept(name) or "")
        return Path(kept) if kept else None

    def _ask(self, title: str, filters: str) -> Path | None:
        return ask_open(self, self._preferences, "signing", title, filters)
