"""Lawful erasure of one patient: payloads, salts and lists go, the chain stays valid.

The order makes a crash harmless. The vault commits first, with the entry that names what was
emptied; what stands outside the vault follows from that entry, and is done again by `finish`.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Final

from distressapp.core.erasure import ERASED, SUBJECT, Erased, erased_payload, together
from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.journal import Head, Json
from distressapp.core.roles import Act
from distressapp.keys.clinic import PrivateKey
from distressapp.letterbox.emptying import Emptying
from distressapp.letterbox.rows import Opening, Posted
from distressapp.service.access import Session, check_may
from distressapp.service.calls import not_ended
from distressapp.service.choosing import Chosen, of_subject, short_ids
from distressapp.service.clinic_keys import fitting, private_keys
from distressapp.service.drafts import opened
from distressapp.service.entries import append
from distressapp.service.erased_list import known, publish
from distressapp.service.house import House
from distressapp.service.matching import recent
from distressapp.service.pauses import forget
from distressapp.service.posting import News
from distressapp.service.takein import take_in
from distressapp.text import _
from distressapp.vault import erasing
from distressapp.vault.backups import numbers
from distressapp.vault.vault import Vault

REPLAYED: Final = "erased before the restore"
_SHORTEST_NAME: Final = 3
"""Shorter parts of a name are too often a word of their own."""
_SHORTEST_FIGURE: Final = 4
"""Shorter record numbers are too often a part of a word."""


class NotErasedError(ExpectedError):
    """Nothing was erased, and nothing has changed."""


@frozen
class Erasure:
    """What one erasure did.

    Attributes:
        entries: How many were emptied.
        is_settled: Nothing is left beside the files; False while another program reads them.
        unreached: Folders whose `erased.json` could not be written yet.
        quarantined: What lies in quarantine, damaged or replaced. It may still tell of them,
            under the key; a person deletes it when nobody needs it any more.
    """

    entries: int
    is_settled: bool
    unreached: tuple[Path, ...]
    quarantined: tuple[Path, ...] = ()


def erase(
    house: House, session: Session, subject: str, *, reason: str, leaves_unmatched: bool = False
) -> Erasure:
    """Erase everything about one patient, or one sitting nobody matched. It cannot be undone.

    Args:
        subject: The patient's random id, or the sitting's; a matched sitting means its patient.
        reason: Why, in words that name nobody; it stays in the journal.
        leaves_unmatched: Sittings that were given under the same record number, and that nobody
            matched, are left as they are; else nothing is erased while there are any.

    Raises:
        NotAllowedError: The member's role does not erase.
        NotErasedError: It cannot be done now, and why.
        StoreError: A file cannot be used. Run it again: what was done stands.
    """
    check_may(session, Act.ERASE)
    take_in(house, session.vault)
    chosen = of_subject(session.vault, subject)
    _check_reason(reason, chosen)
    if chosen.patient is not None and chosen.unmatched and not leaves_unmatched:
        raise NotErasedError(
            _("Sittings that nobody matched bear the same record number: {ids}").format(
                ids=short_ids(chosen.unmatched)
            ),
            advice=_(
                "Match each to its patient or erase it by its id first; or leave them as they are "
                "with --leave-unmatched."
            ),
        )
    _check_nobody_sits(house, session.vault, chosen)
    payload = {"by": session.member.name, "member": session.member.id, "reason": reason.strip()}
    with session.vault.commit():
        if of_subject(session.vault, subject) != chosen:
            raise NotErasedError(
                _("Something was noted about this patient a moment ago"),
                advice=_("Look at it, then erase again."),
            )
        count = _empty(house, session.vault, chosen.subjects, payload)
    _forget_in_memory(house, session.vault, chosen.sittings)
    return _finished(house, session.vault, count, leaving=chosen.subjects)


def replay(house: House, vault: Vault) -> Erasure:
    """Erase again what was erased before a restore; doing it twice changes nothing.

    The letterbox is taken in first, for a restored one may hold what an old vault lacks.

    Raises:
        ErasedListError: A list cannot be read; then nobody knows what must be erased.
        StoreError: A file cannot be used; run it again.
    """
    take_in(house, vault)
    with vault.reading() as db:
        named = erasing.named(db)
    subjects = frozenset(each.subject for each in together([*known(house), *named]))
    count = _empty(house, vault, subjects, {"by": "restore", "member": "", "reason": REPLAYED})
    return _finished(house, vault, count, leaving=subjects)


def finish(house: House, vault: Vault) -> Erasure:
    """Do what an erasure leaves to be done outside the vault, where a crash cut it short.

    Raises:
        StoreError: A file cannot be used; run it again.
    """
    with vault.reading() as db:
        subjects = frozenset(each.subject for each in erasing.named(db))
    return _finished(house, vault, 0, leaving=subjects)


def _check_reason(reason: str, chosen: Chosen) -> None:
    said = re.findall(r"\w+", reason.casefold())
    number = re.findall(r"\w+", chosen.record_number.casefold())
    name = "" if chosen.patient is None else chosen.patient.name.casefold()
    told = {each for each in re.findall(r"\w+", name) if len(each) >= _SHORTEST_NAME}
    if told & set(said) or any(_tells(said, each) for each in ("".join(number), *_dates(chosen))):
        raise NotErasedError(
            _("The reason names the patient, and it would stay when all else is gone"),
            advice=_("Give a reason without a name or a record number."),
        )
    if not said:
        raise NotErasedError(
            _("No reason was given"), advice=_("Say why, in words that name nobody.")
        )


def _tells(said: Sequence[str], figure: str) -> bool:
    """Whether the words tell that figure; a short one is in many a word, and must be one itself."""
    is_long = len(figure) >= _SHORTEST_FIGURE
    return bool(figure) and (figure in "".join(said) if is_long else figure in said)


def _dates(chosen: Chosen) -> tuple[str, ...]:
    """The date of birth without blanks or signs, in the orders that people write."""
    born = None if chosen.patient is None else chosen.patient.born
    return (
        () if born is None else tuple(f"{born:{each}}" for each in ("%Y%m%d", "%d%m%Y", "%m%d%Y"))
    )


def _check_nobody_sits(house: House, vault: Vault, chosen: Chosen) -> None:
    """What still goes on would come back after the erasure."""
    calls = {each.id for each in not_ended(house)}
    if calls & chosen.subjects:
        raise NotErasedError(
            _("A call for help of this patient has not ended"), advice=_("Answer it first.")
        )
    if _is_sitting(house, vault, chosen):
        raise NotErasedError(
            _("A sitting of this patient has not ended"),
            advice=_("Let it end, or close the kiosk; then erase again."),
        )


def _is_sitting(house: House, vault: Vault, chosen: Chosen) -> bool:
    privates = private_keys(vault)
    emptying = Emptying(house.folder.letterbox)
    try:
        for opening, _rows in emptying.drafts():
            if opening.sitting in chosen.subjects:
                return True
            if _number_of(opening, privates) == chosen.record_number:
                return True
    finally:
        emptying.close()
    return False


def _number_of(opening: Opening, privates: Mapping[str, PrivateKey]) -> str | None:
    """Under which number that sitting was begun; None where nobody can open it."""
    try:
        private = fitting(privates, opening.sealed, key_id=opening.key_id)
        begun, key = opened(opening, private)
    except (ExpectedError, LookupError, TypeError, ValueError):
        return None
    key.forget()
    return begun.given.record_number


def _empty(house: House, vault: Vault, subjects: Collection[str], said: Mapping[str, Json]) -> int:
    """Empty and note it, in one commit; nothing to empty is no entry."""
    with vault.commit():
        found = erasing.entries_about(vault.database, subjects)
        if not any(each.entries for each in found):
            return 0
        count = erasing.erase(vault.database, found)
        append(house, vault, News(kind=ERASED, subject=SUBJECT, payload=_payload(said, found)))
    return count


def _payload(said: Mapping[str, Json], found: tuple[Erased, ...]) -> Json:
    return {**said, "erased": erased_payload(found)}


def _forget_in_memory(house: House, vault: Vault, sittings: tuple[str, ...]) -> None:
    forget(house, sittings)
    if house.recent.is_known:
        house.recent = recent(house, vault)


def _finished(house: House, vault: Vault, count: int, *, leaving: Collection[str]) -> Erasure:
    open_calls = {each.id for each in not_ended(house)}
    gone = frozenset(leaving) - open_calls
    emptying = Emptying(house.folder.letterbox)
    try:
        _keep_gaps_shown(emptying, vault, gone)
        is_letterbox_settled = emptying.forget(gone)
    finally:
        emptying.close()
    with vault.reading() as db:
        is_settled = erasing.settle(db)
    quarantine = house.folder.quarantine
    return Erasure(
        entries=count,
        is_settled=is_settled and is_letterbox_settled,
        unreached=publish(house, vault),
        quarantined=tuple(sorted(quarantine.iterdir())) if quarantine.is_dir() else (),
    )


def _keep_gaps_shown(emptying: Emptying, vault: Vault, gone: Collection[str]) -> None:
    """Where an entry that lies aside left a gap in its chain, a row about nobody still says so.

    Without it the letterbox and the vault would not agree, and no check would say why.
    """
    there = numbers(vault)
    for each in emptying.set_aside():
        is_gap = each.writer and each.number not in there.get(each.writer, frozenset())
        if is_gap and each.sitting in gone:
            blank = Posted(
                head=Head(writer=each.writer, number=each.number),
                sitting="",
                ticket="",
                day=each.day,
                key_id=each.key_id,
                sealed=b"",
            )
            emptying.set_entry_aside(blank, reason=each.reason)
