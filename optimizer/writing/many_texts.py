"""Many texts changed at once: a call for all of them instead of one for each."""

import re
from collections.abc import Callable, Sequence
from html import escape

BETWEEN = "\x7f"
"""What stands between texts that are changed together: a letter that nobody types, within ASCII,
whose texts are changed soonest. Where a text holds it, each is changed alone."""


def each(texts: Sequence[str], change: Callable[[str], str]) -> list[str]:
    """Every text changed, where the change looks at letters of one text alone and leaves `BETWEEN`
    as it is."""
    changed = change(BETWEEN.join(texts)).split(BETWEEN) if texts else []
    return changed if len(changed) == len(texts) else [change(text) for text in texts]


def in_xml(text: str) -> str:
    """A text as it stands within an element of a workbook."""
    inside = escape(text, quote=False)
    return _CONTROL.sub(_spelled, inside) if _CONTROL.search(inside) else inside


_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9a-fA-F]{4}_)")
"""What XML forbids or makes a line break of, and what looks like its spelling in a workbook
(ECMA-376, ST_Xstring)."""


def _spelled(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"
