"""Settings and headers that keep browsers and servers on the safe side."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask, Response, g
from flask_compress import Compress
from flask_wtf.csrf import CSRFProtect

from config import Config

MEGABYTE = 1024 * 1024
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self' data:",
        "script-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def init_app(app: Flask, config: Config) -> None:
    """Override Flask's defaults and put the headers on every answer."""
    app.config.update(
        SECRET_KEY=config.secret_key,
        SESSION_COOKIE_NAME="__Host-pesnet" if config.is_https else "pesnet",
        SESSION_COOKIE_SECURE=config.is_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        MAX_CONTENT_LENGTH=12 * MEGABYTE,
        MAX_FORM_MEMORY_SIZE=2 * MEGABYTE,
        MAX_FORM_PARTS=2000,
        TRUSTED_HOSTS=None if config.is_test else _trusted(config),
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=config.is_https,
        PREFERRED_URL_SCHEME="https" if config.is_https else "http",
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=4,
    )
    CSRFProtect(app)
    Compress(app)

    @app.after_request
    def protect(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if config.is_https:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if "actor" in g and g.actor.is_signed_in:
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def _trusted(config: Config) -> list[str]:
    name = config.host.rsplit(":", 1)[0]
    return ["127.0.0.1", "localhost"] if config.is_local else [name]
