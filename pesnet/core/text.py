"""What text from people may contain, and how it is kept.

Names of persons follow one rule, after the idea of Unicode Technical Standard 39 ("highly restrictive" identifiers,
https://www.unicode.org/reports/tr39/#Restriction_Level_Detection), applied to each word of a name:

- refused: letters of two scripts in one word (a Cyrillic а in a Latin name), signs that no name has (markup, formulas,
  addresses, pictures), a name without a letter, heaps of marks on one letter, and what no text may contain;
- put right in silence: spaces and line ends of every kind, marks of direction and other traces of word processors,
  joiners that join nothing, letters in the form of a font (full width, mathematical, Arabic presentation forms);
- kept: letters and marks of one script, joiners between Arabic letters (Persian) and at an Indic virama (Bengali),
  apostrophes, the signs for ayn and hamza of every transcription, hyphens, full stops, brackets, ``a/l``, and the
  Malay ``@`` between two names.

A whole word in the look-alike letters of another script is a name as any other; the address beside it is what counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pesnet.core.message import Message

_OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_JOINERS = "\u200c\u200d"
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff\u2028\u2029" + _OVERRIDES + "]"
)
_TRACES = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff]")
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2061-\u206f\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufffd"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_OF_A_FONT = ("<font>", "<wide>", "<narrow>", "<initial>", "<medial>", "<final>", "<isolated>", "<compat>")
_IN_NAMES = frozenset("'’‘`´ʹ\"“”„«»‐‑–-.,·•・()/&،")
_BEGINS = frozenset("'’‘`´\"“„«(")
_JOINED_TWICE = re.compile("([\u200c\u200d])[\u200c\u200d]+")
_ALSO_KNOWN_AS = " @ "
_VIRAMA = 9
_MOST_MARKS = 4
_OF_EVERY_SCRIPT = {"MODIFIER"}
_ALIKE = {
    **dict.fromkeys(["FEMININE", "MASCULINE"], "LATIN"),
    **dict.fromkeys(["IDEOGRAPHIC", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO"], "CJK"),
}

INVISIBLE = Message("Remove the invisible control characters; type the text again or paste it as plain text.")


def clean(text: str) -> str:
    """The text as it is kept: NFC, line feeds at line ends, without space around it.

    Joiners stay: Persian names need them.
    """
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip().strip(_JOINERS).strip()


def objection(text: str) -> Message | None:
    """Why this text cannot be taken, or nothing.

    Control characters, halves of characters and direction overrides are refused.
    """
    return INVISIBLE if _FORBIDDEN.search(text) else None


def clean_name(text: str) -> str:
    """The name of a person as it is kept: in one line, without what nobody typed on purpose."""
    once = _JOINED_TWICE.sub(r"\1", _TRACES.sub("", text))
    letters = unicodedata.normalize("NFC", "".join(map(_plain_letter, once)))
    kept = "".join(sign for place, sign in enumerate(letters) if sign not in _JOINERS or _joins(letters, place))
    return " ".join(kept.split())


def objection_to_name(text: str) -> Message | None:
    """Why this cannot be the name of a person, or nothing; for the text that :func:`clean_name` gave."""
    if not text:
        return None
    if _FORBIDDEN.search(text) or _UNSEEN.search(text):
        return INVISIBLE
    if strange := next((sign for sign in text.replace(_ALSO_KNOWN_AS, " ") if not _is_of_names(sign)), None):
        return Message("A name has no %(sign)s. Write the name alone, as on paper.", sign=strange)
    if not text[0].isalpha() and text[0] not in _BEGINS:
        return Message("A name begins with a letter.")
    if not any(map(str.isalpha, text)):
        return Message("A name has letters.")
    if any(len(run) > _MOST_MARKS for run in _runs_of_marks(text)):
        return Message("There are too many marks on one letter. Type the name again.")
    if mixed := next((word for word in text.split() if len(_scripts(word)) > 1), None):
        return Message("In %(word)s, letters of two alphabets that look alike are mixed. Type it again.", word=mixed)
    return None


def _plain_letter(sign: str) -> str:
    """A letter without the form that a font or an old character set gave it."""
    is_of_a_font = sign.isalpha() and unicodedata.decomposition(sign).startswith(_OF_A_FONT)
    return unicodedata.normalize("NFKC", sign) if is_of_a_font else sign


def _joins(text: str, place: int) -> bool:
    """Whether a joiner stands where it changes how a name is written: between Arabic letters or at an Indic virama."""
    before = next((sign for sign in reversed(text[:place]) if not unicodedata.category(sign).startswith("M")), "")
    after = text[place + 1 : place + 2]
    if any(unicodedata.combining(sign) == _VIRAMA for sign in (*text[place - 1 : place], *after)):
        return True
    return bool(before and after) and _script(before) == _script(after) == "ARABIC"


def _is_of_names(sign: str) -> bool:
    return (
        sign == " "
        or sign in _IN_NAMES
        or sign in _JOINERS
        or unicodedata.category(sign)[0] in "LM"
        or sign.isdecimal()
    )


def _runs_of_marks(text: str) -> Iterator[str]:
    run = ""
    for sign in text:
        run = run + sign if unicodedata.category(sign) in {"Mn", "Me"} else ""
        yield run


def _scripts(word: str) -> set[str]:
    return {_script(sign) for sign in word if sign.isalpha()} - _OF_EVERY_SCRIPT


def _script(sign: str) -> str:
    """The script of a letter, which is the first word of its name; those of East Asia are written together."""
    first = unicodedata.name(sign, "NONE").partition(" ")[0]
    return _ALIKE.get(first, first)
