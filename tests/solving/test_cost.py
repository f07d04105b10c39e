"""What a mix costs: its packs, and the CAL mode of its servers, in whole minor units."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from optimizer.domain.problems import Findings
from optimizer.planning import instance_of, prepare
from optimizer.solving.cost import cost_of, mode_cost
from tests.audit.shop import SHOP
from tests.support.books import solve


def test_the_shop_s_cost_by_its_parts(tmp_path: Path) -> None:
    """One user license, 21.00 over the two years; the kiosk's 9.00; CAL mode 7.00."""
    tables, plan = solve(tmp_path, SHOP)
    case = instance_of(prepare(tables, Findings()))
    assert cost_of(case, plan.mix) == Decimal("37.00")
    assert cost_of(case, replace(plan.mix, cal_mode=())) == Decimal("30.00")
    none = (0,) * len(plan.mix.packs)
    assert cost_of(case, replace(plan.mix, packs=none)) == Decimal("7.00")


def test_cal_mode_is_paid_for_each_of_a_row_s_servers(tmp_path: Path) -> None:
    tables, _ = solve(tmp_path, SHOP)
    three = replace(tables, servers=(replace(tables.servers[0], count=3),))
    assert mode_cost(three, 0) == 21
