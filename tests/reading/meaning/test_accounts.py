"""Accounts of machines, lost zeros: noted, never changed."""

from pathlib import Path

from optimizer.domain.problems import Findings
from tests.support.books import WINDOWS, problems, tables, write

P = "Windows Server 2022"


def notes(path: Path, *users: str, sheets: object = None) -> list[str]:
    findings = Findings()
    rows = [["User", "Device", "Server"], *([user, "pc", P] for user in users)]
    whole = {"Access": rows, "Licenses": WINDOWS, **(sheets or {})}  # type: ignore[dict-item]
    tables(write(path / "book.xlsx", whole), findings)
    return [f"{note.place}: {note.problem}" for note in findings.warnings if note.place.sheet]


def test_machine_and_system_accounts(tmp_path: Path) -> None:
    names = (
        "PC1$",
        "CORP\\PC2$",
        "ANONYMOUS LOGON",
        "HealthMailbox1a2b",
        "DWM-1",
        "NT AUTHORITY\\X",
    )
    said = notes(tmp_path, "ann", *names)
    assert any(
        each.startswith("Access!A3: 6 users look like accounts of machines") for each in said
    )


def test_each_kind_of_machine_account_is_seen_alone(tmp_path: Path) -> None:
    """None of them waits for another one to be looked for."""
    for number, name in enumerate(
        (
            "pc1$",
            "Window Manager\\x",
            "anonymous",
            "LOCAL SYSTEM",
            "network service",
            "iusr",
            "krbtgt",
            "DefaultAccount",
            "WDAGUtilityAccount",
            "umfd-2",
            "SystemMailbox7",
            "FederatedEmail.4",
            "DiscoverySearchMailbox x",
            "msol_0a",
            "AAD_0f",
            "AzureADSSOAcc",
        )
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert any("looks like an account" in n for n in notes(folder, "ann", name)), name


def test_zeros_that_differ(tmp_path: Path) -> None:
    assert any("differ only in zeros" in each for each in notes(tmp_path, "007", "7"))


def test_a_name_in_another_order_is_offered_at_both_cells(tmp_path: Path) -> None:
    sheets = {
        "Users": [["User"], ["Dr. Klaus Lindner"], ["00001"]],
        "Access": [["User", "Server"], ["LINDNER, Klaus", P], ["1", P]],
        "Licenses": WINDOWS,
    }
    first, second = problems(tmp_path, sheets)
    assert 'Did you mean "Dr. Klaus Lindner" (Users!A2)?' in first
    assert 'Did it lose its zeros? There is "00001" (Users!A3).' in second


def test_rows_that_are_commented_out_are_noted(tmp_path: Path) -> None:
    (note,) = [n for n in notes(tmp_path, "# ann", "//bob", "cy", "#1") if "passed over" in n]
    assert note.startswith("Access!A2: 2 names of User begin with a sign of lines to be passed")
    assert '("# ann"; "//bob")' in note
