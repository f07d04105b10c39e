"""Versions read in another order than they were written are seen."""

from pathlib import Path

from optimizer.audit.audit import audit
from optimizer.audit.versions import when
from tests.audit.test_mutants import BOOKS
from tests.support.books import solve
from tests.support.mutants import Mutant, at_work, mutants_of


def test_when() -> None:
    words = ["2008", "2008 r2", "2012", "2022", "current"]
    assert sorted(set(words), key=when) == words
    assert when("2008R2") == when("2008 R2")
    assert when("se") == when("Current")


def test_the_words_of_products_and_licenses_are_kept(tmp_path: Path) -> None:
    tables, plan = solve(tmp_path, BOOKS["versions"][1])
    assert set(tables.versions) == {"2012", "2012 r2", "2022"}
    assert audit(tables, plan) == ()


RANKS = [m for m in mutants_of("optimizer.domain.versions") if m.function == "rank_of"]


def plan_made(folder: Path, mutant: Mutant) -> str:
    """What the plan costs where the mutant reads the versions; what was said where none is made."""
    with at_work(mutant):
        try:
            _, plan = solve(folder, BOOKS["versions"][1])
        except Exception as error:  # noqa: BLE001 - a mutant may fail in any way
            return str(error)
    return f"{plan.cost:.2f}"


def test_a_wrong_rank_makes_no_wrong_plan(tmp_path: Path) -> None:
    said = {str(mutant): plan_made(tmp_path, mutant) for mutant in RANKS}
    costs = {cost for cost in said.values() if cost.replace(".", "").isdigit()}
    assert costs == {BOOKS["versions"][0]}
    assert any("was not read" in text for text in said.values())
