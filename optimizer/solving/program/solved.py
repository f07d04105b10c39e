"""A solved program, and the cut beside it -> the mix: its variables' values, rounded."""

from collections.abc import Sequence

from optimizer.domain.plan import Mix
from optimizer.domain.tables import Kind
from optimizer.solving.bundles import Bundle, Runs, share_out, zip_runs
from optimizer.solving.classes import Side
from optimizer.solving.instance import Instance
from optimizer.solving.network.cut import Cut
from optimizer.solving.program.alike_pieces import dealt
from optimizer.solving.program.builder import Held, Program, number
from optimizer.solving.program.sharing import staying
from optimizer.solving.solution import Decisions, mix_from


def mix_of(case: Instance, program: Program, cut: Cut, *, shed: bool = True) -> Mix:
    """Read the program's variables and the cut; drop what nobody needs (`shed`); tell the members
    of each class apart again."""
    users = _runs(program.users, cut.users, case.classes.users)
    devices = _runs(program.devices, cut.devices, case.classes.devices)
    for (user, c), runs in (*cut.mixed.items(), *dealt(program, case).items()):
        (users if user else devices)[c] = list(runs)
    picked, picked_devices = (
        {key for key, variable in exempt.items() if number(variable)}
        for exempt in (program.administrators, program.exempt_devices)
    )
    modes = {
        key: Kind.USER if number(variable) else Kind.DEVICE
        for key, variable in program.modes.items()
    }
    decisions = Decisions(
        users=users,
        devices=devices,
        modes=modes | cut.modes,
        wide={key for key, variable in program.wide.items() if number(variable)},
        picked=picked,
        picked_devices=picked_devices,
        packs={index: number(variable) for index, variable in program.packs.items()},
        converted=_converted(case, program),
        cal_mode=tuple(
            s for s, variable in program.cal_mode.items() if variable is None or number(variable)
        ),
        in_full={twin: sum(map(number, made)) for twin, made in program.as_lapsed.items()},
        shared=staying(case, program),
    )
    return mix_from(case, decisions, shed=shed)


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


def _converted(case: Instance, program: Program) -> tuple[int, ...]:
    """Units of each lot that are converted."""
    result = [0] * len(case.supply.lots)
    for (_, lot), variable in program.converted.items():
        result[lot] += number(variable)
    for (_, lot), variables in program.fixed_ways.items():
        result[lot] += sum(map(number, variables))
    return tuple(result)
