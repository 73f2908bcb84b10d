"""Two scratch databases of one kind, gone afterwards."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import make_url


@contextmanager
def scratch(folder: Path, postgresql: str | None) -> Iterator[tuple[str, str]]:
    """The addresses of an empty database for the floor and one for the portal: files, or on the server given."""
    if postgresql is None:
        yield f"sqlite:///{folder / 'floor.db'}", f"sqlite:///{folder / 'portal.db'}"
        return
    server = make_url(postgresql).set(drivername="postgresql")
    names = [f"pesnet_bench_{secrets.token_hex(4)}_{program}" for program in ("floor", "portal")]
    with psycopg.connect(server.render_as_string(hide_password=False), autocommit=True) as connection:
        try:
            for name in names:
                connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
            driver = server.set(drivername="postgresql+psycopg")
            floor, portal = (driver.set(database=name).render_as_string(hide_password=False) for name in names)
            yield floor, portal
        finally:
            for name in names:
                connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
