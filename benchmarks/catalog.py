"""How long a big catalogue takes to load and to check, beside a bare read of the same file.

    python -m benchmarks.catalog [--services 200] [--rounds 7]

The file is made in a temporary folder: 200 services of 10 steps, every kind of step,
every field filled. The ratio is to `yaml.load` with the C loader (CSafeLoader), which
gives plain lists and words, unchecked and without lines. Both run in turn, in one process;
`load` pauses the garbage collector while it reads, the bare read is left as it is.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from kiosk.catalog.load import check, load

_HEAD = """themes:
  - {id: travail, name: Trouver un emploi, icon: search, colour: mint}
orientation:
  questions:
    - id: besoin
      title: De quoi avez-vous besoin ?
      answers:
        - {id: emploi, label: Un emploi}
        - {id: autre, label: Autre chose}
  rules:
    - {when: {}, suggest: service-0, reason: C'est un bon début.}
services:
"""
_SERVICE = """  - id: service-{n}
    theme: travail
    name: Chercher une offre
    icon: search
    purpose: [Trouver des offres d'emploi près de chez vous.]
    at_hand: [Une idée de métier, Votre code postal]
    minutes: 10
    account: none
    address: https://exemple.fr/{n}
    known_on: 2025-11-23
    steps:
"""
_STEPS = (
    """      - kind: read
        id: etape-{n}
        title: Ouvrez la page
        text: [Allumez l'appareil., Ouvrez la page du service., Attendez un instant.]
        tip: Une personne peut vous aider.
        icon: globe
""",
    """      - kind: checklist
        id: etape-{n}
        title: Prenez ce qu'il faut
        items: [Une pièce d'identité, Votre téléphone, Votre adresse e-mail]
        tip: Rien n'est obligatoire.
""",
    """      - kind: choice
        id: etape-{n}
        title: Avez-vous déjà un compte ?
        answers:
          - {{label: Oui, feedback: 'Très bien, continuons.'}}
          - {{label: Non, feedback: 'Ce n''est pas grave.'}}
          - {{label: Je ne sais pas}}
""",
    """      - kind: rehearse
        id: etape-{n}
        title: Touchez le bouton qui lance la recherche
        text: [Voici la page.]
        page:
          - {{kind: header, id: haut, text: Le service}}
          - {{kind: field, id: metier, text: Métier, fills: Boulanger, teach: Ici le métier.}}
          - {{kind: list, id: lignes, items: [Une offre, Une autre offre]}}
          - {{kind: button, id: chercher, text: Rechercher}}
        target: chercher
        hint: Le bouton est en bas.
        done: Bravo, c'est le bon bouton.
""",
    """      - kind: phone
        id: etape-{n}
        title: Continuez sur votre téléphone
        text: [Visez le carré avec votre appareil photo.]
        address: https://exemple.fr/suite
""",
)


def big_catalog(services: int) -> str:
    steps = "".join(_STEPS[n % len(_STEPS)].format(n=n) for n in range(10))
    return _HEAD + "".join(_SERVICE.format(n=n) + steps for n in range(services))


def median(work: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("--services", type=int, default=200)
    asked.add_argument("--rounds", type=int, default=7)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "services_catalog.yaml"
        path.write_text(big_catalog(options.services), encoding="utf-8")
        bare = median(lambda: yaml.load(path.read_bytes(), yaml.CSafeLoader), options.rounds)
        loaded = median(lambda: load(path), options.rounds)
        checked = median(lambda: check(path), options.rounds)
        size = path.stat().st_size / 1000
    print(f"{options.services} services of 10 steps, {size:.0f} kB, median of {options.rounds}")
    print(f"bare yaml.load (CSafeLoader)   {bare * 1000:6.0f} ms")
    print(f"kiosk.catalog.load.load        {loaded * 1000:6.0f} ms   {loaded / bare:.2f} ×")
    print(f"kiosk.catalog.load.check       {checked * 1000:6.0f} ms   {checked / bare:.2f} ×")


if __name__ == "__main__":
    main()
