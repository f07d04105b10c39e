"""Download: what there is to download, by what the window holds."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from optimizer.result import Result
from optimizer.web.views.download import ENDINGS, ready
from optimizer.web.windows import Window
from tests.report.support import NOTHING


def there(window: Window) -> list[str]:
    return [kind for kind in ENDINGS if ready(window, kind)]


def test_a_new_window_has_nothing(window: Window) -> None:
    assert there(window) == []


def test_a_plan_can_be_downloaded_and_asked_quotes_for(window: Window, clinic: Result) -> None:
    window.result = clinic
    assert there(window) == ["plan", "requests"]
    window.result = replace(clinic, plan=replace(clinic.plan, purchases=()))
    assert there(window) == ["plan"]


def test_a_negotiation_once_it_is_worked_out(window: Window, clinic: Result) -> None:
    window.result = replace(clinic, plan=replace(clinic.plan, deal=NOTHING))
    assert there(window) == ["plan", "negotiation", "requests"]


@pytest.mark.parametrize(
    ("attribute", "kind"),
    [("quoted", "quoted"), ("compared", "compared"), ("imported", "imported")],
)
def test_what_came_of_other_work(window: Window, attribute: str, kind: str) -> None:
    setattr(window, attribute, object())
    assert there(window) == [kind]


def test_what_cannot_be_downloaded_is_said(client: TestClient, window: Window) -> None:
    """A kind that nobody knows is not there, one without content is refused with the reason."""
    base = f"/w/{window.token}/download"
    assert client.get(f"{base}/nonsense").status_code == 404
    answer = client.get(f"{base}/plan")
    assert answer.status_code == 409
    assert answer.json()["error"]


def test_several_files_come_as_a_zip_and_one_as_itself(
    client: TestClient, window: Window, tmp_path: Path
) -> None:
    files = [tmp_path / "one.xlsx", tmp_path / "more" / "one.xlsx"]
    for number, path in enumerate(files):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(bytes([number]))

    class Quoted:
        def __init__(self, *made: Path) -> None:
            self.files = made

    base = f"/w/{window.token}/download/quoted"
    window.quoted = Quoted(files[0])  # type: ignore[assignment]
    assert client.get(base).content == b"\x00"
    window.quoted = Quoted(*files)  # type: ignore[assignment]
    made = client.get(base)
    assert 'filename="cal-optimizer-quotes.zip"' in made.headers["content-disposition"]
    (tmp_path / "got.zip").write_bytes(made.content)
    with zipfile.ZipFile(tmp_path / "got.zip") as archive:
        assert archive.namelist() == ["one.xlsx", "one-2.xlsx"]
