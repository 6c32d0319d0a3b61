"""The request (tờ trình) that carries the list to whoever decides: its numbers are those of the list.

Its parts follow the notes on form 01 of the award decrees; the form of Decree 152/2025 itself was not seen, so no form
number is printed. Laws and regulations it rests on change and are left to the pen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ...domain.council import Sitting
from ...domain.dates import short_date
from ...domain.documents import Form, FormLine, FormSection, PaperKind
from ...domain.eligibility import Verdict
from ...domain.plans import QuotaRow
from ...domain.records import SubjectKind
from ...domain.text import join_words, two_digits
from .addressing import NOBODY, receiver
from .dossier import Dossier
from .listing import COUNTED, by_kind, by_law, plan_text, quota_text, recognising
from .signing import DOTS_FOR_DAY, numbered_head, office_signature

_NAMED = 10
"""Most names a request tells itself; where there are more, the list alone does."""


def request(dossier: Dossier, quotas: Sequence[QuotaRow], *, draft: bool) -> Form:
    """Return the request for everyone on the list."""
    whom = receiver(dossier) or NOBODY
    return Form(
        file_stem=PaperKind.REQUEST.value,
        letterhead=numbered_head(dossier, "TTr"),
        title=("Tờ trình", f"Về việc {_about(dossier)}"),
        addressees=(whom,),
        bases=tuple(_bases(dossier)),
        intro=(),
        sections=(
            _paragraph(f"{dossier.agency} trình {whom} {_asked(dossier)} {dossier.period}, cụ thể như sau:"),
            FormSection(title="1. Số lượng", level=2, paragraphs=tuple(_numbers(dossier))),
            FormSection(title="2. Kết quả xét", level=2, paragraphs=(verdicts_text(dossier), *_quota(quotas))),
            _meeting(dossier),
            _paragraph(
                f"{dossier.agency} chịu trách nhiệm về tính chính xác của danh sách và hồ sơ. {_enclosed(dossier)}",
                f"Kính trình {whom} xem xét, quyết định./.",
            ),
        ),
        signatures=((office_signature(dossier, PaperKind.REQUEST),),),
        recipients=("Như trên", "Lưu: VT"),
        draft=draft,
        facts=_facts(dossier),
        keywords=(dossier.plan.number or dossier.plan.title,),
    )


def _facts(dossier: Dossier) -> dict[str, str]:
    """Return the counts a template of the request may use besides its blocks."""
    counted = {kind: len(entries) for kind, entries in by_kind(dossier)}
    return {
        "tong_so": two_digits(len(dossier.entries)),
        "so_tap_the": two_digits(counted.get(SubjectKind.COLLECTIVE, 0)),
        "so_ca_nhan": two_digits(counted.get(SubjectKind.PERSON, 0)),
        "so_ho": two_digits(counted.get(SubjectKind.HOUSEHOLD, 0)),
        "giai_doan": dossier.period,
        "ke_hoach": plan_text(dossier),
    }


def _bases(dossier: Dossier) -> Iterator[str]:
    if not by_law(dossier.plan):
        yield f"Căn cứ Luật Thi đua, khen thưởng {DOTS_FOR_DAY};"
    yield f"Căn cứ {NOBODY};"
    yield f"Căn cứ {plan_text(dossier)}."


def _about(dossier: Dossier) -> str:
    verb = "đề nghị công nhận" if recognising(dossier) else "đăng ký"
    return f"{verb} mô hình, điển hình tiên tiến {dossier.period}"


def _asked(dossier: Dossier) -> str:
    if recognising(dossier):
        return "xem xét, công nhận mô hình, điển hình tiên tiến"
    return "danh sách đăng ký mô hình, điển hình tiên tiến"


def _numbers(dossier: Dossier) -> list[str]:
    lines = []
    for kind, entries in by_kind(dossier):
        names = f": {join_words(entry.subject.name for entry in entries)}" if len(entries) <= _NAMED else ""
        lines.append(f"- {two_digits(len(entries))} {COUNTED[kind]}{names}")
    first = f"Tổng số: {two_digits(len(dossier.entries))} điển hình, trong đó:"
    return [first, *(f"{line};" for line in lines[:-1]), *(f"{line}." for line in lines[-1:])]


def verdicts_text(dossier: Dossier) -> str:
    """Return how the subjects of the list were judged: "… danh sách 06 điển hình có 05 đối tượng đạt và 01 …"."""
    counts = Counter(entry.worst for entry in dossier.entries if entry.fields)
    told = [
        f"{two_digits(counts[verdict])} đối tượng {verdict.label.lower()}"
        for verdict in reversed(Verdict)
        if counts[verdict]
    ]
    day = max((item.verdict.on for entry in dossier.entries for item in entry.fields), default=dossier.on)
    count = two_digits(len(dossier.entries))
    return f"Theo hồ sơ đến ngày {short_date(day)}, danh sách {count} điển hình có {join_words(told)}."


def _quota(quotas: Sequence[QuotaRow]) -> list[str]:
    return [" ".join(quota_text(row) for row in quotas)] if quotas else []


def _meeting(dossier: Dossier) -> FormSection:
    """Return what the council's last meeting said in a sentence; lines with dots for what is not known of it."""
    title = "3. Kết quả họp xét"
    held = dossier.meeting
    turnout = held.turnout if held else None
    numbers = [two_digits(number) for number in (turnout.present, turnout.members) if number] if turnout else []
    present = "/".join(numbers) if len(numbers) == 2 else ""
    voted = _voted(held) if held else ""
    if held is not None and present and voted:
        told = f"Họp ngày {short_date(held.meeting.day)}, có mặt {present} thành viên. {voted}."
        return FormSection(title=title, level=2, paragraphs=(told,))
    lines = (
        FormLine(label="Ngày họp", value=short_date(held.meeting.day) if held else DOTS_FOR_DAY),
        FormLine(label="Số thành viên dự họp trên tổng số thành viên", value=present),
        FormLine(label="Kết quả bỏ phiếu, biểu quyết", value=voted),
    )
    return FormSection(title=title, level=2, lines=lines)


def _voted(held: Sitting) -> str:
    """Return how many were voted on, and how many have votes enough where a rule says how many that are."""
    voted = held.voted
    if not voted:
        return ""
    known = [row for row in voted if row.passed is not None]
    enough = f", {two_digits(sum(bool(row.passed) for row in known))} đủ số phiếu" if known else ""
    return (
        f"{held.meeting.manner.label}: {two_digits(len(voted))} đối tượng{enough}; "
        "số phiếu, tỷ lệ từng đối tượng ghi trong danh sách trích ngang"
    )


def _enclosed(dossier: Dossier) -> str:
    count = two_digits(len(dossier.entries))
    return f"(Kèm theo: danh sách {count} đối tượng; {count} bản đăng ký; {count} báo cáo thành tích.)"


def _paragraph(*texts: str) -> FormSection:
    return FormSection(title="", paragraphs=texts)
