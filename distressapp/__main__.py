"""`python -m distressapp` and the `distressapp` command."""

import sys

from distressapp.cli import main as run


def main() -> None:
    """Run the command line and leave with its exit status."""
    sys.exit(run())


if __name__ == "__main__":
    main()
