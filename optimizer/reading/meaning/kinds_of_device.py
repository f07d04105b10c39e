"""Words for a kind of device where its name belongs: `own`, `BYOD`, `laptop`. What stands beside
several users would be one device of all of them."""

from collections.abc import Mapping

from optimizer.domain import names as naming
from optimizer.domain.arrays import distinct
from optimizer.domain.problems import Findings, Message
from optimizer.domain.sheet_names import words
from optimizer.reading.cells import Refused, Wrong
from optimizer.reading.grid import Grid
from optimizer.reading.meaning import together
from optimizer.reading.wording import first_of

OWN_DEVICE = Message(
    "own-device",
    '"{value}" would be read as one device of {users} users.',
    "Name the device of each, or leave the cell blank where it is any device.",
)
KIND_OF_DEVICE = Message(
    "kind-of-device",
    '"{value}" is read as one device of {users} users ({cells}).',
    "Name the device of each, or leave the cell blank where it is any device.",
)


def _keys(listed: str) -> frozenset[str]:
    return frozenset(map(naming.key, words(listed)))


OWN = _keys(
    "own, own device, own pc, own laptop, own computer, his own, her own, their own, each own, "
    "each own laptop, each own pc, each own device, individual, byod, byo, bring your own, bring "
    "your own device, personal, personal device, personal pc, personal laptop, private, private "
    "device, private pc, private laptop, multiple, multiple devices, different, differs, yes, no, "
    "true, assigned, eigenes, eigener, eigenes Gerät, eigener PC, eigener Laptop, privat, "
    "privates Gerät, jeweils eigenes, ja, nein, propre, propre poste, personnel, poste personnel, "
    "privé, oui, propio, equipo propio, privado, proprio, dispositivo proprio, personale, privato, "
    "eigen, eigen apparaat, persoonlijk, privé, ja, nee"
)
KINDS = _keys(
    "laptop, laptops, notebook, desktop, desktop pc, pc, computer, workstation, terminal, thin "
    "client, zero client, mobile, mobile phone, phone, smartphone, tablet, ipad, iphone, android, "
    "mac, macbook, chromebook, windows, web, browser, web browser, vpn, citrix, vdi, rdp, remote, "
    "home, home office, home pc, office, office pc, company laptop, company pc, corporate laptop, "
    "company device, standard, standard pc, standard laptop, handheld, scanner, internet, Handy, "
    "Rechner, Arbeitsplatz, Arbeitsplatzrechner, Dienstlaptop, Dienstrechner, Firmenlaptop, "
    "Homeoffice, zu Hause, ordinateur, ordinateur portable, portable, poste, poste fixe, fixe, "
    "télétravail, ordenador, portátil, equipo, móvil, sobremesa, teletrabajo, portatile, "
    "cellulare, fisso, postazione, telelavoro, vaste pc, mobiel, thuis, thuiswerkplek, werkplek, "
    "shared, shared pc, shared computer, shared device, shared workstation, shared laptop, "
    "pool, loaner, loan laptop, hot desk, spare laptop, gemeinsam, Gemeinschafts-PC, Leihgerät, "
    "Poolgerät, partagé, poste partagé, PC partagé, compartido, equipo compartido, condiviso, "
    "PC condiviso, gedeeld, gedeelde pc, compartilhado, dator, komputer, delt pc, delad dator"
)


def told_apart(grid: Grid, grids: Mapping[str, Grid], findings: Findings) -> Grid:
    """Access, with such words as problems or notes where several users have them and no sheet
    Devices lists names."""
    if "Devices" in grids or not {"User", "Device"} <= grid.columns.keys():
        return grid
    values, users = grid.columns["Device"], grid.columns["User"]
    if all("0" in shape for shape in values.shapes):
        return grid  # every text has a digit
    wrong: dict[int, Wrong] = {}
    texts = [value if isinstance(value, str) else "" for value in values.distinct]
    for code in together.may_be(texts, OWN | KINDS):
        value, word = texts[code], naming.key(texts[code])
        if word not in OWN and word not in KINDS:
            continue
        if len(value) > LONGEST or naming.DIGIT.search(value):
            continue
        rows = (values.codes == code) & (users.codes >= 0)
        several = len(distinct(users.codes[rows]))
        if several < 2:
            continue
        if word in OWN:
            wrong[code] = Wrong(Refused(OWN_DEVICE, value=naming.trim(value), users=several))
        else:
            cells = grid.cells("Device", rows)
            findings.warn(
                cells[0],
                KIND_OF_DEVICE,
                others=cells[1:1000],
                value=naming.trim(value),
                users=f"{several:,}",
                cells=first_of(cells),
            )
    return grid.put("Device", values.marked(wrong)) if wrong else grid


LONGEST = 30
"""Characters of a longer text that is no such word."""
