"""What the team's menu and lists on a terminal ask of the store."""

from __future__ import annotations

import logging
from contextlib import suppress

from kiosk.agenda import notes, sponsors, staff_accounts, staff_journal, team_tasks
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.staff_journal import Author
from kiosk.terminal.handling import Answers, Asker
from kiosk.visit import effects as fx
from kiosk.visit import results

log = logging.getLogger(__name__)

BY_PIN = "le code de l'équipe"
"""In the journal, whoever gave it: all of the team know it."""


class StaffListEffects:
    """A part of `StoreEffects`. What somebody else of the team was quicker with is no error."""

    _agenda: Agenda

    def check_badge(self, wanted: fx.CheckBadge, asker: Asker) -> Answers:
        account = self._agenda.read(staff_accounts.by_badge, *wanted.badges)
        if account is None:
            return (results.BadgeRefused(asker.visit.id),)
        return (results.BadgeAccepted(asker.visit.id, account.id, account.name),)

    def record_deed(self, wanted: fx.RecordStaffDeed, _asker: Asker) -> Answers:
        """What was done without an answer of the store is in this program's log alone."""
        who = Author(wanted.account_id, wanted.name or BY_PIN)
        log.info("%s: %s", who.name, wanted.deed)
        self._agenda.write(staff_journal.record, who, wanted.deed, self._agenda.terminal)
        return ()

    def notes_to_read(self, _wanted: fx.FindNotesToRead, asker: Asker) -> Answers:
        return (results.NotesToRead(asker.visit.id, self._agenda.read(notes.for_staff)),)

    def judge_note(self, wanted: fx.JudgeNote, asker: Asker) -> Answers:
        with suppress(notes.NoSuchNote):
            if wanted.accepted:
                self._agenda.write(notes.accept, wanted.note_id)
            else:
                self._agenda.write(notes.remove, wanted.note_id)
        return (results.NotesToRead(asker.visit.id, self._agenda.read(notes.for_staff)),)

    def merge_note(self, wanted: fx.MergeNote, asker: Asker) -> Answers:
        with suppress(notes.NoSuchNote):
            self._agenda.write(notes.merge, wanted.note_id, wanted.into)
        return (results.NotesToRead(asker.visit.id, self._agenda.read(notes.for_staff)),)

    def answer_note(self, wanted: fx.AnswerNote, asker: Asker) -> Answers:
        with suppress(notes.NoSuchNote):
            self._agenda.write(notes.answer, wanted.note_id, wanted.words, refused=wanted.refused)
        found = self._agenda.read(notes.for_staff)
        return (results.NotesToRead(asker.visit.id, found, answered=wanted.note_id),)

    def list_sponsors(self, _wanted: fx.ListSponsors, asker: Asker) -> Answers:
        return (results.SponsorsListed(asker.visit.id, self._agenda.read(sponsors.listed)),)

    def judge_sponsor(self, wanted: fx.JudgeSponsor, asker: Asker) -> Answers:
        with suppress(sponsors.NoSuchSponsor):
            if wanted.accepted:
                self._agenda.write(sponsors.accept, wanted.sponsor_id)
            else:
                self._agenda.write(sponsors.stop, wanted.sponsor_id)
        return (results.SponsorsListed(asker.visit.id, self._agenda.read(sponsors.listed)),)

    def team_tasks(self, _wanted: fx.FindTeamTasks, asker: Asker) -> Answers:
        return (results.TeamTasksFound(asker.visit.id, self._agenda.read(team_tasks.tasks)),)

    def settle_team_task(self, wanted: fx.SettleTeamTask, asker: Asker) -> Answers:
        self._agenda.write(team_tasks.settle, wanted.kind, wanted.task_id, yes=wanted.yes)
        return (results.TeamTasksFound(asker.visit.id, self._agenda.read(team_tasks.tasks)),)
