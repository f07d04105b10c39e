"""The forms of classes: what each class's licenses open, what becomes of a unit that sits there."""

from typing import Any

from optimizer.solving.instance import HoldingForms
from tests.solving.network.ward import WARD
from tests.solving.program.test_holding import ALIKE, SEATED
from tests.support.stated import case_of


def told(forms: HoldingForms) -> dict[str, Any]:
    return {
        "of": forms.of.tolist(),
        "components": [
            [
                (
                    {k: sorted(opened) for k, opened in part.opened.items()},
                    {lot: {way: sorted(o) for way, o in ways.items()}
                     for lot, ways in part.seats.items()},
                    part.laminar,
                )
                for part in parts
            ]
            for parts in forms.components
        ],
    }  # fmt: skip


def test_elements_of_a_class_with_their_bases() -> None:
    """B sits on A of any version: whoever needs 3 has 0 in the form, too."""
    case = case_of(WARD)
    assert case.ways.elements == ((0, 0), (0, 4044), (1, 4044), (2, 4044))
    assert case.ways.bases == {3: 0}
    assert told(case.users) == {
        "of": [0, 1],
        "components": [
            [({0: [1], 1: [1, 2], 3: [2]}, {}, True)],
            [({0: [0, 1], 1: [0, 1, 2], 3: [2]}, {}, True), ({2: [3]}, {}, True)],
        ],
    }
    assert told(case.devices) == {
        "of": [1, 0],
        "components": [
            [({4: [1], 5: [1, 2]}, {}, True)],
            [({4: [0, 1], 5: [0, 1, 2]}, {}, True), ({6: [3]}, {}, True)],
        ],
    }


CHAIN = """
    Access
    User | Server
    ann  | P
    bob  | Q

    Products
    Product | Family | Version
    P       | A      | 2022
    Q       | C      | 2022

    Families
    Family | Base | Same holder
    C      | B    | Yes
    B      | A    | Yes

    Licenses
    License | Metric | Covers | Price
    A       | User   | A      | 50
    B       | User   | B      | 20
    C       | User   | C      | 40
"""


def test_a_base_has_a_base() -> None:
    case = case_of(CHAIN)
    assert case.ways.bases == {2: 3, 3: 0}
    assert told(case.users) == {
        "of": [0, 1],
        "components": [
            [({0: [1]}, {}, True)],
            [({0: [0]}, {}, True), ({1: [3]}, {}, True), ({2: [2]}, {}, True)],
        ],
    }


def test_a_unit_that_sits_there_is_kept_or_converted_within_its_metric() -> None:
    """-1: kept, if it lasts; what opens nothing of the class's is no way to cover, but a way."""
    assert told(case_of(SEATED).users) == {
        "of": [0, 1],
        "components": [
            [({0: [0], 1: [0, 1], 3: [1]}, {0: {-1: [0], 4: [0, 1]}}, True)],
            [({0: [0], 1: [0, 1], 3: [1]}, {1: {4: [0, 1], 5: [0]}}, True)],
        ],
    }
    assert told(case_of(ALIKE).users) == {
        "of": [0, 1],
        "components": [
            [({0: [0], 1: [0, 1], 3: [1]}, {0: {-1: [0], 4: [0, 1]}}, True)],
            [({0: [0], 1: [0, 1], 3: [1]}, {1: {4: [0, 1], 5: [0]}}, True)],
        ],
    }
    assert told(case_of(BARRED).users) == {
        "of": [0, 2, 1],
        "components": [
            [({}, {0: {-1: []}}, True)],
            [({0: [0], 1: [0]}, {0: {-1: [0], 5: [0], 6: []}, 1: {-1: [], 8: [0]}}, True)],
            [({1: [0], 2: [0]}, {}, True), ({}, {0: {-1: []}}, True)],
        ],
    }


BARRED = """
    Settings
    Setting | Value
    As of   | 2026-01-01
    Horizon | 3

    Users
    User | Type     | License by
    ann  |          | Device
    bob  | External |
    cat  |          |

    Access
    User | Device | Server
    ann  | PC     | P
    bob  | PC     | P
    cat  | PC     | P

    Products
    Product | Family | Version
    P       | A      | 2022

    Licenses
    License | Metric | Covers | Price | For
    A       | User   | A      | 5     | Employee
    A2      | User   | A      | 6     |
    A3      | User   | A      | 7     | External
    D       | Device | A      | 2     |
    X       | User   | X      | 2     |

    Offers
    Offer | License | From license | Price
    up    | A2      | A            | 1
    up3   | A3      | A            | 1
    down  | D       | A            | 1
    from  | A2      | X            | 1

    Owned
    License | Quantity
    A       | 3
    X       | 1

    Assigned
    License | User | Quantity | Movable
    A       | ann  | 1        | No
    A       | bob  | 1        | No
    A       | cat  | 1        | No
    X       | cat  | 1        | No
"""


def test_seventy_elements_take_two_words() -> None:
    """62 elements fit into one number: forms that differ in the 63rd alone are told apart."""
    families = [f"F{i:02d}" for i in range(70)]
    rows = "\n".join(f"    {name} | {name} |" for name in families)
    access = "\n".join(f"    ann | {name}" for name in families)
    more = "\n".join(f"    bob | {name}" for name in families[:-1])
    licenses = "\n".join(f"    {name} User | User | {name} | 5" for name in families)
    text = (
        f"    Access\n    User | Server\n{access}\n{more}\n\n"
        f"    Products\n    Product | Family | Version\n{rows}\n\n"
        f"    Licenses\n    License | Metric | Covers | Price\n{licenses}\n"
    )
    forms = case_of(text).users
    assert sorted(len(parts) for parts in forms.components) == [69, 70]
    assert len(set(forms.of.tolist())) == 2


def test_a_part_has_the_same_classes() -> None:
    case = case_of(WARD)
    some = case.part(case.classes.device == 0)
    assert some.classes.device.tolist() == [0] * int((case.classes.device == 0).sum())
    assert some.classes.users is case.classes.users
    assert some.users.of.tolist() == case.users.of.tolist()
