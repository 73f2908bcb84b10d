"""What each kind of long task is called where tasks are listed."""

from pesnet.core.message import Message

KINDS: dict[str, Message] = {
    "correspondence.letter": Message("Letter as a file"),
    "correspondence.letters": Message("Letters of a course as a file"),
    "reporting.document": Message("Progress report as a file"),
    "workplan.export": Message("Work plan as a file"),
}


def kind_words(name: str) -> Message | str:
    """What a kind of task is called; its bare name when a later version of the portal has dropped it."""
    return KINDS.get(name, name)
