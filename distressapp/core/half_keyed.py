"""A form that is keyed half-way, as the payload of an entry, and back.

Whoever keys a form is called away too: what was keyed so far is kept under the vault's key, until
the form is kept whole. Nothing is scored from it.
"""

from collections.abc import Mapping

from distressapp.core.instrument import Instrument
from distressapp.core.interview import Interview
from distressapp.core.journal import Json
from distressapp.core.keying import Keying, Left, go, is_keyed
from distressapp.core.record import Payload, answer_from, answer_payload
from distressapp.core.sitting import Plan


def is_begun(keying: Keying) -> bool:
    """Something was keyed, be it that nothing stands there."""
    return keying.first is not None or bool(keying.left)


def counted(keying: Keying) -> tuple[int, int]:
    """How many questions were dealt with, and how many there are so far."""
    asked = keying.questions
    return sum(is_keyed(keying, each) for each in asked), len(asked)


def keying_payload(keying: Keying) -> dict[str, Json]:
    """What was keyed so far, and where somebody stopped; the plan stands with the form."""
    return {
        "first": keying.first,
        "handed_in": keying.handed_in,
        "left": {question: why.value for question, why in keying.left.items()},
        "at": keying.at,
        "answers": {key: answer_payload(each) for key, each in keying.interview.answers.items()},
    }


def keying_from(payload: Payload, plan: Plan, instruments: Mapping[str, Instrument]) -> Keying:
    """The form as `keying_payload` wrote it, at the question where somebody stopped."""
    answers = {key: answer_from(each) for key, each in payload["answers"].items()}
    interview = Interview(
        plan=plan,
        instruments=instruments,
        answers={key: each for key, each in answers.items() if each is not None},
    )
    keying = Keying(
        interview=interview,
        first=payload["first"],
        handed_in=payload["handed_in"],
        left={question: Left(why) for question, why in payload["left"].items()},
    )
    return go(keying, payload["at"])
