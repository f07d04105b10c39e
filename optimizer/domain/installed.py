"""Versions of installed packages."""

import sys
from pathlib import Path


def installed(package: str) -> str:
    """The version of an installed package, by the name of the folder that its installer wrote for
    it (`name-version.dist-info`, PEP 376); the library for metadata, which loads all of that for
    e-mail, is asked where there is none. Raises its PackageNotFoundError where nobody knows it."""
    name = package.replace("-", "_")
    for folder in sys.path:
        for found in Path(folder).glob(f"{name}-*.dist-info"):
            return found.name.removeprefix(f"{name}-").removesuffix(".dist-info")
    from importlib.metadata import version

    return version(package)
