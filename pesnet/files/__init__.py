"""Stored files: generated documents and uploads, outside the web root."""
