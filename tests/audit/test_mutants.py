"""Rules read wrongly by the solving side, one at a time, are seen by the audit.

Each workbook's cheapest cost is forced. Where a wrong rule makes a plan that costs less, that plan
is not compliant or its money is wrong, and the audit must say so. A rule read too strictly makes a
compliant plan that costs too much: that is for the comparison with another program to find.
"""

import os
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from optimizer.audit.audit import require
from optimizer.domain.options import Options
from optimizer.domain.problems import Findings
from optimizer.domain.tables import Tables
from optimizer.explaining.plan_of import plan_of
from optimizer.planning import instance_of, prepare
from optimizer.solving.cost import cost_of
from optimizer.solving.solve import solved
from optimizer.solving.solvers.status import Clock
from tests.support.books import AS_OF, tables, write
from tests.support.forced import objects, passes
from tests.support.forced_needs import NEEDS
from tests.support.forced_supply import SUPPLY
from tests.support.mutants import Mutant, mutants_of

RULES = (
    *(
        f"optimizer.licensing.{name}"
        for name in (
            "administration",
            "assurance",
            "dominance",
            "eligibility",
            "horizon",
            "metrics",
            "needs",
            "payments",
            "purchase_lines",
            "rules",
            "stock",
            "supply",
        )
    ),
    "optimizer.domain.access_rows",
    "optimizer.domain.keywords",
    "optimizer.domain.tables",
)

SEEN = (
    "licensing.assurance lapses",
    "licensing.assurance with_lapsed_twins",
    "licensing.eligibility _elements",
    "licensing.eligibility _personal",
    "licensing.eligibility _wide",
    "licensing.horizon anniversary",
    "licensing.horizon end_of",
    "licensing.metrics takes",
    "licensing.metrics _cores",
    "licensing.needs present",
    "licensing.needs _required",
    "licensing.payments a_payment",
    "licensing.payments cal_mode_payments",
    "licensing.payments minor",
    "licensing.payments payments",
    "licensing.payments years_after",
    "licensing.purchase_lines tier_bounds",
    "licensing.rules admits",
    "licensing.rules lifting",
    "licensing.rules opens",
    "licensing.stock ended",
    "licensing.stock lasts",
    "licensing.stock lots_of",
    "licensing.stock seats_of",
    "domain.access_rows recent",
    "domain.tables Holders.meant",
)
"""Rules that, read wrongly, make a plan that is too cheap of some workbook below."""

LOOPS = (
    "optimizer.licensing.horizon",
    "optimizer.licensing.needs",
    "optimizer.licensing.payments",
)

SHARES = 8
"""The mutants of a module are tried in so many tests."""

EACH = int(os.environ.get("CAL_OPTIMIZER_MUTANTS", "4"))
"""One of so many mutants is tried; all with CAL_OPTIMIZER_MUTANTS=1."""

BOOKS = NEEDS | SUPPLY
RIGHT = [(name, Decimal(right)) for name, (right, _) in BOOKS.items()]


@cache
def read(name: str) -> Tables:
    """The workbook's tables, read by the rules as they are."""
    with TemporaryDirectory() as folder:
        path = write(Path(folder) / "book.xlsx", BOOKS[name][1])
        return tables(path, as_of=None if name == "years" else AS_OF)


@pytest.fixture(scope="module", autouse=True)
def _read() -> None:
    for name in BOOKS:
        read(name)


def cost(name: str) -> Decimal:
    """What the plan costs; PlanError where it costs less than it can and the audit sees that."""
    right, case = Decimal(BOOKS[name][0]), instance_of(prepare(read(name), Findings()))
    answer = solved(case, Options(), Clock(None))
    assert answer.mix is not None
    found = cost_of(case, answer.mix)
    if found < right:
        require(case.tables, plan_of(case, answer.mix, answer.bound))
    return found


@pytest.mark.parametrize("name", BOOKS)
def test_the_right_rules_make_the_forced_plan(name: str) -> None:
    assert f"{cost(name):.2f}" == BOOKS[name][0]


@cache
def mutants(module: str) -> tuple[Mutant, ...]:
    return tuple(mutants_of(module, module in LOOPS))


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("module", RULES)
def test_no_rule_read_wrongly_makes_a_plan_that_is_too_cheap(module: str, share: int) -> None:
    for mutant in mutants(module)[share * EACH :: SHARES * EACH]:
        assert not passes(mutant, RIGHT, cost)


@pytest.mark.parametrize("rule", SEEN)
def test_the_audit_objects_to_some_wrong_reading_of_every_rule(rule: str) -> None:
    """Else the workbooks above would prove nothing about it."""
    module, function = rule.split()
    wrong = (m for m in mutants(f"optimizer.{module}") if m.function == function)
    assert any(objects(mutant, RIGHT, cost) for mutant in wrong)
