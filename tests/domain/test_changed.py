"""One change at a time: what it takes off the market."""

from pathlib import Path

from optimizer.domain.changed import changed, unsold
from optimizer.domain.tables import Change
from tests.support.books import WINDOWS, tables, write

SHEETS = {
    "Access": [["User", "Device", "Server"], ["ann", "pc", "Windows Server 2022"]],
    "Licenses": WINDOWS,
    "Offers": [
        ["Offer", "License", "From license", "Price"],
        ["switch", "Device CAL", "User CAL", 5],
    ],
    "Owned": [["License", "Quantity"], ["User CAL", 3]],
}


def test_a_license_that_is_no_longer_sold_takes_its_offers_along(tmp_path: Path) -> None:
    found = tables(write(tmp_path / "book.xlsx", SHEETS))
    gone = Change("Without license", (("License", 0),))
    assert [found.offers[i].name for i in sorted(unsold(found, gone))] == ["User CAL", "switch"]
    assert [found.offers[i].name for i in unsold(found, gone, conversions=False)] == ["User CAL"]
    assert unsold(found, Change("Without offer", (("Offer", 2),))) == {2}
    assert unsold(found, Change("Price", (("Offer", 0),), 3)) == set()


def test_a_price_changes_every_offer_named(tmp_path: Path) -> None:
    found = tables(write(tmp_path / "book.xlsx", SHEETS))
    after = changed(found, Change("Price factor", (("Offer", 0), ("Offer", 2)), 2))
    assert [offer.tiers[0][1] for offer in after.offers] == [100, 39, 10]
