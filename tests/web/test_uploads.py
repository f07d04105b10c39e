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


def files(window: Window) -> list[str]:
    found = window.folder.rglob("*")
    return sorted(str(path.relative_to(window.folder)) for path in found if path.is_file())


@pytest.mark.parametrize("name", ["", "..", "/", "  ", "CON.xlsx", "nul"])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(UploadError, match="Rename it"):
        plain_name(name)


def test_a_file_lands_in_the_window_s_folder(client: TestClient, window: Window) -> None:
    answer = client.put(f"/w/{window.token}/file?drop=d1&name=..%2F..%2Fx.xlsx", content=b"bytes")
    assert answer.json() == {"name": "x.xlsx"}
    assert files(window) == ["in/d1/x.xlsx"]
    assert (window.folder / "in/d1/x.xlsx").read_bytes() == b"bytes"


def test_an_empty_file_is_refused(client: TestClient, window: Window) -> None:
    answer = client.put(f"/w/{window.token}/file?drop=d1&name=x.xlsx", content=b"")
    assert (answer.status_code, answer.json()["error"]) == (
        400,
        "x.xlsx is empty. Save it and drop it again.",
    )
    assert not files(window)


def test_a_file_that_is_too_large_is_counted_and_refused(
    client: TestClient, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 10)
    answer = client.put(
        f"/w/{window.token}/file?drop=d1&name=x.xlsx", content=iter([b"123456", b"7890123"])
    )
    assert answer.status_code == 400
    assert "larger than" in answer.json()["error"]
    assert not files(window)


def test_a_length_that_lies_is_seen(client: TestClient, window: Window) -> None:
    answer = client.put(
        f"/w/{window.token}/file?drop=d1&name=x.xlsx",
        content=iter([b"123"]),
        headers={"Content-Length": "7"},
    )
    assert answer.status_code == 400
    assert not files(window)


def test_folders_of_a_drop_are_kept_below_it_and_no_file_is_written_over(
    client: TestClient, window: Window
) -> None:
    address = f"/w/{window.token}/file"
    for content in (b"first", b"second"):
        for name in ("FILES01/Current.mdb", "../FILES02/./Current.mdb", "Current.mdb"):
            client.put(address, params={"drop": "d1", "name": name}, content=content)
    assert files(window) == [
        "in/d1/2/Current.mdb",
        "in/d1/2/FILES01/Current.mdb",
        "in/d1/2/FILES02/Current.mdb",
        "in/d1/Current.mdb",
        "in/d1/FILES01/Current.mdb",
        "in/d1/FILES02/Current.mdb",
    ]
    assert (window.folder / "in/d1/FILES01/Current.mdb").read_bytes() == b"first"


def test_a_file_named_as_a_folder_is_written_over_by_nothing(
    client: TestClient, window: Window
) -> None:
    address = f"/w/{window.token}/file"
    for name in ("a", "a/b"):
        answer = client.put(address, params={"drop": "d1", "name": name}, content=name.encode())
        assert answer.status_code == 200
    assert files(window) == ["in/d1/2/a/b", "in/d1/a"]


@pytest.mark.parametrize("drop", ["", "..", "../out", "A", "x" * 33, "d/1"])
def test_a_drop_is_no_path(client: TestClient, window: Window, drop: str) -> None:
    params = {"drop": drop, "name": "x.xlsx"}
    assert client.put(f"/w/{window.token}/file", params=params, content=b"x").status_code == 400
    assert not files(window)


def test_folders_nested_too_deep_are_refused(client: TestClient, window: Window) -> None:
    params = {"drop": "d1", "name": "/".join(["x"] * 13)}
    assert client.put(f"/w/{window.token}/file", params=params, content=b"x").status_code == 400
