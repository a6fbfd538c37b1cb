"""What an operator writes of their place, and what they are told of a slip of the hand."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.agenda.place_file import DescribedPlace, PlaceFileError, read_place
from kiosk.catalog.load import load
from kiosk.paths import CATALOG, ROOT

TOPICS = ("formation", "numerique", "faire-un-cv")

PLACE = """\
name: Emploi Store de Fives
address: 12 rue de l'Exemple, 59000 Lille
helpers:
  - name: Amina
    desk: Bureau 1
    hours:
      - days: lundi-vendredi
        from: 9:00
        to: 12:30
        minutes: 30
        modes: [face, phone]
      - {days: [lundi, mardi], from: 14h, to: 17h30}
    absences:
      - {from: 2026-12-24, to: 2026-12-26}
  - name: Léa
    desk: Bureau 2
    hours:
      - days: samedi
        from: 10:00
        to: 12:00
        topics: [numerique, other]
workshops:
  - title: Mon CV
    helper: Léa
    days: mercredi
    from: 14:00
    minutes: 90
    seats: 8
"""


def read(tmp_path: Path, text: str) -> DescribedPlace:
    file = tmp_path / "place.yaml"
    file.write_text(text, encoding="utf-8")
    return read_place(file, TOPICS)


def told(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(PlaceFileError) as wrong:
        read(tmp_path, text)
    return [line.removeprefix(f"{tmp_path}/") for line in str(wrong.value).splitlines()]


def topics_of_the_catalogue() -> list[str]:
    catalog = load(CATALOG)
    return [*(one.id for one in catalog.themes), *(one.id for one in catalog.services)]


def test_the_example_of_the_project_is_right_and_speaks_of_its_own_catalogue() -> None:
    place = read_place(ROOT / "place.example.yaml", topics_of_the_catalogue())
    assert [helper.name for helper in place.helpers] == ["Amina", "Marc", "Léa"]
    kinds = {one.kind for one in place.activities}
    assert kinds == {"coaching", "workshop", "coworking", "group", "sponsor", "trial"}
    assert [one.beginners for one in place.activities][:2] == [False, True]


def test_the_example_of_the_documentation_is_right_too(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "place.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    file = tmp_path / "place.yaml"
    file.write_text(example, encoding="utf-8")
    assert read_place(file, topics_of_the_catalogue()).name == "Emploi Store de Lille-Fives"


def test_an_operator_writes_days_and_hours_as_on_a_door(tmp_path: Path) -> None:
    amina, lea = read(tmp_path, PLACE).helpers
    morning, afternoon = amina.hours
    assert morning.days == (0, 1, 2, 3, 4)
    assert (morning.starts, morning.ends) == (time(9), time(12, 30))
    assert morning.modes == ("face", "phone")
    assert afternoon.days == (0, 1)
    assert (afternoon.starts, afternoon.ends) == (time(14), time(17, 30))
    assert (afternoon.minutes, afternoon.modes, afternoon.topics) == (30, ("face",), None)
    assert lea.hours[0].topics == ("numerique", "other")


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Lundi", (0,)),
        ("lundi à mercredi", (0, 1, 2)),
        ("jeudi, mardi", (1, 3)),
        ("[mardi, jeudi-samedi]", (1, 3, 4, 5)),
        ("samedi – lundi", (0, 5, 6)),
    ],
)
def test_days_are_written_in_more_than_one_way(
    tmp_path: Path, words: str, days: tuple[int, ...]
) -> None:
    place = read(tmp_path, PLACE.replace("lundi-vendredi", words).replace("14h,", "13h,"))
    assert place.helpers[0].hours[0].days == days


def test_an_absence_lasts_to_the_end_of_its_last_day(tmp_path: Path) -> None:
    (away,) = read(tmp_path, PLACE).helpers[0].absences
    assert (away.starts, away.until) == (datetime(2026, 12, 24), datetime(2026, 12, 27))  # noqa: DTZ001
    only_one = PLACE.replace(", to: 2026-12-26", "")
    assert read(tmp_path, only_one).helpers[0].absences[0].until.date() == date(2026, 12, 25)
    hours = PLACE.replace("2026-12-24, to: 2026-12-26", "2026-12-24 9h30, to: 2026-12-24 11:00")
    (away,) = read(tmp_path, hours).helpers[0].absences
    assert (away.starts.time(), away.until.time()) == (time(9, 30), time(11))


def test_a_place_far_away_has_its_own_hours_and_holidays(tmp_path: Path) -> None:
    text = f"time_zone: Indian/Reunion\nregion: la réunion\n{PLACE}"
    place = read(tmp_path, text)
    assert (place.time_zone, place.region) == (ZoneInfo("Indian/Reunion"), "974")
    assert read(tmp_path, f"region: 67\n{PLACE}").region == "6AE"
    assert read(tmp_path, f"region: Moselle\n{PLACE}").region == "57"
    assert read(tmp_path, PLACE).region is None


SLIPS = [
    ("name: Emploi Store de Fives\n", "", "1: name: manque → ajoutez une ligne « name: … »"),
    (
        "name: Emploi Store de Fives",
        f"name: {'Lille ' * 21}",
        "1: name: ne peut pas être gardé : 125 lettres, 120 au plus → écrivez 120 lettres ou moins",
    ),
    (
        "name: Emploi Store de Fives",
        f"id: {'l' * 129}\nname: Fives",
        "1: id: fait plus de 128 lettres une fois sans majuscules ni accents → donnez au lieu un",
    ),
    (
        "name: Emploi Store de Fives",
        f"name: {'ﷺ' * 9}",  # one letter that is eighteen
        "1: name: fait plus de 128 lettres une fois sans majuscules ni accents → donnez au lieu un",
    ),
    (
        "name: Emploi Store de Fives",
        'name: "\u0301"',  # an accent alone: any two of these would be one place
        "1: name: « \u0301 » n'a aucune lettre → écrivez un nom",
    ),
    (
        "12 rue de l'Exemple, 59000 Lille",
        "rue " * 61,
        "2: address: ne peut pas être gardé : 243 lettres, 240 au plus",
    ),
    (
        "    desk: Bureau 1",
        f"    desk: {'B' * 61}",
        "5: helpers.1.desk: ne peut pas être gardé : 61 lettres, 60 au plus",
    ),
    (
        "Mon CV",
        "CV" * 61,
        "23: workshops.1.title: ne peut pas être gardé : 122 lettres",
    ),
    (
        "seats: 8",
        "seats: 999999999",
        "28: workshops.1.seats: « 999999999 » est trop grand",
    ),
    ("    desk: Bureau 1", "    desk:", "5: helpers.1.desk: n'a pas de valeur → écrivez-la, ou "),
    (
        "modes: [face, phone]",
        "mode: [face, phone]",
        "11: helpers.1.hours.1.mode: le champ « mode » n'existe pas → écrivez « modes »",
    ),
    (
        "[face, phone]",
        "[face, fone]",
        "11: helpers.1.hours.1.modes.2: « fone » n'est pas possible ici → écrivez « phone »",
    ),
    ("[face, phone]", "[]", "11: helpers.1.hours.1.modes: est vide → écrivez par exemple [face, "),
    (
        "days: lundi-vendredi",
        "days: lundi-vendrdi",
        "7: helpers.1.hours.1.days: « vendrdi » n'est pas un jour de la semaine → "
        "écrivez « vendredi »",
    ),
    (
        "[lundi, mardi]",
        "[lundi, monday]",
        "12: helpers.1.hours.2.days.2: « monday » n'est pas un jour de la semaine → "
        "choisissez parmi « lundi », « mardi », ",
    ),
    ("[lundi, mardi]", "[]", "12: helpers.1.hours.2.days: est vide → écrivez au moins un jour"),
    (
        "from: 9:00",
        "from: 25:00",
        "8: helpers.1.hours.1.from: « 25:00 » n'est pas une heure → écrivez-la comme 9:30, de 0:00 "
        "à 23:59",
    ),
    (
        "to: 12:30",
        "to: 8:30",
        "9: helpers.1.hours.1.to: la fin, 8:30, n'est pas après le début, 9:00 → écrivez une heure "
        "après 9:00",
    ),
    (
        "minutes: 30",
        "minutes: 30 min",
        "10: helpers.1.hours.1.minutes: « 30 min » n'est pas un nombre entier → écrivez seulement "
        "le nombre, comme 30",
    ),
    (
        "minutes: 30",
        "minutes: 3",
        "10: helpers.1.hours.1.minutes: un rendez-vous de 3 minutes est trop court → écrivez 5 ou "
        "plus",
    ),
    (
        "minutes: 30",
        "minutes: 240",
        "10: helpers.1.hours.1.minutes: un rendez-vous de 240 minutes ne tient pas entre 9:00 et "
        "12:30 → écrivez 210 ou moins, ou changez les heures",
    ),
    (
        "from: 14h",
        "from: 12h",
        "12: helpers.1.hours.2.from: « Amina » reçoit déjà le lundi de 9:00 à 12:30 → commencez "
        "à 12:30 ou après, ou changez les autres heures",
    ),
    (
        "to: 2026-12-26",
        "to: 2026-12-23",
        "14: helpers.1.absences.1.to: la fin n'est pas après le début → écrivez 2026-12-24 ou un "
        "jour plus tardif",
    ),
    (
        "from: 2026-12-24, to: 2026-12-26",
        "from: 2026-12-24 14:00, to: 2026-12-24 9:00",
        "14: helpers.1.absences.1.to: la fin n'est pas après le début → écrivez un moment après "
        "2026-12-24 14:00",
    ),
    (
        "to: 2026-12-26",
        "to: 26/12/2026",
        "14: helpers.1.absences.1.to: « 26/12/2026 » n'est pas un jour, ni un jour et une heure → "
        "écrivez 2026-12-26",
    ),
    (
        "to: 2026-12-26",
        "to: Noël",
        "14: helpers.1.absences.1.to: « Noël » n'est pas un jour, ni un jour et une heure → "
        "écrivez année-mois-jour, comme 2026-12-24, ou avec l'heure, comme 2026-12-24 14:00",
    ),
    (
        "[numerique, other]",
        "[numerik, other]",
        "21: helpers.2.hours.1.topics.1: aucun thème ni service ne s'appelle « numerik » → "
        "écrivez « numerique »",
    ),
    (
        "[numerique, other]",
        "[]",
        "21: helpers.2.hours.1.topics: est vide → retirez cette ligne : ce sera tout sujet",
    ),
    (
        "        topics: [numerique, other]",
        "        valid_from: 2026-10-01\n        valid_to: 2026-09-01",
        "22: helpers.2.hours.1.valid_to: le dernier jour, 2026-09-01, est avant le premier, "
        "2026-10-01 → écrivez 2026-10-01 ou un jour plus tardif",
    ),
    (
        "        topics: [numerique, other]",
        "        valid_from: 2026-10-01\n        valid_to: 2026-10-02",
        "18: helpers.2.hours.1.days: aucun des jours écrits ne tombe entre le 2026-10-01 et le "
        "2026-10-02 → écrivez par exemple jeudi, ou changez ces dates",
    ),
    (
        "        topics: [numerique, other]",
        "        valid_from: 1er octobre",
        "21: helpers.2.hours.1.valid_from: « 1er octobre » n'est pas un jour → écrivez "
        "année-mois-jour, comme ",
    ),
    (
        "helper: Léa",
        "helper: Lea",
        "24: workshops.1.helper: personne ne s'appelle « Lea » → écrivez « Léa »",
    ),
    (
        "days: mercredi\n    from: 14:00",
        "days: samedi\n    from: 11:00",
        "26: workshops.1.from: « Léa » reçoit déjà le samedi de 10:00 à 12:00 → commencez à "
        "12:00 ou après, ou changez les autres heures",
    ),
    ("seats: 8", "seats: 0", "28: workshops.1.seats: « 0 » est trop petit → écrivez 1 ou plus"),
    (
        "seats: 8",
        "seats: 8\n    waiting_list: -1",
        "29: workshops.1.waiting_list: « -1 » est trop petit → écrivez 0, s'il n'y a pas de liste",
    ),
    (
        "seats: 8",
        "seats: 8\n    waiting_list: 1000",
        "29: workshops.1.waiting_list: « 1000 » est trop grand → écrivez 999 ou moins",
    ),
    (
        "    helper: Léa\n    days",
        "    days",
        "23: workshops.1.location: personne n'est nommé pour recevoir, ni l'endroit écrit → "
        "écrivez « helper: », un nom, ou « location: »",
    ),
    (
        "    helper: Léa\n    days",
        f"    helper: Léa\n    about: {'mot ' * 101}\n    days",
        "25: workshops.1.about: ne peut pas être gardé : 403 lettres",
    ),
    (
        "seats: 8",
        "seats: 8\n    beginners: peut-être",
        "29: workshops.1.beginners: « peut-être » n'est ni oui ni non → écrivez true ou false",
    ),
    (
        "seats: 8",
        "seats: 8\n    kind: atelier",
        "29: workshops.1.kind: « atelier »",
    ),
    (
        "minutes: 90",
        "minutes: 1",
        "27: workshops.1.minutes: une séance de 1 minutes est trop courte → écrivez 5 ou plus",
    ),
    (
        "minutes: 90",
        "minutes: 900",
        "27: workshops.1.minutes: une séance de 900 minutes finirait après minuit → écrivez un "
        "nombre plus petit",
    ),
    (
        "name: Emploi Store de Fives",
        "name: Ici\ntime_zone: Europe/Pari",
        "2: time_zone: « Europe/Pari » n'est pas un fuseau horaire → écrivez « Europe/Paris »",
    ),
    (
        "name: Emploi Store de Fives",
        "name: Ici\nregion: Bretagne",
        "2: region: aucune région de jours fériés ne s'appelle « Bretagne » → choisissez parmi "
        "« Moselle », « Alsace », ",
    ),
    (
        "name: Emploi Store de Fives",
        "name: Ici\nclosed:\n  - {from: 2026-12-24, to: 2026-12-01}",
        "3: closed.1.to: la fin n'est pas après le début → écrivez 2026-12-24 ou un jour plus",
    ),
    (
        "name: Emploi Store de Fives",
        "name: Ici : à Fives",
        "1: un « : » n'est pas attendu ici → si une phrase contient « : »",
    ),
]


@pytest.mark.parametrize(("right", "wrong", "answer"), SLIPS)
def test_a_slip_is_told_with_its_line_and_what_to_write(
    tmp_path: Path, right: str, wrong: str, answer: str
) -> None:
    assert right in PLACE
    (line,) = told(tmp_path, PLACE.replace(right, wrong, 1))
    assert line.startswith(f"place.yaml:{answer}")


def test_a_wrong_field_is_told_with_the_field_that_is_missing(tmp_path: Path) -> None:
    lines = told(tmp_path, PLACE.replace("desk: Bureau 1", "bureau: 1"))
    assert lines == [
        "place.yaml:4: helpers.1.desk: manque → ajoutez une ligne « desk: … »",
        "place.yaml:5: helpers.1.bureau: le champ « bureau » n'existe pas → retirez cette ligne ; "
        "les champs possibles sont « name », « desk », « hours », « absences »",
    ]


def test_two_helpers_are_told_apart_by_more_than_capitals_and_accents(tmp_path: Path) -> None:
    lines = told(tmp_path, PLACE.replace("name: Amina", "name: LEA"))
    assert lines == [
        "place.yaml:15: helpers.2.name: deux personnes s'appellent « Léa » → ajoutez de quoi les "
        "distinguer, comme « Léa B. »"
    ]


def test_every_slip_is_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = PLACE.replace("from: 9:00", "from: neuf heures").replace("seats: 8", "seats: dix")
    lines = told(tmp_path, text.replace("numerique,", "numerik,"))
    assert [line.split(":")[1] for line in lines] == ["8", "21", "28"]


def test_hours_of_two_seasons_do_not_cross(tmp_path: Path) -> None:
    summer = "from: 9:00\n        valid_to: 2026-08-31"
    winter = "from: 12h, valid_from: 2026-09-01"
    place = read(tmp_path, PLACE.replace("from: 9:00", summer).replace("from: 14h", winter))
    assert place.helpers[0].hours[1].starts == time(12)
    lines = told(
        tmp_path,
        PLACE.replace("from: 9:00", summer).replace("from: 14h", winter.replace("09-01", "08-31")),
    )
    assert [line.split(":")[1] for line in lines] == ["13"]


def test_a_place_without_anyone_is_not_a_place(tmp_path: Path) -> None:
    nobody = "name: Ici\naddress: 1 rue Ici\nhelpers: []\n"
    assert told(tmp_path, nobody) == [
        "place.yaml:3: helpers: il faut au moins 1 personne → ajoutez ce qui manque"
    ]
    assert told(tmp_path, "") == [
        "place.yaml: ce fichier est vide → écrivez « name: », « address: » et « helpers: »"
    ]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PlaceFileError, match=r"ailleurs\.yaml: ce fichier n'existe pas → "):
        read_place(tmp_path / "ailleurs.yaml", TOPICS)
