"""Headings whose words change what the numbers below them mean: what to do instead of renaming."""

import re

from optimizer.domain.unit_words import changes

HINTS = {
    "scale": "Type whole numbers below {title}, and head it {name}.",
    "period": "Head {title} {name}, and say Year or Month in a column Per.",
    "pack": "Head {title} {name}, and say how many it buys in a column Pack.",
}
PACKS = "Type single licenses, not packs, below {title}, and head it {name}."
SEVERAL_YEARS = "Head {title} {name}, and say how many months it pays for in a column Term."
_SEVERAL_YEARS = re.compile(r"\b[2-9][\s-]?(?:y|j|a[nñ])", re.IGNORECASE)


def hint_of(title: str, name: str) -> str:
    """What to do with a column that may be `name`; "" where its heading changes nothing."""
    what = changes(title)
    words = PACKS if what == "pack" and name != "Price" else HINTS.get(what, "")
    if what == "period" and _SEVERAL_YEARS.search(title):
        words = SEVERAL_YEARS
    return words.format(title=f'"{title}"', name=name)
