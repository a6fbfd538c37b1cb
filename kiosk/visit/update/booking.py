"""Meeting a person: how, about what, when, under what name; the seat held, then booked."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.bookings import Booking, Session, stuck_at
from kiosk.visit.draft_seat import (
    AskedSeat,
    BookingSeat,
    DoubtfulSeat,
    DraftSeat,
    HeldSeat,
    LostSeat,
    NoSeat,
    WithHold,
    booking_id_of,
)
from kiosk.visit.effects import Book, FindTimes, HoldSeat, ReleaseSeat
from kiosk.visit.events import (
    AskForPerson,
    ChooseDay,
    ChooseMode,
    ChooseTime,
    ChooseTopic,
    ConfirmBooking,
    HoldAgain,
    OtherDays,
    Stuck,
)
from kiosk.visit.results import Booked, SameHourFound, SeatGone, SeatHeld, TimesFound
from kiosk.visit.scenes import (
    AppointmentCancelled,
    AppointmentOver,
    AtStep,
    Confirm,
    Days,
    End,
    Home,
    How,
    Name,
    Phone,
    Scene,
    ServicePage,
    Services,
    Sign,
    StoreTrouble,
    Times,
    Topic,
    WalkDone,
)
from kiosk.visit.state import BookingDraft, Context, Gone, Visit, Walk
from kiosk.visit.update.outcome import Outcome, go, let_go, on, stay
from kiosk.visit.update.same_hour import in_the_way
from kiosk.visit.update.ticket import hand_over
from kiosk.visit.values import OTHER_TOPIC, FreeTime, Mode, StuckAt

NEAREST = 3
"""How many times are shown in large before "another day"."""


def begin_draft(visit: Visit) -> BookingDraft:
    """What the walk already tells: the topic, and the step where help is wanted."""
    scene = visit.scene
    if isinstance(scene, (End, StoreTrouble)):
        scene = scene.origin
    topic: str | None = None
    stuck_at: StuckAt | None = None
    match scene:
        case AtStep(service=service):
            topic = service
            walk = visit.walk(service)
            stuck_at = StuckAt(service=service, step=walk.step) if walk else None
        case ServicePage(service=service) | WalkDone(service=service):
            topic = service
        case Services(theme=theme):
            topic = theme
        case _:
            pass
    origin: Scene = scene
    if isinstance(scene, (AppointmentOver, AppointmentCancelled)):
        origin = Home()
    return BookingDraft(
        origin=origin, topic=topic, topic_known=topic is not None, stuck_at=stuck_at
    )


def afresh(draft: BookingDraft) -> BookingDraft:
    """With no seat held and nothing written down; what was said stays."""
    return replace(
        draft,
        seat=NoSeat(),
        to_be_called=False,
        enquiry_id="",
    )


MAY_BE_BOOKED = (HeldSeat, DoubtfulSeat)
"""In doubt: with the same key, so that what was written down after all is found."""


@on(AskForPerson)
def ask_for_person(visit: Visit, event: AskForPerson, context: Context) -> Outcome:
    if isinstance(visit.scene, Sign):
        return stay(visit)
    if (visit.scene.in_booking or isinstance(visit.scene, StoreTrouble)) and visit.draft:
        # Somebody else, or somehow else: what was to be moved stays as it is.
        draft = replace(afresh(visit.draft), moves="")
        return replace(visit, scene=How(), draft=draft), let_go(visit)
    return go(replace(visit, draft=begin_draft(visit)), How())


@on(Stuck)
def stuck(visit: Visit, event: Stuck, context: Context) -> Outcome:
    """ "Je bloque" leads to a person and carries the service and the step along."""
    return go(replace(visit, draft=begin_draft(visit)), How())


def look_for_times(visit: Visit, draft: BookingDraft, mode: Mode, topic: str) -> Outcome:
    """To the free times, which are looked up."""
    looking = replace(draft, mode=mode, topic=topic, times=None, gone=None, chosen=None)
    return go(replace(visit, draft=looking), Times(), FindTimes(topic, mode))


@on(ChooseMode)
def choose_mode(visit: Visit, event: ChooseMode, context: Context) -> Outcome:
    draft = visit.draft or begin_draft(visit)
    if draft.topic_known and draft.topic:
        return look_for_times(visit, draft, event.mode, draft.topic)
    return go(replace(visit, draft=replace(draft, mode=event.mode)), Topic())


@on(ChooseTopic)
def choose_topic(visit: Visit, event: ChooseTopic, context: Context) -> Outcome:
    if visit.draft is None or visit.draft.mode is None:
        return stay(visit)
    return look_for_times(visit, visit.draft, visit.draft.mode, event.topic)


@on(TimesFound)
def times_found(visit: Visit, event: TimesFound, context: Context) -> Outcome:
    """Times for another topic or another mode than the one wanted by now are dropped."""
    draft = visit.draft
    if draft is None or (draft.topic, draft.mode) != (event.topic, event.mode):
        return stay(visit)
    return stay(replace(visit, draft=replace(draft, times=event.times)))


@on(OtherDays)
def other_days(visit: Visit, event: OtherDays, context: Context) -> Outcome:
    times = visit.draft.times if visit.draft else None
    if not times:
        return stay(visit)
    later = times[NEAREST:] or times
    return go(visit, Days(later[0].starts_at.astimezone(context.zone).date()))


@on(ChooseDay)
def choose_day(visit: Visit, event: ChooseDay, context: Context) -> Outcome:
    return go(visit, Days(event.day))


@on(ChooseTime)
def choose_time(visit: Visit, event: ChooseTime, context: Context) -> Outcome:
    draft = visit.draft
    times = draft.times if draft else None
    chosen = next((time for time in times or () if time.session_id == event.session_id), None)
    if draft is None or chosen is None:
        return stay(visit)
    scene: Scene = Phone() if draft.mode == "phone" else Name()
    day = visit.scene.day if isinstance(visit.scene, Days) else None
    draft = replace(draft, chosen=chosen, day=day, gone=None)
    return go(replace(visit, draft=draft), scene)


def hold_seat(visit: Visit, draft: BookingDraft, context: Context, booking_id: str = "") -> Outcome:
    """To the confirmation, with the seat held while it is read.

    Asked again with the same `booking_id`, a seat that is held already is held once.
    """
    if draft.chosen is None or draft.mode is None:
        return stay(visit)
    topic = draft.topic or OTHER_TOPIC
    asked = AskedSeat(booking_id or context.new_id())
    wanted = HoldSeat(asked.booking_id, draft.chosen.session_id, topic, draft.mode, draft.stuck_at)
    return go(replace(visit, draft=replace(afresh(draft), seat=asked)), Confirm(), wanted)


@on(HoldAgain)
def hold_again(visit: Visit, event: HoldAgain, context: Context) -> Outcome:
    """Once: a second touch would find the seat taken, by the first."""
    draft = visit.draft
    if draft is None or not isinstance(draft.seat, LostSeat):
        return stay(visit)
    return hold_seat(visit, draft, context)


@on(SeatHeld)
def seat_held(visit: Visit, event: SeatHeld, context: Context) -> Outcome:
    """A seat held for someone who has left that screen meanwhile is given back."""
    draft = visit.draft
    if draft is None or booking_id_of(draft.seat) != event.hold.booking_id:
        return visit, (ReleaseSeat(event.hold.booking_id),)
    until = context.elapsed + _held_for(event, context)
    match draft.seat:
        case BookingSeat() | DoubtfulSeat() as seat:  # asked for twice, and confirmed between
            held: DraftSeat = replace(seat, hold=event.hold, until=until)
        case _:
            held = HeldSeat(event.hold, until)
    return stay(replace(visit, draft=replace(draft, seat=held)))


def _held_for(event: SeatHeld, context: Context) -> float:
    """How many seconds a hold just given lasts; never longer than holds are given for."""
    left = (event.hold.expires_at - context.now).total_seconds()
    return min(max(left, 0.0), float(context.hold_seconds))


def nearest_to(time: FreeTime, times: tuple[FreeTime, ...]) -> tuple[FreeTime, ...]:
    """The free times nearest to one that is gone first, the rest after, each by the clock."""
    by_distance = sorted(times, key=lambda other: abs(other.starts_at - time.starts_at))
    near = sorted(by_distance[:NEAREST], key=lambda other: other.starts_at)
    rest = sorted(by_distance[NEAREST:], key=lambda other: other.starts_at)
    return (*near, *rest)


@on(SeatGone)
def seat_gone(visit: Visit, event: SeatGone, context: Context) -> Outcome:
    draft = visit.draft
    if draft is None or draft.chosen is None or draft.chosen.session_id != event.session_id:
        return stay(visit)
    times = nearest_to(draft.chosen, event.times)
    gone: Gone = "taken" if event.taken else "not_offered"
    draft = replace(afresh(draft), times=times, gone=gone, chosen=None)
    return go(replace(visit, draft=draft), Times())


@on(ConfirmBooking)
def confirm_booking(visit: Visit, event: ConfirmBooking, context: Context) -> Outcome:
    draft = visit.draft
    if draft is None or draft.mode is None or not isinstance(draft.seat, MAY_BE_BOOKED):
        return stay(visit)
    seat = draft.seat
    walk = walk_to_carry(visit, draft.stuck_at)
    book = Book(
        booking_id=seat.booking_id,
        session_id=seat.hold.time.session_id,
        topic=draft.topic or OTHER_TOPIC,
        mode=draft.mode,
        first_name=draft.first_name.strip(),
        phone=draft.phone if draft.mode == "phone" else "",
        progress=walk.progress if walk else None,
        carnet=visit.carnet_code,
        instead_of=event.instead_of,
        moves=draft.moves,
    )
    booking = BookingSeat(seat.hold, seat.until)
    return replace(visit, draft=replace(draft, seat=booking)), (book,)


@on(SameHourFound)
def same_hour_found(visit: Visit, event: SameHourFound, context: Context) -> Outcome:
    """The ticket got something else meanwhile: the confirmation says so, and what to give up."""
    draft = visit.draft
    if visit.carnet and visit.carnet.code == event.ticket.code:
        visit = replace(visit, carnet=event.ticket)
    if draft is None or booking_id_of(draft.seat) != event.booking_id:
        return stay(visit)
    seat = draft.seat
    if isinstance(seat, BookingSeat):
        draft = replace(draft, seat=HeldSeat(seat.hold, seat.until))
    return stay(replace(visit, draft=draft))


def at_this_hour(visit: Visit, time: FreeTime, context: Context) -> Booking | None:
    """What the ticket in hand has at the hour of an appointment, but for the one that is moved."""
    wanted = Session(
        id=time.session_id,
        starts_at=time.starts_at,
        ends_at=time.ends_at,
        helper=None,
        location=None,
    )
    return in_the_way(visit, wanted, context, visit.draft.moves if visit.draft else "")


def walk_to_carry(visit: Visit, stuck_at: StuckAt | None) -> Walk | None:
    """The walk whose steps the ticket of an appointment brings back."""
    return visit.walk(stuck_at.service) if stuck_at else visit.unfinished


@on(Booked)
def booked(visit: Visit, event: Booked, context: Context) -> Outcome:
    """Wherever the visitor is by now: what is booked is said, however late; unless they were
    told that it could not be written down, and went another way: then it is cancelled."""
    if event.booking.id in visit.given_up:
        return stay(visit)
    origin = visit.draft.origin if visit.draft else Home()
    if isinstance(visit.scene, Sign):
        origin = visit.scene
    elif visit.call:
        origin = Sign(origin)
    another = visit.draft is not None and booking_id_of(visit.draft.seat) != event.booking.id
    given_back = let_go(visit) if another else ()
    carried = walk_to_carry(visit, stuck_at(event.booking))
    if carried:
        visit = visit.with_walk(replace(carried, kept=True))
    issued, effects = hand_over(replace(visit, draft=None), event.ticket, origin)
    return issued, (*given_back, *effects)


def watch_hold(visit: Visit, context: Context) -> Outcome:
    """Give the seat back when the two minutes are over, and say so."""
    draft = visit.draft
    if draft is None or not isinstance(draft.seat, HeldSeat):
        return stay(visit)
    if context.elapsed < draft.seat.until:
        return stay(visit)
    lost = replace(draft, seat=LostSeat())
    return replace(visit, draft=lost), (ReleaseSeat(draft.seat.booking_id),)


def time_left(visit: Visit, context: Context) -> float:
    """How many seconds the seat is still held."""
    seat = visit.draft.seat if visit.draft else NoSeat()
    return max(seat.until - context.elapsed, 0.0) if isinstance(seat, WithHold) else 0.0
