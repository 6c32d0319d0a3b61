"""The cards that ask before candidates move on, leave, come, or a list is unlocked: their fields and their values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from ....domain.dates import short_date
from ....domain.lifecycle import (
    LIFE_HEADINGS,
    LIFE_LABELS,
    LIFE_TYPES,
    LeavingAsked,
    Left,
    LifeEntry,
    LifeState,
    Owed,
    QuotaWaiver,
    Register,
    StepAsked,
    WaiverKind,
)
from ....domain.plans import Plan, QuotaRow
from ....domain.rounds import CandidateRow
from ....domain.rounds import Choice as ChoiceMade
from ....domain.text import join_words
from ...kit.fields import Choice, DateField, FindChoice, TextField
from ...kit.marks import Mark
from .asking import AskCard

Options = Sequence[tuple[str, str]]


def names_of(rows: Sequence[CandidateRow]) -> str:
    """Name the rows in a heading: one by name, several by their number."""
    return rows[0].name if len(rows) == 1 else f"{len(rows)} đối tượng"


def step_card(rows: Sequence[CandidateRow], plan: Plan, units: Options, today: date) -> AskCard:
    """Ask for the next step of candidates: which state, when, where, by whom, on what paper."""
    card = AskCard("Chuyển bước", "Chuyển bước", topic="step", note=names_of(rows), icon="arrow-right")
    life = plan.life
    furthest = max(row.place for row in rows)
    state = Choice("Bước", [(step.state.value, f"{place}. {step.name}") for place, step in enumerate(life, 1)])
    state.choose(life[min(furthest, len(life) - 1)].state.value)
    card.add("state", "Bước", state)
    card.add("date", "Ngày", DateField("Ngày", today), needed="Ngày để trống; ghi ngày bước này đã làm", half=True)
    card.add("people", "Người làm, chủ trì", TextField("Người làm, chủ trì"), half=True)
    card.add("unit", "Nơi làm", FindChoice("Nơi làm", units), hint="Để trống là nơi giới thiệu.")
    card.add("number", "Số văn bản", TextField("Số văn bản"), half=True)
    card.add("document_date", "Ngày văn bản", DateField("Ngày văn bản"), half=True)
    card.add("note", "Ghi chú", TextField("Ghi chú"))
    return card


def step_asked(values: Mapping[str, Any]) -> StepAsked:
    """Return what a step card was filled with."""
    return StepAsked(**{**values, "state": LifeState(values["state"])})


def owed_lines(found: Sequence[Owed]) -> tuple[str, ...]:
    """Say what is still owed, one line each: the step, what is missing, by when, of whom, where the plan says so."""
    return tuple(
        f"{item.state_name}: {item.what}"
        + (f"; hạn {short_date(item.latest)}" if item.latest else "")
        + f" ({item.who}, mục {item.source})"
        for item in found
    )


def leave_card(rows: Sequence[CandidateRow], others: Sequence[CandidateRow], document: str, today: date) -> AskCard:
    """Ask why subjects leave the list, and who comes instead."""
    owes = f"Kế hoạch cần: {document}." if document else ""
    card = AskCard("Rút, thay", "Rút khỏi danh sách", owes, topic="leave", note=names_of(rows), icon="user-minus")
    how = Choice("Cách", [(Left.WITHDRAWN.value, "Rút, không thay"), (Left.REPLACED.value, "Thay bằng người khác")])
    card.add("how", "Cách", how, half=True)
    card.add("date", "Từ ngày", DateField("Từ ngày", today), needed="Ngày để trống; ghi ngày rút", half=True)
    card.add("reason", "Lý do", TextField("Lý do"), needed="Chưa ghi lý do; lý do được giữ cùng danh sách")
    found = [(row.candidate.subject, f"{row.name}, {row.unit_name}") for row in others]
    card.add(
        "successor", "Người thay", FindChoice("Người thay", found), hint="Chỉ ghi khi thay; đã có trong danh sách."
    )
    card.add("number", "Số quyết định, văn bản", TextField("Số quyết định, văn bản"), half=True)
    return card


def leaving_asked(values: Mapping[str, Any]) -> LeavingAsked:
    """Return what a leave card was filled with; naming a successor means replacing."""
    how = Left.REPLACED if values["successor"] else Left(values["how"])
    return LeavingAsked(**{**values, "how": how})


def field_card(rows: Sequence[CandidateRow], plan: Plan) -> AskCard:
    """Ask for another movement, of those that are for every kind of subject chosen."""
    kinds = {row.kind for row in rows}
    fits = [(field.code, field.name) for field in plan.fields if kinds <= set(field.kinds)]
    words = "Kết luận được xét và chốt lại theo nhóm mới; thứ tự, các bước đã ghi giữ nguyên."
    card = AskCard("Đổi phong trào, nhóm xét", "Đổi", words, topic="move", note=names_of(rows))
    choice = Choice("Phong trào, nhóm xét", fits)
    choice.choose(rows[0].candidate.field)
    card.add("field", "Phong trào, nhóm xét", choice)
    return card


def add_card(subjects: Options, units: Options) -> AskCard:
    """Ask whom to put on the list; `field` is filled once the subject is known."""
    card = AskCard("Thêm đối tượng", "Đưa vào danh sách", topic="choice", icon="user-plus")
    card.add(
        "subject", "Đối tượng", FindChoice("Đối tượng", subjects), needed="Chưa chọn đối tượng; gõ vài chữ của tên"
    )
    card.add("field", "Phong trào, nhóm xét", Choice("Phong trào, nhóm xét"), needed="Chưa chọn nhóm xét")
    card.add(
        "introducer", "Nơi giới thiệu", FindChoice("Nơi giới thiệu", units), hint="Để trống là đơn vị của đối tượng."
    )
    card.add("model", "Tên mô hình, nếu là mô hình", TextField("Tên mô hình, nếu là mô hình"))
    card.add(
        "reason", "Lý do chọn", TextField("Lý do chọn"), hint="Cần khi chưa đạt hoặc vượt chỉ tiêu; in trên danh sách."
    )
    return card


def reason_card(over: Sequence[str]) -> AskCard:
    """Ask for a reason to go above a limit."""
    card = AskCard(
        "Vượt chỉ tiêu", "Vẫn chọn", "Chỉ tiêu không chặn, nhưng lý do được giữ và in trên danh sách.", topic="over"
    )
    card.say(Mark.WARN, "Chọn thêm thì vượt:", details=tuple(over))
    card.add("reason", "Lý do", TextField("Lý do"), needed="Chưa ghi lý do; ghi lý do, hoặc bấm Thôi")
    return card


def unlock_card() -> AskCard:
    """Ask why a locked list is opened again."""
    words = "Khóa và mở khóa đều được giữ trong lịch sử của đợt."
    card = AskCard("Mở khóa danh sách chọn", "Mở khóa", words, topic="unlock")
    card.add("reason", "Lý do", TextField("Lý do"), needed="Chưa ghi lý do mở khóa")
    return card


def introducer_card(row: CandidateRow, units: Options) -> AskCard:
    """Ask which unit puts a candidate forward as well."""
    said = join_words([item.name for item in row.introducers]) or "chưa ghi"
    words = f"Đã có: {said}. Đối tượng tính cho cả các nơi giới thiệu, đứng một dòng trong danh sách."
    card = AskCard("Ghi thêm nơi giới thiệu", "Ghi thêm", words, topic="introduction", note=row.name, icon="plus")
    card.add("unit", "Nơi giới thiệu", FindChoice("Nơi giới thiệu", units), needed="Chưa chọn nơi giới thiệu")
    return card


def supplement_card(rows: Sequence[CandidateRow], plan: Plan) -> AskCard:
    """Ask in which year subjects were added to an earlier list."""
    step = plan.register(Register.ADJUSTMENT)
    years = step.years if step is not None and step.years else tuple(plan.years)
    words = f"{step.name}: {step.product} (mục {step.source})." if step is not None else ""
    card = AskCard("Ghi năm bổ sung", "Ghi", words, topic="supplement", note=names_of(rows), icon="plus")
    card.add("year", "Năm", Choice("Năm", [("", "Không phải bổ sung"), *((str(year), str(year)) for year in years)]))
    return card


def waiver_card(row: QuotaRow, title: str) -> AskCard:
    """Ask what a unit is granted about a quota."""
    card = AskCard("Miễn, gia hạn chỉ tiêu", "Ghi", f"{title} – {row.unit_name}, năm {row.year}", topic="waiver")
    card.add("kind", "Cách", Choice("Cách", [(kind.value, kind.label) for kind in WaiverKind]), half=True)
    card.add("until", "Gia hạn đến", DateField("Gia hạn đến"), half=True)
    card.add("reason", "Lý do", TextField("Lý do"), needed="Chưa ghi lý do")
    return card


def waiver_asked(values: Mapping[str, Any], plan: Plan, row: QuotaRow, who: str) -> QuotaWaiver:
    """Return what a waiver card was filled with; a day means an extension."""
    kind = WaiverKind.EXTENDED if values["until"] else WaiverKind(values["kind"])
    return QuotaWaiver(
        plan=plan.code, quota=row.code, unit=row.unit, year=row.year, who=who,
        kind=kind, reason=values["reason"], until=values["until"],
    )  # fmt: skip


def life_card(
    register: str, row: CandidateRow, plan: Plan, units: Options, today: date, held: LifeEntry | None = None
) -> AskCard:
    """Ask for a new entry of a register, or for `held` to be mended."""
    step = plan.register(_STEPS[register]) if register in _STEPS else None
    words = f"{step.name}: {step.who} (mục {step.source})." if step is not None else ""
    card = AskCard(LIFE_LABELS[register], "Ghi vào sổ", words, topic=register, note=row.name)
    for key, text in LIFE_HEADINGS[register].items():
        if key == "date":
            day = held.date if held is not None else today
            card.add(key, text, DateField(text, day), needed="Ngày để trống; ghi ngày đã làm", half=True)
        elif key == "unit":
            card.add(key, text, FindChoice(text, units))
            card.editor(key).choose(getattr(held, key, None))
        else:
            card.add(key, text, TextField(text, getattr(held, key, None) or ""), half=key in _BESIDE)
    if register == "publicity" and step is not None and step.channels:
        card.say(Mark.INFO, f"Kênh kế hoạch nêu: {join_words(list(step.channels))}.")
        if held is None:
            card.editor("channel").setText(step.channels[0])
    return card


_BESIDE = {"leader", "people", "channel"}
"""Fields that stand beside the day."""
_STEPS = {
    "nurturing": Register.NURTURING,
    "publicity": Register.PUBLICITY,
    "inspections": Register.INSPECTION,
}


def life_entry(
    register: str, values: Mapping[str, Any], subject: str, plan: str, held: LifeEntry | None = None
) -> LifeEntry:
    """Return the entry a card of a register was filled with, in the place of `held`."""
    filled = {**values, "channel": values["channel"] or ""} if register == "publicity" else dict(values)
    return LIFE_TYPES[register](subject=subject, plan=plan, id=held.id if held is not None else None, **filled)


def choice_of(values: Mapping[str, Any]) -> ChoiceMade:
    """Return what the card that adds a subject was filled with."""
    return ChoiceMade(**values)


def with_reason(choice: ChoiceMade, reason: str) -> ChoiceMade:
    """Return a choice with the reason to go above a limit beside the one it has."""
    return replace(choice, reason="; ".join(part for part in (choice.reason, reason) if part))
