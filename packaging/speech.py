"""What the set-up says to whoever runs it: each sentence in Vietnamese, then in English."""

from __future__ import annotations

import os
import sys


class SetupError(Exception):
    """The set-up cannot go on. `vietnamese` and `english` say why, and what to do."""

    def __init__(self, vietnamese: str, english: str) -> None:
        super().__init__(english)
        self.vietnamese = vietnamese
        self.english = english


def speak_utf8() -> None:
    """Make output that goes to a file or an old console carry Vietnamese."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def say(vietnamese: str, english: str) -> None:
    """Print one message in both languages, at once, so that it stands before what a child process prints."""
    print(f"» {vietnamese}\n  {english}", flush=True)


def say_error(error: SetupError) -> None:
    """Print why the set-up stopped, on standard error."""
    print(f"» {error.vietnamese}\n  {error.english}", file=sys.stderr, flush=True)


def child_environment() -> dict[str, str]:
    """Return this process's environment, less what would lead a child Python out of the project's environment."""
    strays = {"PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX"}
    kept = {name: value for name, value in os.environ.items() if name not in strays}
    return kept | {"PYTHONUTF8": "1"}
