"""The page for everybody: on narrow screens, by keyboard, read by a screen reader, light and dark."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests.support.books import WINDOWS, write
from tests.web.browser.driven import NEEDS_CHROMIUM, answered, reach, serious, take

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = NEEDS_CHROMIUM


@pytest.mark.parametrize("width", [375, 1280])
def test_no_step_is_wider_than_the_screen(page: "Page", width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    take(page, "small.xlsx")
    base = page.url.rsplit("/", 1)[0]
    for step in ("start", "check", "answer", "what-if", "negotiate", "download"):
        page.goto(f"{base}/{step}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, step


LONG_NAME = "Dr. Maximiliane Konstantinopoulos-Wetterstein von und zu Hohenlohe-Schillingsfürst"


def test_long_names_are_not_wider_than_the_screen(page: "Page", tmp_path: Path) -> None:
    sheets = {
        "Users": [["User", "Team", "Department"], [LONG_NAME, "red", f"{LONG_NAME}s Klinik"]],
        "Access": [["User", "Device", "Server"], [LONG_NAME, "pc", "Windows Server 2022"]],
        "Licenses": [WINDOWS[0], *([f"{LONG_NAME} {row[0]}", *row[1:]] for row in WINDOWS[1:])],
    }
    page.set_viewport_size({"width": 375, "height": 800})
    page.set_input_files("#file", write(tmp_path / "long.xlsx", sheets))
    answered(page)
    base = page.url.rsplit("/", 1)[0]
    for step in ("check", "answer", "what-if", "negotiate", "download"):
        page.goto(f"{base}/{step}")
        if step == "answer":
            page.wait_for_selector("#list table")
        assert page.evaluate("document.documentElement.scrollWidth") <= 375, step


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_stands_in_the_way_of_a_screen_reader(
    page: "Page", scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme)
    take(page, "small.xlsx")
    base = page.url.rsplit("/", 1)[0]
    for step in ("start", "check", "answer", "what-if", "negotiate", "download"):
        page.goto(f"{base}/{step}")
        assert not serious(page), step


def test_the_steps_are_reached_by_keyboard(page: "Page") -> None:
    take(page, "small.xlsx")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href') || ''").endswith("/what-if"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/what-if")


def test_a_plan_is_made_and_tried_by_keyboard_alone(page: "Page") -> None:
    reach(page, "[data-sample='small.xlsx']")
    page.keyboard.press("Enter")
    answered(page)
    reach(page, "#list .twist")
    page.keyboard.press("Enter")
    page.wait_for_selector(".opened table")
    page.goto(page.url.replace("answer", "what-if"))
    page.wait_for_selector("#charts svg")
    before = page.input_value("#price")
    reach(page, "#slide")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("(was) => document.querySelector('#price').value !== was", arg=before)
    page.wait_for_selector("#quantities li")
    reach(page, ".levers summary")
    page.keyboard.press("Enter")
