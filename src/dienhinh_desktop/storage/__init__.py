"""Where it stays: tables, migrations, units of work, journal, search, catalogue. The only SQL."""
