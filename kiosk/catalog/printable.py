"""Words of a file as an operator's terminal can show them."""

from __future__ import annotations

from kiosk.type.cleaning import is_invisible

LINE_ENDS = frozenset("\n\r\v\f\u0085\u2028\u2029")


def code_points(letters: str) -> str:
    """« U+202E »"""
    return " ".join(f"U+{ord(letter):04X}" for letter in letters)


def truncated(words: str, most: int = 60) -> str:
    """Enough of a value to know it again, where a file may hold one without end."""
    return words if len(words) <= most else f"{words[:most]}…"


def printable(words: str) -> str:
    """Words as an operator's terminal can show them: what is invisible has its code instead."""
    if words.isascii() and words.isprintable():
        return words
    return "".join(
        f"[{code_points(one)}]" if is_invisible(one) or one in LINE_ENDS or one == "\t" else one
        for one in words
    )
