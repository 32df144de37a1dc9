"""What a patient said about being called, and what it comes to beside what staff wrote down."""

from distressapp.core.answers import Answers, Picked, Written
from distressapp.core.frozen import frozen


@frozen
class Calling:
    """How somebody may be called.

    Attributes:
        number: Empty where none is known.
        may_phone: None where nobody asked, or the patient would rather not say.
        may_message: Somebody said yes, and nobody no; else none is left.
        times: Ids of the times of day that suit, `"morning"`.
    """

    number: str = ""
    may_phone: bool | None = None
    may_message: bool | None = None
    times: tuple[str, ...] = ()


def said_of_calling(answers: Answers) -> Calling | None:
    """What the patient said in a sitting; None where it was not asked."""
    if "phone/may" not in answers:
        return None
    number = answers.get("phone/number")
    times = answers.get("phone/time")
    return Calling(
        number=number.text if isinstance(number, Written) else "",
        may_phone=_yes(answers, "phone/may"),
        may_message=_yes(answers, "phone/message"),
        times=times.ids if isinstance(times, Picked) else (),
    )


def _yes(answers: Answers, key: str) -> bool | None:
    found = answers.get(key)
    return found.ids == ("yes",) if isinstance(found, Picked) and found.ids else None


def together(said: Calling | None, written: Calling) -> Calling:
    """What the patient said last, and what staff wrote down: a no of either is a no.

    The patient's own number comes first.
    """
    if said is None:
        return written
    return Calling(
        number=said.number or written.number,
        may_phone=_both(said.may_phone, written.may_phone),
        may_message=_both(said.may_message, written.may_message),
        times=said.times,
    )


def _both(one: bool | None, other: bool | None) -> bool | None:  # noqa: FBT001  (two of a kind)
    if one is None or other is None:
        return other if one is None else one
    return one and other
