"""The conditions packs are written with, one small unit each; importing this package registers them all."""

from . import attested, awards, groups, initiatives, ratings

__all__ = ["attested", "awards", "groups", "initiatives", "ratings"]
