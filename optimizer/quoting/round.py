"""The two halves of a procurement round, with their files: requests out, quotes in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from optimizer.domain.options import Options
from optimizer.domain.problems import Findings, Message, OutputError, Place, Problem, fold
from optimizer.domain.progress import QUIET, Progress
from optimizer.domain.quotes import Quote, QuotesCompared
from optimizer.domain.tables import NONE, Tables
from optimizer.quoting.compared import compare, quoted
from optimizer.quoting.received import read_quotes
from optimizer.quoting.requests import requests_of
from optimizer.report.quote_workbooks import write_comparison, write_request
from optimizer.result import Result
from optimizer.writing.files import Drafts, atomically, check_target
from optimizer.writing.with_offers import write_with_offers

LEAVES_OUT = Message(
    "quoted-copy-leaves-out",
    "the copy leaves out what cannot be carried over: {what}.",
    "Where that matters, type the quotes into the original.",
)


@dataclass(frozen=True)
class Round:
    """What came of the quotes: the comparison, the files written, and what is worth knowing."""

    compared: QuotesCompared
    files: tuple[Path, ...]
    notes: tuple[Problem, ...]


def write_requests(
    result: Result, folder: Path, *, overwrite: bool = False, progress: Progress = QUIET
) -> tuple[Path, ...]:
    """A workbook in the folder for each supplier and channel that the plan buys by. What may be
    written over is as in `Result.write`: one that a supplier filled in is kept under a number.

    Raises OutputError, also where nothing is bought.
    """
    requests = requests_of(result)
    if not requests:
        raise OutputError(
            f"{result.source.name}: the plan buys nothing, so there is nothing to ask."
        )
    _made(folder)
    stem = result.source.stem
    files = [folder / f"{stem}-quote-{_slug(request.name)}.xlsx" for request in requests]
    if len({*files}) < len(files):
        files = [f.with_name(f"{f.stem}-{n}.xlsx") for n, f in enumerate(files, 1)]
    for file in files:
        check_target(file, _inputs(result), overwrite=overwrite)
    with atomically(*files, of=result.source, overwrite=overwrite) as drafts:
        for draft, request in zip(drafts, requests, strict=True):
            write_request(draft, request, result)
    _tell_kept(drafts, progress)
    return tuple(files)


def take_quotes(
    result: Result,
    files: Sequence[Path],
    folder: Path,
    options: Options,
    *,
    overwrite: bool = False,
) -> Round:
    """Compare the filled requests, and write the comparison and a copy of the workbook in which the
    quotes are offers.

    Raises WorkbookError with every problem of the files, InfeasibleError, SolverError, OutputError.
    """
    findings, tables = Findings(), result.tables
    wanted: dict[str, set[int]] = {}
    for p in result.plan.purchases:
        wanted.setdefault(p.offer, set()).add(p.quantity)
    quotes = read_quotes(files, tables, findings, wanted)
    findings.stop()
    if not quotes:
        raise OutputError("No file holds a price. Fill in Price and give the files once more.")
    asked = dict.fromkeys([*(p.offer for p in result.plan.purchases), *(q.offer for q in quotes)])
    found = compare(tables, quotes, result.plan.cost, list(asked), options)
    _made(folder)
    stem = result.source.stem
    copy, compared = folder / f"{stem}-quoted.xlsx", folder / f"{stem}-quotes.xlsx"
    for target in (copy, compared):
        check_target(target, (*_inputs(result), *files), overwrite=overwrite)
    facts = result.plan.facts
    with atomically(copy, compared, of=result.source, overwrite=overwrite) as drafts:
        answered = {q.offer for q in quotes}
        cells = [(o.sheet, "Price", o.row) for o in tables.offers if o.name in answered and o.row]
        rows = [row for quote in quotes for row in _rows(tables, quote)]
        lost = write_with_offers(
            result.source, drafts[0], rows, cells, facts, choices=tables.choices
        )
        write_comparison(drafts[1], found, tables, result.source, facts)
    _tell_kept(drafts, options.progress)
    if lost:
        findings.warn(Place(file=copy.name), LEAVES_OUT, what=", ".join(lost))
    return Round(found, (compared, copy), fold(findings.warnings))


def lines(found: QuotesCompared, currency: str) -> list[str]:
    """The comparison for the terminal."""
    said = [f"Split as is cheapest: {found.split:,} {currency}"]
    for supplier, count, cost in found.alone:
        amount = "not all that is needed" if cost is None else f"{cost:,} {currency}"
        said.append(f"{supplier} alone ({count} lines quoted): {amount}")
    said.append(f"At the workbook's own prices: {found.planned:,} {currency}")
    least = -int(found.split.as_tuple().exponent)
    for t in found.taken:
        whom = f"of {t.supplier}" if t.supplier else "at the workbook's price"
        digits = max(least, -int(t.price.normalize().as_tuple().exponent))
        said.append(f"  Take {t.quantity:,} \u00d7 {t.offer} {whom} at {t.price:,.{digits}f}")
    said += [f"Nobody quotes {name}." for name in found.unquoted]
    return said


def _rows(tables: Tables, quote: Quote) -> list[dict[str, object]]:
    """A quote as rows of Offers, one for each price."""
    by_name = {offer.name: offer for offer in tables.offers}
    offer = quoted(quote.other or by_name[quote.offer], quote)
    names = [license.name for license in tables.licenses]
    said: dict[str, object] = {
        "Offer": offer.name,
        "License": names[offer.license],
        "From license": "" if offer.from_license == NONE else names[offer.from_license],
        "Per": offer.per,
        "Pack": offer.pack,
        "Minimum": offer.minimum or None,
        "Maximum": offer.maximum,
        "Starts": "At expiry" if offer.at_expiry else "",
        "Increase": offer.increase or None,
        "Channel": offer.channel,
        "Supplier": offer.supplier,
        "Part number": offer.part_number,
        "Valid until": offer.valid_until,
        "Term": offer.term,
    }
    tiered = len(offer.tiers) > 1
    return [
        said | {"Price": price} | ({"From quantity": start} if tiered else {})
        for start, price in offer.tiers
    ]


def _inputs(result: Result) -> tuple[Path, ...]:
    return result.inputs or (result.source,)


def _tell_kept(drafts: Drafts, progress: Progress) -> None:
    for file, copy in drafts.kept:
        progress.kept(file.name, copy.name)


def _made(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{folder}: the folder cannot be made ({error.strerror or error}). Choose another one "
            "with -o."
        ) from None


def _slug(name: str) -> str:
    """A name as part of a file's name."""
    return re.sub(r"[^\w]+", "-", name.lower()).strip("-") or "supplier"
