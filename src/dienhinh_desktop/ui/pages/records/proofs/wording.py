"""What tiles, clips and notices say of the files that lie with a record."""

from __future__ import annotations

from collections.abc import Sequence

from .....domain.proofs import FileState, ProofCard
from .....domain.text import number_text
from ....kit.marks import Mark
from ....kit.tiles import Tile

_ACHIEVEMENTS = {"awards", "ratings", "initiatives"}
_ICONS = {"Word": "scroll-text", "Văn bản": "scroll-text", "Excel": "file-spreadsheet"}
_ONE_KIND = {"positions": "chức vụ", "attestations": "xác nhận"}


def uses_text(card: ProofCard) -> str:
    """Return "dùng cho 2 thành tích", or that it is tied to nothing yet."""
    tables = {use.table for use in card.uses}
    if not tables:
        return "chưa gắn vào mục nào"
    if tables <= _ACHIEVEMENTS:
        word = "thành tích"
    else:
        word = _ONE_KIND.get(next(iter(tables)), "mục") if len(tables) == 1 else "mục"
    return f"dùng cho {len(card.uses)} {word}"


def size_text(size: int) -> str:
    """Return a size a clerk knows: "840 KB", "1,2 MB"."""
    if size < 1000 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{number_text(round(size / 2**20, 1))} MB"


def tile_of(card: ProofCard, state: FileState | None = None) -> Tile:
    """Return the tile of a file; `state` is what became known since the list was read."""
    bad = state or card.state
    sound = bad is FileState.SOUND
    about = f"{card.file.media.label}, {size_text(card.file.size)}"
    if card.elsewhere:
        about += f", cả {card.elsewhere} hồ sơ khác"
    listed = "\n".join(f"– {use.text}" for use in card.uses)
    return Tile(
        key=card.file.id or 0,
        title=card.caption,
        note=uses_text(card) if sound else f"tệp {bad.label}",
        about=about,
        mark=None if sound else Mark.BAD,
        icon=_ICONS.get(card.file.media.label, "files"),
        tip="\n".join(part for part in (card.caption, about, uses_text(card), listed) if part),
    )


def trouble_text(cards: Sequence[tuple[ProofCard, FileState]]) -> str:
    """Return what is to be said over the tiles of files that are not what they were; the first is named."""
    card, state = cards[0]
    more = f" và {len(cards) - 1} tệp khác cũng cần xem lại" if len(cards) > 1 else ""
    return (
        f"Không đọc được minh chứng của hồ sơ này: tệp {card.caption} {state.label}{more}."
        " Hồ sơ vẫn dùng được; chọn lại tệp hoặc bỏ liên kết."
    )
