"""What each wide license is taken for, how many it takes, and where none can be."""

from dataclasses import replace
from pathlib import Path

import pytest

from optimizer.domain.keywords import Metric
from optimizer.domain.tables import NONE, Tables
from optimizer.licensing.metrics import COVERED_WIDELY, WIDE, reaches, takes, wide_quantity
from tests.support import books

METRICS = (Metric.SERVER, Metric.CORE, Metric.ORGANIZATION)


def fleet(folder: Path, *, servers: bool = True) -> Tables:
    """A has 4 cores and stands for two servers, B has none; both run on the machine metal, which is
    no row. Nine belong to the organization."""
    rows = [["Server", "Product", "Count", "Cores", "Host"]]
    rows += [["A", "P", "2", "4", "metal"], ["B", "P", "", "", "metal"]]
    sheets = {
        "Settings": [["Setting", "Value"], ["Organization size", 9]],
        "Products": [["Product", "Family"], ["P", "F"]],
        "Access": [["User", "Server"], *(["ann", s] for s in ("AB" if servers else "P"))],
        "Licenses": [
            ["License", "Metric", "Covers", "Price", "Minimum per server"],
            *([metric, metric, "F", 1, ""] for metric in METRICS[:1]),
            ["Core", "Core", "F", 1, "6"],
            ["Organization", "Organization", "F", 1, ""],
        ],
    }
    if servers:
        sheets["Servers"] = rows
    return books.tables(books.write(folder / "book.xlsx", sheets))


def test_places_and_quantities(tmp_path: Path) -> None:
    tables = fleet(tmp_path)
    places = [[WIDE[metric].place(tables, s) for s in (0, 1)] for metric in METRICS]
    assert places == [[0, 0], [0, 1], [NONE, NONE]]
    assert wide_quantity(tables, 0, 0) == 1, "a machine that is no row counts once"
    assert wide_quantity(tables, 1, 0) == 12, "two servers, six each at least"
    assert wide_quantity(tables, 1, 1) == 0, "no Cores"
    assert wide_quantity(tables, 2, NONE) == 9


def test_what_cannot_be_taken(tmp_path: Path) -> None:
    tables = fleet(tmp_path)
    assert [[takes(tables, k, s) for s in (0, 1)] for k in range(3)] == [
        [True, True],
        [True, False],
        [True, True],
    ]
    small = replace(tables, settings=replace(tables.settings, organization_size=None))
    assert not takes(small, 2, 0)
    products = fleet(tmp_path, servers=False)
    assert [takes(products, k, 0) for k in range(3)] == [False, False, True]


@pytest.mark.parametrize(
    ("license", "place", "reached"),
    [(0, 0, [True, True]), (1, 1, [False, True]), (2, NONE, [True] * 2)],
)
def test_a_license_covers_where_it_is_taken(
    tmp_path: Path, license: int, place: int, reached: list[bool]
) -> None:
    tables = fleet(tmp_path)
    assert [reaches(tables, license, place, s) for s in (0, 1)] == reached
    assert reaches(tables, license, place, NONE) is (license == 2), (
        "only everyone's needs no server"
    )


def test_every_metric_that_is_no_holders_is_wide() -> None:
    assert set(Metric) - set(WIDE) == {Metric.USER, Metric.DEVICE, Metric.UNREAD}


def test_what_coverage_says_of_wide_licenses_is_listed_once() -> None:
    assert COVERED_WIDELY == ("Server", "Organization")
