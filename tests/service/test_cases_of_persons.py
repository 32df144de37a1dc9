"""Whose a case is: matched, moved, merged and parted again, posted by anybody, erased."""

import pytest

from distressapp.core.followup import CALLED, WITHDRAWN, FlagId
from distressapp.core.followup_steps import Step
from distressapp.core.instrument import Band
from distressapp.core.journal import Head, Json
from distressapp.core.sitting import NowState
from distressapp.service import erasure, followups, moving, patients
from distressapp.service.access import Session
from distressapp.service.calls import acknowledge_now, attend_now, post_now
from distressapp.service.followups import NotNotedError
from distressapp.service.house import House
from distressapp.service.matching import confirm
from distressapp.service.memory import Member
from distressapp.service.owed import owed
from distressapp.service.patient_export import export
from distressapp.service.posting import News
from distressapp.service.takein import take_in
from distressapp.vault import owing
from tests.clinics import NUMBER, Clock
from tests.service.following import ANNA, BERTA, case, flagged, last, line, patient, rebuilt, sat
from tests.service.forging import forged, slipped_in

HEAD = Head(writer="f" * 32)


def persons(house: House, session: Session) -> set[str]:
    return {each.person for each in owed(house, session)}


def test_a_sitting_that_nobody_matched_has_a_case(house: House, session: Session) -> None:
    sitting = sat(house, session)

    (found,) = owed(house, session)

    assert (found.person, found.band) == (sitting, Band.SOON)
    assert (found.named.name, found.named.record_number) == ("", NUMBER)
    assert found.named.ticket


def test_matching_takes_the_case_along_with_what_was_done(house: House, session: Session) -> None:
    sitting = sat(house, session)
    followups.note(house, session, sitting, Step.NO_ANSWER)

    confirm(house, session, sitting=sitting, patient=ANNA)

    (found,) = owed(house, session)
    assert found.person == patient(session.vault)
    assert (found.named.name, found.attempts) == ("Anna Invented", 1)
    assert owing.person_of(session.vault, sitting) == found.person
    rebuilt(session.vault)


def test_a_second_sitting_joins_the_open_case(house: House, session: Session, clock: Clock) -> None:
    person = flagged(house, session, value=5)
    clock.forward(days=3)
    flagged(house, session, value=9)

    found = case(session, person)

    assert len({each.flag.sitting for each in found.flags}) == 2
    assert found.band is Band.SOON
    assert line(house, session, person).waiting == 3


def test_a_low_score_later_closes_nothing(house: House, session: Session, clock: Clock) -> None:
    person = flagged(house, session, value=9)
    clock.forward(days=30)
    flagged(house, session, value=0)

    assert case(session, person).band is Band.SOON


def test_a_moved_sitting_withdraws_its_flags_here_and_is_owed_there(
    house: House, session: Session
) -> None:
    wrong = flagged(house, session, ANNA)
    rightful = flagged(house, session, BERTA, value=0)
    (sitting,) = {each.flag.sitting for each in case(session, wrong).flags}
    followups.note(house, session, wrong, Step.REACHED)

    moving.move(house, session, sitting=sitting, to=rightful, reason="the wrong line was tapped")

    assert {each.outcome for each in last(session, wrong).flags} == {WITHDRAWN}
    assert case(session, rightful).unanswered.keys() >= {Band.SOON}
    assert wrong not in persons(house, session)
    rebuilt(session.vault)


def test_a_sitting_that_comes_back_is_owed_here_again(house: House, session: Session) -> None:
    here = flagged(house, session, ANNA)
    there = flagged(house, session, BERTA, value=0)
    (sitting,) = {each.flag.sitting for each in case(session, here).flags}

    moving.move(house, session, sitting=sitting, to=there, reason="the wrong line was tapped")
    moving.move(house, session, sitting=sitting, to=here, reason="it was right before")

    assert case(session, here).band is Band.SOON
    assert all(
        each.flag.sitting != sitting or not each.is_open for each in last(session, there).flags
    )
    rebuilt(session.vault)


def test_merging_joins_two_cases_and_undoing_it_parts_them(
    house: House, session: Session, clock: Clock
) -> None:
    one = flagged(house, session, ANNA, value=5)
    clock.forward(days=1)
    other = flagged(house, session, BERTA, value=9)
    before = owed(house, session)

    patients.merge(house, session, patient=one, into=other, reason="the same patient twice")
    (joined,) = owed(house, session)
    patients.undo_merge(house, session, one)

    assert (joined.person, joined.band, joined.waiting) == (other, Band.SOON, 1)
    assert owed(house, session) == before
    rebuilt(session.vault)


def test_what_is_noted_under_either_id_is_about_the_one_patient(
    house: House, session: Session
) -> None:
    one, other = flagged(house, session, ANNA), flagged(house, session, BERTA)
    patients.merge(house, session, patient=one, into=other, reason="the same patient twice")

    followups.note(house, session, one, Step.NEED_MET)

    assert owed(house, session) == ()


def called(house: House, session: Session, *states: NowState) -> str:
    press = post_now(house)
    press.raise_now()
    for state in states:
        if state is NowState.SOUNDING:
            press.now_sounds()
        else:
            press.withdraw_now()
    take_in(house, session.vault)
    return press.id


def test_a_call_without_a_sitting_has_a_case_by_its_ticket(house: House, session: Session) -> None:
    call = called(house, session, NowState.SOUNDING)

    found = line(house, session, call)

    assert (found.band, found.named.record_number) == (Band.NOW, "")
    assert found.named.ticket in house.tickets
    rebuilt(session.vault)


def test_a_call_that_was_taken_back_leaves_a_talk(house: House, session: Session) -> None:
    call = called(house, session, NowState.WITHDRAWN)

    assert line(house, session, call).band is Band.TALK


def test_an_answer_at_the_kiosk_silences_and_settles_nothing(
    house: House, session: Session
) -> None:
    call = called(house, session, NowState.SOUNDING)
    acknowledge_now(house, call, by=Member(id=session.member.id, name="Ines"))
    attend_now(house, call, by=Member(id=session.member.id, name="Ines"), how=NowState.WITH_PATIENT)
    take_in(house, session.vault)

    found = case(session, call)

    assert found.stage is None
    assert set(found.unanswered) == {Band.NOW}
    assert len(owing.about(session.vault, call).said) == 5


def test_a_call_is_closed_in_the_ledger(house: House, session: Session) -> None:
    call = called(house, session, NowState.SOUNDING)

    followups.note(house, session, call, Step.WITH_PATIENT)
    followups.note(house, session, call, Step.CLOSED, reason="spoke with her, safe at home")

    assert owed(house, session) == ()


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        (
            "case.noted",
            {"step": "closed", "day": None, "reason": "x", "words": "", "action": None}
            | {"next_day": None},
        ),
        ("case.accepted", {}),
        ("patient.died", {"words": ""}),
    ],
)
def test_nothing_that_is_posted_is_what_staff_did(
    house: House, session: Session, kind: str, payload: dict[str, Json]
) -> None:
    person = flagged(house, session)
    before = case(session, person)
    flags = [[each.flag.sitting, each.flag.rule] for each in before.flags]
    said: dict[str, Json] = {**payload, "flags": flags, "by": "Ines", "member": session.member.id}

    slipped_in(house, forged(house, HEAD, News(kind=kind, subject=person, payload=said)))
    taken = take_in(house, session.vault)

    assert [each.reason for each in taken.set_aside] == ["unopenable"]
    assert case(session, person) == before


def test_a_forged_answer_or_taking_back_of_a_call_settles_nothing(
    house: House, session: Session
) -> None:
    call = called(house, session, NowState.SOUNDING)
    head = HEAD
    posts: list[tuple[str, dict[str, Json]]] = [
        ("now.withdrawn", {"has_sitting": False, "ticket": "x"}),
        ("now.with_patient", {"ticket": "x", "by": "Ines", "member": session.member.id}),
    ]
    for kind, payload in posts:
        posted = forged(house, head, News(kind=kind, subject=call, payload=payload))
        slipped_in(house, posted)
        head = posted.head
    take_in(house, session.vault)

    found = case(session, call)

    assert FlagId(sitting=call, rule=CALLED) in {each.flag for each in found.open_flags}
    assert found.unanswered.keys() >= {Band.NOW}


def test_erasing_a_patient_leaves_nothing_of_them_in_the_ledger(
    house: House, session: Session
) -> None:
    person = flagged(house, session)
    followups.observe(house, session, patient=person, words="CANARY words")
    followups.note(house, session, person, Step.NO_ANSWER, words="CANARY neighbour")
    kept = flagged(house, session, BERTA)

    erasure.erase(house, session, person, reason="asked for in writing")

    assert persons(house, session) == {kept}
    assert "CANARY" not in str(session.vault.projections())
    with pytest.raises(NotNotedError):
        followups.note(house, session, person, Step.NO_ANSWER)
    rebuilt(session.vault)


def test_erasing_one_patient_leaves_another_to_whom_their_sitting_once_belonged(
    house: House, session: Session
) -> None:
    other = flagged(house, session, ANNA)
    erased = flagged(house, session, BERTA, value=0)
    (sitting,) = {each.flag.sitting for each in case(session, other).flags}
    moving.move(house, session, sitting=sitting, to=erased, reason="the wrong line was tapped")

    erasure.erase(house, session, erased, reason="asked for in writing")

    assert owing.about(session.vault, other).ledger.cases == ()
    rebuilt(session.vault)


def test_erasing_a_sitting_that_nobody_matched_leaves_nothing(
    house: House, session: Session
) -> None:
    sitting = sat(house, session)
    followups.note(house, session, sitting, Step.NO_ANSWER)

    erasure.erase(house, session, sitting, reason="asked for in writing")

    assert owed(house, session) == ()
    rebuilt(session.vault)


def test_an_export_tells_what_was_done_about_a_patient(
    house: House, session: Session, tmp_path_factory: pytest.TempPathFactory
) -> None:
    person = flagged(house, session)
    followups.note(house, session, person, Step.DECLINED, reason="has her sister")

    found = export(house, session, person, into=tmp_path_factory.mktemp("out"))

    assert "has her sister" in found.record.read_text(encoding="utf-8")


def test_a_flag_that_arrives_after_a_closing_is_owed(
    house: House, session: Session, clock: Clock
) -> None:
    person = flagged(house, session, value=5)
    running_at = clock.at
    clock.forward(hours=1)
    followups.note(house, session, person, Step.CLOSED, reason="settled")
    clock.at = running_at

    flagged(house, session, value=9)

    assert case(session, person).band is Band.SOON
    rebuilt(session.vault)
