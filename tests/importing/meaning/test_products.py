"""A server's product: by what inventories write, by builds, by roles."""

import pytest

from optimizer.importing.meaning.products import is_server, of_role, product_of, windows_of_build


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("Windows Server 2019 Datacenter", "Windows Server 2019"),
        ("Windows Server 2012 R2 Standard", "Windows Server 2012 R2"),
        ("SQL Server 2019 Standard", "SQL Server 2019"),
        ("Windows Server 2019 Essentials", "Windows Server 2019 Essentials"),
        ("Windows 11 Pro", ""),
        ("File Server", ""),
        ("", ""),
    ],
)
def test_by_name(text: str, product: str) -> None:
    assert product_of(text) == product


@pytest.mark.parametrize(
    ("build", "product"),
    [
        ("17763", "Windows Server 2019"),
        ("10.0 (20348)", "Windows Server 2022"),
        ("6.3 (9600)", "Windows Server 2012 R2"),
        ("10.0 (22631)", ""),
        ("", ""),
    ],
)
def test_by_build(build: str, product: str) -> None:
    assert windows_of_build(build) == product


def test_by_role() -> None:
    windows = "Windows Server 2022"
    assert of_role("File Server", windows) == windows
    assert of_role("Remote Desktop Services", windows) == "Remote Desktop Services 2022"
    assert of_role("Active Directory Rights Management Service", windows).endswith("2022")
    # Which Exchange it is nobody says, nor which Remote Desktop without the Windows.
    assert of_role("ActiveSync", windows) == ""
    assert of_role("Remote Desktop Services", "") == ""
    assert is_server("Windows Server 2022 Standard")
    assert not is_server("Windows 11 Pro")
