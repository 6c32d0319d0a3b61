"""The check before papers leave: what stops them, what to look at, what is in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...domain.dates import short_date
from ...domain.documents import CheckLevel, ExportCheck
from ...domain.eligibility import Verdict
from ...domain.plans import QuotaRow, QuotaVerdict
from ...domain.records import SubjectKind
from ...domain.text import two_digits
from . import achievements
from .dossier import Dossier, Entry
from .listing import quota_text

_LIST = "Danh sách"
_REPORT = "Báo cáo thành tích"


def blocking(dossier: Dossier) -> list[ExportCheck]:
    """Return what keeps the papers drafts."""
    if not dossier.entries:
        day = short_date(dossier.on)
        text = "Đợt chưa chọn đối tượng nào" if dossier.chosen else f"Chưa có ai đăng ký đến ngày {day}"
        return [_stop(text, "Danh sách; chọn đối tượng trước", None)]
    found = []
    for entry in dossier.entries:
        subject = entry.subject
        if not subject.name.strip():
            found.append(_stop(f"Hồ sơ {subject.code} chưa có tên", _row(entry), entry))
        if subject.kind is SubjectKind.PERSON and subject.birth is None:
            found.append(_stop(f"{subject.name} chưa có năm sinh", _row(entry), entry))
    return found


def warnings(dossier: Dossier, quotas: Sequence[QuotaRow]) -> list[ExportCheck]:
    """Return what to look at before sending."""
    found = [*_of_the_office(dossier)]
    for entry in dossier.entries:
        found += _of_the_person(entry)
        found += _of_the_verdict(entry)
        found += _of_the_records(dossier, entry)
    found += [_warn(quota_text(row), "Chỉ tiêu của kế hoạch", None) for row in quotas if not _met(row)]
    if dossier.entries:
        found.append(
            _warn(
                "Bố cục báo cáo, tờ trình chưa đối chiếu với mẫu của Nghị định 152/2025",
                f"{_REPORT}, tờ trình; đối chiếu rồi gửi",
                None,
            )
        )
    return found


def fine(dossier: Dossier, quotas: Sequence[QuotaRow]) -> list[ExportCheck]:
    """Return what is in order."""
    if not dossier.entries:
        return []
    people = [entry for entry in dossier.entries if entry.subject.kind is SubjectKind.PERSON]
    count = two_digits(len(dossier.entries))
    texts = [
        "Thể thức theo Nghị định 30/2020: khổ giấy, lề, phông chữ, quốc hiệu, số trang",
        f"Số dòng danh sách khớp tờ trình, số bản đăng ký, báo cáo: {count}",
        "Tên, chức vụ khớp giữa danh sách và biểu mẫu",
    ]
    if people and all(entry.subject.birth for entry in people):
        texts.append(f"Đủ năm sinh của {two_digits(len(people))} cá nhân")
    if people and all(entry.posts for entry in people):
        texts.append(f"Đủ chức vụ của {two_digits(len(people))} cá nhân")
    if all(item.verdict.verdict is Verdict.DAT for entry in dossier.entries for item in entry.fields):
        texts.append(f"Cả {count} đối tượng đạt tiêu chí")
    texts += [quota_text(row).rstrip(".") for row in quotas if _met(row)]
    return [ExportCheck(level=CheckLevel.FINE, text=text) for text in texts]


def _met(row: QuotaRow) -> bool:
    return row.verdict in (QuotaVerdict.MET, QuotaVerdict.NOT_APPLICABLE)


def _of_the_office(dossier: Dossier) -> Iterator[ExportCheck]:
    if not dossier.office.name:
        yield _warn("Chưa ghi tên cơ quan; đầu văn bản lấy theo kế hoạch", "Cài đặt, cơ quan", None)
    if not dossier.office.signer:
        yield _warn("Chưa ghi tên người ký", "Cài đặt, cơ quan", None)


def _of_the_person(entry: Entry) -> Iterator[ExportCheck]:
    subject = entry.subject
    if subject.kind is not SubjectKind.PERSON:
        return
    if not entry.posts:
        yield _warn(f"{subject.name} chưa có chức vụ", _row(entry), entry)
    if subject.birth is not None and subject.birth.full is None:
        yield _warn(f"{subject.name} chỉ có năm sinh {subject.birth.year}", f"{_REPORT} cần ngày sinh", entry)


def _of_the_verdict(entry: Entry) -> Iterator[ExportCheck]:
    for item in entry.fields:
        kept, name = item.verdict.verdict, entry.subject.name
        if item.today is not kept:
            words = f"{name}: lúc chọn {kept.label.lower()}, nay {item.today.label.lower()}"
            yield _warn(words, f"{_row(entry)}, nhóm {item.label}", entry)
        elif kept is not Verdict.DAT:
            reason = f": {item.shortfall}" if item.shortfall else ""
            yield _warn(f"{name} {kept.label.lower()}{reason}", f"{_row(entry)}, nhóm {item.label}", entry)


def _of_the_records(dossier: Dossier, entry: Entry) -> Iterator[ExportCheck]:
    known = achievements.known(dossier.book, entry.subject, dossier.on)
    for row in (*known.titles, *known.rewards):
        lacking = [word for word, value in (("số", row.decision), ("ngày", row.date)) if not value]
        if lacking:
            form = achievements.form_of(dossier.book, row)
            name = f"{form.short if form else row.form} {achievements.year_of(row) or ''}".rstrip()
            words = " và ".join(lacking)
            yield _warn(f"{name} của {entry.subject.name} thiếu {words} quyết định", _REPORT, entry)
    for made in known.initiatives:
        if not made.decision or not made.date:
            yield _warn(
                f"Sáng kiến “{made.name}” của {entry.subject.name} thiếu số hoặc ngày quyết định", _REPORT, entry
            )


def _row(entry: Entry) -> str:
    return f"{_LIST}, dòng {entry.number}"


def _stop(text: str, where: str, entry: Entry | None) -> ExportCheck:
    return ExportCheck(level=CheckLevel.BLOCKING, text=text, where=where, subject=entry.subject.code if entry else None)


def _warn(text: str, where: str, entry: Entry | None) -> ExportCheck:
    return ExportCheck(level=CheckLevel.WARNING, text=text, where=where, subject=entry.subject.code if entry else None)
