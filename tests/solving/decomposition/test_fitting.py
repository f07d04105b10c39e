"""Whether needs fit within what is there, against every choice of covers."""

from itertools import product
from pathlib import Path
from random import Random

import numpy as np
import pytest

from optimizer.solving.decomposition.fitting import Fitting
from optimizer.solving.network.covers import Covers
from optimizer.solving.solvers.status import Clock
from optimizer.solving.timetable import Timetable, timetable_of
from tests.solving.network.test_covers import OFFICES as PLAIN_OFFICES
from tests.support.books import Sheets, tables, write
from tests.support.stated import timetable

USERS, DEVICES = range(5), range(4)


def accesses(seed: int) -> list[tuple[int, int]]:
    """Who works where: everyone on one or two of four devices."""
    rng = Random(seed)
    return sorted({(u, rng.choice(DEVICES)) for u in USERS for _ in range(2)})


def book(rows: list[tuple[int, int]]) -> Sheets:
    """One server for all of them, and mail, another family, for the first user alone."""
    access = [(f"u{u}", f"d{d}", "s") for u, d in rows]
    return {
        "Settings": [["Setting", "Value"], ["As of", "2026-01-01"], ["Orders", "Yearly"]],
        "Servers": [["Server", "Product"], ["s", "Windows Server 2025"], ["m", "Mail"]],
        "Products": [["Product", "Family", "Version"], ["Mail", "Exchange", "2019"]],
        "Access": [["User", "Device", "Server"], *access, ["u0", "d0", "m"]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["User CAL", "User", "Windows Server", 50],
            ["Device CAL", "Device", "Windows Server", 39],
            ["Mail CAL", "User", "Exchange", 70],
        ],
    }


def asked(path: Path, seed: int) -> tuple[Timetable, Fitting]:
    timetable = timetable_of(tables(write(path / "book.xlsx", book(accesses(seed)))))
    cover = Covers.of(timetable.instances[0])
    found = cover.flow(np.array([50.0, 39.0, 70.0]))
    assert found is not None
    cover.add(found[0].level)
    return timetable, Fitting.of(timetable, 0, cover)


def covered(rows: list[tuple[int, int]], users: int, devices: int) -> bool:
    """Whether so many licensed users and devices can be chosen that every access has one."""
    return any(
        sum(chosen) <= devices and len({u for u, d in rows if not chosen[d]}) <= users
        for chosen in product([0, 1], repeat=len(DEVICES))
    )


@pytest.mark.parametrize("seed", range(6))
def test_units_fit_where_some_choice_does(tmp_path: Path, seed: int) -> None:
    rows = accesses(seed)
    _, fitting = asked(tmp_path, seed)
    windows = next(f for f, family in enumerate(fitting.families) if family.licenses[0])
    for users, devices in product(range(6), range(5)):
        units = np.array([users, devices, 1])
        cut, rents = fitting.cut_off(fitting.families[windows], units)
        fits = covered(rows, users, devices)
        if cut is not None:  # these rents are more than what is there can pay
            assert int(cut[0] @ units) < cut[1]
            assert not fits
        found = fitting.fit(windows, units, (rents,), "highs", Clock())
        assert found.fits is fits
        if found.level is not None:
            assert (fitting.cover.network.used(found.level)[:2] <= units[:2]).all()
        fitting.known[windows].clear()


def test_what_fits_is_known_to_fit_within_more(tmp_path: Path) -> None:
    _, fitting = asked(tmp_path, 1)
    windows = next(f for f, family in enumerate(fitting.families) if family.licenses[0])
    enough = np.array([5, 0, 0])
    assert fitting.fit(windows, enough, (np.ones(3),), "highs", Clock()).fits
    spent = Clock(work=1, done=1.0)
    assert fitting.fit(windows, enough + 1, (np.ones(3),), "highs", spent).fits


OFFICES = (
    """
    Settings
    Setting | Value
    As of   | 2026-01-01
    Horizon | 1
    Orders  | Yearly
"""
    + PLAIN_OFFICES
)


def offices_fit(u: int, d: int) -> tuple[bool | None, bool]:
    """Whether so many user and device licenses do for both offices; two people or four devices,
    three people or one device."""
    found = timetable(OFFICES)
    fitting = Fitting.of(found, 0, Covers.of(found.instances[0]))
    (family,) = fitting.families
    units = np.array([u, d], np.int64)
    cut, rents = fitting.cut_off(family, units)
    if cut is not None:
        whole, cost = cut
        assert int(whole @ units) < cost
        return False, True
    fitted = fitting.fit(0, units, (rents,), "highs", Clock())
    if fitted.fits:
        assert fitted.level is not None
        assert (fitting.cover.network.used(fitted.level) <= units).all()
        again = fitting.fit(0, units + 1, (), "highs", Clock())
        assert again.level is fitted.level
    return fitted.fits, fitted.checked


@pytest.mark.parametrize("u", range(7))
def test_a_supply_fits_where_one_of_four_covers_does(u: int) -> None:
    """(5, 0), (2, 1), (3, 4) or (0, 5) at least."""
    for d in range(7):
        fits = any(u >= a and d >= b for a, b in ((5, 0), (2, 1), (3, 4), (0, 5)))
        assert offices_fit(u, d) == (fits, True), d
