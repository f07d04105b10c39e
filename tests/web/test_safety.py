"""Requests that lie about host, key, origin and method are refused in a sentence."""

import pytest
from starlette.testclient import TestClient

from optimizer.web.app import application
from optimizer.web.safety import COOKIE
from optimizer.web.windows import Window, Windows
from tests.web.conftest import KEY, ORIGIN


def fresh(windows: Windows, base: str = ORIGIN) -> TestClient:
    return TestClient(application(windows, KEY), base_url=base, follow_redirects=False)


def test_the_first_address_sets_a_cookie_that_only_this_site_gets(windows: Windows) -> None:
    answer = fresh(windows).get(f"/?key={KEY}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


@pytest.mark.parametrize("path", ["/", "/?key=wrong", "/w/x/start", "/page.js", "/quit"])
def test_without_the_key_nothing_is_answered(windows: Windows, path: str) -> None:
    answer = fresh(windows).get(path)
    assert answer.status_code == 403
    assert "window" not in answer.text
    assert "Traceback" not in answer.text


def test_a_foreign_host_is_refused_even_with_the_key(windows: Windows) -> None:
    client = fresh(windows, "http://evil.example")
    client.cookies.set(COOKIE, KEY)
    assert client.get("/").status_code == 400
    assert client.get(f"/?key={KEY}").status_code == 400


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "https://127.0.0.1", "http://127.0.0.1:1"]
)
def test_changes_come_from_the_page_itself_only(
    client: TestClient, window: Window, origin: str | None
) -> None:
    headers = {} if origin is None else {"Origin": origin}
    client.headers.pop("Origin")
    for path in (f"/w/{window.token}/sample", f"/w/{window.token}/stop", "/quit"):
        answer = client.post(path, json={"name": "small.xlsx"}, headers=headers)
        assert answer.status_code == 403, path
    assert not window.jobs


def test_every_answer_forbids_what_is_foreign(client: TestClient, window: Window) -> None:
    for path in (f"/w/{window.token}/start", "/page.js", "/w/none/start"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in headers


def test_pages_hold_no_inline_script_or_style(client: TestClient, window: Window) -> None:
    import re
    from pathlib import Path

    for path in Path("optimizer/web/templates").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|\son\w+=\"", text), path
        for tag in re.findall(r"<script[^>]*>", text):
            assert "src=" in tag or 'type="application/json"' in tag, path


def test_a_window_that_is_not_there_says_so(client: TestClient) -> None:
    answer = client.get("/w/none/answer")
    assert (answer.status_code, answer.text) == (
        404,
        "This window has been forgotten. Start again.\n",
    )


@pytest.mark.parametrize("said", [b"", b"no JSON", b"[1]", b'"text"', b"[" * 100_000, b"\xff\xfe"])
def test_what_is_no_json_object_is_a_sentence(
    client: TestClient, window: Window, said: bytes
) -> None:
    for path in ("read", "sample", "stop", "check/choose"):
        answer = client.post(f"/w/{window.token}/{path}", content=said)
        assert answer.status_code == 400, path
        assert answer.text == "The page did not understand what it was asked. Load it again.\n"


def test_what_is_said_is_counted_while_it_comes_in(client: TestClient, window: Window) -> None:
    """A body of 5 MB where a script says a few words; it is not read to its end."""
    answer = client.post(f"/w/{window.token}/stop", content=b'{"job": "' + b"x" * 5_000_000)
    assert answer.status_code == 413
    assert "Traceback" not in answer.text
