"""What an operator sets, and what is said when it is set wrongly."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from kiosk.paths import CATALOG, ROOT
from kiosk.settings import FILE, Settings, SettingsError, load

NAMES = [one.name for one in fields(Settings)]
DOCS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
EXAMPLE = (ROOT / "kiosk.example.toml").read_text(encoding="utf-8")

OTHER = {
    "data": ("/srv/borne", Path("/srv/borne")),
    "database": ("sqlite:////srv/kiosk.db", "sqlite:////srv/kiosk.db"),
    "staff_database": ("sqlite:////srv/equipe.db", "sqlite:////srv/equipe.db"),
    "place": ("/srv/place.yaml", Path("/srv/place.yaml")),
    "catalog": ("/srv/mes_services.yaml", Path("/srv/mes_services.yaml")),
    "terminal": ("accueil", "accueil"),
    "location": ("près de l'entrée", "près de l'entrée"),
    "languages": ("fr", ("fr",)),
    "modes": ("phone, face", ("phone", "face")),
    "public_url": ("https://rdv.exemple.fr/", "https://rdv.exemple.fr"),
    "web_host": ("127.0.0.1", "127.0.0.1"),
    "web_port": ("8081", 8081),
    "web_proxies": ("1", 1),
    "web_secret": ("x" * 32, "x" * 32),
    "staff_port": ("9443", 9443),
    "staff_certificate": ("/etc/kiosk/cert.pem", Path("/etc/kiosk/cert.pem")),
    "staff_key": ("/etc/kiosk/key.pem", Path("/etc/kiosk/key.pem")),
    "staff_plain_http": ("true", True),
    "video_url": ("https://visio.exemple.fr/lieu", "https://visio.exemple.fr/lieu"),
    "outside": (
        "face=https://rdv.exemple.fr/a phone:cv=https://rdv.exemple.fr/b?c=1",
        {"face": "https://rdv.exemple.fr/a", "phone:cv": "https://rdv.exemple.fr/b?c=1"},
    ),
    "webhook_secret": ("y" * 32, "y" * 32),
    "printer": ("tcp://192.168.1.50:9100", "tcp://192.168.1.50:9100"),
    "paper_mm": ("58", 58),
    "screen": ("1920x1080", (1920, 1080)),
    "screen_inches": ("32", 32.0),
    "cursor": ("true", True),
    "idle_seconds": ("90", 90),
    "warning_seconds": ("45", 45),
    "hold_seconds": ("180", 180),
    "lead_minutes": ("0", 0),
    "keep_days": ("30", 30),
    "persons_per_sponsor": ("2", 2),
    "metrics_token": ("a1" * 16, "a1" * 16),
    "log_folder": ("/var/log/kiosk", Path("/var/log/kiosk")),
}
"""A value for each setting, as an environment variable gives it, that is not its default."""

WRONG = [
    ("idle_seconds = 5", "« 5 » ne va pas ; écrivez un nombre entier de 10 à 3600."),
    ("idle_seconds = 60.5", "« 60.5 » ne va pas ; écrivez un nombre entier de 10 à 3600."),
    ("idle_seconds = true", "« True » ne va pas ; écrivez un nombre entier de 10 à 3600."),
    ("warning_seconds = 19", "« 19 » ne va pas ; écrivez un nombre entier de 20 à 600."),
    ("hold_seconds = 1", "« 1 » ne va pas ; écrivez un nombre entier de 30 à 900."),
    ("lead_minutes = -1", "« -1 » ne va pas ; écrivez un nombre entier de 0 à 1440."),
    ("keep_days = 0", "« 0 » ne va pas ; écrivez un nombre entier de 1 à 730."),
    ("paper_mm = 75", "« 75 » ne va pas ; écrivez 80 ou 58, la largeur du rouleau"),
    ('screen = "large"', "« large » ne va pas ; écrivez largeur x hauteur en pixels"),
    ('screen = "0000x0000"', "ne va pas ; écrivez largeur x hauteur en pixels"),
    ("screen_inches = 2", "« 2 » ne va pas ; écrivez un nombre de 5 à 120."),
    ("screen_inches = nan", "« nan » ne va pas ; écrivez un nombre de 5 à 120."),
    ("screen_inches = false", "« False » ne va pas ; écrivez un nombre de 5 à 120."),
    ('cursor = "peut-être"', "« peut-être » ne va pas ; écrivez true ou false."),
    ("terminal = 1", "« 1 » ne va pas ; écrivez un texte entre guillemets."),
    (f'terminal = "{"b" * 65}"', "ne va pas ; écrivez un nom de 64 lettres au plus, sur une ligne"),
    (f'location = "{"b" * 61}"', "ne va pas ; écrivez où elle se trouve en 60 lettres au plus"),
    ('terminal = "a\\u0000b"', "ne va pas ; retirez le signe invisible"),
    ('terminal = "a\\nb"', "ne va pas ; retirez le signe invisible"),
    ('data = ""', "«  » ne va pas ; écrivez un texte entre guillemets."),
    ("place = 3", "« 3 » ne va pas ; écrivez un texte entre guillemets."),
    ('catalog = " "', "ne va pas ; écrivez un texte entre guillemets."),
    ('languages = ["en"]', "ne va pas ; commencez la liste par fr."),
    ('languages = ["fr", "xx"]', "ne va pas ; écrivez une liste parmi : fr, en."),
    ("modes = []", "ne va pas ; écrivez une liste parmi : face, phone, video."),
    ('public_url = "rdv.exemple.fr"', "ne va pas ; écrivez une adresse complète"),
    ('public_url = "https://a:b/"', "ne va pas ; écrivez une adresse complète"),
    ('web_host = "partout"', "« partout » ne va pas ; écrivez l'adresse IP où la page écoute"),
    ("web_port = 0", "« 0 » ne va pas ; écrivez un nombre entier de 1 à 65535."),
    ('web_secret = "court"', "cette valeur ne va pas ; écrivez au moins 32 lettres au hasard."),
    ('video_url = "http://visio.fr"', "ne va pas ; écrivez une adresse complète, qui commence par"),
    ('outside = { face = "rdv" }', "ne va pas ; écrivez une adresse complète, qui commence par"),
    ('outside = { venir = "https://a.fr" }', "ne va pas ; « venir » n'est ni face, phone, video,"),
    ('outside = "face=http://a.fr"', "ne va pas ; écrivez une adresse complète, qui commence par"),
    ("outside = 3", "ne va pas ; écrivez une table, par exemple { face"),
    ('printer = "tcp//1.2.3.4"', "ne va pas ; écrivez l'une de ces formes : folder:"),
    ('database = "kiosk.db"', "cette valeur ne va pas ; écrivez l'adresse d'une base"),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "borne.toml"


def problems(file: Path, environ: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        load(file, environ or {})
    return caught.value.problems


def test_without_any_setting_the_kiosk_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load(environ={})
    assert settings == Settings()
    assert settings.database_url == f"sqlite:///{settings.data / 'kiosk.db'}"
    assert settings.printer_address == f"folder:{settings.data / 'tickets'}"
    assert settings.paper_dots == 576


def test_the_settings_that_lie_here_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / FILE).write_text('terminal = "accueil"')
    monkeypatch.chdir(tmp_path)
    assert load(environ={}).terminal == "accueil"


def test_a_variable_says_where_the_settings_lie_and_a_word_on_the_line_wins(file: Path) -> None:
    file.write_text("idle_seconds = 70")
    assert load(environ={"KIOSK_CONFIG": str(file)}).idle_seconds == 70
    other = file.with_name("other.toml")
    other.write_text("idle_seconds = 80")
    assert load(other, {"KIOSK_CONFIG": str(file)}).idle_seconds == 80


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_is_a_variable_that_wins_over_the_file(name: str, file: Path) -> None:
    written, meant = OTHER[name]
    file.write_text("")
    assert getattr(load(file, {}), name) != meant
    assert getattr(load(file, {f"KIOSK_{name.upper()}": written}), name) == meant
    file.write_text('terminal = "du fichier"\nidle_seconds = 61')
    assert getattr(load(file, {f"KIOSK_{name.upper()}": written}), name) == meant


def test_paths_start_from_the_folder_of_their_file(file: Path) -> None:
    file.write_text('data = "donnees"\nplace = "place.yaml"\ncatalog = "/srv/services.yaml"')
    settings = load(file, {})
    assert settings.data == file.parent / "donnees"
    assert settings.place == file.parent / "place.yaml"
    assert settings.catalog == Path("/srv/services.yaml")


@pytest.mark.parametrize(("line", "says"), WRONG)
def test_a_wrong_setting_is_one_line_with_its_file_its_line_and_what_to_write(
    line: str, says: str, file: Path
) -> None:
    file.write_text(f"# une remarque\n\n{line}\n")
    (problem,) = problems(file)
    name = line.split(" ")[0]
    assert problem.startswith(f"{file}:3: {name} : ")
    assert says in problem
    assert "\n" not in problem


def test_a_wrong_variable_is_told_by_its_name(file: Path) -> None:
    file.write_text("")
    (problem,) = problems(file, {"KIOSK_IDLE_SECONDS": "vite"})
    assert problem.startswith("KIOSK_IDLE_SECONDS : « vite » ne va pas ; écrivez un nombre entier")


def test_a_setting_that_does_not_exist_is_told_with_the_nearest_one(file: Path) -> None:
    file.write_text("idle_second = 60\n[couleurs]\nfond = 1")
    near, far = problems(file, {})
    assert near == f"{file}:1: idle_second : ce réglage n'existe pas ; vouliez-vous idle_seconds ?"
    assert far == f"{file}:2: couleurs : ce réglage n'existe pas ; voyez docs/settings.md."


def test_everything_that_is_wrong_is_told_at_once(file: Path) -> None:
    file.write_text("idle_seconds = 1\npaper_mm = 1\nterminal = 1")
    told = problems(file, {"KIOSK_CURSOR": "x"})
    assert [re.findall(r"(\w+) :", one)[0] for one in told] == [
        "idle_seconds",
        "paper_mm",
        "terminal",
        "KIOSK_CURSOR",
    ]


def test_a_password_in_a_wrong_address_is_not_repeated(file: Path) -> None:
    file.write_text('database = "postgresql:borne:tres-secret@base/kiosk"')
    assert "secret" not in "".join(problems(file))


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ("terminal = accueil", ":1: ne se lit pas."),
        ("idle_seconds = 60\nidle_seconds = 70\n", ":2: ne se lit pas."),
        ("modes = [", "ne se lit pas."),
    ],
)
def test_what_is_no_toml_is_told_in_plain_words(content: str, where: str, file: Path) -> None:
    file.write_text(content)
    (problem,) = problems(file)
    assert problem.startswith(str(file))
    assert where in problem
    assert problem.endswith('entre guillemets : terminal = "accueil".')


def test_a_file_that_is_not_there_or_does_not_read_is_told(file: Path) -> None:
    assert problems(file) == [f"{file} : ce fichier n'existe pas."]
    file.write_bytes(b"\xff\xfa")
    (problem,) = problems(file)
    assert problem.startswith(f"{file}:1: une lettre n'est pas enregistrée en UTF-8")
    (folder,) = problems(file.parent)
    assert folder.startswith(f"{file.parent} : ce fichier ne se lit pas (c'est un dossier)")


# What operators read


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_is_told_in_full(name: str) -> None:
    _, _, after = DOCS.partition(f"### `{name}`\n")
    told = after.partition("\n#")[0]
    assert len(told.split("- Unit: ")[0].strip()) > 20
    for part in ("- Unit: ", "- Default: ", "- Example: ", "- Variable: "):
        assert re.search(re.escape(part) + r"\S", told), part


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_of_the_documentation_are_right(name: str, file: Path) -> None:
    told = DOCS.partition(f"### `{name}`\n")[2].partition("\n#")[0]
    (line,) = re.findall(r"- Example: `(.+)`", told)
    file.write_text(line)
    from_file = getattr(load(file, {}), name)
    (variable, value) = re.findall(r"- Variable: `(\w+)=(.+)`", told)[0]
    assert variable == f"KIOSK_{name.upper()}"
    file.write_text("")
    from_variable = getattr(load(file, {variable: value}), name)
    default = getattr(Settings(), name)
    assert from_file != default
    assert from_variable != default


def test_the_documentation_tells_no_setting_that_is_gone() -> None:
    assert re.findall(r"### `(\w+)`", DOCS) == NAMES


def test_the_example_shows_every_setting_with_its_default(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    file.write_text(EXAMPLE)
    assert load(file, {}) == Settings()  # as it stands it changes nothing
    assert re.findall(r"^#(\w+) = ", EXAMPLE, re.MULTILINE) == NAMES
    file.write_text(re.sub(r"^#(\w+ = )", r"\1", EXAMPLE, flags=re.MULTILINE))
    shown, default = load(file, {}), Settings()
    assert shown.catalog.name == CATALOG.name
    for name in NAMES:
        if name != "catalog":
            assert getattr(shown, name) == getattr(default, name), name
