"""Where the characters stand on the keyboards that scanners are set to.

A scanner sends places of keys (usage numbers of USB HID's keyboard page, 0x07), chosen so
that a computer with the layout it believes in writes the right characters. The tables are
those of the systems of the countries; a key that writes nothing by itself is a NOTHING.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

NOTHING = "\0"

_ROWS = (
    (53, *range(30, 40), 45, 46),
    (20, 26, 8, 21, 23, 28, 24, 12, 18, 19, 47, 48),
    (4, 22, 7, 9, 10, 11, 13, 14, 15, 51, 52, 49),
    (100, 29, 27, 6, 25, 5, 17, 16, 54, 55, 56),
)
"""The four rows of an ISO keyboard, from left to right; 49 also stands for 50."""

_KEYPAD = dict(zip((84, 85, 86, 87, 99), "/*-+.", strict=True)) | {
    89 + at: digit for at, digit in enumerate("1234567890")
}
KEYPAD_DIGITS: Mapping[int, str] = {89 + at: digit for at, digit in enumerate("1234567890")}


@dataclass(frozen=True, slots=True)
class KeyboardLayout:
    """`name` is for staff, in French."""

    name: str
    plain: Mapping[int, str] = field(repr=False)
    shifted: Mapping[int, str] = field(repr=False)
    alt_gr: Mapping[int, str] = field(repr=False)

    def character(self, scancode: int, shift: bool, alt_gr: bool) -> str:
        """NOTHING for a key that writes nothing alone, such as an accent to come."""
        if scancode in _KEYPAD:
            return _KEYPAD[scancode]
        if scancode == 44:
            return " "
        keys = self.alt_gr if alt_gr else self.shifted if shift else self.plain
        return keys.get(49 if scancode == 50 else scancode, NOTHING)


PRINTING = frozenset((*(key for row in _ROWS for key in row), 44, 50, *_KEYPAD))
"""Keys that write something on one layout or another."""


def _layout(name: str, plain: str, shifted: str, alt_gr: str = "") -> KeyboardLayout:
    """Rows are separated by spaces, from the top; `alt_gr` holds the pairs that matter: the
    place of a key on the plain rows, and what it writes."""
    keys = _by_place(plain)
    places = {character: scancode for scancode, character in keys.items()}
    pairs = alt_gr.split(" ") if alt_gr else []
    return KeyboardLayout(
        name, keys, _by_place(shifted), {places[pair[0]]: pair[1] for pair in pairs}
    )


def _by_place(rows: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for scancodes, characters in zip(_ROWS, rows.split(" "), strict=True):
        found |= zip(scancodes, characters, strict=True)
    return found


AMERICAN = _layout(
    "américain (QWERTY)",
    "`1234567890-= qwertyuiop[] asdfghjkl;'\\ <zxcvbnm,./",
    '~!@#$%^&*()_+ QWERTYUIOP{} ASDFGHJKL:"| >ZXCVBNM<>?',
)
FRENCH = _layout(
    "français (AZERTY)",
    "²&é\"'(-è_çà)= azertyuiop^$ qsdfghjklmù* <wxcvbn,;:!",
    "~1234567890°+ AZERTYUIOP¨£ QSDFGHJKLM%µ >WXCVBN?./§",
    "é~ \"# '{ ([ -| è` _\\ ç^ à@ )] =}",
)
BELGIAN = _layout(
    "belge (AZERTY)",
    "²&é\"'(§è!çà)- azertyuiop^$ qsdfghjklmùµ <wxcvbn,;:=",
    "³1234567890°_ AZERTYUIOP¨* QSDFGHJKLM%£ >WXCVBN?./+",
    '&| é@ "# §^ ç{ à} ^[ $] <\\ =~',
)
SWISS = _layout(
    "suisse (QWERTZ)",
    "§1234567890'^ qwertzuiopü¨ asdfghjklöä$ <yxcvbnm,.-",
    '°+"*ç%&/()=?` QWERTZUIOPÜ! ASDFGHJKLÖÄ£ >YXCVBNM;:_',
    "2@ 3# ü[ ¨] ä{ $} <\\ ^~",
)
GERMAN = _layout(
    "allemand (QWERTZ)",
    "^1234567890ß´ qwertzuiopü+ asdfghjklöä# <yxcvbnm,.-",
    "°!\"§$%&/()=?` QWERTZUIOPÜ* ASDFGHJKLÖÄ' >YXCVBNM;:_",
    "7{ 8[ 9] 0} ß\\ q@ +~ <|",
)
SPANISH = _layout(
    "espagnol (QWERTY)",
    "º1234567890'¡ qwertyuiop`+ asdfghjklñ´ç <zxcvbnm,.-",
    'ª!"·$%&/()=?¿ QWERTYUIOP^* ASDFGHJKLÑ¨Ç >ZXCVBNM;:_',
    "º\\ 1| 2@ 3# 4~ `[ +] ´{ ç}",
)
ITALIAN = _layout(
    "italien (QWERTY)",
    "\\1234567890'ì qwertyuiopè+ asdfghjklòàù <zxcvbnm,.-",
    '|!"£$%&/()=?^ QWERTYUIOPé* ASDFGHJKLç°§ >ZXCVBNM;:_',
    "è[ +] ò@ à#",
)
BRITISH = _layout(
    "britannique (QWERTY)",
    "`1234567890-= qwertyuiop[] asdfghjkl;'# \\zxcvbnm,./",
    '¬!"£$%^&*()_+ QWERTYUIOP{} ASDFGHJKL:@~ |ZXCVBNM<>?',
)
PORTUGUESE = _layout(
    "portugais (QWERTY)",
    "\\1234567890'« qwertyuiop+´ asdfghjklçº~ <zxcvbnm,.-",
    '|!"#$%&/()=?» QWERTYUIOP*` ASDFGHJKLÇª^ >ZXCVBNM;:_',
    "2@ 7{ 8[ 9] 0}",
)
NORDIC = _layout(
    "nordique (QWERTY)",
    "§1234567890+´ qwertyuiopå¨ asdfghjklöä' <zxcvbnm,.-",
    '½!"#¤%&/()=?` QWERTYUIOPÅ^ ASDFGHJKLÖÄ* >ZXCVBNM;:_',
    "2@ 4$ 7{ 8[ 9] 0} +\\ ¨~",
)
CANADIAN = _layout(
    "canadien français (QWERTY)",
    "#1234567890-= qwertyuiop^¸ asdfghjkl;`< «zxcvbnm,.é",
    "|!\"/$%?&*()_+ QWERTYUIOP^¨ ASDFGHJKL:`> »ZXCVBNM'.É",
    "#\\ 2@ ^[ ¸] `{ <}",
)
TURKISH = _layout(
    "turc (QWERTY)",
    '"1234567890*- qwertyuıopğü asdfghjklşi, <zxcvbnmöç.',
    "é!'^+%&/()=?_ QWERTYUIOPĞÜ ASDFGHJKLŞİ; >ZXCVBNMÖÇ:",
    "3# 7{ 8[ 9] 0} *\\ q@",
)
CZECH = _layout(
    "tchèque (QWERTZ)",
    ";+ěščřžýáíé=´ qwertzuiopú) asdfghjklů§¨ \\yxcvbnm,.-",
    "°1234567890%ˇ QWERTZUIOP/( ASDFGHJKL\"!' |YXCVBNM?:_",
)

LAYOUTS = (
    AMERICAN,
    FRENCH,
    BELGIAN,
    SWISS,
    GERMAN,
    SPANISH,
    ITALIAN,
    BRITISH,
    PORTUGUESE,
    NORDIC,
    CANADIAN,
    TURKISH,
    CZECH,
)
"""Those that scanners are set to in France and around, the factory's first."""
