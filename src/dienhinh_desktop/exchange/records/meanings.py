"""What each sheet and each column of the records workbook asks for, in the words shown to whoever fills it in.

Meanings are those of the contract of the records workbook, version 1; a column is looked up by its table and first
field, then by the field alone.
"""

from __future__ import annotations

from dienhinh_desktop.exchange.imports.sheets import Column, Sheet

PURPOSES: dict[str, str] = {
    "subjects": "Người, tập thể, hộ gia đình của đơn vị; mỗi đối tượng một dòng.",
    "positions": "Chức vụ từng giữ; thôi giữ thì ghi “Đến ngày”, giữ chức mới thì thêm dòng.",
    "ratings": "Mức xếp loại chất lượng hằng năm; mỗi đối tượng mỗi năm một dòng.",
    "awards": "Danh hiệu thi đua, hình thức khen thưởng đã có quyết định; mỗi quyết định một dòng.",
    "initiatives": "Sáng kiến, cải tiến, đề tài, mô hình đã được công nhận.",
    "indicators": "Chỉ tiêu được giao và kết quả thực hiện của từng năm.",
    "household_statuses": "Hộ nghèo, cận nghèo hay không, theo từng năm.",
    "contributions": "Đất, tiền, hiện vật, ngày công đã đóng góp.",
    "attestations": "Xác nhận của người có thẩm quyền về một tiêu chí của kế hoạch.",
    "disciplines": "Hình thức kỷ luật đã có quyết định.",
    "registrations": "Đối tượng đăng ký, giới thiệu theo kế hoạch.",
    "plan_documents": "Văn bản đơn vị đã ký, đã gửi cho từng mốc của kế hoạch.",
}
"""Table of `Records` → what its sheet is for."""

_DAY = "Ngày dạng 05/6/2025."
_YES_NO = "“Có” hoặc “Không”; chưa biết thì để trống."
_UNIT = "Mã của đơn vị ở trang Đối tượng."

_MEANINGS: dict[str, str] = {
    "subjects.code": "Mã riêng của từng đối tượng. Mã đã có thì giữ nguyên; đối tượng mới đặt mã chưa ai dùng.",
    "subjects.kind": "Cá nhân, Tập thể hoặc Hộ gia đình.",
    "subjects.name": "Họ và tên, tên tập thể hoặc tên chủ hộ, viết đủ dấu.",
    "subjects.category": "Nhóm đối tượng; chọn trong danh sách.",
    "subjects.unit": f"Nơi công tác; với tập thể là đơn vị cấp trên trực tiếp. {_UNIT}",
    "subjects.birth": "Ngày sinh, hoặc chỉ năm sinh nếu không rõ ngày.",
    "subjects.sex": "Nam hoặc Nữ.",
    "subjects.citizen_id": "Số căn cước công dân, đủ 12 số, giữ số 0 ở đầu.",
    "subjects.ethnicity": "Tên dân tộc.",
    "subjects.start": "Ngày vào làm; với tập thể là ngày thành lập. Chỉ rõ năm thì ghi năm.",
    "subjects.locality": "Mã của thôn, bản, tổ dân phố hoặc xã, phường nơi ở, nơi đóng.",
    "subjects.traits": "Có thể ghi nhiều, cách nhau dấu phẩy: ở cấp cơ sở, trực tiếp công tác lao động, "
    "được giao chỉ tiêu doanh thu, được chọn làm điểm. Ghi mã: CAP_CO_SO, TRUC_TIEP, CO_DOANH_THU, LAM_DIEM.",
    "subjects.leads": "Mã chỉ tiêu của kế hoạch mà đơn vị chủ trì; cơ quan ghi, đơn vị để trống.",
    "subjects.note": "Điều cần nói thêm.",
    "subject": "Mã ở trang Đối tượng. Người mới thì thêm ở trang ấy trước.",
    "positions.title": "Tên chức vụ như trong quyết định.",
    "positions.leading": f"Chức vụ này có phải chức vụ lãnh đạo: {_YES_NO}",
    "positions.head": f"Có phải người đứng đầu tập thể: {_YES_NO}",
    "positions.collective": f"Tập thể người này phụ trách. {_UNIT}",
    "positions.start": f"Ngày bắt đầu giữ chức vụ. {_DAY}",
    "positions.end": "Ngày thôi giữ; còn giữ thì để trống.",
    "ratings.year": "Năm được xếp loại, bốn chữ số.",
    "ratings.grade": "HTXSNV hoàn thành xuất sắc nhiệm vụ; HTTNV hoàn thành tốt; HTNV hoàn thành; "
    "KHTNV không hoàn thành.",
    "awards.form": "Danh hiệu thi đua hoặc hình thức khen thưởng; chọn tên trong danh sách.",
    "awards.year": "Năm đạt danh hiệu, không phải năm ký quyết định.",
    "awards.date": f"Ngày ký quyết định. {_DAY}",
    "awards.issuer": "Nơi ra quyết định, như UBND tỉnh, Bộ Nội vụ.",
    "awards.refused": "Để trống hoặc “Đạt”; ghi “Không đạt” khi danh hiệu của năm đã xét mà không được.",
    "awards.revoked": "Ngày khen thưởng bị thu hồi, nếu có.",
    "awards.content": "Thành tích được khen, ghi ngắn.",
    "initiatives.name": "Tên sáng kiến, cải tiến, đề tài hoặc mô hình.",
    "initiatives.kind": "Sáng kiến, Cải tiến, Đề tài hoặc Mô hình.",
    "initiatives.level": "Cấp công nhận: Cơ sở, Tỉnh, Bộ hoặc Toàn quốc.",
    "initiatives.date": f"Ngày công nhận. {_DAY}",
    "initiatives.issuer": "Hội đồng hoặc cơ quan công nhận.",
    "initiatives.share": "Phần đóng góp của người này, tính bằng phần trăm: 60 là 60 %.",
    "initiatives.effective": f"Đã áp dụng có hiệu quả chưa: {_YES_NO}",
    "initiatives.effective_on": f"Ngày được xác nhận có hiệu quả. {_DAY}",
    "indicators.indicator": "Chỉ số; chọn tên trong danh sách.",
    "indicators.year": "Năm của số liệu, bốn chữ số.",
    "indicators.target": "Số được giao.",
    "indicators.actual": "Số làm được.",
    "indicators.source": "Nơi có số liệu: báo cáo số, ngày.",
    "unit_of_measure": "Đồng, triệu đồng, người, %, m²…",
    "household_statuses.year": "Năm rà soát, bốn chữ số.",
    "household_statuses.state": "Nghèo, Cận nghèo, hoặc Không (không nghèo).",
    "contributions.kind": "Đất, Tiền, Hiện vật hoặc Ngày công.",
    "contributions.amount": "Số lượng; đơn vị tính ghi ở cột bên.",
    "contributions.date": f"Ngày đóng góp. {_DAY}",
    "contributions.place": "Nơi nhận hoặc công trình được đóng góp.",
    "attestations.criterion": "Mã tiêu chí của kế hoạch, do cơ quan cho biết.",
    "attestations.passed": "“Đạt” hoặc “Không đạt”.",
    "attestations.attester": "Người hoặc cơ quan xác nhận.",
    "attestations.date": f"Ngày xác nhận. {_DAY}",
    "attestations.evidence": "Văn bản, số liệu làm minh chứng.",
    "disciplines.form": "Hình thức: Khiển trách, Cảnh cáo…",
    "disciplines.date": f"Ngày ký quyết định. {_DAY}",
    "disciplines.expires": "Ngày hết hiệu lực; chưa biết thì để trống.",
    "plan": "Mã bộ kế hoạch, do cơ quan cho biết.",
    "registrations.field": "Mã lĩnh vực, nhóm xét của kế hoạch; để trống nếu không rõ.",
    "registrations.level": "Cơ sở hoặc Cấp trên.",
    "registrations.introducer": f"Đơn vị giới thiệu. {_UNIT}",
    "registrations.date": f"Ngày đăng ký. {_DAY}",
    "registrations.year": "Năm giới thiệu, bốn chữ số.",
    "registrations.model": "Tên mô hình, nếu đăng ký mô hình.",
    "plan_documents.milestone": "Mã mốc của kế hoạch, do cơ quan cho biết.",
    "plan_documents.unit": f"Đơn vị ra văn bản. {_UNIT}",
    "plan_documents.number": "Số, ký hiệu văn bản, như 12/KH-PHT.",
    "plan_documents.date": f"Ngày ký hoặc ngày gửi. {_DAY}",
    "decision": "Số, ký hiệu quyết định, như 81/QĐ-SNgV.",
    "date": f"Ngày ký quyết định. {_DAY}",
    "issuer": "Nơi ra quyết định.",
}


def meaning(sheet: Sheet, column: Column) -> str:
    """Return what a column asks for, one or two sentences. Raises KeyError for a column nobody has explained."""
    field = column.fields[0]
    own = _MEANINGS.get(f"{sheet.table}.{field}")
    return own if own is not None else _MEANINGS[field]


def note(sheet: Sheet, column: Column) -> str:
    """Return the note on a heading: what it asks for, and whether it must be filled in."""
    return f"{meaning(sheet, column)}\nCột bắt buộc." if column.required else meaning(sheet, column)
