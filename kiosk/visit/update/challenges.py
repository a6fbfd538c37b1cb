"""Challenges: looked through, picked, taken on the paper, and told of later."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit import effects as fx
from kiosk.visit.events import (
    MarkChallenge,
    OpenChallenge,
    OpenChallenges,
    PickChallenge,
    TakeChallenges,
)
from kiosk.visit.results import ChallengeMarked, ChallengesTaken
from kiosk.visit.scenes import ChallengePage, Challenges
from kiosk.visit.state import Context, Visit
from kiosk.visit.tickets import MOST_CHALLENGES, FoundTicket, PickedChallenges, TakenChallenge
from kiosk.visit.update.outcome import Outcome, go, on, stay
from kiosk.visit.update.ticket import hand_over_here


@on(OpenChallenges)
def open_challenges(visit: Visit, event: OpenChallenges, context: Context) -> Outcome:
    return go(visit, Challenges())


@on(OpenChallenge)
def open_challenge(visit: Visit, event: OpenChallenge, context: Context) -> Outcome:
    if context.catalog.challenge(event.challenge_id) is None:
        return stay(visit)
    return go(visit, ChallengePage(event.challenge_id, visit.scene))


@on(PickChallenge)
def pick_challenge(visit: Visit, event: PickChallenge, context: Context) -> Outcome:
    picked = visit.challenges.ids
    if event.challenge_id in picked:
        picked = tuple(one for one in picked if one != event.challenge_id)
    elif may_pick(visit, event.challenge_id):
        picked = (*picked, event.challenge_id)
    return go(replace(visit, challenges=replace(visit.challenges, ids=picked)), Challenges())


def may_pick(visit: Visit, challenge_id: str) -> bool:
    """Three at most that are still to do, those on the paper in hand among them."""
    carnet = visit.carnet.challenges if visit.carnet else ()
    open_ones = {one.id for one in carnet if one.status == "taken"} | set(visit.challenges.ids)
    return challenge_id not in open_ones and len(open_ones) < MOST_CHALLENGES


@on(TakeChallenges)
def take_challenges(visit: Visit, event: TakeChallenges, context: Context) -> Outcome:
    picked = visit.challenges
    if picked.asked or not picked.ids:
        return stay(visit)
    # After silence with the same key: a paper that was written down after all is found.
    asked = replace(picked, asked=True, paper=picked.paper or context.new_id())
    wanted = fx.KeepChallenges(asked.paper, asked.ids, visit.carnet_code)
    return replace(visit, challenges=asked), (wanted,)


@on(ChallengesTaken)
def challenges_taken(visit: Visit, event: ChallengesTaken, context: Context) -> Outcome:
    picked = visit.challenges
    if picked.paper != event.paper:
        return stay(visit)
    left = PickedChallenges(ids=tuple(one for one in picked.ids if one not in event.ids))
    handed, effects = hand_over_here(
        replace(visit, challenges=left), event.ticket, (Challenges, ChallengePage)
    )
    carnet = handed.carnet
    assert carnet is not None
    known = {one.id: one for one in carnet.challenges}
    known |= {one: TakenChallenge(id=one) for one in event.ids}
    return replace(handed, carnet=replace(carnet, challenges=tuple(known.values()))), effects


@on(MarkChallenge)
def mark_challenge(visit: Visit, event: MarkChallenge, context: Context) -> Outcome:
    """Of the ticket in hand."""
    if visit.carnet is None or visit.carnet.challenge(event.challenge_id) is None:
        return stay(visit)
    return visit, (fx.RecordChallenge(visit.carnet.code, event.challenge_id, event.status),)


@on(ChallengeMarked)
def challenge_marked(visit: Visit, event: ChallengeMarked, context: Context) -> Outcome:
    def marked(ticket: FoundTicket) -> FoundTicket:
        told = (
            replace(one, status=event.status) if one.id == event.id else one
            for one in ticket.challenges
        )
        return replace(ticket, challenges=tuple(told))

    if visit.carnet is None:
        return stay(visit)
    same = visit.lookup and visit.lookup.ticket and visit.lookup.code == visit.carnet.code
    if visit.lookup and visit.lookup.ticket and same:
        visit = replace(visit, lookup=replace(visit.lookup, ticket=marked(visit.lookup.ticket)))
    assert visit.carnet is not None
    return stay(replace(visit, carnet=marked(visit.carnet)))
