"""What people call the columns of format 1 in Portuguese, Polish, Swedish, Danish and Norwegian:
the names of synonyms.py go before these where a sheet has both. Compared as those are."""

_USER = (
    "utilizador, nome de utilizador, nome de usuário, nome do usuário, funcionário, "
    "użytkownik, nazwa użytkownika, pracownik, osoba, nazwa konta, användare, användarnamn, "
    "användar-ID, kontonamn, medarbetare, anställd, bruger, brugernavn, bruker, brukernavn, "
    "medarbejder, kontonavn, ansatt"
)

_DEVICE = (
    "equipamento, nome do computador, nome do equipamento, nome do dispositivo, posto de trabalho, "
    "komputer, nazwa komputera, urządzenie, nazwa urządzenia, stacja robocza, dator, "
    "datornamn, enhetsnamn, arbetsstation, enhedsnavn, computernavn, maskin, "
    "maskine, arbejdsstation, datamaskin, arbeidsstasjon"
)

_DEVICE_PERHAPS = "enhet, enhed, stanowisko"
"""A device where nothing else is called one on Devices; elsewhere a department or a job as well,
which would be one device of all its people."""

_SERVER = (
    "nome do servidor, serwer, nazwa serwera, serwer docelowy, servernamn, "
    "servernavn, målserver, tjener"
)

_COUNT = "liczba, ilość, liczba sztuk, szt, sztuk, quantidade total, mängd, mængde, stykker"

_WHO = {
    "Active": "aktywny, aktywna, konto aktywne, konto włączone, stan, aktiverad, aktiveret, "
    "aktivert, i bruk, i brug, anställningsstatus",
    "From": "data de início, data de admissão, admissão, data rozpoczęcia, data zatrudnienia, "
    "zatrudniony od, od, anställningsdatum, från, startdato, ansættelsesdato, fra",
    "To": "data de saída, data de fim, data de término, data de demissão, fim do contrato, até, "
    "data zakończenia, data zwolnienia, zatrudniony do, do, koniec umowy, slutdatum, slutdag, "
    "sista dag, avslutad, slutdato, fratrædelsesdato, fratrådt, sidste dag, siste dag, sluttdato, "
    "til, till",
    "Department": "dział, wydział, avdelning, avdeling, kostnadsställe, omkostningssted",
    "Site": "localização, filial, lokalizacja, oddział, plats, kontor, lokation, sted",
}

_LICENSE = (
    "licença, nome da licença, licencja, nazwa licencji, nazwa, licens, licensnamn, licensnavn, "
    "lisens, benämning, betegnelse"
)

_PRICE = (
    "preço, preço unitário, preço de lista, preço líquido, preço por licença, custo, custo "
    "unitário, cena, cena jednostkowa, cena netto, cena katalogowa, koszt, pris, styckpris, "
    "listpris, nettopris, enhetspris, pris per styck, pris per licens, stykpris, enhedspris, "
    "listepris, pris pr stk, pris pr enhed, pris pr licens, kostnad, prezzo netto, precio neto, "
    "prix net, nettoprijs, catalogusprijs"
)

_PER = (
    "faturamento, faturação, periodicidade, okres rozliczeniowy, fakturering, fakturaperiod, "
    "betalning, betaling"
)

_UNTIL = (
    "validade, válido até, data de validade, expira em, ważne do, data ważności, wygasa, giltig "
    "till, utgår, förfaller, gyldig til, udløber, udløbsdato, utløper, utløpsdato"
)

_VERSION = "versão, wersja, utgåva, versjon"

_QUANTITY = (
    "quantidade, qtd, qtde, número de licenças, liczba, ilość, liczba licencji, szt, sztuk, antal, "
    "antal licenser, antall, antall lisenser"
)

_PRODUCT = "produto, aplicação, produkty, aplikacja, program, applikation"

_LAST_SEEN = (
    "último login, último logon, último início de sessão, ostatnie logowanie, ostatnio widziany, "
    "senaste inloggning, senast inloggad, senast sedd, seneste login, sidste login, sist pålogget, "
    "siste pålogging"
)

MORE_COLUMNS = {
    "Settings": {"Setting": "configuração, ustawienie, inställning, indstilling, innstilling"},
    "Users": {
        "User": f"{_USER}, namn, navn, nazwisko i imię, imię i nazwisko",
        "Type": "tipo de utilizador, rodzaj, användartyp, brugertype",
        "Count": f"{_COUNT}, antal personer, liczba osób, número de pessoas",
        **_WHO,
    },
    "Devices": {
        "Device": f"{_DEVICE}, namn, navn, nazwa, {_DEVICE_PERHAPS}",
        "Count": _COUNT,
        **_WHO,
    },
    "Servers": {
        "Server": f"{_SERVER}, namn, navn, nazwa",
        "Product": f"{_PRODUCT}, system operacyjny, operativsystem",
        "Count": _COUNT,
        "Cores": "rdzenie, liczba rdzeni, kärnor, antal kärnor, kerner, kjerner",
    },
    "Access": {
        "User": _USER,
        "Device": _DEVICE,
        "Server": _SERVER,
        "Product": _PRODUCT,
        "Last seen": _LAST_SEEN,
    },
    "Licenses": {
        "License": _LICENSE,
        "Version": _VERSION,
        "Price": _PRICE,
        "Per": _PER,
    },
    "Offers": {"License": _LICENSE, "Price": _PRICE, "Per": _PER},
    "Owned": {"License": _LICENSE, "Quantity": _QUANTITY, "Until": _UNTIL},
    "Assigned": {
        "License": _LICENSE,
        "User": _USER,
        "Device": _DEVICE,
        "Quantity": _QUANTITY,
    },
}
"""Sheet -> column -> its other names, by rank."""
