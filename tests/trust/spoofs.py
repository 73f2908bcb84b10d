"""Two hundred names that are none: made to deceive a reader, a spreadsheet or a program, or spoiled on their way.

Each kind is either refused with a sentence, or put right in silence: then it says what is kept.
"""

from __future__ import annotations

from dataclasses import dataclass

PLAIN = ("Amina", "Mehmet Sow", "علي")
OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
CONTROLS = "\x00\x01\x07\x08\x0e\x1b\x7f\x80\x9f"
BROKEN = "\ud800\udbff\udc00\ufffe\uffff\ufdd0\ufffd\ufffc"
UNSEEN = "\u034f\u115f\u1160\u180e\u2062\u2800\u3164\ufe0f\uffa0\U000e0041\U0001d173"
TRACES = "\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff"
ALIKE = {
    "Amina": "Аmina Amіna Aminа",
    "Hope": "Нope Hоpe Hopе Ηope",
    "Cisse": "Сisse Cіsse Ciѕse Cissе",
    "Oxan": "Οxan Оxan Oхan Oxаn Օxan",
    "Айгерим": "Aйгерим Айгepим Айгеpим",
    "Ахмад": "Axмад Аxмад Ахмaд",
    "علي": "aعلي علиي عليi",
    "Kofi": "Κofi Коfi Kоfi Ꮶofi Koﬁа",
    "Papa": "Рapa Pаpa Paрa Papа Ρapa",
    "Yasin": "Υasin Уasin Yаsin Yasіn Yaѕin",
}
"""Names, and what looks like them with letters of another alphabet."""
MARKUP = (
    "<script>alert(1)</script>", "<b>Amina</b>", "Amina<!--", "{{ 7*7 }}", "${jndi}",
    "[Amina](javascript:x)", "&lt;b&gt;",
    "%(name)s", "Amina\\u202e", "javascript:alert",
    'Amina" onclick="x', "Amina; DROP TABLE users", "Amina|Ali", "#set($x)",
    "<img src=x onerror=alert(1)>", "Amina\nBcc: all@example.org",
)  # fmt: skip
FORMULAS = (
    "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\uff1d1+1",
    "=HYPERLINK(x)", "\u22121", "\t=1+1", "-Amina", "\u200e=A1",
    "@ Amina", "Amina=1",
)  # fmt: skip
SIGNS = (
    "amina@example.org",
    "https://example.org",
    "Amina \U0001f600",
    "★ Amina",
    "☪",
    "Amina™",
    "Amina ©",
    "ⓐmina",
    "Ali_1",
)
EMPTY = ("   ", "'", "...", "123", "--", "()", "\u200b\u200b", "\u200c", "\u00a0\u3000", "\u0301", "’’")
HEAPS = (
    "A" + "\u0335" * 6,
    "Ami" + "\u0489" * 5 + "na",
    "علي" + "\u064b" * 7,
    "a" + "\u0300\u0323\u0316\u0317\u0318\u0319",
)


@dataclass(frozen=True)
class Spoof:
    """What is typed, of which kind it is, and what is kept; nothing where it must be refused."""

    kind: str
    typed: str
    kept: str | None = None


def spoofs() -> list[Spoof]:
    """All of them."""
    signs = {"direction": OVERRIDES, "control": CONTROLS, "broken": BROKEN, "unseen": UNSEEN}
    found = [
        Spoof(kind, name[:2] + sign + name[2:]) for kind, chosen in signs.items() for sign in chosen for name in PLAIN
    ]
    found += [Spoof("two alphabets", word) for words in ALIKE.values() for word in words.split()]
    lists = {"markup": MARKUP, "formula": FORMULAS, "sign": SIGNS, "no letter": EMPTY, "heap of marks": HEAPS}
    found += [Spoof(kind, typed) for kind, chosen in lists.items() for typed in chosen]
    found += [Spoof("trace", put, name) for sign in TRACES for name in PLAIN for put in (sign + name, name + sign)]
    return found + [Spoof(kind, typed, kept) for kind, typed, kept in PUT_RIGHT]


PUT_RIGHT = [
    ("joiner", "\u200cAmina", "Amina"),
    ("joiner", "Am\u200dina", "Amina"),
    ("joiner", "Amina\u200d Sow", "Amina Sow"),
    ("joiner", "علی\u200c\u200cرضا", "علی\u200cرضا"),
    ("joiner", "علي\u200c", "علي"),
    ("space", "Amina\u00a0\u3000Sow", "Amina Sow"),
    ("space", "Amina\r\nSow", "Amina Sow"),
    ("space", "\tAmina\x0bSow\u2028", "Amina Sow"),
    ("letters of a font", "Ａｍｉｎａ", "Amina"),
    ("letters of a font", "𝐀𝐦𝐢𝐧𝐚", "Amina"),
    ("letters of a font", "ﻋﻠﻲ", "علي"),
    ("letters of a font", "Koﬁ", "Kofi"),
]
"""Put right in silence: kind, what is typed, what is kept."""
