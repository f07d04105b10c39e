"""A price that a currency cannot pay to the last digit is told at its cell."""

from pathlib import Path

from optimizer.domain.problems import Findings
from tests.support.books import WINDOWS, tables, write

P = "Windows Server 2022"


def notes(path: Path, currency: str, *prices: object) -> list[str]:
    findings = Findings()
    sheets = {
        "Settings": [["Setting", "Value"], ["Currency", currency]],
        "Access": [["User", "Server"], ["ann", P]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            *([f"U{row}", "User", "Windows Server", price] for row, price in enumerate(prices)),
        ],
    }
    tables(write(path / "book.xlsx", sheets), findings)
    return [str(note) for note in findings.warnings if note.code == "price-finer-than-currency"]


def test_tenths_of_a_cent_are_told(tmp_path: Path) -> None:
    assert notes(tmp_path, "USD", 50, 0.333, 38.5, 0.0125) == [
        "Licenses!D3: 2 prices of Licenses have more decimals than USD, like 0.333 (D3, D5): the "
        "cost counts each pack rounded, what is due now each line of Purchases. Write the price of "
        "a whole pack, with its Pack, so that both are the same to the last digit."
    ]


def test_what_the_currency_can_pay_is_not(tmp_path: Path) -> None:
    """Nor is a price with more zeros; a yen has no cents, a dinar of Kuwait a thousand fils."""
    assert notes(tmp_path, "USD", 50, 38.5, "12.3400") == []
    assert notes(tmp_path, "KWD", 0.333) == []
    (note,) = notes(tmp_path, "JPY", 0.5)
    assert "1 price of Licenses has more decimals than JPY, like 0.5 (D2)" in note


def test_a_tier_is_told_at_its_own_cell(tmp_path: Path) -> None:
    findings = Findings()
    sheets = {
        "Access": [["User", "Server"], ["ann", P]],
        "Licenses": WINDOWS,
        "Offers": [
            ["Offer", "License", "From quantity", "Price"],
            ["Bulk", "User CAL", 1, 40],
            ["Bulk", "User CAL", 10, 0.333],
        ],
    }
    tables(write(tmp_path / "book.xlsx", sheets), findings)
    (note,) = [n for n in findings.warnings if n.code == "price-finer-than-currency"]
    assert str(note).startswith("Offers!D3: 1 price of Offers has")
