# language: vi
Tính năng: Sao lưu và khôi phục từ Cài đặt

  Kịch bản: Sao lưu, lỡ xóa một hồ sơ, rồi khôi phục
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi bấm "Cài đặt"
    Và bấm "Sao lưu"
    Và bấm "Sao lưu ngay"
    Thì bảng "Các bản sao lưu" có dòng "sao lưu bằng tay"
    Khi bấm "Hồ sơ"
    Và nhấn phím "Ctrl+N"
    Và gõ "Ngô Thị Ánh Nguyệt" vào ô "Họ và tên"
    Và bấm "Lưu"
    Thì sổ có 74 hồ sơ
    Khi bấm "Cài đặt"
    Và bấm "Khôi phục" ở dòng "sao lưu bằng tay" trong bảng "Các bản sao lưu"
    Thì thấy "1 việc làm sau đó không còn trong sổ."
    Khi bấm "Khôi phục bản này"
    Thì sổ có 73 hồ sơ
    Và bảng "Các bản sao lưu" có dòng "trước khi khôi phục"

  Kịch bản: Sao lưu ra USB rồi mở lại để xem thử
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi bấm "Cài đặt"
    Và bấm "Sao lưu"
    Và định ghi ra tệp "usb.zip"
    Và bấm "Sao lưu ra USB…"
    Thì tệp "usb.zip" đã có
    Khi định mở tệp "usb.zip"
    Và bấm "Mở tệp sao lưu…"
    Thì thấy "đã đọc lại trọn vẹn"
