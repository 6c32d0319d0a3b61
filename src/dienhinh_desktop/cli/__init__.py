"""The command line: the same use cases as the window, without a display. It never does what the window cannot."""
