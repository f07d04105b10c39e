"""Offers: their rules' messages, and small cases whose answer is forced."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from optimizer.domain.problems import Findings, InfeasibleError
from tests.support.books import Sheets, bought, held, problems, solve, tables, write

P = "Windows Server 2022"
HEADER = [
    "Offer",
    "License",
    "From license",
    "Price",
    "Per",
    "Pack",
    "From quantity",
    "Minimum",
    "Maximum",
    "Starts",
    "Increase",
    "Valid until",
]


def book(
    people: int,
    *offers: list[Any],
    owned: list[Any] | None = None,
    settings: list[Any] | None = None,
) -> dict[str, Any]:
    """So many people who need a CAL from any device, and offers for it."""
    rows = [offer + [""] * (len(HEADER) - len(offer)) for offer in offers]
    sheets: dict[str, Any] = {
        "Settings": [["Setting", "Value"], *(settings or [])],
        "Users": [["User", "Count"], ["team", people]],
        "Access": [["User", "Server"], ["team", P]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["CAL", "User", "Windows Server", ""],
            ["Suite", "User", "Windows Server; Exchange Standard", ""],
            ["Device CAL", "Device", "Windows Server", 9],
        ],
        "Offers": [HEADER, *rows],
    }
    if owned:
        sheets["Owned"] = [["License", "Quantity", "Until", "SA until"], *owned]
    return sheets


MESSAGES: list[tuple[Sheets, str]] = [
    (book(1, ["Device CAL", "Device CAL", "", 5]), 'Offers!A2: Offer "Device CAL" is named like '
                                                   'the license in row 4 of Licenses, which has a '
                                                   'Price. Rename the offer, or clear that Price.'),
    (book(1, ["a", "CALL", "", 5]), 'Offers!B2: License "CALL" is not on Licenses. Did you mean '
                                    '"CAL"? Correct it, or add it to Licenses.'),
    (book(1, ["a", "CAL", "X", 5]), 'Offers!C2: From license "X" is not on Licenses. Correct it, '
                                    'or add it to Licenses.'),
    (book(1, ["a", "CAL", "", ""]), "Offers!D2: Price is blank. Fill it in, or clear the row."),
    (book(1, ["a", "CAL", "", 5, "", 0]), "Offers!F2: Pack is 0. Type 1 or more."),
    (book(1, ["a", "CAL", "", 5, "", 6, "", "", 5]), 'Offers!F2: Pack "6" is above the Maximum '
                                                     '"5" in I2. Correct one of the two.'),
    (book(1, ["a", "CAL", "", 5, "", "", "", 7, 5]), 'Offers!H2: Minimum "7" is above the Maximum '
                                                     '"5" in I2. Correct one of the two.'),
    (book(1, ["a", "CAL", "", 5, "", "", 3]), 'Offers!G2: the first tier starts at "3". Start it '
                                              'at 1, or leave it blank.'),
    (book(1, ["a", "CAL", "", 5], ["a", "CAL", "", 4, "", "", 10], ["a", "CAL", "", 3, "", "", 10]), 'Offers!G4: From quantity "10" does not rise above "10" in the offer\'s row before. Sort the tiers, or rename one of the offers.'),
    (book(1, ["a", "CAL", "", 5], ["a", "CAL", "", 4, "Year", "", 10]), "Offers!E3: Per differs "
                                                                        "from that of the offer's "
                                                                        "first tier in E2. Make "
                                                                        "the tiers agree on "
                                                                        "everything but From "
                                                                        "quantity and Price."),
    (book(1, ["a", "CAL", "", 5, "", "", "", "", "", "Later"]), 'Offers!J2: Starts "Later" is not '
                                                                'known here. Type Now or At '
                                                                'expiry.'),
    (book(1, ["a", "CAL", "", 5, "", "", "", "", "", "At expiry"]), "Offers!J2: Starts is At "
                                                                    "expiry, but there is no From "
                                                                    "license. Name the license "
                                                                    "that expires."),
    (book(1, ["a", "CAL", "Suite", 5, "", "", "", "", "", "At expiry"]), 'Offers!J2: Starts is At '
                                                                         'expiry, but "Suite" and '
                                                                         '"CAL" differ in Covers. '
                                                                         'Let it start Now, or '
                                                                         'name a From license of '
                                                                         'the same rights.'),
    (book(1, ["a", "CAL", "", 5, "", "", "", "", "", "", 1.5]), 'Offers!K2: Increase "1.5" is a '
                                                                'rate of 100 % or more. Type 5 % '
                                                                'or 0.05 for five per cent.'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sheets", "message"), MESSAGES, ids=[str(i) for i in range(len(MESSAGES))]
)
def test_each_rule_of_an_offer_has_its_message(
    tmp_path: Path, sheets: Sheets, message: str
) -> None:
    assert message in problems(tmp_path, sheets)


def test_an_expired_quote_is_a_warning(tmp_path: Path) -> None:
    findings = Findings()
    tables(
        write(tmp_path / "book.xlsx", book(1, ["a", "CAL", "", 5, *[""] * 7, date(2025, 12, 31)])),
        findings,
    )
    assert [str(w) for w in findings.warnings] == [
        'Offers!L2: offer "a" was valid until 2025-12-31, which is before As of. Ask for a new '
        "quote before you rely on it."
    ]


def test_buying_past_the_need_to_reach_a_cheaper_tier(tmp_path: Path) -> None:
    """9 at 10.00 are 90.00; 10 at 8.00 are 80.00."""
    _, plan = solve(tmp_path, book(9, ["list", "CAL", "", 10], ["list", "CAL", "", 8, "", "", 10]))
    assert (plan.cost, bought(plan)) == (80, {"list": 10})
    assert plan.purchases[0].price == 8


def test_a_minimum_is_none_or_at_least_so_many(tmp_path: Path) -> None:
    """A minimum of 5 at 3.00 costs 15.00: cheaper than 2 at 9.00, dearer than 1 at 9.00."""
    offers = (["bulk", "CAL", "", 3, "", "", "", 5], ["single", "CAL", "", 9])
    assert bought(solve(tmp_path, book(2, *offers))[1]) == {"bulk": 5}
    assert bought(solve(tmp_path, book(1, *offers))[1]) == {"single": 1}


def test_a_maximum_and_packs(tmp_path: Path) -> None:
    """At most 5 in packs of 2 are 2 packs; the other 3 are bought one by one."""
    _, plan = solve(
        tmp_path, book(7, ["pack", "CAL", "", 2, "", 2, "", "", 5], ["single", "CAL", "", 9])
    )
    assert (plan.cost, bought(plan)) == (31, {"pack": 4, "single": 3})


def test_a_maximum_that_is_too_low_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(InfeasibleError) as error:
        solve(tmp_path, book(7, ["few", "CAL", "", 2, "", "", "", "", 5]))
    assert [str(reason) for reason in error.value.reasons] == [
        'Licenses!D2: 2 more of "CAL" are needed than are owned or can be bought. '
        "Give it a Price, own more, or let other licenses cover some accesses."
    ]


def test_a_step_up_uses_up_what_is_owned(tmp_path: Path) -> None:
    """3 owned CALs stay; of the suite only step-ups are on offer, and nobody needs one."""
    sheets = book(3, ["step-up", "Suite", "CAL", 4], owned=[["CAL", 3, "", ""]])
    assert solve(tmp_path, sheets)[1].cost == 0
    sheets["Access"].append(["team", "Exchange Server 2019"])
    sheets["Products"] = [["Product", "Family"], ["Exchange Server 2019", "Exchange Standard"]]
    _, plan = solve(tmp_path, sheets)
    assert plan.cost == 12
    accounts = {
        b.license: (b.owned, b.kept, b.converted, b.left_over, b.bought, b.used, b.surplus)
        for b in plan.balances
    }
    assert accounts == {"CAL": (3, 0, 3, 0, 0, 0, 0), "Suite": (0, 0, 0, 0, 3, 3, 0)}
    assert plan.purchases[0].from_license == "CAL"


def test_units_without_assurance_are_not_converted_and_ended_ones_count_for_nothing(
    tmp_path: Path,
) -> None:
    owned = [
        ["CAL", 2, date(2026, 6, 30), date(2025, 12, 30)],
        ["CAL", 2, date(2025, 12, 31), ""],
        ["CAL", 1, date(2026, 6, 30), date(2026, 1, 1)],
    ]
    sheets = book(3, ["renew", "CAL", "CAL", 1], ["new", "CAL", "", 5], owned=owned)
    _, plan = solve(tmp_path, sheets)
    assert (plan.cost, bought(plan)) == (11, {"renew": 1, "new": 2})
    (account,) = [b for b in plan.balances if b.license == "CAL"]
    assert (account.owned, account.converted, account.left_over) == (3, 1, 2)


def test_a_renewal_at_expiry_is_paid_from_the_day_after_and_at_each_anniversary(
    tmp_path: Path,
) -> None:
    """Until 30 June 2026 the owned unit covers; then 100 on 1 July 2026, 110 a year later, 121 two
    years later."""
    offer = ["renew", "CAL", "CAL", 100, "Year", "", "", "", "", "At expiry", 0.1]
    sheets = book(
        1, offer, owned=[["CAL", 1, date(2026, 6, 30), ""]], settings=[["Discount rate", 0.1]]
    )
    _, plan = solve(tmp_path, sheets)
    (purchase,) = plan.purchases
    assert (purchase.from_date, purchase.due_now) == (date(2026, 7, 1), 0)
    half = Decimal("1.1") ** (Decimal(181) / Decimal("365.25"))
    third = Decimal("1.1") ** (Decimal(365 + 365 + 182) / Decimal("365.25"))
    second = Decimal("1.1") ** (Decimal(365 + 181) / Decimal("365.25"))
    assert plan.cost == (100 / half + 110 / second + 121 / third).quantize(Decimal("0.01"))
    assert [y.nominal for y in plan.payments] == [100, 110, 121]


def test_each_day_of_expiry_is_a_line_of_its_own_and_the_maximum_counts_the_offer(
    tmp_path: Path,
) -> None:
    offer = ["renew", "CAL", "CAL", 6, "", 2, "", "", 4, "At expiry"]
    owned = [
        ["CAL", 3, date(2026, 6, 30), ""],
        ["CAL", 3, date(2027, 6, 30), ""],
        ["CAL", 3, "", ""],
    ]
    _, plan = solve(tmp_path, book(6, offer, owned=owned, settings=[["Horizon", 2]]))
    assert [(p.quantity, p.packs, p.from_date) for p in plan.purchases] == [
        (2, 1, date(2026, 7, 1)),
        (2, 1, date(2027, 7, 1)),
    ]
    accounts = {
        b.license: (b.owned, b.kept, b.converted, b.left_over, b.surplus) for b in plan.balances
    }
    assert accounts["CAL"] == (
        9,
        3,
        4,
        2,
        1,
    )  # 3 that last and 2 + 2 renewed, in whole packs, for 6 people


def test_a_user_device_switch_at_renewal(tmp_path: Path) -> None:
    """Four people share one PC. Their user CALs end; one switched to a device CAL serves all."""
    sheets = book(
        4,
        ["renew", "CAL", "CAL", 5],
        ["switch", "Device CAL", "CAL", 6],
        owned=[["CAL", 4, date(2026, 12, 31), ""]],
    )
    sheets["Access"] = [["User", "Device", "Server"], ["team", "PC", P]]
    _, plan = solve(tmp_path, sheets)
    assert (plan.cost, bought(plan)) == (6, {"switch": 1})


def test_a_license_that_costs_nothing_and_has_no_alternative_is_held(tmp_path: Path) -> None:
    """Its variable stands in no row and has no cost, so that PuLP leaves it out of the program."""
    sheets = {
        "Access": [
            ["User", "Device", "Server"],
            ["", "kiosk", "Windows Server 2022"],
            ["u", "kiosk", "SQL Server 2022"],
        ],
        "Licenses": [
            ["License", "Metric", "Covers", "Price", "Pack"],
            ["D", "Device", "Windows Server", 0, 1],
            ["U", "User", "Windows Server; SQL Server", 10, 5],
        ],
    }
    found, plan = solve(tmp_path, sheets)
    assert held(found, plan, "devices") == {"kiosk": [(1, ("D",))]}
    assert plan.cost == 10


def test_an_offer_in_several_rows_without_quantities_asks_where_its_tiers_start(
    tmp_path: Path,
) -> None:
    rows = [["Offer", "License", "Price", "Tier"], ["v", "CAL", 50, "1-4"], ["v", "CAL", 40, "5+"]]
    found = problems(tmp_path, {**book(1), "Offers": rows})
    assert found == [
        'Offers!A3: offer "v" stands in rows 2 and 3, and no column says from which quantity each '
        "holds. Say where each tier starts in a column From quantity (1, 5, ...), or rename one of "
        "the offers."
    ]
