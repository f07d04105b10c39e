"""One change at a time: what it takes off the market."""

from pathlib import Path

from optimizer.domain.changed import EFFECTS, changed, unsold
from optimizer.domain.kinds_of_change import CHANGES, ChangeName
from optimizer.domain.tables import Change, Thing
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
    gone = Change(ChangeName.WITHOUT_LICENSE, targets=((Thing.LICENSE, 0),))
    assert [found.offers[i].name for i in sorted(unsold(found, gone))] == ["User CAL", "switch"]
    assert [found.offers[i].name for i in unsold(found, gone, conversions=False)] == ["User CAL"]
    assert unsold(found, Change(ChangeName.WITHOUT_OFFER, targets=((Thing.OFFER, 2),))) == {2}
    assert unsold(found, Change(ChangeName.PRICE, targets=((Thing.OFFER, 0),), value=3)) == set()


def test_a_price_changes_every_offer_named(tmp_path: Path) -> None:
    found = tables(write(tmp_path / "book.xlsx", SHEETS))
    after = changed(
        found,
        Change(ChangeName.PRICE_FACTOR, targets=((Thing.OFFER, 0), (Thing.OFFER, 2)), value=2),
    )
    assert [offer.tiers[0][1] for offer in after.offers] == [100, 39, 10]


def test_every_kind_of_change_is_a_record_and_has_its_effect() -> None:
    assert {kind.name for kind in CHANGES} == set(ChangeName) == set(EFFECTS)
    assert {kind.name for kind in CHANGES if kind.withdraws} == {
        ChangeName.WITHOUT_LICENSE,
        ChangeName.WITHOUT_OFFER,
        ChangeName.WITHOUT_CHANNEL,
    }
