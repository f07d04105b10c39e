"""Equal members in order: one stretch each, by name, pairs together."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from optimizer.audit import audit
from optimizer.domain.names import natural
from optimizer.domain.plan import Holding
from optimizer.solving.in_order import in_order
from tests.support.books import WINDOWS, held, solve

P = "Windows Server 2022"

PAIRS = {
    "Users": [["User", "Count"], ["councillor", 6]],
    "Devices": [["Device", "Count"], ["own PC", 6]],
    "Access": [["User", "Device", "Server", "Pairing"], ["councillor", "own PC", P, "Own"]],
    "Licenses": [*WINDOWS, ["Owned CAL", "User", "Windows Server", ""]],
    "Owned": [["License", "Quantity"], ["Owned CAL", 3]],
}


def test_pairs_change_places_together(tmp_path: Path) -> None:
    tables, plan = solve(tmp_path, PAIRS)
    # Three of the six hold an owned license; the PCs of the other three are licensed.
    assert held(tables, plan, "users")["councillor"] == [(3, ("Owned CAL",)), (3, ())]
    assert held(tables, plan, "devices")["own PC"] == [(3, ()), (3, ("Device CAL",))]


def test_an_alternating_mix_is_laid_out_in_stretches(tmp_path: Path) -> None:
    tables, plan = solve(tmp_path, PAIRS)
    users, devices = plan.users, plan.devices
    (some,) = [i for i, b in enumerate(users.bundles) if b]
    (licensed,) = [i for i, b in enumerate(devices.bundles) if b]
    none, bare = users.bundles.index(()), devices.bundles.index(())
    six = np.zeros(6, np.int64)
    mixed = replace(
        plan.mix,
        users=Holding(six, six + 1, np.array([some, none] * 3), users.bundles),
        devices=Holding(six, six + 1, np.array([bare, licensed] * 3), devices.bundles),
    )
    sorted_ = in_order(tables, mixed)
    assert sorted_.users.members.tolist() == [3, 3]
    assert sorted_.devices.members.tolist() == [3, 3]
    assert users.bundles[sorted_.users.bundle[0]] != ()
    assert devices.bundles[sorted_.devices.bundle[0]] == ()
    audit.require(tables, replace(plan, mix=sorted_))


def test_a_mix_in_order_stays_as_it_is(tmp_path: Path) -> None:
    tables, plan = solve(tmp_path, PAIRS)
    assert in_order(tables, plan.mix) is plan.mix


def test_equal_people_are_licensed_by_name(tmp_path: Path) -> None:
    names = ["Nurse 10", "Nurse 2", "Nurse 1", "Nurse 9"]
    sheets = {
        "Users": [["User"], *([name] for name in names)],
        "Access": [["User", "Device", "Server"], *([name, "", P] for name in names)],
        "Licenses": [*WINDOWS, ["Owned CAL", "User", "Windows Server", ""]],
        "Owned": [["License", "Quantity"], ["Owned CAL", 2]],
    }
    tables, plan = solve(tmp_path, sheets)
    found = held(tables, plan, "users")
    kinds = [found[name][0][1] for name in sorted(names, key=natural)]
    assert kinds in (
        [("Owned CAL",)] * 2 + [("User CAL",)] * 2,
        [("User CAL",)] * 2 + [("Owned CAL",)] * 2,
    )
