"""Who would be served by a second session host, where One kind makes a plan dearer.

Without One kind, whoever's user licenses cover all accesses to a server goes to one of two hosts,
everybody else to the other: each has one kind, and the plan costs what it does without the rule.
"""

from collections.abc import Callable

import numpy as np

from optimizer.domain.arrays import distinct
from optimizer.domain.keywords import Metric
from optimizer.domain.options import Options
from optimizer.domain.problems import Findings, InfeasibleError, SolverError
from optimizer.domain.tables import NONE, Tables
from optimizer.explaining.mixed_hosts import covered
from optimizer.planning import planned
from optimizer.solving.solvers.status import Clock

NAMED = 4
"""People who are named; of more, how many they are."""


def second_host(tables: Tables, s: int, family: int) -> Callable[[Options], str] | None:
    """The sentence on a second host beside server `s` of tables that have no One kind for the
    family there, to be asked for with the solver's options; None where a second host would ask for
    more than itself: a server-wide license, CAL mode cost, a server that it stands behind."""
    server = tables.servers[s]
    wide = any(
        family in license.covers and license.metric in {Metric.SERVER, Metric.CORE}
        for license in tables.licenses
    )
    if wide or server.cal_mode_cost or any(s in other.front_of for other in tables.servers):
        return None
    return lambda options: _sentence(tables, s, family, options)


def _sentence(tables: Tables, s: int, family: int, options: Options) -> str:
    try:
        _, case, answer, _ = planned(tables, Findings(), options, Clock(options.time_limit))
    except (InfeasibleError, SolverError):
        return ""
    assert answer.mix is not None
    needs = case.needs
    here = (needs.server == s) & (needs.family == family)
    by_user = here & covered(case, answer.mix.users, needs.user)
    people = distinct(needs.user[by_user])
    others = np.setdiff1d(distinct(needs.user[here & (needs.user != NONE)]), people)
    if not len(people) or not len(others):
        return ""
    counts = tables.users.count
    user_mode = counts[people].sum() <= counts[others].sum()
    moved = people if user_mode else others
    names, number = [tables.users.names[row] for row in moved.tolist()], int(counts[moved].sum())
    if len(names) <= NAMED:
        *first, last = names
        who = f"{', '.join(first)} and {last}" if first else last
    else:
        who = f"{number:,} people, {', '.join(names[:NAMED])} among them,"
    mode = "user" if user_mode else "device"
    return (
        f'A second host beside "{tables.servers[s].name}", in {mode} mode for '
        f"{tables.families[family]}, would serve {who}; it is not counted in itself."
    )
