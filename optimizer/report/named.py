"""Columns of a sheet as a frame has them, and numbers in them as names."""

from collections.abc import Mapping, Sequence

import numpy as np

from optimizer.domain.tables import Ints

FrameColumns = Mapping[str, Sequence[object] | np.ndarray]
"""The columns of format 1 by name, a value a row; an amount is a Decimal."""


def named(codes: Ints, names: Sequence[str]) -> np.ndarray:
    """The name of each code; None where it is NONE."""
    return np.array([*names, None], object)[codes]
