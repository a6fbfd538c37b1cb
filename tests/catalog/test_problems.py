"""Someone who does not program writes the catalogue, and is told what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.catalog.load import check, load
from kiosk.catalog.problems import CatalogError
from tests.catalog.sound_catalog import ICONS, SMALL, spoil

STEPS = "services.s-actualiser.steps"


def test_a_sound_catalogue_has_nothing_to_correct(tmp_path: Path) -> None:
    path = tmp_path / "services_catalog.yaml"
    path.write_text(SMALL, encoding="utf-8")
    assert check(path, icons=ICONS) == []


# What is written, what was spoilt in it, the field that is told, words of what is said,
# words of what to write instead.
SPOILT = {
    "a field with a typing mistake": (
        "name: S'actualiser",
        "nmae: S'actualiser",
        "services.s-actualiser.nmae",
        "n'existe pas",
        "écrivez « name »",
    ),
    "a kind of step that does not exist": (
        "kind: rehearse",
        "kind: reherse",
        f"{STEPS}.bouton.kind",
        "n'existe pas",
        "écrivez « rehearse »",
    ),
    "a colour that does not exist": (
        "colour: mint",
        "colour: mnt",
        "themes.travail.colour",
        "« mnt » n'est pas possible",
        "écrivez « mint »",
    ),
    "minutes in words": (
        "minutes: 10",
        "minutes: 25 minutes",
        "services.s-actualiser.minutes",
        "n'est pas un nombre",
        "comme 25",
    ),
    "no time at all": (
        "minutes: 10",
        "minutes: 0",
        "services.s-actualiser.minutes",
        "trop petit",
        "1 ou plus",
    ),
    "a day written the French way": (
        "known_on: 2025-11-23",
        "known_on: 23/11/2025",
        "services.s-actualiser.known_on",
        "n'est pas un jour",
        "année-mois-jour",
    ),
    "one sentence where a list is meant": (
        "text: [Visez le carré.]",
        "text: Visez le carré.",
        f"{STEPS}.suite.text",
        "attend une liste",
        "après un tiret",
    ),
    "a list where one sentence is meant": (
        "hint: Il est en bas.",
        "hint: [Il est en bas.]",
        f"{STEPS}.bouton.hint",
        "pas une liste",
        "retirez le tiret",
    ),
    "a colon that makes a sentence a field": (
        "[Une personne vous aide.]",
        "[Une personne : elle vous aide.]",
        f"{STEPS}.lire.text.1",
        "des mots, pas des champs",
        "entre guillemets",
    ),
    "a field without a value": (
        "done: Bravo.",
        "done:",
        f"{STEPS}.bouton.done",
        "n'a pas de valeur",
        "écrivez-la",
    ),
    "empty words": (
        "done: Bravo.",
        'done: ""',
        f"{STEPS}.bouton.done",
        "est vide",
        "au moins un mot",
    ),
    "a theme that does not exist": (
        "theme: travail",
        "theme: travial",
        "services.s-actualiser.theme",
        "aucun thème",
        "écrivez « travail »",
    ),
    "an icon that does not exist": (
        "icon: calendar-check",
        "icon: calendar-chek",
        "services.s-actualiser.icon",
        "aucune icône",
        "écrivez « calendar-check »",
    ),
    "an answer that leads nowhere": (
        "goes_to: lire",
        "goes_to: lrie",
        f"{STEPS}.compte.answers.2.goes_to",
        "aucune étape ne s'appelle « lrie »",
        "écrivez « lire »",
    ),
    "a step that leads nowhere": (
        "        icon: user\n",
        "        icon: user\n        next: papier\n",
        f"{STEPS}.lire.next",
        "aucune étape ne s'appelle « papier »",
        "écrivez « papiers »",
    ),
    "a walk that goes round": (
        "items: [Une carte]",
        "items: [Une carte]\n        next: bouton",
        f"{STEPS}.papiers.next",
        "ne finit jamais",
        "« end »",
    ),
    "an address that is not safe": (
        "address: https://www.francetravail.fr/\n",
        "address: http://www.francetravail.fr/\n",
        "services.s-actualiser.address",
        "n'est pas une adresse sûre",
        "écrivez https://www.francetravail.fr/",
    ),
    "a target that is not on the page": (
        "target: valider",
        "target: valder",
        f"{STEPS}.bouton.target",
        "rien ne s'appelle « valder »",
        "écrivez « valider »",
    ),
    "a target that is not for touching": (
        "target: valider",
        "target: haut",
        f"{STEPS}.bouton.target",
        "n'est pas fait pour être touché",
        "« nom », « lignes.1 », « lignes.2 », « valider »",
    ),
    "a target that is a whole list": (
        "target: valider",
        "target: lignes",
        f"{STEPS}.bouton.target",
        "liste entière",
        "« lignes.1 »",
    ),
    "a target past the last line of a list": (
        "target: valider",
        "target: lignes.3",
        f"{STEPS}.bouton.target",
        "rien ne s'appelle « lignes.3 »",
        "écrivez « lignes.",
    ),
    "a button without words": (
        "{kind: button, id: valider, text: Valider}",
        "{kind: button, id: valider}",
        f"{STEPS}.bouton.page.valider.text",
        "manque",
        "écrivez les mots",
    ),
    "lines in a button": (
        "{kind: button, id: valider, text: Valider}",
        "{kind: button, id: valider, text: Valider, items: [Un]}",
        f"{STEPS}.bouton.page.valider.items",
        "ne sert que pour la sorte « list »",
        "kind: list",
    ),
    "two steps with one id": (
        "- id: papiers",
        "- id: lire",
        f"{STEPS}.lire.id",
        "déjà pris",
        "« lire-2 »",
    ),
    "an id with capitals and accents": (
        "{id: autre, label",
        "{id: Été 2025, label",
        "orientation.questions.besoin.answers.Été 2025.id",
        "n'est pas un id",
        "« ete-2025 »",
    ),
    "an id that no database keeps": (
        "- id: papiers",
        f"- id: {'papiers-' * 8}ok",
        f"{STEPS}.{'papiers-' * 8}ok.id",
        "66 lettres, 64 au plus",
        "« papiers-papiers-papiers »",
    ),
    "a step that takes the word for the end": (
        "- id: papiers",
        "- id: end",
        f"{STEPS}.end.id",
        "réservé",
        "« end-2 »",
    ),
    "a rule about a question that is not asked": (
        "when: {besoin: [emploi]}",
        "when: {besion: [emploi]}",
        "orientation.rules.1.when.besion",
        "aucune question",
        "écrivez « besoin »",
    ),
    "a rule about an answer that does not exist": (
        "when: {besoin: [emploi]}",
        "when: {besoin: [emploi, emplois]}",
        "orientation.rules.1.when.besoin.2",
        "aucune réponse",
        "écrivez « emploi »",
    ),
    "a rule that suggests a service that is gone": (
        "suggest: s-actualiser\n      reason: Une",
        "suggest: s-inscrire\n      reason: Une",
        "orientation.rules.2.suggest",
        "aucun service",
        "« s-actualiser »",
    ),
    "more minutes than a day has": (
        "minutes: 10",
        "minutes: 99999999",
        "services.s-actualiser.minutes",
        "personne ne reste si longtemps",
        "écrivez 480 ou moins",
    ),
    "a number without end": (
        "minutes: 10",
        f"minutes: {'9' * 5000}",
        "services.s-actualiser.minutes",
        f"« {'9' * 60}… » n'est pas un nombre entier",
        "comme 999",
    ),
    "a sentence that is too long": (
        "hint: Il est en bas.",
        "hint: Court. " + "mot " * 10 + "puis touchez ici " + "mot " * 9 + "fin.",
        f"{STEPS}.bouton.hint",
        "une phrase de 23 mots, 20 au plus",
        "avant « puis touchez ici »",
    ),
}


@pytest.mark.parametrize("story", SPOILT)
def test_one_thing_wrong_is_told_with_its_line_its_field_and_its_remedy(
    story: str, tmp_path: Path
) -> None:
    old, new, field, says, instead = SPOILT[story]
    mark = new.splitlines()[-1] if "\n" in new and not new.startswith(("address", "sugg")) else None
    spoilt = spoil(tmp_path, old, new, mark)

    told = [problem for problem in spoilt.problems() if problem.field == field]

    assert [(problem.file, problem.line) for problem in told] == [(str(spoilt.path), spoilt.line)]
    assert says in told[0].says
    assert instead in told[0].instead
    assert not told[0].advice


def test_one_mistake_is_told_once_and_does_not_hide_another(tmp_path: Path) -> None:
    path = tmp_path / "services_catalog.yaml"
    text = SMALL.replace("theme: travail", "theme: [travail]").replace("kind: phone", "kind: fone")
    path.write_text(text.replace("icon: search", "icon: serch"), encoding="utf-8")
    fields = [problem.field for problem in check(path, icons=ICONS)]
    assert fields == [
        "themes.travail.icon",
        "services.s-actualiser.theme",
        f"{STEPS}.suite.kind",
    ]


def test_a_missing_field_is_told_where_its_service_begins(tmp_path: Path) -> None:
    spoilt = spoil(tmp_path, "    minutes: 10\n", "", "id: s-actualiser")
    (problem,) = spoilt.problems()
    assert problem.field == "services.s-actualiser.minutes"
    assert (problem.line, problem.says) == (spoilt.line, "manque")
    assert problem.instead == "ajoutez une ligne « minutes: … »"


def test_a_field_written_twice_is_told_at_its_second_line(tmp_path: Path) -> None:
    spoilt = spoil(tmp_path, "minutes: 10", "minutes: 10\n    minutes: 12", "minutes: 12")
    (problem,) = spoilt.problems()
    assert (problem.line, problem.field) == (spoilt.line, "services.s-actualiser.minutes")
    assert "deux fois" in problem.says


def test_a_step_that_no_path_leads_to_is_told(tmp_path: Path) -> None:
    spoilt = spoil(tmp_path, "goes_to: lire", "goes_to: end", "- id: lire")
    (problem,) = spoilt.problems()
    assert (problem.line, problem.field) == (spoilt.line, f"{STEPS}.lire.id")
    assert "aucun chemin" in problem.says


def test_a_question_asked_again_until_it_is_right_is_not_a_walk_without_end(
    tmp_path: Path,
) -> None:
    spoilt = spoil(tmp_path, "        icon: user\n", "        icon: user\n        next: compte\n")
    assert spoilt.problems() == []


def test_answers_that_lead_to_no_suggestion_are_named(tmp_path: Path) -> None:
    spoilt = spoil(tmp_path, "when: {besoin: [autre]}", "when: {besoin: [emploi]}", "rules:")
    (problem,) = spoilt.problems()
    assert (problem.line, problem.field) == (spoilt.line, "orientation.rules")
    assert "besoin: autre" in problem.says


def test_a_service_without_steps_and_a_catalogue_without_services_are_told(
    tmp_path: Path,
) -> None:
    start = SMALL.index("    steps:")
    end = SMALL.index("orientation:")
    path = tmp_path / "services_catalog.yaml"
    path.write_text(SMALL[:start] + "    steps: []\n" + SMALL[end:], encoding="utf-8")
    assert [p.field for p in check(path, icons=ICONS)] == ["services.s-actualiser.steps"]
    start = SMALL.index("services:")
    path.write_text(SMALL[:start] + "services: []\n" + SMALL[end:], encoding="utf-8")
    told = [p.field for p in check(path, icons=ICONS) if not p.advice]
    assert told == ["services"]


def test_a_text_without_translation_is_an_advice_and_does_not_stop_a_terminal(
    tmp_path: Path,
) -> None:
    path = tmp_path / "services_catalog.yaml"
    path.write_text(SMALL, encoding="utf-8")
    told = check(path, icons=ICONS, translated={"en": lambda words: words != "Bravo."})
    assert [(problem.field, problem.advice) for problem in told] == [(f"{STEPS}.bouton.done", True)]
    assert "(en)" in told[0].says


def test_a_sentence_that_is_too_long_does_not_stop_a_terminal(tmp_path: Path) -> None:
    spoilt = spoil(tmp_path, "hint: Il est en bas.", "hint: " + "mot " * 21)
    assert len(spoilt.problems()) == 1
    assert load(spoilt.path).service("s-actualiser").steps[2].title == "Touchez le bouton"


def test_a_terminal_does_not_start_on_a_catalogue_that_leads_nowhere(tmp_path: Path) -> None:
    spoilt = spoil(tmp_path, "goes_to: lire", "goes_to: ailleurs")
    with pytest.raises(CatalogError) as raised:
        load(spoilt.path)
    assert f"{spoilt.path}:{spoilt.line}: {STEPS}.compte.answers.2.goes_to:" in str(raised.value)
