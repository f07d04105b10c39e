"""Files that one living process holds: the system lets go of them when it ends, however it ends."""

import os
import sys
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def hold(file: IO[bytes]) -> bool:
        """Hold an open file until it is closed; False where another process holds it."""
        file.seek(1 << 40)  # far past its content, which others may still read
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            file.seek(0, os.SEEK_END)
        return True
else:
    import errno
    import fcntl

    def hold(file: IO[bytes]) -> bool:
        """Hold an open file until it is closed; False where another process holds it."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            # Some network folders know no locks: then two at once cannot be told apart.
            return error.errno not in (errno.EAGAIN, errno.EACCES)
        return True
