"""The lists of the page: found by words, filtered, opened, by department; equal to the plan."""

import pytest

import optimizer as cal
from optimizer.result import Result
from optimizer.web.holders import Listing, accesses_of, counts_by_department, department_of


@pytest.fixture(scope="module")
def clinic() -> Result:
    return cal.solve("samples/clinic.xlsx")


def test_everybody_is_listed_once(clinic: Result) -> None:
    for side, count in (("people", 707), ("devices", 403)):
        listing = Listing.of(clinic, side)
        assert listing.members == count
        assert len(listing.found("", "", "", "")) == len(listing.holding.row)


def test_a_search_wants_every_word_in_any_case(clinic: Result) -> None:
    listing = Listing.of(clinic, "people")
    found = listing.lines(listing.found("DOCTOR emergency", "", "", "").tolist())
    assert {line.department for line in found} == {"Emergency"}
    assert sum(line.members for line in found) == 7
    assert not len(listing.found("doctor nobody", "", "", ""))


def test_choices_narrow_the_list(clinic: Result) -> None:
    listing = Listing.of(clinic, "devices")
    license = listing.sets[0]
    found = listing.lines(listing.found("", "Emergency", license, "").tolist())
    assert found
    assert {(line.department, line.licenses) for line in found} == {("Emergency", license)}
    reason = found[0].why
    assert all(
        line.why == reason for line in listing.lines(listing.found("", "", "", reason).tolist())
    )


def test_an_opened_person_shows_each_access_once(clinic: Result) -> None:
    tables = clinic.tables
    row = tables.users.names.index("Emergency doctor 1")
    found = accesses_of(tables, clinic.plan.coverage, "people", row)
    mine = (tables.access.user == row).nonzero()[0]
    pairs = {
        (
            tables.devices.names[tables.access.device[i]],
            tables.servers[tables.access.server[i]].name,
        )
        for i in mine
    }
    assert {(access.other, access.server) for access in found} == pairs
    assert all(license for access in found for _, license, _ in access.needs)


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
