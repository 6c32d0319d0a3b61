"""The words a package is opened with (ĐỌC TRƯỚC): what is in it, from whom, how it is read without the program."""

from __future__ import annotations

from ...domain.dates import short_date
from ...domain.packages import PackageContent
from ...domain.text import two_digits
from ...exchange import delivery as package

_WORDS = """\
ĐỌC TRƯỚC

Gói hồ sơ điển hình tiên tiến
Đơn vị gửi:  {unit_name} ({unit})
Kế hoạch:    {plan_title} (mã {plan}, bản {plan_version})
Nội dung:    {source}
Số đối tượng: {subjects}
Lập lúc:     {at}, bằng Điển hình desktop {program}

Trong gói có:
- {list_file}: danh sách đăng ký, đề nghị (Excel)
- {forms}: bản đăng ký và báo cáo thành tích của từng đối tượng (PDF), đánh số theo danh sách
- {bound}: tất cả biểu mẫu trong một tệp, để in một lần
- {papers}: tờ trình, biên bản và các bản đã ký, bản quét, nếu đã lập (mã bản ở chân trang)
- {records}: hồ sơ của các đối tượng ấy, dạng sổ dữ liệu (Excel)
- goi.json, manifest.json: dành cho chương trình

Nơi nhận có chương trình: vào Đơn vị dưới, Nhận tệp, gói; hoặc dùng lệnh dienhinh receive.
Chưa có chương trình: giải nén, mở các tệp Excel, PDF như thường.
Muốn biết tệp còn nguyên: so mã SHA-256 của từng tệp với manifest.json
(Windows: certutil -hashfile TỆP SHA256; Linux: sha256sum TỆP).

Gói có dữ liệu cá nhân: chỉ gửi đúng người nhận, giữ và xóa theo quy định.
"""


def first_words(content: PackageContent, source: str) -> str:
    """Return the words of a package."""
    told = content.manifest
    return _WORDS.format(
        unit_name=told.unit_name,
        unit=told.unit,
        plan_title=told.plan_title,
        plan=told.plan,
        plan_version=told.plan_version,
        source=source,
        subjects=two_digits(told.subjects),
        at=f"{told.at:%H:%M} ngày {short_date(told.at.date())}",
        program=told.program,
        list_file=package.LIST,
        forms=package.FORMS,
        bound=package.BOUND,
        papers=package.PAPERS,
        records=package.RECORDS,
    )
