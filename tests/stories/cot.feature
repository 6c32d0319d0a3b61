# language: vi
Tính năng: Danh sách hồ sơ theo ý mình

  Kịch bản: Thêm cột, xếp theo tên, mở lại vẫn thế
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi bấm "Hồ sơ"
    Và chọn "Cột, sắp xếp, nhóm › Nhóm theo › Không nhóm" trong trình đơn của dòng "Vũ Tiến Anh" ở bảng "Danh sách hồ sơ"
    Và chọn "Cột, sắp xếp, nhóm › Chọn cột › Năm sinh" trong trình đơn của dòng "Vũ Tiến Anh" ở bảng "Danh sách hồ sơ"
    Và bấm tiêu đề cột "Họ và tên" của bảng "Danh sách hồ sơ"
    Thì bảng "Danh sách hồ sơ" có cột "Năm sinh"
    Và trong bảng "Danh sách hồ sơ" dòng "Nguyễn Khắc Anh" đứng trước dòng "Vũ Tiến Anh"
    Và trong bảng "Danh sách hồ sơ" dòng "Vũ Tiến Anh" đứng trước dòng "Nguyễn Quang Tuấn"
    Khi đóng rồi mở lại chương trình
    Và bấm "Hồ sơ"
    Thì bảng "Danh sách hồ sơ" có cột "Năm sinh"
    Và trong bảng "Danh sách hồ sơ" dòng "Vũ Tiến Anh" đứng trước dòng "Nguyễn Quang Tuấn"
