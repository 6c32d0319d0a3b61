"""Who signs for the office: kept, changed and let go; the papers find who signs them by their day."""

from __future__ import annotations

from dataclasses import replace

from ..domain.dates import short_date
from ..domain.errors import UserError
from ..domain.signers import SIGNED_PAPERS, Signer
from ..domain.text import clean
from ..domain.upkeep import Changes, Kind
from .context import Context

_CHANGED = frozenset({Kind.OFFICE})


def signers(ctx: Context) -> tuple[Signer, ...]:
    """Return everybody who signs or signed for the office, in the clerk's order."""
    with ctx.db.read() as reader:
        return reader.signers()


def save_signer(ctx: Context, signer: Signer) -> Changes:
    """Keep a signer, new (without an id, last) or changed.

    Raises UserError when name, post or for whom is missing, the days are the wrong way round, or another signs one of
    the same papers by default on the same days.
    """
    made = _settled(signer)
    with ctx.db.work(f"Ghi người ký {made.name}", ctx.who) as work:
        others = [item for item in work.signers() if item.id != made.id]
        _refuse_two(made, others)
        if made.id is None:
            work.insert("signers", [replace(made, order=max((item.order for item in others), default=0) + 1)])
        else:
            work.update("signers", [made])
        return Changes(_CHANGED, f"Đã ghi người ký {made.name}.", work.act if work.changed else None)


def remove_signer(ctx: Context, signer: Signer) -> Changes:
    """Take somebody off the list of signers; papers issued keep the name they bear."""
    assert signer.id is not None  # read from the data folder
    with ctx.db.work(f"Bỏ người ký {signer.name}", ctx.who) as work:
        work.delete("signers", [signer.id])
        return Changes(_CHANGED, f"Đã bỏ {signer.name} khỏi danh sách người ký.", work.act)


def _settled(signer: Signer) -> Signer:
    principal = clean(signer.principal) if signer.authority.needs_principal else ""
    made = replace(signer, name=clean(signer.name), post=clean(signer.post), principal=principal)
    if not made.name or not made.post:
        raise UserError("Người ký chưa có họ tên hoặc chức vụ nên chưa ghi; điền cả hai rồi ghi lại.")
    if made.authority.needs_principal and not made.principal:
        raise UserError(
            f"Ký {made.authority.value}. mà chưa ghi thay ai nên chưa ghi; điền như Giám đốc, Ủy ban nhân dân."
        )
    if made.start and made.end and made.end < made.start:
        raise UserError(
            f"Đến ngày {short_date(made.end)} trước từ ngày {short_date(made.start)} nên chưa ghi; sửa một trong hai."
        )
    if not made.papers:
        raise UserError(f"Chưa chọn {made.name} ký văn bản nào nên chưa ghi; đánh dấu ít nhất một loại.")
    return made


def _refuse_two(made: Signer, others: list[Signer]) -> None:
    for other in others:
        shared = [SIGNED_PAPERS[paper] for paper in SIGNED_PAPERS if paper in made.papers and paper in other.papers]
        if shared and made.meets(other):
            raise UserError(
                f"{other.name} đã là người ký “{shared[0]}” trong thời gian ấy nên chưa ghi;"
                f" ghi đến ngày của {other.name}, hoặc bỏ dấu ở văn bản đó."
            )
