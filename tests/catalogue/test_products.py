"""What using a product requires: the facts that cost money, one by one."""

import pytest

from optimizer.catalogue.lookup import find
from optimizer.catalogue.products import Known, products
from optimizer.domain.versions import ANY, CURRENT, version_text


def known(name: str) -> Known:
    found = find(name)
    assert isinstance(found, Known), found
    return found


def needs(name: str) -> dict[str, str]:
    return {each.family: version_text(each.version) for each in known(name).requires}


@pytest.mark.parametrize(
    ("application", "earliest"),
    [
        ("Exchange Server 2010", "2008"),
        ("Exchange Server 2013", "2008"),
        ("Exchange Server 2016", "2012"),
        ("Exchange Server 2019", "2019"),
        ("Exchange Server SE", "2019"),
        ("SharePoint Server 2010", "2008"),
        ("SharePoint Server 2013", "2008"),
        ("SharePoint Server 2016", "2012"),
        ("SharePoint Server 2019", "2016"),
        ("SharePoint Server SE", "2019"),
        ("Lync Server 2010", "2008"),
        ("Lync Server 2013", "2008"),
        ("Skype for Business Server 2015", "2012"),
        ("Skype for Business Server 2019", "2016"),
        ("Skype for Business Server SE", "2016"),
        ("SQL Server 2008 R2", "2008"),
        ("SQL Server 2012", "2008"),
        ("SQL Server 2014", "2008"),
        ("SQL Server 2016", "2012"),
        ("SQL Server 2017", "2012"),
        ("SQL Server 2019", "2016"),
        ("SQL Server 2022", "2016"),
        ("SQL Server 2025", "2019"),
        ("Project Server 2010", "2008"),
        ("Project Server 2016", "2012"),
        ("Project Server 2019", "2016"),
        ("Project Server SE", "2019"),
        ("Team Foundation Server 2010", "2003"),
        ("Team Foundation Server 2018", "2012"),
        ("Azure DevOps Server 2019", "2012"),
        ("Azure DevOps Server 2020", "2016"),
        ("Azure DevOps Server 2022", "2019"),
        ("Azure DevOps Server", "2022"),
        ("Configuration Manager", "2016"),
        ("Dynamics 365 (on-premises)", "2016"),
        ("Dynamics 365 Business Central", "2022"),
    ],
)
def test_the_earliest_system_beneath(application: str, earliest: str) -> None:
    (system,) = [each for each in known(application).requires if each.assumed]
    assert (system.family, version_text(system.version)) == ("Windows Server", earliest)
    features = [each for each in products().values() if each.name.startswith(f"{application} ")]
    for each in features if application[-1].isdigit() else ():
        for beneath in (r for r in each.requires if r.assumed):
            assert version_text(beneath.version) == earliest


@pytest.mark.parametrize(
    ("product", "required"),
    [
        ("Windows Server 2008 R2", {"Windows Server": "2008"}),
        ("Windows Server 2012 R2", {"Windows Server": "2012"}),
        ("Windows Server 2022 Datacenter", {"Windows Server": "2022"}),
        ("Terminal Services 2008", {"Remote Desktop": "2008", "Windows Server": "2008"}),
        ("RDS 2008 R2", {"Remote Desktop": "2008", "Windows Server": "2008"}),
        ("RDS 2012 R2", {"Remote Desktop": "2012", "Windows Server": "2012"}),
        ("AD RMS 2025", {"Rights Management": "2025", "Windows Server": "2025"}),
        ("SBS 2011 Standard", {"Small Business Server": "2011"}),
        (
            "SBS 2008 premium features",
            {"Small Business Server": "2008", "Small Business Server Premium": "2008"},
        ),
        ("MIM 2016", {"Identity Manager": "2016", "Windows Server": "2008"}),
        ("SQL Server 2008 R2 Enterprise", {"SQL Server": "2008 R2", "Windows Server": "2008"}),
        ("SQL Server 2014 BI", {"SQL Server": "2014", "Windows Server": "2008"}),
        ("SQL Server 2019 Enterprise", {"SQL Server Enterprise": "2019", "Windows Server": "2016"}),
        ("SQL Server 2019 on Linux", {"SQL Server": "2019"}),
        ("SQL Server 2022 Web", {"Windows Server": "2016"}),
        ("Dynamics NAV 2018", {"Windows Server": "2012"}),
    ],
)
def test_what_a_product_requires(product: str, required: dict[str, str]) -> None:
    assert needs(product) == required


@pytest.mark.parametrize("application", ["Exchange Server 2019", "SharePoint Server 2019"])
def test_a_server_edition_is_no_feature(application: str) -> None:
    for edition in ("Standard", "Enterprise"):
        assert known(f"{application} {edition}") == known(application)
    features = known(f"{application} enterprise features")
    assert len(features.requires) == len(known(application).requires) + 1


@pytest.mark.parametrize(
    "product",
    [
        "Windows Server 2008 Foundation",
        "Windows Server 2025 Essentials",
        "Windows Web Server 2008",
        "Hyper-V Server 2019",
        "SQL Server Express",
        "SQL Server 2022 Developer",
        "Windows Storage Server 2016",
        "Windows Server 2025 pay-as-you-go",
        "SBS 2011 Essentials",
    ],
)
def test_what_needs_no_license(product: str) -> None:
    assert needs(product) == {}


def test_external_users_are_licensed_with_the_server_from_2013_on() -> None:
    for name, asked in (
        ("Exchange Server 2010", True),
        ("Exchange Server 2013", False),
        ("Exchange Server SE", False),
        ("Exchange Server 2019 enterprise features", True),
        ("SharePoint Server 2010", True),
        ("SharePoint Server 2013", False),
        ("SharePoint Server 2019 enterprise features", False),
        ("Lync Server 2010", True),
        ("Lync Server 2013 plus features", False),
        ("Skype for Business Server SE", False),
        ("Project Server SE", True),
        ("SQL Server 2022", True),
        ("Windows Server 2022", True),
    ):
        own = [each.external for each in known(name).requires if not each.assumed]
        assert own == [asked] * len(own), name
        assert all(each.external for each in known(name).requires if each.assumed)


@pytest.mark.parametrize(
    ("product", "users", "devices"),
    [
        ("Windows Server 2019 Essentials", 25, 50),
        ("Windows Server 2012 R2 Foundation", 15, None),
        ("SBS 2003", 75, None),
        ("SBS 2008", 75, None),
        ("SBS 2011", 75, None),
        ("SBS 2011 Essentials", 25, 25),
        ("Windows Server 2019", None, None),
    ],
)
def test_limits(product: str, users: int | None, devices: int | None) -> None:
    assert (known(product).most_users, known(product).most_devices) == (users, devices)


def test_versions_are_in_order_and_every_need_has_one() -> None:
    for each in products().values():
        for requirement in each.requires:
            assert ANY < requirement.version <= CURRENT, each.name
        assert each.sources
        assert each.confidence in "PVRM"
