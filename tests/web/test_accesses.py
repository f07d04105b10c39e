"""What an opened person or device shows: each access once, with what covers it, from when to when."""

import numpy as np

from optimizer.result import Result
from optimizer.web.accesses import accesses_of


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
    assert {(access.other, access.server) for access in found.shown} == pairs
    assert found.count == len(found.shown) == len(pairs)
    assert all(need.license for access in found.shown for need in access.needs)
    assert all(need.span is None for access in found.shown for need in access.needs)


def test_over_time_each_need_says_from_when_to_when(shops: Result) -> None:
    tables, coverage = shops.tables, shops.plan.coverage
    row = tables.users.names.index("Aarau staff")
    found = accesses_of(tables, coverage, "people", row)
    spans = [need.span for access in found.shown for need in access.needs]
    assert len(spans) == np.count_nonzero(coverage.user == row)
    assert all(span and span[0] < span[1] for span in spans)
    # What covers the same need follows one another without a gap.
    by_need: dict[tuple[str, str, str], list[object]] = {}
    for access in found.shown:
        for need in access.needs:
            by_need.setdefault((access.other, access.server, need.need), []).append(need.span)
    assert any(len(each) > 1 for each in by_need.values())
