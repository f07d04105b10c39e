"""What a file is taken for, by its ending and its sheets."""

from pathlib import Path

import pytest

from optimizer.reading.kind_of_file import KindOfFile, is_of_an_import, kind_of_file, named_files
from tests.support.books import WINDOWS, write


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("samples/small.xlsx", KindOfFile.WORKBOOK),
        ("samples/broken.xlsx", KindOfFile.WORKBOOK),
        ("samples/quotes/alpha.xlsx", KindOfFile.QUOTE),
        ("samples/exports/ad-users.csv", KindOfFile.OTHER),
    ],
)
def test_the_samples_are_what_they_are(file: str, kind: KindOfFile) -> None:
    assert kind_of_file(Path(file)) is kind


def test_a_result_is_one_by_its_sheets(tmp_path: Path) -> None:
    import optimizer as cal

    (target, *_) = cal.solve("samples/small.xlsx").write(tmp_path / "any name.xlsx")
    assert kind_of_file(target) is KindOfFile.RESULT


def test_what_cannot_be_opened_is_left_to_the_reader(tmp_path: Path) -> None:
    (tmp_path / "words.xlsx").write_text("just words")
    (tmp_path / "cut.xlsx").write_bytes(Path("samples/small.xlsx").read_bytes()[:900])
    assert kind_of_file(tmp_path / "words.xlsx") is KindOfFile.WORKBOOK
    assert kind_of_file(tmp_path / "cut.xlsx") is KindOfFile.WORKBOOK
    assert named_files(tmp_path / "words.xlsx") == frozenset()
    assert not is_of_an_import(tmp_path / "cut.xlsx")


def test_a_workbook_of_other_sheets_is_an_export(tmp_path: Path) -> None:
    path = write(tmp_path / "sign-ins.xlsx", {"Report": [["Who", "When"], ["Ann", "today"]]})
    assert kind_of_file(path) is KindOfFile.OTHER


def test_files_that_settings_name_and_decisions(tmp_path: Path) -> None:
    path = write(
        tmp_path / "in.xlsx",
        {
            "Settings": [["Setting", "Value"], ["Access file", " Access.CSV "], ["Horizon", 3]],
            "Licenses": WINDOWS,
            "Decisions": [["Kind", "Name", "Column", "Value"]],
        },
    )
    assert named_files(path) == {"access.csv"}
    assert is_of_an_import(path)
    assert not is_of_an_import(Path("samples/small.xlsx"))
