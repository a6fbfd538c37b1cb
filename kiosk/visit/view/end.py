"""The end of the visit."""

from __future__ import annotations

from kiosk.i18n.text import _
from kiosk.visit.events import EndVisit, Finish, Rate
from kiosk.visit.state import Context, Visit
from kiosk.visit.view.phrases import keep_button
from kiosk.visit.views import Button, EndView, ThanksView


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


def thanks(visit: Visit, context: Context) -> ThanksView:
    return ThanksView(
        title=_("Merci. À bientôt."),
        text=_("Cet écran ne garde rien de votre visite."),
        leave=Button(label=_("Fermer"), event=Finish(), icon="check", tone="go"),
    )
