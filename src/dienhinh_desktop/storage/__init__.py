"""Where it stays: tables, migrations, search, units of work. The only SQL."""
