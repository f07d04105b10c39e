"""What a plain part costs where one side's licenses cover whatever they can: each class decides for
itself then, and no network is needed (model 6.1).

DEFINITIONS (of one side)
    asked     whether a class must hold what opens an element, (class, element)
    under[n]  what covers all that is asked within the set n of a tree, if no larger set is bought,
              (class of a form,), minor units a member
"""

import numpy as np

from optimizer.domain.tables import NONE, Bools, Ints
from optimizer.solving.instance import Instance
from optimizer.solving.network.license_forest import ForestSide, Tree, mode_of
from optimizer.solving.network.minimum_cut import plain_prices
from optimizer.solving.network.network import LARGEST


def cost_with_first(case: Instance, *, users: bool) -> int | None:
    """The cheapest cost, in minor units, with user (else device) licenses wherever one can cover a
    need. None where the plan chooses a One kind, or sums do not fit.

    Every need of the case is plain (`plain_part`) and has a license of some side.
    """
    if (mode_of(case) != NONE).any():
        return None
    classes, prices = case.classes, plain_prices(case)
    first, second = classes.by_user, classes.by_device
    by_user, by_device = (first, second & ~first) if users else (first & ~second, second)
    total = 0
    for own, at, owner in ((True, by_user, classes.user), (False, by_device, classes.device)):
        side = ForestSide(case, users=own, first_node=2)
        asked = _asked(case, len(side.members), owner[at], classes.element[at])
        for tree, members in zip(side.trees, side.classes, strict=True):
            each = _of_class(tree, asked[members], prices)
            if float(each.astype(float) @ side.members[members]) + total > LARGEST:
                return None
            total += int(each @ side.members[members])
    return total


def _asked(case: Instance, count: int, owner: Ints, element: Ints) -> Bools:
    """What each class must open: what is asked of it, and the bases of that."""
    asked = np.zeros((count, max(len(case.ways.elements), 1)), bool)
    asked[owner, element] = True
    for _ in case.ways.bases:  # a base may itself sit on another one
        for above, base in case.ways.bases.items():
            asked[:, base] |= asked[:, above]
    return asked


def _of_class(tree: Tree, asked: Bools, prices: Ints) -> Ints:
    """What a member of each class of a form pays: from the smallest sets on, either the set is
    bought, or all that is asked within it is covered by smaller ones."""
    paid = np.zeros(len(asked), np.int64)
    under = [np.zeros(len(asked), np.int64) for _ in tree.opened]
    homes: dict[int, list[int]] = {}
    for element in tree.element:
        smallest = next(i for i, opened in enumerate(tree.opened) if element in opened)
        homes.setdefault(smallest, []).append(element)
    for n, (license, parent) in enumerate(zip(tree.license, tree.parent, strict=True)):
        price = int(prices[license])
        needed = asked[:, homes.get(n, [])].any(axis=1)
        cost = np.where(needed, price, np.minimum(under[n], price))
        above = paid if parent == NONE else under[parent]
        above += cost
    return paid
