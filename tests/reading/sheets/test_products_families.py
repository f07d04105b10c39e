"""Names that sheets share: products of the workbook's own before the catalogue's, families and
their bases, types of users."""

from pathlib import Path
from typing import Any

import pytest

from optimizer.domain.problems import Findings, Place
from optimizer.domain.tables import NONE
from optimizer.reading.sheets import products_families as module
from optimizer.reading.sheets.products_families import KnownNames, Names, meant_type, product_key
from tests.reading.support import grid, told

HERE = Place(3, "Access", 2, 3)
HEAD = ["Product", "Family", "Version", "External"]


def registry(folder: Path, *rows: list[Any]) -> KnownNames:
    """The names of a workbook with these rows of Products."""
    names = KnownNames(Findings())
    names.read_products(grid(folder, "Products", HEAD, *rows) if rows else None)
    return names


def needs(names: KnownNames, product: int) -> list[str]:
    return [names.families.spelled[family] for family, _ in names.products[product].requires]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Windows Server 2008R2", "windows server 2008 R2"),
        ("2012r2", "2012 R2"),
    ],
)
def test_names_of_products_that_mean_one(one: str, other: str) -> None:
    assert product_key(one) == product_key(other)
    assert product_key(one) != product_key(f"{other} Enterprise")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Guest", "External"),
        ("MITARBEITER", "Employee"),
        ("externer Benutzer", "External"),
        ("internal user", "Employee"),
        ("Contractor", "Contractor"),
        ("Employee", "Employee"),
    ],
)
def test_what_directories_call_the_types_of_users(word: str, meant: str) -> None:
    assert meant_type(word) == meant


def test_equal_names_have_one_index_and_the_first_spelling() -> None:
    names = Names()
    assert [names.add(each) for each in ("Base", "Other", "BASE", "base")] == [0, 1, 0, 0]
    assert names.spelled == ["Base", "Other"]


def test_types_are_numbered_by_what_they_mean() -> None:
    names = KnownNames(Findings())
    assert [names.type(each) for each in ("Employee", "guest", "member", "Contractor")] == [
        0,
        1,
        0,
        2,
    ]
    assert names.types.spelled == ["Employee", "External", "Contractor"]


def test_a_product_of_the_catalogue(tmp_path: Path) -> None:
    """Remote Desktop stands on Windows Server; whatever its spelling, it is one product."""
    names = registry(tmp_path)
    first = names.product("Windows Server 2022", HERE, "Product")
    assert names.product("windows  server 2022", HERE, "Product") == first
    assert needs(names, first) == ["Windows Server"]
    remote = names.product("Remote Desktop Services 2022", HERE, "Product")
    assert "Remote Desktop" in needs(names, remote)
    assert names.met["windows server 2022"].written == "Windows Server 2022"
    assert told(names.findings) == []


def test_a_product_of_the_workbook_takes_the_catalogues_place(tmp_path: Path) -> None:
    """Rows of one product add up; of a family that externals need not, they are exempt."""
    names = registry(
        tmp_path,
        ["Windows Server 2022", "House", 2022, ""],
        ["windows server 2022", "Extra", "", "No"],
        ["Free", "", "", ""],
    )
    product = names.product("Windows Server 2022", HERE, "Product")
    assert needs(names, product) == ["House", "Extra"]
    exempt = names.products[product].not_external
    assert [names.families.spelled[family] for family, _ in exempt] == ["Extra"]
    assert needs(names, names.product("free", HERE, "Product")) == []
    assert told(names.findings) == []


def test_a_product_that_nobody_knows_is_told_once_a_cell_and_is_none(tmp_path: Path) -> None:
    names = registry(tmp_path, ["House tool", "House", "", ""])
    assert names.product("Hause tool", HERE, "Product") == NONE
    (problem,) = names.findings.problems
    assert (str(problem.place), problem.code) == ("Access!C2", "unknown-product")
    assert 'Product "Hause tool" is neither on Products' in str(problem)


def test_past_so_many_unknown_ones_none_is_looked_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The column is of something else then: it is said once."""
    monkeypatch.setattr(module, "MOST_UNKNOWN", 2)
    names = registry(tmp_path)
    found = [names.product(f"thing {i} of mine", HERE, "Product") for i in range(5)]
    assert found == [NONE] * 5
    assert [code for _, code in told(names.findings)] == [
        *("unknown-product", "unknown-product", "too-many-unknown-products"),
    ]
    assert names.exhausted


def test_a_limit_that_the_workbook_lifts_is_noted(tmp_path: Path) -> None:
    """An edition for 25 users that stands on Products may be used by more."""
    names = registry(tmp_path, ["Windows Server 2019 Essentials", "House", "", ""])
    assert told(names.findings) == [("Products!A2", "limit-lifted")]
    (note,) = names.findings.warnings
    assert "25 users" in str(note)


def families(folder: Path, *rows: list[Any]) -> tuple[KnownNames, dict[str, str]]:
    """The bases by name."""
    names = registry(folder, ["Tool", "Top", "", ""], ["Ground", "Base", "", ""])
    for each in ("Tool", "Ground"):
        names.product(each, HERE, "Product")
    head = ["Family", "Base", "Same holder"]
    found = names.read_families(grid(folder, "Families", head, *rows) if rows else None)
    spelled = names.families.spelled
    return names, {spelled[family]: spelled[base] for family, base in found.items()}


def test_a_family_stands_on_its_base_where_one_holder_must_have_both(tmp_path: Path) -> None:
    assert families(tmp_path, ["Top", "Base", "Yes"])[1] == {"Top": "Base"}
    assert families(tmp_path, ["Top", "Base", "No"])[1] == {}
    assert families(tmp_path)[1] == {}


def test_a_base_may_stand_on_another(tmp_path: Path) -> None:
    names, found = families(tmp_path, ["Top", "Middle", "Yes"], ["Middle", "Base", "Yes"])
    assert found == {"Top": "Middle", "Middle": "Base"}
    assert told(names.findings) == []


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["Top", "", "Yes"]], [("Families!B2", "base-blank")]),
        ([["Top", "Top", "Yes"]], [("Families!B2", "base-circle")]),
        (
            [["Top", "Base", "Yes"], ["Base", "Top", "Yes"]],
            [("Families!B2", "base-circle"), ("Families!B3", "base-circle")],
        ),
    ],
)
def test_bases_that_cannot_be(
    tmp_path: Path, rows: list[list[Any]], said: list[tuple[str, str]]
) -> None:
    names, _ = families(tmp_path, *rows)
    assert told(names.findings)[: len(said)] == said


def test_what_the_catalogue_says_of_families_is_noted_and_may_be_changed(tmp_path: Path) -> None:
    """Exchange Enterprise is held beside Exchange Standard, unless Families says otherwise."""
    mail = ["Mail", "Exchange Enterprise", "", ""]
    names = registry(tmp_path, mail)
    names.product("Mail", HERE, "Product")
    (found,) = names.read_families(None).items()
    assert [names.families.spelled[each] for each in found] == [
        *("Exchange Enterprise", "Exchange Standard"),
    ]
    assert told(names.findings) == [("Families", "same-holder")]
    again = registry(tmp_path, mail)
    again.product("Mail", HERE, "Product")
    head = ["Family", "Base", "Same holder"]
    rows = grid(tmp_path, "Families", head, ["exchange enterprise", "", "No"])
    assert again.read_families(rows) == {}
    assert told(again.findings) == []
