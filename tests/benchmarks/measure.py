"""One measurement in a process of its own: `python -m tests.benchmarks.measure MODULE FUNCTION SETTING`.

The function returns the job to be timed, so that what it imports and opens before is left out of the time. The peak of
memory is that of the process and of the largest one it started.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any

from .setting import Setting


@dataclass(frozen=True, slots=True)
class Measurement:
    """Seconds of the job, peak memory of its process in MiB (0 where the system does not tell), what it reported."""

    seconds: float
    memory: float
    report: dict[str, Any]


def peak_memory() -> float:
    """Return the peak resident size of this process and of its largest child in MiB."""
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / unit


def measure(module: str, function: str, setting: Setting) -> Measurement:
    """Run one function of a module of this folder in a new process. Raises RuntimeError with what it printed."""
    command = [sys.executable, "-m", "tests.benchmarks.measure", module, function, setting.to_json()]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{module}.{function}: {done.stderr}")
    return Measurement(**json.loads(done.stdout.splitlines()[-1]))


def main(module: str, function: str, setting: str) -> None:
    """Time one job and print its measurement as JSON."""
    job = getattr(importlib.import_module(f"{__package__}.{module}"), function)(Setting.from_json(setting))
    start = time.perf_counter()
    report = job()
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "memory": peak_memory(), "report": report}))


if __name__ == "__main__":
    main(*sys.argv[1:])
