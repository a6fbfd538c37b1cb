"""A ticket and a badge, shown to the camera of a real browser; nothing leaves the place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from kiosk.agenda import staff_accounts
from kiosk.ticket.codes import new_token, url_for
from kiosk.ticket.qr import qr_image
from kiosk.web.bare_app import STATIC
from tests.web.board import OPERATOR, Colleague, enters, is_well, open_accounts, serving
from tests.web.browser import chromium
from tests.web.corner import Corner

BUTTON = "Viser avec l'appareil photo"


class Camera:
    """What is before it: a picture file that the browser takes for a camera's."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "camera.mjpeg"
        self.shows("nothing of ours")

    def shows(self, text: str) -> None:
        seen = Image.new("L", (640, 480), 120)
        paper = qr_image(text, 384).resize((300, 300))
        seen.paste(paper.rotate(8, expand=True, fillcolor=255), (140, 60))
        jpeg = BytesIO()
        seen.save(jpeg, "JPEG", quality=70)
        self.file.write_bytes(jpeg.getvalue() * 2)


@pytest.fixture(scope="module")
def camera(tmp_path_factory: pytest.TempPathFactory) -> Camera:
    return Camera(tmp_path_factory.mktemp("camera"))


@pytest.fixture(scope="module")
def browser(camera: Camera) -> Iterator[Browser]:
    fake = "--use-fake-device-for-media-stream"
    with chromium(fake, f"--use-file-for-fake-video-capture={camera.file}") as browser:
        yield browser


@pytest.fixture
def corner(tmp_path: Path) -> Iterator[Corner]:
    corner = Corner(tmp_path)
    open_accounts(corner.agenda)
    yield corner
    corner.agenda.store.close()


def asked_of(page: Page) -> list[str]:
    """The addresses that the page and its scripts ask, as they do."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


def is_on(page: Page) -> bool:
    on: bool = page.evaluate("!!document.querySelector('video').srcObject")
    return on


@pytest.mark.parametrize("width", [360, 1440])
def test_a_ticket_is_found_by_the_camera(
    corner: Corner, browser: Browser, camera: Camera, width: int
) -> None:
    token = corner.booked_ticket()
    camera.shows("HTTPS://EXAMPLE.ORG/PRODUIT")
    with serving(corner.agenda) as address:
        page = enters(browser, address, "Yann", width)
        page.context.grant_permissions(["camera"])
        asked = asked_of(page)
        page.goto(f"{address}/aujourdhui")
        is_well(page)
        page.get_by_role("button", name=BUTTON).press("Enter")
        expect(page.get_by_text("Ce carré n'est pas celui d'un ticket.")).to_be_visible()
        is_well(page)
        page.get_by_role("button", name="Arrêter").press("Enter")
        expect(page.get_by_role("dialog")).to_be_hidden()
        assert not is_on(page)
        camera.shows(url_for("https://rdv.example.org", token))
        page.get_by_role("button", name=BUTTON).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Ce que porte ce ticket")
        page.context.close()
    assert any(one.endswith("/vendor/zxing/zxing_reader.wasm") for one in asked)
    assert [one for one in asked if not one.startswith(address)] == []


def test_a_badge_signs_in_by_the_camera(corner: Corner, browser: Browser, camera: Camera) -> None:
    badge = staff_accounts.new_badge(new_token)
    account = corner.agenda.read(staff_accounts.find, "Yann")
    corner.agenda.write(staff_accounts.make_badge, account.id, badge, OPERATOR)
    camera.shows(badge)
    with serving(corner.agenda) as address:
        page = browser.new_context(locale="fr-FR", permissions=["camera"]).new_page()
        page.goto(address)
        is_well(page)
        page.get_by_role("button", name=BUTTON).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Qui a besoin de quelqu'un")
        page.context.close()


def test_a_camera_that_is_refused_or_left_is_off_and_said(
    corner: Corner, browser: Browser, camera: Camera
) -> None:
    camera.shows("nothing of ours")
    with serving(corner.agenda) as address:
        page = browser.new_context(locale="fr-FR").new_page()
        page.clock.install()
        page.goto(f"{address}/entrer")
        page.get_by_role("button", name=BUTTON).click()
        expect(page.get_by_text("refuse l'appareil photo")).to_be_visible()
        expect(page.get_by_text("Vous pouvez entrer avec votre mot de passe.")).to_be_visible()
        page.context.grant_permissions(["camera"])
        page.get_by_role("button", name="Viser encore").click()
        expect(page.get_by_role("status")).to_have_text(re.compile("Tenez|pas celui"))
        assert is_on(page)
        page.clock.fast_forward(61_000)
        expect(page.get_by_text("au bout d'une minute")).to_be_visible()
        assert not is_on(page)
        page.get_by_role("button", name="Viser encore").click()
        expect(page.get_by_role("status")).to_have_text(re.compile("Tenez|pas celui"))
        page.evaluate(
            """() => {
                Object.defineProperty(document, "hidden", { value: true });
                document.dispatchEvent(new Event("visibilitychange"));
            }"""
        )
        expect(page.get_by_role("dialog")).to_be_hidden()
        assert not is_on(page)
        page.context.close()


def test_without_script_no_camera_is_offered(corner: Corner, browser: Browser) -> None:
    with serving(corner.agenda) as address:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{address}/entrer")
        expect(page.get_by_role("button", name="Entrer avec le badge")).to_be_visible()
        expect(page.get_by_role("button", name=BUTTON)).to_be_hidden()
        context.close()


def test_only_the_pages_that_scan_may_use_the_camera(corner: Corner) -> None:
    yann = Colleague(corner.agenda, "Yann")
    for path, scans in (("/aujourdhui", True), ("", False), ("/seances", False)):
        said = yann.client.get(f"/staff{path}").headers
        assert ("camera=(self)" in said["Permissions-Policy"]) is scans
        assert ("'wasm-unsafe-eval'" in said["Content-Security-Policy"]) is scans
    page = corner.phone().open(f"/t/{corner.booked_ticket()}").answer
    assert page is not None
    assert "camera=()" in page.headers["Permissions-Policy"]
    assert "script-src" not in page.headers["Content-Security-Policy"]


def test_what_is_vendored_belongs_together() -> None:
    folder = STATIC / "vendor" / "zxing"
    wasm = sha256((folder / "zxing_reader.wasm").read_bytes()).hexdigest()
    script = (folder / "zxing_reader.js").read_text(encoding="utf-8")
    assert wasm in script
    version = re.search(r"zxing-wasm (\d[\d.]+\d)", (folder / "README.md").read_text("utf-8"))
    assert version is not None
    assert f"zxing-wasm@{version[1]}/" in script
    for licence in ("MIT License", "Apache License"):
        assert any(licence in one.read_text("utf-8") for one in folder.glob("LICENSE*"))
