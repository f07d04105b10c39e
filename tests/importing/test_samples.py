"""The sample exports are what their script writes."""

from pathlib import Path

import pytest

from samples import write_exports


def test_the_school_is_what_the_script_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write_exports, "FOLDER", tmp_path)
    write_exports.main()
    kept = {p.name: p.read_bytes() for p in Path("samples/exports").iterdir()}
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == kept
