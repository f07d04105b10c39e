"""A product's name as inventories write it, taken apart into product, version, edition and rest.

Maker, trade marks, "(64-bit)", service packs and builds say nothing of licenses and fall away; a
product is known by its words in any order. Whatever is left over makes the name unknown: nothing is
guessed by likeness.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from optimizer.catalogue.products import words_of
from optimizer.catalogue.rows import rows
from optimizer.domain import names as naming
from optimizer.domain.versions import CURRENT, rank_of, version_text

_SILENT = re.compile(
    r"\((?:r|tm|c)\)"
    r"|\b(?:service pack|sp|cumulative update|cu|update|build|os build|v(?:ersion)?\.?)"
    r" ?(?!(?:19|20)\d\d\b)\d+[\d.]*\b"
    r"|\b(?:version )?\d\dh[12]\b|\b\d+(?:\.\d+)+\b|\(\d{4,5}\)|\b\d{5}\b|\bkb\d+\b"
    r"|\b\d{1,3}[ -]?(?:cores?|procs?|cpus?)\b"
)
"""Marks, builds and sizes: (R), SP1, CU14, 10.0.17763, (17763), Version 1809, 21H2, 16 core."""

_FORMS = (
    (re.compile(r"\b(32|64)[ -]?bit\b"), r" \1bit "),
    (re.compile(r"hyper-?v\b"), "hyperv"),
    (re.compile(r"\bw2k(\d\d?)(?!\d)"), r"windows server 2k\1"),
    (re.compile(r"2k(\d)(?!\d)"), r" 200\1 "),
    (re.compile(r"2k(\d\d)(?!\d)"), r" 20\1 "),
    (re.compile(r"(?<![\d.])((?:19|20)\d\d)(?:\.\d)?(?![\d.]*\d)"), r" \1 "),
    (re.compile(r"\bsubscription edition\b"), " se "),
)


@dataclass(frozen=True)
class Parts:
    """What a name says: the product it points to ("" where none is known), its version as a rank
    (None where it says none, or several), and the words that nothing knows."""

    product: str
    version: int | None
    rest: tuple[str, ...]
    plain: str = ""
    """The product without its edition: that of Windows Server Essentials is Windows Server."""
    versions: tuple[int, ...] = ()
    """Versions that the edition was made for, where its row says so."""


@dataclass(frozen=True)
class _Name:
    """A row of names.csv: words that must be there, words that may, and what they stand for."""

    words: frozenset[str]
    silent: frozenset[str]
    product: str
    versions: tuple[int, ...]


def take_apart(name: str) -> Parts:
    """The parts of a product's name; `rest` is empty only where every word is understood."""
    words, versions = _words(name)
    version = versions[0] if len(versions) == 1 else None
    rest = tuple(dict.fromkeys(words)) if len(versions) < 2 else tuple(words)
    several = versions[1:]
    best = Parts("", version, rest)
    for known in _names(""):
        if not known.words <= set(words):
            continue
        left = set(words) - known.words - known.silent
        found = _editions(known.product, left, version)
        unread = [word for word in dict.fromkeys(words) if word in found[1]]
        made_for = tuple(found[2] or known.versions)
        parts = Parts(found[0], version, tuple(unread), known.product, made_for)
        if not best.product or len(parts.rest) < len(best.rest):
            best = parts
    if several:
        years = tuple(map(version_text, versions))
        return Parts(best.product, None, (*best.rest, *years), best.plain)
    return best


def essence(name: str) -> tuple[str, frozenset[str], frozenset[int]]:
    """What two spellings of one product and edition have in common: the product, the words that
    are not its name, and versions."""
    words, versions = _words(name)
    plain = take_apart(name).plain
    left = [
        set(words) - known.words - known.silent
        for known in _names("")
        if known.product == plain and known.words <= set(words)
    ]
    own = min(left, key=len) if left else set(words)
    return plain, frozenset(own), frozenset(versions)


def _words(name: str) -> tuple[list[str], list[int]]:
    """The words of a name that mean something, short ones spelled out, and its versions' ranks."""
    text = naming.fold(re.sub("[®™©]", "", name))
    for pattern, form in _FORMS:
        text = pattern.sub(form, text)
    text = _SILENT.sub(" ", text)
    text = re.sub(r"((?:19|20)\d\d)[ -]*r2\b", r"\1r2", text)
    meanings = _meanings()
    words: list[str] = []
    versions: dict[int, None] = {}
    for word in re.findall(r"\w+", text):
        rank = rank_of(word)
        if rank is not None:
            versions[rank] = None
        else:
            words += meanings.get(word, word).split()
    ranks = list(versions)
    if "r2" in words and len(ranks) == 1 and ranks[0] % 2 == 0 and ranks[0] != CURRENT:
        words, ranks = [word for word in words if word != "r2"], [ranks[0] + 1]
    return words, ranks


def _editions(
    product: str, words: set[str], version: int | None
) -> tuple[str, set[str], tuple[int, ...]]:
    """The product that the editions among the words point to, the words that are left, and the
    versions that these editions were made for.

    An edition made for the version in question comes before one that was not.
    """
    target, left = product, set(words)
    made_for: tuple[int, ...] = ()
    offered = sorted(
        _names(product),
        key=lambda row: (-len(row.words), bool(row.versions) and version not in row.versions),
    )
    for edition in offered:
        if edition.words and edition.words <= left:
            left -= edition.words | edition.silent
            made_for = made_for or edition.versions
            if target == product:
                target = edition.product
            elif edition.product not in (product, target):
                left |= edition.words
    return target, left, made_for


@cache
def _names(edition_of: str) -> Sequence[_Name]:
    """The names of products (edition_of ""), or of a product's editions."""
    return tuple(
        _Name(
            frozenset(row["words"].split()),
            frozenset(row["with"].split()),
            row["product"],
            tuple(
                rank_of(naming.fold(version)) or CURRENT for version in words_of(row["versions"])
            ),
        )
        for row in rows("names")
        if row["edition_of"] == edition_of
    )


@cache
def _meanings() -> dict[str, str]:
    """A word -> what it is short for, "" where it says nothing of licenses."""
    return {row["word"]: row["means"] for row in rows("words")}
