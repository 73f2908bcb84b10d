"""Which page of a long list is asked for, and where its other pages are."""

from typing import Any

from flask import request, url_for


def page_number() -> int:
    """The number of the page asked for by ``?page=``; the first one when that is no number."""
    typed = request.args.get("page", "1")
    return max(1, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1


def page_address(number: int) -> str:
    """The address of another page of the list under way, with what was asked for."""
    values: dict[str, Any] = {**request.args.to_dict(), "page": number}
    return url_for(str(request.endpoint), **values)
