"""Walking a service, step by step."""

from __future__ import annotations

from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit import results
from kiosk.visit.values import Progress
from kiosk.visit.view.end import EndView
from kiosk.visit.view.home import HomeView
from kiosk.visit.view.person import HowView, SignView
from kiosk.visit.view.steps import (
    ChecklistStepView,
    ChoiceStepView,
    PhoneStepView,
    ReadStepView,
    RehearseStepView,
    StepHead,
    WalkDoneView,
)
from kiosk.visit.view.tickets import TicketView
from kiosk.visit.walk_paths import lines
from tests.visit.small_catalog import DECLARE
from tests.visit.story import Story, said, ticket, within


def place(story: Story) -> str:
    head = next(part for part in within(story.screen.body) if isinstance(part, StepHead))
    return said(head.place)


def to_rehearsal() -> Story:
    story = Story().start_walk()
    story.touch("C'est fait", "Non", "Continuer")
    story.sees(RehearseStepView)
    return story


def test_a_whole_walk() -> None:
    story = Story().start_walk()
    story.sees(ChecklistStepView)
    assert place(story) == "Étape 1 sur 5"
    story.touch("C'est fait")
    story.sees(ChoiceStepView)
    story.touch("Oui", "Continuer")
    story.sees(ReadStepView)
    assert place(story) == "Étape 3 sur 5"
    story.touch("C'est fait")
    story.sees(RehearseStepView)
    story.touch_block("Valider")
    story.touch("C'est fait")
    assert story.sees(PhoneStepView).address == "https://www.francetravail.fr/actualisation"
    assert place(story) == "Étape 5 sur 5"
    story.touch("C'est fait")
    story.sees(WalkDoneView)
    assert not story.effects


def test_an_answer_that_skips_a_step_is_counted_rightly() -> None:
    story = Story().start_walk()
    story.touch("C'est fait")
    assert place(story) == "Étape 2 sur 5"
    story.touch("Non")
    assert place(story) == "Étape 2 sur 4"
    story.touch("Continuer")
    assert place(story) == "Étape 3 sur 4"
    story.touch("Retour", "Oui")
    assert place(story) == "Étape 2 sur 5"
    story.touch("Continuer")
    story.sees(ReadStepView)


def test_a_choice_says_what_follows_and_waits_for_an_answer() -> None:
    story = Story().start_walk()
    story.touch("C'est fait")
    assert story.sees(ChoiceStepView).done is None
    story.send(ev.StepDone())
    assert story.sees(ChoiceStepView).feedback is None
    story.touch("Oui")
    assert story.reads("Comptez vos heures.")
    story.touch("Non")
    assert not story.reads("Comptez vos heures.")
    picked = [said(one.label) for one in story.sees(ChoiceStepView).answers if one.picked]
    assert picked == ["Non"]


def test_ticks_are_kept_on_the_way_back_and_can_be_taken_off() -> None:
    story = Story().start_walk()
    story.touch("Le mot de passe", "La fiche de paie", "La fiche de paie", "C'est fait", "Retour")
    ticked = [said(one.label) for one in story.sees(ChecklistStepView).items if one.picked]
    assert ticked == ["Le mot de passe"]


def test_a_wrong_touch_teaches_and_two_make_the_right_place_glow() -> None:
    story = to_rehearsal()
    story.touch_block("Salaire")
    assert story.reads("Ici, on écrit le salaire.")
    assert not [block for block in story.sees(RehearseStepView).page if block.glows]
    story.touch_block("Vérifiez vos réponses.")
    assert story.reads("Le bouton est tout en bas.")
    glowing = [said(block.text) for block in story.sees(RehearseStepView).page if block.glows]
    assert glowing == ["Valider"]


def test_a_wrong_touch_with_nothing_to_teach_does_not_blame() -> None:
    story = to_rehearsal()
    story.touch_block("Vérifiez vos réponses.")
    assert story.reads("Ce n'est pas ici. Regardez encore")


def test_the_right_place_is_found_and_stays_found() -> None:
    story = to_rehearsal()
    assert story.offers("Passer cette étape")
    assert not story.offers("C'est fait")
    story.touch_block("Valider")
    assert story.reads("Voilà, c'est le bon bouton.")
    story.touch_block("Salaire")
    assert story.sees(RehearseStepView).found
    story.touch("C'est fait", "Retour")
    assert story.sees(RehearseStepView).found


def test_a_rehearsal_may_be_skipped() -> None:
    story = to_rehearsal()
    story.touch("Passer cette étape")
    story.sees(PhoneStepView)


def test_one_line_of_a_list_is_the_right_place() -> None:
    story = Story().start_walk(name="Faire un CV")
    story.touch_block("Sobre")
    story.touch_block("Nom")
    glowing = [
        said(words)
        for block in story.sees(RehearseStepView).page
        for words, _touch, glows in block.items
        if glows
    ]
    assert glowing == ["Moderne"]
    story.touch_block("Moderne")
    assert story.sees(RehearseStepView).found


def test_home_keeps_the_unfinished_steps() -> None:
    story = Story().start_walk()
    story.touch("C'est fait", "Oui", "Accueil")
    story.sees(HomeView)
    story.touch("Reprendre : S'actualiser")
    assert place(story) == "Étape 2 sur 5"
    assert [said(one.label) for one in story.sees(ChoiceStepView).answers if one.picked] == ["Oui"]


def test_a_finished_service_is_not_offered_again_and_starts_anew_when_chosen() -> None:
    story = Story().start_walk("Le numérique", "Une boîte aux lettres électronique")
    story.touch("C'est fait", "Accueil")
    assert story.sees(HomeView).unfinished is None
    story.touch("Je sais ce que je veux faire", "Le numérique")
    story.touch("Une boîte aux lettres électronique", "Commencer")
    assert place(story) == "Étape 1 sur 1"


def test_back_from_the_end_of_a_walk_leads_to_its_last_step_as_unfinished() -> None:
    story = Story().start_walk("Le numérique", "Une boîte aux lettres électronique")
    story.touch("C'est fait")
    story.sees(WalkDoneView)
    story.touch("Retour")
    story.sees(ReadStepView)
    story.touch("Accueil")
    assert story.offers("Reprendre : Une boîte aux lettres électronique")


def test_who_is_stuck_meets_a_person_who_knows_where() -> None:
    story = Story().start_walk()
    story.touch("C'est fait", "Je bloque")
    story.sees(HowView)
    assert story.reads("Sujet : « S'actualiser ».")
    story.touch("Quelqu'un, maintenant")
    story.sees(SignView)
    call = story.asked(fx.CallSomeone)
    assert call.topic == "declare"
    assert call.stuck_at is not None
    assert (call.stuck_at.service, call.stuck_at.step) == ("declare", "worked")
    story.touch("Je suis là pour vous aider")
    assert story.asked(fx.AnswerCall).booking_id == call.booking_id
    assert place(story) == "Étape 2 sur 5"


def test_steps_are_kept_on_a_ticket_once_until_there_are_more_of_them() -> None:
    story = Story().start_walk()
    story.touch("C'est fait", "Terminer")
    keep = story.button("Garder mes étapes sur un ticket").event
    story.send(keep)
    story.send(keep)
    kept = story.asked(fx.SaveSteps)
    assert kept.progress == Progress(service="declare", trail=("papers", "worked"))
    story.send(results.StepsKept(story.visit.id, ticket()))
    story.sees(TicketView)
    story.touch("Terminer")
    assert story.sees(EndView).keep_steps is None
    story.touch("Retour", "Continuer mes étapes", "Oui", "Continuer", "Terminer")
    assert story.sees(EndView).keep_steps is not None


def test_the_steps_of_the_finished_walk_on_the_screen_are_those_that_are_kept() -> None:
    story = Story().start_walk()
    story.touch("Accueil", "Je sais ce que je veux faire", "Le numérique")
    story.touch("Une boîte aux lettres électronique", "Commencer", "C'est fait")
    story.touch("Garder mes étapes sur un ticket")
    assert story.asked(fx.SaveSteps).progress.service == "mail"
    assert not story.offers("Garder mes étapes sur un ticket")


def test_the_ticket_of_a_finished_walk_lists_what_was_done_and_means_something_at_home() -> None:
    walked = Progress(service="declare", trail=("papers", "worked", "confirm"), finished=True)
    assert [line.title for line in lines(DECLARE, walked)] == ["Préparez vos papiers"]


def test_the_ticket_of_an_unfinished_walk_lists_what_is_left_and_what_to_have_near() -> None:
    begun = Progress(service="declare", trail=("papers",))
    assert [line.title for line in lines(DECLARE, begun)] == [
        "Préparez vos papiers",
        "L'identifiant",
        "Le mot de passe",
        "La fiche de paie",
        "Écrivez vos heures",
        "Continuez sur votre téléphone",
    ]
    assert not any(line.done for line in lines(DECLARE, begun))
    further = Progress(service="declare", trail=("papers", "worked"))
    assert [line.title for line in lines(DECLARE, further)] == [
        "Écrivez vos heures",
        "Continuez sur votre téléphone",
    ]
