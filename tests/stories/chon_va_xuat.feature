# language: vi
Tính năng: Chọn người vào danh sách, xuất danh sách và biểu mẫu

  Kịch bản: Đưa những người đạt vào danh sách rồi xuất văn bản
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi nhấn phím "Alt+3"
    Và bấm "Đưa cả 6 vào"
    Thì bảng "Danh sách chọn" có dòng "Phòng Hợp tác quốc tế"
    Khi nhấn phím "Alt+4"
    Và định ghi ra tệp "danh_sach.xlsx"
    Và bấm "Xuất Excel"
    Thì tệp Excel "danh_sach.xlsx" có chữ "Phòng Hợp tác quốc tế"
    Khi định ghi vào thư mục "bieu_mau"
    Và bấm "Biểu mẫu PDF"
    Thì thấy "Đã ghi 12 tệp PDF và bản gộp bo_ho_so.pdf"
    Và thư mục "bieu_mau" có 13 tệp PDF

  Kịch bản: Chọn người không đạt thì phải ghi lý do
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi nhấn phím "Alt+2"
    Và chọn dòng "Lê Tuấn Tâm" trong bảng "Kết luận của từng đối tượng"
    Và bấm "Đưa vào danh sách chọn"
    Thì thấy "Ghi lý do chọn."
    Khi gõ "Hội đồng đề nghị xem xét" vào ô "Lý do chọn"
    Và bấm "Đưa vào"
    Và nhấn phím "Alt+3"
    Thì bảng "Danh sách chọn" có dòng "Lê Tuấn Tâm"
