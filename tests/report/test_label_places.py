"""Labels of marked points: each stands clear where there is a clear place."""

from optimizer.report.label_places import ON_CURVE, Mark, places

SIZE = (480, 210)


def test_a_label_stands_where_it_likes_best_when_that_is_free() -> None:
    rising = [(0.0, 200.0), (480.0, 20.0)]
    (found,) = places([Mark(240, 110, "Today 50.00", "right")], rising, SIZE)
    assert found[0] == "right"


def test_on_a_flat_curve_a_label_goes_above_it() -> None:
    """Left and right of the point lies the curve, below it the point's own dashes."""
    flat = [(0.0, 60.0), (480.0, 60.0)]
    (found,) = places([Mark(240, 60, "Today 97.00", "right")], flat, SIZE)
    assert found[0] == "above"
    assert found[1] < ON_CURVE


def test_two_near_marks_do_not_share_a_place() -> None:
    """Both like the right side; the second one's label would stand on the first one's."""
    rising = [(0.0, 200.0), (480.0, 20.0)]
    marks = [Mark(240, 110, "Today 105.00", "right"), Mark(250, 106, "More at 99.90", "right")]
    first, second = (side for side, _ in places(marks, rising, SIZE))
    assert first != second


def test_no_label_leaves_the_chart() -> None:
    (found,) = places([Mark(470, 60, "Walk away 62.18", "right")], [(0.0, 200.0), (470.0, 60.0)], SIZE)  # fmt: skip
    assert found[0] == "left"


def test_a_label_that_must_hide_the_curve_says_so() -> None:
    """A zigzag through every side."""
    zigzag = [(0.0, 80.0), (480.0, 80.0), (480.0, 100.0), (0.0, 100.0), (0.0, 120.0), (480.0, 120.0)]  # fmt: skip
    (found,) = places([Mark(240, 100, "Your price", "below")], zigzag, SIZE)
    assert found[1] >= ON_CURVE


def test_an_earlier_mark_gives_way_where_a_later_one_has_one_place_only() -> None:
    """The curve runs flat through both marks and turns back below the second one, whose label must
    stand above it. So the first one, which likes to stand above too, goes below."""
    curve = [(0.0, 60.0), (480.0, 60.0), (480.0, 80.0), (290.0, 80.0)]
    marks = [Mark(240, 60, "Today 39.00", "above"), Mark(300, 60, "Walk away 43.00", "above")]
    found = places(marks, curve, SIZE)
    assert [side for side, _ in found] == ["below", "above"]
    assert all(cost < ON_CURVE for _, cost in found)


def test_an_optional_label_takes_no_place_from_another() -> None:
    """On a flat curve both can stand above only, and too near to do so together: above stands the
    one that must be there, though the other one's place is as good."""
    flat = [(0.0, 60.0), (480.0, 60.0), (480.0, 80.0), (0.0, 80.0)]
    marks = [Mark(240, 60, "Today 97.00", "right"), Mark(230, 60, "Your price", "above", optional=True)]  # fmt: skip
    (side, cost), (_, other) = places(marks, flat, SIZE)
    assert (side, cost < ON_CURVE, other >= ON_CURVE) == ("above", True, True)
