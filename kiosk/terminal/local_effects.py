"""What needs nobody but this machine: the PIN, the mark "out of service", the outbox."""

from __future__ import annotations

from pathlib import Path

from kiosk.terminal.handling import Answers, Asker, EffectService
from kiosk.terminal.in_service import keep_open, set_in_service
from kiosk.terminal.kept_message import keep_message
from kiosk.terminal.offline import Offline
from kiosk.terminal.pin import PinKeeper
from kiosk.terminal.scanned_ticket import tried
from kiosk.visit import effects as fx
from kiosk.visit import results


class StaffEffects(EffectService):
    """On a thread of its own: a PIN's hash takes a tenth of a second to compare."""

    def __init__(self, pins: PinKeeper, data: Path) -> None:
        self._pins = pins
        self._data = data

    def check_pin(self, wanted: fx.CheckPin, asker: Asker) -> Answers:
        pins, visit_id = self._pins, asker.visit.id
        if pins.is_right(wanted.pin):
            return (results.PinAccepted(visit_id),)
        return (results.PinRefused(visit_id, pins.guard.seconds_left, not_set=not pins.is_set),)

    def look_at_pin_wait(self, _wanted: fx.LookAtPinWait, asker: Asker) -> Answers:
        return (results.PinWaitSeen(asker.visit.id, self._pins.guard.seconds_left),)

    def set_service(self, wanted: fx.SetService, _asker: Asker) -> Answers:
        return set_in_service(self._data, wanted.in_service)

    def keep_open(self, wanted: fx.KeepOpen, _asker: Asker) -> Answers:
        return keep_open(self._data, wanted.until)

    def set_message(self, wanted: fx.SetMessage, _asker: Asker) -> Answers:
        return keep_message(self._data, wanted.message)

    def test_scan(self, wanted: fx.TestScan, asker: Asker) -> Answers:
        seen = tried(wanted.readings)
        return (results.ScanTested(asker.visit.id, seen.shown, seen.keyboard, seen.understood),)


class OutboxEffects(EffectService):
    """What is written down here in any case. Raises OutboxUnusable."""

    def __init__(self, offline: Offline) -> None:
        self._offline = offline

    def write_enquiry(self, wanted: fx.WriteEnquiry, asker: Asker) -> Answers:
        return (self._offline.enquiry(wanted, asker.visit),)
