"""The walk through a service: every branch leads somewhere, and every walk ends."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.catalog.model import END, ChoiceStep, RehearseStep, Service
from kiosk.catalog.problems import FieldPath, Mistake, among, did_you_mean

Exits = list[set[int]]
"""For each step, the places in the file it leads to; one past the last is the end."""


def check_walk(service: Service, path: FieldPath) -> Iterator[Mistake]:
    steps = (*path, "steps")
    if not service.steps:
        yield Mistake(steps, "aucune étape", "écrivez au moins une étape")
        return
    yield from _dead_ends(service, steps)
    exits = _exits(service)
    reached = _spread({0}, exits)
    for place in range(len(service.steps)):
        if place not in reached:
            says = "aucun chemin ne mène à cette étape"
            instead = "citez-la dans le « next » ou le « goes_to » d'une étape, ou retirez-la"
            yield Mistake((*steps, place, "id"), says, instead)
    trapped = reached - _spread({len(service.steps)}, _backwards(exits))
    if trapped:
        # The last of the trapped steps can only go back: it is where the walk turns round.
        place = max(trapped)
        field = "answers" if isinstance(service.steps[place], ChoiceStep) else "next"
        says = "à partir d'ici, le parcours tourne en rond et ne finit jamais"
        instead = f"faites-le mener à l'étape qui suit, ou à « {END} » pour finir"
        yield Mistake((*steps, place, field), says, instead)


def branches(service: Service) -> Iterator[tuple[FieldPath, str]]:
    """Each written `next` and `goes_to`, with its place under `steps`."""
    for place, step in enumerate(service.steps):
        if step.next is not None:
            yield (place, "next"), step.next
        if isinstance(step, ChoiceStep):
            for number, answer in enumerate(step.answers):
                if answer.goes_to is not None:
                    yield (place, "answers", number, "goes_to"), answer.goes_to


def _dead_ends(service: Service, steps: FieldPath) -> Iterator[Mistake]:
    ids = [step.id for step in service.steps]
    if "" in ids:
        return  # a step whose id could not be read may be the one that is meant
    for path, goal in branches(service):
        if goal != END and goal not in ids:
            instead = did_you_mean(goal, [*ids, END], f"choisissez parmi {among([*ids, END])}")
            yield Mistake((*steps, *path), f"aucune étape ne s'appelle « {goal} »", instead)


def _exits(service: Service) -> Exits:
    end = len(service.steps)
    places = {step.id: place for place, step in reversed(list(enumerate(service.steps)))}
    exits: Exits = []
    for place, step in enumerate(service.steps):
        onward = place + 1 if step.next is None else places.get(step.next, end)
        if isinstance(step, ChoiceStep) and step.answers:
            exits.append(
                {
                    onward if answer.goes_to is None else places.get(answer.goes_to, end)
                    for answer in step.answers
                }
            )
        else:
            exits.append({onward})
    return [*exits, set()]


def _backwards(exits: Exits) -> Exits:
    entries: Exits = [set() for _ in exits]
    for place, goals in enumerate(exits):
        for goal in goals:
            entries[goal].add(place)
    return entries


def _spread(start: set[int], ways: Exits) -> set[int]:
    """All that can be reached from `start`."""
    reached, to_see = set(start), list(start)
    while to_see:
        for goal in ways[to_see.pop()] - reached:
            reached.add(goal)
            to_see.append(goal)
    return reached


def wrong_target(step: RehearseStep, path: FieldPath) -> Iterator[Mistake]:
    """A rehearsal whose target is not on its page, or is not for touching."""
    targets = touchable(step)
    if step.target in targets or any(block.id == "" for block in step.page):
        return
    block = next((block for block in step.page if block.id == step.target), None)
    choose = f"choisissez parmi {among(targets)}" if targets else "ajoutez un bouton à la page"
    if block is None:
        says = f"rien ne s'appelle « {step.target} » sur cette page"
        choose = did_you_mean(step.target, targets, choose)
    elif block.kind == "list":
        says = "désigne une liste entière"
        choose = f"désignez une ligne, comme « {block.id}.1 »"
    else:
        says = f"« {step.target} » n'est pas fait pour être touché ({block.kind})"
    yield Mistake((*path, "target"), says, choose)


def touchable(step: RehearseStep) -> list[str]:
    """What can be touched on the page: fields, buttons, and lines as `<list>.<number>`."""
    names: list[str] = []
    for block in step.page:
        if block.kind in ("field", "button"):
            names.append(block.id)
        elif block.kind == "list":
            names += [f"{block.id}.{number}" for number in range(1, len(block.items) + 1)]
    return names
