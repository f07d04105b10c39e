"""Words of names that stand for several: a team, everybody, the rest; in the languages of
synonyms.py and compared as those are."""

from optimizer.domain.counting_words import DEVICES_OF_A_LIST, PEOPLE_OF_A_LIST
from optimizer.domain.names import keys_of

EVERY = keys_of(
    "all, every, everyone, everybody, each, alle, jeder, jede, jedes, sämtliche, tous, toutes, "
    "chaque, todos, todas, cada, tutti, tutte, ogni, iedereen, ieder, iedere, elke, tout"
)
"""First words of names such as `all nurses`, `everyone except Ann`."""

BUT = keys_of(
    "except, but, excluding, excl, without, apart, außer, ausser, ohne, bis auf, sauf, excepté, "
    "hormis, excepto, salvo, menos, eccetto, tranne, salvo, behalve, zonder, exceto"
)

REST = keys_of(
    "others, other users, other people, other staff, the rest, rest, the others, remaining, "
    "remaining users, remaining staff, everybody else, everyone else, and others, etc, and so on, "
    "andere, die anderen, alle anderen, übrige, die übrigen, sonstige, restliche, usw, autres, "
    "les autres, le reste, tous les autres, otros, otras, los demás, el resto, resto, altri, "
    "gli altri, il resto, ecc, anderen, overige, overigen, de rest, enz, outros, os outros"
)
"""Whole names for people or devices that are not named."""

GROUPS = keys_of(
    "team, teams, group, groups, grp, department, dept, dpt, crew, shift, squad, pool, staff, "
    "personnel, workforce, division, unit, class, course, Gruppe, Gruppen, Abteilung, Abt, "
    "Schicht, Mannschaft, Belegschaft, Personal, Kurs, Klasse, Bereich, Benutzergruppe, équipe, "
    "équipes, groupe, groupes, service, département, classe, equipo, grupo, grupos, "
    "departamento, dpto, plantilla, turno, squadra, gruppo, gruppi, reparto, classe, ploeg, "
    "groep, groepen, afdeling, personeel, klas, equipe, turma"
)
"""Words of a name that make it a group's."""

SEVERAL = (
    PEOPLE_OF_A_LIST
    | DEVICES_OF_A_LIST
    | keys_of(
        "pers, pax, etc, usw, ecc, enz, pcs, stk, stck, st, pzs, uds, units, pieces, members, "
        "seats, tablets, phones, "
        "kiosks, tills, Kassen, Terminals, Tablets, caisses, cajas, casse, kassa's, nurses, "
        "temps, guests, students, interns, trainees, Aushilfen, Azubis, Gäste, Schüler, Studenten, "
        "stagiaires, intérimaires, becarios, tirocinanti, stagisti, stagiairs, visitors, "
        "contractors, consultants, Besucher, Praktikanten, invités, "
        "visiteurs, visitantes, invitados, visitatori, ospiti, bezoekers, gasten, goście, gäster"
    )
)
"""Words that are several by themselves: `Lab PCs`, `12 pers.`, `Domain Users`."""
