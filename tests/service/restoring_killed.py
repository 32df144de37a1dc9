"""A backup is restored, and the process is killed before or after the n-th file is renamed.

For each n the restore is done in a process of its own, which gets SIGKILL. Run with a folder that
holds the clinic, an empty one, the backup's name, how many renames to go on each time, and "whole"
or "forgetful"; the forgetful loses the plan with the process, and must be found out. Says on a
line for each n what the next start found.
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from distressapp.bootstrap import sign_in
from distressapp.cli.restoration import restore_backup
from distressapp.core.errors import ExpectedError
from distressapp.service.staging import Wanted
from distressapp.service.takein import take_in
from distressapp.vault import lists
from tests.clinics import PASSPHRASE, Clock, opened

RENAMES: Final = ("rename", "replace")


def main() -> None:
    """Kill before and after each, until one run comes to its end."""
    clinic, empty, name = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    step, is_forgetful, dies_at = int(sys.argv[4]), sys.argv[5] == "forgetful", 0
    is_killed = True
    while is_killed:
        root = shutil.copytree(clinic, empty / str(dies_at))
        child = os.fork()
        if child == 0:
            _restore(root, root / "backups" / name, dies_at)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        is_killed = code == -signal.SIGKILL
        if is_forgetful:
            shutil.rmtree(root / "restoring", ignore_errors=True)
        sys.stdout.write(json.dumps({"code": code, **_found(root)}) + "\n")
        shutil.rmtree(root)
        dies_at += step


def _restore(root: Path, backup: Path, dies_at: int) -> None:
    left = [dies_at]
    for name in RENAMES:
        setattr(os, name, _dying(getattr(os, name), left))
    restore_backup(root, Wanted(backup=backup, passphrase=PASSPHRASE), clock=Clock())
    os._exit(0)


def _dying(act: Callable[..., Any], left: list[int]) -> Callable[..., Any]:
    def acting(*args: Any, **named: Any) -> Any:  # noqa: ANN401  (whatever the system is asked)
        _count(left)
        result = act(*args, **named)
        _count(left)
        return result

    return acting


def _count(left: list[int]) -> None:
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left[0] -= 1


def _found(root: Path) -> dict[str, object]:
    """What the next start finds."""
    try:
        house = opened(root)
        session = sign_in(house, PASSPHRASE)
    except ExpectedError as error:
        return {"refused": type(error).__name__}
    taken = take_in(house, session.vault)
    session.vault.verify()
    found: dict[str, object] = {
        "sittings": sorted(lists.all_sittings(session.vault)),
        "mismatches": len(taken.mismatches),
        "set_aside": len(taken.set_aside),
        "is_left": (root / "restoring").exists(),
        "vaults": len([*root.glob("vault.db"), *root.glob("quarantine/*/vault.db")]),
    }
    session.close()
    house.close()
    return found


if __name__ == "__main__":
    main()
