"""What a wheel holds besides the program: letters, icons, sounds, translations, the catalogue.

In a checkout they stand at the top, where people look for them; in a wheel, inside the package
(`kiosk/paths.py` finds either).
"""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).resolve().parent
SHIPPED = ("assets", "services_catalog.yaml")


class BuildWithFiles(build_py):
    """Copies them, and compiles the translations: a machine need not be able to."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        shipped = Path(self.build_lib) / "kiosk" / "shipped"
        for name in SHIPPED:
            self.execute(_copied, (HERE / name, shipped / name), f"copying {name}")
        self.execute(_compiled, (shipped / "assets" / "locale",), "compiling translations")


def _copied(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("*.mo"), dirs_exist_ok=True)
    else:
        shutil.copy2(source, target)


def _compiled(locale: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for written in locale.glob("*/LC_MESSAGES/*.po"):
        language = written.parent.parent.name
        with written.open("rb") as source:
            catalog = read_po(source, locale=language)
        with written.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, catalog)


setup(cmdclass={"build_py": BuildWithFiles})
