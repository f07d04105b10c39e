"""A page without a network: the application asked by a client that says what it is told to."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import optimizer as cal
from optimizer.result import Result
from optimizer.web.app import application
from optimizer.web.windows import Window, Windows

KEY = "the-run-s-own-key"
ORIGIN = "http://127.0.0.1"


@pytest.fixture(scope="session")
def clinic() -> Result:
    """A plan where everything is ordered at once."""
    return cal.solve("samples/clinic.xlsx")


@pytest.fixture(scope="session")
def shops() -> Result:
    """A plan over time, by quarter."""
    return cal.solve("samples/expansion.xlsx")


@pytest.fixture
def windows() -> Iterator[Windows]:
    made = Windows()
    yield made
    made.close()


@pytest.fixture
def client(windows: Windows) -> Iterator[TestClient]:
    """A browser that came in by the address that the command prints."""
    with TestClient(application(windows, KEY), base_url=ORIGIN, headers={"Origin": ORIGIN}) as made:
        made.get(f"/?key={KEY}")
        yield made


@pytest.fixture
def window(client: TestClient, windows: Windows) -> Window:
    """A window of that browser."""
    token = client.get("/").url.path.split("/")[2]
    found = windows.get(token)
    assert found is not None
    return found


def wait(window: Window, *names: str) -> None:
    """Until those jobs have ended and what follows from them is there."""
    from time import sleep

    for name in names:
        for _ in range(1200):
            job = window.jobs.get(name)
            if job is not None and job.finished.is_set():
                break
            sleep(0.05)
        else:
            raise AssertionError(f"{name} has not ended")
    sleep(0.1)


def sample(client: TestClient, window: Window, name: str) -> None:
    """Take a sample and wait for its answer, or for its problems."""
    answer = client.post(f"/w/{window.token}/sample", json={"name": name})
    assert answer.json() == {"next": f"/w/{window.token}/check"}
    wait(window, "check")
    if not (window.checkup and window.checkup.problems):
        wait(window, "answer")


def book(path: Path) -> bytes:
    return path.read_bytes()


def drop(client: TestClient, window: Window, files: Mapping[str, bytes]) -> dict[str, str]:
    """Drop files together, by their paths in what was dropped; what the page answers."""
    number, base = f"d{len(window.drops)}", f"/w/{window.token}"
    for path, content in files.items():
        client.put(f"{base}/file", params={"drop": number, "name": path}, content=content)
    answer: dict[str, str] = client.post(f"{base}/read", json={"drop": number}).json()
    return answer
