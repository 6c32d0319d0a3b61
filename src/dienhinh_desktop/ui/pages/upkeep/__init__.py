"""What Cài đặt shows of keeping the data: backups, and the check."""

from .backups import BackupsSection
from .checking import CheckingSection
from .support import SupportSection

__all__ = ["BackupsSection", "CheckingSection", "SupportSection"]
