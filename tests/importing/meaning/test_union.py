"""Things that are one, joined in any order."""

from itertools import permutations

from optimizer.importing.meaning.union import Union


def test_what_was_never_met_is_itself() -> None:
    assert Union[str]().find("a") == "a"


def test_a_set_is_named_by_its_smallest_member_in_whatever_order_it_was_joined() -> None:
    for pairs in permutations([("d", "c"), ("b", "c"), ("a", "d"), ("x", "y")]):
        sets = Union[str]()
        assert all(sets.join(*pair) for pair in pairs)
        assert {sets.find(thing) for thing in "abcd"} == {"a"}
        assert {sets.find(thing) for thing in "xy"} == {"x"}


def test_joining_what_is_one_already_says_so() -> None:
    sets = Union[str]()
    assert sets.join("a", "b")
    assert sets.join("b", "c")
    assert not sets.join("c", "a")
    assert not sets.join("z", "z")


def test_long_chains_are_followed_to_their_end() -> None:
    """Far longer than the stack is deep."""
    sets = Union[int]()
    for i in range(100_000, 0, -1):
        sets.join(i, i + 1)
    assert sets.find(100_001) == sets.find(1)
