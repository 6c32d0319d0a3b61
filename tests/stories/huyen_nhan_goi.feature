# language: vi
@slow
Tính năng: Huyện nhận gói của mười hai xã, thị trấn theo kế hoạch TC

  Kịch bản: Một gói bị sửa, một gói trễ, một hộ do hai xã giới thiệu
    Biết huyện mẫu chưa nhận gói nào, mười hai xã, thị trấn đã gửi gói
    Khi bấm "Đơn vị dưới"
    Thì thấy "0 trong 37 đơn vị đã gửi"
    Khi thả gói bị sửa của "X05" vào trang
    Thì thấy "X05.zip"
    Và thấy "0 trong 37 đơn vị đã gửi"
    Khi thả rồi gộp gói của "X01, X02, X03, X04, X05, X06, X07, X08, X11, TT01"
    Thì thấy "10 trong 37 đơn vị đã gửi"
    Khi thả gói của "X09" vào trang
    Thì thấy "có thể đã có trong sổ. Chọn đúng người rồi mới gộp được."
    Khi chọn câu trả lời "Là Hộ ông Giàng A Páo (HO01) trong sổ"
    Và bấm "Gộp vào sổ"
    Và thả rồi gộp gói của "X10"
    Thì thấy "12 trong 37 đơn vị đã gửi"
    Và bảng "Đơn vị dưới" có dòng "Đã gộp"
    Và bảng "Đơn vị dưới" có dòng "quá 1 ngày"
    Khi thả gói của "X01" vào trang
    Thì thấy "không có gì mới"
    Khi đưa mọi người đã đăng ký vào đợt "Công nhận 2021"
    Và bấm "Đợt xét"
    Và nhấn phím "Alt+4"
    Và chọn dòng "Bảng tổng hợp" trong bảng "Văn bản của đợt"
    Và định ghi ra tệp "bang_tong_hop.xlsx"
    Và nhấn phím "Ctrl+E"
    Thì tệp Excel "bang_tong_hop.xlsx" có chữ "Xã Nà Hoa"
    Và hộ "Giàng A Páo" đứng một dòng trong danh sách với cả "Xã Nà Hoa" và "Xã Sín Phìn"
