"""Widgets and painters every page is made of; none of them knows a use case."""
