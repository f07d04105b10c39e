"""All that is written otherwise than the format says, read as what is meant, sheet by sheet; what
is left is typed by the sheets' own readers."""

from collections.abc import Mapping

from optimizer.domain.keywords import DateOrder
from optimizer.domain.problems import Findings, Message
from optimizer.domain.tables import Settings
from optimizer.reading.grid import Grid
from optimizer.reading.meaning import active, amounts, dates, prices, with_units
from optimizer.reading.meaning.blanks import note_blanks
from optimizer.reading.meaning.kinds_of_device import told_apart
from optimizer.reading.meaning.leftovers import without_leftovers
from optimizer.reading.meaning.lists import expanded
from optimizer.reading.meaning.no_names import refuse_no_names
from optimizer.reading.meaning.outlines import filled_down
from optimizer.reading.meaning.placeholders import without_placeholders
from optimizer.reading.meaning.row_numbers import without_row_numbers
from optimizer.reading.meaning.small_numbers import note_small_numbers

NOTHING_LEFT = Message(
    "nothing-left", "has no rows but totals and remarks.", "Fill in who uses what."
)


def meant(
    grids: Mapping[str, Grid],
    settings: Settings,
    order: DateOrder | None,
    *,
    said: bool,
    findings: Findings,
) -> dict[str, Grid]:
    """The grids as they are meant; `order` is the setting Date order, `said` whether Settings says
    the currency."""
    result = without_placeholders(without_leftovers(grids, findings), findings)
    result = filled_down(refuse_no_names(result), findings)
    result = without_row_numbers(result, findings)
    for name, grid in result.items():
        if name == "Settings":
            continue
        typed = with_units.settled(dates.settled(grid, order, findings), findings)
        typed = amounts.settled(
            prices.settled(typed, findings),
            settings.currency,
            settings.digits,
            said=said,
            findings=findings,
        )
        result[name] = active.settled(typed, findings)
    if "Access" in grids and "Access" not in result:
        findings.problem(grids["Access"].whole, NOTHING_LEFT)
    if "Access" in result:
        note_blanks(result["Access"], findings)
        note_small_numbers(result["Access"], result, findings)
        result["Access"] = told_apart(result["Access"], result, findings)
        result["Access"] = expanded(result["Access"], result, findings)
    return result
