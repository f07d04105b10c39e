"""Files come in under harmless names, whole, into the window's own folder."""

import pytest
from starlette.testclient import TestClient

from optimizer.web import uploads
from optimizer.web.uploads import UploadError, plain_name
from optimizer.web.windows import Window


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("a.xlsx", "a.xlsx"),
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\ann\licenses.xlsx", "licenses.xlsx"),
        (r"..\..\x.csv", "x.csv"),
        ("/abs/olute.xlsx", "olute.xlsx"),
        ("a\x00b\n.xlsx", "ab.xlsx"),
        (" spaced . ", "spaced"),
        ("Bücher 2026.xlsx", "Bücher 2026.xlsx"),
    ],
)
def test_a_name_is_never_a_path(name: str, plain: str) -> None:
    assert plain_name(name) == plain


@pytest.mark.parametrize("name", ["", "..", "/", "  ", "CON.xlsx", "nul"])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(UploadError, match="Rename it"):
        plain_name(name)


def test_a_file_lands_in_the_window_s_folder(client: TestClient, window: Window) -> None:
    answer = client.put(f"/w/{window.token}/file?name=..%2F..%2Fx.xlsx", content=b"bytes")
    assert answer.json() == {"name": "x.xlsx"}
    assert [path.name for path in window.folder.iterdir()] == ["x.xlsx"]
    assert (window.folder / "x.xlsx").read_bytes() == b"bytes"


def test_an_empty_file_is_refused(client: TestClient, window: Window) -> None:
    answer = client.put(f"/w/{window.token}/file?name=x.xlsx", content=b"")
    assert (answer.status_code, answer.json()["error"]) == (
        400,
        "x.xlsx is empty. Save it and drop it again.",
    )
    assert not list(window.folder.iterdir())


def test_a_file_that_is_too_large_is_counted_and_refused(
    client: TestClient, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 10)
    answer = client.put(
        f"/w/{window.token}/file?name=x.xlsx", content=iter([b"123456", b"7890123"])
    )
    assert answer.status_code == 400
    assert "larger than" in answer.json()["error"]
    assert not list(window.folder.iterdir())


def test_a_length_that_lies_is_seen(client: TestClient, window: Window) -> None:
    answer = client.put(
        f"/w/{window.token}/file?name=x.xlsx",
        content=iter([b"123"]),
        headers={"Content-Length": "7"},
    )
    assert answer.status_code == 400
    assert not list(window.folder.iterdir())
