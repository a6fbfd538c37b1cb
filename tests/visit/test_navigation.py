"""Waking the terminal, its doors, where to begin, and going back."""

from __future__ import annotations

from kiosk.visit import events as ev
from kiosk.visit.view.home import AttractView, HomeView
from kiosk.visit.view.orientation import OrientationView, SuggestionsView
from kiosk.visit.view.services import ServicesView, ServiceView, ThemesView
from kiosk.visit.view.steps import ReadStepView
from tests.visit.story import Story, buttons, said


def test_the_touch_that_wakes_the_screen_presses_nothing_else() -> None:
    story = Story()
    story.sees(AttractView)
    assert not buttons(story.screen)
    story.wake()
    story.sees(HomeView)
    assert not story.effects


def test_nobody_leaves_another_language_on_the_first_screen() -> None:
    story = Story()
    story.send(ev.ChooseLanguage("en"))
    assert story.visit.language == "fr"
    story.wake().touch("English")
    assert story.screen.language == "en"
    story.send(ev.ChooseLanguage("xx"))
    assert story.screen.language == "en"


def test_home_has_four_doors_and_a_small_one() -> None:
    home = Story().wake().sees(HomeView)
    assert [said(door.label) for door in home.doors] == [
        "Je sais ce que je veux faire",
        "Je ne sais pas par où commencer",
        "Je veux parler à quelqu'un",
        "Faire avec d'autres",
    ]
    assert said(home.ticket.label) == "J'ai un ticket"
    assert home.unfinished is None


def test_a_service_says_what_it_is_for_and_what_it_asks() -> None:
    story = Story().open_service()
    page = story.sees(ServiceView)
    assert said(page.title) == "S'actualiser"
    assert [said(thing) for thing in page.at_hand] == ["Votre identifiant"]
    assert story.reads("Environ 10 minutes ici")
    assert story.reads("Il faut un compte")


def test_back_retraces_the_way_to_a_service() -> None:
    story = Story().start_walk("Le numérique", "Une boîte aux lettres électronique")
    story.sees(ReadStepView)
    for screen in (ServiceView, ServicesView, ThemesView, HomeView):
        story.touch("Retour")
        story.sees(screen)
    assert not story.button("Retour").enabled, "there is nothing behind the three doors"


def test_who_does_not_know_where_to_begin_answers_and_gets_a_few_ideas_with_reasons() -> None:
    story = Story().wake()
    story.touch("Je ne sais pas par où commencer")
    assert story.sees(OrientationView).position == 1
    story.touch("Écrire un CV")
    assert story.sees(OrientationView).position == 2
    story.touch("Pas encore")
    ideas = story.sees(SuggestionsView)
    reasons = {said(one.label): said(one.detail) for one in ideas.suggestions if one.detail}
    assert reasons == {
        "Faire un CV": "Vous voulez un CV.",
        "Une boîte aux lettres électronique": "Pour bien commencer.",
    }
    assert isinstance(ideas.person.event, ev.AskForPerson)


def test_a_chosen_idea_leads_back_to_the_ideas_then_to_the_questions() -> None:
    story = Story().wake()
    story.touch("Je ne sais pas par où commencer", "Écrire un CV", "Assez", "Faire un CV")
    story.sees(ServiceView)
    story.touch("Retour")
    story.sees(SuggestionsView)
    story.touch("Retour")
    assert story.sees(OrientationView).position == 2
    story.touch("Retour")
    assert story.sees(OrientationView).position == 1
    story.touch("Retour")
    story.sees(HomeView)


def test_one_answer_touched_twice_counts_once() -> None:
    story = Story().wake()
    story.touch("Je ne sais pas par où commencer")
    twice = story.button("Écrire un CV").event
    story.send(twice)
    story.send(twice)
    assert story.sees(OrientationView).position == 2
