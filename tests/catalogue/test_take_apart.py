"""Products as inventories write them: every product at every version in at least ten ways."""

import re

import pytest

from optimizer.catalogue.lookup import find
from optimizer.catalogue.products import Known, products
from optimizer.catalogue.take_apart import Parts, essence, take_apart
from optimizer.domain.versions import CURRENT

EVERY = sorted(products().values(), key=lambda known: known.name)


def ways(name: str) -> list[str]:
    """The same product in other words: maker, marks, bits, case, order, builds."""
    words = name.split()
    marked = re.sub(r"^(\w+)", r"\1®", name)
    return [
        name,
        f"Microsoft {name}",
        f"Microsoft(R) {marked}",
        f"{name} (64-bit)",
        f"{name} x64",
        f"{name.upper()} SP1",
        f"{name}, Evaluation",
        f"{name} Service Pack 2",
        f"MS {name} (10.0.17763)",
        " ".join(reversed(words)) if "R2" not in words else f"  {name}  ",
        re.sub(r"(\d{4}) R2", r"\1R2", name).lower(),
        re.sub(r"[ ]", "\u00a0", name),
        f"{name} 64-Bit Edition",
        f"{name} CU14",
    ]


@pytest.mark.parametrize("known", EVERY, ids=[known.name for known in EVERY])
def test_every_product_in_at_least_ten_ways(known: Known) -> None:
    written = dict.fromkeys(ways(known.name))
    assert len(written) >= 10
    read = {way: find(way) for way in written}
    assert {way: f.name if isinstance(f, Known) else f for way, f in read.items()} == dict.fromkeys(
        written, known.name
    )


TAKEN = {
    "WinSvr 2019 Std": "Windows Server 2019",
    "Windows Server 2022 Standard Edition, Version 21H2": "Windows Server 2022",
    "Windows Server 2022 Standard 21H2 (Build 20348.2113)": "Windows Server 2022",
    "Windows Server 2022 Std - 16 core": "Windows Server 2022",
    "Windows Server 2019 Standard, Deutsch": "Windows Server 2019",
    "WindowsServer2019": "Windows Server 2019",
    "Microsoft Windows Server 2019 Standard": "Windows Server 2019",
    "Windows Server 2019 Standard Evaluation": "Windows Server 2019",
    "Windows Server Datacenter 2019": "Windows Server 2019",
    "Windows Server 2019 Datacenter Core": "Windows Server 2019",
    "Windows Server 2019 Standard (Server Core Installation)": "Windows Server 2019",
    "Windows Server 2022 Standard (Desktop Experience)": "Windows Server 2022",
    "Microsoft Windows Server 2012 R2 Standard (64-bit)": "Windows Server 2012 R2",
    "Microsoft(R) Windows(R) Server 2003, Standard x64 Edition": "Windows Server 2003",
    "Windows Server® 2008 Enterprise without Hyper-V™": "Windows Server 2008",
    "Windows Server 2008 R2 Enterprise": "Windows Server 2008 R2",
    "Windows Server 2022 Datacenter: Azure Edition": "Windows Server 2022",
    "Windows Server 2016 Version 1607 (OS Build 14393.5006)": "Windows Server 2016",
    "WS2022": "Windows Server 2022",
    "WS 2022 Std": "Windows Server 2022",
    "Win Srv 2016": "Windows Server 2016",
    "Win2019 DC": "Windows Server 2019",
    "W2K8R2": "Windows Server 2008 R2",
    "W2K16 Std": "Windows Server 2016",
    "Windows 2012R2": "Windows Server 2012 R2",
    "Windows Server R2 2012": "Windows Server 2012 R2",
    "Windows Server Essentials 2019": "Windows Server 2019 Essentials",
    "Windows Server 2008 R2 Foundation": "Windows Server 2008 R2 Foundation",
    "Windows Server 2003 Web Edition": "Windows Web Server 2003",
    "Windows Storage Server 2016 Workgroup": "Windows Storage Server 2016",
    "Microsoft Hyper-V Server 2016": "Hyper-V Server 2016",
    "Windows Small Business Server 2011 Standard": "Small Business Server 2011",
    "SBS 2008 Premium": "Small Business Server 2008",
    "SBS 2011 Essentials": "Small Business Server 2011 Essentials",
    "RDS 2019": "Remote Desktop Services 2019",
    "Windows Server 2019 Remote Desktop Session Host": "Remote Desktop Services 2019",
    "Terminal Services 2008": "Remote Desktop Services 2008",
    "Windows Server 2008 Terminal Server": "Remote Desktop Services 2008",
    "AD RMS 2016": "Active Directory Rights Management 2016",
    "Exchange 2016": "Exchange Server 2016",
    "Microsoft Exchange Server 2019 Enterprise": "Exchange Server 2019",
    "Exchange Server 2019 Standard CU12": "Exchange Server 2019",
    "Exchange Server Subscription Edition": "Exchange Server SE",
    "Exchange Server Current": "Exchange Server SE",
    "Exchange Server 2019 enterprise features": "Exchange Server 2019 enterprise features",
    "SharePoint 2016": "SharePoint Server 2016",
    "MOSS 2007": "SharePoint Server 2007",
    "SharePoint Server 2019 Enterprise": "SharePoint Server 2019",
    "SharePoint Foundation 2013": "SharePoint Foundation 2013",
    "SfB 2015": "Skype for Business Server 2015",
    "Lync 2013 Enterprise": "Lync Server 2013",
    "Microsoft SQL Server 2019 Standard Edition (64-bit)": "SQL Server 2019",
    "Microsoft SQL Server 2019 (RTM-CU18) (KB5017593) - 15.0.4261.1 (X64)": "SQL Server 2019",
    "SQL 2019 Std": "SQL Server 2019",
    "MSSQL 2017": "SQL Server 2017",
    "SQL2017 Express": "SQL Server 2017 Express",
    "SQL Server 2008 R2 Enterprise": "SQL Server 2008 R2",
    "SQL Server 2014 Enterprise Edition: Core-based Licensing (64-bit)": "SQL Server 2014 Enterprise",
    "SQL Server 2014 BI": "SQL Server 2014",
    "SQL Server 2019 Standard on Linux": "SQL Server 2019 on Linux",
    "SQL Server Developer": "SQL Server Developer",
    "Team Foundation Server 2017": "Team Foundation Server 2017",
    "TFS 2018 Update 3": "Team Foundation Server 2018",
    "Azure DevOps Server 2022.1": "Azure DevOps Server 2022",
    "Azure DevOps Server": "Azure DevOps Server Current",
    "SCCM": "Configuration Manager",
    "System Center Configuration Manager Current Branch": "Configuration Manager",
    "Microsoft Identity Manager 2016": "Identity Manager 2016",
    "Forefront Identity Manager 2010 R2": "Identity Manager 2010 R2",
    "Navision 2016": "Dynamics NAV 2016",
    "Microsoft Dynamics 365 (on-premises)": "Dynamics 365 (on-premises)",
}


@pytest.mark.parametrize("written", TAKEN)
def test_names_of_inventories(written: str) -> None:
    found = find(written)
    assert isinstance(found, Known)
    assert found.name == TAKEN[written]


@pytest.mark.parametrize(
    ("written", "rest"),
    [
        ("Exchange Online", ("online",)),
        ("Windows 10 Pro", ("10", "pro")),
        ("Windows Server 2019 CAL", ("cal",)),
        ("Windows Server 2019 Foobar", ("foobar",)),
        ("SQL Server Reporting Tools 2019", ("reporting", "tools")),
        ("SQL Server Management Studio 2019", ("management", "studio")),
        ("Visio 2019", ("visio",)),
        ("Windows Sever 2022", ("sever",)),
    ],
)
def test_a_word_that_nothing_knows_makes_a_name_unknown(
    written: str, rest: tuple[str, ...]
) -> None:
    found = find(written)
    assert isinstance(found, Parts)
    assert set(rest) <= set(found.rest)


@pytest.mark.parametrize(
    "written",
    [
        "Windows Server",
        "Windows Server 2052",
        "Windows Server 2019 Foundation",
        "Windows Server 2022 Foundation",
        "Windows Server 2016 Enterprise",
        "Windows Server 2019 Web Edition",
        "Windows Server 2019 Datacenter: Azure Edition",
        "SQL Server 2022 Business Intelligence",
        "SQL Server 2016 on Linux",
        "Hyper-V Server 2022",
        "SharePoint Foundation 2019",
    ],
)
def test_versions_and_editions_that_never_existed_are_unknown(written: str) -> None:
    found = find(written)
    assert isinstance(found, Parts)
    assert found.rest == ()


def test_two_versions_in_one_name_are_none() -> None:
    parts = take_apart("SQL Server 2019 on Windows Server 2022")
    assert parts.version is None
    assert {"2019", "2022"} <= set(parts.rest)
    assert take_apart("Windows Server 2019 (2019)").version == 2 * 2019


def test_the_parts_of_a_name() -> None:
    parts = take_apart("Microsoft Exchange Server SE Enterprise")
    assert (parts.product, parts.version, parts.rest) == ("Exchange Server", CURRENT, ())
    assert take_apart("Windows Server 2019 Essentials").plain == "Windows Server"


def test_spellings_that_say_the_same() -> None:
    assert essence("Microsoft SQL Server 2019 Standard (64-bit)") == essence("SQL Srv 2019 Std")
    assert essence("SQL Server 2019 Standard") != essence("SQL Server 2019 Enterprise")
    assert essence("SQL Server 2019 Standard") != essence("SQL Server 2022 Standard")
