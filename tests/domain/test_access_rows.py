"""Which rows of Access count, and how often each user, device and server meet."""

from dataclasses import replace
from pathlib import Path

from optimizer.domain.access_rows import measured, recent, sessions_of, with_access
from optimizer.domain.tables import Tables
from tests.support import books


def tables(folder: Path) -> Tables:
    """Ann meets S on PC in two rows, 3 + 4 sessions, one of them long ago; bob's were never
    counted."""
    sheets = {
        "Settings": [["Setting", "Value"], ["Access window", 90]],
        "Products": [["Product", "Family"], ["S", "F"]],
        "Access": [
            ["User", "Device", "Server", "Sessions", "Last seen"],
            ["ann", "PC", "S", 3, "2025-12-31"],
            ["ann", "PC", "S", 4, "2024-01-31"],
            ["bob", "PC", "S", "", ""],
        ],
        "Licenses": [["License", "Metric", "Covers", "Price"], ["F", "User", "F", 1]],
    }
    return books.tables(books.write(folder / "book.xlsx", sheets))


def test_rows_seen_within_the_window_or_never_dated_count(tmp_path: Path) -> None:
    found = tables(tmp_path)
    assert recent(found).tolist() == [True, False, True]
    always = replace(found, settings=replace(found.settings, access_window=None))
    assert recent(always).all()


def test_sessions_of_rows_that_count_are_taken_together(tmp_path: Path) -> None:
    found = tables(tmp_path)
    assert sessions_of(found).tolist() == [3, 3, 1]
    assert measured(found).tolist() == [True, True, False]
    always = replace(found, settings=replace(found.settings, access_window=None))
    assert sessions_of(always).tolist() == [7, 7, 1]


def test_some_rows_only(tmp_path: Path) -> None:
    found = tables(tmp_path)
    assert with_access(found, recent(found)).access.rows.tolist() == [2, 4]
