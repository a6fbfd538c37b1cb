"""The idle question, the staff's screens, and out of service."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta

from kiosk.i18n.text import ClockTime, Text, _, as_is, plural
from kiosk.visit import scenes
from kiosk.visit.events import (
    AcceptTyped,
    AskPrinter,
    EndSession,
    KeepVisit,
    LeaveStaff,
    NeedTime,
    OpenNotesToRead,
    OpenSponsorsToMeet,
    PutInService,
    PutOutOfService,
    Quit,
    ReprintLast,
    StillHere,
    TestPrint,
)
from kiosk.visit.state import Context, StaffDesk, Visit
from kiosk.visit.update.idle import time_to_answer
from kiosk.visit.update.visit_ending import SECONDS as ENDING_SECONDS
from kiosk.visit.update.visit_ending import time_to_say
from kiosk.visit.view.bodies import shown_at
from kiosk.visit.view.opening_times import opening_button
from kiosk.visit.view.scan import scan_test
from kiosk.visit.view.team_tasks import tasks_button
from kiosk.visit.views import Body, Button


@dataclass(frozen=True, slots=True, kw_only=True)
class StillThereView(Body):
    title: Text
    text: Text
    seconds_left: int
    share_left: float
    stay: Button
    need_time: Button | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPinView(Body):
    title: Text
    dots: int
    """How many digits are typed; never which."""
    note: Text | None
    enabled: bool
    accept: Button
    leave: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffView(Body):
    title: Text
    printer: Text
    scan: Text
    """What the scanner read last, or how to try it."""
    enquiries: Text | None
    """How many written enquiries need a time."""
    actions: tuple[Button, ...]
    leave: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfServiceView(Body):
    title: Text
    text: Text


def still_there(visit: Visit, context: Context) -> StillThereView:
    seconds = round(time_to_answer(visit, context))
    return StillThereView(
        title=_("Vous êtes toujours là ?"),
        text=_still_there_text(visit),
        seconds_left=seconds,
        share_left=min(1.0, seconds / context.warning_seconds),
        stay=Button(label=_("Oui, je continue"), event=StillHere(), icon="hand", tone="go"),
        need_time=Button(label=_("J'ai besoin de temps"), event=NeedTime(), icon="hourglass"),
    )


def _still_there_text(visit: Visit) -> Text:
    if visit.issued and visit.issued.ticket.bookings:
        return _("Sinon, cet écran sera effacé. Votre rendez-vous, lui, reste.")
    return _("Sinon, ce que vous avez fait sur cet écran sera effacé.")


@shown_at(scenes.VisitEnding)
def visit_ending(visit: Visit, context: Context) -> StillThereView:
    seconds = math.ceil(time_to_say(visit.scene, context))
    return StillThereView(
        title=_("Un conseiller met fin à la visite"),
        text=_ending_text(visit),
        seconds_left=seconds,
        share_left=min(1.0, seconds / ENDING_SECONDS),
        stay=Button(label=_("J'y suis encore"), event=KeepVisit(), icon="hand", tone="go"),
    )


def _ending_text(visit: Visit) -> Text:
    if visit.issued and visit.issued.ticket.bookings:
        return _(
            "Vous êtes encore là ? Dites-le, et tout reste en place. Sinon, cet écran sera effacé."
            " Votre rendez-vous, lui, reste."
        )
    return _(
        "Vous êtes encore là ? Dites-le, et tout reste en place. Sinon, cet écran sera effacé."
    )


@shown_at(scenes.StaffPin)
def staff_pin(visit: Visit, context: Context) -> StaffPinView:
    desk = visit.staff or StaffDesk()
    waits = desk.wait_until is not None and context.elapsed < desk.wait_until
    return StaffPinView(
        title=_("Code de l'équipe"),
        dots=len(desk.pin),
        note=_pin_note(desk, waits, context),
        enabled=not waits and desk.attempt != "not_set",
        accept=Button(
            label=_("Valider"),
            event=AcceptTyped(),
            icon="check",
            tone="go",
            enabled=bool(desk.pin) and not waits,
        ),
        leave=Button(label=_("Revenir"), event=LeaveStaff(), icon="arrow-left"),
    )


def _pin_note(desk: StaffDesk, waits: bool, context: Context) -> Text | None:
    if desk.attempt == "not_set":
        return _(
            "Aucun code n'est choisi. Sur ce poste, lancez : {command}",
            command=as_is("kiosk staff pin"),
        )
    if waits and desk.wait_until is not None:
        left = timedelta(seconds=desk.wait_until - context.elapsed + 59)
        until = ClockTime((context.now + left).astimezone(context.zone))
        return _(
            "Trop d'essais. On peut réessayer à partir de {hour}. Ou tout de suite, en lançant"
            " ici : {command}",
            hour=until,
            command=as_is("kiosk staff unlock"),
        )
    if desk.attempt == "refused":
        return _("Ce n'est pas le bon code.")
    return None


@shown_at(scenes.Staff)
def staff(visit: Visit, context: Context) -> StaffView:
    desk = visit.staff or StaffDesk()
    service = (
        Button(label=_("Mettre hors service"), event=PutOutOfService(), icon="power-off")
        if context.in_service
        else Button(label=_("Remettre en service"), event=PutInService(), icon="power")
    )
    return StaffView(
        title=_("Équipe"),
        printer=_printer(desk),
        scan=scan_test(desk),
        enquiries=_enquiries(context),
        actions=(
            *opening_button(context),
            *tasks_button(context),
            Button(label=_("Finir cette visite"), event=EndSession(), icon="eraser"),
            Button(
                label=_("Réimprimer le ticket"),
                event=ReprintLast(),
                icon="printer",
                enabled=visit.issued is not None,
                detail=None
                if visit.issued
                else _("Pas de ticket dans cette visite. Son code le retrouve."),
            ),
            Button(label=_("Imprimer un essai"), event=TestPrint(), icon="printer-check"),
            Button(label=_("Interroger l'imprimante"), event=AskPrinter(), icon="activity"),
            *_to_read(context),
            _to_meet(context),
            service,
            Button(label=_("Quitter le programme"), event=Quit(), icon="door-open"),
        ),
        leave=Button(
            label=_("Revenir à l'écran"), event=LeaveStaff(), icon="arrow-left", tone="go"
        ),
    )


def _enquiries(context: Context) -> Text | None:
    waiting = context.today.enquiries
    if context.store_trouble:
        return as_is(context.store_trouble)
    if not waiting:
        return None
    return plural(
        "{count} demande attend une heure. Elle est dans la liste des rendez-vous.",
        "{count} demandes attendent une heure. Elles sont dans la liste des rendez-vous.",
        waiting,
    )


def _to_read(context: Context) -> tuple[Button, ...]:
    count = context.today.notes_to_read
    if not count:
        label = _("Voir les idées et difficultés")
        return (Button(label=label, event=OpenNotesToRead(), icon="message-square"),)
    label = plural("Lire {count} idée ou difficulté", "Lire {count} idées ou difficultés", count)
    return (Button(label=label, event=OpenNotesToRead(), icon="message-square"),)


def _to_meet(context: Context) -> Button:
    count = context.today.sponsors_to_meet
    met = plural("{count} personne à rencontrer", "{count} personnes à rencontrer", count)
    return Button(
        label=_("Personnes qui proposent leur aide"),
        detail=met if count else None,
        event=OpenSponsorsToMeet(),
        icon="hand-helping",
    )


def _printer(desk: StaffDesk) -> Text:
    if desk.no_ticket:
        return _("Il n'y a pas de ticket dans cette visite.")
    if desk.printer is None:
        return _("Un instant, nous interrogeons l'imprimante.")
    return as_is(desk.printer)


@shown_at(scenes.OutOfService)
def out_of_service(visit: Visit, context: Context) -> OutOfServiceView:
    return OutOfServiceView(
        title=_("Cette borne est en pause."),
        text=_("Demandez à quelqu'un de l'équipe, ou essayez une autre borne."),
    )
