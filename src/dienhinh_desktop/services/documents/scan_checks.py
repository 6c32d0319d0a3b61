"""Papers that went to the pen and did not come back: printed or sent, and no signed copy is kept."""

from __future__ import annotations

from ...domain.documents import CheckLevel, ExportCheck
from ...domain.signatures import SignatureVerdict
from ..context import Context
from ..issued_papers import standing_papers
from .checked import page_warn

_NAMED = 3


def scans_lacking(ctx: Context, round_id: int) -> tuple[ExportCheck, ...]:
    """Return whether every paper that was printed to be signed, or sent, has its signed copy; nothing before that.

    A scan or a digital signature not proved wrong counts, of the version printed.
    """
    with ctx.db.read() as reader:
        held = sorted(standing_papers(reader, round_id).values(), key=lambda item: item.place)
        copies = reader.signed_copies(round_id)
    signed = {copy.issued_id for copy in copies if copy.verdict != SignatureVerdict.INVALID}
    printed = [item for item in held if item.printed or item.id in signed]
    lacking = [item.name for item in printed if item.id not in signed]
    if not printed:
        return ()
    if not lacking:
        text = f"Đủ bản quét, bản ký số của {len(printed)} văn bản đã in, đã ký"
        return (ExportCheck(level=CheckLevel.FINE, text=text),)
    named = ", ".join(lacking[:_NAMED]) + (f" và {len(lacking) - _NAMED} văn bản nữa" if lacking[_NAMED:] else "")
    text = f"Thiếu bản quét, bản ký số của {len(lacking)} văn bản đã in để ký: {named}"
    return (page_warn(text, "Ký, in, gửi; quét bản đã ký rồi nhận", "delivery"),)
