"""Pages that were left open: a form acts on what it showed, and on nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from kiosk.agenda.activities import Activity
from kiosk.agenda.late_delivery import give_time
from kiosk.store.tables import session
from tests.agenda.world import an_activity
from tests.support.bookings import seat
from tests.web.corner import Corner, Phone

CHANGED = "Votre rendez-vous a changé."


def hours(corner: Corner) -> list[str]:
    return [f"{seat(one).session.starts_at:%H:%M}" for one in corner.standing()]


def test_back_after_booking_ones_own_hour_is_ones_own(corner: Corner, phone: Phone) -> None:
    token = corner.steps_ticket()
    link = next(href for words, href in phone.scan(token).page.links if words.startswith("9 h 30"))
    phone.touch("9 h 30")
    form, action = phone.form, phone.page.action
    phone.send()
    assert "est pris" in phone.words
    for _again in range(2):
        phone.open(link)  # back to the list, and the same hour again
        assert phone.title == "Votre rendez-vous"
        assert "C'est votre rendez-vous." in phone.words
        assert "quelqu'un d'autre" not in phone.words
    assert "est pris" in phone._go("POST", action, data=form).words
    assert hours(corner) == ["09:30"]


def test_the_same_hour_in_a_second_tab_is_ones_own(corner: Corner) -> None:
    token = corner.steps_ticket()
    here, there = corner.phone(), corner.phone()
    here.scan(token).touch("9 h 30")
    there.scan(token).touch("9 h 30")
    here.send()
    assert "C'est votre rendez-vous." in there.send().words
    assert hours(corner) == ["09:30"]


def test_moving_to_the_hour_one_has_is_no_change(corner: Corner) -> None:
    token = corner.booked_ticket()
    here, there = corner.phone(), corner.phone()
    here.scan(token).touch("Changer l'heure").touch("10 h")
    there.scan(token).touch("Changer l'heure")
    link = next(href for words, href in there.page.links if words.startswith("10 h"))
    here.send()
    assert "C'est votre rendez-vous." in there.open(link).words


def test_a_cancel_page_left_open_does_not_cancel_the_new_date(corner: Corner) -> None:
    token = corner.booked_ticket()
    here, there = corner.phone(), corner.phone()
    here.scan(token).touch("Annuler le rendez-vous")
    there.scan(token).touch("Changer l'heure").touch("10 h").send()
    here.send()
    assert here.title == "Votre rendez-vous"
    assert CHANGED in here.words
    assert "10 h" in here.words
    assert hours(corner) == ["10:00"]
    here.touch("Annuler le rendez-vous").send()  # seen now, and meant
    assert hours(corner) == []


def test_a_cancel_page_left_open_does_not_cancel_what_was_booked_since(corner: Corner) -> None:
    token = corner.booked_ticket()
    here, there = corner.phone(), corner.phone()
    here.scan(token).touch("Annuler le rendez-vous")
    there.scan(token).touch("Annuler le rendez-vous").send().touch("10 h").send()
    assert CHANGED in here.send().words
    assert hours(corner) == ["10:00"]


def test_cancelling_twice_with_one_form_is_cancelling_once(corner: Corner, phone: Phone) -> None:
    phone.scan(corner.booked_ticket()).touch("Annuler le rendez-vous")
    action, form = phone.page.action, phone.form
    for _again in range(2):
        assert "Votre rendez-vous est annulé." in phone._go("POST", action, data=form).words


def test_an_enquiry_page_left_open_does_not_cancel_the_time_given_since(
    corner: Corner, phone: Phone
) -> None:
    token = corner.asked_ticket()
    phone.scan(token).touch("Retirer cette demande")
    free = corner.agenda.free_times("declare", "phone", limit=1)[0]
    corner.agenda.write(give_time, corner.booking(token).id, free.session_id)
    assert CHANGED in phone.send().words
    assert hours(corner) == ["09:00"]


def test_a_second_tab_does_not_move_what_was_moved_since(corner: Corner) -> None:
    token = corner.booked_ticket()
    here, there = corner.phone(), corner.phone()
    here.scan(token).touch("Changer l'heure").touch("10 h")
    there.scan(token).touch("Changer l'heure").touch("10 h 30").send()
    assert CHANGED in here.send().words
    assert hours(corner) == ["10:30"]


def test_a_second_tab_does_not_replace_what_was_moved_since(corner: Corner) -> None:
    token = corner.booked_ticket()
    here, there = corner.phone(), corner.phone()
    here.scan(token).touch("Je préfère un appel").touch("10 h").write(telephone="0612345678")
    there.scan(token).touch("Changer l'heure").touch("10 h 30").send()
    assert CHANGED in here.send().words
    assert hours(corner) == ["10:30"]


def test_a_second_tab_does_not_give_up_a_new_date_for_a_call(corner: Corner) -> None:
    token = corner.booked_ticket()
    here, there = corner.phone(), corner.phone()
    here.scan(token).touch("Je préfère un appel").touch("Appelez-moi quand vous pouvez")
    here.write(telephone="0612345678")
    there.scan(token).touch("Changer l'heure").touch("10 h 30").send()
    assert CHANGED in here.send().words
    assert hours(corner) == ["10:30"]


def test_a_second_tab_does_not_withdraw_a_request_made_since(corner: Corner) -> None:
    token = corner.steps_ticket()
    here, there = corner.phone(), corner.phone()
    here.scan(token).touch("9 h 30")
    there.open(f"/t/{token}/rappel").write(telephone="0612345678").send()
    assert CHANGED in here.send().words
    assert corner.booking(token).status == "waiting"


def test_a_form_from_before_a_move_does_not_announce_its_own_hour(
    corner: Corner, phone: Phone
) -> None:
    token = corner.steps_ticket()
    phone.scan(token).touch("9 h 30")
    action, form = phone.page.action, phone.form
    phone.send().touch("Changer l'heure").touch("10 h").send()
    phone._go("POST", action, data=form)
    assert CHANGED in phone.words
    assert "est pris" not in phone.words
    assert hours(corner) == ["10:00"]


def test_a_call_asked_for_that_was_given_a_time_since_is_told(corner: Corner, phone: Phone) -> None:
    token = corner.steps_ticket()
    phone.open(f"/t/{token}/rappel").write(telephone="0612345678")
    action, form = phone.page.action, phone.form | {"telephone": "0612345678"}
    phone.send()
    free = corner.agenda.free_times("declare", "phone", limit=1)[0]
    corner.agenda.write(give_time, corner.booking(token).id, free.session_id)
    phone._go("POST", action, data=form)
    assert CHANGED in phone.words
    assert hours(corner) == ["09:00"]


# The hour is sealed


@pytest.mark.parametrize("page", ["reserver", "deplacer"])
def test_the_hour_of_a_form_cannot_be_another(corner: Corner, phone: Phone, page: str) -> None:
    token = corner.steps_ticket() if page == "reserver" else corner.booked_ticket()
    before = hours(corner)
    free = corner.agenda.free_times("declare", "face", limit=9)
    phone.open(f"/t/{token}/{page}?heure={free[3].session_id}")
    for instead in (str(free[4].session_id), "", "999999", "x"):
        phone.open(f"/t/{token}/{page}?heure={free[3].session_id}").send(heure=instead)
        assert phone.status == 403
    assert hours(corner) == before


@pytest.mark.parametrize("field", ["creneau", "mode"])
def test_what_a_form_is_about_cannot_be_changed(corner: Corner, phone: Phone, field: str) -> None:
    token = corner.booked_ticket()
    free = corner.agenda.free_times("declare", "phone", limit=1)[0]
    phone.open(f"/t/{token}/reserver?mode=phone&heure={free.session_id}")
    assert phone.write(telephone="0612345678").send(**{field: "face"}).status == 403
    assert hours(corner) == ["09:00"]


def test_an_hour_that_is_too_near_by_now_is_not_taken(corner: Corner, phone: Phone) -> None:
    token = corner.steps_ticket()
    phone.scan(token).touch("9 h")
    corner.clock.pass_time(minutes=57)
    phone.send()
    assert "Cette heure n'est plus libre. Voici les plus proches." in phone.words
    assert hours(corner) == []
    moving = corner.phone().scan(corner.booked_ticket(nth=3)).touch("Changer l'heure")
    moving.touch("9 h 30")
    corner.clock.pass_time(minutes=27)
    assert "Cette heure n'est plus libre." in moving.send().words
    assert hours(corner) == ["11:00"]


def test_an_hour_that_is_a_workshops_by_now_is_not_taken(corner: Corner, phone: Phone) -> None:
    phone.scan(corner.steps_ticket()).touch("9 h")
    workshop = an_activity(corner.agenda, Activity(kind="workshop", title="Mon CV", seats=8))
    with corner.agenda.store.writing() as connection:
        connection.execute(
            update(session)
            .where(session.c.starts_at == corner.clock() + timedelta(hours=1))
            .values(activity_id=workshop, kind="workshop", seats=8)
        )
    assert "Cette heure n'est plus libre." in phone.send().words
    assert hours(corner) == []


def test_a_form_about_a_way_of_meeting_that_is_no_more_books_no_other(corner: Corner) -> None:
    token = corner.steps_ticket()
    free = corner.agenda.free_times("declare", "phone", limit=1)[0]
    before = corner.phone().open(f"/t/{token}/reserver?mode=phone&heure={free.session_id}")
    form, action = before.form | {"telephone": "0612345678"}, before.page.action
    after = corner.phone(modes=("face", "video"))._go("POST", action, data=form)
    assert after.status == 403
    assert hours(corner) == []


@pytest.mark.parametrize("page", ["reserver", "reserver?mode=phone", "rappel"])
def test_during_an_appointment_nobody_fills_a_form_in_vain(
    corner: Corner, phone: Phone, page: str
) -> None:
    token = corner.booked_ticket()
    starts_at = seat(corner.booking(token)).session.starts_at
    assert starts_at is not None
    corner.clock.now = starts_at + timedelta(minutes=5)
    assert phone.open(f"/t/{token}/{page}").query == "fait=deja"
    assert "Vous avez déjà un rendez-vous" in phone.words


def test_back_to_a_wrong_number_after_the_right_one(corner: Corner, phone: Phone) -> None:
    """The browser sends the form once more, as it was."""
    free = corner.agenda.free_times("declare", "phone", limit=1)[0]
    phone.open(f"/t/{corner.steps_ticket()}/reserver?mode=phone&heure={free.session_id}")
    phone.write(telephone="06 12").send()
    wrong, action = phone.form | {"telephone": "06 12"}, phone.page.action
    phone.write(telephone="06 12 34 56 78").send()
    assert phone.query == "fait=reserve"
    phone._go("POST", action, data=wrong)
    assert phone.query == "fait=votre"


@pytest.mark.parametrize("page", ["annuler", "deplacer"])
def test_a_form_that_is_sent_after_the_beginning_says_so(corner: Corner, page: str) -> None:
    token = corner.booked_ticket()
    phone = corner.phone().open(f"/t/{token}/{page}")
    if page == "deplacer":
        phone.touch("10 h")
    starts_at = seat(corner.booking(token)).session.starts_at
    assert starts_at is not None
    corner.clock.now = starts_at + timedelta(minutes=1)
    assert "Votre rendez-vous a commencé. Rien n'a été changé." in phone.send().words
    assert hours(corner) == ["09:00"]
