"""The rows of a running sitting: what is inside the seals, and how they become a sitting."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b

from distressapp.core.answers import Answer, Picked
from distressapp.core.course import has, who
from distressapp.core.frozen import frozen
from distressapp.core.journal import Json, canonical, parsed
from distressapp.core.record import (
    Given,
    Payload,
    Stamped,
    plan_from,
    plan_payload,
    revision_from,
    revision_payload,
)
from distressapp.core.sitting import NowState, Plan, Revision, Sitting, Stop
from distressapp.core.stores import damaged
from distressapp.keys.clinic import PrivateKey
from distressapp.keys.sitting import SittingKey
from distressapp.letterbox.rows import Opening, Row


@frozen
class Begun:
    """What the opening row holds beside the sitting's key."""

    plan: Plan
    given: Given
    stamped: Stamped
    started: datetime
    language: str


@frozen
class Kept:
    """One row.

    Attributes:
        revision: None where the row only notes what was shown.
        shown: Ids of the steps that were shown since the row before.
    """

    revision: Revision | None = None
    shown: tuple[str, ...] = ()
    steppers_used: bool = False


def opening_bytes(begun: Begun, key: SittingKey) -> bytes:
    """What is sealed to the clinic's key when a sitting opens."""
    given, stamped = begun.given, begun.stamped
    return canonical(
        {
            "schema": 1,
            "key": key.raw.hex(),
            "plan": plan_payload(begun.plan),
            "record_number": given.record_number,
            "born": None if given.born is None else given.born.isoformat(),
            "settings": stamped.settings,
            "program": stamped.program,
            "definitions": dict(stamped.definitions),
            "wordings": dict(stamped.wordings),
            "started": begun.started.isoformat(),
            "language": begun.language,
        }
    )


def opened(opening: Opening, private: PrivateKey) -> tuple[Begun, SittingKey]:
    """The opening row read with the vault's key.

    Raises:
        ExpectedError: It does not open.
    """
    return begun_from(private.open(opening.sealed))


def begun_from(content: bytes) -> tuple[Begun, SittingKey]:
    """What `opening_bytes` wrote."""
    found: Payload = parsed(content)
    born = found["born"]
    begun = Begun(
        plan=plan_from(found["plan"]),
        given=Given(
            record_number=found["record_number"],
            born=None if born is None else datetime.fromisoformat(born).date(),
        ),
        stamped=Stamped(
            settings=found["settings"],
            program=found["program"],
            definitions=found["definitions"],
            wordings=found["wordings"],
        ),
        started=datetime.fromisoformat(found["started"]),
        language=found["language"],
    )
    return begun, SittingKey(begun.plan.sitting, bytes.fromhex(found["key"]))


def row_bytes(kept: Kept) -> bytes:
    """What is sealed with the sitting's key."""
    revision: Json = None if kept.revision is None else revision_payload(kept.revision)
    return canonical(
        {"revision": revision, "shown": list(kept.shown), "steppers_used": kept.steppers_used}
    )


def read_rows(rows: Iterable[Row], key: SittingKey) -> tuple[Kept, ...]:
    """The rows of a sitting, opened.

    Raises:
        CannotOpenError: A row was changed, or moved from another place.
        StoreDamagedError: A row is missing.
    """
    found: list[Kept] = []
    for row in rows:
        if row.number != len(found) + 1:
            raise damaged("A sitting in letterbox.db")
        payload: Payload = parsed(key.open(row.sealed, number=row.number))
        revision = payload["revision"]
        found.append(
            Kept(
                revision=None if revision is None else revision_from(revision),
                shown=tuple(payload["shown"]),
                steppers_used=payload["steppers_used"],
            )
        )
    return tuple(found)


def as_sitting(begun: Begun, kept: Iterable[Kept], *, stop: Stop, now: NowState | None) -> Sitting:
    """The sitting that follows from what was kept, and from nothing else."""
    rows = tuple(kept)
    revisions = tuple(each.revision for each in rows if each.revision is not None)
    answers = standing(revisions)
    shown = tuple(dict.fromkeys(step for each in rows for step in each.shown))
    picked = answers.get("sitting/language")
    return Sitting(
        plan=begun.plan,
        who=who(answers),
        language=picked.ids[0] if isinstance(picked, Picked) else begun.language,
        answers=answers,
        revisions=revisions,
        shown=shown,
        stop=Stop.NOT_TODAY if has(answers, "sitting/not_today", "yes") else stop,
        now=now,
        is_help_reached=any(each.startswith("help.") for each in shown),
        started=begun.started,
        stopped=revisions[-1].at if revisions else begun.started,
        steppers_used=any(each.steppers_used for each in rows),
    )


def with_what_was_seen(sitting: Sitting, told: Sitting, *, stopped: datetime) -> Sitting:
    """The kept sitting with what only the screen knows: how it stopped, what was shown."""
    return replace(
        sitting,
        stop=told.stop,
        shown=tuple(dict.fromkeys((*sitting.shown, *told.shown))),
        now=sitting.now if told.now is None else told.now,
        is_help_reached=sitting.is_help_reached or told.is_help_reached,
        steppers_used=sitting.steppers_used or told.steppers_used,
        stopped=stopped,
    )


def standing(revisions: Iterable[Revision]) -> dict[str, Answer]:
    """The answers that stand after all revisions."""
    answers: dict[str, Answer] = {}
    for each in revisions:
        if each.answer is None:
            answers.pop(each.key, None)
        else:
            answers[each.key] = each.answer
    return answers


def draft_name(opening: Opening) -> str:
    """A name for one opening of one sitting, so that a draft is scored once."""
    return blake2b(opening.sealed, digest_size=16).hexdigest()
