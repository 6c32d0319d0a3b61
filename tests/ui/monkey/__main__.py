"""The long form, run on demand: `python -m tests.ui.monkey --page records --actions 5000 --seed 1`.

Without a page it goes over all. Prints the actions done and each fault once; ends with 1 when there is any.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import sys
import tempfile
import time
from pathlib import Path


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--page", action="append", default=[], help="name of a page, may be repeated")
    parser.add_argument("--actions", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> int:
    """Run over the pages asked for."""
    asked = _arguments()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    faulthandler.enable()
    from dienhinh_desktop.app import make_application
    from dienhinh_desktop.ui.places import PAGES

    from .run import run

    app = make_application()
    faulty = 0
    for page in asked.page or PAGES:
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            done = run(app, page, asked.actions, asked.seed, Path(folder))
        took = time.monotonic() - began
        print(f"{page}: {done.actions} actions, {done.elsewhere} elsewhere, {len(done.faults)} faults, {took:.0f} s")
        for words in done.faults.values():
            print(f"--- {words}")
        sys.stdout.flush()
        faulty += bool(done.faults)
    return int(bool(faulty))


if __name__ == "__main__":
    sys.exit(main())
