"""What stands on a ticket."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.ticket.compose import compose
from kiosk.ticket.parts import Code, HelperNote, Label, Qr, Steps, TicketPart, TicketText
from kiosk.visit.tickets import StepLine
from kiosk.visit.values import Mode
from tests.ticket.tickets import STEPS, booking, ticket, translated


def plain(text: str) -> str:
    """Without the no-break spaces and the curly apostrophes of good typography."""
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def words(lines: tuple[TicketPart, ...]) -> list[str]:
    return [plain(line.text) for line in lines if isinstance(line, TicketText | Label)]


def huge(lines: tuple[TicketPart, ...]) -> list[str]:
    return [
        plain(line.text) for line in lines if isinstance(line, TicketText) and line.size == "huge"
    ]


def test_a_place_with_another_booking_system_says_what_one_needs_there() -> None:
    needed = "Il y faut une adresse e-mail : vous y recevez un code."
    assert needed in words(compose(replace(ticket(None), booked_elsewhere=True)))
    assert needed not in words(compose(ticket(None)))


@pytest.mark.parametrize("mode", ["face", "phone", "video", None])
def test_a_ticket_without_a_page_speaks_of_none(mode: Mode | None) -> None:
    lines = compose(
        replace(ticket(booking(mode) if mode else None, public_url=""), booked_elsewhere=True)
    )
    assert not [line for line in lines if isinstance(line, Qr)]
    assert Code("HJLN NFJK") in lines
    said = words(lines)
    assert "Ce ticket sert sans téléphone : montrez ce papier." in said
    for untrue in ("carré", "La page", "adresse qui apparaît"):
        assert not [one for one in said if untrue in one]
    if mode == "video":
        assert "L'équipe vous dit comment entrer dans la vidéo." in said


def test_someone_who_comes_reads_when_where_with_whom_and_about_what() -> None:
    lines = compose(ticket(booking("face")))
    assert huge(lines) == ["10 h 30"]
    for text in (
        "Emploi Store · Montreuil",
        "Lundi 23 novembre",
        "En face à face",
        "Bureau 2",
        "avec Samira",
        "S'actualiser",
        "Sans téléphone ? Montrez ce papier.",
    ):
        assert text in words(lines)


@pytest.mark.parametrize(
    ("mode", "says"), [("phone", "Samira vous appelle"), ("video", "Samira vous parle par vidéo")]
)
def test_someone_met_from_afar_reads_what_happens_when_the_hour_comes(
    mode: Mode, says: str
) -> None:
    lines = compose(ticket(booking(mode)))
    assert says in words(lines)
    assert "Bureau 2" not in words(lines)


def test_when_the_helper_and_the_desk_are_not_known_the_ticket_still_says_what_to_do() -> None:
    assert "Au bureau d'accueil" in words(compose(ticket(booking("face", helper=None, desk=None))))
    assert "Une personne vous appelle" in words(compose(ticket(booking("phone", helper=None))))


def test_paper_is_read_on_other_days_too_so_it_says_the_date_and_never_tomorrow() -> None:
    assert "Lundi 23 novembre" in words(compose(ticket(booking())))


def test_every_ticket_carries_its_code_in_groups_of_four_and_its_qr() -> None:
    for made in (ticket(booking()), ticket(None), ticket(booking(), steps=())):
        lines = compose(made)
        assert [line.text for line in lines if isinstance(line, Code)] == ["HJLN NFJK"]
        assert [line.url for line in lines if isinstance(line, Qr)] == [made.url]


def test_the_steps_are_there_and_those_that_are_done_are_marked() -> None:
    (steps,) = [line for line in compose(ticket(booking())) if isinstance(line, Steps)]
    assert [(plain(step.text), step.done) for step in steps.steps] == [
        (step.title, step.done) for step in STEPS
    ]


def test_a_visitor_who_did_everything_is_told_so() -> None:
    done = (StepLine(title="Ayez ceci près de vous", done=True),)
    assert "Vous avez tout fait" in words(compose(ticket(None, steps=done)))
    assert "Ce qu'il vous reste à faire" in words(compose(ticket(None)))


def test_without_an_appointment_the_ticket_says_how_to_go_on() -> None:
    lines = compose(ticket(None))
    assert "Pour reprendre où vous en étiez : tapez ce code sur une borne." in words(lines)
    assert huge(lines) == []


def test_a_visitor_who_reads_english_has_the_french_for_the_helper_beneath(tmp_path: Path) -> None:
    translated(tmp_path, "kiosk", {"En face à face": "Face to face"})
    locale = translated(
        tmp_path,
        "services",
        {"S'actualiser": "Declare your month", "Ayez ceci près de vous": "Have this with you"},
    )
    lines = compose(ticket(booking(), "en"), locale)
    assert huge(lines) == ["10:30 am"]
    assert "Face to face" in words(lines)
    (note,) = [line for line in lines if isinstance(line, HelperNote)]
    assert [plain(line) for line in note.lines] == [
        "Lundi 23 novembre",
        "10 h 30 · En face à face",
    ]
    (topic,) = [line for line in lines if isinstance(line, TicketText) and line.beneath]
    assert (topic.text, plain(topic.beneath or "")) == ("Declare your month", "S'actualiser")
    (steps,) = [line for line in lines if isinstance(line, Steps)]
    assert steps.steps[0].text == "Have this with you"
    assert steps.steps[0].beneath == "Ayez ceci près de vous"
    assert steps.steps[1].beneath is None  # not translated: it stands in French already


def test_a_visitor_who_reads_french_has_nothing_twice() -> None:
    for line in compose(ticket(booking())):
        assert not isinstance(line, HelperNote)
        assert not isinstance(line, TicketText) or line.beneath is None
