"""LibreOffice as a second opinion: recalculate a workbook, or draw it."""

import os
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")

_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def office() -> str:
    """The program; without it the test is skipped, except in CI, where it may not be missing."""
    if SOFFICE is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is missing: CI installs libreoffice-calc.")
        pytest.skip("LibreOffice is not installed.")
    return SOFFICE


def converted(path: Path, folder: Path, kind: str) -> Path:
    """The workbook opened, recalculated, and saved as `kind` in `folder`."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS, encoding="utf-8")
    target = folder / "recalculated"
    target.mkdir(exist_ok=True)
    command: list[str | Path] = [
        office(),
        f"-env:UserInstallation={profile.absolute().as_uri()}",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        target,
        path,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return target / f"{path.stem}.{kind}"


def differences(path: Path, folder: Path) -> tuple[int, list[str]]:
    """How many formulas a workbook has, and those whose stored value is not what a recalculation
    gives, or is an error."""
    written = openpyxl.load_workbook(path)
    stored = openpyxl.load_workbook(path, data_only=True)
    again = openpyxl.load_workbook(converted(path, folder, "xlsx"), data_only=True)
    count, found = 0, []
    for sheet in written:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                count += 1
                before, after = (
                    stored[sheet.title][cell.coordinate].value,
                    again[sheet.title][cell.coordinate].value,
                )
                if not same(before, after):
                    found.append(
                        f"{sheet.title}!{cell.coordinate}: {before!r} stored, {after!r} "
                        f"recalculated: {cell.value}"
                    )
    return count, found


def same(before: object, after: object) -> bool:
    """Whether two values are equal but for the last bits of a float."""
    if isinstance(before, (int, float)) and isinstance(after, (int, float)):
        return abs(before - after) <= 1e-9 * max(1, abs(before))
    return (before or "") == (after or "")
