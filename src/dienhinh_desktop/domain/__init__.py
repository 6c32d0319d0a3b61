"""What it is: frozen values, Vietnamese text and dates, errors. Pure Python, no I/O, no third-party import."""
