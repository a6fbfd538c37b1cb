"""Asks what may be silent: a question with a deadline, and what is done without an answer."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from kiosk.store.outbox import OutboxUnusable
from kiosk.terminal.deadline import Later, Question
from kiosk.terminal.effect_table import OUTBOX
from kiosk.terminal.handling import Ask, Asker, EffectService
from kiosk.terminal.loop import News
from kiosk.terminal.offline import Offline
from kiosk.terminal.workers import Worker
from kiosk.visit import effects as fx
from kiosk.visit import results

log = logging.getLogger(__name__)


class ServiceAsker:
    """For one terminal. Whoever waits hears in time; an answer that comes later is still taken."""

    def __init__(
        self,
        *,
        services: Mapping[str, Any],
        workers: Mapping[str, Worker[News]],
        offline: Offline,
        deliver: Callable[[News], None],
        after: Later,
        on_failure: Callable[[Exception], None],
    ) -> None:
        """`on_failure` hears of every error of a service, on its worker."""
        self._services = services
        self._workers = workers
        self._offline = offline
        self._deliver = deliver
        self._after = after
        self._on_failure = on_failure

    def ask(self, handling: Ask, effect: fx.Effect, asker: Asker) -> None:
        if handling.at_once is not None:
            for said in handling.at_once(self._offline, effect, asker):
                self._deliver(said)
        question = self._question(handling, effect, asker) if handling.awaited else None
        if handling.first is None:
            self._ask_service(handling, effect, asker, question)
        else:
            self._look_here_first(handling.first, handling, effect, asker, question)

    def _question(self, handling: Ask, effect: fx.Effect, asker: Asker) -> Question:
        return Question(lambda: self._unanswered(handling, effect, asker), self._after)

    def _ask_service(
        self, handling: Ask, effect: fx.Effect, asker: Asker, question: Question | None
    ) -> None:
        service: EffectService = self._services[handling.service]

        def failed(error: Exception) -> tuple[News, ...]:
            self._on_failure(error)
            if question is not None:
                question.failed()
            elif service.is_silence(error):
                self._unanswered(handling, effect, asker)
            return ()

        self._workers[handling.service].do(
            lambda: self._answer(service, handling, effect, asker, question), failed
        )

    def _answer(
        self,
        service: EffectService,
        handling: Ask,
        effect: fx.Effect,
        asker: Asker,
        question: Question | None,
    ) -> tuple[News, ...]:
        if question is not None and not question.is_open:
            return ()  # nobody waits any more, and nothing was begun
        found = handling.deed(service, effect, asker)
        in_time = question is None or question.close()
        heard = service.heard(effect, asker, in_time, found)
        # Written down here, it was answered for good: a second answer would be another ticket.
        return () if handling.instead is not None and not in_time else heard

    def _unanswered(self, handling: Ask, effect: fx.Effect, asker: Asker) -> None:
        """At once, on whatever thread noticed: a short write on this machine at most."""
        log.warning("%s did not answer: %s", handling.service, type(effect).__name__)
        said: News | None = None
        try:
            if handling.noted is not None:
                handling.noted(self._offline, effect, asker)
            if handling.instead is not None:
                said = handling.instead(self._offline, effect, asker)
        except OutboxUnusable:
            log.exception("It cannot be written down here either")
        if said is None and handling.awaited:
            said = results.StoreFailed(asker.visit.id, effect)
        if said is not None:
            self._deliver(said)

    def _look_here_first(
        self,
        look: Callable[[Offline, fx.Effect, Asker], News | None],
        handling: Ask,
        effect: fx.Effect,
        asker: Asker,
        question: Question | None,
    ) -> None:
        def looked() -> tuple[News, ...]:
            found = look(self._offline, effect, asker)
            if found is None:
                self._ask_service(handling, effect, asker, question)
                return ()
            return (found,) if question is None or question.close() else ()

        def go_on(_error: Exception) -> tuple[News, ...]:
            self._ask_service(handling, effect, asker, question)
            return ()

        self._workers[OUTBOX].do(looked, go_on)
