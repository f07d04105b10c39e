"""`python -m optimizer` is `cal-optimizer`.

Nothing is loaded before somebody may stop the run without seeing where it was.
"""

import os
import signal


def main() -> None:
    """The command `cal-optimizer`."""
    for number, status in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
        signal.signal(number, lambda *_, status=status: os._exit(status))
    from optimizer.cli import main as run

    run()


if __name__ == "__main__":
    main()
