"""Files kept as proof (minh chứng): known by what they hold, put in the data folder once, compared, copied out to read.

This is the one door of the folder.
"""

from __future__ import annotations

from .kinds import kind_of
from .store import FOLDER, LARGEST, copy_out, load, look, place_of, put, read, strangers

__all__ = ["FOLDER", "LARGEST", "copy_out", "kind_of", "load", "look", "place_of", "put", "read", "strangers"]
