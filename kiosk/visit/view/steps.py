"""One step a screen: read, checklist, choice, rehearse, phone; and the end of the walk."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.catalog.model import (
    ChecklistStep,
    ChoiceStep,
    PhoneStep,
    ReadStep,
    RehearseStep,
    Service,
    ThemeColour,
)
from kiosk.i18n.text import Text, _
from kiosk.visit import scenes
from kiosk.visit.events import (
    AskForPerson,
    Finish,
    OpenThemes,
    PickAnswer,
    StepDone,
    Stuck,
    TickItem,
)
from kiosk.visit.scenes import AtStep, WalkDone
from kiosk.visit.state import Context, Visit, Walk
from kiosk.visit.view.bodies import shown_at
from kiosk.visit.view.phrases import catalog_text, keep_button
from kiosk.visit.view.rehearsal import MISSES_BEFORE_HINT, PageBlock, lesson_of, page_block
from kiosk.visit.view.together import goes_with
from kiosk.visit.views import Body, Button
from kiosk.visit.walk_paths import step_of, to_come


@dataclass(frozen=True, slots=True, kw_only=True)
class StepHead:
    """What stands above every step."""

    service: Text
    place: Text
    """ "Étape 2 sur 6"."""
    position: int
    total: int
    title: Text
    colour: ThemeColour


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadStepView(Body):
    head: StepHead
    icon: str
    text: tuple[Text, ...]
    tip: Text | None
    stuck: Button
    done: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistStepView(Body):
    head: StepHead
    text: tuple[Text, ...]
    items: tuple[Button, ...]
    """Ticked when picked."""
    tip: Text | None
    stuck: Button
    done: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceStepView(Body):
    head: StepHead
    text: tuple[Text, ...]
    answers: tuple[Button, ...]
    feedback: Text | None
    stuck: Button
    done: Button | None
    """None until an answer is picked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearseStepView(Body):
    head: StepHead
    text: tuple[Text, ...]
    safe: Text
    """ "Rien n'est envoyé, vous ne pouvez rien casser."""
    page: tuple[PageBlock, ...]
    lesson: Text | None
    """What the last touch taught, or where the right place is, or that it is found."""
    found: bool
    stuck: Button
    done: Button
    """ "C'est fait" once found; before that "Passer cette étape", quieter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneStepView(Body):
    head: StepHead
    text: tuple[Text, ...]
    address: str
    """What the QR holds, and what stands under it in large letters."""
    without_phone: Text
    stuck: Button
    done: Button


StepView = ReadStepView | ChecklistStepView | ChoiceStepView | RehearseStepView | PhoneStepView


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkDoneView(Body):
    title: Text
    text: tuple[Text, ...]
    colour: ThemeColour
    ways: tuple[Button, ...]


@shown_at(scenes.AtStep)
def step(visit: Visit, context: Context) -> StepView:
    assert isinstance(visit.scene, AtStep)
    service = context.catalog.service(visit.scene.service)
    walk = visit.walk(service.id)
    assert walk is not None
    head = _head(service, walk, context)
    match step_of(service, walk.step):
        case ReadStep() as read:
            return ReadStepView(
                head=head,
                icon=read.icon or service.icon,
                text=_sentences(read.text),
                tip=_maybe(read.tip),
                stuck=_stuck(),
                done=_done(),
            )
        case ChecklistStep() as checklist:
            return _checklist(checklist, head, walk)
        case ChoiceStep() as choice:
            return _choice(choice, head, walk)
        case RehearseStep() as rehearsal:
            return _rehearsal(rehearsal, head, walk)
        case PhoneStep() as phone:
            return PhoneStepView(
                head=head,
                text=_sentences(phone.text),
                address=phone.address,
                without_phone=_(
                    "Sans téléphone ? Touchez « C'est fait »."
                    " Vous pourrez garder ces étapes sur un ticket."
                ),
                stuck=_stuck(),
                done=_done(),
            )


def _sentences(text: tuple[str, ...]) -> tuple[Text, ...]:
    return tuple(catalog_text(sentence) for sentence in text)


def _maybe(sentence: str | None) -> Text | None:
    return catalog_text(sentence) if sentence else None


def _head(service: Service, walk: Walk, context: Context) -> StepHead:
    position = len(walk.trail)
    total = position + len(to_come(service, walk))
    return StepHead(
        service=catalog_text(service.name),
        place=_("Étape {number} sur {total}", number=position, total=total),
        position=position,
        total=total,
        title=catalog_text(step_of(service, walk.step).title),
        colour=context.catalog.theme(service.theme).colour,
    )


def _stuck() -> Button:
    return Button(label=_("Je bloque"), event=Stuck(), icon="hand-helping")


def _done() -> Button:
    return Button(label=_("C'est fait"), event=StepDone(), icon="arrow-right", tone="go")


def _checklist(step: ChecklistStep, head: StepHead, walk: Walk) -> ChecklistStepView:
    return ChecklistStepView(
        head=head,
        text=_sentences(step.text),
        items=tuple(
            Button(
                label=catalog_text(item),
                event=TickItem(number),
                picked=(step.id, number) in walk.ticks,
            )
            for number, item in enumerate(step.items)
        ),
        tip=_maybe(step.tip),
        stuck=_stuck(),
        done=_done(),
    )


def _choice(step: ChoiceStep, head: StepHead, walk: Walk) -> ChoiceStepView:
    picked = dict(walk.picks).get(step.id)
    return ChoiceStepView(
        head=head,
        text=_sentences(step.text),
        answers=tuple(
            Button(
                label=catalog_text(answer.label),
                event=PickAnswer(number),
                picked=number == picked,
            )
            for number, answer in enumerate(step.answers)
        ),
        feedback=_maybe(step.answers[picked].feedback) if picked is not None else None,
        stuck=_stuck(),
        done=None
        if picked is None
        else Button(label=_("Continuer"), event=StepDone(), icon="arrow-right", tone="go"),
    )


def _rehearsal(step: RehearseStep, head: StepHead, walk: Walk) -> RehearseStepView:
    found = step.id in walk.found
    misses = [block for missed, block in walk.misses if missed == step.id]
    glowing = "" if found or len(misses) < MISSES_BEFORE_HINT else step.target
    skip = Button(label=_("Passer cette étape"), event=StepDone(), tone="quiet")
    return RehearseStepView(
        head=head,
        text=_sentences(step.text),
        safe=_(
            "Page d'entraînement, plus simple que la vraie."
            " Rien n'est envoyé, vous ne pouvez rien casser."
        ),
        page=tuple(page_block(block, step.target, glowing, found) for block in step.page),
        lesson=lesson_of(step, misses, found),
        found=found,
        stuck=_stuck(),
        done=_done() if found else skip,
    )


@shown_at(scenes.WalkDone)
def walk_done(visit: Visit, context: Context) -> WalkDoneView:
    assert isinstance(visit.scene, WalkDone)
    service = context.catalog.service(visit.scene.service)
    walk = visit.walk(service.id)
    ways = [
        Button(
            label=_("Voir un autre service"),
            event=OpenThemes(),
            icon="compass",
        ),
        Button(
            label=_("En parler avec quelqu'un"),
            event=AskForPerson(),
            icon="hand-helping",
        ),
        Button(label=_("J'ai terminé"), event=Finish(), icon="check", tone="go"),
    ]
    if walk and not walk.kept:
        ways.insert(0, keep_button())
    together = goes_with(service, context)
    if together:
        ways.insert(0, together)
    return WalkDoneView(
        title=_("Bravo ! Vous avez fini."),
        text=(
            _(
                "Vous êtes au bout de « {service} ».",
                service=catalog_text(service.name),
            ),
            _("Vous pouvez refaire ces étapes autant de fois que vous voulez."),
        ),
        colour=context.catalog.theme(service.theme).colour,
        ways=tuple(ways),
    )
