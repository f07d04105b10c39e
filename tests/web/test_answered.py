"""What Answer shows beyond the plan: departments add up, rules stand beside it, dates where they
count."""

from decimal import Decimal

from optimizer.result import Result
from optimizer.web.answered import Answered


def test_departments_add_up_to_the_plan_the_dearest_first(clinic: Result) -> None:
    found = Answered.of(clinic)
    costs = [each.cost for each in found.departments]
    assert sum(costs) == clinic.plan.cost
    assert costs == sorted(costs, reverse=True)
    assert sum(each.people for each in found.departments) == 707
    assert found.cost_of(found.departments[0].name) == costs[0]
    assert found.cost_of("no such department") == Decimal(0)


def test_every_simple_rule_stands_beside_the_plan(clinic: Result) -> None:
    """All devices, all users, and the cheaper of the two in each department."""
    found = Answered.of(clinic)
    costs = {rule.name: rule.cost for rule in found.rules}
    assert costs["Devices where possible"] == Decimal(61749)
    assert costs["Users where possible"] == Decimal(199277)
    assert (
        costs["One kind a department"]
        == {r.name: r.cost for r in clinic.plan.rules}["One kind a department"]
    )
    assert found.best is not None
    assert found.best.name == "Devices where possible"


def test_dates_are_told_where_something_is_ordered_later(clinic: Result, shops: Result) -> None:
    assert not Answered.of(clinic).dated
    assert Answered.of(clinic).later == 0
    later = Answered.of(shops)
    assert later.dated
    assert later.later == sum(y.nominal for y in shops.plan.payments) - shops.plan.due_now > 0
    assert any(rule.name == "Everything ordered now" for rule in later.rules)
