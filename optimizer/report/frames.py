"""A result's sheets as pandas frames: the columns of format 1, an amount exact as Decimal."""

import pandas as pd

from optimizer.domain.planned import Planned
from optimizer.report.named import FrameColumns
from optimizer.report.sheets import SHEETS


def payments_columns(planned: Planned) -> FrameColumns:
    """A row a year, as on Summary."""
    payments = planned.plan.payments
    return {
        "Year": [each.year for each in payments],
        "Nominal": [each.nominal for each in payments],
        "Discounted": [each.discounted for each in payments],
    }


FRAMES = {sheet.name: sheet.columns for sheet in SHEETS if sheet.columns is not None} | {
    "Payments": payments_columns
}
"""The sheets that there are frames of, in the workbook's order, and the payments by year."""


def frame(planned: Planned, sheet: str) -> pd.DataFrame:
    """The named sheet of the result, a row each line, in the sheet's order; the name in any case.

    Raises KeyError with the names there are.
    """
    columns_of = {name.casefold(): columns for name, columns in FRAMES.items()}
    try:
        columns = columns_of[sheet.strip().casefold()]
    except KeyError:
        raise KeyError(f'There is no sheet "{sheet}": {", ".join(FRAMES)}.') from None
    return pd.DataFrame(columns(planned))
