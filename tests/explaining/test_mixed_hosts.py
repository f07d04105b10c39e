"""A session host that both kinds of licenses serve."""

from pathlib import Path
from typing import Any

from optimizer.domain.plan import Plan
from tests.support.books import Sheets, solve

RDS = "Remote Desktop Services 2022"

LICENSES = [
    ["License", "Metric", "Covers", "Price"],
    ["WS", "Device", "Windows Server", 1],
    ["WS User", "User", "Windows Server", 1],
    ["RDS User", "User", "Remote Desktop", 174],
    ["RDS Device", "Device", "Remote Desktop", 136],
]


def farm(one_kind: str, servers: tuple[str, ...] = ("RDS01",)) -> Sheets:
    """A partner on three devices of her own, and four clerks on one PC: 174 + 136 with both kinds,
    for each host by itself."""
    rows = [["Server", "Product", "One kind"], *([s, RDS, one_kind] for s in servers)]
    access: list[Any] = [["User", "Device", "Server"]]
    for s in servers:
        access += [["partner", d, s] for d in ("laptop", "phone", "home")]
        access += [[f"clerk {i}", "PC", s] for i in range(4)]
    return {"Servers": rows, "Access": access, "Licenses": LICENSES}


def said(plan: Plan) -> list[str]:
    return [str(w) for w in plan.warnings if w.code == "mixed-modes"]


def test_both_kinds_on_one_host_are_noted(tmp_path: Path) -> None:
    _, plan = solve(tmp_path, farm(""))
    assert said(plan) == [
        'Servers!A2: the plan serves "RDS01" with Remote Desktop licenses of both kinds: user '
        "licenses for 1 person, device licenses for 1 device. A session host has one licensing "
        "mode. Fill in One kind on Servers with Remote Desktop, which the plan then keeps, or run "
        "two session hosts there, one in each mode."
    ]


def test_with_one_kind_there_is_nothing_to_note(tmp_path: Path) -> None:
    _, plan = solve(tmp_path, farm("Remote Desktop"))
    assert said(plan) == []


def test_each_of_several_hosts_is_noted(tmp_path: Path) -> None:
    _, plan = solve(tmp_path, farm("", ("RDS01", "RDS02")))
    assert [note.partition(":")[0] for note in said(plan)] == ["Servers!A2", "Servers!A3"]


def test_kinds_apart_on_two_hosts_are_no_mix(tmp_path: Path) -> None:
    """The partner's host needs a user license, the clerks' a device license."""
    sheets = {
        "Servers": [["Server", "Product"], ["A", RDS], ["B", RDS]],
        "Access": [
            ["User", "Device", "Server"],
            *(["partner", d, "A"] for d in ("laptop", "phone", "home")),
            *([f"clerk {i}", "PC", "B"] for i in range(4)),
        ],
        "Licenses": LICENSES,
    }
    assert said(solve(tmp_path, sheets)[1]) == []
