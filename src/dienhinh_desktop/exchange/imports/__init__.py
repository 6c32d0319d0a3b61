"""Workbooks coming in: what the columns mean, reading them apart from the program, saying what is wrong where."""
