# language: vi
Tính năng: Nhận danh sách do đơn vị tự làm

  Kịch bản: Ghép cột, trả lời chỗ chưa rõ, ghi vào sổ, rồi hoàn tác
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Và một danh sách khen thưởng do Phòng Lãnh sự - Lễ tân tự làm
    Khi bấm "Hồ sơ"
    Và bấm "Nhập từ Excel"
    Và thả tệp ấy vào trang
    Thì thấy "1 cột chưa hiểu sẽ không được nhập."
    Khi bấm "Nhận cả 2 từ gần chắc"
    Và chọn "Chiến sĩ thi đua cơ sở" ở ô "Danh hiệu, hình thức “CSTĐ” nghĩa là"
    Và bấm "Xem trước"
    Thì thấy "Còn 3 dòng cần xem"
    Và sổ có 73 hồ sơ
    Khi chọn dòng "Lò Thị Ọt" trong bảng "Các dòng của danh sách"
    Và chọn câu trả lời "Giữ theo sổ"
    Và chọn dòng "Lê Minh Thơm" trong bảng "Các dòng của danh sách"
    Và chọn câu trả lời "Là một với Lê Minh Thơm (CB035), giữ theo sổ"
    Và chọn dòng "Võ Khắc Luân" trong bảng "Các dòng của danh sách"
    Và chọn câu trả lời "Là một với Võ Khắc Luân (CB038)"
    Và chọn dòng "Trịnh Thu Hường" trong bảng "Các dòng của danh sách"
    Thì thấy "Không có ngày 30/2/1994"
    Khi chọn câu trả lời "Ghi phần đã hiểu, bỏ chỗ sai"
    Và bấm "Ghi vào sổ"
    Thì thấy "Đã ghi 14 dòng: 14 mới từ ds_gioi_thieu_P.LanhSu.xlsx."
    Và sổ có 77 hồ sơ
    Khi bấm "Hoàn tác lần nhập này"
    Thì sổ có 73 hồ sơ
