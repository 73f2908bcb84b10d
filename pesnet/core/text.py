"""What text from people may contain, and how it is kept."""

import re
import unicodedata

from pesnet.core.message import Message

_OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_JOINERS = "\u200c\u200d"
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\ufeff\u2028\u2029" + _OVERRIDES + "]"
)


def clean(text: str) -> str:
    """The text as it is kept: NFC, line feeds at line ends, without space around it.

    Joiners stay: Persian names need them.
    """
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip().strip(_JOINERS).strip()


def objection(text: str) -> Message | None:
    """Why this text cannot be taken, or nothing.

    Control characters, halves of characters and direction overrides are refused.
    """
    if _FORBIDDEN.search(text):
        return Message("Remove the invisible control characters; type the text again or paste it as plain text.")
    return None
