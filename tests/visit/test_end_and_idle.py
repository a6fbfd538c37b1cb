"""The end of a visit, and a visitor who no longer touches the screen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.visit import effects as fx
from kiosk.visit import results
from kiosk.visit.state import new_visit
from kiosk.visit.view.end import EndView, ThanksView
from kiosk.visit.view.home import AttractView, HomeView
from kiosk.visit.view.orientation import OrientationView
from kiosk.visit.view.staff import StillThereView
from kiosk.visit.view.steps import ChecklistStepView, ChoiceStepView
from kiosk.visit.view.tickets import TicketView
from tests.visit.story import Story, said, ticket


def is_like_a_fresh_one(story: Story) -> bool:
    fresh = new_visit(story.context)
    return replace(story.visit, id=fresh.id, touched_at=fresh.touched_at) == fresh


def test_three_faces_then_thanks_then_nothing_is_left() -> None:
    story = Story().start_walk()
    story.touch("English", "Terminer")
    assert [said(face.label) for face in story.sees(EndView).faces] == ["Bien", "Moyen", "Pas bien"]
    story.touch("Pas bien")
    assert story.asked(fx.CountFace).face == "bad"
    story.sees(ThanksView)
    story.wait(10)
    story.sees(AttractView)
    story.asked(fx.WipeTerminal)
    assert is_like_a_fresh_one(story)


def test_nobody_has_to_rate() -> None:
    story = Story().wake()
    story.touch("Terminer", "Terminer sans répondre", "Fermer")
    assert story.asked_nothing(fx.CountFace)
    story.sees(AttractView)


def test_the_end_touched_by_mistake_loses_nothing() -> None:
    story = Story().start_walk()
    story.touch("C'est fait", "Terminer", "Terminer", "Retour")
    story.sees(ChoiceStepView)


def test_steps_kept_at_the_very_end_still_give_their_ticket() -> None:
    story = Story().start_walk()
    story.touch("Terminer", "Garder mes étapes sur un ticket", "Bien")
    story.asked(fx.SaveSteps)
    story.send(results.StepsKept(story.visit.id, ticket()))
    story.sees(TicketView)


@pytest.mark.parametrize("wipe", ["idle", "end"])
def test_nothing_that_was_typed_outlives_the_visit(wipe: str) -> None:
    story = Story().to_confirmation("phone")
    held = story.seat_is_held()
    assert "Zoé" in repr(story.visit)
    assert "0612345678" in repr(story.visit)
    if wipe == "idle":
        story.wait(90)
    else:
        story.touch("Terminer", "Bien", "Fermer")
    story.sees(AttractView)
    assert "Zoé" not in repr(story.visit)
    assert "0612345678" not in repr(story.visit)
    assert is_like_a_fresh_one(story)
    assert story.asked(fx.ReleaseSeat).booking_id == held.booking_id
    story.asked(fx.WipeTerminal)


def test_after_a_minute_the_screen_asks_kindly_seen_and_heard() -> None:
    story = Story().start_walk()
    story.wait(59)
    story.sees(ChecklistStepView)
    story.wait(1)
    assert story.sees(StillThereView).seconds_left == 30
    story.asked(fx.Chime)
    story.wait(29)
    assert story.sees(StillThereView).seconds_left == 1
    assert story.asked_nothing(fx.Chime)
    story.wait(1)
    story.sees(AttractView)


def test_one_touch_goes_on_as_often_as_wanted() -> None:
    story = Story().start_walk()
    story.touch("Le mot de passe")
    for _time in range(20):
        story.wait(89)
        story.touch("Oui, je continue")
        items = story.sees(ChecklistStepView).items
        assert [one.picked for one in items] == [False, True, False]


def test_who_needs_time_has_it_on_this_screen_only() -> None:
    story = Story().start_walk()
    story.wait(60)
    story.touch("J'ai besoin de temps")
    story.wait(19 * 60)
    story.touch("Le mot de passe")
    story.wait(600)
    story.sees(ChecklistStepView)
    story.touch("C'est fait")
    story.wait(60)
    story.sees(StillThereView)


def test_what_stands_on_a_screen_that_was_left_does_not_stand_there_for_ever() -> None:
    story = Story().start_walk()
    story.wait(60)
    story.touch("J'ai besoin de temps")
    story.wait(20 * 60)
    story.sees(StillThereView)
    story.wait(30)
    story.sees(AttractView)


def test_time_asked_for_at_one_question_is_not_given_for_the_next() -> None:
    story = Story().wake()
    story.touch("Je ne sais pas par où commencer")
    story.wait(60)
    story.touch("J'ai besoin de temps")
    story.wait(300)
    story.sees(OrientationView)
    story.touch("Écrire un CV")
    story.wait(60)
    story.sees(StillThereView)


def test_the_question_says_what_stays() -> None:
    story = Story().to_confirmation()
    story.seat_is_held()
    story.touch("Oui, je réserve")
    story.is_booked()
    story.wait(60)
    assert story.reads("Votre rendez-vous, lui, reste.")


def test_nobody_is_asked_at_the_first_screen() -> None:
    story = Story()
    story.wait(600)
    story.sees(AttractView)
    assert not story.effects
    story.wake()
    story.wait(59)
    story.sees(HomeView)
