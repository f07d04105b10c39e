"""What directories, inventories and personnel write of who is still there, in the languages of
synonyms.py and compared as those are."""

from optimizer.domain.names import keys_of

PLAIN_YES = (
    "yes, y, true, 1, x, ja, j, wahr, oui, o, vrai, sí, si, s, verdadero, vero, waar, sim, "
    "verdadeiro, tak, prawda, sant"
)
PLAIN_NO = (
    "no, n, false, 0, nein, falsch, non, faux, falso, nee, onwaar, não, "
    "nie, fałsz, nej, nei, falskt, falsk"
)

THERE = (
    "active, enabled, on, here, granted, permitted, in use, deployed, deployable, ready to deploy, "
    "assigned, employed, current, working, on leave, leave of absence, maternity leave, parental "
    "leave, sick leave, present, normal, live, production, ok, valid, open, joined, permanent, "
    "operational, ready, aktiv, aktiviert, in Benutzung, in Betrieb, angestellt, beschäftigt, "
    "eingestellt, beurlaubt, Elternzeit, produktiv, actif, activé, activée, en service, en poste, "
    "présent, en congé, en production, affecté, activo, activa, habilitado, habilitada, en uso, en "
    "servicio, empleado, alta, de alta, vigente, attivo, attiva, abilitato, abilitata, in uso, in "
    "servizio, in produzione, actief, ingeschakeld, in gebruik, in dienst, werkzaam, met verlof, "
    "on notice, notice given, onboard, on board, onboarded, installed, allowed, hired, staff, not "
    "disabled, not deleted, im Einsatz, im Dienst, tätig, nicht gesperrt, en activité, en "
    "fonction, embauché, installé, autorisé, en activo, contratado, instalado, in forza, in "
    "attività, assunto, installato, in functie, aangenomen, geïnstalleerd, ativo, ativa, em uso, "
    "em serviço, contratado, aktywny, aktywna, aktywne, włączony, włączone, w użyciu, zatrudniony, "
    "zatrudniona, aktiverad, aktiveret, aktivert, anställd, ansat, ansatt, i bruk, i brug, i drift"
)

GONE = (
    "left company, left the company, has left, no access, access removed, access revoked, "
    "no rights, "
    "kein Zugriff, aucun accès, sin acceso, nessun accesso, geen toegang, "
    "inactive, disabled, off, denied, refused, terminated, left, leaver, retired, spare, in stock, "
    "stock, stored, storage, archived, deleted, removed, disposed, scrapped, decommissioned, "
    "broken, lost, stolen, lost/stolen, defective, resigned, dismissed, departed, former, "
    "ex-employee, former employee, deprovisioned, suspended, blocked, locked, expired, unassigned, "
    "undeployable, end of life, withdrawn, returned, offboarded, deceased, inaktiv, deaktiviert, "
    "ausgeschieden, ausgetreten, gekündigt, gesperrt, Reserve, im Lager, Lager, ausgemustert, "
    "verschrottet, defekt, verloren, gestohlen, pensioniert, in Rente, Ruhestand, stillgelegt, "
    "außer Betrieb, archiviert, gelöscht, inactif, désactivé, désactivée, parti, partie, sorti, "
    "sortie, retraité, retraitée, démissionné, licencié, licenciée, suspendu, réserve, en stock, "
    "au stock, archivé, réformé, mis au rebut, rebut, perdu, volé, hors service, supprimé, "
    "inactivo, inactiva, deshabilitado, deshabilitada, desactivado, desactivada, baja, de baja, "
    "jubilado, jubilada, despedido, suspendido, reserva, en reserva, almacén, en almacén, "
    "retirado, averiado, perdido, robado, archivado, eliminado, inattivo, inattiva, disabilitato, "
    "disabilitata, disattivato, cessato, cessata, licenziato, dimesso, pensionato, in pensione, "
    "sospeso, scorta, di scorta, in magazzino, magazzino, dismesso, rotto, smarrito, rubato, "
    "archiviato, inactief, uitgeschakeld, uit dienst, vertrokken, ontslagen, gepensioneerd, met "
    "pensioen, geblokkeerd, reserve, op voorraad, in magazijn, magazijn, afgevoerd, afgeschreven, "
    "defect, gestolen, gearchiveerd, verwijderd, ex, gone, quit, fired, let go, laid off, "
    "redundant, off board, offboard, offboarding complete, past, past employee, previous employee, "
    "ex staff, no longer employed, no longer with us, no longer here, no longer in use, no longer "
    "used, not active, not in use, not employed, not enabled, unused, closed, cancelled, canceled, "
    "sold, donated, recycled, replaced, written off, in storage, in store, in reserve, "
    "deallocated, dead, revoked, powered off, ehemalig, ehemaliger, ehemalige, ehemals, verlassen, "
    "entlassen, abgemeldet, nicht aktiv, nicht in Benutzung, nicht mehr aktiv, nicht mehr da, "
    "nicht mehr im Unternehmen, ausgesondert, entsorgt, verkauft, ersetzt, eingelagert, départ, a "
    "quitté, quitté, ancien, ancienne, ancien employé, non actif, en retraite, plus en poste, "
    "cédé, vendu, jeté, recyclé, remplacé, cesado, cesada, cese, dado de baja, dada de baja, ex "
    "empleado, no activo, no activa, ya no trabaja, vendido, desechado, reemplazado, uscito, "
    "uscita, ex dipendente, non attivo, non attiva, non più in forza, venduto, rottamato, "
    "sostituito, niet actief, niet in gebruik, niet meer in dienst, uit dienst getreden, oud "
    "medewerker, verkocht, vervangen, vervallen, discontinued, end of sale, no longer sold, no "
    "longer available, unavailable, not available, obsolete, superseded, phased out, abgekündigt, "
    "nicht lieferbar, nicht mehr lieferbar, descatalogado, fuori produzione, niet leverbaar, "
    "inativo, inativa, desativado, desativada, historic, historical, non-operational, not "
    "operational, desligado, desligada, demitido, demitida, aposentado, aposentada, excluído, "
    "baixado, nieaktywny, nieaktywna, nieaktywne, wyłączony, wyłączone, zablokowany, zablokowane, "
    "usunięty, usunięte, zwolniony, zwolniona, wycofany, wycofane, inaktiverad, avaktiverad, "
    "avslutad, slutat, spärrad, pensionerad, kasserad, skrotad, deaktiveret, deaktivert, spærret, "
    "sperret, fratrådt, opsagt, sluttet, pensioneret, pensjonert, kasseret, kassert, skrotet"
)

BESIDE = (
    "employee, employees, user, account, staff, member, person, asset, device, computer, status, "
    "is, the, Mitarbeiter, Mitarbeiterin, Benutzer, Konto, Gerät, ist, utilisateur, compte, "
    "employé, salarié, usuario, cuenta, equipo, utente, dipendente, gebruiker, werknemer"
)
"""Words beside one of those that say no more: `Disabled user`."""


PLAIN = keys_of(f"{PLAIN_YES}, {PLAIN_NO}")
"""Words whose heading tells what they say."""

YES = keys_of(f"{PLAIN_YES}, {THERE}")
NO = keys_of(f"{PLAIN_NO}, {GONE}")
SAY_GONE = keys_of(GONE)
"""What alone, without a heading, tells that someone or something is no longer there."""

SAY_NO_MORE = keys_of(BESIDE)
