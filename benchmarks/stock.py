"""A proven optimum at scale with owned stock, packs and suites: sites of shift workers who share
kiosks, a million accesses.

    python -m benchmarks.stock [--accesses N] [--kinds N] [--seed N] [--time-limit S]

Writes the workbook, its Access beside it as CSV, solves it as a whole process, and says what is
proven and how long it took.
"""

import argparse
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.proof import proof
from samples.stories.sheets import Sheets
from samples.write_samples import write

SERVERS = {
    "FILES": "Windows Server 2022",
    "MAIL": "Windows Server 2022; Exchange Server 2019",
    "PORTAL": "Windows Server 2022; SharePoint Server 2019",
    "RDS": "Remote Desktop Services 2022",
}
USES = (
    ("FILES",),
    ("FILES", "MAIL"),
    ("MAIL",),
    ("MAIL", "PORTAL"),
    ("FILES", "RDS"),
    ("RDS", "MAIL", "PORTAL"),
)
"""What a team uses: one of these."""

PRICES = {
    "Windows Server": (50, 39),
    "Exchange Standard": (97, 76),
    "SharePoint Standard": (135, 105),
    "Remote Desktop": (174, 136),
}


def access(rows: int, random: np.random.Generator) -> pd.DataFrame:
    """About so many rows: sites of two teams, each with servers of its own, who share the site's
    kiosks."""
    parts, made, user, device = [], 0, 0, 0
    while made < rows:
        kiosks = int(random.integers(2, 13))
        for _ in range(2):
            people, servers = int(random.integers(3, 41)), USES[int(random.integers(len(USES)))]
            u, d, s = np.meshgrid(
                np.arange(user, user + people),
                np.arange(device, device + kiosks),
                np.arange(len(servers)),
            )
            part = {
                "User": u.ravel(),
                "Device": d.ravel(),
                "Server": np.array(servers, object)[s.ravel()],
            }
            parts.append(pd.DataFrame(part))
            made, user = made + u.size, user + people
        device += kiosks
    table = pd.concat(parts, ignore_index=True)
    return table.assign(
        User="user" + table["User"].astype(str), Device="kiosk" + table["Device"].astype(str)
    )


def workbook(people: int, kinds: int = 2) -> Sheets:
    """Everything but Access: suites, packs of fifty, volume prices, and one to four kinds of
    licenses owned."""
    licenses: list[tuple[object, ...]] = [("License", "Metric", "Covers", "Price")]
    offers: list[tuple[object, ...]] = [("Offer", "License", "Price", "Pack", "From quantity")]
    for family, prices in PRICES.items():
        licenses += [
            (f"{family} {m} CAL", m, family, price)
            for m, price in zip(("User", "Device"), prices, strict=True)
        ]
    licenses += [
        (
            "Core suite User CAL",
            "User",
            "Windows Server; Exchange Standard; SharePoint Standard",
            215,
        ),
        (
            "Core suite Device CAL",
            "Device",
            "Windows Server; Exchange Standard; SharePoint Standard",
            168,
        ),
    ]
    offers += [
        ("Remote Desktop packs", "Remote Desktop Device CAL", 6500, 50, ""),
        ("Windows volume", "Windows Server Device CAL", 38.5, "", 1),
        ("Windows volume", "Windows Server Device CAL", 36, "", 2000),
    ]
    owned = [
        ("Windows Server User CAL", people // 6),
        ("Core suite User CAL", people // 50),
        ("Windows Server Device CAL", people // 40),
        ("Exchange Standard User CAL", people // 30),
    ]
    return {
        "Settings": (("Setting", "Value"), ("As of", "2026-01-01"), ("Access file", "access.csv")),
        "Servers": (("Server", "Product"), *SERVERS.items()),
        "Licenses": licenses,
        "Offers": offers,
        "Owned": (("License", "Quantity"), *owned[:kinds]),
    }


def main() -> None:
    """Write, solve, tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--accesses", type=int, default=1_000_000)
    parser.add_argument(
        "--kinds", type=int, default=2, choices=range(1, 5), help="how many licenses are owned"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--time-limit", type=float, default=60)
    args = parser.parse_args()
    table = access(args.accesses, np.random.default_rng(args.seed))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "sites.xlsx"
        table.to_csv(source.with_name("access.csv"), index=False)
        write(source, workbook(table["User"].nunique(), args.kinds))
        print(f"{len(table):,} accesses: {proof(source, args.time_limit)}")


if __name__ == "__main__":
    main()
