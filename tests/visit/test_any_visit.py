"""Visitors who touch anything, in any order, while the place answers late, well or not at all.

The walks are drawn from fixed seeds: the same ones in every run.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import get_args

import pytest

from kiosk.i18n.text import Text
from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit import results
from kiosk.visit.bookings import Attendance, Booking, Call, Session, WaitingPlace
from kiosk.visit.commands import Command, CommandKind
from kiosk.visit.counts import Count, What
from kiosk.visit.draft_seat import BookingSeat, booking_id_of
from kiosk.visit.notes import Note
from kiosk.visit.opening_times import OpeningTimes
from kiosk.visit.programme import KINDS, SessionOffer
from kiosk.visit.scenes import Attract, Home, Sign
from kiosk.visit.sponsoring import FollowUp, ListedSponsor, SponsorHour, Sponsorship
from kiosk.visit.state import Context, Visit
from kiosk.visit.team_tasks import TeamTask
from kiosk.visit.tickets import CODE_LETTERS, OnPaper, Printing, TakenChallenge
from kiosk.visit.today import Today
from kiosk.visit.update import update
from kiosk.visit.values import Progress, StuckAt
from kiosk.visit.view import view
from kiosk.visit.view.end import ThanksView
from kiosk.visit.view.home import AttractView
from kiosk.visit.view.notes import NoteWordsView
from kiosk.visit.view.opening_times import ClosedView
from kiosk.visit.view.person import NameView, PhoneView, SignView
from kiosk.visit.view.staff import (
    OutOfServiceView,
    StaffPinView,
    StaffView,
    StillThereView,
)
from kiosk.visit.view.ticket_lookup import ResumeView
from kiosk.visit.views import Body, Button, EntryListView
from tests.visit.story import (
    TIMES,
    Story,
    appointment,
    asked_for,
    blocks,
    buttons,
    found,
    request,
    said,
    ticket,
    within,
)

SEEDS = range(16)
EVENTS = 600
LONGEST_WAY_HOME = 30
"""Backs from anywhere; a walk of five steps within an asking, within a ticket."""

ENDS: tuple[Printing, ...] = ("printed", "shown", "no_paper", "failed", "unknown")


class Place:
    """Answers effects as a place might, and keeps account of what it has given."""

    def __init__(self, luck: random.Random) -> None:
        self.luck = luck
        self.waiting: list[tuple[str, fx.Effect]] = []
        self.late: list[tuple[str, fx.Effect]] = []
        """Said to have failed, and done all the same: the answer is still to come."""
        self.held: set[str] = set()
        self.calls: set[str] = set()
        self.answered: set[str] = set()
        """Orders from outside of which it is known what came of them."""

    def hears(self, effect: fx.Effect, visit: Visit) -> None:
        match effect:
            case fx.ReleaseSeat(booking_id=booking_id) | fx.CancelBooking(booking_id=booking_id):
                self.held.discard(booking_id)
            case fx.WriteEnquiry(enquiry=request):
                self.held.discard(request.in_doubt)  # settled when the request is delivered
            case fx.CallSomeone(booking_id=booking_id):
                self.calls.add(booking_id)
            case fx.AnswerCall(booking_id=booking_id) | fx.EndCall(booking_id=booking_id):
                assert booking_id in self.calls
                self.calls.discard(booking_id)
            case fx.AcknowledgeCommand(command_id=order):
                assert order not in self.answered
                self.answered.add(order)
            case (
                fx.Chime() | fx.WipeTerminal() | fx.SetService() | fx.StopProgram() | fx.AddCounts()
            ):
                return
        self.waiting.append((visit.id, effect))

    def answers(self, context: Context) -> list[ev.Event]:
        """The oldest question's answers: the store is asked one thing after the other."""
        if self.late and self.luck.random() < 0.5:
            visit_id, effect = self.late.pop(0)
            return self._answer(visit_id, effect, context)
        visit_id, effect = self.waiting.pop(0)
        printing = isinstance(effect, (fx.Print, fx.PrintTest, fx.LookAtPrinter, fx.CheckPin))
        if not printing and self.luck.random() < 0.15:
            if self.luck.random() < 0.5 and not isinstance(effect, (fx.SaveSteps, fx.WriteEnquiry)):
                self.late.append((visit_id, effect))
            elif isinstance(effect, fx.Book):
                self.held.discard(effect.booking_id)  # it runs out by itself
            return [results.StoreFailed(visit_id, effect)]
        return self._answer(visit_id, effect, context)

    def _answer(self, to: str, effect: fx.Effect, context: Context) -> list[ev.Event]:
        luck = self.luck
        times = tuple(luck.sample(TIMES, luck.randint(0, len(TIMES))))
        match effect:
            case fx.FindTimes(topic=topic, mode=mode):
                return [results.TimesFound(to, topic, mode, times)]
            case fx.HoldSeat(session_id=session_id) | fx.Book(session_id=session_id) if (
                luck.random() < 0.2
            ):
                if isinstance(effect, fx.Book):
                    self.held.discard(effect.booking_id)
                return [results.SeatGone(to, session_id, times)]
            case fx.HoldSeat(booking_id=booking_id):
                self.held.add(booking_id)
                story = Story()
                story.context = context
                return [results.SeatHeld(to, story.hold(effect))]
            case fx.Book(booking_id=booking_id):
                self.held.discard(booking_id)
                made = appointment(booking_id)
                return [results.Booked(to, made, ticket("HJLNNFJK", made))]
            case fx.FindSessions():
                return [results.SessionsFound(to, programme(context))]
            case fx.AttendSession(booking_id=booking_id) if luck.random() < 0.3:
                why = luck.choice(get_args(results.Refusal))
                return [results.SessionRefused(to, booking_id, why, programme(context)[1:])]
            case fx.AttendSession():
                joined = attends(effect, context, luck.random() < 0.5)
                return [results.SessionJoined(to, joined, ticket("SSSSSSSS", joined))]
            case fx.FindNotes():
                return [results.NotesFound(to, WALL)]
            case fx.FindSponsorHours(need=need):
                hours = with_sponsors(context) if luck.random() < 0.7 or not need else ()
                return [results.SessionsFound(to, hours, need)]
            case fx.OfferHelp():
                return [results.HelpOffered(to, replace(ticket("HHHHHHHH"), sponsorship=OFFERED))]
            case fx.ChangeSponsorship(session_id=session_id):
                return [results.SponsorshipChanged(to, OFFERED if session_id else None)]
            case fx.ListSponsors() | fx.JudgeSponsor():
                return [results.SponsorsListed(to, LISTED)]
            case fx.FindNotesToRead() | fx.JudgeNote() | fx.MergeNote():
                unread = replace(WALL[0], id="unread", status="new")
                return [results.NotesToRead(to, (unread, *WALL))]
            case fx.AnswerNote(note_id=note_id):
                return [results.NotesToRead(to, WALL, answered=note_id)]
            case fx.FindTeamTasks() | fx.SettleTeamTask():
                return [results.TeamTasksFound(to, TASKS)]
            case fx.KeepNumber(booking_id=booking_id):
                return [results.NumberKept(to, booking_id, kept=luck.random() < 0.8)]
            case fx.CloseFollowUp(words=words):
                return [results.FollowUpClosed(to, told=bool(words))]
            case fx.WriteNote(id=note_id, kind=kind, card=card, words=words):
                told = Note(id=note_id, kind=kind, card=card, words=words)
                return [results.NoteWritten(to, told, ticket("NNNNNNNN"))]
            case fx.KeepChallenges(paper=paper, ids=ids):
                return [results.ChallengesTaken(to, paper, ids, ticket("DDDDDDDD"))]
            case fx.RecordChallenge(id=challenge_id, status=status):
                return [results.ChallengeMarked(to, challenge_id, status)]
            case fx.SayArrived(booking_id=booking_id) if luck.random() < 0.3:
                return [results.ArrivalRefused(to, booking_id, "not_now")]
            case fx.SayArrived():
                return [results.Arrived(to, arrived(effect, context), 3)]
            case fx.CallSomeone(booking_id=booking_id):
                return [results.CallRecorded(to, Call(id=booking_id, topic="cv", status="waiting"))]
            case fx.CancelBooking(code=code) if code and luck.random() < 0.3:
                return [results.TicketChanged(to, found(appointment("moved"), code=code))]
            case fx.CancelBooking(booking_id=booking_id):
                return [results.Cancelled(to, booking_id, later=luck.random() < 0.5)]
            case fx.WriteEnquiry(enquiry=request):
                return [
                    results.EnquiryWritten(to, request.id, ticket("TTTTTTTT", asked_for(request)))
                ]
            case _:
                return self._about_paper(to, effect, context)

    def _about_paper(self, to: str, effect: fx.Effect, context: Context) -> list[ev.Event]:
        luck = self.luck
        match effect:
            case fx.SaveSteps():
                return [results.StepsKept(to, ticket("LLLLLLLL"))]
            case fx.MakeTicketAgain(seen=seen) if luck.random() < 0.8:
                return [results.TicketReady(to, ticket(seen.code))]
            case fx.MakeTicketAgain(seen=seen) if luck.random() < 0.5:
                return [results.TicketChanged(to, found(code=seen.code))]
            case fx.MakeTicketAgain():
                return [results.TicketNotFound(to)]
            case fx.FindTicket(code="") if luck.random() < 0.3:
                return [results.TicketNotFound(to, scanned=True, foreign=luck.random() < 0.5)]
            case fx.FindTicket(code=""):
                answer = self._found(to, context)
                return [results.ScanLookedUp(to), replace(answer, scanned=True)]
            case fx.TestScan():
                return [results.ScanTested(to, "123456", "français (AZERTY)", luck.random() < 0.5)]
            case fx.Print(ticket=printed):
                end = luck.choice(ENDS)
                drawn = results.TicketDrawn(to, printed.code, b"png")
                return [drawn, results.TicketPrinted(to, printed.code, end)]
            case fx.FindTicket():
                return [self._found(to, context)]
            case fx.CheckPin() if luck.random() < 0.7:
                return [results.PinAccepted(to)]
            case fx.CheckPin():
                return [results.PinRefused(to, luck.choice((0, 30)), luck.random() < 0.2)]
            case fx.MakeOrderedTicket(order=order):
                return [results.OrderedTicketMade(order, ticket("DDDDDDDD"))]
            case fx.PrintTest(order="") | fx.LookAtPrinter():
                return [results.PrinterSaid(to, "Prête.", ready=True)]
            case _:
                return []

    def _found(self, to: str, context: Context) -> results.TicketFound | results.TicketNotFound:
        luck = self.luck
        if luck.random() < 0.4:
            return results.TicketNotFound(to, luck.random() < 0.5, luck.choice((0, 10)))
        steps = Progress(service="declare", trail=("papers", "worked"))
        other = Progress(service="cv", trail=("model",))
        walks = luck.choice(((), (steps,), (replace(steps, service="gone"),), (steps, other)))
        old = appointment("past", starts_at=context.now, ends_at=context.now)
        cancelled = appointment(status="cancelled", stuck_at=StuckAt(service="cv", step="model"))
        waits = request(luck.choice(("phone", "face")))
        over = replace(waits, status=luck.choice(("over", "cancelled")))
        next_ = Attendance(
            id="workshop",
            status="confirmed",
            topic="cv",
            mode="face",
            session=replace(
                appointment().session, title="Faire un CV", kind="workshop", helper=None
            ),
            persons=luck.choice((1, 3)),
        )
        queue = WaitingPlace(id="q", status="waiting", topic="cv", session=next_.session)
        held: tuple[Booking, ...] = (appointment(), old, cancelled, waits, over, next_, queue)
        bookings = luck.sample(held, luck.choice((0, 1, 1, 1, 2, 4)))
        told = luck.choice(((), (TakenChallenge(id="plan"), TakenChallenge(id="gone"))))
        noted = luck.choice(((), WALL))
        return results.TicketFound(
            to,
            replace(
                found(*bookings, walks=walks),
                challenges=told,
                notes=noted,
                sponsorship=luck.choice((None, OFFERED)),
                follow_up=luck.choice((None, None, MEETING)),
            ),
        )


TASKS = (
    TeamTask(kind="report", id="r", words="Il faisait froid"),
    TeamTask(kind="call", id="c", phone="0612345678"),
    TeamTask(kind="to_move", id="m", phone="0612345678", reason="room"),
)
MEETING = FollowUp(
    sponsor_id="s", session=appointment().session, side="helped", name="Nadia", need="cv"
)
MET = ListedSponsor(
    id="s", first_name="Nadia", needs=("cv",), status="accepted", since=TIMES[0].starts_at
)
LISTED = (replace(MET, id="t", first_name="Paul", status="new"), MET)

OFFERED = Sponsorship(
    id="s",
    status="accepted",
    hours=(SponsorHour(session=appointment().session, somebody=True),),
)


def with_sponsors(context: Context) -> tuple[SessionOffer, ...]:
    """One hour, at which one sponsor is free."""
    (offer, *_others) = programme(context)[1:]
    session = replace(offer.session, id=200, kind="sponsor", title="Un coup de main", helper=None)
    return (replace(offer, session=session, seats=1, taken=0),)


WALL = (
    Note(id="n1", kind="idea", words="Un atelier le samedi", status="new"),
    Note(
        id="n2",
        kind="difficulty",
        card="alone",
        status="accepted",
        me_too=3,
        answer="Un groupe le jeudi",
        answered_on=date(2026, 11, 2),
    ),
)


def programme(context: Context) -> tuple[SessionOffer, ...]:
    """One that has begun, one with seats, one with a list and one that is full, of every kind."""
    offers = []
    for number, (hours, taken, waiting) in enumerate(
        ((-1, 2, 0), (1, 0, 0), (30, 8, 1), (50, 8, 4))
    ):
        starts = context.now + timedelta(hours=hours)
        offers.append(
            SessionOffer(
                session=Session(
                    id=100 + number,
                    kind=KINDS[number],
                    title=f"Séance {number}",
                    starts_at=starts,
                    ends_at=starts + timedelta(hours=3),
                    helper="Léa" if number % 2 else None,
                    location="Salle 2",
                ),
                about="On fait ensemble.",
                bring="Votre CV, si vous en avez un.",
                beginners=bool(number % 2),
                seats=8,
                taken=taken,
                waiting=waiting,
                list_length=4,
                arrived=number,
            )
        )
    return tuple(offers)


def attends(wanted: fx.AttendSession, context: Context, seated: bool) -> OnPaper:
    offer = next(
        (one for one in programme(context) if one.session.id == wanted.session.id),
        programme(context)[0],
    )
    if seated:
        return Attendance(
            id=wanted.booking_id,
            status="confirmed",
            topic="cv",
            mode="face",
            session=offer.session,
            persons=wanted.persons,
            code="SSSSSSSS",
        )
    return WaitingPlace(
        id=wanted.booking_id,
        status="waiting",
        topic="cv",
        session=offer.session,
        persons=wanted.persons,
        rank=2,
        code="SSSSSSSS",
    )


def arrived(said: fx.SayArrived, context: Context) -> Attendance:
    return Attendance(
        id=said.booking_id,
        status="confirmed",
        topic="cv",
        mode="face",
        session=programme(context)[0].session,
        arrived_at=None if said.undo else context.now,
    )


def touches(story: Story, luck: random.Random) -> list[ev.Touch]:
    """All that can be touched now, keys and scanner among them."""
    if isinstance(story.visit.scene, Attract):
        return [ev.Wake()]
    body = story.screen.body
    if story.screen.frame.bar and luck.random() < 0.12:
        return [button.event for button in buttons(story.screen.frame) if button.enabled]
    found = [button.event for button in buttons(body) if button.enabled]
    found += [button.event for button in buttons(body) if button.enabled and button.tone == "go"]
    found += blocks(body).values()
    match body:
        case NameView():
            found += [ev.TypeKey("z"), ev.EraseKey()]
        case PhoneView():
            found += [ev.TypeKey(key) for key in "06+"] + [ev.EraseKey(), ev.AcceptTyped()]
        case ResumeView():
            found += [ev.TypeKey(luck.choice(CODE_LETTERS)) for _ in range(12)]
        case StaffPinView():
            found += [ev.TypeKey("7")] * 3
    return found


def one_event(story: Story, place: Place, luck: random.Random) -> list[ev.Event]:
    chance = luck.random()
    if place.waiting and chance < 0.35:
        return place.answers(story.context)
    if chance < 0.45:
        seconds = luck.choice((1, 1, 1, 1, 5, 31, 61))
        now = story.context.now + timedelta(seconds=seconds)
        story.context = replace(story.context, now=now, elapsed=story.context.elapsed + seconds)
        return [ev.Tick()]
    if chance < 0.48:
        return [ev.Scanned("HTTPS://EXAMPLE.ORG/T/ABC")]
    if chance < 0.485:
        return [an_order(story, luck)]
    if chance < 0.5:
        return [ev.StaffGesture()]
    if isinstance(story.screen.body, PhoneView) and chance < 0.7:
        return [ev.TypeKey(key) for key in "0612345678"]
    found = touches(story, luck)
    return [luck.choice(found)] if found else [ev.StaffGesture()]


def an_order(story: Story, luck: random.Random) -> Command:
    """From the desk, at any moment; the end of a service now and then comes with its beginning."""
    return Command(
        id=story.context.new_id(),
        kind="in_service" if not story.context.in_service else luck.choice(get_args(CommandKind)),
        ordered_by="Amina",
        expires_at=story.context.now,
        ticket_id=luck.choice((None, 7)),
    )


def open_now_and_then(context: Context) -> OpeningTimes:
    """It closes for two minutes of every ten."""
    moments = [context.now + timedelta(minutes=10 * number) for number in range(200)]
    spans = tuple((moment, moment + timedelta(minutes=8)) for moment in moments)
    return OpeningTimes(spans=spans, known_until=spans[-1][1])


def play(seed: int, look: Callable[[Story, Place], None]) -> None:
    luck = random.Random(seed)
    story, place = Story(), Place(luck)
    today = Today(notes_to_read=1, team_tasks=1, opening=open_now_and_then(story.context))
    story.context = replace(story.context, today=today)
    for _turn in range(EVENTS):
        for event in one_event(story, place, luck):
            story.effects = []
            story.send(event)
            for effect in story.effects:
                place.hears(effect, story.visit)
            look(story, place)


def is_data(thing: object) -> bool:
    """Whether a view holds values only: nothing that is called, nothing of a toolkit."""
    if thing is None or isinstance(thing, (str, bytes, bool, int, float, date, Text, ev.Touch)):
        return True
    if isinstance(thing, tuple):
        return all(is_data(part) for part in thing)
    if not (is_dataclass(thing) and type(thing).__module__.startswith("kiosk.visit.view")):
        return False
    return all(is_data(getattr(thing, one.name)) for one in fields(thing))


def look_at_the_screen(story: Story, place: Place) -> None:
    shown = story.screen
    assert is_data(shown)
    offered = buttons(shown)
    for button in offered:
        assert said(button.label).strip()
    for text in (part for part in within(shown) if isinstance(part, Text)):
        assert not any(word in said(text).lower() for word in ("erreur", "error", "échec"))
    without_way_on = (AttractView, ClosedView, OutOfServiceView)
    if not isinstance(shown.body, without_way_on):
        languages = (*buttons(shown.frame.languages),)
        assert any(button.enabled and button not in languages for button in offered)
    brick = [button for button in offered if button.tone == "person"]
    assert len(brick) == bool(shown.frame.bar)
    for person in brick:
        assert person in shown.frame.bar
        assert isinstance(person.event, (ev.AskForPerson, ev.ShowSign))
        assert person.enabled


def look_at_the_accounts(story: Story, place: Place) -> None:
    """No seat is kept from others for nobody, and no call goes on that no screen shows."""
    to_come = [one for _id, one in (*place.waiting, *place.late)]
    booking = {one.booking_id for one in to_come if isinstance(one, fx.Book)}
    draft = story.visit.draft
    wanted = {booking_id_of(draft.seat)} if draft else set()
    assert place.held <= wanted | booking
    assert place.calls == ({story.visit.call.id} if story.visit.call else set())
    if isinstance(story.visit.scene, Sign):
        assert story.visit.call
    for effect in story.effects:
        if isinstance(effect, fx.AddCounts):
            look_at_the_counts(effect.counts)


def look_at_the_counts(counts: tuple[Count, ...]) -> None:
    """Of one visit, whatever was touched: each once, and none more than what it is part of."""

    def of(*kinds: What) -> list[str]:
        return [one.about for one in counts if one.what in kinds]

    def steps(what: What) -> set[tuple[str, str]]:
        return {(one.about, one.step) for one in counts if one.what == what}

    assert all(one.number > 0 for one in counts)
    assert len(of("language")) == len(of("visit")) <= 1
    assert len(of("with_person")) <= 1
    assert sorted(of("walk")) == sorted(set(of("walk")))
    assert sorted(of("walk_finished", "stopped")) == sorted(of("walk"))
    assert set(of("walk_alone")) <= set(of("walk_finished"))
    assert steps("asked") | steps("stopped") <= steps("step")


def the_way_home(visit: Visit, context: Context) -> int:
    """How many times Back, or the only way on, until the first screen of the visit."""
    for presses in range(LONGEST_WAY_HOME):
        if isinstance(visit.scene, Home) or visit.scene.at_rest:
            return presses
        shown = view(visit, context)
        match shown.body:
            case StillThereView(stay=button):
                pass
            case SignView(no_longer=button):
                pass
            case ThanksView(leave=button):
                pass
            case NoteWordsView(leave=Button() as button) | EntryListView(leave=button):
                pass
            case StaffPinView(leave=button) | StaffView(leave=button):
                pass
            case _:
                button = shown.frame.bar[0]
                assert isinstance(button.event, ev.GoBack)
        visit, _effects = update(visit, button.event, context)
        if visit.draft and isinstance(visit.draft.seat, BookingSeat):
            book = fx.Book(visit.draft.seat.booking_id, 1, "cv", "face", "", "", None)
            visit, _effects = update(visit, results.StoreFailed(visit.id, book), context)
    raise AssertionError(f"Back does not lead home from {visit.scene}")


def look_for_the_way_home(story: Story, place: Place) -> None:
    the_way_home(story.visit, story.context)


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_touched_there_is_a_screen_with_a_way_on_and_a_person(seed: int) -> None:
    play(seed, look_at_the_screen)


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_touched_every_seat_and_every_call_is_given_back(seed: int) -> None:
    play(seed, look_at_the_accounts)


@pytest.mark.parametrize("seed", SEEDS)
def test_from_wherever_a_visitor_is_back_leads_home(seed: int) -> None:
    play(seed, look_for_the_way_home)


def test_these_visitors_together_have_seen_every_screen() -> None:
    seen: set[str] = set()
    for seed in SEEDS:
        play(seed, lambda story, _place: seen.add(type(story.screen.body).__name__))
    assert seen == {kind.__name__ for kind in Body.__subclasses__()}
