"""When a nomination may be submitted, replaced, withdrawn, sent back and decided on, and why not."""

from pesnet.nominations.rules.conditions import (
    ACCEPTED_AT_ONCE,
    EARLIEST,
    NO_CALL,
    NOT_INVITED,
    TOO_LATE,
    call_stands,
    closes_at,
    in_time,
    invited,
    replaced_by,
    still_open,
)
from pesnet.nominations.rules.machine import DECISIONS, MACHINE
from pesnet.nominations.rules.offers import LINK_LASTS, WHY, confirm_by, is_close_to_the_course
from pesnet.nominations.rules.persons import LEVELS, keeps_the_name, language_of, person_key
from pesnet.nominations.rules.required import Required, missing
from pesnet.nominations.rules.states import (
    DECIDED,
    EDITABLE,
    HAS_A_PLACE,
    REPLACEABLE,
    STANDS_ASIDE,
    USES_A_NAME,
    WITHDRAWABLE,
    names_sentence,
    names_used,
    places_sentence,
)

__all__ = [
    "ACCEPTED_AT_ONCE",
    "DECIDED",
    "DECISIONS",
    "EARLIEST",
    "EDITABLE",
    "HAS_A_PLACE",
    "LEVELS",
    "LINK_LASTS",
    "MACHINE",
    "NOT_INVITED",
    "NO_CALL",
    "REPLACEABLE",
    "STANDS_ASIDE",
    "TOO_LATE",
    "USES_A_NAME",
    "WHY",
    "WITHDRAWABLE",
    "Required",
    "call_stands",
    "closes_at",
    "confirm_by",
    "in_time",
    "invited",
    "is_close_to_the_course",
    "keeps_the_name",
    "language_of",
    "missing",
    "names_sentence",
    "names_used",
    "person_key",
    "places_sentence",
    "replaced_by",
    "still_open",
]
