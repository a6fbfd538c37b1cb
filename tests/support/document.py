"""The blocks of a document that its readers run, as they stand there."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


def section(document: Path, title: str) -> str:
    """What stands under a heading of the second level."""
    parts = re.split(r"^## ", document.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return next(part for part in parts if part.startswith(f"{title}\n"))


def blocks(words: str) -> list[tuple[str, str]]:
    """Each block's language and content, in the order of the document."""
    return [(found[2], textwrap.dedent(found[3])) for found in BLOCK.finditer(words)]
