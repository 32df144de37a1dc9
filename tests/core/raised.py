"""Short ways to say what a sitting raises."""

from collections.abc import Mapping
from typing import Any, Final

from distressapp.core.answers import Answer, Picked
from distressapp.core.conclude import conclude
from distressapp.core.results import Flag
from tests.core.shipped import HADS, INSTRUMENTS, sitting, worth_in

A_ITEMS: Final = HADS.scale("anxiety").items
D_ITEMS: Final = HADS.scale("depression").items
WISH: Final[dict[str, Answer]] = {"help/any": Picked(ids=("talk_today",))}


def flags(answers: Mapping[str, Answer], **changed: Any) -> dict[str, Flag]:  # noqa: ANN401  (handed on)
    if "dt/rating" not in answers and "shown" not in changed:
        changed["shown"] = ()
    outcome = conclude(sitting(answers, **changed), INSTRUMENTS)
    return {flag.rule: flag for flag in outcome.flags}


def bands(answers: Mapping[str, Answer], **changed: Any) -> dict[str, str]:  # noqa: ANN401  (handed on)
    return {rule: flag.band.value for rule, flag in flags(answers, **changed).items()}


def hads(*, a: int = 0, d: int = 0) -> dict[str, Answer]:
    return worth_in(HADS, A_ITEMS, a) | worth_in(HADS, D_ITEMS, d)
