"""The audit catches each single corruption of a good plan."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from optimizer.audit.audit import audit, require
from optimizer.domain.plan import Move, Plan, PlanStatus
from optimizer.domain.problems import InfeasibleError, PlanError
from optimizer.domain.tables import Kind, Tables
from tests.support.books import solve
from tests.support.cases import case

SHEETS = {
    "Settings": [
        ["Setting", "Value"],
        ["Horizon", 3],
        ["Discount rate", 0.1],
        ["Budget", 100],
        ["Organization size", 9],
    ],
    "Users": [
        ["User", "Count", "Type"],
        ["nurses", 3, ""],
        ["doctor", 1, ""],
        ["guests", 40, "External"],
        ["admins", 3, ""],
    ],
    "Devices": [
        ["Device", "Count"],
        ["ward PC", 1],
        ["laptop", 1],
        ["phone", 1],
        ["consoles", 3],
        ["kiosks", 5],
    ],
    "Servers": [
        ["Server", "Product", "Cores", "One kind", "CAL mode cost"],
        ["FILE", "Windows Server 2022", "", "", ""],
        ["RDS", "Remote Desktop Services 2022", "", "Remote Desktop", ""],
        ["DB", "SQL Server 2022", 4, "", 50],
        ["DB2", "SQL Server 2022", 4, "", 989],
    ],
    "Access": [
        ["User", "Device", "Server", "Purpose", "Pairing"],
        ["nurses", "ward PC", "FILE", ""],
        ["doctor", "ward PC", "FILE", ""],
        ["doctor", "laptop", "FILE", ""],
        ["doctor", "phone", "FILE", ""],
        ["doctor", "ward PC", "RDS", ""],
        ["nurses", "ward PC", "RDS", ""],
        ["guests", "kiosks", "FILE", ""],
        ["admins", "consoles", "RDS", "Administration", "Own"],
        ["doctor", "ward PC", "DB", ""],
        ["nurses", "ward PC", "DB2", ""],
        ["nurses", "laptop", "DB2", ""],
    ],
    "Licenses": [
        ["License", "Metric", "Covers", "For", "Price", "Per", "Pack", "Minimum per server"],
        ["WS User", "User", "Windows Server", "", 50, "", "", ""],
        ["WS Device", "Device", "Windows Server", "", 39, "", 2, ""],
        ["RD User", "User", "Remote Desktop", "", 60, "Year", "", ""],
        ["RD Device", "Device", "Remote Desktop", "", 136, "", "", ""],
        ["SQL User", "User", "SQL Server", "", 230, "", "", ""],
        ["SQL core", "Core", "SQL Server", "", 300, "", 2, 4],
        ["Connector", "Server", "Windows Server", "External", 120, "", "", ""],
    ],
    "Owned": [["License", "Quantity"], ["WS User", 1], ["WS Device", 1]],
}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> tuple[Tables, Plan]:
    tables, plan = solve(tmp_path_factory.mktemp("audit"), SHEETS)
    assert audit(tables, plan) == ()
    return tables, plan


def holder(plan: Plan, side: str, **changes: Any) -> Plan:
    return replace(
        plan, mix=replace(plan.mix, **{side: replace(getattr(plan.mix, side), **changes)})
    )


def first(plan: Plan, **changes: Any) -> Plan:
    """The plan with its first purchase changed."""
    return replace(plan, purchases=(replace(plan.purchases[0], **changes), *plan.purchases[1:]))


def balance(plan: Plan, **changes: Any) -> Plan:
    """The plan with the account of the owned user license changed."""
    return replace(
        plan,
        balances=tuple(
            replace(b, **changes) if b.license == "WS User" else b for b in plan.balances
        ),
    )


def bumped(array: np.ndarray, step: int) -> np.ndarray:
    changed = array.copy()
    changed[-1] += step
    return changed


CORRUPTIONS: dict[str, Callable[[Plan], Plan]] = {
    "a member too many": lambda p: holder(p, "users", members=bumped(p.users.members, 1)),
    "a member too few": lambda p: holder(p, "devices", members=bumped(p.devices.members, -1)),
    "a row dropped": lambda p: holder(
        p, "users", row=p.users.row[1:], members=p.users.members[1:], bundle=p.users.bundle[1:]
    ),
    "licenses swapped between the sides": lambda p: replace(
        p, mix=replace(p.mix, users=replace(p.mix.users, bundles=p.mix.devices.bundles))
    ),
    "the wide licenses dropped": lambda p: replace(p, mix=replace(p.mix, wide=())),
    "a wide license taken twice": lambda p: replace(
        p, mix=replace(p.mix, wide=(*p.mix.wide, p.mix.wide[0]))
    ),
    "a wide license elsewhere": lambda p: replace(
        p, mix=replace(p.mix, wide=tuple((k, s + 100) for k, s in p.mix.wide))
    ),
    "the other kind counted": lambda p: replace(
        p,
        mix=replace(
            p.mix,
            modes={
                k: Kind.USER if v == Kind.DEVICE else Kind.DEVICE for k, v in p.mix.modes.items()
            },
        ),
    ),
    "a third administrator": lambda p: replace(
        p, mix=replace(p.mix, exempt=((3, 0, 1), (3, 1, 1), (3, 2, 1)))
    ),
    "administrators forgotten": lambda p: replace(
        p,
        mix=replace(p.mix, exempt=p.mix.exempt[1:], exempt_devices=p.mix.exempt_devices[1:]),
    ),
    "a third console": lambda p: replace(
        p, mix=replace(p.mix, exempt_devices=(*p.mix.exempt_devices, (0, 0, 1)))
    ),
    "a user as administrator": lambda p: replace(p, mix=replace(p.mix, exempt=((1, 0, 1),))),
    "a license dropped from Purchases": lambda p: replace(p, purchases=p.purchases[1:]),
    "a quantity lowered": lambda p: first(p, quantity=p.purchases[0].quantity - 1),
    "a pack less": lambda p: first(p, packs=p.purchases[0].packs - 1),
    "a price changed": lambda p: first(p, price=p.purchases[0].price - 1),
    "a period changed": lambda p: first(p, per="Month"),
    "a cost changed": lambda p: first(p, cost=p.purchases[0].cost - Decimal("0.01")),
    "due now changed": lambda p: first(p, due_now=p.purchases[0].due_now + 1),
    "an unknown offer": lambda p: first(p, offer="Windfall"),
    "an owned unit used twice": lambda p: balance(p, kept=2),
    "more owned than there is": lambda p: balance(p, owned=2, left_over=1),
    "an account that does not balance": lambda p: balance(p, surplus=5),
    "used understated": lambda p: balance(p, used=0, surplus=1),
    "bought overstated": lambda p: balance(p, bought=1, surplus=1),
    "an account dropped": lambda p: replace(p, balances=p.balances[1:]),
    "the cost lowered": lambda p: replace(p, cost=p.cost - 1),
    "the cost and its bound lowered": lambda p: replace(
        p, cost=p.cost - 1, lower_bound=p.lower_bound - 1
    ),
    "a bound above the cost": lambda p: replace(p, lower_bound=p.cost + 1),
    "optimal without proof": lambda p: replace(p, lower_bound=p.cost - 1),
    "a proven plan called feasible": lambda p: replace(p, status=PlanStatus.FEASIBLE),
    "a payment moved to another year": lambda p: replace(
        p, payments=(replace(p.payments[0], nominal=p.payments[0].nominal - 1), *p.payments[1:])
    ),
    "a year's discounted payment changed": lambda p: replace(
        p,
        payments=(replace(p.payments[0], discounted=p.payments[0].discounted - 1), *p.payments[1:]),
    ),
    "a year dropped": lambda p: replace(p, payments=p.payments[:-1]),
    "the server's license not paid": lambda p: replace(p, server_costs=()),
    "due now understated": lambda p: replace(p, due_now=Decimal(0)),
    "the budget forgotten": lambda p: replace(p, budget=None),
    "the budget's gap understated": lambda p: replace(
        p, budget=p.budget and replace(p.budget, missing=Decimal(0))
    ),
}


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_a_single_corruption_is_caught(good: tuple[Tables, Plan], name: str) -> None:
    tables, plan = good
    corrupted = CORRUPTIONS[name](plan)
    assert audit(tables, corrupted)
    with pytest.raises(PlanError, match="nothing was written"):
        require(tables, corrupted)


@pytest.mark.parametrize("seed", range(60))
def test_every_license_of_a_random_plan_is_needed_by_its_audit(tmp_path: Path, seed: int) -> None:
    """Take one member's set away: either the audit objects to the cover, or to the count of what is
    used."""
    sheets = case(Random(seed))
    sheets.pop("Assigned", None)  # what sits somewhere for good is held, needed or not
    try:
        tables, plan = solve(tmp_path, sheets)
    except InfeasibleError:
        return
    for side in ("users", "devices"):
        holding = getattr(plan.mix, side)
        for run in np.flatnonzero(holding.bundle != 0).tolist():
            bundle = holding.bundle.copy()
            bundle[run] = holding.bundles.index(())
            assert any(
                "covered from no side" in v
                for v in audit(tables, holder(plan, side, bundle=bundle))
            )


MARKET = {
    "Settings": [["Setting", "Value"], ["Discount rate", 0.1]],
    "Users": [["User", "Count"], ["team", 5], ["boss", 1]],
    "Access": [
        ["User", "Server"],
        ["team", "Windows Server 2022"],
        ["boss", "Windows Server 2022"],
    ],
    "Licenses": [
        ["License", "Metric", "Covers", "Price"],
        ["CAL", "User", "Windows Server", ""],
        ["Other", "User", "X", ""],
    ],
    "Offers": [
        ["Offer", "License", "From license", "Price", "Per", "Maximum", "Starts", "Increase"],
        ["renew", "CAL", "CAL", 4, "Year", "", "At expiry", 0.05],
        ["switch", "CAL", "Other", 5, "", 2, "", ""],
        ["new", "CAL", "", 90, "", "", "", ""],
    ],
    "Owned": [
        ["License", "Quantity", "Until"],
        ["CAL", 2, date(2026, 6, 30)],
        ["CAL", 2, ""],
        ["Other", 1, ""],
    ],
    "Assigned": [["License", "User", "Movable"], ["CAL", "boss", ""]],
}


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> tuple[Tables, Plan]:
    sheets = MARKET | {
        "Owned": [
            *MARKET["Owned"][:1],
            ["CAL", 2, ""],
            ["CAL", 2, date(2026, 6, 30)],
            ["Other", 1, ""],
        ]
    }
    tables, plan = solve(tmp_path_factory.mktemp("market"), sheets)
    assert audit(tables, plan) == ()
    assert {p.offer for p in plan.purchases} == {"renew", "switch", "new"}
    return tables, plan


def purchase(plan: Plan, offer: str, **changes: Any) -> Plan:
    return replace(
        plan,
        purchases=tuple(replace(p, **changes) if p.offer == offer else p for p in plan.purchases),
    )


def account(plan: Plan, license: str, **changes: Any) -> Plan:
    return replace(
        plan,
        balances=tuple(replace(b, **changes) if b.license == license else b for b in plan.balances),
    )


MARKET_CORRUPTIONS: dict[str, Callable[[Plan], Plan]] = {
    "a conversion that uses up nothing": lambda p: purchase(p, "switch", from_license=None),
    "a conversion past what ends": lambda p: purchase(p, "renew", quantity=3, packs=3),
    "a conversion that starts early": lambda p: purchase(p, "renew", from_date=date(2026, 6, 1)),
    "a conversion that starts now": lambda p: purchase(p, "renew", from_date=date(2026, 1, 1)),
    "past the maximum": lambda p: purchase(p, "switch", quantity=3, packs=3),
    "a purchase that starts later": lambda p: purchase(p, "new", from_date=date(2026, 2, 1)),
    "kept and converted too": lambda p: account(p, "CAL", kept=3, left_over=0, converted=1),
    "converted understated": lambda p: account(p, "Other", converted=0, left_over=1),
    "a unit that ends is kept": lambda p: account(p, "CAL", kept=4, converted=0),
    "what sits there is taken away": lambda p: replace(
        p,
        mix=replace(
            p.mix,
            users=replace(
                p.mix.users,
                bundle=np.where(
                    p.mix.users.row == 1, p.mix.users.bundles.index(()), p.mix.users.bundle
                ),
            ),
        ),
    ),
    "a move of nothing": lambda p: replace(
        p, mix=replace(p.mix, moves=(Move(0, (True, 1), (True, 0), 1),))
    ),
}


@pytest.mark.parametrize("name", MARKET_CORRUPTIONS)
def test_a_single_corruption_of_the_market_is_caught(
    market: tuple[Tables, Plan], name: str
) -> None:
    tables, plan = market
    assert audit(tables, MARKET_CORRUPTIONS[name](plan))
