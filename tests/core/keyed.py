"""Forms keyed by their marks, as a member of staff does."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from distressapp.core.keying import (
    Keying,
    Left,
    as_sitting,
    begin,
    decline,
    forward,
    is_keyed,
    leave,
    mark,
    write,
)
from distressapp.core.sitting import Plan, Sitting, Use
from tests.core.shipped import INSTRUMENTS

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def plan(*instruments: str, missing: Mapping[str, str] | None = None) -> Plan:
    return Plan(
        sitting="0" * 32,
        ticket="harbour",
        use=Use.REHEARSAL,
        instruments=instruments or tuple(INSTRUMENTS),
        missing=missing or {},
    )


def fresh(*instruments: str) -> Keying:
    return begin(plan(*instruments), INSTRUMENTS)


def keyed(keying: Keying, *marks: str) -> Keying:
    """Mark after mark, each at the next question.

    A mark is ids with commas between them; `""` is blank, `"?"` unclear, `"-"` rather not say,
    and what begins with `"="` is written.
    """
    for each in marks:
        if each == "":
            keying = leave(keying, Left.BLANK)
        elif each == "?":
            keying = leave(keying, Left.UNCLEAR)
        elif each == "-":
            keying = decline(keying)
        elif each.startswith("="):
            keying = write(keying, each[1:])
        else:
            keying = mark(keying, tuple(each.split(",")))
        keying = forward(keying)
    return keying


def blank_to(keying: Keying, question_id: str) -> Keying:
    """Everything blank up to that question, which comes next."""
    while keying.at != question_id:
        keying = keyed(keying, "")
    return keying


def finished(keying: Keying, *, handed_in: str = "whole") -> Sitting:
    """The sitting, when what is left is blank."""
    while not keying.is_complete:
        is_last = keying.at == "handed_in"
        if is_keyed(keying, keying.question):
            keying = forward(keying)
        else:
            keying = keyed(keying, handed_in if is_last else "")
    return sitting(keying)


def sitting(keying: Keying) -> Sitting:
    return as_sitting(keying, started=AT, stopped=AT, language="en")


def places(presented: Sequence[int | None]) -> tuple[str, ...]:
    """Displayed places as marks; None is blank."""
    return tuple("" if each is None else str(each) for each in presented)
