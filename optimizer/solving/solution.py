"""What was decided -> the mix: who holds what, row by row, and what is bought for it. Whole numbers
only."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from optimizer.domain.plan import Mix
from optimizer.domain.tables import Kind, Tables
from optimizer.licensing.metrics import wide_quantity
from optimizer.solving.bundles import Runs
from optimizer.solving.idle import Shedding
from optimizer.solving.instance import Instance
from optimizer.solving.members import holding_of, members_of, with_shared
from optimizer.solving.network.cut import Cut


@dataclass(frozen=True, kw_only=True)
class Decisions:
    """What was decided, in whole numbers: the runs of each class, the kind of each One kind, and
    what only a program decides: wide licenses, who is exempt, packs of each line that is not plain,
    `converted` units of each lot, servers whose CAL mode cost is paid, units `in_full` that serve
    as a lapsed twin, and `shared` units of rows, (users?, row) -> license -> units."""

    users: list[Runs]
    devices: list[Runs]
    modes: dict[tuple[int, int], Kind]
    wide: set[tuple[int, int]] = field(default_factory=set)
    picked: set[tuple[int, int]] = field(default_factory=set)
    picked_devices: set[tuple[int, int]] = field(default_factory=set)
    packs: Mapping[int, int] = field(default_factory=dict)
    converted: tuple[int, ...] = ()
    cal_mode: tuple[int, ...] = ()
    in_full: Mapping[int, int] = field(default_factory=dict)
    shared: Mapping[tuple[bool, int], Mapping[int, int]] = field(default_factory=dict)


def mix_of_cut(case: Instance, cut: Cut) -> Mix:
    """The mix where a minimum cut decides everything."""
    users, devices = (
        [[(bundle, m)] for bundle, m in zip(held, side.members.tolist(), strict=True)]
        for held, side in ((cut.users, case.classes.users), (cut.devices, case.classes.devices))
    )
    for (user, c), runs in cut.mixed.items():
        (users if user else devices)[c] = list(runs)
    none = (0,) * len(case.supply.lots)
    return mix_from(
        case, Decisions(users=users, devices=devices, modes=dict(cut.modes), converted=none)
    )


def mix_from(case: Instance, made: Decisions, *, shed: bool = True) -> Mix:
    """Drop what nobody needs (`shed`), tell the members of each class apart again, and count what
    is bought for it."""
    classes, tables = case.classes, case.tables
    users, devices, wide, modes = made.users, made.devices, made.wide, made.modes
    priced = _priced(case)
    if shed and len(priced) < len(tables.licenses):
        Shedding(
            case,
            priced,
            users,
            devices,
            wide,
            picked=made.picked,
            picked_devices=made.picked_devices,
            modes=modes,
        ).run()

    user_holding, device_holding = (
        with_shared(
            holding_of(side, runs, names),
            {row: u for (who, row), u in made.shared.items() if who == at},
        )
        for at, side, runs, names in (
            (True, classes.users, users, tables.users.names),
            (False, classes.devices, devices, tables.devices.names),
        )
    )
    used = [0] * len(tables.licenses)
    for holding in (user_holding, device_holding):
        units = np.zeros(len(holding.bundles), np.int64)
        np.add.at(units, holding.bundle, holding.members)
        for bundle, members in zip(holding.bundles, units.tolist(), strict=True):
            for k in bundle:
                used[k] += members
    for k, index in wide:
        used[k] += wide_quantity(tables, k, index)
    for twin, serving in made.in_full.items():
        in_full = min(serving, used[twin])
        used[twin] -= in_full
        used[tables.licenses[twin].lapsed_of] += in_full
    for server, family in _fixed_modes(case):
        modes[server, family] = tables.servers[server].one_kind[family]
    return Mix(
        users=user_holding,
        devices=device_holding,
        wide=tuple(sorted(wide)),
        exempt=members_of(classes.users, made.picked),
        modes=modes,
        packs=_packs(case, made, used, _unused(tables, made.shared)),
        converted=made.converted,
        used=tuple(used),
        cal_mode=made.cal_mode,
        exempt_devices=members_of(classes.devices, made.picked_devices),
    )


def _unused(
    tables: Tables, shared: Mapping[tuple[bool, int], Mapping[int, int]]
) -> Mapping[int, int]:
    """Units of each license that stay where more of them are than members."""
    result: dict[int, int] = {}
    for (users, row), units in shared.items():
        members = int((tables.users if users else tables.devices).count[row])
        for k, n in units.items():
            result[k] = result.get(k, 0) + max(0, n - members)
    return result


def _fixed_modes(case: Instance) -> list[tuple[int, int]]:
    return [
        (s, family)
        for s, server in enumerate(case.tables.servers)
        for family, kind in server.one_kind.items()
        if kind != Kind.EITHER
    ]


def _priced(case: Instance) -> set[int]:
    """Licenses that are bought one by one for money: no cheapest plan holds an idle one."""
    plain = {k: case.supply.plain(k) for k in range(len(case.tables.licenses))}
    return {k for k, line in plain.items() if line is not None and case.supply.lines[line].cost > 0}


def _packs(
    case: Instance, made: Decisions, used: list[int], unused: Mapping[int, int]
) -> tuple[int, ...]:
    """Packs of each line; those past the use of a license and free of rules are taken back, the
    dearest first. Units that stay `unused` with a row are of no use to others."""
    supply = case.supply
    packs = [0] * len(supply.lines)
    for index, taken in made.packs.items():
        packs[index] = taken
    lasting = [
        (lot, lot.quantity - n)
        for lot, n in zip(supply.lots, made.converted, strict=True)
        if lot.lasts
    ]
    for k, lines in supply.lines_of.items():
        plain = supply.plain(k)
        if plain is not None:
            packs[plain] = used[k]
            continue
        owned = sum(n for lot, n in lasting if lot.license == k)
        spare = owned + sum(supply.lines[i].pack * packs[i] for i in lines) - used[k]
        spare -= unused.get(k, 0)
        for i in reversed(lines):
            line = supply.lines[i]
            if line.least <= 1 and not line.lots and len(case.tables.offers[line.offer].tiers) == 1:
                back = min(packs[i], max(spare, 0) // line.pack)
                packs[i] -= back
                spare -= back * line.pack
    return tuple(packs)
