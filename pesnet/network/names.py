"""Order and likeness of names in the languages of the network."""

import unicodedata

# The order of ICU: a space before every other mark, marks before digits, digits before letters.
MARKS = " _-,;:!?.'\"()/&"
# The order of CLDR for Arabic: hamza counts as alef whatever carries it; the letters of Persian and Urdu have a place.
ARABIC = "اآبپتٹثجچحخدذڈرزڑژسشصضطظعغفقكگلمنںهويے"

ALIKE = {
    "’": "'", "‘": "'", "ʼ": "'", "–": "-", "‑": "-", "\u00a0": " ", "\u202f": " ",
    "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "ł": "l", "ı": "i",
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": "",
}  # fmt: skip
SORTED_AS = str.maketrans(ALIKE | {"ء": "ا", "أ": "ا", "إ": "ا", "ؤ": "ا", "ئ": "ا", "ة": "ت"})
MATCHED_AS = str.maketrans(ALIKE | {"ة": "ه"})


def _places() -> dict[str, dict[str, str]]:
    """Per language, the characters that stand for letters and marks in a key: the reader's own script comes first."""
    marks = {mark: chr(ord(" ") + place) for place, mark in enumerate(MARKS)}
    latin = {letter: letter for letter in "abcdefghijklmnopqrstuvwxyz"}
    arabic = {letter: chr(ord("A") + place) for place, letter in enumerate(ARABIC)}
    return {
        "": marks | latin | {letter: "~" + place for letter, place in arabic.items()},
        "ar": marks | arabic | {letter: "~" + place for letter, place in latin.items()},
    }


PLACES = _places()


def sort_key(text: str, language: str) -> str:
    """A key whose code points follow the language's alphabet; databases must compare it bytewise (collation C).

    Accents decide only between names that are otherwise equal; case never does.
    """
    plain = unicodedata.normalize("NFC", text.strip()).casefold()
    places = PLACES.get(language, PLACES[""])
    letters = "".join(places.get(letter, letter) for letter in _without_accents(plain.translate(SORTED_AS)))
    return f"{letters}\t{unicodedata.normalize('NFD', plain)}"


def fold(text: str) -> str:
    """The text as it is compared: without case, accents, marks, Arabic vowels and the variants of one letter."""
    plain = _without_accents(unicodedata.normalize("NFKC", text).casefold().translate(MATCHED_AS))
    return " ".join("".join(_matched(character) for character in plain).split())


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(character for character in decomposed if unicodedata.category(character) not in {"Mn", "Cf"})


def _matched(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    return character if character.isalnum() else " "
