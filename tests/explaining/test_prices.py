"""What one license costs, where that does not hang on how many there are."""

from decimal import Decimal
from pathlib import Path

import pytest

from optimizer.explaining.prices import prices_of
from tests.support.books import tables, write


@pytest.mark.parametrize(
    ("offer", "owned", "price"),
    [
        ({}, False, Decimal("49.90")),
        ({"Pack": 5}, False, None),
        ({"Minimum": 10}, False, None),
        ({"Maximum": 10}, False, None),
        ({}, True, None),
    ],
    ids=["singly", "in packs", "from ten on", "up to ten", "owned"],
)
def test_a_license_has_a_price_where_it_is_bought_singly(
    tmp_path: Path, offer: dict[str, int], owned: bool, price: Decimal | None
) -> None:
    """Else what one more costs hangs on how many there are, and no sentence may name it."""
    sheets = {
        "Access": [["User", "Server"], ["ann", "Windows Server 2022"]],
        "Licenses": [["License", "Metric", "Covers"], ["A", "User", "Windows Server"]],
        "Offers": [["Offer", "License", "Price", *offer], ["o", "A", 49.9, *offer.values()]],
        **({"Owned": [["License", "Quantity"], ["A", 1]]} if owned else {}),
    }
    assert prices_of(tables(write(tmp_path / "in.xlsx", sheets))).of(0) == price
