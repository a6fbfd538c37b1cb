"""The stories that `kiosk tour --story` plays, each by real touches; `person` is the usual one."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.cli.tour_visitor import PATIENCE_SECONDS, TourError, TourVisitor
from kiosk.visit import events as ev
from kiosk.visit.programme import MOST_PERSONS, SessionOffer
from kiosk.visit.scenes import Attract
from kiosk.visit.ticket_lookup import TicketLookup
from kiosk.visit.update.joining import at_same_hour


def person(visitor: TourVisitor) -> None:
    """A service walked step by step, somebody who is stuck, and a person at an hour."""
    visitor.wake()
    visitor.to_the_steps()
    visitor.walk()
    visitor.meet_someone()
    visitor.take_the_ticket()
    visitor.leave()


def workshop(visitor: TourVisitor) -> None:
    """Two who come together to a workshop."""
    visitor.wake()
    _join(visitor, "workshop", persons=2)
    visitor.leave()


def full_workshop(visitor: TourVisitor) -> None:
    """A workshop whose seats others have taken: a place on its list."""
    visitor.quiet = True
    session_id = _fill(visitor, "workshop")
    visitor.quiet = False
    visitor.wake()
    _look(visitor, "workshop")
    visitor.touch(ev.OpenSession(session_id))
    visitor.picture()
    visitor.touch(ev.JoinSession(wait=True))
    visitor.take_the_ticket()
    visitor.leave()


def coworking(visitor: TourVisitor) -> None:
    """A table to work at."""
    visitor.wake()
    _join(visitor, "coworking")
    visitor.leave()


def group(visitor: TourVisitor) -> None:
    """The group of the neighbourhood."""
    visitor.wake()
    _join(visitor, "group")
    visitor.leave()


def carnet(visitor: TourVisitor) -> None:
    """One paper for several things: a table, then a workshop; typed again on another day."""
    visitor.wake()
    _join(visitor, "coworking")
    visitor.touch(ev.GoHome())
    _join(visitor, "workshop")
    assert visitor.issued is not None
    code = visitor.issued.ticket.code
    visitor.leave()
    visitor.driver.tap_at(0.5, 0.5)
    visitor.touch(ev.OpenResume())
    visitor.picture()
    for letter in code:
        visitor.touch(ev.TypeKey(letter))
    visitor.driver.until(lambda: _lookup(visitor).ticket is not None, PATIENCE_SECONDS)
    visitor.picture()


def challenge(visitor: TourVisitor) -> None:
    """Two challenges in the pocket."""
    visitor.wake()
    visitor.touch(ev.OpenTogether())
    visitor.driver.until(lambda: _sessions(visitor) is not None, PATIENCE_SECONDS)
    visitor.picture()
    visitor.touch(ev.OpenChallenges())
    visitor.picture()
    for one in visitor.catalog.challenges[:2]:
        visitor.touch(ev.OpenChallenge(one.id))
        visitor.picture()
        visitor.touch(ev.PickChallenge(one.id))
    visitor.picture()
    visitor.touch(ev.TakeChallenges())
    visitor.take_the_ticket()
    visitor.leave()


def idea(visitor: TourVisitor) -> None:
    """Something that is difficult, told by a card and a few words."""
    visitor.wake()
    visitor.touch(ev.OpenTogether())
    visitor.driver.until(lambda: _sessions(visitor) is not None, PATIENCE_SECONDS)
    visitor.touch(ev.OpenWall())
    visitor.driver.until(lambda: visitor.terminal.visit.wall is not None, PATIENCE_SECONDS)
    visitor.picture()
    visitor.touch(ev.BeginNote("difficulty"))
    visitor.picture()
    visitor.touch(ev.PickCard("no-answer"))
    for letter in "depuis un mois":
        visitor.touch(ev.TypeKey(letter))
    visitor.picture()
    visitor.touch(ev.AcceptTyped())
    visitor.take_the_ticket()
    visitor.leave()


def sponsor(visitor: TourVisitor) -> None:
    """An hour with somebody who helps with a CV."""
    visitor.wake()
    _to_sponsoring(visitor)
    visitor.touch(ev.OpenNeeds())
    visitor.picture()
    visitor.touch(ev.PickNeed("cv"))
    visitor.driver.until(lambda: _sessions(visitor) is not None, PATIENCE_SECONDS)
    visitor.picture()
    found = _sessions(visitor)
    if not found:
        raise TourError("Personne ne donne d'heure : voyez docs/together.md.")
    visitor.touch(ev.OpenSession(found[0].session.id))
    visitor.picture()
    visitor.touch(ev.JoinSession())
    visitor.take_the_ticket()
    visitor.leave()


def give_an_hour(visitor: TourVisitor) -> None:
    """Somebody who can help offers an hour; the team meets them first."""
    visitor.wake()
    _to_sponsoring(visitor)
    visitor.touch(ev.BeginHelp())
    visitor.touch(ev.ToggleHelpNeed("cv"))
    visitor.picture()
    visitor.touch(ev.OpenHelpHours())
    visitor.driver.until(lambda: _sessions(visitor) is not None, PATIENCE_SECONDS)
    found = _sessions(visitor)
    if not found:
        raise TourError("Le lieu n'a pas d'heures pour cela : voyez docs/together.md.")
    visitor.touch(ev.ToggleHelpHour(found[0].session.id))
    visitor.picture()
    visitor.touch(ev.OpenHelpName())
    for letter in "nadia":
        visitor.touch(ev.TypeKey(letter))
    visitor.picture()
    visitor.touch(ev.AcceptTyped())
    visitor.take_the_ticket()
    visitor.leave()


def _to_sponsoring(visitor: TourVisitor) -> None:
    visitor.touch(ev.OpenTogether())
    visitor.driver.until(lambda: _sessions(visitor) is not None, PATIENCE_SECONDS)
    visitor.picture()
    visitor.touch(ev.OpenSponsoring())
    visitor.picture()


STORIES: dict[str, Callable[[TourVisitor], None]] = {
    "person": person,
    "workshop": workshop,
    "full-workshop": full_workshop,
    "coworking": coworking,
    "group": group,
    "sponsor": sponsor,
    "give-an-hour": give_an_hour,
    "challenge": challenge,
    "idea": idea,
    "carnet": carnet,
}


def _lookup(visitor: TourVisitor) -> TicketLookup:
    return visitor.terminal.visit.lookup or TicketLookup()


def _look(visitor: TourVisitor, kind: str) -> list[SessionOffer]:
    """The sessions of a kind that still let somebody in."""
    visitor.touch(ev.OpenTogether())
    visitor.driver.until(lambda: _sessions(visitor) is not None, PATIENCE_SECONDS)
    visitor.picture()
    visit, context = visitor.terminal.visit, visitor.terminal.context
    found = [
        one
        for one in _sessions(visitor) or ()
        if one.session.kind == kind
        and one.room(context.now) in ("free", "list")
        and at_same_hour(visit, one, context) is None
    ]
    if not found:
        raise TourError(
            "Aucune séance de ce genre n'est prévue : voyez les activités du lieu (docs/place.md)."
        )
    visitor.touch(ev.OpenProgramme(kind))
    visitor.picture()
    return found


def _sessions(visitor: TourVisitor) -> tuple[SessionOffer, ...] | None:
    joining = visitor.terminal.visit.joining
    return joining.sessions if joining else None


def _join(visitor: TourVisitor, kind: str, *, persons: int = 1) -> None:
    found = _look(visitor, kind)
    visitor.touch(ev.OpenSession(found[0].session.id))
    visitor.picture()
    if persons > 1:
        visitor.touch(ev.ChoosePersons(persons))
        visitor.picture()
    visitor.touch(ev.JoinSession())
    visitor.take_the_ticket()


def _fill(visitor: TourVisitor, kind: str) -> int:
    """Others, who come by fours, take all the seats of a session that has a list; its id."""
    while True:
        visitor.driver.tap_at(0.5, 0.5)
        offer = next((one for one in _look(visitor, kind) if one.list_length), None)
        if offer is None:
            raise TourError("Aucune séance n'a de liste d'attente : voyez docs/place.md.")
        if not offer.left:
            visitor.touch(ev.Finish())
            visitor.touch(ev.EndVisit())
            visitor.touch(ev.Finish())
            _until_at_rest(visitor)
            return offer.session.id
        visitor.touch(ev.OpenSession(offer.session.id))
        come = min(MOST_PERSONS, offer.left)
        if come > 1:
            visitor.touch(ev.ChoosePersons(come))
        visitor.touch(ev.JoinSession())
        visitor.take_the_ticket()
        visitor.leave()
        _until_at_rest(visitor)


def _until_at_rest(visitor: TourVisitor) -> None:
    visitor.driver.until(
        lambda: isinstance(visitor.terminal.visit.scene, Attract), PATIENCE_SECONDS
    )
