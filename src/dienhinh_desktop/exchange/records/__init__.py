"""Records going out: everything the folder holds, as a records workbook."""
