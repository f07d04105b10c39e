"""Things that are one: a forest of sets that can be joined, each by its smallest member."""

from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Union(Generic[T]):
    """Sets of equal things."""

    def __init__(self) -> None:
        self._parent: dict[T, T] = {}

    def find(self, thing: T) -> T:
        """The representative of a thing's set; a thing not met is a set of its own."""
        parent = self._parent
        root = thing
        while (up := parent.get(root, root)) != root:
            root = up
        while (up := parent.get(thing, thing)) != root:
            parent[thing] = root
            thing = up
        return root

    def join(self, one: T, other: T) -> bool:
        """Make two sets one; False where they were one."""
        a, b = self.find(one), self.find(other)
        if a == b:
            return False
        small, large = (a, b) if str(a) <= str(b) else (b, a)
        self._parent[large] = small
        self._parent.setdefault(small, small)
        return True
