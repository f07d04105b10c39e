"""What a sweep varies, as it is written, and the points that it makes."""

from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from optimizer.domain.kinds_of_change import ChangeName
from optimizer.domain.problems import Findings, WorkbookError
from optimizer.domain.tables import Tables
from optimizer.whatif.sweep.points import MOST_POINTS, Varied, points_of, read_changes, read_varied
from tests.support.books import WINDOWS, tables, write

P = "Windows Server 2022"


@pytest.fixture
def small(tmp_path: Path) -> Tables:
    sheets = {
        "Users": [["User", "Count"], ["staff", 7]],
        "Access": [["User", "Server"], ["staff", P]],
        "Licenses": WINDOWS,
    }
    return tables(write(tmp_path / "in.xlsx", sheets))


def varied(text: str) -> Varied:
    findings = Findings()
    found = read_varied(text, findings)
    assert not findings.problems
    assert found is not None
    return found


def wrong(text: str) -> list[str]:
    findings = Findings()
    assert read_varied(text, findings) is None
    return [problem.code for problem in findings.problems]


def decimals(*texts: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, texts))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("A=40:60:10", ("40", "50", "60")),
        ("A=40:59.99:10", ("40", "50")),
        ("A=0.1:0.3:0.1", ("0.1", "0.2", "0.3")),
        ("A=-1:1:1", ("-1", "0", "1")),
        ("A=5:5:1", ("5",)),
        (f"A={MOST_POINTS}:{MOST_POINTS + 1}:1", (f"{MOST_POINTS}", f"{MOST_POINTS + 1}")),
        ("A=40", ("40",)),
        ("A = 40, 45 ,50", ("40", "45", "50")),
    ],
)
def test_a_grid_runs_to_its_last_value_and_a_list_is_as_written(
    text: str, values: tuple[str, ...]
) -> None:
    assert varied(text).values == decimals(*values)


def test_without_a_change_the_price_is_varied() -> None:
    found = varied("Windows Server User CAL=40")
    assert (found.change, found.target) == (ChangeName.PRICE, "Windows Server User CAL")


@pytest.mark.parametrize(
    ("text", "change", "target"),
    [
        ("Price factor User CAL=0.9", ChangeName.PRICE_FACTOR, "User CAL"),
        ("price FACTOR User CAL=0.9", ChangeName.PRICE_FACTOR, "User CAL"),
        ("Price User CAL=0.9", ChangeName.PRICE, "User CAL"),
        ("Budget=100", ChangeName.BUDGET, ""),
        ("Pricey=1", ChangeName.PRICE, "Pricey"),
        ("a=b=1", ChangeName.PRICE, "a=b"),
    ],
)
def test_the_longest_change_is_meant_and_the_rest_is_its_target(
    text: str, change: ChangeName, target: str
) -> None:
    """A name that only begins like a change is a name; the last = counts."""
    found = varied(text)
    assert (found.change, found.target) == (change, target)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("User CAL", "no-equals"),
        ("=40", "no-equals"),
        ("A=60:40:1", "no-steps"),
        ("A=40:60:0", "no-steps"),
        ("A=40:60:-1", "no-steps"),
        (f"A=0:{MOST_POINTS + 1}:1", "no-steps"),
        (f"A=0:{MOST_POINTS}:0.5", "no-steps"),
        ("A=cheap", "no-values"),
        ("A=", "no-values"),
        ("A=1,,2", "no-values"),
        ("A=uniform(1)", "no-values"),
        ("A=normal(1,2,3)", "no-values"),
        ("A=triangular(1,2)", "no-values"),
    ],
)
def test_what_is_no_value_is_told(text: str, code: str) -> None:
    assert wrong(text) == [code]


def test_draws_stay_in_their_range_never_below_0_and_as_fine_as_a_price() -> None:
    random = Random(1)
    drawn = [varied("A=uniform(40, 60)").drawn(random) for _ in range(200)]
    assert all(40 <= value <= 60 for value in drawn)
    assert len({*drawn}) > 100
    assert {value.as_tuple().exponent for value in drawn} == {-2}
    low = [varied("A=normal(0, 5)").drawn(random) for _ in range(50)]
    assert min(low) == 0
    normal = [varied("A=normal(100, 5)").drawn(random) for _ in range(100)]
    assert 97 < sum(normal) / 100 < 103
    assert 80 < min(normal) < 95
    assert 105 < max(normal) < 120
    peak = [varied("A=triangular(0, 90, 100)").drawn(random) for _ in range(400)]
    assert sum(value > 50 for value in peak) > 200  # two thirds and more lie above the middle


def test_a_count_is_drawn_in_whole_numbers_and_a_factor_in_ten_thousandths() -> None:
    random = Random(2)
    counts = [varied("Count staff=uniform(1,9)").drawn(random) for _ in range(20)]
    assert all(count == count.to_integral_value() for count in counts)
    factor = varied("Price factor A=uniform(0,1)").drawn(random)
    assert factor.as_tuple().exponent == -4


def test_points_are_every_combination_in_the_order_given(small: Tables) -> None:
    _, points = points_of(["User CAL=1,2", "Device CAL=3,4"], 0, 1, small)
    assert [point.values for point in points] == [
        decimals("1", "3"),
        decimals("1", "4"),
        decimals("2", "3"),
        decimals("2", "4"),
    ]
    assert [[change.value for change in point.changes] for point in points[:2]] == [[1, 3], [1, 4]]
    _, (half,) = points_of(["User CAL=40.5"], 0, 1, small)
    assert half.changes[0].value == Decimal("40.5")
    counts = points_of(["Count staff=8,9"], 0, 1, small)[1]
    assert [point.changes[0].value for point in counts] == [8, 9]


def test_each_draw_meets_each_point_and_a_seed_draws_the_same_again(small: Tables) -> None:
    texts = ["User CAL=uniform(10,90)", "Device CAL=30,40"]
    found = [points_of(texts, 3, seed, small)[1] for seed in (5, 5, 6)]
    assert [len(points) for points in found] == [6, 6, 6]
    assert found[0] == found[1] != found[2]
    drawn = [point.values[0] for point in found[0]]
    assert drawn[:3] == drawn[3:]
    assert [point.values[1] for point in found[0]] == [30] * 3 + [40] * 3


@pytest.mark.parametrize(
    ("texts", "draws", "codes"),
    [
        (["User CAL=uniform(1,2)"], 0, ["no-draws"]),
        (["User CAL=1:2000:1", "Device CAL=1:2000:1"], 0, ["too-many-points"]),
        (["User CAL=uniform(1,2)"], MOST_POINTS + 1, ["too-many-points"]),
        (["Nobody=1"], 0, ["unknown-target"]),
        (["User CAL", "Device CAL=x"], 0, ["no-equals", "no-values"]),
    ],
)
def test_everything_that_is_wrong_is_told_at_once(
    small: Tables, texts: list[str], draws: int, codes: list[str]
) -> None:
    with pytest.raises(WorkbookError) as error:
        points_of(texts, draws, 1, small)
    assert sorted(problem.code for problem in error.value.problems) == codes


def test_changes_are_read_in_the_words_of_scenarios(small: Tables) -> None:
    (found,) = read_changes(small, [("count", "staff", 9)])
    assert (found.what, found.value) == (ChangeName.COUNT, 9)
    with pytest.raises(WorkbookError) as error:
        read_changes(small, [("Cuont", "staff", 9), ("Price", "", 1)])
    first, second = error.value.problems
    assert first.code == "change-unknown"
    assert first.remedy.startswith('Did you mean "Count"? ')
    assert second.code == "no-target"
