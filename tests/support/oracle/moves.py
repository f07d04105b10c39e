"""The fewest moves at the least cost: each unit stays with its row, is used by nobody, or moves."""

from tests.support.oracle.holdings import Holdings
from tests.support.oracle.program import Terms
from tests.support.oracle.stock import Holder, Stock


def state(holdings: Holdings, stock: Stock, least: float) -> None:
    """Hold the cost, and count what moves in its place."""
    model = holdings.model
    model.row([(i, cost) for i, cost in enumerate(model.cost) if cost], most=least + 0.01)
    model.cost = [0.0] * len(model.cost)
    staying: dict[tuple[Holder, str], Terms] = {}
    spare: dict[str, Terms] = {}
    for i in sorted({i for _, i in stock.movable}):
        _row(holdings, stock, i, staying, spare)
    for ((side, name), license), stays in staying.items():
        held: Terms = [
            (column, -1)
            for ((s, n, _), k), column in holdings.held.items()
            if (s, n, k) == (side, name, license)
        ]
        model.row([*stays, *held], most=0)
    for license, past_need in spare.items():
        balance = [*holdings.used[license], *holdings.supply[license]]
        model.row([*past_need, *balance], most=0)


def _row(
    holdings: Holdings,
    stock: Stock,
    i: int,
    staying: dict[tuple[Holder, str], Terms],
    spare: dict[str, Terms],
) -> None:
    """Where the units of one owned row that holders have go, by what they are in the end."""
    model, facts = holdings.model, holdings.facts
    here = [holder for holder, row in stock.movable if row == i]
    nowhere = stock.pool[i] - len(here)
    ways: list[tuple[str, Terms]] = (
        [(facts.serves[i], [(stock.keeps[i], 1)])] if i in stock.keeps else []
    )
    ways += [(result, units) for (j, result), units in stock.turned.items() if j == i]
    idle: Terms = []
    own: dict[Holder, Terms] = {holder: [] for holder in here}
    for result, units in ways:
        free = model.new(most=nowhere)
        idle.append((free, 1))
        by_name = facts.licenses[result]["Metric"] in ("User", "Device")
        moves = model.new(float(by_name), 10**4)
        terms: Terms = [(moves, 1), (free, 1), *((v, -w) for v, w in units)]
        if units[0][0] != stock.keeps.get(i):
            past = model.new(most=10**4)
            spare.setdefault(result, []).append((past, 1))
            terms.append((past, 1))
        for holder, mine in own.items():
            stays = model.new(most=here.count(holder))
            mine.append((stays, 1))
            staying.setdefault((holder, result), []).append((stays, 1))
            terms.append((stays, 1))
        model.row(terms, least=0)
    model.row(idle, most=nowhere)
    for holder, mine in own.items():
        model.row(mine, most=here.count(holder))
