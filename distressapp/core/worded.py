"""What is asked in the language that the patient chose: an instrument without words is left out.

It is never scored as zero and never counts as broken off: nobody was asked.
"""

from collections.abc import Collection
from dataclasses import replace

from distressapp.core.sitting import Plan, Sitting
from distressapp.core.summary_words import language_name


def asked_in(plan: Plan, language: str, *, begun: Collection[str] = ()) -> Plan:
    """The plan in that language; what it leaves out is not offered, with the reason.

    Args:
        begun: Ids of instruments with an answer, which stay: what a patient said counts.
    """
    out = [
        each
        for each in plan.unworded.get(language, ())
        if each in plan.instruments and each not in begun
    ]
    if not out:
        return plan
    reason = f"no words in {language_name(language)}"
    return replace(
        plan,
        instruments=tuple(each for each in plan.instruments if each not in out),
        not_offered={**plan.not_offered, **dict.fromkeys(out, reason)},
    )


def settled(sitting: Sitting) -> Sitting:
    """The sitting as it is scored and kept: with the plan of the language it was answered in."""
    begun = {key.partition("/")[0] for key in sitting.answers}
    return replace(sitting, plan=asked_in(sitting.plan, sitting.language, begun=begun))


def whole(plan: Plan, *, order: Collection[str]) -> Plan:
    """The plan of before a language was chosen: a sitting that goes on may change it again.

    Args:
        order: Ids in the order they are asked.
    """
    out = {
        each
        for left_out in plan.unworded.values()
        for each in left_out
        if each not in plan.instruments
    }
    if not out:
        return plan
    places = {each: place for place, each in enumerate(order)}
    asked = sorted(
        (*plan.instruments, *sorted(out)), key=lambda each: places.get(each, len(places))
    )
    return replace(
        plan,
        instruments=tuple(asked),
        not_offered={each: why for each, why in plan.not_offered.items() if each not in out},
    )
