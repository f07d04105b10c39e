"""Which offer a quoted row is of: one that was asked for, by its name or part number; else one more
offer of a license that the row names. What differs from what was asked is told."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from optimizer.domain.keywords import Per
from optimizer.domain.names import fold, nearest, trim
from optimizer.domain.problems import Findings, Message, Place
from optimizer.domain.tables import NONE, Offer, Orders, Tables
from optimizer.reading import cells

NO_SUCH_OFFER = Message(
    "no-such-offer",
    '{file} quotes "{value}", which the workbook does not offer.',
    "{hint} Write into License which of the workbook's licenses it is, or clear the row's price.",
)
NAMELESS = Message(
    "quote-without-a-name",
    "{file} has a price without Offer and License.",
    "Write into License which of the workbook's licenses it is for, or clear the price.",
)
ONE_MORE = Message(
    "quoted-one-more-offer",
    '{file} offers "{value}", which was not asked for; it is compared as one more offer of '
    '"{license}", paid {paid}.',
    "Clear its price where that is not meant.",
)
BY_PART_NUMBER = Message(
    "quoted-under-another-name",
    '{file} quotes "{value}", which has the part number of "{offer}" and is taken for it.',
    "Clear its part number where it is something else.",
)
ANOTHER_LICENSE = Message(
    "quoted-another-license",
    '{file} quotes "{license}" where "{offer}" was asked for; it is compared as one more offer of '
    '"{license}".',
    "Clear its price where that is not meant.",
)
TERMS_CHANGED = Message(
    "quoted-on-other-terms",
    '{file} says {column} "{said}" for "{value}", asked for was "{asked}".',
    "Set it back where the price is for what was asked; else make an offer of it in the workbook.",
)
TERMS_TAKEN = Message(
    "quoted-terms-taken",
    '{file} says {column} "{said}" for "{value}", asked for was "{asked}"; its price is taken so.',
    "Set it back where that is not meant.",
)

TERMS_UNKNOWN = Message(
    "quoted-on-unknown-terms",
    '{file} says {column} "{said}" for "{value}", which is not known here.',
    "Correct it, or clear the row's price.",
)

PAID = {Per.ONCE: "once", Per.YEAR: "a year", Per.MONTH: "a month"}
"""How a request says what a price is for."""

_PER = {
    **{fold(word): per for per, word in PAID.items()},
    **{fold(per): per for per in Per},
    "per year": Per.YEAR, "yearly": Per.YEAR, "annual": Per.YEAR, "annually": Per.YEAR,
    "per month": Per.MONTH, "monthly": Per.MONTH, "one-time": Per.ONCE,
}  # fmt: skip


@dataclass(frozen=True)
class Meant:
    """The offer that a price is for; `added` where the workbook has no such offer, or on other
    terms."""

    offer: Offer
    added: bool = False


def meant(
    cell: Mapping[str, object], tables: Tables, where: tuple[Path, Place], findings: Findings
) -> Meant | None:
    """The offer that a row with a price is of; None where it is told to be unknown."""
    file, place = where
    offers = {fold(offer.name): offer for offer in tables.offers}
    licenses = {fold(license.name): k for k, license in enumerate(tables.licenses)}
    name, said = trim(said_of(cell.get("offer"))), trim(said_of(cell.get("license")))
    if fold(name) in offers:
        return _as_asked(cell, offers[fold(name)], tables, where, findings)
    part = trim(said_of(cell.get("part number")))
    same = [o for o in tables.offers if part and fold(o.part_number) == fold(part)]
    if len(same) == 1:
        findings.warn(place, BY_PART_NUMBER, file=file.name, value=name or part, offer=same[0].name)
        return _as_asked(cell, same[0], tables, where, findings)
    license = licenses.get(fold(said), licenses.get(fold(name)))
    if license is None:
        if not name and not said:
            findings.problem(place, NAMELESS, file=file.name)
            return None
        hint = nearest(name or said, (*(o.name for o in tables.offers), *_names(tables)))
        findings.problem(place, NO_SUCH_OFFER, file=file.name, value=name or said, hint=hint)
        return None
    pack = said_of(cell.get("pack"))
    if not name and fold(said) in offers and not part and pack in ("", "1"):
        return _as_asked(cell, offers[fold(said)], tables, where, findings)
    unnamed = ", ".join(filter(None, (_names(tables)[license], part, pack and f"pack of {pack}")))
    return _one_more(cell, (name or unnamed, license), tables, where, findings)


def _one_more(
    cell: Mapping[str, object],
    meant_for: tuple[str, int],
    tables: Tables,
    where: tuple[Path, Place],
    findings: Findings,
) -> Meant | None:
    """One more offer, `meant_for` its name and license, on the terms that the row says, else on
    those of the license's own offer; None where one is not known."""
    (name, license), (file, place) = meant_for, where
    names = _names(tables)
    plain = next(
        (o for o in tables.offers if o.license == license and o.from_license == NONE), None
    )
    per, term, used = plain.per if plain else Per.ONCE, plain.term if plain else None, NONE
    for column in ("Paid", "Months", "Uses up"):
        said = said_of(cell.get(fold(column)))
        if not said:
            continue
        if column == "Paid" and fold(said) in _PER:
            per = _PER[fold(said)]
        elif column == "Months" and said.isdecimal() and _may_last(tables, int(said)):
            term = int(said)
        elif column == "Uses up" and fold(said) in [*map(fold, names)]:
            used = [*map(fold, names)].index(fold(said))
        else:
            findings.problem(
                place, TERMS_UNKNOWN, file=file.name, column=column, said=said, value=name
            )
            return None
    made = Offer(name, license, (), from_license=used, per=per, term=term, sheet="Offers")
    paid = PAID[per] + (f", for {term} months" if term else "")
    findings.warn(
        place, ONE_MORE, file=file.name, value=name, license=names[license],
        paid=paid if used == NONE else f"{paid}, using up {names[used]}",
    )  # fmt: skip
    return Meant(made, added=True)


def _as_asked(
    cell: Mapping[str, object],
    offer: Offer,
    tables: Tables,
    where: tuple[Path, Place],
    findings: Findings,
) -> Meant:
    """The offer on the terms that the row says: another license of the workbook makes one more
    offer, another payment or term is taken; what cannot be is a problem."""
    file, place = where
    names = _names(tables)
    licenses = {fold(name): k for k, name in enumerate(names)}
    asked = {
        "License": names[offer.license],
        "Uses up": "" if offer.from_license == NONE else names[offer.from_license],
        "Paid": PAID[offer.per],
        "Months": "" if offer.term is None else str(offer.term),
    }
    found = Meant(offer)
    for column, wanted in asked.items():
        said = said_of(cell.get(fold(column)))
        per = _PER.get(fold(said)) if column == "Paid" else None
        if not said or fold(said) == fold(wanted) or per == offer.per:
            continue
        told: dict[str, Any] = {
            "file": file.name, "column": column, "said": said, "value": offer.name, "asked": wanted,
        }  # fmt: skip
        if column == "License" and fold(said) in licenses and offer.from_license == NONE:
            made = replace(
                found.offer, license=licenses[fold(said)], name=f"{offer.name}: {said}",
                part_number="", minimum=0, maximum=None,
            )  # fmt: skip
            findings.warn(place, ANOTHER_LICENSE, file=file.name, license=said, offer=offer.name)
        elif per is not None:
            made = replace(found.offer, per=per)
            findings.warn(place, TERMS_TAKEN, **told)
        elif column == "Months" and said.isdecimal() and _may_last(tables, int(said)):
            made = replace(found.offer, term=int(said))
            findings.warn(place, TERMS_TAKEN, **told)
        else:
            findings.problem(place, TERMS_CHANGED, **told)
            continue
        found = Meant(made, added=True)
    return found


def _may_last(tables: Tables, months: int) -> bool:
    """Whether a unit may serve so many months: with orders by date whole periods only."""
    period = {Orders.ONCE: 1, Orders.YEARLY: 12, Orders.QUARTERLY: 3}[tables.settings.orders]
    return months > 0 and months % period == 0


def _names(tables: Tables) -> list[str]:
    return [license.name for license in tables.licenses]


def said_of(value: object) -> str:
    """A value as text; a number in its shortest form."""
    if value in (None, ""):
        return ""
    try:
        return cells.text(value)
    except cells.Refused:
        return trim(str(value))
