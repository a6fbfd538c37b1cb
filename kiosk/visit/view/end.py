"""The end of the visit."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.i18n.text import Text, _
from kiosk.visit import scenes
from kiosk.visit.events import EndVisit, Finish, Rate
from kiosk.visit.state import Context, Visit
from kiosk.visit.view.bodies import shown_at
from kiosk.visit.view.phrases import keep_button
from kiosk.visit.views import Body, Button


@dataclass(frozen=True, slots=True, kw_only=True)
class EndView(Body):
    title: Text
    subtitle: Text
    faces: tuple[Button, ...]
    keep_steps: Button | None
    skip: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class ThanksView(Body):
    title: Text
    text: Text
    leave: Button


@shown_at(scenes.End)
def end(visit: Visit, context: Context) -> EndView:
    walk = visit.unfinished
    return EndView(
        title=_("Comment s'est passée votre visite ?"),
        subtitle=_("Touchez un visage. Personne ne saura que c'est vous."),
        faces=(
            Button(label=_("Bien"), event=Rate("good"), icon="smile"),
            Button(label=_("Moyen"), event=Rate("middling"), icon="meh"),
            Button(label=_("Pas bien"), event=Rate("bad"), icon="frown"),
        ),
        keep_steps=keep_button() if walk and not walk.kept else None,
        skip=Button(label=_("Terminer sans répondre"), event=EndVisit(), icon="log-out"),
    )


@shown_at(scenes.Thanks)
def thanks(visit: Visit, context: Context) -> ThanksView:
    return ThanksView(
        title=_("Merci. À bientôt."),
        text=_("Cet écran ne garde rien de votre visite."),
        leave=Button(label=_("Fermer"), event=Finish(), icon="check", tone="go"),
    )
