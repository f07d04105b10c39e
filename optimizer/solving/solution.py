"""A solved program -> the mix: who holds what, row by row, and what is bought for it. Whole numbers
only."""

from collections.abc import Mapping, Sequence

from optimizer.domain.plan import Mix
from optimizer.domain.tables import Kind, Tables
from optimizer.licensing.metrics import wide_quantity
from optimizer.solving.bundles import Bundle, Runs, share_out, zip_runs
from optimizer.solving.classes import Side
from optimizer.solving.idle import Shedding
from optimizer.solving.instance import Instance
from optimizer.solving.members import holding_of, members_of, with_shared
from optimizer.solving.network.cut import Cut
from optimizer.solving.program.alike_pieces import dealt
from optimizer.solving.program.builder import Held, Program, number
from optimizer.solving.program.sharing import staying


def mix_of(case: Instance, program: Program, cut: Cut, *, shed: bool = True) -> Mix:
    """Read the program's variables and the cut; drop what nobody needs (`shed`); tell the members
    of each class apart again."""
    classes, tables = case.classes, case.tables
    users = _runs(program.users, cut.users, classes.users)
    devices = _runs(program.devices, cut.devices, classes.devices)
    for (user, c), runs in (*cut.mixed.items(), *dealt(program, case).items()):
        (users if user else devices)[c] = list(runs)
    wide = {key for key, variable in program.wide.items() if number(variable)}
    picked, picked_devices = (
        {key for key, variable in exempt.items() if number(variable)}
        for exempt in (program.administrators, program.exempt_devices)
    )
    modes = {
        key: Kind.USER if number(variable) else Kind.DEVICE
        for key, variable in program.modes.items()
    } | cut.modes
    priced = _priced(case)
    if shed and len(priced) < len(tables.licenses):
        Shedding(
            case,
            priced,
            users,
            devices,
            wide,
            picked=picked,
            picked_devices=picked_devices,
            modes=modes,
        ).run()

    shared = staying(case, program)
    user_holding, device_holding = (
        with_shared(
            holding_of(side, runs, names), {row: u for (who, row), u in shared.items() if who == at}
        )
        for at, side, runs, names in (
            (True, classes.users, users, tables.users.names),
            (False, classes.devices, devices, tables.devices.names),
        )
    )
    used = [0] * len(tables.licenses)
    for holding in (user_holding, device_holding):
        for bundle, members in zip(holding.bundle.tolist(), holding.members.tolist(), strict=True):
            for k in holding.bundles[bundle]:
                used[k] += members
    for k, index in wide:
        used[k] += wide_quantity(tables, k, index)
    for twin, serving in program.as_lapsed.items():
        in_full = min(sum(map(number, serving)), used[twin])
        used[twin] -= in_full
        used[tables.licenses[twin].lapsed_of] += in_full
    for server, family in _fixed_modes(case):
        modes[server, family] = (tables.servers[server].one_kind or {})[family]
    return Mix(
        user_holding,
        device_holding,
        tuple(sorted(wide)),
        members_of(classes.users, picked),
        modes,
        _packs(case, program, used, _unused(tables, shared)),
        _converted(case, program),
        tuple(used),
        tuple(
            s for s, variable in program.cal_mode.items() if variable is None or number(variable)
        ),
        exempt_devices=members_of(classes.devices, picked_devices),
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
        for family, kind in (server.one_kind or {}).items()
        if kind != Kind.EITHER
    ]


def _runs(held: list[list[Held]], cut: Sequence[Bundle], side: Side) -> list[Runs]:
    """Each class's bundles: the program's where it decided on the class, else the cut's."""
    pairs = zip(held, cut, side.members.tolist(), strict=True)
    return [_program_runs(parts, m) if parts else [(bundle, m)] for parts, bundle, m in pairs]


def _program_runs(held: list[Held], members: int) -> Runs:
    """The bundles of one class's members, all components together."""
    parts = []
    for part in held:
        if part.counts:
            counts = {k: units * number(variable) for k, (variable, units) in part.counts.items()}
            if part.component.laminar:
                parts.append(share_out(counts, members, part.component.opened))
            else:
                parts.append([(frozenset(k for k, n in counts.items() if n), members)])
        elif part.bundles:
            runs = [
                (bundle, number(variable)) for bundle, variable in part.bundles if number(variable)
            ]
            rest = members - sum(size for _, size in runs)
            parts.append([*runs, (frozenset(), rest)] if rest else runs)
        elif part.each:
            parts.append(
                [
                    (frozenset(k for k, v in each.items() if any(map(number, v))), 1)
                    for each in part.each
                ]
            )
    return zip_runs(parts, members)


def _priced(case: Instance) -> set[int]:
    """Licenses that are bought one by one for money: no cheapest plan holds an idle one."""
    plain = {k: case.supply.plain(k) for k in range(len(case.tables.licenses))}
    return {k for k, line in plain.items() if line is not None and case.supply.lines[line].cost > 0}


def _packs(
    case: Instance, program: Program, used: list[int], unused: Mapping[int, int]
) -> tuple[int, ...]:
    """Packs of each line; those past the use of a license and free of rules are taken back, the
    dearest first. Units that stay `unused` with a row are of no use to others."""
    supply = case.supply
    packs = [0] * len(supply.lines)
    for index, variable in program.packs.items():
        packs[index] = number(variable)
    lasting = [
        (lot, lot.quantity - n)
        for lot, n in zip(supply.lots, _converted(case, program), strict=True)
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


def _converted(case: Instance, program: Program) -> tuple[int, ...]:
    """Units of each lot that are converted."""
    result = [0] * len(case.supply.lots)
    for (_, lot), variable in program.converted.items():
        result[lot] += number(variable)
    for (_, lot), variables in program.fixed_ways.items():
        result[lot] += sum(map(number, variables))
    return tuple(result)
