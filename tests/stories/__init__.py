"""What a clerk does at the desk, told in Vietnamese and played through the real window, its widgets and its keys."""
