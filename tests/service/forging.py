"""What somebody posts who has the clinic's public key and the folder, but no key to the vault."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import Any

from distressapp.core.journal import Head, head_after, link
from distressapp.letterbox.digests import digested
from distressapp.letterbox.rows import Posted
from distressapp.service.house import House
from distressapp.service.posting import News, entry_after, to_envelope

NEWS = News(kind="tested", payload={})


def forged(house: House, head: Head, news: News = NEWS, **lies: Any) -> Posted:  # noqa: ANN401  (of any field)
    """A sealed entry that follows from `head`, its header as whoever forges it likes."""
    entry = replace(entry_after(head, news, at=house.clock(), house=house), **lies)
    return Posted(
        head=head_after(link(head, entry)),
        sitting="",
        ticket="",
        day=house.today().isoformat(),
        key_id=house.public.id,
        sealed=house.public.seal(to_envelope(entry)),
    )


def slipped_in(house: House, posted: Posted) -> None:
    """Put it into the letterbox as a row of its own, past the program."""
    head = posted.head
    row = (
        *(head.writer, head.number, posted.sitting, posted.ticket, posted.day),
        *(posted.key_id, head.chain, posted.sealed),
    )
    with closing(sqlite3.connect(house.folder.letterbox, isolation_level=None)) as database:
        database.execute(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", digested("entry", row)
        )
