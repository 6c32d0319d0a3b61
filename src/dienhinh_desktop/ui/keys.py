"""The keys of the window, in one list: bound from it, and shown in the help from it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """A key, what it does in words, and the method called: `page.…` of the page shown, or `window.…`."""

    keys: str
    text: str
    call: str = ""


KEYS: tuple[Key, ...] = (
    Key("F1", "trợ giúp của ô đang đứng; hướng dẫn theo việc", "window.help"),
    Key("F2", "sửa hồ sơ, ô đang chọn", "page.edit"),
    Key("F5", "tính lại, tải lại", "page.reload"),
    Key("F6", "sang ô bên cạnh: danh sách, bảng phải, thanh bên; thêm Shift thì ngược lại", "window.next_pane"),
    Key("F9", "gấp, mở thanh bên", "window.fold_rail"),
    Key("F10", "Trình đơn: Tệp, Sửa, Xem, Đợt, Công cụ, Trợ giúp", "window.show_menu"),
    Key("Shift+F10", "trình đơn của dòng, ô đang chọn (như bấm chuột phải)", "window.ask_context_menu"),
    Key("Ctrl+K", "tìm mọi thứ: người, đơn vị, quyết định, trang, việc", "window.find_anything"),
    Key("Ctrl+F", "ô tìm, lọc của trang; trang không có thì tìm mọi thứ", "page.seek"),
    Key("Ctrl+N", "thêm mới ở trang này", "page.add_new"),
    Key("Ctrl+S", "lưu mẫu đang điền", "page.save"),
    Key("Del", "đưa hồ sơ, dòng đang chọn vào Thùng rác; để trống ô của lưới (hoàn tác được)", "page.remove"),
    Key("Ctrl+E", "xuất Excel", "page.export"),
    Key("Ctrl+P", "xem trang rồi in; ghi lịch sử hồ sơ ra PDF", "page.print_out"),
    Key("Ctrl+Z", "hoàn tác việc vừa làm", "window.undo"),
    Key("Ctrl+Y", "làm lại việc vừa hoàn tác", "window.redo"),
    Key("Ctrl+Shift+Z", "các việc vừa làm: lùi nhiều việc một lúc", "window.show_acts"),
    Key("Esc", "đóng mẫu đang điền, ngăn bên phải", "page.leave"),
)

TOLD: tuple[Key, ...] = (
    Key("Alt+1 … 5", "năm bước của đợt"),
    Key("Ctrl+1 … 6", "các nơi ở thanh bên"),
    Key("Enter, Shift+Enter", "ô sau, ô trước trong mẫu; mở dòng trong bảng"),
    Key("Ctrl+Enter", "lưu và thêm dòng nữa"),
    Key("Alt+Enter", "sửa từng dòng của ô trong Nhập theo năm"),
    Key("Shift+Delete", "bỏ gợi ý đang chọn, không gợi ý nữa"),
    Key("Ins", "bổ sung điều dòng đang chọn còn thiếu, hoặc bấm nút của dòng"),
    Key("Space", "đánh dấu dòng"),
    Key("X T H K, 1 2 3 4", "chọn mức xếp loại của ô trong Nhập theo năm"),
    Key("Enter, Tab", "xuống dòng, sang phải trong Nhập theo năm; thêm Shift thì ngược lại"),
    Key("Ctrl+C, Ctrl+V", "chép ô, dán khối từ Excel vào Nhập theo năm"),
    Key("Ctrl+D", "chép ô trên xuống, điền cả phần đang chọn"),
)
"""Keys bound elsewhere (path, rail, forms, tables), named in the help all the same."""
