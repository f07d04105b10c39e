"""Offers -> ways to obtain licenses: packs, tiers, conversions, and the rules that their rows must
keep."""

from decimal import Decimal
from functools import partial

import numpy as np

from optimizer.domain import names as naming
from optimizer.domain.keywords import Per, Starts
from optimizer.domain.problems import Findings, Message
from optimizer.domain.tables import NONE, License, Offer, Orders, Settings
from optimizer.reading import cells
from optimizer.reading.columns import Columns
from optimizer.reading.grids import Grid
from optimizer.reading.meaning import per_cents
from optimizer.reading.sheets.licenses import NO_PACK
from optimizer.reading.sheets.pack_price import note_price_of_one
from optimizer.reading.sheets.said_in_names import note_what_names_say

OFFER_LIKE_LICENSE = Message(
    "offer-like-license",
    'Offer "{name}" is named like the license in row {row} of Licenses, which has a Price.',
    "Rename the offer, or clear that Price.",
)
FIRST_TIER = Message(
    "first-tier", 'the first tier starts at "{value}".', "Start it at 1, or leave it blank."
)
TIERS_FALL = Message(
    "tiers-fall",
    'From quantity "{after}" does not rise above "{before}" in the offer\'s row before.',
    "Sort the tiers, or rename one of the offers.",
)
NO_QUANTITIES = Message(
    "no-quantities",
    'offer "{name}" stands in rows {first} and {row}, and no column says from which quantity each '
    "holds.",
    "Say where each tier starts in a column From quantity (1, 5, ...), or rename one of the "
    "offers.",
)
TIERS_DIFFER = Message(
    "tiers-differ",
    "{column} differs from that of the offer's first tier in {first.cell}.",
    "Make the tiers agree on everything but From quantity and Price.",
)
ABOVE_MAXIMUM = Message(
    "above-maximum",
    '{column} "{value}" is above the Maximum "{maximum}" in {met.cell}.',
    "Correct one of the two.",
)
RIGHTS_DIFFER = Message(
    "rights-differ",
    'Starts is At expiry, but "{used}" and "{given}" differ in {column}.',
    "Let it start Now, or name a From license of the same rights.",
)
NOTHING_EXPIRES = Message(
    "nothing-expires",
    "Starts is At expiry, but there is no From license.",
    "Name the license that expires.",
)
QUOTE_PAST = Message(
    "quote-past",
    'offer "{offer}" was valid until {day}, which is before As of.',
    "Ask for a new quote before you rely on it.",
)

_AGREE = (
    "License", "From license", "Per", "Pack", "Minimum", "Maximum", "Starts", "Increase", "Channel",
    "Supplier",
    "Part number", "Valid until", "Valid from", "Term",
)  # fmt: skip


def read_offers(
    grid: Grid | None,
    licenses: list[License],
    plain: list[Offer],
    settings: Settings,
    findings: Findings,
) -> list[Offer]:
    """The offers of the sheet, the rows of one name together as its tiers."""
    if grid is None:
        return []
    columns = Columns(grid, findings)
    columns.require("Offer")
    columns.require("Price")
    names = [license.name for license in licenses]
    given = columns.references("License", names, "Licenses", required=True).tolist()
    used_up = columns.references("From license", names, "Licenses").tolist()
    offer_codes, spelled = columns.names("Offer")
    prices = columns.each("Price", cells.price, Decimal(0))
    least = columns.each("From quantity", cells.whole, 1)
    note_what_names_say(grid, "Offer", [True] * len(prices), findings)
    increase = grid.titles.get("Increase", "")
    rest = list(
        zip(
            given,
            used_up,
            columns.each("Per", columns.keyword("Per", Per), Per.ONCE),
            columns.each("Pack", cells.whole, 1),
            columns.each("Minimum", cells.whole, 0),
            columns.each("Maximum", cells.whole, None),
            columns.each("Starts", columns.keyword("Starts", Starts.AT_EXPIRY.__eq__), False),
            columns.each("Increase", partial(per_cents.rate, title=increase), Decimal(0)),
            columns.each("Channel", cells.text, ""),
            columns.each("Supplier", cells.text, ""),
            columns.each("Part number", cells.text, ""),
            columns.each("Valid until", cells.day, None),
            columns.each("Valid from", cells.day, None),
            columns.each("Term", cells.whole, None),
            strict=True,
        )
    )
    note_price_of_one(grid, [each[3] for each in rest], findings)
    priced = {naming.fold(offer.name): offer for offer in plain}
    offers: list[Offer] = []
    order = np.argsort(offer_codes, kind="stable")
    ends = np.searchsorted(offer_codes[order], np.arange(len(spelled) + 1))
    for code, name in enumerate(spelled):
        rows = order[ends[code] : ends[code + 1]].tolist()
        place = grid.place("Offer", int(grid.rows[rows[0]]))
        if naming.fold(name) in priced:
            row = priced[naming.fold(name)].row
            findings.problem(
                place,
                OFFER_LIKE_LICENSE,
                name=name,
                row=row,
            )
        starts = [least[i] for i in rows]
        _check_tiers(grid, name, rows, starts, [rest[i] for i in rows], findings=findings)
        (
            license,
            from_license,
            per,
            pack,
            minimum,
            maximum,
            at_expiry,
            increase,
            channel,
            supplier,
            part,
            until,
            valid_from,
            term,
        ) = rest[rows[0]]
        offer = Offer(
            name,
            license,
            tuple((least[i], prices[i]) for i in rows),
            per=per,
            pack=max(pack, 1),
            minimum=minimum,
            maximum=maximum,
            from_license=from_license,
            at_expiry=at_expiry,
            increase=increase,
            channel=channel,
            supplier=supplier,
            part_number=part,
            valid_until=until,
            sheet="Offers",
            row=int(grid.rows[rows[0]]),
            valid_from=valid_from,
            term=term,
        )
        _check_offer(grid, offer, pack, licenses, settings, findings=findings)
        offers.append(offer)
    return offers


def _check_tiers(
    grid: Grid,
    name: str,
    rows: list[int],
    least: list[int],
    rest: list[tuple[object, ...]],
    *,
    findings: Findings,
) -> None:
    """Tiers rise, the first from 1, and their rows agree on everything but the price."""
    numbers = [int(grid.rows[i]) for i in rows]
    if least[0] > 1:
        findings.problem(
            grid.place("From quantity", numbers[0]),
            FIRST_TIER,
            value=least[0],
        )
    if "From quantity" not in grid.columns:
        for number in numbers[1:]:
            place = grid.place("Offer", number)
            findings.problem(place, NO_QUANTITIES, name=name, first=numbers[0], row=number)
        return
    for before, after, number in zip(least, least[1:], numbers[1:], strict=False):
        if after <= before:
            findings.problem(
                grid.place("From quantity", number), TIERS_FALL, after=after, before=before
            )
    for row, number in zip(rest[1:], numbers[1:], strict=True):
        for column, first, other in zip(_AGREE, rest[0], row, strict=True):
            if first != other:
                findings.problem(
                    grid.place(column, number),
                    TIERS_DIFFER,
                    others=(grid.place(column, numbers[0]),),
                    column=column,
                    first=grid.place(column, numbers[0]),
                )


def _check_offer(
    grid: Grid,
    offer: Offer,
    pack: int,
    licenses: list[License],
    settings: Settings,
    *,
    findings: Findings,
) -> None:
    """An offer's own rules: whole packs within its maximum, an expiry to start at, a quote that
    still holds. Between periods the rights may change too."""
    if pack == 0:
        findings.problem(grid.place("Pack", offer.row), NO_PACK)
    if offer.maximum is not None and offer.minimum > offer.maximum:
        findings.problem(
            grid.place("Minimum", offer.row),
            ABOVE_MAXIMUM,
            others=(grid.place("Maximum", offer.row),),
            column="Minimum",
            value=offer.minimum,
            maximum=offer.maximum,
            met=grid.place("Maximum", offer.row),
        )
    if offer.maximum is not None and pack > offer.maximum:
        findings.problem(
            grid.place("Pack", offer.row),
            ABOVE_MAXIMUM,
            others=(grid.place("Maximum", offer.row),),
            column="Pack",
            value=pack,
            maximum=offer.maximum,
            met=grid.place("Maximum", offer.row),
        )
    if (
        offer.at_expiry
        and settings.orders is Orders.ONCE
        and NONE not in (offer.license, offer.from_license)
    ):
        given, used = licenses[offer.license], licenses[offer.from_license]
        for column in ("Metric", "Covers", "Version", "For"):
            if _rule(given, column) != _rule(used, column):
                findings.problem(
                    grid.place("Starts", offer.row),
                    RIGHTS_DIFFER,
                    used=used.name,
                    given=given.name,
                    column=column,
                )
    elif offer.at_expiry and offer.from_license == NONE:
        findings.problem(
            grid.place("Starts", offer.row),
            NOTHING_EXPIRES,
        )
    if offer.valid_until is not None and offer.valid_until < settings.as_of:
        findings.warn(
            grid.place("Valid until", offer.row),
            QUOTE_PAST,
            offer=offer.name,
            day=offer.valid_until,
        )


def _rule(license: License, column: str) -> object:
    return {
        "Metric": license.metric, "Covers": frozenset(license.covers), "Version": license.version,
        "For": license.types,
    }[column]  # fmt: skip
