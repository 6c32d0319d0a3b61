# language: vi
Tính năng: Minh chứng của hồ sơ

  Kịch bản: Kéo bản quét vào hồ sơ, gắn với thành tích, bỏ rồi hoàn tác
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Và bản quét "QD 77.pdf" nằm trong máy
    Khi bấm "Hồ sơ"
    Và chọn dòng "Nguyễn Quang Tuấn" trong bảng "Danh sách hồ sơ"
    Và mở mục "Minh chứng" của hồ sơ
    Thì thấy "Chưa có minh chứng."
    Khi thả tệp ấy vào minh chứng
    Thì minh chứng "QD 77.pdf" là "chưa gắn vào mục nào"
    Khi thả tệp ấy vào minh chứng
    Thì hồ sơ có 1 minh chứng
    Khi chọn minh chứng "QD 77.pdf"
    Và bấm "Dùng cho…"
    Và đánh dấu dòng "Chiến sĩ thi đua cơ sở" trong bảng "Các mục dùng minh chứng này"
    Và bấm "Ghi"
    Thì minh chứng "QD 77.pdf" là "dùng cho 1 thành tích"
    Khi chọn minh chứng "QD 77.pdf"
    Và bấm "Bỏ"
    Thì thấy "Chưa có minh chứng."
    Khi nhấn phím "Ctrl+Z"
    Thì minh chứng "QD 77.pdf" là "dùng cho 1 thành tích"

  Kịch bản: Tệp minh chứng bị mất thì chọn lại
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Và bản quét "QD415.pdf" nằm trong máy
    Khi bấm "Hồ sơ"
    Và chọn dòng "Nguyễn Quang Tuấn" trong bảng "Danh sách hồ sơ"
    Và mở mục "Minh chứng" của hồ sơ
    Và thả tệp ấy vào minh chứng
    Và tệp đã lưu bị ai đó xóa mất
    Và bấm "Cài đặt"
    Và bấm "Kiểm tra dữ liệu"
    Và bấm "Kiểm tra"
    Thì thấy "tệp “QD415.pdf” của Nguyễn Quang Tuấn (CB002) bị mất"
    Khi bấm "Hồ sơ"
    Và chọn dòng "Nguyễn Quang Tuấn" trong bảng "Danh sách hồ sơ"
    Và nhấn phím "F5"
    Thì thấy "tệp QD415.pdf bị mất. Hồ sơ vẫn dùng được; chọn lại tệp hoặc bỏ liên kết."
    Khi định mở tệp "QD415.pdf"
    Và bấm "Chọn lại tệp"
    Thì không thấy "bị mất"

  Kịch bản: Thành tích có số quyết định đã quen thì dùng lại bản quét
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Và bản quét "QD 199.pdf" nằm trong máy
    Khi bấm "Hồ sơ"
    Và chọn dòng "Nguyễn Quang Tuấn" trong bảng "Danh sách hồ sơ"
    Và bấm "Thêm thành tích"
    Và chọn "Chiến sĩ thi đua cơ sở" ở ô "Danh hiệu hoặc hình thức"
    Và gõ "2019" vào ô "Năm"
    Và gõ "199/QĐ-SNgV" vào ô "Số quyết định"
    Và định chọn tệp ấy làm minh chứng
    Và bấm "Chọn tệp minh chứng"
    Và bấm "Lưu"
    Và chọn dòng "Lê Thanh Trang" trong bảng "Danh sách hồ sơ"
    Và bấm "Thêm thành tích"
    Và chọn "Chiến sĩ thi đua cơ sở" ở ô "Danh hiệu hoặc hình thức"
    Và gõ "2019" vào ô "Năm"
    Và gõ "199/QĐ-SNgV" vào ô "Số quyết định"
    Và nhấn phím "Tab"
    Thì thấy "Số này đã có bản quét QD 199.pdf, dùng cho 1 mục."
    Khi bấm "Dùng bản quét này"
    Và bấm "Lưu"
    Và mở mục "Minh chứng" của hồ sơ
    Thì minh chứng "QD 199.pdf" là "dùng cho 1 thành tích"
