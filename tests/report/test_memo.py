"""The memo: Summary, Purchases and Notes as a PDF."""

import shutil
import subprocess
from pathlib import Path

import pytest

from optimizer import api
from optimizer.domain.problems import OutputError
from optimizer.report import memo
from tests.support.recalculate import office


def test_the_memo_has_its_sheets_only(tmp_path: Path) -> None:
    office()
    target = api.solve("samples/renewal.xlsx").write_memo(tmp_path / "memo.pdf")
    assert target.read_bytes().startswith(b"%PDF")
    if shutil.which("pdftotext"):
        text = subprocess.run(
            ["pdftotext", "-layout", target, "-"], capture_output=True, text=True, check=True
        ).stdout
        assert "What to buy" in text
        assert "Orders to place" in text
        assert "Name by name" not in text  # Who gets what
        assert text.count("\f") <= 4


def test_without_libreoffice_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "PROGRAMS", ("no-such-office",))
    with pytest.raises(OutputError, match="--pdf needs LibreOffice"):
        memo.program()
