"""Nothing of a visitor is in a log, whoever wrote the line."""

from __future__ import annotations

import logging
import subprocess
import sys

import pytest

from kiosk.paths import ROOT
from kiosk.redaction import PrivateFormatter, Redacted, redact, told
from kiosk.ticket.codes import with_check

TOKEN, CODE = "VER5GC4SY6PX64T54SNPPVLMW2", with_check("HJLNNF")
NUMBER, NAME = "0612345678", "Zoé"


@pytest.mark.parametrize(
    "words",
    [
        f"GET /T/{TOKEN} HTTP/1.1",
        f"GET /t/{TOKEN.lower()}/annuler?x=1",
        f"GET //t/{TOKEN}. 404",
        f"GET /%74/{TOKEN[:20]}%41",
        f"GET /x%2Ft%2F{TOKEN}",
        f"Exception while serving /T/{TOKEN}",
        f"Client disconnected while serving /anything/{TOKEN}",
        f"referer: https://rdv.exemple.fr/t/{TOKEN}",
        f"token={TOKEN}",
        f"GET /t%252F{TOKEN} 404",
        f"GET /x%2f{TOKEN}%2e 404",
        f"=3D{TOKEN}=0D=0A",
        f"scanned {TOKEN.lower()}, unknown",
        f"no ticket {CODE}",
        f"no ticket « {CODE[:4]} {CODE[4:]} »",
        f"no ticket {CODE[:4]}\u00a0{CODE[4:]}, {CODE[:4]}\u2011{CODE[4:]}",
        f"GET /?code={CODE[:4]}%20{CODE[4:]}&c=%20{CODE[:4]}+{CODE[4:]}",
        f"of_{CODE}_anew",
        f"/srv/kiosk/tickets/20260914-080000-{CODE}.png: no space left",
        f"calls {NUMBER}",
        "calls 06 12 34 56 78.",
        "calls +33 (0)6 12 34 56 78",
        "calls 33612345678",
        "tel:0612345678: tel=%2B33612345678, phone_0612345678",
        "06%2012%2034%2056%2078 06+12+34+56+78 06\u201112\u201134\u201156\u201178",
        "calls +687 25.12.34 now",
        "broken\nDETAIL:  Failing row contains (7, 0612345678, Zoé).\nCONTEXT: COPY Zoé",
    ],
)
def test_what_has_the_shape_of_something_personal_is_taken_out(words: str) -> None:
    said = redact(words)
    for personal in (TOKEN, CODE, CODE[4:], NUMBER, "12 34 56", "25.12.34", "Zoé", TOKEN[:12]):
        assert personal.lower() not in said.lower()


@pytest.mark.parametrize(
    "words",
    [
        "Planned: 24. Purged: Purged(names=2).",
        "2026-09-14 08:00:12,123 the store sqlite:////srv/kiosk/kiosk.db is away",
        "connection to server at 127.0.0.1, port 5432 failed: 0.0.0.0 10.0.0.12",
        "request 3f2504e0-4f89-41d3-9a0c-0305e82c3301 is delivered",
        "GET /style.css, /t is no page",
        'File "/opt/kiosk/kiosk/web/app.py", line 103, in answer',
    ],
)
def test_the_rest_is_left_as_it_is(words: str) -> None:
    assert redact(words) == words


def choke() -> None:
    try:
        int(NAME)
    except ValueError as error:
        raise RuntimeError(f"the ticket {CODE} of {NUMBER}") from error


def fault() -> Exception:
    with pytest.raises(RuntimeError) as caught:
        choke()
    return caught.value


def test_a_fault_is_told_with_its_place_and_without_what_it_quotes() -> None:
    said = told(fault())
    assert "ValueError" in said
    assert "RuntimeError: the ticket … of …" in said  # and the line that raised it, as it is
    assert "in choke" in said
    assert "Zoé" not in said


@pytest.mark.parametrize("before", [False, True])
def test_no_handler_hears_more(before: bool) -> None:
    """Also when another one has written the traceback in its own way before."""
    record = logging.makeLogRecord({"msg": f"serving /T/{TOKEN}", "level": logging.DEBUG})
    error = fault()
    record.exc_info = (type(error), error, error.__traceback__)
    if before:
        logging.Formatter().format(record)
        lines = [PrivateFormatter().format(record)]
    else:
        Redacted().filter(record)
        lines = [PrivateFormatter().format(record), logging.Formatter().format(record)]
    for line in lines:
        assert "RuntimeError" in line
        assert not [one for one in (TOKEN, CODE, NUMBER, "Zoé") if one in line]


ENDS = """
import logging, sys, threading
from kiosk.redaction import set_up_logging
set_up_logging()
def fault():
    raise ValueError(sys.argv[1])
thread = threading.Thread(target=fault, name="house")
thread.start()
thread.join()
logging.getLogger("elsewhere").warning("calls %s", sys.argv[3])
raise RuntimeError("/T/" + sys.argv[2])
"""


def test_what_ends_a_thread_or_the_program_is_told_in_the_same_way() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", ENDS, NAME, TOKEN, NUMBER],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.returncode == 1
    assert "ERROR kiosk: Thread house ended." in ended.stderr
    assert "WARNING elsewhere: calls …" in ended.stderr
    assert "CRITICAL kiosk: The program ended by a fault." in ended.stderr
    for personal in (NAME, TOKEN, NUMBER):
        assert personal not in ended.stderr
