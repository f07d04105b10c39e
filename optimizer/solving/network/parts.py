"""Parts that a minimum cut can decide: laminar, plain, coupled by nothing else
(model 6.1).

DEFINITIONS
    need      row of `Classes`: user, device, server, element, (need,) each
    part      what needs connect by a class or a One kind: a number a node, (class and mode,)
    hard      whether no cut decides the class, and then its part, (class,) and (part,)
    plain     bought singly, without limits or stock; counted: any other way
"""

import numpy as np

from optimizer.domain.arrays import distinct
from optimizer.domain.tables import NONE, Bools, Ints
from optimizer.solving.instance import HoldingForms, Instance
from optimizer.solving.network.license_forest import mode_of
from optimizer.solving.network.pieces import pieces


def plain_part(case: Instance, *, counted: bool = False) -> Bools:
    """The needs that a minimum cut answers: in parts where licenses are plain and laminar and
    nothing covers widely.

    Parts are what needs connect, by a common class, or by a One kind that the plan chooses.
    `counted`: also those where licenses are not bought plainly, so that a cut answers them for
    given prices only.
    """
    classes = case.classes
    users, devices = len(classes.users.members), len(classes.devices.members)
    hard_user, hard_device = (
        _hard(case, forms, counted=counted) | (side.pool != NONE)
        for forms, side in ((case.users, classes.users), (case.devices, classes.devices))
    )
    part, first = _parts(case)
    hard = np.zeros(int(part.max(initial=0)) + 1, bool)
    hard[part[:users][hard_user]] = True
    hard[part[users : users + devices][hard_device]] = True
    exempting = classes.user_candidate | classes.device_candidate
    hard[part[first[classes.wide | exempting]]] = True
    return np.asarray(~hard[part[first]], bool)


def some_at_a_time(case: Instance, most: int) -> list[Bools]:
    """The needs in whole parts, about `most` of them together: a minimum cut of all is one of each,
    and the networks of all at once are what a long case takes most memory for."""
    if len(case.classes.user) <= most:
        return [np.ones(len(case.classes.user), bool)]
    part, first = _parts(case)
    part = part[first]
    batch = np.cumsum(np.bincount(part)) // most
    return [batch[part] == each for each in distinct(batch).tolist() if (batch[part] == each).any()]


def _parts(case: Instance) -> tuple[Ints, Ints]:
    """The part of each class and mode, users' classes first, and a class of each need in that
    order."""
    classes = case.classes
    users, devices = len(classes.users.members), len(classes.devices.members)
    modes = mode_of(case)
    nodes = users + devices + int(modes.max(initial=NONE)) + 1
    first = np.where(classes.user == NONE, users + classes.device, classes.user)
    links = [
        (first, np.where(classes.device == NONE, first, users + classes.device)),
        (first[modes != NONE], users + devices + modes[modes != NONE]),
    ]
    start, end = (np.concatenate([link[i] for link in links]) for i in (0, 1))
    return pieces(start, end, nodes), first


def alone(case: Instance) -> bool:
    """Whether nothing stands beside who covers what: no unit sits with a holder, and no server
    costs anything of its own. A cut of all needs is then the whole answer."""
    return not case.supply.seats and not any(s.cal_mode_cost for s in case.tables.servers)


def _hard(case: Instance, forms: HoldingForms, *, counted: bool) -> Bools:
    """Classes whose licenses are not all bought plainly (unless `counted`), or not laminar."""
    allowed = {
        k for k in range(len(case.tables.licenses)) if counted or case.supply.plain(k) is not None
    }
    form = [
        any(not c.laminar or c.seats or not allowed.issuperset(c.opened) for c in components)
        for components in forms.components
    ]
    return np.array(form, bool)[forms.of] if form else np.zeros(0, bool)
