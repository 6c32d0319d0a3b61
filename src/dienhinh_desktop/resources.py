"""Where everything that is not code lies: plans, catalogue, fonts, icons, style sheet, practice data."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """Return the resources folder: beside the package when installed, at the top of the checkout otherwise."""
    installed = Path(__file__).parent / "_resources"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "resources"


def path(*parts: str) -> Path:
    """Return the path of one resource, such as `path("fonts", "Inter-Regular.ttf")`."""
    return root().joinpath(*parts)
