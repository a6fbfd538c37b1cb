"""What is typed: a first name, a telephone number, a short code, a PIN."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.effects import CheckPin, FindTicket
from kiosk.visit.events import AcceptTyped, EraseKey, TypeKey
from kiosk.visit.phone_numbers import read_phone
from kiosk.visit.state import Context, Name, Phone, Resume, StaffPin, TicketLookup, Visit
from kiosk.visit.tickets import CODE_LENGTH, CODE_LETTERS
from kiosk.visit.update.booking import hold_seat
from kiosk.visit.update.enquiry import write
from kiosk.visit.update.outcome import Outcome, go, on, stay

NAME_LENGTH = 24
PHONE_LENGTH = 15
"""E.164: at most fifteen digits."""
PIN_LENGTH = 12


def phone_is_whole(phone: str) -> bool:
    """Whether somebody can be called at what was written."""
    return read_phone(phone) is not None


@on(TypeKey)
def type_key(visit: Visit, event: TypeKey, context: Context) -> Outcome:
    asking, staff, key = visit.asking, visit.staff, event.key
    match visit.scene:
        case Name() if asking and len(asking.first_name) < NAME_LENGTH:
            typed = asking.first_name + (key if asking.first_name else key.upper())
            return stay(replace(visit, asking=replace(asking, first_name=typed)))
        case Phone() if asking and len(asking.phone) < PHONE_LENGTH + 1:
            typed = asking.phone + key
            doubtful = replace(asking, phone=typed, phone_doubtful=False)
            return stay(replace(visit, asking=doubtful))
        case Resume():
            return _type_code(visit, key, context)
        case StaffPin() if staff and len(staff.pin) < PIN_LENGTH:
            return stay(replace(visit, staff=replace(staff, pin=staff.pin + key, refused=False)))
        case _:
            return stay(visit)


def _type_code(visit: Visit, key: str, context: Context) -> Outcome:
    resuming = visit.resuming or TicketLookup()
    waiting = resuming.wait_until is not None and context.elapsed < resuming.wait_until
    if resuming.looking or waiting or key not in CODE_LETTERS:
        return stay(visit)
    typed = key if len(resuming.typed) >= CODE_LENGTH else resuming.typed + key
    resuming = TicketLookup(typed=typed)
    if len(typed) < CODE_LENGTH:
        return stay(replace(visit, resuming=resuming))
    return replace(visit, resuming=replace(resuming, looking=True)), (FindTicket(code=typed),)


@on(EraseKey)
def erase_key(visit: Visit, event: EraseKey, context: Context) -> Outcome:
    asking, staff, resuming = visit.asking, visit.staff, visit.resuming
    match visit.scene:
        case Name() if asking:
            return stay(replace(visit, asking=replace(asking, first_name=asking.first_name[:-1])))
        case Phone() if asking:
            shorter = replace(asking, phone=asking.phone[:-1], phone_doubtful=False)
            return stay(replace(visit, asking=shorter))
        case Resume() if resuming and not resuming.looking:
            return stay(replace(visit, resuming=replace(resuming, typed=resuming.typed[:-1])))
        case StaffPin() if staff:
            return stay(replace(visit, staff=replace(staff, pin=staff.pin[:-1])))
        case _:
            return stay(visit)


@on(AcceptTyped)
def accept_typed(visit: Visit, event: AcceptTyped, context: Context) -> Outcome:
    asking, staff = visit.asking, visit.staff
    match visit.scene:
        case Name() if asking and asking.to_be_called:
            return write(visit, asking, "phone", context)
        case Name() if asking:
            return hold_seat(visit, asking, context)
        case Phone() if asking:
            phone = read_phone(asking.phone)
            if phone is None:
                return stay(replace(visit, asking=replace(asking, phone_doubtful=True)))
            return go(replace(visit, asking=replace(asking, phone=phone)), Name())
        case StaffPin() if staff and staff.pin:
            return replace(visit, staff=replace(staff, pin="", checking=True)), (
                CheckPin(staff.pin),
            )
        case _:
            return stay(visit)
