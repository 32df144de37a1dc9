"""What a sitting leaves, and what damage does to a file."""

import sqlite3
from contextlib import closing
from pathlib import Path

from distressapp.service.house import House
from distressapp.service.posting import News, post
from tests.clinics import closed, rated, seated


def sat(house: House, value: int) -> str:
    """A sitting that ended."""
    running = seated(house)
    running.keep(rated(house, value))
    closed(house, running)
    return running.plan.sitting


def spoiled(path: Path) -> None:
    """Every second page of a file is other bytes, but for the salt that a vault begins with."""
    content = bytearray(path.read_bytes())
    salt = content[:16]
    for start in range(0, len(content), 8192):
        content[start : start + 4096] = b"\xa5" * len(content[start : start + 4096])
    path.write_bytes(bytes(salt + content[16:]))
    for tail in ("-wal", "-shm"):
        path.with_name(f"{path.name}{tail}").unlink(missing_ok=True)


def torn(house: House) -> None:
    """Two entries wait in the letterbox, and the first of them does not open."""
    first = house.letterbox.head.number + 1
    for _ in range(2):
        post(house, News(kind="tested", payload={}))
    with closing(sqlite3.connect(house.folder.letterbox)) as database:
        database.execute(
            "UPDATE entry SET sealed = zeroblob(length(sealed)) WHERE number = ?", [first]
        )
        database.commit()
