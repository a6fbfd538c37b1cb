"""The services that this terminal offers, as they are written today."""

from __future__ import annotations

import io
import itertools

from kiosk.catalog.check_command import run
from kiosk.catalog.load import load
from kiosk.catalog.model import RehearseStep
from kiosk.catalog.orientation import suggest
from kiosk.paths import CATALOG

WALKED_IN_FULL = 14
REHEARSED = 8


def test_nothing_in_our_catalogue_is_to_correct() -> None:
    out = io.StringIO()
    status = run(CATALOG, out)
    assert "rien à corriger" in out.getvalue(), out.getvalue()
    assert status == 0


def test_enough_services_are_walked_in_four_to_nine_steps_and_rehearsed() -> None:
    services = load(CATALOG).services
    walked = [service for service in services if 4 <= len(service.steps) <= 9]
    rehearsed = [
        service
        for service in walked
        if any(isinstance(step, RehearseStep) for step in service.steps)
    ]
    assert len(walked) >= WALKED_IN_FULL
    assert len(rehearsed) >= REHEARSED


def test_every_set_of_answers_leads_to_one_to_three_services_each_with_its_reason() -> None:
    catalog = load(CATALOG)
    questions = catalog.orientation.questions
    for chosen in itertools.product(*(question.answers for question in questions)):
        answers = {
            question.id: answer.id for question, answer in zip(questions, chosen, strict=True)
        }
        suggested = suggest(catalog.orientation, answers)
        assert 1 <= len(suggested) <= 3, answers
        assert all(catalog.has_service(service) and reason for service, reason in suggested)
