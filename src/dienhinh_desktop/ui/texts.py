"""Vietnamese words several pages share; where the wording changes, the interface notes change with it."""

from __future__ import annotations

from datetime import date, datetime

from ..domain.backups import OLD_AFTER, BackupStanding
from ..domain.dates import short_date
from ..domain.plans import MilestoneRow, Plan, QuotaRow
from ..domain.records import SubjectKind
from ..domain.rounds import RoundSummary
from ..domain.text import number_text, two_digits

PROGRAM = "Điển hình"
PRACTICE_BAND = "Dữ liệu tập làm, không phải dữ liệu thật"
HERE_ONLY = "Dữ liệu chỉ nằm trên máy này; chương trình không gửi đi đâu."
STOPPED = "Lần trước chương trình dừng đột ngột."
STOPPED_WITHOUT_DRAFT = (
    "Sổ giữ nguyên đến việc ghi sau cùng; lúc ấy không có nội dung nào đang nhập dở. "
    "Nếu còn xảy ra, gửi nhật ký cho người hỗ trợ."
)
NO_SECRETS = "Không nhập nội dung thuộc bí mật nhà nước."

STEPS: tuple[tuple[int, str, str, str], ...] = (
    (1, "Nhập thành tích", "Nhập", "records"),
    (2, "Xét điều kiện", "Xét", "eligibility"),
    (3, "Bình xét, chọn", "Bình xét", "rounds"),
    (4, "Danh sách, biểu mẫu", "Danh sách", "documents"),
    (5, "Ký, in, gửi", "Ký, gửi", "delivery"),
)
"""Number, label, short label, page of each step of the path."""


def page_label(name: str) -> str:
    """Return the label of the step a page stands for, for ways back to it."""
    if name == "overview":
        return "Tổng quan"
    return next((label for _number, label, _short, page in STEPS if page == name), "trang trước")


KINDS = {
    SubjectKind.PERSON: "cá nhân",
    SubjectKind.COLLECTIVE: "tập thể",
    SubjectKind.HOUSEHOLD: "hộ gia đình",
}


def plan_label(plan: Plan) -> str:
    """Name a plan as the round selector does: "KH 198/KH-SNgV · 2021–2025"; a law keeps its own word."""
    number = _numbered("KH", plan.number) if plan.number else plan.title
    return f"{number} · {period(plan)}"


def plan_heading(plan: Plan) -> str:
    """Head the page of a plan: "Kế hoạch 198/KH-SNgV", "Luật 06/2022/QH15"."""
    return _numbered("Kế hoạch", plan.number) if plan.number else "Kế hoạch (không rõ số)"


def _numbered(word: str, number: str) -> str:
    return f"{word} {number}" if number[0].isdigit() else number


def period(plan: Plan) -> str:
    """Write the period of a plan: "2021–2025", or its one year."""
    first, last = plan.period_from.year, plan.period_to.year
    return f"{first}–{last}" if first != last else str(first)


def records_line(summary: RoundSummary) -> str:
    """Say how the first step stands."""
    if summary.missing_data:
        return f"{number_text(summary.missing_data)} hồ sơ thiếu dữ liệu"
    return f"{number_text(summary.subjects)} hồ sơ"


def eligibility_line(summary: RoundSummary) -> str:
    """Say how the second step stands."""
    if not summary.assessed:
        return "Chưa xét"
    return f"{number_text(summary.passed)} đạt trong {number_text(summary.assessed)}"


def chosen_line(summary: RoundSummary) -> str:
    """Say how the third step stands."""
    if not summary.chosen:
        return f"Chưa chọn{needed(summary.quota)}"
    return f"{number_text(summary.chosen)} chọn{needed(summary.quota)}"


def needed(quota: QuotaRow | None) -> str:
    """Say what a quota asks: ", cần 04–05"."""
    if quota is None or (quota.minimum is None and quota.maximum is None):
        return ""
    low, high = quota.minimum, quota.maximum
    if low is None or high is None or low == high:
        only = low if low is not None else high
        assert only is not None
        word = "cần" if low is not None else "nhiều nhất"
        return f", {word} {two_digits(only)}"
    return f", cần {two_digits(low)}–{two_digits(high)}"


def documents_line(summary: RoundSummary) -> str:
    """Say how the fourth step stands."""
    return f"{two_digits(summary.chosen)} đối tượng" if summary.chosen else "Chưa có ai"


def delivery_line(summary: RoundSummary) -> str:
    """Say how the fifth step stands."""
    if summary.sent is not None:
        return f"Đã gửi {short_date(summary.sent)}"
    return f"{summary.signed}/{summary.papers} văn bản" if summary.papers else "Chưa có văn bản"


def brief_lines(summary: RoundSummary) -> tuple[str, str, str, str, str]:
    """Say how the five steps stand in a word or two."""
    return (
        f"{number_text(summary.missing_data)} thiếu" if summary.missing_data else number_text(summary.subjects),
        f"{number_text(summary.passed)} đạt" if summary.assessed else "chưa xét",
        f"{number_text(summary.chosen)} chọn",
        two_digits(summary.chosen) if summary.chosen else "chưa có",
        "đã gửi" if summary.sent else f"{summary.signed}/{summary.papers}",
    )


def backup_age(at: datetime, now: datetime) -> str:
    """Say when a backup was made: "hôm nay 08:00", "hôm qua 08:00", "11/12/2025 08:00"."""
    days = (now.date() - at.date()).days
    return f"{ {0: 'hôm nay', 1: 'hôm qua'}.get(days, short_date(at.date())) } {at:%H:%M}"


def backup_line(standing: BackupStanding, now: datetime) -> str:
    """Say how safe the folder is: "Sao lưu hôm nay 08:00", "Sao lưu đã cũ: 11/12/2025 08:00, cách đây 9 ngày"."""
    if standing.newest is None:
        return "Chưa có bản sao lưu"
    age, days = backup_age(standing.newest.at, now), standing.days_old(now)
    return f"Sao lưu đã cũ: {age}, cách đây {number_text(days)} ngày" if days > OLD_AFTER else f"Sao lưu {age}"


def days_left(milestone: MilestoneRow, today: date) -> tuple[str, str, str]:
    """Say how far a milestone is: words, date, colour token."""
    if milestone.latest is None:
        return "", "", "warn"
    left = (milestone.latest - today).days
    if left < 0:
        return f"Quá hạn {number_text(-left)} ngày", short_date(milestone.latest), "bad"
    if left == 0:
        return "Hôm nay là hạn", short_date(milestone.latest), "bad"
    return f"Còn {number_text(left)} ngày", short_date(milestone.latest), "warn"


def facts_of_verdicts(off: int, *others: str) -> tuple[str, ...]:
    """Say what verdicts rest on; readings that are not the plan's default come first, for the last ones give way."""
    readings = f"{off} cách hiểu khác mặc định" if off else "Cách hiểu: theo mặc định"
    return (readings, *others) if off else (*others, readings)
