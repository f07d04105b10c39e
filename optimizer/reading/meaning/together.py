"""Many texts looked at together, sign by sign, for the few that a slower look must see: those that
hold a sign, may hold or be one of some words, or have the letters of another. What is found may be
too many, never too few."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

import numpy as np

from optimizer.domain.arrays import distinct
from optimizer.domain.names import key
from optimizer.domain.tables import Bools

FEW = 500
"""Texts that are all looked at slowly."""

PIECE = 1 << 16
"""Texts that are looked at in one go: their numbers take a few megabytes."""

Numbers = np.ndarray[Any, np.dtype[Any]]

# What a sign comes to, besides the number of its letter without case and accent.
_TEXT_ENDS, _WORD_ENDS, _DROPPED, _SEVERAL_LETTERS = range(4)


class _OfSigns:
    """A number for every sign; `of` is asked once about each."""

    def __init__(self, of: Callable[[str], int], dtype: Any) -> None:
        self._of, self._numbers = of, np.zeros(0x110000, dtype)
        self._asked = np.zeros(0x110000, bool)

    def __call__(self, signs: Numbers) -> Numbers:
        there = np.flatnonzero(np.bincount(signs))
        for sign in there[~self._asked[there]].tolist():
            self._numbers[sign] = self._of(chr(sign)) if sign else 0
            self._asked[sign] = True
        found: Numbers = self._numbers[signs]
        return found


def _pieces(texts: Sequence[str]) -> Iterator[tuple[int, Numbers]]:
    """The index of the first text of each piece, and its signs (uint32): those of its texts, with
    zeros before, between and behind them."""
    for first in range(0, len(texts), PIECE):
        some = texts[first : first + PIECE]
        whole = "\0".join(some)
        if whole.count("\0") >= len(some):
            whole = "\0".join(text.replace("\0", " ") for text in some)
        if "İ" in whole:
            whole = whole.lower()  # the one sign that is two in lower case
        code = f"\0{whole}\0".encode("utf-32-le", "surrogatepass")
        yield first, np.frombuffer(code, np.uint32)


def signs_of(texts: Collection[str]) -> frozenset[str]:
    """Every sign that the texts hold."""
    return frozenset(
        chr(sign)
        for _, signs in _pieces([*texts])
        for sign in np.flatnonzero(np.bincount(signs)).tolist()
        if sign
    )


def holding_signs(texts: Sequence[str], which: Callable[[str], bool]) -> list[int]:
    """The indices of texts that hold such a sign."""
    held = _OfSigns(which, bool)
    found: list[int] = []
    for first, signs in _pieces(texts):
        where = np.flatnonzero(held(signs))
        if len(where):
            ends = np.flatnonzero(signs == 0)
            found += (distinct(np.searchsorted(ends, where)) + (first - 1)).tolist()
    return found


def may_hold(
    texts: Sequence[str], words: Collection[str], begins: Collection[str] = ()
) -> list[int]:
    """The indices of texts that may hold one of the words, in letters alone, or one that begins
    with one of `begins` (two letters each)."""
    return _beginning(texts, words, begins, _letters_alone)


def may_have_part(texts: Sequence[str], words: Collection[str]) -> list[int]:
    """The same for words between white space, commas, dots and dashes: other signs in them say
    nothing."""
    return _beginning(texts, words, (), _parts)


def may_have_between_spaces(texts: Sequence[str], words: Collection[str]) -> list[int]:
    """The same for what stands between spaces."""
    return _beginning(texts, words, (), _between_spaces)


def may_be(texts: Sequence[str], words: Collection[str]) -> list[int]:
    """The indices of texts that may have the key of one of the words; of those too that have no
    letter or digit."""
    return _beginning(texts, words, (), _letters_and_digits)


def _letters_alone(sign: str) -> int:
    return _plain(sign) if sign.isalnum() and not sign.isdecimal() else _WORD_ENDS


def _parts(sign: str) -> int:
    if sign.isspace() or sign in ",;._-" or "\u2010" <= sign <= "\u2015":
        return _WORD_ENDS
    return _plain(sign)


def _between_spaces(sign: str) -> int:
    return _WORD_ENDS if sign == " " else _plain(sign)


def _letters_and_digits(sign: str) -> int:
    return _plain(sign)


def _plain(sign: str) -> int:
    """The number of its letter or digit as a key has it."""
    plain = key(_LOOK_I.get(sign, sign))
    return ord(plain) if len(plain) == 1 else _SEVERAL_LETTERS if plain else _DROPPED


_LOOK_I = {"ı": "i"}
"""A letter that patterns without case take for another."""

_LETTER = 21
"""Bits of a letter's number."""


def _three(word: str) -> int:
    """The first three letters of a word's key as one number."""
    plain = "".join(_LOOK_I.get(sign, sign) for sign in key(word)[:3])
    return sum(ord(sign) << _LETTER * i for i, sign in enumerate(plain))


def _beginning(
    texts: Sequence[str],
    words: Collection[str],
    begins: Collection[str],
    of_sign: Callable[[str], int],
) -> list[int]:
    """The indices of texts with a word of which the first three letters are those of one of the
    words; where words are whole texts, of those without any letter too."""
    if len(texts) < FEW:
        return [*range(len(texts))]
    found: list[int] = []
    for first, ends, begun, three in _words_begun(texts, of_sign):
        hit = begun[_hits(three, words, begins)]
        held = np.zeros(len(ends) - 1, bool)
        held[np.searchsorted(ends, hit) - 1] = True
        if of_sign is _letters_and_digits:
            blank = np.ones(len(ends) - 1, bool)
            blank[np.searchsorted(ends, begun) - 1] = False
            held |= blank
        found += (np.flatnonzero(held) + first).tolist()
    return found


def _words_begun(
    texts: Sequence[str], of_sign: Callable[[str], int]
) -> Iterator[tuple[int, Numbers, Numbers, Numbers]]:
    """The index of the first text of each piece; among the signs of the piece, where its texts end
    (the first before any) and where its words begin; and each word's first three letters as one
    number, -1 where one of them is several."""
    numbers = _OfSigns(of_sign, np.uint32)
    for first, signs in _pieces(texts):
        kept = numbers(signs).astype(np.int64)
        kept = np.append(kept[kept != _DROPPED], [0, 0])
        begun = np.flatnonzero((kept[1:-2] > _DROPPED) & (kept[:-3] < _DROPPED)) + 1
        ends = np.flatnonzero(kept[:-2] == _TEXT_ENDS)
        one, two, three = (kept[begun + i] for i in range(3))
        two = np.where(two > _DROPPED, two, 0)
        three = np.where((two > 0) & (three > _DROPPED), three, 0)
        whole = one | two << _LETTER | three << 2 * _LETTER
        several = (one == _SEVERAL_LETTERS) | (two == _SEVERAL_LETTERS)
        whole[several | (three == _SEVERAL_LETTERS)] = -1
        yield first, ends, begun, whole


def _hits(three: Numbers, words: Collection[str], begins: Collection[str]) -> Bools:
    """Whether each word, given by its first three letters, may begin as one of those."""
    wanted = np.array(sorted({_three(word) for word in words}), np.int64)
    hit = three == -1
    if len(wanted):
        near = wanted[np.minimum(np.searchsorted(wanted, three), len(wanted) - 1)]
        hit |= near == three
    if begins:
        pairs = np.array([_three(word) for word in begins], np.int64)
        hit |= np.isin(three & ((1 << 2 * _LETTER) - 1), pairs)
    found: Bools = hit
    return found


class Words:
    """The words of some texts, in letters alone, looked at once for many words that they may be."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._size = len(texts)
        three, of = [np.zeros(0, np.int64)], [np.zeros(0, np.int32)]
        for first, ends, begun, each in _words_begun(texts, _letters_alone):
            three.append(each)
            of.append((np.searchsorted(ends, begun) + (first - 1)).astype(np.int32))
        self._three, self._of = np.concatenate(three), np.concatenate(of)

    def may_hold(self, words: Collection[str], begins: Collection[str]) -> list[int]:
        """The indices of the texts, as `may_hold` finds them, however few they are."""
        held = np.zeros(self._size, bool)
        held[self._of[_hits(self._three, words, begins)]] = True
        found: list[int] = np.flatnonzero(held).tolist()
        return found


def sharing_letters(texts: Sequence[str], plain: Callable[[str], str]) -> list[int]:
    """The indices of texts that have the same letters and digits as another one, in any order:
    those that `plain` makes of each sign."""
    if len(texts) < FEW:
        return [*range(len(texts))]
    weights = _OfSigns(lambda sign: sum(map(_weight, plain(sign))) & _ALL, np.uint64)
    sums = np.zeros(len(texts), np.uint64)
    for first, signs in _pieces(texts):
        begins = np.flatnonzero(signs == 0)[:-1]
        sums[first : first + len(begins)] = np.add.reduceat(weights(signs), begins)
    order = np.argsort(sums, kind="stable")
    same = sums[order[1:]] == sums[order[:-1]]
    shared = np.zeros(len(texts), bool)
    shared[order[1:][same]] = shared[order[:-1][same]] = True
    found: list[int] = np.flatnonzero(shared).tolist()
    return found


_ALL = 2**64 - 1


def _weight(letter: str) -> int:
    """A number of 64 bits that looks random (splitmix64); 0 for what is no letter or digit."""
    if not letter.isalnum():
        return 0
    mixed = ord(letter) * 0x9E3779B97F4A7C15 & _ALL
    mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9 & _ALL
    mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB & _ALL
    return mixed ^ mixed >> 31
