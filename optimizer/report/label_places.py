"""Where the labels of marked points stand in a chart: clear of the curve, of other points and of
each other, as far as there is such a place."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from optimizer.writing.columns import LINE, pixels

MARK, GAP, ABOVE = 6, 8, 14
"""Pixels: half a mark, from a mark's middle to its label, and the room between plot and title."""

OUTSIDE, ON_LABEL, ON_MARK, ON_CURVE, ON_DASHES, ON_OWN_DASHES = 100.0, 50.0, 30.0, 20.0, 5.0, 2.0
"""What it costs a label to leave the chart, to stand on another label, a mark, the curve, the
dashes below another mark, or those below its own, which it covers."""

LEFT_OUT = 4.0
"""What it costs to leave an optional label out."""


@dataclass(frozen=True)
class Mark:
    """A point in pixels from the plot's top left corner, its label, and the side it likes best; an
    `optional` label, the last one, is left out where it would hide something."""

    x: float
    y: float
    text: str
    side: str
    optional: bool = False


Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def places(
    marks: Sequence[Mark], curve: Sequence[tuple[float, float]], size: tuple[int, int]
) -> list[tuple[str, float]]:
    """For each mark the side (left, right, above, below) that its label stands on, and what that
    costs: of all ways together the one that costs least. Below ON_CURVE nothing is hidden."""
    boxes = [_boxes(mark) for mark in marks]
    alone = [
        {
            side: _cost(box, [m for m in marks if m is not mark], curve, size)
            + (side != mark.side) * 0.5
            + (side == "below") * ON_OWN_DASHES
            for side, box in each.items()
        }
        for mark, each in zip(marks, boxes, strict=True)
    ]

    def costs(sides: Sequence[str]) -> list[float]:
        """What each label costs, one that stands on an earlier one that too."""
        chosen = [each[side] for each, side in zip(boxes, sides, strict=True)]
        return [
            own[side] + ON_LABEL * sum(_meet(chosen[i], before) for before in chosen[:i])
            for i, (own, side) in enumerate(zip(alone, sides, strict=True))
        ]

    def together(sides: Sequence[str]) -> float:
        return sum(
            min(cost, LEFT_OUT) if mark.optional else cost
            for mark, cost in zip(marks, costs(sides), strict=True)
        )

    best = min(itertools.product(*alone), key=together)
    return list(zip(best, costs(best), strict=True))


def _boxes(mark: Mark) -> Mapping[str, Box]:
    wide, tall = pixels(mark.text, bold=True), LINE
    x, y = mark.x, mark.y
    return {
        "right": (x + GAP, y - tall / 2, x + GAP + wide, y + tall / 2),
        "left": (x - GAP - wide, y - tall / 2, x - GAP, y + tall / 2),
        "above": (x - wide / 2, y - GAP - tall, x + wide / 2, y - GAP),
        "below": (x - wide / 2, y + GAP, x + wide / 2, y + GAP + tall),
    }


def _cost(
    box: Box,
    others: Sequence[Mark],
    curve: Sequence[tuple[float, float]],
    size: tuple[int, int],
) -> float:
    left, top, right, bottom = box
    cost = OUTSIDE * (left < 0 or top < -ABOVE or right > size[0] or bottom > size[1])
    for other in others:
        mark = (other.x - MARK, other.y - MARK, other.x + MARK, other.y + MARK)
        cost += ON_MARK * _meet(box, mark)
        cost += ON_DASHES * _meet(box, (other.x, other.y, other.x + 1, size[1]))
    return cost + ON_CURVE * any(_meet(box, (x, y, x, y)) for x, y in _points(curve))


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] + 1 and b[0] < a[2] + 1 and a[1] < b[3] + 1 and b[1] < a[3] + 1


def _points(curve: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Points of the curve, a few pixels apart."""
    for (x, y), (then, other) in itertools.pairwise(curve):
        steps = max(1, int(max(abs(then - x), abs(other - y)) / 4))
        for step in range(steps + 1):
            yield x + (then - x) * step / steps, y + (other - y) * step / steps
