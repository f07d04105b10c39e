"""Words that fill a cell without a name in it: `n/a`, `-`, `unknown`, `(blank)`. They are read as
blank; a ditto mark or `everyone`, which mean names, are problems."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from optimizer.domain import names as naming
from optimizer.domain.group_words import BUT, EVERY, REST, SEVERAL
from optimizer.domain.problems import Findings, Message
from optimizer.domain.sheet_names import words
from optimizer.reading.cells import ERRORS, Refused, Wrong
from optimizer.reading.cells import text as text_of
from optimizer.reading.grid import Grid
from optimizer.reading.meaning import together
from optimizer.reading.wording import counted, first_of

PLACEHOLDERS = Message(
    "placeholders",
    "{cells} of {column} read as blank: no name ({words}; {where}).",
    "Put names there if they are some.",
)
DITTO_MARK = Message(
    "ditto",
    '"{value}" stands for the cell above.',
    "Write the name in full.",
)
EVERYONE = Message(
    "everyone",
    '"{value}" would be read as one {one}.',
    "Name them, with ; between them, or name a group that has a Count on {sheet}.",
)

NOTHING = frozenset(
    map(
        naming.key,
        words(
            "n/a, n.a., na, nan, none, null, nil, blank, empty, not available, not applicable, "
            "not assigned, unassigned, tbd, tba, tbc, to be defined, to be determined, undefined, "
            "unspecified, missing, leer, keine, kein, keiner, k.A., keine Angabe, "
            "nobody, no one, vacant, vacancy, open position, niemand, unbesetzt, nicht besetzt, "
            "vakant, non pourvu, nadie, vacante, sin cubrir, onbezet, ninguém, "
            "nicht zugewiesen, nicht zugeordnet, entfällt, ohne, vide, aucun, aucune, néant, "
            "non attribué, non affecté, non renseigné, sans objet, en blanco, vacío, ninguno, "
            "ninguna, sin asignar, no aplica, vuoto, nessuno, nessuna, non assegnato, leeg, geen, "
            "niet toegewezen, n.v.t."
        ),
    )
)
"""Words for no name at all."""

PEOPLE_TOO = frozenset(("na", "nan", "nil", "noone"))
"""Those of them that are names of people too, where no sign stands between the letters."""

DATABASE_NULL = r"\N"
"""What databases write for no value; without its sign it would be a name."""

UNKNOWN = frozenset(
    map(
        naming.key,
        words(
            "unknown, not known, any, various, several, many, some, mehrere, plusieurs, "
            "diverse, anyone, anybody, any user, any "
            "device, any computer, any pc, unknown user, unknown device, unknown person, no "
            "user, no device, unbekannt, unbekannter Benutzer, beliebig, verschiedene, kein "
            "Benutzer, kein Gerät, inconnu, inconnue, divers, quelconque, n'importe, "
            "desconocido, desconocida, cualquiera, varios, sin usuario, sin equipo, sconosciuto, "
            "sconosciuta, vari, qualsiasi, onbekend, willekeurig, diversen"
        ),
    )
)
"""Words for a user or a device that nobody knows or that may be any."""

ALL = frozenset(
    map(
        naming.key,
        words(
            "all, everyone, everybody, all users, all people, all staff, all employees, alle, "
            "alle Benutzer, alle Mitarbeiter, jeder, tous, toutes, tout le monde, "
            "tous les utilisateurs, todos, todas, todos los usuarios, tutti, tutti gli utenti, "
            "iedereen, alle gebruikers, alle medewerkers"
        ),
    )
)
ALL_DEVICES = frozenset(
    map(
        naming.key,
        words(
            "all, all devices, all computers, all pcs, alle, alle Geräte, tous, tous les postes, "
            "todos, todos los equipos, tutti, tutti i dispositivi, alle apparaten"
        ),
    )
)

DITTO = frozenset(
    naming.fold(word).replace(" ", "")  # as cells compare: some marks fold into two
    for word in words(
        "\", '', ”, “, „, 〃, ″, ditto, dito, dto, dto., do., idem, ídem, id., see above, same, "
        "same as above, as above, s.o., siehe oben, wie oben, wie vor, voir ci-dessus, ver arriba, "
        "vedi sopra, zie boven, ^, ↑"
    )
)
"""Marks for the cell above."""

_DITTO = frozenset(map(naming.key, DITTO))

REFERRED = {
    "Users": {"Same as": "Users"},
    "Devices": {"Same as": "Devices"},
    "Servers": {"Host": "Servers", "Front end of": "Servers"},
    "Access": {"User": "Users", "Device": "Devices", "Product": ""},
    "Products": {"Family": ""},
    "Licenses": {"For": "", "Requires": "Licenses"},
    "Offers": {"From license": "Licenses"},
    "Assigned": {"User": "Users", "Device": "Devices"},
}
"""Sheet -> its columns that name something or nothing, and the sheet that lists those names."""


def without_placeholders(grids: Mapping[str, Grid], findings: Findings) -> dict[str, Grid]:
    """The grids with words for no name as blanks, unless a sheet lists them as names; a note for
    each column."""
    result = dict(grids)
    for sheet, columns in REFERRED.items():
        for column, listed in columns.items():
            if sheet in result and column in result[sheet].columns:
                known = _listed(grids, listed)
                result[sheet] = _cleared(result[sheet], column, known, findings)
    return result


def _listed(grids: Mapping[str, Grid], sheet: str) -> Callable[[str], bool]:
    """Whether a folded text is a name of that sheet."""
    if sheet not in grids:
        return lambda text: False
    values = grids[sheet].columns[sheet.rstrip("s")].distinct
    return frozenset(naming.folded([*map(str, values)])).__contains__


def _cleared(grid: Grid, name: str, known: Callable[[str], bool], findings: Findings) -> Grid:
    values = grid.columns[name]
    null = DATABASE_NULL in values.distinct
    if not null and values.is_text and all(map(_names_for_certain, values.shapes)):
        return grid
    nothing = _nothing(grid.sheet.name, name)
    access = grid.sheet.name == "Access" and name in ONE
    words = nothing | _DITTO | (REST | ALL if access else frozenset())
    blank = [values.distinct.index(DATABASE_NULL)] if null else []
    wrong: dict[int, Wrong] = {}
    for code in _perhaps(values.distinct, words, every=access):
        value = values.distinct[code]
        # No such word alone holds a digit: most names that do need no comparing of words.
        if value in (0, "0") and not isinstance(value, bool) and name in ONE and not known("0"):
            blank.append(code)  # what a formula gives for an empty cell
        if not isinstance(value, str) or len(value) >= LONGEST:
            continue
        if value.isalpha():  # one plain word
            word = value.lower() if value.isascii() else naming.key(value)
            if word not in words:
                continue
        if naming.DIGIT.search(value) and len(value.split()) < 2:
            continue
        text = naming.trim(value)
        word = naming.key(text)
        ditto = naming.fold(text).replace(" ", "") in DITTO
        star = text == "*"  # a mark of no name elsewhere, of everyone as a user
        every = access and (star or word not in nothing) and _is_everyone(text, word, name)
        if not (ditto or every or word in nothing) or text in ERRORS:
            continue
        if known(naming.fold(text)) or (name == "User" and word in PEOPLE_TOO and text.isalpha()):
            continue
        if ditto or every:
            said = {"one": ONE[name], "sheet": f"{name}s"} if every else {}
            wrong[code] = Wrong(Refused(EVERYONE if every else DITTO_MARK, value=text, **said))
        else:
            blank.append(code)
    if wrong:
        values = values.marked(wrong)
        grid = grid.put(name, values)
    if not blank:
        return grid
    cells = grid.cells(name, np.isin(values.codes, blank))
    shown = [text_of(values.distinct[code]) for code in blank]
    findings.warn(
        cells[0],
        PLACEHOLDERS,
        others=cells[1:MOST],
        cells=counted(len(cells)),
        column=name,
        words=", ".join(f'"{word}"' for word in shown[:4]),
        where=first_of(cells),
    )
    gone = frozenset(blank)
    return grid.put(
        name, values.recoded([None if c in gone else v for c, v in enumerate(values.distinct)])
    )


def _perhaps(distinct: Sequence[object], words: frozenset[str], *, every: bool) -> list[int]:
    """The codes of values that may be one of those words, or begin with a word for `every`one;
    those of values that are no text too."""
    begins = frozenset(word[:SHORTEST] for word in EVERY) if every else frozenset()
    texts = [value if isinstance(value, str) else "" for value in distinct]
    codes = together.may_be(texts, words | begins | {"0"})
    keys = naming.keys([texts[code] for code in codes])
    return [
        code
        for code, word in zip(codes, keys, strict=True)
        if word in words or word in ("", "0") or word[:SHORTEST] in begins
    ]


SHORTEST = min(map(len, EVERY))
"""Letters of the shortest word for everyone."""


def _names_for_certain(shape: str) -> bool:
    """Whether texts of that shape are none of those words: they have a digit, and are one word."""
    return "0" in shape and shape != "0" and len(shape.split()) == 1


ONE = {"User": "person", "Device": "device"}
"""Column -> what one name of it stands for."""


def _is_everyone(text: str, word: str, column: str) -> bool:
    """Whether a name stands for all or for the rest: `all staff`, `everyone except Ann`,
    `all PCs in the lab`, `others`."""
    if word in REST or (column == "User" and (text == "*" or word in ALL)):
        return True
    parts = [naming.key(part) for part in text.split()]
    if len(parts) < 2 or parts[0] not in EVERY:
        return False
    rest = parts[1:]
    return column == "User" or not SEVERAL.isdisjoint(rest) or not BUT.isdisjoint(rest)


def _nothing(sheet: str, column: str) -> frozenset[str]:
    """The words that name nothing in that column; "" is a text of signs alone."""
    if (sheet, column) == ("Licenses", "For"):
        return NOTHING | ALL | {"", "any", "anyone", "anybody"}
    if column == "Device":
        return NOTHING | UNKNOWN | ALL_DEVICES | {""}
    return NOTHING | {""} | (UNKNOWN if column == "User" else frozenset())


LONGEST = 60
"""Characters of a longer text that is a name."""

MOST = 10_000
"""Cells that a note keeps."""
