"""Thousands of requests that no visitor of ours sends: the page never breaks."""

from __future__ import annotations

import io
import os
import random
import string
from typing import Any

import pytest

from kiosk.web.visitor.app import PAGES
from tests.web.corner import Corner, Phone

REQUESTS = 20_000 if "RACES" in os.environ else 1_200
"""All of them in `make races`: they take half a minute."""
SEED = 20260914

PIECES = [
    *["", "%", "%00", "%ff", "%2e%2e", "..", "/", "//", "\\", "'", '"', "<x>", "{{7*7}}", "\r\n"],
    *["é", "٣", "𝟙", "\x00", "\ud800", "\u202e", "-1", "0", "9" * 30, "1e9", "NaN", "null", " "],
    *["reserver", "deplacer", "annuler", "rendez-vous.ics", "face", "phone", "video", "t", "T"],
    *["2026-09-15", "2026-13-45", "0000-00-00", "99999-01-01", "prise", "A" * 300],
]
HEADERS = {
    "Accept-Language": ["", "*", "fr;q=x", "en;q=9" * 50, "zz-ZZ-" * 30, "é"],
    "Content-Type": ["", "x", "multipart/form-data", "application/json", "text/plain; charset=x"],
    "Content-Length": ["-1", "x", "", "99999999", "0"],
    "Cookie": ["a=b", "=" * 100, "session=é"],
    "Host": ["", "x:y", "évil", "a b"],
    "If-Modified-Since": ["x", "Thu, 99 Foo"],
    "Range": ["bytes=-", "bytes=9-1", "x"],
    "Sec-Fetch-Site": ["cross-site", "x"],
    "Transfer-Encoding": ["chunked", "x"],
    "X-Forwarded-For": ["x", ",,,", "::1%é", "1.2.3.4" * 50],
}


def latin(words: str) -> str:
    """As WSGI gives words: bytes as letters."""
    return words.encode("utf-8", "surrogatepass").decode("latin-1")


class Mischief:
    def __init__(self, tokens: list[str], forms: list[dict[str, str]]) -> None:
        self.random = random.Random(SEED)
        self.tokens = tokens
        self.forms = forms

    def word(self) -> str:
        choice = self.random.random()
        if choice < 0.7:
            return self.random.choice(PIECES)
        if choice < 0.8:
            return self.random.choice(self.tokens)
        letters = string.printable + "éß漢\x00\x7f\x80"
        return "".join(self.random.choices(letters, k=self.random.randrange(40)))

    def path(self) -> str:
        token = self.random.choice([*self.tokens, self.word(), self.word()])
        page = self.random.choice([page for _method, page, _action in PAGES] + [f"/{self.word()}"])
        if self.random.random() < 0.1:
            return f"/{self.word()}/{self.word()}"
        return f"/{self.random.choice('tT')}/{token}{page}"

    def pairs(self) -> dict[str, str]:
        names = ["lang", "mode", "jour", "heure", "fait", "dit", "prenom", "telephone", "cle"]
        names += ["sceau", "remplace", self.word()]
        return {self.random.choice(names): self.word() for _ in range(self.random.randrange(5))}

    def query(self) -> str:
        return "&".join(f"{name}={said}" for name, said in self.pairs().items())

    def body(self) -> bytes:
        if self.random.random() < 0.1:
            return self.random.randbytes(self.random.choice([0, 1, 50, 9000]))
        said = dict(self.random.choice(self.forms)) if self.random.random() < 0.6 else {}
        said |= self.pairs()
        return "&".join(f"{name}={one}" for name, one in said.items()).encode("utf-8", "replace")

    def environ(self) -> dict[str, Any]:
        body = self.body()
        environ: dict[str, Any] = {
            "REQUEST_METHOD": self.random.choice(
                ["GET", "GET", "POST", "POST", "HEAD", "PUT", "OPTIONS", "X", "é"]
            ),
            "SCRIPT_NAME": "",
            "PATH_INFO": latin(self.path()),
            "QUERY_STRING": latin(self.query()),
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": self.random.choice(["192.0.2.1", "::1", "", "x"]),
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        if self.random.random() < 0.3:
            name = self.random.choice(list(HEADERS))
            key = name.upper().replace("-", "_")
            key = key if key.startswith("CONTENT_") else f"HTTP_{key}"
            environ[key] = latin(self.random.choice(HEADERS[name]))
        return environ


@pytest.fixture
def mischief(corner: Corner, phone: Phone) -> Mischief:
    """It knows real tickets, and has real forms in hand."""
    booked, steps = corner.booked_ticket(), corner.steps_ticket()
    forms = [
        phone.scan(booked).touch("Changer l'heure").touch("10 h").form,
        phone.scan(booked).touch("Annuler le rendez-vous").form,
        phone.scan(steps).touch("Rappelez-moi").touch("10 h 30").form,
    ]
    return Mischief([booked, steps], forms)


def test_nothing_that_is_sent_breaks_the_page(corner: Corner, mischief: Mischief) -> None:
    app = corner.app(proxies=1)
    seen: dict[str, int] = {}

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        seen[status[:3]] = seen.get(status[:3], 0) + 1
        assert not any("\n" in name + value for name, value in headers)

    for number in range(REQUESTS):
        environ = mischief.environ()
        before = seen.get("500", 0)
        answer = app(environ, start_response)
        b"".join(answer)
        getattr(answer, "close", lambda: None)()
        said = {key: one for key, one in environ.items() if isinstance(one, str)}
        assert seen.get("500", 0) == before, (number, said)
    assert sum(seen.values()) == REQUESTS
    assert {"200", "303", "403", "404", "405", "413", "422"} <= set(seen), seen
