"""How the tests drive the page: what a person does there, and what they wait for."""

import base64
import os
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

NEEDS_CHROMIUM = pytest.mark.skipif(
    (CHROMIUM is None or find_spec("playwright") is None) and not os.environ.get("CI"),
    reason="there is no Chromium here, or no Playwright",
)
"""Either may be missing on a developer's machine, never where CI is set."""

SOON, SOLVED = 15_000, 60_000
"""Milliseconds that a page may take for what it does itself, and for what is solved."""


def answered(page: "Page") -> None:
    """Wait for the answer; what stands in its way ends the waiting."""
    page.wait_for_selector("#list table, .working .line, .check-sheet", timeout=SOLVED)
    assert page.query_selector("#list table"), page.inner_text("main")


def take(page: "Page", sample: str) -> None:
    """Take a sample from Start, of exports with illustrative prices, and wait for its answer."""
    page.click(f'[data-sample="{sample}"]')
    if sample == "exports":
        page.click("[data-go]", timeout=SOLVED)
    answered(page)


def step(page: "Page", name: str) -> None:
    """Go to a step by the rail."""
    page.click(f".steps a[href$='/{name}']")
    page.wait_for_url(f"**/{name}")


def serious(page: "Page") -> list[str]:
    """What axe finds that stands in the way of somebody."""
    from axe_playwright_python.sync_playwright import Axe

    return [
        found["id"] + str(found["nodes"][0]["html"])[:90]
        for found in Axe().run(page).response["violations"]
        if found["impact"] in ("serious", "critical")
    ]


DROPPED = """(files) => {
  const transfer = new DataTransfer();
  for (const [name, bytes] of files) {
    const raw = Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0));
    transfer.items.add(new File([raw], name));
  }
  const event = (kind) => new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true });
  document.dispatchEvent(event("dragover"));
  document.dispatchEvent(event("drop"));
}"""


def drag(page: "Page", *files: Path) -> None:
    """Drop files on the page, as a person drags them in."""
    page.evaluate(DROPPED, [(f.name, base64.b64encode(f.read_bytes()).decode()) for f in files])


def reach(page: "Page", selector: str, most: int = 80) -> None:
    """Go on by Tab until what is meant has the focus, which must be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(f"Tab does not reach {selector}")
