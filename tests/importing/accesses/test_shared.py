"""Accounts that many people share."""

import numpy as np
import pandas as pd
import pytest

from optimizer.importing.accesses.lines import Lines
from optimizer.importing.accesses.shared import MANY, shared

Rows = list[tuple[str, str, str, int]]


def found(rows: Rows, names: dict[str, str] | None = None) -> list[tuple[str, int, str]]:
    """(account, device, day, lines) rows; accounts have their own name unless `names` has one."""
    frame = pd.DataFrame(rows, columns=["account", "device", "day", "read"])
    days = pd.factorize(frame.pop("day"))[0]
    places = np.arange(len(rows))
    lines = Lines(row=places, file=places * 0, day=days, read=frame["read"].to_numpy())
    frame = frame.assign(row=places, day=days.max(initial=0))  # a row has but its last day
    return shared(frame, lines, {account: account for account, *_ in rows} | (names or {}))


def devices(count: int, day: str = "2026-01-12", account: str = "desk") -> Rows:
    return [(account, f"pc{i}", day, 3) for i in range(count)]


def test_more_devices_in_one_day_than_a_person_uses() -> None:
    assert not found(devices(MANY))
    assert found(devices(MANY + 1)) == [("desk", 3 * (MANY + 1), "it was on 11 devices in one day")]


def test_the_same_device_twice_and_other_days_are_no_more_devices() -> None:
    assert not found(devices(MANY) + devices(MANY))
    assert not found([*devices(MANY), ("desk", "another", "2026-01-13", 1)])


def test_rows_without_a_device_or_an_account_are_no_devices() -> None:
    assert not found([*devices(MANY), ("desk", "", "2026-01-12", 1)])
    assert not found(devices(MANY + 1, account=""))


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Ward3", "ward"),
        ("kiosk-01", "kiosk"),
        ("scan_2", "scan"),
        ("front.reception", "reception"),
        ("SCANNER", "scanner"),
        ("steward", ""),
        ("wardens", ""),
        ("ward", "ward"),
        ("scandal", ""),
    ],
)
def test_a_name_of_a_place_is_one_as_a_word_alone(name: str, place: str) -> None:
    said = found([("a", "pc", "2026-01-12", 2)], {"a": name})
    assert said == ([("a", 2, f'"{place}" is in its name')] if place else [])


def test_accounts_are_in_the_order_of_their_names() -> None:
    rows = [("1", "pc", "2026-01-12", 1), ("2", "pc", "2026-01-12", 1)]
    assert [a for a, *_ in found(rows, {"1": "ward b", "2": "ward a"})] == ["2", "1"]
