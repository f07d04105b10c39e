"""The answer by another road: every member one by one, in an integer program of its own, stated
from the format alone.

Nothing of the package is used, only its solver: the one inside scipy presolves to wrong optima at
times. Input are the sheets as lists of rows; every cell is plain and valid, As of is 1 January 2026.
"""

from tests.support.oracle import buying, moves, needs
from tests.support.oracle.facts import Facts
from tests.support.oracle.facts import Sheets as Sheets
from tests.support.oracle.holdings import Holdings
from tests.support.oracle.program import Model
from tests.support.oracle.stock import Stock


def cheapest(sheets: Sheets) -> int | None:
    """The least cost in cents, or None where no compliant plan exists."""
    return answer(sheets)[0]


def answer(sheets: Sheets) -> tuple[int | None, int]:
    """The least cost in cents (None: no plan), and the fewest moves of movable units at that
    cost."""
    facts, model = Facts(sheets), Model()
    holdings = Holdings(facts, model)
    stock = Stock(holdings)
    needs.state(facts, holdings)
    holdings.require()
    buying.state(facts, holdings, stock)
    for license, used in holdings.used.items():
        model.row([*used, *holdings.supply[license]], most=0)
    least = model.solve()
    if least is None or not stock.movable:
        return (None if least is None else round(least)), 0
    moves.state(holdings, stock, least)
    fewest = model.solve()
    assert fewest is not None
    return round(least), round(fewest)
