"""The menu entry starts the page."""

from pathlib import Path

from optimizer.web.desktop import write_entry


def test_the_entry_names_the_program(tmp_path: Path) -> None:
    text = write_entry(tmp_path / "applications").read_text(encoding="utf-8")
    (command,) = [line for line in text.splitlines() if line.startswith("Exec=")]
    assert "cal-optimizer-page" in command or "optimizer.web.window" in command
    assert "Terminal=false" in text
