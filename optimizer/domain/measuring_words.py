"""Headings of numbers that are not how many people or devices a row stands for: numbers of
identity, measures, amounts, places; in the languages of synonyms.py and compared as those are."""

import re
from collections.abc import Sequence

from optimizer.domain.names import key


def _words(listed: str) -> frozenset[str]:
    return frozenset(key(word) for word in listed.split(","))


_OTHER = _words(
    "id, ids, nr, no, num, number, code, key, ref, badge, tag, serial, sn, uid, gid, sid, rid, "
    "uidnumber, ext, extension, phone, tel, telephone, mobile, fax, pin, room, floor, desk, "
    "building, zip, postcode, postal, plz, cost, costs, center, centre, account, ledger, "
    "price, salary, wage, rate, grade, level, band, age, year, years, month, day, days, hours, "
    "week, weeks, ram, memory, gb, mb, tb, ghz, mhz, disk, storage, cpu, cpus, core, cores, "
    "speed, size, score, rank, priority, percent, share, index, row, line, order, version, "
    "build, vlan, port, ip, latitude, longitude, height, width, weight, warranty, battery, "
    "health, uptime, mailbox, quota, logons, logins, sessions, flags, type, "
    "Nummer, Kennung, Kostenstelle, Raum, Etage, Telefon, Durchwahl, Preis, Gehalt, Alter, "
    "Jahr, Stunden, Speicher, numéro, matricule, téléphone, poste, étage, bureau, coût, âge, "
    "année, heures, mémoire, número, teléfono, planta, sala, despacho, coste, edad, año, "
    "horas, memoria, numero, telefono, piano, stanza, costo, età, anno, ore, telefoon, "
    "kamer, verdieping, kosten, leeftijd, jaar, uren, geheugen"
)


def may_be_how_many(title: str, values: Sequence[object]) -> bool:
    """Whether a column of numbers may say how many a row stands for: no word of its heading says
    another thing, and its values are small whole numbers that are not all different, as ids are,
    and no years."""
    words = re.split(r"[\W_\d]+|(?<=[a-z])(?=[A-Z])", title)
    if any(key(word) in _OTHER for word in words if word):
        return False
    numbers = [value for value in values if isinstance(value, (int, float))]
    whole = [value for value in numbers if float(value) == int(value)]
    if len(whole) < len(numbers) or any(not 0 <= value < LARGE for value in numbers):
        return False
    if numbers and all(1900 <= value <= 2100 for value in numbers):
        return False
    return len(numbers) < FEW or len({float(value) for value in numbers}) < len(numbers)


LARGE = 100_000
"""More people or devices than one row stands for."""

FEW = 8
"""Rows up to which counts may all differ by chance."""
