"""The lists of a negotiation below its ten pieces of advice; one with nothing to say is not there."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from optimizer.domain.answers import (
    Blocked,
    Blocking,
    Lever,
    NegotiationAnswers,
    RareStep,
    Renewal,
    RulePrice,
    Share,
    Shares,
    WideChoice,
)
from optimizer.report.negotiation_tables import write_tables
from tests.support.pages import below, on_page
from tests.support.plans import plan, purchase

D = Decimal
NOTHING = NegotiationAnswers(
    curves=(), skipped=(), worths=(), renewal=None, rare=(), levers=(), wide=(), blocking=None,
    shares=None,
)  # fmt: skip


def listed(folder: Path, **answers: Any) -> list[list[Any]]:
    """What is listed below a plan of 500."""
    found = plan(purchase("CAL", 10), deal=replace(NOTHING, **answers))
    return on_page(folder, lambda page: write_tables(page, found))


def test_nothing_to_say_is_nothing_listed(tmp_path: Path) -> None:
    assert listed(tmp_path) == []


def test_a_renewal_is_told_as_a_whole(tmp_path: Path) -> None:
    found = listed(tmp_path, renewal=Renewal(1200, None, D(700), D(500), most=900))
    assert found == [
        ["Renewal as a whole"],
        ["1,200 owned units end within the horizon. Not all can be renewed: at most 900 of them."],
        ["Case", "Cost"],
        ["Nothing is renewed", "not possible"],
        ["Everything is renewed", 700],
        ["The optimum", 500],
    ]


def test_rare_accesses_are_named_up_to_twelve(tmp_path: Path) -> None:
    few = RareStep(2, D(480), D(20), ("a", "b"))
    many = RareStep(5, D(400), D(100), tuple(f"x{i}" for i in range(14)))
    _, _, head, first, second = listed(tmp_path, rare=(few, many))
    assert head == ["Sessions", "Blocked in addition", "Cost", "Saving"]
    assert first[:3] == [2, "a; b", 480]
    assert second[1] == "; ".join(f"x{i}" for i in range(12)) + "; and 2 more"
    assert str(first[3]).startswith("=Plan_cost-J")


def test_each_formula_gives_what_was_worked_out(tmp_path: Path) -> None:
    """Read by its own cells: the plan costs 500, and a column's letter names the cell beside."""
    listed(
        tmp_path,
        rare=tuple(RareStep(n, D(480 - n), D(20 + n), ("a",)) for n in (2, 3)),
        wide=(WideChoice("Connector", "s", D(620), D(120)), WideChoice("C", "t", D(510), D(10))),
        rules=(
            RulePrice("One kind", "x", D(450), D(50)),
            RulePrice("License by", "y", D(520), D(-20)),
        ),
        shares=Shares((Share("A", D(300), D(400)), Share("B", D(200), D(250))), "by the flow"),
    )
    written = openpyxl.load_workbook(tmp_path / "out.xlsx")["List"]
    stored = openpyxl.load_workbook(tmp_path / "out.xlsx", data_only=True)["List"]
    seen = 0
    for row in written:
        for cell in row:
            parts = re.fullmatch(r"=(\w+)-(\w+)", str(cell.value))
            if parts is None:
                continue
            one, other = (
                500 if name == "Plan_cost" else stored[name].value for name in parts.groups()
            )
            assert one - other == stored[cell.coordinate].value, cell.coordinate
            seen += 1
    assert seen == 8
    last = max(row[0].row for row in written if row[0].value == "Total")
    for letter, total in (("I", 500), ("J", 650), ("K", 150)):
        assert written[f"{letter}{last}"].value.startswith(f"=SUM({letter}{last - 2}:")
        assert stored[f"{letter}{last}"].value == total


def test_levers_and_whole_servers_have_their_savings(tmp_path: Path) -> None:
    levers = (Lever("Server", "s", "as 2019", D(50), 3),)
    wide = (WideChoice("Connector", "s", D(620), D(120)),)
    found = listed(tmp_path, levers=levers, wide=wide)
    assert below(found, "Who and what costs most")[1:3] == [
        ["Name", "Kind", "Change", "Access rows", "Saving"],
        ["s", "Server", "as 2019", 3, 50],
    ]
    row = below(found, "One more server licensed as a whole")[2]
    assert row[:3] == ["s", "Connector", 620]
    assert str(row[3]).endswith("-Plan_cost")


def test_rules_say_what_would_serve_instead_and_how_many_were_left(tmp_path: Path) -> None:
    rules = (
        RulePrice("One kind", "Servers!D2", D(450), D(50), "Name it for one server."),
        RulePrice("License by", "Users!C2", D(520), D(-20)),
    )
    found = below(listed(tmp_path, rules=rules, rules_left=1234), "What your rules cost")
    assert found[0] == [
        "What the plan costs without each of your own rules; below 0 the rule saves. Name it for "
        "one server. 1,234 more were not left out one by one."
    ]
    assert [row[:3] for row in found[2:]] == [
        ["One kind", "Servers!D2", 450],
        ["License by", "Users!C2", 520],
    ]
    (note, *_) = below(listed(tmp_path, rules=rules[1:]), "What your rules cost")
    assert note[0].endswith("below 0 the rule saves.")


@pytest.mark.parametrize(
    ("proven", "parts", "note"),
    [
        (True, True, "no fewer sessions could be lost; groups may be blocked in part"),
        (
            False,
            False,
            "the best list found in the time given; groups are too large to be taken apart: each "
            "is blocked whole or not",
        ),
    ],
)
def test_what_is_blocked_is_listed_with_what_the_rest_costs(
    tmp_path: Path, proven: bool, parts: bool, note: str
) -> None:
    one = Blocked(user="u", device="d", server="s", blocked=2, pairs=5, sessions=2.5)
    blocking = Blocking(
        blocked=(one,), sessions=2.5, cost=D(80), payments=D(90), proven=proven, parts=parts
    )
    found = below(listed(tmp_path, blocking=blocking), "Within the budget")
    assert found[0] == [f"Block these until there is money: {note}. The rest is compliant."]
    assert found[2:] == [
        ["u", "d", "s", 2, 5, 2.5],
        ["The rest", "Amount"],
        ["Payments", 90],
        ["Cost", 80],
    ]


def test_shares_add_up_to_the_cost_by_formula(tmp_path: Path) -> None:
    shares = Shares((Share("A", D(300), D(400)), Share("B", D(200), D(250))), "by the flow")
    found = below(listed(tmp_path, shares=shares), "Fair shares")
    assert found[0] == ["by the flow."]
    assert found[2][:3] == ["A", 300, 400]
    assert found[3][:3] == ["B", 200, 250]
    name, *sums = found[4]
    assert name == "Total"
    assert [formula[:6] for formula in sums] == ["=SUM(I", "=SUM(J", "=SUM(K"]


def test_where_there_are_no_shares_the_reason_is_told(tmp_path: Path) -> None:
    found = listed(tmp_path, shares=Shares((), '"A" could not be licensed alone'))
    assert found == [["Fair shares"], ['"A" could not be licensed alone.']]
