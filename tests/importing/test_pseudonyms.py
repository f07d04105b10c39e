"""Names as pseudonyms: the same for the same key, and nothing that gives them away."""

import stat
import sys
from pathlib import Path

import pytest

from optimizer.domain.problems import OutputError
from optimizer.importing.pseudonyms import Pseudonyms, as_it_is, key_in

KEY = b"0123456789abcdef"


def test_a_name_has_one_pseudonym_however_it_is_written() -> None:
    renamed = Pseudonyms(KEY)
    assert renamed("user", "Ann") == renamed("user", "ANN") == Pseudonyms(KEY)("user", "ann")
    assert renamed("user", "Ann").startswith("user-")
    assert len(renamed("user", "Ann")) == len("user-") + 10


def test_another_name_kind_or_key_makes_another_pseudonym() -> None:
    renamed = Pseudonyms(KEY)
    made = {
        renamed("user", "ann").partition("-")[2],
        renamed("user", "bob").partition("-")[2],
        renamed("device", "ann").partition("-")[2],
        Pseudonyms(KEY + b"!")("user", "ann").partition("-")[2],
    }
    assert len(made) == 4


def test_nobody_stays_nobody_and_each_name_is_in_the_table() -> None:
    renamed = Pseudonyms(KEY)
    assert renamed("user", "") == ""
    made = renamed("device", "PC1")
    assert renamed.names == {("device", "PC1"): made}


def test_a_key_is_made_once_and_kept_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "key"
    made = key_in(path)
    assert len(made) == 64
    assert key_in(path) == made
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_key_that_is_not_to_be_kept_leaves_no_file(tmp_path: Path) -> None:
    assert key_in(tmp_path / "key", keep=False) != key_in(tmp_path / "key", keep=False)
    assert not (tmp_path / "key").exists()


def test_a_short_key_and_a_folder_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_bytes(b"short\n")
    with pytest.raises(OutputError, match="a key needs at least 16 characters"):
        key_in(path)
    path.write_bytes(KEY + b"\n")
    assert key_in(path) == KEY
    with pytest.raises(OutputError):
        key_in(tmp_path)


def test_without_pseudonyms_names_are_as_they_are() -> None:
    assert as_it_is("user", "Ann") == "Ann"
