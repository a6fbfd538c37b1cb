"""A page to rehearse on: what its right place and the others say when they are touched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.catalog.model import (
    Block,
    RehearseStep,
)
from kiosk.i18n.text import Text, _, as_is
from kiosk.visit.events import (
    Touch,
    TouchBlock,
)
from kiosk.visit.view.phrases import catalog_text

MISSES_BEFORE_HINT = 2
"""After so many wrong touches the right place glows and is told in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBlock:
    """One part of the drawn page; `touch` is set where touching means something."""

    kind: Literal["header", "text", "field", "button", "list"]
    text: Text
    value: Text | None = None
    items: tuple[tuple[Text, Touch, bool], ...] = ()
    """Of a list: each line, its touch, and whether it glows."""
    touch: Touch | None = None
    glows: bool = False
    found: bool = False
    """It was the right place and has been touched."""


def lesson_of(step: RehearseStep, misses: list[str], found: bool) -> Text | None:
    if found:
        return catalog_text(step.done)
    if not misses:
        return None
    if len(misses) >= MISSES_BEFORE_HINT:
        return _("{hint} C'est ce qui brille en jaune.", hint=catalog_text(step.hint))
    touched = misses[-1].partition(".")[0]
    teach = next((block.teach for block in step.page if block.id == touched), None)
    if teach:
        return catalog_text(teach)
    return _("Ce n'est pas ici. Regardez encore : vous avez tout votre temps.")


def page_block(block: Block, target: str, glowing: str, found: bool) -> PageBlock:
    hit = found and target.partition(".")[0] == block.id
    value = block.fills if hit and block.fills else block.value
    touchable = block.kind not in ("header", "list")
    return PageBlock(
        kind=block.kind,
        text=catalog_text(block.text) if block.text else as_is(""),
        value=catalog_text(value) if value else None,
        items=tuple(
            (
                catalog_text(item),
                TouchBlock(f"{block.id}.{number}"),
                glowing in (block.id, f"{block.id}.{number}")
                or (found and target == f"{block.id}.{number}"),
            )
            for number, item in enumerate(block.items, start=1)
        ),
        touch=TouchBlock(block.id) if touchable else None,
        glows=glowing == block.id,
        found=hit,
    )
