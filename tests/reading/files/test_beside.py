"""A workbook names files of its own folder, and nothing else."""

from pathlib import Path

import pytest

from optimizer.reading.cells import Refused
from optimizer.reading.files.beside import beside
from tests.support.books import WINDOWS, problems


@pytest.mark.parametrize(
    "name", ["a.csv", "sub/a.csv", "sub\\a.csv", "./a.csv", "a b.csv", ".a.csv"]
)
def test_within(tmp_path: Path, name: str) -> None:
    assert beside(tmp_path, name) == tmp_path / name.replace("\\", "/")


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd", "../a.csv", "sub/../../a.csv", "..\\a.csv", "C:\\a.csv", "C:a.csv", "\\\\host\\share\\a.csv", "//host/a.csv",
        "~/a.csv", "NUL", "con.csv", "sub/COM1.csv", "lpt9", "a.csv:stream", "a.csv.", "a.csv ", "a\0.csv", "a\n.csv", "", ".",
    ],
)  # fmt: skip
def test_elsewhere(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused) as refused:
        beside(tmp_path, name)
    assert refused.value.message.code == "file-outside"


def test_links(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "secret.csv"
    inside.mkdir()
    outside.write_text("root:x:0:0\n", encoding="utf-8")
    (inside / "real.csv").touch()
    (inside / "out.csv").symlink_to(outside)
    (inside / "stays.csv").symlink_to(inside / "real.csv")
    (inside / "up").symlink_to(tmp_path)
    (inside / "round.csv").symlink_to(inside / "round.csv")
    assert beside(inside, "stays.csv") == inside / "stays.csv"
    for name in ("out.csv", "up/secret.csv", "round.csv"):
        with pytest.raises(Refused):
            beside(inside, name)


@pytest.mark.parametrize("name", ["{}", "../secret.csv", "link.csv"])
def test_no_line_of_another_file_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "book").mkdir()
    secret = tmp_path / "secret.csv"
    secret.write_text("root:x:0:0;secret\n", encoding="utf-8")
    (tmp_path / "book" / "link.csv").symlink_to(secret)
    named = name.format(secret)
    settings = [["Setting", "Value"], ["Access file", named]]
    assert problems(tmp_path / "book", {"Settings": settings, "Licenses": WINDOWS}) == [
        f'Settings!B2: Access file "{named}" does not lie in the workbook\'s folder or below. Copy '
        "the file beside the workbook, and name it by its name alone."
    ]
