"""The conditions packs are written with, one small unit each; importing this package registers them all."""

from . import attested, awards, chains, figures, groups, households, initiatives, leading, linked, members, ratings

__all__ = [
    "attested",
    "awards",
    "chains",
    "figures",
    "groups",
    "households",
    "initiatives",
    "leading",
    "linked",
    "members",
    "ratings",
]
