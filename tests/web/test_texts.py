"""Every text stands in one file, and every text of that file is used."""

import re
import tomllib
from pathlib import Path

import pytest

from optimizer.web.texts import texts

WEB = Path("optimizer/web")


def used() -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for path in [*WEB.rglob("*.html"), *WEB.rglob("*.py")]:
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r"\bt\.(\w+)\.(\w+)", text))
        found |= set(re.findall(r'texts\(\)\["(\w+)"\]\.(\w+)', text))
        for section in re.findall(r'(?:t|words) = texts\(\)\["(\w+)"\]', text) + re.findall(
            r't, \w+ = texts\(\)\["(\w+)"\]', text
        ):
            found |= {(section, name) for name in re.findall(r"\b(?:t|words)\.(\w+)\b", text)}
    return found


def test_every_text_that_is_asked_for_is_there() -> None:
    known = tomllib.loads((WEB / "texts.toml").read_text(encoding="utf-8"))
    pages = {(section, name) for section, name in used() if section in known}
    html = {
        (s, n)
        for path in WEB.rglob("*.html")
        for s, n in re.findall(r"\bt\.(\w+)\.(\w+)", path.read_text(encoding="utf-8"))
    }
    assert html <= {(section, name) for section, found in known.items() for name in found}
    assert pages


def test_a_text_is_filled() -> None:
    assert texts()["answer"].cost(years="3 years") == "Cost over 3 years"
    with pytest.raises(AttributeError):
        _ = texts()["answer"].nothing_such
