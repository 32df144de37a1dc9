"""Every outcome the social worker can note, and what each changes."""

from datetime import date

import pytest

from distressapp.core.errors import ExpectedError
from distressapp.core.followup import CONCERN, FlagId, Mourning, Noted, Raised
from distressapp.core.followup_due import Asks
from distressapp.core.followup_steps import RULES, Action, Step
from distressapp.core.instrument import Band
from distressapp.core.roles import Role
from distressapp.service import followups
from distressapp.service.access import NotAllowedError, Session
from distressapp.service.followup_owners import accept, assign, colleagues, refuse
from distressapp.service.followups import NotNotedError
from distressapp.service.house import House
from distressapp.service.owed import owed
from distressapp.vault import owing
from tests.clinics import Clock
from tests.service.following import BERTA, case, flagged, last, line, rebuilt, sat
from tests.service.patients import colleague

LATER = date(2026, 3, 20)


@pytest.fixture
def person(house: House, session: Session) -> str:
    return flagged(house, session)


@pytest.mark.parametrize(
    "step",
    [each for each in Step if each not in {Step.REOPENED, Step.BEREAVED}],
)
def test_every_outcome_can_be_noted(
    house: House, session: Session, person: str, step: Step
) -> None:
    followups.note(house, session, person, step, day=LATER, reason="as they said", words="<b>x</b>")

    found = owing.about(session.vault, person)
    assert bool(found.ledger.open_case) is not RULES[step].settles
    assert [each.by for each in found.said if isinstance(each.what, Noted)] == ["Administrator"]
    rebuilt(session.vault)


def test_an_attempt_says_what_is_next_on_a_working_day(
    house: House, session: Session, person: str, clock: Clock
) -> None:
    clock.forward(days=4)  # a Friday

    followups.note(house, session, person, Step.NO_ANSWER)

    found = line(house, session, person)
    assert (found.action, found.due) == (Action.CALL, date(2026, 3, 9))
    assert found.attempts == 1


def test_a_day_to_call_back_is_the_next_day_and_an_appointment_is_asked_after(
    house: House, session: Session, person: str
) -> None:
    followups.note(house, session, person, Step.CALL_BACK, day=LATER)
    called = line(house, session, person)
    followups.note(house, session, person, Step.APPOINTMENT, day=LATER)
    booked = line(house, session, person)

    assert (called.action, called.due) == (Action.CALL, LATER)
    assert (booked.action, booked.due) == (Action.ASK_ATTENDED, date(2026, 3, 23))


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (Step.DECLINED, {}),
        (Step.CLOSED, {"reason": "  "}),
        (Step.EXPLAINED, {}),
        (Step.APPOINTMENT, {}),
        (Step.CALL_BACK, {"day": date(2026, 3, 1)}),
        (Step.REACHED, {"words": "x" * 2001}),
        (Step.REACHED, {"flags": (FlagId(sitting="0", rule="no"),)}),
        (Step.REOPENED, {}),
        (Step.BEREAVED, {}),
    ],
)
def test_what_lacks_something_is_not_noted(
    house: House, session: Session, person: str, step: Step, said: dict[str, object]
) -> None:
    before = owing.about(session.vault, person)

    with pytest.raises(NotNotedError) as told:
        followups.note(house, session, person, step, **said)  # type: ignore[arg-type]

    assert told.value.advice
    assert owing.about(session.vault, person) == before


def test_one_flag_gets_its_outcome_and_the_other_stays(house: House, session: Session) -> None:
    person = sat(house, session, food=True)
    food = FlagId(sitting=person, rule="need.practical.food")

    followups.note(house, session, person, Step.NEED_MET, flags=(food,))

    assert food not in {each.flag for each in case(session, person).open_flags}
    with pytest.raises(NotNotedError):
        followups.note(house, session, person, Step.NEED_MET, flags=(food,))


def test_the_third_failed_attempt_asks_for_a_letter(
    house: House, session: Session, person: str
) -> None:
    for _each in range(3):
        followups.note(house, session, person, Step.NO_ANSWER)
    asked = line(house, session, person).asks
    followups.note(house, session, person, Step.LETTER_SENT)

    assert asked == (Asks.LETTER, Asks.OWNER)
    assert line(house, session, person).asks == (Asks.OWNER,)


def test_who_asks_not_to_be_contacted_is_not_called_and_their_next_flag_is_still_owed(
    house: House, session: Session, person: str, clock: Clock
) -> None:
    followups.note(house, session, person, Step.DO_NOT_CONTACT)
    clock.forward(days=30)
    flagged(house, session)

    for step in (each for each in Step if RULES[each].is_outgoing):
        with pytest.raises(NotNotedError, match="not to be contacted"):
            followups.note(house, session, person, step, day=date(2026, 4, 20))
    followups.note(house, session, person, Step.REACHED, words="at her visit")
    followups.note(house, session, person, Step.MAY_CONTACT)
    followups.note(house, session, person, Step.NO_ANSWER)
    assert case(session, person).nth == 2


def test_a_closed_case_is_reopened(house: House, session: Session, person: str) -> None:
    followups.note(house, session, person, Step.CLOSED, reason="nothing wanted")
    assert owed(house, session) == ()

    followups.note(house, session, person, Step.REOPENED)

    assert case(session, person).nth == 1
    with pytest.raises(NotNotedError):
        followups.note(house, session, person, Step.REOPENED)


def test_nothing_is_noted_about_a_closed_case(house: House, session: Session, person: str) -> None:
    followups.note(house, session, person, Step.NEED_MET)

    with pytest.raises(NotNotedError):
        followups.note(house, session, person, Step.NO_ANSWER)
    with pytest.raises(NotNotedError):
        followups.plan_next(house, session, person, action=Action.CALL, day=LATER)


def test_a_talk_closes_with_one_tap_and_a_soon_does_not(
    house: House, session: Session, person: str
) -> None:
    nurse = colleague(house, session, Role.NURSE)
    talk = flagged(house, session, BERTA, value=5)

    followups.close_talk(house, nurse, talk)
    followups.close_talk(house, nurse, person)

    assert last(session, talk).reason == "talked"
    assert case(session, person).band is Band.SOON
    nurse.close()


def test_a_nurse_does_not_close_what_the_social_worker_is_owed(
    house: House, session: Session, person: str
) -> None:
    nurse = colleague(house, session, Role.NURSE)

    for step in (Step.CLOSED, Step.NO_ANSWER):
        with pytest.raises(NotAllowedError):
            followups.note(house, nurse, person, step, reason="x")
    with pytest.raises(NotAllowedError):
        assign(house, nurse, person, to=nurse.member.id)
    followups.note(house, nurse, person, Step.WITH_PATIENT)
    nurse.close()


def test_a_plan_replaces_the_next_action(house: House, session: Session, person: str) -> None:
    followups.note(house, session, person, Step.REACHED)

    followups.plan_next(house, session, person, action=Action.WARD, day=LATER, words="4th floor")

    assert (line(house, session, person).action, line(house, session, person).due) == (
        Action.WARD,
        LATER,
    )
    with pytest.raises(NotNotedError, match="over"):
        followups.plan_next(house, session, person, action=Action.WARD, day=date(2026, 3, 1))


def test_a_mistake_is_corrected_and_the_correction_too(
    house: House, session: Session, person: str
) -> None:
    wrong = followups.note(house, session, person, Step.CLOSED, reason="wrong line")

    right = followups.correct(house, session, person, wrong, words="wrong line")
    assert case(session, person).is_open
    followups.correct(house, session, person, right, words="it was right")

    assert not last(session, person).is_open
    stands = [each for each in owing.about(session.vault, person).said if each.by]
    assert len(stands) == 3
    rebuilt(session.vault)


def test_a_flag_is_no_mistake_that_can_be_taken_back(
    house: House, session: Session, person: str
) -> None:
    noted = followups.note(house, session, person, Step.REACHED)
    said = owing.about(session.vault, person).said
    flag = next(each for each in said if isinstance(each.what, Raised))

    for entry, words in [(flag.entry, "no"), (noted, " "), (("0" * 32, 1), "no")]:
        with pytest.raises(NotNotedError):
            followups.correct(house, session, person, entry, words=words)
    followups.correct(house, session, person, noted, words="twice")
    with pytest.raises(NotNotedError):
        followups.correct(house, session, person, noted, words="twice")


def test_a_nurse_corrects_their_own_entry_and_no_other(
    house: House, session: Session, person: str
) -> None:
    nurse = colleague(house, session, Role.NURSE)
    own = followups.close_talk(house, nurse, person)
    other = followups.note(house, session, person, Step.REACHED)

    followups.correct(house, nurse, person, own, words="not yet")
    with pytest.raises(NotAllowedError):
        followups.correct(house, nurse, person, other, words="not yet")
    nurse.close()


def test_a_concern_of_ones_own_is_a_flag_without_a_sitting(
    house: House, session: Session, person: str
) -> None:
    followups.observe(house, session, patient=person, words="He gave his watch away")

    found = case(session, person)
    assert (found.band, found.needs) == (Band.NOW, ("concern", "distress", "request"))
    assert {each.flag.rule: each.because for each in found.flags}[CONCERN] == (
        "He gave his watch away"
    )
    for patient, words in [("0" * 32, "x"), (person, " ")]:
        with pytest.raises(NotNotedError):
            followups.observe(house, session, patient=patient, words=words)


def test_a_handover_is_accepted_by_name(house: House, session: Session, person: str) -> None:
    omar = colleague(house, session, Role.SOCIAL_WORKER)

    assign(house, session, person, to=session.member.id)
    assign(house, session, person, to=omar.member.id)
    waiting = line(house, session, person)
    with pytest.raises(NotNotedError, match="not offered"):
        accept(house, session, person)
    accept(house, omar, person)

    assert (waiting.owner_name, waiting.offered_name) == ("Administrator", omar.member.name)
    assert line(house, session, person).owner == omar.member.id
    assert omar.member.id in {each.id for each in colleagues(session)}
    omar.close()


def test_a_refused_handover_leaves_the_case_where_it_was(
    house: House, session: Session, person: str
) -> None:
    omar = colleague(house, session, Role.SOCIAL_WORKER)
    assign(house, session, person, to=session.member.id)
    assign(house, session, person, to=omar.member.id)

    refuse(house, omar, person, reason="away")

    found = line(house, session, person)
    assert (found.owner_name, found.offered_to) == ("Administrator", "")
    with pytest.raises(NotNotedError):
        refuse(house, omar, person)
    with pytest.raises(NotNotedError):
        assign(house, session, person, to="0" * 32)
    omar.close()


def test_a_death_stops_everything_until_it_is_reversed(
    house: House, session: Session, person: str
) -> None:
    before = case(session, person)
    followups.report_death(house, session, person, words="the family rang")
    (mourned,) = owed(house, session)

    with pytest.raises(NotNotedError, match="died"):
        followups.note(house, session, person, Step.NO_ANSWER)
    with pytest.raises(NotNotedError):
        followups.report_death(house, session, person)
    with pytest.raises(NotNotedError):
        followups.confirm_death(house, session, person)
    with pytest.raises(NotNotedError):
        followups.reverse_death(house, session, person, words=" ")
    followups.reverse_death(house, session, person, words="another patient of that name")

    assert (mourned.band, mourned.mourning) == (None, Mourning.UNCONFIRMED)
    assert case(session, person) == before
    with pytest.raises(NotNotedError):
        followups.reverse_death(house, session, person, words="again")
    rebuilt(session.vault)


def test_a_second_person_confirms_a_death_and_one_task_is_left(
    house: House, session: Session, person: str
) -> None:
    omar = colleague(house, session, Role.NURSE)
    followups.report_death(house, session, person)
    with pytest.raises(NotNotedError):
        followups.note(house, session, person, Step.BEREAVED)

    followups.confirm_death(house, omar, person)
    (task,) = owed(house, session)
    followups.note(house, session, person, Step.BEREAVED, words="a card was sent")

    assert task.mourning is Mourning.OWED
    assert owed(house, session) == ()
    with pytest.raises(NotNotedError):
        followups.note(house, session, person, Step.BEREAVED)
    rebuilt(session.vault)
    omar.close()


def test_nobody_dies_who_was_not_matched(house: House, session: Session) -> None:
    sitting = sat(house, session)

    with pytest.raises(ExpectedError, match="who this is"):
        followups.report_death(house, session, sitting)
