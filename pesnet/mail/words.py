"""What each letter is called where mails are listed."""

from pesnet.core.message import Message

LETTERS: dict[str, Message] = {
    "accounts/granted": Message("A seat was granted"),
    "accounts/invited": Message("Invitation to a seat"),
    "courses/cancelled": Message("A course was cancelled"),
    "courses/changed": Message("A published course has changed"),
    "courses/cleared": Message("A course was cleared and published"),
    "courses/deadline_extended": Message("A deadline was extended"),
    "courses/for_clearance": Message("A course waits for clearance"),
    "courses/published": Message("Call for nominations"),
    "courses/sent_back": Message("A course was sent back to its lead"),
    "nominations/decided": Message("Decisions on nominations"),
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
