"""The two kinds of error: what the clerk can mend (a sentence), and what only we can (a fault)."""

from __future__ import annotations


class UserError(Exception):
    """Work was refused and nothing changed.

    The text is one Vietnamese sentence for the clerk: what happened, why, what to do next. It is shown as it stands,
    in the window and on standard error, never with a traceback.
    """

    def __init__(self, sentence: str, *, details: tuple[str, ...] = ()) -> None:
        """Keep the sentence and, where many things are wrong at once, one sentence for each of them."""
        super().__init__(sentence)
        self.sentence = sentence
        self.details = details


class OverLimit(UserError):
    """A quota would be passed: with a reason the work may go on."""


class Damaged(UserError):
    """The data themselves are damaged: another file, such as a backup, has to take their place."""


class Cancelled(Exception):
    """The clerk pressed "Dừng": everything stays as it was, and nothing is shown."""
