"""What a delegation sheet says to the portal: its mark, its version, and the keys above its columns."""

MARK = "pesnet-delegation-sheet"
VERSION = "1"
"""Raised when a sheet of the old layout would be misunderstood."""
FIRST_ROW = 3
"""The first row of people as Excel numbers it: the keys stand hidden above the heads."""
MOST_PEOPLE = 600
"""How many rows of people one sheet may hold."""
HIDDEN = ("id", "version")
"""The person's id, and the version of the answers that were written into the sheet."""
TYPED = (
    "title", "given_name", "family_name", "native_name", "certificate_name", "sex", "institution", "position", "email",
    "telephone", "level_en", "level_fr", "level_ar", "interpretation_into", "experience", "statement",
)  # fmt: skip
"""The columns that say something of the person or the nomination."""
KEYS = (*HIDDEN, "nominate", *TYPED)
