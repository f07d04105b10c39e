"""The page as a web application: its addresses, and who is let in."""

from collections.abc import Awaitable, Callable
from importlib import import_module

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from optimizer.web.assets import KINDS, asset
from optimizer.web.loading import load
from optimizer.web.safety import Guard
from optimizer.web.texts import texts
from optimizer.web.views import start
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
            Route(f"{w}/import", later("imported", "imported")),
            Route(f"{w}/import/again", later("imported", "again"), methods=["POST"]),
            Route(f"{w}/import/go", later("imported", "go"), methods=["POST"]),
            Route(f"{w}/compare", later("compare", "compare")),
            Route(f"{w}/compare/swap", later("compare", "swap"), methods=["POST"]),
            Route(f"{w}/check", later("check", "check")),
            Route(f"{w}/check/choose", later("reading", "choose"), methods=["POST"]),
            Route(f"{w}/answer", later("answer", "answer")),
            Route(f"{w}/answer/holders", later("answer", "holders")),
            Route(f"{w}/answer/opened", later("answer", "opened")),
            Route(f"{w}/answer/department", later("answer", "department")),
            Route(f"{w}/what-if", later("what_if", "what_if")),
            Route(f"{w}/what-if/curve", later("what_if", "curve"), methods=["POST"]),
            Route(f"{w}/what-if/solve", later("what_if", "solve"), methods=["POST"]),
            Route(f"{w}/what-if/keep", later("what_if", "keep"), methods=["POST"]),
            Route(f"{w}/what-if/drop", later("what_if", "drop"), methods=["POST"]),
            Route(f"{w}/negotiate", later("negotiate", "negotiate")),
            Route(f"{w}/negotiate/begin", later("negotiate", "begin"), methods=["POST"]),
            Route(f"{w}/download", later("download", "download")),
            Route(f"{w}/download/{{kind}}", later("download", "fetch")),
            Route(f"{w}/events", later("events", "events")),
            Route(f"{w}/stop", later("events", "stop"), methods=["POST"]),
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


def later(view: str, name: str) -> Callable[[Request], Awaitable[Response]]:
    """A function of a view that is loaded when it is first asked for."""

    async def asked(request: Request) -> Response:
        await run_in_threadpool(load)
        module = import_module(f"optimizer.web.views.{view}")
        response: Response = await getattr(module, name)(request)
        return response

    return asked


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
