"""Headings of numbers that are not how many people or devices a row stands for: numbers of
identity, measures, amounts, places; in the languages of synonyms.py and compared as those are."""

import re
from collections.abc import Sequence

from optimizer.domain.counting_words import column_of_how_many
from optimizer.domain.names import key, keys_of

_OTHER = keys_of(
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
    another thing, and its values are small whole numbers, no years, that in a longer list are
    neither all different nor all the same."""
    words = [key(word) for word in re.split(r"[\W_\d]+|(?<=[a-z])(?=[A-Z])", title) if word]
    counts = any(column_of_how_many(title, sheet) for sheet in ("Users", "Devices"))
    if "%" in title or (not counts and any(map(_says_another, words))):
        return False
    numbers = [_whole(value) for value in values]
    if any(number is None or not 0 < number < LARGE for number in numbers):
        return False
    if numbers and all(1900 <= number <= 2100 for number in numbers if number is not None):
        return False
    # Ids are all different, flags and amounts all the same.
    return len(numbers) < FEW or 1 < len({*numbers}) < len(numbers)


def _says_another(word: str) -> bool:
    return word in _OTHER or any(len(stem) > 4 and stem in word for stem in _OTHER)


def _whole(value: object) -> int | None:
    if isinstance(value, str) and len(value) <= LONGEST and value.strip().isdecimal():
        return int(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return int(value) if value % 1 == 0 else None


LARGE = 100_000
"""More people or devices than one row stands for."""

LONGEST = 20
"""Signs of a text that may be such a number."""

FEW = 8
"""Rows up to which counts may all differ by chance."""
