"""Screens over many features: desk."""
