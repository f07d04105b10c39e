"""Workbooks whose cheapest cost is forced, and what wrong readings of the rules make of them."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from optimizer.domain.problems import PlanError
from tests.support.books import Sheets
from tests.support.mutants import Mutant, at_work

Forced = tuple[str, Sheets]
"""A workbook's cheapest cost, and its sheets."""


def products(*rows: tuple[str, str, object]) -> list[Any]:
    return [["Product", "Family", "Version"], *map(list, rows)]


def licenses(*rows: tuple[object, ...]) -> list[Any]:
    head: list[Any] = [
        "License",
        "Metric",
        "Covers",
        "Price",
        "Version",
        "For",
        "Per",
        "Minimum per server",
    ]
    return [head, *map(list, rows)]


def access(*rows: Sequence[object]) -> list[Any]:
    """Access rows; every device of a list with every server of one."""
    lists = [[str(cell).split("; ") for cell in row[1:3]] for row in rows]
    return [
        [row[0], device, server, *row[3:]]
        for row, (devices, servers) in zip(rows, lists, strict=True)
        for device in devices
        for server in servers
    ]


PAIR = (("F User", "User", "F", 50), ("F Device", "Device", "F", 39))


Right = Iterable[tuple[str, Decimal]]
"""Workbooks and what their cheapest compliant plans cost."""

Cost = Callable[[str], Decimal]
"""What a workbook's plan costs; PlanError where that is too little and the audit sees it."""


def objects(mutant: Mutant, right: Right, cost: Cost) -> bool:
    """Whether the audit objects to some plan of the mutant's."""
    return any(_wrong(mutant, name, cost) is None for name, _ in right)


def passes(mutant: Mutant, right: Right, cost: Cost) -> list[str]:
    """The workbooks where the audit lets a mutant's plan pass that costs less than it can."""
    found = ((name, least, _wrong(mutant, name, cost)) for name, least in right)
    return [
        f"{mutant}: {name} costs {paid}, not {least}"
        for name, least, paid in found
        if paid is not None and paid < least
    ]


def _wrong(mutant: Mutant, name: str, cost: Cost) -> Decimal | None:
    """What a workbook's plan costs by a mutant; None where the audit objects to it."""
    try:
        with at_work(mutant):
            return cost(name)
    except PlanError:
        return None
    except Exception:  # noqa: BLE001 - no plan at all is no wrong plan
        return Decimal("inf")
