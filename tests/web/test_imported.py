"""Exports imported for the page: what a person answered goes along, and what came of it."""

from pathlib import Path

import pytest

from optimizer.domain.problems import WorkbookError
from optimizer.web.imported import STEM, Asked, Imported, import_task, merged
from tests.importing.support import ual, write


class Heard:
    """Who is told of the steps."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def tell(self, text: str) -> None:
        self.words.append(text)


def test_newer_decisions_take_the_place_of_older_ones_and_a_blank_takes_one_back() -> None:
    before = [("User", "ann", "Active", "No"), ("User", "bob", "Active", "No")]
    fresh = [
        ("User", "ann", "Active", "Yes"),
        ("User", "bob", "Active", ""),
        ("Server", "s", "Product", "p"),
    ]
    assert merged(before, fresh) == (
        ("User", "ann", "Active", "Yes"),
        ("Server", "s", "Product", "p"),
    )
    assert merged(before, []) == tuple(before)
    assert merged([], before) == tuple(before)


def run(folder: Path, *files: Path, asked: Asked | None = None) -> tuple[Imported, list[str]]:
    teller = Heard()
    target = folder / "out" / STEM
    target.parent.mkdir(exist_ok=True)
    found = import_task(teller, folder / "in", files, None, target, asked=asked or Asked())
    return found, teller.words


def beside(found: Imported, name: str) -> list[str]:
    """The lines of a file that was written beside the workbook."""
    (file,) = [path for path in found.files if path.name == name]
    return file.read_text(encoding="utf-8-sig").splitlines()


def logs(folder: Path) -> tuple[Path, Path]:
    """ann and bob on FS1, from two devices."""
    rows = [(r"CORP\ann", "10.0.0.5", "2026-01-12", 3), (r"CORP\bob", "10.0.0.6", "2026-01-12", 1)]
    first = ual(folder / "in" / "day" / "one.csv", "FS1", rows[:1])
    return first, ual(folder / "in" / "day" / "two.csv", "FS1", rows[1:])


def test_exports_become_a_workbook(tmp_path: Path) -> None:
    found, words = run(tmp_path, *logs(tmp_path))
    assert [(said.file, said.read, said.kept) for said in found.sources] == [
        ("day/one.csv", 1, 1),
        ("day/two.csv", 1, 1),
    ]
    assert found.files[0] == tmp_path / "out" / STEM
    assert found.priced is False
    assert beside(found, "imported-access.csv") == [
        "User,Device,Server,Product,Sessions,Last seen,Basis",
        "ann,10.0.0.5,FS1,,3,2026-01-12,Observed (address)",
        "bob,10.0.0.6,FS1,,1,2026-01-12,Observed (address)",
    ]
    assert words  # each step is told


def test_what_is_left_out_is_not_read_again(tmp_path: Path) -> None:
    files = logs(tmp_path)
    run(tmp_path, *files)
    found, _ = run(tmp_path, *files, asked=Asked(left_out=frozenset({"day/two.csv"})))
    assert [said.file for said in found.sources] == ["day/one.csv"]


def test_answers_decide(tmp_path: Path) -> None:
    """A decision of the page counts as a row of Decisions; illustrative prices make a plan
    possible."""
    asked = Asked(decided=(("User", "bob", "Active", "No"),), illustrative=True)
    found, _ = run(tmp_path, *logs(tmp_path), asked=asked)
    assert found.priced is True
    assert beside(found, "imported-users.csv") == ["User,Active", "ann,", "bob,No"]


def test_a_file_of_no_known_kind_is_a_question(tmp_path: Path) -> None:
    odd = write(tmp_path / "in" / "odd.csv", "Login,PC,Host", [("ann", "pc", "FS1")])
    with pytest.raises(WorkbookError) as error:
        run(tmp_path, odd)
    assert [problem.place.file for problem in error.value.problems] == ["odd.csv"]
