"""What comes in and goes out: workbooks, papers. The only office formats."""
