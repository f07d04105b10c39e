"""Retailers over three years, as workbooks with dates: what `python -m benchmarks.dates` measures.

Shops whose staff shares tills open and close; people join and leave; help comes for the last
quarter of each year; an office hires, with desks of its own and mail; prices rise by 15 % after a
year; servers are upgraded in the second and third; older CALs are owned, and terms of one year are
sold at about a third of the price.

    python -m benchmarks.retailers retailer-1.xlsx --seed 1 --orders Yearly

DEFINITIONS
    quarter     0 to QUARTERS - 1; spans are (first quarter, quarter after the last), (row, 2)
    pairs       (person, device, server), their numbers, (access, 3)
"""

import argparse
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import xlsxwriter

from optimizer.domain.tables import Ints

QUARTERS = 12

START = date(2026, 1, 1)

SERVERS = ("files", "mail", "tills")

STAFF, TILLS, HELP = 62, 16, 12
"""People, tills and people who help out in a shop."""

PRICES = (
    ("Windows Server", "2025", 50, 39),
    ("Remote Desktop", "2025", 174, 136),
    ("Exchange Standard", "2019", 97, 76),
)

YEARLY = (("Windows Server", 17, 13), ("Remote Desktop", 66, 52))


def spans(random: np.random.Generator, rows: int, within: tuple[int, int], moving: float) -> Ints:
    """When each is there: throughout, or (a share of `moving`) from and to some quarter within."""
    first, stop = np.full(rows, within[0]), np.full(rows, within[1])
    moves = (random.random(rows) < moving) & (within[1] - within[0] > 1)
    if moves.any():
        first[moves] = random.integers(within[0], within[1] - 1, moves.sum())
        stop[moves] = random.integers(first[moves] + 1, within[1] + 1)
    return np.asarray(np.c_[first, stop], np.int64)


def some_of(random: np.random.Generator, people: int, devices: int, most: int) -> Ints:
    """Pairs (person, device): each person on two to `most` of the devices."""
    order = random.random((people, devices)).argsort(axis=1)
    taken = np.arange(devices) < random.integers(2, most + 1, people)[:, None]
    person, place = taken.nonzero()
    return np.asarray(np.c_[person, order[person, place]], np.int64)


class Retailer:
    """The people and devices with their spans, and who uses what."""

    def __init__(self, people: int, seed: int) -> None:
        self.random = np.random.default_rng(seed)
        self.users, self.devices, self.pairs = list[Ints](), list[Ints](), list[Ints]()
        shops = max(1, round(0.65 * people / STAFF))
        for _ in range(shops):
            self.shop()
        self.office(max(1, people - shops * STAFF))

    def shop(self) -> None:
        """One in six closes, one in five opens later; helpers come for each Christmas."""
        random, open_ = self.random, (0, QUARTERS)
        fate = random.random()
        if fate < 1 / 6:
            open_ = 0, int(random.integers(3, QUARTERS - 1))
        elif fate < 1 / 6 + 1 / 5:
            open_ = int(random.integers(1, QUARTERS - 3)), QUARTERS
        tills = self.add(self.devices, spans(random, TILLS, open_, 0))
        there = spans(random, STAFF, open_, 0.25)
        staff = self.add(self.users, there)
        self.use("tills", some_of(random, STAFF, TILLS, 5), staff, tills)
        for christmas in range(3, QUARTERS, 4):
            if open_[0] <= christmas < open_[1]:
                helpers = self.add(self.users, np.tile([christmas, christmas + 1], (HELP, 1)))
                self.use("tills", some_of(random, HELP, TILLS, 3), helpers, tills)
        managers = int(random.integers(2, 6))
        laptops = self.add(self.devices, there[:managers])
        own = np.c_[np.arange(managers), np.arange(managers)]
        for server in ("mail", "tills"):
            self.use(server, own, staff, laptops)

    def office(self, people: int) -> None:
        """Fewer desks than people; a third of the people comes later or leaves."""
        random = self.random
        desks = self.add(self.devices, spans(random, max(3, int(0.45 * people)), (0, QUARTERS), 0))
        staff = self.add(self.users, spans(random, people, (0, QUARTERS), 0.35))
        at = some_of(random, people, max(3, int(0.45 * people)), 3)
        mail = random.random(len(at)) < 1 / 3
        self.use("mail", at[mail], staff, desks)
        self.use("files", at[~mail], staff, desks)

    def add(self, rows: list[Ints], more: Ints) -> int:
        """The number of the first of them."""
        first = sum(map(len, rows))
        rows.append(more)
        return first

    def use(self, server: str, pairs: Ints, user: int, device: int) -> None:
        """Accesses to a server of people and devices from these numbers on."""
        on = np.full(len(pairs), SERVERS.index(server))
        self.pairs.append(np.c_[pairs[:, 0] + user, pairs[:, 1] + device, on])


def first_day(quarter: int) -> date:
    """The first day of a quarter."""
    return date(START.year + quarter // 4, 1 + 3 * (quarter % 4), 1)


def days(span: Ints) -> list[date | None]:
    """From, To: blank where it is there from the start, or to the end."""
    first, stop = span.tolist()
    return [
        first_day(first) if first else None,
        first_day(stop) - timedelta(days=1) if stop < QUARTERS else None,
    ]


def sheets_of(people: int, seed: int, orders: str) -> dict[str, list[Any]]:
    """The rows of each sheet, its head first."""
    made = Retailer(people, seed)
    users, devices = np.concatenate(made.users), np.concatenate(made.devices)
    pairs = np.unique(np.concatenate(made.pairs), axis=0)
    names = [f"person {i:05d}" for i in range(len(users))]
    machines = [f"PC-{i:05d}" for i in range(len(devices))]
    older = [f"Windows Server 2022 {metric} CAL" for metric in ("User", "Device")]
    return {
        "Settings": [
            ["Setting", "Value"],
            ["Currency", "USD"],
            ["As of", START],
            ["Horizon", QUARTERS // 4],
            ["Discount rate", 0.06],
            ["Orders", orders],
        ],
        "Users": [
            ["User", "From", "To"],
            *([name, *days(span)] for name, span in zip(names, users, strict=True)),
        ],
        "Devices": [
            ["Device", "From", "To"],
            *([name, *days(span)] for name, span in zip(machines, devices, strict=True)),
        ],
        "Servers": [
            ["Server", "Product"],
            ["files", "System 2022"],
            ["mail", "System 2022; Mail"],
            ["tills", "System 2022; Desktops"],
        ],
        "Products": [
            ["Product", "Family", "Version"],
            ["System 2022", "Windows Server", "2022"],
            ["System 2025", "Windows Server", "2025"],
            ["Mail", "Exchange Standard", "2019"],
            ["Desktops", "Remote Desktop", "2022"],
        ],
        "Access": [
            ["User", "Device", "Server"],
            *([names[u], machines[d], SERVERS[s]] for u, d, s in pairs.tolist()),
        ],
        "Licenses": [
            ["License", "Metric", "Covers", "Version", "Price"],
            *(
                [f"{family} {metric} CAL", metric, family, version, price]
                for family, version, *prices in PRICES
                for metric, price in zip(("User", "Device"), prices, strict=True)
            ),
            *([name, name.split()[-2], "Windows Server", "2022", None] for name in older),
        ],
        "Offers": [
            ["Offer", "License", "Price", "Per", "Term"],
            *(
                [f"{family} {metric} CAL, a year", f"{family} {metric} CAL", price, "Year", 12]
                for family, *prices in YEARLY
                for metric, price in zip(("User", "Device"), prices, strict=True)
            ),
        ],
        "Owned": [["License", "Quantity"], [older[0], 3 * people // 10], [older[1], people // 12]],
        "Timeline": [
            ["From", "Change", "Target", "Value"],
            [first_day(4), "Price factor", "*", 1.15],
            [first_day(4), "Product", "files", "System 2025"],
            [first_day(4), "Product", "mail", "System 2025; Mail"],
            [first_day(8), "Product", "tills", "System 2025; Desktops"],
        ],
    }


def write_retailer(target: Path, people: int, seed: int, orders: str) -> None:
    """Write the workbook of a retailer."""
    with xlsxwriter.Workbook(str(target), {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in sheets_of(people, seed, orders).items():
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)


def main() -> None:
    """Write one."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("workbook", type=Path)
    parser.add_argument("--people", type=int, default=2_500, help="without who helps out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--orders", choices=["Yearly", "Quarterly"], default="Quarterly")
    args = parser.parse_args()
    write_retailer(args.workbook, args.people, args.seed, args.orders)


if __name__ == "__main__":
    main()
