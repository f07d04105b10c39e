"""Which parts a minimum cut decides: laminar, bought plainly, coupled by nothing else."""

import numpy as np
import pytest

from optimizer.solving.network.parts import alone, plain_part, some_at_a_time
from tests.support.stated import case_of

BOOK = """
    Settings
    Setting           | Value
    As of             | 2026-01-01
    Organization size | 20

    Users
    User | Count
    ann  | 2
    bob  | 1
    cat  | 1

    Servers
    Server | Product | One kind
    one    | P       |
    two    | Q       |

    Access
    User | Device | Server
    ann  | PC     | one
    bob  | laptop | two
    cat  | PC     | one

    Products
    Product | Family | Version
    P       | A      | 2022
    Q       | B      | 2022

    Licenses
    License | Metric | Covers | Price
    A       | User   | A      | 50
    AD      | Device | A      | 60
    B       | User   | B      | 20
    BD      | Device | B      | 30
"""


def changed(old: str, new: str) -> str:
    assert old in BOOK
    return BOOK.replace(old, new)


OWNED = "\n    Owned\n    License | Quantity\n    {}       | {}\n"
SEATS = (
    OWNED.format("A", 2)
    + """
    Assigned
    License | User | Quantity | Movable
    A       | ann  | {}        | {}
"""
)

CASES = {
    "all are plain": (BOOK, [True, True], [True, True], True),
    "A is owned": (BOOK + OWNED.format("A", 1), [False, True], [True, True], True),
    "BD is owned": (BOOK + OWNED.format("BD", 1), [True, False], [True, True], True),
    "A sits with one of ann's members": (
        BOOK + SEATS.format(1, "No"), [False, True, False], [False, True, False], False,
    ),
    "A may move": (BOOK + SEATS.format(1, "Yes"), [False, True, False], [True] * 3, False),
    "two people are used together": (
        changed("bob  | laptop | two", "bob  | PC     | two") + OWNED.format("A", 1),
        [False, False], [True, True], True,
    ),
    "a license of all covers A": (
        changed("    BD      | Device | B      | 30\n",
                "    BD      | Device | B      | 30\n    S | Organization | A | 3\n"),
        [False, True], [False, True], True,
    ),
    "One kind joins servers of a product": (
        changed("two    | Q       |", "two    | Q       | B"), [True, True], [True, True], True,
    ),
    "not laminar": (
        changed("    B       | User   | B ", "    AX | User | A; B | 5\n    B       | User   | B ")
        .replace("cat  | PC     | one", "cat  | PC     | one\n    ann  | PC     | two"),
        None, None, True,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_needs_that_a_cut_decides(name: str) -> None:
    text, plain, counted, beside = CASES[name]
    case = case_of(text)
    if plain is not None:
        assert plain_part(case).tolist() == plain
        assert plain_part(case, counted=True).tolist() == counted
    assert alone(case) is beside


def test_what_costs_a_server_something_stands_beside() -> None:
    text = changed("Server | Product | One kind", "Server | Product | CAL mode cost").replace(
        "one    | P       |", "one    | P       | 9"
    )
    assert not alone(case_of(text))


def test_parts_are_taken_whole_some_at_a_time() -> None:
    """Ann and cat share the PC, so their two needs stay together however few are asked for; bob's
    is a part of its own. Each need is in one of the batches."""
    case = case_of(BOOK)
    assert [rows.tolist() for rows in some_at_a_time(case, 3)] == [[True] * len(case.classes.user)]
    batches = some_at_a_time(case, 1)
    assert np.sum(batches, axis=0).tolist() == [1] * len(case.classes.user)
    for rows in batches:
        people, others = set(case.classes.user[rows].tolist()), case.classes.user[~rows].tolist()
        assert people.isdisjoint(others)
    assert len(batches) == 2
