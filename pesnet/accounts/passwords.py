"""Keeping and checking passwords: Argon2id, few at a time, the same time for everybody."""

from __future__ import annotations

from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from pesnet.core.errors import DomainError
from pesnet.core.message import Message

SHORTEST = 12
_AT_ONCE = BoundedSemaphore(2)
_PATIENCE = 10
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_COMMON = {
    "password",
    "passw0rd",
    "123456",
    "12345",
    "qwerty",
    "azerty",
    "letmein",
    "welcome",
    "iloveyou",
    "administrator",
    "admin",
    "abc123",
    "motdepasse",
    "bonjour",
    "pesnet",
    "oicpesnet",
    "sesric",
    "changeme",
    "secret",
    "111111",
    "000000",
}
_TRIMMED = "0123456789!?.,;:-_ @#$%&*+"


def objection(password: str, email: str) -> Message | None:
    """Why this password cannot be taken, or nothing."""
    typed = password.casefold()
    if len(password) < SHORTEST:
        return Message("Choose a password of at least %(count)s characters; several words are easiest.", count=SHORTEST)
    if typed in {email.casefold(), email.partition("@")[0].casefold()}:
        return Message("The password must not be your address.")
    if len(set(typed)) < 5 or _is_common(typed):
        return Message("This password is easy to guess. Choose several words that do not belong together.")
    return None


def hashed(password: str) -> str:
    """What is kept of a password."""
    with _Turn():
        return _HASHER.hash(password)


def verify(stored: str | None, password: str) -> bool:
    """Whether this is the password; without a stored one it takes as long and is never right."""
    with _Turn():
        try:
            _HASHER.verify(stored or _nobodys(), password)
        except (Argon2Error, InvalidHashError):
            return False
        return stored is not None


def _is_common(typed: str) -> bool:
    stem = typed.strip(_TRIMMED)
    return typed in _COMMON or stem in _COMMON or any(word * (len(typed) // len(word)) == typed for word in _COMMON)


@cache
def _nobodys() -> str:
    return _HASHER.hash("a password that nobody has")


class _Turn:
    """Memory for one hash; whoever waits too long is told so."""

    def __enter__(self) -> None:
        if not _AT_ONCE.acquire(timeout=_PATIENCE):
            raise DomainError(Message("Many people are signing in just now. Wait a minute and try again."))

    def __exit__(self, *_: object) -> None:
        _AT_ONCE.release()
