"""Server, Core and Organization licenses, taken for a host, a server or everyone (model 2.2, 2.5).

DEFINITIONS
    k, r       wide license, the one that it requires
    h          host, server or (NONE) organization for which it is taken
    T[k,h]     1: it is taken, which uses `wide_quantity` units of k
"""

import pulp

from optimizer.domain.tables import NONE
from optimizer.licensing.metrics import WIDE, takes, wide_quantity
from optimizer.licensing.rules import admits
from optimizer.solving.program.builder import ProgramBuilder, Terms


def wide_keys(
    statement: ProgramBuilder, server: int, element: int, type_: int
) -> list[tuple[int, int]]:
    """The licenses that would cover accesses of that type to the server, each with the host, server
    or (NONE) organization for which it is taken."""
    return [
        (k, wide.place(statement.tables, server))
        for k, license in enumerate(statement.tables.licenses)
        if (wide := WIDE.get(license.metric)) is not None
        and element in statement.ways.opened[k]
        and admits(license, type_)
        and (server != NONE or not wide.of_servers)
        and takes(statement.tables, k, server)
    ]


def wide_for(
    statement: ProgramBuilder, server: int, element: int, type_: int
) -> list[pulp.LpVariable]:
    """T of each of them."""
    return [taken_at(statement, *key) for key in wide_keys(statement, server, element, type_)]


def taken(statement: ProgramBuilder, license: int, server: int) -> pulp.LpVariable:
    """T: the wide license is taken for the server, its host or the organization."""
    wide = WIDE[statement.tables.licenses[license].metric]
    return taken_at(statement, license, wide.place(statement.tables, server))


def taken_at(statement: ProgramBuilder, license: int, index: int) -> pulp.LpVariable:
    """T of a host, a server, or (NONE) the organization."""
    if (license, index) not in statement.program.wide:
        made = statement.variable(f"T_k{license}_s{index}" if index != NONE else f"T_k{license}")
        statement.program.wide[license, index] = made
        statement.use(license, made, wide_quantity(statement.tables, license, index))
    return statement.program.wide[license, index]


def require(statement: ProgramBuilder) -> None:
    """Model 2.5: T[k,h] <= T[r,h] where the Server license k requires r, lapsed or not, on the same
    host."""
    open_ = list(statement.program.wide)
    for license, host in open_:  # grows: what is required may itself require another
        required = statement.tables.licenses[license].requires
        if required != NONE:
            lapsed = (
                k for k, each in enumerate(statement.tables.licenses) if each.lapsed_of == required
            )
            below = [(k, host) for k in (required, *lapsed)]
            open_ += [key for key in below if key not in statement.program.wide]
            above = statement.program.wide[license, host]
            terms: Terms = [(above, 1), *((taken_at(statement, *key), -1) for key in below)]
            statement.row(f"requires_k{license}_s{host}", terms, pulp.LpConstraintLE, 0)
