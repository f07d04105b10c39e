"""Which users, or devices, need the same and are alike in all else.

DEFINITIONS
    owner   whose a need is (NONE: nobody's), (need,)
    needs   what else a need says, a column each, (need,)
    extra   what owners have in common besides, a column each, (owner,); the last three are their
            seats, 0 where they have none
    code    the other columns of a need as one number, (need,)
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from optimizer.domain.arrays import BLOCK, WIDEST, appearing, hashed, keys_of
from optimizer.domain.tables import NONE, Ints


def equal_owners(owner: Ints, needs: Sequence[Ints], extra: Sequence[Ints]) -> Ints:
    """The class of each owner: equal where the rows of `needs` and the `extra` keys (an owner each,
    the last three its seats) are.

    NONE for owners without needs and seats. Owners are sorted by a 128-bit sum of hashes and then
    compared with their class's first one, so that the result never rests on the hash.
    """
    size = len(extra[0])
    holder, code = _by_owner(owner, needs, size)
    length = np.bincount(holder, minlength=size)
    start = np.cumsum(length) - length
    having = np.flatnonzero((length > 0) | np.any([key > 0 for key in extra[-3:]], axis=0))
    result = np.full(size, NONE, np.int32)
    if not len(having):
        return result
    sums = [_sums(code, salt, start, length) for salt in (1, 2)]
    columns = (*(s.view(np.int64) for s in sums), *extra, length)
    group, first = appearing(keys_of(*(column[having] for column in columns)))
    leader = np.zeros(size, np.int64)
    leader[having] = having[first[group]]
    ahead = start[leader] - start
    differs = np.zeros(size, bool)
    for at in range(0, len(code), BLOCK):
        here, whose = code[at : at + BLOCK], holder[at : at + BLOCK]
        differs[whose[here != code[ahead[whose] + np.arange(at, at + len(here))]]] = True
    leader[differs] = np.flatnonzero(differs)
    _, result[having] = np.unique(leader[having], return_inverse=True)
    return result


def _by_owner(owner: Ints, needs: Sequence[Ints], size: int) -> tuple[Ints, Ints]:
    """Owners (NONE left out), rising, and with each a number for the needs' other columns, rising
    for each owner."""
    known: Any = slice(None)
    if (owner == NONE).any():
        known = np.flatnonzero(owner != NONE)
        owner = owner[known]
    code = keys_of(*(column[known] for column in needs))
    span = int(code.max(initial=0)) + 1
    if size * span >= WIDEST:
        order = np.lexsort((code, owner))
        return owner[order], code[order]
    both = owner.astype(np.int64)
    both *= span
    both += code
    both.sort()
    holder, code = np.divmod(both, span, out=(both, code))
    return holder.astype(np.int32), code


def _sums(code: Ints, salt: int, start: Ints, length: Ints) -> Any:
    """The sum of each owner's hashes, modulo 2^64; whose codes stand from `start` on, one owner's
    after another's."""
    total = np.zeros(len(code) + 1, np.uint64)  # nobody's sum is the last one
    for at in range(0, len(code), BLOCK):
        here = hashed(code[at : at + BLOCK], salt)
        total[at : at + len(here)] = here
    np.cumsum(total[:-1], out=total[:-1])
    return total[start + length - 1] - total[start - 1]
