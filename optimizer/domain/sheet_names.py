"""What people and other systems call the sheets and settings of format 1, in the languages of
synonyms.py and compared as those are."""

from collections.abc import Sequence
from dataclasses import replace

from optimizer.domain.declarations import Setting, Sheet
from optimizer.domain.more_languages import MORE_COLUMNS
from optimizer.domain.synonyms import COLUMNS

SHEETS = {
    "Settings": "options, parameters, Einstellungen, Parameter, paramètres, réglages, "
    "configuración, ajustes, parámetros, impostazioni, parametri, instellingen",
    "Users": "user, user list, people, employees, staff, persons, headcount, accounts, "
    "user accounts, Benutzer, Benutzerliste, Nutzer, Anwender, Mitarbeiter, Personen, Personal, "
    "utilisateurs, liste des utilisateurs, employés, collaborateurs, personnel, salariés, "
    "usuarios, lista de usuarios, empleados, personas, utenti, elenco utenti, dipendenti, "
    "persone, gebruikers, gebruikerslijst, medewerkers, personeel",
    "Devices": "device, device list, computers, pcs, workstations, machines, endpoints, assets, "
    "clients, hardware, computer, Geräte, Geräteliste, Rechner, Arbeitsplätze, Arbeitsstationen, "
    "postes, postes de travail, ordinateurs, appareils, équipements, parc, equipos, ordenadores, "
    "dispositivos, dispositivi, postazioni, apparaten, computers en laptops, werkstations, "
    "werkplekken",
    "Servers": "server, server list, hosts, Serverliste, serveurs, liste des serveurs, "
    "servidores, server e servizi, elenco server, serverlijst",
    "Access": "accesses, access list, usage, uses, logons, log-ons, logins, sign-ins, sessions, "
    "connections, who uses what, Zugriff, Zugriffe, Zugriffsliste, Nutzung, Anmeldungen, accès, "
    "utilisation, connexions, acceso, accesos, uso, conexiones, accesso, accessi, utilizzo, "
    "toegang, gebruik, aanmeldingen",
    "Products": "product, product list, Produkte, produits, productos, prodotti, producten",
    "Families": "family, product families, Familien, familles, familias, famiglie, families list",
    "Licenses": "licences, license, licence, cals, price list, prices, license prices, "
    "license list, licence list, Lizenzen, Lizenzliste, Preisliste, Preise, licences et prix, "
    "liste de prix, tarifs, prix, licencias, lista de precios, precios, licenze, listino, "
    "listino prezzi, prezzi, licenties, prijslijst, prijzen",
    "Offers": "offer, quotes, quotations, Angebote, offres, devis, ofertas, cotizaciones, "
    "offerte, preventivi, aanbiedingen, offertes",
    "Owned": "owned licenses, owned licences, existing licenses, existing licences, "
    "current licenses, current licences, entitlements, inventory, license inventory, stock, "
    "holdings owned, Bestand, Lizenzbestand, vorhandene Lizenzen, licences possédées, "
    "inventaire, parc de licences, licencias adquiridas, inventario, licenze possedute, "
    "in bezit, licentiebestand, bestaande licenties",
    "Assigned": "assignments, assigned licenses, assigned licences, Zuweisungen, "
    "zugewiesene Lizenzen, affectations, attributions, asignaciones, assegnazioni, toewijzingen",
    "Timeline": "time line, changes, changes over time, calendar of changes, Zeitplan, "
    "Zeitachse, Zeitleiste, calendrier, chronologie, calendario, cronología, cronologia, "
    "tijdlijn, tijdschema",
    "Scenarios": "scenario, what-if, Szenarien, scénarios, escenarios, scenari, scenario's",
}
"""Sheet -> its other names."""

SETTINGS = {
    "Currency": "currency code, curr, ccy, currency of prices, Währung, Währungscode, devise, "
    "monnaie, moneda, divisa, valuta, munt",
    "As of": "as of date, start of plan, starting on, effective date, plan start, plan date, "
    "start date, starting date, first day, date, "
    "Stichtag, Planbeginn, Startdatum, Datum, date de début, date d'effet, à la date du, "
    "fecha de inicio, fecha, data di inizio, data inizio, data, begindatum, peildatum",
    "Orders": "order, ordering, order frequency, ordering frequency, order dates, order rhythm, "
    "Bestellungen, Bestellrhythmus, commandes, rythme des commandes, pedidos, frecuencia de "
    "pedidos, ordini, frequenza degli ordini, bestellingen, bestelfrequentie",
    "Access file": "file of accesses, Zugriffsdatei, fichier des accès, archivo de accesos, file "
    "degli accessi, toegangsbestand",
    "Users file": "file of users, Benutzerdatei, fichier des utilisateurs, archivo de usuarios, "
    "file degli utenti, gebruikersbestand",
    "Devices file": "file of devices, Gerätedatei, fichier des appareils, archivo de equipos, "
    "file dei dispositivi, apparatenbestand",
    "Horizon": "plan horizon, plan length, planning period, plan period, plan duration, years, "
    "planning horizon, plan years, horizon in years, number of years, Jahre, "
    "Horizont, Planungshorizont, années, durée, horizonte, años, orizzonte, anni, jaren, "
    "planningshorizon",
    "Discount rate": "discount, interest, cost of capital, interest rate, wacc, Diskontsatz, "
    "Diskontierungssatz, Zinssatz, "
    "Kalkulationszins, taux d'actualisation, taux, tasa de descuento, tasso di sconto, "
    "tasso di attualizzazione, disconteringsvoet, rentevoet",
    "Budget": "available budget, total budget, Budgetrahmen, budget disponible, presupuesto, "
    "budget disponibile, beschikbaar budget",
    "Access window": "access window in days, activity window, usage window, window, "
    "Zugriffsfenster, fenêtre d'accès, "
    "ventana de acceso, finestra di accesso, toegangsvenster",
    "Organization": "organisation, organization name, company name, Firma, société, empresa, "
    "azienda, organisatie",
    "Organization size": "organisation size, company size, size of the organization, "
    "full-time equivalents, fte, Unternehmensgröße, Organisationsgröße, taille de l'organisation, "
    "tamaño de la organización, dimensione dell'organizzazione, omvang van de organisatie",
    "Date order": "date format, order of dates, Datumsformat, Datumsreihenfolge, "
    "format de date, ordre des dates, formato de fecha, formato data, datumnotatie",
}
"""Setting -> its other names."""

WITHOUT = {
    ("Users", "Count"): "each row is one person",
    ("Users", "Active"): "every row counts",
    ("Devices", "Count"): "each row is one device",
    ("Devices", "Active"): "every row counts",
    ("Servers", "Count"): "each row is one server",
    ("Licenses", "Version"): "each license opens every version",
    ("Licenses", "Per"): "each price is paid once",
    ("Licenses", "Pack"): "each price is that of one license",
    ("Offers", "Per"): "each price is paid once",
    ("Offers", "Pack"): "each price is that of one license",
    ("Owned", "Until"): "everything is owned for good",
    ("Assigned", "Quantity"): "each row is as many units as the holder's Count",
}
"""(Sheet, column) -> what the sheet does where it lacks that column."""

OWN_SHEETS = (
    "Guide, Lists, Problems, Problems found, Summary, Negotiation, Notes, About, Sweep, "
    "What changed, Checks, Raw, Imported"
)
"""Sheets that this program writes beside the input sheets: read by nobody, and no word is lost on
them."""

RESULT_SHEETS = {
    "Purchases": "Over horizon",
    "User licenses": "Members",
    "Device licenses": "Members",
    "Server licenses": "Why",
    "Holdings": "Left over",
    "Coverage": "Covered by",
}
"""Sheets of a result that planners have of their own under the same name -> a header by which the
result's is known."""


def named_sheets(sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """The sheets in format 1's order, each with its other names and those of its columns."""
    return tuple(
        replace(
            sheet,
            order=order,
            synonyms=words(SHEETS.get(sheet.name, "")),
            columns=tuple(
                replace(
                    column,
                    synonyms=_names_of(sheet.name, column.name),
                    without=WITHOUT.get((sheet.name, column.name), ""),
                )
                for column in sheet.columns
            ),
        )
        for order, sheet in enumerate(sheets, 1)
    )


def named_settings(settings: Sequence[Setting]) -> tuple[Setting, ...]:
    """The settings, each with its other names."""
    return tuple(
        replace(setting, synonyms=words(SETTINGS.get(setting.name, ""))) for setting in settings
    )


def _names_of(sheet: str, column: str) -> tuple[str, ...]:
    several = (COLUMNS, MORE_COLUMNS)
    return tuple(name for each in several for name in words(each.get(sheet, {}).get(column, "")))


def words(listed: str) -> tuple[str, ...]:
    """The names of a list, separated by commas."""
    return tuple(word.strip() for word in listed.split(",") if word.strip())
