"""What is typed: a first name, a telephone number, a short code, a PIN."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.effects import CheckPin, FindTicket
from kiosk.visit.events import AcceptTyped, EraseKey, TypeKey
from kiosk.visit.phone_numbers import LONGEST_PHONE, read_phone
from kiosk.visit.scenes import (
    FollowUpWords,
    HelpName,
    Name,
    NoteWords,
    Phone,
    Resume,
    StaffNoteAnswer,
    StaffPin,
    WaitingNumber,
)
from kiosk.visit.state import Context, Visit
from kiosk.visit.ticket_lookup import TicketLookup
from kiosk.visit.tickets import CODE_LENGTH, CODE_LETTERS
from kiosk.visit.update.booking import hold_seat
from kiosk.visit.update.enquiry import write
from kiosk.visit.update.follow_up import accept_report, type_report
from kiosk.visit.update.notes import accept_words, type_words
from kiosk.visit.update.outcome import Outcome, go, on, stay
from kiosk.visit.update.sponsoring import accept_first_name, type_first_name
from kiosk.visit.update.staff_notes import accept_answer, type_answer
from kiosk.visit.update.waiting_number import accept_number, type_number

NAME_LENGTH = 24
PIN_LENGTH = 12


def phone_is_whole(phone: str) -> bool:
    """Whether somebody can be called at what was written."""
    return read_phone(phone) is not None


@on(TypeKey)
def type_key(visit: Visit, event: TypeKey, context: Context) -> Outcome:
    draft, staff, key = visit.draft, visit.staff, event.key
    match visit.scene:
        case Name() if draft and len(draft.first_name) < NAME_LENGTH:
            typed = draft.first_name + (key if draft.first_name else key.upper())
            return stay(replace(visit, draft=replace(draft, first_name=typed)))
        case Phone() if draft and len(draft.phone) < LONGEST_PHONE:
            typed = draft.phone + key
            doubtful = replace(draft, phone=typed, phone_doubtful=False)
            return stay(replace(visit, draft=doubtful))
        case NoteWords():
            return type_words(visit, key)
        case HelpName():
            return type_first_name(visit, key)
        case WaitingNumber():
            return type_number(visit, key)
        case FollowUpWords():
            return type_report(visit, key)
        case StaffNoteAnswer():
            return type_answer(visit, key)
        case Resume():
            return _type_code(visit, key, context)
        case StaffPin() if staff and len(staff.pin) < PIN_LENGTH:
            # The answer to a PIN may still be on its way while the next key is touched.
            attempt = "none" if staff.attempt == "refused" else staff.attempt
            return stay(replace(visit, staff=replace(staff, pin=staff.pin + key, attempt=attempt)))
        case _:
            return stay(visit)


def _type_code(visit: Visit, key: str, context: Context) -> Outcome:
    lookup = visit.lookup or TicketLookup()
    waiting = lookup.wait_until is not None and context.elapsed < lookup.wait_until
    if lookup.attempt == "looking" or waiting or key not in CODE_LETTERS:
        return stay(visit)
    typed = key if len(lookup.typed) >= CODE_LENGTH else lookup.typed + key
    lookup = TicketLookup(typed=typed)
    if len(typed) < CODE_LENGTH:
        return stay(replace(visit, lookup=lookup))
    return replace(visit, lookup=replace(lookup, attempt="looking")), (FindTicket(code=typed),)


@on(EraseKey)
def erase_key(visit: Visit, event: EraseKey, context: Context) -> Outcome:
    draft, staff, lookup = visit.draft, visit.staff, visit.lookup
    match visit.scene:
        case Name() if draft:
            return stay(replace(visit, draft=replace(draft, first_name=draft.first_name[:-1])))
        case Phone() if draft:
            shorter = replace(draft, phone=draft.phone[:-1], phone_doubtful=False)
            return stay(replace(visit, draft=shorter))
        case NoteWords():
            return type_words(visit, "")
        case HelpName():
            return type_first_name(visit, "")
        case WaitingNumber():
            return type_number(visit, "")
        case FollowUpWords():
            return type_report(visit, "")
        case StaffNoteAnswer():
            return type_answer(visit, "")
        case Resume() if lookup and lookup.attempt != "looking":
            return stay(replace(visit, lookup=replace(lookup, typed=lookup.typed[:-1])))
        case StaffPin() if staff:
            return stay(replace(visit, staff=replace(staff, pin=staff.pin[:-1])))
        case _:
            return stay(visit)


@on(AcceptTyped)
def accept_typed(visit: Visit, event: AcceptTyped, context: Context) -> Outcome:
    draft, staff = visit.draft, visit.staff
    match visit.scene:
        case Name() if draft and draft.to_be_called:
            return write(visit, draft, "phone", context)
        case Name() if draft:
            return hold_seat(visit, draft, context)
        case Phone() if draft:
            phone = read_phone(draft.phone)
            if phone is None:
                return stay(replace(visit, draft=replace(draft, phone_doubtful=True)))
            return go(replace(visit, draft=replace(draft, phone=phone)), Name())
        case NoteWords():
            return accept_words(visit, context)
        case HelpName():
            return accept_first_name(visit, context)
        case WaitingNumber():
            return accept_number(visit)
        case FollowUpWords():
            return accept_report(visit, context)
        case StaffNoteAnswer():
            return accept_answer(visit)
        case StaffPin() if staff and staff.pin:
            return replace(visit, staff=replace(staff, pin="", attempt="checking")), (
                CheckPin(staff.pin),
            )
        case _:
            return stay(visit)
