"""The audit's own reading of the rules, each on values whose answer is forced."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from optimizer.audit import rules
from optimizer.domain.keywords import Metric, Per
from optimizer.domain.tables import NONE, Kind, License, Offer, Owned, Settings
from tests.support import books

SETTINGS = Settings("USD", 2, date(2026, 1, 1), 3, Decimal("0.1"))
OFFER = Offer("CAL", 0, ((1, Decimal(10)), (5, Decimal(8))))


def test_days() -> None:
    assert [rules.later(date(2024, 2, 29), years) for years in (0, 1, 4)] == [
        date(2024, 2, 29),
        date(2025, 2, 28),
        date(2028, 2, 29),
    ]
    assert rules.later(date(2026, 12, 31), 2) == date(2028, 12, 31)
    assert rules.last_day(SETTINGS) == date(2028, 12, 31)
    assert rules.last_day(replace(SETTINGS, as_of=date(2024, 2, 29), horizon=1)) == date(
        2025, 2, 27
    )
    assert rules.years_from(date(2026, 1, 1), date(2028, 1, 1)) == 2
    assert rules.years_from(date(2024, 2, 29), date(2025, 2, 28)) == 1
    assert str(rules.years_from(date(2026, 1, 1), date(2026, 7, 1))).startswith("0.49555099247")


def test_whom_a_license_covers() -> None:
    connector = License("Connector", Metric.SERVER, (0,), 4044, types=frozenset({1}))
    assert [rules.covers_people(connector, t) for t in (0, 1, NONE)] == [False, True, False]
    assert all(rules.covers_people(replace(connector, types=None), t) for t in (0, 1, NONE))


def test_what_a_license_opens() -> None:
    suite, cal = (
        License("Suite", Metric.USER, (0, 2), 4044),
        License("CAL", Metric.USER, (2,), 4050),
    )
    assert rules.met(suite, 0, 4044)
    assert not rules.met(suite, 0, 4045)
    assert not rules.met(cal, 0, 4044)
    assert rules.reach((suite, cal), 3) == [4044, -1, 4050]
    assert rules.reach((), 2) == [-1, -1]


def test_families_of_the_system_below() -> None:
    families = ("Windows Server", "remote desktop", "SQL Server")
    assert [rules.is_of_its_own(family) for family in families] == [False, False, True]


def test_who_may_hold_a_license() -> None:
    user, device = (License(metric, metric, (0,), 1) for metric in (Metric.USER, Metric.DEVICE))
    assert rules.may_hold(user, user=True, type_=0, licensed_by=Kind.EITHER)
    assert rules.may_hold(user, user=True, type_=0, licensed_by=Kind.USER)
    assert not rules.may_hold(user, user=True, type_=0, licensed_by=Kind.DEVICE)
    assert not rules.may_hold(user, user=False, type_=0, licensed_by=Kind.EITHER)
    assert not rules.may_hold(device, user=False, type_=0, licensed_by=Kind.USER)
    assert rules.may_hold(device, user=False, type_=0, licensed_by=Kind.DEVICE)
    assert not rules.may_hold(
        replace(user, types=frozenset({1})), user=True, type_=0, licensed_by=Kind.EITHER
    )


def test_which_sides_count() -> None:
    either, user, device = Kind.EITHER, Kind.USER, Kind.DEVICE
    assert rules.counting_sides(either, either) == (True, True)
    assert rules.counting_sides(user, either) == (True, False)
    assert rules.counting_sides(either, device) == (False, True)
    assert rules.counting_sides(user, device) == (False, False)


def test_owned_rights_on_the_edges_of_the_horizon() -> None:
    def until(day: date | None) -> tuple[bool, bool]:
        owned = Owned(0, 1, day)
        return rules.counts(owned, SETTINGS), rules.lasts(owned, SETTINGS)

    assert until(None) == (True, True)
    assert until(date(2025, 12, 31)) == (False, False)
    assert until(date(2026, 1, 1)) == (True, False)
    assert until(date(2028, 12, 30)) == (True, False)
    assert until(date(2028, 12, 31)) == (True, True)


def test_a_renewal_may_follow_on_the_last_day_of_assurance() -> None:
    days = (None, date(2025, 12, 30), date(2025, 12, 31), date(2026, 1, 1))
    assured = [rules.assured(Owned(0, 1, None, day), SETTINGS) for day in days]
    assert assured == [True, False, True, True]


def test_the_whole_quantity_is_priced_at_its_tier() -> None:
    prices = [rules.price_at(OFFER, quantity) for quantity in (0, 1, 4, 5, 100)]
    assert prices == [Decimal(10)] * 3 + [Decimal(8)] * 2


def test_payments_fall_on_anniversaries_within_the_horizon() -> None:
    def paid(per: str, first: date) -> list[tuple[date, str]]:
        offer = replace(OFFER, per=Per(per), increase=Decimal("0.5"))
        found = rules.payments(offer, Decimal(10), first, SETTINGS)
        return [(day, f"{nominal:.2f} {discounted:.2f}") for day, nominal, discounted in found]

    assert paid("Once", date(2026, 1, 1)) == [(date(2026, 1, 1), "10.00 10.00")]
    assert paid("Year", date(2026, 1, 1)) == [
        (date(2026, 1, 1), "10.00 10.00"),
        (date(2027, 1, 1), "15.00 13.64"),
        (date(2028, 1, 1), "22.50 18.60"),
    ]
    assert paid("Month", date(2027, 1, 1))[0] == (date(2027, 1, 1), "120.00 109.09")
    assert [day for day, _ in paid("Year", date(2028, 12, 31))] == [date(2028, 12, 31)]


def test_amounts_keep_every_digit_and_are_rounded_once() -> None:
    third = Decimal(1) / 3
    assert rules.rounded(rules.times(third, 3), SETTINGS) == Decimal("1.00")
    assert rules.rounded(Decimal("0.005"), SETTINGS) == Decimal("0.01")
    long = Decimal(10) ** 30
    assert rules.total((long, Decimal("0.01"), -long)) == Decimal("0.01")


FLEET = [
    ["Server", "Product", "Count", "Cores", "Host"],
    ["A", "Windows Server 2022", 2, 3, ""],
    ["B", "Windows Server 2022", "", "", "metal"],
    ["C", "Windows Server 2022", "", "", "A"],
]


@pytest.mark.parametrize("size", ["", 9])
def test_quantities_of_wide_licenses(tmp_path: Path, size: object) -> None:
    tables = books.tables(
        books.write(
            tmp_path / "book.xlsx",
            {
                "Settings": [["Setting", "Value"], ["Organization size", size]],
                "Servers": FLEET,
                "Access": [["User", "Device", "Server"], ["ann", "PC", "A"]],
                "Licenses": books.WINDOWS,
            },
        )
    )

    def taken(metric: str, index: int) -> int:
        license = License("wide", Metric(metric), (0,), 1, minimum_per_server=4)
        return rules.wide_quantity(tables, license, index)

    hosts = {host.name: index for index, host in enumerate(tables.hosts)}
    assert taken("Server", hosts["A"]) == 2
    assert taken("Server", hosts["metal"]) == 1
    assert taken("Core", 0) == 2 * 4
    assert taken("Core", 1) == 0, "a server without Cores"
    assert taken("Organization", NONE) == (9 if size else 0)
    assert [taken("Server", 99), taken("Core", -1), taken("Organization", 0)] == [0, 0, 0]
    assert taken("User", 0) == 0


def test_people_and_accesses_that_need_a_license(tmp_path: Path) -> None:
    tables = books.tables(
        books.write(
            tmp_path / "book.xlsx",
            {
                "Settings": [["Setting", "Value"], ["Access window", 90], ["Horizon", 1]],
                "Users": [
                    ["User", "Count", "From", "To", "Same as"],
                    ["ann", "", "", "2026-01-01", ""],
                    ["gone", "", "", "2025-12-31", ""],
                    ["last", "", "2026-12-31", "", ""],
                    ["later", "", "2027-01-01", "", ""],
                    ["nobody", 0, "", "", ""],
                    ["ann2", "", "", "", "ann"],
                ],
                "Access": [
                    ["User", "Device", "Server", "Last seen", "Purpose"],
                    ["ann", "PC", "Windows Server 2022", "2025-10-03", ""],
                    ["ann", "PC", "Windows Server 2022", "2025-10-02", ""],
                    ["ann2", "PC", "Windows Server 2022", "", ""],
                    ["gone", "PC", "Windows Server 2022", "", ""],
                    ["last", "PC", "Windows Server 2022", "", ""],
                    ["later", "PC", "Windows Server 2022", "", ""],
                    ["nobody", "PC", "Windows Server 2022", "", ""],
                    ["ann", "PC", "Windows Server 2022", "", "Exempt"],
                ],
                "Licenses": books.WINDOWS,
            },
        )
    )
    assert rules.present(tables.users, tables).tolist() == [True, False, True, *[False] * 3]
    assert rules.meant(tables.users, tables.access.user).tolist()[2] == 0
    assert rules.left_to_license(tables).tolist() == [
        *(True, False, True),
        *(False, True, False, False, False),
    ]


def test_what_falls_due_on_the_last_day_is_paid() -> None:
    """Yearly from the last day of 2026 on: that of 2028 is the horizon's last."""
    yearly = replace(OFFER, per=Per.YEAR)
    paid = rules.payments(yearly, Decimal(10), date(2026, 12, 31), SETTINGS)
    assert [day for day, *_ in paid] == [date(year, 12, 31) for year in (2026, 2027, 2028)]
    later = rules.payments(yearly, Decimal(10), date(2027, 1, 1), SETTINGS)
    assert [day.year for day, *_ in later] == [2027, 2028]
