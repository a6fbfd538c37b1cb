"""What both parts of the web begin with: a Flask application that is quiet, bounded and shut."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask, Response, request, send_from_directory
from werkzeug.middleware.proxy_fix import ProxyFix

from kiosk.paths import FONTS
from kiosk.redaction import told

log = logging.getLogger(__name__)

Wsgi = Callable[..., Any]

MOST_BYTES = 8 * 1024
"""Of a form; the largest of ours has 400."""

STATIC = Path(__file__).parent / "static"


def headers(*, referrer: str, script: bool = False, camera: bool = False) -> dict[str, str]:
    """What every answer carries. `referrer` is who is told of a page's address; `script`, whether
    its pages have one of ours; `camera`, whether that reads a QR by the device's own, for which it
    compiles WebAssembly."""
    compiles = " 'wasm-unsafe-eval'" if camera else ""
    scripted = f" script-src 'self'{compiles}; connect-src 'self';" if script else ""
    return {
        "Content-Security-Policy": "default-src 'none'; style-src 'self'; font-src 'self';"
        f"{scripted} img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        "Referrer-Policy": referrer,
        "X-Robots-Tag": "noindex, nofollow, noarchive",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Permissions-Policy": f"camera=({'self' if camera else ''}), geolocation=(), microphone=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }


class QuietFlask(Flask):
    """Does not write addresses into the log when a page breaks: they hold tokens."""

    def log_exception(self, exc_info: Any) -> None:
        log.error("The page %s failed.\n%s", request.endpoint, told(exc_info[1]))


def bare_app(
    package: str,
    proxies: int,
    *,
    path: Callable[[str], str] = str,
    query: Callable[[str], str] = str,
) -> QuietFlask:
    """`proxies` of our own stand before it; `path` and `query` read an address as it was meant."""
    app = QuietFlask(package, static_folder=None)
    app.config.update(
        MAX_CONTENT_LENGTH=MOST_BYTES, MAX_FORM_MEMORY_SIZE=MOST_BYTES, MAX_FORM_PARTS=20
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.url_map.strict_slashes = app.url_map.merge_slashes = False  # nothing is led on unasked
    app.wsgi_app = _as_meant(app.wsgi_app, path, query)  # type: ignore[method-assign]
    if proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=proxies, x_proto=0, x_host=0
        )
    return app


def _as_meant(wsgi: Wsgi, path: Callable[[str], str], query: Callable[[str], str]) -> Wsgi:
    """Addresses are read as well as can be; in other bytes than UTF-8 too, where Werkzeug
    would give up.
    """

    def read(environ: dict[str, Any], start_response: Any) -> Any:
        for name, meant in (("PATH_INFO", path), ("QUERY_STRING", query)):
            said = environ.get(name, "").encode("latin-1", "replace").decode("utf-8", "replace")
            environ[name] = meant(said).encode("utf-8").decode("latin-1")
        return wsgi(environ, start_response)

    return read


def add_files(app: Flask, under: str = "", *more: str) -> None:
    """The style sheet, its letters and the icon, and `more` beside them, `under` an address."""

    def kept(folder: Path, name: str) -> Callable[[], Response]:
        def file() -> Response:
            response = send_from_directory(folder, name)
            response.headers["Cache-Control"] = "public, max-age=86400"
            return response

        return file

    for name in ("style.css", "icon.svg", *more):
        app.add_url_rule(f"{under}/{name}", name, kept(STATIC, name))
    for face in ("Regular", "Bold"):
        name = f"AtkinsonHyperlegibleNext-{face}.ttf"
        app.add_url_rule(f"{under}/fonts/{name}", name, kept(FONTS, name))
