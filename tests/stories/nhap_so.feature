# language: vi
Tính năng: Nhập sổ dữ liệu Excel và hoàn tác

  Kịch bản: Xem trước, ghi vào sổ, rồi hoàn tác cả lần nhập
    Biết chương trình mở trên một thư mục mới
    Và tệp sổ dữ liệu Excel của sở
    Khi bấm "Nhập từ Excel"
    Và thả tệp ấy vào trang
    Thì thấy "Sẽ ghi 1.120 dòng: 1.120 mới."
    Và sổ có 0 hồ sơ
    Khi bấm "Ghi vào sổ"
    Thì thấy "Đã ghi 1.120 dòng: 1.120 mới từ so_du_lieu.xlsx."
    Và sổ có 73 hồ sơ
    Khi bấm "Hoàn tác lần nhập này"
    Thì sổ có 0 hồ sơ
