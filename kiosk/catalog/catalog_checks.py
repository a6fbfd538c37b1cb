"""All that can be wrong in a catalogue that could be read, one room of the file after another.

These checks know paths, not files or lines: `kiosk.catalog.load` adds those.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kiosk.catalog.address_checks import check_address
from kiosk.catalog.model import (
    Answer,
    Block,
    Catalog,
    ChecklistStep,
    ChoiceStep,
    Orientation,
    PhoneStep,
    ReadStep,
    RehearseStep,
    Service,
    Step,
)
from kiosk.catalog.orientation import without_suggestion
from kiosk.catalog.printable import truncated
from kiosk.catalog.problems import FieldPath, Mistake
from kiosk.catalog.reference_checks import (
    too_few,
    too_small,
    unknown,
    wrong_icon,
    wrong_ids,
)
from kiosk.catalog.walk_checks import check_walk, wrong_target

Icons = Collection[str] | None
LONGEST_CHALLENGE = 60
IF_STUCK = "Si ça coince, j"
LONGEST_MINUTES = 480
"""A day's opening."""


def findings(catalog: Catalog, icons: Icons = None) -> Iterator[Mistake]:
    """What keeps the catalogue from serving a visitor; an advice keeps nothing."""
    yield from _themes(catalog, icons)
    yield from _services(catalog, icons)
    yield from _orientation(catalog, icons)
    yield from _challenges(catalog)


def _themes(catalog: Catalog, icons: Icons) -> Iterator[Mistake]:
    yield from too_few(catalog.themes, 1, ("themes",), "thème")
    yield from wrong_ids((theme.id for theme in catalog.themes), ("themes",))
    used = {service.theme for service in catalog.services}
    for place, theme in enumerate(catalog.themes):
        path: FieldPath = ("themes", place)
        yield from wrong_icon(theme.icon, icons, (*path, "icon"))
        if theme.id and theme.id not in used and "" not in used:
            says = "aucun service n'a ce thème : il ne sera pas montré"
            yield Mistake((*path, "id"), says, "ajoutez-lui un service", advice=True)


def _services(catalog: Catalog, icons: Icons) -> Iterator[Mistake]:
    themes = [theme.id for theme in catalog.themes]
    services = catalog.services
    yield from too_few(services, 1, ("services",), "service")
    yield from wrong_ids((s.id for s in services), ("services",), ("end", "other", *themes))
    for place, service in enumerate(services):
        path: FieldPath = ("services", place)
        yield from unknown(service.theme, themes, (*path, "theme"), "aucun thème")
        yield from _one_service(service, path, icons)


def _one_service(service: Service, path: FieldPath, icons: Icons) -> Iterator[Mistake]:
    yield from wrong_icon(service.icon, icons, (*path, "icon"))
    yield from too_few(service.purpose, 1, (*path, "purpose"), "phrase")
    yield from too_small(service.minutes, (*path, "minutes"))
    if service.minutes > LONGEST_MINUTES:
        says = f"« {service.minutes} » minutes : personne ne reste si longtemps"
        yield Mistake((*path, "minutes"), says, f"écrivez {LONGEST_MINUTES} ou moins")
    yield from check_address(service.address, (*path, "address"))
    yield from check_walk(service, path)
    yield from wrong_ids((step.id for step in service.steps), (*path, "steps"))
    for place, step in enumerate(service.steps):
        yield from _step(step, (*path, "steps", place), icons)


def _step(step: Step, path: FieldPath, icons: Icons) -> Iterator[Mistake]:
    match step:
        case ReadStep():
            yield from too_few(step.text, 1, (*path, "text"), "phrase")
            yield from wrong_icon(step.icon, icons, (*path, "icon"))
        case ChecklistStep():
            yield from too_few(step.items, 1, (*path, "items"), "chose à cocher")
        case ChoiceStep():
            yield from _answers(step.answers, path)
        case PhoneStep():
            yield from check_address(step.address, (*path, "address"))
        case RehearseStep():
            yield from _page(step, path)


def _answers(answers: tuple[Answer, ...], path: FieldPath) -> Iterator[Mistake]:
    yield from too_few(answers, 2, (*path, "answers"), "réponses")
    labels = [answer.label for answer in answers]
    for place, label in enumerate(labels):
        if label and label in labels[:place]:
            here = (*path, "answers", place, "label")
            yield Mistake(here, f"la réponse « {label} » est écrite deux fois", "gardez-en une")


def _page(step: RehearseStep, path: FieldPath) -> Iterator[Mistake]:
    yield from too_few(step.page, 1, (*path, "page"), "élément à toucher")
    yield from wrong_ids((block.id for block in step.page), (*path, "page"))
    if step.page and step.target:
        yield from wrong_target(step, path)
    for place, block in enumerate(step.page):
        yield from _block(block, (*path, "page", place))


def _block(block: Block, path: FieldPath) -> Iterator[Mistake]:
    if block.kind == "list":
        yield from too_few(block.items, 1, (*path, "items"), "ligne")
    elif not block.text:
        yield Mistake((*path, "text"), "manque", "écrivez les mots que l'on voit à cet endroit")
    misplaced = {"items": ("list", block.items), "fills": ("field", block.fills)}
    misplaced["value"] = ("field", block.value)
    for name, (kind, value) in misplaced.items():
        if value and block.kind != kind:
            says = f"« {name} » ne sert que pour la sorte « {kind} »"
            yield Mistake((*path, name), says, f"retirez-le, ou écrivez « kind: {kind} »")


def _orientation(catalog: Catalog, icons: Icons) -> Iterator[Mistake]:
    orientation = catalog.orientation
    path: FieldPath = ("orientation", "questions")
    yield from too_few(orientation.questions, 1, path, "question")
    yield from wrong_ids((question.id for question in orientation.questions), path)
    for place, question in enumerate(orientation.questions):
        answers = (*path, place, "answers")
        yield from too_few(question.answers, 2, answers, "réponses")
        yield from wrong_ids((answer.id for answer in question.answers), answers, ())
        for number, answer in enumerate(question.answers):
            yield from wrong_icon(answer.icon, icons, (*answers, number, "icon"))
    services = [service.id for service in catalog.services]
    yield from _rules(orientation, services)
    yield from _no_suggestion(orientation)


def _rules(orientation: Orientation, services: Collection[str]) -> Iterator[Mistake]:
    answers = {
        question.id: [answer.id for answer in question.answers]
        for question in orientation.questions
    }
    for place, rule in enumerate(orientation.rules):
        path: FieldPath = ("orientation", "rules", place)
        yield from unknown(rule.suggest, services, (*path, "suggest"), "aucun service")
        yield from too_small(rule.weight, (*path, "weight"))
        for question, among in rule.when.items():
            here = (*path, "when", question)
            yield from unknown(question, answers, here, "aucune question")
            yield from too_few(among, 1, here, "réponse")
            for number, answer in enumerate(among):
                known = answers.get(question, [])
                yield from unknown(answer, known, (*here, number), "aucune réponse")


def _no_suggestion(orientation: Orientation) -> Iterator[Mistake]:
    """One example is enough: the rule that answers it often answers the others."""
    for chosen in without_suggestion(orientation.questions, orientation.rules):
        answers = ", ".join(f"{question}: {answer}" for question, answer in chosen.items())
        if chosen:
            says = f"rien n'est proposé à qui répond « {answers} »"
            instead = "ajoutez une règle pour ces réponses, ou une règle plus large"
            yield Mistake(("orientation", "rules"), says, instead)
        return


def _challenges(catalog: Catalog) -> Iterator[Mistake]:
    yield from wrong_ids((one.id for one in catalog.challenges), ("challenges",))
    themes = [theme.id for theme in catalog.themes]
    services = [service.id for service in catalog.services]
    for place, one in enumerate(catalog.challenges):
        path: FieldPath = ("challenges", place)
        yield from unknown(one.theme, themes, (*path, "theme"), "aucun thème")
        yield from too_few(one.how, 1, (*path, "how"), "phrase")
        yield from too_small(one.minutes, (*path, "minutes"))
        if one.service is not None:
            yield from unknown(one.service, services, (*path, "service"), "aucun service")
        if one.minutes > LONGEST_CHALLENGE:
            says = f"« {one.minutes} » minutes : un défi tient en une heure"
            yield Mistake((*path, "minutes"), says, f"écrivez {LONGEST_CHALLENGE} ou moins")
        if one.persons not in (1, 2):
            says = f"« {one.persons} » personnes : un défi se fait seul ou à deux"
            yield Mistake((*path, "persons"), says, "écrivez 1 ou 2")
        if one.service and one.activity:
            says = "mène à un service et à une activité"
            yield Mistake((*path, "activity"), says, "gardez une seule des deux lignes")
        if one.if_stuck and not one.if_stuck.startswith(IF_STUCK):
            says = f"« {truncated(one.if_stuck)} » ne commence pas comme les autres"
            yield Mistake((*path, "if_stuck"), says, f"commencez par « {IF_STUCK}… »")
