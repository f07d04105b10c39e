"""Which quotes to take: each supplier alone, and split as is cheapest."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from optimizer.domain.options import Options
from optimizer.domain.problems import InfeasibleError
from optimizer.domain.quotes import Quote
from optimizer.domain.tables import Tables
from optimizer.quoting.compared import compare, quoted, with_quotes
from tests.support.books import tables, write


@pytest.fixture
def asked(tmp_path: Path) -> Tables:
    """Ten need Windows, of whom four need Exchange too; planned at 50 and 100: 900."""
    sheets = {
        "Users": [["User", "Count"], ["staff", 6], ["office", 4]],
        "Access": [
            ["User", "Server"],
            *(["staff", "Windows Server 2022"], ["office", "Windows Server 2022"]),
            ["office", "Exchange Server 2019"],
        ],
        "Licenses": [
            ["License", "Metric", "Covers"],
            *(["W", "User", "Windows Server"], ["E", "User", "Exchange Standard"]),
        ],
        "Offers": [
            ["Offer", "License", "Price", "Minimum", "Part number"],
            *(["w", "W", 50, "", "P-1"], ["e", "E", 100, "", ""]),
        ],
    }
    return tables(write(tmp_path / "in.xlsx", sheets))


def quote(supplier: str, offer: str, *tiers: tuple[int, int], **more: object) -> Quote:
    made = Quote("q.xlsx", supplier, offer, tuple((n, Decimal(price)) for n, price in tiers))
    return replace(made, **more)  # type: ignore[arg-type]


def test_each_line_goes_to_who_sells_it_for_least(asked: Tables) -> None:
    """Alpha alone 10 x 40 + 4 x 120 = 880, Beta alone 10 x 60 + 4 x 80 = 920; split 720."""
    quotes = [
        *(quote("Alpha", "w", (1, 40)), quote("Alpha", "e", (1, 120))),
        *(quote("Beta", "w", (1, 60)), quote("Beta", "e", (1, 80))),
    ]
    found = compare(asked, quotes, Decimal(900), ["w", "e"], Options())
    assert (found.planned, found.split) == (900, 720)
    assert not found.unquoted
    assert found.alone == (("Alpha", 2, Decimal(880)), ("Beta", 2, Decimal(920)))
    assert {(t.supplier, t.offer, t.quantity, t.price, t.cost) for t in found.taken} == {
        ("Alpha", "w", 10, 40, 400),
        ("Beta", "e", 4, 80, 320),
    }


def test_who_does_not_quote_all_that_is_needed_has_no_cost_alone(asked: Tables) -> None:
    """Nobody quotes Exchange: it keeps its planning price, is taken of no one and is named."""
    found = compare(asked, [quote("Alpha", "w", (1, 40))], Decimal(900), ["w", "e"], Options())
    assert found.alone == (("Alpha", 1, None),)
    assert (found.split, found.unquoted) == (800, ("e",))
    assert {(t.supplier, t.offer, t.cost) for t in found.taken} == {
        ("Alpha", "w", 400),
        ("", "e", 400),
    }


def test_a_price_for_more_than_is_needed_leaves_no_plan_where_it_is_the_most(asked: Tables) -> None:
    """The offer allows 8, and ten are needed."""
    few = replace(asked, offers=tuple(replace(o, maximum=8) for o in asked.offers))
    with pytest.raises(InfeasibleError):
        compare(few, [quote("Alpha", "w", (1, 40))], Decimal(900), ["w", "e"], Options())


def test_offers_that_were_asked_for_make_way_for_their_quotes(asked: Tables) -> None:
    quotes = [quote("Alpha", "w", (1, 40)), quote("Beta", "w", (1, 45))]
    assert [o.name for o in with_quotes(asked, quotes, ["w"]).offers] == [
        *("e", "w, Alpha", "w, Beta")
    ]
    assert [o.name for o in with_quotes(asked, [], []).offers] == ["w", "e"]


def test_a_quote_says_what_it_says_and_leaves_the_rest_as_it_was(asked: Tables) -> None:
    offer = replace(asked.offers[0], minimum=5, pack=2, increase=Decimal("0.01"))
    plain = quoted(offer, quote("Alpha", "w", (1, 40), (100, 35)))
    assert plain.tiers == ((1, Decimal(40)), (100, Decimal(35)))
    assert (plain.minimum, plain.pack, plain.increase) == (5, 2, Decimal("0.01"))
    assert (plain.supplier, plain.part_number, plain.valid_until) == ("Alpha", "P-1", None)
    until = date(2026, 6, 30)
    full = quoted(
        offer,
        quote(
            "Alpha", "w", (20, 40), part_number="X", valid_until=until, increase=Decimal(0), pack=10
        ),
    )
    assert full.tiers == ((1, Decimal(40)),)
    assert full.minimum == 20  # it is not sold below
    assert (full.pack, full.increase, full.part_number, full.valid_until) == (10, 0, "X", until)
    assert quoted(replace(offer, minimum=50), quote("A", "w", (20, 40))).minimum == 50
