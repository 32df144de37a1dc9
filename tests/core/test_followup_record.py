"""What each kind of entry says for the ledger; and that nothing posted is what staff did."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distressapp.core.followup import (
    CALLED,
    CONCERN,
    Accepted,
    Corrected,
    Death,
    DeathWord,
    FlagId,
    Gone,
    Heard,
    Noted,
    Offered,
    Planned,
    Raised,
    Refused,
    Sounded,
    TookBack,
    What,
)
from distressapp.core.followup_record import (
    KINDS,
    STOPPED,
    events,
    events_of_stop,
    noted_payload,
    said,
    short,
)
from distressapp.core.followup_steps import Action, Step
from distressapp.core.instrument import Band, Trigger
from distressapp.core.journal import Entry
from distressapp.core.record import flag_payload
from distressapp.core.results import Flag
from distressapp.core.sitting import NowState

SUBJECT = "ab" * 16
FLAG = Flag(rule="dt.rating.8", trigger=Trigger.DISTRESS, band=Band.SOON, because="Distress 9")
NOW = Flag(rule=CALLED, trigger=Trigger.REQUEST, band=Band.NOW, because="asked")
BY = {"by": "Ines", "member": "m1"}
FLAGS = {"flags": [["s1", "dt.rating.8"]]}
NAMED = (FlagId(sitting="s1", rule="dt.rating.8"),)


def entry(kind: str) -> Entry:
    return Entry(
        writer="w1",
        number=7,
        at_ms=1000,
        offset_min=0,
        kind=kind,
        schema=1,
        subject=SUBJECT,
        salt=b"",
        payload=b"",
    )


def told(kind: str, payload: dict[str, Any], *, is_own: bool = True) -> list[What]:
    return [each.what for each in events(entry(kind), payload, is_own=is_own)]


def raised(flag: Flag, sitting: str = SUBJECT) -> Raised:
    return Raised(
        flag=FlagId(sitting=sitting, rule=flag.rule),
        band=flag.band,
        trigger=flag.trigger,
        because=flag.because,
    )


def test_a_stop_raises_its_flags_and_its_call_has_sounded() -> None:
    payload = {"flags": [flag_payload(FLAG), flag_payload(NOW)], "sitting": {"answers": {}}}

    kept = short(entry("sitting.stopped"), payload)

    assert kept == {"flags": payload["flags"]}
    assert told("sitting.stopped", dict(kept)) == [
        raised(FLAG),
        raised(NOW),
        Sounded(flag=FlagId(sitting=SUBJECT, rule=CALLED)),
    ]


def test_what_is_no_stop_is_kept_whole() -> None:
    assert short(entry("case.accepted"), BY) == BY


def test_a_call_without_a_sitting_is_a_flag_until_it_is_taken_back() -> None:
    call = FlagId(sitting=SUBJECT, rule=CALLED)
    alone, seated = {"has_sitting": False}, {"has_sitting": True}

    asked = told("now.asked", alone)
    sounding = told("now.sounding", alone)
    back = told("now.withdrawn", alone)

    assert [type(each) for each in asked] == [Raised]
    assert sounding == [*asked, Sounded(flag=call)]
    assert back[0] == TookBack(flag=call)
    assert isinstance(back[1], Raised)
    assert back[1].band is Band.TALK
    assert told("now.asked", seated) == []
    assert told("now.sounding", seated) == [Sounded(flag=call)]
    assert told("now.withdrawn", seated) == []


@pytest.mark.parametrize(
    "kind", ["now.asked", "now.sounding", "now.withdrawn", "now.acknowledged", "now.left"]
)
def test_a_call_that_an_older_program_wrote_shorter_is_still_read(kind: str) -> None:
    assert not any(isinstance(each, Raised) for each in told(kind, {}, is_own=False))


@pytest.mark.parametrize("kind", ["now.acknowledged", "now.with_patient", "now.left"])
def test_an_answer_that_was_posted_is_only_heard(kind: str) -> None:
    (event,) = events(entry(kind), BY, is_own=False)

    assert event.what == Heard(state=NowState(kind.removeprefix("now.")))
    assert (event.by, event.member) == ("Ines", "")


def test_an_answer_that_staff_wrote_here_is_noted() -> None:
    call = (FlagId(sitting=SUBJECT, rule=CALLED),)

    assert told("now.with_patient", BY) == [Noted(step=Step.WITH_PATIENT, flags=call)]
    assert told("now.left", BY) == [Noted(step=Step.LEFT, flags=call)]
    assert told("now.acknowledged", BY) == [Heard(state=NowState.ACKNOWLEDGED)]


CASES: list[tuple[str, dict[str, Any], list[What]]] = [
    (
        "sitting.confirmed",
        {"sitting": "s1", "flags": [flag_payload(FLAG)]},
        [raised(FLAG, "s1")],
    ),
    ("sitting.moved", {"side": "left", "sitting": "s1", "to": "p2"}, [Gone(sitting="s1")]),
    (
        "sitting.moved",
        {"side": "joined", "sitting": "s1", "from": "p1", "flags": [flag_payload(FLAG)]},
        [raised(FLAG, "s1")],
    ),
    ("sitting.admitted", {"sitting": "s1"}, []),
    ("patient.merged", {"into": "p2"}, []),
    ("patient.unmerged", {"into": "p2"}, []),
    (
        "patient.died",
        {"words": "", **FLAGS},
        [Death(what=DeathWord.REPORTED, flags=NAMED)],
    ),
    (
        "patient.death_confirmed",
        {"words": "x", **FLAGS},
        [Death(what=DeathWord.CONFIRMED, words="x", flags=NAMED)],
    ),
    (
        "patient.death_reversed",
        {"words": "", **FLAGS},
        [Death(what=DeathWord.REVERSED, flags=NAMED)],
    ),
    (
        "case.observed",
        {"concern": "c1", "band": "now", "words": "crying"},
        [
            Raised(
                flag=FlagId(sitting="c1", rule=CONCERN),
                band=Band.NOW,
                trigger=Trigger.NEED,
                because="crying",
            )
        ],
    ),
    (
        "case.corrected",
        {"writer": "w1", "number": 3, "words": "no"},
        [Corrected(entry=("w1", 3), words="no")],
    ),
    (
        "case.offered",
        {"to": "m2", "to_name": "Omar", **FLAGS},
        [Offered(to="m2", name="Omar", flags=NAMED)],
    ),
    ("case.accepted", FLAGS, [Accepted(flags=NAMED)]),
    ("case.refused", {"reason": "away", **FLAGS}, [Refused(reason="away", flags=NAMED)]),
    (
        "case.planned",
        {"action": "call", "day": "2026-03-20", "words": "", **FLAGS},
        [Planned(action=Action.CALL, day=date(2026, 3, 20), flags=NAMED)],
    ),
]


@pytest.mark.parametrize(("kind", "payload", "whats"), CASES)
def test_each_kind_says_what_staff_did(
    kind: str, payload: dict[str, Any], whats: list[What]
) -> None:
    assert told(kind, {**payload, **BY}) == whats


@pytest.mark.parametrize(("kind", "payload"), [(kind, payload) for kind, payload, _ in CASES])
def test_what_came_by_the_letterbox_is_never_what_staff_did(
    kind: str, payload: dict[str, Any]
) -> None:
    assert said(entry(kind), {**payload, **BY}, is_own=False) is None
    assert events(entry(kind), {**payload, **BY}, is_own=False) == ()


def test_a_kind_that_nobody_follows_says_nothing() -> None:
    assert said(entry("record.viewed"), {}, is_own=True) is None
    assert "record.viewed" not in KINDS


def test_a_move_of_a_sitting_that_was_nobodys_touches_nobody_else() -> None:
    payload = {"side": "joined", "sitting": "s1", "from": "", "flags": []}

    found = said(entry("sitting.moved"), payload, is_own=True)

    assert found is not None
    assert found.touched == ("s1",)
    assert (found.by, found.member) == ("", "")


def test_a_move_touches_the_sitting_and_whom_it_left() -> None:
    payload = {"side": "joined", "sitting": "s1", "from": "p1", "flags": [], **BY}

    found = said(entry("sitting.moved"), payload, is_own=True)

    assert found is not None
    assert found.touched == ("s1", "p1")
    assert (found.by, found.member) == ("Ines", "m1")


@given(
    st.builds(
        Noted,
        step=st.sampled_from(Step),
        flags=st.lists(st.builds(FlagId, sitting=st.text(), rule=st.text()), max_size=3).map(tuple),
        day=st.none() | st.dates(),
        reason=st.text(),
        words=st.text(),
        action=st.none() | st.sampled_from(Action),
        next_day=st.none() | st.dates(),
    )
)
def test_a_note_is_read_back_as_it_was_written(noted: Noted) -> None:
    assert told("case.noted", {**noted_payload(noted), **BY}) == [noted]


@pytest.mark.parametrize("flags", [(), (FLAG,), (NOW, FLAG), (FLAG, NOW, FLAG)])
def test_flags_that_were_held_say_what_the_entry_says(flags: tuple[Flag, ...]) -> None:
    stop = entry(STOPPED)
    payload = {"flags": [flag_payload(each) for each in flags]}

    held = events_of_stop(SUBJECT, flags, writer="w1", number=7, at_ms=1000)

    assert held == events(stop, payload, is_own=False)
