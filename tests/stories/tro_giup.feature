# language: vi
Tính năng: Trợ giúp ngay chỗ đang làm

  Kịch bản: F1 ở một ô của mẫu nói ô ấy ghi gì, căn cứ nào
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi bấm "Hồ sơ"
    Và chọn dòng "Nguyễn Khắc Anh" trong bảng "Danh sách hồ sơ"
    Và bấm "Thêm thành tích"
    Và gõ "110" vào ô "Số quyết định"
    Và nhấn phím "F1"
    Thì thấy "Số và ký hiệu của quyết định, đúng như trên văn bản."

  Kịch bản: F1 ở danh sách mở hướng dẫn theo việc
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi bấm "Hồ sơ"
    Và nhấn phím "F1"
    Thì thấy "Thêm một người và thành tích của người ấy"
