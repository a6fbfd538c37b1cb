"""One file a screen, named as its view; this is where a view finds its screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.screens import (
    appointment,
    attract,
    checklist_step,
    choice_step,
    confirm,
    days,
    end,
    home,
    how,
    name,
    notice,
    orientation,
    out_of_service,
    phone,
    phone_step,
    read_step,
    rehearse_step,
    resume,
    service,
    services,
    sign,
    staff,
    staff_pin,
    still_there,
    suggestions,
    thanks,
    themes,
    ticket,
    ticket_contents,
    times,
    topic,
    walk_done,
)
from kiosk.ui.tokens import PERSON, Colour
from kiosk.visit import views

Draw = Callable[[Drawing, Any, Area], None]

SCREENS: dict[type[views.Body], Draw] = {
    views.AttractView: attract.draw,
    views.HomeView: home.draw,
    views.ThemesView: themes.draw,
    views.ServicesView: services.draw,
    views.ServiceView: service.draw,
    views.ReadStepView: read_step.draw,
    views.ChecklistStepView: checklist_step.draw,
    views.ChoiceStepView: choice_step.draw,
    views.RehearseStepView: rehearse_step.draw,
    views.PhoneStepView: phone_step.draw,
    views.WalkDoneView: walk_done.draw,
    views.OrientationView: orientation.draw,
    views.SuggestionsView: suggestions.draw,
    views.HowView: how.draw,
    views.TopicView: topic.draw,
    views.TimesView: times.draw,
    views.DaysView: days.draw,
    views.NameView: name.draw,
    views.PhoneView: phone.draw,
    views.ConfirmView: confirm.draw,
    views.SignView: sign.draw,
    views.TicketView: ticket.draw,
    views.ResumeView: resume.draw,
    views.TicketContentsView: ticket_contents.draw,
    views.AppointmentView: appointment.draw,
    views.NoticeView: notice.draw,
    views.StillThereView: still_there.draw,
    views.EndView: end.draw,
    views.ThanksView: thanks.draw,
    views.StaffPinView: staff_pin.draw,
    views.StaffView: staff.draw,
    views.OutOfServiceView: out_of_service.draw,
}

GROUNDS: dict[type[views.Body], Colour] = {views.SignView: PERSON}
"""Screens that are not on paper."""
