"""Exempt rows that do not say why are counted at the first of them."""

from pathlib import Path

from optimizer.domain.problems import Findings
from optimizer.explaining.exempt_notes import note_exempt
from tests.support.books import WINDOWS, tables, write


def test_exempt_rows_without_a_reason_are_counted_once(tmp_path: Path) -> None:
    rows = [
        ["User", "Server", "Purpose", "Reason"],
        ["ann", "Windows Server 2022", "Exempt", "web page"],
        ["bob", "Windows Server 2022", "Exempt", ""],
        ["cy", "Windows Server 2022", "Exempt", ""],
    ]
    findings = Findings()
    note_exempt(
        tables(write(tmp_path / "in.xlsx", {"Access": rows, "Licenses": WINDOWS})), findings
    )
    assert [str(each) for each in findings.warnings] == [
        "Access!C3: 2 Exempt rows of Access, from this one on, have no Reason; an auditor will ask "
        "for it. Type why they need no license, such as a public web page."
    ]
