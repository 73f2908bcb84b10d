"""Numbers as people write them."""

from __future__ import annotations

import re
import unicodedata

from pesnet.core.errors import DomainError
from pesnet.core.message import Message

LARGEST = 10_000_000
_PLAIN = re.compile(r"\d+")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?P<sign>[.,'’٬ \u00a0\u202f])\d{3}(?:(?P=sign)\d{3})*")


def read_number(text: str) -> int:
    """The whole number that was meant: ``1839``, ``1.839``, ``1,839``, ``1 839`` and ``١٨٣٩`` are all 1839.

    People and countries are whole, so a sign before three digits parts thousands. Whatever can be read in another way
    (``1,5``, ``1.83``, ``1.839,2``, ``more than 100``) is a ``DomainError`` that asks.
    """
    written = "".join(str(unicodedata.decimal(sign, sign)) for sign in text.strip())
    if not (_PLAIN.fullmatch(written) or _GROUPED.fullmatch(written)):
        raise DomainError(
            Message("“%(text)s” is not plainly a number. Type it with digits only, such as 1839.", text=text)
        )
    number = int("".join(sign for sign in written if sign.isdigit()))
    if number > LARGEST:
        raise DomainError(Message("“%(text)s” is too large to be right.", text=text))
    return number
