"""What a license metric means: whom it may be taken for, and how many units that asks for.

A user's and a device's licenses are held one by one. Each other metric is a record of WIDE: it
covers many accesses at once and is assigned to no user or device.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from optimizer.domain.keywords import Metric
from optimizer.domain.tables import NONE, License, Tables


@dataclass(frozen=True, kw_only=True)
class WideMetric:
    """A metric whose licenses are taken for a place: a host, a server, or everyone (NONE)."""

    place: Callable[[Tables, int], int]
    """The place for which one is taken that is to cover a server."""
    quantity: Callable[[Tables, License, int], int]
    """The units that a place asks for; 0 where it can be taken for none, since nothing covers for
    nothing."""
    name: Callable[[Tables, int], str | None]
    """The place's own name; None: everyone."""
    covered_by: str
    """What Coverage says of an access that one covers."""
    lacking: str
    """What a workbook lacks in which none can ever be taken."""
    remedy: str
    of_servers: bool = True
    """Whether it depends on the server; without a Servers sheet, servers are products, and none
    can be taken."""


def _hosts(tables: Tables, _license: License, host: int) -> int:
    """One for each machine."""
    return tables.hosts[host].count


def _cores(tables: Tables, license: License, index: int) -> int:
    """One for each core of the row's servers, but no fewer than what a server, and each of its
    processors, asks for."""
    server = tables.servers[index]
    if server.cores is None:
        return 0
    least = license.minimum_per_processor * (server.processors or 1)
    return max(server.cores, license.minimum_per_server, least) * server.count


def _size(tables: Tables, _license: License, _place: int) -> int:
    """Organization size."""
    return tables.settings.organization_size or 0


WIDE: Mapping[Metric, WideMetric] = {
    Metric.SERVER: WideMetric(
        place=lambda tables, server: tables.servers[server].host,
        quantity=_hosts,
        name=lambda tables, host: tables.hosts[host].name,
        covered_by="Server",
        lacking="there is no Servers sheet",
        remedy="Add the sheet.",
    ),
    Metric.CORE: WideMetric(
        place=lambda _tables, server: server,
        quantity=_cores,
        name=lambda tables, server: tables.servers[server].name,
        covered_by="Server",
        lacking="no server has Cores",
        remedy="Fill in Cores on Servers.",
    ),
    Metric.ORGANIZATION: WideMetric(
        place=lambda _tables, _server: NONE,
        quantity=_size,
        name=lambda _tables, _place: None,
        covered_by="Organization",
        lacking="Organization size is not set",
        remedy="Set it on Settings.",
        of_servers=False,
    ),
}
"""The metrics that cover many accesses at once, each with what it means."""

COVERED_WIDELY = tuple(dict.fromkeys(metric.covered_by for metric in WIDE.values()))
"""What Coverage says of accesses that such a license covers."""


def takes(tables: Tables, license: int, server: int) -> bool:
    """Whether a wide license can be taken for a server (an index; any for one of everyone)."""
    wide = WIDE[tables.licenses[license].metric]
    if wide.of_servers and not tables.hosts:
        return False
    return wide_quantity(tables, license, wide.place(tables, server)) > 0


def wide_quantity(tables: Tables, license: int, place: int) -> int:
    """Units that a wide license takes for a place."""
    taken = tables.licenses[license]
    return WIDE[taken.metric].quantity(tables, taken, place)


def reaches(tables: Tables, license: int, place: int, server: int) -> bool:
    """Whether a wide license that is taken for a place is taken for that server (NONE: for none
    that matters)."""
    wide = WIDE[tables.licenses[license].metric]
    if wide.of_servers and server == NONE:
        return False
    return wide.place(tables, server) == place
