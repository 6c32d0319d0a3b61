# language: vi
Tính năng: Người ký theo thời gian và theo loại văn bản

  Kịch bản: Phó Giám đốc ký thay tờ trình, hết quyền thì bảng kiểm nhắc
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi nhấn phím "Alt+3"
    Và bấm "Đưa cả 6 vào"
    Và bấm "Cài đặt"
    Và bấm "Người ký"
    Thì thấy "Chưa có ai trong danh sách người ký."
    Khi bấm "Thêm người ký"
    Và gõ "Lê Quốc Khánh" vào ô "Họ và tên người ký"
    Và gõ "Phó Giám đốc" vào ô "Chức vụ của người ký"
    Và chọn "KT. – ký thay cấp trưởng" ở ô "Quyền hạn ký"
    Và gõ "Giám đốc" vào ô "Thay mặt, ký thay, thừa lệnh ai"
    Và gõ "31/12/2024" vào ô "Ký đến ngày"
    Và bấm "Ghi người ký"
    Thì bảng "Người ký" có dòng "Lê Quốc Khánh"
    Khi nhấn phím "Ctrl+3"
    Và nhấn phím "Alt+4"
    Thì thấy "Tờ trình: không ai trong danh sách người ký còn quyền ký ngày 20/12/2025"
