"""The cheapest plan over time: what it costs is forced, and so is when each unit is ordered."""

from typing import Any

import numpy as np
import pytest

from optimizer.domain.options import Method, Options
from optimizer.solving import over_time
from optimizer.solving.over_time import (
    conflict_over_time,
    cost_in_minor_units,
    ordered,
    solved_over_time,
    units_of_row,
)
from optimizer.solving.solvers.solver import solve
from optimizer.solving.solvers.status import Clock, Outcome, Status
from tests.audit.dated_shop import holding
from tests.solving.program.test_supply_over_time import DATED
from tests.support.stated import timetable

YEARS = """
    Settings
    Setting | Value
    As of   | 2026-01-01
    Horizon | 2
    Orders  | Yearly

    Users
    User | Count | From       | To
    ann  | 2     |            |
    bob  | 3     | 2027-01-01 |

    Devices
    Device | Count
    PC     | 4

    Servers
    Server | Product             | CAL mode cost
    file   | Windows Server 2022 | 7
    mail   | Exchange Server 2019 |

    Access
    User | Device | Server
    ann  | PC     | file
    bob  | PC     | file
    ann  |        | mail

    Licenses
    License | Metric | Covers            | Price
    U       | User   | Windows Server    | 10
    D       | Device | Windows Server    | 11
    M       | User   | Exchange Standard | 5
"""
"""Ann uses mail, and its system, from any device: 5 and 10 for each of two, 30. Bob's three at 10
from the second year on are 30, four devices at 11 would be 44. CAL mode is 7: 67 in all, and 81 with
devices' licenses."""


def test_the_cheapest_plan() -> None:
    found = timetable(YEARS)
    for method in Method:
        answer = solved_over_time(found, Options(method=method), Clock(), check=True)
        assert answer.status is Status.OPTIMAL
        assert answer.mix is not None
        assert cost_in_minor_units(found, answer.mix.packs, answer.mix.cal_mode) == 6700
        assert (answer.bound, answer.checked) == (6700, 6700)
        assert answer.mix.cal_mode == (0,)
    quick = solved_over_time(found, Options(), Clock(), latest=False)
    assert (quick.bound, quick.checked, quick.rents) == (6700, 0, None)


def test_orders_for_what_is_held() -> None:
    """Two of ann's old units last; bob's two end with the first year, and one more is free. What
    bob holds besides is a year's CAL: the only order."""
    found = timetable(DATED)
    answer = solved_over_time(found, Options(), Clock())
    assert answer.mix is not None
    mixes = answer.mix.periods
    orders = ordered(found, mixes, (3,), Options())
    assert orders is not None
    assert orders.cal_mode == (3,)
    assert orders.packs == answer.mix.packs
    assert [sum(mix.used) for mix in mixes] == [5, 2]
    assert orders.packs == (0, 0, 0, 0, 0, 0, 0, 0, 0)
    assert (orders.converted, orders.fixed) == ((), ())
    every = frozenset(i for i, _ in found.supply.numbered_orders())
    needed = any(orders.packs)
    assert (ordered(found, mixes, (), Options(), every) is None) is needed


def test_units_of_a_row() -> None:
    held = holding((0, 2, (0, 1)), (0, 3, (1,)), (1, 4, (0,)), (2, 1, ()))
    assert units_of_row(held, 0) == {0: 2, 1: 5}
    assert units_of_row(held, 1) == {0: 4}
    assert units_of_row(held, 2) == {}


def test_units_that_are_missing_by_period() -> None:
    """Nobody sells U; three are owned through the first year, one to the end, and five are used."""
    text = """
    Settings
    Setting | Value
    As of   | 2026-01-01
    Horizon | 2
    Orders  | Yearly

    Users
    User | Count | To
    ann  | 2     |
    bob  | 3     | 2026-12-31

    Access
    User | Server
    ann  | Windows Server 2022
    bob  | Windows Server 2022

    Licenses
    License | Metric | Covers         | Price
    U       | User   | Windows Server |

    Owned
    License | Quantity | Until
    U       | 3        | 2026-12-31
    U       | 1        |
    """
    found = timetable(text)
    assert conflict_over_time(found, Options(), Clock()) == {(0, 0): 1, (0, 1): 1}
    assert solved_over_time(found, Options(), Clock()).status is Status.INFEASIBLE


def test_what_a_unit_earns() -> None:
    """One more unit of M, in a year, spares nothing as long as another year asks for it; in all it
    spares a purchase."""
    rents = solved_over_time(timetable(YEARS), Options(method=Method.PROGRAM), Clock()).rents
    assert rents is not None
    earned = np.asarray(rents).sum(axis=1).tolist()
    assert (earned[0], earned[2]) == (1000, 500)
    assert 0 <= earned[1] <= 1100


@pytest.mark.parametrize("many", [0, 10**9])
def test_rents_and_the_whole_program_agree(monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    text = (
        YEARS.replace(" | CAL mode cost", "").replace("2022 | 7", "2022").replace("2019 |", "2019")
    )
    monkeypatch.setattr(over_time, "MANY", many)
    answer = solved_over_time(timetable(text), Options(), Clock())
    assert answer.mix is not None
    assert (answer.status, answer.bound) == (Status.OPTIMAL, 6000)
    assert ("rounds" in answer.road) is (many == 0)


def test_where_the_program_finds_no_plan_in_time_what_is_sold_is_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two by user, and from 2027 on three more: 50.00, a plan that is there before any search."""
    found = timetable(
        YEARS.replace("CAL mode cost", "Note")
        .replace("| 7", "|")
        .replace("    ann  |        | mail\n", "")
    )
    asked: list[Status] = []

    def short(*question: Any) -> Outcome:
        """The whole program comes first, and to no end."""
        asked.append(Status.UNKNOWN if not asked else Status.OPTIMAL)
        return Outcome(Status.UNKNOWN) if len(asked) == 1 else solve(*question)

    monkeypatch.setattr(over_time, "solve", short)
    late = Clock(60)
    late.start -= 1000
    answer = solved_over_time(found, Options(), late, latest=False)
    assert answer.mix is not None
    cost = cost_in_minor_units(found, answer.mix.packs, ())
    assert answer.bound <= 4400 <= cost <= 5000
    assert "rents" in answer.road
