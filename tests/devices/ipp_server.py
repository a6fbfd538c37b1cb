"""What CUPS answers when it is asked how a job is; the bytes are those of a cupsd 2.4."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PROCESSING, CANCELED, ABORTED, COMPLETED = 5, 7, 8, 9
NOT_FOUND = 0x0406

_HEAD = (
    b"\x01\x47\x00\x12attributes-charset\x00\x05utf-8"
    b"\x48\x00\x1battributes-natural-language\x00\x02en"
)


def says(state: int) -> bytes:
    job = b"\x02\x23\x00\x09job-state\x00\x04" + state.to_bytes(4, "big")
    return b"\x01\x01\x00\x00\x00\x00\x00\x01" + _HEAD + job + b"\x03"


def refuses(status: int) -> bytes:
    return b"\x01\x01" + status.to_bytes(2, "big") + b"\x00\x00\x00\x01" + _HEAD + b"\x03"


@contextmanager
def ipp_server(answers: Sequence[bytes]) -> Iterator[str]:
    """Gives the answers one after the other, the last one again and again; its address."""
    left = list(answers)

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            answer = left.pop(0) if len(left) > 1 else left[0]
            self.send_response(200)
            self.send_header("Content-Type", "application/ipp")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
