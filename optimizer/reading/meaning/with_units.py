"""Numbers with what they count behind them: `42 users`, `16 cores`, `36 months`, `5-pack`."""

import re

import numpy as np

from optimizer.domain.counting_words import column_of_how_many
from optimizer.domain.names import key, trim
from optimizer.domain.problems import Findings, Message
from optimizer.domain.schema import Kind
from optimizer.domain.sheet_names import words
from optimizer.reading.cells import Refused, whole
from optimizer.reading.grid import Grid, Values
from optimizer.reading.wording import counted

UNITS = Message(
    "number-with-unit",
    '{cells} of {column} read as {cells_are}: "{value}" is {number}.',
    "Type the number alone if that is not what is meant.",
)

_NUMBER_FIRST = re.compile(r"(\d[\d.,' ]*?)\s*[-–]?\s*([^\W\d_][^\W\d_ ]*)\.?")
_PACK = re.compile(
    r"(?:packs?|pk|paket|packung|lot|paquete|pacco|box)\s*(?:of|von|zu|à|de|di|van)?\s*(\d+)"
    r"|(\d+)\s*[-–]?\s*(?:er)?\s*[-–]?\s*(?:packs?|pk|er|paket)",
    re.IGNORECASE,
)


def _keys(listed: str) -> frozenset[str]:
    return frozenset(map(key, words(listed)))


MONTHS = _keys(
    "month, months, mth, mths, mo, m, Monat, Monate, mois, mes, meses, mese, mesi, maand, maanden"
)
YEARS = _keys(
    "year, years, yr, yrs, y, Jahr, Jahre, an, ans, année, années, año, años, anno, anni, jaar"
)
DAYS = _keys("day, days, d, Tag, Tage, jour, jours, día, días, giorno, giorni, dag, dagen")
CORES = _keys(
    "core, cores, cpu cores, Kern, Kerne, cœur, cœurs, coeurs, núcleo, núcleos, kernen, vcores"
)
PROCESSORS = _keys("cpu, cpus, processor, processors, socket, sockets, Prozessor, Prozessoren")
COUNTED = {
    "Quantity": ("Owned",),
    "Pack": ("Owned", "Users", "Devices"),
    "From quantity": ("Owned",),
    "Minimum": ("Owned",),
    "Maximum": ("Owned",),
}
"""Column -> the sheets whose words for what they count may stand behind its numbers."""


def settled(grid: Grid, findings: Findings) -> Grid:
    """The grid with such text of its columns of whole numbers as numbers, each column noted."""
    for name, values in grid.columns.items():
        if values.column.kind is Kind.WHOLE and any(isinstance(v, str) for v in values.distinct):
            grid = grid.put(name, _settled(grid, name, values, findings))
    return grid


def _settled(grid: Grid, name: str, values: Values, findings: Findings) -> Values:
    read = {
        code: number
        for code, value in enumerate(values.distinct)
        if isinstance(value, str)
        and (number := number_in(value, grid.sheet.name, name)) is not None
    }
    if not read:
        return values
    cells = grid.cells(name, np.isin(values.codes, list(read)))
    first = min(read)
    findings.warn(
        cells[0],
        UNITS,
        others=cells[1:1000],
        cells=counted(len(cells)),
        cells_are="a number" if len(cells) == 1 else "numbers",
        column=name,
        value=trim(str(values.distinct[first])),
        number=read[first],
    )
    return values.recoded([read.get(code, value) for code, value in enumerate(values.distinct)])


def number_in(value: str, sheet: str, column: str) -> int | None:
    """The number of a text that says besides only what the column counts; None for any other."""
    said = trim(value)
    if column == "Pack" and (found := _PACK.fullmatch(said)):
        return int(found[1] or found[2])
    found = _NUMBER_FIRST.fullmatch(said)
    if found is None:
        return None
    unit = key(found[2])
    factor = _factor(unit, sheet, column)
    try:
        return whole(found[1].strip()) * factor if factor else None
    except Refused:
        return None


def _factor(unit: str, sheet: str, column: str) -> int:
    """What one of the unit comes to in the column; 0 where it is another thing."""
    if column == "Term":
        return 12 if unit in YEARS else int(unit in MONTHS)
    if column == "Horizon":
        return int(unit in YEARS)
    if column == "Access window":
        return int(unit in DAYS)
    if column == "Cores" or column.startswith("Minimum per"):
        return int(unit in CORES)
    if column == "Processors":
        return int(unit in PROCESSORS)
    sheets = COUNTED.get(column, (sheet,))
    return int(any(column_of_how_many(f"number of {unit}", each) for each in sheets))
