"""Results back: any decision list is laid beside the round, chosen, written as one act; read again, no change."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dienhinh_desktop.domain.eligibility import Stage
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.lifecycle import LifeState, Outcome
from dienhinh_desktop.domain.records import Award
from dienhinh_desktop.domain.results import DecisionFacts, ResultChoice, ResultPreview, ResultState
from dienhinh_desktop.domain.rounds import Choice, Round
from dienhinh_desktop.services import rounds, undoing, upkeep
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.rounds import results

from .decisions import one_title, own_titles

PLAN = "HT_SNGV_2021_2025"
CHOSEN = (("HTQT", "TAP_THE"), ("CB005", "COT_CAN"), ("CB021", "COT_CAN"), ("CB025", "KHONG_LANH_DAO"))
DAY = date(2025, 12, 18)


@pytest.fixture
def desk(ctx: Context) -> Context:
    upkeep.load_practice(ctx)
    return ctx


@pytest.fixture
def round_id(desk: Context) -> int:
    opened = rounds.open_round(
        desk, Round(plan=PLAN, stage=Stage.RECOGNITION, year=2025, name="Công nhận 2025", on=date(2025, 12, 20))
    )
    assert opened.id is not None
    rounds.register(desk, opened.id, [Choice(subject=code, field=field) for code, field in CHOSEN])
    return opened.id


def names(desk: Context) -> dict[str, tuple[str, str]]:
    with desk.db.read() as reader:
        held = reader.names()
    return {code: (name, held[unit][0] if unit in held else "") for code, (name, unit) in held.items()}


def look(desk: Context, round_id: int, path: Path, choices: dict[int, ResultChoice] | None = None) -> ResultPreview:
    reading = results.open_decision(desk, path)
    return results.look(desk, round_id, reading, results.facts_of(desk, round_id, reading), choices)


def awards(desk: Context, code: str, number: str) -> list[Award]:
    with desk.db.read() as reader:
        return [row for row in reader.records([code], {"awards"}).awards if row.decision == number]


def states(preview: ResultPreview) -> dict[str, ResultState]:
    return {line.name: line.state for line in preview.lines}


def test_one_title_for_all_is_read_from_the_words_above(desk: Context, round_id: int, tmp_path: Path) -> None:
    known = names(desk)
    listed = [(*known[code], "") for code in ("HTQT", "CB005")] + [("Phạm Văn Lạ", "Sở Y tế", "")]
    path = one_title(tmp_path / "qd.xlsx", listed)
    reading = results.open_decision(desk, path)
    facts = results.facts_of(desk, round_id, reading)
    assert facts == DecisionFacts(
        number="125/QĐ-UBND", date=DAY, issuer="Chủ tịch UBND tỉnh", form="BK_TINH", year=2025
    )
    preview = results.look(desk, round_id, reading, facts)
    assert states(preview) == {
        known["HTQT"][0]: ResultState.MATCHED,
        known["CB005"][0]: ResultState.MATCHED,
        "Phạm Văn Lạ": ResultState.STRANGER,
        known["CB021"][0]: ResultState.ABSENT,
        known["CB025"][0]: ResultState.ABSENT,
    }
    assert [line.name for line in preview.taken] == [known["HTQT"][0], known["CB005"][0]]


def test_results_are_written_as_one_act_and_reading_the_file_again_changes_nothing(
    desk: Context, round_id: int, tmp_path: Path
) -> None:
    known = names(desk)
    path = one_title(tmp_path / "qd.xlsx", [(*known[code], "") for code in ("HTQT", "CB005")])
    absent = next(line for line in look(desk, round_id, path).lines if line.subject == "CB021")
    preview = look(desk, round_id, path, {absent.key: ResultChoice(take=True)})
    told = results.write(desk, preview)
    assert told.sentence == "Đã ghi kết quả 125/QĐ-UBND: 02 được tặng, 01 không được tặng."
    (won,) = awards(desk, "CB005", "125/QĐ-UBND")
    assert (won.form, won.date, won.issuer) == ("BK_TINH", DAY, "Chủ tịch UBND tỉnh")
    assert awards(desk, "CB021", "125/QĐ-UBND") == []
    rows = {row.candidate.subject: row for row in rounds.candidates(desk, round_id)}
    assert (rows["CB005"].state, rows["CB021"].state) == (LifeState.REWARDED, LifeState.SELECTED)
    with desk.db.read() as reader:
        marks = {
            row.candidate: row.outcome for row in reader.results_of(row.candidate.id or 0 for row in rows.values())
        }
        assert reader.check() == ()
    assert marks == {
        rows["HTQT"].candidate.id: Outcome.GRANTED,
        rows["CB005"].candidate.id: Outcome.GRANTED,
        rows["CB021"].candidate.id: Outcome.REFUSED,
    }
    again = look(desk, round_id, path)
    assert [line.state for line in again.lines if line.subject != "CB025"] == [ResultState.SAME] * 3
    with pytest.raises(UserError, match="Không ghi gì"):
        results.write(desk, again)
    undoing.undo_last(desk)
    assert awards(desk, "CB005", "125/QĐ-UBND") == []
    assert look(desk, round_id, path).taken == look(desk, round_id, path).lines[:2]


def test_a_title_of_each_row_counts_and_another_one_is_marked(desk: Context, round_id: int, tmp_path: Path) -> None:
    known = names(desk)
    path = own_titles(
        tmp_path / "kq.xlsx",
        [
            (*known["CB005"], "Bằng khen của Chủ tịch UBND tỉnh", "125/QĐ-UBND"),
            (*known["CB021"], "Bằng khen của Chủ tịch UBND tỉnh", "125/QĐ-UBND"),
            (*known["CB025"], "Chiến sĩ thi đua cơ sở", "88/QĐ-SNgV"),
        ],
    )
    preview = look(desk, round_id, path)
    lines = {line.subject: line for line in preview.lines}
    assert lines["CB005"].outcome is Outcome.GRANTED
    assert (lines["CB025"].outcome, lines["CB025"].form, lines["CB025"].year) == (Outcome.OTHER, "CSTD_CS", 2025)
    results.write(desk, preview)
    assert [row.form for row in awards(desk, "CB025", "88/QĐ-SNgV")] == ["CSTD_CS"]


def test_what_the_clerk_corrects_of_the_words_above_holds_for_every_row(
    desk: Context, round_id: int, tmp_path: Path
) -> None:
    known = names(desk)
    path = one_title(tmp_path / "qd.xlsx", [(*known[code], "") for code in ("HTQT", "CB005")])
    reading = results.open_decision(desk, path)
    facts = DecisionFacts(number="126/QĐ-UBND", date=date(2025, 12, 19), issuer="UBND tỉnh", form="BK_BNG", year=2025)
    found = [line for line in results.look(desk, round_id, reading, facts).lines if line.row is not None]
    assert [(line.number, line.date, line.issuer, line.form) for line in found] == [
        ("126/QĐ-UBND", date(2025, 12, 19), "UBND tỉnh", "BK_BNG")
    ] * 2
    assert {line.outcome for line in found} == {Outcome.GRANTED}


def test_a_refusal_in_the_notes_grants_nothing(desk: Context, round_id: int, tmp_path: Path) -> None:
    known = names(desk)
    path = one_title(tmp_path / "qd.xlsx", [(*known["CB005"], "Không đủ điều kiện"), (*known["CB021"], "")])
    preview = look(desk, round_id, path)
    assert {line.subject: line.outcome for line in preview.taken} == {
        "CB005": Outcome.REFUSED,
        "CB021": Outcome.GRANTED,
    }
    results.write(desk, preview)
    assert awards(desk, "CB005", "125/QĐ-UBND") == []


def test_what_is_kept_already_is_filled_not_doubled(desk: Context, round_id: int, tmp_path: Path) -> None:
    with desk.db.work("Ghi", "tôi") as work:
        work.insert("awards", [Award(subject="CB005", form="BK_TINH", decision="125/qđ-ubnd")])
    known = names(desk)
    results.write(desk, look(desk, round_id, one_title(tmp_path / "qd.xlsx", [(*known["CB005"], "")])))
    with desk.db.read() as reader:
        rows = [row for row in reader.records(["CB005"], {"awards"}).awards if row.date == DAY]
    assert [(row.decision, row.issuer) for row in rows] == [("125/qđ-ubnd", "Chủ tịch UBND tỉnh")]


def test_a_list_without_number_day_or_title_says_what_is_missing(desk: Context, round_id: int, tmp_path: Path) -> None:
    known = names(desk)
    path = one_title(tmp_path / "qd.xlsx", [(*known["CB005"], "")], above=("DANH SÁCH KHEN THƯỞNG",))
    reading = results.open_decision(desk, path)
    preview = results.look(desk, round_id, reading, results.facts_of(desk, round_id, reading))
    assert "chưa rõ danh hiệu" in preview.lines[0].why
    facts = DecisionFacts(form="BK_TINH")
    assert "thiếu số hoặc ngày" in results.look(desk, round_id, reading, facts).lines[0].why
    with pytest.raises(UserError, match="Không ghi gì"):
        results.write(desk, preview)


def test_a_namesake_is_asked_about_and_the_answer_holds(desk: Context, round_id: int, tmp_path: Path) -> None:
    known = names(desk)
    path = one_title(tmp_path / "qd.xlsx", [(known["CB005"][0], "Phòng Lãnh sự - Lễ tân", "")])
    (line,) = [line for line in look(desk, round_id, path).lines if line.row is not None]
    if line.state is not ResultState.MATCHED:
        assert line.state is ResultState.DOUBTFUL
        number = line.options[0][0]
        chosen = look(desk, round_id, path, {line.key: ResultChoice(candidate=number)}).lines[0]
        assert (chosen.state, chosen.subject, chosen.taken) == (ResultState.MATCHED, "CB005", True)


def test_a_file_of_no_names_is_refused(desk: Context, round_id: int, tmp_path: Path) -> None:
    path = tmp_path / "rong.xlsx"
    path.write_bytes(b"khong phai excel")
    with pytest.raises(UserError):
        results.open_decision(desk, path)
