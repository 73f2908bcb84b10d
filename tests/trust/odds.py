"""What the games of random acts try, and how often; what needs which permission, and what no game plays."""

from datetime import timedelta

from pesnet.courses.models import CallKind
from pesnet.nominations import rules
from pesnet.nominations.models import NominationState
from pesnet.policy import Permission

P = Permission
CARE = 0.85
"""How often people try what they could do."""
INVITED = ("JO", "SN", "MA")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PAUSES = (0 * HOUR, 0 * HOUR, HOUR, DAY, 2 * DAY)
OPENING = {
    CallKind.FULL: ("nominate", "submit", "nominate", "submit", "submit", "replace", "withdraw"),
    CallKind.LIGHT: ("nominate", "submit", "accept_people", "accept_people", "replace", "withdraw"),
}
DECIDING = ("save_proposals", "save_proposals", "release")
"""What is mostly tried before the deadline, by the kind of the call, and in the turns after it."""
OFTEN = {
    "withdraw": 2,
    "confirm_by_link": 3,
    "decline_by_link": 2,
    "save_proposals": 2,
    "release": 4,
    "lapse": 3,
    "promote": 4,
    "reverse": 3,
    "replace": 2,
    "start": 2,
    "change_countries": 2,
}
"""How often some acts are tried, beside the others."""
NEEDED = {
    "nominate": P.NOMINATION_EDIT,
    "start": P.NOMINATION_EDIT,
    "keep": P.NOMINATION_EDIT,
    "discard_typed": P.NOMINATION_EDIT,
    "edit": P.NOMINATION_EDIT,
    "move": P.NOMINATION_EDIT,
    "accept_people": P.NOMINATION_SUBMIT,
    "change_countries": P.COURSE_PUBLISH,
    "propose": P.SELECTION_DECIDE,
    "save_proposals": P.SELECTION_DECIDE,
    "release": P.SELECTION_RELEASE,
}
"""What those need who do an act that is no move of the machine; where nothing stands, anybody tries."""
LOOKED_FOR = {
    "propose": {NominationState.SUBMITTED},
    "save_proposals": {NominationState.SUBMITTED},
    "release": {NominationState.SUBMITTED},
    "confirm_by_link": {NominationState.SELECTED},
    "decline_by_link": {NominationState.SELECTED},
    "edit": rules.EDITABLE,
    "keep": rules.EDITABLE,
    "discard_typed": rules.EDITABLE,
}
"""The states of nominations for which such an act is mostly tried."""
ELSEWHERE = {
    "known": "reads what is on record; changes nothing",
    "merger": "reads what a merger would do; changes nothing",
    "edit_person": "an act on a person, of no course: tests/nominations/test_people.py",
    "merge": "an act on two people, of no course, which takes drafts away: tests/nominations/test_people.py",
    "tell_apart": "an act on two people, of no course: tests/nominations/test_people.py",
}
"""What no game plays, with the reason."""
