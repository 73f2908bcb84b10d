"""What the administrator sees of addresses."""

import re

_ADDRESS = re.compile(r"([^\s@<>]+)@([^\s@<>]+)")


def masked(text: str) -> str:
    """The text with every address in it unreadable but recognisable: ``f…@e….org``."""
    return _ADDRESS.sub(_mask, text)


def _mask(found: re.Match[str]) -> str:
    name, domain = found.groups()
    ending = domain.rpartition(".")[2] if "." in domain else ""
    return f"{name[0]}…@{domain[0]}…{'.' if ending else ''}{ending}"
