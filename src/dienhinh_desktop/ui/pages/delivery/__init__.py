"""Papers signed and sent upward, and what units below send: who has sent what, its merge into the records."""

from .page import UnitsPage
from .papers_page import DeliveryPage

__all__ = ["DeliveryPage", "UnitsPage"]
