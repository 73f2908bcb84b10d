"""Screens over many features: site."""
