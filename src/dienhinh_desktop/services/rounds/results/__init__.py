"""Nhận kết quả: the decision list of the unit above, read in any layout, marks candidates and writes award history."""

from .looking import look
from .reading import facts_of, forms_for, open_decision
from .writing import write

__all__ = ["facts_of", "forms_for", "look", "open_decision", "write"]
