"""What Software Assurance decides, said where it does: units that lose it, or say nothing of it,
and subscription editions covered by what was bought once."""

from datetime import date

from optimizer.domain.keywords import Per
from optimizer.domain.problems import Findings, Message
from optimizer.domain.tables import NONE, Orders, Tables
from optimizer.domain.versions import CURRENT
from optimizer.licensing.administration import State
from optimizer.licensing.assurance import lapses
from optimizer.licensing.needs import Needs
from optimizer.licensing.stock import ended, lasts

LOSES_CURRENT = Message(
    "loses-current",
    'Software Assurance of {units} of "{license}" {ends}, before the horizon does: '
    "{units:it does/they do} not cover {accesses} {accesses:access that needs/accesses that need} "
    '"{family}" in its current, subscription edition.',
    "Renew it by an offer and move SA until, or license these accesses otherwise.",
)
WHICH_VERSION = Message(
    "which-version",
    'Software Assurance of {units} of "{license}" ended in {year}, and the license names no '
    "Version: which version may {units:this unit/these units} use?",
    "Give {units:it/them} a license row of {units:its/their} own with the version that was "
    "current then.",
)
NO_WORD = Message(
    "no-word-of-assurance",
    'SA until is blank for {units} of "{license}", which {units:is/are} taken to cover '
    '{accesses} {accesses:access that needs/accesses that need} "{family}" in its current, '
    "subscription edition.",
    "Type the last day of {units:its/their} Software Assurance, or No.",
)
ONCE_FOR_GOOD = Message(
    "once-for-good",
    '"{license}" is paid once and taken to cover "{family}" in its current, subscription edition '
    "once and for good; that edition needs running Software Assurance.",
    "Give the license its Version, or price it per Year with Software Assurance.",
)


def note_assurance(tables: Tables, needs: Needs, findings: Findings) -> None:
    """What the tables alone show; nothing where nobody needs a subscription edition."""
    settings = tables.settings
    current = (needs.version == CURRENT) & (needs.state < State.ADMINISTRATION)
    accesses = {
        int(family): int((current & (needs.family == family)).sum())
        for family in sorted(set(needs.family[current].tolist()))
    }
    for owned in tables.owned:
        license = tables.licenses[owned.license]
        if not owned.quantity or ended(owned, settings) or license.version != CURRENT:
            continue
        place = tables.place("Owned", "SA until", owned.row)
        if owned.sa_until not in (None, date.min) and owned.sa_until < settings.as_of:
            findings.warn(
                place,
                WHICH_VERSION,
                units=owned.quantity,
                license=license.name,
                year=owned.sa_until.year,
            )
        for family in (f for f in license.covers if f in accesses and lasts(owned, settings)):
            name, units, count = tables.families[family], owned.quantity, accesses[family]
            if owned.sa_until is None:
                findings.warn(
                    place, NO_WORD, units=units, license=license.name, accesses=count, family=name
                )
            elif lapses(owned, settings) and settings.orders is Orders.ONCE:  # else until then
                none = owned.sa_until == date.min
                findings.warn(
                    place,
                    LOSES_CURRENT,
                    units=units,
                    license=license.name,
                    accesses=count,
                    family=name,
                    ends="is none" if none else f"ends on {owned.sa_until}",
                )
    for offer in tables.offers:
        license = tables.licenses[offer.license]
        if offer.per is not Per.ONCE or license.version != CURRENT or offer.from_license != NONE:
            continue
        for family in (f for f in license.covers if f in accesses):
            findings.warn(
                tables.place(offer.sheet, "Price", offer.row),
                ONCE_FOR_GOOD,
                license=license.name,
                family=tables.families[family],
            )
