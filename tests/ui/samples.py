"""Every screen with real words in it: the longest the catalogue has, and worse."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from kiosk.catalog.load import load
from kiosk.catalog.model import Catalog, RehearseStep, Service
from kiosk.paper import png_bytes
from kiosk.paths import CATALOG
from kiosk.terminal.effect_runner import DAMAGED
from kiosk.terminal.housekeeping import HOUR_IN_DOUBT
from kiosk.ticket.compose import compose
from kiosk.ticket.draw import draw
from kiosk.visit import scenes
from kiosk.visit.bookings import (
    Appointment,
    Attendance,
    Booking,
    NotedEnquiry,
    Session,
    WaitingPlace,
)
from kiosk.visit.commands import PlaceMessage
from kiosk.visit.draft_seat import HeldSeat, LostSeat
from kiosk.visit.joining import Joining, NumberDraft
from kiosk.visit.notes import Note, NoteDraft
from kiosk.visit.opening_times import OpeningTimes
from kiosk.visit.programme import SessionOffer
from kiosk.visit.results import ScanTested
from kiosk.visit.sponsoring import (
    NEEDS,
    FollowUp,
    FollowUpDraft,
    HelpDraft,
    ListedSponsor,
    Side,
    SponsorHour,
    Sponsorship,
)
from kiosk.visit.standing_call import ComingHelper, StandingCall
from kiosk.visit.state import BookingDraft, Context, IssuedTicket, StaffDesk, Visit, Walk
from kiosk.visit.team_tasks import TeamTask
from kiosk.visit.ticket_lookup import TicketLookup
from kiosk.visit.tickets import (
    FoundTicket,
    PickedChallenges,
    PrintedBooking,
    PrintedWalk,
    Printing,
    StepLine,
    TakenChallenge,
    Ticket,
)
from kiosk.visit.today import Today, TodayLine
from kiosk.visit.values import FreeTime, Hold, Progress
from kiosk.visit.view import view
from kiosk.visit.views import View

NOW = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)
HOME = scenes.Home()


@cache
def catalog() -> Catalog:
    return load(CATALOG)


def free_times() -> tuple[FreeTime, ...]:
    """Four days with several times each, the first one soon."""
    starts = [
        NOW.replace(hour=hour, minute=30) + timedelta(days=day)
        for day in (0, 1, 3, 7)
        for hour in (9, 10, 13, 14, 15)
    ]
    return tuple(
        FreeTime(
            session_id=number,
            starts_at=start,
            ends_at=start + timedelta(minutes=30),
            helper="Marie-Christine B.",
            location="Bureau 2",
        )
        for number, start in enumerate(starts)
    )


def context(**changes: object) -> Context:
    here = Context(
        catalog=catalog(),
        now=NOW,
        place_name="Emploi Store · Montreuil",
        demonstration=True,
        languages=("fr", "en"),
        modes=("face", "phone", "video"),
        idle_seconds=60,
        warning_seconds=30,
        hold_seconds=120,
        new_id=lambda: "visit",
        today=Today(
            enquiries=12,
            lines=(
                TodayLine(starts_at=NOW.replace(hour=13), title="Faire un CV", seats_left=4),
                TodayLine(starts_at=NOW.replace(hour=15), title="Café des voisins qui cherchent"),
            ),
            next_free=free_times()[0],
        ),
    )
    return replace(here, **changes)  # type: ignore[arg-type]


def standing_sign() -> scenes.Sign:
    return scenes.Sign(scenes.AtStep(longest(catalog().services).id, HOME))


def longest(services: tuple[Service, ...]) -> Service:
    return max(
        services, key=lambda one: len(one.name) + sum(map(len, (*one.purpose, *one.at_hand)))
    )


def draft(**changes: object) -> BookingDraft:
    service = longest(catalog().services)
    asked = BookingDraft(
        origin=HOME,
        topic=service.id,
        topic_known=True,
        stuck_at=None,
        mode="face",
        times=free_times(),
        first_name="Anne-Gaëlle de l'Isle",
        phone="0612345678",
    )
    return replace(asked, **changes)  # type: ignore[arg-type]


def booking() -> Appointment:
    time = free_times()[1]
    return Appointment(
        id="b",
        status="confirmed",
        topic=longest(catalog().services).id,
        mode="video",
        session=Session(
            id=time.session_id,
            starts_at=time.starts_at,
            ends_at=time.ends_at,
            helper=time.helper,
            location=time.location,
        ),
        code="HJLNBCDF",
    )


def enquiry() -> NotedEnquiry:
    return NotedEnquiry(
        id="b", status="waiting", topic=booking().topic, mode="video", code="HJLNBCDF"
    )


def found(*bookings: Booking) -> TicketLookup:
    """The first of them is looked at; the ticket keeps a walk, too."""
    service = catalog().services[0]
    walk = Progress(service=service.id, trail=(service.steps[0].id,))
    ticket = FoundTicket(code="HJLNBCDF", language="fr", bookings=bookings, walks=(walk,))
    return TicketLookup(ticket=ticket, booking_id=bookings[0].id)


def several() -> TicketLookup:
    """More than one screen holds of some sizes, one of each kind, with the longest words."""
    first, times = booking(), free_times()

    def at(number: int) -> Session:
        time = times[number]
        return replace(
            first.session, id=number, starts_at=time.starts_at, ends_at=time.ends_at, helper=None
        )

    workshop = replace(
        at(7),
        kind="workshop",
        title="Répondre aux questions difficiles pendant un entretien d'embauche",
    )
    topic = first.topic
    return found(
        first,
        replace(first, id="past", session=replace(at(0), starts_at=NOW, ends_at=NOW), mode="face"),
        replace(first, id="given-up", status="cancelled", session=at(9)),
        Attendance(
            id="w", status="confirmed", topic=topic, mode="face", session=workshop, persons=3
        ),
        WaitingPlace(id="q", status="waiting", topic=topic, session=workshop, persons=2),
        replace(enquiry(), id="e", mode="face"),
    )


def ticket(language: str) -> Ticket:
    service = longest(catalog().services)
    return Ticket(
        code="HJLNBCDF",
        url="HTTPS://RDV.EXEMPLE.FR/T/ABCDEFGHIJKLMNOPQRSTUV",
        language=language,
        place_name="Emploi Store · Montreuil",
        place_address="12 rue de la République, 93100 Montreuil",
        bookings=(PrintedBooking(booking=booking(), topic=service.name),),
        walks=(
            PrintedWalk(
                service=service.name,
                steps=tuple(
                    StepLine(title=step.title, done=at < 2) for at, step in enumerate(service.steps)
                ),
            ),
        ),
    )


@cache
def ticket_picture(language: str) -> bytes:
    return png_bytes(draw(compose(ticket(language)), 576))


def issued(language: str, printing: Printing) -> IssuedTicket:
    return IssuedTicket(
        ticket=ticket(language), printing=printing, picture=ticket_picture(language)
    )


def programme() -> tuple[SessionOffer, ...]:
    """Long words of each kind: one that has begun, one with seats, one with a list, one full."""
    told = (
        (-1, 2, 0, "Une place pour travailler", "coworking"),
        (0.5, 0, 0, "Atelier : je débute sur ordinateur", "workshop"),
        (30, 8, 1, "Groupe de recherche du quartier Fives, le jeudi matin", "group"),
        (50, 8, 4, "Essai en situation : préparer des commandes", "trial"),
    )
    return tuple(
        SessionOffer(
            session=Session(
                id=100 + number,
                kind=kind,
                title=title,
                starts_at=NOW + timedelta(hours=hours),
                ends_at=NOW + timedelta(hours=hours + 3),
                helper="Maximilienne" if number % 2 else None,
                location="Espace numérique du premier étage",
            ),
            about="On part de vos idées, à plusieurs, et on repart avec une page.",
            bring="Votre CV, si vous en avez un.",
            beginners=bool(number % 2),
            seats=8,
            taken=taken,
            waiting=waiting_,
            list_length=4,
            arrived=6 - number,
        )
        for number, (hours, taken, waiting_, title, kind) in enumerate(told)
    )


def series() -> SessionOffer:
    """Three weeks of mornings, with few people so far."""
    first = NOW.replace(hour=9, minute=30) + timedelta(days=4)
    meetings = tuple(
        (first + timedelta(days=day), first + timedelta(days=day, hours=2, minutes=30))
        for day in range(21)
        if day % 7 < 5
    )
    return SessionOffer(
        session=Session(
            id=110,
            kind="group",
            title="Promo de janvier, trois semaines ensemble",
            starts_at=meetings[0][0],
            ends_at=meetings[-1][1],
            helper="Maximilienne",
            location="Espace numérique du premier étage",
            meetings=meetings,
        ),
        about="Trois semaines, tous les matins. On cherche ensemble, et on s'entraide.",
        seats=12,
        taken=3,
        minimum=8,
        languages=("fr", "en", "ar"),
    )


def by_video() -> SessionOffer:
    """An hour with somebody, here, from home or from a booth."""
    return SessionOffer(
        session=Session(
            id=111,
            kind="coaching",
            title="Préparer un entretien d'embauche",
            starts_at=NOW + timedelta(hours=5),
            ends_at=NOW + timedelta(hours=6),
            helper="Maximilienne",
            location="Bureau 4",
        ),
        about="On s'exerce à deux, avec des questions que l'on pose souvent.",
        seats=1,
        modes=("face", "video"),
        booths_left=1,
        languages=("fr", "uk"),
    )


def asked_how_it_went(side: Side) -> TicketLookup:
    about = FollowUp(
        sponsor_id="s",
        session=tables()[0].session,
        side=side,
        name="Maximilienne" if side == "helped" else "",
        need="cv",
    )
    return TicketLookup(ticket=FoundTicket(code="HJLNNFJK", language="fr", follow_up=about))


def team_tasks() -> tuple[TeamTask, ...]:
    """One of each kind, with long words."""
    return (
        TeamTask(
            kind="to_move",
            id="m",
            session=replace(programme()[0].session, helper="Maximilienne"),
            persons=1,
            reason="hour",
            phone="+33612345678",
        ),
        TeamTask(
            kind="call", id="b", session=programme()[2].session, persons=2, phone="+33612345678"
        ),
        TeamTask(kind="few_people", id="1", session=series().session, persons=3, minimum=8),
        TeamTask(
            kind="report",
            id="r",
            first_name="Maximilienne",
            words="On a bien travaillé, mais il faisait froid et la table était prise",
        ),
    )


def attendance(session_id: int, **more: Any) -> Attendance:
    offer = next(one for one in programme() if one.session.id == session_id)
    return seat_at(offer.session, **more)


def seat_at(session: Session, **more: Any) -> Attendance:
    return Attendance(
        id="seat",
        status="confirmed",
        topic="other",
        session=session,
        **{"mode": "face", **more},
    )


def waiting(session_id: int) -> WaitingPlace:
    offer = next(one for one in programme() if one.session.id == session_id)
    return WaitingPlace(
        id="rank", status="waiting", topic="other", session=offer.session, rank=12, persons=2
    )


def tables() -> tuple[SessionOffer, ...]:
    """Hours with a sponsor, at a table of the place."""
    return tuple(
        SessionOffer(
            session=Session(
                id=300 + number,
                kind="sponsor",
                title="Un coup de main",
                starts_at=NOW + timedelta(days=number, hours=1),
                ends_at=NOW + timedelta(days=number, hours=2),
                helper=None,
                location="Table ronde du premier étage",
            ),
            seats=1 + number % 2,
        )
        for number in range(6)
    )


def unread() -> tuple[Note, ...]:
    """Told and not read; and what is on the wall."""
    return (*(replace(one, id=f"u{one.id[1:]}", status="new") for one in said()), *said())


def sponsored() -> Sponsorship:
    return Sponsorship(
        id="s",
        hours=tuple(
            SponsorHour(session=one.session, somebody=number == 0)
            for number, one in enumerate(tables()[:3])
        ),
    )


def sponsors() -> tuple[ListedSponsor, ...]:
    """One to be met, one who is accepted, with all that can be on a line."""
    one = ListedSponsor(
        id="s1",
        first_name="Marie-Antoinette-Bernadet",
        needs=tuple(NEEDS),
        status="new",
        since=NOW,
        hours=sponsored().hours,
    )
    return (one, replace(one, id="s2", first_name="Paul", needs=("cv",), status="accepted"))


def said() -> tuple[Note, ...]:
    """Notes with long words: answered, refused, and waiting for an answer."""
    return (
        Note(
            id="n1",
            kind="difficulty",
            card="not-the-norm",
            words="On me demande toujours pourquoi il y a un trou de trois ans dans mon parcours",
            status="accepted",
            me_too=128,
            answer="Un atelier « Parler de son parcours » commence le 4 décembre, chaque vendredi.",
            answered_on=NOW.date() - timedelta(days=9),
        ),
        Note(
            id="n2",
            kind="idea",
            card="hours",
            words="Ouvrir le dimanche",
            status="accepted",
            me_too=1,
            answer="l'immeuble est fermé ce jour-là. Le samedi est ouvert jusqu'à midi.",
            refused=True,
            answered_on=NOW.date(),
        ),
        Note(id="n3", kind="difficulty", card="alone", status="accepted"),
    )


def challenged(language: str) -> FoundTicket:
    """A ticket with one still to do, one done, and one left."""
    first, second, third, *_others = (one.id for one in catalog().challenges)
    return FoundTicket(
        code="HJLNNFJK",
        language=language,
        challenges=(
            TakenChallenge(id=first),
            TakenChallenge(id=second, status="done"),
            TakenChallenge(id=third, status="left"),
        ),
    )


def samples(language: str, elapsed: float = 1000.0) -> dict[str, View]:
    """Name and view of each; every kind of body is among them."""
    here = context(elapsed=elapsed)
    appointment = found(booking())
    hold = Hold(booking_id="b", time=free_times()[0], expires_at=NOW + timedelta(seconds=100))
    desk = StaffDesk(pin="1234", attempt="refused")
    waits = 1024.0
    walk = begun(catalog().services[0], 2)
    ids = tuple(one.id for one in catalog().challenges)
    visits: dict[str, Visit] = {
        "attract": visit(scenes.Attract()),
        "home": visit(HOME),
        "home-unfinished": visit(HOME, walks=(walk,), issued=issued(language, "printed")),
        "themes": visit(scenes.Themes()),
        "suggestions": visit(scenes.Suggestions(), answers=all_answers()),
        "together": visit(scenes.Together(), joining=Joining(sessions=programme())),
        "together-looking": visit(scenes.Together(), joining=Joining()),
        "programme": visit(scenes.Programme(""), joining=Joining(sessions=programme())),
        "programme-workshop": visit(
            scenes.Programme("workshop"), joining=Joining(sessions=programme())
        ),
        **{
            f"session-{number}": visit(
                scenes.SessionPage(number, scenes.Together()),
                joining=Joining(sessions=programme(), persons=1 + number % 3),
            )
            for number in (100, 101, 102, 103)
        },
        "session-taken": visit(
            scenes.SessionPage(101, scenes.Together()),
            joining=Joining(sessions=programme(), persons=4, refused="full"),
        ),
        "session-series": visit(
            scenes.SessionPage(110, scenes.Together()), joining=Joining(sessions=(series(),))
        ),
        "session-by-video": visit(
            scenes.SessionPage(111, scenes.Together()),
            joining=Joining(sessions=(by_video(),), mode="video", booth=True),
        ),
        "session-no-booth": visit(
            scenes.SessionPage(111, scenes.Together()),
            joining=Joining(sessions=(by_video(),), mode="video", refused="no_booth"),
        ),
        "session-same-hour": visit(
            scenes.SessionPage(101, scenes.Together()),
            joining=Joining(sessions=programme()),
            carnet=FoundTicket(
                code="HJLNNFJK", language=language, bookings=(attendance(100, persons=4),)
            ),
        ),
        "attendance": visit(scenes.AppointmentFound(), lookup=found(attendance(100, persons=4))),
        "attendance-arrived": visit(
            scenes.AppointmentFound(),
            lookup=replace(found(attendance(100, arrived_at=NOW)), here=7),
        ),
        "attendance-series": visit(
            scenes.AppointmentFound(), lookup=found(seat_at(series().session))
        ),
        "attendance-by-video": visit(
            scenes.AppointmentFound(),
            lookup=found(seat_at(by_video().session, mode="video", booth="Cabine du palier")),
        ),
        "attendance-moved": visit(
            scenes.AppointmentFound(),
            lookup=found(seat_at(replace(by_video().session, moved=True))),
        ),
        "waiting-place": visit(scenes.EnquiryFound(), lookup=found(waiting(103))),
        "waiting-number": visit(
            scenes.WaitingNumber(scenes.EnquiryFound()),
            number=NumberDraft(booking_id="rank", phone="0612345678"),
        ),
        "waiting-number-doubtful": visit(
            scenes.WaitingNumber(scenes.EnquiryFound()),
            number=NumberDraft(booking_id="rank", phone="061", doubtful=True),
        ),
        "number-noted": visit(scenes.NumberNoted(scenes.EnquiryFound())),
        "looking-for": visit(scenes.LookingFor(), lookup=found(attendance(100, arrived_at=NOW))),
        "session-looked-for": visit(
            scenes.SessionPage(100, scenes.Together()),
            joining=Joining(
                sessions=(
                    replace(
                        programme()[0],
                        looked_for=(("transport", 4), ("care", 3), ("kitchen", 2)),
                    ),
                )
            ),
        ),
        "follow-up": visit(scenes.FollowUpAsked(), lookup=asked_how_it_went("helped")),
        "follow-up-rated": visit(
            scenes.FollowUpAsked(),
            lookup=asked_how_it_went("sponsor"),
            follow_up=FollowUpDraft(rated=True),
        ),
        "follow-up-words": visit(
            scenes.FollowUpWords(),
            lookup=asked_how_it_went("helped"),
            follow_up=FollowUpDraft(words="On a bien travaillé, mais il faisait froid"),
        ),
        "sponsorship-rests": visit(
            scenes.SponsorshipFound(),
            lookup=TicketLookup(
                ticket=FoundTicket(
                    code="HJLNNFJK",
                    language=language,
                    sponsorship=Sponsorship(id="s", status="accepted", rests=True),
                )
            ),
        ),
        "staff-tasks": visit(
            scenes.StaffTasks(scenes.Attract()), staff=StaffDesk(tasks=team_tasks())
        ),
        "staff-tasks-cancel": visit(
            scenes.StaffTasks(scenes.Attract(), "1"), staff=StaffDesk(tasks=team_tasks())
        ),
        "sponsoring": visit(scenes.Sponsoring()),
        "need-cards": visit(scenes.NeedCards()),
        "sponsor-hours": visit(
            scenes.Programme("sponsor"), joining=Joining(sessions=tables(), need="cv")
        ),
        "sponsor-nobody": visit(
            scenes.Programme("sponsor"), joining=Joining(sessions=(), need="cv")
        ),
        "sponsor-session": visit(
            scenes.SessionPage(300, scenes.Programme("sponsor")),
            joining=Joining(sessions=tables(), need="cv"),
        ),
        "help-needs": visit(scenes.HelpNeeds(), help=HelpDraft(needs=("cv", "screen"))),
        "help-hours": visit(
            scenes.HelpHours(),
            help=HelpDraft(needs=("cv",), sessions=(300, 301)),
            joining=Joining(sessions=tables(), need=""),
        ),
        "help-name": visit(
            scenes.HelpName(), help=HelpDraft(needs=("cv",), sessions=(300,), first_name="Nadia")
        ),
        "sponsorship": visit(
            scenes.SponsorshipFound(),
            lookup=TicketLookup(
                ticket=FoundTicket(code="HJLNNFJK", language=language, sponsorship=sponsored())
            ),
        ),
        "give-up-hour": visit(
            scenes.GiveUpHelpAsked(sponsored().hours[0].session.id),
            lookup=TicketLookup(
                ticket=FoundTicket(code="HJLNNFJK", language=language, sponsorship=sponsored())
            ),
        ),
        "stop-helping": visit(
            scenes.GiveUpHelpAsked(None),
            lookup=TicketLookup(
                ticket=FoundTicket(code="HJLNNFJK", language=language, sponsorship=sponsored())
            ),
        ),
        "wall": visit(scenes.Wall(), wall=said()),
        "wall-empty": visit(scenes.Wall(), wall=()),
        "wall-agreed": visit(scenes.Wall(), wall=said(), agreed=frozenset({"n1"})),
        "note-cards-difficulty": visit(scenes.NoteCards(), note=NoteDraft(kind="difficulty")),
        "note-cards-idea": visit(scenes.NoteCards(), note=NoteDraft(kind="idea", card="meet")),
        "note-words": visit(
            scenes.NoteWords(), note=NoteDraft(kind="difficulty", card="not-the-norm")
        ),
        "note-words-warned": visit(
            scenes.NoteWords(),
            note=NoteDraft(kind="idea", words="Appelez mme martin, " * 6, warned=True),
        ),
        "note-found": visit(
            scenes.NoteFound("n1"),
            lookup=TicketLookup(
                ticket=FoundTicket(code="HJLNNFJK", language=language, notes=said())
            ),
        ),
        "ticket-notes": visit(
            scenes.TicketContents(),
            lookup=TicketLookup(
                ticket=FoundTicket(code="HJLNNFJK", language=language, notes=said())
            ),
        ),
        "challenges": visit(scenes.Challenges()),
        "challenges-picked": visit(scenes.Challenges(), challenges=PickedChallenges(ids=ids[:3])),
        **{
            f"challenge-{one.id}": visit(scenes.ChallengePage(one.id, scenes.Challenges()))
            for one in catalog().challenges
        },
        "challenge-taken": visit(
            scenes.ChallengePage(ids[0], scenes.Challenges()), carnet=challenged(language)
        ),
        "challenge-done": visit(
            scenes.ChallengePage(ids[1], scenes.Challenges()), carnet=challenged(language)
        ),
        "challenge-enough": visit(
            scenes.ChallengePage(ids[9], scenes.Challenges()),
            challenges=PickedChallenges(ids=ids[:3]),
        ),
        "ticket-challenges": visit(
            scenes.TicketContents(), lookup=TicketLookup(ticket=challenged(language))
        ),
        "how": visit(scenes.How(), draft=draft()),
        "topic": visit(scenes.Topic(), draft=draft(topic=None)),
        "times": visit(scenes.Times(), draft=draft()),
        "times-gone": visit(scenes.Times(), draft=draft(gone="taken", mode="video")),
        "times-offered-no-more": visit(scenes.Times(), draft=draft(gone="not_offered")),
        "times-looking": visit(scenes.Times(), draft=draft(times=None)),
        "times-none": visit(scenes.Times(), draft=draft(times=())),
        "days": visit(scenes.Days(free_times()[5].starts_at.date()), draft=draft()),
        "name-empty": visit(scenes.Name(), draft=draft(first_name="")),
        "name": visit(scenes.Name(), draft=draft()),
        "phone-empty": visit(scenes.Phone(), draft=draft(phone="")),
        "phone": visit(scenes.Phone(), draft=draft(phone_doubtful=True, mode="phone")),
        "confirm": visit(
            scenes.Confirm(),
            draft=draft(mode="phone", chosen=free_times()[0], seat=HeldSeat(hold, 1100.0)),
        ),
        "confirm-lost": visit(
            scenes.Confirm(), draft=draft(chosen=free_times()[9], seat=LostSeat())
        ),
        "sign": visit(standing_sign(), call=StandingCall(id="c", since=elapsed)),
        "sign-someone-comes": visit(
            standing_sign(),
            call=StandingCall(
                id="c",
                since=elapsed,
                helper=ComingHelper(name="Marie-Gaëlle Tanguy", taken_at=NOW, since=elapsed),
            ),
        ),
        "sign-nobody-came": visit(standing_sign(), call=StandingCall(id="c", since=elapsed - 180)),
        "resume": visit(scenes.Resume(), lookup=TicketLookup(typed="HJL")),
        "resume-unknown": visit(
            scenes.Resume(), lookup=TicketLookup(typed="HJLNBCDF", attempt="unknown")
        ),
        "resume-waits": visit(
            scenes.Resume(), lookup=TicketLookup(attempt="unknown", wait_until=waits)
        ),
        "ticket-contents": visit(scenes.TicketContents(), lookup=several()),
        "appointment": visit(scenes.AppointmentFound(), lookup=appointment),
        "appointment-changed": visit(
            scenes.AppointmentFound(), lookup=replace(appointment, changed=True)
        ),
        "cancel-asked": visit(scenes.CancelAsked(), lookup=appointment),
        "appointment-over": visit(scenes.AppointmentOver(), lookup=appointment),
        "scan-asked": visit(
            scenes.ScanAsked(scenes.Confirm(), appointment), draft=draft(chosen=free_times()[0])
        ),
        "scan-in-vain": visit(scenes.ScanInVain(scenes.Confirm(), silent=True), draft=draft()),
        "resume-foreign": visit(
            scenes.Resume(), lookup=TicketLookup(typed="HJL", attempt="foreign")
        ),
        "store-trouble": visit(scenes.StoreTrouble(HOME)),
        "request-offered": visit(scenes.EnquiryOffered(scenes.Times())),
        "request-found": visit(
            scenes.EnquiryFound(),
            lookup=found(enquiry()),
        ),
        "still-there": visit(HOME, warned_at=991.0, issued=issued(language, "printed")),
        "visit-ending": visit(
            scenes.VisitEnding(HOME, 994.0, ()), issued=issued(language, "printed")
        ),
        "end": visit(scenes.End(HOME), walks=(walk,)),
        "thanks": visit(scenes.Thanks(1000.0)),
        "staff-pin": visit(scenes.StaffPin(HOME), staff=desk),
        "staff-pin-waits": visit(
            scenes.StaffPin(HOME), staff=StaffDesk(wait_until=1000.0 + 9 * 60)
        ),
        "staff-pin-not-set": visit(scenes.StaffPin(HOME), staff=StaffDesk(attempt="not_set")),
        "staff": visit(scenes.Staff(HOME), staff=StaffDesk(printer="le papier va manquer")),
        "staff-scan": visit(
            scenes.Staff(HOME),
            staff=StaffDesk(
                printer="Imprimante réseau 192.168.1.50, port 9100. L'imprimante est prête.",
                scan=ScanTested("visit", "W" * 40 + "…", "canadien français (QWERTY)", False),
            ),
        ),
        "staff-notes": visit(scenes.StaffNotes(HOME), staff=StaffDesk(notes=unread())),
        "staff-notes-shown": visit(
            scenes.StaffNotes(HOME, shown=True), staff=StaffDesk(notes=said())
        ),
        "staff-notes-removing": visit(
            scenes.StaffNotes(HOME, shown=True, removing="n1"), staff=StaffDesk(notes=said())
        ),
        "staff-note-merge": visit(
            scenes.StaffNoteMerge(HOME, "u1"), staff=StaffDesk(notes=unread())
        ),
        "staff-note-answer": visit(
            scenes.StaffNoteAnswer(HOME, "n1", True),
            staff=StaffDesk(notes=said(), answer="la salle ferme à dix-huit heures, et personne"),
        ),
        "staff-note-answer-trouble": visit(
            scenes.StaffNoteAnswer(HOME, "n1", False),
            staff=StaffDesk(notes=said(), answer="Un banc", trouble=True),
        ),
        "staff-sponsors": visit(scenes.StaffSponsors(HOME), staff=StaffDesk(sponsors=sponsors())),
        "staff-sponsors-none": visit(scenes.StaffSponsors(HOME), staff=StaffDesk(sponsors=())),
        "staff-sponsors-end": visit(
            scenes.StaffSponsors(HOME, "s2"), staff=StaffDesk(sponsors=sponsors())
        ),
        "staff-notes-read": visit(scenes.StaffNotes(HOME), staff=StaffDesk(notes=())),
        "out-of-service": visit(scenes.OutOfService()),
        "closed": visit(scenes.Closed()),
    }
    for printing in ("waiting", "printed", "no_paper", "busy", "unknown"):
        given = issued(language, printing)
        if printing == "waiting":
            given = replace(given, picture=None)
        visits[f"ticket-{printing}"] = visit(scenes.TicketShown(HOME), issued=given, walks=(walk,))
    for number, _question in enumerate(catalog().orientation.questions):
        visits[f"orientation-{number + 1}"] = visit(
            scenes.Orienting(), answers=all_answers()[:number]
        )
    for theme in catalog().themes:
        visits[f"services-{theme.id}"] = visit(scenes.Services(theme.id))
    damaged = replace(here, store_trouble=DAMAGED)
    doubt = HOUR_IN_DOUBT.format(hour="14/09/2013 08:00")
    message = PlaceMessage(
        text=("La place du Marché est en travaux : entrez par la cour. " * 3)[:120]
    )
    announced = replace(here, message=message)
    troubled = replace(damaged, clock_trouble=doubt)
    at_work = replace(here, today=Today(opens_at=here.now, closes_at=here.now))
    return (
        {name: view(replace(one, language=language), here) for name, one in visits.items()}
        | {
            f"{name}-damaged": view(replace(visits[name], language=language), damaged)
            for name in ("attract", "staff")
        }
        | {
            "sign-nobody-came": view(
                replace(visits["sign-nobody-came"], language=language), at_work
            )
        }
        | {"attract-message": view(replace(visits["attract"], language=language), announced)}
        | {"attract-troubled": view(replace(visits["attract"], language=language), troubled)}
        | closings(language, visits)
        | {
            "attract-after-fault": view(
                replace(visits["attract"], language=language),
                context(elapsed=1000.0, faulted_at=990.0),
            )
        }
        | services(language)
    )


def closings(language: str, visits: dict[str, Visit]) -> dict[str, View]:
    """Outside the opening hours, and five minutes before."""
    here = context(place_address="12 bis rue de l'Exemple, bâtiment C, 93100 Montreuil")

    def open_at(*minutes: tuple[int, int]) -> Context:
        edges = tuple(tuple(NOW + timedelta(minutes=one) for one in span) for span in minutes)
        times = OpeningTimes(spans=edges, known_until=NOW + timedelta(days=35))  # type: ignore[arg-type]
        return replace(here, today=replace(here.today, opening=times))

    a_day = 24 * 60
    later = open_at((60, 120))
    shown = {
        ("closed", "closed"): open_at((2 * a_day, 2 * a_day + 60)),
        ("closed-today", "closed"): later,
        ("closed-tomorrow", "closed"): open_at((a_day, a_day + 60)),
        ("closed-for-long", "closed"): open_at(),
        ("closed-damaged", "closed"): replace(later, store_trouble=DAMAGED),
        ("how-closed", "how"): later,
        ("times-closed", "times"): later,
        ("staff-closed", "staff"): later,
    }
    soon = open_at((-60, 4))
    shown |= {(f"{one}-closing", one): soon for one in ("attract", "home", "how", "confirm")}
    return {
        name: view(replace(visits[one], language=language), there)
        for (name, one), there in shown.items()
    }


def services(language: str) -> dict[str, View]:
    """Every service's page, every step of its walk, and its end."""
    here = context()
    found: dict[str, View] = {}
    for service in catalog().services:
        pages = {f"service-{service.id}": visit(scenes.ServicePage(service.id, HOME))}
        for number, _step in enumerate(service.steps):
            for stage, one in at_step(service, number).items():
                pages[f"step-{service.id}-{number + 1}{stage}"] = one
        done = replace(begun(service, len(service.steps)), finished=True)
        pages[f"done-{service.id}"] = visit(scenes.WalkDone(service.id, HOME), walks=(done,))
        found |= {name: view(replace(one, language=language), here) for name, one in pages.items()}
    return found


def at_step(service: Service, number: int) -> dict[str, Visit]:
    """The step as it comes; and further on, with what was ticked, picked or touched."""
    walk = begun(service, number + 1)
    scene = scenes.AtStep(service.id, HOME)
    step = service.steps[number]
    stages = {"": walk}
    if step.kind == "checklist":
        stages["-ticked"] = replace(walk, ticks=frozenset({(step.id, 0)}))
    if step.kind == "choice":
        longest_one = max(
            range(len(step.answers)), key=lambda at: len(step.answers[at].feedback or "")
        )
        stages["-picked"] = replace(walk, picks=((step.id, longest_one),))
    if isinstance(step, RehearseStep):
        wrong = next(block.id for block in step.page if block.id != step.target)
        stages["-taught"] = replace(walk, misses=((step.id, wrong),))
        stages["-hinted"] = replace(walk, misses=((step.id, wrong),) * 2)
        stages["-found"] = replace(walk, found=frozenset({step.id}))
    return {stage: visit(scene, walks=(one,)) for stage, one in stages.items()}


def begun(service: Service, steps: int) -> Walk:
    return Walk(service=service.id, trail=tuple(step.id for step in service.steps[:steps]))


def all_answers() -> tuple[tuple[str, str], ...]:
    return tuple(
        (question.id, question.answers[0].id) for question in catalog().orientation.questions
    )


def visit(scene: scenes.Scene, **changes: object) -> Visit:
    made = Visit(id="visit", scene=scene, touched_at=1000.0)
    return replace(made, **changes)  # type: ignore[arg-type]


OF_THE_CATALOGUE = ("step-", "service-", "services-", "done-", "orient", "challenge-")
"""Names of samples of which there are as many as the catalogue has."""


def small(views: dict[str, View], most_of_a_kind: int = 9) -> dict[str, View]:
    """Some of every kind: enough for eyes and for slow tests."""
    chosen: dict[str, View] = {}
    seen: dict[str, int] = {}
    for name, one in views.items():
        kind = type(one.body).__name__
        stage = name.rpartition("-")[2] if kind == "RehearseStepView" else ""
        most = (
            1
            if name.startswith(("step-", "service-", "services-", "done-", "orient", "challenge-"))
            else most_of_a_kind
        )
        if seen.get(kind + stage, 0) < most:
            seen[kind + stage] = seen.get(kind + stage, 0) + 1
            chosen[name] = one
    return chosen


def view_at(name: str, language: str, seconds: float) -> View:
    """The sample so many seconds later."""
    return samples(language, 1000.0 + seconds)[name]
