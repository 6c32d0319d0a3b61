"""The code at the foot of a page: easily typed, and one wrong sign is noticed."""

from __future__ import annotations

from dienhinh_desktop.domain.issued import LENGTH, SIGNS, code_of, codes_in, read_code


def test_equal_content_has_one_code_and_other_content_another() -> None:
    assert code_of(b"to trinh") == code_of(b"to trinh")
    assert len({code_of(str(number).encode()) for number in range(2000)}) == 2000


def test_a_code_is_read_however_it_is_typed() -> None:
    code = code_of(b"to trinh")
    for typed in (code, code.lower(), code.replace("-", ""), f" {code[:4]} {code[5:]} ", code.replace("-", "–")):
        assert read_code(typed) == code


def test_every_single_wrong_sign_is_noticed() -> None:
    code = code_of(b"danh sach")
    plain = code.replace("-", "")
    for place in range(LENGTH):
        others = [plain[:place] + sign + plain[place + 1 :] for sign in SIGNS if sign != plain[place]]
        assert [typed for typed in others if read_code(typed) is not None] == []


def test_two_neighbours_that_changed_places_are_noticed() -> None:
    for number in range(50):
        plain = code_of(str(number).encode()).replace("-", "")
        for place in range(LENGTH - 1):
            first, second = plain[place], plain[place + 1]
            swapped = plain[:place] + second + first + plain[place + 2 :]
            assert first == second or read_code(swapped) is None


def test_too_short_too_long_and_other_letters_are_no_code() -> None:
    code = code_of(b"bien ban")
    for typed in ("", code[:-1], f"{code}2", code.replace(code[0], "Ă", 1), "không có mã"):
        assert read_code(typed) is None


def test_no_sign_is_a_vowel_or_looks_like_another() -> None:
    assert not set(SIGNS) & set("AEIOUYWD01BSZ")
    assert len(set(SIGNS)) == len(SIGNS) == 23


def test_codes_are_found_in_a_text_each_once_and_nothing_else_is_taken_for_one() -> None:
    first, second = code_of(b"1"), code_of(b"2")
    text = f"Số: 412/TTr-SNgV 2345-6789-2345 Mã bản: {first}\nMã bản: {second}\n…Mã bản: {first}"
    assert codes_in(text) == (first, second)
