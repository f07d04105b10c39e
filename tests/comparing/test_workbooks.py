"""Last year's workbook beside this year's: every change of cost attributed, exactly."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from optimizer import api
from optimizer.comparing.workbooks import compare_files, lines
from optimizer.domain.options import Options
from optimizer.domain.problems import OutputError
from tests.support.books import WINDOWS, Sheets, write
from tests.support.recalculate import differences
from tests.support.sheets import faults
from tests.test_cli import call

P = "Windows Server 2022"


def year(as_of: str, people: list[str], access: list[tuple[str, str]], price: int) -> Sheets:
    return {
        "Settings": [["Setting", "Value"], ["As of", as_of]],
        "Users": [["User"], *([name] for name in people)],
        "Devices": [["Device"], ["pc"], ["tablet"]],
        "Access": [["User", "Device", "Server"], *([u, d, P] for u, d in access)],
        "Licenses": [WINDOWS[0], ["User CAL", "User", "Windows Server", price], WINDOWS[2]],
    }


OLD = year("2026-01-01", ["ann", "bob", "cy"], [("ann", "pc"), ("bob", "pc"), ("cy", "")], 50)
NEW = year(
    "2027-01-01",
    ["ann", "bob", "dora", "eve"],
    [("ann", "pc"), ("bob", "pc"), ("dora", ""), ("eve", ""), ("ann", "tablet")],
    55,
)


@pytest.fixture
def years(tmp_path: Path) -> tuple[Path, Path]:
    return write(tmp_path / "old.xlsx", OLD), write(tmp_path / "new.xlsx", NEW)


def test_each_change_costs_what_it_forces(tmp_path: Path, years: tuple[Path, Path]) -> None:
    """Cy leaves, Dora and Eve join, each on any device: one user license more, 50. Ann's tablet: a
    device license, 39. The price of two user licenses rises by 5: 10."""
    found = compare_files(*years, tmp_path / "out.xlsx", Options())
    assert (found.cost_before, found.cost_after) == (89, 188)
    assert {" and ".join(s.names): s.change for s in found.steps if s.change} == {
        "People": 50,
        "Accesses": 39,
        "Licenses and offers": 10,
    }
    assert sum(s.change for s in found.steps) == found.cost_after - found.cost_before
    changed = {c.what: (c.added, c.removed, c.altered) for c in found.changes}
    assert changed["people"] == (2, 1, 0)
    assert changed["licenses"] == (0, 0, 1)
    assert [(x.license, x.used_before, x.used_after) for x in found.licenses] == [
        ("User CAL", 1, 2),
        ("Device CAL", 1, 2),
    ]


def test_the_workbook_recalculates_and_looks_as_it_should(
    tmp_path: Path, years: tuple[Path, Path]
) -> None:
    compare_files(*years, tmp_path / "out.xlsx", Options())
    assert not differences(tmp_path / "out.xlsx", tmp_path)[1]
    assert faults(tmp_path / "out.xlsx") == []


def test_the_bars_of_the_chart_lead_from_the_old_cost_to_the_new_one(
    tmp_path: Path, years: tuple[Path, Path]
) -> None:
    """Steps that change nothing have no bar; each begins where the one before ends."""
    compare_files(*years, tmp_path / "out.xlsx", Options())
    page = openpyxl.load_workbook(tmp_path / "out.xlsx", data_only=True)["Workings"]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=5)]
    assert [row[0] for row in rows] == [
        "old.xlsx: 89",
        "People: +50",
        "Accesses: +39",
        "Licenses and offers: +10",
        "new.xlsx: 188",
    ]
    assert [row[1:] for row in rows] == [
        [0, 89, 0, 0],
        [89, 0, 50, 0],
        [139, 0, 39, 0],
        [178, 0, 10, 0],
        [0, 188, 0, 0],
    ]


def test_a_step_that_leaves_no_plan_is_joined_with_the_next(tmp_path: Path) -> None:
    """The new server's product is licensed by the new licenses only."""
    old = write(tmp_path / "old.xlsx", {"Access": [["User", "Device", "Server"], ["ann", "pc", "s"]], "Servers": [["Server", "Product"], ["s", P]], "Licenses": WINDOWS})  # fmt: skip
    new = write(
        tmp_path / "new.xlsx",
        {
            "Access": [["User", "Device", "Server"], ["ann", "pc", "s"]],
            "Servers": [["Server", "Product"], ["s", "Exchange Server 2019"]],
            "Licenses": [*WINDOWS, ["Mail", "Device", "Exchange Standard", 70]],
        },
    )
    found = compare_files(old, new, tmp_path / "out.xlsx", Options())
    (step,) = [s for s in found.steps if s.change]
    assert step.names == ("Servers and products", "Accesses", "Owned", "Licenses and offers")
    assert step.change == found.cost_after - found.cost_before


def test_results_are_compared_and_their_inputs_checked(
    tmp_path: Path, years: tuple[Path, Path]
) -> None:
    last, this = (path.with_name(f"{path.stem}-plan.xlsx") for path in years)
    for source, result in zip(years, (last, this), strict=True):
        api.solve(source).write(result)
    out = tmp_path / "out.xlsx"
    alone = compare_files(last, this, out, Options())
    assert (alone.cost_before, alone.cost_after, alone.steps) == (Decimal(89), Decimal(188), ())
    assert "What each change costs needs the inputs of both results: --inputs OLD NEW." in lines(alone)  # fmt: skip
    whole = compare_files(last, this, out, Options(), years, overwrite=True)
    assert len([s for s in whole.steps if s.change]) == 3
    with pytest.raises(OutputError, match="was not made from this workbook"):
        compare_files(last, this, out, Options(), (years[1], years[1]), overwrite=True)
    with pytest.raises(OutputError, match="one is a result, the other is not"):
        compare_files(years[0], this, out, Options(), overwrite=True)
    with pytest.raises(OutputError, match="there is such a file already"):
        compare_files(*years, out, Options())


def test_a_comparison_is_known_again(tmp_path: Path, years: tuple[Path, Path]) -> None:
    target = tmp_path / "new-compared.xlsx"
    for _ in range(2):
        status, _, err = call("compare", *years)
        assert (status, "kept" in err) == (0, False)
    book = openpyxl.load_workbook(target)
    book["Compared"]["A1"] = "seen"
    book.save(target)
    assert "it is kept as new-compared-1.xlsx" in call("compare", *years)[2]
    target.write_bytes(b"mine")
    assert call("compare", *years)[0] == 2
    assert target.read_bytes() == b"mine"
    for each in years:
        assert call("compare", *years, "-o", each, "--overwrite")[0] == 2


def test_free_is_what_no_period_needs(tmp_path: Path) -> None:
    # Three of five owned ones are needed in 2026 and none in 2027: two can be given away.
    dated: Sheets = {
        "Settings": [
            ["Setting", "Value"], ["As of", "2026-01-01"], ["Horizon", 2], ["Orders", "Yearly"],
        ],
        "Users": [["User", "Count", "To"], ["guests", 3, "2026-12-31"]],
        "Access": [["User", "Server"], ["guests", P]],
        "Licenses": WINDOWS,
        "Owned": [["License", "Quantity"], ["User CAL", 5]],
    }  # fmt: skip
    books = [write(tmp_path / name, dated) for name in ("old.xlsx", "new.xlsx")]
    found = compare_files(books[0], books[1], tmp_path / "out.xlsx", Options())
    assert [(each.license, each.free) for each in found.licenses] == [("User CAL", 2)]


def test_problems_are_told_of_the_workbook_that_has_them(
    tmp_path: Path, years: tuple[Path, Path]
) -> None:
    wrong = write(tmp_path / "wrong.xlsx", OLD | {"Users": [["User", "Count"], ["ann", -1]]})
    bare = write(tmp_path / "bare.xlsx", OLD | {"Licenses": [*WINDOWS[:1], ["Mail", "User", "Exchange Standard", 9]]})  # fmt: skip
    for status, file, said in ((1, wrong, "problem"), (3, bare, "no compliant plan")):
        for pair in ((file, years[1]), (years[1], file)):
            code, _, err = call("compare", *pair, "-o", tmp_path / "out.xlsx")
            assert code == status
            assert f"{file.name}: " in err
            assert said in err
            assert f"{years[1].name}:" not in err


def test_results_are_compared_as_of_their_own_days(
    tmp_path: Path,
) -> None:
    """A user license ends within 2027: it serves a plan of 2026, and none of 2027. The workbook
    itself says 2026 in both."""
    sheets = OLD | {
        "Settings": [["Setting", "Value"], ["As of", "2026-01-01"], ["Horizon", 1]],
        "Owned": [["License", "Quantity", "Until"], ["User CAL", 1, "2027-06-30"]],
    }
    source = write(tmp_path / "in.xlsx", sheets)
    early, late = tmp_path / "early-plan.xlsx", tmp_path / "late-plan.xlsx"
    api.solve(source, as_of=date(2026, 1, 1)).write(early)
    api.solve(source, as_of=date(2027, 1, 1)).write(late)
    found = compare_files(early, late, tmp_path / "out.xlsx", Options(), (source, source))
    # Cy's user license is there in 2026; it ends within 2027, so it must be bought: 50.
    assert (found.cost_before, found.cost_after) == (39, 89)
    assert found.notes == ()
    assert sum(s.change for s in found.steps) == 50


def test_inputs_are_refused_beside_workbooks(tmp_path: Path, years: tuple[Path, Path]) -> None:
    with pytest.raises(OutputError, match="are no results, so --inputs has nothing to say"):
        compare_files(*years, tmp_path / "out.xlsx", Options(), years)


def test_a_plan_made_simpler_is_told_from_the_cheapest(tmp_path: Path) -> None:
    """Four people with a PC each (39) and one with two, for whom a user license is cheaper (50
    against 78). Within 100 more all hold the same."""
    people = [f"n{i}" for i in range(1, 6)]
    sheets: Sheets = {
        "Settings": [["Setting", "Value"], ["As of", "2026-01-01"], ["Simplify within", 100]],
        "Users": [["User", "Department"], *([n, "Ward"] for n in people)],
        "Devices": [["Device", "Department"], *([f"pc{i}", "Ward"] for i in range(1, 7))],
        "Access": [
            ["User", "Device", "Server"],
            *([n, "pc1", P] for n in people[:1]),
            *([n, f"pc{i}", P] for i, n in enumerate(people[1:], 2)),
            ["n2", "pc6", P],
        ],
        "Licenses": WINDOWS,
    }
    plain = sheets | {"Settings": sheets["Settings"][:2]}
    old, new = (
        write(tmp_path / f"{name}.xlsx", each) for name, each in (("old", plain), ("new", sheets))
    )
    results = [path.with_name(f"{path.stem}-plan.xlsx") for path in (old, new)]
    made = [api.solve(s).write(r) and api.solve(s).plan for s, r in zip((old, new), results, strict=True)]  # fmt: skip
    found = compare_files(results[0], results[1], tmp_path / "out.xlsx", Options(), (old, new))
    assert found.cost_before == found.cost_after == made[0].cost
    assert found.notes[0] == "The cheapest plans are compared, without Simplify within."
    told = [note for note in found.notes if note.startswith("new-plan.xlsx itself costs")]
    assert bool(told) == (made[1].cost != made[0].cost)
    assert made[1].cost > made[0].cost
    assert faults(tmp_path / "out.xlsx") == []
    assert f"  {told[0]}" in lines(found)
