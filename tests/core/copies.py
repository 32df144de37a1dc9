"""Invented sittings for the patient's own copy, and no real patient."""

from collections.abc import Container, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from distressapp.core.answers import DECLINED, Answer, Chosen, Picked, Written
from distressapp.core.course import StepKind, course
from distressapp.core.own_answers import Making, OwnAnswers, build
from distressapp.core.reading import day_in
from distressapp.core.sitting import Plan, Sitting, Stop, Use
from distressapp.core.wording import Wording
from distressapp.instruments import wording
from distressapp.paths import resources
from distressapp.service.own_answers import phrases
from distressapp.text import speaking
from distressapp.ui import words
from tests.core.shipped import INSTRUMENTS

LANGUAGES: Final = ("en", "es", "el", "zh-Hans", "ar")


def wordings_in(language: str) -> Mapping[str, Wording]:
    """The words that ship in that language, by instrument."""
    return {
        each: wording(each, language, Use.REHEARSAL, instrument=instrument)
        for each, instrument in INSTRUMENTS.items()
    }


WORDINGS: Final[Mapping[str, Wording]] = wordings_in("en")
ORDINARY: Final[Mapping[str, Answer]] = {
    "sitting/helper": Picked(ids=("yes",)),
    "sitting/who": Picked(ids=("interpreter",)),
    "dt/rating": Chosen(index=6, value=6),
    "dt/physical": Picked(ids=("physical.other", "physical.sleep", "physical.pain")),
    "dt/physical.other": Written(text="My feet <b>burn</b>", language="en"),
    "dt/social": Picked(ids=("social.none",)),
    "dt/practical": Picked(ids=("practical.money",)),
    "dt/spiritual": DECLINED,
    "dt/top": Picked(ids=("practical.money", "physical.sleep")),
    "help/practical.money": Picked(ids=("phone", "talk_today")),
    "help/physical.sleep": Picked(ids=("not_now",)),
    "help/physical.sleep.because": Picked(ids=("have_help",)),
    "phone/may": Picked(ids=("yes",)),
    "phone/number": Written(text="0151 2345678", language="en"),
    "hads/1": Chosen(index=0, value=3),
    "hads/2": DECLINED,
    "pss10/1": Chosen(index=4, value=4),
    "talk/again": Picked(ids=("no",)),
}


def plan(use: Use = Use.CLINICAL) -> Plan:
    return Plan(sitting="0" * 32, ticket="brass", use=use, instruments=tuple(INSTRUMENTS))


def seen(answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """Every step of the course, as somebody sees it who goes to the end."""
    return tuple(step.id for step in course(plan(), answers, INSTRUMENTS))


def copy(  # noqa: PLR0913  (what a copy can differ in, all by name)
    answers: Mapping[str, Answer],
    *,
    shown: Sequence[str] | None = None,
    gone: Sequence[str] = (),
    use: Use = Use.CLINICAL,
    name: str | None = "Maria Invented",
    is_help_reached: bool = True,
    language: str = "en",
    kinds: Container[StepKind] = frozenset(StepKind),
) -> OwnAnswers:
    """The copy of a sitting; `gone` are instruments whose words are not there any more."""
    sitting = Sitting(
        plan=plan(use),
        answers=answers,
        shown=seen(answers) if shown is None else tuple(shown),
        stop=Stop.FINISHED,
        started=datetime(2026, 11, 22, 9, 31, tzinfo=UTC),
        is_help_reached=is_help_reached,
        language=language,
    )
    with speaking(language, folder=resources() / "locale"):
        making = Making(
            name=name,
            clinic="Clinic of the tests",
            at=sitting.started,
            day=day_in(language, sitting.started),
            language=language,
            wordings={
                each: found for each, found in wordings_in(language).items() if each not in gone
            },
            screens=words,
            phrases=phrases(),
        )
        return build(sitting, INSTRUMENTS, making, kinds=kinds)


def all_ticked(text: str) -> dict[str, Answer]:
    """All 44 concerns, and the same own words on every page."""
    answers: dict[str, Answer] = dict(ORDINARY)
    for domain in INSTRUMENTS["dt"].domains:
        answers[f"dt/{domain.id}"] = Picked(ids=(*domain.items, f"{domain.id}.other"))
        answers[f"dt/{domain.id}.other"] = Written(text=text, language="el")
    return answers
