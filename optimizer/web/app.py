"""The page as a web application: its addresses, and who is let in."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from optimizer.web.assets import KINDS, asset
from optimizer.web.safety import Guard
from optimizer.web.texts import texts
from optimizer.web.views import (
    answer,
    check,
    compare,
    download,
    events,
    imported,
    negotiate,
    reading,
    start,
    what_if,
)
from optimizer.web.windows import Windows

HOSTS = ["127.0.0.1", "localhost"]


def application(windows: Windows, key: str) -> Starlette:
    """The page over some windows; only who brings the key is answered."""
    w = "/w/{window}"
    app = Starlette(
        routes=[
            Route("/", start.home),
            Route(f"{w}/start", start.start),
            Route(f"{w}/file", start.put_file, methods=["PUT"]),
            Route(f"{w}/read", start.read, methods=["POST"]),
            Route(f"{w}/sample", start.take_sample, methods=["POST"]),
            Route(f"{w}/template", start.template),
            Route(f"{w}/import", imported.imported),
            Route(f"{w}/import/again", imported.again, methods=["POST"]),
            Route(f"{w}/import/go", imported.go, methods=["POST"]),
            Route(f"{w}/compare", compare.compare),
            Route(f"{w}/compare/swap", compare.swap, methods=["POST"]),
            Route(f"{w}/check", check.check),
            Route(f"{w}/check/choose", reading.choose, methods=["POST"]),
            Route(f"{w}/answer", answer.answer),
            Route(f"{w}/answer/holders", answer.holders),
            Route(f"{w}/answer/opened", answer.opened),
            Route(f"{w}/answer/department", answer.department),
            Route(f"{w}/what-if", what_if.what_if),
            Route(f"{w}/what-if/curve", what_if.curve, methods=["POST"]),
            Route(f"{w}/what-if/solve", what_if.solve, methods=["POST"]),
            Route(f"{w}/what-if/keep", what_if.keep, methods=["POST"]),
            Route(f"{w}/what-if/drop", what_if.drop, methods=["POST"]),
            Route(f"{w}/negotiate", negotiate.negotiate),
            Route(f"{w}/negotiate/begin", negotiate.begin, methods=["POST"]),
            Route(f"{w}/download", download.download),
            Route(f"{w}/download/{{kind}}", download.fetch),
            Route(f"{w}/events", events.events),
            Route(f"{w}/stop", events.stop, methods=["POST"]),
            Route("/quit", leave, methods=["POST"]),
            *(Route(f"/{name}", asset) for name in KINDS),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS),
            Middleware(Guard, key=key),
        ],
        exception_handlers={HTTPException: _sentence, Exception: _sentence},
    )
    app.state.windows = windows
    app.state.leave = None
    return app


async def leave(request: Request) -> Response:
    """End the program."""
    if request.app.state.leave is not None:
        request.app.state.leave()
    return JSONResponse({"words": texts()["page"].quit_done})


async def _sentence(_request: Request, error: Exception) -> Response:
    """Whatever went wrong, as a sentence; never a traceback."""
    if isinstance(error, HTTPException):
        return PlainTextResponse(f"{error.detail}\n", error.status_code)
    return PlainTextResponse(f"{texts()['page'].unexpected}\n", 500)
