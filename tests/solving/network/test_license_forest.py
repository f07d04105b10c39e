"""The license forest: sets that open, what is next larger, nodes and arcs of each class."""

import numpy as np

from optimizer.domain.tables import NONE
from optimizer.solving.bundles import components
from optimizer.solving.network.license_forest import ForestSide, Tree, mode_of, modes_of
from tests.solving.network.ward import WARD
from tests.support.stated import case_of

f = frozenset


def test_a_tree_of_nested_sets() -> None:
    """{1} and {1, 2} and, twice, {1, 2, 3}: each one's parent is the next larger, of equal ones
    the next; 1 is at its own set, 2 and 3 at nodes of their own; 5 is of another tree."""
    opened = {7: f({1, 2, 3}), 4: f({1}), 5: f({1, 2}), 6: f({1, 2, 3}), 9: f({5})}
    tree = Tree.of(components(f({1, 2, 3, 5}), opened))
    assert tree == Tree(
        opened=(f({1}), f({5}), f({1, 2}), f({1, 2, 3}), f({1, 2, 3})),
        license=(4, 9, 5, 6, 7),
        parent=(2, NONE, 3, 4, NONE),
        element={1: 0, 2: 5, 3: 6, 5: 1},
        size=7,
    )
    assert Tree.of([]) == Tree((), (), (), {}, 0)


def side(*, users: bool) -> ForestSide:
    return ForestSide(case_of(WARD), users=users, first_node=2 if users else 20)


def test_the_nodes_of_each_class_stand_together() -> None:
    people, devices = side(users=True), side(users=False)
    assert (people.first.tolist(), people.end, people.owner.tolist()) == (
        [2, 5],
        11,
        [0, 0, 0, 1, 1, 1, 1, 1, 1],
    )
    assert [c.tolist() for c in people.classes] == [[0], [1]]
    assert (devices.first.tolist(), devices.end, devices.owner.tolist()) == (
        [20, 26],
        29,
        [0, 0, 0, 0, 0, 0, 1, 1, 1],
    )
    assert [tree.opened for tree in people.trees] == [
        (frozenset({1}), frozenset({2}), frozenset({1, 2})),
        (frozenset({3}), frozenset({2}), frozenset({0, 1}), frozenset({0, 1, 2})),
    ]
    assert people.elements().tolist() == [2, 3, 9, 10, 6, 5]
    assert devices.elements().tolist() == [26, 28, 23, 24, 25, 20]


def test_arcs_run_outwards_for_users_and_inwards_for_devices() -> None:
    """From, to, license: to the next larger set, or the sink (1); of devices from the source (0).
    Uncuttable: an element's node and its set's, an element and its base."""
    found = {
        users: (
            [tuple(column.tolist() for column in arc) for arc in side(users=users).priced()],
            [tuple(column.tolist() for column in arc) for arc in side(users=users).fixed()],
        )
        for users in (True, False)
    }
    assert found[True] == (
        [
            ([2], [4], [0]),
            ([3], [4], [3]),
            ([4], [1], [1]),
            ([5], [1], [2]),
            ([6], [8], [3]),
            ([7], [8], [0]),
            ([8], [1], [1]),
        ],
        [([9], [7]), ([10], [7]), ([5], [9])],
    )
    assert found[False] == (
        [
            ([27], [26], [4]),
            ([0], [27], [5]),
            ([0], [20], [6]),
            ([22], [21], [4]),
            ([0], [22], [5]),
        ],
        [([27], [28]), ([21], [23]), ([21], [24]), ([22], [25]), ([23], [20])],
    )


def test_the_node_of_a_class_s_element() -> None:
    case, people = case_of(WARD), side(users=True)
    classes = case.classes
    assert people.node(classes.user, classes.element).tolist() == [0, 2, 3, 2, 3, 5, 10, 6]
    assert side(users=False).node(classes.device, classes.element).tolist() == [
        20,
        0,
        0,
        24,
        25,
        20,
        26,
        28,
    ]


def test_what_is_cut_is_held() -> None:
    """All nodes of users on the source's side but one class's set: what each buys. At some of the
    members only: how many hold which."""
    people, devices = side(users=True), side(users=False)
    found = []
    for share in (0, 1, 2):
        level = np.zeros(40, np.int64)
        level[people.first[0] :][: people.end - people.first[0]] = share
        level[devices.first[0] :][: devices.end - devices.first[0]] = share
        level[0] = 1
        found.append((people.held(level), devices.held(level)))
    assert found == [
        (([frozenset(), frozenset()], {}), ([frozenset({5, 6}), frozenset({5})], {})),
        (
            ([frozenset({1}), frozenset({1, 2})], {0: [(frozenset({1}), 1), (frozenset(), 3)]}),
            ([frozenset({5, 6}), frozenset()], {0: [(frozenset({5, 6}), 2), (frozenset(), 1)]}),
        ),
        (
            ([frozenset({1}), frozenset({1, 2})], {0: [(frozenset({1}), 2), (frozenset(), 2)]}),
            ([frozenset({5, 6}), frozenset()], {0: [(frozenset({5, 6}), 1), (frozenset(), 2)]}),
        ),
    ]


def test_a_one_kind_that_the_plan_chooses_has_a_number() -> None:
    case = case_of(WARD)
    assert modes_of(case) == [(0, (1, 2))]
    assert mode_of(case).tolist() == [0, -1, -1, -1, -1, 0, -1, -1]
    assert case.classes.server.tolist() == [1, -1, -1, -1, -1, 1, -1, -1]
    text = WARD.replace("| B\n\n    Access", "| B: User\n\n    Access")
    fixed = case_of(text.replace("         | PC     | term\n", ""))
    assert set(mode_of(fixed).tolist()) == {NONE}
    assert len(modes_of(fixed)) == 1
