"""A row without a device joins one that the person is known to use there."""

import numpy as np
import pandas as pd

from optimizer.importing.accesses.folding import folded

COLUMNS = ["account", "device", "server", "product", "basis", "sessions", "day", "read"]


def fold(
    *rows: tuple[str, str, str, int], public: tuple[int, ...] = ()
) -> tuple[list[tuple[str, str, str, int]], int]:
    """(account, device, server, sessions) rows, each read from twice as many lines; the rows at the
    places of `public` came from the internet. Returns (account, device, basis, sessions) rows, and
    the lines that folded."""
    frame = pd.DataFrame(
        [
            (account, device, server, "", "Observed", sessions, "2026-01-12", 2 * sessions)
            for account, device, server, sessions in rows
        ],
        columns=COLUMNS,
    )
    outside = np.zeros(len(rows), bool)
    outside[list(public)] = True
    found, lines = folded(frame, outside)
    assert found["sessions"].sum() == frame["sessions"].sum()  # none is lost
    wanted = found[["account", "device", "basis", "sessions"]].astype(object)
    return sorted(wanted.itertuples(index=False, name=None)), lines


def test_a_row_without_a_device_joins_the_one_that_is_used_most() -> None:
    found, lines = fold(("ann", "pc", "s", 5), ("ann", "tab", "s", 2), ("ann", "", "s", 3))
    assert found == [
        ("ann", "pc", "Observed", 3),
        ("ann", "pc", "Observed", 5),
        ("ann", "tab", "Observed", 2),
    ]
    assert lines == 6


def test_of_two_that_are_used_alike_the_first_by_name_is_taken() -> None:
    found, _ = fold(("ann", "b", "s", 2), ("ann", "a", "s", 2), ("ann", "", "s", 1))
    assert ("ann", "a", "Observed", 1) in found


def test_sessions_of_a_device_add_up_over_its_rows() -> None:
    """Twice 2 are more than 3."""
    rows = [("ann", "a", "s", 2), ("ann", "a", "s", 2), ("ann", "b", "s", 3), ("ann", "", "s", 1)]
    assert ("ann", "a", "Observed", 1) in fold(*rows)[0]


def test_another_person_or_another_server_lends_no_device() -> None:
    found, lines = fold(("bob", "pc", "s", 5), ("ann", "pc", "t", 5), ("ann", "", "s", 1))
    assert ("ann", "", "Observed", 1) in found
    assert lines == 0


def test_from_the_internet_and_without_a_person_nothing_folds() -> None:
    """Any device may have been used from there, and one that no person used says nothing."""
    found, lines = fold(
        ("ann", "pc", "s", 5),
        ("ann", "", "s", 1),
        ("", "", "s", 2),
        ("", "pc", "s", 9),
        public=(1,),
    )
    assert ("ann", "", "Observed", 1) in found
    assert ("", "", "Observed", 2) in found
    assert lines == 0


def test_a_device_that_is_an_address_is_told_as_one() -> None:
    found, _ = fold(("ann", "10.0.0.5", "s", 5), ("ann", "", "s", 1))
    assert ("ann", "10.0.0.5", "Observed (address)", 1) in found


def test_without_such_rows_all_stays_as_it_is() -> None:
    assert fold(("ann", "pc", "s", 5)) == ([("ann", "pc", "Observed", 5)], 0)
