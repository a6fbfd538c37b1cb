"""Outside the place's opening hours, and five minutes before."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.i18n.text import Text
from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit.opening_times import OpeningTimes
from kiosk.visit.terminal_state import state_of
from kiosk.visit.today import Today
from kiosk.visit.view.end import ThanksView
from kiosk.visit.view.home import AttractView, HomeView
from kiosk.visit.view.opening_times import ClosedView
from kiosk.visit.view.person import HowView
from kiosk.visit.view.staff import StaffPinView
from tests.visit.story import MONDAY, PARIS, Story, said
from tests.visit.test_staff import at_menu

FRIDAY = datetime(2026, 11, 27, tzinfo=PARIS)


def story_at(now: datetime) -> Story:
    """Monday to Friday, nine to five."""
    days = [MONDAY + timedelta(days=number) for number in (0, 1, 2, 3, 4, 7, 8)]
    spans = tuple((day.replace(hour=9), day.replace(hour=17)) for day in days)
    times = OpeningTimes(spans=spans, known_until=MONDAY + timedelta(days=9))
    story = Story()
    story.context = replace(
        story.context, now=now, today=Today(opening=times), place_address="1 rue du Port"
    )
    story.send(ev.Tick())
    return story


def notice(story: Story) -> str:
    shown = story.screen.frame.notice
    return said(shown) if isinstance(shown, Text) else ""


def opens(story: Story) -> str:
    shown = story.sees(ClosedView).opens
    return said(shown) if shown else ""


def test_a_closed_terminal_says_when_it_opens_and_where_to_find_help() -> None:
    story = story_at(FRIDAY.replace(hour=18))
    assert opens(story) == "Nous ouvrons lundi 30 novembre, à 9 h."
    assert story.reads("39 49")
    assert story.reads("Maison de l'emploi, 1 rue du Port")
    assert state_of(story.visit) == "closed"
    assert opens(story_at(MONDAY.replace(hour=8))) == "Nous ouvrons à 9 h."
    assert opens(story_at(MONDAY.replace(hour=17))) == "Nous ouvrons demain, à 9 h."


def test_a_passer_by_begins_no_visit_and_may_read_it_in_their_language() -> None:
    story = story_at(FRIDAY.replace(hour=18))
    story.send(ev.Wake())
    story.scans()
    story.sees(ClosedView)
    assert story.asked_nothing(fx.FindTicket)
    story.touch("English")
    assert story.screen.language == "en"
    story.wait(61)
    assert story.screen.language == "fr"


def test_five_minutes_before_it_is_said_and_a_visit_finishes_however_late() -> None:
    story = story_at(FRIDAY.replace(hour=16, minute=54))
    story.open_service()
    assert notice(story) == ""
    story.wait(60)
    assert notice(story).startswith("Nous fermons à 17 h. Prenez le temps de finir")
    for _minute in range(20):
        story.send(ev.GoHome())
        story.wait(30)
    story.sees(HomeView)
    assert story.context.now > FRIDAY.replace(hour=17)
    assert notice(story).startswith("Nous fermons. Prenez le temps de finir")
    story.touch("Je veux parler à quelqu'un")
    assert story.sees(HowView).now is None
    story.touch("Terminer", "Bien")
    story.sees(ThanksView)
    story.wait(11)
    story.sees(ClosedView)
    assert notice(story) == ""


def test_it_closes_and_opens_by_itself() -> None:
    story = story_at(FRIDAY.replace(hour=16, minute=59, second=58))
    story.sees(AttractView)
    assert notice(story) == "Nous fermons à 17 h."
    story.wait(2)
    story.sees(ClosedView)
    story.context = replace(story.context, now=(FRIDAY + timedelta(days=3)).replace(hour=9))
    story.wait(1)
    story.sees(AttractView)
    assert notice(story) == ""


def test_an_hour_in_doubt_or_weeks_nobody_worked_out_close_nothing() -> None:
    story = story_at(FRIDAY.replace(hour=18))
    story.context = replace(story.context, clock_trouble="l'heure est douteuse")
    story.wait(1)
    story.sees(AttractView)
    story_at(MONDAY + timedelta(days=9)).sees(AttractView)


def test_staff_open_it_all_the_same_until_the_next_closing() -> None:
    story = story_at(FRIDAY.replace(hour=18))
    story.send(ev.OpenAnyway())
    story.sees(ClosedView)
    at_menu(story)
    assert story.reads("Jusqu'à la fermeture : lundi 30 novembre, 17 h")
    story.touch("Ouvrir quand même")
    monday = FRIDAY + timedelta(days=3)
    assert story.asked(fx.KeepOpen).until == monday.replace(hour=17)
    story.sees(AttractView)
    story.wait(2)
    story.sees(AttractView)
    story.context = replace(story.context, now=monday.replace(hour=17))
    story.wait(1)
    story.sees(ClosedView)


def test_staff_close_again_what_they_opened() -> None:
    story = at_menu(story_at(FRIDAY.replace(hour=18)))
    story.touch("Ouvrir quand même")
    story.asked(fx.KeepOpen)
    at_menu(story).touch("Suivre de nouveau les heures d'ouverture")
    assert story.asked(fx.KeepOpen).until is None
    story.sees(ClosedView)
    story.send(ev.StaffGesture())
    story.sees(StaffPinView)
