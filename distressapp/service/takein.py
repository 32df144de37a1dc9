"""Taking the letterbox in: into the vault first, then out of the letterbox, in small batches.

A crash between the two repeats harmlessly: an entry that the vault has is not written twice, and
a draft carries the name of its opening. What does not open or does not fit is set aside.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from distressapp.core.conclude import conclude
from distressapp.core.errors import ExpectedError
from distressapp.core.followup_record import STOPPED
from distressapp.core.frozen import frozen
from distressapp.core.journal import Entry, Head, Linked
from distressapp.core.record import SCHEMA, Record, Stamped, to_payload
from distressapp.core.sitting import NowState, Stop
from distressapp.core.stores import RoomTakenError, StoreError
from distressapp.core.worded import settled
from distressapp.keys.clinic import PrivateKey
from distressapp.letterbox.emptying import Emptying
from distressapp.letterbox.lock import RoomLock
from distressapp.letterbox.rows import Opening, Posted, Row, SetAside
from distressapp.log import Event, note
from distressapp.service.admitted import match_admitted
from distressapp.service.agreement import mismatches
from distressapp.service.calls import STATES
from distressapp.service.clinic_keys import fitting, opened_with_fitting, private_keys
from distressapp.service.drafts import Begun, as_sitting, draft_name, opened, read_rows
from distressapp.service.erased_list import publish
from distressapp.service.house import House
from distressapp.service.posting import NOBODY, News, entry_after, unread_envelope
from distressapp.service.published import look_again
from distressapp.service.wordings import file_of
from distressapp.text import _
from distressapp.vault import lists
from distressapp.vault.incoming import Incoming, UnreadableError
from distressapp.vault.merging import own_writers
from distressapp.vault.posted_stop import ReadStop, StopReader
from distressapp.vault.uncollected import uncollected
from distressapp.vault.vault import Inserted, Vault

BATCH: Final = 500
"""Entries in one commit, of some megabytes. To delete them keeps a kiosk that is open beside, in a
process of its own, waiting for some 15 ms (measured where the bench was)."""
STEP: Final = 4
"""The same while a room is open, whose window waits for each (this project's judgement)."""
MOST_MISSING: Final = 100_000
"""Entries that can be lost at once: years of a kiosk (this project's judgement). A number further
on is a forgery, that would make what is posted under it later look like one."""
UNOPENABLE: Final = "unopenable"
CONFLICT: Final = "conflict"
_ASIDE: Final = {Inserted.UNREADABLE: UNOPENABLE, Inserted.CONFLICT: CONFLICT}
_NOT_AS_SAID: Final = (
    *(LookupError, TypeError, ValueError, AttributeError),
    *(ArithmeticError, RecursionError),
)
"""How reading fails where a row is not what this program writes."""

ONLY_WITH_THE_VAULT: Final = (
    *("staff.", "recovery.", "vault.", "clinic.", "backup."),
    *("patient.", "record.", "gap.", "sitting.confirmed", "sitting.moved", "sitting.admitted"),
    *("sitting.recorded", "sitting.read", "case.", "visit.", "print.", "form.", "list."),
    "settings.put_back",
)
"""Kinds of entries that nobody can write without the vault's key."""
_OF_SOMEBODY: Final = ("sitting.", "now.")
"""Kinds of entries whose subject is a sitting or a call, and never the clinic itself."""


@frozen
class TakenIn:
    """What one take-in did.

    Attributes:
        entries: How many the vault did not have before.
        drafts: Sittings that a crash left, scored now.
        set_aside: Everything that lies aside, of this time and earlier.
        came_back: Random ids of erased sittings that stopped again since their erasure.
        mismatches: What does not agree between the folder and the vault, a sentence each;
            a kiosk must not go on while there is one.
    """

    entries: int
    drafts: int
    set_aside: tuple[SetAside, ...]
    mismatches: tuple[str, ...]
    came_back: tuple[str, ...] = ()


def take_in(house: House, vault: Vault, *, batch: int = BATCH) -> TakenIn:
    """Take everything in that was posted.

    Sittings that run, here or in a kiosk of another process, are left to go on.

    Raises:
        StoreError: A file cannot be used; what was taken in so far stands.
    """
    look_again(house)
    emptying = Emptying(house.folder.letterbox)
    try:
        private = private_keys(vault)
        _keep_used(house, vault)
        entries = take_posted(vault, emptying, batch=batch)
        drafts = _take_drafts(house, vault, emptying, private)
        match_admitted(house, vault)
        emptying.drop_calls()
        aside = emptying.set_aside()
        note(Event.TAKEN_IN, count=entries + drafts)
        if aside:
            note(Event.SET_ASIDE, count=len(aside))
        publish(house, vault)
        return TakenIn(
            entries=entries,
            drafts=drafts,
            set_aside=aside,
            mismatches=mismatches(house, vault, aside),
            came_back=lists.sat_again(vault),
        )
    finally:
        emptying.close()


def take_posted(vault: Vault, emptying: Emptying, *, batch: int = BATCH) -> int:
    """Take in the entries of a letterbox, but no draft; how many were new.

    Raises:
        StoreError: A file cannot be used; what was taken in so far stands.
    """
    with uncollected():
        return sum(posted_in_steps(vault, emptying, batch=batch))


def posted_in_steps(vault: Vault, emptying: Emptying, *, batch: int) -> Iterator[int]:
    """The same, with a pause after every batch: how many of it were new.

    Raises:
        StoreError: A file cannot be used; what was taken in so far stands.
    """
    gate = _Gate(private=private_keys(vault), ours=own_writers(vault), stops=StopReader())
    while posted := emptying.batch(batch):
        # Read after the rows: a kiosk may post meanwhile.
        yield _take_batch(vault, emptying, gate, posted, head=emptying.head)


@frozen(repr=False)
class _Gate:
    """What opens that which was posted, and whose chains nobody may post to."""

    private: Mapping[str, PrivateKey]
    ours: Collection[str]
    stops: StopReader


@frozen(repr=False)
class _Read:
    """An entry that was posted, and its payload as it was read once."""

    linked: Linked
    said: ReadStop


def _take_batch(
    vault: Vault, emptying: Emptying, gate: _Gate, posted: Sequence[Posted], *, head: Head
) -> int:
    try:
        with vault.commit():
            found = _taken_together(vault, gate, posted, head)
    except UnreadableError:
        # Nothing of the batch stands: once more, each by itself, to know which one it was.
        with vault.commit():
            found = [_taken_alone(vault, _read(each, gate), head) for each in posted]
    told = list(zip(posted, found, strict=True))
    emptying.drop([each for each, became in told if became not in _ASIDE])
    for each, became in told:
        if became in _ASIDE:
            emptying.set_entry_aside(each, reason=_ASIDE[became])
    return found.count(Inserted.NEW)


def _taken_together(
    vault: Vault, gate: _Gate, posted: Sequence[Posted], head: Head
) -> list[Inserted]:
    """What became of each, in the commit of all of them.

    One is read after the other: what each says is let go of before the next.

    Raises:
        UnreadableError: One is not what it says.
    """
    incoming = Incoming(vault)
    found: list[Inserted] = []
    for each in (_read(one, gate) for one in posted):
        if each is None:
            found.append(Inserted.UNREADABLE)
        elif _is_ahead(each.linked.entry, head, incoming.head(each.linked.entry.writer)):
            found.append(Inserted.CONFLICT)
        else:
            found.append(incoming.take(each.linked, each.said))
    incoming.end()
    return found


def _taken_alone(vault: Vault, read: _Read | None, head: Head) -> Inserted:
    if read is None:
        return Inserted.UNREADABLE
    writer = read.linked.entry.writer
    before = vault.heads().get(writer, Head(writer=writer))
    if _is_ahead(read.linked.entry, head, before):
        return Inserted.CONFLICT
    return vault.take(read.linked)


def _is_ahead(entry: Entry, head: Head, before: Head) -> bool:
    """Whether its number lies where nobody can have written yet.

    A letterbox that was mended or restored holds rows of writers before its own, and even of some
    that the vault never heard of; how far their chains went, nobody knows any more.

    Args:
        head: How far the letterbox's own chain goes.
        before: How far the entry's chain goes in the vault.
    """
    is_ahead = entry.writer == head.writer and entry.number > head.number
    return is_ahead or entry.number - before.number > MOST_MISSING


def _read(posted: Posted, gate: _Gate) -> _Read | None:
    """What was posted; None where it does not open, or lies about its place or kind.

    Anybody can post: what only the vault may write is not taken from there.
    """
    try:
        plain = opened_with_fitting(gate.private, posted.sealed, key_id=posted.key_id)
        entry = unread_envelope(plain)
        said = gate.stops.either(entry)
    except (ExpectedError, *_NOT_AS_SAID):
        return None
    if entry.writer in gate.ours or entry.kind.startswith(ONLY_WITH_THE_VAULT):
        return None
    if entry.kind == STOPPED and "paper" in said.payload:
        return None  # a form is keyed in by somebody who is signed in
    if entry.subject == NOBODY and entry.kind.startswith(_OF_SOMEBODY):
        return None
    if (entry.writer, entry.number) != (posted.head.writer, posted.head.number):
        return None
    return _Read(linked=Linked(entry=entry, chain=posted.head.chain), said=said)


def _take_drafts(
    house: House, vault: Vault, emptying: Emptying, private: Mapping[str, PrivateKey]
) -> int:
    if not emptying.drafts():
        return 0
    try:
        lock = None if house.lock is not None else _kiosk_lock(house)
    except RoomTakenError:
        # A kiosk of another process is open, and the sitting may be its own.
        return 0
    try:
        # Read only now: a kiosk that died a moment ago kept its last answer before that.
        drafts = [each for each in emptying.drafts() if each[0].sitting not in house.running]
        states = {each.id: STATES[each.urgency] for each in house.letterbox.calls()}
        states |= {each[0].sitting: state for each in drafts if (state := _posted(vault, each[0]))}
        return sum(_take_draft(house, vault, emptying, private, states, each) for each in drafts)
    finally:
        if lock is not None:
            lock.release()


def _posted(vault: Vault, opening: Opening) -> NowState | None:
    """What became of the sitting's call by its entries: unlike the clear bit, they are sealed."""
    known = {f"now.{each.value}": each for each in NowState}
    found = [known[each] for each in lists.kinds_of(vault, opening.sitting) if each in known]
    if not found:
        return None
    # A crash lets it sound: only "no, go back" would have kept it from that.
    return NowState.SOUNDING if found[-1] is NowState.ASKED else found[-1]


def _kiosk_lock(house: House) -> RoomLock:
    return RoomLock(house.folder.lock("kiosk"), room="kiosk")


def _take_draft(  # noqa: PLR0913, PLR0917  (the parts of one take-in, all named)
    house: House,
    vault: Vault,
    emptying: Emptying,
    private: Mapping[str, PrivateKey],
    states: Mapping[str, NowState],
    draft: tuple[Opening, tuple[Row, ...]],
) -> int:
    opening, rows = draft
    name = draft_name(opening)
    if lists.has_draft(vault, name):
        emptying.drop_draft(opening.sitting)
        return 0
    try:
        record = _scored(house, private, opening, rows, now=states.get(opening.sitting))
    except (ExpectedError, *_NOT_AS_SAID):
        emptying.set_draft_aside(opening, rows, reason=UNOPENABLE)
        return 0
    news = News(
        kind=STOPPED,
        schema=SCHEMA,
        subject=opening.sitting,
        payload=to_payload(record),
    )
    with vault.commit():
        vault.append(lambda head: entry_after(head, news, at=house.clock(), house=house))
    emptying.drop_draft(opening.sitting)
    return 1


def _scored(
    house: House,
    private: Mapping[str, PrivateKey],
    opening: Opening,
    rows: Sequence[Row],
    *,
    now: NowState | None,
) -> Record:
    if opening.sitting == NOBODY:
        raise ValueError("a sitting is somebody's")
    begun, key = opened(opening, fitting(private, opening.sealed, key_id=opening.key_id))
    sitting = settled(as_sitting(begun, read_rows(rows, key), stop=Stop.RESTART, now=now))
    key.forget()
    return Record(
        sitting=sitting,
        outcome=conclude(sitting, house.instruments),
        given=begun.given,
        stamped=_stamped(house, begun, sitting.language),
        draft=draft_name(opening),
    )


def _stamped(house: House, begun: Begun, language: str) -> Stamped:
    """What the patient was asked with: a language that was chosen later has words of its own."""
    if language == begun.language:
        return begun.stamped
    return replace(begun.stamped, wordings=house.stamped(language).wordings)


def _keep_used(house: House, vault: Vault) -> None:
    with vault.commit():
        for each, sha256 in house.definitions.items():
            path = house.resources / "instruments" / each / "definition.toml"
            content = path.read_text(encoding="utf-8")
            vault.keep_used(sha256, kind="definition", name=each, content=content)
        for name, wording in house.wordings.items():
            path = file_of(house.folder, house.resources, wording)
            content = path.read_text(encoding="utf-8")
            vault.keep_used(wording.sha256, kind="wording", name=name, content=content)


def check_agreement(taken: TakenIn) -> None:
    """Nothing where folder and vault agree.

    Raises:
        StoreError: They do not, and the kiosk must not go on.
    """
    if taken.mismatches:
        raise StoreError(
            taken.mismatches[0].rstrip("."),
            advice=_("Stop the kiosk on this folder, and ask whoever looks after it."),
        )
