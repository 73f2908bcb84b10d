"""Screens over many features: admin."""
