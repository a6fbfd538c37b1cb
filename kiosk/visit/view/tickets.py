"""The ticket and the truth about its paper; "J'ai un ticket"; the end of the visit."""

from __future__ import annotations

from kiosk.i18n.text import ClockTime, Day, Text, _
from kiosk.visit.events import (
    AskForPerson,
    CancelAppointment,
    ConfirmCancel,
    EndVisit,
    EraseKey,
    Finish,
    GoBack,
    GoHome,
    PrintAgain,
    Rate,
    Reprint,
    ResumeSteps,
    ShowSign,
    StartWalk,
    TypeKey,
)
from kiosk.visit.state import Context, IssuedTicket, TicketLookup, Visit
from kiosk.visit.update.ticket import may_reprint
from kiosk.visit.update.ticket_lookup import is_about_an_enquiry
from kiosk.visit.values import CODE_LENGTH, CODE_LETTERS, Booking, Printing, grouped_code
from kiosk.visit.view.enquiry import WHAT_HAPPENS, withdraw_asked
from kiosk.visit.view.phrases import (
    MODE_ICONS,
    MODE_NAMES,
    helper_at,
    keep_button,
    topic_name,
)
from kiosk.visit.views import (
    AppointmentView,
    Button,
    EndView,
    NoticeView,
    ResumeView,
    ThanksView,
    TicketView,
)

PAPER_TITLES: dict[Printing, Text] = {
    "waiting": _("C'est noté. Le ticket arrive."),
    "printed": _("C'est noté. Prenez votre ticket."),
    "shown": _("C'est noté. Voici votre ticket."),
    "no_paper": _("C'est noté. Voici votre ticket."),
    "busy": _("C'est noté. Voici votre ticket."),
    "failed": _("C'est noté. Voici votre ticket."),
    "unknown": _("C'est noté. Voici votre ticket."),
}
PAPER_TRUTHS: dict[Printing, Text] = {
    "waiting": _("L'imprimante travaille."),
    "printed": _("L'imprimante a fini : le ticket est sorti."),
    "shown": _("Photographiez-le, ou recopiez le code."),
    "no_paper": _(
        "L'imprimante n'a plus de papier, l'équipe le sait. Photographiez l'écran, ou recopiez"
        " le code."
    ),
    "busy": _("L'imprimante est occupée. Essayez encore, ou photographiez l'écran."),
    "failed": _("L'imprimante ne répond pas. Photographiez l'écran, ou recopiez le code."),
    "unknown": _("Si le ticket ne sort pas, photographiez l'écran, ou recopiez le code."),
}


def ticket(visit: Visit, context: Context) -> TicketView:
    handed = visit.handed
    assert handed is not None
    return TicketView(
        title=_ticket_title(handed),
        text=PAPER_TRUTHS[handed.printing],
        printing=handed.printing,
        picture=handed.picture,
        code=grouped_code(handed.ticket.code),
        reprint=_reprint(handed),
        ways=_ways_on(visit),
    )


def _ticket_title(handed: IssuedTicket) -> Text:
    booking = handed.ticket.booking
    if booking is not None and booking.kind == "enquiry":
        return WHAT_HAPPENS[booking.mode]
    return PAPER_TITLES[handed.printing]


def _reprint(handed: IssuedTicket) -> Button | None:
    if not may_reprint(handed):
        return None
    printed = handed.printing == "printed"
    label = _("Imprimer encore une fois") if printed else _("Essayer encore d'imprimer")
    return Button(label=label, event=Reprint(), icon="printer")


def _ways_on(visit: Visit) -> tuple[Button, ...]:
    ways = [Button(label=_("Terminer"), event=Finish(), icon="check", tone="go")]
    if visit.call:
        back = Button(label=_("J'attends quelqu'un"), event=ShowSign(), icon="bell-ring")
        ways.insert(0, back)
    elif visit.unfinished:
        again = StartWalk(visit.unfinished.service)
        ways.insert(0, Button(label=_("Continuer mes étapes"), event=again, icon="footprints"))
    return tuple(ways)


# "J'ai un ticket"


def resume(visit: Visit, context: Context) -> ResumeView:
    resuming = visit.resuming or TicketLookup()
    waits = resuming.wait_until is not None and context.elapsed < resuming.wait_until
    dots = resuming.typed + "·" * (CODE_LENGTH - len(resuming.typed))
    return ResumeView(
        title=_("Montrez ou tapez votre code"),
        subtitle=_("Passez le ticket devant le lecteur. Ou tapez les 8 lettres du code."),
        typed=grouped_code(dots),
        letters=tuple(
            Button(label=Text(letter, verbatim=True), event=TypeKey(letter), enabled=not waits)
            for letter in CODE_LETTERS
        ),
        erase=Button(label=_("Effacer"), event=EraseKey(), icon="delete"),
        note=_resume_note(resuming, visit.scanning, waits, context),
        person=Button(
            label=_("Je n'ai plus mon code"),
            event=AskForPerson(),
            icon="hand-helping",
        ),
    )


def _resume_note(
    resuming: TicketLookup, scanning: bool, waits: bool, context: Context
) -> Text | None:
    if resuming.looking or scanning:
        return _("Un instant, nous cherchons.")
    if resuming.foreign:
        return _("Ce n'est pas un ticket d'ici. Montrez le carré imprimé sur votre ticket.")
    if waits and resuming.wait_until is not None:
        seconds = max(1, round(resuming.wait_until - context.elapsed))
        return _(
            "Le code n'est pas encore le bon. On réessaie dans {seconds} s, sans se presser.",
            seconds=seconds,
        )
    if resuming.typo:
        return _("Une lettre ne va pas. Regardez le code sur votre ticket, et retapez-le.")
    if resuming.unknown:
        return _("Nous ne trouvons pas ce ticket. Retapez le code, ou demandez à quelqu'un.")
    return None


def _appointment_lines(booking: Booking, context: Context) -> tuple[tuple[str, Text], ...]:
    lines = [
        (MODE_ICONS[booking.mode], MODE_NAMES[booking.mode]),
        ("user-round", helper_at(booking.helper, booking.desk)),
    ]
    named = topic_name(booking.topic, context)
    if named:
        lines.append(("message-circle", _("Sujet : « {topic} ».", topic=named)))
    return tuple(lines)


def appointment(visit: Visit, context: Context) -> AppointmentView:
    found = visit.resuming
    assert found is not None
    booking = found.booking
    assert booking is not None
    assert booking.starts_at is not None
    starts_at = booking.starts_at.astimezone(context.zone)
    ways = [
        Button(label=_("Imprimer le ticket"), event=PrintAgain(), icon="printer"),
        Button(label=_("Annuler ce rendez-vous"), event=CancelAppointment(), icon="calendar-x"),
    ]
    if found.progress:
        again = Button(
            label=_("Reprendre mes étapes"), event=ResumeSteps(), icon="footprints", tone="go"
        )
        ways.insert(0, again)
    return AppointmentView(
        title=_("Votre rendez-vous a changé") if found.changed else _("Voici votre rendez-vous"),
        hour=_("{hour}", hour=ClockTime(starts_at)),
        day=_("{day}", day=Day(starts_at.date(), context.date)),
        lines=_appointment_lines(booking, context),
        ways=tuple(ways),
    )


def _another_appointment() -> Button:
    return Button(label=_("Prendre un rendez-vous"), event=AskForPerson(), icon="calendar-days")


def _home() -> Button:
    return Button(label=_("Revenir à l'écran d'accueil"), event=GoHome(), icon="house")


def cancel_asked(visit: Visit, context: Context) -> NoticeView:
    if is_about_an_enquiry(visit):
        return withdraw_asked(visit)
    return NoticeView(
        icon="calendar-x",
        title=_("Annuler ce rendez-vous ?"),
        text=(_("La place sera donnée à quelqu'un d'autre."),),
        ways=(
            Button(label=_("Non, je le garde"), event=GoBack(), icon="arrow-left", tone="go"),
            Button(label=_("Oui, l'annuler"), event=ConfirmCancel(), icon="calendar-x"),
        ),
    )


def appointment_cancelled(visit: Visit, context: Context) -> NoticeView:
    later = visit.resuming is not None and visit.resuming.cancelled_later
    said = _("C'est noté ici. L'équipe le saura bientôt.") if later else None
    about_enquiry = is_about_an_enquiry(visit)
    return NoticeView(
        icon="calendar-check",
        title=_("Votre demande est retirée.")
        if about_enquiry
        else _("Votre rendez-vous est annulé."),
        text=(
            said or _("C'est fait, merci de l'avoir dit."),
            _("Vous pouvez prendre un rendez-vous.")
            if about_enquiry
            else _("Vous pouvez en prendre un autre."),
        ),
        ways=(_another_appointment(), _home()),
    )


def appointment_over(visit: Visit, context: Context) -> NoticeView:
    found = visit.resuming
    cancelled = found and found.booking and found.booking.status == "cancelled"
    title = _("Ce rendez-vous a été annulé.") if cancelled else _("Ce rendez-vous est passé.")
    if is_about_an_enquiry(visit):
        title = _("Cette demande a été retirée.") if cancelled else _("Cette demande est terminée.")
    ways = [_another_appointment(), _home()]
    if found and found.progress:
        again = Button(
            label=_("Reprendre mes étapes"), event=ResumeSteps(), icon="footprints", tone="go"
        )
        ways.insert(0, again)
    return NoticeView(
        icon="calendar",
        title=title,
        text=(
            _("Vous pouvez prendre un rendez-vous.")
            if is_about_an_enquiry(visit)
            else _("Ce n'est pas grave. Vous pouvez en prendre un autre."),
        ),
        ways=tuple(ways),
    )


def store_trouble(visit: Visit, context: Context) -> NoticeView:
    return NoticeView(
        icon="notebook-pen",
        title=_("Nous n'arrivons pas à noter votre demande."),
        text=(
            _("Ce n'est pas à cause de vous. Ce que vous avez fait ici est gardé."),
            _("Essayez encore, ou appelez une personne."),
        ),
        ways=(
            Button(label=_("Essayer encore"), event=GoBack(), icon="rotate-ccw", tone="go"),
            Button(
                label=_("Appeler une personne"),
                event=AskForPerson(),
                icon="bell-ring",
            ),
        ),
    )


# The end


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
