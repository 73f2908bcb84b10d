"""The reader's language: first part of every address, direction of the page, words of the catalogue."""

from __future__ import annotations

from typing import Any

from babel.support import NullTranslations
from flask import Flask, current_app, g, has_request_context, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import Babel, Domain

from pesnet.core.languages import DIRECTIONS, catalogue
from pesnet.core.translated import LANGUAGES
from pesnet.policy import Permission

PREFIX = "/<any(en, fr, ar):language>"


class Catalogues(Domain):  # type: ignore[misc]
    """The catalogues of the domain, so that each is loaded once."""

    def get_translations(self) -> NullTranslations:
        """The catalogue of the page under way."""
        return catalogue(language())


def language() -> str:
    """The language of the page under way."""
    return g.get("language", "en") if has_request_context() else "en"


def direction() -> str:
    """``ltr`` or ``rtl``."""
    return DIRECTIONS[language()]


def in_language(code: str) -> str:
    """The address of this very page in another language: only its first part differs."""
    if "address" not in g:
        g.address = _address_without_language()
    return f"/{code}{g.address}"


def choose() -> ResponseReturnValue:
    """From the bare address to the language the browser asks for."""
    return redirect(url_for("site.home", language=request.accept_languages.best_match(LANGUAGES, "en")))


choose.permission = Permission.SITE_VIEW  # type: ignore[attr-defined]


def init_app(app: Flask) -> None:
    """Take the language from the address and put it into every address that is built."""
    babel = Babel(app, locale_selector=language, configure_jinja=False)
    babel.domain_instance = Catalogues()
    app.add_url_rule("/", "choose_language", choose)

    @app.url_value_preprocessor
    def take_language(endpoint: str | None, values: dict[str, Any] | None) -> None:
        g.language = (values or {}).pop("language", None) or _first_part(request.path)

    @app.url_defaults
    def put_language(endpoint: str, values: dict[str, Any]) -> None:
        if "language" not in values and app.url_map.is_endpoint_expecting(endpoint, "language"):
            values["language"] = language()


def _address_without_language() -> str:
    if not request.endpoint or not current_app.url_map.is_endpoint_expecting(request.endpoint, "language"):
        return "/"
    values: dict[str, Any] = {**request.args.to_dict(flat=False), **(request.view_args or {}), "language": "en"}
    return url_for(request.endpoint, **values).removeprefix("/en")


def _first_part(path: str) -> str:
    part = path.split("/")[1]
    return part if part in LANGUAGES else request.accept_languages.best_match(LANGUAGES, "en")
