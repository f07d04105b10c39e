"""A price headed as that of one license, where licenses come in packs: it is taken as a pack's, and
that is said."""

import re
from collections.abc import Sequence

import numpy as np

from optimizer.domain.problems import Findings, Message
from optimizer.reading.grids import Grid
from optimizer.reading.wording import first_of

PACK_PRICE = Message(
    "price-of-a-pack",
    '"{title}" is taken as the price of a pack of {packs} ({cells}).',
    "Multiply it by the Pack where it is the price of one license.",
)

_OF_ONE = re.compile(
    r"\bunit|\beach\b|\bea\b|\bper (?:1|one|user|device|seat|cal|licen[sc]e|piece|unit|person)\b"
    r"|/\s*(?:user|device|seat|cal|licen[sc]e|unit|ea|st)|\bsingle\b|einzel|stück|stk|\bstuk"
    r"|\b(?:pro|je) (?:lizenz|benutzer|gerät|nutzer|cal|person|einheit)|lizenzpreis|\bpu\b"
    r"|\bpar (?:licence|utilisateur|appareil|poste|unité|cal)|l'unité"
    r"|\bpor (?:licencia|usuario|dispositivo|unidad|licença)|\bcada\b"
    r"|\bper (?:licenza|utente|dispositivo|unità|licentie|gebruiker|apparaat|stuk|eenheid)"
    r"|eenheid|\bcad",
    re.IGNORECASE,
)

NAMED = 4


def note_price_of_one(grid: Grid, packs: Sequence[int], findings: Findings) -> None:
    """A note at the price's header; `packs` is a value a row."""
    title = grid.titles.get("Price", "Price")
    if "Price" not in grid.columns or _OF_ONE.search(title) is None:
        return
    filled = grid.columns["Price"].codes.tolist()
    rows = [i for i, pack in enumerate(packs) if pack > 1 and filled[i] >= 0]
    if not rows:
        return
    sizes = sorted({packs[i] for i in rows})
    listed = " or ".join(map(str, sizes[:NAMED])) + (" or more" if len(sizes) > NAMED else "")
    places = grid.cells("Price", np.array(rows))
    findings.warn(
        grid.place("Price", grid.header),
        PACK_PRICE,
        others=places,
        title=title,
        packs=listed,
        cells=first_of(places),
    )
