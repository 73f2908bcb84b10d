"""The floor: the smallest possible program with Flask, SQLAlchemy and Jinja, to compare with.

It has no sessions, languages, permissions or protection; its rows are as durable as the portal's.
"""

from __future__ import annotations

import os
from typing import Any

from flask import Flask, Response, request
from sqlalchemy import Engine, String, create_engine, event, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

ROWS = 50
PAGE = """<!doctype html><title>Rows</title><ul>
{% for row in rows %}
<li><b>{{ row.name }}</b> {{ row.place }} {{ row.text }}</li>
{% endfor %}
</ul>"""


class Base(DeclarativeBase):
    """The base of the two tables."""


class Row(Base):
    """A line of the lists."""

    __tablename__ = "rows"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    place: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(String(2000))


class Entry(Base):
    """What is inserted; apart, so that the lists stay as they are."""

    __tablename__ = "entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(String(2000))


def engine_of(url: str) -> Engine:
    """An engine; on SQLite every commit reaches the disk, as in the portal."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _make_durable)
    return engine


def prepare(url: str) -> None:
    """Make the tables and the rows."""
    engine = engine_of(url)
    Base.metadata.create_all(engine)
    with Session(engine) as session, session.begin():
        session.add_all(
            Row(name=f"Row {number}", place=f"Place {number}", text="A line of ordinary length. " * 3)
            for number in range(1, ROWS + 1)
        )
    engine.dispose()


def create_app() -> Flask:
    """The program on the database of ``DATABASE_URL``."""
    app = Flask("floor", static_folder=None)
    engine = engine_of(os.environ["DATABASE_URL"])
    page = app.jinja_env.from_string(PAGE)

    @app.get("/rows/<int:number>")
    def rows(number: int) -> str:
        with Session(engine) as session:
            found = session.scalars(select(Row).order_by(Row.id).limit(number)).all()
            return page.render(rows=found)

    @app.post("/entries")
    def insert() -> Response:
        with Session(engine) as session, session.begin():
            session.add(Entry(text=request.form["text"]))
        return Response(status=303, headers={"Location": "/rows/20"})

    return app


def _make_durable(connection: Any, _record: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=15000"):
        connection.execute(f"PRAGMA {pragma}")
