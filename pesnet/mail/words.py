"""What each letter is called where mails are listed."""

from pesnet.core.message import Message

LETTERS: dict[str, Message] = {
    "accounts/granted": Message("A seat was granted"),
    "accounts/invited": Message("Invitation to a seat"),
    "courses/cancelled": Message("A course was cancelled"),
    "courses/changed": Message("A published course has changed"),
    "courses/cleared": Message("A course was cleared and published"),
    "courses/dates_answered": Message("A provider answers on the dates"),
    "courses/deadline_extended": Message("A deadline was extended"),
    "courses/for_clearance": Message("A course waits for clearance"),
    "courses/not_invited": Message("A country is not invited any more"),
    "courses/postponed": Message("A course was postponed"),
    "courses/published": Message("Call for nominations"),
    "courses/sent_back": Message("A course was sent back to its lead"),
    "nominations/accepted": Message("People were accepted at once"),
    "nominations/confirmed": Message("A place was confirmed"),
    "nominations/corrected": Message("A decision was changed"),
    "nominations/decided": Message("Decisions on nominations"),
    "nominations/place_freed": Message("A place became free"),
    "nominations/place_offered": Message("A place is offered to a nominee"),
    "nominations/promoted": Message("A nominee moved up from the reserve list"),
    "nominations/reminder": Message("Reminder of a deadline"),
    "nominations/replaced": Message("A nominee was replaced"),
    "nominations/sent_back": Message("A nomination was sent back for completion"),
    "nominations/submitted": Message("Receipt of a nomination"),
    "outcomes/report_accepted": Message("A course report was accepted"),
    "outcomes/report_sent_back": Message("A course report was sent back"),
    "outcomes/report_submitted": Message("A course report waits for acceptance"),
}


def letter_words(name: str) -> Message | str:
    """What a letter is called; its bare name when a later version of the portal has dropped it."""
    return LETTERS.get(name, name)
