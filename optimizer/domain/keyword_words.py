"""What people and price lists write for the format's keywords, in the languages of synonyms.py and
compared as those are."""

from functools import cache

from optimizer.domain.names import key

KEYWORD_WORDS = {
    "Once": "lifetime, life time, single, single payment, buy, one time fee, one-time, one "
    "time, once off, one-off, onetime, perpetual, upfront, up front, "
    "purchase, one time purchase, license, einmalig, einmal, dauerhaft, unbefristet, unique, "
    "une fois, en une fois, perpétuel, perpétuelle, achat, una vez, único, pago único, perpetua, "
    "perpetuo, una tantum, unico, eenmalig, eeuwigdurend",
    "Year": "yr, every year, annual subscription, yearly subscription, per user per year, "
    "per device per year, user/year, device/year, per user/year, license/year, jährl., /yr, "
    "yearly, annual, annually, per year, per annum, annum, a year, p.a., 1 year, one year, "
    "12 months, P1Y, jährlich, pro Jahr, je Jahr, Jahr, 1 Jahr, annuel, annuelle, annuellement, "
    "par an, an, année, 1 an, anual, anualmente, al año, por año, año, 1 año, annuale, "
    "annualmente, all'anno, per anno, anno, 1 anno, jaarlijks, per jaar, jaar, 1 jaar",
    "Month": "mo, mth, mtl., every month, monthly subscription, per user per month, per "
    "device per month, user/month, device/month, per user/month, license/month, monthly, per "
    "month, a month, 1 month, one month, P1M, monatlich, pro Monat, "
    "je Monat, Monat, mensuel, mensuelle, mensuellement, par mois, mois, mensual, mensualmente, "
    "al mes, por mes, mes, mensile, mensilmente, al mese, per mese, mese, maandelijks, per maand, "
    "maand",
    "User": "person, per person, UsrCAL, UCAL, CAL (user), user based, users, per user, user "
    "cal, named user, user license, user licence, Benutzer, "
    "pro Benutzer, je Benutzer, Benutzer-CAL, Nutzer, Anwender, utilisateur, utilisateurs, "
    "par utilisateur, cal utilisateur, usuario, usuarios, por usuario, cal de usuario, utente, "
    "utenti, per utente, cal utente, gebruiker, gebruikers, per gebruiker, gebruikers-cal",
    "Device": "PC, per PC, computer, machine, workstation, DvcCAL, DCAL, CAL (device), device "
    "based, devices, per device, device cal, device license, device licence, Gerät, Geräte, "
    "pro Gerät, je Gerät, Geräte-CAL, appareil, appareils, périphérique, poste, par appareil, "
    "par périphérique, par poste, cal périphérique, cal appareil, dispositivo, dispositivos, "
    "por dispositivo, equipo, cal de dispositivo, dispositivi, per dispositivo, cal dispositivo, "
    "apparaat, apparaten, per apparaat, apparaat-cal",
    "Server": "servers, per server, server license, server licence, pro Server, je Server, "
    "serveur, par serveur, servidor, por servidor, per il server",
    "Core": "cores, per core, core license, core licence, pro Kern, je Kern, Kern, Kerne, cœur, "
    "par cœur, cœurs, núcleo, por núcleo, núcleos, per core fisico, kern, kernen, per kern",
    "Organization": "organisation, organization-wide, organisation-wide, company, enterprise-wide, "
    "Unternehmen, unternehmensweit, entreprise, organización, empresa, organizzazione, azienda, "
    "organisatie, bedrijf",
    "Either": "both, any, user or device, beides, egal, beide, les deux, ambos, cualquiera, "
    "entrambi, qualsiasi, allebei",
    "Administration": "admin, administrator, administrative, administrators, Verwaltung, "
    "administración, amministrazione, beheer",
    "Exempt": "exempted, exemption, no license needed, befreit, ausgenommen, exempté, exento, "
    "esente, vrijgesteld",
    "Own": "own device, one to one, 1:1, eigenes, eigen, propre, propio, proprio",
    "Every": "all, each, alle, tous, todos, tutti",
    "Now": "immediately, today, sofort, jetzt, maintenant, ahora, subito, adesso, nu",
    "At expiry": "on expiry, at renewal, at expiration, bei Ablauf, à l'échéance, al vencimiento, "
    "alla scadenza, bij verval",
    "Price": "new price, set price, Preis, neuer Preis, prix, nouveau prix, precio, nuevo precio, "
    "prezzo, nuovo prezzo, prijs, nieuwe prijs",
    "Price factor": "price multiplier, multiply price, Preisfaktor, facteur de prix, factor de "
    "precio, fattore di prezzo, prijsfactor",
    "Count": "headcount, new count, number, quantity, Anzahl, nombre, cantidad, numero, aantal",
    "Count factor": "count multiplier, multiply count, Anzahlfaktor, facteur de nombre",
    "Owned": "owned quantity, quantity owned, stock, Bestand, possédé, en propiedad, posseduto",
    "Without license": "without licence, no license, no licence, remove license, drop license, "
    "ohne Lizenz, sans licence, sin licencia, senza licenza, zonder licentie",
    "Without offer": "no offer, remove offer, drop offer, ohne Angebot, sans offre, sin oferta, "
    "senza offerta, zonder aanbieding",
    "Without channel": "no channel, remove channel, ohne Kanal, sans canal, sin canal",
    "Product": "new product, products, upgrade, Produkt, produit, producto, prodotto",
    "Horizon": "years, Horizont, horizonte, orizzonte",
    "Discount rate": "interest rate, Diskontsatz, taux d'actualisation, tasso di sconto",
    "Yearly": "every year, annual, annually, per year, jährlich, annuel, anual, annuale, jaarlijks",
    "Quarterly": "every quarter, per quarter, quarter, vierteljährlich, trimestriel, "
    "trimestral, trimestrale, "
    "per kwartaal",
    "DMY": "dd/mm/yyyy, d/m/y, day month year, tt.mm.jjjj, jj/mm/aaaa, dd/mm/aaaa, gg/mm/aaaa, "
    "dd-mm-jjjj",
    "MDY": "mm/dd/yyyy, m/d/y, month day year, us",
}
"""Keyword -> the words that are read as it."""


@cache
def keyword_words() -> dict[str, frozenset[str]]:
    """Keyword -> the folded words that are read as it."""
    return {
        keyword: frozenset(key(word) for word in words.split(","))
        for keyword, words in KEYWORD_WORDS.items()
    }
