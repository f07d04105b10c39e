"""How people and systems write that there is no day: a word in many languages, zeros, or the day
from which a system counts."""

import re
from datetime import date

from optimizer.domain import names as naming
from optimizer.domain.sheet_names import words

NEVER = (
    "never, none, n/a, na, null, nil, perpetual, unlimited, indefinite, no expiry, does not "
    "expire, never logged on, never logged in, not applicable, nie, niemals, keine, kein, "
    "unbefristet, unbegrenzt, entfällt, jamais, aucun, aucune, illimité, perpétuel, "
    "perpétuelle, sans fin, sans objet, nunca, ninguno, ninguna, perpetuo, perpetua, "
    "ilimitado, indefinido, no aplica, no end, no end date, open, open end, open ended, "
    "ongoing, permanent, lifetime, offen, ohne Ende, auf unbestimmte Zeit, unbestimmt, "
    "indéterminé, indéterminée, durée indéterminée, CDI, permanente, tiempo indefinido, "
    "indefinida, indeterminato, tempo indeterminato, onbepaald, onbepaalde tijd, sem fim, "
    "indeterminado, mai, nessuno, nessuna, illimitato, nooit, geen, onbeperkt, eeuwigdurend, "
    "n.v.t."
)

NEVER_WORDS = frozenset(map(naming.key, words(NEVER)))

NONE_WORDS = frozenset(
    map(
        naming.key,
        words(
            "no, none, n/a, na, never, without, not covered, no sa, nein, keine, kein, nie, "
            "niemals, ohne, entfällt, ohne SA, keine SA, non, aucune, aucun, jamais, sans, sans "
            "objet, sans SA, sin, ninguna, ninguno, nunca, no aplica, sin SA, nessuna, nessuno, "
            "mai, senza, senza SA, nee, geen, nooit, zonder, n.v.t., geen SA, não, nenhuma, nunca, "
            "sem SA"
        ),
    )
)
"""Words in SA until that mean: there is no Software Assurance."""

EPOCHS = frozenset(
    map(
        date.fromisoformat,
        words(
            "0001-01-01, 1600-12-31, 1601-01-01, 1601-01-02, 1753-01-01, 1899-12-30, 1899-12-31, "
            "1900-01-01, 1969-12-31, 1970-01-01"
        ),
    )
)
"""The days from which systems count, or one beside it in another zone: no day was ever said."""

_ZEROS = re.compile(r"0{1,4}([-./])0{1,2}\1(?:0{4}|00)|0{8}")


def says_never(value: str) -> bool:
    """Whether text says that there is no day."""
    key = naming.key(value)
    return key in NEVER_WORDS or not key or _ZEROS.fullmatch(naming.trim(value)) is not None


def says_none(value: str) -> bool:
    """Whether text in SA until says that there is no Software Assurance."""
    key = naming.key(value)
    return not key or key in NONE_WORDS
