"""Someone, now: the screen is the sign."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit.standing_call import CallNews
from kiosk.visit.today import Today
from kiosk.visit.values import Tried
from kiosk.visit.view.home import AttractView, HomeView
from kiosk.visit.view.person import HowView, SignView
from kiosk.visit.view.staff import StillThereView
from kiosk.visit.view.steps import ChecklistStepView
from kiosk.visit.view.tickets import TicketView
from tests.visit.story import MONDAY, TIMES, Story


def called_from_a_step() -> tuple[Story, str]:
    story = Story().start_walk()
    story.touch("Je bloque", "Quelqu'un, maintenant")
    return story, story.asked(fx.CallSomeone).booking_id


def booked_meanwhile() -> tuple[Story, str]:
    story, call = called_from_a_step()
    story.touch("Prendre un rendez-vous en attendant", "Ici, en face à face")
    story.times_are(*TIMES)
    story.touch("10 h", "Continuer sans prénom")
    story.seat_is_held()
    story.touch("Oui, je réserve")
    story.is_booked()
    story.sees(TicketView)
    return story, call


def test_the_sign_stays_as_long_as_nobody_has_come() -> None:
    story, _call = called_from_a_step()
    assert story.reads("Ici, quelqu'un a besoin d'aide")
    story.wait(3600)
    story.sees(SignView)
    assert story.asked_nothing(fx.EndCall)


def test_a_call_no_longer_needed_is_ended_and_the_step_is_there_again() -> None:
    story, call = called_from_a_step()
    story.touch("Ce n'est plus nécessaire")
    assert story.asked(fx.EndCall).booking_id == call
    story.sees(ChecklistStepView)
    assert story.offers("Parler à quelqu'un")


def test_one_call_is_recorded_however_often_somebody_is_called() -> None:
    story, _call = called_from_a_step()
    story.touch("Prendre un rendez-vous en attendant", "Quelqu'un, maintenant")
    story.sees(SignView)
    assert story.asked_nothing(fx.CallSomeone)


def test_who_books_meanwhile_keeps_the_call_and_goes_back_to_the_sign() -> None:
    story, call = booked_meanwhile()
    story.touch("J'attends quelqu'un")
    story.sees(SignView)
    story.touch("Je suis là pour vous aider")
    assert story.asked(fx.AnswerCall).booking_id == call
    story.sees(ChecklistStepView)


def test_back_from_the_ticket_booked_meanwhile_is_the_sign_too() -> None:
    story, call = booked_meanwhile()
    story.touch("Retour", "Ce n'est plus nécessaire")
    assert story.asked(fx.EndCall).booking_id == call
    story.sees(ChecklistStepView)


def test_on_every_screen_the_bar_leads_back_to_the_sign() -> None:
    story, _call = called_from_a_step()
    story.touch("Prendre un rendez-vous en attendant", "Accueil")
    story.sees(HomeView)
    story.touch("Quelqu'un va venir")
    story.sees(SignView)
    story.touch("Ce n'est plus nécessaire")
    story.sees(HomeView)


def test_no_sign_is_left_standing_that_calls_nobody() -> None:
    story, _call = booked_meanwhile()
    story.touch("Terminer", "Quelqu'un va venir", "Ce n'est plus nécessaire")
    story.sees(ChecklistStepView)
    story.touch("Accueil", "Revoir mon ticket", "Retour")
    story.sees(HomeView)


def test_a_time_being_held_is_given_back_for_the_sign() -> None:
    story, _call = called_from_a_step()
    story.touch("Prendre un rendez-vous en attendant", "Ici, en face à face")
    story.times_are(*TIMES)
    story.touch("10 h", "Continuer sans prénom")
    held = story.seat_is_held()
    story.touch("Quelqu'un va venir")
    assert story.asked(fx.ReleaseSeat).booking_id == held.booking_id


def test_who_waits_and_walks_away_leaves_a_sign_that_tells_nothing() -> None:
    story, call = called_from_a_step()
    earlier = story.visit.id
    story.touch("Prendre un rendez-vous en attendant")
    story.wait(60)
    story.sees(StillThereView)
    story.wait(30)
    story.sees(SignView)
    assert story.visit.id != earlier
    assert "declare" not in repr(story.visit)
    story.asked(fx.WipeTerminal)
    assert story.asked_nothing(fx.EndCall)
    story.touch("Je suis là pour vous aider")
    assert story.asked(fx.AnswerCall).booking_id == call
    assert story.sees(HomeView).unfinished is None


def test_who_leaves_in_front_of_the_sign_leaves_nothing_of_their_visit() -> None:
    story, call = called_from_a_step()
    story.wait(10 * 60)
    story.sees(SignView)
    assert "declare" not in repr(story.visit)
    assert story.visit.call is not None
    assert story.visit.call.id == call
    story.touch("Ce n'est plus nécessaire")
    assert story.sees(HomeView).unfinished is None


def test_a_sign_that_nobody_answers_does_not_stand_all_night() -> None:
    story, call = called_from_a_step()
    story.wait(10 * 60)
    story.wait(60 * 60)
    story.sees(AttractView)
    assert story.asked(fx.EndCall).booking_id == call


def test_nobody_is_promised_when_no_helper_is_here() -> None:
    story = Story().start_walk()
    night = story.context.now + timedelta(hours=12)
    story.context = replace(story.context, today=Today(opens_at=night, closes_at=night))
    story.touch("Je bloque", "Quelqu'un, maintenant")
    assert story.reads("Il n'y a peut-être personne à cette heure.")
    assert not story.reads("Une personne va venir.")


def test_who_ends_the_visit_ends_the_call() -> None:
    story, call = called_from_a_step()
    story.touch("Prendre un rendez-vous en attendant", "Terminer", "Bien", "Fermer")
    story.sees(AttractView)
    assert story.asked(fx.EndCall).booking_id == call


def test_the_sign_stays_when_the_store_does_not_answer() -> None:
    story = Story().start_walk()
    story.touch("Je bloque", "Par vidéo")
    story.touch("Je préfère quelqu'un maintenant")
    story.store_fails(fx.FindTimes)
    story.store_fails(fx.CallSomeone)
    story.sees(SignView)


def test_back_from_how_leads_where_one_was() -> None:
    story = Story().start_walk()
    story.touch("Je bloque")
    story.sees(HowView)
    story.touch("Retour")
    story.sees(ChecklistStepView)
    story.send(ev.ShowSign())
    story.sees(ChecklistStepView)


def news(call: str, helper: str | None = "Amina Benali", minute: int = 0) -> CallNews:
    taken_at = MONDAY + timedelta(minutes=minute) if helper else None
    return CallNews(call_id=call, helper=helper, taken_at=taken_at)


def test_the_sign_says_who_comes_and_is_a_sign_again_when_it_is_put_back() -> None:
    story, call = called_from_a_step()
    story.send(news(call))
    assert story.reads("Amina Benali arrive")
    assert story.reads("Restez là. Amina Benali vient vers vous.")
    assert story.sees(SignView).initials == "AB"
    story.send(news(call, helper=None))
    assert story.reads("Ici, quelqu'un a besoin d'aide")
    assert story.reads("Restez là. Une personne va venir.")
    assert story.sees(SignView).initials == ""


def test_whom_nobody_answers_for_three_minutes_is_offered_a_time_and_the_call_goes_on() -> None:
    story, call = called_from_a_step()
    story.wait(179)
    assert not story.sees(SignView).nobody_came
    story.wait(1)
    assert story.sees(SignView).nobody_came
    assert story.reads("Personne n'est encore venu. Vous pouvez aussi prendre un rendez-vous")
    story.send(news(call))
    assert not story.sees(SignView).nobody_came
    story.send(news(call, helper=None))
    story.touch("Prendre un rendez-vous en attendant")
    story.sees(HowView)
    assert story.asked_nothing(fx.EndCall)


def test_who_said_that_they_come_and_did_not_is_waited_for_no_more() -> None:
    story, call = called_from_a_step()
    story.send(news(call))
    story.wait(180)
    assert story.reads("Personne n'est encore venu.")
    assert not story.reads("arrive")
    story.send(news(call))  # the store has nothing new
    assert story.reads("Personne n'est encore venu.")
    story.send(news(call, minute=4))  # they said so again
    assert story.reads("Amina Benali arrive")


def test_what_the_team_settles_gives_the_step_back_without_asking_who_is_there() -> None:
    story, call = called_from_a_step()
    story.wait(300)
    story.send(CallNews(call_id=call, over=True))
    story.sees(ChecklistStepView)
    assert story.asked_nothing(fx.AnswerCall, fx.EndCall)
    story.wait(30)
    story.sees(ChecklistStepView)
    assert story.offers("Parler à quelqu'un")


def test_what_is_settled_while_the_visitor_books_leaves_them_where_they_are() -> None:
    story, call = called_from_a_step()
    story.touch("Prendre un rendez-vous en attendant")
    story.send(CallNews(call_id=call, over=True))
    story.sees(HowView)
    assert story.offers("Parler à quelqu'un")


def test_news_reach_the_sign_under_the_staffs_menu_and_never_another_call() -> None:
    story, call = called_from_a_step()
    story.send(ev.StaffGesture())
    story.send(news(call))
    story.send(news("of the visitor before", helper="Yann", minute=1))
    story.send(ev.LeaveStaff())
    assert story.reads("Amina Benali arrive")


def test_a_sign_whose_visitor_has_left_hears_who_comes_too() -> None:
    story, call = called_from_a_step()
    story.wait(10 * 60)
    story.send(news(call))
    assert story.reads("Amina Benali arrive")
    story.send(CallNews(call_id=call, over=True))
    assert story.sees(HomeView).unfinished is None


def test_a_call_says_what_was_tried_and_how_often_and_nothing_that_was_typed() -> None:
    story = Story().start_walk()
    story.touch("C'est fait", "Non", "Continuer")
    story.touch_block("Salaire")
    story.touch_block("Salaire")
    story.touch("Je bloque", "Quelqu'un, maintenant")
    assert story.asked(fx.CallSomeone).tried == Tried(times=2, what="Valider")


def test_who_found_the_right_place_after_all_is_stuck_at_something_else() -> None:
    story = Story().start_walk()
    story.touch("C'est fait", "Non", "Continuer")
    story.touch_block("Salaire")
    story.touch_block("Valider")
    story.touch("Je bloque", "Quelqu'un, maintenant")
    assert story.asked(fx.CallSomeone).tried is None


def test_who_needs_nobody_any_more_goes_on_alone_and_who_leaves_is_not_known_to() -> None:
    story, _call = called_from_a_step()
    story.touch("Ce n'est plus nécessaire")
    assert story.asked(fx.EndCall).goes_on_alone
    story, _call = called_from_a_step()
    story.touch("Prendre un rendez-vous en attendant", "Terminer", "Bien", "Fermer")
    assert not story.asked(fx.EndCall).goes_on_alone
