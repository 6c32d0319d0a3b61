"""Nhập theo năm: the grid of years × people, typed and pasted into as a spreadsheet is."""
