"""Inventories of devices, each on a small sample; what it gives worked out by hand."""

from pathlib import Path

import pytest

from tests.importing.support import do, kinds, triples, ual


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (
            "configmgr_systems",
            "Netbios_Name0,User_Name0,Operating_System_Name_and0\n"
            "PC1,ann,Microsoft Windows NT Workstation 10.0\n\n(1 row affected)\n",
        ),
        (
            "entra_devices",
            "displayName,deviceId,operatingSystem,userNames,registrationTime\n"
            "PC1,9,Windows,ann@corp.example,2025-01-01\n",
        ),
    ],
)
def test_an_inventory_gives_no_access(tmp_path: Path, kind: str, text: str) -> None:
    (tmp_path / "i.csv").write_text(text)
    log = ual(tmp_path / "a.csv", "FS1", [("ann", "10.0.0.5", "2026-01-12", 1)])
    found = do(tmp_path, log, tmp_path / "i.csv")
    assert kinds(found) == ["ual_daily_access", kind]
    assert triples(found) == [("ann", "10.0.0.5", "FS1")]
