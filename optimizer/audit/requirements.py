"""What every access requires, worked out anew from the tables."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from optimizer.audit import rules
from optimizer.domain.tables import NONE, Purpose, Tables


@dataclass(frozen=True)
class Asked:
    """The accesses' requirements, worked out anew: a frame with a row for each, and each server's
    possible administrators."""

    frame: pd.DataFrame
    administrators: dict[int, set[int]]


def asked(tables: Tables) -> Asked:
    """Columns user, device, server, type, family, version, own, state (use, pick, none)."""
    access = tables.access
    frame = pd.DataFrame(
        {
            "user": rules.meant(tables.users, access.user),
            "device": rules.meant(tables.devices, access.device),
            "server": access.server,
            "narrowed": access.narrowed,
            "own": access.own,
            "purpose": access.purpose,
        }
    )
    frame["type"] = np.append(tables.users.type, NONE)[frame["user"]]
    frame = frame[rules.left_to_license(tables)].drop_duplicates()
    places = ["server", "narrowed", "type"]
    needed = []
    for server, narrowed, type_ in frame[places].drop_duplicates().itertuples(index=False):
        products = tables.servers[server].products if narrowed < 0 else access.products[narrowed]
        needed += [
            (server, narrowed, type_, f, v)
            for f, v in rules.required(tables, server, products, type_)
        ]
    only = (
        frame.assign(use=frame["purpose"] == Purpose.USE).groupby(["server", "user"])["use"].any()
    )
    administrators: dict[int, set[int]] = {}
    for server, user in only.index[~only.to_numpy(bool)].tolist():
        if user >= 0:
            administrators.setdefault(server, set()).add(user)
    settled = {
        s
        for s, users in administrators.items()
        if sum(int(tables.users.count[u]) for u in users) <= rules.EXEMPT_FOR_ADMINISTRATION
    }
    requirements = pd.DataFrame(needed, columns=[*places, "family", "version"], dtype=np.int64)
    frame = (
        frame.merge(requirements, on=places).drop(columns=["narrowed", "purpose"]).drop_duplicates()
    )
    # An earlier version beside a later one falls away.
    frame = frame.sort_values("version").drop_duplicates(
        ["user", "device", "server", "family", "own"], keep="last"
    )
    pairs = {(s, u) for s, users in administrators.items() for u in users}
    state = [
        "use" if pair not in pairs else "none" if pair[0] in settled else "pick"
        for pair in (
            zip(frame["server"].tolist(), frame["user"].tolist(), strict=True) if pairs else ()
        )
    ]
    return Asked(frame.assign(state=state or "use"), administrators)
