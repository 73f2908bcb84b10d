"""Delivering the outbox: claim a mail, word it, send it outside any transaction, note what came of it."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit
from uuid import UUID

import structlog
from sqlalchemy import update

from pesnet.core.db import Database, session
from pesnet.mail import queries
from pesnet.mail.enclosures import Enclosed, Enclosings, enclose, made
from pesnet.mail.models import Mail, MailState
from pesnet.mail.render import Letterhead, render

log = structlog.get_logger(__name__)

Letters = Mapping[str, Callable[[Mail], dict[str, Any]]]
"""The context function of each letter, by its name."""

LEASE = timedelta(minutes=5)
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
MOST_ATTEMPTS = 60
SECONDS = 30
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class Transport(Protocol):
    """A way to send; ``close`` ends the connection, if there is one."""

    def send(self, message: EmailMessage) -> None:
        """Hand the message over; raises when it was not taken."""
        ...

    def close(self) -> None:
        """End the connection."""
        ...


class Unreachable(Exception):
    """The server cannot be reached or does not let us in; no mail is to blame."""


class Folder:
    """Keeps mails as files instead of sending them."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def send(self, message: EmailMessage) -> None:
        """Write ``<moment>-<id>.eml``; the same mail sent again is the same file."""
        self.path.mkdir(parents=True, exist_ok=True)
        name = f"{message['Date'].datetime:%Y%m%dT%H%M%S}-{message['Message-ID'].strip('<>').partition('@')[0]}.eml"
        work = self.path / f".{name}.part"
        work.write_bytes(message.as_bytes())
        work.rename(self.path / name)

    def close(self) -> None:
        """Nothing is open."""


class Server:
    """An SMTP server, connected when first needed and kept until closed."""

    def __init__(self, url: SplitResult) -> None:
        self.url = url
        self.connection: smtplib.SMTP | None = None

    def send(self, message: EmailMessage) -> None:
        """Send over the open connection, or a new one."""
        self.connection = self.connection or self._connect()
        self.connection.send_message(message)

    def close(self) -> None:
        """Say goodbye."""
        if self.connection is not None:
            with suppress(OSError, smtplib.SMTPException):
                self.connection.quit()
            self.connection.close()
        self.connection = None

    def _connect(self) -> smtplib.SMTP:
        try:
            return self._opened()
        except (OSError, smtplib.SMTPException) as error:
            raise Unreachable(_short(error)) from error

    def _opened(self) -> smtplib.SMTP:
        host, port = self.url.hostname or "localhost", self.url.port or 0
        if self.url.scheme == "smtps":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                host, port, timeout=SECONDS, context=ssl.create_default_context()
            )
        else:
            connection = smtplib.SMTP(host, port, timeout=SECONDS)
            connection.ehlo()
            if connection.has_extn("starttls") or parse_qs(self.url.query).get("starttls") == ["1"]:
                connection.starttls(context=ssl.create_default_context())
            elif self.url.password and host not in LOOPBACK:
                raise smtplib.SMTPException("the server offers no encryption, so the password is not sent")
        if self.url.username:
            connection.login(unquote(self.url.username), unquote(self.url.password or ""))
        return connection


def transport(url: str) -> Transport:
    """The way to send that ``MAIL_URL`` names: ``smtp://``, ``smtps://`` or ``file://``."""
    parts = urlsplit(url)
    return Folder(Path(unquote(parts.path))) if parts.scheme == "file" else Server(parts)


class Mailer:
    """Delivers the outbox of one database. Any number of them may work at once."""

    def __init__(
        self,
        database: Database,
        url: str,
        letters: Letters,
        letterhead: Letterhead,
        enclosings: Enclosings = MappingProxyType({}),
    ) -> None:
        self.database = database
        self.url = url
        self.letters = letters
        self.letterhead = letterhead
        self.enclosings = enclosings

    def deliver_due(self, clock: Callable[[], datetime]) -> int:
        """Send what is due until nothing is, or until the server cannot be reached; how many were sent."""
        way = transport(self.url)
        sent = 0
        try:
            while (claimed := self._claim(clock())) is not None:
                sent += self._deliver(*claimed, way, clock)
        except Unreachable as error:
            log.warning("mail server unreachable", reason=str(error))
        finally:
            way.close()
        return sent

    def _claim(self, now: datetime) -> tuple[UUID, int] | None:
        """Take the next mail for this worker alone: its id and the number of this attempt."""
        while True:
            with self.database.reading():
                mail_id = queries.next_due(now)
            if mail_id is None:
                return None
            values = {"state": MailState.SENDING, "lease_until": now + LEASE, "attempts": Mail.attempts + 1}
            statement = update(Mail).where(Mail.id == mail_id, queries.due(now)).values(values)
            with self.database.writing():
                attempt = session().scalar(statement.returning(Mail.attempts))
            if attempt is not None:
                return mail_id, attempt

    def _deliver(self, mail_id: UUID, attempt: int, way: Transport, clock: Callable[[], datetime]) -> bool:
        """Word and send one mail, and note what came of it; whether it was sent."""
        files, complaints = self._enclosed(mail_id, clock())
        try:
            message = self._worded(mail_id, files)
        except Exception as error:  # noqa: BLE001 - whatever a letter raises concerns this mail alone
            self._note(mail_id, attempt, state=MailState.FAILED, error=f"could not be worded: {_short(error)}")
            return False
        try:
            way.send(message)
        except Unreachable as error:
            self._wait(mail_id, attempt, error, clock())
            raise
        except (OSError, smtplib.SMTPException) as error:
            self._refused(mail_id, attempt, error, clock())
            if not _is_answer(error):
                way.close()
            return False
        missing = "; ".join(complaints)
        self._note(mail_id, attempt, state=MailState.SENT, sent_at=clock(), lease_until=None, error=missing)
        return True

    def _enclosed(self, mail_id: UUID, now: datetime) -> tuple[list[Enclosed], list[str]]:
        """The files that come with a mail, made outside any transaction; what cannot be made is left out and noted."""
        try:
            with self.database.reading():
                mail = session().get_one(Mail, mail_id)
                wanted = self.enclosings[mail.letter](mail, now) if mail.letter in self.enclosings else []
        except Exception as error:  # noqa: BLE001 - the mail goes out without its files rather than never
            return [], [f"sent without its files: {_short(error)}"]
        return made(wanted)

    def _worded(self, mail_id: UUID, files: list[Enclosed]) -> EmailMessage:
        with self.database.reading():
            mail = session().get_one(Mail, mail_id)
            context = {**self.letters[mail.letter](mail), "enclosed": [file.name for file in files]}
            message = render(mail, context, self.letterhead)
        enclose(message, files)
        return message

    def _refused(self, mail_id: UUID, attempt: int, error: Exception, now: datetime) -> None:
        codes = _codes(error)
        if (codes and min(codes) >= 500) or isinstance(error, smtplib.SMTPNotSupportedError):
            self._note(mail_id, attempt, state=MailState.FAILED, error=_short(error), lease_until=None)
        else:
            self._wait(mail_id, attempt, error, now)

    def _wait(self, mail_id: UUID, attempt: int, error: Exception, now: datetime) -> None:
        if attempt >= MOST_ATTEMPTS:
            self._note(mail_id, attempt, state=MailState.FAILED, error=_short(error), lease_until=None)
            return
        due_at = now + min(FIRST_WAIT * 2 ** min(attempt - 1, 10), LONGEST_WAIT)
        self._note(mail_id, attempt, state=MailState.WAITING, due_at=due_at, error=_short(error), lease_until=None)

    def _note(self, mail_id: UUID, attempt: int, **values: Any) -> None:
        """Change the row, unless another worker has taken it since."""
        mine = (Mail.id == mail_id, Mail.attempts == attempt, Mail.state == MailState.SENDING)
        with self.database.writing():
            session().execute(update(Mail).where(*mine).values(values))
        log.info("mail", id=str(mail_id), attempt=attempt, state=values["state"].value)


def _codes(error: Exception) -> list[int]:
    """The codes with which the server answered, if it did."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _text in error.recipients.values()]
    return [error.smtp_code] if isinstance(error, smtplib.SMTPResponseException) else []


def _is_answer(error: Exception) -> bool:
    """Whether the connection can be used further."""
    return bool(_codes(error)) and 421 not in _codes(error)


def _short(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]
