"""Headings of all sorts for the columns that a plan hangs on: each is read as what it means, or is
named in a problem or a note. Never is the plan another one without a word of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from optimizer import api
from optimizer.domain.problems import WorkbookError
from tests.support.books import AS_OF, WINDOWS, write

SERVER = "Windows Server 2022"

DEVICE = (
    "Rechnername; Arbeitsplatz; PC-Name; Endgerät; Client; Inventarnummer; Gerätename; "
    "Computername; Hostname; Nom du poste; Nom de l'ordinateur; Ordinateur; PC; Poste de "
    "travail; Équipement; Appareil; Equipo; Nombre del equipo; Ordenador; Terminal; "
    "Dispositivo; Nome computer; Postazione; Apparaat; Apparaatnaam; Werkplek; Computernaam; "
    "Machine name; Workstation name; Endpoint; NetBIOS name; DNS name; Laptop; Asset name; "
    "Device name; CI name; Configuration item; System name; Source host; Client machine; From "
    "host; Client hostname; Workstation ID; cn; Kiosk; Tablet; Thin client; Computador; "
    "Máquina; Estação; PC Nr.; Machine ID; Asset; Host; Resource name; Managed device; Source "
    "computer; Client computer name; Calling station; Rechner-Nr.; Geräte-ID; Device ID; "
    "Endpoint name"
)

USER = (
    "Benutzername; Anwender; Mitarbeiter; Anmeldename; Kennung; Login; Nutzer; Person; Account; "
    "Utilisateur; Identifiant; Nom d'utilisateur; Salarié; Collaborateur; Compte; Agent; "
    "Usuario; Nombre de usuario; Cuenta; Empleado; Utente; Nome utente; Account utente; "
    "Dipendente; Gebruiker; Gebruikersnaam; Medewerker; Inlognaam; User name; User ID; "
    "UserPrincipalName; UPN; sAMAccountName; Logon name; Employee; Employee name; Staff; Full "
    "name; Display name; E-mail; Email address; Login name; Account name; AD account; Network "
    "ID; Worker; Usuário; Colaborador; Nome; Member; Caller; Subject; Principal; Identity; "
    "Primary user; Assigned to; Owner; Last logged on user"
)

COUNT = (
    "Anzahl; Anzahl Mitarbeiter; Anz. MA; Kopfzahl; Personen; Effectif; Nombre; Nb; Nb "
    "utilisateurs; Nombre de personnes; Cantidad; Nº de usuarios; N° utenti; Numero; Numero "
    "persone; Aantal; Aantal gebruikers; Quantity; Qty; Qty.; No. of users; Number; Total; "
    "Total users; Headcount; HC; FTE; Users; People; Members; Seats; Size; Group size; Staff "
    "count; # users; #Users; Population; Menge; Stück; Quantidade; Qtde; How many; Pers.; Count "
    "of users; User count; Sum; Sum of Count; Count of User; Employees; Headcount 2026; "
    "Mitarbeiterzahl; Teamgröße; Gruppengröße; Personalstärke; Bestand; Volume; Nos; Strength; "
    "Nr. of people; Number (people); Amount; Capacity"
)

DEVICE_COUNT = (
    "Anzahl; Anzahl Geräte; Stückzahl; Stk.; Quantité; Nb postes; Cantidad; Nº equipos; "
    "Quantità; Aantal; Qty; No. of PCs; Units; Number of devices; Total; Pcs; Count of devices; "
    "Installed; Bestand; In stock; Fleet; Quantity on hand; How many?; Volume; # PCs; Amount"
)

ACTIVE = (
    "Enabled|Yes|No; Enabled|True|False; Aktiv|Ja|Nein; Aktiv|x|; Active?|Y|N; Account "
    "status|Enabled|Disabled; Status|Working|Left; Employment status|Active|Terminated; "
    "Beschäftigungsstatus|aktiv|ausgeschieden; Konto deaktiviert|Nein|Ja; Disabled|False|True; "
    "Inactive|0|1; Statut|Présent|Parti; Situation|En poste|Sorti; Estado|Activo|Baja; "
    "Situación|Alta|Baja; Stato|In forza|Cessato; Status|In dienst|Uit dienst; Left "
    "company|no|yes; Leaver||yes; Leaver|No|Yes; Deleted|0|1; Locked|No|Yes; "
    "Archived|false|true; State|employed|resigned; HR status|A|T; Status code|1|0; Active "
    "flag|A|I; accountEnabled|TRUE|FALSE; userAccountControl|512|514; Employee "
    "Status|Aktiv|Inaktiv; On leave|No|Yes; Terminated||2024-05-01; Gone||x; Exit||yes; "
    "Ex-employee|no|yes; Still here|yes|no; Works here|yes|no; In scope|yes|no; Include|yes|no; "
    "Exclude||x; Count it|yes|no; Relevant|ja|nein; To license|yes|no; Needs CAL|yes|no; "
    "Obsolete|no|yes; Record status|Current|Historic; Lifecycle|Live|Retired; Status|OK|gone; "
    "Status|green|red; Status|🟢|🔴; Status|active|on notice; Employment|permanent|former; "
    "Ausgeschieden am||2024-01-31; Austritt||31.01.2024; Exit date||2024-01-31; Date de "
    "sortie||31/01/2024; Fecha de baja||31/01/2024; Data cessazione||31/01/2024; Datum uit "
    "dienst||31-01-2024; Last working day||2024-01-31; Leaving date||2024-01-31; Termination "
    "Date||2024-01-31; End date||2024-01-31; Account expires|Never|2024-01-31; Contract "
    "end||2024-01-31; Disabled on||2024-01-31; Deactivated||2024-01-31; Retired on||2024-01-31; "
    "Left on||2024-01-31; Departure||2024-01-31; Inactive since||2024-01-31; Deleted "
    "at||2024-01-31T10:00:00Z"
)

DEVICE_ACTIVE = (
    "Status|In use|Scrapped; Asset status|Deployed|Archived; Zustand|in Betrieb|ausgemustert; "
    "État|En service|Rebut; Estado|En uso|Retirado; Stato|In uso|Dismesso; Install "
    "Status|Installed|Retired; Operational status|Operational|Non-Operational; "
    "State|Active|Stock; Decommissioned|No|Yes; Disposed||2024-01-01; Disposal "
    "date||2024-01-01; Retirement date||2024-01-01; Lifecycle stage|In Use|End of Life; "
    "Compliance|Compliant|Retired; Substate|Available|Disposed; Lease status|Active|Returned; "
    "Sold||yes; Stolen||x; Lost|no|yes; Out of service||x; Hors service|non|oui; Mise au "
    "rebut||01/02/2024; Ausgemustert am||01.02.2024; Fecha de baja||01/02/2024; Spare|no|yes; "
    "In storage|no|yes; Location|HQ|Scrapped"
)

Sheets = dict[str, Any]


def devices() -> Iterator[tuple[str, Sheets, int]]:
    for head in DEVICE.split("; "):
        rows = [["User", head, "Server"], *([name, "pc1", SERVER] for name in ("ann", "bob", "cy"))]
        yield head, {"Access": rows}, 39


def users() -> Iterator[tuple[str, Sheets, int]]:
    for head in USER.split("; "):
        rows = [[head, "Device", "Server"], *(["ann", pc, SERVER] for pc in ("pc1", "pc2", "pc3"))]
        yield head, {"Access": rows}, 50


def counts() -> Iterator[tuple[str, Sheets, int]]:
    for sheet, column, heads, cost in (
        ("Users", "User", COUNT, 600),
        ("Devices", "Device", DEVICE_COUNT, 468),
    ):
        for head in heads.split("; "):
            rows = [[column, head], ["sales", 7], ["it", 5]]
            access = [[column, "Server"], ["sales", SERVER], ["it", SERVER]]
            yield head, {sheet: rows, "Access": access}, cost


def states() -> Iterator[tuple[str, Sheets, int]]:
    for sheet, column, states_, cost in (
        ("Users", "User", ACTIVE, 50),
        ("Devices", "Device", DEVICE_ACTIVE, 39),
    ):
        for head, yes, no in (each.split("|") for each in states_.split("; ")):
            rows = [[column, head], ["a1", yes], ["b2", no]]
            access = [[column, "Server"], ["a1", SERVER], ["b2", SERVER]]
            yield head, {sheet: rows, "Access": access}, cost


@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize("facts", [devices, users, counts, states])
def test_no_plan_is_another_without_a_word(facts: Any, part: int, tmp_path: Path) -> None:
    silent = []
    for head, sheets, right in [*facts()][part::4]:
        cost, said = outcome(write(tmp_path / "book.xlsx", {"Licenses": WINDOWS, **sheets}))
        if cost is not None and cost != right and head not in said:
            silent.append((head, cost, said))
    assert silent == []


def outcome(path: Path) -> tuple[object, str]:
    """The plan's cost, None where there is none, and all that is said."""
    try:
        plan = api.solve(path, as_of=AS_OF).plan
    except WorkbookError:
        return None, ""
    return plan.cost, " ".join(map(str, plan.warnings))
