"""The papers of the round: checked, shown as they will leave, written as files."""

from .page import DocumentsPage

__all__ = ["DocumentsPage"]
