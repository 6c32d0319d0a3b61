"""Runs a command: builds the context, calls the use case, prints the answer, turns every refusal into one sentence."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
import traceback
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from platformdirs import user_data_path

from ..domain.documents import ListKind, ListScope, PaperFormat, PaperKind
from ..domain.eligibility import AssessmentRequest, Stage
from ..domain.errors import Cancelled, UserError
from ..domain.imports import ImportReport, IssueLevel
from ..services import delivery, documents, eligibility, imports, plans, records
from ..services.context import Context
from ..services.imports import lists as list_imports
from ..services.opening import open_context
from . import demo, lists, output, packages, results, signatures, upkeep


def run(arguments: argparse.Namespace) -> int:
    """Carry out one command. Returns 0, or 1 when it was refused and nothing changed."""
    try:
        return _COMMANDS[arguments.command](arguments)
    except UserError as error:
        print(error.sentence, file=sys.stderr)
    except BrokenPipeError:
        return _reader_left()
    except (Cancelled, KeyboardInterrupt):
        print("Đã dừng theo yêu cầu; dữ liệu vẫn như trước.", file=sys.stderr)
    except Exception:
        print(_fault(arguments), file=sys.stderr)
    return 1


def _reader_left() -> int:
    """End quietly when whoever read our output has closed it (`dienhinh … | head`)."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _fault(arguments: argparse.Namespace) -> str:
    log = _folder(arguments) / "logs" / f"loi_{datetime.now():%Y%m%d_%H%M%S}.txt"  # noqa: DTZ005 - the office's clock
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(traceback.format_exc(), encoding="utf-8")
    except OSError:
        return "Chương trình gặp lỗi chưa lường trước nên đã dừng; dữ liệu vẫn như trước, hãy thử lại."
    return f"Chương trình gặp lỗi chưa lường trước nên đã dừng; dữ liệu vẫn như trước. Gửi tệp {log} cho người hỗ trợ."


def _folder(arguments: argparse.Namespace) -> Path:
    if arguments.data is not None:
        return Path(arguments.data)
    if arguments.command == "demo":
        return Path(arguments.out) / demo.FOLDER
    return user_data_path("DienHinh", appauthor=False)


def _with_context(work: Callable[[Context, argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    def command(arguments: argparse.Namespace) -> int:
        with open_context(_folder(arguments), _who()) as ctx:
            code = work(ctx, arguments)
            if ctx.memory.trouble:
                print(f"Không có bản sao lưu trước việc này: {ctx.memory.trouble}", file=sys.stderr)
            return code

    return command


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "không rõ"


def _print(arguments: argparse.Namespace, answer: dict[str, object], lines: Iterable[str]) -> None:
    if arguments.json:
        print(output.as_json(answer))
    else:
        for line in lines:
            print(line)


def _import(ctx: Context, arguments: argparse.Namespace) -> int:
    if arguments.as_results:
        _print(arguments, *results.carry_in(ctx, arguments))
        return 0
    if arguments.as_list:
        task = list_imports.open_list(ctx, arguments.file)
        shown = list_imports.look(ctx, task, strict=False)
        report = list_imports.report_of(task, shown)
        return _carry_in(arguments, report, lambda: list_imports.write(ctx, task, shown, strict=False))
    preview = imports.preview(ctx, arguments.file)
    return _carry_in(arguments, preview.report, lambda: imports.apply(ctx, preview))


def _carry_in(arguments: argparse.Namespace, report: ImportReport, write: Callable[[], ImportReport]) -> int:
    """Show what a file would do, and do it. Raises UserError where it has errors; then nothing is written."""
    errors = [item for item in report.issues if item.level is IssueLevel.ERROR]
    if errors:
        _print(arguments, output.report(report), output.issue_lines(report.issues))
        raise UserError(
            f"Chưa ghi gì: tệp {arguments.file.name} có {len(errors)} lỗi; sửa các ô đã nêu trong Excel rồi nhập lại."
        )
    if not arguments.dry_run:
        report = write()
    counts = f"{report.added} mới, {report.updated} cập nhật, {report.unchanged} không đổi"
    if arguments.dry_run:
        done = f"Sẽ ghi: {counts}."
    elif report.batch is None:
        done = f"Tệp {report.file} không có gì mới: {counts}."
    else:
        done = f"Đã nhập {report.file}: {counts}. Lần nhập {report.batch}."
    _print(arguments, output.report(report), [*output.issue_lines(report.issues), done])
    return 0


def _read_list(arguments: argparse.Namespace) -> int:
    reading = list_imports.read_list(arguments.file, arguments.sheet)
    _print(arguments, lists.answer(reading), lists.lines(reading))
    if reading.refused:
        raise UserError(reading.refused)
    return 0


def _undo_import(ctx: Context, arguments: argparse.Namespace) -> int:
    print(imports.undo(ctx, arguments.batch).sentence)
    return 0


def _assess(ctx: Context, arguments: argparse.Namespace) -> int:
    readings = dict(arguments.reading)
    request = AssessmentRequest(
        plan=arguments.plan,
        on=arguments.on,
        stage=Stage(arguments.stage),
        field=arguments.field,
        subjects=(arguments.subject,) if arguments.subject else None,
        readings=readings,
    )
    found = eligibility.assess(ctx, request)
    pack = plans.pack_of(ctx, request.plan)
    in_force = plans.readings_of(pack, readings)
    _print(arguments, output.assessments(request, pack.version, in_force, found), output.assessment_lines(found))
    return 0


def _quota(ctx: Context, arguments: argparse.Namespace) -> int:
    rows = plans.quota_rows(ctx, arguments.plan, arguments.on, dict(arguments.reading))
    answer = {"plan": arguments.plan, "on": arguments.on.isoformat(), "rows": [output.quota(row) for row in rows]}
    _print(arguments, answer, output.quota_lines(rows))
    return 0


def _milestones(ctx: Context, arguments: argparse.Namespace) -> int:
    rows = plans.milestone_rows(ctx, arguments.plan, arguments.on, dict(arguments.reading))
    answer = {"plan": arguments.plan, "on": arguments.on.isoformat(), "rows": [output.milestone(row) for row in rows]}
    _print(arguments, answer, output.milestone_lines(rows))
    return 0


def _plans(ctx: Context, arguments: argparse.Namespace) -> int:
    if arguments.what == "check":
        return _check_plan(ctx, arguments)
    found = plans.plans(ctx)
    _print(arguments, output.plans(found), output.plan_lines(found))
    return 0


def _check_plan(ctx: Context, arguments: argparse.Namespace) -> int:
    try:
        pack = plans.read_pack_file(arguments.file, ctx.catalogue)
    except UserError as error:
        for detail in error.details:
            print(detail)
        raise
    print(f"{arguments.file.name} dùng được: {len(pack.plan.criteria)} tiêu chí, {len(pack.plan.readings)} cách hiểu.")
    asked, failed = plans.case_failures(arguments.file, pack, ctx.catalogue)
    for line in failed:
        print(line)
    if failed:
        raise UserError(
            f"{len(failed)} trong {asked} ca kiểm không ra kết luận đã ghi; xem lại bộ kế hoạch hoặc ca kiểm."
        )
    if asked:
        print(f"{asked} ca kiểm đều đúng.")
    if arguments.on is not None:
        for line in output.trial_lines(plans.try_pack(ctx, pack, arguments.on)):
            print(line)
    return 0


def _export(ctx: Context, arguments: argparse.Namespace) -> int:
    if arguments.what == "records":
        counts = records.export_records(ctx, arguments.out)
        print(f"Đã ghi {arguments.out}: {sum(counts.values())} dòng.")
    elif arguments.what == "list":
        _export_list(ctx, arguments)
    elif arguments.what == "template":
        _export_template(ctx, arguments)
    else:
        _export_papers(ctx, arguments)
    return 0


def _export_list(ctx: Context, arguments: argparse.Namespace) -> None:
    plan, on, out = arguments.plan, arguments.on, arguments.out
    if arguments.by:
        if arguments.kind not in (None, ListKind.REGISTRATION.value):
            raise UserError("Chỉ danh sách đăng ký được tách theo đơn vị, phong trào; bỏ --kind hoặc bỏ --by.")
        parts = documents.export_parts(ctx, plan, on, out, ListScope(arguments.by), ending=arguments.format)
        print(f"Đã ghi {len(parts.files)} danh sách vào {out}.")
        return
    kind = ListKind(arguments.kind or ListKind.REGISTRATION)
    print(f"Đã ghi {documents.export_list(ctx, plan, on, out, kind=kind).files[0]}.")


def _export_papers(ctx: Context, arguments: argparse.Namespace) -> None:
    only = (arguments.subject,) if arguments.subject else None
    written_as = PaperFormat(arguments.format)
    plan, on, out = arguments.plan, arguments.on, arguments.out
    if arguments.what == "forms":
        written = documents.export_forms(ctx, plan, on, out, subjects=only, written_as=written_as)
    else:
        kinds = [kind for kind in PaperKind if kind.value in arguments.paper] if arguments.paper else None
        written = documents.export_papers(ctx, plan, on, out, kinds, subjects=only, written_as=written_as)
    print(f"Đã ghi {len(written.files)} tệp vào {arguments.out}" + (", kèm một bản gộp." if written.bound else "."))


def _export_template(ctx: Context, arguments: argparse.Namespace) -> None:
    if arguments.all_units:
        files = delivery.write_templates(ctx, arguments.out, arguments.years, citizen_ids=arguments.cccd)
        print(f"Đã ghi {len(files)} mẫu vào {arguments.out}.")
        return
    unit = delivery.find_unit(ctx, arguments.unit)
    content = delivery.write_template(ctx, unit.code, arguments.out, arguments.years, citizen_ids=arguments.cccd)
    print(f"Đã ghi {arguments.out}: mẫu của {content.unit_name}, {len(content.records.subjects)} đối tượng.")


def _demo(arguments: argparse.Namespace) -> int:
    with open_context(_folder(arguments), _who()) as ctx:
        for line in demo.run(ctx, arguments.out):
            print(line)
    return 0


def _verify(arguments: argparse.Namespace) -> int:
    if packages.is_asked(arguments):
        return packages.verify(arguments)
    if arguments.trust and not arguments.keep:
        return signatures.verify(None, arguments)  # needs no data folder, which the window may be holding
    return _with_context(signatures.verify)(arguments)


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "import": _with_context(_import),
    "read-list": _read_list,
    "undo-import": _with_context(_undo_import),
    "assess": _with_context(_assess),
    "quota": _with_context(_quota),
    "milestones": _with_context(_milestones),
    "plans": _with_context(_plans),
    "export": _with_context(_export),
    "backup": _with_context(upkeep.backup),
    "restore": lambda arguments: upkeep.restore(_folder(arguments), _who(), arguments.file),
    "check": _with_context(upkeep.check),
    "demo": _demo,
    "send": _with_context(packages.send),
    "receive": _with_context(packages.receive),
    "units": _with_context(packages.units),
    "sign": _with_context(signatures.sign),
    "verify": _verify,
}
