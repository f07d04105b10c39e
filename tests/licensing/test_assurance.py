"""Software Assurance that ends within the horizon takes the subscription edition away."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from optimizer.domain.tables import Owned, Settings
from optimizer.domain.versions import CURRENT, NEWEST
from optimizer.licensing.assurance import lapses, twins_of, with_lapsed_twins
from optimizer.licensing.needs import needs_of
from tests.support.books import tables, write

SETTINGS = Settings(
    currency="USD", digits=2, as_of=date(2026, 1, 1), horizon=1, discount_rate=Decimal(0)
)
LAST = date(2026, 12, 31)


def test_assurance_lapses_where_it_ends_before_the_horizon_does() -> None:
    assert not lapses(Owned(0, 1), SETTINGS)
    assert not lapses(Owned(0, 1, sa_until=LAST), SETTINGS)
    assert lapses(Owned(0, 1, sa_until=LAST - timedelta(days=1)), SETTINGS)


@pytest.mark.parametrize(
    ("product", "until", "twins"),
    [
        ("Exchange Server SE", "2026-06-30", (0,)),
        ("Exchange Server SE", "2030-12-31", ()),
        ("Exchange Server 2019", "2026-06-30", ()),
    ],
)
def test_a_license_has_a_twin_where_some_units_lose_what_is_asked_for(
    tmp_path: Path, product: str, until: str, twins: tuple[int, ...]
) -> None:
    sheets = {
        "Settings": [["Setting", "Value"], ["As of", "2026-01-01"], ["Horizon", 1]],
        "Access": [["User", "Server"], ["ann", product]],
        "Licenses": [
            ["License", "Metric", "Covers", "Version", "Price"],
            ["Mail", "User", "Exchange Standard; Windows Server", "Current", 10],
        ],
        "Owned": [["License", "Quantity", "SA until"], ["Mail", 3, until]],
    }
    found = tables(write(tmp_path / "book.xlsx", sheets))
    with_twins = with_lapsed_twins(found, needs_of(found))
    assert twins_of(with_twins) == twins
    for twin in with_twins.licenses[len(found.licenses) :]:
        assert (twin.version, found.licenses[twin.lapsed_of].version) == (NEWEST, CURRENT)
