"""Where the project's own files stand."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "assets"
FONTS = ASSETS / "fonts"
LOCALE = ASSETS / "locale"
CATALOG = ROOT / "services_catalog.yaml"
