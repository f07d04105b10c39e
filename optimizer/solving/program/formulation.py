"""The complete model in PuLP: variables, then one block a constraint family, in the order in which
the model is explained.

DEFINITIONS (indices as in model 1; every letter is a whole number, a variable an index)
    X[u,e], Y[d,e]  1: every member of the class holds licenses that open e (holding.py)
    N[c,k], N[c,b]  members of class c who hold license k, bundle b: 0 to m (holding.py)
    P[g,p]          alike pieces g that follow pattern p (alike_pieces.py)
    T[k,h]          1: wide license k is taken for h (wide.py); Z and O are those of 2.2
    A[u,s], D[d,s]  1: u (d) is one of the two exempt for administering s
    M[s,f]          1: only user licenses count for family f on s, 0: only device licenses
    H, U            units converted where they sit, and drawn beside those (sharing.py)
    L[k]            units in full that serve as k, a lapsed twin (buying.py)
    K, V, B, W      units kept and converted, packs and tiers bought (buying.py)
    C[s]            1: the CAL mode cost of s, whole minor units, is paid
    S               what is missing of a need or a license, where the least of that is asked for
"""

from math import gcd

import numpy as np
import pulp

from optimizer.domain.keywords import Metric
from optimizer.domain.tables import NONE, Kind
from optimizer.licensing.administration import ADMINISTRATORS, State
from optimizer.licensing.metrics import takes
from optimizer.licensing.payments import cal_mode_payments, minor
from optimizer.licensing.rules import admits, lifting
from optimizer.solving.instance import Instance
from optimizer.solving.program.alike_pieces import follow_patterns
from optimizer.solving.program.builder import Beside, Program, ProgramBuilder, Terms, merged
from optimizer.solving.program.buying import convert, meet_use
from optimizer.solving.program.holding import hold
from optimizer.solving.program.sharing import share
from optimizer.solving.program.wide import require, taken, wide_for


def state(
    case: Instance,
    *,
    elastic: bool = False,
    beside: Beside | None = None,
    one_by_one: bool = False,
) -> Program:
    """State the cheapest compliant mix as a program; `elastic` asks instead for the least that is
    missing to comply.

    `beside` states what else draws on the supply, for needs that the case leaves out. Pieces that
    are alike are told as numbers, unless each is asked for, `one_by_one`.
    """
    statement = ProgramBuilder(case, elastic=elastic)
    if not elastic and not one_by_one:
        seats = case.supply.seats
        follow_patterns(
            statement, {(seat.user, seat.holder) for seat in seats if seat.movable or seat.shared}
        )
    hold(statement, users=True)
    hold(statement, users=False)
    share(statement)
    cover(statement)
    complete(statement, beside)
    return statement.program


def complete(statement: ProgramBuilder, beside: Beside | None = None) -> None:
    """What every program states beside who covers what: its rules, what is bought, and the cost;
    `beside` states what else draws on the supply."""
    require(statement)
    same_holder(statement)
    pick_administrators(statement)
    pay_cal_mode(statement)
    if beside:
        beside(statement)
    meet_use(statement)
    convert(statement)
    minimise(statement)


def cover(statement: ProgramBuilder) -> None:
    """Model 2.2 and 2.3: X[u,e] + Y[d,e] + Z[s,e,type] + O[e,type] + A[u,s] + D[d,s] >= 1; with One
    kind, ... X ... >= M and ... Y ... >= 1 - M."""
    classes = statement.classes
    forced = force(statement)
    family = [f for f, _ in statement.ways.elements]
    columns = (
        classes.user, classes.device, classes.server, classes.element, classes.type,
        classes.by_user, classes.by_device, classes.wide,
        classes.user_candidate, classes.device_candidate,
    )  # fmt: skip
    for i, (u, d, s, e, t, by_user, by_device, wide, exempt_user, exempt_device) in enumerate(
        zip(*(c.tolist() for c in columns), strict=True)
    ):
        x = statement.covers.get((True, u, e), []) if by_user else []
        y = statement.covers.get((False, d, e), []) if by_device else []
        free = s != NONE and statement.tables.servers[s].one_kind.get(family[e]) == Kind.EITHER
        if not free and (
            (by_user and (True, u, e) in forced) or (by_device and (False, d, e) in forced)
        ):
            continue
        others: Terms = [(v, 1) for v in wide_for(statement, s, e, t)] if wide else []
        others += exempt(statement, s, u if exempt_user else NONE, d if exempt_device else NONE)
        if statement.elastic:
            others.append((statement.slack("need", i), 1))
        if free:
            chosen = mode(statement, s, family[e])
            statement.row(f"need_{i}_u", [*x, *others, (chosen, -1)], pulp.LpConstraintGE, 0)
            statement.row(f"need_{i}_d", [*y, *others, (chosen, 1)], pulp.LpConstraintGE, 1)
        else:
            statement.row(f"need_{i}", [*x, *y, *others], pulp.LpConstraintGE, 1)


def force(statement: ProgramBuilder) -> set[tuple[bool, int, int]]:
    """Elements that a class must have open, since an access of it has no other way: bounds instead
    of rows."""
    if statement.elastic:
        return set()
    classes = statement.classes
    free = np.zeros(len(classes.user), bool)
    for i in np.flatnonzero(classes.server != NONE).tolist():
        kinds = statement.tables.servers[int(classes.server[i])].one_kind
        free[i] = kinds.get(statement.ways.elements[int(classes.element[i])][0]) == Kind.EITHER
    exempting = classes.user_candidate | classes.device_candidate
    alone = ~classes.wide & ~exempting & ~free & (classes.by_user != classes.by_device)
    found = set()
    for users, owner, able in (
        (True, classes.user, classes.by_user),
        (False, classes.device, classes.by_device),
    ):
        where = alone & able
        for c, e in set(zip(owner[where].tolist(), classes.element[where].tolist(), strict=True)):
            terms = statement.covers[users, c, e]
            if len(terms) == 1 and terms[0][0].upBound == 1:
                terms[0][0].lowBound = 1
                found.add((users, c, e))
    return found


def mode(statement: ProgramBuilder, server: int, family: int) -> pulp.LpVariable:
    """M[s,f]: 1 where only user licenses count on the server, 0 where only device licenses do."""
    if (server, family) not in statement.program.modes:
        statement.program.modes[server, family] = statement.variable(f"M_s{server}_f{family}")
    return statement.program.modes[server, family]


def exempt(statement: ProgramBuilder, server: int, user: int, device: int) -> Terms:
    """A[u,s] and D[d,s] of a user and a device that may be exempt there; NONE: may not."""
    holders = ((True, user), (False, device))
    return [
        (administrator(statement, users=users, holder=holder, server=server), 1)
        for users, holder in holders
        if holder != NONE
    ]


def administrator(
    statement: ProgramBuilder, *, users: bool, holder: int, server: int
) -> pulp.LpVariable:
    """A[u,s] (D[d,s]): 1 where the user (device) is exempt on the server for administration."""
    program = statement.program
    made = program.administrators if users else program.exempt_devices
    if (holder, server) not in made:
        name = f"A_u{holder}_s{server}" if users else f"D_d{holder}_s{server}"
        made[holder, server] = statement.variable(name)
    return made[holder, server]


def same_holder(statement: ProgramBuilder) -> None:
    """Model 2.5: X[u,(f,v)] <= X[u,(base, any)], the same for Y."""
    for (users, c, e), terms in list(statement.covers.items()):
        base = statement.ways.bases.get(e)
        if base is not None:
            name = f"same_{'u' if users else 'd'}{c}_e{e}"
            below = [(v, -w) for v, w in statement.covers.get((users, c, base), [])]
            statement.row(name, merged([*terms, *below]), pulp.LpConstraintLE, 0)


def pick_administrators(statement: ProgramBuilder) -> None:
    """Model 2.4, at most two people or devices a server are exempt: sum of A[u,s] + D[d,s] <= 2."""
    by_server: dict[int, Terms] = {}
    for exempt in (statement.program.administrators, statement.program.exempt_devices):
        for (_, server), made in exempt.items():
            by_server.setdefault(server, []).append((made, 1))
    for server, terms in by_server.items():
        statement.row(f"administrators_s{server}", terms, pulp.LpConstraintLE, ADMINISTRATORS)


def pay_cal_mode(statement: ProgramBuilder) -> None:
    """Model 2.6: C[s] + sum of T[k,s] over Core licenses k that open one of the server's needs for
    one of its users >= 1; Windows Server and Remote Desktop aside where it has other needs."""
    tables, needs, ways = statement.tables, statement.case.needs, statement.ways
    asking = needs.state != State.EXEMPT
    for s, server in enumerate(tables.servers):
        here = (
            np.flatnonzero(asking & (needs.server == s))
            if server.cal_mode_cost
            else np.zeros(0, int)
        )
        if not len(here):
            continue
        cost = minor(cal_mode_payments(tables, s), tables.settings.digits)
        lifted = lifting(tables, set(needs.family[here].tolist()))
        lifts = here[np.isin(needs.family[here], list(lifted))]
        asked = set(zip(ways.element[lifts].tolist(), ways.type[lifts].tolist(), strict=True))
        cores = [
            k
            for k, license in enumerate(tables.licenses)
            if license.metric is Metric.CORE
            and takes(tables, k, s)
            and any(e in ways.opened[k] and admits(license, t) for e, t in asked)
        ]
        if not cores and not statement.elastic:
            statement.program.cal_mode[s] = None
            statement.program.fixed += cost
            continue
        paid = statement.variable(f"C_s{s}")
        statement.program.cal_mode[s] = paid
        statement.cost.append((paid, cost))
        spared = [(statement.slack("server", s), 1)] if statement.elastic else []
        ways_out = [(paid, 1), *((taken(statement, k, s), 1) for k in cores), *spared]
        statement.row(f"cal_mode_s{s}", ways_out, pulp.LpConstraintGE, 1)


def minimise(statement: ProgramBuilder) -> None:
    """The money; or, where something is missing, first the fewest needs and then the fewest
    licenses that are."""
    if statement.elastic:
        missing = statement.program.slacks.items()
        statement.problem.setObjective(
            pulp.LpAffineExpression(
                [(v, 1000 if kind == "need" else 1) for (kind, _), v in missing]
            )
        )
        return
    total: dict[pulp.LpVariable, int] = {}
    for made, cost in statement.cost:
        total[made] = total.get(made, 0) + cost
    price(statement.program, total)


def price(program: Program, cost: dict[pulp.LpVariable, int]) -> None:
    """Let the program's variables cost so many minor units each."""
    program.cost = cost
    program.unit = gcd(*cost.values()) or 1 if cost else 1
    program.problem.setObjective(
        pulp.LpAffineExpression([(v, money // program.unit) for v, money in cost.items() if money])
    )
