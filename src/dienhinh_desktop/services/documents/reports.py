"""The achievement report (báo cáo thành tích) of a person, a collective or a household.

Its parts follow the reports offices write under Decree 152/2025; the decree's own forms were not seen, so no form
number is printed. What the records do not know is left as dots.
"""

from __future__ import annotations

from ...domain.dates import short_date
from ...domain.documents import Form, FormLine, FormSection, FormTable
from ...domain.records import Award, SubjectKind
from ...domain.text import householder
from ...exchange.files import form_file_name
from ..wording import amount_text
from . import achievements, members
from .achievements import Known, citation
from .dossier import Dossier, Entry
from .nomination import birth_line
from .signing import reporter, rows_of_signatures, unit_head

_DECIDED = "Số, ngày, tháng, năm của quyết định; cơ quan ban hành quyết định"


def report(dossier: Dossier, entry: Entry, *, draft: bool) -> Form:
    """Return the achievement report of an entry."""
    subject = entry.subject
    found = achievements.known(dossier.book, subject, dossier.on)
    sections = {
        SubjectKind.PERSON: _person,
        SubjectKind.COLLECTIVE: _collective,
        SubjectKind.HOUSEHOLD: _household,
    }[subject.kind](dossier, entry, found)
    return Form(
        subject=subject.code,
        subject_name=subject.name,
        file_stem=f"{form_file_name(entry.number, subject.name)}_bao_cao_thanh_tich",
        letterhead=unit_head(dossier, entry),
        title=("Báo cáo thành tích", f"Đề nghị công nhận điển hình tiên tiến {dossier.period}"),
        intro=(),
        sections=(*sections, *_rewards(dossier, found)),
        signatures=rows_of_signatures(dossier, subject, reporter(dossier, subject)),
        draft=draft,
        keywords=(dossier.plan.number or dossier.plan.title,),
    )


def _person(dossier: Dossier, entry: Entry, found: Known) -> list[FormSection]:
    subject = entry.subject
    return [
        FormSection(
            title="I. Sơ lược lý lịch",
            lines=(
                FormLine(label="Họ và tên", value=subject.name),
                birth_line(entry),
                FormLine(label="Giới tính", value=subject.sex.value if subject.sex else ""),
                FormLine(label="Quê quán"),
                FormLine(label="Trú quán"),
                FormLine(label="Điện thoại"),
                FormLine(label="Đơn vị công tác", value=entry.unit.name if entry.unit else ""),
                FormLine(label="Chức vụ (Đảng, chính quyền, đoàn thể)", value=entry.position),
                FormLine(label="Trình độ chuyên môn, nghiệp vụ"),
                FormLine(label="Học hàm, học vị, danh hiệu, giải thưởng"),
            ),
        ),
        FormSection(title="II. Thành tích đạt được"),
        FormSection(
            title="1. Quyền hạn, nhiệm vụ được giao hoặc đảm nhận",
            level=2,
            lines=(*_career(dossier, entry), FormLine(label="", lines=3)),
        ),
        FormSection(title="2. Thành tích đạt được của cá nhân", level=2, lines=(FormLine(label="", lines=6),)),
        FormSection(title="3. Kết quả xếp loại và sáng kiến từng năm", level=2, table=_years(dossier, found)),
        *_figures(dossier, entry, "4"),
    ]


def _career(dossier: Dossier, entry: Entry) -> list[FormLine]:
    """Return the posts held in the plan's period, oldest first."""
    rows = [
        row
        for row in dossier.book.positions.of(entry.subject.code)
        if row.start <= dossier.on and (row.end is None or row.end >= dossier.plan.period_from)
    ]
    lines = []
    for row in sorted(rows, key=lambda row: row.start):
        until = f" đến ngày {short_date(row.end)}" if row.end and row.end <= dossier.on else " đến nay"
        lines.append(FormLine(label="", value=f"- Từ ngày {short_date(row.start)}{until}: {row.title}."))
    return lines


def _years(dossier: Dossier, found: Known) -> FormTable:
    """Return the years of the period with rating and initiatives; a year without a rating is left to the pen."""
    ratings = {row.year: row for row in found.ratings}
    rows = []
    for year in _years_shown(dossier):
        rating = ratings.get(year)
        initiatives = [row for row in found.initiatives if row.date is not None and row.date.year == year]
        rows.append(
            (
                str(year),
                _cited(rating.grade.label, citation(rating)) if rating else "",
                ";\n".join(_cited(row.name, citation(row)) for row in initiatives),
            )
        )
    return FormTable(
        headings=("Năm", "Xếp loại chất lượng (số, ngày quyết định)", "Sáng kiến, đề tài (số, ngày quyết định)"),
        rows=tuple(rows),
        widths=(1.2, 5, 5),
    )


def _years_shown(dossier: Dossier) -> range:
    years = dossier.plan.years
    return range(years[0], min(years[-1], dossier.on.year) + 1)


def _cited(text: str, decision: str) -> str:
    return f"{text} ({decision})" if decision else text


def _figures(dossier: Dossier, entry: Entry, number: str) -> list[FormSection]:
    """Return the table of figures and the contributions, where the records hold any."""
    sections = []
    table = _indicators(dossier, entry)
    if table.rows:
        sections.append(FormSection(title=f"{number}. Số liệu so sánh", level=2, table=table))
    given = [
        FormLine(label="", value=f"- {text[0].upper()}{text[1:]}.")
        for row in achievements.known(dossier.book, entry.subject, dossier.on).contributions
        if (text := achievements.contribution_text(dossier.book, row))
    ]
    if given:
        place = int(number) + len(sections)
        sections.append(FormSection(title=f"{place}. Đóng góp", level=2, lines=tuple(given)))
    return sections


def _indicators(dossier: Dossier, entry: Entry) -> FormTable:
    kept = [
        row
        for row in dossier.book.indicators.of(entry.subject.code)
        if row.year in dossier.plan.years and row.year <= dossier.on.year
    ]
    rows = []
    for row in sorted(kept, key=lambda row: (row.indicator, row.year)):
        share = f"{row.actual / row.target:.1%}" if row.target and row.actual is not None else ""
        rows.append(
            (
                dossier.book.catalogue.name("indicators", row.indicator),
                str(row.year),
                amount_text(row.target, row.unit_of_measure),
                amount_text(row.actual, row.unit_of_measure),
                share.replace(".", ","),
            )
        )
    return FormTable(
        headings=("Chỉ tiêu", "Năm", "Kế hoạch", "Thực hiện", "Tỷ lệ"), rows=tuple(rows), widths=(5, 1.2, 3, 3, 1.8)
    )


def _collective(dossier: Dossier, entry: Entry, found: Known) -> list[FormSection]:
    subject = entry.subject
    figures = _indicators(dossier, entry)
    if not figures.rows:
        figures = FormTable(headings=figures.headings, rows=(("\u00a0",) * 5,) * 4, widths=figures.widths)
    return [
        FormSection(
            title="I. Đặc điểm, tình hình",
            lines=(
                FormLine(label="Tên tập thể", value=subject.name),
                FormLine(label="Trụ sở chính, điện thoại, trang tin điện tử"),
                FormLine(label="Quá trình thành lập", value=f"Thành lập {subject.start}" if subject.start else ""),
                FormLine(label="Cơ cấu tổ chức, tổng số cán bộ, công chức, viên chức và người lao động", lines=2),
                FormLine(label="Tổ chức đảng, đoàn thể", lines=2),
                FormLine(label="Chức năng, nhiệm vụ được giao", lines=3),
            ),
        ),
        FormSection(title="II. Thành tích đạt được"),
        FormSection(title="1. Kết quả thực hiện nhiệm vụ", level=2, lines=(FormLine(label="", lines=4),)),
        FormSection(title="Bảng so sánh chỉ tiêu từng năm", level=2, table=figures),
        FormSection(title="Kết quả xếp loại từng năm", level=2, table=_years(dossier, found)),
        *members.counts(dossier, subject),
        FormSection(
            title="2. Biện pháp, nguyên nhân đạt được thành tích; các phong trào thi đua",
            level=2,
            lines=(FormLine(label="", lines=4),),
        ),
        FormSection(
            title="3. Chấp hành chủ trương của Đảng, chính sách, pháp luật của Nhà nước",
            level=2,
            lines=(FormLine(label="", lines=3),),
        ),
        FormSection(
            title="4. Hoạt động của tổ chức đảng, đoàn thể",
            level=2,
            lines=(*members.organisations(dossier, subject), FormLine(label="", lines=2)),
        ),
    ]


def _household(dossier: Dossier, entry: Entry, found: Known) -> list[FormSection]:
    subject = entry.subject
    place = dossier.book.subjects.get(subject.locality or "")
    states = [
        row
        for row in dossier.book.household_statuses.of(subject.code)
        if row.year in dossier.plan.years and row.year <= dossier.on.year
    ]
    table = FormTable(
        headings=("Năm", "Tình trạng hộ (hộ nghèo, cận nghèo)"),
        rows=tuple((str(row.year), row.state.value) for row in sorted(states, key=lambda row: row.year)),
        widths=(1.2, 5),
    )
    return [
        FormSection(
            title="I. Sơ lược về hộ gia đình",
            lines=(
                FormLine(label="Họ và tên chủ hộ", value=householder(subject.name)),
                FormLine(label="Số người trong hộ"),
                FormLine(label="Họ tên, năm sinh, nghề nghiệp các thành viên", lines=4),
                FormLine(label="Địa chỉ", value=place.name if place else ""),
                FormLine(label="Điện thoại"),
            ),
        ),
        FormSection(title="II. Thành tích đạt được", lines=(FormLine(label="", lines=6),)),
        FormSection(title="1. Tình trạng hộ từng năm", level=2, table=table),
        *_figures(dossier, entry, "2"),
        *(
            []
            if not found.initiatives
            else [FormSection(title="Mô hình, sáng kiến", level=2, table=_years(dossier, found))]
        ),
    ]


def _rewards(dossier: Dossier, found: Known) -> list[FormSection]:
    return [
        FormSection(title="III. Các hình thức đã được khen thưởng"),
        FormSection(
            title="1. Danh hiệu thi đua", level=2, table=_award_table(dossier, found.titles, "Danh hiệu thi đua")
        ),
        FormSection(
            title="2. Hình thức khen thưởng",
            level=2,
            table=_award_table(dossier, found.rewards, "Hình thức khen thưởng"),
        ),
    ]


def _award_table(dossier: Dossier, rows: tuple[Award, ...], heading: str) -> FormTable:
    book = dossier.book
    return FormTable(
        headings=("Năm", heading, _DECIDED),
        rows=tuple(
            (
                str(achievements.year_of(row) or ""),
                form.official if (form := achievements.form_of(book, row)) else row.written or row.form,
                "; ".join(part for part in (citation(row), row.issuer or "") if part),
            )
            for row in rows
        ),
        widths=(1.2, 4.4, 5),
    )
