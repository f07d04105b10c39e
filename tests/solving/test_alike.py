"""Alike pieces are found, each of their classes in its column, and nothing else is taken for one."""

from pathlib import Path

import numpy as np
import pytest

from optimizer.domain.problems import Findings
from optimizer.planning import instance_of, optimize, prepare
from optimizer.solving.alike import AlikePieces, alike_pieces, labels_of
from optimizer.solving.instance import Instance
from tests.support.books import WINDOWS, Sheets, tables, write

PAIRS: Sheets = {
    "Users": [["User", "Count"], ["clerks", 5], ["guards", 2]],
    "Devices": [["Device", "Count"], ["notebooks", 5], ["radios", 2]],
    "Access": [
        ["User", "Device", "Server", "Purpose", "Pairing"],
        ["clerks", "notebooks", "Windows Server 2022", "", "Own"],
        ["guards", "radios", "Windows Server 2022", "", "Own"],
    ],
    "Licenses": WINDOWS,
    "Owned": [["License", "Quantity"], [WINDOWS[1][0], 3]],
}


def instance(folder: Path, sheets: Sheets) -> Instance:
    return instance_of(prepare(tables(write(folder / "book.xlsx", sheets)), Findings()))


def sizes(found: list[AlikePieces]) -> list[tuple[int, int]]:
    return sorted((each.copies, each.classes.shape[1]) for each in found)


def test_pairs_of_one_kind_are_alike_whoever_they_are(tmp_path: Path) -> None:
    case = instance(tmp_path, PAIRS)
    (found,) = alike_pieces(case, [])
    assert (found.copies, found.users, len(found.needs)) == (7, 1, 1)
    # Each row is one pair: its user's needs are on its device.
    pairs = set(zip(case.classes.user.tolist(), case.classes.device.tolist(), strict=True))
    assert {tuple(row) for row in found.classes.tolist()} == pairs


def test_rows_that_are_apart_are_alike_among_themselves_only(tmp_path: Path) -> None:
    case = instance(tmp_path, PAIRS)
    assert sizes(alike_pieces(case, [(True, 1)])) == [(2, 2), (5, 2)]
    labels = labels_of(case.classes.users, users=True, apart=[(True, 1), (False, 0)])
    assert sorted(labels.tolist()) == [0] * 5 + [2] * 2


@pytest.mark.parametrize("change", ["type", "product", "administration", "one kind", "group"])
def test_what_differs_is_not_alike(tmp_path: Path, change: str) -> None:
    sheets = {name: [list(row) for row in rows] for name, rows in PAIRS.items()}
    left = [(5, 2)]
    if change == "type":
        sheets["Users"] = [["User", "Count", "Type"], ["clerks", 5, ""], ["guards", 2, "External"]]
        left = [(2, 2), (5, 2)]
    elif change == "product":
        sheets["Access"][2][2] = "Exchange Server 2019 Standard"
        sheets["Licenses"] = [*WINDOWS, ["Mail", "User", "Exchange Standard", 90]]
        left = [(2, 2), (5, 2)]
    elif change == "administration":
        sheets["Access"][2][3] = "Administration"
    elif change == "one kind":
        sheets["Servers"] = [
            ["Server", "Product", "One kind"],
            ["A", "Windows Server 2022", ""],
            ["B", "Windows Server 2022", "Windows Server"],
        ]
        sheets["Access"][1][2], sheets["Access"][2][2] = "A", "B"
    else:
        sheets["Access"][2][4] = ""  # both guards at both radios: one class each, of two members
    assert sizes(alike_pieces(instance(tmp_path, sheets), [])) == left


def test_who_needs_nothing_in_a_part_is_no_piece_of_it(tmp_path: Path) -> None:
    """Two tills with a cashier each are licensed by the minimum cut, and pairs, whose license is owned in part, by the
    program: the program's pieces are the pairs alone, and the tills keep what the cut gives them."""
    sheets = {name: [list(row) for row in rows] for name, rows in PAIRS.items()}
    sheets["Devices"] += [["till 1", 1], ["till 2", 1]]
    sheets["Products"] = [["Product", "Family", "Version"], ["Cash", "Cash", ""]]
    sheets["Users"] += [["nia", 1], ["bo", 1]]
    sheets["Access"] += [["nia", "till 1", "Cash", "", ""], ["bo", "till 2", "Cash", "", ""]]
    sheets["Products"].append(["Windows Server 2022", "Windows Server", "2022"])
    sheets["Licenses"] = [*WINDOWS, ["Cash", "Device", "Cash", 10], ["Cash U", "User", "Cash", 12]]
    case = instance(tmp_path, sheets)
    windows = case.tables.families.index("Windows Server")
    family = np.array([element[0] for element in case.ways.elements])
    counted = family[case.classes.element] == windows
    assert sizes(alike_pieces(case.part(counted), [])) == [(7, 2)]
    plan = optimize(case.tables, Findings())
    assert plan.status == "optimal"
    assert {p.offer: p.quantity for p in plan.purchases} == {WINDOWS[2][0]: 4, "Cash": 2}
