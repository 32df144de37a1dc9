"""Set-up, and the machine stops before the n-th thing that is asked of it.

For each n the whole is done in a process of its own, which ends without any warning, in a folder
of its own. Run with an empty folder; says on a line for each n what the next one who tries finds.
"""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from distressapp.core.errors import ExpectedError
from distressapp.service.access import sign_in
from tests.clinics import PASSPHRASE, made, opened

ASKED: Final = ("open", "fsync", "replace", "unlink", "mkdir")
"""What of the system changes a file, besides the databases themselves."""

_STOPPED: Final = 9


def main() -> None:
    """Stop before each, until one run comes to its end."""
    empty, stops_at, is_stopped = Path(sys.argv[1]), 0, True
    while is_stopped:
        root = empty / str(stops_at)
        child = os.fork()
        if child == 0:
            _set_up(root, stops_at)
        is_stopped = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == _STOPPED
        sys.stdout.write(json.dumps(_found(root, is_stopped=is_stopped)) + "\n")
        stops_at += 1


def _set_up(root: Path, stops_at: int) -> None:
    left = [stops_at]
    for name in ASKED:
        setattr(os, name, _stopping(getattr(os, name), left))
    made(root)
    os._exit(0)


def _stopping(act: Callable[..., Any], left: list[int]) -> Callable[..., Any]:
    def acting(*args: Any, **named: Any) -> Any:  # noqa: ANN401  (whatever the system is asked)
        if left[0] == 0:
            os._exit(_STOPPED)
        left[0] -= 1
        return act(*args, **named)

    return acting


def _found(root: Path, *, is_stopped: bool) -> dict[str, object]:
    """Whether a clinic stands, and whether one can be made where none does."""
    stands = (root / "kiosk.json").exists()
    try:
        made(root)
        is_made = True
    except ExpectedError:
        is_made = False
    house = opened(root, room=None)
    sign_in(house, PASSPHRASE).close()
    house.close()
    return {
        "is_stopped": is_stopped,
        "stands": stands,
        "is_made": is_made,
        "is_marked": (root / "setup.unfinished").exists(),
        "aside": len(list(root.glob("unfinished-*"))),
    }


if __name__ == "__main__":
    main()
