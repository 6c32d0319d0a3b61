# language: vi
Tính năng: Thêm một người và thành tích của người ấy

  Kịch bản: Thêm hồ sơ, ghi một danh hiệu, rồi hoàn tác
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi bấm "Hồ sơ"
    Và nhấn phím "Ctrl+N"
    Và gõ "Ngô Thị Ánh Nguyệt" vào ô "Họ và tên"
    Và gõ "5/6/1990" vào ô "Ngày sinh"
    Và chọn "Phòng Hợp tác quốc tế" ở ô "Đơn vị"
    Và bấm "Lưu"
    Thì sổ có 74 hồ sơ
    Và bảng "Danh sách hồ sơ" có dòng "Ngô Thị Ánh Nguyệt"
    Và thấy "Chưa có thành tích nào."
    Khi bấm "Thêm thành tích"
    Và chọn "Chiến sĩ thi đua cơ sở" ở ô "Danh hiệu hoặc hình thức"
    Và gõ "2025" vào ô "Năm"
    Và gõ "199/QĐ-SNgV" vào ô "Số quyết định"
    Và bấm "Lưu"
    Thì bảng "Thành tích" có dòng "199/QĐ-SNgV"
    Khi nhấn phím "Ctrl+Z"
    Thì thấy "Chưa có thành tích nào."
    Và sổ có 74 hồ sơ

  Kịch bản: Tên để trống thì chưa ghi gì
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi bấm "Hồ sơ"
    Và nhấn phím "Ctrl+N"
    Và bấm "Lưu"
    Thì thấy "Họ và tên để trống; ghi rồi lưu."
    Và sổ có 73 hồ sơ
