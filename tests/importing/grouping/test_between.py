"""Lines between a file's rows that are none."""

from pathlib import Path

import pandas as pd
import pytest

from optimizer.importing.grouping.between import without_lines_between
from optimizer.importing.grouping.coded import of
from optimizer.importing.grouping.wanted import Groups
from optimizer.importing.opening.exports import Export
from optimizer.importing.opening.table import Candidate, Opened
from optimizer.importing.sources.mapped import source_of_map
from optimizer.importing.sources.recognise import Recognised, recognise

HEADER = ("Name", "Pc", "Host")


def table() -> Recognised:
    opened = Opened(
        export=Export(name="a.csv", path=Path("a.csv"), sha256="", size=0),
        form="CSV",
        candidates=(Candidate(header=HEADER, rows=lambda _ragged: iter(())),),
    )
    found = recognise(opened, [source_of_map("user=Name,device=Pc,server=Host")])
    assert isinstance(found, Recognised)
    return found


@pytest.mark.parametrize(
    ("line", "gone", "moved"),
    [
        (("name", "\ufeffPC", "Host"), 2, False),  # the heading again
        (("Total", "", ""), 2, False),
        (("", "Summe", " "), 2, False),
        (("Pc", "Name", "Host"), 0, True),  # in another order
        (("Total", "pc9", ""), 0, False),  # somebody of that name
        (("", "", ""), 0, False),
    ],
)
def test_what_is_no_row_is_counted_and_gone(
    line: tuple[str, str, str], gone: int, moved: bool
) -> None:
    rows = [("ann", "pc1", "fs1"), line]
    columns = dict(zip(("user", "device", "server"), map(of, zip(*rows, strict=True)), strict=True))
    groups = Groups.of(pd.DataFrame({**columns, "n": [3, 2]}), read=5, other=0)
    rest, lines, other = without_lines_between(groups, table())
    assert (lines, other) == (gone, moved)
    assert (len(rest.n), rest.read) == ((1, 3) if gone else (2, 5))
