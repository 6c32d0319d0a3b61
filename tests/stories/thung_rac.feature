# language: vi
Tính năng: Lỡ tay thì tìm lại được: hoàn tác, làm lại, Thùng rác, lịch sử

  Bối cảnh:
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi bấm "Hồ sơ"

  Kịch bản: Xóa một hồ sơ, làm việc khác, rồi khôi phục từ Thùng rác
    Khi chọn dòng "Vũ Tiến Anh" trong bảng "Danh sách hồ sơ"
    Và nhấn phím "Delete"
    Thì sổ có 72 hồ sơ
    Khi nhấn phím "Ctrl+N"
    Và gõ "Ngô Thị Ánh Nguyệt" vào ô "Họ và tên"
    Và bấm "Lưu"
    Và bấm "Thùng rác"
    Thì bảng "Thùng rác" có dòng "Vũ Tiến Anh"
    Khi chọn dòng "Vũ Tiến Anh" trong bảng "Thùng rác"
    Và bấm "Khôi phục"
    Thì sổ có 74 hồ sơ
    Khi bấm "Về hồ sơ"
    Thì bảng "Danh sách hồ sơ" có dòng "Vũ Tiến Anh"

  Kịch bản: Hoàn tác rồi làm lại, lùi nhiều việc một lúc
    Khi chọn dòng "Vũ Tiến Anh" trong bảng "Danh sách hồ sơ"
    Và nhấn phím "Delete"
    Và nhấn phím "Ctrl+Z"
    Thì sổ có 73 hồ sơ
    Khi nhấn phím "Ctrl+Y"
    Thì sổ có 72 hồ sơ
    Khi chọn dòng "Nguyễn Khắc Anh" trong bảng "Danh sách hồ sơ"
    Và nhấn phím "Delete"
    Thì sổ có 71 hồ sơ
    Khi nhấn phím "Ctrl+Shift+Z"
    Và chọn dòng "Vũ Tiến Anh" trong bảng "Các việc vừa làm"
    Và bấm "Hoàn tác 2 việc"
    Thì sổ có 73 hồ sơ

  Kịch bản: Sửa nhầm tên, trả lại bản cũ từ lịch sử, in lịch sử
    Khi chọn dòng "Vũ Tiến Anh" trong bảng "Danh sách hồ sơ"
    Và nhấn phím "F2"
    Và gõ "Vũ Tiến Ánh" vào ô "Họ và tên"
    Và bấm "Lưu"
    Và mở mục "Lịch sử" của hồ sơ
    Và chọn dòng "Vũ Tiến Anh" trong bảng "Lịch sử"
    Thì thấy "Trả lại: Vũ Tiến Anh"
    Khi bấm "Trả lại bản này"
    Thì bảng "Danh sách hồ sơ" có dòng "Vũ Tiến Anh"
    Và bảng "Danh sách hồ sơ" không có dòng "Vũ Tiến Ánh"
    Khi định ghi ra tệp "lich_su.pdf"
    Và bấm "Ghi ra PDF…"
    Thì tệp "lich_su.pdf" đã có
