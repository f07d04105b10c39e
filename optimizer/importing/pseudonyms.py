"""Names as pseudonyms: a keyed hash by kind, the same at every refresh with the same key."""

import hmac
import os
import secrets
from hashlib import sha256
from pathlib import Path

from optimizer.domain.problems import OutputError


class Pseudonyms:
    """Renames users and devices; keeps the table of names for its own file."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self.names: dict[tuple[str, str], str] = {}

    def __call__(self, kind: str, name: str) -> str:
        """The pseudonym of a name: `user-` or `device-` and ten letters and digits."""
        if not name:
            return ""
        digest = hmac.new(self._key, f"{kind}\0{name.casefold()}".encode(), sha256).hexdigest()
        made = f"{kind}-{digest[:10]}"
        self.names[kind, name] = made
        return made


def key_in(path: Path, *, keep: bool = True) -> bytes:
    """The key in a file, made where there is none, in the file if it is to be kept. Raises
    OutputError."""
    try:
        if path.exists():
            key = path.read_bytes().strip()
            if len(key) < 16:
                raise OutputError(f"{path}: a key needs at least 16 characters.")
            return key
        key = secrets.token_hex(32).encode()
        if keep:
            with os.fdopen(
                os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"
            ) as file:
                file.write(key + b"\n")
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror or error}.") from None
    return key


def as_it_is(kind: str, name: str) -> str:  # noqa: ARG001 - called as Pseudonyms are
    """The name itself."""
    return name
