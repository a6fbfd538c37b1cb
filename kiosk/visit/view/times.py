"""The free times: the nearest, and by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kiosk.i18n.text import Day, Text, _
from kiosk.visit import scenes
from kiosk.visit.events import (
    ChooseDay,
    ChooseTime,
    OtherDays,
)
from kiosk.visit.scenes import Days
from kiosk.visit.state import BookingDraft, Context, Visit
from kiosk.visit.update.booking import NEAREST
from kiosk.visit.values import FreeTime
from kiosk.visit.view.bodies import shown_at
from kiosk.visit.view.person import GONE, draft_of
from kiosk.visit.view.phrases import (
    MODE_NAMES,
    hour,
    length,
    now_button,
    soon,
    topic_name,
)
from kiosk.visit.views import Body, Button


@dataclass(frozen=True, slots=True, kw_only=True)
class TimesView(Body):
    title: Text
    subtitle: Text
    note: Text | None
    """Somebody else took the seat; said kindly."""
    looking: bool
    """The times are being looked up."""
    nearest: tuple[Button, ...]
    """The next three: the hour as label, the day as detail."""
    other_days: Button | None
    now: Button | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysView(Body):
    title: Text
    days: tuple[Button, ...]
    """Days with a free time; the one looked at is picked."""
    times: tuple[Button, ...]
    """The free times of the picked day."""
    now: Button | None


@shown_at(scenes.Times)
def times(visit: Visit, context: Context) -> TimesView:
    draft = draft_of(visit)
    found = draft.times or ()
    return TimesView(
        title=_times_title(draft),
        subtitle=_times_subtitle(draft, context),
        note=GONE[draft.gone] if draft.gone else None,
        looking=draft.times is None,
        nearest=tuple(
            Button(
                label=hour(time, context),
                event=ChooseTime(time.session_id),
                icon="arrow-right",
                detail=soon(time, context),
            )
            for time in found[:NEAREST]
        ),
        other_days=Button(
            label=_("Une autre heure, un autre jour"), event=OtherDays(), icon="calendar-days"
        )
        if len(found) > NEAREST
        else None,
        now=None if context.is_closed else now_button(),
    )


def _times_title(draft: BookingDraft) -> Text:
    if draft.times is None:
        return _("Un instant, nous regardons les heures libres.")
    if not draft.times:
        return _("Il n'y a pas d'heure libre de cette façon.")
    if draft.mode == "face":
        return _("Quand voulez-vous venir ?")
    return _("Quel moment vous convient ?")


def _times_subtitle(draft: BookingDraft, context: Context) -> Text:
    if draft.times == ():
        return _("Touchez « Retour » pour choisir une autre façon, ou appelez quelqu'un.")
    named = topic_name(draft.topic, context)
    mode = MODE_NAMES[draft.mode or "face"]
    minutes = length(draft.times[0]) if draft.times else None
    if named and minutes:
        return _("{mode}, {minutes}. Sujet : « {topic} ».", mode=mode, minutes=minutes, topic=named)
    if minutes:
        return _("{mode}, {minutes}.", mode=mode, minutes=minutes)
    return _("{mode}.", mode=mode)


def _local_day(time: FreeTime, context: Context) -> date:
    return time.starts_at.astimezone(context.zone).date()


@shown_at(scenes.Days)
def days(visit: Visit, context: Context) -> DaysView:
    assert isinstance(visit.scene, Days)
    picked = visit.scene.day
    found = draft_of(visit).times or ()
    by_day = sorted({_local_day(time, context) for time in found})
    of_day = sorted(
        (time for time in found if _local_day(time, context) == picked),
        key=lambda time: time.starts_at,
    )
    return DaysView(
        title=_("Choisissez un jour, puis une heure"),
        days=tuple(
            Button(
                label=_("{day}", day=Day(one, context.date)),
                event=ChooseDay(one),
                picked=one == picked,
            )
            for one in by_day
        ),
        times=tuple(
            Button(label=hour(time, context), event=ChooseTime(time.session_id)) for time in of_day
        ),
        now=None if context.is_closed else now_button(),
    )
