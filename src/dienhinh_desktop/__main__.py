"""The program's door: with a command it works without a display, without one it opens the window."""

from __future__ import annotations

import multiprocessing
import sys


def main(argv: list[str] | None = None) -> int:
    """Run the command line, or the window when no command is given. Returns the exit code."""
    from .cli.parser import parse

    multiprocessing.freeze_support()  # workbooks are read in a child process, also by the frozen Windows program
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    arguments = parse(sys.argv[1:] if argv is None else argv)
    if arguments.command is None:
        from . import app

        return app.run(arguments.data)
    from .cli.run import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
