"""Answers that are not pages."""

from __future__ import annotations

from pathlib import Path

from flask import Response, send_file


def attachment(path: Path, *, name: str, media_type: str) -> Response:
    """A file to be saved, never shown inside the portal and never kept by anything on the way."""
    response = send_file(
        path, mimetype=media_type, as_attachment=True, download_name=name, conditional=False, etag=False
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
