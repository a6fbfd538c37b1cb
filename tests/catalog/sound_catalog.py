"""A small catalogue without a fault, for stories that spoil one thing in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kiosk.catalog.load import check
from kiosk.catalog.problems import Problem

SMALL = """\
themes:
  - id: travail
    name: Trouver un emploi
    icon: search
    colour: mint
services:
  - id: s-actualiser
    theme: travail
    name: S'actualiser
    icon: calendar-check
    purpose:
      - Vous dites chaque mois que vous cherchez un emploi.
    at_hand: [Votre identifiant]
    minutes: 10
    account: needed
    address: https://www.francetravail.fr/
    known_on: 2025-11-23
    steps:
      - id: compte
        kind: choice
        title: Avez-vous un compte ?
        answers:
          - {label: Oui, goes_to: bouton}
          - {label: Non, feedback: Ce n'est pas grave., goes_to: lire}
      - id: lire
        title: Demandez un compte
        text: [Une personne vous aide.]
        icon: user
      - id: bouton
        kind: rehearse
        title: Touchez le bouton
        page:
          - {kind: header, id: haut, text: Le service}
          - {kind: field, id: nom, text: Identifiant, fills: "123"}
          - {kind: list, id: lignes, items: [Une offre, Une autre]}
          - {kind: button, id: valider, text: Valider}
        target: valider
        hint: Il est en bas.
        done: Bravo.
      - id: papiers
        kind: checklist
        title: Prenez vos papiers
        items: [Une carte]
      - id: suite
        kind: phone
        title: Continuez chez vous
        text: [Visez le carré.]
        address: https://www.francetravail.fr/suite
orientation:
  questions:
    - id: besoin
      title: De quoi avez-vous besoin ?
      answers:
        - {id: emploi, label: Un emploi}
        - {id: autre, label: Autre chose}
  rules:
    - when: {besoin: [emploi]}
      suggest: s-actualiser
      reason: Vous cherchez un emploi.
    - when: {besoin: [autre]}
      suggest: s-actualiser
      reason: Une idée pour commencer.
"""
ICONS = frozenset(("search", "calendar-check", "user"))


@dataclass(frozen=True)
class Spoilt:
    """The small catalogue with one thing written in place of another."""

    path: Path
    line: int
    """The line where the new words begin, counted from 1."""

    def problems(self) -> list[Problem]:
        return check(self.path, icons=ICONS)


def spoil(folder: Path, old: str, new: str, mark: str | None = None) -> Spoilt:
    """`mark` is what stands on the line to be told; it is the new words where not given."""
    assert SMALL.count(old) == 1, f"{old!r} must be written once in the small catalogue"
    path = folder / "services_catalog.yaml"
    text = SMALL.replace(old, new)
    path.write_text(text, encoding="utf-8")
    place = text.rindex(mark) if mark else SMALL.index(old)
    return Spoilt(path, text.count("\n", 0, place) + 1)
