"""The eligibility check (xét điều kiện): who is eligible under a plan on a day, and exactly why or why not."""

from __future__ import annotations

from ..domain.eligibility import Assessment, AssessmentRequest
from ..domain.errors import UserError
from ..domain.upkeep import Progress, silent
from ..rules.book import Book
from ..rules.engine import assess as judge
from .context import Context
from .plans import pack_of, readings_of


def assess(ctx: Context, request: AssessmentRequest, progress: Progress = silent) -> tuple[Assessment, ...]:
    """Judge the subjects asked for in every field that fits them; nothing is written.

    Raises UserError for an unknown plan, field, reading or subject.
    """
    with ctx.db.read() as reader:
        book = Book(reader.records(), ctx.catalogue)
    return assess_book(ctx, book, request, progress)


def assess_book(
    ctx: Context, book: Book, request: AssessmentRequest, progress: Progress = silent
) -> tuple[Assessment, ...]:
    """Judge as `assess` does, over records already read."""
    pack = pack_of(ctx, request.plan)
    readings_of(pack, request.readings)
    fields = [field.code for field in pack.plan.fields]
    if request.field is not None and request.field not in fields:
        raise UserError(f"Kế hoạch {pack.code} không có lĩnh vực “{request.field}”; có: {', '.join(fields)}.")
    unknown = [code for code in request.subjects or () if code not in book.subjects]
    if unknown:
        raise UserError(f"Trong sổ không có đối tượng mã “{unknown[0]}”; xem lại mã, hoặc nhập hồ sơ trước.")
    return judge(pack, book, request, progress)
