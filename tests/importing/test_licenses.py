"""Texts of price lists, statements and license servers -> licenses, what is owned and by whom."""

import pytest

from optimizer.catalogue import lookup as catalogue
from optimizer.domain.problems import Findings
from optimizer.importing.accesses.registers import Record, Registers
from optimizer.importing.licenses import Licensed, licensed, named


@pytest.mark.parametrize(
    ("text", "license", "metric", "covers"),
    [
        ("Windows Server 2022 CAL - 1 User", "Windows Server User CAL 2022", "User", "Windows Server"),
        ("WinSvr 2019 DCAL", "Windows Server Device CAL 2019", "Device", "Windows Server"),
        ("WinSvrCAL 2019 SNGL DvcCAL", "Windows Server Device CAL 2019", "Device", "Windows Server"),
        ("Remote Desktop Services 2022 CAL per device", "Remote Desktop Device CAL 2022", "Device", "Remote Desktop"),
        ("Exchange Server Enterprise 2019 User CAL", "Exchange Enterprise User CAL 2019", "User", "Exchange Enterprise"),
        ("Exchange Server Standard 2019 User CAL", "Exchange Standard User CAL 2019", "User", "Exchange Standard"),
        ("SQL Server 2012r2 Device Client Access License", "SQL Server Device CAL 2012 R2", "Device", "SQL Server"),
        ("Skype for Business SE User CAL subscription", "Skype Standard User CAL Current", "User", "Skype Standard"),
    ],
)  # fmt: skip
def test_what_a_text_names(text: str, license: str, metric: str, covers: str) -> None:
    found = named(text)
    shown = ("", "", "") if found is None else (found.license, found.metric, found.covers)
    assert shown == (license, metric, covers)


@pytest.mark.parametrize(
    "text",
    [
        "Windows Server 2022 Standard 16 core",  # no access license
        "Windows Server CAL 2022",  # neither of people nor of devices
        "Windows Server User CAL",  # of no version
        "Photo editor User CAL 2022",  # of no family
        "",
    ],
)
def test_what_is_no_access_license_names_none(text: str) -> None:
    assert named(text) is None


def test_a_version_beside_the_text_counts() -> None:
    found = named("Windows Server User CAL", "2016")
    assert found is not None
    assert (found.license, found.version) == ("Windows Server User CAL 2016", "2016")


def test_a_suite_covers_what_the_catalogue_says() -> None:
    found = named("Core CAL User 2022")
    assert found is not None
    assert (found.license, found.version) == ("Core CAL Suite User", "")
    (row,) = [
        r for r in catalogue.rows("licenses") if r["license"].startswith("Core CAL Suite User")
    ]
    assert found.covers == row["covers"]


def of(
    illustrative: bool = False, findings: Findings | None = None, **registers: list[Record]
) -> Licensed:
    """The rows, everybody being called as the records do; nobody uses the device "old"."""
    found = Registers(**registers)  # type: ignore[arg-type]
    return licensed(
        found,
        illustrative=illustrative,
        holder=lambda user, device: (user, "" if device == "old" else device),
        findings=Findings() if findings is None else findings,
    )


PACK = {"license": "User CAL", "version": "Windows Server 2022", "key": "7", "quantity": "20"}


def test_packs_of_a_license_server_are_owned_and_those_issued_assigned() -> None:
    """Per-user ones sit with people, though a device is named."""
    issued: list[Record] = [
        {"key": "7", "user": "ann", "device": "pc"},
        {"key": "7", "user": "ann", "device": ""},
        {"key": "7", "user": "", "device": "pc"},
        {"key": "9", "user": "bob", "device": ""},
    ]
    found = of(owned=[PACK], issued=issued)
    assert found.owned == [{"License": "Remote Desktop User CAL 2022", "Quantity": 20, "Until": ""}]
    assert found.assigned == [
        {"License": "Remote Desktop User CAL 2022", "User": "ann", "Device": "", "Quantity": 2}
    ]
    assert found.licenses == [
        {
            "License": "Remote Desktop User CAL 2022",
            "Metric": "User",
            "Covers": "Remote Desktop",
            "Version": "2022",
            "Activation": "Yes",
        }
    ]
    assert found.dropped == {
        ("", "of a pack that no export tells"): 1,
        ("", "its holder uses no server"): 1,  # a user's license that names no user
    }


def test_units_of_one_end_add_up_and_what_never_ends_has_none() -> None:
    text = "Windows Server 2022 User CAL"
    owned: list[Record] = [
        {"license": text, "quantity": "5", "until": "2027-06-30T00:00"},
        {"license": text, "quantity": "1,000.00", "until": "2027-06-30"},
        {"license": text, "quantity": "3", "until": "2036-01-01"},
    ]
    assert of(owned=owned).owned == [
        {"License": "Windows Server User CAL 2022", "Quantity": 3, "Until": ""},
        {"License": "Windows Server User CAL 2022", "Quantity": 1005, "Until": "2027-06-30"},
    ]


@pytest.mark.parametrize(
    ("record", "why"),
    [
        (
            {"license": "Built-in TS Per Device CAL 2022", "quantity": "20"},
            "what every license server has",
        ),
        ({"license": "Windows Server 2022 User CAL", "quantity": "0"}, "none of them"),
        ({"license": "Windows Server 2022 User CAL", "quantity": "many"}, "no quantity"),
        ({"license": "Windows Server 2022 User CAL", "quantity": "1.5"}, "no quantity"),
        ({"license": "Visio 2022", "quantity": "4"}, "no access license"),
    ],
)
def test_what_is_no_stock_is_counted_by_its_reason(record: Record, why: str) -> None:
    found = of(owned=[{**record, "file": "3", "rows": "2"}])
    assert (found.owned, found.licenses) == ([], [])
    assert found.dropped == {("3", why): 2}


@pytest.mark.parametrize(
    ("quantity", "units"),
    [("1.250", 1250), ("1,250", 1250), ("1 250", 1250), ("1.250,00", 1250), ("25.0", 25)],
)
def test_a_quantity_with_thousands_marked_is_whole(quantity: str, units: int) -> None:
    """A count of licenses has no fraction of three digits, in whatever culture it is written."""
    (row,) = of(owned=[{"license": "Windows Server 2022 User CAL", "quantity": quantity}]).owned
    assert row["Quantity"] == units


def test_what_is_taken_back_is_taken_off_and_alike_rows_are_purchases_of_their_own() -> None:
    text = "Windows Server 2022 User CAL"
    (row,) = of(
        owned=[
            {"license": text, "quantity": "50", "rows": "2"},
            {"license": text, "quantity": "-20"},
        ]
    ).owned
    assert row["Quantity"] == 80
    findings = Findings()
    assert of(findings=findings, owned=[{"license": text, "quantity": "-20"}]).owned == []
    (note,) = map(str, findings.warnings)
    assert 'come to -20 of "Windows Server User CAL 2022": more is taken back' in note


def test_a_pack_number_that_two_servers_have_tells_no_license() -> None:
    other: Record = {**PACK, "license": "Device CAL", "file": "1"}
    found = of(owned=[PACK, other], issued=[{"key": "7", "user": "ann", "device": "pc"}])
    assert found.assigned == []
    assert found.dropped == {("", "of a pack that two servers have"): 1}


def test_software_assurance_without_a_last_day_is_told() -> None:
    findings = Findings()
    text = "Windows Server 2022 User CAL"
    of(findings=findings, owned=[{"license": text, "quantity": "50", "sa": "1.030"}])
    assert f'1,030 of "{text}" have active Software Assurance' in str(findings.warnings[0])


def test_countries_add_up_where_no_row_is_their_total() -> None:
    one, other = "Windows Server 2022 User CAL", "Windows Server 2022 Device CAL"
    found = of(
        owned=[
            {"license": one, "quantity": "60", "kind": "Germany"},
            {"license": one, "quantity": "40", "kind": "France"},
            {"license": other, "quantity": "9", "kind": "All Countries"},
            {"license": other, "quantity": "9", "kind": "Germany"},
        ]
    )
    assert [row["Quantity"] for row in found.owned] == [9, 100]
    assert found.dropped == {("", "part of a total"): 1}


def test_a_quantity_that_is_not_read_and_stock_of_two_files_are_told() -> None:
    text = "Windows Server 2022 User CAL"
    findings = Findings()
    found = Registers(
        owned=[
            {"license": text, "quantity": "5", "file": "0"},
            {"license": text, "quantity": "5", "file": "1"},
            {"license": text, "quantity": "some", "file": "1"},
        ],
        files={"0": "old.csv", "1": "new.csv"},
    )
    licensed(
        found, illustrative=False, holder=lambda user, device: (user, device), findings=findings
    )
    assert [str(note) for note in findings.warnings] == [
        "new.csv: tells what is owned, as old.csv does: what both tell is added up. If the one is "
        "an older export of the same, leave it out.",
        'new.csv: has the quantity "some" of "Windows Server 2022 User CAL", which is not read; '
        "nothing is owned by it. Add the row on Owned, or correct the export.",
    ]


@pytest.mark.parametrize(
    ("term", "billing", "per", "months", "words"),
    [
        ("", "", "Once", None, "perpetual"),
        ("P1Y", "Annual", "Year", 12, "a year"),
        ("P3Y", "Monthly", "Month", 36, "a month"),
        ("P3Y", "Upfront", "Once", 36, "paid at once"),
        ("P1M", "Monthly", "Month", 1, "a month"),
    ],
)
def test_an_offer_of_a_price_list(
    term: str, billing: str, per: str, months: int | None, words: str
) -> None:
    record = {
        "product": "Windows Server 2022", "license": "1 User CAL", "price": "$ 41,50", "term": term,
        "per": billing, "part": "DG7", "supplier": "Acme", "currency": "usd",
    }  # fmt: skip
    found = of(offers=[record])
    assert found.offers == [
        {
            "Offer": f"1 User CAL, {words} (DG7)",
            "License": "Windows Server User CAL 2022",
            "Price": 41.5,
            "Per": per,
            "Term": months,
            "Supplier": "Acme",
            "Part number": "DG7",
            "Channel": "CSP",
        }
    ]
    assert found.currencies == ("USD",)
    assert [row["License"] for row in found.licenses] == ["Windows Server User CAL 2022"]


def test_an_offer_without_a_price_is_passed_over() -> None:
    found = of(offers=[{"product": "Windows Server 2022", "license": "1 User CAL", "price": ""}])
    assert (found.offers, found.dropped) == ([], {("", "no price"): 1})


@pytest.mark.parametrize(
    ("price", "amount"),
    [("1.234,50", 1234.5), ("1,234.50", 1234.5), ("€ 99", 99.0), ("1 234,5", 1234.5)],
)
def test_a_price_in_any_culture(price: str, amount: float) -> None:
    record = {"product": "Windows Server 2022", "license": "1 User CAL", "currency": "EUR"}
    (offer,) = of(offers=[{**record, "price": price}]).offers
    assert offer["Price"] == amount


def test_a_price_that_could_be_two_is_no_offer_and_told() -> None:
    findings = Findings()
    record = {"product": "Windows Server 2022", "license": "1 User CAL", "currency": "EUR"}
    found = of(findings=findings, offers=[{**record, "price": "1.234"}])
    assert (found.offers, found.dropped) == ([], {("", "no price"): 1})
    assert 'has the price "1.234" of "1 User CAL"' in str(findings.warnings[0])


def test_prices_of_two_currencies_or_of_two_markets_are_refused() -> None:
    record = {"product": "Windows Server 2022", "license": "1 User CAL", "price": "5", "part": "D"}
    findings = Findings()
    of(findings=findings, offers=[{**record, "currency": "EUR"}, {**record, "currency": "USD"}])
    assert "has prices in EUR and USD" in str(findings.problems[0])
    findings = Findings()
    other = {"product": "Visio", "license": "Visio", "price": "5", "currency": "USD"}
    of(findings=findings, offers=[{**record, "currency": "EUR"}, other])
    assert not findings.problems  # what is no access license may have any currency
    findings = Findings()
    of(findings=findings, offers=[record, {**record, "price": "6"}])
    assert 'has "1 User CAL, perpetual (D)" at 5.0 and at 6.0' in str(findings.problems[0])
    findings = Findings()
    assert len(of(findings=findings, offers=[record, record]).offers) == 1
    assert not findings.problems


def test_illustrative_licenses_are_the_catalogues_with_their_prices() -> None:
    rows = {row["license"]: row for row in catalogue.rows("licenses")}
    found = {str(row["License"]): row for row in of(illustrative=True).licenses}
    assert list(found) == list(rows)
    for name, row in found.items():
        assert row["Source of the price"] == rows[name]["price_source"]
        assert row.get("Price") == (float(rows[name]["price"]) if rows[name]["price"] else None)
