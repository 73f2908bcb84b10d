"""The words of letters by language."""

from __future__ import annotations

from collections.abc import Mapping

from pesnet.correspondence.defaults import ar, en, fr
from pesnet.correspondence.words import Words

WORDS: Mapping[str, Words] = {"en": en.WORDS, "fr": fr.WORDS, "ar": ar.WORDS}
