"""Dataclasses that are written when they are used do what the library's do."""

import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import KW_ONLY, FrozenInstanceError, field
from typing import Any

import pytest

from optimizer.domain.problems import Place
from optimizer.domain.records import dataclass

Declared = Callable[..., Any]
LIBRARY: Declared = dataclasses.dataclass
OURS: Declared = dataclass
BOTH = pytest.mark.parametrize("declared", [LIBRARY, OURS], ids=["library", "ours"])
"""Each test says what the library does, and then the same of ours."""


def point(declared: Declared, **options: bool) -> Any:
    class Point:
        """A point."""

        x: int
        y: int = 2
        _: KW_ONLY
        names: list[str] = field(default_factory=list)
        label: str = field(default="", compare=False, repr=False)

    return declared(**options)(Point)


@BOTH
def test_values_are_made_in_every_way_of_giving_them(declared: Declared) -> None:
    made = point(declared)
    one, other = made(1), made(x=1, y=3, names=["a"])
    assert (one.x, one.y, one.names, one.label) == (1, 2, [], "")
    assert (other.y, other.names) == (3, ["a"])
    assert made(1).names is not one.names
    assert made.__match_args__ == ("x", "y")
    assert dataclasses.asdict(dataclasses.replace(other, y=4)) == {
        "x": 1, "y": 4, "names": ["a"], "label": "",
    }  # fmt: skip


@BOTH
@pytest.mark.parametrize(
    ("given", "named", "said"),
    [
        ((), {}, "missing 1 required positional argument: 'x'"),
        ((1, 2, []), {}, "takes from 2 to 3 positional arguments but 4 were given"),
        ((1,), {"z": 1}, "got an unexpected keyword argument 'z'"),
    ],
)
def test_what_is_given_wrongly_is_refused(
    declared: Declared, given: tuple[Any, ...], named: dict[str, Any], said: str
) -> None:
    with pytest.raises(TypeError, match=said):
        point(declared)(*given, **named)


@BOTH
@pytest.mark.parametrize("options", [{}, {"kw_only": True}])
def test_what_is_given_by_name_only(declared: Declared, options: dict[str, bool]) -> None:
    made = point(declared, **options)
    if options:
        with pytest.raises(TypeError, match="takes 1 positional argument but 2 were given"):
            made(1)
    assert made(x=1).x == 1


@BOTH
def test_values_are_told_with_their_fields(declared: Declared) -> None:
    made = point(declared)
    name = made.__qualname__
    assert repr(made(1, label="hidden")) == f"{name}(x=1, y=2, names=[])"
    within = made(1)
    within.names.append(within)
    assert repr(within) == f"{name}(x=1, y=2, names=[...])"


@BOTH
def test_values_of_one_class_are_equal_by_their_fields(declared: Declared) -> None:
    made, also = point(declared), point(declared)
    assert made(1, label="a") == made(1, label="b")
    assert made(1) != made(2)
    assert made(1) != also(1)
    with pytest.raises(TypeError, match="not supported"):
        made(1) < made(2)  # noqa: B015


@BOTH
def test_ordered_values_compare_field_by_field(declared: Declared) -> None:
    made = point(declared, order=True)
    assert made(1) < made(1, 3) <= made(1, 3) < made(2)
    assert made(2) > made(1, 3) >= made(1, 3)
    with pytest.raises(TypeError, match="not supported"):
        made(1) < 2  # noqa: B015


@BOTH
def test_frozen_values_stay_as_they_are_and_are_keys(declared: Declared) -> None:
    made = point(declared, frozen=True)
    value = made(1, names=())
    for name in ("x", "other"):
        with pytest.raises(FrozenInstanceError, match=f"cannot assign to field '{name}'"):
            setattr(value, name, 5)
        with pytest.raises(FrozenInstanceError, match=f"cannot delete field '{name}'"):
            delattr(value, name)
    assert {value, made(1, names=(), label="b")} == {value}
    assert hash(value) == hash((1, 2, ()))


@BOTH
def test_other_values_change_and_are_no_keys(declared: Declared) -> None:
    value = point(declared)(1)
    value.x = 5
    assert value.x == 5
    with pytest.raises(TypeError, match="unhashable"):
        hash(value)


@BOTH
def test_classes_made_from_others_have_the_fields_of_both(declared: Declared) -> None:
    base = point(declared, frozen=True)

    class Further(base):  # type: ignore[misc,valid-type]
        z: int = 9

    class Plain(base):  # type: ignore[misc,valid-type]
        """No dataclass itself: it may have attributes of its own."""

        def __init__(self) -> None:
            super().__init__(7)
            self.own = 1

    made = declared(frozen=True)(Further)
    assert (made(1, 3, 4).z, base(1).x) == (4, 1)
    assert made(1, names=()) != base(1, names=())
    plain = Plain()
    assert (plain.x, plain.own) == (7, 1)
    with pytest.raises(FrozenInstanceError):
        plain.x = 8


@BOTH
def test_what_a_class_says_itself_counts(declared: Declared) -> None:
    class Own:
        x: int
        twice: int = field(init=False, default=0)
        listed: list[int] = field(init=False, default_factory=list)

        def __post_init__(self) -> None:
            self.twice = 2 * self.x

        def __repr__(self) -> str:
            return "own"

        def __eq__(self, _: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 5

    made = declared(Own)
    assert (made(2).twice, made(2).listed, repr(made(2)), hash(made(2))) == (4, [], "own", 5)
    assert made(2) == made(3)


def test_values_travel_between_processes() -> None:
    place = Place(row=3, file="book.xlsx")
    assert pickle.loads(pickle.dumps(place)) == place


def test_a_class_without_words_is_named() -> None:
    class Wordless:
        x: int

    assert OURS(Wordless).__doc__ == "Wordless"
