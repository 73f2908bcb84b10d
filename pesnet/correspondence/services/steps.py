"""The steps of a letter: signed, sent, acknowledged; withdrawn; its signed scan."""

from __future__ import annotations

from datetime import date, datetime

from pesnet.audit.services import record
from pesnet.core.db import session
from pesnet.core.errors import DomainError
from pesnet.core.message import Message
from pesnet.correspondence import rules
from pesnet.correspondence.models import Channel, Letter
from pesnet.files.models import StoredFile
from pesnet.policy import Actor


def sign(letter: Letter, day: date, *, number: str = "", actor: Actor, now: datetime) -> None:
    """Record that the letter was signed: the day, and the sender's own number where there is one."""
    letter.signed_on = day
    letter.signed_number = number
    rules.MACHINE.take("sign", letter, actor=actor, now=now)
    record(actor, "letter.sign", letter, now)


def send(letter: Letter, channel: Channel, day: date, *, actor: Actor, now: datetime) -> None:
    """Record that the letter was sent; from now on the country that it is for can read it."""
    letter.channel = channel
    letter.sent_on = day
    rules.MACHINE.take("send", letter, actor=actor, now=now)
    record(actor, "letter.send", letter, now, channel=channel.value)


def acknowledge(letter: Letter, day: date, *, note: str = "", actor: Actor, now: datetime) -> None:
    """Record that the recipient acknowledged the receipt."""
    letter.acknowledged_on = day
    letter.acknowledgement = note
    rules.MACHINE.take("acknowledge", letter, actor=actor, now=now)
    record(actor, "letter.acknowledge", letter, now)


def withdraw(letter: Letter, reason: str, *, actor: Actor, now: datetime) -> None:
    """Withdraw the letter; it stays in the register with its reason."""
    if not reason:
        raise DomainError(Message("Give the reason why the letter is withdrawn."))
    was = letter.state
    letter.withdrawn_reason = reason
    rules.MACHINE.take("withdraw", letter, actor=actor, now=now)
    record(actor, "letter.withdraw", letter, now, state=was.value)


def attach(letter: Letter, scan: StoredFile, *, actor: Actor, now: datetime) -> None:
    """Attach the signed scan, whose content is in the store already; a later scan takes the place of the first."""
    rules.require_to_write(actor, None, letter)
    if letter.state not in rules.STANDING:
        raise DomainError(Message("This letter does not count any more; nothing can be attached to it."))
    session().add(scan)
    session().flush()
    letter.scan_id = scan.id
    record(actor, "letter.attach", letter, now)
