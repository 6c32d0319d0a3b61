"""The check before papers leave: what stops them, what to look at, what is in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...domain.dates import short_date
from ...domain.documents import CheckLevel, ExportCheck, PaperKind
from ...domain.eligibility import Verdict
from ...domain.issued import LIST, REPORT
from ...domain.plans import QuotaRow, QuotaVerdict
from ...domain.records import SubjectKind
from ...domain.text import two_digits
from ...exchange import documents as drawn
from . import achievements, likeness
from .checked import page_warn, stop, warn
from .day_checks import days_stand
from .dossier import Dossier, Entry
from .listing import quota_text, registration_list
from .signing import who_signs
from .spelling import spelled_alike
from .vote_checks import doubtful, impossible, settled

_LIST = "Danh sách"
_REPORT = "Báo cáo thành tích"


def blocking(dossier: Dossier) -> list[ExportCheck]:
    """Return what keeps the papers drafts."""
    if not dossier.entries:
        day = short_date(dossier.on)
        text = "Đợt chưa chọn đối tượng nào" if dossier.chosen else f"Chưa có ai đăng ký đến ngày {day}"
        return [stop(text, "Danh sách; chọn đối tượng trước", None, "rounds")]
    found = []
    for entry in dossier.entries:
        subject = entry.subject
        if not subject.name.strip():
            found.append(stop(f"Hồ sơ {subject.code} chưa có tên", _row(entry), entry))
        if subject.kind is SubjectKind.PERSON and subject.birth is None:
            found.append(stop(f"{subject.name} chưa có năm sinh", _row(entry), entry))
    return [*found, *impossible(dossier)]


def warnings(dossier: Dossier, quotas: Sequence[QuotaRow]) -> list[ExportCheck]:
    """Return what to look at before sending."""
    found = [*_of_the_office(dossier)]
    for entry in dossier.entries:
        found += _of_the_person(entry)
        found += _of_the_verdict(dossier, entry)
        found += _of_the_records(dossier, entry)
    found += [page_warn(quota_text(row), "Chỉ tiêu của kế hoạch", "rounds") for row in quotas if not _met(row)]
    found += [*spelled_alike(dossier), *days_stand(dossier), *_copied(dossier), *_overlong(dossier), *doubtful(dossier)]
    if dossier.entries:
        found.append(
            warn(
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
    ]
    if people and all(entry.subject.birth for entry in people):
        texts.append(f"Đủ năm sinh của {two_digits(len(people))} cá nhân")
    if people and all(entry.posts for entry in people):
        texts.append(f"Đủ chức vụ của {two_digits(len(people))} cá nhân")
    if all(item.verdict.verdict is Verdict.DAT for entry in dossier.entries for item in entry.fields):
        texts.append(f"Cả {count} đối tượng đạt tiêu chí")
    if not any(_copied(dossier)):
        texts.append("Không có thành tích chép của nhau")
    if not any(days_stand(dossier)):
        texts.append("Ngày quyết định, ngày xét, ngày ban hành kế hoạch hợp lý")
    texts += [quota_text(row).rstrip(".") for row in quotas if _met(row)]
    return [*(ExportCheck(level=CheckLevel.FINE, text=text) for text in texts), *settled(dossier)]


def _copied(dossier: Dossier) -> Iterator[ExportCheck]:
    """Yield whose own words are mostly somebody else's."""
    entries = {entry.subject.code: entry for entry in dossier.entries}
    for pair in likeness.alike({code: own_words(dossier, entry) for code, entry in entries.items()}):
        first, second = entries[pair.first], entries[pair.second]
        share = f"{round(100 * pair.share)} %"
        names = f"{first.subject.name} và {second.subject.name}"
        yield warn(f"Thành tích của {names} giống nhau {share}", f"{_REPORT}; viết lại cho đúng từng người", second)


def own_words(dossier: Dossier, entry: Entry) -> str:
    """Return the words of a subject's papers that are its own: model, initiatives, what its awards were for."""
    book, code = dossier.book, entry.subject.code
    typed = [text for (_, subject), words in dossier.typed.items() if subject == code for text in words.values()]
    texts = [entry.model, *typed, *(row.name for row in book.initiatives.of(code))]
    texts += [row.content or "" for row in book.awards.of(code)]
    return "\n".join(dict.fromkeys(filter(None, texts)))


def _overlong(dossier: Dossier) -> Iterator[ExportCheck]:
    content = registration_list(dossier, (), draft=False)
    entries = {entry.number: entry for entry in dossier.entries}
    for number in drawn.overlong_rows(content):
        entry = entries[number]
        yield warn(f"Chữ của {entry.subject.name} dài quá một ô, phải sang dòng khác", _row(entry), entry)


def _met(row: QuotaRow) -> bool:
    return row.verdict in (QuotaVerdict.MET, QuotaVerdict.NOT_APPLICABLE)


def _of_the_office(dossier: Dossier) -> Iterator[ExportCheck]:
    if not dossier.office.name:
        yield page_warn("Chưa ghi tên cơ quan; đầu văn bản lấy theo kế hoạch", "Cài đặt, cơ quan", "settings")
    if not dossier.office.signer and not dossier.signers:
        yield page_warn("Chưa ghi tên người ký", "Cài đặt, người ký", "settings", "signers")
    yield from _of_the_signers(dossier)


def _of_the_signers(dossier: Dossier) -> Iterator[ExportCheck]:
    """Yield the papers of the list that nobody may sign on their day, where the office keeps who may."""
    papers = {PaperKind.REQUEST.value: "Tờ trình", LIST: "Danh sách", REPORT: "Bản đăng ký, báo cáo"}
    for paper, name in papers.items() if dossier.signers else ():
        if not who_signs(dossier, paper)[0]:
            day = short_date(dossier.day_of(paper))
            yield page_warn(
                f"{name}: không ai trong danh sách người ký còn quyền ký ngày {day}",
                "Cài đặt, người ký",
                "settings",
                "signers",
            )


def _of_the_person(entry: Entry) -> Iterator[ExportCheck]:
    subject = entry.subject
    if subject.kind is not SubjectKind.PERSON:
        return
    if not entry.posts:
        yield warn(f"{subject.name} chưa có chức vụ", _row(entry), entry)
    if subject.birth is not None and subject.birth.full is None:
        yield warn(f"{subject.name} chỉ có năm sinh {subject.birth.year}", f"{_REPORT} cần ngày sinh", entry)


def _of_the_verdict(dossier: Dossier, entry: Entry) -> Iterator[ExportCheck]:
    for item in entry.fields:
        kept, name = item.verdict.verdict, entry.subject.name
        if item.today is not kept:
            words = f"{name}: lúc chọn {kept.label.lower()}, nay {item.today.label.lower()}"
            yield warn(words, f"{_row(entry)}, nhóm {item.label}", entry)
        elif item.verdict.plan_version != dossier.plan.version:
            words = f"{name}: chốt theo bộ tiêu chí bản {item.verdict.plan_version}, nay là bản {dossier.plan.version}"
            yield warn(words, f"{_row(entry)}, nhóm {item.label}", entry)
        elif kept is not Verdict.DAT:
            reason = f": {item.shortfall}" if item.shortfall else ""
            yield warn(f"{name} {kept.label.lower()}{reason}", f"{_row(entry)}, nhóm {item.label}", entry)


def _of_the_records(dossier: Dossier, entry: Entry) -> Iterator[ExportCheck]:
    known = achievements.known(dossier.book, entry.subject, dossier.on)
    for row in (*known.titles, *known.rewards):
        lacking = [word for word, value in (("số", row.decision), ("ngày", row.date)) if not value]
        if lacking:
            form = achievements.form_of(dossier.book, row)
            name = f"{form.short if form else row.form} {achievements.year_of(row) or ''}".rstrip()
            words = " và ".join(lacking)
            yield warn(f"{name} của {entry.subject.name} thiếu {words} quyết định", _REPORT, entry)
    for made in known.initiatives:
        if not made.decision or not made.date:
            yield warn(
                f"Sáng kiến “{made.name}” của {entry.subject.name} thiếu số hoặc ngày quyết định", _REPORT, entry
            )


def _row(entry: Entry) -> str:
    return f"{_LIST}, dòng {entry.number}"
