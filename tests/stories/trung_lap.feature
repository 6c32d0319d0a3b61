# language: vi
Tính năng: Một người ghi hai lần thì gộp lại

  Kịch bản: Chương trình chỉ ra cặp có thể trùng, gộp từng ô, rồi hoàn tác
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi bấm "Hồ sơ"
    Và nhấn phím "Ctrl+N"
    Và gõ "Vũ Tiến Anh" vào ô "Họ và tên"
    Và chờ một giây
    Thì thấy "Có thể đã có: Vũ Tiến Anh"
    Khi gõ "1990" vào ô "Ngày sinh"
    Và bấm "Lưu"
    Thì sổ có 74 hồ sơ
    Khi bấm "Có thể trùng, 1"
    Thì bảng "Các cặp có thể trùng" có dòng "Vũ Tiến Anh"
    Khi bấm "Gộp…"
    Thì trang "Gộp hai hồ sơ" hiện ra
    Khi bấm "Gộp hồ sơ"
    Thì sổ có 73 hồ sơ
    Khi nhấn phím "Ctrl+Z"
    Thì sổ có 74 hồ sơ

  Kịch bản: Hai người cùng tên thì nhớ là hai người, không hỏi lại
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi bấm "Hồ sơ"
    Và nhấn phím "Ctrl+N"
    Và gõ "Vũ Tiến Anh" vào ô "Họ và tên"
    Và bấm "Lưu"
    Và bấm "Có thể trùng, 1"
    Và bấm "Không phải một"
    Thì thấy "Không có cặp hồ sơ nào giống nhau đến mức có thể là một."
    Và sổ có 74 hồ sơ
