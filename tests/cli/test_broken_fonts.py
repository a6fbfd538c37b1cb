"""Files of letters that are empty, cut or something else: a sentence, never a traceback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.paths import ASSETS, ROOT

OWN = "assets/fonts/AtkinsonHyperlegibleNext-{}.ttf"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The program with files of its own, which may be broken."""
    root = tmp_path / "program"
    shutil.copytree(ROOT / "kiosk", root / "kiosk", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ASSETS, root / "assets", ignore=shutil.ignore_patterns("noto"))
    shutil.copytree(ASSETS / "fonts" / "noto", root / "assets/fonts/noto", copy_function=os.symlink)
    shutil.copy(ROOT / "services_catalog.yaml", root)
    return root


def kiosk(root: Path, *words: str, display: str = "") -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KIOSK_")}
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *words],
        cwd=root,
        env={**kept, "KIOSK_DATA": str(root / "data"), "DISPLAY": display, "WAYLAND_DISPLAY": ""},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def spoil(file: Path, content: bytes) -> None:
    """In the copy alone: what is only linked to is not written to."""
    file.unlink()
    file.write_bytes(content)


def letters(done: subprocess.CompletedProcess[str]) -> list[str]:
    assert "Traceback" not in done.stderr
    return [line for line in done.stdout.splitlines() if "Lettres" in line]


def test_the_doctor_tells_every_file_of_letters_that_is_broken(copy: Path) -> None:
    bold, noto = copy / OWN.format("Bold"), copy / "assets/fonts/noto"
    spoil(bold, b"")
    spoil(copy / OWN.format("Regular"), (copy / OWN.format("Regular")).read_bytes()[:30_000])
    spoil(copy / "assets/icons/codepoints.json", b"{")
    spoil(noto / "NotoSansHebrew-Regular.ttf", b"no font at all" * 100)
    whole = bytearray((noto / "NotoSansThai-Regular.ttf").read_bytes())
    whole[len(whole) // 2] ^= 0xFF
    spoil(noto / "NotoSansThai-Regular.ttf", bytes(whole))
    (noto / "NotoSansArmenian-Regular.ttf").unlink()

    done = kiosk(copy, "doctor")
    lines = letters(done)

    assert done.returncode == 1
    assert sum(line.startswith("NON") for line in lines) == 3
    assert sum(line.startswith("à voir") for line in lines) == 3
    assert any(f"{bold} est vide" in line for line in lines)
    assert any("NotoSansHebrew-Regular.ttf n'est pas une police" in line for line in lines)
    assert any("NotoSansThai-Regular.ttf n'est pas une police" in line for line in lines)
    assert any("NotoSansArmenian-Regular.ttf ne se lit pas" in line for line in lines)
    assert all("réinstallez le programme" in line for line in lines)


def test_nothing_starts_without_our_own_letters_and_says_why(copy: Path) -> None:
    broken = copy / OWN.format("Bold")
    starts = (b"", ("tour", "--out", "visite")), (b"no font at all", ("run", "--windowed"))
    for content, words in starts:
        spoil(broken, content)
        done = kiosk(copy, *words, display=":99")
        assert done.returncode == 2
        (line,) = done.stderr.splitlines()
        assert line.startswith(f"{broken} ")
        assert line.endswith("Remettez ce fichier : réinstallez le programme.")


def test_a_name_whose_face_is_broken_is_a_mark_and_the_rest_is_drawn(copy: Path) -> None:
    spoil(copy / "assets/fonts/noto/NotoSansHebrew-Regular.ttf", b"")
    code = (
        "from kiosk.type.runs import runs; from kiosk.type.line import Hand;"
        "print([run.words for run in runs('Avec שרה, ici')], Hand(30).width('שרה') > 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=copy, capture_output=True, text=True, check=False
    )
    assert done.stdout == "['Avec …, ici'] True\n"
    assert "NotoSansHebrew-Regular.ttf est vide" in done.stderr


def test_translations_that_are_broken_leave_french_and_are_told(copy: Path) -> None:
    english = copy / "assets/locale/en/LC_MESSAGES"
    whole = {name: (english / f"kiosk.{name}").read_bytes() for name in ("mo", "po")}
    code = (
        "from kiosk.i18n.translator import Translator; from kiosk.i18n.text import _;"
        "print(Translator('en').say(_('Revenir')))"
    )
    for content in (b"", whole["mo"][: len(whole["mo"]) // 3], b"garbage" * 500):
        spoil(english / "kiosk.mo", content)
        (english / "kiosk.po").write_bytes(whole["po"])
        os.utime(english / "kiosk.mo", (2**31, 2**31))
        assert said_by(copy, code) != "Revenir", "the .po is read in its place"
        (english / "kiosk.po").write_bytes(b"\xff\xfe\0msgid")
        os.utime(english / "kiosk.mo", (2**31, 2**31))
        assert said_by(copy, code) == "Revenir"
    done = kiosk(copy, "doctor")
    assert done.returncode == 1
    lines = [line for line in done.stdout.splitlines() if "Traductions" in line]
    assert [line.startswith("NON") for line in lines] == [True, True]
    shutil.rmtree(copy / "assets/locale")
    assert kiosk(copy, "doctor").returncode == 0


def said_by(root: Path, code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    return done.stdout.strip()
