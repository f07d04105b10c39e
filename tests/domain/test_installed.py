"""Versions are those that the library for metadata tells."""

import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from optimizer.domain.installed import installed


@pytest.mark.parametrize("package", ["cal-optimizer", "highspy", "pulp"])
def test_versions_are_the_librarys(package: str) -> None:
    assert installed(package) == version(package)


def test_the_first_folder_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Of two folders on the path; one of a longer name is another package's."""
    for folder, names in (("a", ["my_thing_more-3.dist-info"]), ("b", ["my_thing-2.1.dist-info"])):
        for name in names:
            (tmp_path / folder / name).mkdir(parents=True)
    (tmp_path / "c" / "my_thing-1.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(tmp_path / each) for each in ("a", "b", "c")])
    assert installed("my-thing") == "2.1"


def test_nobody_knows_it() -> None:
    with pytest.raises(PackageNotFoundError):
        installed("no-such-package-at-all")
