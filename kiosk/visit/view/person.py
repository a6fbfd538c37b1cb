"""Meeting a person: how, about what, when, under what name; and the sign."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.i18n.text import Text, _, as_is
from kiosk.visit import scenes
from kiosk.visit.events import (
    AcceptTyped,
    BookMeanwhile,
    CallNow,
    ChooseMode,
    ChooseTopic,
    HelperCame,
    NoLongerNeeded,
)
from kiosk.visit.phone_numbers import grouped_phone
from kiosk.visit.scenes import Sign
from kiosk.visit.state import BookingDraft, Context, Gone, Visit
from kiosk.visit.update.booking import begin_draft
from kiosk.visit.values import OTHER_TOPIC
from kiosk.visit.view.bodies import shown_at
from kiosk.visit.view.phrases import (
    MODE_DETAILS,
    MODE_ICONS,
    MODE_NAMES,
    catalog_text,
    topic_name,
)
from kiosk.visit.view.together import goes_with
from kiosk.visit.views import Body, Button


@dataclass(frozen=True, slots=True, kw_only=True)
class HowView(Body):
    title: Text
    subtitle: Text
    now: Button | None
    """None outside the opening hours: nobody would come."""
    modes: tuple[Button, ...]
    together: Button | None
    """A session that goes with the service where somebody is stuck."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView(Body):
    title: Text
    topics: tuple[Button, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameView(Body):
    title: Text
    subtitle: Text
    typed: str
    accept: Button
    """ "Continuer sans prénom" while nothing is typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneView(Body):
    title: Text
    subtitle: Text
    typed: str
    """Digits as typed, grouped in pairs."""
    note: Text | None
    accept: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class SignView(Body):
    """The screen itself is the sign, seen across the room."""

    title: Text
    """Not what about: nobody has to read that across the room."""
    reassurance: Text
    initials: str
    """Of whoever is on the way; empty while nobody is known to be."""
    came: Button
    meanwhile: Button
    no_longer: Button
    nobody_came: bool
    """To wait is not the only way any more: a time is offered first."""


def draft_of(visit: Visit) -> BookingDraft:
    return visit.draft or begin_draft(visit)


@shown_at(scenes.How)
def how(visit: Visit, context: Context) -> HowView:
    topic = topic_name(draft_of(visit).topic, context)
    about = _("Sujet : « {topic} ».", topic=topic) if topic else None
    return HowView(
        title=_("Comment voulez-vous parler à quelqu'un ?"),
        subtitle=about or _("C'est gratuit. Toutes les questions sont bonnes."),
        now=None if context.is_closed else _now(context),
        modes=tuple(
            Button(
                label=MODE_NAMES[mode],
                event=ChooseMode(mode),
                icon=MODE_ICONS[mode],
                detail=MODE_DETAILS[mode],
            )
            for mode in context.modes
        ),
        together=_together(draft_of(visit), context),
    )


def _now(context: Context) -> Button:
    return Button(
        label=_("Quelqu'un, maintenant"),
        event=CallNow(),
        icon="bell-ring",
        detail=_("Restez ici. L'écran appelle une personne.")
        if context.today.someone_is_here(context.now)
        else _("Il n'y a peut-être personne à cette heure. Un rendez-vous est plus sûr."),
    )


def _together(draft: BookingDraft, context: Context) -> Button | None:
    topic = draft.topic or ""
    if not context.catalog.has_service(topic):
        return None
    return goes_with(context.catalog.service(topic), context)


@shown_at(scenes.Topic)
def topic(visit: Visit, context: Context) -> TopicView:
    themes = tuple(
        Button(
            label=catalog_text(theme.name),
            event=ChooseTopic(theme.id),
            icon=theme.icon,
            colour=theme.colour,
        )
        for theme in context.catalog.themes
    )
    other = Button(
        label=_("Autre chose, ou je ne sais pas"),
        event=ChooseTopic(OTHER_TOPIC),
        icon="message-circle-question-mark",
    )
    return TopicView(title=_("De quoi voulez-vous parler ?"), topics=(*themes, other))


GONE: dict[Gone, Text] = {
    "taken": _("Cette heure vient d'être prise par quelqu'un d'autre. Voici les plus proches."),
    "not_offered": _("Cette heure n'est plus libre. Voici les plus proches."),
}


@shown_at(scenes.Name)
def name(visit: Visit, context: Context) -> NameView:
    draft = draft_of(visit)
    typed = draft.first_name
    label = _("Continuer") if typed.strip() else _("Continuer sans prénom")
    return NameView(
        title=_("Comment vous appeler ?"),
        subtitle=_("Un prénom ou un surnom, si vous voulez. Il sera effacé après l'appel.")
        if draft.to_be_called
        else _("Un prénom ou un surnom, si vous voulez. Il sera effacé après le rendez-vous."),
        typed=typed,
        accept=Button(
            label=label,
            event=AcceptTyped(),
            icon="arrow-right",
            tone="go",
            enabled=not draft.enquiry_id,
        ),
    )


DOUBTFUL_NUMBER = _(
    "Regardez le numéro : il a 10 chiffres et commence par 0. D'un autre pays, il commence par +."
)


@shown_at(scenes.Phone)
def phone(visit: Visit, context: Context) -> PhoneView:
    draft = draft_of(visit)
    return PhoneView(
        title=_("À quel numéro vous appeler ?"),
        subtitle=_("Il sert seulement à cet appel. Il sera effacé après."),
        typed=grouped_phone(draft.phone),
        note=DOUBTFUL_NUMBER if draft.phone_doubtful else None,
        accept=Button(
            label=_("Continuer"),
            event=AcceptTyped(),
            icon="arrow-right",
            tone="go",
            enabled=bool(draft.phone),
        ),
    )


@shown_at(scenes.Sign)
def sign(visit: Visit, context: Context) -> SignView:
    assert isinstance(visit.scene, Sign)
    helper = visit.call.coming(context.elapsed) if visit.call else None
    nobody_came = visit.call is not None and visit.call.is_unanswered(context.elapsed)
    return SignView(
        title=_("{name} arrive", name=as_is(helper.name))
        if helper
        else _("Ici, quelqu'un a besoin d'aide"),
        reassurance=_("Restez là. {name} vient vers vous.", name=as_is(helper.name))
        if helper
        else _reassurance(context, nobody_came),
        initials=initials_of(helper.name) if helper else "",
        nobody_came=nobody_came,
        came=Button(label=_("Je suis là pour vous aider"), event=HelperCame(), icon="hand-heart"),
        meanwhile=Button(
            label=_("Prendre un rendez-vous en attendant"),
            event=BookMeanwhile(),
            icon="calendar-days",
        ),
        no_longer=Button(label=_("Ce n'est plus nécessaire"), event=NoLongerNeeded(), icon="x"),
    )


def initials_of(name: str) -> str:
    """Two at most, as on a badge: "Amina B." and "Amina Benali" are both AB."""
    letters = [word[0] for word in name.replace("-", " ").split() if word[0].isalpha()]
    return "".join(letters[:2]).upper() or name[:1].upper()


def _reassurance(context: Context, nobody_came: bool) -> Text:
    """Nothing is promised that the helpers' hours do not hold."""
    if not context.today.someone_is_here(context.now):
        return _("Il n'y a peut-être personne à cette heure. Un rendez-vous est plus sûr.")
    if nobody_came:
        return _(
            "Personne n'est encore venu. Vous pouvez aussi prendre un rendez-vous, et l'appel "
            "continue."
        )
    return _("Restez là. Une personne va venir.")
