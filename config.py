"""Settings, read once from the environment; a half set up installation refuses to start."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parent
INSTANCE = ROOT / "instance"
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
SHORTEST_SECRET = 32


class SettingsError(Exception):
    """The settings do not fit together; the text says which and what to do."""


@dataclass(frozen=True)
class Config:
    """The settings of one installation. All have defaults that serve one machine with embedded storage."""

    database_url: str
    queue_url: str
    mail_url: str
    files_url: str
    base_url: str
    secret_key: str
    mail_from: str = ""
    mail_reply_to: str = ""
    instance: Path = INSTANCE
    is_test: bool = False

    @property
    def is_https(self) -> bool:
        """Whether people reach the portal by https; decides the cookie's name and its Secure mark."""
        return urlsplit(self.base_url).scheme == "https"

    @property
    def is_local(self) -> bool:
        """Whether the portal is only for this machine: plain http on loopback."""
        return not self.is_https and urlsplit(self.base_url).hostname in LOOPBACK

    @property
    def host(self) -> str:
        """The name in the base URL, with its port."""
        return urlsplit(self.base_url).netloc

    @property
    def sender(self) -> str:
        """Whom mails come from; without a setting, an address at the portal's own host that takes no answers."""
        return self.mail_from or f"OIC-PESNET <no-reply@{urlsplit(self.base_url).hostname}>"

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Config:
        """Read the settings that .env.example names; raise SettingsError if they are unfit."""
        instance = Path(environ.get("INSTANCE_DIR") or INSTANCE)
        config = cls(
            database_url=environ.get("DATABASE_URL") or f"sqlite:///{instance / 'pesnet.db'}",
            queue_url=environ.get("QUEUE_URL") or f"sqlite:///{instance / 'queue.db'}",
            mail_url=environ.get("MAIL_URL") or f"file://{instance / 'mail'}",
            files_url=environ.get("FILES_URL") or f"file://{instance / 'files'}",
            base_url=(environ.get("BASE_URL") or f"http://127.0.0.1:{environ.get('PORT') or 8000}").rstrip("/"),
            secret_key=environ.get("SECRET_KEY") or _kept_secret(instance),
            mail_from=environ.get("MAIL_FROM") or "",
            mail_reply_to=environ.get("MAIL_REPLY_TO") or "",
            instance=instance,
        )
        config.check()
        return config

    def check(self) -> None:
        """Refuse what would be unsafe or cannot work."""
        if len(self.secret_key) < SHORTEST_SECRET:
            raise SettingsError(f"SECRET_KEY must have at least {SHORTEST_SECRET} characters.")
        if not self.is_https and not self.is_local:
            raise SettingsError("BASE_URL must be https; plain http is only for 127.0.0.1 and localhost.")
        for name, url, schemes in (
            ("DATABASE_URL", self.database_url, {"sqlite", "postgresql", "postgres", "postgresql+psycopg"}),
            ("QUEUE_URL", self.queue_url, {"sqlite", "postgresql", "postgres", "redis", "rediss"}),
            ("MAIL_URL", self.mail_url, {"file", "smtp", "smtps"}),
            ("FILES_URL", self.files_url, {"file"}),
        ):
            if urlsplit(url).scheme not in schemes:
                raise SettingsError(f"{name} must start with one of: {', '.join(sorted(schemes))}.")


def _kept_secret(instance: Path) -> str:
    """The secret of this installation, made at the first start and readable only by its owner."""
    path = instance / "secret_key"
    if not path.exists():
        instance.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text()
