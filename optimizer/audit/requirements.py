"""What every access requires, worked out anew from the tables."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from optimizer.audit import rules
from optimizer.domain.tables import NONE, Purpose, Tables


@dataclass(frozen=True)
class Asked:
    """The accesses' requirements, worked out anew: a frame with a row for each, and each server's
    people and devices that are there for administration only."""

    frame: pd.DataFrame
    administrators: dict[int, set[int]]
    consoles: dict[int, set[int]]


def asked(tables: Tables) -> Asked:
    """Columns user, device, server, type, family, version, own, state (use, pick, none)."""
    access = tables.access
    frame = accesses(tables)
    administrators, consoles = (
        _only_administering(frame, "user"),
        _only_administering(frame, "device"),
    )
    places = ["server", "narrowed", "type"]
    needed = []
    for server, narrowed, type_ in frame[places].drop_duplicates().itertuples(index=False):
        products = tables.servers[server].products if narrowed < 0 else access.products[narrowed]
        needed += [
            (server, narrowed, type_, f, v)
            for f, v in rules.required(tables, server, products, type_)
        ]
    requirements = pd.DataFrame(needed, columns=[*places, "family", "version"], dtype=np.int64)
    frame = frame.merge(requirements, on=["server", "narrowed", "type"])
    frame = frame.drop(columns=["narrowed", "purpose"]).drop_duplicates()
    # An earlier version beside a later one falls away.
    frame = frame.sort_values("version").drop_duplicates(
        ["user", "device", "server", "family", "own"], keep="last"
    )
    return Asked(
        frame.assign(state=_states(tables, frame, administrators, consoles)),
        administrators,
        consoles,
    )


def accesses(tables: Tables) -> pd.DataFrame:
    """Who uses what, through servers in front of others too: columns user, device, server,
    narrowed, own, purpose, type."""
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
    return _with_servers_behind(tables, frame)


def _with_servers_behind(tables: Tables, frame: pd.DataFrame) -> pd.DataFrame:
    """The accesses, and what they are behind the servers that stand in front of others."""
    found = [frame]
    for front in range(len(tables.servers)):
        through = frame[(frame["server"] == front) & (frame["purpose"] == Purpose.USE)]
        found += [through.assign(server=s, narrowed=NONE) for s in rules.behind(tables, front)]
    return pd.concat(found).drop_duplicates() if len(found) > 1 else frame


def _only_administering(frame: pd.DataFrame, who: str) -> dict[int, set[int]]:
    """Server -> the users (devices) whose accesses there are all for administration."""
    if not (frame["purpose"] == Purpose.ADMINISTRATION).any():
        return {}
    only = frame.assign(use=frame["purpose"] == Purpose.USE).groupby(["server", who])["use"].any()
    found: dict[int, set[int]] = {}
    for server, index in only.index[~only.to_numpy(bool)].tolist():
        if index >= 0:
            found.setdefault(server, set()).add(index)
    return found


def _states(
    tables: Tables,
    frame: pd.DataFrame,
    administrators: dict[int, set[int]],
    consoles: dict[int, set[int]],
) -> list[str] | str:
    """For each requirement whether it is of use, nothing (its server's administrators are few, or
    its consoles), or one of which the plan picks whom to exempt."""
    if not administrators and not consoles:
        return "use"
    sides = ((administrators, tables.users), (consoles, tables.devices))
    accesses = list(
        zip(*(frame[name].tolist() for name in ("server", "user", "device")), strict=True)
    )
    free = [
        (server, (user in administrators.get(server, ()), device in consoles.get(server, ())))
        for server, user, device in accesses
    ]
    settled = set()
    for server in set(administrators) | set(consoles):
        here = [who for s, who in free if s == server and any(who)]
        for side, (only, holders) in enumerate(sides):
            members = sum(int(holders.count[index]) for index in only.get(server, ()))
            few = members <= rules.EXEMPT_FOR_ADMINISTRATION
            if few and all(who[side] for who in here):
                settled.add(server)
    return [
        "use" if not any(who) else "none" if server in settled else "pick" for server, who in free
    ]
