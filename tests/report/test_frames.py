"""Frames of a result: a row each line of the sheet, in its order, amounts exact."""

from decimal import Decimal
from pathlib import Path

import pytest

from optimizer.domain.planned import Planned
from optimizer.report.frames import FRAMES, frame
from tests.support.books import solve

SHEETS = {
    "Access": [
        ["User", "Device", "Server", "Basis"],
        ["ann", "", "Windows Server 2022", "log"],
        ["", "kiosk", "Windows Server 2022", ""],
    ],
    "Licenses": [
        ["License", "Metric", "Covers", "Price", "Pack"],
        ["U", "User", "Windows Server", 50.25, ""],
        ["D", "Device", "Windows Server", 39, 2],
    ],
    "Owned": [["License", "Quantity"], ["U", 3]],
}
"""Ann must hold a user's license, one of the three that are there; the kiosk a device's: a pack of
two."""


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Planned:
    return Planned(*solve(Path(tmp_path_factory.mktemp("frames")), SHEETS))


def test_purchases(planned: Planned) -> None:
    found = frame(planned, "Purchases")
    assert found[["License", "Quantity", "Packs", "Price"]].to_numpy().tolist() == [
        ["D", 2, 1, Decimal(39)]
    ]


def test_who_holds_what_and_nobody_s_name_is_lost(planned: Planned) -> None:
    users, devices = frame(planned, "User licenses"), frame(planned, "Device licenses")
    assert users.iloc[0].tolist()[:3] == ["ann", 1, "U"]
    assert devices.iloc[0].tolist()[:3] == ["kiosk", 1, "D"]


def test_coverage_tells_the_unknown_from_the_named(planned: Planned) -> None:
    found = frame(planned, "Coverage")[["User", "Device", "Covered by", "License", "Basis"]]
    assert sorted(found.fillna("").itertuples(index=False, name=None)) == [
        ("", "kiosk", "Device", "D", ""),
        ("ann", "", "User", "U", "log"),
    ]


def test_holdings_are_what_is_owned_bought_and_used(planned: Planned) -> None:
    found = frame(planned, "Holdings").set_index("License")
    kept = ["Owned", "Kept", "Left over", "Bought", "Used", "Surplus"]
    assert found.loc["U", kept].tolist() == [3, 1, 2, 0, 1, 0]
    assert found.loc["D", ["Owned", "Bought", "Used", "Surplus"]].tolist() == [0, 2, 1, 1]


def test_payments_of_summary_by_year(planned: Planned) -> None:
    found = frame(planned, "payments")
    assert found["Nominal"].tolist()[0] == Decimal(39)
    assert found["Nominal"].sum() == 39


def test_every_frame_is_made_and_another_name_is_told(planned: Planned) -> None:
    for name in FRAMES:
        assert len(frame(planned, f" {name.upper()} ").columns)
    with pytest.raises(KeyError, match=r"There is no sheet.*Purchases, .*Payments"):
        frame(planned, "Summary")
