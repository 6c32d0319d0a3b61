"""Hồ sơ: the list of everything kept, the card of one record, and the forms that enter and mend it."""
