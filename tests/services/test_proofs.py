"""Proofs: kept once, tied to what they prove, never lost by undo, merge, trash or backup; what is wrong is noticed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dienhinh_desktop.domain.errors import Cancelled, UserError
from dienhinh_desktop.domain.merging import MergeChoices, Side
from dienhinh_desktop.domain.packages import SenderCode
from dienhinh_desktop.domain.proofs import FileKind, FileState, Proof, ProofCard
from dienhinh_desktop.domain.records import Award, Grade, Rating
from dienhinh_desktop.domain.year_grid import CommonDecision, GridColumn, GridField
from dienhinh_desktop.exchange.proofs import FOLDER, place_of
from dienhinh_desktop.services import backups, history, merging, proofs, records, trash, undoing, upkeep, year_grid
from dienhinh_desktop.services.context import Context
from tests.services.filling import kept
from tests.services.proof_files import pdf, picture, word, written
from tests.services.test_undoing import rows
from tests.storage.samples import PERSON


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    return written(tmp_path / "quet", "QĐ 415.pdf", pdf())


def award(ctx: Context, code: str = "CB001") -> tuple[str, int]:
    return "awards", next(row.id for row in kept(ctx).awards if row.subject == code) or 0


def all_proofs(ctx: Context) -> tuple[Proof, ...]:
    with ctx.db.read() as reader:
        assert reader.check() == ()
        return reader.shelf.proofs()


def stored(ctx: Context) -> list[Path]:
    return [path for path in (ctx.db.folder / FOLDER).rglob("*") if path.is_file()]


def one(ctx: Context, code: str = "CB001") -> ProofCard:
    (found,) = proofs.of_subject(ctx, code)
    return found


def test_a_file_is_kept_once_whatever_its_name_and_however_often_it_is_given(filled: Context, scan: Path) -> None:
    first = proofs.keep_file(filled, scan)
    again = proofs.keep_file(filled, written(scan.parent, "bản sao.PDF", pdf()))
    assert (first, first.id) == (again, again.id)
    assert (first.name, first.media, first.size) == ("QĐ 415.pdf", FileKind.PDF, len(pdf()))
    assert stored(filled) == [place_of(filled.db.folder, first)]
    assert scan.exists(), "the clerk's own file stays"
    assert upkeep.acts(filled)[0].label == "Nhập mẫu", "keeping alone is nothing to take back"


def test_files_lie_with_a_record_tied_or_loose_and_one_may_prove_several_entries(filled: Context, scan: Path) -> None:
    done = proofs.add(filled, "CB001", [scan])
    assert done.changes.sentence == "Đã thêm minh chứng QĐ 415.pdf của Đặng Thị Ưởng."
    assert (one(filled).caption, one(filled).uses, one(filled).state) == ("QĐ 415.pdf", (), FileState.SOUND)
    rating = "ratings", kept(filled).ratings[0].id or 0
    proofs.tie(filled, "CB001", done.files[0].id or 0, [award(filled), rating])
    assert len(all_proofs(filled)) == 2, "the loose row became the first tie"
    assert [use.table for use in one(filled).uses] == ["awards", "ratings"]
    assert one(filled).uses[0].text.startswith("Bằng khen")
    proofs.untie(filled, "CB001", done.files[0].id or 0, rating)
    proofs.untie(filled, "CB001", done.files[0].id or 0, award(filled))
    assert one(filled).uses == ()
    assert len(all_proofs(filled)) == 1


def test_the_same_file_again_is_told_and_changes_nothing(filled: Context, scan: Path) -> None:
    proofs.add(filled, "CB001", [scan], award(filled))
    before = rows(filled)
    assert "đã có ở đây từ trước" in proofs.add(filled, "CB001", [scan]).changes.sentence
    assert "đã có ở đây từ trước" in proofs.add(filled, "CB001", [scan], award(filled)).changes.sentence
    assert rows(filled) == before


def test_of_many_files_the_good_are_kept_and_the_others_named(filled: Context, scan: Path, tmp_path: Path) -> None:
    bad = [written(tmp_path, "a.exe", b"MZ" + bytes(90)), tmp_path / "mất.pdf", tmp_path]
    done = proofs.add(filled, "CB001", [scan, *bad, written(tmp_path, "ảnh.png", picture())])
    assert [file.name for file in done.files] == ["QĐ 415.pdf", "ảnh.png"]
    assert len(done.refused) == 3
    assert done.changes.sentence == "Đã thêm 2 minh chứng của Đặng Thị Ưởng."
    before = rows(filled)
    with pytest.raises(UserError, match=r"Không nhận a\.exe"):
        proofs.add(filled, "CB001", bad)
    assert rows(filled) == before


def test_stopping_half_way_leaves_the_record_as_it_was(filled: Context, scan: Path, tmp_path: Path) -> None:
    def stop(done: int, _total: int, _what: str) -> None:
        if done == 1:
            raise Cancelled

    before = rows(filled)
    with pytest.raises(Cancelled):
        proofs.add(filled, "CB001", [scan, written(tmp_path, "b.png", picture())], progress=stop)
    assert rows(filled) == before


def test_an_entry_of_somebody_else_and_a_record_that_is_gone_are_refused(filled: Context, scan: Path) -> None:
    with pytest.raises(UserError, match="hồ sơ khác"):
        proofs.add(filled, "VP", [scan], award(filled))
    with pytest.raises(UserError, match="Không có hồ sơ mã"):
        proofs.add(filled, "X", [scan])
    with pytest.raises(UserError, match="không còn trong dữ liệu"):
        proofs.add(filled, "CB001", [scan], ("awards", 999))
    with pytest.raises(UserError, match="không gắn minh chứng được"):
        proofs.add(filled, "CB001", [scan], ("subjects", 1))
    assert all_proofs(filled) == ()


def test_everything_done_to_proofs_is_taken_back_and_done_again(filled: Context, scan: Path, tmp_path: Path) -> None:
    states = [rows(filled)]
    file = proofs.add(filled, "CB001", [scan]).files[0].id or 0
    acts: list[Callable[[], object]] = [
        lambda: proofs.tie(filled, "CB001", file, [award(filled)]),
        lambda: proofs.rename(filled, "CB001", file, "Bằng khen 2022"),
        lambda: proofs.replace_file(filled, file, written(tmp_path, "mới.png", picture())),
        lambda: proofs.remove(filled, "CB001", [one(filled).file.id or 0]),
    ]
    for act in acts:
        states.append(rows(filled))
        act()
    last = rows(filled)
    for state in reversed(states):
        undoing.undo_last(filled)
        assert rows(filled) == state
    for _state in states:
        undoing.redo(filled)
    assert rows(filled) == last
    assert len(stored(filled)) == 2, "no bytes are ever taken back"


def test_acts_are_named_so_that_a_clerk_knows_them(filled: Context, scan: Path) -> None:
    file = proofs.add(filled, "CB001", [scan], award(filled)).files[0].id or 0
    proofs.rename(filled, "CB001", file, "  Bằng   khen  ")
    proofs.tie(filled, "CB001", file, [])
    proofs.remove(filled, "CB001", [file])
    assert [act.label for act in upkeep.acts(filled)[:4]] == [
        "Bỏ minh chứng Bằng khen của Đặng Thị Ưởng",
        "Gắn minh chứng Bằng khen: không dùng cho mục nào",
        "Đổi tên minh chứng thành Bằng khen",
        "Thêm minh chứng QĐ 415.pdf của Đặng Thị Ưởng",
    ]
    with pytest.raises(UserError, match="không còn ở hồ sơ"):
        proofs.rename(filled, "CB001", file, "x")
    with pytest.raises(UserError, match="để trống"):
        proofs.rename(filled, "CB001", file, " ")


def test_an_entry_takes_its_proofs_along_and_brings_them_back(filled: Context, scan: Path) -> None:
    proofs.add(filled, "CB001", [scan], award(filled))
    before = rows(filled)
    records.delete_entry(filled, *award(filled))
    assert all_proofs(filled) == ()
    (item,) = trash.trash(filled)
    assert (item.thing, item.rows) == ("Khen thưởng", 2)
    trash.bring_back(filled, [item.key])
    assert rows(filled) == before
    records.delete_subject(filled, "CB001")
    (item,) = trash.trash(filled)
    assert item.thing == "Hồ sơ"
    trash.bring_back(filled, [item.key])
    assert rows(filled) == before


def test_a_proof_taken_away_lies_in_the_trash_by_its_name_and_comes_back_loose_when_its_entry_is_gone(
    filled: Context, scan: Path
) -> None:
    file = proofs.add(filled, "CB001", [scan], award(filled)).files[0].id or 0
    proofs.remove(filled, "CB001", [file])
    (item,) = trash.trash(filled)
    assert (item.thing, item.title, item.about) == ("Minh chứng", "QĐ 415.pdf", "của Đặng Thị Ưởng")
    records.delete_entry(filled, *award(filled))
    done = trash.bring_back(filled, [item.key])
    assert done.sentence == "Đã khôi phục minh chứng: QĐ 415.pdf."
    assert one(filled).uses == ()


def test_history_tells_of_proofs_in_words_and_gives_old_ones_back(filled: Context, scan: Path) -> None:
    file = proofs.add(filled, "CB001", [scan], award(filled)).files[0].id or 0
    proofs.rename(filled, "CB001", file, "Bằng khen 2022")
    proofs.tie(filled, "CB001", file, [])
    untied, renamed, added = history.history(filled, "CB001")[:3]
    assert (untied.thing, untied.heading, untied.new) == ("Minh chứng", "Dùng cho", "chưa gắn vào mục nào")
    assert untied.old.startswith("Bằng khen")
    assert (renamed.heading, renamed.old, renamed.new) == ("Tên minh chứng", "QĐ 415.pdf", "Bằng khen 2022")
    assert (added.heading, added.new) == ("Thêm", "QĐ 415.pdf")
    assert history.give_back(filled, "CB001", renamed).sentence == "Đã trả lại Tên minh chứng: QĐ 415.pdf."
    history.give_back(filled, "CB001", untied)
    assert (one(filled).caption, [use.table for use in one(filled).uses]) == ("QĐ 415.pdf", ["awards"])
    proofs.remove(filled, "CB001", [file])
    gone = history.history(filled, "CB001")[0]
    history.give_back(filled, "CB001", gone)
    assert one(filled).caption == "QĐ 415.pdf"
    records.delete_entry(filled, *award(filled))
    gone = next(line for line in history.history(filled, "CB001") if line.thing == "Minh chứng")
    history.give_back(filled, "CB001", gone)
    assert [use.table for use in one(filled).uses] == ["awards"], "the entry comes back with what proves it"


def test_undoing_an_older_entry_that_a_proof_rests_on_is_refused_in_words(filled: Context, scan: Path) -> None:
    records.save_entry(filled, Rating(subject="CB001", year=2020, grade=Grade.HTNV))
    act = upkeep.acts(filled)[0].id
    rating = next(row.id for row in kept(filled).ratings if row.year == 2020) or 0
    proofs.add(filled, "CB001", [scan], ("ratings", rating))
    with pytest.raises(UserError, match="còn 1 dòng Minh chứng dựa vào"):
        undoing.undo_one(filled, act)


def test_two_records_made_one_bring_their_proofs_together_and_part_again(filled: Context, scan: Path) -> None:
    twin = replace(PERSON, code="CB002", citizen_id=None, id=None)
    records.save_subject(filled, twin)
    same = replace(next(row for row in kept(filled).awards if row.subject == "CB001"), subject="CB002", id=None)
    records.save_entry(filled, same)
    records.save_entry(filled, Rating(subject="CB002", year=2024, grade=Grade.HTNV))
    other = "ratings", next(row.id for row in kept(filled).ratings if row.subject == "CB002") or 0
    file = proofs.add(filled, "CB001", [scan], award(filled)).files[0].id or 0
    proofs.add(filled, "CB002", [scan], award(filled, "CB002"))
    proofs.add(filled, "CB002", [written(scan.parent, "xl.png", picture())], other)
    before = rows(filled)
    view = merging.look(filled, "CB001", "CB002")
    assert view.notes[-1] == "2 tệp minh chứng của Đặng Thị Ưởng (CB002) cũng chuyển sang hồ sơ được giữ."
    (clash,) = [item for item in view.conflicts if item.key.startswith("ratings")]
    merging.merge(filled, "CB001", "CB002", MergeChoices(sides={clash.key: Side.KEPT}))
    found = {card.file.id: card for card in proofs.of_subject(filled, "CB001")}
    assert [use.id for use in found[file].uses] == [award(filled)[1]], "one award, one file, one proof"
    assert [card.uses for number, card in found.items() if number != file] == [()], "its rating was left out"
    assert len(all_proofs(filled)) == 2
    undoing.undo_last(filled)
    assert rows(filled) == before


def test_a_lost_and_an_altered_file_are_named_with_their_record_and_what_to_do(filled: Context, tmp_path: Path) -> None:
    files = [written(tmp_path, name, data) for name, data in (("QĐ415.pdf", pdf()), ("ảnh.png", picture()))]
    lost = proofs.add(filled, "CB001", files[:1], award(filled)).files[0]
    bent = proofs.add(filled, "VP", files[1:]).files[0]
    assert upkeep.check(filled).notes[-1] == "Đã đối chiếu 2 tệp minh chứng, tất cả còn nguyên."
    place_of(filled.db.folder, lost).unlink()
    data = bytearray(place_of(filled.db.folder, bent).read_bytes())
    data[-20] ^= 1
    place_of(filled.db.folder, bent).write_bytes(data)
    found = upkeep.check(filled)
    assert not found.sound
    assert found.faults[0].startswith("Minh chứng: tệp “QĐ415.pdf” của Đặng Thị Ưởng (CB001), Bằng khen")
    assert "bị mất; mở hồ sơ, tab Minh chứng, chọn lại tệp hoặc bỏ liên kết." in found.faults[0]
    assert found.faults[1].startswith("Minh chứng: tệp “ảnh.png” của Văn phòng Sở (VP) bị sửa đổi")
    assert one(filled).state is FileState.MISSING
    assert proofs.unwell(filled, [lost, bent]) == {lost.id: FileState.MISSING, bent.id: FileState.ALTERED}
    with pytest.raises(UserError, match="bị mất khỏi thư mục dữ liệu"):
        proofs.open_copy(filled, lost.id or 0, "QĐ415.pdf", tmp_path / "xem")
    with pytest.raises(UserError, match="bị sửa đổi bên ngoài"):
        proofs.open_copy(filled, bent.id or 0, "ảnh.png", tmp_path / "xem")


def test_the_same_file_heals_a_lost_one_and_another_takes_its_place_wherever_it_was_used(
    filled: Context, scan: Path
) -> None:
    file = proofs.add(filled, "CB001", [scan], award(filled)).files[0]
    proofs.add(filled, "VP", [scan])
    place_of(filled.db.folder, file).unlink()
    before = rows(filled)
    assert "2 mục dùng tệp này lại mở được" in proofs.replace_file(filled, file.id or 0, scan).sentence
    assert (rows(filled), one(filled).state) == (before, FileState.SOUND)
    place_of(filled.db.folder, file).unlink()
    new = written(scan.parent, "Quét lại.pdf", pdf("lan hai"))
    assert proofs.replace_file(filled, file.id or 0, new).sentence == (
        "Đã thay tệp QĐ 415.pdf bằng Quét lại.pdf cho 2 mục."
    )
    assert [one(filled, code).file.name for code in ("CB001", "VP")] == ["Quét lại.pdf"] * 2
    assert [use.table for use in one(filled).uses] == ["awards"]
    with pytest.raises(UserError, match="không còn ở hồ sơ"):
        proofs.replace_file(filled, file.id or 0, new)


def test_files_nothing_uses_and_files_nobody_knows_are_told_and_stay(filled: Context, scan: Path) -> None:
    proofs.keep_file(filled, scan)
    written(filled.db.folder / FOLDER / "zz", "la.pdf", b"x")
    notes = upkeep.check(filled).notes
    assert any(note.startswith("1 tệp (0 MB) hiện không mục nào dùng") for note in notes)
    assert any(note.startswith("1 tệp trong attachments/proofs không có trong sổ") for note in notes)
    assert upkeep.check(filled).sound
    assert len(stored(filled)) == 2


def test_a_backup_carries_the_files_and_a_restore_brings_them_with_what_they_prove(filled: Context, scan: Path) -> None:
    file = proofs.add(filled, "CB001", [scan], award(filled)).files[0]
    made = backups.make(filled)
    before = rows(filled)
    proofs.remove(filled, "CB001", [file.id or 0])
    place_of(filled.db.folder, file).unlink()
    backups.restore(filled, made.file)
    assert rows(filled) == before
    assert one(filled).state is FileState.SOUND
    assert upkeep.check(filled).faults == ()


def test_a_copy_is_given_out_to_be_read_and_the_kept_file_stays_as_it_is(filled: Context, tmp_path: Path) -> None:
    file = proofs.add(filled, "CB001", [written(tmp_path, "Báo cáo.docx", word())]).files[0]
    copy = proofs.open_copy(filled, file.id or 0, "Báo cáo thành tích 2024", tmp_path / "xem")
    assert copy.name == "Báo cáo thành tích 2024.docx"
    assert copy.read_bytes() == word() or copy.stat().st_size == file.size
    assert not copy.stat().st_mode & 0o222


def test_one_scan_is_laid_with_every_cell_its_decision_covers_as_one_act(filled: Context, scan: Path) -> None:
    for code, decision in (("CB001", None), ("VP", "415/QĐ-SNgV"), ("SNV", None)):
        form = "LDTT" if code == "CB001" else "TTLDXS"
        records.save_entry(filled, Award(subject=code, form=form, year=2024, decision=decision))
    before = rows(filled)
    file = proofs.keep_file(filled, scan)
    column = GridColumn(2024, GridField.TITLE)
    codes = ("CB001", "VP", "SNV")
    done = year_grid.set_decision(filled, column, codes, CommonDecision(number="415/qđ-sngv"), files=[file])
    assert done.sentence == "Đã ghi quyết định 415/qđ-sngv kèm 1 tệp vào 2 ô danh hiệu 2024."
    assert [proof.subject for proof in all_proofs(filled)] == ["VP", "CB001", "SNV"]
    undoing.undo_last(filled)
    assert rows(filled) == before
    year_grid.set_decision(filled, column, ("VP",), CommonDecision(number="415/QĐ-SNgV"), files=[file])
    assert len(all_proofs(filled)) == 1, "also where nothing lacks a number"


def test_history_of_somebody_named_by_a_sender_is_told_too(filled: Context) -> None:
    with filled.db.work("Nhớ mã", "Văn thư") as work:
        work.insert("sender_codes", [SenderCode(unit="VP", theirs="N1", ours="CB001")])
    assert {line.thing for line in history.history(filled, "CB001")} >= {"Hồ sơ"}


def test_a_known_decision_offers_the_scan_kept_with_it(filled: Context, scan: Path) -> None:
    assert proofs.known_scans(filled, "312/QĐ-UBND") == ()
    file = proofs.add(filled, "CB001", [scan], award(filled)).files[0]
    records.save_entry(filled, Award(subject="VP", form="BK_TINH", decision="312/qđ-ubnd", year=2022))
    proofs.bind(filled, "VP", [file], award(filled, "VP"))
    (known,) = proofs.known_scans(filled, " 312/QĐ-UBND")
    assert (known.file.id, known.caption, known.count) == (file.id, "QĐ 415.pdf", 2)
    assert proofs.known_scans(filled, "") == ()
    found = proofs.proofs_of_entries(filled, [award(filled), ("ratings", 1), ("subjects", 1)])
    assert {entry: [proof.file for proof in held] for entry, held in found.items()} == {award(filled): [file.id]}
    assert one(filled).elsewhere == 1
