"""Charts of one look: the title is the message, no legend, axes with titles and round ends, the
plan blue and everything else grey; none is larger than a printed page."""

from collections.abc import Mapping, Sequence
from typing import Any

from optimizer.writing.page import Page, checked
from optimizer.writing.styles import FONT, INK, MUTED, RULE, SIZE

DARK = {"name": FONT, "size": SIZE, "color": INK}
LABEL = {"data_labels": {"value": True, "num_format": "#,##0", "font": DARK}}
"""Labels on bars, in whole units."""

GRID = {"major_gridlines": {"visible": True, "line": {"color": "#E8ECF0"}}}


def axis(name: str, **more: object) -> dict[str, Any]:
    """An axis with its title."""
    font = {"name": FONT, "size": SIZE, "color": MUTED}
    return {
        "name": name,
        "name_font": font | {"bold": False},
        "num_font": font,
        "line": {"color": RULE},
        "num_format": "#,##0",
        "major_tick_mark": "none",
        "minor_tick_mark": "none",
        "major_gridlines": {"visible": False},
    } | more


def nice(low: float, high: float) -> dict[str, float]:
    """Round ends and step for an axis."""
    span = max(high - low, 1e-9)
    step = next(m * 10.0**e for e in range(-6, 16) for m in (1, 2, 5) if m * 10.0**e * 8 >= span)
    least, most = low // step * step, -(-high // step) * step
    return {"min": least, "max": most if most > least else least + step, "major_unit": step}


def room(value: float) -> dict[str, Any]:
    """A hidden axis that leaves a bar's label its place."""
    most = (value or 1) * (1 + 0.036 * len(f"{value:,.0f}"))
    return {"min": 0, "max": most, "label_position": "none", "line": {"none": True}}


def insert(
    page: Page,
    book: Any,
    where: tuple[int, int],
    kind: str,
    title: str,
    *,
    size: tuple[int, int],
    series: Sequence[Mapping[str, object]],
    axes: tuple[Mapping[str, object], Mapping[str, object]],
    about: str,
    plot: Mapping[str, float] | None = None,
    **how: object,
) -> None:
    """A chart at a cell; `title` is a text or `=Sheet!$A$1`, `about` is for those who cannot see
    it, `plot` where its inside stands, in shares of the chart; sizes in pixels."""
    made = {"type": kind} | ({"subtype": "straight"} if kind == "scatter" else {})
    made |= {"subtype": "stacked"} if how.pop("stacked", False) else {}
    chart = book.add_chart(made)
    head = {"name": FONT, "size": 12, "bold": True, "color": INK}
    layout = {"x": 0.015, "y": 0.03}
    chart.set_title({"name": title, "overlay": False, "layout": layout, "name_font": head})
    chart.set_legend({"none": True})
    if plot is not None:
        chart.set_plotarea({"layout": dict(plot)})
    chart.set_size({"width": size[0], "height": size[1]})
    chart.set_chartarea({"border": {"color": RULE}, "fill": {"color": "white"}})
    for one in series:
        chart.add_series(dict(one))
    chart.set_x_axis(dict(axes[0]))
    chart.set_y_axis(dict(axes[1]))
    placed = {"object_position": 2, "description": about} | how
    checked(page.sheet.insert_chart(*where, chart, placed))
