"""Units that sit with holders for good in a simpler plan's program: each row in full, and which
questions are not posed."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from optimizer.domain.tables import Kind
from optimizer.licensing.purchase_lines import LineIndex
from optimizer.licensing.stock import LotIndex
from optimizer.solving.bundles import Component, Opened
from optimizer.solving.program import simplify_seats
from optimizer.solving.program.builder import ProgramBuilder
from optimizer.solving.program.simplify import TooManySetsError, hold_standards, runs_of
from optimizer.solving.program.simplify_seats import (
    all_usable,
    keep_shared,
    may_sit,
    seated_block,
)
from optimizer.solving.program.standards import Block, Standards
from tests.solving.program.seated import OWN, POOL, posed
from tests.support.stated import bounds, case_of, rows

f = frozenset


def stated(text: str) -> tuple[ProgramBuilder, Standards, list[Block]]:
    case, blocks, components = posed(text)
    statement = ProgramBuilder(case, elastic=False)
    return statement, hold_standards(statement, blocks, components), blocks


def block_of(blocks: list[Block], members: int) -> Block:
    """The class of users that has so many members."""
    return next(block for block in blocks if block.users and block.members == members)


def test_two_who_have_a_unit_each_keep_it_or_have_it_stepped_up() -> None:
    """w0 is kept, w1 stepped up. Holding the standard, their unit is all of it: Old where Old is
    the standard (b2), A where A is (b1); nobody holds a standard of nothing or of B. Either way
    opens all that they need. Whoever deviates needs no license beside the unit."""
    statement, made, blocks = stated(OWN)
    assert [bundle for bundle, _ in made.chosen[True, 1]] == [f(), f({0}), f({1}), f({2})]
    assert rows(statement.problem, "only_u0", "others_u0", "members_u0", "open_u0") == [
        "only_u0_w0_b2: P_u0_w0_b2 - 2 Z_u1_b2 <= 0",
        "only_u0_w1_b1: P_u0_w1_b1 - 2 Z_u1_b1 <= 0",
        "others_u0: N_u0_w0_b0 + N_u0_w1_b0 - d_u0 = 0",
        "members_u0: P_u0_w0_b2 + P_u0_w1_b1 + d_u0 = 2",
        "open_u0_e0: N_u0_w0_b0 + P_u0_w0_b2 + N_u0_w1_b0 + P_u0_w1_b1 - 2 X_u0_e0 >= 0",
        "open_u0_e2: N_u0_w0_b0 + P_u0_w0_b2 + N_u0_w1_b0 + P_u0_w1_b1 - 2 X_u0_e2 >= 0",
    ]
    assert bounds(statement.problem, "N_u0", "P_u0", "X_u0", "d_u0") == [
        "0 <= N_u0_w0_b0 <= 2",
        "0 <= N_u0_w1_b0 <= 2",
        "0 <= P_u0_w0_b2 <= 2",
        "0 <= P_u0_w1_b1 <= 2",
        "0 <= X_u0_e0 <= 1",
        "0 <= X_u0_e2 <= 1",
        "0 <= d_u0 <= 2",
    ]
    assert block_of(blocks, 2).c == 0


def test_a_unit_that_ends_may_go_no_way() -> None:
    """Carl keeps Old (w0, w1) or steps it up (w2, w3), and renews B (w0, w2) or lets it go (w1,
    w3). He needs Q, which Old does not open: kept, A beside it does (b1). Holding the standard
    he has let B go, which neither Old nor A is."""
    statement, _, _ = stated(OWN)
    assert rows(statement.problem, "only_u1", "others_u1", "members_u1", "open_u1") == [
        "only_u1_w1_b2: P_u1_w1_b2 - Z_u1_b2 <= 0",
        "only_u1_w3_b1: P_u1_w3_b1 - Z_u1_b1 <= 0",
        "others_u1: N_u1_w0_b0 + N_u1_w0_b1 + N_u1_w1_b0 + N_u1_w1_b1 + N_u1_w2_b0 + N_u1_w3_b0"
        " - d_u1 = 0",
        "members_u1: P_u1_w1_b2 + P_u1_w3_b1 + d_u1 = 1",
        "open_u1_e0: N_u1_w0_b0 + N_u1_w0_b1 + N_u1_w1_b0 + N_u1_w1_b1 + P_u1_w1_b2 + N_u1_w2_b0"
        " + N_u1_w3_b0 + P_u1_w3_b1 - X_u1_e0 >= 0",
        "open_u1_e1: N_u1_w0_b1 + N_u1_w1_b1 + N_u1_w2_b0 + N_u1_w3_b0 + P_u1_w3_b1 - X_u1_e1 >= 0",
        "open_u1_e2: N_u1_w0_b0 + N_u1_w0_b1 + N_u1_w1_b0 + N_u1_w1_b1 + P_u1_w1_b2 + N_u1_w2_b0"
        " + N_u1_w3_b0 + P_u1_w3_b1 - X_u1_e2 >= 0",
    ]


def test_who_is_stepped_up_takes_a_unit_of_the_line() -> None:
    """A unit that is kept takes nothing; A for Carl beside Old is bought, and the others' A is a
    step-up (line 4); B renewed is line 5's."""
    statement, _, _ = stated(OWN)
    used = {k: [str(v) for v, n in terms if n == 1] for k, terms in statement.used.items()}
    assert used == {
        0: ["N_u0_w1_b0", "P_u0_w1_b1", "N_u1_w0_b1", "N_u1_w1_b1", "N_u1_w2_b0", "N_u1_w3_b0",
            "P_u1_w3_b1"],
        2: ["N_u1_w0_b0", "N_u1_w0_b1", "N_u1_w2_b0"],
        3: ["P_d0_b1", "N_d0_p0_k3"],
    }  # fmt: skip
    ways = {key: [str(v) for v in made] for key, made in statement.program.fixed_ways.items()}
    assert ways == {
        (4, 0): ["N_u0_w1_b0", "P_u0_w1_b1", "N_u1_w2_b0", "N_u1_w3_b0", "P_u1_w3_b1"],
        (5, 1): ["N_u1_w0_b0", "N_u1_w0_b1", "N_u1_w2_b0"],
    }


def test_the_sets_of_whoever_has_units_are_told() -> None:
    """One of the two keeps Old as the standard, the other one deviates with a step-up."""
    _, made, blocks = stated(OWN)
    standard, others = made.seated[True, 0]
    assert [bundle for bundle, _ in standard] == [f({1}), f({0})]
    assert [bundle for bundle, _ in others] == [f({1}), f({0})]
    for _, held in (*standard, *others):
        held.varValue = 0
    standard[0][1].varValue = others[1][1].varValue = 1
    assert runs_of(made, block_of(blocks, 2)) == [(f({1}), 1), (f({0}), 1)]
    assert [bundle for bundle, _ in made.seated[True, 1][1]] == [
        f({1, 2}), f({0, 1, 2}), f({1}), f({0, 1}), f({0, 2}), f({0}),
    ]  # fmt: skip


def test_what_all_members_have_open_is_told_once() -> None:
    """Needs ask for X of a class as a whole."""
    statement, _, _ = stated(OWN)
    covers = {key: [(str(v), n) for v, n in terms] for key, terms in statement.covers.items()}
    assert {key: covers[key] for key in covers if key[0]} == {
        (True, 0, 0): [("X_u0_e0", 1)],
        (True, 0, 2): [("X_u0_e2", 1)],
        (True, 1, 0): [("X_u1_e0", 1)],
        (True, 1, 1): [("X_u1_e1", 1)],
        (True, 1, 2): [("X_u1_e2", 1)],
    }


def component(
    opened: Mapping[int, Opened], elements: Opened, seats: dict[int, dict[int, Opened]]
) -> Component:
    """A component with units of lots that go ways."""
    return Component(
        opened,
        elements,
        {
            LotIndex(lot): {LineIndex(way): opens for way, opens in ways.items()}
            for lot, ways in seats.items()
        },
    )


def small(
    components: tuple[Component, ...], most: int, text: str = OWN
) -> tuple[bool, ProgramBuilder]:
    """A block of three users with units of lot 0, licensed by device only, where a standard of Old
    and one of Old and B may be chosen."""
    statement = ProgramBuilder(case_of(text), elastic=False)
    made = Standards()
    made.chosen[True, 1] = [
        (bundle, statement.variable(f"Z_{i}")) for i, bundle in enumerate([f(), f({1}), f({1, 2})])
    ]
    block = Block(users=True, c=0, members=3, department=1, kind=most, type=0)
    return seated_block(statement, made, block, components), statement


def test_a_license_beside_a_unit_in_the_standard_is_taken_where_it_may_be_held() -> None:
    """The unit opens element 0; B beside it opens 2. Who may be licensed by device only has the
    unit all the same, and nothing beside it in the standard."""
    part = component({2: f({2})}, f({0, 2}), {0: {-1: f({0})}})
    done, statement = small((part,), Kind.EITHER)
    assert done
    assert rows(statement.problem) == [
        "only_u0_w0_b1: P_u0_w0_b1 - 3 Z_1 <= 0",
        "only_u0_w0_b2: P_u0_w0_b2 - 3 Z_2 <= 0",
        "others_u0: N_u0_w0_b0 + N_u0_w0_b1 - d_u0 = 0",
        "members_u0: P_u0_w0_b1 + P_u0_w0_b2 + d_u0 = 3",
        "open_u0_e0: N_u0_w0_b0 + N_u0_w0_b1 + P_u0_w0_b1 + P_u0_w0_b2 - 3 X_u0_e0 >= 0",
        "open_u0_e2: N_u0_w0_b1 + P_u0_w0_b2 - 3 X_u0_e2 >= 0",
    ]
    assert [(k, str(v), n) for k, terms in statement.used.items() for v, n in terms] == [
        (2, "N_u0_w0_b1", 1),
        (2, "P_u0_w0_b2", 1),
    ]
    done, statement = small((part,), Kind.DEVICE)
    assert done
    assert rows(statement.problem, "only") == ["only_u0_w0_b1: P_u0_w0_b1 - 3 Z_1 <= 0"]


def test_units_that_would_become_the_same_license_are_no_way() -> None:
    """Two lots of which both are kept, or stepped up into what the other one is: nobody holds a
    license twice. Lot 0 is Old, lot 1 B; line 4 makes A of either."""
    part = component({}, f({0}), {0: {-1: f({0}), 4: f({0})}, 1: {4: f({0})}})
    _, statement = small((part,), Kind.EITHER)
    assert rows(statement.problem, "others") == [
        "others_u0: N_u0_w0_b0 + N_u0_w1_b0 + N_u0_w2_b0 - d_u0 = 0"
    ]  # kept and stepped up, kept and gone, stepped up and gone; not both stepped up


def test_ways_that_give_a_license_twice_are_not_listed_one_by_one() -> None:
    """Of 25 units of B, each of its own day, one is renewed or none: 26 ways of 2^25."""
    ending = "".join(f"    B       | 1        | 2026-06-{day:02}\n" for day in range(1, 26))
    text = OWN.replace("    B       | 1        | 2026-06-30\n", ending)
    part = component({}, f({0}), {lot: {5: f({0})} for lot in range(1, 26)})
    done, statement = small((part,), Kind.EITHER, text)
    assert done
    (others,) = rows(statement.problem, "others")
    assert others.count("N_u0_w") == 26


def test_a_license_that_a_unit_has_become_is_not_given_beside_it() -> None:
    """Old opens 2 for money, but the unit, which opens 0, is Old itself; B adds nothing to it."""
    part = component({1: f({2}), 2: f({0})}, f({0, 2}), {0: {-1: f({0})}})
    _, statement = small((part,), Kind.EITHER)
    assert rows(statement.problem, "others") == ["others_u0: N_u0_w0_b0 - d_u0 = 0"]


def test_all_components_of_a_member_are_one_choice() -> None:
    """A unit in one component, B in another one: both in one set."""
    parts = (
        component({}, f({0}), {0: {-1: f({0})}}),
        component({2: f({2})}, f({2}), {}),
    )
    _, statement = small(parts, Kind.EITHER)
    assert rows(statement.problem, "open") == [
        "open_u0_e0: N_u0_w0_b0 + N_u0_w0_b1 + P_u0_w0_b1 + P_u0_w0_b2 - 3 X_u0_e0 >= 0",
        "open_u0_e2: N_u0_w0_b1 + P_u0_w0_b2 - 3 X_u0_e2 >= 0",
    ]


def test_so_many_sets_are_listed_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """The unit alone is listed before; two licenses beside it, each or both, are three sets more
    in one go, past two of room; with the unit of two ways the second way meets the four first."""
    part = component({2: f({2}), 3: f({1})}, f({0, 1, 2}), {0: {-1: f({0})}})
    twice = component(part.opened, part.elements, {0: {-1: f({0}), 4: f({0})}})
    for components, most, expected in (
        ((part,), 3, True), ((part,), 2, False), ((twice,), 7, True), ((twice,), 6, False),
    ):  # fmt: skip
        monkeypatch.setattr(simplify_seats, "MOST_SETS", most)
        assert small(components, Kind.EITHER)[0] is expected
    monkeypatch.setattr(simplify_seats, "irredundant", lambda _: None)
    assert small((part,), Kind.EITHER)[0] is False


def test_a_unit_without_a_choice_ends_what_can_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the sets of someone with units are too many, nothing is stated."""
    case, blocks, components = posed(OWN)
    monkeypatch.setattr(simplify_seats, "MOST_SETS", 1)
    with pytest.raises(TooManySetsError):
        hold_standards(ProgramBuilder(case, elastic=False), blocks, components)


def test_units_of_a_row_are_with_its_members() -> None:
    """Of the team's three old ones two last, and one CAL; a step-up of one (H) makes an old one a
    CAL of theirs. As many of them hold each, need it or not (I), as there are in the end."""
    statement, _, _ = stated(POOL)
    assert rows(statement.problem, "idle", "sit") == [
        "idle_u0_k0: I_u0_k0 + N_u0_p0_k0 - d_u0 <= 0",
        "idle_u0_k1: I_u0_k1 + N_u0_p0_k1 - d_u0 <= 0",
        "idle_d0_k2: I_d0_k2 + N_d0_p0_k2 - d_d0 <= 0",
        "sit_u0_k0: P_u0_b1 + N_u0_p0_k0 + I_u0_k0 - H_u0_o0_l2 - H_u0_o1_l2 >= 1",
        "sit_u0_k1: P_u0_b2 + N_u0_p0_k1 + I_u0_k1 + H_u0_o0_l2 - H_u0_o1_l3 >= 2",
        "sit_d0_k2: P_d0_b1 + N_d0_p0_k2 + I_d0_k2 >= 2",
    ]
    assert bounds(statement.problem, "I") == [
        "0 <= I_d0_k2 <= 4",
        "0 <= I_u0_k0 <= 5",
        "0 <= I_u0_k1 <= 5",
    ]
    drawn = {key: {k: [str(v) for v, _ in terms] for k, terms in by_license.items()}
             for key, by_license in statement.drawn.items()}  # fmt: skip
    assert drawn == {
        (True, 0): {
            0: ["P_u0_b1", "N_u0_p0_k0", "I_u0_k0"],
            1: ["P_u0_b2", "N_u0_p0_k1", "I_u0_k1"],
        },
        (False, 0): {2: ["P_d0_b1", "N_d0_p0_k2", "I_d0_k2"]},
    }
    units = {n for each in statement.drawn.values() for terms in each.values() for _, n in terms}
    assert units == {1}


def test_what_may_sit_with_a_row() -> None:
    """Old lasts and may become a CAL; a device license it may become sits with nobody. An old one
    that ends may be renewed; without the lasting one and the renewal, only a CAL is left. A unit
    that sits with one alone is no row's."""
    assert may_sit(case_of(POOL)) == {(True, 0): {0, 1}, (False, 0): {2}}
    ending = "\n".join(
        line
        for line in POOL.replace("Old     | team |        | 3 ", "Old     | team |        | 1 ")
        .replace("Old     | 2        |\n", "")
        .splitlines()
        if not line.strip().startswith(("renew", "CAL     | team"))
    )
    assert may_sit(case_of(ending)) == {(True, 0): {0}, (False, 0): {2}}
    assert may_sit(case_of(OWN)) == {}


def test_more_units_than_members_in_the_end_cannot_be_said() -> None:
    """Three units at most may be CALs with the team in the end, and one is: four for five members.
    With three more old ones that is seven: they may be more than the members once converted. The
    pool has none to convert: its two units, or six, are with four devices at most."""
    case, blocks, components = posed(POOL)
    for more, expected in ((1, True), (2, False)):
        seats = tuple(
            replace(seat, quantity=seat.quantity + more) if seat.lot == 0 else seat
            for seat in case.supply.seats
        )
        changed = replace(case, supply=replace(case.supply, seats=seats))
        statement = ProgramBuilder(changed, elastic=False)
        if expected:
            hold_standards(statement, blocks, components)
            assert rows(statement.problem, "sit_u0_k1") == [
                "sit_u0_k1: P_u0_b2 + N_u0_p0_k1 + I_u0_k1 + H_u0_o0_l2 - H_u0_o1_l3 >= 3"
            ]
        else:
            with pytest.raises(TooManySetsError):
                hold_standards(statement, blocks, components)
    seats = tuple(
        replace(seat, quantity=6) if seat.lot == 3 else seat for seat in case.supply.seats
    )
    statement = ProgramBuilder(
        replace(case, supply=replace(case.supply, seats=seats)), elastic=False
    )
    hold_standards(statement, blocks, components)
    assert rows(statement.problem, "sit_d0") == ["sit_d0_k2: P_d0_b1 + N_d0_p0_k2 + I_d0_k2 >= 4"]


def test_without_units_of_rows_there_is_nothing_to_keep() -> None:
    statement, made, blocks = stated(OWN)
    before = len(rows(statement.problem))
    assert keep_shared(statement, made, blocks)
    assert len(rows(statement.problem)) == before


def test_a_unit_for_good_that_covers_nothing_is_told_apart_by_nobody() -> None:
    """Carl licensed by device only may not use his units; units that may move do not count."""
    case = case_of(OWN)
    assert all_usable(case)
    barred = case_of(
        OWN.replace("User  | Count", "User  | Count | License by")
        .replace("ann   | 1\n", "ann   | 1     |\n")
        .replace("bob   | 1\n", "bob   | 1     |\n")
        .replace("carl  | 1\n", "carl  | 1     | Device\n")
        .replace("carl  |        | P\n", "")
    )
    assert not all_usable(barred)
    seats = tuple(replace(seat, movable=True) for seat in barred.supply.seats)
    assert all_usable(replace(barred, supply=replace(barred.supply, seats=seats)))
