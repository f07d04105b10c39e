"""Who is still there: the words of directories, inventories and personnel for Active, read into Yes
and No."""

from dataclasses import replace

import numpy as np

from optimizer.domain import names as naming
from optimizer.domain.problems import FOLD_AFTER, Cells, Findings, Message
from optimizer.domain.sheet_names import words
from optimizer.domain.synonyms import INVERSE
from optimizer.domain.tables import Bools
from optimizer.reading.cells import Refused, Wrong, text
from optimizer.reading.grid import Grid

STATUS_NOT_READ = Message(
    "status-not-read",
    'the column "{title}" is not read: none of its words ({words}) says who is still there.',
    "Write Yes and No into a column Active where rows are to be left out.",
)
UNKNOWN_STATUS = Message(
    "unknown-status",
    '"{value}" says neither that the row counts nor that it does not.',
    "Type Yes or No, or put a # before the column's name.",
)
LEFT_OUT = Message(
    "not-active",
    '{rows} left out with the accesses, since "{title}" says {words} ({cells}).',
)

YES = frozenset(
    map(
        naming.key,
        [
            "yes",
            "y",
            "true",
            "1",
            "x",
            "active",
            "enabled",
            "in use",
            "deployed",
            "assigned",
            "employed",
            "current",
            "working",
            "on leave",
            "leave of absence",
            "maternity leave",
            "parental leave",
            "sick leave",
            "present",
            "normal",
            "live",
            "production",
            "ok",
            "valid",
            "open",
            "joined",
            "permanent",
            "operational",
            "ready",
            "ja",
            "j",
            "wahr",
            "aktiv",
            "aktiviert",
            "in Benutzung",
            "in Betrieb",
            "angestellt",
            "beschäftigt",
            "eingestellt",
            "beurlaubt",
            "Elternzeit",
            "produktiv",
            "oui",
            "o",
            "vrai",
            "actif",
            "active",
            "activé",
            "activée",
            "en service",
            "en poste",
            "présent",
            "en congé",
            "en production",
            "affecté",
            "sí",
            "si",
            "s",
            "verdadero",
            "activo",
            "activa",
            "habilitado",
            "habilitada",
            "en uso",
            "en servicio",
            "empleado",
            "alta",
            "de alta",
            "vigente",
            "vero",
            "attivo",
            "attiva",
            "abilitato",
            "abilitata",
            "in uso",
            "in servizio",
            "in produzione",
            "waar",
            "actief",
            "ingeschakeld",
            "in gebruik",
            "in dienst",
            "werkzaam",
            "met verlof",
        ],
    )
)

NO = frozenset(
    map(
        naming.key,
        [
            "no",
            "n",
            "false",
            "0",
            "inactive",
            "disabled",
            "terminated",
            "left",
            "leaver",
            "retired",
            "spare",
            "in stock",
            "stock",
            "stored",
            "storage",
            "archived",
            "deleted",
            "removed",
            "disposed",
            "scrapped",
            "decommissioned",
            "broken",
            "lost",
            "stolen",
            "lost/stolen",
            "defective",
            "resigned",
            "dismissed",
            "departed",
            "former",
            "ex-employee",
            "former employee",
            "deprovisioned",
            "suspended",
            "blocked",
            "locked",
            "expired",
            "unassigned",
            "undeployable",
            "end of life",
            "withdrawn",
            "returned",
            "offboarded",
            "deceased",
            "nein",
            "falsch",
            "inaktiv",
            "deaktiviert",
            "ausgeschieden",
            "ausgetreten",
            "gekündigt",
            "gesperrt",
            "Reserve",
            "im Lager",
            "Lager",
            "ausgemustert",
            "verschrottet",
            "defekt",
            "verloren",
            "gestohlen",
            "pensioniert",
            "in Rente",
            "Ruhestand",
            "stillgelegt",
            "außer Betrieb",
            "archiviert",
            "gelöscht",
            "non",
            "faux",
            "inactif",
            "inactive",
            "désactivé",
            "désactivée",
            "parti",
            "partie",
            "sorti",
            "sortie",
            "retraité",
            "retraitée",
            "démissionné",
            "licencié",
            "licenciée",
            "suspendu",
            "réserve",
            "en stock",
            "au stock",
            "archivé",
            "réformé",
            "mis au rebut",
            "rebut",
            "perdu",
            "volé",
            "hors service",
            "supprimé",
            "falso",
            "inactivo",
            "inactiva",
            "deshabilitado",
            "deshabilitada",
            "desactivado",
            "desactivada",
            "baja",
            "de baja",
            "jubilado",
            "jubilada",
            "despedido",
            "suspendido",
            "reserva",
            "en reserva",
            "almacén",
            "en almacén",
            "retirado",
            "averiado",
            "perdido",
            "robado",
            "archivado",
            "eliminado",
            "inattivo",
            "inattiva",
            "disabilitato",
            "disabilitata",
            "disattivato",
            "cessato",
            "cessata",
            "licenziato",
            "dimesso",
            "pensionato",
            "in pensione",
            "sospeso",
            "scorta",
            "di scorta",
            "in magazzino",
            "magazzino",
            "dismesso",
            "rotto",
            "smarrito",
            "rubato",
            "archiviato",
            "onwaar",
            "nee",
            "inactief",
            "uitgeschakeld",
            "uit dienst",
            "vertrokken",
            "ontslagen",
            "gepensioneerd",
            "met pensioen",
            "geblokkeerd",
            "reserve",
            "op voorraad",
            "in magazijn",
            "magazijn",
            "afgevoerd",
            "afgeschreven",
            "defect",
            "verloren",
            "gestolen",
            "gearchiveerd",
            "verwijderd",
        ],
    )
)


def settled(grid: Grid, findings: Findings) -> Grid:
    """The grid with one column Active of Yes and No (bool): of several any No leaves a row out."""
    names = [name for name in grid.columns if name.split(" ")[0] == "Active"]
    if not names:
        return grid
    columns = {name: v for name, v in grid.columns.items() if name not in names}
    out = np.zeros(len(grid.rows), bool)
    for name in names:
        values, title = grid.columns[name], grid.titles.get(name, name)
        found = [_said(value, title) for value in values.distinct]
        if title != "Active" and found and all(each is None for each in found):
            shown = ", ".join(f'"{value}"' for value in values.distinct[:4])
            place = grid.place(name, grid.header)
            findings.warn(place, STATUS_NOT_READ, title=title, words=shown)
            continue
        for code, each in enumerate(found):
            if not isinstance(each, bool):
                _refuse(grid, name, code, each, findings)
        rows = np.isin(values.codes, [code for code, each in enumerate(found) if each is False])
        if rows.any() and title != "Active":
            _note(grid, name, title, rows, findings)
        out |= rows
        columns["Active"] = replace(
            columns.get("Active", values), codes=out.astype(np.int32), distinct=(True, False)
        )
    return replace(grid, columns=columns)


def _refuse(grid: Grid, name: str, code: int, each: Wrong | None, findings: Findings) -> None:
    value = grid.columns[name].distinct[code]
    refused = each.refused if each else Refused(UNKNOWN_STATUS, value=str(value))
    cells = grid.cells(name, grid.columns[name].codes == code)
    for number, place in enumerate(cells[: FOLD_AFTER + 1]):
        last = number == FOLD_AFTER
        findings.problem(
            place,
            refused.message.about(grid.titles.get(name, name)),
            others=cells[FOLD_AFTER + 1 :] if last else (),
            stands_for=len(cells) - FOLD_AFTER if last else 1,
            **refused.fields,
        )


def _said(value: object, title: str) -> bool | Wrong | None:
    """What a cell says: whether the row counts; None for an unknown word."""
    try:
        word = naming.key(text(value))
    except Refused as refused:
        return Wrong(refused)
    inverse = naming.key(title) in _INVERSE
    if word in YES:
        return not inverse
    if word in NO:
        return inverse
    return None


_INVERSE = frozenset(map(naming.key, words(INVERSE)))


def _note(grid: Grid, name: str, title: str, rows: Bools, findings: Findings) -> None:
    cells = grid.cells(name, rows)
    values = grid.columns[name]
    said = sorted({str(values.distinct[code]) for code in np.unique(values.codes[rows]).tolist()})
    findings.warn(
        cells[0],
        LEFT_OUT,
        others=cells[1:],
        rows="1 row is" if len(cells) == 1 else f"{len(cells):,} rows are",
        title=title,
        words=" or ".join(f'"{word}"' for word in said[:4]),
        cells=named(cells),
    )


def named(cells: Cells) -> str:
    """The first cells of a list, for a sentence."""
    return ", ".join(place.cell for place in cells[:4]) + (", ..." if len(cells) > 4 else "")
