"""Codes that people read out, type and mistype."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.ticket.codes import (
    is_wellformed,
    new_code,
    new_token,
    read_typed,
    token_of,
    url_for,
    with_check,
)
from kiosk.visit.tickets import CODE_LETTERS, grouped_code

CODES = st.text(alphabet=CODE_LETTERS, min_size=6, max_size=6).map(with_check)
TOKENS = st.randoms(use_true_random=False).map(lambda luck: new_token(luck.randrange))


def test_new_codes_are_eight_letters_of_the_alphabet_and_differ() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) > 195
    for code in codes:
        assert len(code) == 8
        assert set(code) <= set(CODE_LETTERS)
        assert is_wellformed(code)


def test_the_same_randomness_gives_the_same_code() -> None:
    assert new_code(random.Random(7).randrange) == new_code(random.Random(7).randrange)


@given(CODES)
def test_any_one_wrong_letter_is_noticed(code: str) -> None:
    for place in range(8):
        for letter in set(CODE_LETTERS) - {code[place]}:
            assert not is_wellformed(code[:place] + letter + code[place + 1 :])


@given(CODES)
def test_any_two_letters_swapped_are_noticed_wherever_they_stand(code: str) -> None:
    for one, other in combinations(range(8), 2):
        letters = list(code)
        letters[one], letters[other] = letters[other], letters[one]
        if letters != list(code):
            assert not is_wellformed("".join(letters))


@given(CODES, st.integers(0, 6), st.integers(1, 15), st.integers(1, 15))
def test_two_wrong_letters_side_by_side_are_noticed(code: str, at: int, a: int, b: int) -> None:
    letters = list(code)
    for place, shift in ((at, a), (at + 1, b)):
        letters[place] = CODE_LETTERS[(CODE_LETTERS.index(letters[place]) + shift) % 16]
    assert not is_wellformed("".join(letters))


def test_few_random_letters_pass_for_a_code() -> None:
    luck = random.Random(1)
    passed = sum(is_wellformed("".join(luck.choices(CODE_LETTERS, k=8))) for _ in range(20_000))
    assert 40 < passed < 120  # one in 256 is 78


@pytest.mark.parametrize("wrong", ["", "HJLN", "HJLNNFJKK", "hjlnnfjk", "AEIOUYMQ", "HJLN NFJ"])
def test_what_is_not_a_code_is_not_wellformed(wrong: str) -> None:
    assert not is_wellformed(wrong)


@given(CODES)
def test_a_code_typed_as_it_is_printed_or_in_small_letters_is_read(code: str) -> None:
    assert grouped_code(code) == f"{code[:4]} {code[4:]}"
    assert read_typed(grouped_code(code)) == code
    assert read_typed(f"  {code[:4].lower()}-{code[4:].lower()}\n") == code
    assert read_typed(f"\u202a{code[:4]}\u2011{code[4:]}\u202c\u200b") == code


@given(TOKENS)
def test_a_scanned_address_gives_its_token_back_in_any_case(token: str) -> None:
    url = url_for("https://ici.example/borne/", token)
    assert url == f"HTTPS://ICI.EXAMPLE/BORNE/T/{token}"
    for scanned in (url, url.lower(), f"{url}\r\n", f"https://x.fr/t/{token}?a=1", token.lower()):
        assert token_of(scanned) == token
    for tail in (".", "),", "/", "/annuler", "»", "\u200b", "!\n", "%2E", "#x"):
        assert token_of(url + tail) == token_of(token + tail) == token


def test_a_token_has_more_than_a_hundred_random_bits_and_suits_the_denser_qr_mode() -> None:
    tokens = {new_token() for _ in range(500)}
    assert len(tokens) == 500
    letters = set("".join(tokens))
    assert len(letters) == 32
    assert {len(token) for token in tokens} == {26}  # 26 × log2(32) = 130 bits
    assert letters <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


@pytest.mark.parametrize(
    "scanned",
    ["", "3760001234567", "HJLNNFJK", "https://example.fr/T/SHORT", "WIFI:S:ici;;", "A" * 27],
)
def test_something_else_scanned_is_no_token(scanned: str) -> None:
    assert token_of(scanned) is None
