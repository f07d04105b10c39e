"""A small shop with one plan: two clerks and a kiosk, a server with Cores and a CAL mode cost."""

from dataclasses import replace
from typing import Any

from optimizer.domain.plan import Holding, Plan

P = "Windows Server 2022"

SHOP: dict[str, list[list[Any]]] = {
    "Settings": [
        ["Setting", "Value"], ["As of", "2026-01-01"], ["Horizon", 2], ["Discount rate", 0.1],
        ["Budget", 100],
    ],
    "Users": [["User", "Count"], ["clerks", 2], ["ann", 1]],
    "Devices": [["Device"], ["kiosk"]],
    "Servers": [["Server", "Product", "CAL mode cost"], ["web", P, 7]],
    "Access": [["User", "Device", "Server"], ["clerks", "", "web"], ["ann", "", "web"],
               ["", "kiosk", "web"]],
    "Licenses": [
        ["License", "Metric", "Covers", "Price", "Per"],
        ["U", "User", "Windows Server", 11, "Year"],
        ["D", "Device", "Windows Server", 9, "Once"],
    ],
    "Owned": [["License", "Quantity"], ["U", 2]],
    "Assigned": [["License", "User", "Quantity", "Movable"], ["U", "ann", 1, "No"]],
}  # fmt: skip
"""Forced: three user licenses, of which two are there, one with ann for good, and one is bought:
11 now and 11 / 1.1 = 10 after a year, 21; the kiosk's 9; CAL mode 7. That is 37, due now 27."""


def with_users(plan: Plan, users: Holding) -> Plan:
    """The plan in which users hold that."""
    return replace(plan, mix=replace(plan.mix, users=users))


def with_devices(plan: Plan, devices: Holding) -> Plan:
    """The plan in which devices hold that."""
    return replace(plan, mix=replace(plan.mix, devices=devices))
