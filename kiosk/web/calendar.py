"""The appointment for the visitor's own calendar: RFC 5545 and 5546.

The same UID as long as the appointment lives: a file opened again after a move brings the
new hour, and after a cancel takes the appointment out.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import request
from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from kiosk.i18n.text import Text, _, as_is
from kiosk.ticket.codes import grouped, url_for
from kiosk.visit.values import Booking
from kiosk.web.site import Turn
from kiosk.web.words import HOW, topic_name, who_and_where

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)

NOBODY = "invalid:nomail"
"""RFC 5546 wants an organizer; this address tells calendars that nobody is to be written to."""

REMIND = timedelta(hours=1)


def calendar_file(turn: Turn, booking: Booking) -> tuple[bytes, str]:
    """The file and its METHOD: PUBLISH, or CANCEL for an appointment that was cancelled."""
    method = "CANCEL" if booking.status == "cancelled" else "PUBLISH"
    calendar = Calendar()
    calendar.add("prodid", "-//Emploi Store Store//kiosk//FR")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_event(turn, booking))
    return calendar.to_ical(), method


def _event(turn: Turn, booking: Booking) -> Event:
    assert booking.starts_at is not None
    assert booking.ends_at is not None
    place, now = turn.site.agenda.place, turn.now.astimezone(UTC)
    cancelled = booking.status == "cancelled"
    event = Event()
    event.add("uid", booking.id)
    event.add("sequence", _sequence(now))
    event.add("dtstamp", now)
    event.add("dtstart", booking.starts_at.astimezone(UTC))
    event.add("dtend", booking.ends_at.astimezone(UTC))
    event.add("summary", turn.say(_summary(turn, booking)))
    event.add("description", "\n".join(turn.say(line) for line in _description(turn, booking)))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if cancelled else "OPAQUE")
    event.add("url", url_for(turn.site.public_url() or request.host_url, turn.token))
    if booking.mode == "face":
        where = (place.name, place.address, turn.say(booking.desk or ""))
        event.add("location", ", ".join(part for part in where if part))
    organizer = vCalAddress(NOBODY)
    organizer.params["CN"] = vText(place.name)
    event["organizer"] = organizer
    if not cancelled:
        event.add_component(_reminder(turn, booking))
    return event


def _sequence(now: datetime) -> int:
    """Seconds since 2026 began: each file outranks those taken before it, whatever was
    done meanwhile. In 31 bits until 2094.
    """
    return max(0, int((now - EPOCH).total_seconds()))


def _summary(turn: Turn, booking: Booking) -> Text:
    """Short, and it tells nobody who looks over a shoulder what it is about."""
    place = as_is(turn.site.agenda.place.name)
    match booking.mode:
        case "face":
            return _("Rendez-vous : {place}", place=place)
        case "phone":
            return _("On m'appelle : {place}", place=place)
        case "video":
            return _("Par vidéo : {place}", place=place)


def _description(turn: Turn, booking: Booking) -> list[Text]:
    told = [HOW[booking.mode], who_and_where(booking, booking.mode)]
    name = topic_name(booking.topic, turn)
    if name:
        told.append(_("Sujet : « {topic} ».", topic=name))
    if booking.mode == "video" and turn.site.video_url:
        told.append(as_is(turn.site.video_url))
    told.append(_("Votre code : {code}", code=as_is(grouped(turn.ticket.code))))
    return told


def _reminder(turn: Turn, booking: Booking) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -REMIND)
    alarm.add("description", turn.say(_summary(turn, booking)))
    return alarm
