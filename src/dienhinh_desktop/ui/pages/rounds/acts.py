"""What the clerk does with candidates: each act asks what it needs beside the list, then runs one use case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from ....domain.drafts import PlaceValue
from ....domain.eligibility import Verdict
from ....domain.lifecycle import CandidateStep, LifeEntry, LifeState, Register
from ....domain.plans import Plan
from ....domain.rounds import Candidate, CandidateRow, Choice
from ....domain.upkeep import Changes
from ....services import records, rounds
from ....services.context import Context
from ....services.rounds import introducing, leaving, life, limits, locks, registers
from ...kit.marks import Mark
from ...kit.quota_board import QuotaLine
from ...page import Page
from . import forms
from .asking import AskCard
from .side import Side
from .standing import Standing

Work = Callable[[Context], Changes]


class RoundPage(Protocol):
    """What the acts need of their page."""

    side: Side

    @property
    def standing(self) -> Standing | None:
        """The round as it was last read."""

    def open_side(self) -> None:
        """Show the cards beside the list, where they are a drawer."""


class Acts:
    """The acts of one page."""

    def __init__(self, page: Page, held: RoundPage) -> None:
        self._page, self._held = page, held
        self._units: forms.Options = ()
        self._doings: Mapping[str, Callable[[list[CandidateRow]], None]] = {
            "step": self._step,
            "field": self._field,
            "leave": self._leave,
            "back": self._back,
            "introducer": self._introducer,
            "supplement": self._supplement,
            "remove": self._remove,
        }

    def take_units(self, units: forms.Options) -> None:
        """Offer these units where one is asked for."""
        self._units = units

    def do(self, act: str, rows: list[CandidateRow]) -> None:
        """Do an act of the list to some rows."""
        self._doings[act](rows)

    @property
    def _plan(self) -> Plan:
        assert self._held.standing is not None  # nothing is asked of a round not read
        return self._held.standing.plan

    @property
    def asking(self) -> frozenset[str]:
        """The acts that ask for something before they are done."""
        return frozenset({"step", "field", "leave", "introducer", "supplement"})

    def _ask(self, card: AskCard, given: Callable[[dict[str, Any]], None], asked: str, **about: PlaceValue) -> AskCard:
        """Put a card that asks beside the list; `asked` and `about` say what for, to be found again after a crash."""
        card.place = {"ask": asked, **about}
        card.given.connect(given)
        self._held.side.ask(card)
        self._held.open_side()
        return card

    def _run(self, work: Work, label: str, card: AskCard | None = None) -> None:
        """Run a use case; the card that asked for it stays while the work is refused, and says why."""
        ctx = self._page.ctx

        def done(_changes: Changes) -> None:
            if card is not None and self._held.side.asking is card:
                self._held.side.end_asking()

        self._page.act(lambda _progress: work(ctx), done, label=label)

    # --- the life of candidates -------------------------------------------------------------------------------------

    def _step(self, rows: list[CandidateRow]) -> None:
        numbers = _numbers(rows)
        card = forms.step_card(rows, self._plan, self._units, self._page.shell.today)

        def show_owed(_key: str = "") -> None:
            state = LifeState(card.editor("state").key)
            self._page.ask(
                lambda: life.still_owed(self._page.ctx, numbers, state),
                lambda found: _say_owed(self._held.side, card, forms.owed_lines(found)),
                key="owed",
            )

        self._ask(
            card,
            lambda values: self._run(
                lambda ctx: life.take_step(ctx, numbers, forms.step_asked(values)), "Đang chuyển bước", card
            ),
            "step",
            **rows_place(rows),
        )
        card.editor("state").picked.connect(show_owed)
        show_owed()

    def remove_step(self, step: CandidateStep) -> None:
        """Strike a step out."""
        if step.id is not None:
            number = step.id
            self._run(lambda ctx: life.take_back_step(ctx, number), "Đang bỏ bước")

    def _leave(self, rows: list[CandidateRow]) -> None:
        numbers, leaving_codes = _numbers(rows), {row.candidate.subject for row in rows}
        standing = self._held.standing
        others = [row for row in standing.candidates if row.candidate.subject not in leaving_codes] if standing else []
        step = self._plan.register(Register.ADJUSTMENT)
        card = forms.leave_card(rows, others, step.product if step is not None else "", self._page.shell.today)
        self._ask(
            card,
            lambda values: self._run(
                lambda ctx: leaving.leave_list(ctx, numbers, forms.leaving_asked(values)), "Đang rút", card
            ),
            "leave",
            **rows_place(rows),
        )

    def _back(self, rows: list[CandidateRow]) -> None:
        numbers = _numbers(rows)
        self._run(lambda ctx: leaving.bring_back(ctx, numbers), "Đang đưa lại")

    def _remove(self, rows: list[CandidateRow]) -> None:
        numbers = _numbers(rows)
        self._run(lambda ctx: rounds.withdraw(ctx, numbers), "Đang bỏ khỏi danh sách")

    def _field(self, rows: list[CandidateRow]) -> None:
        numbers = _numbers(rows)
        card = forms.field_card(rows, self._plan)
        self._ask(
            card,
            lambda values: self._run(lambda ctx: rounds.change_field(ctx, numbers, values["field"]), "Đang đổi", card),
            "field",
            **rows_place(rows),
        )

    def _supplement(self, rows: list[CandidateRow]) -> None:
        numbers = _numbers(rows)
        card = forms.supplement_card(rows, self._plan)

        def given(values: dict[str, Any]) -> None:
            year = int(values["year"]) if values["year"] else None
            self._run(lambda ctx: leaving.supplement(ctx, numbers, year), "Đang ghi", card)

        self._ask(card, given, "supplement", **rows_place(rows))

    def _introducer(self, rows: list[CandidateRow]) -> None:
        number = _numbers(rows)[0]
        card = forms.introducer_card(rows[0], self._units)
        self._ask(
            card,
            lambda values: self._run(
                lambda ctx: introducing.introduce_also(ctx, number, values["unit"]), "Đang ghi", card
            ),
            "introducer",
            **rows_place(rows[:1]),
        )

    # --- who comes --------------------------------------------------------------------------------------------------

    def put(self, choices: Sequence[Choice]) -> None:
        """Put subjects on the list; where a limit would be passed, ask for a reason first."""
        standing = self._held.standing
        if standing is None or standing.round.id is None or not choices:
            return
        number = standing.round.id

        def decide(over: tuple[str, ...]) -> None:
            if over and not all(choice.reason for choice in choices):
                self._ask_reason(number, choices, over)
            else:
                self._run(
                    lambda ctx: rounds.register(ctx, number, choices), "Đang đưa vào danh sách", self._held.side.asking
                )

        self._page.ask(lambda: rounds.would_exceed(self._page.ctx, number, choices), decide, key="limits")

    def _ask_reason(self, number: int, choices: Sequence[Choice], over: Sequence[str]) -> None:
        card = forms.reason_card(over)

        def given(values: dict[str, Any]) -> None:
            with_reason = [forms.with_reason(choice, values["reason"]) for choice in choices]
            self._run(lambda ctx: rounds.register(ctx, number, with_reason), "Đang đưa vào danh sách", card)

        self._ask(card, given, "reason")

    def add(self) -> None:
        """Ask whom to put on the list."""
        ctx = self._page.ctx
        self._page.ask(lambda: records.list_subjects(ctx), self._ask_whom, key="subjects")

    def _ask_whom(self, subjects: forms.Options) -> None:
        standing = self._held.standing
        if standing is None or standing.round.id is None:
            return
        number = standing.round.id
        card = forms.add_card(subjects, self._units)
        self._ask(card, lambda values: self.put([forms.choice_of(values)]), "add")
        there = {row.candidate.subject: row for row in standing.everybody}

        def picked(code: str) -> None:
            card.hush()
            held = there.get(code)
            if held is not None:
                said = introducing.introducers_words(held.introducers)
                door = ("Ghi thêm nơi giới thiệu", lambda: self._introducer([held])) if not standing.locked else None
                card.say(Mark.INFO, f"Đã có: {said or 'trong danh sách'}.", action=door)
            self._page.ask(lambda: rounds.looked_at(self._page.ctx, number, code), judged, key="judged")

        def judged(found: Sequence[tuple[str, str, Verdict]]) -> None:
            card.editor("field").offer([(field, f"{name}: {verdict.label.lower()}") for field, name, verdict in found])

        card.editor("subject").picked.connect(picked)

    # --- registers, quotas, the lock --------------------------------------------------------------------------------

    def read_life(self, shown: CandidateRow) -> None:
        """Bring the steps owed and the registers of a candidate to the card that shows it."""
        ctx, item, plan = self._page.ctx, shown.candidate, self._plan.code

        def read() -> Any:
            return life.still_owed(ctx, [item.id or 0], None), registers.registers(ctx, plan, [item.subject])

        self._page.ask(read, lambda found: self._held.side.basis.show_life(item.id or 0, *found), key="life")

    def write_entry(self, register: str, entry: LifeEntry | None, shown: CandidateRow | None) -> None:
        """Ask for a new entry of a register, or for an entry to be mended."""
        if shown is None:
            return
        plan, subject = self._plan, shown.candidate.subject
        card = forms.life_card(register, shown, plan, self._units, self._page.shell.today, entry)
        self._ask(
            card,
            lambda values: self._run(
                lambda ctx: registers.save_life_entry(
                    ctx, forms.life_entry(register, values, subject, plan.code, entry)
                ),
                "Đang ghi",
                card,
            ),
            "entry",
            register=register,
            entry=entry.id if entry is not None else None,
            **rows_place([shown]),
        )

    def remove_entry(self, entry: LifeEntry) -> None:
        """Put an entry of a register into the trash."""
        self._run(lambda ctx: registers.delete_life_entry(ctx, entry), "Đang xóa")

    def waive(self, line: QuotaLine) -> None:
        """Ask what a unit is granted about a quota."""
        plan, row, who = self._plan, line.row, self._page.ctx.who
        card = forms.waiver_card(row, line.title)
        self._ask(
            card,
            lambda values: self._run(
                lambda ctx: limits.waive(ctx, forms.waiver_asked(values, plan, row, who)), "Đang ghi", card
            ),
            "waiver",
            **line_place(line),
        )

    def take_back_waiver(self, line: QuotaLine) -> None:
        """Take back what was granted about a quota."""
        standing = self._held.standing
        found = [
            item
            for item in (standing.waivers if standing else ())
            if (item.quota, item.unit, item.year) == (line.row.code, line.row.unit, line.row.year)
        ]
        if found:
            self._run(lambda ctx: limits.take_back_waiver(ctx, found[-1]), "Đang bỏ")

    def turn_lock(self) -> None:
        """Lock the list, or ask why it is to be opened again."""
        standing = self._held.standing
        if standing is None or standing.round.id is None:
            return
        number = standing.round.id
        if not standing.locked:
            self._run(lambda ctx: locks.lock(ctx, number), "Đang khóa")
            return
        card = forms.unlock_card()
        self._ask(
            card,
            lambda values: self._run(lambda ctx: locks.unlock(ctx, number, values["reason"]), "Đang mở khóa", card),
            "unlock",
        )

    def move(self, shown: CandidateRow, order: int) -> None:
        """Put a candidate at another place of the list."""
        item: Candidate = shown.candidate
        if item.id is not None:
            number = item.id
            self._run(lambda ctx: rounds.move(ctx, item.round_id, number, order), "Đang đổi thứ tự")


def rows_place(rows: Sequence[CandidateRow]) -> dict[str, PlaceValue]:
    """Return in plain values whom something is asked about."""
    return {"rows": ",".join(str(number) for number in _numbers(rows))}


def line_place(line: QuotaLine) -> dict[str, PlaceValue]:
    """Return in plain values which quota something is asked about."""
    return {"quota": line.row.code, "unit": line.row.unit, "year": line.row.year, "title": line.title}


def _numbers(rows: Sequence[CandidateRow]) -> list[int]:
    return [row.candidate.id for row in rows if row.candidate.id is not None]


def _say_owed(side: Side, card: AskCard, lines: tuple[str, ...]) -> None:
    if side.asking is card:
        card.hush()
        if lines:
            card.say(Mark.WARN, "Còn nợ khi sang bước này:", details=lines)
