"""How much heads can save with so many units: a bound that the relaxation and prices cannot give,
where the network has two layers.

DEFINITIONS (beside those of two_layers.py)
    x[t]       1 where a tail has joined, (tail,); X = sum of units x: what is drawn
    low, high  counts between which X is
    w[h,t]     weights of a head's tails, (arc,)
    alpha[t]   curvature of a tail, (tail,), > 0; nu > 0 that of X
    e, a[t]    unit vector; a vector for each tail with a[t]'a[t] = e'a[t], (tail, RANK): a tail's
               part in a mixture of plans
    worth      the heads' (two_layers.py), as shares of their mean

A head saves worth[h] only where all its tails have joined, so for any w no more than
worth[h] (1 - sum of w (1 - x))^2. For whole x then, and low <= X <= high, what is saved is at most

    sum of worth[h] (1 - sum of w (1 - x))^2 + sum of alpha x (1 - x) + nu (X - low) (high - X)

for any w, alpha and nu >= 0: x (1 - x) is 0. Where alpha and nu are large enough this is concave
in real x, so that its gradient anywhere bounds it. The least such bound is a semidefinite program
(Shor 1987; Lovasz 1979 for covers). Its other side, the vectors a, is found by turning each vector
to its gradient (Burer and Monteiro 2003; Wang and Kolter 2017) while the weights follow by least
squares; what comes of it only guides. Concavity is proven by a factorization (positive.py), and the
bound is reckoned from it with an allowance for rounding.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from optimizer.domain.arrays import distinct
from optimizer.domain.tables import Floats
from optimizer.solving.decomposition.positive import is_positive
from optimizer.solving.decomposition.two_layers import TwoLayers
from optimizer.solving.solvers.status import INTERRUPTION

if TYPE_CHECKING:
    from scipy.sparse import csr_array

MOST_ARCS = 300_000
"""Past so many the factorization takes too long, or more memory than one should ask for."""

RANK, ROUNDS = 16, 300
"""Length of the vectors, and how often they are turned."""

AHEAD = 0.6
"""How far vectors are looked at beyond where they are, in the direction of their last turn."""

EVERY, PACE, SLOWER = 3, 0.15, 20
"""Turns between two steps of the weights, by how much they follow at first, and the turns after
which it is half of that."""

RIDGE = 0.06
"""What keeps the least squares from weights that swing."""

STEPS, HALVED, TINY = 2, 12, 1e-9
"""Steps to a price each turn, how often one is halved, and what is taken for 0."""

STIFF, SHIFTS, NEAR = (10, 100, 1_000), (1.05, 1.4), 0.05
"""Times the least nu that may do, tried until no curvature is wrong by more than NEAR of the mean;
what is wrong is put right by such shares of it."""

FEW = 200
"""Tails that are few enough for all eigenvalues."""

MOST_TAILS = 40
"""Tails of a head that may have weights of their own: else they stay alike."""

ROUNDING = 1e-9
"""Share of all terms' sizes that rounding may come to, far above what it does."""

COARSE = 10**5
"""Bounds are told in this fraction of what all heads are worth: machines differ in last digits."""


@dataclass(frozen=True)
class SavedAtMost:
    """With X units drawn, low <= X <= high, heads save at most `saved` + `each` (X - low), in minor
    units."""

    saved: float
    each: float


@dataclass(frozen=True, kw_only=True)
class _Curved:
    """The bound's numbers: weights as a matrix (head, tail), curvatures, a mixture x, worths."""

    weights: "csr_array"
    alpha: Floats
    mixed: Floats
    worth: Floats
    units: Floats


def saved_at_most(layers: TwoLayers, low: int, high: int) -> SavedAtMost | None:
    """The bound for low <= X <= high; None where it is not found, not proven, or Ctrl-C ended the
    search for it."""
    units = layers.units.astype(np.float64)
    if len(layers.tail) > MOST_ARCS or not 0 < low < units.sum() or high <= low:
        return None
    scale = float(layers.worth.mean())
    found = _mixture(layers, low, scale)
    best = None
    for stiff in STIFF:
        nu = stiff * _curvature_of_all(found)
        least = _least_curvature(found, nu)
        if least is None or INTERRUPTION.asked:
            return None
        for share in SHIFTS:
            alpha = found.alpha + share * max(-least, 0.0) + 1e-5 * float(found.alpha.mean())
            bound = _reckoned(found, alpha, nu, low, high)
            if best is None or bound[0] < best[0][0]:
                best = bound, alpha, nu
        if least > -NEAR * float(found.alpha.mean()):
            break
    if best is None or not _concave(found, best[1], best[2]):
        return None
    step = float(layers.worth.sum()) / COARSE
    return SavedAtMost(float(np.ceil(best[0][0] * scale / step) * step), best[0][1] * scale)


def _mixture(layers: TwoLayers, low: int, scale: float) -> _Curved:
    """Weights and curvatures by turning vectors, so many rounds whatever the machine."""
    from scipy.sparse import csr_array

    count, size = np.diff(layers.start), (len(layers.heads), len(layers.tails))
    worth, units = layers.worth / scale, layers.units.astype(np.float64)
    e = np.zeros(RANK)
    e[0] = 1
    share = low / units.sum()
    random = np.random.default_rng(0)
    turned = random.normal(size=(size[1], RANK))
    turned[:, 0] = 0
    turned *= np.sqrt(1 - (2 * share - 1) ** 2) / np.linalg.norm(turned, axis=1)[:, None]
    turned[:, 0] = 2 * share - 1
    alike = 1 / np.maximum(np.round((1 - share) * count), 1)
    w = np.repeat(alike, count)
    same = [(n, np.flatnonzero(count == n)) for n in distinct(count).tolist() if n <= MOST_TAILS]
    places = [(n, layers.start[heads][:, None] + np.arange(n)) for n, heads in same]
    price = np.zeros(RANK)
    weights = csr_array((w, layers.tail, layers.start), shape=size)
    alpha, before = np.ones(size[1]), turned
    for turn in range(ROUNDS):
        if INTERRUPTION.asked:
            break
        lacks = (e - turned - (AHEAD * (turned - before) if turn > EVERY else 0)) / 2
        before = turned
        if turn > EVERY and turn % EVERY == 0:
            best = w.copy()
            for n, arcs in places:
                own = lacks[layers.tail[arcs]]
                products = own @ own.transpose(0, 2, 1) + RIDGE * np.eye(n)
                best[arcs] = np.linalg.solve(products, own[:, :, :1])[:, :, 0]
            w = w + PACE / (1 + turn / SLOWER) * (best - w)
            weights = csr_array((w, layers.tail, layers.start), shape=size)
        rest = e - weights @ lacks
        pull = 2 * (weights.T @ (worth[:, None] * rest))
        price = _balanced(pull, units, price, (2 * low - units.sum()) * e)
        pull -= units[:, None] * price
        alpha = np.maximum(np.linalg.norm(pull, axis=1), TINY)
        turned = pull / alpha[:, None]
    alpha = np.maximum(alpha, 1e-3 * alpha.mean())
    return _Curved(
        weights=weights, alpha=alpha, mixed=(1 + turned[:, 0]) / 2, worth=worth, units=units
    )


def _balanced(pull: Floats, units: Floats, price: Floats, wanted: Floats) -> Floats:
    """The price of a unit, a vector, at which the turned vectors add up to about what is wanted:
    where lengths and price wanted' are least, by Newton's steps, halved until they help."""
    for _ in range(STEPS):
        away = pull - units[:, None] * price
        length = np.linalg.norm(away, axis=1)
        turned = away / np.maximum(length, TINY)[:, None]
        steep = units**2 / np.maximum(length, TINY)
        slope = (1 + TINY) * steep.sum() * np.eye(RANK) - (turned * steep[:, None]).T @ turned
        step = np.linalg.solve(slope, units @ turned - wanted)
        now = length.sum() + price @ wanted
        for _ in range(HALVED):
            next_ = price + step
            lengths = np.linalg.norm(pull - units[:, None] * next_, axis=1)
            if lengths.sum() + next_ @ wanted <= now:
                price = next_
                break
            step = step / 2
    return price


def _operator(found: _Curved, alpha: Floats, nu: float) -> Any:
    """Takes x to (alpha + nu units units' - W' worth W) x: half the curvature, turned round."""
    from scipy.sparse.linalg import LinearOperator

    def times(x: Floats) -> Floats:
        x = x.ravel()
        heads: Floats = found.weights.T @ (found.worth * (found.weights @ x))
        return np.asarray(alpha * x + nu * found.units * (found.units @ x) - heads)

    size = len(alpha)
    return LinearOperator((size, size), matvec=times, dtype=np.float64)


def _least_curvature(found: _Curved, nu: float) -> float | None:
    """About the least eigenvalue of half the curvature, turned round: below 0 it is not concave."""
    from scipy.sparse.linalg import ArpackError, eigsh

    size = len(found.alpha)
    operator = _operator(found, found.alpha, nu)
    if size <= FEW:
        return float(np.linalg.eigvalsh(operator @ np.eye(size))[0])
    start = np.random.default_rng(1).normal(size=size)
    try:
        least = eigsh(
            operator,
            k=1,
            which="SA",
            tol=1e-2,
            maxiter=1_000,
            v0=start,
            return_eigenvectors=False,
        )
    except ArpackError:
        return None
    return float(least[0])


def _curvature_of_all(found: _Curved) -> float:
    """The nu that outweighs the heads where all tails join alike."""
    square = float(found.units @ found.units)
    along = found.units / np.sqrt(square)
    heads = found.weights @ along
    alpha = found.alpha
    needed = float(heads @ (found.worth * heads) - along @ (alpha * along))
    return max(needed, 0.1 * float(alpha.mean())) / square


def _reckoned(found: _Curved, alpha: Floats, nu: float, low: int, high: int) -> tuple[float, float]:
    """The bound at X = low, and what a unit more may save, in shares of a head's mean worth."""
    from scipy.sparse.linalg import cg

    weights, worth, units = found.weights, found.worth, found.units
    operator = _operator(found, alpha, nu)

    def gradient(x: Floats) -> Floats:
        rest = 1 - weights @ (1 - x)
        all_ = nu * (low + high - 2 * float(units @ x)) * units
        return np.asarray(2 * (weights.T @ (worth * rest)) + alpha * (1 - 2 * x) + all_)

    # Where it is highest with X = low, and the price of a unit there.
    free, _ = cg(operator, gradient(found.mixed) / 2, rtol=1e-6, maxiter=500)
    dear, _ = cg(operator, units / 2, rtol=1e-6, maxiter=500)
    x = found.mixed + free
    price = (float(units @ x) - low) / float(units @ dear)
    x = x - price * dear
    price = max(price, 0.0)
    rest = 1 - weights @ (1 - x)
    drawn = float(units @ x)
    terms = (
        float((worth * rest**2).sum()),
        float((alpha * x * (1 - x)).sum()),
        nu * (drawn - low) * (high - drawn),
        -price * (drawn - low),
    )
    slope = gradient(x) - price * units
    moved = float(np.maximum(slope * (1 - x), -slope * x).sum())
    sizes = float((worth * rest**2).sum() + (alpha * np.abs(x * (1 - x))).sum())
    return sum(terms) + max(moved, 0.0) + ROUNDING * (sizes + sum(map(abs, terms))), price


def _concave(found: _Curved, alpha: Floats, nu: float) -> bool:
    """Whether alpha + nu units units' - W' worth W is proven to be positive definite, looked at
    from the smaller side."""
    from scipy.sparse import diags_array, eye_array

    scaled = (diags_array(np.sqrt(found.worth)) @ found.weights).tocsr()
    if scaled.shape[0] <= scaled.shape[1]:
        over = scaled @ diags_array(1 / alpha)
        matrix = eye_array(scaled.shape[0]) - over @ scaled.T
        added = over @ found.units
        below = 1 / nu + float((found.units**2 / alpha).sum())
    else:
        matrix, added, below = diags_array(alpha) - scaled.T @ scaled, found.units, 1 / nu
    return is_positive(matrix, added, below) is True
