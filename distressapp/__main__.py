"""`python -m distressapp` and the `distressapp` command."""

import sys
from importlib import import_module

from distressapp.hardening import begin_with_short_memory, harden_process
from distressapp.program import CHILD, CHILDREN


def main() -> None:
    """Run the command line, or be one of the program's children; leave with the exit status."""
    begin_with_short_memory()
    harden_process()
    words = sys.argv[1:]
    if words[:1] == [CHILD] and words[1:2] and words[1] in CHILDREN:
        sys.exit(import_module(CHILDREN[words[1]]).main(words[2:]))
    # Imported late: a start from anew should not pay for it twice.
    from distressapp.cli import main as run  # noqa: PLC0415  (see above)

    sys.exit(run())


if __name__ == "__main__":
    main()
