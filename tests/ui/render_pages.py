"""Draw every page in its interesting states with the practice data: `python tests/ui/render_pages.py OUT` writes PNG.

Options: --size 1366x698 (the inside of a 1366x768 screen less caption and task bar), --theme light|dark,
--text nho|vua|lon|rat_lon|lon_nhat, --scale 1.0, --only records (names of pages or states).
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--size", default="1366x698")
    parser.add_argument("--theme", default="light", choices=["light", "dark"])
    parser.add_argument("--text", default="vua", choices=["nho", "vua", "lon", "rat_lon", "lon_nhat"])
    parser.add_argument("--scale", default="1.0")
    parser.add_argument("--only", default="")
    return parser.parse_args()


def main() -> int:
    """Draw the pages and name the files written."""
    asked = _arguments()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = asked.scale
    from tests.ui.rendering import render

    width, height = (int(part) for part in asked.size.split("x"))
    asked.out.mkdir(parents=True, exist_ok=True)
    for path in render(asked.out, (width, height), asked.theme, asked.text, asked.only):
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
