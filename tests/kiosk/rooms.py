"""Real rooms of a patient, at any step, size and look, for tests and for the gallery."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from PySide6.QtWidgets import QWidget

from distressapp.core.answers import DECLINED, Answer, Chosen, Picked, Written
from distressapp.core.errors import ExpectedError
from distressapp.core.instrument import Instrument
from distressapp.core.interview import Interview, resume, say
from distressapp.core.sitting import Plan, Revision, Sitting, Use
from distressapp.core.wording import Wording
from distressapp.instruments import load_all, wording
from distressapp.kiosk import button_words
from distressapp.kiosk.conductor import Conductor
from distressapp.kiosk.room import Furnishing, PatientRoom
from distressapp.ui.look import Look
from distressapp.ui.metrics import MM_PER_INCH, Metrics
from distressapp.ui.theme import THEMES
from tests.languages import NAMES

SIZES: Final = {
    "landscape": (1280, 800, 149),
    "portrait": (800, 1280, 149),
    "desk": (1920, 1080, 102),
    "low": (1024, 600, 117),
}
"""Width and height in pixels, dots per inch."""

TICKET: Final = "harbour"

STOPS: Final = (
    "welcome",
    "who",
    "why",
    "not_today",
    "rating",
    "concerns.emotional",
    "concerns.practical",
    "own_words.practical",
    "top",
    "help.practical.money",
    "because.practical.money",
    "phone",
    "phone.number",
    "phone.message",
    "checkpoint",
    "hads.6",
    "bridge.pss10",
    "pss10.3",
    "talk",
    "thanks",
)
"""Every kind of screen, and the longest of its kind."""

ANSWERS: Final[Mapping[str, Answer]] = {
    "dt/rating": Chosen(index=6, value=6),
    "dt/physical": Picked(ids=("physical.pain", "physical.sleep")),
    "dt/practical": Picked(
        ids=(
            "practical.work",
            "practical.school",
            "practical.housing",
            "practical.money",
            "practical.other",
        )
    ),
    "dt/practical.other": Written(
        text="Who will look after the dog when I am in here for three weeks?", language="en"
    ),
    "dt/top": Picked(ids=("practical.money", "physical.pain")),
    "help/practical.money": Picked(ids=("not_now",)),
    "help/physical.pain": Picked(ids=("phone",)),
    "phone/may": Picked(ids=("yes",)),
    "phone/number": Written(text="555 0100", language="en"),
    "hads/6": Chosen(index=1, value=2),
    "pss10/3": DECLINED,
}


class DiskFullError(ExpectedError):
    """A broken disk, for the tests."""


@dataclass(slots=True)
class Disk:
    """A stand-in for the disk: holds what it was told, or is full."""

    kept: list[Revision] = field(default_factory=list)
    closed: list[Sitting] = field(default_factory=list)
    is_full: bool = False
    shown: tuple[str, ...] = ()
    steppers_used: bool = False
    paused_at: str = ""

    def keep(self, revision: Revision) -> None:
        if self.is_full:
            raise DiskFullError("the disk is full", advice="Tell staff.")
        self.kept.append(revision)

    def retry(self) -> None:
        if self.is_full:
            raise DiskFullError("the disk is full", advice="Tell staff.")

    def note(self, shown: tuple[str, ...], *, steppers_used: bool = False) -> None:
        self.shown = shown
        self.steppers_used = self.steppers_used or steppers_used

    def pause(self, sitting: Sitting, *, at: str) -> None:
        self.close(sitting)
        self.paused_at = at

    def close(self, sitting: Sitting) -> None:
        self.retry()
        self.closed.append(sitting)

    @property
    def last(self) -> Revision:
        return self.kept[-1]


@functools.cache
def instruments() -> dict[str, Instrument]:
    return load_all()


@functools.cache
def wordings(language: str = "en") -> dict[str, Wording]:
    made = {
        each: wording(each, language, Use.REHEARSAL, instrument=instruments()[each])
        for each in instruments()
    }
    return {each: words for each, words in made.items() if words is not None}


def look(size: str = "landscape", percent: int = 100, theme: str = "light") -> Look:
    width, height, dots = SIZES[size]
    metrics = Metrics(
        width=width, height=height, dots_per_mm=dots / MM_PER_INCH, text_percent=percent
    )
    return Look(metrics=metrics, theme=THEMES[theme])


def interview(stop: str, answers: Mapping[str, Answer] | None = None) -> Interview:
    """An interview at that step, with everything else answered that leads there."""
    plan = Plan(
        sitting="0" * 32,
        ticket=TICKET,
        use=Use.REHEARSAL,
        instruments=("dt", "hads", "pss10"),
    )
    made = Interview(plan=plan, instruments=instruments())
    if stop == "who":
        made, _ = say(made, "sitting/helper", Picked(ids=("yes",)))
    if stop == "not_today":
        made, _ = say(made, "sitting/not_today", Picked(ids=("yes",)))
    else:
        for key, answer in (ANSWERS if answers is None else answers).items():
            made, _ = say(made, key, answer)
    there = resume(made, at=stop)
    assert there.at == stop, f"{stop} is not on the way"
    return there


def room(  # noqa: PLR0913  (what a room is built from, all with a default)
    stop: str = "rating",
    size: str = "landscape",
    percent: int = 100,
    *,
    theme: str = "light",
    answers: Mapping[str, Answer] | None = None,
    disk: Disk | None = None,
    parent: QWidget | None = None,
    language: str = "en",
) -> PatientRoom:
    """A patient's room at that step; whoever asks for it closes it, and has set the language."""
    conductor = Conductor(interview(stop, answers), disk or Disk(), lambda: datetime.now(UTC))
    furnishing = Furnishing(
        wordings=wordings(language),
        language=language,
        language_names={"en": "English"} if language == "en" else NAMES,
        mark=button_words.rehearsal_words(),
        now_words=button_words.now_words(),
    )
    made_look = look(size, percent, theme)
    made = PatientRoom(conductor, furnishing, made_look, parent, percent=percent)
    conductor.setParent(made)
    made.resize(made_look.metrics.width, made_look.metrics.height)
    return made
