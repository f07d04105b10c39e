"""The planner's own rules, each with the tables without it."""

from pathlib import Path
from typing import Any

from optimizer.domain.planners_rules import ROWS, rules_of, without_rule
from optimizer.domain.tables import Kind, Tables
from tests.support.books import tables, write

SHEETS: dict[str, list[list[Any]]] = {
    "Users": [["User", "License by"], ["ann", "User"], ["ben", "Device"], ["cem", ""]],
    "Devices": [["Device"], ["pc"]],
    "Servers": [
        ["Server", "Product", "One kind"],
        ["rds", "Remote Desktop Services 2022", "Remote Desktop"],
    ],
    "Access": [
        ["User", "Device", "Server", "Pairing", "Purpose", "Reason"],
        ["ann", "pc", "rds", "", "Administration", ""],
        ["ben", "pc", "rds", "Own", "", ""],
        ["cem", "pc", "rds", "", "Exempt", "a public page"],
    ],
    "Licenses": [
        ["License", "Metric", "Covers", "Price", "For"],
        ["User CAL", "User", "Windows Server; Remote Desktop", 50, "Employee"],
        ["Device CAL", "Device", "Windows Server; Remote Desktop", 39, ""],
    ],
    "Families": [["Family", "Base", "Same holder"], ["Remote Desktop", "Windows Server", "Yes"]],
    "Offers": [
        ["Offer", "License", "Price", "Minimum", "Maximum"],
        ["bulk", "Device CAL", 30, 5, 50],
    ],
}


def read(path: Path) -> Tables:
    return tables(write(path / "in.xlsx", SHEETS))


def test_each_rule_is_named_where_it_stands(tmp_path: Path) -> None:
    assert [rule.name for rule in rules_of(read(tmp_path))] == [
        "One kind: Remote Desktop on rds",
        "License by",
        "Minimum: bulk",
        "Maximum: bulk",
        "For: User CAL",
        "Same holder: Remote Desktop",
        "Pairing Own",
        "Exempt",
        "Administration",
        "License by: ann",
        "License by: ben",
    ]


def test_without_each_rule_it_is_gone_and_all_others_are_there(tmp_path: Path) -> None:
    found = read(tmp_path)
    names = [rule.name for rule in rules_of(found)]
    for name in names:
        left = [rule.name for rule in rules_of(without_rule(found, name.upper()))]
        gone = {name, *(each for each in names if each.startswith("License by"))}
        others = [each for each in names if each not in (gone if "License" in name else {name})]
        assert [each for each in left if each in others] == others
        assert name not in left


def test_rows_are_left_out_one_after_the_other(tmp_path: Path) -> None:
    """Once ann is free, ben's is the only row: it still has its name."""
    found = without_rule(without_rule(read(tmp_path), "License by: ann"), "License by: ben")
    assert found.users.kind.tolist() == [Kind.EITHER] * 3


def test_a_rule_that_is_not_there_leaves_all_as_it_is(tmp_path: Path) -> None:
    found = read(tmp_path)
    assert without_rule(found, "License by: cem") is found


def test_rows_of_many_are_not_listed_one_by_one(tmp_path: Path) -> None:
    sheets = SHEETS | {
        "Users": [["User", "License by"], *([f"u{n}", "User"] for n in range(ROWS + 1))],
        "Access": [["User", "Device", "Server"], ["u0", "pc", "rds"]],
    }
    names = [rule.name for rule in rules_of(tables(write(tmp_path / "in.xlsx", sheets)))]
    assert "License by" in names
    assert "License by: u0" not in names
