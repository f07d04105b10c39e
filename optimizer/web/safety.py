"""Who is let in: this machine's browser with the run's own key, asked by this page itself.

Starlette's TrustedHost refuses other host names, and so DNS rebinding. The key stands in the first
address and then in a cookie that only this site gets. A change must come from this page (Origin),
and every answer tells the browser to load nothing from anywhere else.
"""

from collections.abc import Awaitable, Callable
from hmac import compare_digest
from urllib.parse import urlsplit

from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp

from optimizer.web.texts import texts

COOKIE = "cal-optimizer-key"

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

Next = Callable[[Request], Awaitable[Response]]


class Guard(BaseHTTPMiddleware):
    """Lets in what carries the key, and changes only what this page asked for."""

    def __init__(self, app: ASGIApp, key: str) -> None:
        super().__init__(app)
        self.key = key

    async def dispatch(self, request: Request, call_next: Next) -> Response:
        """Answer, or refuse in a sentence; every answer gets HEADERS."""
        response = self._refused(request) or await call_next(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    def _refused(self, request: Request) -> Response | None:
        given = request.query_params.get("key")
        if request.method == "GET" and request.url.path == "/" and given is not None:
            if not compare_digest(given.encode(), self.key.encode()):
                return _no(texts()["refused"].other_run)
            response = RedirectResponse("/", 303)
            response.set_cookie(COOKIE, self.key, httponly=True, samesite="strict", path="/")
            return response
        if not compare_digest(request.cookies.get(COOKIE, "").encode(), self.key.encode()):
            return _no(texts()["refused"].no_key)
        if request.method not in ("GET", "HEAD"):
            origin = urlsplit(request.headers.get("origin", ""))
            if (origin.scheme, origin.netloc) != ("http", request.headers.get("host", "")):
                return _no(texts()["refused"].foreign)
        return None


def _no(sentence: str) -> Response:
    return PlainTextResponse(sentence + "\n", 403)
