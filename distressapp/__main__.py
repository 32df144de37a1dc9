"""`python -m distressapp` and the `distressapp` command."""

import sys

from distressapp.anew import begin_with_short_memory


def main() -> None:
    """Run the command line, or be one of the program's children; leave with the exit status."""
    begin_with_short_memory()
    sys.exit(_run(sys.argv[1:]))


def _run(words: list[str]) -> int:
    # Imported late: a process that begins anew should not pay for it twice.
    from distressapp.unasked import put_off  # noqa: PLC0415  (see above)

    put_off()
    from distressapp.hardening import harden_process  # noqa: PLC0415  (see above)
    from distressapp.program import CHILD, CHILDREN  # noqa: PLC0415  (see above)

    harden_process()
    if words[:1] == [CHILD] and words[1:2] and words[1] in CHILDREN:
        from importlib import import_module  # noqa: PLC0415  (see above)

        return int(import_module(CHILDREN[words[1]]).main(words[2:]))
    from distressapp.cli import main as run  # noqa: PLC0415  (see above)

    return run()


if __name__ == "__main__":
    main()
