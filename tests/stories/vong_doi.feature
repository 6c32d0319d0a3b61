# language: vi
Tính năng: Đưa điển hình qua từng bước, rút người, khóa danh sách và nhận kết quả

  Kịch bản: Chuyển bước, rút một người rồi khóa danh sách chọn
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi nhấn phím "Alt+3"
    Và bấm "Đưa cả 6 vào"
    Và bấm "Chuyển bước"
    Thì thấy "Còn nợ khi sang bước này:"
    Khi gõ "15/DS-SNgV" vào ô "Số văn bản"
    Và nhấn phím "Ctrl+Enter"
    Thì bảng "Danh sách chọn" có dòng "Đăng ký"
    Khi chọn dòng "Lưu Hoàng An" trong bảng "Danh sách chọn"
    Và bấm "Rút, thay"
    Và gõ "Chuyển công tác" vào ô "Lý do"
    Và bấm "Rút khỏi danh sách"
    Thì bảng "Danh sách chọn" không có dòng "Lưu Hoàng An"
    Khi bấm "Khóa danh sách chọn"
    Thì thấy "đã khóa lúc"
    Khi bấm "Mở khóa danh sách"
    Và gõ "Giám đốc thêm một người" vào ô "Lý do"
    Và bấm "Mở khóa"
    Và nhấn phím "Ctrl+Z"
    Và nhấn phím "Ctrl+Z"
    Và nhấn phím "Ctrl+Z"
    Thì bảng "Danh sách chọn" có dòng "Lưu Hoàng An"

  Kịch bản: Quyết định của cấp trên ghi vào lịch sử khen thưởng
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Và quyết định khen thưởng của tỉnh có tên "Lưu Hoàng An"
    Khi nhấn phím "Alt+3"
    Và bấm "Đưa cả 6 vào"
    Và bấm "Khóa danh sách chọn"
    Và bấm "Nhận kết quả"
    Và thả tệp ấy vào trang
    Thì thấy "Sẽ ghi 1 dòng: 01 được tặng."
    Và bảng "Kết quả" có dòng "Không có trong quyết định"
    Khi bấm "Ghi kết quả"
    Thì bảng "Kết quả" có dòng "Đã ghi"
