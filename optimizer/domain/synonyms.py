"""What people and other systems call the columns of format 1.

English, French, German, Spanish, Italian and Dutch, and the words of directories, device managers,
inventories and price lists. Words of a column stand by rank: where a sheet has several, the first
is read. They compare without case, accents, spaces and punctuation, so each stands here once.
"""

from optimizer.domain.active_headings import ACTIVE, INVERSE

_USER = (
    "user name, log-on name, logon name, login name, login, logon, log-on, sam account name, "
    "account name, account, user account, ad account, domain account, network id, inlognaam, "
    "primary user, user id, uid, user principal name, upn, e-mail, e-mail address, mail, user "
    "logon name, user e-mail, user mail, Benutzername, Benutzer, Anmeldename, Anmeldung, Kennung, "
    "Benutzerkennung, Benutzerkonto, Konto, Anwender, Nutzer, nom d'utilisateur, utilisateur, "
    "identifiant, compte, compte utilisateur, nombre de usuario, usuario, cuenta, nome utente, "
    "utente, account utente, gebruikersnaam, gebruiker, gebruikersaccount, employee, person, "
    "staff, member, colleague, Mitarbeiter, Mitarbeiterin, employé, collaborateur, salarié, agent, "
    "personne, empleado, persona, dipendente, collaboratore, worker, colaborador, colaboradora, "
    "medewerker, werknemer, persoon, assigned to, assigned user, user display name, display name, "
    "full name, employee name, user or group, group, Gruppe, groupe, grupo, gruppo, groep, team "
    "name, Anzeigename, vollständiger Name, nom complet, nom affiché, nombre completo, nome "
    "completo, nominativo, weergavenaam, volledige naam"
)

_DEVICE = (
    "host name, computer name, device name, ci name, system name, resource name, netbios name, "
    "machine name, workstation name, pc name, asset name, endpoint name, fqdn, dns name, dns host "
    "name, client name, client computer, client computer name, client machine, workstation id, "
    "machine id, client host name, source computer, source host, source workstation, computer, pc, "
    "workstation, work station, machine, endpoint, laptop, notebook, desktop, thin client, "
    "terminal, equipment, managed device, configuration item, Endgerät, Geräte-ID, Gerätenummer, "
    "Rechnernummer, PC-Nummer, computador, estação, estação de trabalho, Gerätename, Gerät, "
    "Geräte, Geraet, Geraetename, Rechnername, Rechner, Computername, Arbeitsplatz, "
    "Arbeitsstation, Arbeitsplatzrechner, Client, nom du poste, nom de l'ordinateur, nom de "
    "l'appareil, nom de machine, poste, poste de travail, ordinateur, appareil, périphérique, "
    "équipement, nombre del equipo, nombre del dispositivo, equipo, ordenador, computadora, "
    "dispositivo, puesto, puesto de trabajo, máquina, nome dispositivo, nome computer, nome "
    "macchina, postazione, postazione di lavoro, macchina, apparecchio, apparaatnaam, "
    "computernaam, apparaat, werkstation, werkplek, toestel, device id, asset, asset tag, asset "
    "number, asset id, inventory number, serial number, serial no, Inventarnummer, Seriennummer, "
    "numéro d'inventaire, numéro de série, número de serie, numero di serie, serienummer"
)

_COUNT = (
    "quantity, qty, pcs, stk, stck, number, seats, units, members, no, nr, nb, num, how many, "
    "Anzahl, Anz, Menge, Stück, Stückzahl, nombre, nbre, quantité, qté, cantidad, cant, número, "
    "n.º, nro, quantità, qtà, numero, aantal, hoeveelheid, quantidade, qtd, qtde, cantidade, "
    "antal, antall"
)
"""Of any kind of row; counting_words.py has headings such as `Number of users`."""

_PEOPLE = (
    f"{_COUNT}, headcount, head count, group size, team size, member count, persons, Personen, "
    "Kopfzahl, Personenzahl, Benutzerzahl, Benutzeranzahl, Mitarbeiterzahl, Mitarbeiteranzahl, "
    "Personenanzahl, Teamgröße, Gruppengröße, Personalstärke, effectif, total"
)

_DEVICES = f"{_COUNT}, Geräteanzahl, Gerätezahl, total"

_WHO = {
    "Active": f"{ACTIVE}, {INVERSE}",
    "License by": "licensed by, license per, lizenziert nach, Lizenz nach, licence par, "
    "licencia por, licenza per, licentie per",
    "From": "start date, start, starts, hire date, hired, joined, join date, joining date, "
    "employed since, valid from, active from, Eintritt, Eintrittsdatum, Startdatum, gültig ab, "
    "Beginn, ab, von, date d'entrée, date de début, date d'embauche, début, à partir du, "
    "fecha de alta, fecha de inicio, fecha de ingreso, desde, data di assunzione, data inizio, "
    "data di inizio, dal, in dienst, begindatum, vanaf",
    "To": "end date, end, ends, leave date, leaving date, leaving, date of leaving, date left, "
    "left on, left, left company, has left, leaver, exit date, exit, departure date, departure, "
    "date of departure, termination date, terminated on, terminated, last working day, last day, "
    "last day of work, resignation date, retirement date, retired on, retired, end of "
    "employment, employment end, employment end date, contract end, contract end date, end of "
    "contract, deleted on, deleted, deletion date, when deleted, date deleted, deactivated on, "
    "deactivated, deactivation date, disabled on, disabled, date disabled, decommissioned on, "
    "decommissioned, decommission date, disposed on, disposed, disposal date, removed on, "
    "removed, end of life, end of life date, valid to, valid until, active until, until, account "
    "expires, account expiration date, expires, expiry date, Austritt, Austrittsdatum, Austritt "
    "am, ausgetreten, ausgetreten am, ausgeschieden, ausgeschieden am, letzter Arbeitstag, "
    "letzter Tag, Vertragsende, befristet bis, deaktiviert am, gelöscht am, gekündigt zum, "
    "Kündigung zum, ausgemustert am, Enddatum, Ende, gültig bis, bis, date de sortie, date de "
    "fin, date de départ, date départ, parti, parti le, sorti, sorti le, dernier jour, fin de "
    "contrat, date de fin de contrat, désactivé le, supprimé le, fin, jusqu'au, fecha de baja, "
    "fecha baja, baja, fecha de salida, fecha salida, último día, fin de contrato, fecha de fin, "
    "fecha fin, hasta, data fine, data di fine, data uscita, data di uscita, ultimo giorno, fine "
    "contratto, data cessazione, data di cessazione, cessato, cessato il, al, uit dienst, datum "
    "uit dienst, uit dienst getreden, uit dienst per, uitdiensttreding, datum uitdiensttreding, "
    "laatste werkdag, einde contract, einde dienstverband, einddatum, tot, tot en met",
    "Same as": "same person as, same device as, alias of, account of, gleich wie, identisch mit, "
    "identique à, même que, igual que, lo stesso di, zelfde als",
    "Department": "dept, business unit, division, cost center, cost centre, Abteilung, "
    "Kostenstelle, Bereich, département, service, direction, centre de coûts, departamento, "
    "centro de coste, reparto, dipartimento, centro di costo, afdeling, kostenplaats",
    "Site": "location, office, office location, building, branch, plant, entity, Standort, Ort, "
    "Niederlassung, Werk, lieu, emplacement, site géographique, agence, entité, sede, ubicación, "
    "oficina, sito, ufficio, locatie, vestiging, kantoor",
}

_LICENSE = (
    "license name, licence, licence name, license title, sku title, sku name, product title, item "
    "name, item, article, product name, product, Lizenz, Lizenzname, Artikelbezeichnung, Artikel, "
    "Bezeichnung, Produkt, Produktname, nom de la licence, désignation, libellé, produit, "
    "licencia, nombre de la licencia, artículo, producto, licenza, nome licenza, articolo, "
    "prodotto, licentie, licentienaam, artikelomschrijving"
)

_PRICE = (
    "unit price, price per unit, price each, unit cost, cost, cost per unit, price per license, "
    "price per licence, license price, list price, net price, retail price, erp price, msrp, price "
    "per user, price per seat, Preis, Einzelpreis, Stückpreis, Listenpreis, Nettopreis, Preis pro "
    "Lizenz, Preis je Lizenz, Lizenzpreis, Kosten, prix, prix unitaire, prix unitaire ht, prix ht, "
    "prix par licence, prix de la licence, pu, pu ht, coût, coût unitaire, tarif, precio, precio "
    "unitario, precio por licencia, coste, costo, coste unitario, tarifa, prezzo, prezzo unitario, "
    "prezzo di listino, prezzo per licenza, prijs, stukprijs, eenheidsprijs, prijs per stuk, prijs "
    "per licentie, kostprijs, tarief"
)

_PER = (
    "billing, billing period, billing frequency, billing plan, billing cycle, payment, payment "
    "period, payment frequency, period, frequency, charged, charge period, price per, price "
    "period, Abrechnung, Abrechnungszeitraum, Zahlungsweise, Zahlungsintervall, Zeitraum, Turnus, "
    "facturation, période, périodicité, fréquence, période de facturation, facturación, periodo, "
    "período, periodicidad, frecuencia, fatturazione, periodicità, frequenza, facturering, "
    "facturatie, periode, frequentie"
)

_PACK = (
    "pack size, package size, package, units per pack, licenses per pack, licences per pack, "
    "quantity per pack, seats per pack, pack quantity, Packung, Packungsgröße, Paketgröße, Paket, "
    "Gebinde, Verpackungseinheit, VE, lot, taille du lot, quantité par lot, paquet, "
    "conditionnement, paquete, tamaño del paquete, unidades por paquete, lote, confezione, pezzi "
    "per confezione, pacchetto, verpakking, pakketgrootte, pakket, verpakkingseenheid"
)

_UNTIL = (
    "expires, expiry, expires on, expiry date, expiration, expiration date, end date, ends, end, "
    "valid until, valid to, valid through, subscription end, subscription end date, contract end, "
    "term end, gültig bis, Ablaufdatum, Ablauf, läuft ab, Enddatum, Ende, bis, Vertragsende, date "
    "de fin, fin, échéance, date d'échéance, date d'expiration, expire le, valable jusqu'au, fin "
    "de contrat, caduca, caducidad, fecha de caducidad, fecha de fin, fecha fin, vencimiento, "
    "fecha de vencimiento, válido hasta, hasta, scadenza, data scadenza, data di scadenza, data "
    "fine, valido fino al, verloopt, vervaldatum, einddatum, geldig tot, vervalt op"
)

_VERSION = (
    "release, product version, license version, version number, ver, Produktversion, "
    "Lizenzversion, Ausgabe, version du produit, versión, versión del producto, versione, versione "
    "prodotto, versie, productversie"
)

_FAMILY = (
    "product family, license family, family name, Familie, Produktfamilie, famille, famille de "
    "produits, familia, familia de productos, famiglia, famiglia di prodotti, productfamilie"
)

_QUANTITY = (
    "quantity owned, owned, owned quantity, qty, qty owned, count, number, units, seats, licenses "
    "owned, licences owned, number of licenses, number of licences, entitlements, entitled, "
    "entitled quantity, purchased, purchased quantity, total owned, stock, in stock, of licenses, "
    "of licences, of seats, of units, Anzahl, Menge, Stück, Stückzahl, Bestand, Anzahl Lizenzen, "
    "Lizenzanzahl, quantité, qté, nombre, nombre de licences, nb, nb licences, quantité possédée, "
    "cantidad, cant, número, número de licencias, existencias, quantità, qtà, numero, numero "
    "licenze, numero di licenze, aantal, aantal licenties, hoeveelheid, voorraad"
)

_SERVER = (
    "server name, server host name, target server, target, destination server, destination, remote "
    "server, session host, server fqdn, Zielserver, Servername, serveur, nom du serveur, serveur "
    "cible, servidor, nombre del servidor, servidor de destino, nome server, nome del server, "
    "server di destinazione, servernaam, doelserver"
)

_PRODUCT = (
    "products, product name, software, installed software, installed products, application, "
    "applications, app, workload, Produkt, Produkte, Produktname, Anwendung, Anwendungen, produit, "
    "produits, logiciel, logiciels, nom du produit, producto, productos, aplicación, prodotto, "
    "prodotti, applicazione, producten, productnaam, applicatie, toepassing"
)

_LAST_SEEN = (
    "last seen date, last seen on, last logon, last log-on, last logon date, last logon time, last "
    "logon timestamp, last login, last login date, last log in, last sign in, last sign in date, "
    "last sign in date time, last interactive sign in, last interactive sign in date, last "
    "activity, last activity date, last active, last used, last use, last access, last access "
    "date, last accessed, last check in, last contact, last connection, last connected, date last "
    "seen, most recent logon, letzte Anmeldung, letztes Login, letzter Zugriff, zuletzt gesehen, "
    "zuletzt verwendet, zuletzt angemeldet, letzte Aktivität, letzte Nutzung, dernière connexion, "
    "dernier accès, dernière activité, dernière utilisation, dernière ouverture de session, vu le, "
    "último acceso, última conexión, último inicio de sesión, última actividad, último uso, ultimo "
    "accesso, ultima connessione, ultimo utilizzo, ultima attività, laatste aanmelding, laatst "
    "gezien, laatste login, laatst gebruikt, laatste activiteit, laatste toegang"
)

_SINCE = (
    "start date, starts, starts on, since, valid from, active from, Startdatum, gültig ab, ab, "
    "seit, date de début, depuis, à partir du, fecha de inicio, desde, data inizio, data di "
    "inizio, dal, begindatum, vanaf, sinds"
)

_TILL = (
    "end date, ends, ended, ended on, ends on, until, valid until, valid to, active until, "
    "decommissioned on, decommission date, removed on, revoked on, Enddatum, Ende, gültig bis, "
    "bis, date de fin, fin, jusqu'au, fecha de fin, fecha fin, hasta, data fine, data di fine, "
    "fino al, einddatum, tot, tot en met"
)

COLUMNS = {
    "Settings": {
        "Setting": "settings, name, parameter, option, key, Einstellung, Einstellungen, Parameter, "
        "paramètre, réglage, parámetro, ajuste, configuración, impostazione, parametro, "
        "instelling",
        "Value": "values, Wert, valeur, valor, valore, waarde",
    },
    "Users": {
        "User": f"{_USER}, users, name, Name, nom, nombre, nome, naam",
        "Type": "user type, employee type, employment type, account type, person type, "
        "worker type, Typ, Benutzertyp, Beschäftigungsart, Mitarbeitertyp, type d'utilisateur, "
        "type de compte, type d'employé, tipo, tipo de usuario, tipo de empleado, tipo utente, "
        "tipo di utente, gebruikerstype, soort, type gebruiker",
        "Count": _PEOPLE,
        **_WHO,
    },
    "Devices": {
        "Device": f"{_DEVICE}, devices, name, nom, nombre, nome, naam",
        "Count": _DEVICES,
        **_WHO,
    },
    "Servers": {
        "Server": f"{_SERVER}, servers, host name, computer name, machine name, machine, vm name, "
        "vm, virtual machine, computer, fqdn, dns host name, name, nom, nombre, nome, naam",
        "Product": f"{_PRODUCT}, role, roles, operating system, os, os name, "
        "os according to the configuration file, os according to the vmware tools, guest os, "
        "guest operating system, server os, windows version, installed os, Betriebssystem, "
        "système d'exploitation, sistema operativo, besturingssysteem",
        "Count": _COUNT,
        "Cores": "core count, number of cores, of cores, cpu cores, physical cores, total cores, "
        "core, vcpu, vcpus, vcores, virtual cores, Kerne, Anzahl Kerne, Prozessorkerne, cœurs, "
        "coeurs, nombre de cœurs, núcleos, "
        "número de núcleos, core fisici, numero di core, kernen, aantal kernen",
        "Processors": "processor count, number of processors, of processors, cpus, cpu count, "
        "sockets, number of sockets, socket count, Prozessoren, Anzahl Prozessoren, CPU-Sockel, "
        "processeurs, nombre de processeurs, procesadores, número de procesadores, processori, "
        "numero di processori, processoren, aantal processoren",
        "Host": "physical host, vm host, host server, hypervisor, hypervisor host, esx host, "
        "esxi host, hyper-v host, parent host, runs on, physical server, Wirt, Wirtsserver, "
        "läuft auf, physischer Server, hôte, hôte physique, serveur hôte, serveur physique, "
        "anfitrión, servidor físico, host fisico, server fisico, fysieke host, fysieke server",
        "From": _SINCE,
        "To": _TILL,
        "One kind": "one kind of, single kind, licensing mode, eine Art, un seul type",
        "CAL mode cost": "server license cost, server licence cost, cost in CAL mode, server "
        "cost, Serverlizenz, coût du serveur",
        "Front end of": "front-end of, frontend of, stands in front of, proxy for",
    },
    "Access": {
        "User": _USER,
        "Device": _DEVICE,
        "Server": _SERVER,
        "Product": _PRODUCT,
        "Sessions": "session count, number of sessions, of sessions, logons, logins, log-ons, "
        "number of logons, of logons, logon count, login count, connections, connection count, "
        "visits, hits, sign-ins, usage count, Sitzungen, Anzahl Sitzungen, Anmeldungen, "
        "Anzahl Anmeldungen, connexions, nombre de connexions, nombre de sessions, sesiones, "
        "número de sesiones, conexiones, sessioni, numero di sessioni, connessioni, sessies, "
        "aantal sessies, aanmeldingen",
        "Last seen": _LAST_SEEN,
        "From": _SINCE,
        "To": _TILL,
        "Pairing": "pairs, paired, Zuordnung, appariement, emparejamiento, abbinamento",
        "Basis": "evidence, Grundlage, base légale, fundamento, fondamento, grondslag",
        "Purpose": "Zweck, finalité, objet, propósito, finalidad, scopo, finalità, doel",
        "Reason": "justification, Grund, Begründung, raison, motif, razón, motivo, motivazione, "
        "reden",
    },
    "Products": {
        "Product": _PRODUCT,
        "Family": f"{_FAMILY}, requires, required family, benötigt, requiert, requiere, richiede, "
        "vereist",
        "Version": _VERSION,
    },
    "Families": {
        "Family": _FAMILY,
        "Same holder": "same person, gleicher Inhaber, même titulaire, mismo titular, stesso "
        "titolare, zelfde houder",
        "Base": "base family, needs, on top of, requires, Basis, Basisfamilie, famille de base, "
        "familia base, "
        "famiglia di base, basisfamilie",
    },
    "Licenses": {
        "License": _LICENSE,
        "Metric": "license metric, licence metric, license type, licence type, cal type, "
        "licensed per, assigned to, type, Metrik, Lizenzmetrik, Lizenztyp, Lizenzart, métrique, "
        "type de licence, métrica, tipo de licencia, tipo, metrica, tipo di licenza, "
        "tipo licenza, metriek, licentietype, soort licentie",
        "Covers": f"family, families, {_FAMILY}, covered families, opens, grants, deckt ab, "
        "deckt, Abdeckung, couvre, cubre, copre, dekt",
        "Version": _VERSION,
        "For": "user type, user types, for type, for user type, für, für Benutzertyp, pour, "
        "pour type, para, voor",
        "Requires": "required license, prerequisite, setzt voraus, nécessite, requiere, richiede, "
        "vereist",
        "Price": _PRICE,
        "Per": _PER,
        "Term": "contract term, commitment, commitment term, term length, term duration, "
        "Laufzeit, Vertragslaufzeit, durée, durée d'engagement, plazo, duración, durata, "
        "looptijd, contractduur",
        "Pack": _PACK,
        "Minimum per server": "minimum cores per server, min per server, min cores per server, "
        "Minimum je Server, minimum par serveur, mínimo por servidor, minimo per server",
        "Minimum per processor": "minimum cores per processor, min per processor, "
        "min cores per processor, Minimum je Prozessor, minimum par processeur, "
        "mínimo por procesador, minimo per processore",
        "Activation": "needs activation, Aktivierung, activación, attivazione, activering",
    },
    "Offers": {
        "Offer": "offer name, quote, quote line, line item, Angebot, offre, devis, oferta, "
        "cotización, offerta, preventivo, aanbieding, offerte",
        "License": _LICENSE,
        "From license": "from licence, upgrade from, step-up from, renews, replaces, von Lizenz, "
        "ersetzt, depuis licence, remplace, de licencia, reemplaza, da licenza, van licentie",
        "Price": _PRICE,
        "Per": _PER,
        "Term": "contract term, commitment, commitment term, term length, term duration, "
        "Laufzeit, Vertragslaufzeit, durée, durée d'engagement, plazo, duración, durata, "
        "looptijd, contractduur",
        "Pack": _PACK,
        "From quantity": "tier from, tier start, tier quantity, from qty, starting quantity, "
        "volume from, ab Menge, ab Stück, Staffel ab, Staffelmenge, à partir de quantité, "
        "quantité à partir de, desde cantidad, a partir de, da quantità, a partire da, "
        "vanaf aantal, staffel vanaf",
        "Minimum": "min, minimum quantity, min quantity, min qty, minimum order, moq, "
        "Mindestmenge, Mindestabnahme, quantité minimale, quantité minimum, cantidad mínima, "
        "mínimo, quantità minima, minimo, minimumaantal",
        "Maximum": "max, maximum quantity, max quantity, max qty, Höchstmenge, Maximalmenge, "
        "quantité maximale, quantité maximum, cantidad máxima, máximo, quantità massima, "
        "massimo, maximumaantal",
        "Increase": "yearly increase, annual increase, price increase, uplift, annual uplift, "
        "Erhöhung, Preiserhöhung, augmentation, hausse annuelle, incremento, aumento, "
        "aumento annuo, verhoging, prijsverhoging",
        "Channel": "program, programme, purchase program, license program, contract type, Kanal, "
        "Programm, canal, canale, kanaal",
        "Supplier": "vendor, reseller, distributor, seller, Lieferant, Händler, fournisseur, "
        "revendeur, proveedor, fornitore, rivenditore, leverancier",
        "Part number": "part no, part, sku, mpn, manufacturer part number, item number, "
        "product code, Artikelnummer, Artikelnr, Teilenummer, référence, numéro d'article, "
        "referencia, número de pieza, codice articolo, codice prodotto, artikelcode",
        "Starts": "starting, begin, begins, Beginn, début, inicio, inizio, aanvang",
        "Valid from": "quote valid from, offer valid from, gültig ab, valable à partir du, "
        "válido desde, valido dal, geldig vanaf",
        "Valid until": "quote valid until, valid to, valid through, expires, expiry, expiry "
        "date, offer valid until, quote expires, price valid until, "
        "Angebot gültig bis, gültig bis, offre valable jusqu'au, valable jusqu'au, válido hasta, "
        "valido fino al, geldig tot",
    },
    "Owned": {
        "License": _LICENSE,
        "Quantity": _QUANTITY,
        "Until": _UNTIL,
        "SA until": "sa end, sa end date, sa expiry, sa expires, sa expiry date, "
        "software assurance until, software assurance end, software assurance end date, "
        "software assurance expires, sa coverage end, maintenance until, maintenance end, "
        "SA bis, SA-Ende, SA gültig bis, Wartung bis, fin SA, SA jusqu'au, fin de la SA, "
        "SA hasta, fin de SA, SA fino al, fine SA, SA tot, einde SA",
    },
    "Assigned": {
        "License": _LICENSE,
        "User": _USER,
        "Device": _DEVICE,
        "Quantity": "qty, count, number, units, assigned quantity, Anzahl, Menge, quantité, "
        "nombre, cantidad, número, quantità, numero, aantal",
        "Movable": "can move, reassignable, verschiebbar, déplaçable, movible, spostabile, "
        "verplaatsbaar",
    },
    "Timeline": {
        "From": "start, start date, date, day, on, effective, effective from, effective date, "
        "valid from, starting, ab, Datum, Startdatum, gültig ab, wirksam ab, date d'effet, à "
        "partir du, date de début, fecha, desde, fecha de inicio, data, dal, data inizio, "
        "vanaf, datum, ingangsdatum",
        "Change": "kind of change, type of change, what changes, Änderung, changement, "
        "modification, cambio, modifica, wijziging",
        "Target": "what, item, applies to, Ziel, cible, objetivo, obiettivo, doel",
        "Value": "new value, to, amount, Wert, neuer Wert, valeur, nouvelle valeur, valor, nuevo "
        "valor, valore, nuovo valore, waarde, nieuwe waarde",
    },
    "Scenarios": {
        "From": f"effective from, effective date, {_SINCE}",
        "Scenario": "scenario name, Szenario, scénario, escenario",
        "Change": "kind of change, Änderung, changement, modification, cambio, modifica, wijziging",
        "Target": "what, Ziel, cible, objetivo, obiettivo, doel",
        "Value": "new value, Wert, neuer Wert, valeur, nouvelle valeur, valor, nuevo valor, "
        "valore, nuovo valore, waarde",
    },
}
"""Sheet -> column -> its other names, by rank."""
