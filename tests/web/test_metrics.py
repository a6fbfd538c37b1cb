"""`/metrics`: who may read it, what it tells, and that it costs the same whatever there is."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import Engine, event
from werkzeug.test import Client, TestResponse

from kiosk import __version__
from kiosk.agenda.terminal_findings import tell
from kiosk.agenda.terminals import make_known
from kiosk.cli.web import Page
from kiosk.settings import Settings
from kiosk.store.tables import terminal
from kiosk.ticket.codes import new_code, new_token
from kiosk.visit.commands import Snapshot
from kiosk.visit.findings import Finding
from kiosk.web.metrics import Metrics
from tests.agenda.test_place_rights import At, Network
from tests.support.postgres import PostgresServer
from tests.web.corner import Corner

TOKEN = "t1" * 20
HERE = {"REMOTE_ADDR": "127.0.0.1"}


@dataclass
class Watcher:
    """Whatever gathers metrics, and asks as Prometheus does."""

    client: Client

    def told(self, **labels: str) -> dict[str, float]:
        """Each sample that has these labels, by its name."""
        answer = self.client.get("/metrics", environ_base=HERE)
        assert answer.status_code == 200
        assert answer.content_type.startswith("text/plain; version=0.0.4")
        families = text_string_to_metric_families(answer.get_data(as_text=True))
        samples = [sample for family in families for sample in family.samples]
        return {one.name: one.value for one in samples if labels.items() <= one.labels.items()}


def watched(corner: Corner, **more: Any) -> Client:
    metrics = Metrics(corner.agenda, monotonic=lambda: corner.seconds, **more)
    return Client(metrics.beside(corner.app()), TestResponse)


def test_it_tells_how_terminals_calls_and_tickets_are(corner: Corner) -> None:
    now = corner.clock().astimezone(UTC)
    for name in ("borne-2", "borne-3"):
        make_known(corner.agenda.store, corner.agenda.place, name)
    printer = Snapshot(state="help_called", since=now, printer="Plus de papier.")
    corner.agenda.beat("1.2", printer, 3)
    corner.agenda.write(tell, [Finding("sound", "note", "x"), Finding("disk", "wrong", "y")])
    for number in range(2):
        corner.agenda.call(f"call-{number}", "declare", None, "fr")
        corner.clock.pass_time(seconds=30)
    code, _token = corner.agenda.issue_ticket(None, None, "fr", new_code, new_token)
    corner.agenda.record_printing(code, "printed")
    corner.agenda.issue_ticket(None, None, "fr", new_code, new_token)

    watcher = Watcher(watched(corner))
    all_of_it = watcher.told()
    assert (all_of_it["kiosk_database_up"], all_of_it["kiosk_calls_waiting"]) == (1, 2)
    assert all_of_it["kiosk_call_oldest_seconds"] == 60
    assert "kiosk_database_answer_seconds" in all_of_it
    assert "process_resident_memory_bytes" in all_of_it
    assert watcher.told(version=__version__) == {"kiosk_build_info": 1}
    assert watcher.told(paper="printed") == watcher.told(paper="waiting")
    assert watcher.told(paper="failed") == {"kiosk_tickets_today": 0}
    assert watcher.told(state="help_called") == {"kiosk_terminals": 1}
    assert watcher.told(state="free") == {"kiosk_terminals": 0}
    assert watcher.told(state="silent") == {"kiosk_terminals": 2}
    ours = {"terminal": "terminal-1-web"}
    assert watcher.told(**ours)["kiosk_terminal_seen_seconds"] == 60
    assert watcher.told(**ours)["kiosk_terminal_outbox"] == 3
    assert watcher.told(**ours)["kiosk_terminal_printer_trouble"] == 1
    assert watcher.told(**ours, state="wrong") == {"kiosk_terminal_findings": 1}
    assert "kiosk_terminal_seen_seconds" not in watcher.told(terminal="borne-2")

    corner.clock.pass_time(days=1)
    assert watcher.told()["kiosk_calls_waiting"] == 0
    assert watcher.told(paper="printed") == {"kiosk_tickets_today": 0}


def test_requests_are_counted_by_door_and_class_and_never_by_address(corner: Corner) -> None:
    token = corner.booked_ticket()
    client = watched(corner)
    for address in (f"/t/{token}", f"/t/{token}/annuler", "/t/nobodys", "/x/y", "/healthz"):
        client.get(address).close()
    answer = client.get("/metrics", environ_base=HERE).get_data(as_text=True)
    told = Watcher(client)
    count = "kiosk_http_request_duration_seconds_count"
    assert told.told(door="visitor", status="2xx")[count] == 2
    assert told.told(door="visitor", status="4xx")[count] == 2
    assert told.told(door="health", status="2xx")[count] == 1
    for personal in (token.lower(), "sam", "nobodys"):
        assert personal not in answer.lower()


@pytest.mark.parametrize(
    ("more", "asked", "status"),
    [
        ({}, {"REMOTE_ADDR": "127.0.0.1"}, 200),
        ({}, {"REMOTE_ADDR": "::1"}, 200),
        ({}, {"REMOTE_ADDR": "::ffff:127.0.0.1"}, 200),
        ({}, {"REMOTE_ADDR": "192.0.2.7"}, 403),
        ({}, {"REMOTE_ADDR": "192.0.2.7", "HTTP_X_FORWARDED_FOR": "127.0.0.1"}, 403),
        ({}, {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.7"}, 403),
        ({}, {"REMOTE_ADDR": ""}, 403),
        ({"proxies": 1}, {"REMOTE_ADDR": "127.0.0.1"}, 403),
        ({"token": TOKEN}, {"REMOTE_ADDR": "127.0.0.1"}, 401),
        ({"token": TOKEN}, {"HTTP_AUTHORIZATION": f"Bearer {TOKEN[:-1]}"}, 401),
        ({"token": TOKEN}, {"HTTP_AUTHORIZATION": f"Basic {TOKEN}"}, 401),
        ({"token": TOKEN}, {"HTTP_AUTHORIZATION": "Bearer \u00e9"}, 401),
        ({"token": TOKEN, "proxies": 1}, {"HTTP_AUTHORIZATION": f"bearer {TOKEN}"}, 200),
    ],
)
def test_it_is_read_by_the_token_or_from_this_machine(
    more: dict[str, Any], asked: dict[str, str], status: int, corner: Corner
) -> None:
    answer = watched(corner, **more).get("/metrics", environ_overrides=asked)
    assert answer.status_code == status
    assert ("kiosk_calls_waiting" in answer.get_data(as_text=True)) is (status == 200)


def test_nothing_is_written_by_it(corner: Corner) -> None:
    answer = watched(corner).post("/metrics", environ_base=HERE)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")


def statements(client: Client) -> int:
    made: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        made.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        client.get("/metrics", environ_base=HERE)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return len(made)


def test_a_look_costs_the_same_number_of_queries_whatever_there_is(corner: Corner) -> None:
    client = watched(corner)
    statements(client)  # the first connection asks things of its own
    before = statements(client)
    with corner.agenda.store.writing() as connection:
        connection.execute(
            terminal.insert(),
            [{"place_id": corner.agenda.place.id, "id": f"b-{n}"} for n in range(200)],
        )
    for number in range(20):
        corner.agenda.call(f"call-{number}", "declare", None, "fr")
    assert statements(client) == before < 10


def test_with_the_database_away_it_tells_the_rest(corner: Corner) -> None:
    watcher = Watcher(watched(corner))
    corner.agenda.store.close()
    file = corner.folder / "kiosk.db"
    file.rename(corner.folder / "away")
    file.mkdir()
    told = watcher.told()
    file.rmdir()
    (corner.folder / "away").rename(file)
    assert told["kiosk_database_up"] == 0
    assert "kiosk_build_info" in told
    assert "kiosk_calls_waiting" not in told
    assert watcher.told()["kiosk_database_up"] == 1


@pytest.fixture
def network(postgres: PostgresServer) -> Iterator[Network]:
    network = Network(postgres)
    yield network
    network.owner.close()
    postgres.drop(network.url)


def test_the_login_of_the_page_sees_its_own_place(network: Network) -> None:
    lille, brest = At(network, "borne_lille"), At(network, "borne_brest")
    page = At(network, "page_lille")
    lille.agenda.call("someone", "other", None, "fr")
    for one in (lille, brest):
        one.agenda.issue_ticket(None, None, "fr", new_code, new_token)
    watcher = Watcher(Client(Metrics(page.agenda).beside(lambda *_: [b""]), TestResponse))
    told = watcher.told()
    assert (told["kiosk_database_up"], told["kiosk_calls_waiting"]) == (1, 1)
    assert told["kiosk_call_oldest_seconds"] < timedelta(hours=1).total_seconds()
    assert watcher.told(paper="waiting") == {"kiosk_tickets_today": 1}
    assert watcher.told(terminal="borne_lille")
    assert not watcher.told(terminal="borne_brest")
    for each in (lille, brest, page):
        each.store.close()


def test_over_a_real_connection_beside_the_page_and_the_board(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data", web_host="127.0.0.1", web_port=0)
    page = Page.open(settings, staff=True)
    page.server.start()
    try:
        for path, body in (
            ("/healthz", b"ok\n"),
            ("/staff/healthz", b"ok\n"),
            ("/metrics", b'kiosk_terminals{state="silent"}'),
        ):
            connection = http.client.HTTPConnection("127.0.0.1", page.server.port, timeout=30)
            connection.request("GET", path)
            answer = connection.getresponse()
            assert (answer.status, body in answer.read()) == (200, True), path
            connection.close()
    finally:
        page.close()
