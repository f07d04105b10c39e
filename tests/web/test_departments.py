"""A department at a glance: its people, devices and needs, as the plan has them."""

from optimizer.result import Result
from optimizer.web.departments import counts_by_department, department_of
from optimizer.web.holders import Listing


def test_departments_add_up(clinic: Result) -> None:
    people, devices = (Listing.of(clinic, side) for side in ("people", "devices"))
    counts = counts_by_department(people)
    assert sum(counts.values()) == 707
    found = department_of(clinic.tables, clinic.plan.coverage, people, devices, "Emergency")
    assert (found.people, found.devices) == (
        counts["Emergency"],
        counts_by_department(devices)["Emergency"],
    )
    assert sum(number for number, side, _ in found.groups if side == "people") == found.people
    assert 0 < sum(a + b + c for _, a, b, c in found.splits) <= found.needs


def test_over_time_a_department_is_told_as_it_is_in_one_period(shops: Result) -> None:
    """Its groups add up to the people and devices who are there then, not to all who ever come."""
    people, devices = (Listing.of(shops, side) for side in ("people", "devices"))
    found = department_of(shops.tables, shops.plan.coverage, people, devices, "Shops")
    assert found.span is not None
    period = [first for first, _ in people.spans].index(found.span[0])
    here = [name == "Shops" for name in shops.tables.users.department]
    there = people.runs_in(period)
    expected = sum(
        int(people.holding.members[run]) for run in there if here[int(people.holding.row[run])]
    )
    assert found.people == expected <= counts_by_department(people)["Shops"]
    assert sum(n for n, side, _ in found.groups if side == "people") == found.people
    assert sum(n for n, side, _ in found.groups if side == "devices") == found.devices
    assert 0 < sum(a + b + c for _, a, b, c in found.splits) <= found.needs
