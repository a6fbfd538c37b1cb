"""The appointment for the visitor's own calendar: RFC 5545 and 5546.

An appointment is one event, with one UID and a number that grows: a file opened again after a
change brings the new hour, and without an appointment takes the event out. Calendars are often
in a cloud: nothing in the file opens the visitor's page, unless they asked for that.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import request
from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from kiosk.i18n.text import Text, _, as_is
from kiosk.ticket.codes import url_for
from kiosk.visit.bookings import SeatBooking, Span, session_of
from kiosk.visit.tickets import CalendarEvent, grouped_code
from kiosk.visit.video import video_link
from kiosk.web.visitor.phrases import topic_name, who_how_and_where
from kiosk.web.visitor.site import Turn

NOBODY = "invalid:nomail"
"""RFC 5546 wants an organizer; this address tells calendars that nobody is to be written to."""

REMIND = timedelta(hours=1)


def calendar_file(turn: Turn, *, with_page: bool) -> tuple[bytes, str] | None:
    """The file and its METHOD: PUBLISH with an event for each appointment to come, or CANCEL when
    there is none any more. None when there is nothing to say to a calendar.

    `with_page` adds the address of the ticket's page and its code.
    """
    stand = [one for one in _told(turn) if one.status == "confirmed"]
    calendar = Calendar()
    calendar.add("prodid", "-//Emploi Store Store//kiosk//FR")
    calendar.add("version", "2.0")
    # RFC 5546 has one method a file: what was cancelled stands in no file with what is to come,
    # and goes out of a calendar by the file of its own page.
    method = "PUBLISH" if stand else "CANCEL"
    calendar.add("method", method)
    for booking in stand:
        if (known := turn.ticket.event(booking.id)) is not None:
            for number, span in enumerate(booking.session.spans):
                event = _event(turn, known, number)
                _add_appointment(event, turn, booking, span, with_page)
                calendar.add_component(event)
    if not stand:
        if turn.event is None or (turn.booking is not None and turn.booking.status == "over"):
            return None
        session = session_of(turn.booking) if turn.booking else None
        meetings = session.meetings if session else ()
        starts = [start for start, _end in meetings] or [turn.event.starts_at]
        for number, starts_at in enumerate(starts):
            event = _event(turn, turn.event, number)
            _add_nothing(event, turn, starts_at)
            calendar.add_component(event)
    return (calendar.to_ical(), method) if calendar.subcomponents else None


def _told(turn: Turn) -> list[SeatBooking]:
    """What the page is about: of the whole ticket, all that has an hour."""
    told = turn.bookings if turn.shows_all else (turn.booking,)
    return [one for one in told if isinstance(one, SeatBooking)]


def _event(turn: Turn, of_ticket: CalendarEvent, number: int) -> Event:
    """`number`: which one of a series; each is an event of its own, for calendars differ in what
    they make of repetitions."""
    event = Event()
    event.add("uid", f"{of_ticket.uid}-{number}" if number else of_ticket.uid)
    event.add("sequence", of_ticket.sequence)
    event.add("dtstamp", turn.now.astimezone(UTC))
    organizer = vCalAddress(NOBODY)
    organizer.params["CN"] = vText(turn.site.agenda.place.name)
    event["organizer"] = organizer
    return event


def _add_nothing(event: Event, turn: Turn, starts_at: datetime) -> None:
    """What there was at that hour is no more."""
    place = as_is(turn.site.agenda.place.name)
    event.add("dtstart", starts_at.astimezone(UTC))
    event.add("summary", turn.say(_("Rendez-vous : {place}", place=place)))
    event.add("status", "CANCELLED")
    event.add("transp", "TRANSPARENT")


def _add_appointment(
    event: Event, turn: Turn, booking: SeatBooking, span: Span, with_page: bool
) -> None:
    session = booking.session
    place = turn.site.agenda.place
    told = _description(turn, booking)
    if with_page:
        told.append(_("Votre code : {code}", code=as_is(grouped_code(turn.ticket.code))))
        event.add("url", url_for(turn.site.public_url() or request.host_url, turn.token))
    starts_at, ends_at = span
    event.add("dtstart", starts_at.astimezone(UTC))
    event.add("dtend", ends_at.astimezone(UTC))
    event.add("summary", turn.say(_summary(turn, booking)))
    event.add("description", "\n".join(turn.say(line) for line in told))
    event.add("status", "CONFIRMED")
    event.add("transp", "OPAQUE")
    if booking.mode == "face":
        where = (place.name, place.address, turn.say(session.location or ""))
        event.add("location", ", ".join(part for part in where if part))
    event.add_component(_reminder(turn, booking))


def _summary(turn: Turn, booking: SeatBooking) -> Text:
    """Short, and it tells nobody who looks over a shoulder what it is about."""
    place = as_is(turn.site.agenda.place.name)
    match booking.mode:
        case "face":
            return _("Rendez-vous : {place}", place=place)
        case "phone":
            return _("On m'appelle : {place}", place=place)
        case "video":
            return _("Par vidéo : {place}", place=place)


def _description(turn: Turn, booking: SeatBooking) -> list[Text]:
    told = [*who_how_and_where(booking, turn)]
    name = topic_name(booking.topic, turn)
    if name:
        told.append(_("Sujet : « {topic} ».", topic=name))
    if link := video_link(turn.site.video_url, booking):
        told.append(as_is(link))
    return told


def _reminder(turn: Turn, booking: SeatBooking) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -REMIND)
    alarm.add("description", turn.say(_summary(turn, booking)))
    return alarm
