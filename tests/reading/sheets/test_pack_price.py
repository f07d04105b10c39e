"""A price of one license where licenses come in packs is told."""

from pathlib import Path

import pytest

from optimizer.domain.problems import Findings
from tests.support.books import tables, write

P = "Windows Server 2022"


def notes(path: Path, title: str, pack: int) -> list[str]:
    findings = Findings()
    sheets = {
        "Access": [["User", "Server"], ["ann", P]],
        "Licenses": [
            ["License", "Metric", "Covers", title, "Pack"],
            ["U", "User", "Windows Server", 50, pack],
        ],
    }
    tables(write(path / "book.xlsx", sheets), findings)
    return [str(note) for note in findings.warnings if note.code == "price-of-a-pack"]


@pytest.mark.parametrize(
    "title",
    [
        "Unit price",
        "Price each",
        "Price per license",
        "Price (each)",
        "Stückpreis",
        "Einzelpreis",
        "Preis pro Lizenz",
        "Prix unitaire",
        "Prix par licence",
        "Precio por licencia",
        "Prezzo unitario",
        "Prijs per stuk",
        "Stukprijs",
    ],
)
def test_the_price_of_one_in_a_pack(title: str, tmp_path: Path) -> None:
    assert notes(tmp_path, title, 5) == [
        f'Licenses!D1: "{title}" is taken as the price of a pack of 5 (D2). Multiply it by the '
        "Pack where it is the price of one license."
    ]
    assert notes(tmp_path, title, 1) == []


@pytest.mark.parametrize("title", ["Price", "Preis", "List price", "Price (USD)"])
def test_any_other_price_is_a_packs(title: str, tmp_path: Path) -> None:
    assert notes(tmp_path, title, 5) == []
