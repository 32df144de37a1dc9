"""What the rigs make a real program do, in a process of its own: `python -m tests.rigs.scenes`.

It says on standard output what it was promised is kept, a line each, after the promise:

    kept SITTING COUNT     that many answers of the sitting
    closed SITTING         its end
    called SITTING         its call to speak to someone now
    left MEMBER            nothing of that member's opens the vault
    told WORDS             something failed, and a person was told so
"""

import argparse
import itertools
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from distressapp.core.errors import ExpectedError
from distressapp.core.sitting import Stop
from distressapp.core.stores import NotKeptError
from distressapp.letterbox import connection as letterbox_file
from distressapp.letterbox.letterbox import Letterbox
from distressapp.letterbox.rows import Row
from distressapp.service.house import House
from distressapp.service.sittings import Running
from tests.clinics import PASSPHRASE, opened, rated, seated, told

OPTIONS: Final = 11
TRIES: Final = 30
LONG: Final = 60
"""Answers of a long sitting."""


def value_of(number: int) -> int:
    """The number that is tapped as the n-th answer of every sitting."""
    return number % OPTIONS


def say(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def answering(root: Path) -> None:
    """One sitting with a call, to its end; then one that nobody ends."""
    house = opened(root)
    running = seated(house)
    _answer(house, running, 4)
    running.note(("dt.rating",))
    running.raise_now()
    running.now_sounds()
    say("called", running.plan.sitting)
    _answer(house, running, 6, first=4)
    running.close(told(running))
    say("closed", running.plan.sitting)
    _answer(house, seated(house), 3)
    house.close()


def _answer(house: House, running: Running, last: int, first: int = 0) -> None:
    for number in range(first, last):
        running.keep(rated(house, value_of(number)))
        say("kept", running.plan.sitting, number + 1)


def endless(root: Path) -> None:
    """Answers without end, for somebody to kill."""
    house = opened(root)
    for _ in itertools.count():
        running = seated(house)
        _answer(house, running, 7)
        running.close(told(running))
        say("closed", running.plan.sitting)


def whole(root: Path) -> None:
    """A long sitting with the log of commits truncated in its middle."""
    house = opened(root)
    running = seated(house)
    say("opened")
    _answer(house, running, LONG // 2)
    house.letterbox.settle()
    say("settled")
    _answer(house, running, LONG, first=LONG // 2)
    house.close()


def nursery(root: Path) -> None:
    """For each line on standard input a child that answers without end; one lives at a time."""
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                endless(root)
            finally:
                traceback.print_exc()
                os._exit(1)
        say("born", child)
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != -signal.SIGKILL:
            raise SystemExit("a child died by itself")
        say("dead", child)


def taking(root: Path) -> None:
    """Staff sign in and take the letterbox in, in more than one batch."""
    # Imported late: a kiosk starts without it.
    from distressapp.bootstrap import open_vault  # noqa: PLC0415  (see above)
    from distressapp.service.takein import take_in  # noqa: PLC0415  (see above)

    house = opened(root, room="staff")
    vault = open_vault(house, PASSPHRASE)
    take_in(house, vault, batch=2)
    vault.close()
    house.close()


def migrating(root: Path) -> None:
    """A newer program opens the vault of an older one; staff sign in."""
    # Imported late: a kiosk starts without it.
    from tests.rigs.older import members_kept  # noqa: PLC0415  (see above)

    with members_kept():
        taking(root)


def leaving(root: Path) -> None:
    """Somebody leaves: the vault gets a new key, and the clinic a new pair."""
    # Imported late: a kiosk starts without it.
    from distressapp.service import staff  # noqa: PLC0415  (see above)
    from distressapp.vault.members import members  # noqa: PLC0415  (see above)
    from tests.service.teams import ANA, first  # noqa: PLC0415  (see above)

    house = opened(root, room="staff")
    session = first(house)
    (who,) = (each for each in members(session.vault) if each.name == ANA)
    after = staff.leave(house, session, who.id)
    say("left", who.id)
    after.close()
    house.close()


def struggling(root: Path) -> None:
    """A sitting on a disk that fails now and then: what fails is told, and tried again."""
    house = _tried(lambda: opened(root))
    running = _tried(lambda: seated(house))
    for number in range(6):
        try:
            running.keep(rated(house, value_of(number)))
        except NotKeptError as error:
            say("told", error)
            continue
        say("kept", running.plan.sitting, number + 1)
    for act in (running.raise_now, running.now_sounds):
        _tried(act)
    say("called", running.plan.sitting)
    _tried(running.retry)
    say("kept", running.plan.sitting, 6)
    _tried(lambda: running.close(told(running, Stop.FINISHED)))
    say("closed", running.plan.sitting)
    _tried(house.close)


def taking_with_trouble(root: Path) -> None:
    """Staff take the letterbox in while the disk fails now and then."""
    # Imported late: a kiosk starts without it.
    from distressapp.bootstrap import open_vault  # noqa: PLC0415  (see above)
    from distressapp.service.takein import take_in  # noqa: PLC0415  (see above)

    house = _tried(lambda: opened(root, room="staff"))
    vault = _tried(lambda: open_vault(house, PASSPHRASE))
    _tried(lambda: take_in(house, vault, batch=2))
    _tried(vault.close)
    house.close()


def _tried(act: Callable[[], Any]) -> Any:  # noqa: ANN401  (whatever the act gives)
    for _ in range(TRIES):
        try:
            return act()
        except ExpectedError as error:
            say("told", error)
    raise SystemExit(0)


SCENES: Final[Mapping[str, Callable[[Path], None]]] = {
    each.__name__: each
    for each in (
        answering,
        endless,
        whole,
        nursery,
        taking,
        migrating,
        leaving,
        struggling,
        taking_with_trouble,
    )
}


def normal() -> None:
    """Spoil the letterbox: a commit does not wait for the disk."""
    _spoil(letterbox_file, "PRAGMA synchronous = NORMAL")


def delete() -> None:
    """Spoil the letterbox: a rollback journal, whose deletion is the commit."""
    _spoil(letterbox_file, "PRAGMA journal_mode = DELETE", "PRAGMA synchronous = FULL")


def careless() -> None:
    """Spoil the vault: a commit does not wait for the disk, and the letterbox is emptied."""
    # Imported late: a kiosk starts without it.
    from distressapp.vault import connection as vault_file  # noqa: PLC0415  (see above)

    _spoil(vault_file, "PRAGMA synchronous = NORMAL")


def _spoil(module: ModuleType, *pragmas: str) -> None:
    """A control: what the program must not do."""
    sound = vars(module)["_set_up"]

    def spoilt(database: Any) -> None:  # noqa: ANN401  (of SQLite or SQLCipher)
        sound(database)
        for each in pragmas:
            database.execute(each)

    vars(module)["_set_up"] = spoilt


def early() -> None:
    """Spoil the letterbox: an answer counts as kept before it is committed."""
    keep = Letterbox.keep
    waiting: dict[str, tuple[Row, ...]] = {}

    def spoilt(self: Letterbox, sitting: str, rows: Iterable[Row]) -> None:
        if sitting in waiting:
            keep(self, sitting, waiting[sitting])
        waiting[sitting] = tuple(rows)

    Letterbox.keep = spoilt  # type: ignore[method-assign]  # a control


def deaf() -> None:
    """Spoil the sitting: what the disk refuses is acknowledged all the same."""
    keep = Letterbox.keep

    def spoilt(self: Letterbox, sitting: str, rows: Any) -> None:  # noqa: ANN401  (as keep has it)
        try:
            keep(self, sitting, rows)
        except ExpectedError:
            return

    Letterbox.keep = spoilt  # type: ignore[method-assign]  # a control


CONTROLS: Final[Mapping[str, Callable[[], None]]] = {
    each.__name__: each for each in (normal, delete, careless, early, deaf)
}


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("scene", choices=SCENES)
    parser.add_argument("root", type=Path)
    parser.add_argument("--spoilt", choices=CONTROLS)
    given = parser.parse_args(arguments)
    if given.spoilt is not None:
        CONTROLS[given.spoilt]()
    SCENES[given.scene](given.root)


if __name__ == "__main__":
    main(sys.argv[1:])
