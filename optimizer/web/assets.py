"""The page's look and its scripts: small files of one idea each, sent as one."""

from functools import cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

LOOK = (
    *("values", "frame", "controls", "tables", "cells", "charts", "work"),
    *("start", "check", "answer", "what-if", "negotiate", "download"),
    *("narrow", "print"),
)
"""Style sheets in the order in which they count."""

SCRIPTS = (
    *("page", "files", "progress", "downloads", "lists", "money"),
    *("charts", "levers", "beside", "what-if", "negotiate", "exports", "reading", "begin"),
)
"""Scripts in their order; all share their names."""

EARLY = ("early",)
"""What is there before anything is shown."""

KINDS = {
    "look.css": ("look", LOOK, "text/css"),
    "early.js": ("scripts", EARLY, "text/javascript"),
    "page.js": ("scripts", SCRIPTS, "text/javascript"),
}
"""What is sent: the folder, its files in order, their type."""


@cache
def content(name: str) -> str:
    """One of KINDS, put together."""
    folder, parts, kind = KINDS[name]
    ending = "css" if kind == "text/css" else "js"
    place = files("optimizer.web") / folder
    return "\n".join((place / f"{part}.{ending}").read_text(encoding="utf-8") for part in parts)


async def asset(request: Request) -> Response:
    """The look or the scripts."""
    name = request.url.path.lstrip("/")
    return PlainTextResponse(content(name), media_type=KINDS[name][2])
