"""Why no compliant plan over time exists: the period from which on something is missing, and the
cells of what ends or is no longer sold by then."""

from collections.abc import Mapping
from dataclasses import replace

from optimizer.domain.kinds_of_change import KIND_OF_CHANGE, ChangeName
from optimizer.domain.problems import Message, Place, Problem
from optimizer.domain.tables import Tables
from optimizer.explaining.no_plan import NO_PLAN, TOO_FEW, reasons
from optimizer.licensing.periods import Period
from optimizer.solving.infeasibility import NoWay, unmeetable
from optimizer.solving.limits import past_limits
from optimizer.solving.timetable import Timetable


def unmeetable_over_time(timetable: Timetable) -> list[Problem]:
    """Needs that nothing opens, and limits that are passed, in some period, each where it is met
    first."""
    tables, found = timetable.tables, list[Problem]()
    met: set[tuple[int, int, tuple[int, ...]]] = set()
    passed: set[tuple[int, int, bool]] = set()
    for period, case in zip(timetable.periods, timetable.instances, strict=True):
        limits = [
            each
            for each in past_limits(case.tables, case.needs)
            if (each.server, each.product, each.users) not in passed
        ]
        passed |= {(each.server, each.product, each.users) for each in limits}
        for problem in reasons(case.tables, limits):
            found.append(replace(problem, message=_from(problem.message, period)))
        causes = []
        for cause in unmeetable(case.tables, case.needs, case.ways):
            key = cause.family, cause.version, cause.rows
            if key not in met:
                met.add(key)
                causes.append(cause)
        for cause, problem in zip(causes, reasons(case.tables, causes), strict=True):
            others = (*problem.others, *_dated_cells(tables, cause, period))
            found.append(replace(problem, message=_from(problem.message, period), others=others))
    return found


def lacking_over_time(
    timetable: Timetable, missing: Mapping[tuple[int, int], int]
) -> list[Problem]:
    """Licenses (license, period) of which units are missing, however the rest is arranged: each in
    its first period."""
    tables, supply = timetable.tables, timetable.supply
    found: dict[int, Problem] = {}
    for (k, t), units in sorted(missing.items(), key=lambda each: each[0][1]):
        license = supply.licenses[k]
        if units and license.row not in found:
            fields = (("units", units), ("license", license.name))
            place = tables.place("Licenses", "Price", license.row)
            others = tuple(
                tables.place("Offers", "Maximum", offer.row)
                for offer in tables.offers
                if offer.license == k and offer.maximum is not None
            )
            found[license.row] = Problem(
                place, _from(TOO_FEW, timetable.periods[t]), fields, others
            )
    return list(found.values()) or [Problem(tables.place("Licenses", "License", 0), NO_PLAN)]


def _from(message: Message, period: Period) -> Message:
    return message.about(f"from {period.first} on")


def _dated_cells(tables: Tables, cause: NoWay, period: Period) -> list[Place]:
    """Cells of the timeline and of offers that change what opens the need by that period."""
    able = [k for k, license in enumerate(tables.licenses) if cause.family in license.covers]
    cells = [
        tables.place(change.sheet, "Change", change.row)
        for change in tables.timeline
        if change.start is not None
        and change.start <= period.last
        and (KIND_OF_CHANGE[change.what].withdraws or change.what is ChangeName.PRODUCT)
    ]
    for offer in (offer for offer in tables.offers if offer.license in able):
        if offer.valid_until is not None and offer.valid_until < period.first:
            cells.append(tables.place("Offers", "Valid until", offer.row))
        if offer.valid_from is not None and offer.valid_from > period.first:
            cells.append(tables.place("Offers", "Valid from", offer.row))
    return cells
