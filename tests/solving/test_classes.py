"""Needs of nodes are the same whether rows are copied or not, and so are the classes."""

from dataclasses import fields
from pathlib import Path
from random import Random

import numpy as np
import pytest

from optimizer.domain.problems import Findings, InfeasibleError
from optimizer.planning import instance_of, prepare
from optimizer.solving import classes as module
from tests.support.books import tables, write
from tests.support.cases import case


@pytest.mark.parametrize("seed", range(25))
def test_a_row_that_is_one_node_need_not_be_expanded(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pairs of one's own and administrators are told apart by member, others are not."""
    found = tables(write(tmp_path / "book.xlsx", case(Random(seed))))
    try:
        prepared = prepare(found, Findings())
    except InfeasibleError:
        return
    quick = instance_of(prepared).classes
    monkeypatch.setattr(module, "_one_each", lambda *_: False)
    slow = instance_of(prepared).classes
    for column in fields(quick):
        one, other = getattr(quick, column.name), getattr(slow, column.name)
        if isinstance(one, np.ndarray):
            assert one.tolist() == other.tolist(), column.name
        else:
            assert str(one) == str(other), column.name
