"""What the program says of small workbooks, kept as text: tests/golden/messages/*.txt.

A case begins with `# ` and what is right about it; then the sheets, drawn as in
tests/support/written.py; then a line for everything that is said, after `> `. Where no Access or no
Licenses is drawn, a plain one stands in.

`python -m tests.support.said` writes the said lines anew: read the difference before you keep it.
"""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from optimizer import api
from optimizer.domain.problems import InfeasibleError, Problem, WorkbookError
from tests.support.books import AS_OF, WINDOWS, write
from tests.support.written import sheets_of

FOLDER = Path(__file__).parents[1] / "golden/messages"
PLAIN = {"Access": [["User", "Server"], ["anna", "Windows Server 2022"]], "Licenses": WINDOWS}


class Case(NamedTuple):
    """A workbook as drawn, what it shows, and the lines that are said of it."""

    title: str
    drawn: str
    said: tuple[str, ...]

    def __str__(self) -> str:
        lines = (f"> {line}\n" for line in self.said)
        return f"# {self.title}\n\n{self.drawn}\n\n{''.join(lines)}"


def cases(path: Path) -> Iterator[Case]:
    """The cases of one file."""
    for part in re.split(r"^# ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        title, _, rest = part.partition("\n")
        drawn, *said = re.split(r"^> ", rest, flags=re.MULTILINE)
        yield Case(title.strip(), drawn.strip(), tuple(line.strip() for line in said))


def said_of(case: Case, folder: Path) -> tuple[str, ...]:
    """Everything that is said of a case's workbook, problems first."""
    path = write(folder / "book.xlsx", PLAIN | sheets_of(case.drawn))
    try:
        result = api.solve(path, as_of=AS_OF)
    except WorkbookError as error:
        return (*_lines("problem", error.problems), *_lines("note", error.warnings))
    except InfeasibleError as error:
        return (*_lines("no plan", error.reasons), *_lines("note", error.warnings))
    plan = result.plan
    return (*_lines("note", plan.warnings), f"cost {plan.cost}")


def _lines(kind: str, said: tuple[Problem, ...]) -> Iterator[str]:
    return (f"{kind} {each.code} | {each}" for each in said)


def main() -> None:
    """Write what is said today into every file."""
    for path in sorted(FOLDER.glob("*.txt")):
        with tempfile.TemporaryDirectory() as folder:
            written = [str(case._replace(said=said_of(case, Path(folder)))) for case in cases(path)]
        path.write_text("\n".join(written), encoding="utf-8")


if __name__ == "__main__":
    main()
