"""Charts of one look: round axes, room for labels, and what a drawn chart says of itself."""

import re
import zipfile
from pathlib import Path

import pytest

from optimizer.writing.charts import DARK, LABEL, axis, insert, nice, room
from optimizer.writing.page import WorkbookWriter
from tests.support.books import AS_OF


@pytest.mark.parametrize(
    ("low", "high", "ends"),
    [
        (0, 8, (0, 8, 1)),  # eight steps at most
        (0, 9, (0, 10, 2)),
        (0, 17, (0, 20, 5)),
        (3, 47, (0, 50, 10)),
        (-3, 3, (-3, 3, 1)),
        (0.2, 0.9, (0.2, 0.9, 0.1)),
        (1_200_000, 1_950_000, (1_200_000, 2_000_000, 100_000)),
        (5, 5, (5, 5.000001, 0.000001)),  # nothing between them: still an axis
    ],
)
def test_an_axis_has_round_ends(low: float, high: float, ends: tuple[float, float, float]) -> None:
    found = nice(low, high)
    assert (found["min"], found["max"], found["major_unit"]) == pytest.approx(ends)
    assert found["max"] > found["min"]


def test_a_hidden_axis_leaves_a_label_its_place() -> None:
    """A label of five characters takes 3.6 % of the width each."""
    assert room(1000) == {
        "min": 0,
        "max": pytest.approx(1000 * (1 + 0.036 * 5)),
        "label_position": "none",
        "line": {"none": True},
    }
    assert room(0)["max"] == pytest.approx(1.036)


def test_an_axis_has_its_title_and_no_ticks() -> None:
    found = axis("USD", min=5)
    assert (found["name"], found["min"], found["num_format"]) == ("USD", 5, "#,##0")
    assert found["major_tick_mark"] == found["minor_tick_mark"] == "none"
    assert found["major_gridlines"] == {"visible": False}
    assert found["name_font"] == found["num_font"] | {"bold": False}
    assert axis("x", num_font=DARK)["num_font"] is DARK


def drawn(folder: Path, kind: str = "bar", **how: object) -> dict[str, str]:
    """The XML of a chart of two bars and of where it stands."""
    deck = WorkbookWriter(folder / "out.xlsx", "charts", AS_OF, "USD", 2)
    page = deck.page("One", "A chart.")
    for row, value in enumerate((3, 5)):
        page.put(row + 5, 0, value, page.styles.look("count"))
    insert(
        page, deck.book, (8, 1), kind, how.pop("title", "Five is more"),  # type: ignore[arg-type]
        size=(400, 300),
        series=[{"name": "N", "categories": ["One", 5, 0, 6, 0], "values": ["One", 5, 0, 6, 0]} | LABEL],
        axes=(axis("Across"), axis("Up")), about="Bar chart: three and five.", **how,  # type: ignore[arg-type]
    )  # fmt: skip
    deck.close()
    with zipfile.ZipFile(folder / "out.xlsx") as made:
        return {
            "chart": made.read("xl/charts/chart1.xml").decode(),
            "drawing": made.read("xl/drawings/drawing1.xml").decode(),
        }


def test_a_chart_says_what_it_is_about(tmp_path: Path) -> None:
    made = drawn(tmp_path)
    texts = re.findall(r"<a:t>([^<]+)</a:t>", made["chart"])
    assert texts == ["Five is more", "Up", "Across"]
    assert 'descr="Bar chart: three and five."' in made["drawing"]
    assert "<c:legend>" not in made["chart"]
    assert "<c:f>One!$A$6:$A$7</c:f>" in made["chart"]
    assert '<c:showVal val="1"/>' in made["chart"]
    assert '<c:overlay val="1"/>' not in made["chart"]


def test_it_stands_at_its_cell_in_its_size(tmp_path: Path) -> None:
    """400 by 300 pixels of 9525 units, from B9 on, moved with its cells and not stretched."""
    drawing = drawn(tmp_path)["drawing"]
    assert re.findall(
        r"<xdr:from><xdr:col>(\d+)</xdr:col>.*?<xdr:row>(\d+)</xdr:row>", drawing
    ) == [("1", "8")]
    assert 'editAs="oneCell"' in drawing


def test_a_title_may_be_a_cell(tmp_path: Path) -> None:
    made = drawn(tmp_path, title="='One'!$A$1")["chart"]
    assert "<c:f>'One'!$A$1</c:f>" in made.partition("<c:plotArea>")[0]


@pytest.mark.parametrize(
    ("kind", "how", "written"),
    [
        ("bar", {}, '<c:barDir val="bar"/><c:grouping val="clustered"/>'),
        ("bar", {"stacked": True}, '<c:barDir val="bar"/><c:grouping val="stacked"/>'),
        ("column", {}, '<c:barDir val="col"/>'),
        ("scatter", {}, '<c:scatterStyle val="lineMarker"/>'),
        ("bar", {"plot": {"x": 0.25, "y": 0.1, "width": 0.5, "height": 0.6}}, '<c:x val="0.25"/>'),
    ],
)
def test_kinds_of_charts(tmp_path: Path, kind: str, how: dict[str, object], written: str) -> None:
    assert written in drawn(tmp_path, kind, **how)["chart"]
