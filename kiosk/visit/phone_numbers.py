"""Telephone numbers as people type and paste them, and as somebody can call them.

Google's libphonenumber knows the world's numbering plans, in its Python port; it is loaded
when the first number is looked at.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

HOME, FRANCE = "FR", 33
OVERSEAS = ("GP", "GF", "MQ", "RE", "PM")
"""Their numbers are dialled with ten digits in France, and have country codes of their own:
+590 (with Saint-Barthélemy and Saint-Martin), +594, +596, +262 (with Mayotte), +508."""

LONGEST_PHONE = 16
"""Of what is typed, E.164: fifteen digits at most, after a plus."""

TEN = 10
"""Digits of a number of France, with its 0."""

MOST_LETTERS = 60
"""Of what is looked at: the longest number written with a separator after each digit, in
direction marks, has fewer."""


_NUMBER = re.compile(r"[+\uff0b\ufe62\d](?:.*\d)?", re.DOTALL)
"""Among words: from its first + or digit to its last digit."""


def read_phone(said: str) -> str | None:
    """The number to keep: ten digits for one of metropolitan France, "0612345678", E.164 for
    any other, "+590690123456". None for what nobody could be called at: a number too short
    or too long, one of a service (3949, 15, 08…), words.
    """
    plain = _plain(said)
    if plain is None:
        return None
    number = _parsed(plain, HOME)
    if number is not None and number.country_code == FRANCE:
        number = _in_france(f"0{number.national_number}")
    return _kept(number) if number is not None and _is_a_persons(number) else None


def grouped_phone(phone: str) -> str:
    """As it is read out and dialled: "06 12 34 56 78", "+590 690 12 34 56". A part of one, or
    one that was written down in another way, is shown as well as can be.
    """
    if not phone.startswith("+"):
        return " ".join(phone[at : at + 2] for at in range(0, len(phone), 2))
    if read_phone(phone) != phone:
        return phone
    from phonenumbers import PhoneNumberFormat, format_number, parse

    return format_number(parse(phone), PhoneNumberFormat.INTERNATIONAL).replace(".", " ")


def _plain(said: str) -> str | None:
    """+ and plain digits, whatever the script of the digits, the dashes and spaces between
    them, and the invisible marks that come along when a number is copied. Words before and
    after it ("Tél. :", quotation marks, whose it is) are no part of it."""
    if len(said) > MOST_LETTERS:
        return None
    found = _NUMBER.search(said)
    kept = []
    for letter in found[0] if found else "":
        if unicodedata.category(letter) == "Nd":
            kept.append(str(unicodedata.decimal(letter)))
        elif letter in "+\uff0b\ufe62":
            kept.append("+")
        elif not _is_between(letter):
            return None
    plain = "".join(kept)
    return _international(plain) if plain and "+" not in plain[1:] else None


def _international(plain: str) -> str:
    """With its +, when it was written as 00, as both, or left out before a country's code."""
    digits = plain.removeprefix("+")
    if plain.startswith("+0") and not digits.startswith("00"):  # no country: a + too many
        return digits
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    has_country = len(digits) > TEN and not digits.startswith("0")
    return f"+{digits}" if has_country else plain


def _is_between(letter: str) -> bool:
    """Spaces, marks that show nothing, dashes, brackets, dots and bars."""
    kind = unicodedata.category(letter)
    return kind in ("Zs", "Cf", "Cc", "Mn", "Pd", "Ps", "Pe") or letter in "./·•‧|,'’−⁄∙⋅_"


def _in_france(ten_digits: str) -> PhoneNumber | None:
    """Of ten digits, the territory whose number it is: people write +33 before those too."""
    from phonenumbers import is_valid_number

    if ten_digits.startswith("0508"):  # Saint-Pierre-et-Miquelon: six digits of its own
        ten_digits = f"+508{ten_digits[4:]}"
    for region in (HOME, *OVERSEAS):
        number = _parsed(ten_digits, region)
        if number is not None and is_valid_number(number):
            return number
    return _parsed(ten_digits, HOME)


def _parsed(plain: str, region: str) -> PhoneNumber | None:
    from phonenumbers import NumberParseException, parse

    try:
        return parse(plain, region)
    except NumberParseException:
        return None


def _is_a_persons(number: PhoneNumber) -> bool:
    """Of a numbering plan, and not a service's: those are dear, or nobody's."""
    from phonenumbers import PhoneNumberType as Type
    from phonenumbers import is_valid_number, number_type

    services = (Type.PREMIUM_RATE, Type.SHARED_COST, Type.TOLL_FREE, Type.UAN, Type.VOICEMAIL)
    if is_valid_number(number):
        return number_type(number) not in services
    return _is_a_french_mobile(number)


def _is_a_french_mobile(number: PhoneNumber) -> bool:
    """Ranges of them are opened sooner than a terminal gets a new version."""
    national = str(number.national_number)
    return number.country_code == FRANCE and len(national) == 9 and national[0] in "67"


def _kept(number: PhoneNumber) -> str:
    if number.country_code == FRANCE:
        return f"0{number.national_number}"
    from phonenumbers import PhoneNumberFormat, format_number

    return format_number(number, PhoneNumberFormat.E164)
