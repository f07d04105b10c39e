"""Types of users that make no difference to the plan are told."""

from pathlib import Path

import pytest

from optimizer.domain.problems import Findings
from tests.support.books import tables, write

HEAD = ["License", "Metric", "Covers", "For", "Price"]


@pytest.mark.parametrize(
    ("type_", "for_", "product", "told"),
    [
        ("Contractor", "", "Windows Server 2022", True),
        ("Contractor", "Contractor", "Windows Server 2022", False),
        ("Ext.", "External", "Windows Server 2022", False),
        ("External staff", "External", "Exchange Server 2019", True),  # a contractor on site counts
        ("External", "", "Windows Server 2022", True),
        ("External", "", "Exchange Server 2019", False),  # needs no Exchange CAL: a difference
        ("Member", "", "Windows Server 2022", False),
        ("", "", "Windows Server 2022", False),
    ],
)
def test_a_type_without_a_license_of_its_own(
    type_: str, for_: str, product: str, told: bool, tmp_path: Path
) -> None:
    findings = Findings()
    rows = [HEAD, ["All", "User", "Windows Server; Exchange Standard", "", 50]]
    rows += [["Some", "User", "Windows Server", for_, 5]] if for_ else []
    sheets = {
        "Users": [["User", "Type"], ["ann", type_], ["bob", "Employee"]],
        "Access": [["User", "Server"], ["ann", product], ["bob", product]],
        "Licenses": rows,
    }
    tables(write(tmp_path / "book.xlsx", sheets), findings)
    assert any(note.code == "types-alike" for note in findings.warnings) is told
