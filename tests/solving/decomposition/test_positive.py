"""Positive definite where all eigenvalues are positive, and never where one is not."""

from random import Random

import numpy as np
import pytest
from scipy.sparse import csr_array, eye_array, random_array

from optimizer.solving.decomposition import positive
from optimizer.solving.decomposition.positive import is_positive


def graph(seed: int, size: int = 120) -> "csr_array":
    """A sparse symmetric matrix of a random graph."""
    entries = random_array(
        (size, size), density=0.04, rng=np.random.default_rng(seed), format="csr"
    )
    return (entries + entries.T).tocsr()


@pytest.fixture(params=[0, 10**6], ids=["taken apart", "dense"], autouse=True)
def small(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(positive, "SMALL", request.param)


@pytest.mark.parametrize("seed", range(10))
def test_it_says_what_the_least_eigenvalue_says(seed: int) -> None:
    """Shifted so that the least eigenvalue is just above or just below 0."""
    matrix = graph(seed)
    random = np.random.default_rng(seed)
    h, c = random.normal(size=matrix.shape[0]), 1 + Random(seed).random()
    least = np.linalg.eigvalsh(matrix.toarray() + np.outer(h, h) / c)[0]
    for above in (0.01, -0.01):
        shifted = (matrix + (above - least) * eye_array(matrix.shape[0])).tocsr()
        assert is_positive(shifted, h, c) is (above > 0)


def test_the_added_row_can_make_it_positive() -> None:
    """-1 along h alone: with h h' / c it is positive where c < h'h, and not where c is more."""
    h = np.array([3.0, 4.0, 0.0])
    matrix = csr_array(np.eye(3) - 2 * np.outer(h, h) / 25)
    assert is_positive(matrix, h, 24.0) is True
    assert is_positive(matrix, h, 26.0) is False


def test_what_is_singular_is_not_relied_on() -> None:
    matrix = csr_array(np.array([[1.0, 1.0], [1.0, 1.0]]))
    assert is_positive(matrix, np.zeros(2), 1.0) is False


def test_too_much_to_factorize_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(positive, "MOST", 5)
    monkeypatch.setattr(positive, "DENSE", 0.0)
    monkeypatch.setattr(positive, "SMALL", 10**6)
    assert is_positive(graph(1) + 9 * eye_array(120).tocsr(), np.zeros(120), 1.0) is None


def test_a_pivot_near_0_is_not_relied_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the added row its pivot is next to nothing: what is left would be 10^8 times
    what it was, and its rounding more than the margin."""
    monkeypatch.setattr(positive, "SMALL", 0)
    monkeypatch.setattr(positive, "DENSE", 2)
    pivot = positive.MARGIN * 5 * (1 + 1e-3)  # the diagonal's largest and the row's: 1 + 4
    matrix = csr_array(np.array([[1.0, 1.0], [1.0, pivot]]))
    assert is_positive(matrix, np.array([0.0, 2.0]), 1.0) is None
