"""The page in a real Chromium: small, zoomed, in the dark, by keyboard, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from kiosk.web.server import WebServer
from tests.support.bookings import seat
from tests.web.browser import violations
from tests.web.corner import Corner

SMALL_PHONE = {"width": 320, "height": 568}
"""Also what is left of a 1280 pixel wide window at a zoom of 400%."""

PAGES = {
    "steps": "{steps}",
    "appointment": "{booked}",
    "just booked": "{booked}?fait=reserve",
    "by video": "{video}",
    "cancelled": "{cancelled}?fait=annule",
    "over": "{over}",
    "choose": "{steps}/reserver?mode=phone",
    "hours": "{steps}/reserver?mode=face&jour=2026-09-15",
    "taken": "{steps}/reserver?mode=face&dit=prise",
    "call": "{steps}/reserver?mode=phone&heure={session}",
    "call when you can": "{steps}/rappel",
    "asked": "{asked}?fait=demande",
    "withdraw": "{asked}/annuler",
    "move": "{booked}/deplacer",
    "cancel": "{booked}/annuler",
    "elsewhere": "{steps}/reserver?mode=video",
    "unknown": "AAAA",
}


@pytest.fixture
def server(corner: Corner) -> Iterator[WebServer]:
    outside = corner.outside(video="https://rdv.example.net/org/7")
    server = WebServer(corner.app(outside=outside), "127.0.0.1", 0)
    server.start()
    yield server
    server.close()


@pytest.fixture
def address(corner: Corner, server: WebServer) -> Callable[[str], str]:
    """The address of a page, by its name or by a ticket's token."""
    cancelled, over = corner.booked_ticket(), corner.booked_ticket()
    corner.agenda.cancel(corner.booking(cancelled).id)
    tokens: dict[str, Any] = {"cancelled": cancelled, "over": over}
    corner.clock.pass_time(hours=2, minutes=5)
    tokens |= {"steps": corner.steps_ticket(), "booked": corner.booked_ticket()}
    tokens |= {"asked": corner.asked_ticket()}
    tokens |= {"video": corner.booked_ticket("video")}
    tokens["session"] = corner.agenda.free_times("declare", "phone", limit=1)[0].session_id

    def of(name: str) -> str:
        path = PAGES[name].format(**tokens) if name in PAGES else name
        return f"http://127.0.0.1:{server.port}/t/{path}"

    return of


@pytest.fixture
def context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    opened: list[BrowserContext] = []

    def make(**settled: Any) -> BrowserContext:
        settled = {"viewport": SMALL_PHONE, "locale": "fr-FR"} | settled
        opened.append(browser.new_context(**settled))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


def unread(page: Page) -> list[str]:
    """What is wider than the screen, or cut."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("body *:not(.skip)")]
            .filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5
                || one.getBoundingClientRect().left < -0.5
                || (one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0
                    && getComputedStyle(one).display !== "inline"))
            .map((one) => one.outerHTML.slice(0, 120))"""
    )
    wide: int = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
    return found + ([f"the page is {wide} px too wide"] if wide > 0 else [])


# For everyone


@pytest.mark.parametrize(("scheme", "language"), [("light", "fr"), ("dark", "en")])
def test_axe_finds_nothing_wrong_with_any_page(
    scheme: Literal["light", "dark"],
    language: str,
    address: Callable[[str], str],
    context: Callable[..., BrowserContext],
) -> None:
    page = context(color_scheme=scheme).new_page()
    for name in PAGES:
        url = address(name)
        page.goto(f"{url}{'&' if '?' in url else '?'}lang={language}")
        assert violations(page) == [], name
        assert unread(page) == [], name


def test_axe_would_find_something_wrong(
    address: Callable[[str], str], context: Callable[..., BrowserContext]
) -> None:
    """The test above can fail."""
    page = context().new_page()
    page.goto(address("call"))
    page.evaluate("document.querySelector('label').remove()")
    page.evaluate("document.querySelector('h1').style.color = '#767676'")
    found = " ".join(violations(page))
    assert "label" in found
    assert "color-contrast-enhanced" in found


def test_large_letters_and_a_screen_a_few_words_high_lose_nothing(
    address: Callable[[str], str], context: Callable[..., BrowserContext]
) -> None:
    """400% of 1280 × 1024, and letters of twice the size on a small phone."""
    page = context(viewport={"width": 320, "height": 256}).new_page()
    for name in PAGES:
        page.goto(address(name))
        assert unread(page) == [], name
        page.evaluate("document.documentElement.style.fontSize = '225%'")
        assert unread(page) == [], name


def test_what_is_touched_is_large_and_apart(
    address: Callable[[str], str], context: Callable[..., BrowserContext]
) -> None:
    """44 CSS pixels or more, as WCAG 2.5.5 asks, for all but links inside a text."""
    page = context().new_page()
    for name in PAGES:
        page.goto(address(name))
        sizes = page.evaluate(
            """() => [...document.querySelectorAll("a:not(.skip), button, input")]
                .filter((one) => one.type !== "hidden")
                .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect().height])"""
        )
        assert sizes, name
        assert [one for one in sizes if one[1] < 44] == [], name


def test_a_screen_reader_finds_landmarks_headings_and_names(
    address: Callable[[str], str], context: Callable[..., BrowserContext]
) -> None:
    page = context().new_page()
    page.goto(address("just booked"))
    tree = page.locator("body").aria_snapshot()
    for part in (
        "- banner:",
        '- navigation "Langue":',
        "- main:",
        "- status: C’est noté. Votre rendez-vous est pris.",
        '- heading "Votre rendez-vous" [level=1]',
        '- heading "Comment venir" [level=2]',
        "- contentinfo:",
    ):
        assert part in tree, tree
    assert page.title() == "Votre rendez-vous · Emploi Store · Montreuil"
    page.goto(address("call"))
    tree = page.locator("main").aria_snapshot()
    assert '- textbox "Votre numéro de téléphone"' in tree
    assert '- button "Oui, appelez-moi"' in tree
    described = page.get_by_label("Votre numéro de téléphone").get_attribute("aria-describedby")
    assert page.locator(f"#{described}").inner_text().startswith("Il sert seulement à cet appel")


# Stories


def book_a_call(page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_role("link", name="Rappelez-moi").click()
    page.get_by_role("link", name="Mercredi 16 septembre").click()
    page.get_by_role("link", name="10 h", exact=True).click()
    page.get_by_label("Votre numéro de téléphone").fill("06 12")
    page.get_by_role("button", name="Oui, appelez-moi").click()
    assert "il a 10 chiffres" in page.get_by_role("alert").inner_text()
    page.get_by_label("Votre numéro de téléphone").fill("06 12 34 56 78")
    page.get_by_role("button", name="Oui, appelez-moi").dblclick()  # in a hurry
    # The second click cuts the first one's answer off: only where it ends counts.
    expect(page).to_have_url(re.compile(r"\?fait=reserve$"), timeout=30_000)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_visitor_books_a_call_with_and_without_javascript(
    scripts: bool,
    corner: Corner,
    address: Callable[[str], str],
    context: Callable[..., BrowserContext],
) -> None:
    page = context(java_script_enabled=scripts).new_page()
    book_a_call(page, address("steps"))
    assert page.get_by_role("status").inner_text() == "C’est noté. Votre rendez-vous est pris."
    page.reload()
    assert [seat(one).mode for one in corner.standing()].count("phone") == 1


def test_a_visitor_moves_and_cancels_with_the_keyboard_alone(
    corner: Corner,
    address: Callable[[str], str],
    context: Callable[..., BrowserContext],
) -> None:
    page = context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(address("appointment"))

    def go(words: str) -> None:
        """Tab until it is reached, and Enter."""
        for _ in range(60):
            page.keyboard.press("Tab")
            reached = page.evaluate("document.activeElement.innerText") or ""
            if reached.strip().replace("\xa0", " ").startswith(words):
                ring = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
                assert ring == "4px"
                with page.expect_navigation():
                    page.keyboard.press("Enter")
                return
        raise AssertionError(f"no way to « {words} » by keyboard, last: {reached!r}")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Aller au contenu"
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
    go("Changer l’heure")
    go("Mercredi 16 septembre")
    go("9 h 30")
    go("Oui, changer l’heure")
    assert page.get_by_role("status").inner_text().startswith("C’est noté.")
    go("Annuler le rendez-vous")
    go("Oui, annuler")
    assert page.get_by_role("heading", level=1).inner_text() == "Ce rendez-vous est annulé"
    assert [seat(one).mode for one in corner.standing()] == ["video"]


def test_the_page_asks_nothing_of_others_and_keeps_nothing(
    server: WebServer,
    address: Callable[[str], str],
    context: Callable[..., BrowserContext],
) -> None:
    here = context()
    page = here.new_page()
    asked: list[Request] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request))
    page.on("console", lambda message: wrong.append(message.text))
    for name in PAGES:
        page.goto(address(name))
    page.goto(address("steps"))
    page.get_by_role("link", name="11 h").first.click()
    page.wait_for_load_state("networkidle")
    hosts = {request.url.split("/")[2] for request in asked}
    assert hosts == {f"127.0.0.1:{server.port}"}
    assert [one.url for one in asked if one.all_headers().get("referer")] == []
    assert here.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert [one for one in wrong if "404" not in one] == []
    fonts = page.evaluate("[...document.fonts].filter((one) => one.status === 'loaded').length")
    assert fonts == 2
    assert page.evaluate("document.scripts.length") == 0
