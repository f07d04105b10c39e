"""A page in a real browser, as the command serves it."""

import subprocess
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.web.browser.driven import CHROMIUM, SOON

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="package")
def address() -> Iterator[str]:
    """The page as the command serves it."""
    command = [sys.executable, "-m", "optimizer", "page", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().split()[-1]
        process.terminate()


@pytest.fixture(scope="package")
def browser() -> Iterator["Browser"]:
    """Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as made:
        found = made.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture
def page(browser: "Browser", address: str) -> Iterator["Page"]:
    """A page at the first step; nothing may be said on its console."""
    context = browser.new_context(accept_downloads=True)
    found = context.new_page()
    found.set_default_timeout(SOON)
    said: list[str] = []
    # What the page refuses is an answer, which browsers note on the console all the same.
    found.on("console", lambda m: said.append(m.text) if "status of 400" not in m.text else None)
    found.on("pageerror", lambda error: said.append(str(error)))
    found.goto(address)
    yield found
    context.close()
    assert not said
