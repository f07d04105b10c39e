"""Metrics."""

from optimizer.domain.tables import Tables

WIDE = ("Server", "Core", "Organization")
"""The metrics that cover many accesses at once and are assigned to no user or device."""


def takes(tables: Tables, license: int, server: int) -> bool:
    """Whether a wide license can be taken for a server: a Core one needs Cores, an Organization one
    the size."""
    metric = tables.licenses[license].metric
    if metric == "Organization":
        return tables.settings.organization_size is not None
    if not tables.hosts:  # without a Servers sheet, servers are products
        return False
    return metric == "Server" or tables.servers[server].cores is not None


def wide_quantity(tables: Tables, license: int, index: int) -> int:
    """Units that a wide license takes: for a host (Server), a server (Core) or the organization
    (index NONE)."""
    taken = tables.licenses[license]
    if taken.metric == "Server":
        return tables.hosts[index].count
    if taken.metric == "Core":
        server = tables.servers[index]
        return max(server.cores or 0, taken.minimum_per_server) * server.count
    return tables.settings.organization_size or 0
