"""The comparison page's folder: its own files, the kiosk's letters, and the catalogue's words."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from kiosk.catalog.load import load
from kiosk.catalog.model import (
    Catalog,
    ChecklistStep,
    ChoiceStep,
    ReadStep,
    RehearseStep,
    Service,
    Step,
)
from kiosk.paths import ASSETS, CATALOG, FONTS

PAGE = Path(__file__).parent / "page"
GROUNDS = (
    ("#D9EFEA", "#0B4F4A"),
    ("#FCE3D2", "#8A2A0C"),
    ("#DDE6FA", "#1E3A8A"),
    ("#F6E7B4", "#5B4300"),
)
PICTURES = (
    ("shield-check", "Vous ne pouvez rien casser."),
    ("users-round", "Des personnes sont là pour vous."),
    ("ticket", "Vous repartez avec un ticket."),
)
TODAY = "Prochaine heure libre avec quelqu’un : aujourd’hui, 10 h 30"


def make_page(folder: Path) -> Path:
    """Write the page into an empty folder; the file to open."""
    for source in (*PAGE.iterdir(), *FONTS.glob("*.ttf"), ASSETS / "icons" / "lucide.ttf"):
        shutil.copy(source, folder / source.name)
    icons = json.loads((ASSETS / "icons" / "codepoints.json").read_text(encoding="utf-8"))
    content = json.dumps(_content(load(CATALOG)), ensure_ascii=False)
    script = f"const ICONS = {json.dumps(icons)};\nconst CONTENT = {content};\n"
    (folder / "content.js").write_text(script, encoding="utf-8")
    return folder / "index.html"


def _content(catalog: Catalog) -> dict[str, Any]:
    themes = [
        {"id": theme.id, "name": theme.name, "icon": theme.icon, "ground": ground, "ink": ink}
        for number, theme in enumerate(catalog.themes)
        for ground, ink in (GROUNDS[number % len(GROUNDS)],)
    ]
    services = [_service(service) for service in catalog.services]
    return {"themes": themes, "services": services, "pictures": PICTURES, "today": TODAY}


def _service(service: Service) -> dict[str, Any]:
    return {
        "id": service.id,
        "theme": service.theme,
        "name": service.name,
        "icon": service.icon,
        "purpose": list(service.purpose),
        "minutes": service.minutes,
        "at_hand": list(service.at_hand),
        "steps": [_step(step) for step in service.steps],
    }


def _step(step: Step) -> dict[str, Any]:
    told: dict[str, Any] = {
        "kind": step.kind,
        "title": step.title,
        "text": list(step.text),
        "tip": getattr(step, "tip", None),
    }
    match step:
        case ReadStep(icon=icon):
            told["icon"] = icon
        case ChecklistStep(items=items):
            told["items"] = list(items)
        case ChoiceStep(answers=answers):
            told["answers"] = [answer.label for answer in answers]
        case RehearseStep(page=page, done=done):
            told["done"] = done
            told["page"] = [
                {"kind": block.kind, "id": block.id, "text": block.text or ", ".join(block.items)}
                for block in page
            ]
    return told
