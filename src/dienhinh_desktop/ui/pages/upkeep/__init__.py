"""What Cài đặt shows of keeping the data: who signs, backups, and the check."""

from .backups import BackupsSection
from .checking import CheckingSection
from .signers import SignersSection
from .support import SupportSection

__all__ = ["BackupsSection", "CheckingSection", "SignersSection", "SupportSection"]
