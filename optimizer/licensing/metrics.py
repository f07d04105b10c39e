"""What a license metric means: whom it may be taken for, and how many units that asks for."""

from optimizer.domain.tables import NONE, Tables

WIDE = ("Server", "Core", "Organization")
"""The metrics that cover many accesses at once and are assigned to no user or device."""


def takes(tables: Tables, license: int, server: int) -> bool:
    """Whether a wide license can be taken for a server: a Core one needs Cores, an Organization one
    the size; where its quantity would be 0 it cannot, since nothing covers for nothing."""
    metric = tables.licenses[license].metric
    if metric == "Organization":
        return wide_quantity(tables, license, NONE) > 0
    if not tables.hosts:  # without a Servers sheet, servers are products
        return False
    row = tables.servers[server]
    if metric == "Server":
        return wide_quantity(tables, license, row.host) > 0
    return row.cores is not None and wide_quantity(tables, license, server) > 0


def wide_quantity(tables: Tables, license: int, index: int) -> int:
    """Units that a wide license takes: for a host (Server), a server (Core) or the organization
    (index NONE)."""
    taken = tables.licenses[license]
    if taken.metric == "Server":
        return tables.hosts[index].count
    if taken.metric == "Core":
        server = tables.servers[index]
        least = taken.minimum_per_processor * (server.processors or 1)
        return max(server.cores or 0, taken.minimum_per_server, least) * server.count
    return tables.settings.organization_size or 0
