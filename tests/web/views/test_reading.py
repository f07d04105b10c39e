"""Check: what was read as what, accepted or chosen otherwise; kept in the copies alone."""

from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from starlette.testclient import TestClient

from optimizer.domain.choices import Choice
from optimizer.domain.read_as import SheetReading
from optimizer.web.views.reading import shown
from optimizer.web.windows import Window
from tests.support.books import WINDOWS, write
from tests.web.conftest import drop, wait

SHEETS: dict[str, list[list[Any]]] = {
    "Access": [["User", "Device", "Server"], ["ann", "pc", "Windows Server 2022"]],
    "Users": [["User", "Qty", "Seats"], ["ann", 3, 2]],
    "Licenses": WINDOWS,
}


def test_each_header_is_a_line_and_what_says_itself_comes_apart() -> None:
    (users, other) = shown(
        [
            SheetReading(
                sheet="Users",
                title="Staff",
                rows=2,
                columns=(("User", "user"), ("Count", "Qty")),
                not_read=("Team",),
                dates=(("Start", ""),),
                merged=(("Team", True),),
                chosen=frozenset({"qty"}),
            ),
            SheetReading(sheet="", title="Misc", rows=0, columns=(), read=False),
        ]
    )
    assert [line.column for line in users.plain] == ["user"]
    lines = [(line.column, line.kind, line.now, line.chosen) for line in users.others]
    assert lines == [
        ("", "sheet", "Users", False),
        ("Qty", "title", "Count", True),
        ("Team", "title", "Nothing", False),
        ("Start", "dates", "", False),
        ("Team", "merged", "Each row", False),
    ]
    (only,) = other.lines
    assert (only.sheet, only.now) == ("Misc", "Nothing")


def chosen(client: TestClient, window: Window, *rows: list[str]) -> None:
    answer = client.post(f"/w/{window.token}/check/choose", json={"choices": list(rows)})
    assert answer.json() == {"next": f"/w/{window.token}/check"}
    wait(window, "check")


def test_a_choice_mends_the_workbook_and_stands_in_the_marked_copy(
    client: TestClient, window: Window, tmp_path: Path
) -> None:
    content = write(tmp_path / "in.xlsx", SHEETS).read_bytes()
    drop(client, window, {"in.xlsx": content})
    wait(window, "check")
    assert window.checkup is not None
    assert [problem.code for problem in window.checkup.problems] == ["two-columns"]
    page = client.get(f"/w/{window.token}/check").text
    assert "data-choice" in page
    chosen(client, window, ["Users", "Qty", "Nothing"], ["Users", "Seats", "Count"])
    wait(window, "answer")
    assert window.result is not None
    assert window.result.tables.users.count.tolist() == [2]
    page = client.get(f"/w/{window.token}/check").text
    assert "2 chosen" in page
    marked = client.get(f"/w/{window.token}/download/marked").content
    rows = [
        [cell.value for cell in row]
        for row in openpyxl.load_workbook(BytesIO(marked))["Read as"].iter_rows()
    ]
    assert rows[1:] == [["Users", "Qty", "Nothing"], ["Users", "Seats", "Count"]]
    # The copy says it itself; and a mended file of the same name is read as was chosen here.
    drop(client, window, {"other.xlsx": marked})
    wait(window, "check", "answer")
    assert window.choices == ()
    assert window.result is not None
    assert window.result.tables.users.count.tolist() == [2]


def test_a_choice_holds_for_the_mended_file_and_is_taken_back(
    client: TestClient, window: Window, tmp_path: Path
) -> None:
    content = write(tmp_path / "in.xlsx", SHEETS).read_bytes()
    drop(client, window, {"in.xlsx": content})
    wait(window, "check")
    chosen(client, window, ["Users", "Qty", "Nothing"])
    wait(window, "answer")
    drop(client, window, {"in.xlsx": content})
    wait(window, "check", "answer")
    assert window.choices == (Choice(sheet="Users", column="Qty", read_as="Nothing"),)
    assert "1 chosen" in client.get(f"/w/{window.token}/check").text
    chosen(client, window, ["Users", "Qty", ""])
    assert "1 chosen" not in client.get(f"/w/{window.token}/check").text
    assert "problem to mend" in client.get(f"/w/{window.token}/check").text


@pytest.mark.parametrize(
    "wrong", [None, [], [["Users", "Qty"]], [["Users", "Qty", 1]], [["", "Qty", "Count"]], "x"]
)
def test_what_is_no_choice_is_refused(client: TestClient, window: Window, wrong: object) -> None:
    window.source = Path("in.xlsx")
    answer = client.post(f"/w/{window.token}/check/choose", json={"choices": wrong})
    assert answer.status_code == 400
