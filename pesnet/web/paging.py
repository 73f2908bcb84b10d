"""Which page of a long list is asked for."""

from flask import request


def page_number() -> int:
    """The number of the page asked for by ``?page=``; the first one when that is no number."""
    typed = request.args.get("page", "1")
    return max(1, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
