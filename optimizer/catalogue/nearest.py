"""What may have been meant by a name that the catalogue does not know: proposed, never taken.

Only within the same product and version, and nothing that needs no license: letters that are alike
make no SQL Server Express of a SQL Server.
"""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache

from optimizer.catalogue.lookup import Known, families, family_words, find
from optimizer.catalogue.products import products
from optimizer.catalogue.rows import rows
from optimizer.catalogue.take_apart import Parts
from optimizer.domain import names as naming
from optimizer.domain.versions import version_text

_BETWEEN = re.compile(r"\s*[,/+&|\n]\s*|\s+(?:and|on|und|auf|et|sur|y|e|en|op)\s+", re.IGNORECASE)
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
ALIKE = 0.8
"""How much of a word must agree for another to be proposed in its place."""


def proposal(name: str, parts: Parts, own: Iterable[str] = ()) -> str:
    """A sentence on what may have been meant, or ""; `own` are the workbook's own products."""
    several = [find(each) for each in _BETWEEN.split(name) if each]
    listed = [known.name for known in several if isinstance(known, Known)]
    if len(listed) == len(several) > 1:
        return f'Did you mean "{"; ".join(listed)}"? ; separates several.'
    years = sorted(_YEARS.findall(name))
    same = [each for each in own if sorted(_YEARS.findall(each)) == years]
    if found := naming.nearest(name, same):
        return found
    if parts.product and not parts.rest:
        return _which_version(parts)
    corrected = find(_corrected(name, parts.rest))
    if isinstance(corrected, Known) and corrected.requires:
        return f'Did you mean "{corrected.name}"?'
    if parts.rest and len(several) == 1:
        return _without_the_rest(parts)
    return ""


def _without_the_rest(parts: Parts) -> str:
    """The product in its version, where words beside it are like none of a product's or edition's:
    what is nearly Express may need no license."""
    known = products().get((parts.product, parts.version))
    if known is None or not known.requires:
        return ""
    if any(get_close_matches(word, _vocabulary(1), n=1, cutoff=0.6) for word in parts.rest):
        return ""
    words = " ".join(parts.rest)
    return f'Did you mean "{known.name}"? "{words}" is not known beside it.'


def families_between(words: str, known: Iterable[str]) -> tuple[str, ...]:
    """The families that stand in one cell with anything but ; between them; none where a part is
    not a family."""
    folded = {naming.fold(each): each for each in (*(f[0] for f in families().values()), *known)}
    parts = [folded.get(naming.fold(each)) for each in _BETWEEN.split(words) if each]
    found = tuple(each for each in parts if each)
    return found if len(found) == len(parts) > 1 else ()


def family(word: str, known: Iterable[str]) -> str:
    """The family that a word stands for, as price lists write it, or that is spelled nearly so,
    among the known ones; "" where there is none."""
    folded = {naming.fold(each): each for each in known}
    meant = naming.fold(family_words().get(naming.fold(word), word))
    if meant in folded:
        return folded[meant]
    near = get_close_matches(naming.fold(word), folded, n=1, cutoff=ALIKE)
    return folded[near[0]] if near else ""


def _which_version(parts: Parts) -> str:
    """The versions that there are, where the one written is none of them or is not written."""
    ranks = sorted(
        rank
        for product, rank in products()
        if product == parts.product and rank is not None
        if not parts.versions or rank in parts.versions
    )
    texts = [products()[parts.product, rank] for rank in ranks]
    spelled = ", ".join(_version_of(known) for known in texts)
    if parts.version is None:
        return f"Which version? {parts.product} is known as {spelled}."
    if parts.versions:
        return f"That edition was made as {spelled} only."
    return f"{parts.product} is known as {spelled} only."


def _version_of(known: Known) -> str:
    return "SE" if known.name.endswith(" SE") else version_text(known.version or 0)


def _corrected(name: str, rest: tuple[str, ...]) -> str:
    """The name with each unknown word made the known one that is nearly spelled so."""
    text = naming.fold(name)
    for word in rest:
        near = get_close_matches(word, _vocabulary(4), n=1, cutoff=ALIKE) if len(word) > 3 else []
        if not near:
            return ""
        text = text.replace(word, near[0])
    return text


@cache
def _vocabulary(shortest: int) -> tuple[str, ...]:
    """Every word of the names of products and editions that has so many letters."""
    words = [row["words"].split() + row["with"].split() for row in rows("names")]
    return tuple(dict.fromkeys(word for each in words for word in each if len(word) >= shortest))
