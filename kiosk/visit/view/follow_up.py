"""After a meeting of two: how it went, once more, something for the team."""

from __future__ import annotations

from kiosk.i18n.text import Text, _, as_is, plural
from kiosk.visit import scenes
from kiosk.visit.events import (
    AcceptTyped,
    LeaveFollowUp,
    MeetAgain,
    RateMeeting,
    TellAboutMeeting,
)
from kiosk.visit.notes import MOST_LETTERS
from kiosk.visit.sponsoring import NEEDS, FollowUp
from kiosk.visit.state import Context, Visit
from kiosk.visit.update.follow_up import asked_about
from kiosk.visit.view.bodies import shown_at
from kiosk.visit.view.notes import NoteWordsView
from kiosk.visit.view.phrases import day_and_hour
from kiosk.visit.views import Button, CardsView


@shown_at(scenes.FollowUpAsked)
def follow_up(visit: Visit, context: Context) -> CardsView:
    about, rated = asked_about(visit), visit.follow_up.rated
    return CardsView(
        title=_("Merci, c'est noté.") if rated else _("Comment ça s'est passé ?"),
        subtitle=_met(about, context) if about else _("Un instant, nous regardons."),
        cards=(*(() if rated else FACES), *_again(about), _tell()),
        go=Button(label=_("Voir mon ticket"), event=LeaveFollowUp(), icon="ticket", tone="go"),
    )


FACES = (
    Button(label=_("Bien"), event=RateMeeting("good"), icon="smile"),
    Button(label=_("Moyen"), event=RateMeeting("middling"), icon="meh"),
    Button(label=_("Pas bien"), event=RateMeeting("bad"), icon="frown"),
)


def _met(about: FollowUp, context: Context) -> Text:
    when = day_and_hour(about.session, context)
    if about.name:
        return _("Avec {name}. {when}.", name=as_is(about.name), when=when)
    return _("Votre coup de main. {when}.", when=when)


def _again(about: FollowUp | None) -> tuple[Button, ...]:
    if about is None or about.side != "helped" or about.need not in NEEDS:
        return ()
    return (Button(label=_("Se revoir"), event=MeetAgain(), icon="calendar-days"),)


def _tell() -> Button:
    return Button(
        label=_("Dire quelque chose à l'équipe"), event=TellAboutMeeting(), icon="message-square"
    )


@shown_at(scenes.FollowUpWords)
def follow_up_words(visit: Visit, context: Context) -> NoteWordsView:
    draft = visit.follow_up
    left = MOST_LETTERS - len(draft.words)
    told = plural(
        "Seule l'équipe le lira. Encore {count} lettre.",
        "Seule l'équipe le lira. Encore {count} lettres.",
        left,
    )
    heading = _("Dire quelque chose à l'équipe")
    if draft.warned:
        heading = _("N'écrivez pas de nom ni de numéro.")
        told = _("L'équipe sait de quoi il s'agit. Effacez-le, puis recommencez.")
    return NoteWordsView(
        title=heading,
        subtitle=told,
        typed=draft.words,
        accept=Button(
            label=_("Donner à l'équipe"),
            event=AcceptTyped(),
            icon="send",
            tone="go",
            enabled=bool(draft.words.strip()) and not draft.asked,
        ),
    )
