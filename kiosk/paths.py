"""Where the project's own files stand: at the top of a checkout, inside an installed package."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_SHIPPED = _PACKAGE / "shipped"
"""Made by `setup.py` when the program is installed otherwise than by `make`."""

ROOT = _SHIPPED if _SHIPPED.is_dir() else _PACKAGE.parent
ASSETS = ROOT / "assets"
FONTS = ASSETS / "fonts"
LOCALE = ASSETS / "locale"
CATALOG = ROOT / "services_catalog.yaml"
