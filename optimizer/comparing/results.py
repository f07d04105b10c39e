"""Two result workbooks -> their plans compared; what each change costs needs their inputs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from optimizer.catalogue.currencies import minor_units
from optimizer.domain.comparison import Comparison, LicenseChange
from optimizer.domain.names import fold, trim
from optimizer.domain.problems import OutputError
from optimizer.reading.files.check import refuse_what_is_no_workbook
from optimizer.reading.files.table import sha256_of
from optimizer.reading.files.xlsx import open_rows


@dataclass(frozen=True)
class _Result:
    """What a result workbook says: About's facts, the cost, and Holdings by license."""

    facts: dict[str, str]
    cost: Decimal
    currency: str
    holdings: dict[str, dict[str, int]]


def is_result(path: Path) -> bool:
    """Whether a workbook is one that this program wrote as a result."""
    refuse_what_is_no_workbook(path)
    with open_rows(path, lambda _title: False) as book:
        return {"summary", "about", "holdings"} <= {fold(title) for title in book.titles}


def cost_and_day(path: Path) -> tuple[Decimal, date | None]:
    """What a result's plan costs, and its first day."""
    found = _read(path)
    day = found.facts.get("As of", "")
    return found.cost, date.fromisoformat(day) if day else None


def sha256_of_input(path: Path) -> str:
    """The SHA-256 of the input that a result was made from, as its About says."""
    return _read(path).facts.get("SHA-256 of the input", "")


def check_input(result: Path, source: Path) -> None:
    """Raises OutputError where the workbook is not the one that the result was made from."""
    if sha256_of(source) != sha256_of_input(result):
        raise OutputError(
            f"{source}: {result.name} was not made from this workbook, or it was changed since "
            "(SHA-256 on About). Give the workbook that it was made from."
        )


def compare_results(old: Path, new: Path) -> Comparison:
    """The plans of two results, without what each change costs. Raises OutputError where their
    currencies differ."""
    before, after = _read(old), _read(new)
    if before.currency != after.currency:
        raise OutputError(
            f"{old.name} is in {before.currency}, {new.name} in {after.currency}: amounts of two "
            "currencies cannot be compared."
        )
    names = dict.fromkeys((*after.holdings, *before.holdings))
    licenses = tuple(
        LicenseChange(
            name,
            before.holdings.get(name, {}).get("used", 0),
            after.holdings.get(name, {}).get("used", 0),
            after.holdings.get(name, {}).get("bought", 0),
            sum(after.holdings.get(name, {}).get(c, 0) for c in ("left over", "surplus")),
        )
        for name in names
    )
    digits = minor_units().get(after.currency, 2)
    return Comparison(
        old=old.name,
        new=new.name,
        currency=after.currency,
        digits=digits,
        cost_before=before.cost,
        cost_after=after.cost,
        steps=(),
        changes=(),
        licenses=licenses,
    )


def _read(path: Path) -> _Result:
    wanted = ("summary", "about", "holdings")
    with open_rows(path, lambda title: fold(title) in wanted) as book:
        rows = {fold(t): book.rows(t) for t in book.titles if fold(t) in wanted}
    facts = {str(row[0]): str(row[1]) for row in rows["about"] if len(row) > 1 and row[0]}
    said = str(rows["summary"][1][0])
    currency = said.rstrip(".").rpartition(" ")[2]
    cost = Decimal(str(rows["summary"][4][0]))
    head = next(i for i, row in enumerate(rows["holdings"]) if row and row[0] == "License")
    names = [fold(trim(str(value))) for value in rows["holdings"][head]]
    holdings = {
        str(row[0]): {
            name: int(float(str(value)))
            for name, value in zip(names, row, strict=False)
            if isinstance(value, (int, float))
        }
        for row in rows["holdings"][head + 1 :]
        if row and row[0]
    }
    return _Result(facts, cost, currency, holdings)
