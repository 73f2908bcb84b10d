"""What the web layer keeps: the keys of forms already taken."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from pesnet.core.model import Instant, Model


class FormKey(Model):
    """A form that was taken: who sent it, where, a digest of what it said, and the address it led to."""

    __tablename__ = "form_keys"

    key: Mapped[str] = mapped_column(primary_key=True)
    sender: Mapped[str] = mapped_column(primary_key=True)
    endpoint: Mapped[str]
    digest: Mapped[str]
    location: Mapped[str] = mapped_column(default="")
    taken_at: Mapped[Instant] = mapped_column(index=True)
