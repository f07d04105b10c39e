"""Which of equal members get what: one stretch each, by name, whatever a solver mixed; of groups, of
people by name, of own pairs and of administrators."""

from collections.abc import Hashable, Sequence
from itertools import groupby
from pathlib import Path
from random import Random

import pytest

from optimizer.domain.names import natural
from optimizer.domain.plan import Plan
from optimizer.domain.tables import Tables
from tests.support.books import WINDOWS, Sheets, held, solve

P = "Windows Server 2022"


def contiguous(said: Sequence[Hashable]) -> bool:
    """Whether each distinct value stands in one stretch."""
    stretches = [value for value, _ in groupby(said)]
    return len(stretches) == len(set(stretches))


def random_book(dice: Random) -> Sheets:
    """Kinds of people, each by name or as a group, on shared devices or on one of their own each,
    some of them administrators; a few licenses are owned."""
    users: list[list[object]] = [["User", "Count"]]
    devices: list[list[object]] = [["Device", "Count"], ["pc", 1], ["kiosk", 2]]
    access: list[list[object]] = [["User", "Device", "Server", "Pairing", "Purpose"]]
    for kind in ("clerk", "nurse", "boss"):
        size, server = dice.randint(2, 6), dice.choice(["S1", "S2"])
        purpose = dice.choice(["", "", "Administration"])
        own = dice.random() < 0.5
        if dice.random() < 0.5:
            users.append([kind, size])
            names = [kind]
        else:
            order = dice.sample(range(1, 13), size)
            names = [f"{kind} {n}" for n in order]
            users += [[name, 1] for name in names]
        if own and len(names) == 1:
            devices.append([f"{kind} PC", size])
            access.append([kind, f"{kind} PC", server, "Own", purpose])
        elif own:  # by name, each with a PC of that name
            devices += [[f"PC of {name}", 1] for name in names]
            access += [[name, f"PC of {name}", server, "", purpose] for name in names]
        else:
            shared = dice.choice(["pc", "kiosk", ""])
            access += [[name, shared, server, "", purpose] for name in names]
    stock = dice.randint(0, 5)
    return {
        "Users": users,
        "Devices": devices,
        "Servers": [["Server", "Product"], ["S1", P], ["S2", P]],
        "Access": access,
        "Licenses": [*WINDOWS, ["Owned CAL", "User", "Windows Server", ""]],
        "Owned": [["License", "Quantity"], ["Owned CAL", stock]],
    }


def members(tables: Tables, plan: Plan, kind: str) -> list[Hashable]:
    """What each member of a kind holds, and on which servers it is exempt, in the order of their
    names."""
    found: list[Hashable] = []
    rows = [row for row, name in enumerate(tables.users.names) if name.split(" ")[0] == kind]
    for row in sorted(rows, key=lambda row: natural(tables.users.names[row])):
        name = tables.users.names[row]
        runs = [bundle for n, bundle in held(tables, plan, "users")[name] for _ in range(n)]
        units = held(tables, plan, "devices")
        paired = units.get(f"{kind} PC", units.get(f"PC of {name}", []))
        theirs = [bundle for n, bundle in paired for _ in range(n)] or [()] * len(runs)
        exempt = [(m, s) for r, m, s in plan.mix.exempt if r == row]
        also = [
            (m, s) for r, m, s in plan.mix.exempt_devices if tables.devices.names[r] == f"{kind} PC"
        ]
        for m, both in enumerate(zip(runs, theirs, strict=True)):
            found.append((both, *(tuple(s for at, s in e if at == m) for e in (exempt, also))))
    return found


@pytest.mark.parametrize("seed", range(40))
def test_each_kind_gets_it_in_one_stretch(tmp_path: Path, seed: int) -> None:
    tables, plan = solve(tmp_path, random_book(Random(seed)))
    for kind in ("clerk", "nurse", "boss"):
        assert contiguous(members(tables, plan, kind)), members(tables, plan, kind)
