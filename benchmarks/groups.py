"""How far the integer program goes: 20,000 people and 15,000 devices in 300 groups, with stock,
packs, tiers and suites.

    python -m benchmarks.groups [--seed N] [--time-limit S] [--solver highs|scip|race]

Writes the workbook, solves it as a whole process, and says what is proven and how long it took.
"""

import argparse
import tempfile
from pathlib import Path
from random import Random

from benchmarks.proof import proof
from samples.stories.sheets import Sheets
from samples.write_samples import write

PEOPLE, DEVICES, USER_GROUPS, DEVICE_GROUPS = 20_000, 15_000, 170, 130
FAMILIES = {
    "Windows Server": (50, 39),
    "Exchange Standard": (97, 76),
    "SharePoint Standard": (135, 105),
    "Remote Desktop": (174, 136),
}


def sizes(random: Random, total: int, groups: int) -> list[int]:
    """Group sizes that add up to the total."""
    cuts = sorted(random.sample(range(1, total), groups - 1))
    return [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)]


def workbook(seed: int) -> Sheets:
    """A large organization: every group uses several servers on several groups of devices."""
    random = Random(seed)
    users = [(f"people {i}", n) for i, n in enumerate(sizes(random, PEOPLE, USER_GROUPS))]
    devices = [(f"devices {i}", n) for i, n in enumerate(sizes(random, DEVICES, DEVICE_GROUPS))]
    servers = (
        ("Server", "Product"),
        ("FILES", "Windows Server 2022"),
        ("OLD", "Windows Server 2016"),
        ("MAIL", "Windows Server 2022; Exchange Server 2019"),
        ("PORTAL", "Windows Server 2022; SharePoint Server 2019"),
        ("RDS", "Remote Desktop Services 2022"),
    )
    access: list[tuple[object, ...]] = [("User", "Device", "Server")]
    for user, _ in users:
        for device, _ in random.sample(devices, random.randint(1, 5)):
            access += [
                (user, device, server)
                for server, _ in random.sample(servers[1:], random.randint(1, 3))
            ]
    licenses: list[tuple[object, ...]] = [
        ("License", "Metric", "Covers", "Version", "Price", "Pack")
    ]
    offers: list[tuple[object, ...]] = [
        ("Offer", "License", "Price", "Pack", "From quantity", "Minimum", "Maximum", "Channel")
    ]
    for family, prices in FAMILIES.items():
        for metric, price in zip(("User", "Device"), prices, strict=True):
            name = f"{family} {metric} CAL"
            licenses.append((name, metric, family, "", price, ""))
            offers += [
                (f"{name} volume", name, round(price * share, 2), "", least, "", "", "MPSA")
                for least, share in ((1, 0.99), (1000, 0.93), (4000, 0.88))
            ]
            offers.append(
                (f"{name} packs", name, round(price * 50 * 0.95, 2), 50, "", "", 2000, "Retail")
            )
    for metric, price in (("User", 215), ("Device", 168)):
        licenses.append(
            (
                f"Core suite {metric}",
                metric,
                "Windows Server; Exchange Standard; SharePoint Standard",
                "",
                price,
                "",
            )
        )
        licenses.append(
            (
                f"Terminal suite {metric}",
                metric,
                "Windows Server; Remote Desktop",
                "",
                round(price * 0.9),
                "",
            )
        )
    licenses.append(("Windows Server 2016 Device CAL", "Device", "Windows Server", 2016, "", ""))
    owned = [
        ("License", "Quantity"),
        ("Windows Server User CAL", 2500),
        ("Exchange Standard Device CAL", 1200),
        ("Core suite User", 900),
        ("Windows Server 2016 Device CAL", 1500),
        ("Remote Desktop Device CAL", 700),
    ]
    return {
        "Settings": (("Setting", "Value"), ("As of", "2026-01-01")),
        "Users": (("User", "Count"), *users),
        "Devices": (("Device", "Count"), *devices),
        "Servers": servers,
        "Access": access,
        "Licenses": licenses,
        "Offers": offers,
        "Owned": owned,
    }


def main() -> None:
    """Write, solve, tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--time-limit", type=float, default=60)
    parser.add_argument("--solver", default="highs", choices=("highs", "scip", "race"))
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "groups.xlsx"
        write(source, workbook(args.seed))
        print(f"seed {args.seed}: {proof(source, args.time_limit, args.solver)}")


if __name__ == "__main__":
    main()
