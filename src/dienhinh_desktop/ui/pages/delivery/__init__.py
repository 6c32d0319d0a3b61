"""Đơn vị dưới: who has sent, what became of it, what would become of it."""

from .page import UnitsPage

__all__ = ["UnitsPage"]
