"""What the database or the disk says when it refuses, in a clerk's words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from ..domain.errors import Damaged, UserError

LOCKED = (
    "Dữ liệu đang được một cửa sổ hoặc chương trình khác mở nên chưa mở được;"
    " đóng cửa sổ kia rồi mở lại, hoặc khởi động lại máy nếu không thấy cửa sổ nào."
)
NOT_OURS = "Tệp {file} không phải dữ liệu của chương trình này nên không mở; chọn thư mục khác, tệp được giữ nguyên."
NOT_A_DATABASE = (
    "Tệp {file} không phải tệp dữ liệu hoặc đã hỏng nên không mở; lấy lại bản sao lưu trong thư mục backups,"
    " tệp hiện có được giữ nguyên."
)
NEWER = (
    "Dữ liệu này do bản chương trình mới hơn tạo ra (dạng {found}, bản này chỉ đọc đến dạng {known});"
    " hãy cập nhật chương trình, dữ liệu được giữ nguyên."
)
DAMAGED = "Tệp dữ liệu bị hỏng nên không mở để tránh hỏng thêm; lấy lại bản sao lưu trong thư mục backups."
SETTINGS = (
    "Ổ đĩa này không cho ghi dữ liệu an toàn ({found}) nên chương trình không mở;"
    " chuyển thư mục dữ liệu sang ổ đĩa trong máy."
)
READ_ONLY = "Thư mục dữ liệu chỉ cho đọc nên không ghi được; bỏ khóa thư mục hoặc chọn thư mục khác."
FOLDER = "Không tạo được thư mục dữ liệu {folder} ({reason}); chọn thư mục khác ghi được."

_WORDS = (
    ("database is locked", LOCKED),
    ("locking protocol", LOCKED),
    ("readonly database", READ_ONLY),
    (
        "unable to open database file",
        "Không mở được tệp dữ liệu vì thư mục không cho đọc hoặc ghi; kiểm tra quyền của thư mục hoặc chọn nơi khác.",
    ),
    ("disk is full", "Ổ đĩa đã đầy nên chưa ghi được gì; xóa bớt tệp rồi làm lại, dữ liệu cũ còn nguyên."),
    (
        "disk i/o error",
        "Ổ đĩa báo lỗi hoặc đã đầy nên chưa ghi được; kiểm tra chỗ trống rồi mở lại, dữ liệu cũ còn nguyên.",
    ),
    ("not a database", NOT_A_DATABASE.format(file="dữ liệu")),
    ("malformed", DAMAGED),
    ("unique constraint failed: subjects.code", "Mã đối tượng đã có trong dữ liệu nên không ghi trùng; chọn mã khác."),
)

_DAMAGE = {"not a database", "malformed"}


def refusal(error: BaseException) -> UserError | None:
    """Return the sentence for an error of the database, or None when it is a fault of ours."""
    text = str(error.orig if isinstance(error, DBAPIError) else error).lower()
    for key, sentence in _WORDS:
        if key in text:
            return Damaged(sentence) if key in _DAMAGE else UserError(sentence)
    return None


@contextmanager
def in_words() -> Iterator[None]:
    """Turn what the disk refuses into a UserError; let faults of ours pass as they are."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        sentence = refusal(error)
        if sentence is None:
            raise
        raise sentence from error
