"""Staff on the terminal: who offer their help, met and accepted, or at an end."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.effects import JudgeSponsor
from kiosk.visit.events import AcceptSponsor, ConfirmEndSponsor, EndSponsor
from kiosk.visit.results import SponsorsListed
from kiosk.visit.scenes import StaffSponsors
from kiosk.visit.state import Context, Visit
from kiosk.visit.update.outcome import Outcome, go, on, stay


@on(SponsorsListed)
def sponsors_listed(visit: Visit, event: SponsorsListed, context: Context) -> Outcome:
    if visit.staff is None:
        return stay(visit)
    return stay(replace(visit, staff=replace(visit.staff, sponsors=event.sponsors, trouble=False)))


@on(AcceptSponsor)
def accept_sponsor(visit: Visit, event: AcceptSponsor, context: Context) -> Outcome:
    return _judge(visit, event.sponsor_id, accepted=True)


@on(EndSponsor)
def end_sponsor(visit: Visit, event: EndSponsor, context: Context) -> Outcome:
    if not isinstance(visit.scene, StaffSponsors) or visit.staff is None:
        return stay(visit)
    return go(visit, StaffSponsors(visit.scene.origin, event.sponsor_id))


@on(ConfirmEndSponsor)
def confirm_end_sponsor(visit: Visit, event: ConfirmEndSponsor, context: Context) -> Outcome:
    ending = visit.scene.ending if isinstance(visit.scene, StaffSponsors) else ""
    return _judge(visit, ending, accepted=False)


def _judge(visit: Visit, sponsor_id: str, *, accepted: bool) -> Outcome:
    """Only for whoever gave the PIN, and of what is on the screen."""
    desk = visit.staff
    if not isinstance(visit.scene, StaffSponsors) or desk is None:
        return stay(visit)
    if all(one.id != sponsor_id for one in desk.sponsors or ()):
        return stay(visit)
    looked_up = replace(visit, staff=replace(desk, sponsors=None))
    scene = StaffSponsors(visit.scene.origin)
    return go(looked_up, scene, JudgeSponsor(sponsor_id, accepted))
