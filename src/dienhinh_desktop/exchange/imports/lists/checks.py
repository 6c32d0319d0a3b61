"""Looking over a whole list: the same person twice, one number for two people, totals that do not add up."""

from __future__ import annotations

from collections.abc import Sequence

from dienhinh_desktop.domain.lists import ListIssueKind, ListRow
from dienhinh_desktop.domain.records import SubjectKind
from dienhinh_desktop.domain.text import fold

from .asking import Asking

K = ListIssueKind


def check_identities(rows: Sequence[ListRow], asking: Asking) -> None:
    """Tell of one number at two rows, and of one name at two rows."""
    numbers: dict[str, ListRow] = {}
    names: dict[str, list[ListRow]] = {}
    for row in rows:
        if row.kind is SubjectKind.COLLECTIVE:
            continue
        told = False
        if row.cccd and (first := numbers.setdefault(row.cccd, row)) is not row:
            told = True
            _tell_number(first, row, asking)
        for other in names.get(_name_key(row), ()):
            if not told:
                told = _tell_name(other, row, asking)
        names.setdefault(_name_key(row), []).append(row)


def _name_key(row: ListRow) -> str:
    return row.name.casefold()


def _tell_number(first: ListRow, row: ListRow, asking: Asking) -> None:
    if fold(first.name) == fold(row.name) and _may_be_one(first, row):
        asking.tell(
            K.SAME_PERSON, row.row, None, f"“{row.name}” có lẽ là người ở dòng {first.row}: cùng số {row.cccd}."
        )
    else:
        asking.tell(
            K.ID_SHARED,
            row.row,
            None,
            f"Số {row.cccd} cũng ghi cho “{first.name}” ở dòng {first.row}; một trong hai số sai.",
        )


def _may_be_one(one: ListRow, other: ListRow) -> bool:
    return one.birth is None or other.birth is None or one.birth.year == other.birth.year


def _tell_name(first: ListRow, row: ListRow, asking: Asking) -> bool:
    against = (one and other and one != other for one, other in ((first.cccd, row.cccd), (first.sex, row.sex)))
    if any(against) or not _may_be_one(first, row):
        asking.tell(K.SAME_NAME, row.row, None, f"“{row.name}” trùng tên người ở dòng {first.row} nhưng là người khác.")
        return True
    same_unit = fold(first.unit or "") == fold(row.unit or "")
    if same_unit or (first.birth is not None and first.birth == row.birth):
        asking.tell(
            K.SAME_PERSON, row.row, None, f"“{row.name}” có lẽ là người ở dòng {first.row}; gộp lại hoặc giữ riêng."
        )
    else:
        asking.tell(
            K.SAME_NAME, row.row, None, f"“{row.name}” trùng tên người ở dòng {first.row}; hỏi xem có phải một người."
        )
    return True


def check_totals(counted: Sequence[tuple[int, tuple[int, ...], int]], found: int, asking: Asking) -> None:
    """Tell where the total at the foot is not the number of subjects above it."""
    for row, numbers, before in counted:
        if numbers and found not in (*numbers, sum(numbers)) and before not in (*numbers, sum(numbers)):
            asking.tell(
                K.WRONG_TOTAL,
                row,
                None,
                f"Cuối danh sách ghi {', '.join(map(str, numbers))} nhưng danh sách có {found}; kiểm tra thiếu, thừa.",
            )
