"""Workbooks to measure with: one product, people and devices of a shape.

office: everybody on three devices drawn from half as many as there are people; hardly anything is
alike. shift: sites of 3 to 40 people, each on every one of the site's 1 to 12 kiosks; nearly all is
alike. mixed: half of the accesses of each.
"""

from pathlib import Path

import numpy as np
import xlsxwriter

from optimizer.domain.tables import Ints

SHAPES = ("office", "shift", "mixed")

PRODUCT = "Windows Server 2022"


def pairs_of(shape: str, accesses: int, random: np.random.Generator) -> Ints:
    """(user, device) rows, about so many."""
    if shape == "office":
        count = max(1, accesses // 3)
        users = np.repeat(np.arange(count), 3)
        devices = random.integers(0, max(1, count // 2), len(users))
        return np.unique(np.stack([users, devices], 1), axis=0)
    if shape == "shift":
        sites, made, user, device = [], 0, 0, 0
        while made < accesses:
            people, kiosks = int(random.integers(3, 41)), int(random.integers(1, 13))
            here = np.indices((people, kiosks)).reshape(2, -1).T
            sites.append(here + np.array([user, device]))
            made, user, device = made + len(here), user + people, device + kiosks
        return np.concatenate(sites)[:accesses]
    first = pairs_of("office", accesses // 2, random)
    second = pairs_of("shift", accesses - len(first), random)
    return np.concatenate([first, second + first.max(axis=0) + 1])


def write_workbook(target: Path, shape: str, accesses: int, *, inline: bool, seed: int = 1) -> None:
    """Write the workbook; `inline`: its strings in the cells, as programs that stream write them,
    else shared, as Excel saves them."""
    random = np.random.default_rng(seed)
    pairs = pairs_of(shape, accesses, random)
    sessions = random.integers(1, 200, len(pairs)).tolist()
    with xlsxwriter.Workbook(str(target), {"constant_memory": inline}) as book:
        sheet = book.add_worksheet("Access")
        sheet.write_row(0, 0, ("User", "Device", "Server", "Sessions"))
        for row, ((user, device), count) in enumerate(
            zip(pairs.tolist(), sessions, strict=True), 1
        ):
            sheet.write_string(row, 0, f"user{user:07d}@example.com")
            sheet.write_string(row, 1, f"PC-{device:07d}")
            sheet.write_string(row, 2, PRODUCT)
            sheet.write_number(row, 3, count)
        sheet = book.add_worksheet("Licenses")
        for row, cells in enumerate(
            (
                ("License", "Metric", "Covers", "Price"),
                ("Windows Server User CAL", "User", "Windows Server", 50),
                ("Windows Server Device CAL", "Device", "Windows Server", 39),
            )
        ):
            sheet.write_row(row, 0, cells)
