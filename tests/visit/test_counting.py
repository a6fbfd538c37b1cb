"""What a visit adds to the place's counts when it is over."""

from __future__ import annotations

from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit import results
from kiosk.visit.counts import Count
from kiosk.visit.view.person import SignView
from tests.visit.small_catalog import DECLARE
from tests.visit.story import Story, appointment, ticket

STEPS = [step.id for step in DECLARE.steps]


def counts_of(story: Story) -> list[Count]:
    return [
        count
        for effect in story.effects
        if isinstance(effect, fx.AddCounts)
        for count in effect.counts
    ]


def ended(story: Story) -> dict[tuple[str, str, str], int]:
    """The visit is over: what it counted."""
    story.effects.clear()
    story.touch("Terminer")
    story.send(ev.EndVisit())
    story.wait(10)
    return {(one.what, one.about, one.step): one.number for one in counts_of(story)}


def walked_to_the_end(story: Story) -> None:
    story.touch("C'est fait", "Oui", "Continuer", "C'est fait")
    story.touch_block("Valider")
    story.touch("C'est fait", "C'est fait")


def test_a_walk_that_is_finished_alone() -> None:
    story = Story().start_walk()
    walked_to_the_end(story)
    assert ended(story) == {
        ("visit", "", ""): 1,
        ("language", "fr", ""): 1,
        ("walk", DECLARE.id, ""): 1,
        ("walk_finished", DECLARE.id, ""): 1,
        ("walk_alone", DECLARE.id, ""): 1,
        **{("step", DECLARE.id, step): 1 for step in STEPS},
    }


def test_who_stops_is_counted_where_they_stopped() -> None:
    story = Story().start_walk()
    story.touch("C'est fait")
    found = ended(story)
    assert found["stopped", DECLARE.id, STEPS[1]] == 1
    assert found["walk", DECLARE.id, ""] == 1
    assert ("step", DECLARE.id, STEPS[2]) not in found
    assert not {"walk_finished", "with_person"} & {what for what, _about, _step in found}


def test_who_calls_from_a_step_and_finishes_had_somebody() -> None:
    story = Story().start_walk()
    story.touch("Je bloque", "Quelqu'un, maintenant")
    story.wait(130)
    story.touch("Je suis là pour vous aider")
    walked_to_the_end(story)
    found = ended(story)
    assert found["asked", DECLARE.id, STEPS[0]] == 1
    assert found["came_within", "3", ""] == 1
    assert found["with_person", "", ""] == 1
    assert found["walk_finished", DECLARE.id, ""] == 1
    assert ("walk_alone", DECLARE.id, "") not in found


def booking() -> Story:
    story = Story().wake()
    story.to_confirmation()
    story.seat_is_held()
    story.touch("Oui, je réserve")
    return story


def test_who_leaves_with_an_appointment_leaves_with_a_person() -> None:
    story = booking()
    story.is_booked()
    assert ended(story)["with_person", "", ""] == 1


def test_an_appointment_that_comes_when_its_visitor_has_left_is_nobody_met() -> None:
    story = booking()
    asked, late = story.asked(fx.Book), story.visit.id
    found = ended(story)
    assert ("with_person", "", "") not in found
    made = appointment(asked.booking_id)
    story.effects.clear()
    story.send(results.Booked(late, made, ticket("HJLNNFJK", made)))
    assert story.effects == [fx.CancelBooking(asked.booking_id)]


def test_a_call_that_nobody_answered_is_counted_once_however_its_sign_ends() -> None:
    story = Story().start_walk()
    story.touch("Je bloque", "Quelqu'un, maintenant")
    story.wait(601)
    first = [one.what for one in counts_of(story)]
    story.sees(SignView)
    assert "visit" in first
    assert "nobody_came" not in first
    story.effects.clear()
    story.wait(3601)
    assert counts_of(story) == [Count(what="nobody_came")]


def test_who_comes_after_the_visit_was_forgotten_still_came() -> None:
    story = Story().start_walk()
    story.touch("Je bloque", "Quelqu'un, maintenant")
    story.wait(700)
    story.effects.clear()
    story.touch("Je suis là pour vous aider")
    found = ended(story)
    assert found == {("with_person", "", ""): 1, ("came_within", "12", ""): 1}


def test_a_paper_that_comes_out_after_its_visitor_left_is_counted() -> None:
    story = Story().wake()
    story.send(results.TicketPrinted("somebody before", "HJLNNFJK", "no_paper"))
    assert counts_of(story) == [Count(what="ticket", about="no_paper")]


def test_where_nobody_was_nothing_is_counted() -> None:
    story = Story()
    story.send(ev.StaffGesture())
    story.send(ev.LeaveStaff())
    story.wait(5)
    assert story.asked_nothing(fx.AddCounts)
    assert not story.visit.tally.begun
