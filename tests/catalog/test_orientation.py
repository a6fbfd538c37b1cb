"""A visitor who does not know where to begin answers a few questions."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalog.model import (
    Orientation,
    OrientationAnswer,
    OrientationQuestion,
    OrientationRule,
)
from kiosk.catalog.orientation import matches, suggest, without_suggestion


def question(name: str, *answers: str) -> OrientationQuestion:
    options = tuple(OrientationAnswer(id=answer, label=answer) for answer in answers)
    return OrientationQuestion(id=name, title=name, answers=options)


def rule(service: str, reason: str, weight: int = 1, **when: tuple[str, ...]) -> OrientationRule:
    return OrientationRule(when=when, suggest=service, reason=reason, weight=weight)


QUESTIONS = (question("need", "job", "training", "lost"), question("ease", "good", "poor"))


def test_weights_add_up_and_the_heaviest_rule_gives_the_reason() -> None:
    orientation = Orientation(
        questions=QUESTIONS,
        rules=(
            rule("offers", "You look for a job", 3, need=("job",)),
            rule("mailbox", "A first help", 1, ease=("poor",)),
            rule("mailbox", "A mailbox helps you answer", 2, need=("job",), ease=("poor",)),
            rule("mailbox", "Everyone needs one", 1),
        ),
    )
    assert suggest(orientation, {"need": "job", "ease": "poor"}) == (
        ("mailbox", "A mailbox helps you answer"),
        ("offers", "You look for a job"),
    )


def test_at_most_three_are_suggested_and_equals_keep_the_order_of_the_file() -> None:
    rules = tuple(rule(name, name) for name in ("d", "b", "a", "c"))
    orientation = Orientation(questions=QUESTIONS, rules=rules)
    assert suggest(orientation, {}) == (("d", "d"), ("b", "b"), ("a", "a"))


def test_a_question_left_out_matches_no_rule_that_asks_about_it() -> None:
    orientation = Orientation(questions=QUESTIONS, rules=(rule("cv", "why", ease=("good",)),))
    assert suggest(orientation, {"need": "job"}) == ()


answers_of = {one.id: [answer.id for answer in one.answers] for one in QUESTIONS}
whens = st.fixed_dictionaries(
    {},
    optional={
        name: st.lists(st.sampled_from(answers), min_size=1, unique=True).map(tuple)
        for name, answers in answers_of.items()
    },
)
rule_sets = st.lists(
    st.builds(
        OrientationRule,
        when=whens,
        suggest=st.sampled_from("abcde"),
        reason=st.sampled_from(["one", "two"]),
        weight=st.integers(1, 5),
    ),
    max_size=8,
).map(tuple)


@given(rule_sets)
def test_the_answers_left_without_suggestion_are_those_that_no_rule_matches(
    rules: tuple[OrientationRule, ...],
) -> None:
    found = [tuple(chosen.items()) for chosen in without_suggestion(QUESTIONS, rules)]
    every = [
        tuple(zip(answers_of, chosen, strict=True))
        for chosen in itertools.product(*answers_of.values())
    ]
    expected = [
        chosen for chosen in every if not any(matches(rule, dict(chosen)) for rule in rules)
    ]
    assert found == expected


@given(rule_sets, st.sampled_from(["job", "training", "lost"]), st.sampled_from(["good", "poor"]))
def test_the_best_comes_first_and_each_service_once(
    rules: tuple[OrientationRule, ...], need: str, ease: str
) -> None:
    answers = {"need": need, "ease": ease}
    totals: dict[str, int] = {}
    for one in rules:
        if matches(one, answers):
            totals[one.suggest] = totals.get(one.suggest, 0) + one.weight
    suggested = suggest(Orientation(questions=QUESTIONS, rules=rules), answers)
    assert [totals[service] for service, _reason in suggested] == sorted(
        totals.values(), reverse=True
    )[:3]
    assert len(dict(suggested)) == len(suggested)
