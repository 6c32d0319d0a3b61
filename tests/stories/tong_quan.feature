# language: vi
Tính năng: Hôm nay phải làm gì, và tìm nhanh bằng bàn phím

  Kịch bản: Việc gấp nhất mở đúng lưới, đúng đơn vị, đúng năm
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi bấm "Làm tiếp: nhập xếp loại năm 2025"
    Thì trang "Nhập theo năm" hiện ra
    Và ô "Đơn vị" ghi "Thanh tra Sở"
    Khi gõ "T" vào lưới
    Và nhấn phím "Ctrl+1"
    Thì không thấy "1 người chưa có xếp loại năm 2025"

  Kịch bản: Ctrl+K tìm một người bằng chữ không dấu rồi mở hồ sơ
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi nhấn phím "Ctrl+K"
    Và gõ "anh khac nguyen" vào ô "Tìm mọi thứ"
    Và chờ một giây
    Và nhấn phím "Enter"
    Thì trang "Hồ sơ" hiện ra
    Và thấy "Nguyễn Khắc Anh"
