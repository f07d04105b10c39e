"""needs + supply -> which licenses may meet each need: from the user's side, the device's, or for
all at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from optimizer.domain.arrays import distinct_rows, narrow
from optimizer.domain.keywords import Metric
from optimizer.domain.tables import NONE, Bools, Ints, Kind, Tables
from optimizer.domain.versions import ANY
from optimizer.licensing.administration import State
from optimizer.licensing.metrics import WIDE, takes
from optimizer.licensing.needs import Needs
from optimizer.licensing.rules import admits, opens
from optimizer.licensing.supply import Supply


@dataclass(frozen=True, kw_only=True)
class Eligibility:
    """Arrays with a need each, besides what licenses open.

    `elements` are (family, version) pairs, sorted; versions that the same licenses open are one
    element. `opened` holds, for each license, the elements it opens (none where it cannot be
    obtained). `element` is the need's; `by_user`, `by_device` and `by_wide` tell whether some
    license may meet it from that side; `server` is the need's server where that matters to the
    choice, else NONE; `type` is its user's. `bases` maps an additive element to the one its holder
    must have besides.
    """

    elements: tuple[tuple[int, int], ...]
    opened: tuple[frozenset[int], ...]
    bases: dict[int, int]
    element: Ints
    type: Ints
    server: Ints
    by_user: Bools
    by_device: Bools
    by_wide: Bools


def eligibility_of(tables: Tables, needs: Needs, supply: Supply) -> Eligibility:
    """The ways to meet every need."""
    usable = [k for k in range(len(tables.licenses)) if supply.obtainable(k)]
    elements, element, opened = _elements(tables, needs, usable)
    type_ = narrow(np.append(tables.users.type, NONE))[needs.user]
    index = {pair: i for i, pair in enumerate(elements)}
    bases = {
        i: index[base, ANY]
        for i, (family, _) in enumerate(elements)
        if (base := tables.same_holder.get(family)) is not None
    }
    by_user, by_device = _personal(
        tables, needs, usable, opened, bases, element=element, type_=type_, count=len(elements)
    )
    by_wide, server = _wide(tables, needs, usable, opened, element, type_=type_)
    return Eligibility(
        elements=elements,
        opened=opened,
        bases=bases,
        element=element,
        type=type_,
        server=server,
        by_user=by_user,
        by_device=by_device,
        by_wide=by_wide,
    )


def _elements(
    tables: Tables, needs: Needs, usable: list[int]
) -> tuple[tuple[tuple[int, int], ...], Ints, tuple[frozenset[int], ...]]:
    """Distinct (family, version) pairs, those that no license tells apart merged, and what each
    license opens."""
    pairs, code = distinct_rows(needs.family, needs.version)
    needed = {(int(f), int(v)) for f, v in pairs}
    below = list(needed)
    for family, _ in below:  # a base may itself sit on another one
        base = tables.same_holder.get(family)
        if base is not None and (base, ANY) not in needed:
            needed.add((base, ANY))
            below.append((base, ANY))
    by_openers: dict[tuple[int, int], tuple[int, int]] = {}
    merged: dict[tuple[int, int, frozenset[int]], tuple[int, int]] = {}
    for family, version in sorted(needed):
        openers = frozenset(k for k in usable if opens(tables.licenses[k], family, version))
        # "Any version" stays apart: it is a requirement on a holder, not on an access.
        key = (family, int(version == ANY), openers)
        by_openers[family, version] = merged.setdefault(key, (family, version))
    elements = tuple(sorted(set(by_openers.values())))
    index = {pair: i for i, pair in enumerate(elements)}
    translate = narrow(np.array([index[by_openers[int(f), int(v)]] for f, v in pairs], np.int64))
    opened = tuple(
        frozenset(
            i for i, pair in enumerate(elements) if k in set(usable) and opens(license, *pair)
        )
        for k, license in enumerate(tables.licenses)
    )
    return elements, translate[code] if len(code) else code, opened


def _personal(
    tables: Tables,
    needs: Needs,
    usable: list[int],
    opened: Sequence[frozenset[int]],
    bases: Mapping[int, int],
    *,
    element: Ints,
    type_: Ints,
    count: int,
) -> tuple[Bools, Bools]:
    """Whether a user license, and whether a device license, may meet each need: what is open, For,
    License by, One kind."""
    types = len(tables.types)
    user_opens = np.zeros((types + 1, count), bool)
    device_opens = np.zeros(count, bool)
    for k in usable:
        license = tables.licenses[k]
        found = sorted(opened[k])
        if license.metric is Metric.DEVICE:
            device_opens[found] = True
        elif license.metric is Metric.USER:
            for t in range(types):
                if admits(license, t):
                    user_opens[t, found] = True
    for e in bases:  # whoever has no way to the base has none to what sits on it
        base = e
        while base in bases:
            base = bases[base]
            user_opens[:, e] &= user_opens[:, base]
            device_opens[e] &= device_opens[base]
    user_kind = narrow(np.append(tables.users.kind, Kind.EITHER))[needs.user]
    device_kind = narrow(np.append(tables.devices.kind, Kind.EITHER))[needs.device]
    by_user = (
        user_opens[type_, element]
        & (needs.user != NONE)
        & (user_kind != Kind.DEVICE)
        & (device_kind != Kind.DEVICE)
    )
    by_device = (
        device_opens[element]
        & (needs.device != NONE)
        & (user_kind != Kind.USER)
        & (device_kind != Kind.USER)
    )
    for index, server in enumerate(tables.servers):
        for family, kind in server.one_kind.items():
            here = (needs.server == index) & (needs.family == family)
            by_user &= ~(here & (kind == Kind.DEVICE))
            by_device &= ~(here & (kind == Kind.USER))
    return by_user, by_device


def _wide(
    tables: Tables,
    needs: Needs,
    usable: list[int],
    opened: Sequence[frozenset[int]],
    element: Ints,
    *,
    type_: Ints,
) -> tuple[Bools, Ints]:
    """Whether a Server, Core or Organization license may meet each need, and the server where the
    choice depends on it."""
    by_wide = np.zeros(len(needs), bool)
    matters = needs.state == State.CANDIDATE
    licenses = [k for k in usable if tables.licenses[k].metric in WIDE]
    free = {
        (i, f)
        for i, s in enumerate(tables.servers)
        for f, kind in s.one_kind.items()
        if kind == Kind.EITHER
    }
    if licenses or free:
        keys, code = distinct_rows(needs.server, needs.family, element, type_)
        wide, local = np.zeros(len(keys), bool), np.zeros(len(keys), bool)
        for i, (server, family, e, t) in enumerate(keys.tolist()):
            takers = [
                k
                for k in licenses
                if e in opened[k] and takes(tables, k, server) and admits(tables.licenses[k], t)
            ]
            wide[i] = bool(takers)
            local[i] = (server, family) in free or any(
                WIDE[tables.licenses[k].metric].of_servers for k in takers
            )
        by_wide = wide[code]
        matters = matters | local[code]
    if not matters.any():
        return by_wide, np.broadcast_to(np.int8(NONE), len(needs))
    return by_wide, np.where(matters, needs.server, needs.server.dtype.type(NONE))
