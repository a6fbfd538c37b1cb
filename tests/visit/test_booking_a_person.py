"""Booking a time with a person: the seat held, confirmed once, or given back."""

from __future__ import annotations

import pytest

from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit import results
from kiosk.visit.values import Mode, StuckAt
from kiosk.visit.view.booking_confirmation import ConfirmView
from kiosk.visit.view.home import HomeView
from kiosk.visit.view.person import HowView, NameView, PhoneView, TopicView
from kiosk.visit.view.steps import ReadStepView
from kiosk.visit.view.tickets import TicketView
from kiosk.visit.view.times import DaysView, TimesView
from kiosk.visit.views import NoticeView
from tests.visit.story import TIMES, Story, said, time


@pytest.mark.parametrize("mode", ["face", "phone", "video"])
def test_an_appointment_in_each_mode(mode: Mode) -> None:
    story = Story().to_confirmation(mode)
    held = story.seat_is_held()
    assert (held.session_id, held.topic, held.mode, held.stuck_at) == (1, "other", mode, None)
    assert story.reads("Pour Zoé")
    story.touch("Oui, je réserve")
    book = story.is_booked()
    assert book.booking_id == held.booking_id
    assert (book.first_name, book.phone) == ("Zoé", "0612345678" if mode == "phone" else "")
    story.sees(TicketView)
    assert "Zoé" not in repr(story.visit)
    assert "0612345678" not in repr(story.visit)


def test_the_next_three_times_are_large_and_other_days_are_one_touch_away() -> None:
    story = Story().wake()
    story.touch("Je veux parler à quelqu'un", "Ici, en face à face", "Trouver un emploi")
    assert story.sees(TimesView).looking
    wanted = story.times_are(*TIMES)
    assert (wanted.topic, wanted.mode) == ("work", "face")
    assert [said(one.label) for one in story.sees(TimesView).nearest] == ["10 h", "11 h", "14 h"]
    story.touch("Une autre heure, un autre jour")
    assert [said(one.label) for one in story.sees(DaysView).times] == ["15 h"]
    story.touch("Mercredi 25 novembre")
    assert [said(one.label) for one in story.sees(DaysView).times] == ["16 h"]
    story.touch("16 h")
    story.sees(NameView)
    story.touch("Retour")
    assert [said(one.label) for one in story.sees(DaysView).days if one.picked] == [
        "Mercredi 25 novembre"
    ]


def test_a_known_topic_is_not_asked_again_and_the_step_comes_along() -> None:
    story = Story().start_walk()
    story.touch("C'est fait", "Oui", "Continuer", "Je bloque", "Ici, en face à face")
    assert story.times_are(*TIMES).topic == "declare"
    story.touch("11 h", "Continuer sans prénom")
    stuck_at = StuckAt(service="declare", step="hours")
    assert story.seat_is_held().stuck_at == stuck_at
    story.touch("Oui, je réserve")
    book = story.is_booked(stuck_at)
    assert book.progress is not None
    assert book.progress.trail == ("papers", "worked", "hours")
    story.touch("Retour")
    story.sees(ReadStepView)
    story.touch("Terminer")
    assert not story.offers("Garder mes étapes sur un ticket")


@pytest.mark.parametrize("typed", ["06", "0012345678", "1612345678", "+33", "06+12345678"])
def test_a_doubtful_number_is_said_kindly_and_can_be_mended(typed: str) -> None:
    story = Story().wake()
    story.touch("Je veux parler à quelqu'un", "Par téléphone", "Autre chose, ou je ne sais pas")
    story.times_are(*TIMES)
    story.touch("10 h")
    assert not story.offers("Continuer")
    story.types(typed)
    story.touch("Continuer")
    assert story.reads("Regardez le numéro")
    for _key in typed:
        story.send(ev.EraseKey())
    assert story.sees(PhoneView).note is None
    story.types("+33612345678")
    story.touch("Continuer")
    story.sees(NameView)


def test_back_retraces_every_question_and_gives_the_seat_back() -> None:
    story = Story().to_confirmation("phone")
    held = story.seat_is_held()
    story.touch("Retour")
    assert story.asked(fx.ReleaseSeat).booking_id == held.booking_id
    assert story.sees(NameView).typed == "Zoé"
    for screen in (PhoneView, TimesView, TopicView, HowView, HomeView):
        story.touch("Retour")
        story.sees(screen)


def test_the_seat_is_held_two_minutes_said_and_then_given_back() -> None:
    story = Story(idle_seconds=600).to_confirmation()
    assert not story.offers("Oui, je réserve")
    held = story.seat_is_held()
    assert story.reads("encore 2 min 00 s")
    story.wait(60)
    assert story.reads("encore 1 min 00 s")
    assert story.sees(ConfirmView).share_left == 0.5
    story.wait(59)
    assert story.reads("encore 1 seconde.")
    assert story.asked_nothing(fx.ReleaseSeat)
    story.wait(1)
    assert story.asked(fx.ReleaseSeat).booking_id == held.booking_id
    assert story.reads("Voulez-vous toujours cette heure ?")


def test_a_seat_given_back_may_be_held_again_by_one_touch_or_two() -> None:
    story = Story(idle_seconds=600).to_confirmation()
    first = story.seat_is_held()
    story.wait(120)
    again = story.button("Oui, la garder").event
    story.send(again)
    story.send(again)
    second = story.seat_is_held()
    assert second.booking_id != first.booking_id
    story.touch("Oui, je réserve")
    assert story.is_booked().booking_id == second.booking_id


def test_a_seat_taken_by_someone_else_is_said_with_the_nearest_other_times() -> None:
    story = Story().to_confirmation()
    wanted = story.asked(fx.HoldSeat)
    start = TIMES[0].starts_at
    later = [time(20 + hours, start.replace(hour=10 + hours)) for hours in (1, 2, 3, 4)]
    story.send(results.SeatGone(story.visit.id, wanted.session_id, tuple(reversed(later))))
    shown = story.sees(TimesView)
    assert shown.note is not None
    assert [said(one.label) for one in shown.nearest] == ["11 h", "12 h", "13 h"]
    story.touch("12 h")
    assert story.sees(NameView).typed == "Zoé"


@pytest.mark.parametrize(
    ("taken", "words"),
    [
        (True, "Cette heure vient d'être prise par quelqu'un d'autre."),
        (False, "Cette heure n'est plus libre."),
    ],
)
def test_nobody_is_said_to_have_taken_what_is_only_offered_no_more(taken: bool, words: str) -> None:
    story = Story().to_confirmation()
    wanted = story.asked(fx.HoldSeat)
    story.send(results.SeatGone(story.visit.id, wanted.session_id, TIMES[1:], taken))
    assert story.reads(words)


def test_a_double_touch_books_once() -> None:
    story = Story().to_confirmation()
    story.seat_is_held()
    confirm = story.button("Oui, je réserve").event
    story.send(confirm)
    story.send(confirm)
    story.send(ev.GoBack())
    assert story.reads("nous notons votre rendez-vous")
    story.is_booked()
    story.sees(TicketView)


def test_who_goes_home_while_it_is_written_down_still_gets_the_ticket() -> None:
    story = Story().to_confirmation()
    story.seat_is_held()
    story.touch("Oui, je réserve", "Accueil")
    assert story.asked_nothing(fx.ReleaseSeat)
    story.is_booked()
    story.sees(TicketView)


def test_a_ticket_that_comes_while_another_time_is_asked_for_gives_that_one_back() -> None:
    story = Story().to_confirmation()
    story.seat_is_held()
    story.touch("Oui, je réserve", "Accueil", "Je veux parler à quelqu'un", "Par vidéo")
    story.touch("Autre chose, ou je ne sais pas")
    story.times_are(*TIMES)
    story.touch("11 h", "Continuer sans prénom")
    second = story.seat_is_held()
    story.is_booked()
    assert story.asked(fx.ReleaseSeat).booking_id == second.booking_id


def test_a_visitor_who_leaves_before_the_seat_is_held_keeps_it_from_nobody() -> None:
    story = Story().to_confirmation()
    wanted = story.asked(fx.HoldSeat)
    story.touch("Accueil")
    assert story.asked(fx.ReleaseSeat).booking_id == wanted.booking_id
    story.send(results.SeatHeld(story.visit.id, story.hold(wanted)))
    assert story.asked(fx.ReleaseSeat).booking_id == wanted.booking_id
    story.sees(HomeView)


def test_an_answer_for_the_visitor_before_is_dropped_and_the_seat_released() -> None:
    story = Story().to_confirmation()
    wanted = story.asked(fx.HoldSeat)
    earlier = story.visit.id
    story.wait(90)
    story.effects.clear()
    fresh = story.visit
    assert fresh.id != earlier
    story.send(results.SeatHeld(earlier, story.hold(wanted)))
    story.send(results.TimesFound(earlier, "other", "face", TIMES))
    assert story.visit == fresh
    assert story.effects == [fx.ReleaseSeat(wanted.booking_id)]


def test_times_for_a_mode_no_longer_wanted_are_not_shown() -> None:
    story = Story().wake()
    story.touch("Je veux parler à quelqu'un", "Par téléphone", "Autre chose, ou je ne sais pas")
    late = story.asked(fx.FindTimes)
    story.touch("Retour", "Retour", "Par vidéo", "Autre chose, ou je ne sais pas")
    story.send(results.TimesFound(story.visit.id, late.topic, late.mode, TIMES[:1]))
    assert story.sees(TimesView).looking
    story.times_are(*TIMES)
    assert not story.sees(TimesView).looking


def test_no_free_time_still_leads_to_a_person() -> None:
    story = Story().wake()
    story.touch("Je veux parler à quelqu'un", "Par vidéo", "Autre chose, ou je ne sais pas")
    story.times_are()
    assert story.reads("Il n'y a pas d'heure libre")
    assert story.offers("Je préfère quelqu'un maintenant")


def test_when_times_cannot_be_looked_up_trying_again_asks_again() -> None:
    story = Story().wake()
    story.touch("Je veux parler à quelqu'un", "Par vidéo", "Autre chose, ou je ne sais pas")
    story.store_fails(fx.FindTimes)
    story.sees(NoticeView)
    story.touch("Essayer encore")
    story.times_are(*TIMES)
    assert story.sees(TimesView).nearest


def test_when_a_seat_cannot_be_held_trying_again_holds_it() -> None:
    story = Story().to_confirmation()
    story.store_fails(fx.HoldSeat)
    story.touch("Essayer encore")
    story.seat_is_held()
    assert story.offers("Oui, je réserve")


def test_when_a_booking_cannot_be_written_down_it_is_tried_again_with_the_same_id() -> None:
    story = Story().to_confirmation()
    held = story.seat_is_held()
    story.touch("Oui, je réserve")
    story.store_fails(fx.Book)
    story.sees(NoticeView)
    story.touch("Essayer encore", "Oui, je réserve")
    assert story.is_booked().booking_id == held.booking_id


def test_after_trouble_a_person_knows_what_it_was_about() -> None:
    story = Story().start_walk()
    story.touch("C'est fait", "Je bloque", "Par vidéo")
    story.store_fails(fx.FindTimes)
    story.touch("Parler à quelqu'un")
    story.sees(HowView)
    story.touch("Quelqu'un, maintenant")
    call = story.asked(fx.CallSomeone)
    assert call.stuck_at == StuckAt(service="declare", step="worked")


def test_trouble_with_what_nobody_waits_for_any_more_is_not_told() -> None:
    story = Story().wake()
    story.touch("Je veux parler à quelqu'un", "Par vidéo", "Autre chose, ou je ne sais pas")
    story.touch("Accueil")
    story.store_fails(fx.FindTimes)
    story.sees(HomeView)


def test_confirmation_is_a_screen_of_its_own() -> None:
    story = Story().to_confirmation()
    story.seat_is_held()
    shown = story.sees(ConfirmView)
    assert said(shown.hour) == "10 h"
    story.touch("Changer")
    story.sees(NameView)
