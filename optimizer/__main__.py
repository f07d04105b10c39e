"""`python -m optimizer` is `cal-optimizer`.

Nothing is loaded before somebody may stop the run without seeing where it was.
"""

import os
import signal
import sys


def main() -> None:
    """The command `cal-optimizer`."""
    for number, status in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
        signal.signal(number, lambda *_, status=status: os._exit(status))
    from optimizer.meant import meant

    taken = meant(sys.argv[1:])
    if isinstance(taken, str):
        sys.stderr.write(f"{taken}\n")
        sys.exit(2)
    from optimizer.solve_verb import plainly

    asked = plainly(taken)
    if asked is not None:
        from optimizer.console import run

        run(asked)
    sys.argv[1:] = taken
    from optimizer.cli import main as any_verb

    any_verb()


if __name__ == "__main__":
    main()
