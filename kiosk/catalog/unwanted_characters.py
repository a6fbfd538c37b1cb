"""Signs that do not belong in a text: those that nobody sees, and those that no face has.

They come with what is copied from a page or a document. Drawing leaves them out; speech,
search and translation would stumble over them, and a mark of direction could make a reader
see another sentence than the one that is written.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from kiosk.catalog.printable import LINE_ENDS, code_points
from kiosk.catalog.problems import FieldPath, Mistake
from kiosk.type.cleaning import JOINERS, TAGS, is_invisible, is_own

Written = Iterator[tuple[FieldPath, str]]

_BLACK_FLAG = "\U0001f3f4"
"""The flags of regions begin with it."""
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def unwanted_characters(written: Written) -> Iterator[Mistake]:
    """One problem a text: the first sign in it that has to go."""
    for path, words in written:
        if not is_own(words):
            yield from _in_text(words, path)


def missing_glyphs(written: Written) -> Iterator[Mistake]:
    """Letters that would be drawn as a mark, since no face on the terminal has them."""
    for path, words in written:
        if is_own(words):
            continue
        from kiosk.type.runs import MARK, lacking  # only other scripts pay for their faces

        for letter in lacking(words)[:1]:
            named = (
                f"« {letter} » ({code_points(letter)})"
                if letter.isprintable()
                else code_points(letter)
            )
            says = f"aucune police de la borne n'a {named}"
            yield Mistake(path, says, f"écrivez-le autrement : on verrait « {MARK} » à sa place")


def _in_text(words: str, path: FieldPath) -> Iterator[Mistake]:
    if not _without(words).strip():
        yield Mistake(path, "n'a que des signes invisibles", "écrivez au moins un mot")
        return
    for at, sign in enumerate(words):
        told = _told(sign, words[:at])
        if told:
            instead = _instead(sign, words, at)
            yield Mistake(path, f"{told} ({code_points(sign)})", instead)
            return


def _told(sign: str, before: str) -> str:
    """What is wrong with one sign after these; nothing when it may stay."""
    if sign in LINE_ENDS:
        return "un retour à la ligne"
    if sign == "\t":
        return "une tabulation"
    if sign in _TURNING:
        return "un signe qui retourne le sens de la lecture"
    if sign == "\N{REPLACEMENT CHARACTER}":
        return "un signe qui remplace une lettre perdue"
    if unicodedata.category(sign) == "Cs":
        return "la moitié d'un signe"
    if unicodedata.category(sign) == "Cc":
        return "un signe de commande"
    if is_invisible(sign) or _joins_nothing(sign, before):
        return "un signe invisible"
    return ""


def _joins_nothing(sign: str, before: str) -> bool:
    """Signs that shape what is before them, after a letter that they cannot shape: whole
    sentences can be hidden so."""
    if sign in JOINERS or 0xE0100 <= ord(sign) <= 0xE01EF:
        return is_own(before[-1:])
    return ord(sign) in TAGS and _BLACK_FLAG not in before


def _instead(sign: str, words: str, at: int) -> str:
    if sign in LINE_ENDS:
        return "écrivez tout sur une seule ligne"
    if sign == "\t":
        return "mettez une espace à sa place"
    before, after = words[:at].rpartition(" ")[2], words[at + 1 :].partition(" ")[0]
    word = _without(before + after)
    return f"retapez au clavier « {word} »" if word else "effacez-le"


def _without(words: str) -> str:
    hidden = (is_invisible(one) or one in JOINERS or ord(one) >= TAGS.start for one in words)
    return "".join(one for one, is_hidden in zip(words, hidden, strict=True) if not is_hidden)
