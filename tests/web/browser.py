"""A real Chromium: the system's own, driven by Playwright."""

from __future__ import annotations

import atexit
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

MISSING = (
    "Il n'y a pas de Chromium ici. Lancez : "
    "sudo apt-get install -y --no-install-recommends chromium"
)

AXE = files("axe_playwright_python").joinpath("axe.min.js")

RULES = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""With AAA comes a contrast of 7:1."""


@contextmanager
def chromium(*options: str) -> Iterator[Browser]:
    """Skips, with the one line to run, where there is none and none can be installed."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for path in map(shutil.which, names) if path), None)
    if found is None:
        pytest.skip(MISSING)
    os.environ.setdefault("NO_PROXY", "*")
    browser = _driver().chromium.launch(executable_path=found, args=options)
    try:
        yield browser
    finally:
        browser.close()


@cache
def _driver() -> Playwright:
    """One for all tests of a process: a second one beside it is refused."""
    driver = sync_playwright().start()
    atexit.register(driver.stop)
    return driver


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong with a page, in a few words each."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(
        """async (rules) => await axe.run(document, {
            runOnly: { type: "tag", values: rules },
            resultTypes: ["violations"],
        })""",
        RULES,
    )
    assert found["passes"], "axe-core looked at nothing"
    return [
        f"{one['id']} ({one['impact']}): {node['html'][:120]} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]
