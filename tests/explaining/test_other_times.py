"""What ended before As of or starts after the horizon is left out with a note at its cell."""

from pathlib import Path

from optimizer.domain.problems import Findings
from optimizer.explaining.other_times import note_other_times
from tests.support import books


def test_servers_and_rows_of_another_time(tmp_path: Path) -> None:
    sheets = {
        "Servers": [
            ["Server", "Product", "From", "To"],
            ["Gone", "P", "", "2025-12-31"],
            ["Later", "P", "2029-01-01", ""],
            ["Last day", "P", "2028-12-31", ""],
            ["S", "P", "", ""],
        ],
        "Products": [["Product", "Family"], ["P", "F"]],
        "Access": [["User", "Server", "To"], ["ann", "S", "2025-12-31"], ["ann", "S", ""]],
        "Licenses": [["License", "Metric", "Covers", "Price"], ["F", "User", "F", 1]],
    }
    findings = Findings()
    note_other_times(books.tables(books.write(tmp_path / "book.xlsx", sheets)), findings)
    assert [str(note).split(";")[0] for note in findings.warnings] == [
        'Servers!D2: server "Gone" ended before As of',
        'Servers!C3: server "Later" starts after the horizon\'s end',
        "Access!C2: 1 access row ended before As of or starts after the horizon's end, and is left out.",
    ]
