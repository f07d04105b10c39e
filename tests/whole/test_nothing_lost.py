"""Every file that a verb can write: one of somebody else that lies there is never lost.

WRITES lists them by verb. Each is tried as a plain file and behind a link; lost means that its
bytes are neither where they were nor under a number. The input is tried by every spelling.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from tests.importing.support import ual
from tests.quoting.test_round import fill
from tests.support.books import WINDOWS, write
from tests.test_cli import call

BOOK = {
    "Settings": [["Setting", "Value"], ["As of", "2026-01-01"], ["Access file", "access.csv"]],
    "Licenses": WINDOWS,
}
VARY = ("--vary", "User CAL=10,20", "--workers", "1")
RUNS: dict[str, tuple[str, ...]] = {
    "solve": ("solve", "in.xlsx"),
    "solve --pdf": ("solve", "in.xlsx", "--pdf"),
    "negotiate": ("negotiate", "in.xlsx"),
    "sweep .xlsx": ("sweep", "in.xlsx", *VARY, "-o", "s.xlsx"),
    "sweep .csv": ("sweep", "in.xlsx", *VARY, "-o", "s.csv"),
    "sweep .parquet": ("sweep", "in.xlsx", *VARY, "-o", "s.parquet"),
    "check --mark": ("check", "in.xlsx", "--mark", "m.xlsx"),
    "template": ("template", "-o", "t.xlsx"),
    "quote": ("quote", "in.xlsx", "-o", "q"),
    "quote --received": ("quote", "in.xlsx", "-o", "q", "--received", "filled.xlsx"),
    "compare": ("compare", "in.xlsx", "in.xlsx"),
    "import": ("import", "ual.csv", "-o", "a.xlsx", "--pseudonymise", "key"),
}
LISTS = ("coverage", "user-licenses", "device-licenses")
RESULT = tuple(f"-{name}.csv{end}" for name in LISTS for end in ("", ".about.json"))
WRITES: dict[str, tuple[str, ...]] = {
    "solve": ("in-plan.xlsx", *(f"in-plan{each}" for each in RESULT)),
    "solve --pdf": ("in-plan.pdf", "in-plan.pdf.about.json"),
    "negotiate": ("in-negotiation.xlsx", *(f"in-negotiation{each}" for each in RESULT)),
    "sweep .xlsx": ("s.xlsx", "s.xlsx.partial"),
    "sweep .csv": ("s.csv", "s.csv.about.json", "s.csv.partial"),
    "sweep .parquet": ("s.parquet", "s.parquet.about.json", "s.parquet.partial"),
    "check --mark": ("m.xlsx",),
    "template": ("t.xlsx",),
    "quote": ("q/in-quote-any-supplier.xlsx",),
    "quote --received": ("q/in-quoted.xlsx", "q/in-quotes.xlsx"),
    "compare": ("in-compared.xlsx",),
    "import": (
        "a.xlsx", "a-access.csv", "a-users.csv", "a-devices.csv", "a-import.xlsx", "a-import.json",
        "a-names.csv", "a-import-cache", "key",
    ),
}  # fmt: skip
PAIRS = [(run, name) for run, names in WRITES.items() for name in names]
MINE = b"what somebody wrote\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workbook with its list, an export, a filled request; memos are drawn quickly."""
    text = "User,Device,Server\nu,d,Windows Server 2022\nv,,Windows Server 2022\n"
    (tmp_path / "access.csv").write_text(text, encoding="utf-8")
    write(tmp_path / "in.xlsx", BOOK)
    ual(tmp_path / "ual.csv", "FS1", [(r"CORP\ann", "10.0.0.5", "2026-01-12", 1)])
    monkeypatch.chdir(tmp_path)
    threads = partial(ThreadPoolExecutor, 1)  # processes take seconds to begin
    monkeypatch.setattr("optimizer.whatif.sweep.parallel.processes", lambda _: threads())
    monkeypatch.setattr("optimizer.report.sheets.MOST_COVERAGE", 0)
    monkeypatch.setattr("optimizer.report.sheets.MOST_ROWS", 0)

    def run(command: list[str], **_: object) -> None:
        Path(command[-1]).with_suffix(".pdf").write_bytes(b"%PDF")

    monkeypatch.setattr("optimizer.report.memo.program", lambda: "soffice")
    monkeypatch.setattr("optimizer.report.memo.subprocess.run", run)
    return tmp_path


def ready(run: str) -> None:
    if run == "quote --received":
        assert call("quote", "in.xlsx", "-o", ".")[0] == 0
        (request,) = Path().glob("in-quote-*.xlsx")
        fill(request, Path("filled.xlsx"))
        request.unlink()


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(each.relative_to(folder)): each.read_bytes()
        for each in sorted(folder.rglob("*"))
        if each.is_file()
    }


@pytest.mark.parametrize("run", RUNS)
def test_these_are_all_the_files_that_it_writes(folder: Path, run: str) -> None:
    ready(run)
    before = files(folder)
    assert call(*RUNS[run])[0] == 0
    made = {name.partition("-cache")[0] + "-cache" * ("-cache" in name) for name in files(folder)}
    written = {each for each in WRITES[run] if not each.endswith(".partial")}
    if run == "solve --pdf":
        written |= set(WRITES["solve"])
    slash = {name.replace(os.sep, "/") for name in made - before.keys()}
    assert slash == written


@pytest.mark.parametrize("linked", [False, True], ids=["file", "link"])
@pytest.mark.parametrize(("run", "name"), PAIRS)
def test_a_file_of_somebody_else_is_never_lost(
    folder: Path, run: str, name: str, linked: bool
) -> None:
    ready(run)
    target = folder / name
    target.parent.mkdir(exist_ok=True)
    place = folder / "mine" if linked else target
    place.write_bytes(MINE)
    if linked:
        target.symlink_to(place)
    status, _, err = call(*RUNS[run])
    assert "Traceback" not in err
    assert status in (0, 2)
    kept = [found for found, content in files(folder).items() if content == MINE]
    assert kept
    if status == 0 and target.read_bytes() != MINE:
        assert "it is kept as" in err


@pytest.mark.parametrize("spelling", ["in.xlsx", "./in.xlsx", "x/../in.xlsx", "hard.xlsx", "soft.xlsx"])  # fmt: skip
@pytest.mark.parametrize("run", ["solve", "negotiate", "check", "sweep", "compare"])
def test_the_input_by_any_spelling_is_never_written_to(
    folder: Path, run: str, spelling: str
) -> None:
    (folder / "x").mkdir()
    os.link("in.xlsx", "hard.xlsx")
    Path("soft.xlsx").symlink_to("in.xlsx")
    before = files(folder)
    words = {
        "check": ("check", "in.xlsx", "--mark"),
        "sweep": ("sweep", "in.xlsx", *VARY, "-o"),
        "compare": ("compare", "in.xlsx", "in.xlsx", "-o"),
    }
    status, _, err = call(*words.get(run, (run, "in.xlsx", "-o")), spelling, "--overwrite")
    assert (status, "never written to" in err) == (2, True)
    assert files(folder) == before


@pytest.mark.parametrize("run", ["solve", "sweep .csv", "compare", "quote"])
def test_where_names_differ_by_letters_only(
    folder: Path, run: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that does not tell IN.XLSX from in.xlsx tells by the file itself, which is what is
    asked here: a name that leads to the input is the input."""
    Path("IN.XLSX").symlink_to("in.xlsx")
    before = files(folder)
    arguments = [("IN.XLSX" if word == "in.xlsx" else word) for word in RUNS[run]]
    status, _, err = call(*arguments[:1], "IN.XLSX", *arguments[2:])
    assert "Traceback" not in err
    assert status in (0, 2)
    assert {name: files(folder)[name] for name in before} == before


@pytest.mark.parametrize("name", ["", "folder", "folder/", "nowhere.xlsx"])
@pytest.mark.parametrize(
    "words",
    [
        ("solve", "{}"),
        ("negotiate", "{}"),
        ("check", "{}"),
        ("compare", "{}", "in.xlsx"),
        ("quote", "{}", "-o", "q"),
        ("quote", "in.xlsx", "-o", "q", "--received", "{}"),
        ("sweep", "{}", *VARY, "-o", "s.csv"),
        ("import", "folder", "{}nowhere", "-o", "a.xlsx"),  # the folder itself may be given
    ],
)
def test_no_name_a_folder_and_nothing_as_input(
    folder: Path, words: tuple[str, ...], name: str
) -> None:
    """A sentence with a documented status."""
    (folder / "folder").mkdir()
    before = files(folder)
    status, _, err = call(*(word.format(name) for word in words))
    assert (status in (1, 2), bool(err), "Traceback" in err) == (True, True, False)
    assert files(folder) == before


@pytest.mark.parametrize("name", ["", ".", "folder", "no/where.xlsx", "in.txt"])
@pytest.mark.parametrize("run", ["solve", "check --mark", "template", "sweep .csv", "import"])
def test_no_name_and_a_folder_as_output(folder: Path, run: str, name: str) -> None:
    (folder / "folder").mkdir()
    before = files(folder)
    words = list(RUNS[run])
    option = "--mark" if run == "check --mark" else "-o"
    words = words[: words.index(option)] if option in words else words
    status, _, err = call(*words, option, name)
    assert (status, bool(err), "Traceback" in err) == (2, True, False)
    assert files(folder) == before
