"""The menu entry starts the page."""

from pathlib import Path

import pytest

from optimizer.domain.problems import OutputError
from optimizer.web.desktop import ENTRY, write_entry


def test_the_entry_names_the_program(tmp_path: Path) -> None:
    text = write_entry(tmp_path / "applications").read_text(encoding="utf-8")
    (command,) = [line for line in text.splitlines() if line.startswith("Exec=")]
    assert "cal-optimizer-page" in command or "optimizer.web.window" in command
    assert "Terminal=false" in text


def test_an_entry_that_somebody_changed_is_kept(tmp_path: Path) -> None:
    target = write_entry(tmp_path)
    target.write_text(ENTRY.format(command="elsewhere"), encoding="utf-8")  # of an older install
    write_entry(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == [target.name]
    mine = f"{target.read_text(encoding='utf-8')}Icon=mine\n"
    target.write_text(mine, encoding="utf-8")
    write_entry(tmp_path)
    assert (tmp_path / "cal-optimizer-1.desktop").read_text(encoding="utf-8") == mine
    assert "Icon" not in target.read_text(encoding="utf-8")


def test_where_nothing_can_be_written_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "applications").write_bytes(b"")
    with pytest.raises(OutputError):
        write_entry(tmp_path / "applications")
