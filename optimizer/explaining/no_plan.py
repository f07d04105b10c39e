"""Causes that no plan exists -> words, in the planner's terms and by cell."""

import re
from collections.abc import Sequence
from typing import Any

from optimizer.catalogue import nearest
from optimizer.catalogue.lookup import families
from optimizer.domain import names as naming
from optimizer.domain.problems import Cells, Message, Place, Problem
from optimizer.domain.tables import NONE, Orders, Tables
from optimizer.domain.versions import version_text
from optimizer.solving.infeasibility import Barred, Cause, Clash, NoWay, PastLimit, Short, Why

NOT_IN_TIME = "No plan was found in the time given. Allow more with --time-limit."

REMEDY = (
    "Add such a license with a Price to Licenses, own it through the horizon, or change what "
    "forbids it."
)
NO_LICENSE = Message(
    "no-license",
    '{who} needs "{family}" at {version}, and no license can cover it: {reasons}.',
    REMEDY,
)
NO_LICENSE_FOR_MANY = Message(
    "no-license-for-many",
    '{accesses:,} accesses ({cells}) need "{family}" at {version}, and no license can cover them; '
    "{who}, for one: {reasons}.",
    REMEDY,
)
NO_FAMILY = Message(
    "no-family",
    '{who} needs "{family}" at {version}, and no license covers that family{instead}.',
    "{remedy}",
)
NO_FAMILY_FOR_MANY = Message(
    "no-family-for-many",
    '{accesses:,} accesses ({cells}) need "{family}" at {version}, and no license covers that '
    "family{instead}; {who}, for one.",
    "{remedy}",
)
TOO_FEW = Message(
    "too-few",
    '{units} more of "{license}" {units:is/are} needed than are owned or can be bought.',
    "Give it a Price, own more, or let other licenses cover some accesses.",
)
NOT_TOGETHER = Message(
    "not-together",
    '{who} cannot be covered for "{family}" together with the others{clause}.',
    "Change License by or One kind, or give it a license of the other kind.",
)
PAST_LIMIT = Message(
    "past-limit",
    '"{product}" is used by {used} {what}, but may have at most {most}; no license changes that.',
    "Move to an edition that is licensed by CAL, or add the product to Products where your terms "
    "allow more.",
)
NO_PLAN = Message("no-plan", "no compliant plan exists.", "Add licenses, or relax the rules.")

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

FIRST_CELLS = 4
"""Cells that a sentence names; all are in its places."""


def reasons(tables: Tables, causes: Sequence[Cause]) -> list[Problem]:
    """A problem a cause, at its first cell."""
    return [_worded(tables, cause) for cause in causes]


def _worded(tables: Tables, cause: Cause) -> Problem:
    if isinstance(cause, NoWay):
        return _no_way(tables, cause)
    if isinstance(cause, Short):
        license = tables.licenses[cause.license]
        return _problem(
            tables.place("Licenses", "Price", license.row),
            TOO_FEW,
            units=cause.units,
            license=license.name,
        )
    if isinstance(cause, Clash):
        server = tables.servers[cause.server]
        rule = tables.place("Servers", "One kind", server.row)
        ruled = cause.family in server.one_kind
        return _problem(
            tables.place("Access", "Server", cause.row),
            NOT_TOGETHER,
            others=(rule,) if ruled else (),
            who=_who(tables, cause),
            family=tables.families[cause.family],
            clause=f", given One kind in {rule}" if ruled else "",
        )
    if isinstance(cause, PastLimit):
        return _problem(
            _product_place(tables, cause.server),
            PAST_LIMIT,
            product=tables.products[cause.product].name,
            used=cause.used,
            what="users" if cause.users else "devices",
            most=cause.most,
        )
    return _problem(tables.place("Licenses", "License", 0), NO_PLAN)


def _product_place(tables: Tables, server: int) -> Place:
    """The cell that names a server's product: on Access where there is no sheet of servers."""
    if row := tables.servers[server].row:
        return tables.place("Servers", "Product", row)
    first = int((tables.access.server == server).argmax())
    return tables.place("Access", "Server", int(tables.access.rows[first]))


def _problem(
    place: Place, message: Message, others: Sequence[Place] = (), **fields: object
) -> Problem:
    return Problem(place, message, tuple(fields.items()), others)


def _no_way(tables: Tables, cause: NoWay) -> Problem:
    first = tables.place("Access", "Server", cause.rows[0])
    fields: dict[str, Any] = {
        "who": _who(tables, cause),
        "family": tables.families[cause.family],
        "version": version_text(cause.version),
    }
    one, many = NO_LICENSE, NO_LICENSE_FOR_MANY
    said: Sequence[Place] = ()
    if cause.barred == (Barred(side="", why=Why.NO_LICENSE),):
        one, many = NO_FAMILY, NO_FAMILY_FOR_MANY
        said, fields["instead"], fields["remedy"] = _said_instead(tables, cause.family)
    else:
        fields["reasons"] = "; ".join(_reason(tables, cause, each) for each in cause.barred)
    if len(cause.rows) == 1:
        return _problem(first, one, others=said, **fields)
    cells = Cells(first, cause.rows)
    named = ", ".join(cell.cell for cell in cells[:FIRST_CELLS])
    more = ", ..." if len(cells) > FIRST_CELLS else ""
    return _problem(
        first,
        many,
        others=(*said, *cells[1:]) if said else cells[1:],
        accesses=len(cells),
        cells=named + more,
        **fields,
    )


def _said_instead(tables: Tables, family: int) -> tuple[Sequence[Place], str, str]:
    """Cells of licenses that cover a family which nothing requires and which is likely this one
    under another name, or no family that is known, such as a suite's name or an article number; a
    clause that says so, and what to do then."""
    needed = {each for product in tables.products for each, _ in product.requires}
    name = tables.families[family]
    known = {naming.fold(each) for each in families()}
    meant: dict[str, list[Place]] = {}
    strange: dict[str, list[Place]] = {}
    for license in tables.licenses:
        for other in (tables.families[each] for each in license.covers if each not in needed):
            place = tables.place("Licenses", "Covers", license.row)
            if nearest.family(other, [name]):
                meant.setdefault(other, []).append(place)
            elif naming.fold(other) not in known:
                strange.setdefault(other, []).append(place)
    found = meant or strange
    if not found:
        return (), "", REMEDY
    places = sorted({place for each in found.values() for place in each})
    cells = ", ".join(map(str, places[:FIRST_CELLS]))
    cells += ", ..." if len(places) > FIRST_CELLS else ""
    others = [f'"{other}"' for other in found]
    words = " and ".join(others[:FIRST_CELLS]) + " and others" * (len(others) > FIRST_CELLS)
    if meant:
        said = any(_YEAR.search(other) for other in found)
        behind = ", and the year that stands behind it as its Version." if said else "."
        return (
            places,
            f", but {words}, which nothing requires",
            f'Write "{name}" in {cells}{behind}',
        )
    remedy = (
        f'Write the families that it opens in {cells}, "{name}" if that is one, or a' + REMEDY[1:]
    )
    which = "which is no family that is known" if len(found) == 1 else "which are no known families"
    return places, f", but {words}, {which}", remedy


def _who(tables: Tables, cause: NoWay | Clash) -> str:
    who = f'"{tables.users.names[cause.user]}"' if cause.user != NONE else "whoever is there"
    where = (
        f'on "{tables.devices.names[cause.device]}"' if cause.device != NONE else "on any device"
    )
    return f'{who} {where} using "{tables.servers[cause.server].name}"'


def _reason(tables: Tables, cause: NoWay, barred: Barred) -> str:
    """One clause a side: what bars it."""
    side, none = barred.side, f"no {barred.side.lower()} license"
    family = tables.families[cause.family]
    if barred.why is Why.BLANK:
        return f"{none}, since {side} is blank"
    if barred.why is Why.USERS_RULE:
        return f"{none}, by License by in {tables.user_place(cause.user, 'License by')}"
    if barred.why is Why.DEVICES_RULE:
        return f"{none}, by License by in {tables.device_place(cause.device, 'License by')}"
    if barred.why is Why.SERVERS_RULE:
        row = tables.servers[cause.server].row
        return f"{none}, by One kind in {tables.place('Servers', 'One kind', row)}"
    if barred.why is Why.NO_LICENSE:
        return f'no {side} license on Licenses covers "{family}"'
    license = tables.licenses[barred.license]
    place = tables.place("Licenses", "Price", license.row)
    if barred.why is Why.EARLIER:
        version = tables.place("Licenses", "Version", license.row)
        return f'"{license.name}" in {version} is for earlier versions'
    if barred.why is Why.TYPE:
        return f'"{license.name}" is not for type "{tables.types[tables.user_type(cause.user)]}"'
    if barred.why is Why.BASE:
        base = tables.families[tables.same_holder[cause.family]]
        return f'"{license.name}" ({place}) or the "{base}" license under it cannot be had'
    if barred.why is Why.NO_SUPPLY:
        offered = any(offer.license == barred.license for offer in tables.offers)
        if offered and tables.settings.orders is not Orders.ONCE:
            return (
                f'"{license.name}" ({place}) is sold on no order date that serves then, and no '
                "owned unit lasts"
            )
        if offered:
            return (
                f'"{license.name}" ({place}) is only offered for a Term shorter than the horizon '
                "or for units that are not owned, and no owned unit lasts"
            )
        return f'"{license.name}" has no Price in {place}, no offer and no owned unit that lasts'
    return f'"{license.name}" is not for this type of user, or cannot be had'
