"""Software Assurance that ends within the horizon: its units open every dated version for good, but
a subscription edition (`Current`, `SE`) only while it runs.

Where some access needs such a version, a license of which units lose it has a lapsed twin, listed
past the tables' own licenses: the same license, less the current version.
"""

from dataclasses import replace

from optimizer.domain.tables import NONE, Owned, Settings, Tables
from optimizer.domain.versions import CURRENT, NEWEST
from optimizer.licensing.administration import State
from optimizer.licensing.horizon import end_of
from optimizer.licensing.needs import Needs
from optimizer.licensing.stock import lasts


def lapses(owned: Owned, settings: Settings) -> bool:
    """Whether the units' Software Assurance ends, or ended, before the horizon does."""
    return owned.sa_until is not None and owned.sa_until < end_of(settings)


def with_lapsed_twins(tables: Tables, needs: Needs) -> Tables:
    """The tables with a twin, past their own licenses, of each license that needs one."""
    asked = set(needs.family[(needs.version == CURRENT) & (needs.state < State.ADMINISTRATION)])
    losing = {
        owned.license
        for owned in tables.owned
        if owned.quantity and lapses(owned, tables.settings) and lasts(owned, tables.settings)
    }
    twins = tuple(
        replace(license, version=NEWEST, lapsed_of=k)
        for k, license in enumerate(tables.licenses)
        if k in losing and license.version == CURRENT and asked & set(license.covers)
    )
    return replace(tables, licenses=(*tables.licenses, *twins)) if twins else tables


def twins_of(tables: Tables) -> tuple[int, ...]:
    """Of which license each twin at the end is the lapsed one."""
    return tuple(license.lapsed_of for license in tables.licenses if license.lapsed_of != NONE)
