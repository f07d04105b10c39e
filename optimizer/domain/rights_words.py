"""Words of headings that change what a license costs or how long it lasts: discounts, ends and
beginnings; in the languages of synonyms.py and compared as those are."""

import re

from optimizer.domain.names import key


def _words(listed: str) -> tuple[str, ...]:
    return tuple(key(word) for word in listed.split(","))


_DISCOUNT = _words(
    "discount, rebate, reduction, markdown, surcharge, markup, uplift, Rabatt, Nachlass, Skonto, "
    "Aufschlag, Zuschlag, remise, ristourne, rabais, réduction, descuento, rebaja, recargo, "
    "sconto, ribasso, maggiorazione, korting, toeslag, desconto"
)
_END = _words(
    "end, ends, ended, until, till, thru, expir, lapse, renew, terminat, anniversary, due, "
    "leaving, leaver, exit, departure, retire, Ende, endet, bis, Ablauf, abläuft, Verlänger, "
    "Austritt, kündig, fin, échéance, expiration, renouvel, sortie, départ, jusqu, vencimiento, "
    "caduc, hasta, renovación, baja, scade, scadenza, rinnovo, fine, fino, cessazione, einde, "
    "einddatum, verloop, verval, verleng, tot, uitdienst, validade, término, eol, eos"
)
_GONE = _words(
    "inactive, inactiv, deactivat, disabled, deleted, deletion, disposed, disposal, scrapped, "
    "decommission, retired, terminat, inaktiv, deaktiviert, gelöscht, entsorgt, ausgemustert, "
    "ausgeschieden, ausgetreten, stillgelegt, désactiv, supprim, rebut, réform, désactivation, "
    "inactivo, eliminado, retirad, disattiv, eliminato, dismess, dismission, uitgeschakeld, "
    "verwijderd, afgevoerd"
)
"""Words of a last day, whatever stands beside them: `Inactive since`."""

_NO_END = _words(
    "start, begin, from, since, purchase, bought, order, invoice, deliver, creat, acquir, "
    "activat, regist, issue, hire, birth, update, modif, chang, last, seen, report, export, log, "
    "check, review, audit, sync, session, logon, logoff, logout, shift, call, idle, connect, "
    "disconnect, Sitzung, Schicht, séance, sesión, sessione, sessie, password, "
    "warrant, lease, Kauf, Bestell, Rechnung, Liefer, "
    "angelegt, geändert, zuletzt, Geburt, Eintritt, ab, seit, Garantie, achat, command, factur, "
    "livr, créat, début, naissance, entrée, garantie, compra, pedido, factura, entrega, inicio, "
    "nacimiento, alta, acquisto, ordine, fattura, consegna, inizio, nascita, assunzione, aankoop, "
    "bestel, factuur, begin, geboorte, laatste, backlog, backup, patch, weekend, legend, gender, "
    "calendar, vendor, support, friend, backend, frontend, trend"
)


_BEGIN = _words(
    "start, begin, from, since, purchase, bought, order, invoice, deliver, acquir, activat, "
    "effective, valid, Kauf, Bestell, Rechnung, Liefer, ab, seit, Beginn, gültig, achat, command, "
    "factur, livr, début, depuis, compra, pedido, factura, entrega, inicio, desde, acquisto, "
    "ordine, fattura, consegna, inizio, dal, aankoop, bestel, factuur, begin, vanaf, lever"
)
_NEXT = _words(
    "next, upcoming, through, nächste, prochain, suivante, próxim, siguiente, prossim, volgend"
)
NOT_HELD = frozenset(
    _words(
        "trial, trial version, evaluation, eval, evaluation version, demo, nfr, not for resale, "
        "beta, preview, pending, ordered, on order, planned, requested, quoted, in procurement, "
        "not delivered, not yet delivered, backordered, transferred, test version, Testversion, "
        "Testlizenz, Evaluierung, bestellt, in Bestellung, geplant, angefordert, beantragt, "
        "übertragen, essai, version d'essai, évaluation, démo, commandé, en commande, prévu, "
        "demandé, transféré, prueba, de prueba, evaluación, pedido, planificado, solicitado, "
        "transferido, prova, di prova, valutazione, ordinato, in ordine, pianificato, richiesto, "
        "trasferito, proef, proefversie, evaluatie, besteld, in bestelling, gepland, aangevraagd, "
        "overgedragen"
    )
)
"""What a list of what is owned says of what is no right to use, or none yet."""


def says_begin(title: str) -> bool:
    """Whether a heading of days is of the first ones, from which something is owned: of none that
    is still to come, nor of a last one."""
    other = (*(word for word in _END if word != "due"), *_NEXT)  # a delivery may be due
    return _holds(title, _BEGIN) and not _holds(title, other)


def _holds(title: str, stems: tuple[str, ...]) -> bool:
    """Whether a word of the title is one of the stems, or begins with one of four letters."""
    words = [key(word) for word in re.split(r"[\W_\d]+", title)]
    return any(
        word == stem or (len(stem) > 3 and word.startswith(stem))
        for word in words
        for stem in stems
    )


def says_discount(title: str) -> bool:
    """Whether a heading is of what is taken off a price, or put on it."""
    return _holds(title, _DISCOUNT)


def says_end(title: str) -> bool:
    """Whether a heading of days is of the last ones."""
    return _holds(title, _GONE) or (_holds(title, _END) and not says_no_end(title))


def says_no_end(title: str) -> bool:
    """Whether a heading of days is of others than the last ones."""
    return _holds(title, _NO_END)
