"""A member leaves, and the machine stops before the n-th thing that is asked of it.

For each n the whole is done in a process of its own, which ends without any warning. Run with a
folder that holds the clinic, an empty one, and how many places to go on each time, and with the
recovery code to read; says on a line for each n what was found.
"""

import json
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from distressapp.core.journal import ChainError
from distressapp.core.stores import WrongPassphraseError
from distressapp.service import staff
from distressapp.service.access import Session, sign_in, sign_in_with_recovery
from distressapp.service.house import House
from distressapp.service.rotation import is_due
from distressapp.service.takein import take_in
from distressapp.vault import members
from tests.clinics import opened
from tests.service.teams import ANA, ANAS, first

ASKED: Final = ("open", "fsync", "replace", "unlink")
"""What of the system changes a file, besides the databases themselves."""

_STOPPED: Final = 9


def main() -> None:
    """Stop before each, until one run comes to its end."""
    clinic, empty = (Path(each) for each in sys.argv[1:3])
    step, stops_at, is_stopped = int(sys.argv[3]), 0, True
    code = sys.stdin.read()
    while is_stopped:
        root = shutil.copytree(clinic, empty / str(stops_at))
        child = os.fork()
        if child == 0:
            _leave(root, stops_at)
        is_stopped = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == _STOPPED
        sys.stdout.write(json.dumps(_found(root, code, is_stopped=is_stopped)) + "\n")
        shutil.rmtree(root)
        stops_at += step


def _leave(root: Path, stops_at: int) -> None:
    house = opened(root, room=None)
    session = first(house)
    who = next(each for each in members.members(session.vault) if each.name == ANA)
    left = [stops_at]
    for name in ASKED:
        setattr(os, name, _stopping(getattr(os, name), left))
    staff.leave(house, session, who.id).close()
    os._exit(0)


def _stopping(act: Callable[..., Any], left: list[int]) -> Callable[..., Any]:
    def acting(*args: Any, **named: Any) -> Any:  # noqa: ANN401  (whatever the system is asked)
        if left[0] == 0:
            os._exit(_STOPPED)
        left[0] -= 1
        return act(*args, **named)

    return acting


def _found(root: Path, code: str, *, is_stopped: bool) -> dict[str, object]:
    """What the next morning finds."""
    house = opened(root)
    before = _signs_in(house, ANAS, ANA)
    session = first(house)
    taken = take_in(house, session.vault)
    who = next(each for each in members.members(session.vault) if each.name == ANA)
    kinds = [each.entry.kind for each in session.vault.entries(session.vault.writer)]
    is_whole = _is_whole(session)
    posted = house.public
    session.close()
    again = first(house)
    is_same_key = again.key == session.key
    again.close()
    found = {
        "is_stopped": is_stopped,
        "is_whole": is_whole,
        "code_opens_the_same": _key_of_code(house, code) == session.key,
        "has_left": who.has_left,
        "let_leaver_in": before,
        "lets_leaver_in": _signs_in(house, ANAS, ANA),
        "is_due": is_due_in(house),
        "is_same_key": is_same_key,
        "rotations": [kinds.count("vault.rotated"), kinds.count("clinic.rotated")],
        "set_aside": len(taken.set_aside),
        "sittings": taken.entries + taken.drafts,
        "key": posted.id,
        "lies": sorted(path.name for path in root.iterdir() if path.name.startswith("vault.")),
        "wraps": len(list(house.folder.wraps.iterdir())),
    }
    house.close()
    return found


def _is_whole(session: Session) -> bool:
    try:
        session.vault.verify()
    except ChainError:
        return False
    return True


def _key_of_code(house: House, code: str) -> bytes:
    session = sign_in_with_recovery(house, code)
    session.close()
    return session.key


def is_due_in(house: House) -> bool:
    session = first(house)
    try:
        return is_due(session.vault)
    finally:
        session.close()


def _signs_in(house: House, passphrase: str, name: str) -> bool:
    with suppress(WrongPassphraseError):
        sign_in(house, passphrase, name=name).close()
        return True
    return False


if __name__ == "__main__":
    main()
