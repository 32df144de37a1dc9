"""What staff do about a flag: every attempt and outcome, and what follows from each.

The steps are the product's own list. The days of the next action are this project's judgement; no
standard gives any.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from distressapp.core.frozen import frozen


class Step(StrEnum):
    """One thing that was done, or that became of it."""

    NO_ANSWER = "no_answer"
    MESSAGE_LEFT = "message_left"
    WRONG_NUMBER = "wrong_number"
    CALL_BACK = "call_back"
    LETTER_SENT = "letter_sent"
    REACHED = "reached"
    PATIENT_RANG = "patient_rang"
    WITH_PATIENT = "with_patient"
    LEFT = "left"
    TALKED = "talked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    ALREADY_HELPED = "already_helped"
    DO_NOT_CONTACT = "do_not_contact"
    MAY_CONTACT = "may_contact"
    SERVICE_REFUSED = "service_refused"
    WAITING_LIST = "waiting_list"
    UNAVAILABLE = "unavailable"
    APPOINTMENT = "appointment"
    ATTENDED = "attended"
    NOT_ATTENDED = "not_attended"
    NEED_MET = "need_met"
    NEED_PARTLY = "need_partly"
    NEED_NOT_MET = "need_not_met"
    CLOSED = "closed"
    MOVED = "moved"
    INPATIENT = "inpatient"
    REOPENED = "reopened"
    EXPLAINED = "explained"
    BEREAVED = "bereaved"


class Action(StrEnum):
    """What is to be done next."""

    FIRST_CONTACT = "first_contact"
    CALL = "call"
    FIND_NUMBER = "find_number"
    LETTER = "letter"
    NEXT_VISIT = "next_visit"
    AGREE = "agree"
    ARRANGE = "arrange"
    ASK_LIST = "ask_list"
    ANOTHER_WAY = "another_way"
    ASK_ATTENDED = "ask_attended"
    ASK_NEED = "ask_need"
    DECIDE = "decide"
    WARD = "ward"
    WAIT = "wait"


@frozen
class Rule:
    """What one step means.

    Attributes:
        is_outgoing: Somebody tried to reach the patient from here; refused where the patient
            asked not to be contacted.
        is_failed: An attempt in vain: the third in a row asks for a letter or the next visit.
        is_contact: The patient was spoken with.
        settles: It is an outcome: the flags it names are owed nothing more.
        needs_reason, needs_day: What must be given with it.
        then: What is to be done next; None leaves that as it was.
        within: Working days until then, 0 or more.
    """

    is_outgoing: bool = False
    is_failed: bool = False
    is_contact: bool = False
    settles: bool = False
    needs_reason: bool = False
    needs_day: bool = False
    then: Action | None = None
    within: int = 0


FAILED_ATTEMPTS: Final = 3
"""In a row; from then on a letter or the next visit is asked for. This project's judgement."""

RULES: Final[Mapping[Step, Rule]] = {
    Step.NO_ANSWER: Rule(is_outgoing=True, is_failed=True, then=Action.CALL, within=1),
    Step.MESSAGE_LEFT: Rule(is_outgoing=True, is_failed=True, then=Action.CALL, within=2),
    Step.WRONG_NUMBER: Rule(is_outgoing=True, is_failed=True, then=Action.FIND_NUMBER, within=1),
    Step.CALL_BACK: Rule(is_outgoing=True, is_contact=True, needs_day=True, then=Action.CALL),
    Step.LETTER_SENT: Rule(is_outgoing=True, then=Action.WAIT, within=10),
    Step.REACHED: Rule(is_contact=True, then=Action.AGREE),
    Step.PATIENT_RANG: Rule(is_contact=True, then=Action.AGREE),
    Step.WITH_PATIENT: Rule(is_contact=True, then=Action.AGREE),
    Step.LEFT: Rule(then=Action.CALL),
    Step.TALKED: Rule(),
    Step.ACCEPTED: Rule(is_contact=True, then=Action.ARRANGE, within=5),
    Step.DECLINED: Rule(is_contact=True, settles=True, needs_reason=True),
    Step.ALREADY_HELPED: Rule(is_contact=True, settles=True),
    Step.DO_NOT_CONTACT: Rule(is_contact=True, settles=True),
    Step.MAY_CONTACT: Rule(),
    Step.SERVICE_REFUSED: Rule(then=Action.ANOTHER_WAY, within=5),
    Step.WAITING_LIST: Rule(then=Action.ASK_LIST, within=20),
    Step.UNAVAILABLE: Rule(then=Action.ANOTHER_WAY, within=5),
    Step.APPOINTMENT: Rule(needs_day=True, then=Action.ASK_ATTENDED, within=1),
    Step.ATTENDED: Rule(then=Action.ASK_NEED, within=5),
    Step.NOT_ATTENDED: Rule(then=Action.CALL, within=1),
    Step.NEED_MET: Rule(is_contact=True, settles=True),
    Step.NEED_PARTLY: Rule(is_contact=True, then=Action.DECIDE, within=5),
    Step.NEED_NOT_MET: Rule(is_contact=True, then=Action.DECIDE, within=5),
    Step.CLOSED: Rule(settles=True, needs_reason=True),
    Step.MOVED: Rule(settles=True),
    Step.INPATIENT: Rule(then=Action.WARD, within=1),
    Step.REOPENED: Rule(then=Action.CALL, within=1),
    Step.EXPLAINED: Rule(needs_reason=True),
    Step.BEREAVED: Rule(),
}

NO_WORK: Final = frozenset({Step.TALKED, Step.EXPLAINED, Step.MAY_CONTACT, Step.BEREAVED})
"""Steps that are not yet an answer to a flag: its clock goes on until another one."""
