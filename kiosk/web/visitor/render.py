"""From a view to HTML, in one language."""

from __future__ import annotations

from flask import Response, render_template, request

from kiosk.i18n.languages import language_name
from kiosk.i18n.text import _
from kiosk.web.visitor.notices import Kind
from kiosk.web.visitor.pages import (
    ConfirmPage,
    ExternalBookingPage,
    Link,
    NoticePage,
    TicketPage,
    TimesPage,
)
from kiosk.web.visitor.site import ABOUT, Site, Turn

View = TicketPage | TimesPage | ConfirmPage | ExternalBookingPage | NoticePage


def draw(template: str, view: View, turn: Turn, *, status: int = 200) -> Response:
    return _drawn(template, view, turn.site, turn.language, status)


def draw_notice(kind: Kind, site: Site, language: str, back: str | None = None) -> Response:
    leads = Link(label=_("Revenir à mon ticket"), href=back) if back else None
    notice = NoticePage(title=kind.title, lines=kind.lines, back=leads)
    return _drawn("notice.html", notice, site, language, kind.status)


def _drawn(template: str, view: View, site: Site, language: str, status: int) -> Response:
    translator = site.translator(language)
    others = [(code, language_name(code)) for code in site.languages if code != language]
    kept = [(name, value) for name, value in request.args.items(multi=False) if name in _KEPT]
    page = render_template(
        template,
        view=view,
        say=translator.say,
        knows=translator.knows,
        language=language,
        direction=translator.direction,
        others=others,
        kept=kept,
        place=site.agenda.place.name,
        words=WORDS,
    )
    return Response(page, status, content_type="text/html; charset=utf-8")


_KEPT = (ABOUT, "mode", "jour", "heure", "fait", "dit")
"""What stays in the address when another language is chosen."""

WORDS = {
    "skip": _("Aller au contenu"),
    "language": _("Langue"),
    "name": _("Votre prénom ou un surnom"),
    "name_help": _("Si vous voulez. Il sera effacé après le rendez-vous."),
    "phone": _("Votre numéro de téléphone"),
    "phone_help": _("Il sert seulement à cet appel. Il sera effacé après."),
    "phone_doubtful": _(
        "Regardez le numéro : il a 10 chiffres et commence par 0."
        " D'un autre pays, il commence par +."
    ),
    "nearest": _("Les heures les plus proches"),
    "days": _("Choisir un jour"),
    "hours": _("Choisir une heure"),
    "notes": _("Ce que vous avez dit"),
    "challenges": _("Mes défis"),
    "sponsoring": _("Vous aidez"),
    "carnet_is_yours": _("Ce carnet est à vous. Il ne prouve rien et n'est envoyé à personne."),
    "other_ways": _("Une autre heure, une autre façon"),
    "place": _("Comment venir"),
    "things": _("Sur votre ticket"),
    "doing": _("Ce que vous pouvez faire"),
    "done": _("Fait"),
    "left": _("À faire"),
    "go_service": _("Aller sur le site du service"),
    "go_on": _("Continuer ici"),
    "code": _("Votre code"),
    "code_help": _("Sur une borne, tapez ce code pour reprendre."),
    "privacy": _("Cette page ne garde rien sur votre téléphone."),
}
