# language: vi
Tính năng: Lọc hồ sơ, lưu bộ lọc, đổi nhiều hồ sơ một lúc

  Kịch bản: Lưu một bộ lọc, rồi bấm một lần để dùng lại
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi bấm "Hồ sơ"
    Và chọn "Lọc thêm điều kiện, lưu bộ lọc…" trong trình đơn "Bộ lọc"
    Và chọn "Phòng Hợp tác quốc tế" ở ô "Thuộc đơn vị"
    Và gõ "40" vào ô "Tuổi đến"
    Và gõ "Trẻ ở Hợp tác" vào ô "Tên bộ lọc"
    Và bấm "Lưu"
    Thì thấy "4 trong 73 hồ sơ"
    Khi bấm "Tất cả, 73"
    Thì thấy "73 trong 73 hồ sơ"
    Khi bấm "Trẻ ở Hợp tác, 4"
    Thì thấy "4 trong 73 hồ sơ"
    Khi nhấn phím "Ctrl+Z"
    Thì thấy "73 trong 73 hồ sơ"

  Kịch bản: Đổi đơn vị của ba người rồi hoàn tác
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi bấm "Hồ sơ"
    Và chọn dòng "Nguyễn Khắc Anh" trong bảng "Danh sách hồ sơ"
    Và chọn thêm dòng "Vũ Tiến Anh" trong bảng "Danh sách hồ sơ"
    Và chọn thêm dòng "Võ Khắc Luân" trong bảng "Danh sách hồ sơ"
    Và bấm "Đổi đơn vị…"
    Và chọn "Phòng Lãnh sự - Lễ tân" ở ô "Đơn vị mới"
    Và chờ một giây
    Thì thấy "Sẽ đổi 2 dòng · 1 dòng giữ nguyên."
    Và bảng "Sẽ đổi" có dòng "Vũ Tiến Anh"
    Khi bấm "Đổi 2 dòng"
    Thì thấy "Đổi đơn vị của 2 hồ sơ thành Phòng Lãnh sự - Lễ tân."
    Khi nhấn phím "Ctrl+Z"
    Thì thấy "Đã hoàn tác: Đổi đơn vị của 2 hồ sơ thành Phòng Lãnh sự - Lễ tân."

  Kịch bản: Một quyết định cho nhiều người
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi bấm "Hồ sơ"
    Và chọn dòng "Nguyễn Khắc Anh" trong bảng "Danh sách hồ sơ"
    Và chọn thêm dòng "Vũ Tiến Anh" trong bảng "Danh sách hồ sơ"
    Và bấm "Việc khác" rồi chọn "Thêm thành tích chung"
    Và chọn "Chiến sĩ thi đua cơ sở" ở ô "Danh hiệu hoặc hình thức"
    Và gõ "2025" vào ô "Năm"
    Và gõ "110/qđ-sngv" vào ô "Số quyết định"
    Và nhấn phím "Enter"
    Thì ô "Ngày ký" ghi "26/12/2025"
    Khi chờ một giây
    Thì thấy "Sẽ thêm 2 dòng"
    Khi bấm "Thêm 2 dòng"
    Thì thấy "Thêm Chiến sĩ thi đua cơ sở, năm 2025 cho 2 hồ sơ"
