# language: vi
Tính năng: Ghi một quyết định cho nhiều người, ô nhớ điều đã gõ, nhắc điều cần xem lại

  Kịch bản: Số quyết định đã biết điền ngày ký và cơ quan, Ctrl+Enter ghi tiếp dòng nữa
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi bấm "Hồ sơ"
    Và chọn dòng "Nguyễn Khắc Anh" trong bảng "Danh sách hồ sơ"
    Và bấm "Thêm thành tích"
    Và chọn "Lao động tiên tiến" ở ô "Danh hiệu hoặc hình thức"
    Và gõ "2025" vào ô "Năm"
    Và gõ "110/qđ-sngv" vào ô "Số quyết định"
    Và nhấn phím "Enter"
    Thì ô "Ngày ký" ghi "26/12/2025"
    Và ô "Cơ quan ban hành" ghi "Giám đốc Sở Ngoại vụ"
    Khi nhấn phím "Ctrl+Enter"
    Thì ô "Số quyết định" ghi ""

  Kịch bản: Danh hiệu ghi hai lần trong một năm thì được nhắc, vẫn lưu được
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi bấm "Hồ sơ"
    Và chọn dòng "Nguyễn Khắc Anh" trong bảng "Danh sách hồ sơ"
    Và bấm "Thêm thành tích"
    Và chọn "Lao động tiên tiến" ở ô "Danh hiệu hoặc hình thức"
    Và gõ "2024" vào ô "Năm"
    Và bấm "Lưu"
    Và bấm "Thêm thành tích"
    Và chọn "Lao động tiên tiến" ở ô "Danh hiệu hoặc hình thức"
    Và gõ "2024" vào ô "Năm"
    Và chờ một giây
    Thì thấy "Nên xem lại; vẫn lưu được"
    Khi bấm "Lưu"
    Thì không thấy "Nên xem lại; vẫn lưu được"
