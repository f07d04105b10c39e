"""Every problem of the sheets' contents, once and in full, with its cell and its remedy."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from optimizer.domain import names as naming
from optimizer.domain.problems import Findings, WorkbookError
from optimizer.domain.tables import NONE, Kind
from optimizer.reading import columns
from optimizer.reading.sheets import products_families
from tests.support.books import WINDOWS, Sheets, problems, tables, write

P = "Windows Server 2022"
ACCESS = [["User", "Device", "Server"], ["u", "d", P]]
GOOD: dict[str, Any] = {"Access": ACCESS, "Licenses": WINDOWS}


def changed(**sheets: list[Any]) -> Sheets:
    return GOOD | sheets


def license(*cells: object) -> list[Any]:
    header = [
        "License",
        "Metric",
        "Covers",
        "Version",
        "For",
        "Price",
        "Per",
        "Pack",
        "Minimum per server",
        "Activation",
    ]
    return [header, list(cells)]


NO_AMOUNT = (
    'Licenses!F2: Price "fifty" is not an amount. Type the amount alone, 0 if it costs nothing. '
    "Leave it blank if it is not sold at a price of its own."
)
MESSAGES: list[tuple[Sheets, str]] = [
    (changed(Settings=[["Setting", "Value"], ["Horizn", 3]]), 'Settings!A2: Setting "Horizn" is '
                                                              'not known. Did you mean "Horizon"? '
                                                              'Correct it, or put a # before it if it is a remark.'),
    (changed(Settings=[["Setting", "Value"], ["Horizon", 3], ["horizon", 4]]), 'Settings!A3: Setting "Horizon" is already set in A2. Delete one of the two rows.'),
    (changed(Settings=[["Setting", "Value"], ["Horizon", 0]]), 'Settings!B2: Horizon "0" is not a '
                                                               'horizon. Type 1 to 50 years.'),
    (changed(Settings=[["Setting", "Value"], ["Horizon", 1.5]]), 'Settings!B2: Horizon "1.5" is '
                                                                 'not a whole number. Type a '
                                                                 'whole number.'),
    (changed(Settings=[["Setting", "Value"], ["Currency", "EURR"]]), 'Settings!B2: Currency '
                                                                     '"EURR" is not a currency. '
                                                                     'Did you mean "EUR"? Type a '
                                                                     'code of ISO 4217 such as '
                                                                     'EUR.'),
    (changed(Settings=[["Setting", "Value"], ["Discount rate", 5]]), 'Settings!B2: Discount rate '
                                                                     '"5" is a rate of 100 % or '
                                                                     'more. Type 5 % or 0.05 for '
                                                                     'five per cent.'),
    (changed(Settings=[["Setting", "Value"], ["As of", "soon"]]), 'Settings!B2: As of "soon" is '
                                                                  'not a date. Type a date such '
                                                                  'as 2026-01-31.'),
    (changed(Settings=[["Setting", "Value"], ["Budget", -1]]), 'Settings!B2: Budget "-1" is '
                                                               'negative. Type 0 or more.'),
    (changed(Users=[["User"], ["u"], ["U"]]), 'Users!A3: User "u" is already in A2. Delete one of '
                                              'the two rows, or rename it.'),
    (changed(Users=[["User", "Count"], ["u", 1], ["", 2]]), "Users!A3: User is blank. Fill it in, "
                                                            "or clear the row."),
    (changed(Users=[["User", "Count"], ["u", 0.5]]), 'Users!B2: Count "0.5" is not a whole '
                                                     'number. Type a whole number.'),
    (changed(Users=[["User", "License by"], ["u", "Usr"]]), 'Users!B2: License by "Usr" is not '
                                                            'known here. Did you mean "User"? '
                                                            'Type Either, User or Device.'),
    (changed(Users=[["User", "Same as"], ["u", "v"]]), 'Users!B2: Same as "v" is not on Users. '
                                                       'Correct it, or add it to Users.'),
    (changed(Users=[["User", "Same as"], ["u", "u"]]), "Users!B2: Same as names the row itself. "
                                                       "Clear it, or name the other row."),
    (changed(Users=[["User", "Same as"], ["u", "v"], ["v", "w"], ["w", ""]]), "Users!B2: Same as "
                                                                              "names a row that "
                                                                              "is itself the same "
                                                                              "as another. Name "
                                                                              "the row that is meant in the end."),
    (changed(Devices=[["Device", "From"], ["d", "x"]]), 'Devices!B2: From "x" is not a date. Type '
                                                        'a date such as 2026-01-31.'),
    (changed(Users=[["User"], ["anna"]], Access=[["User", "Server"], ["ana", P], ["ana", P]]), 'Access!A2: User "ana" is not on Users (nor in 1 more row). Did you mean "anna"? Correct it, or add it to Users.'),
    (changed(Devices=[["Device"], ["x"]]), 'Access!B2: Device "d" is not on Devices. Correct it, '
                                           'or add it to Devices.'),
    (changed(Servers=[["Server", "Product"], ["s", P]]), f'Access!C2: Server "{P}" is not on '
                                                         'Servers. Correct it, or add it to '
                                                         'Servers.'),
    (changed(Servers=[["Server", "Product"], [P, ""]]), "Servers!B2: Product is blank. Fill it "
                                                        "in, or clear the row."),
    (changed(Access=[["User", "Server"], ["u", "Windows Sever 2022"]]), 'Access!B2: Server '
                                                                        '"Windows Sever 2022" is '
                                                                        'neither on Products nor '
                                                                        'in the built-in catalogue. Did you mean "Windows Server 2022"? Correct it, or add it to Products with the families it requires.'),
    (changed(Access=[["User", "Device", "Server"], ["u", "d", ""]]), "Access!C2: Server is blank. "
                                                                     "Fill it in, or clear the "
                                                                     "row."),
    (changed(Access=[["User", "Device", "Server"], ["", "", P]]), "Access!A2: both User and "
                                                                  "Device are blank. Name the "
                                                                  "user, the device, or both."),
    (changed(Access=[["User", "Server", "Product"], ["u", P, "Exchange Server 2019"]]), f'Access!C2: Product "Exchange Server 2019" is not among the products of server "{P}". Correct it, or add it to the server\'s row on Servers.'),
    (changed(Access=[["User", "Server", "Purpose"], ["u", P, "Amdin"]]), 'Access!C2: Purpose '
                                                                         '"Amdin" is not known '
                                                                         'here. Type Administration or Exempt.'),
    (changed(Access=[["User", "Server", "Pairing"], ["u", P, "Own"]]), "Access!C2: Pairing Own "
                                                                       "needs a User and a "
                                                                       "Device. Fill both in, or "
                                                                       "clear Pairing."),
    (changed(Users=[["User", "Count"], ["u", 3]], Access=[["User", "Device", "Server", "Pairing"], ["u", "d", P, "Own"]]), "Access!D2: Pairing Own joins a user row and a device row of different Count. Make the Counts equal."),
    (changed(Access=[["User", "Server", "Sessions"], ["u", P, "1,234"]]), 'Access!C2: Sessions '
                                                                          '"1,234" is text that '
                                                                          'could mean 1234 or '
                                                                          '1.234. Type it as a '
                                                                          'number, not as text.'),
    (changed(Access=[["User", "Server", "Last seen"], ["u", P, "1.13.26"]]), 'Access!C2: Last seen '
                                                                            '"1.13.26" is not a '
                                                                            'date. Type a date '
                                                                            'such as 2026-01-31.'),
    (changed(Products=[["Product", "Family", "Version"], [P, "X", "new"]]), 'Products!C2: Version '
                                                                            '"new" is not a version. Type a year, a year and R2, Current, or nothing.'),
    (changed(Families=[["Family", "Base", "Same holder"], ["Windows Server", "", "Yes"]]), "Families!B2: Base is blank though Same holder is Yes. Name the base family."),
    (changed(Families=[["Family", "Base", "Same holder"], ["A", "B", "Yes"], ["B", "A", "Yes"]]), 'Families!B2: Base of "A" leads back to itself. Name the family at the bottom.'),
    (changed(Families=[["Family", "Same holder"], ["A", "maybe"]]), 'Families!B2: Same holder '
                                                                    '"maybe" is neither Yes nor '
                                                                    'No. Type Yes or No.'),
    (changed(Licenses=license("L", "Persons", "Windows Server")), 'Licenses!B2: Metric "Persons" '
                                                                  'is not known here. Type User, '
                                                                  'Device, Server, Core or '
                                                                  'Organization.'),
    (changed(Licenses=license("L", "User", "")), "Licenses!C2: Covers is blank. Fill it in, or "
                                                 "clear the row."),
    (changed(Licenses=license("L", "Device", "Windows Server", "", "External", 5)), "Licenses!E2: For is filled in for a Device license, which covers everyone. Clear it."),
    (changed(Licenses=license("L", "User", "Windows Server", "", "", "fifty")), NO_AMOUNT),
    (changed(Licenses=license("L", "User", "Windows Server", "", "", 5, "Week")), 'Licenses!G2: Per "Week" is not known here. Type Once, Year or Month.'),
    (changed(Licenses=license("L", "User", "Windows Server", "", "", 5, "", 0)), "Licenses!H2: Pack is 0. Type 1 or more."),
    (changed(Licenses=license("L", "User", "Windows Server", "", "", 5, "", "", "", "perhaps")), 'Licenses!J2: Activation "perhaps" is neither Yes nor No. Type Yes or No.'),
    (changed(Owned=[["License", "Quantity"], ["User CAl x", 1]]), 'Owned!A2: License "User CAl x" '
                                                                  'is not on Licenses. Did you '
                                                                  'mean "User CAL"? Correct it, '
                                                                  'or add it to Licenses.'),
    (changed(Owned=[["License", "Quantity", "Until"], ["User CAL", "", date(2027, 1, 1)]]), "Owned!B2: Quantity is blank. Fill it in, or clear the row."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sheets", "message"),
    MESSAGES,
    ids=[message.split(":")[0] + " " + str(i) for i, (_, message) in enumerate(MESSAGES)],
)
def test_each_problem_is_told_once_with_its_cell_and_remedy(
    tmp_path: Path, sheets: Sheets, message: str
) -> None:
    assert message in problems(tmp_path, sheets)


def test_all_problems_come_in_one_run_sorted_by_place(tmp_path: Path) -> None:
    sheets = {
        "Licenses": license("L", "Persons", "Windows Server"),
        "Access": [["User", "Server"], ["u", "Windows Sever 2022"], ["u", "#REF!"]],
        "Settings": [["Setting", "Value"], ["Horizon", "x"]],
    }
    places = [message.split(":")[0] for message in problems(tmp_path, sheets)]
    assert places == ["Settings!B2", "Access!B2", "Access!B3", "Licenses!B2"]


def test_repeats_are_folded_after_twenty(tmp_path: Path) -> None:
    rows = [["User", "Server", "Sessions"], *([f"u{i}", P, -1] for i in range(300))]
    found = problems(tmp_path, changed(Access=rows))
    assert len(found) == 21
    assert found[19] == 'Access!C21: Sessions "-1" is negative. Type 0 or more.'
    assert (
        found[20]
        == 'Access!C301: 280 more cells are like this, the last of them: Sessions "-1" is '
        "negative. Type 0 or more."
    )


def test_many_different_wrong_values_are_summed_up_and_different_names_are_not(
    tmp_path: Path,
) -> None:
    rows = [["User", "Server", "Sessions"], *([f"u{i}", P, f"x{i}"] for i in range(3000))]
    found = problems(
        tmp_path, changed(Access=rows, Users=[["User"], *([f"user {i}"] for i in range(6000))])
    )
    assert 'Access!C21: Sessions "x19" is not a number. Type a number.' in found
    assert (
        'Access!C3001: 2980 more cells are like this, the last of them: Sessions "x2999" is not a '
        "number. Type a number." in found
    )
    unknown = 'Access!A{}: User "u{}" is not on Users. Correct it, or add it to Users.'
    assert {unknown.format(i + 2, i) for i in range(3000)} <= set(found)
    assert len(found) == 21 + 3000


def test_unknown_products_are_named_each(tmp_path: Path) -> None:
    rows = [["User", "Server"], *(["u", f"FILE{i}"] for i in range(2000))]
    found = problems(tmp_path, changed(Access=rows))
    assert len(found) == 2000
    assert found[-1].startswith('Access!B2001: Server "FILE1999" is neither')


def test_past_thousands_of_unknown_products_the_others_are_not_looked_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And it is said from which cell on, so that a column of something else ends soon."""
    monkeypatch.setattr(products_families, "MOST_UNKNOWN", 20)
    rows = [["User", "Server"], *(["u", f"FILE{i}"] for i in range(2000))]
    found = problems(tmp_path, changed(Access=rows))
    assert found[20:] == [
        'Access!B22: Server "FILE20" and the products after it were not looked up: 20 above are '
        "unknown. Is Server the column of products? Correct those above, or add them to Products."
    ]


def test_past_thousands_of_names_that_are_unknown_or_stand_twice_one_line_is_for_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It keeps all their cells, so that each is marked."""
    monkeypatch.setattr(columns, "MOST_UNKNOWN", 2)
    rows = [["User", "Server"], *([f"u{i % 5}", P] for i in range(10))]
    users = [["User"], *([f"known {i % 3}"] for i in range(9))]
    path = write(tmp_path / "book.xlsx", changed(Access=rows, Users=users))
    with pytest.raises(WorkbookError) as error:
        tables(path)
    assert [str(problem) for problem in error.value.problems] == [
        'Users!A5: User "known 0" is already in A2. Delete one of the two rows, or rename it.',
        'Users!A6: User "known 1" is already in A3. Delete one of the two rows, or rename it.',
        'Users!A10: 4 more cells are like this, the last of them: User "known 2" is already in A4. '
        "Delete one of the two rows, or rename it.",
        'Access!A2: User "u0" is not on Users (nor in 1 more row). Correct it, or add it to Users.',
        'Access!A3: User "u1" is not on Users (nor in 1 more row). Correct it, or add it to Users.',
        'Access!A11: 6 more cells are like this, the last of them: User "u4" is not on Users. '
        "Correct it, or add it to Users.",
    ]
    cells = [place.cell for place in error.value.problems[-1].places]
    assert sorted(cells) == sorted(["A4", "A5", "A6", "A9", "A10", "A11"])


def test_a_product_that_many_servers_lack_is_summed_up(tmp_path: Path) -> None:
    """The lines past a fold's length are one, with all of its cells."""
    servers = [["Server", "Products"], *([f"s{i}", P] for i in range(30))]
    rows = [["User", "Server", "Product"], *(["u", f"s{i % 30}", "SQL 2019"] for i in range(60))]
    path = write(tmp_path / "book.xlsx", changed(Access=rows, Servers=servers))
    with pytest.raises(WorkbookError) as error:
        tables(path)
    found = [each for each in error.value.problems if each.code == "not-on-server"]
    assert len(found) == 21
    assert {place.row for each in found for place in each.places} == set(range(2, 62))
    assert "is not among the products of server" in str(found[-1])


def test_a_name_is_sought_among_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more names than can be compared, those that begin alike and are about as long."""
    monkeypatch.setattr(naming, "MANY", 2)
    users = [["User"], *([name] for name in ("Miller", "miles and miles", "Muller", "Tiller"))]
    rows = [["User", "Server"], ["miler", P], ["Zuller", P]]
    assert problems(tmp_path, changed(Access=rows, Users=users)) == [
        'Access!A2: User "miler" is not on Users. Did you mean "Miller"? Correct it, or add it to '
        "Users.",
        'Access!A3: User "Zuller" is not on Users. Correct it, or add it to Users.',
    ]


def test_a_sheet_without_rows_counts_as_absent(tmp_path: Path) -> None:
    found = tables(
        write(
            tmp_path / "book.xlsx",
            changed(Users=[["User"]], Devices=[["Device"]], Servers=[["Server", "Product"]]),
        )
    )
    assert (found.users.names, found.devices.names, found.hosts) == (("u",), ("d",), ())


def test_hosts_count_with_their_own_row(tmp_path: Path) -> None:
    servers = [
        ["Server", "Product", "Count", "Host", "One kind"],
        ["a", P, 3, "", ""],
        ["b", P, "", "A", "Windows Server: user"],
        ["c", P, 2, "metal", "Windows Server"],
    ]
    found = tables(
        write(
            tmp_path / "book.xlsx",
            changed(Servers=servers, Access=[["User", "Server"], ["u", "a"]]),
        )
    )
    assert [(found.hosts[s.host].name, found.hosts[s.host].count) for s in found.servers] == [
        ("a", 3),
        ("a", 3),
        ("metal", 1),
    ]
    assert [s.one_kind for s in found.servers] == [{}, {0: Kind.USER}, {0: Kind.EITHER}]


def test_the_workbook_overrides_the_catalogue_row_by_row(tmp_path: Path) -> None:
    products = [
        ["Product", "Family", "Version"],
        ["windows server 2022", "Own", 2019],
        ["Free", "", ""],
    ]
    access = [
        ["User", "Server"],
        ["u", P],
        ["u", "Free"],
        ["u", "Remote Desktop Services 2022"],
        ["u", "Windows Server 2008R2"],
    ]
    found = tables(write(tmp_path / "book.xlsx", changed(Products=products, Access=access)))
    required = {
        p.name: [(found.families[f], v // 2) for f, v in p.requires] for p in found.products
    }
    assert required == {
        "windows server 2022": [("Own", 2019)],
        "Free": [],
        "Remote Desktop Services 2022": [("Remote Desktop", 2022), ("Windows Server", 2022)],
        "Windows Server 2008 R2": [("Windows Server", 2008)],
    }


def test_a_license_for_a_family_that_nothing_requires_is_pointed_out(tmp_path: Path) -> None:
    findings = Findings()
    tables(
        write(
            tmp_path / "book.xlsx", changed(Licenses=[*WINDOWS, ["X", "User", "Windows Servr", 5]])
        ),
        findings,
    )
    assert [str(w) for w in findings.warnings] == [
        'Licenses!C4: Covers "Windows Servr" is a family that no product requires. Did you mean '
        '"Windows Server"?'
    ]


def test_a_type_that_no_user_has_and_a_family_that_no_product_needs_are_pointed_out(
    tmp_path: Path,
) -> None:
    findings = Findings()
    servers = [
        ["Server", "Product", "One kind"],
        ["s", "Remote Desktop Services 2022", "Remote Desktp: User"],
    ]
    licenses = [[*WINDOWS[0], "For"], [*WINDOWS[1], "Externl"], [*WINDOWS[2], ""]]
    sheets = changed(Servers=servers, Access=[["User", "Server"], ["u", "s"]], Licenses=licenses)
    tables(write(tmp_path / "book.xlsx", sheets), findings)
    assert [str(w) for w in findings.warnings] == [
        'Servers!C2: One kind "Remote Desktp" is a family that nothing on this server requires. '
        'Did you mean "Remote Desktop"?',
        'Licenses!E2: For "Externl" is a type that no user has. Did you mean "External"?',
    ]


def test_blank_user_and_device_stand_for_nobody(tmp_path: Path) -> None:
    found = tables(
        write(
            tmp_path / "book.xlsx",
            changed(Access=[["User", "Device", "Server"], ["", "d", P], ["u", "", P]]),
        )
    )
    assert (found.access.user.tolist(), found.access.device.tolist()) == ([NONE, 0], [0, NONE])


def test_a_name_with_a_domain_beside_it_is_asked_for_by_its_cell(tmp_path: Path) -> None:
    sheets = changed(
        Users=[["User"], ["anna"]],
        Servers=[["Server", "Product"], ["FS1", P]],
        Access=[["User", "Server"], ["CORP\\anna", "fs1.corp.example"]],
    )
    assert problems(tmp_path, sheets) == [
        'Access!A2: User "CORP\\anna" is not on Users. Did you mean "anna" (Users!A2)? '
        "Correct it, or add it to Users.",
        'Access!B2: Server "fs1.corp.example" is not on Servers. Did you mean "FS1" (Servers!A2)? '
        "Correct it, or add it to Servers.",
    ]
