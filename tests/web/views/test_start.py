"""Start: samples, files that are dropped, and what is not taken."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from optimizer.web.views import start
from optimizer.web.views.start import SAMPLES, samples_folder
from optimizer.web.windows import Window


def test_samples_lie_beside_the_package() -> None:
    folder = samples_folder()
    assert folder is not None
    assert folder.resolve() == Path("samples").resolve()


@pytest.mark.parametrize("name", ["", "nothing.xlsx", "../pyproject.toml"])
def test_what_is_no_sample_is_not_read(client: TestClient, window: Window, name: str) -> None:
    assert client.post(f"/w/{window.token}/sample", json={"name": name}).status_code == 400
    assert window.source is None


def test_without_the_samples_none_is_shown_or_read(
    client: TestClient, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "samples_folder", lambda: None)
    assert "52,619.00" not in client.get(f"/w/{window.token}/start").text
    answer = client.post(f"/w/{window.token}/sample", json={"name": next(iter(SAMPLES))})
    assert answer.status_code == 400


def test_a_dropped_file_lies_with_its_drop(client: TestClient, window: Window) -> None:
    answer = client.put(
        f"/w/{window.token}/file", params={"drop": "d1", "name": "a.xlsx"}, content=b"x"
    )
    assert answer.json() == {"name": "a.xlsx"}
    assert window.drops == {"d1": [window.drop_folder("d1") / "a.xlsx"]}


@pytest.mark.parametrize("drop", ["", "../x", "D1", "a" * 33])
def test_a_drop_has_a_plain_name(client: TestClient, window: Window, drop: str) -> None:
    answer = client.put(
        f"/w/{window.token}/file", params={"drop": drop, "name": "a.xlsx"}, content=b"x"
    )
    assert answer.status_code == 400
    assert window.drops == {}


def test_the_template_is_written(client: TestClient, window: Window) -> None:
    found = client.get(f"/w/{window.token}/template")
    assert found.content[:2] == b"PK"
    assert 'filename="cal-optimizer.xlsx"' in found.headers["content-disposition"]


def test_a_drop_of_nothing_is_said(client: TestClient, window: Window) -> None:
    answer = client.post(f"/w/{window.token}/read", json={"drop": "d9"})
    assert answer.status_code == 400
    assert answer.json()["error"]
