"""Headings that say how many: `Number of employees`, `Count of User`, `Nb d'utilisateurs`,
`Anzahl Mitarbeiter`. Words compare as those of synonyms.py do."""

import re
from functools import cache

from optimizer.domain.names import key, keys_of

_HOW_MANY = keys_of(
    "count, qty, quantity, total, sum, how, many, Anzahl, Anz, Zahl, Menge, Summe, Gesamtzahl, "
    "Gesamtanzahl, nombre, nbre, nb, somme, quantité, qté, effectif, cantidad, cant, suma, conteo, "
    "cuenta, conteggio, somma, quantità, aantal, som, hoeveelheid, quantidade, qtd, contagem, "
    "liczba, ilość, suma, antal, antall, summa"
)
"""Words that ask how many, whatever follows."""

_OR_WHICH = keys_of("number, no, nr, num, nro, n, Nummer, número, numero, numéro")
"""Words that ask how many or which: `No of users`, but `No user`."""

_AT_THE_END = keys_of("count, qty, quantity, total, size, Zahl, Anzahl")
"""Words that ask how many at the end: `Staff count`."""

_SMALL = keys_of(
    "of, the, in, per, a, all, each, group, team, row, line, von, der, den, pro, je, Gruppe, de, "
    "des, d, la, le, les, par, groupe, el, los, las, por, grupo, di, da, dei, degli, gruppo, "
    "van, het, groep, do, da, dos, das, w, na, av, af, per, pr, grupp, gruppe"
)
_OF = keys_of("of, von, der, de, des, d, di, dei, degli, van")

_UNITS = keys_of("seats, units, members, Stück, Einheiten, unités, unidades, unità, stuks")

_PEOPLE = keys_of(
    "users, people, persons, employees, heads, accounts, colleagues, workers, Personen, Leute, "
    "Köpfe, Angestellte, Konten, utilisateurs, personnes, employés, collaborateurs, salariés, "
    "agents, comptes, usuarios, personas, empleados, cuentas, utenti, persone, dipendenti, "
    "collaboratori, gebruikers, medewerkers, werknemers, personen, usuários, utilizadores, "
    "pessoas, funcionários, użytkowników, użytkownicy, pracowników, pracownicy, osób, osoby, "
    "användare, personer, medarbetare, anställda, brugere, brukere, medarbejdere, ansatte"
)
_PEOPLE_TOO = keys_of(
    "staff, headcount, personnel, user, member, employee, person, Benutzer, Nutzer, Anwender, "
    "Mitarbeiter, Mitarbeitende, MA"
)
_DEVICES = keys_of(
    "devices, computers, pcs, machines, workstations, laptops, notebooks, desktops, endpoints, "
    "terminals, clients, Geräte, Arbeitsplätze, Stationen, postes, ordinateurs, appareils, "
    "equipos, ordenadores, dispositivos, postazioni, dispositivi, apparaten, werkplekken, "
    "werkstations, computadores, equipamentos, komputerów, komputery, urządzeń, urządzenia, "
    "stanowisk, datorer, enheter, enheder, arbetsstationer, maskiner, computere"
)
_DEVICES_TOO = keys_of("device, computer, pc, machine, endpoint, Rechner, workstation")
_SERVERS = keys_of(
    "servers, instances, hosts, machines, vms, Instanzen, serveurs, servidores, instancias, istanze"
)
_LICENSES = keys_of(
    "licenses, licences, cals, Lizenzen, licencias, licenze, licenties, "
    "licenças, licencji, licencje, licenser, lisenser"
)

_COUNTED = {
    "Users": ("Count", _PEOPLE | _UNITS, _PEOPLE_TOO),
    "Devices": ("Count", _DEVICES | _UNITS, _DEVICES_TOO),
    "Servers": ("Count", _SERVERS | _UNITS, keys_of("server, instance, vm")),
    "Owned": ("Quantity", _LICENSES | _UNITS, keys_of("license, licence, cal")),
    "Assigned": ("Quantity", _LICENSES | _UNITS, keys_of("license, licence, cal")),
}
"""Sheet -> its column of how many, what the sheet counts as only several of them are called, and as
one of them may be called too: `Anzahl Benutzer`, but `Nr. Benutzer`."""


PEOPLE_OF_A_LIST, DEVICES_OF_A_LIST = _PEOPLE, _DEVICES
"""Words for several people, and for several devices."""


@cache
def column_of_how_many(title: str, sheet: str) -> str:
    """The sheet's column that a heading asks for if it asks how many people, devices or units each
    row stands for, else ""; whether numbers stand below it is the caller's to see."""
    if sheet not in _COUNTED:
        return ""
    column, several, or_one = _COUNTED[sheet]
    words = [word for word in map(key, re.split(r"[\W_\d]+", title)) if word]
    what = [word for word in words if word not in _SMALL]
    if not what:
        return ""
    first, rest, either = what[0], set(what[1:]), several | or_one
    linked = len(words) > 1 and words[1] in _OF
    found = (
        set(what) <= several
        or (first in _HOW_MANY and rest and rest <= either | _HOW_MANY)
        or (first in _OR_WHICH and rest and rest <= (either if linked else several))
        or (what[-1] in _AT_THE_END and rest and set(what[:-1]) <= either | _HOW_MANY)
    )
    return column if found else ""
