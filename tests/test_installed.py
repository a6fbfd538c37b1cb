"""Installed by pip, the program holds all that it needs, and runs from any folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from kiosk.paths import ROOT
from kiosk.store.schema import HEAD


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `kiosk` command of a wheel built from a copy of this checkout, in a new environment.

    What the program depends on is this environment's own: another test would ask a registry.
    """
    made = tmp_path_factory.mktemp("installed")
    source = made / "source"
    kept = ("kiosk", "assets", "services_catalog.yaml", "pyproject.toml", "setup.py", "MANIFEST.in")
    for name in (*kept, "README.md", "LICENSE"):
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "*.mo")
            shutil.copytree(ROOT / name, source / name, ignore=ignored)
        else:
            source.mkdir(exist_ok=True)
            shutil.copy(ROOT / name, source / name)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    wheel = ["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(made), str(source)]
    subprocess.run([*pip, *wheel], check=True, timeout=120)
    (built,) = made.glob("*.whl")
    environment = made / "environment"
    venv.create(environment, symlinks=True)
    python = environment / "bin" / "python"
    install = ["install", "--no-deps", "--no-index", str(built)]
    subprocess.run([*pip, "--python", str(python), *install], check=True, timeout=120)
    (packages,) = environment.glob("lib/python*/site-packages")
    (packages / "depends.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    shutil.rmtree(source)
    return environment / "bin" / "kiosk"


def run(command: Path, *words: str, here: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("KIOSK_", "PYTHON", "DISPLAY", "WAYLAND"))
    }
    return subprocess.run(
        [str(command), *words],
        cwd=here,
        env=kept | {"KIOSK_DATA": str(here / "data")} | environ,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_it_is_the_installed_program_that_runs(installed: Path, tmp_path: Path) -> None:
    asked = ["-c", "import kiosk.paths; print(kiosk.paths.ROOT)"]
    said = run(installed.with_name("python"), *asked, here=tmp_path).stdout
    assert Path(said.strip()).is_relative_to(installed.parent.parent)


def test_all_that_browsers_are_given_is_there(installed: Path, tmp_path: Path) -> None:
    asked = ["-c", "import kiosk.web.bare_app as app; print(app.STATIC)"]
    there = Path(run(installed.with_name("python"), *asked, here=tmp_path).stdout.strip())
    ours = ROOT / "kiosk" / "web" / "static"
    files = {one.relative_to(ours) for one in ours.rglob("*") if one.is_file()}
    assert files == {one.relative_to(there) for one in there.rglob("*") if one.is_file()}


def test_a_whole_visit_is_played_in_each_language(installed: Path, tmp_path: Path) -> None:
    done = run(installed, "tour", "--out", "visit", "--lang", "en", here=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads((tmp_path / "visit" / "tour.json").read_text(encoding="utf-8"))
    assert len(told["pictures"]) > 20
    assert told["booking"]["kind"] == "appointment"


def test_the_doctor_finds_all_that_it_needs(installed: Path, tmp_path: Path) -> None:
    done = run(installed, "doctor", here=tmp_path)
    assert done.stderr == ""
    assert "NON" not in done.stdout
    assert "19 services" in done.stdout


def test_the_catalogue_and_its_translations_are_there(installed: Path, tmp_path: Path) -> None:
    done = run(installed, "catalog", "check", here=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("rien à corriger.\n")


def test_tables_are_made(installed: Path, tmp_path: Path) -> None:
    done = run(installed, "db", "upgrade", "--database", "sqlite:///mine.db", here=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert HEAD in done.stdout
