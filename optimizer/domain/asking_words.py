"""Headings that may say how many a row stands for, or whether it counts at all, and those of half a
name: too unsure to be read, too dear to be passed over. In the languages of synonyms.py and
compared as those are."""

import re
from collections.abc import Iterable
from functools import cache

from optimizer.domain.names import key, keys_of

_MANY = keys_of(
    "concurrent users, simultaneous users, peak users, unique users, named users, distinct users, "
    "gleichzeitige Benutzer, utilisateurs simultanés, usuarios simultáneos, utenti simultanei, "
    "gelijktijdige gebruikers, amount, amounts, n, x, size, volume, multiplier, multiple, times, "
    "strength, population, pop, "
    "hc, pax, stock, in stock, on hand, qty on hand, fleet, installed base, staff, personnel, "
    "workforce, crew, active users, active, needed, required, licenses, licences, cals, "
    "licenses needed, licenses required, licences needed, licences required, cals needed, "
    "cals required, users needed, fte, ftes, Benutzer, Nutzer, Anwender, Mitarbeiter, "
    "Mitarbeitende, MA, Belegschaft, Stärke, Größe, Betrag, Bestand, Umfang, Bedarf, Lizenzen, "
    "Lizenzbedarf, Köpfe, personnels, taille, montant, volume, besoin, licences nécessaires, "
    "plantilla, tamaño, importe, volumen, licencias, organico, dimensione, importo, fabbisogno, "
    "licenze, personeel, personeelsbestand, omvang, grootte, bedrag, behoefte, licenties, "
    "nos, ppl, cnt, nb pers, no staff, staff numbers, staff no, size of group, group strength, "
    "installed, deployed, number deployed, number installed, desks, stations, tills, kiosks, "
    "scanners, handhelds, tablets, workplaces, positions, posts, "
    "operators, drivers, nurses, doctors, teachers, students, pupils, guests, visitors, sales, "
    "engineers, technicians, clerks, managers, instances, weight, factor, copies, population size, "
    "effectifs, Arbeitsplätze, Kassen, Schüler, Studenten, Lehrer, Fahrer, Faktor, Plätze, postes, "
    "élèves, enseignants, facteur, puestos, alumnos, profesores, factor, postazioni, studenti, "
    "fattore, werkplekken, leerlingen, tamanho, montante, licenças, pessoal, efetivo, ilość, "
    "liczba, počet, määrä, members, no members, pers, persons, seats, assigned users, Mitglieder, "
    "Mitgliederzahl, membres, miembros, membri, leden, membros, medlemmar, medlemmer, członkowie, "
    "jäsenet, osoby, Anwenderzahl, sum, total, totals, Summe, Gesamt, totale, totaal, suma, razem, "
    "yhteensä, i alt, totalt"
)
"""Whole headings."""

_FULL_TIME = keys_of(
    "fte, ftes, headcount, vzä, vze, vzk, vollzeitäquivalente, vollzeitkräfte, etp, etpt, ejc, "
    "equivalents, équivalents, strength, heads, pax, Köpfe"
)
"""Words that say so anywhere in a heading."""

_NUMBER_OF = keys_of(
    "antal, antall, aantal, anzahl, liczba, ilość, osób, počet, lukumäärä, combien, cuántos, "
    "cuántas, quanti, quante, quantos, wieviel, wieviele, hoeveel, mange, många"
)
"""Words that say so but where a heading goes on with something that people or devices have."""

_HAD = re.compile(
    r"\b(?:monitor|(?:bild)?schirm|scherm|skärm|skærm|skjerm|bildskärm|écran|pantalla|ecrã|drucker|"
    r"printer|skriv|drukar|telefon|core|kern|kärn|kjern|rdzeni|cpu|prozessor|processor|procesor|"
    r"ram\b|[gmt]b\b|minne|pamięci|lizen[sz]|licen|licencj|lisens|tage?\b|dag|dni\b|dias\b|días|"
    r"giorni|stunde|uren\b|timm?(?:ar|er)\b|godzin|horas|ore\b|monat|måned|månad|miesi|maand|"
    r"jahre?\b|jaar|år\b|lat\b|kinder|kinderen|barn|børn|dzieci|log[io]n|logow|inlog|pålog|"
    r"anmeldung|zugriff|sitzung|session|sesji|verbindung|ticket|urlaub|semester|ferie|fehl)",
    re.IGNORECASE,
)
"""Beginnings of words for what is counted of a person, a device or an access, and is neither."""

_COUNTS = keys_of(
    "permissions, access right, access rights, access level, rights, Rechte, Zugriffsrecht, "
    "Zugriffsrechte, Berechtigungen, droit, droits, droits d'accès, permiso, permisos, derechos, "
    "permesso, permessi, diritti, rechten, toegangsrechten, permissão, permissões, "
    "access, has access, needs access, uses, used, in use, allowed, permitted, granted, "
    "authorised, authorized, approved, permission, Zugriff, hat Zugriff, nutzt, erlaubt, "
    "berechtigt, Berechtigung, accès, a accès, utilise, autorisé, acceso, tiene acceso, "
    "permitido, autorizado, accesso, ha accesso, consentito, autorizzato, toegang, heeft "
    "toegang, toegestaan, acesso, in scope, scope, include, included, included in plan, to "
    "include, keep, relevant, counts, counted, licensed, to be licensed, to license, needs "
    "license, needs licence, needs cal, need cal, license required, licence required, cal "
    "required, requires license, requires licence, requires cal, license needed, licence needed, "
    "cal needed, eligible, valid, available, orderable, on sale, gültig, verfügbar, lieferbar, "
    "bestellbar, valable, valide, disponible, válido, vigente, disponibile, valido, geldig, "
    "beschikbaar, leverbaar, berücksichtigen, berücksichtigt, einbeziehen, zählt, im Umfang, "
    "lizenzpflichtig, Lizenz nötig, Lizenz erforderlich, braucht Lizenz, CAL nötig, benötigt "
    "CAL, inclure, inclus, à inclure, concerné, pertinent, licence requise, à licencier, "
    "incluir, incluido, relevante, requiere licencia, includere, incluso, rilevante, richiede "
    "licenza, meenemen, meetellen, relevant, licentie nodig, incluso, licença necessária"
)
"""Headings whose No may leave a row out."""

REFUSED = keys_of(
    "none, nothing, deny, denied, refuse, refused, blocked, revoked, kein, keine, keines, nichts, "
    "verweigern, verweigert, verboten, gesperrt, entzogen, aucun, aucune, rien, refuser, refusé, "
    "ninguno, ninguna, denegar, denegado, nessuno, nessuna, negare, negato, geen, weigeren, "
    "geweigerd, nenhum, nenhuma, negar, negado"
)
"""What a right may say instead of No."""

_COUNTS_NOT = keys_of(
    "blocked, denied, forbidden, revoked, no access, gesperrt, verweigert, verboten, entzogen, "
    "bloqué, refusé, interdit, bloqueado, denegado, prohibido, bloccato, negato, vietato, "
    "geblokkeerd, geweigerd, verboden, "
    "expired, lost, returned, sold, transferred, cancelled, canceled, discontinued, abgelaufen, "
    "verloren, zurückgegeben, verkauft, storniert, abgekündigt, expiré, perdu, vendu, annulé, "
    "caducado, perdido, vendido, cancelado, scaduto, perso, venduto, annullato, verlopen, "
    "verkocht, geannuleerd, "
    "out of scope, exclude, excluded, to exclude, ignore, ignored, skip, remove, delete, drop, "
    "exempt, exempted, obsolete, duplicate, no license, no licence, no cal, no license needed, "
    "no cal needed, ausschließen, ausgeschlossen, ignorieren, streichen, löschen, entfällt, "
    "ausgenommen, befreit, keine Lizenz, Dublette, exclure, exclu, ignorer, à supprimer, exempté, "
    "doublon, excluir, excluido, ignorar, eliminar, exento, duplicado, escludere, escluso, "
    "ignorare, eliminare, esente, duplicato, uitsluiten, uitgesloten, negeren, verwijderen, "
    "vrijgesteld, dubbel, isento"
)
"""Headings whose Yes may leave a row out."""


_GIVEN = keys_of(
    "first name, firstname, given name, givenname, forename, fname, Vorname, Vornamen, Rufname, "
    "prénom, prenom, nombre, nombre de pila, nome, nome di battesimo, voornaam, primeiro nome, "
    "imię, jméno, förnamn, fornavn, etunimi"
)
_FAMILY = keys_of(
    "last name, lastname, surname, sn, family name, lname, name, Nachname, Familienname, Zuname, "
    "nom, nom de famille, apellido, apellidos, primer apellido, cognome, achternaam, familienaam, "
    "sobrenome, apelido, último nome, nazwisko, příjmení, efternavn, efternamn, etternavn, sukunimi"
)
"""Headings of the two halves of a person's name."""

_EITHER = keys_of("nombre, nome")


def halves(titles: Iterable[str]) -> tuple[str, str]:
    """The headings of the given name and of the family name among some, each "" where there is
    none."""
    found = {key(_bare(title)): title for title in reversed(list(titles))}
    given, family = ([word for word in found if word in words] for words in (_GIVEN, _FAMILY))
    return (found[given[-1]] if given else "", found[family[-1]] if family else "")


def may_be_whole(title: str) -> bool:
    """Whether the heading of a given name may be that of a whole name too."""
    return key(_bare(title)) in _EITHER


@cache
def asks_how_many(title: str) -> bool:
    """Whether a heading of people or devices may say how many a row stands for."""
    bare = _bare(title)
    parts = {key(part) for part in re.split(r"[\W_\d]+", title) if part}
    return (
        title.strip() in ("#", "Σ", "∑")
        or key(bare) in _MANY
        or not parts.isdisjoint(_FULL_TIME)
        or not (parts.isdisjoint(_NUMBER_OF) or _HAD.search(title))
    )


@cache
def asks_whether(title: str) -> bool | None:
    """The answer with which a heading may leave a row out: False for `In scope`, True for
    `Exclude`; None for any other heading."""
    word = key(_bare(title))
    if word in _COUNTS_NOT:
        return True
    return False if word in _COUNTS else None


def _bare(title: str) -> str:
    return re.sub(r"\s*[(\[{][^()\[\]{}]*[)\]}]\s*$", "", title)
