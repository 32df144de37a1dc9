"""The program stands aside before it is replaced: a frozen one reads its own files as it goes.

A copy is made, by links where the disk allows it, and goes on in the place of the installed one.
It stays there afterwards: it can go back even where the new program does not start.
"""

import os
import shutil
import sys
from pathlib import Path

from distressapp import program
from distressapp.core.stores import full
from distressapp.releases.record import Store


def stands_aside(store: Store) -> bool:
    """Whether this process is no file of the installed program's."""
    if not program.is_frozen():
        return True
    return Path(sys.executable).resolve().is_relative_to(store.rescue.resolve())


def stand_aside(store: Store, words: list[str], *, is_under_way: bool) -> None:
    """Start again from a copy; does not return where one is needed.

    Args:
        words: The command line.
        is_under_way: A change was interrupted: what is installed may be of two versions, and the
            copy that was made before goes on.

    Raises:
        StoreError: The disk is full.
    """
    if stands_aside(store):
        return
    if not (is_under_way and store.rescue.is_dir()):
        copy(Path(sys.executable).resolve().parent, store.rescue)
    inside = store.rescue / Path(sys.executable).name
    sys.stdout.flush()
    sys.stderr.flush()
    # The same command, from the copy; descriptors that were handed over stay open.
    os.execv(inside, [str(inside), *words])  # noqa: S606  (see above)


def copy(source: Path, target: Path) -> None:
    """Make a whole copy of a program's folder, or none.

    Raises:
        StoreError: The disk is full.
    """
    beside = target.with_name(f".{target.name}.part")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        shutil.copytree(source, beside, symlinks=True, copy_function=_linked)
        if sys.platform != "win32":
            os.sync()
        shutil.rmtree(target, ignore_errors=True)
        beside.rename(target)
    except OSError as error:
        shutil.rmtree(beside, ignore_errors=True)
        raise full(target.name) from error


def _linked(source: str, target: str) -> str:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target)
    return target
