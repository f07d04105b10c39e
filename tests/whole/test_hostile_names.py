"""A workbook whose names are formulas, addresses and paths: in whatever is written they are text,
links lead only into the result and to its input, and nothing that a file can reach is unpickled."""

import csv
import json
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.support.books import WINDOWS, write
from tests.support.packages import package, sheet, text
from tests.test_cli import call

NAMES = (
    "=cmd|'/c calc'!A1", "+1", "-1+1", "@SUM(1)", '=HYPERLINK("http://x.example")', "\uff1d1",
    "http://x.example", "file:///etc/passwd", "mailto:x@x.example", "\\\\host\\share", "a#b!c",
)  # fmt: skip


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every name on Access as a user and a device; the cells hold text, as an export's would."""
    rows = "".join(
        f'<row r="{r}">'
        + text(f"A{r}", name.replace('"', "&quot;"))
        + text(f"B{r}", name.replace('"', "&quot;"))
        + text(f"C{r}", "Windows Server 2022")
        + "</row>"
        for r, name in enumerate(NAMES, 2)
    )
    head = text("A1", "User") + text("B1", "Device") + text("C1", "Server")
    monkeypatch.chdir(tmp_path)
    return package(tmp_path / "in.xlsx", sheet(f'<row r="1">{head}</row>{rows}'))


def links(path: Path) -> set[str]:
    """Where the links of a workbook lead that leave it."""
    found: set[str] = set()
    with zipfile.ZipFile(path) as archive:
        for part in archive.namelist():
            if part.endswith(".rels"):
                told = archive.read(part).decode("utf-8")
                found.update(re.findall(r'Target="([^"]*)" TargetMode="External"', told))
    return found


def texts(path: Path) -> list[str]:
    """All text cells of a workbook; a formula that speaks of a name fails."""
    cells = [
        cell
        for page in openpyxl.load_workbook(path)
        for row in page.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    for cell in cells:
        if cell.data_type == "f":
            assert not any(name in str(cell.value) for name in NAMES if len(name) > 4)
    return [str(cell.value) for cell in cells if cell.data_type == "s"]


@pytest.mark.parametrize("verb", ["solve", "negotiate", "check"])
def test_names_are_text_and_links_stay_at_home(book: Path, verb: str) -> None:
    option = "--mark" if verb == "check" else "-o"
    status, _, err = call(verb, book.name, option, "out.xlsx")
    assert status == 0, err
    found = texts(Path("out.xlsx"))
    assert all(any(name in value for value in found) for name in NAMES)
    assert links(Path("out.xlsx")) == set()


def test_names_are_themselves_in_json(book: Path) -> None:
    status, out, _ = call("solve", book.name, "--json", "-o", "out.xlsx")
    assert status == 0
    told = json.loads(out)
    assert {row["user"] for row in told["users"]} == set(NAMES)


def test_no_cell_of_a_csv_begins_a_formula(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("optimizer.report.sheets.MOST_COVERAGE", 0)
    monkeypatch.setattr("optimizer.report.sheets.MOST_ROWS", 0)
    assert call("solve", book.name, "-o", "out.xlsx")[0] == 0
    lists = sorted(Path().glob("out-*.csv"))
    assert lists
    for path in lists:
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert any("cmd|" in cell for cell in cells)
        assert not any(cell[:1] in "=+@\t\r\uff1d" for cell in cells if cell)
        assert not any(re.match(r"-\D|-\d+\D", cell) for cell in cells)


def test_a_sweep_names_offers_as_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    licenses = [WINDOWS[0], ["http://x.example/1", *WINDOWS[1][1:]]]
    access = [["User", "Server"], ["u", "Windows Server 2022"]]
    write(tmp_path / "in.xlsx", {"Access": access, "Licenses": licenses})
    vary = ("--vary", "http://x.example/1=10,20", "--workers", "1")
    status, _, err = call("sweep", "in.xlsx", *vary, "-o", "out.xlsx")
    assert status == 0, err
    assert any("http://x.example/1" in value for value in texts(tmp_path / "out.xlsx"))
    assert not links(tmp_path / "out.xlsx")


def test_nothing_is_unpickled_but_what_this_run_made() -> None:
    """A sweep hands its tables to processes that it starts; no file is read in such a way."""
    loading = re.compile(
        r"pickle\.load|marshal\.load|shelve|joblib|dill|allow_pickle=True|read_pickle|\beval\(|\bexec\("
        r"|yaml\.load\("
    )
    found = {
        path.as_posix()
        for path in Path("optimizer").rglob("*.py")
        if loading.search(path.read_text(encoding="utf-8"))
    }
    assert found <= {"optimizer/whatif/sweep/sweep.py"}
