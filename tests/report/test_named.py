"""Numbers of a table's columns as names."""

import numpy as np

from optimizer.domain.tables import NONE
from optimizer.report.named import named


def test_each_code_has_its_name_and_none_has_none() -> None:
    assert named(np.array([1, NONE, 0, 1]), ("ann", "bob")).tolist() == ["bob", None, "ann", "bob"]


def test_without_names_nothing_is_named() -> None:
    assert named(np.array([NONE]), ()).tolist() == [None]
