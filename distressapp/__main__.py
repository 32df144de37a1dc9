"""`python -m distressapp` and the `distressapp` command."""

import sys

from distressapp.hardening import begin_with_short_memory, harden_process


def main() -> None:
    """Run the command line and leave with its exit status."""
    begin_with_short_memory()
    harden_process()
    # Imported late: a start from anew should not pay for it twice.
    from distressapp.cli import main as run  # noqa: PLC0415  (see above)

    sys.exit(run())


if __name__ == "__main__":
    main()
