"""A place whose operator changes its file between two starts."""

from __future__ import annotations

from pathlib import Path

from kiosk.agenda.agenda import Agenda, open_agenda
from kiosk.agenda.place_file import PlaceFile, read_place
from kiosk.agenda.planner import Planned
from kiosk.store.engine import Store
from kiosk.store.schema import open_store
from tests.agenda.world import SERVICES, MovingClock


class Shop:
    """One database, opened anew at each start with the file as it is then."""

    def __init__(self, folder: Path, url: str) -> None:
        self.file = folder / "place.yaml"
        self.clock = MovingClock()
        self.store: Store = open_store(url)

    def kept_by(self, file: PlaceFile) -> Agenda:
        """At a start whose settings name the file."""
        agenda = open_agenda(
            self.store,
            clock=self.clock,
            theme_of=SERVICES.get,
            described=file.place,
            rules=file.rules,
        )
        agenda.plan()
        return agenda

    def starts(self, description: str | None = None) -> tuple[Agenda, Planned]:
        described = None
        if description is not None:
            self.file.write_text(description, encoding="utf-8")
            described = read_place(self.file, [*SERVICES, *SERVICES.values()])
        agenda = open_agenda(
            self.store, clock=self.clock, theme_of=SERVICES.get, described=described
        )
        return agenda, agenda.plan()
