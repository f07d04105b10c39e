"""Whether a large sparse matrix, with one row and column added, is positive definite, so that it
may be relied on: by its Cholesky factor in floating point, its rounding allowed for.

DEFINITIONS
    S         symmetric, (n, n), sparse; h, (n,); c > 0: the question is whether S + h h'/c is
    I         nodes of S that no entry joins, taken out together: S becomes S - S_I' S_II^-1 S_I,
              h becomes h - S_I' S_II^-1 h_I, c becomes c + h_I' S_II^-1 h_I
    margin    what is taken off the diagonal beforehand

S + h h'/c is what is left of [[S, h], [h', -c]] without its last row, so both have the same number
of negative eigenvalues but for one (Sylvester, Haynsworth 1968); taking out nodes of positive
pivots leaves that number as it is. What is left at the end is dense. A factor that is found proves
the matrix definite up to a perturbation of n + 1 rounding errors, each of the diagonal's size
(Demmel 1989; Rump 2006), which the margin is far above.
"""

from typing import Any

import numpy as np

from optimizer.domain.tables import Bools, Floats

MARGIN = 1e-6
"""Of the largest entry of the diagonal; n rounding errors are some 10^-11 of it."""

GROWN = 1_000
"""Times the largest entry of the diagonal: what is left may not grow past it, lest a pivot near 0
of a matrix that is definite only with its row added make rounding as large as the margin."""

DENSE = 0.15
"""Share of entries from which on the rest is taken as dense."""

SMALL, MOST = 1_500, 11_000
"""Nodes that are few enough to be dense anyway, and that are too many: 1 GB."""


def is_positive(matrix: Any, added: Floats, below: float) -> bool | None:
    """Whether `matrix` (a sparse array of scipy's) + `added` times itself / `below` is proven to be
    positive definite; None where too much of it is left to tell, or rounding may be too large."""
    from scipy.linalg import LinAlgError, cholesky
    from scipy.sparse import diags_array

    largest = float(np.abs(matrix.diagonal()).max()) + float((added**2).max()) / below
    rest = (matrix - diags_array(np.full(len(added), MARGIN * largest))).tocsr()
    h, c = added.astype(np.float64), below
    while rest.shape[0] > SMALL and rest.nnz < DENSE * rest.shape[0] ** 2:
        out = _apart(rest)
        pivots = rest.diagonal()[out]
        if (pivots <= 0).any():
            return False
        across = rest[out][:, ~out].tocsr()
        scaled = diags_array(1 / pivots) @ across
        c += float((h[out] ** 2 / pivots).sum())
        h = h[~out] - scaled.T @ h[out]
        rest = (rest[~out][:, ~out] - across.T @ scaled).tocsr()
        if float(np.abs(rest.diagonal()).max(initial=0)) > GROWN * largest:
            return None
    if rest.shape[0] > MOST:
        return None
    dense = rest.toarray()
    dense += np.outer(h, h / c)
    try:
        cholesky(dense, lower=True, overwrite_a=True, check_finite=True)
    except (LinAlgError, ValueError):
        return False
    return True


def _apart(matrix: Any) -> Bools:
    """Nodes that no entry joins, those of the fewest entries first."""
    count = matrix.shape[0]
    entries = np.diff(matrix.indptr)
    rank = np.empty(count, np.int64)
    rank[np.lexsort((np.random.default_rng(0).random(count), entries))] = np.arange(count)
    row = np.repeat(np.arange(count), entries)
    other = matrix.indices != row
    first = np.full(count, count)
    np.minimum.at(first, row[other], rank[matrix.indices[other]])
    apart: Bools = (rank < first) & (entries <= np.median(entries))
    return apart
