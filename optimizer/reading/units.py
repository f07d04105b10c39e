"""Headings whose words change what the numbers below them mean: what to do instead of renaming."""

from optimizer.domain.unit_words import changes

HINTS = {
    "scale": "Type whole numbers below {title}, and head it {name}.",
    "period": "Head {title} {name}, and say Year or Month in a column Per.",
    "pack": "Head {title} {name}, and say how many it buys in a column Pack.",
}
PACKS = "Type single licenses, not packs, below {title}, and head it {name}."


def hint_of(title: str, name: str) -> str:
    """What to do with a column that may be `name`; "" where its heading changes nothing."""
    what = changes(title)
    words = PACKS if what == "pack" and name != "Price" else HINTS.get(what, "")
    return words.format(title=f'"{title}"', name=name)
