"""What was typed or chosen on a page, as it is used."""

from __future__ import annotations

import re
from datetime import date

from flask import request

from kiosk.visit.phone_numbers import read_phone
from kiosk.visit.update.text_entry import NAME_LENGTH


def chosen_day() -> date | None:
    said = request.args.get("jour", "")
    try:
        return date.fromisoformat(said) if re.fullmatch(r"\d{4}-\d\d-\d\d", said) else None
    except ValueError:
        return None


def typed_name(said: str) -> str:
    """On one line, without what does not print: it is read on a screen at the desk."""
    words = " ".join("".join(one if one.isprintable() else " " for one in said).split())
    return words[:NAME_LENGTH].strip()


def typed_phone(said: str) -> str:
    """As it is kept; nothing for what nobody can be called at."""
    return read_phone(said) or ""
