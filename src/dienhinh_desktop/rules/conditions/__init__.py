"""The conditions packs are written with, one small unit each; importing this package registers them all."""

from . import attested, awards, figures, groups, households, initiatives, leading, linked, ratings

__all__ = ["attested", "awards", "figures", "groups", "households", "initiatives", "leading", "linked", "ratings"]
