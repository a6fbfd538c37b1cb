"""Whatever an operator gives by mistake, the answer is a French sentence, never a traceback."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.cli.french_argparse import in_french
from kiosk.paths import CATALOG, ROOT
from kiosk.settings import DETAILS, SettingsError, load
from kiosk.text_files import MOST_BYTES

DIGITS = "9" * 5000
LONG = "x" * 300

WRONG_LINES = [
    (f"web_port = {DIGITS}", "un nombre a bien trop de chiffres"),
    (f'idle_seconds = "{DIGITS}"', "écrivez un nombre entier de 10 à 3600"),
    ("modes = " + "[" * 100_000, "crochets"),
    ('data = "a\\u0000b"', "retirez le signe invisible"),
    ('terminal = "a\\u202eb"', "retirez le signe invisible"),
    ('place = "a\\u0000b"', "retirez le signe invisible"),
    ('printer = "file:a\\u0000b"', "retirez le signe invisible"),
    ('database = "sqlite:///a\\u0000b"', "retirez le signe invisible"),
    ('printer = "folder:~personne-ici/tickets"', "écrivez l'une de ces formes"),
    ('printer = "file:~personne-ici/ticket.bin"', "écrivez l'une de ces formes"),
    ('data = "~personne-ici/borne"', "cet utilisateur n'existe pas"),
    (f'data = "{LONG}"', "écrivez un chemin plus court"),
    (f'catalog = "{"x/" * 2500}"', "écrivez un chemin plus court"),
    (f"web_port = 0x{'f' * 5000}", "« … » ne va pas ; écrivez un nombre entier"),
    (f"cursor = [[0x{'f' * 5000}]]", "« … » ne va pas ; écrivez true ou false"),
    (f"screen_inches = {'9' * 400}", "écrivez un nombre de 5 à 120"),
    (f"terminal{'.a' * 4000} = 1", "écrivez un texte entre guillemets"),
    (f'"{LONG}\\u001b[31m" = 1', "ce réglage n'existe pas"),
    (f'outside = {{ "{LONG}\\u001b" = "https://a.fr" }}', "n'est ni face"),
    (f'public_url = "https://exemple.fr/{"p" * 100}"', "de 100 lettres au plus"),
    ('public_url = "https://nom:passe@exemple.fr"', "écrivez une adresse complète"),
    ('public_url = "https://exemple .fr"', "écrivez une adresse complète"),
    ('idle_seconds = "٣٣"', "écrivez un nombre entier"),
    ('public_url = "http://h:abc"', "écrivez une adresse complète"),
]


@pytest.mark.parametrize(("line", "says"), WRONG_LINES, ids=range(len(WRONG_LINES)))
def test_a_setting_that_cannot_be_is_told_with_its_line(line: str, says: str, data: Path) -> None:
    Path("mine.toml").write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(SettingsError) as wrong:
        load(Path("mine.toml"), {})
    (problem,) = wrong.value.problems
    assert problem.startswith("mine.toml")
    assert says in problem
    assert len(problem) < 300
    assert problem.isprintable()


@pytest.mark.parametrize(
    "line",
    [
        'database = "postgresql+psycopg://kiosk:s3same\\u200e@machine/base"',
        'web_secret = "s3same\\u0007"',
        'webhook_secret = ["s3same"]',
    ],
)
def test_a_secret_that_is_wrong_is_not_said(line: str, data: Path) -> None:
    Path("mine.toml").write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="cette valeur ne va pas") as wrong:
        load(Path("mine.toml"), {})
    assert "s3same" not in str(wrong.value)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_settings_saved_on_windows_are_read(encoding: str, data: Path) -> None:
    text = '# réglages\r\nterminal = "près de l\'entrée"\r\n'
    Path("mine.toml").write_bytes(text.encode(encoding))
    assert load(Path("mine.toml"), {}).terminal == "près de l'entrée"


def test_settings_in_an_old_alphabet_are_told_with_their_line(data: Path) -> None:
    Path("mine.toml").write_bytes('\nterminal = "près"\n'.encode("latin-1"))
    with pytest.raises(SettingsError, match=r"mine\.toml:2: .* enregistrez le fichier en UTF-8"):
        load(Path("mine.toml"), {})


def test_a_variable_that_is_no_text_is_told(data: Path) -> None:
    with pytest.raises(SettingsError, match=r"KIOSK_TERMINAL .* retirez le signe"):
        load(None, {"KIOSK_TERMINAL": os.fsdecode(b"borne \xff")})


@pytest.mark.parametrize("there", ["/dev/full", "/dev/zero", "pipe"])
@pytest.mark.parametrize(
    ("words", "status"),
    [(["doctor", "--config"], 2), (["catalog", "check"], 1), (["db", "place"], 2)],
)
def test_a_file_without_an_end_is_no_file(
    there: str, words: list[str], status: int, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Read to its end, it would fill the memory; a pipe would be waited for."""
    os.mkfifo("pipe")
    assert main([*words, there]) == status
    said = capsys.readouterr()
    assert "ce n'est pas un fichier, mais un appareil ou un tuyau" in said.out + said.err


def test_a_file_that_is_far_too_large_is_not_read(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Path("large.yaml").open("wb") as large:
        large.truncate(MOST_BYTES + 1)
    assert main(["catalog", "check", "large.yaml"]) == 1
    assert "il est bien trop grand" in capsys.readouterr().out


def test_the_details_that_a_fault_of_ours_asks_for_are_no_setting(data: Path) -> None:
    assert load(None, {DETAILS: "1", "KIOSK_TERMINAL": "accueil"}).terminal == "accueil"


@pytest.mark.parametrize("name", [LONG, "a-file/inside"])
def test_settings_that_cannot_be_looked_for_are_told(name: str, data: Path) -> None:
    Path("a-file").touch()
    with pytest.raises(SettingsError, match="ce fichier ne se lit pas"):
        load(None, {"KIOSK_CONFIG": name})


@pytest.mark.parametrize(
    "nested", ["themes: " + "[" * 100_000, "- " * 100_000, "? " * 100_000, "{a: " * 50_000]
)
def test_lists_without_end_do_not_crash_the_reader(nested: str, data: Path) -> None:
    Path("deep.yaml").write_text(nested, encoding="utf-8")
    done = kiosk("catalog", "check", "deep.yaml")
    assert done.returncode == 1
    assert "deep.yaml:1: trop de listes sont les unes dans les autres" in done.stdout


@pytest.mark.parametrize(
    "repeated",
    [
        "themes: &a [*a]\n",
        "a: &a [x, x, x]\n"
        + "".join(
            f"{one}: &{one} [*{before}, *{before}]\n"
            for before, one in zip("abcdefgh", "bcdefghi", strict=True)
        ),
    ],
)
def test_parts_that_repeat_one_another_are_told(
    repeated: str, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("again.yaml").write_text(repeated, encoding="utf-8")
    assert main(["catalog", "check", "again.yaml"]) == 1
    assert "reprend ici une autre partie du fichier" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["web", "--port", "abc"], "--port : « abc » ne va pas ; écrivez un nombre entier"),
        (["web", "--port", "99999"], "écrivez un nombre entier de 1 à 65535"),
        (["web", "--port", DIGITS], "écrivez un nombre entier de 1 à 65535"),
        (["web", "--host", "accueil"], "écrivez l'adresse IP où la page écoute"),
        (["outbox", "\x1b[31m"], "ces mots ne sont pas attendus"),
        (["web", "--port"], "--port attend une valeur"),
        (["tour"], "il manque : --out"),
        (["decoller"], "« decoller » n'en fait pas partie ; choisissez parmi"),
        (["doctor", "vite"], "ces mots ne sont pas attendus : vite"),
        (["catalog", "check", "--json=oui"], "ces mots ne sont pas attendus"),
    ],
)
def test_words_that_are_no_command_are_told_in_french(
    words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2
    said = capsys.readouterr().err
    assert says in said
    assert "\x1b" not in said
    for english in ("error", "invalid", "expected", "required", "usage:"):
        assert english not in said


def test_what_argparse_says_of_choices_is_french_on_every_python() -> None:
    for said in (
        "argument X: invalid choice: 'a' (choose from 'b', 'c')",  # 3.11
        "argument X: invalid choice: 'a' (choose from b, c)",  # 3.12.8 and later
    ):
        assert in_french(said).startswith("X : « a » n'en fait pas partie ; choisissez parmi ")


# Where it is printed, and what is typed


def kiosk(*words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *words],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environ},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
        encoding=environ.get("PYTHONIOENCODING", "utf-8"),
    )


@pytest.mark.parametrize(
    ("letters", "says"), [("ascii", "reglages"), ("latin-1", "réglages"), ("utf-8", "réglages")]
)
def test_help_is_printed_in_the_letters_that_there_are(letters: str, says: str, data: Path) -> None:
    done = kiosk("doctor", "--help", PYTHONIOENCODING=letters)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"les {says}" in done.stdout


def test_a_catalogue_is_checked_in_the_letters_that_there_are(data: Path) -> None:
    Path("mine.yaml").write_text("themes: [œuvre → 学]\n", encoding="utf-8")
    done = kiosk("catalog", "check", "mine.yaml", PYTHONIOENCODING="latin-1")
    assert done.returncode == 1
    assert "mine.yaml:1: themes.1:" in done.stdout
    assert " -> écrivez" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize("command", [["catalog", "check", str(CATALOG)], ["doctor", "--help"]])
def test_an_output_that_is_full_is_said(command: list[str], data: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kiosk", *command],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
            text=True,
        )
    assert (done.returncode, done.stderr) == (2, "Il n'y a plus de place.\n")


def test_help_without_an_output_is_no_fault(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    assert capsys.readouterr().err == ""


def test_an_output_that_was_read_enough_is_no_fault(data: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as unread:
        done = subprocess.run(
            [sys.executable, "-m", "kiosk", "--help"],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=unread,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert done.stderr == b""


def test_ctrl_d_at_the_pin_changes_nothing_and_is_said(data: Path) -> None:
    """At a real terminal: what the kernel makes of Ctrl+D is what a program reads."""
    ours, theirs = pty.openpty()
    draft = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "staff", "pin"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    said = b""
    try:
        while b"chiffres) : " not in said:
            said += os.read(ours, 1000)
        os.write(ours, b"\x04")
        while b"pas chang" not in said:
            said += os.read(ours, 1000)
        assert draft.wait(60) == 2
    finally:
        draft.kill()
        draft.wait()
        os.close(ours)
    assert "Rien n'a été tapé" in said.decode()
    assert b"Traceback" not in said
    assert not (data / "staff-pin").exists()


@pytest.mark.parametrize(
    ("typed", "status", "says"),
    [
        ("", 2, "Rien n'a été tapé"),
        ("\ufeff4826\r\n", 0, "est choisi"),  # PowerShell marks what it sends
        ("48 26\n", 2, "Choisissez de 4 à 12 chiffres"),
    ],
)
def test_a_pin_from_a_script_of_another_system(
    typed: str,
    status: int,
    says: str,
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    assert main(["staff", "pin"]) == status
    said = capsys.readouterr()
    assert says in said.out + said.err


def test_a_pin_without_any_input_is_said(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["staff", "pin"]) == 2
    assert "Rien n'a été tapé" in capsys.readouterr().err


# The data folder


@pytest.mark.parametrize("command", [["bookings"], ["outbox"], ["staff", "pin"], ["purge"]])
@pytest.mark.parametrize("where", ["/dev/null/borne", "/proc/borne"])
def test_a_data_folder_that_cannot_be_is_a_sentence(
    where: str,
    command: list[str],
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("KIOSK_DATA", where)
    monkeypatch.setattr(sys, "stdin", io.StringIO("4826\n"))
    status = main(command)
    said = capsys.readouterr()
    assert status in (0, 2)  # nothing waits in an outbox that is not there
    assert (status == 2) == bool(said.err)
    assert "faute" not in said.err


@pytest.mark.parametrize("command", [["bookings"], ["doctor"], ["staff", "pin"], ["web"]])
def test_a_data_folder_that_may_not_be_entered_is_a_sentence(
    command: list[str],
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    closed = Path("/sys/kernel")  # where not even root may make a folder
    if os.getuid():
        closed = data
        closed.mkdir(mode=0o000)
    monkeypatch.setenv("KIOSK_DATA", str(closed / "borne" / "here"))
    monkeypatch.setattr(sys, "stdin", io.StringIO("4826\n"))
    assert main(command) in (1, 2)
    said = capsys.readouterr()
    assert str(closed) in said.out + said.err
    assert "faute" not in said.out + said.err
