"""`python -m optimizer` is `cal-optimizer`."""

from optimizer.cli import main

main()
