"""What is dated, read wrongly by the solving side one rule at a time, is seen by the audit: the
counterpart of test_mutants.py for periods, the Timeline, orders and owned units over time."""

from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from optimizer.audit.audit import require
from optimizer.domain.options import Options
from optimizer.domain.tables import Tables
from optimizer.explaining.plan_over_time import plan_over_time
from optimizer.solving.over_time import cost_in_minor_units, solved_over_time
from optimizer.solving.solvers.status import Clock
from optimizer.solving.timetable import timetable_of
from tests.audit.test_mutants import EACH, SHARES
from tests.support.books import tables, write
from tests.support.forced import objects, passes
from tests.support.forced_dates import DATED
from tests.support.mutants import Mutant, mutants_of

RULES = ("optimizer.licensing.dated_supply", "optimizer.licensing.periods")

SEEN = {
    "dated_supply DatedLot.assured_on": "step up",
    "dated_supply Order.serves": "there",
    "dated_supply _days": "expiry",
    "dated_supply _lots": "owned",
    "dated_supply _orders": "sold",
    "dated_supply _same_right": "expiry",
    "dated_supply _seated": "seats",
    "dated_supply _last_period": "seats",
    "dated_supply _twins": "assurance",
    "dated_supply dated_payments": "money",
    "periods Period.holds": "servers",
    "periods Period.those_there": "there",
    "periods _server": "servers",
    "periods _together": "kinds",
    "periods periods_of": "money",
}
"""Rules that, read wrongly, make a plan that is too cheap, and of which workbook."""

FEWER = 1 if EACH == 1 else 4 * EACH
"""One of so many mutants is tried: each of these plans takes a program."""

RIGHT = [(name, Decimal(right)) for name, (right, _) in DATED.items()]


@cache
def read(name: str) -> Tables:
    """The workbook's tables, read by the rules as they are."""
    with TemporaryDirectory() as folder:
        return tables(write(Path(folder) / "book.xlsx", DATED[name][1]))


@pytest.fixture(scope="module", autouse=True)
def _read() -> None:
    for name in DATED:
        read(name)


def cost(name: str) -> Decimal:
    """What the plan costs; PlanError where it costs less than it can and the audit sees that."""
    found = timetable_of(read(name))
    answer = solved_over_time(found, Options(), Clock(), latest=False)
    assert answer.mix is not None
    paid = cost_in_minor_units(found, answer.mix.packs, answer.mix.cal_mode)
    total = Decimal(paid).scaleb(-found.tables.settings.digits)
    if total < Decimal(DATED[name][0]):
        answer = solved_over_time(found, Options(), Clock())
        assert answer.mix is not None
        require(found.tables, plan_over_time(found, answer.mix, answer.bound, answer.rents))
    return total


@pytest.mark.parametrize("name", DATED)
def test_the_right_rules_make_the_forced_plan(name: str) -> None:
    assert f"{cost(name):.2f}" == DATED[name][0]


@cache
def mutants(module: str) -> tuple[Mutant, ...]:
    return tuple(mutants_of(module, loops=True))


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("module", RULES)
def test_no_rule_read_wrongly_makes_a_plan_that_is_too_cheap(module: str, share: int) -> None:
    for mutant in mutants(module)[share * FEWER :: SHARES * FEWER]:
        assert not passes(mutant, RIGHT, cost)


@pytest.mark.parametrize("rule", SEEN)
def test_the_audit_objects_to_some_wrong_reading_of_every_rule(rule: str) -> None:
    """Else the workbooks would prove nothing about it."""
    module, function = rule.split()
    wrong = (m for m in mutants(f"optimizer.licensing.{module}") if m.function == function)
    right = [(SEEN[rule], Decimal(DATED[SEEN[rule]][0]))]
    assert any(objects(mutant, right, cost) for mutant in wrong)
