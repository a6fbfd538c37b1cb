"""Where to begin: from a few answers to at most three suggestions, with the reason of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kiosk.catalog.model import Orientation, OrientationQuestion, OrientationRule

MOST_SUGGESTIONS = 3


def suggest(orientation: Orientation, answers: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The services to begin with, best first, each with the reason to tell the visitor.

    `answers` gives the answer's id for each question's id; a question left out matches
    no rule that asks about it. Weights of rules that suggest the same service add up;
    its reason is that of its heaviest rule. Equal services keep the order of the file.
    """
    weights: dict[str, int] = {}
    heaviest: dict[str, OrientationRule] = {}
    for rule in orientation.rules:
        if matches(rule, answers):
            weights[rule.suggest] = weights.get(rule.suggest, 0) + rule.weight
            if rule.weight > heaviest.setdefault(rule.suggest, rule).weight:
                heaviest[rule.suggest] = rule
    best = sorted(weights, key=lambda service: -weights[service])[:MOST_SUGGESTIONS]
    return tuple((service, heaviest[service].reason) for service in best)


def matches(rule: OrientationRule, answers: Mapping[str, str]) -> bool:
    return all(answers.get(question) in among for question, among in rule.when.items())


def without_suggestion(
    questions: tuple[OrientationQuestion, ...], rules: tuple[OrientationRule, ...]
) -> Iterator[dict[str, str]]:
    """The sets of answers that no rule matches.

    Answers are chosen one question after the other, and a branch is left as soon as one
    rule is sure to match: ten questions do not take a million tries.
    """
    asked = frozenset(question.id for question in questions)
    if any(not asked & rule.when.keys() for rule in rules):
        return
    if not questions:
        yield {}
        return
    first, rest = questions[0], questions[1:]
    for answer in first.answers:
        still = tuple(rule for rule in rules if answer.id in rule.when.get(first.id, (answer.id,)))
        for others in without_suggestion(rest, still):
            yield {first.id: answer.id, **others}
