"""What if by requests: rules, the budget as a line, and curves that say when they do not hold."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from starlette.testclient import TestClient

import optimizer as cal
from optimizer.web import show
from optimizer.web.windows import Window
from tests.support.books import WINDOWS, write
from tests.web.conftest import drop, sample, wait


@pytest.fixture
def solved(client: TestClient, window: Window) -> str:
    sample(client, window, "small.xlsx")
    return f"/w/{window.token}"


def test_a_rule_is_tried_and_kept_as_rows_of_scenarios(
    client: TestClient, window: Window, solved: str
) -> None:
    changes = [["License by", "Dr. Dora", "Device"], ["Budget", "", "80"]]
    found = client.post(f"{solved}/what-if/solve", json={"changes": changes}).json()
    # Her two devices more take a license each in place of her one.
    assert found["direction"] == "up"
    assert found["of"] == "80.00"
    assert found["missing"]
    kept = client.post(f"{solved}/what-if/keep", json={"changes": changes, "name": "By device"})
    assert "By device" in kept.text
    assert window.kept[0].changes == (
        ("License by", "Dr. Dora", "Device"),
        ("Budget", "", 80),
    )


def test_what_is_tried_meanwhile_does_not_take_the_place_of_what_is_kept(
    client: TestClient, window: Window, solved: str
) -> None:
    kept = [["Price", "Windows Server Device CAL", "60"]]
    tried = [["Price", "Windows Server Device CAL", "61"]]
    with ThreadPoolExecutor(2) as pool:
        keeping = pool.submit(client.post, f"{solved}/what-if/keep", json={"changes": kept})
        while "keep what-if" not in window.jobs:
            sleep(0.01)
        trying = pool.submit(client.post, f"{solved}/what-if/solve", json={"changes": tried})
        assert "110.00" in keeping.result().text
        assert trying.result().json()["cost"] == "111.00"
    assert len(window.kept) == 1


def test_a_plan_that_another_takes_the_place_of_is_not_called_impossible(
    client: TestClient, window: Window, solved: str
) -> None:
    changes = [["Price", "Windows Server Device CAL", "60"]]
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(client.post, f"{solved}/what-if/solve", json={"changes": changes})
        while window.running("try what-if") is None:
            sleep(0.01)
        job = window.jobs["try what-if"]
        assert job.worker is not None
        worker, job.worker = job.worker, None
        worker.kill()
        assert first.result().json() == {"why": "Stopped"}


def test_names_are_free_and_a_rename_keeps_the_plan(
    client: TestClient, window: Window, solved: str
) -> None:
    changes = [["Price", "Windows Server Device CAL", "60"]]
    for _ in range(2):
        client.post(f"{solved}/what-if/keep", json={"changes": changes, "name": "One"})
    assert [each.name for each in window.kept] == ["One", "One (2)"]
    client.post(f"{solved}/what-if/drop", json={"number": 0, "name": "First"})
    client.post(f"{solved}/what-if/drop", json={"number": 1})
    assert [each.name for each in window.kept] == ["First"]
    for wrong in (-1, 1, "0", None):
        answer = client.post(f"{solved}/what-if/drop", json={"number": wrong})
        assert answer.status_code == 400


def test_what_is_kept_stands_beside_the_plan_before_the_scenarios(
    client: TestClient, window: Window
) -> None:
    sample(client, window, "budget.xlsx")
    base = f"/w/{window.token}"
    changes = [["Budget", "", "60000"]]
    table = client.post(f"{base}/what-if/keep", json={"changes": changes, "name": "More"}).text
    assert table.index('data-what="More"') < table.index('data-what="Prices up 10 %"')
    page = client.get(f"{base}/what-if").text
    assert 'data-beside="Prices up 10 %"' in page


def test_a_budget_is_compared_with_a_curve_only_where_cost_is_what_is_paid() -> None:
    result: Any = cal.solve("samples/budget.xlsx")
    curve = cal.negotiate(cal.solve("samples/small.xlsx")).plan.deal.curves[0]
    tables = result.tables
    assert show.curve_data(curve, result.plan, tables)["paid"] is True
    discounted = replace(tables, settings=replace(tables.settings, discount_rate=Decimal("0.05")))
    assert show.curve_data(curve, result.plan, discounted)["paid"] is False


def test_a_curve_of_several_order_dates_says_that_only_its_turning_points_are_exact(
    client: TestClient, window: Window, solved: str
) -> None:
    offer = "Windows Server Device CAL"
    client.post(f"{solved}/what-if/curve", json={"offer": offer, "changes": []})
    key = ("curve", offer, ())
    window.memory.put(key, replace(window.memory.get(key), by_date=True))
    found = client.post(f"{solved}/what-if/curve", json={"offer": offer, "changes": []}).json()
    assert found["dated"] is True
    assert found["segments"]


def test_check_shows_what_was_read_as_what(client: TestClient, window: Window) -> None:
    drop(client, window, {"small.xlsx": Path("samples/small.xlsx").read_bytes(), "x.csv": b"a\n"})
    wait(window, "check", "answer")
    page = client.get(f"/w/{window.token}/check").text
    assert "What was read as what" in page
    assert "x.csv came with the workbook" in page
    assert {each.sheet for each in window.reading} >= {"Access", "Licenses"}


def test_a_rule_is_switched_off_and_kept_as_a_row_of_scenarios(
    client: TestClient, window: Window, tmp_path: Path
) -> None:
    """Ann's device could cover both; License by User asks for a user license of each."""
    sheets = {
        "Users": [["User", "License by"], ["ann", "User"], ["ben", "User"]],
        "Access": [
            ["User", "Device", "Server"],
            *([name, "pc", "Windows Server 2022"] for name in ("ann", "ben")),
        ],
        "Licenses": WINDOWS,
    }
    content = write(tmp_path / "in.xlsx", sheets).read_bytes()
    drop(client, window, {"in.xlsx": content})
    wait(window, "check", "answer")
    base = f"/w/{window.token}"
    page = client.get(f"{base}/what-if").text
    assert 'data-off="License by"' in page
    assert "License by user or device, on 2 rows" in page
    changes = [["Without rule", "License by", None]]
    found = client.post(f"{base}/what-if/solve", json={"changes": changes}).json()
    assert (found["cost"], found["difference"]) == ("39.00", "−61.00")
    client.post(f"{base}/what-if/keep", json={"changes": changes, "name": "Free"})
    (tmp_path / "kept.xlsx").write_bytes(client.get(f"{base}/download/kept").content)
    kept = cal.solve(tmp_path / "kept.xlsx")
    assert [(each.name, each.plan.cost) for each in kept.plan.futures if each.plan] == [
        ("Free", Decimal(39))
    ]


@pytest.mark.parametrize(
    ("target", "people", "devices"), [("*", 6, 4), ("Users", 6, 2), ("Devices", 3, 4)]
)
def test_all_people_and_all_devices_are_multiplied_apart(
    client: TestClient, window: Window, tmp_path: Path, target: str, people: int, devices: int
) -> None:
    sheets = {
        "Users": [["User", "Count"], ["nurses", 3]],
        "Devices": [["Device", "Count"], ["desks", 2]],
        "Access": [["User", "Device", "Server"], ["nurses", "desks", "Windows Server 2022"]],
        "Licenses": WINDOWS,
    }
    content = write(tmp_path / "in.xlsx", sheets).read_bytes()
    drop(client, window, {"in.xlsx": content})
    wait(window, "check", "answer")
    base = f"/w/{window.token}"
    changes = [["Count factor", target, "2"], ["Without offer", "Device CAL", None]]
    found = client.post(f"{base}/what-if/solve", json={"changes": changes}).json()
    assert found["quantities"] == {"User CAL": people}
    changes[1][1] = "User CAL"
    found = client.post(f"{base}/what-if/solve", json={"changes": changes}).json()
    assert found["quantities"] == {"Device CAL": devices}
