"""`view(visit, context) -> View`: what the screen shows, computed from the visit."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules

from kiosk.i18n.languages import language_name
from kiosk.i18n.text import Text, _, as_is
from kiosk.visit import scenes
from kiosk.visit.events import ChooseLanguage
from kiosk.visit.state import Context, Visit
from kiosk.visit.view import staff
from kiosk.visit.view.bodies import BODIES
from kiosk.visit.view.notices import notice
from kiosk.visit.view.phrases import (
    back_button,
    finish_button,
    home_button,
    person_button,
)
from kiosk.visit.views import Body, Button, Frame, View

for _part in iter_modules(__path__):  # each marks what it shows where, with `shown_at`
    import_module(f"{__name__}.{_part.name}")


def view(visit: Visit, context: Context) -> View:
    """The whole screen as data; the question whether somebody is there stands over it."""
    if visit.warned_at is not None:
        body: Body = staff.still_there(visit, context)
    else:
        body = BODIES[type(visit.scene)](visit, context)
    return View(language=visit.language, frame=_frame(visit, context), body=body)


def _frame(visit: Visit, context: Context) -> Frame:
    return Frame(
        place_name=context.place_name,
        demonstration=context.demonstration,
        languages=() if isinstance(visit.scene, scenes.Attract) else _languages(visit, context),
        for_staff=_for_staff(visit, context),
        bar=_bar(visit),
        notice=notice(visit, context),
    )


def _for_staff(visit: Visit, context: Context) -> Text | None:
    troubles = (context.store_trouble or context.printer_trouble, context.clock_trouble)
    says = " · ".join(one for one in troubles if one)
    if not says or not visit.scene.at_rest:
        return None
    return _("Pour l'équipe : {says}", says=says)


def _languages(visit: Visit, context: Context) -> tuple[Button, ...]:
    return tuple(
        Button(
            label=as_is(language_name(language)),
            event=ChooseLanguage(language),
            picked=language == visit.language,
            tone="quiet",
        )
        for language in context.languages
    )


def _bar(visit: Visit) -> tuple[Button, ...]:
    if not visit.scene.has_bar:
        return ()
    if visit.warned_at is not None or isinstance(visit.scene, scenes.VisitEnding):
        return (person_button(visit),)
    elsewhere = not isinstance(visit.scene, scenes.Home)
    back = replace(back_button(), enabled=elsewhere)
    home = replace(home_button(), enabled=elsewhere)
    return (back, home, person_button(visit), finish_button())
