"""Which way files go that are dropped together."""

from pathlib import Path

import pytest

from optimizer.web.dropped import DropError, Way, road_of
from optimizer.web.texts import texts
from tests.support.books import WINDOWS, write

SMALL, BUDGET = Path("samples/small.xlsx"), Path("samples/budget.xlsx")
QUOTES = (Path("samples/quotes/alpha.xlsx"), Path("samples/quotes/beta.xlsx"))
EXPORTS = tuple(sorted(Path("samples/exports").iterdir()))


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    import optimizer as cal

    folder, found = tmp_path_factory.mktemp("results"), cal.solve(SMALL)
    return tuple(found.write(folder / name)[0] for name in ("a.xlsx", "b.xlsx"))  # type: ignore[return-value]


def with_access_file(folder: Path, *sheets: str) -> tuple[Path, Path]:
    """A workbook that names its access file, and that file."""
    table = folder / "access.csv"
    table.write_text("User,Server\nAnn,Windows Server 2022\n")
    extra = {name: [["Kind", "Name", "Column", "Value"]] for name in sheets}
    book = write(
        folder / "in.xlsx",
        {
            "Settings": [["Setting", "Value"], ["Access file", "ACCESS.csv"]],
            "Licenses": WINDOWS,
            **extra,
        },
    )
    return book, table


def test_one_workbook_is_read_and_two_are_compared() -> None:
    assert road_of([SMALL]).way is Way.READ
    road = road_of([SMALL, BUDGET])
    assert (road.way, road.files) == (Way.COMPARE, (SMALL, BUDGET))


def test_a_workbook_is_read_with_the_files_that_it_names(tmp_path: Path) -> None:
    book, table = with_access_file(tmp_path)
    road = road_of([table, book])
    assert (road.way, road.files, road.aside) == (Way.READ, (book,), ())


def test_a_table_that_is_not_named_is_told(tmp_path: Path) -> None:
    table = tmp_path / "more.csv"
    table.write_text("a,b\n")
    road = road_of([SMALL, table])
    assert (road.way, road.files, road.aside) == (Way.READ, (SMALL,), ("more.csv",))


def test_exports_are_imported_and_by_an_earlier_import_s_decisions(tmp_path: Path) -> None:
    assert road_of(EXPORTS).way is Way.IMPORT
    book, _ = with_access_file(tmp_path, "Decisions")
    road = road_of([*EXPORTS, book])
    assert (road.way, road.files, road.decisions) == (Way.IMPORT, EXPORTS, book)


def test_quotes_go_alone_or_with_their_workbook() -> None:
    assert road_of(QUOTES).way is Way.QUOTES
    road = road_of([QUOTES[0], SMALL])
    assert (road.way, road.files, road.quotes) == (Way.READ, (SMALL,), QUOTES[:1])


def test_two_results_are_compared_with_or_without_their_workbooks(
    results: tuple[Path, Path],
) -> None:
    assert road_of(results).way is Way.COMPARE
    road = road_of([*results, SMALL, BUDGET])
    assert (road.files, road.inputs) == (results, (SMALL, BUDGET))


def test_one_workbook_of_unknown_sheets_is_left_to_the_reader(tmp_path: Path) -> None:
    path = write(tmp_path / "x.xlsx", {"Report": [["Who"], ["Ann"]]})
    assert road_of([path]).way is Way.READ


def test_whatever_has_no_way_is_refused_in_a_sentence(
    tmp_path: Path, results: tuple[Path, Path]
) -> None:
    evtx = tmp_path / "Security.evtx"
    evtx.write_bytes(b"ElfFile")
    for files, code in (
        ([], "nothing"),
        ([SMALL, BUDGET, Path("samples/clinic.xlsx")], "too_many"),
        ([SMALL, BUDGET, evtx], "two_and_more"),
        ([*QUOTES, evtx], "quotes_and_more"),
        ([results[0]], "one_result"),
        ([results[0], SMALL], "result_and_more"),
        ([*results, evtx], "result_and_more"),
        ([SMALL, evtx], "exports_and_workbook"),
    ):
        with pytest.raises(DropError) as refused:
            road_of(files)
        assert refused.value.code == code
        assert getattr(texts()["dropped"], code)(**refused.value.fields)
